use proptest::prelude::*;

use super::*;

/// The written text of the first place where `needle` stands in the folded text.
fn written<'a>(text: &'a str, needle: &str) -> &'a str {
    let folded = fold(text);
    let start = folded.text.find(needle).unwrap_or_else(|| panic!("{needle:?} is not in {:?}", folded.text));
    &text[folded.map.source(Span::new(start, start + needle.len())).range()]
}

#[test]
fn each_form_folds() {
    let cases = [
        ("１２３，４５６．７８％", "123,456.78%"),
        ("（株）ＡＢｃ：ｄｅｆ／＃", "(株)ABc:def/#"),
        ("ｻｰﾋﾞｽ､ﾊﾟｽﾜｰﾄﾞ｡｢ｶﾞ｣･", "サービス、パスワード。「ガ」・"),
        ("か\u{3099}き", "がき"),
        ("ｶ\u{3099}は\u{309a}", "ガぱ"),
        ("e\u{301}", "é"),
        ("社⻑ ⺟⼦ ⾦ ⼾", "社長 母子 金 戸"),
        ("神\u{e0100}祇\u{fe00}", "神祇"),
        ("④社内、①16件、⑳、㉑、㊿", "(4)社内、(1)16件、(20)、(21)、(50)"),
        ("❶➁⓫⓪", "(1)(2)(11)(0)"),
        ("⑴⒈㈱㈲㎏№", "(1)1.(株)(有)kgNo"),
        ("㍻31年 ㋿3年", "平成31年 令和3年"),
        ("10時〜11時～12∼13", "10時~11時~12~13"),
        ("03‐1‑2‒3–4—5―6−7－8", "03-1-2-3-4-5-6-7-8"),
        ("サ－ビス 東京―大阪 サービス", "サ－ビス 東京―大阪 サービス"),
        ("サ－3", "サ-3"),
        ("a\u{3000}b\u{a0}c\u{2009}d\u{202f}e", "a b c d e"),
        ("a\u{200b}b\u{feff}c\u{ad}d\u{2060}", "abcd"),
        ("“a” ‘b’ it’s", "\"a\" 'b' it's"),
        ("a\r\nb\rc\nd\te\u{2028}f", "a\nb\nc\nd\te\nf"),
        ("、。「」『』【】・ー〇々", "、。「」『』【】・ー〇々"),
        ("5,000¹件 ½", "5,000¹件 ½"),
        ("…", "..."),
        ("", ""),
        ("\u{301}\u{3099}", "\u{3099}\u{301}"),
        ("が", "が"),
    ];
    for (text, wanted) in cases {
        assert_eq!(fold(text).text, wanted, "{text}");
    }
}

#[test]
fn each_piece_leads_back_to_what_was_written() {
    let cases = [
        ("計１，２３４件", "1,234件", "１，２３４件"),
        ("計１，２３４件", "234", "２３４"),
        ("ｻｰﾋﾞｽの", "ビ", "ﾋﾞ"),
        ("ｻｰﾋﾞｽの", "サービス", "ｻｰﾋﾞｽ"),
        ("先の㈱青空", "株", "㈱"),
        ("先の㈱青空", "(株)青", "㈱青"),
        ("①16件", "16", "16"),
        ("①16件", "1", "①"),
        ("a\u{200b}b\u{200b}c", "b", "b"),
        ("a\u{200b}b\u{200b}c", "ab", "a\u{200b}b"),
        ("一\r\n二", "\n", "\r\n"),
        ("一\r\n二", "二", "二"),
        ("がか\u{3099}が", "がが", "がか\u{3099}"),
        ("x か\u{3099}y", "が", "か\u{3099}"),
        ("x か\u{3099}y", "y", "y"),
        ("3月10日〜11日", "10日~11", "10日〜11"),
        ("社⻑は", "長", "⻑"),
        ("ｱ\u{3000}ｲ", " ", "\u{3000}"),
    ];
    for (text, needle, wanted) in cases {
        assert_eq!(written(text, needle), wanted, "{needle} in {text}");
    }
}

#[test]
fn folded_text_is_borrowed() {
    for text in ["", "plain, with \"quotes\"\n", "漢字とかなとカナー「、。」・\n- 1,234件\t〇", "é €5 ● サ－ビス"]
    {
        let folded = fold(text);
        assert!(matches!(folded.text, Cow::Borrowed(_)), "{text}");
        assert!(folded.map.is_identity());
    }
}

/// Texts with many of the characters that folding has to do with.
fn tricky() -> impl Strategy<Value = String> {
    let characters = prop_oneof![
        any::<char>(),
        prop::char::range('\u{2000}', '\u{206f}'),
        prop::char::range('\u{2e80}', '\u{33ff}'),
        prop::char::range('\u{ff00}', '\u{ffef}'),
        prop::char::range('\u{1100}', '\u{11ff}'),
        prop::char::range('\u{300}', '\u{36f}'),
        prop::sample::select(vec!['\r', '\n', ' ', 'カ', 'か', '漢', '\u{3099}', '\u{309a}', 'ﾞ', '－', 'e', '\u{200b}', '가', '=', '<']),
    ];
    prop::collection::vec(characters, 0..12).prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn folding_twice_is_folding_once(text in tricky()) {
        let once = fold(&text).text.into_owned();
        let twice = fold(&once);
        prop_assert_eq!(&twice.text, &once);
    }

    #[test]
    fn every_character_leads_back_in_order(text in tricky()) {
        let folded = fold(&text);
        let mut last = Span::default();
        for (at, c) in folded.text.char_indices() {
            let span = folded.map.source(Span::new(at, at + c.len_utf8()));
            prop_assert!(text.get(span.range()).is_some(), "{:?} is not on character bounds", span);
            prop_assert!(span == last || span.start() >= last.end(), "{:?} after {:?}", span, last);
            prop_assert!(!span.is_empty());
            last = span;
        }
    }
}
