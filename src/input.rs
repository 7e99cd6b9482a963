//! Reading an input, and telling why one is not read.
//!
//! [`parse`](crate::parse) takes any bytes and makes the best of them. Whoever reads files for people wants to refuse what is plainly no
//! text instead: a folder, a PDF, an archive, a file that is empty or far too large. The reasons are codes, so that they can stand in a
//! record as well as on a terminal.
//!
//! Limits: what is binary is judged by the first 64 KiB, without decoding. Text with stray control characters passes.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Options;

/// The largest input that the command line tool reads unless told otherwise: 16 MiB.
pub const DEFAULT_MAX_BYTES: u64 = 16 << 20;

/// How much of an input is looked at to tell text from other things.
const HEAD: usize = 64 << 10;

/// Why an input was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InputErrorCode {
    /// There is no such file.
    Missing,
    /// It is a folder.
    Directory,
    /// It is there but cannot be read.
    Unreadable,
    /// It holds nothing, or nothing but spaces.
    Empty,
    /// It is no text.
    Binary,
    /// It is larger than the limit.
    TooLarge,
}

impl InputErrorCode {
    /// The word that stands for it in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            InputErrorCode::Missing => "missing",
            InputErrorCode::Directory => "directory",
            InputErrorCode::Unreadable => "unreadable",
            InputErrorCode::Empty => "empty",
            InputErrorCode::Binary => "binary",
            InputErrorCode::TooLarge => "too_large",
        }
    }
}

impl fmt::Display for InputErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// An input that was not read. It prints as the reason alone, in one line; the caller knows the input's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InputError {
    /// The reason, for programs.
    pub code: InputErrorCode,
    /// The reason in English words, for people.
    pub message: String,
}

impl InputError {
    fn new(code: InputErrorCode, message: impl Into<String>) -> InputError {
        InputError { code, message: message.into() }
    }

    fn too_large(max_bytes: u64) -> InputError {
        InputError::new(InputErrorCode::TooLarge, format!("larger than the limit of {max_bytes} bytes"))
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for InputError {}

impl From<io::Error> for InputError {
    fn from(error: io::Error) -> InputError {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => InputError::new(InputErrorCode::Missing, "no such file"),
            io::ErrorKind::IsADirectory => InputError::new(InputErrorCode::Directory, "is a folder, not a file"),
            io::ErrorKind::PermissionDenied => InputError::new(InputErrorCode::Unreadable, "cannot be read: permission denied"),
            _ => InputError::new(InputErrorCode::Unreadable, format!("cannot be read: {error}")),
        }
    }
}

/// Reads the file at `path`, where it is text of at most `max_bytes` bytes.
///
/// ```
/// use taiyaku::{Options, input};
/// let error = input::read_file("no-such-notice.txt", input::DEFAULT_MAX_BYTES, &Options::new()).unwrap_err();
/// assert_eq!(error.code, input::InputErrorCode::Missing);
/// ```
pub fn read_file(path: impl AsRef<Path>, max_bytes: u64, options: &Options) -> Result<Vec<u8>, InputError> {
    let file = File::open(path)?;
    let about = file.metadata()?;
    if about.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
    }
    if about.is_file() && about.len() > max_bytes {
        return Err(InputError::too_large(max_bytes));
    }
    read(file, max_bytes, options)
}

/// Reads `source` to its end, where it is text of at most `max_bytes` bytes.
///
/// ```
/// use taiyaku::{Options, input};
/// assert_eq!(input::read(&b"notice"[..], 6, &Options::new()).unwrap(), b"notice");
/// assert_eq!(input::read(&b"notice"[..], 5, &Options::new()).unwrap_err().code, input::InputErrorCode::TooLarge);
/// ```
pub fn read(source: impl Read, max_bytes: u64, options: &Options) -> Result<Vec<u8>, InputError> {
    let mut bytes = Vec::new();
    source.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max_bytes {
        return Err(InputError::too_large(max_bytes));
    }
    check(&bytes, options)?;
    Ok(bytes)
}

/// Whether `bytes` are worth parsing: neither empty nor plainly binary.
///
/// ```
/// use taiyaku::{Options, input};
/// assert!(input::check("お知らせ".as_bytes(), &Options::new()).is_ok());
/// assert_eq!(input::check(b"PK\x03\x04\0\0", &Options::new()).unwrap_err().code, input::InputErrorCode::Binary);
/// ```
pub fn check(bytes: &[u8], options: &Options) -> Result<(), InputError> {
    if is_blank(bytes) {
        return Err(InputError::new(InputErrorCode::Empty, "is empty"));
    }
    match binary_sign(bytes, options) {
        Some(sign) => Err(InputError::new(InputErrorCode::Binary, format!("is not text: {sign}"))),
        None => Ok(()),
    }
}

/// Whether there is nothing but a byte order mark and ASCII white space.
fn is_blank(bytes: &[u8]) -> bool {
    let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
    let text = marks.iter().find_map(|mark| bytes.strip_prefix(*mark)).unwrap_or(bytes);
    text.iter().all(u8::is_ascii_whitespace)
}

/// What shows that `bytes` are no text.
fn binary_sign(bytes: &[u8], options: &Options) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(HEAD)];
    if head.starts_with(b"%PDF-") {
        return Some("it is a PDF");
    }
    let declared_wide = options.encoding.is_some_and(|encoding| !encoding.is_ascii_compatible() && encoding != encoding_rs::ISO_2022_JP);
    if declared_wide || head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return None; // UTF-16: every other byte may be NUL.
    }
    if head.contains(&0) {
        return Some("it holds NUL bytes");
    }
    let controls = head.iter().filter(|byte| is_control(**byte)).count();
    (controls * 10 > head.len() * 3).then_some("most of it is control characters")
}

/// A control character that text files do not use. ESC is how ISO-2022-JP changes its character set.
fn is_control(byte: u8) -> bool {
    byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_told_from_other_things() {
        use InputErrorCode::*;
        let cases: &[(&[u8], Option<InputErrorCode>)] = &[
            (b"", Some(Empty)),
            (b" \r\n\t", Some(Empty)),
            (b"\xEF\xBB\xBF\n", Some(Empty)),
            (b"\xFF\xFE", Some(Empty)),
            (b"notice", None),
            (b"\xFF\xFEn\0o\0", None),
            (b"\xFE\xFF\0n\0o", None),
            (b"n\0o\0", Some(Binary)),
            (b"%PDF-1.7\n1 0 obj", Some(Binary)),
            (b"PK\x03\x04\x14\0\x06\0", Some(Binary)),
            (b"\x01\x02\x03ab", Some(Binary)),
            (b"a stray \x01 is no harm", None),
            (b"\x1B$B$*CN$i$;\x1B(B", None),
            (b"\x82\xA8\x92\x6D\x82\xE7\x82\xB9", None),
            (b"\xE3\x81\x8A\xE7\x9F", None),
        ];
        for (bytes, expected) in cases {
            assert_eq!(check(bytes, &Options::new()).err().map(|error| error.code), *expected, "{bytes:?}");
        }
    }

    #[test]
    fn nuls_are_text_where_utf_16_was_declared() {
        let wide = Options::new().encoding(encoding_rs::UTF_16LE);
        assert_eq!(check(b"n\0o\0", &wide), Ok(()));
        let narrow = Options::new().encoding(encoding_rs::ISO_2022_JP);
        assert!(check(b"n\0o\0", &narrow).is_err());
    }

    #[test]
    fn exactly_the_limit_is_read() {
        for (max, fits) in [(5, false), (6, true), (7, true)] {
            assert_eq!(read(&b"notice"[..], max, &Options::new()).is_ok(), fits, "{max}");
        }
        assert!(read(&b"notice"[..], u64::MAX, &Options::new()).is_ok());
    }

    #[test]
    fn codes_are_the_same_in_json() {
        use InputErrorCode::*;
        for code in [Missing, Directory, Unreadable, Empty, Binary, TooLarge] {
            assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
        }
    }
}
