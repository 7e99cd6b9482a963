//! The lines of a text, measured as a reader sees them.

use crate::Span;

/// One line of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// The first byte of the line.
    pub start: usize,
    /// The line without the spaces around it and without its end; empty for a blank line.
    pub body: Span,
    /// The first byte of the next line.
    pub next: usize,
    /// Columns of space before the body.
    pub indent: usize,
    /// Columns of the body.
    pub columns: usize,
}

impl Line {
    /// Whether nothing stands on it.
    pub(super) fn is_blank(&self) -> bool {
        self.body.is_empty()
    }

    /// The column after its last character.
    pub(super) fn width(&self) -> usize {
        self.indent + self.columns
    }
}

/// The lines of `text`, in order; they tile it.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut start = 0;
    let mut lines = Vec::new();
    for piece in text.split_inclusive('\n') {
        let body = trimmed(text, Span::new(start, start + piece.len()));
        let next = start + piece.len();
        lines.push(Line { start, body, next, indent: columns(&text[start..body.start()]), columns: columns(&text[body.range()]) });
        start = next;
    }
    lines
}

/// `span` without the white space at both ends; an empty one stays at its start.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let whole = &text[span.range()];
    let front = whole.trim_start();
    if front.is_empty() {
        return Span::new(span.start(), span.start());
    }
    let start = span.end() - front.len();
    Span::new(start, start + front.trim_end().len())
}

/// How many columns `text` takes: two for an ideograph or a kana, one for everything else.
pub(super) fn columns(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut columns) = (0, 0);
    while let Some(lead) = bytes.get(at) {
        // One byte is ASCII; three that begin so are kana, kanji and their punctuation.
        let (width, len) = match lead {
            0..0x80 => (1, 1),
            0xe3..=0xe9 => (2, 3),
            _ => text[at..].chars().next().map_or((1, 1), |c| (1 + usize::from(is_wide(c)), c.len_utf8())),
        };
        columns += width;
        at += len;
    }
    columns
}

/// Whether `c` is set as wide as a kanji.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{115f}' | '\u{2460}'..='\u{27bf}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff01}'..='\u{ff60}' | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}')
}

/// Whether a line that ends so has come to the end of a sentence; closing quotes and brackets may follow the stop.
pub(super) fn ends_sentence(body: &str) -> bool {
    body.trim_end_matches(['」', '』', ')', '"', '\'', '”', '’', '*', '_', ' ']).ends_with(['。', '.', '!', '?', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_tile_the_text_and_know_their_measure() {
        let text = "  原因 A \n\nend";
        let lines = lines(text);
        assert_eq!(lines.iter().map(|line| &text[line.body.range()]).collect::<Vec<_>>(), ["原因 A", "", "end"]);
        assert_eq!(lines.iter().map(|line| (line.indent, line.columns)).collect::<Vec<_>>(), [(2, 6), (0, 0), (0, 3)]);
        assert!(lines[1].is_blank());
        assert!(lines.windows(2).all(|pair| pair[0].next == pair[1].start));
        assert_eq!(lines[2].next, text.len());
    }

    #[test]
    fn a_sentence_may_end_before_a_closing_mark() {
        for (line, ends) in
            [("終わった。", true), ("「終わった。」", true), ("It ended.)", true), ("原因について", false), ("as follows:", false)]
        {
            assert_eq!(ends_sentence(line), ends, "{line}");
        }
    }
}
