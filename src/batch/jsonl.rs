//! JSON Lines as input: one object a line, `{"id", "text" | "html", …}`.
//!
//! `id` is a string or a number; a record without one is called by its file and line. `text` is read before `html`; whatever other
//! keys there are go to `source.meta`. Blank lines are no records.

use std::io::{self, BufRead};
use std::sync::Arc;

use encoding_rs::UTF_8;
use serde_json::{Map, Value};
use taiyaku::input::InputErrorCode;
use taiyaku::{MediaType, Options};

use super::record::{ErrorSource, Reason};

/// A line with its place.
#[derive(Debug)]
pub(super) struct Line {
    /// What the file is called.
    pub file: Arc<str>,
    /// Which line it is, from 1.
    pub number: u64,
    /// What stands there, its end left out.
    pub bytes: Vec<u8>,
}

/// What a line holds.
#[derive(Debug, PartialEq)]
pub(super) struct Document {
    /// What it is called.
    pub name: String,
    /// The text to read.
    pub text: String,
    /// What the record says that it is.
    pub media_type: MediaType,
    /// Its further keys.
    pub meta: Map<String, Value>,
}

impl Document {
    /// `options` for this text. A JSON string has been decoded already, whatever its HTML says of itself.
    pub(super) fn options(&self, options: Options) -> Options {
        options.encoding(UTF_8).media_type(self.media_type).name(&self.name)
    }
}

impl Line {
    /// Where the line stands.
    pub(super) fn source(&self) -> ErrorSource {
        ErrorSource { name: None, file: Some(self.file.to_string()), line: Some(self.number) }
    }

    /// What it holds, or what is wrong with it and how it is called, as far as it says that.
    pub(super) fn document(self) -> Result<Document, (Option<String>, Reason)> {
        let bad = |message: String| Reason::new(Reason::BAD_RECORD, message);
        let mut keys: Map<String, Value> =
            serde_json::from_slice(&self.bytes).map_err(|error| (None, bad(format!("is no JSON object: {}", told(&error)))))?;
        let name = match keys.remove("id") {
            Some(Value::String(id)) => id,
            Some(Value::Number(id)) => id.to_string(),
            None | Some(Value::Null) => format!("{}:{}", self.file, self.number),
            Some(_) => return Err((None, bad("\"id\" is neither a string nor a number".to_string()))),
        };
        for (key, media_type) in [("text", MediaType::Text), ("html", MediaType::Html)] {
            match keys.remove(key) {
                Some(Value::String(text)) => return Ok(Document { name, text, media_type, meta: keys }),
                None | Some(Value::Null) => {}
                Some(_) => return Err((Some(name), bad(format!("\"{key}\" is no string")))),
            }
        }
        Err((Some(name), bad("has neither \"text\" nor \"html\"".to_string())))
    }
}

/// The error without its line, which is always the first here.
fn told(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", " at byte ")
}

/// The lines of a source, one after another, none of them longer than a limit.
pub(super) struct Lines<R> {
    source: R,
    max_bytes: u64,
    number: u64,
    /// After an error in reading there is nothing more.
    broken: bool,
}

/// What reading a line gave.
pub(super) type NextLine = Result<(u64, Vec<u8>), (u64, Reason)>;

impl<R: BufRead> Lines<R> {
    /// The lines of `source`.
    pub(super) fn new(source: R, max_bytes: u64) -> Lines<R> {
        Lines { source, max_bytes, number: 0, broken: false }
    }

    /// The next line that is not blank, or what is wrong with it.
    pub(super) fn next(&mut self) -> Option<NextLine> {
        while !self.broken {
            self.number += 1;
            let mut bytes = Vec::new();
            let more = match self.read(&mut bytes) {
                Ok(more) => more,
                Err(error) => {
                    self.broken = true;
                    return Some(Err((self.number, taiyaku::input::InputError::from(error).into())));
                }
            };
            if bytes.len() as u64 > self.max_bytes {
                let message = format!("larger than the limit of {} bytes", self.max_bytes);
                return Some(Err((self.number, Reason::new(InputErrorCode::TooLarge.as_str(), message))));
            }
            let bytes = if self.number == 1 { without_mark(bytes) } else { bytes };
            if !bytes.iter().all(u8::is_ascii_whitespace) {
                return Some(Ok((self.number, bytes)));
            }
            if !more {
                break;
            }
        }
        None
    }

    /// Reads a line into `bytes` without its end, as far as one byte over the limit; the rest is passed over. Whether there was a line.
    fn read(&mut self, bytes: &mut Vec<u8>) -> io::Result<bool> {
        let mut any = false;
        loop {
            let part = match self.source.fill_buf() {
                Ok(part) => part,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if part.is_empty() {
                return Ok(any);
            }
            any = true;
            let end = part.iter().position(|&byte| byte == b'\n');
            let text = &part[..end.unwrap_or(part.len())];
            let room = self.max_bytes.saturating_add(1).saturating_sub(bytes.len() as u64);
            bytes.extend_from_slice(&text[..text.len().min(usize::try_from(room).unwrap_or(usize::MAX))]);
            let used = end.map_or(part.len(), |end| end + 1);
            self.source.consume(used);
            if end.is_some() {
                return Ok(true);
            }
        }
    }
}

/// A byte order mark is no part of the first record.
fn without_mark(bytes: Vec<u8>) -> Vec<u8> {
    bytes.strip_prefix(b"\xEF\xBB\xBF").map(<[u8]>::to_vec).unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn document(line: &str) -> Result<Document, (Option<String>, Reason)> {
        Line { file: "a.jsonl".into(), number: 7, bytes: line.as_bytes().to_vec() }.document()
    }

    #[test]
    fn records_have_a_name_a_text_and_further_keys() {
        let cases = [
            (r#"{"id":"n1","text":"t"}"#, "n1", "t", MediaType::Text, json!({})),
            (r#"{"text":"t","id":12}"#, "12", "t", MediaType::Text, json!({})),
            (r#"{"id":null,"html":"<p>"}"#, "a.jsonl:7", "<p>", MediaType::Html, json!({})),
            (r#"{"html":"<p>","url":"u","n":{"m":[1]}}"#, "a.jsonl:7", "<p>", MediaType::Html, json!({"url":"u","n":{"m":[1]}})),
            (r#"{"text":"t","html":"<p>"}"#, "a.jsonl:7", "t", MediaType::Text, json!({"html":"<p>"})),
            (r#"{"text":null,"html":"<p>"}"#, "a.jsonl:7", "<p>", MediaType::Html, json!({})),
        ];
        for (line, name, text, media_type, meta) in cases {
            let meta = meta.as_object().unwrap().clone();
            let expected = Document { name: name.to_string(), text: text.to_string(), media_type, meta };
            assert_eq!(document(line).unwrap(), expected, "{line}");
        }
    }

    #[test]
    fn bad_records_say_what_is_wrong() {
        let cases = [
            ("notice", None, "is no JSON object: expected ident at byte 2"),
            (r#"["text"]"#, None, "is no JSON object: invalid type: sequence, expected a map at byte 0"),
            (r#"{"id":"n1","text":"t""#, None, "is no JSON object: EOF while parsing an object at byte 21"),
            (r#"{"id":true,"text":"t"}"#, None, "\"id\" is neither a string nor a number"),
            (r#"{"id":1,"text":["t"]}"#, Some("1"), "\"text\" is no string"),
            (r#"{"id":1,"body":"t"}"#, Some("1"), "has neither \"text\" nor \"html\""),
        ];
        for (line, name, message) in cases {
            let (called, reason) = document(line).unwrap_err();
            assert_eq!((called.as_deref(), reason.message.as_str()), (name, message), "{line}");
            assert_eq!(reason.code, "bad_record");
        }
    }

    /// What reading gives, in a form that is easy to write down: the line, or its number where it is too long.
    fn lines(source: &str, max_bytes: u64) -> Vec<Result<(u64, String), u64>> {
        // A buffer of two bytes cuts every line somewhere.
        let mut lines = Lines::new(io::BufReader::with_capacity(2, source.as_bytes()), max_bytes);
        let next = || lines.next().map(|line| line.map(|(at, bytes)| (at, String::from_utf8(bytes).unwrap())).map_err(|(at, _)| at));
        std::iter::from_fn(next).collect()
    }

    #[test]
    fn lines_are_counted_and_bounded() {
        let ok = |at, text: &str| Ok((at, text.to_string()));
        let cases = [
            ("", 9, vec![]),
            ("a", 9, vec![ok(1, "a")]),
            ("a\n", 9, vec![ok(1, "a")]),
            ("\n \r\nab\n\n\ncd", 9, vec![ok(3, "ab"), ok(6, "cd")]),
            ("\u{FEFF}a\nb", 9, vec![ok(1, "a"), ok(2, "b")]),
            ("abcd\nabcde\nf\n", 4, vec![ok(1, "abcd"), Err(2), ok(3, "f")]),
            ("abcdefghij", 4, vec![Err(1)]),
        ];
        for (source, max_bytes, expected) in cases {
            assert_eq!(lines(source, max_bytes), expected, "{source:?}");
        }
    }
}
