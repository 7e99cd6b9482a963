//! The text that a notice was read from, for those who show it.
//!
//! Spans are bytes of the input, which may be in any encoding and full of tags. Whoever shows the words in their place needs the text as it was
//! read, and where in it those bytes went. Limit: what is left out of an HTML page (navigation, footers, the title in its head) has no place.

use std::ops::Range;

use crate::decode::decode;
use crate::text::OffsetMap;
use crate::{Options, Span};

/// An input as text, decoded and without markup, with the way from the bytes of the input to it.
///
/// ```
/// use taiyaku::Options;
/// let input = b"<!DOCTYPE html><p>Date discovered: <b>May 28</b>, 2024</p>";
/// let date = &Options::new().parse(input).notice.incidents[0].dates[0];
/// let text = Options::new().source_text(input);
/// assert_eq!(&text.as_str()[text.place(date.span)], "May 28, 2024");
/// ```
#[derive(Clone, Debug)]
pub struct SourceText {
    text: String,
    /// The first leads from the text, the last to the bytes of the input.
    maps: Vec<OffsetMap>,
}

impl Options {
    /// The text that [`Options::parse`] reads of the same input.
    pub fn source_text(&self, input: impl AsRef<[u8]>) -> SourceText {
        let decoded = decode(input.as_ref(), self);
        SourceText { text: decoded.text.into_owned(), maps: decoded.maps }
    }
}

impl SourceText {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where in the text the bytes `span` of the input are: a range of its bytes that lies on characters' bounds, empty where they were left out.
    pub fn place(&self, span: Span) -> Range<usize> {
        let place = self.maps.iter().rev().fold(span, |span, map| map.place(span));
        self.floor(place.start())..self.floor(place.end())
    }

    /// `at`, moved back to where a character begins.
    fn floor(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}
