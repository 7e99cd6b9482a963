//! From folded text to the parts that a reader sees.
//!
//! Lines are looked at one by one ([`shape`]), those broken only for want of room are rejoined ([`wrap`]), then the lines become blocks by
//! what stands round them ([`outline`], [`table`]), blocks that stand a second time are set aside ([`repeat`]) and the rest are
//! ranked ([`rank`]). Each step is one pass.
//!
//! Limits: what is a headline is told by form, so an unmarked line that is neither short nor alone is text; columns set with spaces are a table
//! only where two lines agree; a repeat with one figure changed is none.

mod block;
mod label;
mod line;
mod mark;
mod ordinal;
mod outline;
mod rank;
mod repeat;
mod sentence;
mod shape;
mod table;
#[cfg(test)]
mod tests;
mod wrap;

use std::borrow::Cow;
use std::collections::HashMap;

pub(crate) use block::{Block, Kind};
pub(crate) use sentence::sentences;

use crate::Span;
use crate::lexicon::Lexicon;
use crate::text::OffsetMap;

/// A text in its parts.
#[derive(Debug)]
pub(crate) struct Segmented<'a> {
    /// The folded text with hard-wrapped lines rejoined.
    pub text: Cow<'a, str>,
    /// The way back to the folded text.
    pub map: OffsetMap,
    /// Its blocks, in order; they tile `text`.
    pub blocks: Vec<Block>,
    /// Blocks left out and the blocks they repeat, as spans of `text`.
    pub repeats: Vec<(Span, Span)>,
}

/// Segments `text`, which must be folded.
pub(crate) fn segment<'a>(text: &'a str, lexicon: &Lexicon) -> Segmented<'a> {
    let lines = line::lines(text);
    let shapes = shape::shapes(text, &lines, lexicon);
    match wrap::rejoined(text, &shapes) {
        None => {
            let (blocks, repeats) = blocks(text, &lines, &shapes, lexicon);
            Segmented { text: Cow::Borrowed(text), map: OffsetMap::identity(), blocks, repeats }
        }
        Some((text, map)) => {
            let lines = line::lines(&text);
            let shapes = shape::shapes(&text, &lines, lexicon);
            let (blocks, repeats) = blocks(&text, &lines, &shapes, lexicon);
            Segmented { text: Cow::Owned(text), map, blocks, repeats }
        }
    }
}

fn blocks(text: &str, lines: &[line::Line], shapes: &[shape::Shape], lexicon: &Lexicon) -> (Vec<Block>, Vec<(Span, Span)>) {
    let rows = table::rows(text, shapes);
    let mut drafts = outline::Reader::new(text, shapes, &rows, &lexicon.form.syntax).read();
    let repeats = repeat::leave_out(text, lines, &mut drafts);
    rank::rank(&mut drafts);
    let header_rows: HashMap<usize, usize> = (drafts.iter().enumerate().rev())
        .filter(|(_, draft)| draft.block.kind == Kind::Row)
        .map(|(index, draft)| (draft.line, index))
        .collect();
    let blocks = drafts.into_iter().map(|draft| {
        let header = draft.block.header.and_then(|line| header_rows.get(&line).copied());
        Block { header, ..draft.block }
    });
    (blocks.collect(), repeats)
}
