//! A text cut where facts begin and end, so that facts that overlap or lie within each other can all be marked.
//!
//! Each piece carries every fact that stands at it, the shortest first. Pieces tile their line; lines tile the text but for line ends, and rows of
//! a table (`|cell|cell|`) but for their bars.

use std::ops::Range;

/// A fact and where it stands in a text.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Bytes of the text, on characters' bounds. Empty where the fact has no place.
    pub place: Range<usize>,
    /// The fact, by its number.
    pub fact: usize,
}

/// Characters at which the same facts stand.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Segment<'a> {
    pub text: &'a str,
    /// The facts, the shortest first.
    pub facts: Vec<usize>,
}

/// A line of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub form: Form,
    /// Where it stands in the text, without its end.
    pub place: Range<usize>,
    /// One cell, or those of a row.
    pub cells: Vec<Vec<Segment<'a>>>,
}

/// How a line is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Nothing but spaces.
    Blank,
    /// `# ` and the like, as pages are rendered.
    Heading,
    /// `|cell|cell|`.
    Row,
    /// With a bullet.
    Item,
    /// Any other.
    Plain,
}

impl Form {
    fn of(line: &str) -> Form {
        let line = line.trim();
        let heading = || line.trim_start_matches('#').starts_with(' ') && line.starts_with('#');
        match line {
            "" => Form::Blank,
            _ if heading() => Form::Heading,
            _ if line.len() > 1 && line.starts_with('|') && line.ends_with('|') => Form::Row,
            _ if line.starts_with(['・', '•', '※', '○', '●', '■', '□', '◆', '◇']) || line.starts_with("- ") => Form::Item,
            _ => Form::Plain,
        }
    }
}

/// The lines of `text` with `marks` in them.
pub(super) fn lines<'a>(text: &'a str, marks: &[Mark]) -> Vec<Line<'a>> {
    let mut sweep = Sweep::new(text, marks);
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        let form = Form::of(line);
        let cells = match form {
            Form::Row => cells(text, start..end).into_iter().map(|cell| sweep.segments(cell)).collect(),
            Form::Blank => Vec::new(),
            Form::Heading | Form::Item | Form::Plain => vec![sweep.segments(start..end)],
        };
        lines.push(Line { form, place: start..end, cells });
        start += line.len();
    }
    lines
}

/// The cells between the bars of a row, without the spaces at their ends.
fn cells(text: &str, row: Range<usize>) -> Vec<Range<usize>> {
    let bars: Vec<usize> = text[row.clone()].match_indices('|').map(|(at, _)| row.start + at).collect();
    let between = bars.windows(2).map(|pair| pair[0] + 1..pair[1]);
    between
        .map(|cell| {
            let words = &text[cell.clone()];
            let start = cell.start + (words.len() - words.trim_start().len());
            start..start + words.trim().len()
        })
        .collect()
}

/// Goes through a text once, from its beginning, with the marks that stand where it is.
struct Sweep<'a, 'm> {
    text: &'a str,
    /// By their start; the last is the next to begin.
    waiting: Vec<&'m Mark>,
    here: Vec<&'m Mark>,
}

impl<'a, 'm> Sweep<'a, 'm> {
    fn new(text: &'a str, marks: &'m [Mark]) -> Sweep<'a, 'm> {
        let mut waiting: Vec<&Mark> = marks.iter().filter(|mark| !mark.place.is_empty()).collect();
        waiting.sort_by_key(|mark| std::cmp::Reverse(mark.place.start));
        Sweep { text, waiting, here: Vec::new() }
    }

    /// The pieces of a range that begins after all ranges asked for before.
    fn segments(&mut self, range: Range<usize>) -> Vec<Segment<'a>> {
        let mut segments = Vec::new();
        let mut at = range.start;
        while at < range.end {
            self.enter(at);
            let next = self.waiting.last().map_or(range.end, |mark| mark.place.start);
            let end = self.here.iter().map(|mark| mark.place.end).fold(range.end.min(next), usize::min);
            segments.push(Segment { text: &self.text[at..end], facts: self.facts() });
            at = end;
        }
        segments
    }

    /// Takes up the marks that have begun by `at` and drops those that have ended.
    fn enter(&mut self, at: usize) {
        while self.waiting.last().is_some_and(|mark| mark.place.start <= at) {
            self.here.extend(self.waiting.pop());
        }
        self.here.retain(|mark| mark.place.end > at);
    }

    fn facts(&self) -> Vec<usize> {
        let mut here: Vec<(usize, usize)> = self.here.iter().map(|mark| (mark.place.len(), mark.fact)).collect();
        here.sort_unstable();
        let mut facts: Vec<usize> = here.into_iter().map(|(_, fact)| fact).collect();
        let mut seen = std::collections::BTreeSet::new();
        facts.retain(|fact| seen.insert(*fact));
        facts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, marks: &[(Range<usize>, usize)]) -> String {
        let marks: Vec<Mark> = marks.iter().map(|(place, fact)| Mark { place: place.clone(), fact: *fact }).collect();
        let segment = |segment: &Segment| {
            let facts: Vec<String> = segment.facts.iter().map(ToString::to_string).collect();
            if facts.is_empty() { segment.text.to_string() } else { format!("[{}:{}]", facts.join(","), segment.text) }
        };
        let line = |line: &Line| line.cells.iter().map(|cell| cell.iter().map(segment).collect::<String>()).collect::<Vec<_>>().join("¦");
        lines(text, &marks).iter().map(line).collect::<Vec<_>>().join("/")
    }

    #[test]
    fn facts_that_overlap_or_nest_share_pieces() {
        type Case = (&'static str, &'static [(Range<usize>, usize)], &'static str);
        let cases: &[Case] = &[
            ("", &[], ""),
            ("abc", &[], "abc"),
            ("abcdef", &[(1..3, 0)], "a[0:bc]def"),
            ("abcdef", &[(0..6, 0)], "[0:abcdef]"),
            ("abcdef", &[(0..3, 0), (3..6, 1)], "[0:abc][1:def]"),
            // Within each other: the shorter is named first.
            ("abcdef", &[(0..6, 0), (2..4, 1)], "[0:ab][1,0:cd][0:ef]"),
            // Over each other.
            ("abcdef", &[(0..4, 0), (2..6, 1)], "[0:ab][0,1:cd][1:ef]"),
            // At the same place.
            ("abcdef", &[(2..4, 7), (2..4, 3)], "ab[3,7:cd]ef"),
            // A fact told twice, one place within the other.
            ("abcdef", &[(0..6, 5), (2..4, 5)], "[5:ab][5:cd][5:ef]"),
            // Without a place.
            ("abcdef", &[(3..3, 0)], "abcdef"),
            // Over a line end, which belongs to no piece.
            ("ab\r\ncd\n", &[(1..5, 0)], "a[0:b]/[0:c]d"),
            ("漏えい\n\nです", &[(0..9, 0), (11..14, 1)], "[0:漏えい]//[1:で]す"),
        ];
        for (text, marks, expected) in cases {
            assert_eq!(shown(text, marks), *expected, "{text:?} {marks:?}");
        }
    }

    #[test]
    fn rows_are_cut_into_cells() {
        assert_eq!(shown("|発覚日| 5月8日 |\n", &[(13..20, 0)]), "発覚日¦5[0:月8日]");
        assert_eq!(shown("|a||b|", &[(0..6, 0)]), "[0:a]¦¦[0:b]");
    }

    #[test]
    fn forms_of_lines() {
        let cases = [
            ("", Form::Blank),
            ("　 ", Form::Blank),
            ("# 見出し", Form::Heading),
            ("### 3", Form::Heading),
            ("#1 case", Form::Plain),
            ("|a|b|", Form::Row),
            ("|", Form::Plain),
            ("a|b", Form::Plain),
            ("　・氏名", Form::Item),
            ("- name", Form::Item),
            ("-5", Form::Plain),
        ];
        for (line, form) in cases {
            assert_eq!(Form::of(line), form, "{line:?}");
        }
    }

    #[test]
    fn pieces_tile_the_text() {
        let text = "一二三四五六七八九十\nabcdefghij\n";
        let bounds: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        let mut marks = Vec::new();
        for (fact, pair) in bounds.windows(5).enumerate() {
            marks.push(Mark { place: pair[0]..pair[fact % 4 + 1], fact });
        }
        for line in lines(text, &marks) {
            let tiled: String = line.cells.iter().flatten().map(|segment| segment.text).collect();
            assert_eq!(tiled, text[line.place.clone()]);
        }
    }
}
