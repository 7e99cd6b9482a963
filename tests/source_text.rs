//! Every value of every fixture is found in the text that it was read from, whatever the encoding and markup.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use taiyaku::{Options, Span};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("fixtures are there") {
        let path = entry.expect("fixtures can be listed").path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// All words of a notice with their spans.
fn words(value: &Value, found: &mut Vec<(String, Span)>) {
    match value {
        Value::Object(fields) => {
            if let (Some(Value::String(text)), Some(span)) = (fields.get("text"), fields.get("span")) {
                found.push((text.clone(), serde_json::from_value(span.clone()).expect("a span")));
            }
            fields.values().for_each(|value| words(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| words(value, found)),
        _ => {}
    }
}

#[test]
fn words_stand_where_their_bytes_went() {
    let mut inputs = Vec::new();
    for folder in ["fixtures/ja", "fixtures/en", "fixtures/pairs"] {
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut inputs);
    }
    let mut seen = 0;
    for path in inputs.iter().filter(|path| !path.to_string_lossy().ends_with(".json")) {
        let input = fs::read(path).expect("a fixture can be read");
        let text = Options::new().source_text(&input);
        let mut found = Vec::new();
        words(&serde_json::to_value(Options::new().parse(&input).notice).expect("a notice"), &mut found);
        assert!(!found.is_empty(), "{}", path.display());
        for (words, span) in found {
            assert_eq!(text.as_str()[text.place(span)], words, "{} at {span:?}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn any_span_has_a_place_within_the_text() {
    for path in ["fixtures/ja/page.html", "fixtures/ja/encodings/lost-usb.iso-2022-jp.txt", "fixtures/ja/encodings/lost-usb.utf-16le.txt"] {
        let input = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a fixture can be read");
        let text = Options::new().source_text(&input);
        for start in (0..input.len() + 3).step_by(7) {
            for len in [0, 1, 2, 3, 50, usize::MAX - start] {
                assert!(text.as_str().get(text.place(Span::new(start, start + len))).is_some(), "{path}: {start}, {len}");
            }
        }
        assert_eq!(&text.as_str()[text.place(Span::new(0, input.len()))], text.as_str(), "{path}");
    }
}
