//! What must hold of the notice of any input.

use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS, UTF_8};
use serde_json::Value;
use taiyaku::{Notice, Options};

/// Reads `input` and checks all of it.
pub fn hold(input: &[u8], options: &Options) {
    let notice = options.parse(input).notice;
    assert_eq!(options.parse(input).notice, notice, "the same input gives another notice");
    let json = serde_json::to_string(&notice).expect("a notice prints");
    assert_eq!(serde_json::from_str::<Notice>(&json).expect("a printed notice reads"), notice, "the printed notice is another");
    let value = serde_json::from_str(&json).expect("a printed notice is JSON");
    spans(&value, input, comparable(&notice));
}

/// The encoding in which a stretch of the input can be decoded by itself: ISO-2022-JP has states, UTF-16 a byte order, HTML tags.
fn comparable(notice: &Notice) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(notice.source.encoding.as_bytes()).expect("a WHATWG name");
    (notice.source.media_type == "text/plain" && [UTF_8, SHIFT_JIS, EUC_JP].contains(&encoding)).then_some(encoding)
}

/// Sees that every span lies in the input, and holds the words beside it.
fn spans(value: &Value, input: &[u8], encoding: Option<&'static Encoding>) {
    match value {
        Value::Object(fields) => {
            for key in ["span", "of"] {
                if let Some(span @ Value::Array(_)) = fields.get(key) {
                    let (start, end): (usize, usize) = serde_json::from_value(span.clone()).expect("a span is two numbers");
                    let source = input.get(start..end).unwrap_or_else(|| panic!("{start}..{end} is not in {} bytes", input.len()));
                    if let (Some(Value::String(text)), Some(encoding), "span") = (fields.get("text"), encoding, key) {
                        assert_eq!(encoding.decode_without_bom_handling(source).0, text.as_str(), "{start}..{end}");
                    }
                }
            }
            fields.values().for_each(|value| spans(value, input, encoding));
        }
        Value::Array(items) => items.iter().for_each(|item| spans(item, input, encoding)),
        _ => {}
    }
}
