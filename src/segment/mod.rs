//! From folded text to the parts that a reader sees.

mod block;

use std::borrow::Cow;

pub(crate) use block::{Block, Kind};

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
pub(crate) fn segment<'a>(text: &'a str, _lexicon: &Lexicon) -> Segmented<'a> {
    Segmented { text: Cow::Borrowed(text), map: OffsetMap::identity(), blocks: Vec::new(), repeats: Vec::new() }
}

/// The sentences of `text`, in order; with the spaces between them they tile it.
pub(crate) fn sentences(text: &str, _lexicon: &Lexicon) -> Vec<Span> {
    vec![Span::new(0, text.len())]
}
