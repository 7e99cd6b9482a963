//! A text as a page shows it: paragraphs and tables of marked pieces, each a link to the facts that stand there, and remarks at their place.

use std::ops::Range;

use taiyaku::Language;

use super::kind::Kind;
use super::segment::{Form, Line, Mark, Segment, lines};
use crate::output::page::is_invisible;

/// How a fact looks where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub kind: Kind,
    /// What the style sheet shows besides the kind: a verdict, a status.
    pub tone: &'static str,
    /// Of facts at one place, that of the lowest rank decides how it looks.
    pub rank: u8,
    /// Whether its number stands beside it.
    pub signed: bool,
}

/// What the ids of a text and its facts begin with.
#[derive(Clone, Debug)]
pub(super) struct Ids {
    /// Of all ids of one notice or pair: nothing, or `n7`.
    pub page: String,
    /// Of the places of this text: `l`, `r`, `t`.
    pub side: char,
}

impl Ids {
    /// The id of a fact.
    pub(super) fn fact(&self, fact: usize) -> String {
        format!("{}f{fact}", self.page)
    }

    /// The id of the words that name a fact.
    pub(super) fn name(&self, fact: usize) -> String {
        format!("{}h{fact}", self.page)
    }

    /// The id of the first place of a fact in this text.
    pub(super) fn place(&self, fact: usize) -> String {
        format!("{}{}{fact}", self.page, self.side)
    }
}

/// A remark that stands beside the line in which its place begins.
#[derive(Clone, Debug)]
pub(super) struct Remark {
    /// A byte of the text.
    pub at: usize,
    pub severity: &'static str,
    pub message: String,
}

/// A text, marked.
#[derive(Debug)]
pub(super) struct Reading {
    pub language: Language,
    /// The id of the text itself.
    pub id: String,
    pub blocks: Vec<Block>,
}

/// What stands one below the other.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub shape: Shape,
    /// What is remarked on it.
    pub remarks: Vec<Remark>,
}

/// How a block is set.
#[derive(Debug, Default)]
pub(super) enum Shape {
    /// An empty line, or several.
    #[default]
    Gap,
    Heading(Paragraph),
    Item(Paragraph),
    Plain(Paragraph),
    /// Rows of cells of pieces.
    Table(Vec<Vec<Vec<Piece>>>),
}

/// A line of the text.
#[derive(Debug)]
pub(super) struct Paragraph {
    /// The space it begins with, where that puts it to the right or the middle of a wide page. A narrow one goes without.
    pub indent: String,
    pub pieces: Vec<Piece>,
}

/// Characters that look alike.
#[derive(Debug)]
pub(super) struct Piece {
    pub text: String,
    pub link: Option<Link>,
}

/// The way from a place to its facts.
#[derive(Debug)]
pub(super) struct Link {
    /// The ids of the facts, the one that decides the look first.
    pub facts: Vec<String>,
    /// The ids of their names, which say what stands here.
    pub names: Vec<String>,
    pub class: String,
    /// Ids by which a fact's first place is found.
    pub anchors: Vec<String>,
    /// The numbers of the facts that are to be seen at once.
    pub signs: Vec<usize>,
    /// Whether it is where somebody who goes from link to link stops: at each fact once.
    pub is_stop: bool,
}

/// A text under construction.
struct Writer<'a> {
    ids: &'a Ids,
    looks: &'a [Look],
    /// Which facts had a place before.
    met: Vec<bool>,
    blocks: Vec<Block>,
}

impl Reading {
    /// `text` with `marks`, whose facts look as `looks` say. What stands at `title` is set as a heading.
    pub(super) fn new(
        text: &str,
        language: Language,
        ids: &Ids,
        title: Range<usize>,
        (marks, looks): (&[Mark], &[Look]),
        mut remarks: Vec<Remark>,
    ) -> Reading {
        remarks.sort_by_key(|remark| remark.at);
        let mut remarks = remarks.into_iter().peekable();
        let mut writer = Writer { ids, looks, met: vec![false; looks.len()], blocks: Vec::new() };
        for mut line in lines(text, marks) {
            let end = line.place.end;
            if line.form == Form::Plain && line.place.start < title.end && title.start < end {
                line.form = Form::Heading;
            }
            writer.line(line);
            while let Some(remark) = remarks.next_if(|remark| remark.at <= end) {
                writer.remark(remark);
            }
        }
        remarks.for_each(|remark| writer.remark(remark));
        while writer.blocks.last().is_some_and(|block| matches!(block.shape, Shape::Gap) && block.remarks.is_empty()) {
            writer.blocks.pop();
        }
        Reading { language, id: format!("{}{}", ids.page, ids.side), blocks: writer.blocks }
    }
}

impl Writer<'_> {
    /// Sets a remark beside the last block.
    fn remark(&mut self, remark: Remark) {
        if self.blocks.is_empty() {
            self.blocks.push(Block::default());
        }
        if let Some(block) = self.blocks.last_mut() {
            block.remarks.push(remark);
        }
    }

    fn line(&mut self, line: Line) {
        let mut cells: Vec<Vec<Piece>> =
            line.cells.into_iter().map(|cell| cell.into_iter().map(|segment| self.piece(segment)).collect()).collect();
        let mut only = || paragraph(cells.pop().unwrap_or_default());
        let shape = match (line.form, self.blocks.last_mut().map(|block| &mut block.shape)) {
            (Form::Blank, None | Some(Shape::Gap)) => return,
            (Form::Blank, _) => Shape::Gap,
            (Form::Row, Some(Shape::Table(rows))) => return rows.push(cells),
            (Form::Row, _) => Shape::Table(vec![cells]),
            (Form::Heading, _) => Shape::Heading(without_hashes(only())),
            (Form::Item, _) => Shape::Item(only()),
            (Form::Plain, _) => Shape::Plain(only()),
        };
        self.blocks.push(Block { shape, remarks: Vec::new() });
    }

    fn piece(&mut self, segment: Segment) -> Piece {
        Piece { text: printable(segment.text), link: (!segment.facts.is_empty()).then(|| self.link(segment.facts)) }
    }

    fn link(&mut self, mut facts: Vec<usize>) -> Link {
        let looks = self.looks;
        // The order is kept among facts of one rank: the shortest comes first.
        facts.sort_by_key(|fact| looks.get(*fact).map_or(u8::MAX, |look| look.rank));
        let mut new = Vec::new();
        for fact in &facts {
            if let Some(met) = self.met.get_mut(*fact)
                && !std::mem::replace(met, true)
            {
                new.push(*fact);
            }
        }
        let mut class = String::from("fact");
        if let Some(look) = facts.first().and_then(|fact| looks.get(*fact)) {
            class = format!("fact k-{} t-{}", look.kind.key(), look.tone);
        }
        Link {
            class,
            is_stop: !new.is_empty(),
            anchors: new.iter().map(|fact| self.ids.place(*fact)).collect(),
            signs: new.into_iter().filter(|fact| looks.get(*fact).is_some_and(|look| look.signed)).collect(),
            facts: facts.iter().map(|fact| self.ids.fact(*fact)).collect(),
            names: facts.iter().map(|fact| self.ids.name(*fact)).collect(),
        }
    }
}

/// The widest space that an indented paragraph begins with; what is wider puts a line to the right or the middle.
const WIDEST_INDENT: usize = 3;

/// A line with a wide space at its beginning apart.
fn paragraph(mut pieces: Vec<Piece>) -> Paragraph {
    let mut indent = String::new();
    if let Some(first) = pieces.first_mut().filter(|piece| piece.link.is_none()) {
        let words = first.text.trim_start();
        let space = first.text.len() - words.len();
        if first.text.chars().take_while(|c| c.is_whitespace()).count() > WIDEST_INDENT {
            indent = first.text.drain(..space).collect();
        }
    }
    Paragraph { indent, pieces }
}

/// A heading without the `#` of its rank.
fn without_hashes(mut heading: Paragraph) -> Paragraph {
    if let Some(first) = heading.pieces.first_mut().filter(|piece| piece.link.is_none()) {
        let words = first.text.trim_start().trim_start_matches('#');
        if words.starts_with(' ') {
            first.text = words.trim_start().to_string();
        }
    }
    heading
}

/// A text without controls and marks that turn the direction of a line: an issuer's words must not move what stands around them.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|c| if is_invisible(c) && c != '\t' { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: Look = Look { kind: Kind::When, tone: "agree", rank: 4, signed: false };

    fn reading(text: &str, marks: &[Mark], looks: &[Look], remarks: Vec<Remark>) -> Reading {
        Reading::new(text, Language::Ja, &Ids { page: "n2".into(), side: 't' }, 0..0, (marks, looks), remarks)
    }

    fn links(reading: &Reading) -> Vec<&Link> {
        let pieces = reading.blocks.iter().flat_map(|block| match &block.shape {
            Shape::Heading(line) | Shape::Item(line) | Shape::Plain(line) => line.pieces.iter().collect::<Vec<_>>(),
            Shape::Table(rows) => rows.iter().flatten().flatten().collect(),
            Shape::Gap => Vec::new(),
        });
        pieces.filter_map(|piece| piece.link.as_ref()).collect()
    }

    #[test]
    fn the_lowest_rank_decides_the_look_and_each_fact_is_one_stop() {
        let looks = [Look { tone: "agree", ..LOOK }, Look { kind: Kind::Figure, tone: "differ", rank: 0, signed: true }];
        let marks = [Mark { place: 2..3, fact: 0 }, Mark { place: 0..6, fact: 1 }];
        let reading = reading("abcdef", &marks, &looks, Vec::new());
        let links = links(&reading);
        let seen: Vec<_> =
            links.iter().map(|link| (link.facts.join(" "), link.anchors.join(" "), link.signs.len(), link.is_stop)).collect();
        let expected = [("n2f1", "n2t1", 1, true), ("n2f1 n2f0", "n2t0", 0, true), ("n2f1", "", 0, false)];
        assert_eq!(seen, expected.map(|(facts, anchors, signs, stop)| (facts.into(), anchors.into(), signs, stop)));
        assert!(links.iter().all(|link| link.class == "fact k-figure t-differ"));
    }

    /// The blocks in few characters.
    fn shape(reading: &Reading) -> Vec<String> {
        let words =
            |line: &Paragraph| format!("{}>{}", line.indent.len(), line.pieces.iter().map(|piece| piece.text.as_str()).collect::<String>());
        let shape = |block: &Block| match &block.shape {
            Shape::Gap => "-".to_string(),
            Shape::Heading(line) => format!("# {}", words(line)),
            Shape::Item(line) => format!("* {}", words(line)),
            Shape::Plain(line) => words(line),
            Shape::Table(rows) => format!("{} rows", rows.len()),
        };
        let remarks = |block: &Block| block.remarks.iter().map(|remark| format!("!{}", remark.message)).collect::<String>();
        reading.blocks.iter().map(|block| shape(block) + &remarks(block)).collect()
    }

    #[test]
    fn remarks_stand_beside_their_line() {
        let remark = |at: usize| Remark { at, severity: "warning", message: at.to_string() };
        let marked = reading("\nab\ncd\n\n\nef\n", &[], &[], vec![remark(99), remark(5), remark(2), remark(4)]);
        assert_eq!(shape(&marked), ["0>ab!2", "0>cd!4!5", "-", "0>ef!99"]);
        assert_eq!(shape(&reading("", &[], &[], vec![remark(0)])), ["-!0"]);
    }

    #[test]
    fn lines_are_set_by_their_form() {
        let text = "|a|b|\n|c|d|\n## e\n　f\n　　　　g\n・h\n";
        assert_eq!(shape(&reading(text, &[], &[], Vec::new())), ["2 rows", "# 0>e", "0>　f", "12>g", "* 0>・h"]);
        let titled = Reading::new("a\nbc\nd", Language::En, &Ids { page: String::new(), side: 'l' }, 2..4, (&[], &[]), Vec::new());
        assert_eq!(shape(&titled), ["0>a", "# 0>bc", "0>d"]);
    }

    #[test]
    fn nothing_steers_the_page() {
        assert_eq!(printable("a\u{202E}b\0c\td"), "a\u{FFFD}b\u{FFFD}c\td");
    }
}
