//! Which encoding the bytes of an input are in.

use std::str::Utf8Error;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, WINDOWS_1252};

use super::media;
use crate::{Code, Diagnostic, MediaType, Options, Severity, Span};

/// How much of an HTML document is searched for its `<meta charset>`, as browsers do.
const META_WINDOW: usize = 1024;

/// How much is given to the detector; its answer does not change after that, and its work is per byte and encoding.
const DETECTION_WINDOW: usize = 64 * 1024;

/// An encoding and how it came to be chosen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Charset {
    pub(super) encoding: &'static Encoding,
    /// The length of the byte order mark, which is not part of the text.
    pub(super) bom: usize,
    /// Whether the bytes fit the encoding badly, so that the choice may be wrong.
    weak: bool,
}

impl Charset {
    const fn sure(encoding: &'static Encoding) -> Charset {
        Charset { encoding, bom: 0, weak: false }
    }

    /// What is doubtful about the choice.
    pub(super) fn doubt(&self) -> Option<Diagnostic> {
        let message = format!("the encoding is not stated and was guessed to be {}", self.encoding.name());
        self.weak.then(|| Diagnostic::new(Severity::Note, Code::GuessedEncoding, message, Span::new(0, 0)))
    }
}

/// The encoding of `input`, of which `utf8` says whether it is well-formed UTF-8.
pub(super) fn charset(input: &[u8], utf8: &Result<&str, Utf8Error>, options: &Options) -> Charset {
    if let Some((encoding, bom)) = Encoding::for_bom(input) {
        return Charset { encoding, bom, weak: false };
    }
    if let Some(encoding) = options.encoding {
        return Charset::sure(encoding);
    }
    let is_html = options.media_type.unwrap_or_else(|| media::media_type(input)) == MediaType::Html;
    if is_html && let Some(encoding) = declared(input) {
        return Charset::sure(unless_belied(input, utf8, encoding));
    }
    if is_iso_2022_jp(input) {
        return Charset::sure(ISO_2022_JP);
    }
    if is_mostly_utf8(input, utf8) {
        return Charset::sure(UTF_8);
    }
    guessed(input)
}

/// What an HTML document's `<meta charset="…">` or `<meta http-equiv content="…; charset=…">` says.
fn declared(input: &[u8]) -> Option<&'static Encoding> {
    let head = input[..input.len().min(META_WINDOW)].to_ascii_lowercase();
    let mut rest = head.as_slice();
    while let Some(at) = find(rest, b"<meta") {
        rest = &rest[at + 5..];
        let tag = &rest[..rest.iter().position(|&byte| byte == b'>').unwrap_or(rest.len())];
        let label = find(tag, b"charset").and_then(|at| {
            let value = tag[at + 7..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
            let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value).trim_ascii_start();
            value.split(|byte| matches!(byte, b'"' | b'\'' | b';' | b' ' | b'/')).next()
        });
        if let Some(encoding) = label.and_then(Encoding::for_label_no_replacement) {
            // Markup that could be read to here is no UTF-16, whatever it says.
            return Some(encoding.output_encoding());
        }
    }
    None
}

fn find(text: &[u8], word: &[u8]) -> Option<usize> {
    text.windows(word.len()).position(|part| part == word)
}

/// A page saved anew in UTF-8 often keeps the old `<meta>`: bytes that are UTF-8 and not what is declared are UTF-8.
fn unless_belied(input: &[u8], utf8: &Result<&str, Utf8Error>, declared: &'static Encoding) -> &'static Encoding {
    let belied = match declared == UTF_8 {
        true => !is_mostly_utf8(input, utf8),
        false => !input.is_ascii() && utf8.is_ok() && declared.decode_without_bom_handling_and_without_replacement(input).is_none(),
    };
    match (belied, declared == UTF_8) {
        (false, _) => declared,
        (true, true) => guessed(input).encoding,
        (true, false) => UTF_8,
    }
}

/// Whether the input is seven-bit and changes to a Japanese character set by an escape sequence.
fn is_iso_2022_jp(input: &[u8]) -> bool {
    let escape = |escape: &[u8]| matches!(escape, b"\x1b$B" | b"\x1b$@" | b"\x1b(J" | b"\x1b(I");
    input.is_ascii() && input.contains(&0x1b) && input.windows(3).any(escape)
}

/// Whether the input is UTF-8, but for damage: one malformed place in ten characters that are not ASCII, or the end cut off.
fn is_mostly_utf8(input: &[u8], utf8: &Result<&str, Utf8Error>) -> bool {
    let cut_off = match utf8 {
        Ok(_) => return true,
        Err(error) => error.error_len().is_none(),
    };
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in input.utf8_chunks() {
        good += chunk.valid().bytes().filter(|&byte| byte >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad * 10 || (cut_off && good > 0)
}

/// The detector's guess, held to the encodings that notices are in.
fn guessed(input: &[u8]) -> Charset {
    let window = &input[..input.len().min(DETECTION_WINDOW)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    // Never said to be the end: a text that was cut off within a character is still in its encoding.
    detector.feed(window, false);
    let anywhere = detector.guess(None, Utf8Detection::Deny);
    let in_japan = detector.guess(Some(b"jp"), Utf8Detection::Deny);
    let known = [SHIFT_JIS, EUC_JP, ISO_2022_JP, WINDOWS_1252];
    // Every byte is a letter in windows-1252, so that it is the answer for whatever is damaged, too.
    let plausible = anywhere != WINDOWS_1252 || is_mostly_ascii(window);
    if let Some(&encoding) = known.iter().find(|&&encoding| encoding == anywhere && plausible) {
        return Charset::sure(encoding);
    }
    let encoding = match anywhere.is_single_byte() && is_mostly_ascii(window) {
        true => WINDOWS_1252,
        false => known.into_iter().find(|&encoding| encoding == in_japan).unwrap_or(SHIFT_JIS),
    };
    Charset { encoding, bom: 0, weak: true }
}

/// Whether at most one byte in ten is not ASCII, as in English with quotes and dashes.
fn is_mostly_ascii(bytes: &[u8]) -> bool {
    bytes.iter().filter(|byte| !byte.is_ascii()).count() * 10 <= bytes.len()
}
