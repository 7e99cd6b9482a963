//! From bytes to text.
//!
//! The encoding is taken from a byte order mark, else from the caller, else from what an HTML document says of itself, else from
//! the bytes; the media type from the caller or the first lines. HTML is rendered to the plain text of its main content. Every
//! text has its way back to the bytes; well-formed UTF-8 is borrowed and pays only for being checked.
//!
//! Not seen without being told: UTF-16 without a byte order mark, and encodings other than UTF-8, the three Japanese ones and
//! windows-1252.

mod charset;
mod html;
mod malformed;
mod media;
mod transcode;

use std::borrow::Cow;
use std::str::Utf8Error;

use encoding_rs::{Encoding, UTF_8};

use self::charset::Charset;
use self::malformed::Malformed;
use crate::text::{MapBuilder, OffsetMap};
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
pub(crate) fn decode<'a>(input: &'a [u8], options: &Options) -> Decoded<'a> {
    // Most inputs are UTF-8, and whether this one is is asked once.
    let utf8 = str::from_utf8(input);
    let charset = charset::charset(input, &utf8, options);
    let mut malformed = Malformed::default();
    let (text, map) = characters(input, &utf8, charset, &mut malformed);
    let media_type = options.media_type.unwrap_or_else(|| media::media_type(text.as_bytes()));
    let mut diagnostics = malformed.diagnostics(charset.encoding);
    diagnostics.extend(charset.doubt());
    let (text, maps) = match media_type {
        MediaType::Text => (text, vec![map]),
        MediaType::Html => {
            let (rendered, rendering) = html::render(&text);
            (Cow::Owned(rendered), vec![rendering, map])
        }
    };
    Decoded { text, maps, encoding: charset.encoding, media_type, diagnostics }
}

/// The characters of `input` behind the byte order mark, and their way back.
fn characters<'a>(
    input: &'a [u8],
    utf8: &Result<&'a str, Utf8Error>,
    charset: Charset,
    malformed: &mut Malformed,
) -> (Cow<'a, str>, OffsetMap) {
    if charset.encoding != UTF_8 {
        let (text, map) = transcode::transcode(input, charset, malformed);
        return (Cow::Owned(text), map);
    }
    match utf8 {
        Ok(text) => {
            let text = text.get(charset.bom..).unwrap_or_default();
            let mut map = MapBuilder::new();
            map.same(text.len(), charset.bom);
            (Cow::Borrowed(text), map.finish())
        }
        Err(_) => {
            let bytes = input.get(charset.bom..).unwrap_or_default();
            let (text, map) = transcode::mend_utf8(bytes, charset.bom, malformed);
            (Cow::Owned(text), map)
        }
    }
}

#[cfg(test)]
mod tests;
