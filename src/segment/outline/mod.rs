//! From lines to blocks: what is a headline, what an item, what belongs to one paragraph.
//!
//! A numbered or marked line is a headline where deeper text follows it, and an item where its own next number does: [`headline`] judges a line,
//! and here blocks are made of what it says.
//!
//! Limits: one pass, so a line is judged by what came before it and the line or two behind it.

mod headline;

use std::collections::BTreeMap;

use super::mark::Style;
use super::shape::{Look, Shape};
use super::table::Row;
use super::{Block, Kind};
use crate::Span;
use crate::lexicon::SyntaxForm;

/// A block with its look, before ranks are given.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The block; `depth` and `heading` are not yet known, `header` is the index of a line.
    pub block: Block,
    /// The look of a heading or item.
    pub style: Option<Style>,
    /// Columns before it.
    pub indent: usize,
    /// The line it begins with.
    pub line: usize,
}

/// Reads the lines of one text into blocks.
pub(super) struct Reader<'a> {
    text: &'a str,
    shapes: &'a [Shape],
    rows: &'a BTreeMap<usize, Row>,
    form: &'a SyntaxForm,
    /// For each line the next one that is not blank, or the number of lines.
    next: Vec<usize>,
    /// The looks of the headlines that are open.
    open: Vec<Style>,
    drafts: Vec<Draft>,
    /// Whether running text has been met.
    prose: bool,
}

impl<'a> Reader<'a> {
    /// A reader of `shapes`, of which `rows` are rows of tables.
    pub(super) fn new(text: &'a str, shapes: &'a [Shape], rows: &'a BTreeMap<usize, Row>, form: &'a SyntaxForm) -> Reader<'a> {
        let mut next = vec![shapes.len(); shapes.len()];
        for line in (1..shapes.len()).rev() {
            next[line - 1] = if shapes[line].look == Look::Blank { next[line] } else { line };
        }
        Reader { text, shapes, rows, form, next, open: Vec::new(), drafts: Vec::new(), prose: false }
    }

    /// The blocks; their spans tile the text.
    pub(super) fn read(mut self) -> Vec<Draft> {
        for line in 0..self.shapes.len() {
            if self.shapes[line].look == Look::Blank {
                if line == 0 {
                    self.push(line, Kind::Blank, Span::new(0, 0));
                }
                continue;
            }
            self.prose |= self.is_prose(line);
            self.line(line);
        }
        let mut end = self.text.len();
        for draft in self.drafts.iter_mut().rev() {
            draft.block.span = Span::new(draft.block.span.start(), end);
            end = draft.block.span.start();
        }
        self.drafts
    }

    fn line(&mut self, line: usize) {
        let shape = self.shapes[line];
        if let Some(row) = self.rows.get(&line) {
            return self.row(line, row);
        }
        match shape.look {
            Look::Blank => {}
            Look::Silent => self.push(line, Kind::Blank, Span::new(shape.line.body.start(), shape.line.body.start())),
            Look::Headline(style) => self.heading(line, style, shape.number),
            Look::Note => self.push(line, Kind::Note, shape.line.body),
            Look::Marked(mark) if self.is_headline(line) => self.heading(line, mark.style, shape.number),
            Look::Marked(_) if shape.text.is_empty() => self.plain(line),
            Look::Marked(mark) => self.item(line, mark.style),
            Look::Labelled if self.is_label(line) => self.field(line),
            Look::Governing if self.governs(line) => self.heading(line, Style::Governing, None),
            Look::Labelled | Look::Governing | Look::Plain => self.plain(line),
        }
    }

    /// Opens a block at `line`; its end is set when all are known.
    fn push(&mut self, line: usize, kind: Kind, body: Span) {
        let shape = &self.shapes[line].line;
        let block = Block {
            kind,
            span: Span::new(if self.drafts.is_empty() { 0 } else { shape.start }, shape.next),
            depth: 0,
            number: None,
            label: None,
            body,
            cells: Vec::new(),
            header: None,
            heading: None,
        };
        self.drafts.push(Draft { block, style: None, indent: shape.indent, line });
    }

    fn last(&mut self) -> Option<&mut Draft> {
        self.drafts.last_mut()
    }

    fn heading(&mut self, line: usize, style: Style, number: Option<u32>) {
        match self.open.iter().position(|open| *open == style) {
            Some(at) => self.open.truncate(at + 1),
            None => self.open.push(style),
        }
        let shape = self.shapes[line];
        self.push(line, Kind::Heading, shape.text);
        if let Some(draft) = self.last() {
            draft.style = Some(style);
            draft.block.number = number;
            if style == Style::Governing {
                draft.block.label = shape.label.map(|label| label.label);
            }
        }
    }

    fn item(&mut self, line: usize, style: Style) {
        if let Some(at) = self.open.iter().position(|open| *open == style) {
            self.open.truncate(at);
        }
        let shape = self.shapes[line];
        self.push(line, Kind::Item, shape.label.map_or(shape.text, |label| label.value));
        if let Some(draft) = self.last() {
            draft.style = Some(style);
            draft.block.number = shape.number;
            draft.block.label = shape.label.map(|label| label.label);
        }
    }

    fn field(&mut self, line: usize) {
        let Some(label) = self.shapes[line].label else { return };
        self.push(line, Kind::Field, label.value);
        if let Some(draft) = self.last() {
            draft.block.label = Some(label.label);
        }
    }

    fn row(&mut self, line: usize, row: &Row) {
        let first = row.cells.first().copied().unwrap_or_default();
        let last = row.cells.last().copied().unwrap_or_default();
        if row.rule {
            return self.push(line, Kind::Blank, Span::new(first.start(), first.start()));
        }
        self.push(line, Kind::Row, if row.pair { last } else { first.to(last) });
        if let Some(draft) = self.last() {
            draft.block.label = (!first.is_empty()).then_some(first);
            draft.block.cells.clone_from(&row.cells);
            draft.block.header = row.header;
        }
    }

    /// Running text, an unmarked headline, or a line of a letterhead.
    fn plain(&mut self, line: usize) {
        let shape = self.shapes[line];
        if self.is_formula(line) {
            return self.push(line, Kind::Blank, Span::new(shape.line.body.start(), shape.line.body.start()));
        }
        if self.is_caps(line) {
            return self.heading(line, Style::Caps, None);
        }
        if self.is_title(line) {
            return self.heading(line, Style::Title, None);
        }
        if self.governs_alone(line) {
            return self.heading(line, Style::Governing, None);
        }
        if self.continues(line) {
            if let Some(draft) = self.last() {
                draft.block.body = draft.block.body.to(shape.line.body);
            }
            return;
        }
        self.push(line, Kind::Paragraph, shape.line.body);
    }
}
