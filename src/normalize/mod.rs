//! From text as written to text as it is matched.

use std::borrow::Cow;

use crate::text::OffsetMap;

/// A folded text.
#[derive(Debug)]
pub(crate) struct Folded<'a> {
    /// The text with widths, spaces, dashes and compatibility characters made one.
    pub text: Cow<'a, str>,
    /// The way back to the text that was folded.
    pub map: OffsetMap,
}

/// Folds `text`.
pub(crate) fn fold(text: &str) -> Folded<'_> {
    Folded { text: Cow::Borrowed(text), map: OffsetMap::identity() }
}
