//! What must hold of the notice of any input, and of the reconciliation of any two.

use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS, UTF_8};
use serde_json::Value;
use taiyaku::{Labels, Notice, Options, Reconciliation, Summary, Verdict, reconcile};

/// Reads `input` and checks all of it.
pub fn hold(input: &[u8], options: &Options) {
    let notice = options.parse(input).notice;
    assert_eq!(options.parse(input).notice, notice, "the same input gives another notice");
    let json = serde_json::to_string(&notice).expect("a notice prints");
    assert_eq!(serde_json::from_str::<Notice>(&json).expect("a printed notice reads"), notice, "the printed notice is another");
    let value = serde_json::from_str(&json).expect("a printed notice is JSON");
    spans(&value, input, comparable(&notice));
}

/// Reads two inputs, holds them against each other and checks all of it.
#[allow(dead_code, reason = "every target has this file, and one of them compares")]
pub fn hold_between(left: &[u8], right: &[u8]) {
    let [left, right] = [left, right].map(|input| (input, Options::new().parse(input).notice));
    let found = reconcile(&left.1, &right.1);
    assert_eq!(reconcile(&left.1, &right.1), found, "the same notices give another reconciliation");
    let json = serde_json::to_string(&found).expect("a reconciliation prints");
    assert_eq!(serde_json::from_str::<Reconciliation>(&json).expect("a printed one reads"), found, "the printed reconciliation is another");

    let turned = reconcile(&right.1, &left.1);
    match found.labels {
        // The languages say which is which.
        Labels::Languages => assert_eq!(turned, found, "the order of two languages matters"),
        Labels::Positions => assert_eq!(turned.summary, mirrored(found.summary), "the other way round the verdicts are others"),
    }
    let same = reconcile(&left.1, &left.1);
    assert!(same.fields.iter().all(|field| field.verdict != Verdict::Differ), "a notice contradicts itself");

    let swapped = found.left.sha256 != left.1.source.sha256;
    let [left, right] = if swapped { [right.0, left.0] } else { [left.0, right.0] };
    for field in &found.fields {
        for (values, input) in [(&field.left, left), (&field.right, right)] {
            for span in values.iter().filter_map(|value| value.span()) {
                assert!(input.get(span.range()).is_some(), "{span:?} of {} is not in {} bytes", field.path, input.len());
            }
        }
    }
}

/// The same seen from the other side.
fn mirrored(summary: Summary) -> Summary {
    Summary { left_only: summary.right_only, right_only: summary.left_only, ..summary }
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
