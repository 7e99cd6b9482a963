//! What must hold for every input, not only for notices.

use std::path::Path;
use std::sync::OnceLock;

use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS, UTF_8};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use serde_json::Value;
use taiyaku::{Notice, Options, ScanOptions, SourceText, Span, parse, scan};

/// Pieces that notices are made of, and that readers of notices stumble over.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "発覚日：", "発生日:", "原因", "漏えい件数\t", "Date discovered: ", "Cause ", "Number of leaks confirmed ", "【事案1】", "■概要",
    "１．", "(2) ", "①", "- ", "・", "| a | b |\n", "|---|---|\n", "# ", "**Case 3**", "2020年3月10日", "令和元年", "平成３１年４月",
    "3月", "32日", "2月30日", "同日", "翌日", "24:00", "午後", "～", "から", "まで", "March 10, 2020", "10 March", "between ", " and ",
    "from ", "20,1６１", "999万9,999", "1億", "万", "千", "三百二十一", "二〇二一", "1.2 million", "18446744073709551616", "99999999999999999999億",
    "件", "名", "人分", "回線", "members", "cards", " records", "最大", "約", "up to ", "more than ", "可能性", "may have ", "氏名", "、", "。",
    "クレジットカード", "ｸﾚｼﾞｯﾄ", "㈱", "⻑", "㌔", "ﷺ", "ﬀ", "e\u{301}", "か\u{3099}", "\u{200B}", "\u{FEFF}", "\u{3000}", "\u{A0}", "\u{2028}",
    "（", "）", "「", "」", "第4条第1項", "Article 4, paragraph (1)", "0120-000-301", "info@a.example", "https://www.a.example/b?c=d",
    "CVE-2023-99999", "No. ", "U.S. ", "Inc. ", "3.5", "円", "¥1,000", "\n", "\r\n", "\r", "\n\n", " ", "\t", "\u{1B}$B", "\u{1B}(B",
    "<p>", "</p>", "&amp;", "&#x3042;", "😀", "\0",
];

/// A text put together from such pieces and odd characters.
fn notice_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => prop::sample::select(PIECES).prop_map(String::from), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

/// A fixture with a stretch of it overwritten.
fn damaged_fixture() -> impl Strategy<Value = Vec<u8>> {
    let damage = prop::collection::vec(any::<u8>(), 0..8);
    (prop::sample::select(fixtures()), any::<prop::sample::Index>(), 0..200usize, damage).prop_map(|(mut bytes, at, gone, damage)| {
        let start = at.index(bytes.len());
        let end = (start + gone).min(bytes.len());
        bytes.splice(start..end, damage);
        bytes
    })
}

fn fixtures() -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for folder in ["fixtures/ja", "fixtures/ja/encodings", "fixtures/en"] {
        let mut paths: Vec<_> = Path::new(folder).read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.retain(|path| path.is_file() && path.extension().is_none_or(|ending| ending != "json"));
        found.extend(paths.iter().map(|path| std::fs::read(path).unwrap()));
    }
    assert!(found.len() > 10, "fixtures are missing");
    found
}

/// All that must hold for `input`.
fn check(input: &[u8], options: &Options) {
    let notice = options.parse(input).notice;
    assert_eq!(options.parse(input).notice, notice, "the same input gives the same notice");
    let json = serde_json::to_string(&notice).unwrap();
    assert_eq!(serde_json::from_str::<Notice>(&json).unwrap(), notice, "JSON and back");
    let value: Value = serde_json::from_str(&json).unwrap();
    let errors: Vec<String> = validator().iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let spans = Spans { input, encoding: comparable(&notice), text: options.source_text(input) };
    spans.check(&value, "");
    spans.check(&serde_json::to_value(scan(input, &ScanOptions::new().input(options.clone()))).unwrap(), "scan");
}

fn validator() -> &'static jsonschema::Validator {
    static VALIDATOR: OnceLock<jsonschema::Validator> = OnceLock::new();
    VALIDATOR.get_or_init(|| jsonschema::validator_for(&taiyaku::schema()).unwrap())
}

/// The encoding in which a stretch of the input can be decoded by itself: ISO-2022-JP has states, UTF-16 a byte order, HTML tags.
fn comparable(notice: &Notice) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(notice.source.encoding.as_bytes()).expect("a WHATWG name");
    (notice.source.media_type == "text/plain" && [UTF_8, SHIFT_JIS, EUC_JP].contains(&encoding)).then_some(encoding)
}

/// Looks at every span of a printed notice.
struct Spans<'a> {
    input: &'a [u8],
    encoding: Option<&'static Encoding>,
    text: SourceText,
}

impl Spans<'_> {
    fn check(&self, value: &Value, path: &str) {
        match value {
            Value::Object(fields) => {
                for key in ["span", "of"] {
                    if let Some(span @ Value::Array(_)) = fields.get(key) {
                        self.source(span, path);
                    }
                }
                if let (Some(Value::String(text)), Some(span)) = (fields.get("text"), fields.get("span")) {
                    self.words(text, self.source(span, path), path);
                    let place = self.text.place(serde_json::from_value(span.clone()).unwrap());
                    assert_eq!(&self.text.as_str()[place], text, "{path} in the text that was read");
                }
                fields.iter().for_each(|(key, value)| self.check(value, &format!("{path}/{key}")));
            }
            Value::Array(items) => items.iter().enumerate().for_each(|(at, item)| self.check(item, &format!("{path}/{at}"))),
            _ => {}
        }
    }

    /// The bytes of `span`, which must lie in the input.
    fn source(&self, span: &Value, path: &str) -> &[u8] {
        let (start, end): (usize, usize) = serde_json::from_value(span.clone()).unwrap();
        self.input.get(start..end).unwrap_or_else(|| panic!("{path}: {start}..{end} is not in {} bytes", self.input.len()))
    }

    fn words(&self, text: &str, source: &[u8], path: &str) {
        if let Some(encoding) = self.encoding {
            assert_eq!(encoding.decode_without_bom_handling(source).0, text, "{path}");
        }
    }
}

/// 64 cases a property, so that all take seconds; `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(64);
    let failures = FileFailurePersistence::WithSource("regressions");
    ProptestConfig { cases, failure_persistence: Some(Box::new(failures)), ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_are_read(input in prop::collection::vec(any::<u8>(), 0..2000)) {
        check(&input, &Options::new());
    }

    #[test]
    fn any_text_of_such_pieces_is_read(input in notice_like()) {
        check(input.as_bytes(), &Options::new());
    }

    #[test]
    fn every_value_of_utf_8_text_is_exact(input in notice_like()) {
        let options = Options::new().encoding(UTF_8).media_type(taiyaku::MediaType::Text);
        let notice = options.parse(&input).notice;
        prop_assert_eq!(&notice.source.encoding, "utf-8");
        prop_assert_eq!(&notice.source.media_type, "text/plain");
        let spans = Spans { input: input.as_bytes(), encoding: Some(UTF_8), text: options.source_text(&input) };
        spans.check(&serde_json::to_value(&notice).unwrap(), "");
    }

    #[test]
    fn a_damaged_notice_is_read(input in damaged_fixture()) {
        check(&input, &Options::new());
    }

    #[test]
    fn a_wrong_encoding_does_no_harm(
        input in damaged_fixture(),
        label in prop::sample::select(&["utf-8", "shift_jis", "euc-jp", "iso-2022-jp", "utf-16le", "utf-16be", "windows-1252"][..]),
    ) {
        check(&input, &Options::new().encoding(Encoding::for_label(label.as_bytes()).unwrap()));
    }
}

#[test]
fn every_fixture_holds_the_properties() {
    for input in fixtures() {
        check(&input, &Options::new());
    }
}

#[test]
fn the_smallest_inputs_are_read() {
    for input in ["", "\n", " ", "\u{FEFF}", "。", ":", "<", "1", "\u{3000}"] {
        check(input.as_bytes(), &Options::new());
    }
}

#[test]
fn text_and_bytes_are_the_same_input() {
    assert_eq!(parse("原因：紛失"), parse("原因：紛失".as_bytes()));
}

/// Whatever span is asked for.
#[test]
fn any_span_has_a_place_within_the_text() {
    for path in ["fixtures/ja/page.html", "fixtures/ja/encodings/lost-usb.iso-2022-jp.txt", "fixtures/ja/encodings/lost-usb.utf-16le.txt"] {
        let input = std::fs::read(path).expect("a fixture can be read");
        let text = Options::new().source_text(&input);
        for start in (0..input.len() + 3).step_by(7) {
            for len in [0, 1, 2, 3, 50, usize::MAX - start] {
                assert!(text.as_str().get(text.place(Span::new(start, start + len))).is_some(), "{path}: {start}, {len}");
            }
        }
        assert_eq!(&text.as_str()[text.place(Span::new(0, input.len()))], text.as_str(), "{path}");
    }
}

/// The check itself must be able to fail.
#[test]
#[should_panic(expected = "/title")]
fn a_span_beside_its_words_is_seen() {
    let notice = serde_json::json!({ "title": { "text": "原因", "span": [3, 9] } });
    let (input, text) = ("原因：".as_bytes(), Options::new().source_text("原因："));
    Spans { input, encoding: Some(UTF_8), text }.check(&notice, "");
}
