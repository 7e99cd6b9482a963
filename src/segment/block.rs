//! The parts of a text: what a reader sees as headings, items, rows and paragraphs.

use crate::Span;

/// One block of a text. All spans are bytes of the segmented text; the `span`s of all blocks tile it without gaps.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Block {
    /// What it is.
    pub kind: Kind,
    /// All of it, with its marker, its line end and the blank lines after it.
    pub span: Span,
    /// How deep it stands: the level of a heading (1 is the outermost), the nesting of an item (0 is the outermost).
    pub depth: usize,
    /// The number it carries: `1` for `1.`, `(1)`, `①`, `第1`, `Case 1`, `事案1`.
    pub number: Option<u32>,
    /// The label of a label–value line, or the cell that heads a row, without its mark (`発覚日` of `発覚日:2020年3月10日`).
    pub label: Option<Span>,
    /// The content: what is left when marker, label and line end are taken off. Empty where there is none.
    pub body: Span,
    /// The cells of a table row, the head cell included; empty for all other kinds.
    pub cells: Vec<Span>,
    /// The index of the row that names the columns, for rows of a table that has one.
    pub header: Option<usize>,
    /// The index of the heading that governs it, the innermost one (for a heading, the one above it).
    pub heading: Option<usize>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// A title, a numbered or marked headline: it governs what follows.
    Heading,
    /// A bullet or numbered item that is not a headline.
    Item,
    /// A label–value line that is no bullet.
    Field,
    /// A row of a table.
    Row,
    /// Running text.
    Paragraph,
    /// A note under a text: ※, (注), *.
    Note,
    /// Rules, page numbers, table separators, blank lines at the start: nothing to read.
    Blank,
    /// A block that repeats an earlier one and is left out.
    Repeat,
}

impl Block {
    /// Whether a reader passes over it.
    pub(crate) fn is_silent(&self) -> bool {
        matches!(self.kind, Kind::Blank | Kind::Repeat)
    }
}
