use encoding_rs::{EUC_JP, GB18030, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use proptest::prelude::*;

use super::*;
use crate::{Code, Span};

const NOTICE: &str = "お知らせ：㈱青空商会\r\n2020年3月10日、ｻｰﾋﾞｽ停止（件数：１，２３４件）。\r\n表示 ABC~\\ 髙﨑 ソ能\r\n";

/// The bytes of `text` in UTF-16.
fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
}

/// The place in the input of every character of the text.
fn places(decoded: &Decoded<'_>) -> Vec<(char, Span)> {
    let back = |span: Span| decoded.maps.iter().fold(span, |span, map| map.source(span));
    decoded.text.char_indices().map(|(at, c)| (c, back(Span::new(at, at + c.len_utf8())))).collect()
}

#[test]
fn every_encoding_is_seen_and_leads_back_to_its_bytes() {
    let in_encoding = |encoding: &'static Encoding| encoding.encode(NOTICE).0.into_owned();
    let cases = [
        (NOTICE.as_bytes().to_vec(), UTF_8),
        ([b"\xef\xbb\xbf", NOTICE.as_bytes()].concat(), UTF_8),
        (utf16(NOTICE, u16::to_le_bytes), UTF_16LE),
        (utf16(NOTICE, u16::to_be_bytes), UTF_16BE),
        (in_encoding(SHIFT_JIS), SHIFT_JIS),
    ];
    for (input, encoding) in cases {
        let decoded = decode(&input, &Options::new());
        assert_eq!(decoded.encoding, encoding);
        assert_eq!(decoded.text, NOTICE, "{}", encoding.name());
        assert!(decoded.diagnostics.is_empty(), "{:?}", decoded.diagnostics);
        for (c, span) in places(&decoded) {
            let text = encoding.decode_without_bom_handling(&input[span.range()]).0;
            assert_eq!(text, c.to_string(), "{} at {span:?}", encoding.name());
        }
    }
}

#[test]
fn seven_and_eight_bit_japanese_are_told_apart() {
    let text = "個人情報の漏えいに関するお知らせ。\n2020年3月10日(火)、お客様ABC社\u{ff71}";
    for (encoding, width) in [(EUC_JP, 2), (ISO_2022_JP, 2), (SHIFT_JIS, 1)] {
        let mut input = encoding.encode(text).0.into_owned();
        if encoding == ISO_2022_JP {
            // Half-width katakana has no place in the encoder's ISO-2022-JP; written here as the decoder takes it.
            input = ISO_2022_JP.encode(text.trim_end_matches('\u{ff71}')).0.into_owned();
            input.truncate(input.len() - b"\x1b(B".len());
            input.extend(b"\x1b(I1");
        }
        let decoded = decode(&input, &Options::new());
        assert_eq!((decoded.encoding, &*decoded.text), (encoding, text));
        let places = places(&decoded);
        let (first, last) = (places[0].1, places[places.len() - 1].1);
        assert_eq!(first.len(), 2, "{}", encoding.name());
        let kana = if encoding == ISO_2022_JP { 1 } else { width };
        assert_eq!(last, Span::new(input.len() - kana, input.len()), "{}", encoding.name());
    }
}

#[test]
fn escapes_belong_to_no_character() {
    let input = b"ab\x1b$B8D?M\x1b(Bc\x1b$B;v\x1b(B";
    let decoded = decode(input, &Options::new());
    assert_eq!(decoded.text, "ab個人c事");
    let spans: Vec<_> = places(&decoded).into_iter().map(|(_, span)| (span.start(), span.end())).collect();
    assert_eq!(spans, [(0, 1), (1, 2), (5, 7), (7, 9), (12, 13), (16, 18)]);
}

#[test]
fn three_byte_and_surrogate_characters_are_whole() {
    let decoded = decode(b"a\x8f\xb0\xa1\x8e\xb1\xa4\xa2", &Options::new().encoding(EUC_JP));
    let spans: Vec<_> = places(&decoded).into_iter().map(|(_, span)| (span.start(), span.end())).collect();
    assert_eq!(spans, [(0, 1), (1, 4), (4, 6), (6, 8)]);
    let decoded_input = utf16("a𠮷b", u16::to_le_bytes);
    let decoded = decode(&decoded_input, &Options::new());
    assert_eq!(places(&decoded)[1], ('𠮷', Span::new(4, 8)));
}

/// An input, its encoding, its text, and the malformed places.
type Damage = (&'static [u8], &'static Encoding, &'static str, &'static [(usize, usize)]);

#[test]
fn malformed_places_are_replaced_and_told() {
    let cases: [Damage; 9] = [
        (b"ab\xffcd", UTF_8, "ab\u{fffd}cd", &[(2, 3)]),
        (b"ab\xff\xfecd", UTF_8, "ab\u{fffd}\u{fffd}cd", &[(2, 4)]),
        (b"\xe3\x81\x82\xe3\x81", UTF_8, "あ\u{fffd}", &[(3, 5)]),
        (b"\x82\xa0\x82", SHIFT_JIS, "あ\u{fffd}", &[(2, 3)]),
        (b"\x82\xa0\xfda", SHIFT_JIS, "あ\u{fffd}a", &[(2, 3)]),
        (b"\xa4\xa2\xa4a", EUC_JP, "あ\u{fffd}a", &[(2, 3)]),
        (b"\x1b$B$\"\x1b(B\x1b(Ba", ISO_2022_JP, "あ\u{fffd}a", &[(5, 8)]),
        (b"a\x1b$x", ISO_2022_JP, "a\u{fffd}$x", &[(1, 2)]),
        (b"a\0\0\xd8b\0", UTF_16LE, "a\u{fffd}b", &[(2, 4)]),
    ];
    for (input, encoding, text, spans) in cases {
        let decoded = decode(input, &Options::new().encoding(encoding));
        assert_eq!(decoded.text, text, "{}", input.escape_ascii());
        assert!(decoded.diagnostics.iter().all(|diagnostic| diagnostic.code == Code::MalformedBytes));
        let told: Vec<_> = decoded.diagnostics.iter().map(|diagnostic| (diagnostic.span.start(), diagnostic.span.end())).collect();
        assert_eq!(told, spans, "{}", input.escape_ascii());
    }
}

#[test]
fn what_is_said_goes_before_what_is_guessed() {
    let sjis = SHIFT_JIS.encode("個人情報").0.into_owned();
    let page = |label: &str, body: &[u8]| [b"<!DOCTYPE html><meta charset=", label.as_bytes(), b"><body>", body].concat();
    let euc = EUC_JP.encode("個人情報の漏えい").0.into_owned();
    let cases = [
        (sjis.clone(), Options::new().encoding(WINDOWS_1252), WINDOWS_1252),
        ([b"\xef\xbb\xbf".as_slice(), b"a"].concat(), Options::new().encoding(SHIFT_JIS), UTF_8),
        (page("\"Shift_JIS\"", &sjis), Options::new(), SHIFT_JIS),
        (page("'euc-jp'", &euc), Options::new(), EUC_JP),
        (page("x-sjis", "漏えいの件".as_bytes()), Options::new(), UTF_8),
        (page("utf-16", "漏えい".as_bytes()), Options::new(), UTF_8),
        (b"<html><meta http-equiv=Content-Type content=\"text/html; charset=EUC-JP\">a".to_vec(), Options::new(), EUC_JP),
        (b"plain text about <meta charset=euc-jp>".to_vec(), Options::new(), UTF_8),
        (b"Aoki\x92s notice \x96 the \x93customers\x94 were told.".to_vec(), Options::new(), WINDOWS_1252),
        ("お知らせ".as_bytes()[..11].to_vec(), Options::new(), UTF_8),
    ];
    for (input, options, encoding) in cases {
        assert_eq!(decode(&input, &options).encoding, encoding, "{}", input.escape_ascii());
    }
}

#[test]
fn well_formed_utf8_is_borrowed() {
    let decoded = decode(NOTICE.as_bytes(), &Options::new());
    assert!(matches!(decoded.text, Cow::Borrowed(_)));
    assert!(decoded.maps.iter().all(OffsetMap::is_identity));
}

/// Bytes such as damaged Japanese text has.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let part = prop_oneof![
        any::<u8>().prop_map(|byte| vec![byte]),
        prop::sample::select(vec![
            b"\x1b$B".to_vec(),
            b"\x1b(B".to_vec(),
            b"\x1b(I".to_vec(),
            b"\x1b$".to_vec(),
            b"\x82\xa0".to_vec(),
            b"\xa4\xa2".to_vec(),
            b"\x8f\xb0\xa1".to_vec(),
            b"\xe3\x81\x82".to_vec(),
            b"\x00\xd8".to_vec(),
            b"$\"".to_vec(),
            b"\n".to_vec(),
        ]),
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn every_character_leads_into_the_input_in_order(input in damaged(), which in 0usize..8) {
        let encodings = [UTF_8, SHIFT_JIS, EUC_JP, ISO_2022_JP, UTF_16LE, UTF_16BE, WINDOWS_1252, GB18030];
        let decoded = decode(&input, &Options::new().encoding(encodings[which]).media_type(MediaType::Text));
        let mut last = Span::default();
        for (c, span) in places(&decoded) {
            // GB18030 may give two characters at once, which are one piece.
            prop_assert!((span.start() >= last.end() || span == last) && span.end() <= input.len() && !span.is_empty(), "{} {:?} after {:?}", c, span, last);
            last = span;
        }
        let told = decoded.diagnostics.iter().map(|diagnostic| diagnostic.span);
        prop_assert!(told.clone().all(|span| span.end() <= input.len()));
        prop_assert_eq!(told.count() > 0, decoded.encoding.decode(&input).2);
    }

    #[test]
    fn clean_characters_are_what_their_bytes_say(input in damaged(), which in 0usize..5) {
        let encoding = [SHIFT_JIS, EUC_JP, UTF_16LE, WINDOWS_1252, UTF_8][which];
        let decoded = decode(&input, &Options::new().encoding(encoding).media_type(MediaType::Text));
        for (c, span) in places(&decoded).into_iter().filter(|&(c, _)| c != char::REPLACEMENT_CHARACTER) {
            let bytes = decoded.encoding.decode_without_bom_handling(&input[span.range()]).0;
            prop_assert_eq!(bytes, c.to_string());
        }
    }

    #[test]
    fn any_bytes_are_decoded(input in prop::collection::vec(any::<u8>(), 0..200)) {
        let decoded = decode(&input, &Options::new());
        prop_assert!(decoded.diagnostics.len() <= 22);
        for (_, span) in places(&decoded) {
            prop_assert!(span.end() <= input.len());
        }
    }
}
