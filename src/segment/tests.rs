//! Whole texts, cut into blocks.

use std::sync::OnceLock;

use proptest::prelude::*;

use super::*;
use crate::Language;
use crate::lexicon::compile;

/// The lexicon of `language` with these labels only, so that the tests depend on no list of words; made once.
pub(super) fn lexicon(language: Language) -> &'static Lexicon {
    static JA: OnceLock<Lexicon> = OnceLock::new();
    static EN: OnceLock<Lexicon> = OnceLock::new();
    let ja = ["発覚日", "原因", "会社名", "代表者名", "概要", "対応", "漏えい件数"];
    let en = ["Date acknowledged", "Cause", "Overview", "Information leaked", "Number of leaks confirmed"];
    match language {
        Language::Ja => JA.get_or_init(|| with_labels(language, include_str!("../lexicon/ja.toml"), &ja)),
        Language::En => EN.get_or_init(|| with_labels(language, include_str!("../lexicon/en.toml"), &en)),
    }
}

fn with_labels(language: Language, source: &str, labels: &[&str]) -> Lexicon {
    let mut file: toml::Table = source.parse().unwrap();
    file["label"] = toml::Table::from_iter([("cause".to_string(), labels.to_vec().into())]).into();
    Lexicon::new(language, &compile::lexicon(&file).unwrap().to_string())
}

/// Fails where the blocks of `text` break a promise.
fn check(text: &str, lexicon: &Lexicon) {
    let segmented = segment(text, lexicon);
    let text = segmented.text.as_ref();
    let mut end = 0;
    for (index, block) in segmented.blocks.iter().enumerate() {
        assert_eq!(block.span.start(), end, "blocks tile {text:?}");
        end = block.span.end();
        for span in block.cells.iter().chain(&block.label).chain([&block.body]) {
            assert!(text.get(span.range()).is_some(), "{span:?} is cut from {text:?}");
            assert!(block.span.contains(*span), "{span:?} lies in {block:?} of {text:?}");
        }
        assert!(block.heading.is_none_or(|heading| heading < index && segmented.blocks[heading].kind == Kind::Heading));
        assert!(block.header.is_none_or(|header| header < index));
    }
    assert_eq!(end, text.len(), "blocks tile {text:?}");
    let mut end = 0;
    for (again, first) in &segmented.repeats {
        assert!(end <= again.start() && first.end() <= again.start(), "{:?}", segmented.repeats);
        assert!(text.get(again.range()).is_some() && text.get(first.range()).is_some());
        end = again.end();
    }
    let mut end = 0;
    for sentence in sentences(text, lexicon) {
        assert!(sentence.start() == end && !sentence.is_empty());
        end = sentence.end();
    }
    assert_eq!(end, text.len());
}

proptest! {
    #[test]
    fn any_text_is_tiled(text in any::<String>()) {
        check(&text, Lexicon::of(Language::Ja));
        check(&text, Lexicon::of(Language::En));
    }

    #[test]
    fn any_notice_is_tiled(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.concat();
        check(&text, lexicon(Language::Ja));
        check(&text, lexicon(Language::En));
    }
}

/// What notices are made of, in any order.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "\n",
        "\n",
        "\n",
        "\n\n",
        " ",
        "  ",
        "    ",
        "\t",
        "|",
        "|---|---|\n",
        "# ",
        "## ",
        "**",
        "__",
        "【",
        "】",
        "(",
        ")",
        "「",
        "」",
        "<",
        ">",
        "・",
        "- ",
        "* ",
        "■",
        "○",
        "1.",
        "2.",
        "(1)",
        "(2)",
        "第1 ",
        "Case 1",
        "事案2",
        "I. ",
        "a) ",
        "ア ",
        "※",
        "(注)",
        "*1",
        "---\n",
        "- 1 -\n",
        "以上",
        "記",
        "原因",
        "原因:",
        "Cause ",
        "Date acknowledged by us ",
        "発覚日:2020年3月10日",
        "。",
        "、",
        ". ",
        ":",
        "当社の委託先が利用者の情報を誤って公開していたことが分かりました",
        "The contractor had published the records of some of its users by mistake",
        "10,000",
        "3.5",
        "\u{3099}",
        "é",
        "𠮷",
    ])
}

/// The blocks of `text` as `kind depth number [label] body`, the parts that say nothing left out.
fn seen(text: &str, language: Language) -> Vec<String> {
    let lexicon = lexicon(language);
    check(text, lexicon);
    let segmented = segment(text, lexicon);
    let text = segmented.text.as_ref();
    let line = |block: &Block| {
        let number = block.number.map(|number| format!(" n{number}")).unwrap_or_default();
        let label = block.label.map(|label| format!(" [{}]", &text[label.range()])).unwrap_or_default();
        let body = if block.body.is_empty() { String::new() } else { format!(" {}", &text[block.body.range()]) };
        format!("{:?}{}{number}{label}{body}", block.kind, block.depth)
    };
    segmented.blocks.iter().map(line).collect()
}

fn ja(text: &str, wanted: &[&str]) {
    assert_eq!(seen(text, Language::Ja), wanted, "{text}");
}

fn en(text: &str, wanted: &[&str]) {
    assert_eq!(seen(text, Language::En), wanted, "{text}");
}

#[test]
fn numbered_headlines_stand_over_deeper_text() {
    ja(
        "1.経緯\n3日に判明しました。\n2.対象\n(1)原因\n設定の誤りです。\n(2)件数\n12件です。\n3.対応\n",
        &[
            "Heading1 n1 経緯",
            "Paragraph0 3日に判明しました。",
            "Heading1 n2 対象",
            "Heading2 n1 原因",
            "Paragraph0 設定の誤りです。",
            "Heading2 n2 件数",
            "Paragraph0 12件です。",
            "Item0 n3 対応",
        ],
    );
    ja(
        "第1 概要\n■経過\n調べました。\n第2 今後\n直します。",
        &["Heading1 n1 概要", "Heading2 経過", "Paragraph0 調べました。", "Heading1 n2 今後", "Paragraph0 直します。"],
    );
    en(
        "**Case 1**\n\n- Cause Defect\n\n**Case 2**\n\n- Cause Mistake\n",
        &["Heading1 n1 Case 1", "Item0 [Cause] Defect", "Heading1 n2 Case 2", "Item0 [Cause] Mistake"],
    );
    en(
        "# Notice\n\n## 1. Facts\n\nIt broke.\n\n## 2. Steps\n\nWe fixed it.",
        &["Heading1 Notice", "Heading2 n1 Facts", "Paragraph0 It broke.", "Heading2 n2 Steps", "Paragraph0 We fixed it."],
    );
}

#[test]
fn numbers_that_only_count_are_items() {
    ja(
        "1 対策\n(1) 廃止\n(2) 監視\n2 影響\nありません。",
        &["Heading1 n1 対策", "Item0 n1 廃止", "Item0 n2 監視", "Heading1 n2 影響", "Paragraph0 ありません。"],
    );
    ja("(1)会員 1,200件:氏名、住所\n(2)店舗 3件:店名\n", &["Item0 n1 [会員 1,200件] 氏名、住所", "Item0 n2 [店舗 3件] 店名"]);
    // A number set as an item beside a headline is not governed by it.
    ja(
        "(1)概要\n紛失しました。\n(2)対応を検討中です。\n",
        &["Heading1 n1 概要", "Paragraph0 紛失しました。", "Item0 n2 対応を検討中です。"],
    );
}

#[test]
fn headlines_of_other_looks() {
    ja("【2021年7月16日追記】\n復旧しました。", &["Heading1 2021年7月16日追記", "Paragraph0 復旧しました。"]);
    ja("復旧しました。\n【対応】調べました。\n", &["Paragraph0 復旧しました。", "Field0 [対応] 調べました。"]);
    ja("<漏えい情報>\n氏名です。", &["Heading1 漏えい情報", "Paragraph0 氏名です。"]);
    ja("お願い\n\nパスワードを変更してください。\n", &["Heading1 お願い", "Paragraph0 パスワードを変更してください。"]);
    ja("対象:\n・氏名\n・住所\n", &["Heading1 [対象] 対象", "Item0 氏名", "Item0 住所"]);
    en(
        "WHAT HAPPENED\n\nIt broke.\n\nHow to reach us\n\nCall the desk.",
        &["Heading1 WHAT HAPPENED", "Paragraph0 It broke.", "Heading2 How to reach us", "Paragraph0 Call the desk."],
    );
    en(
        "It broke.\n\n> Number of users\n\nThere were six.",
        &["Paragraph0 It broke.", "Heading1 Number of users", "Paragraph0 There were six."],
    );
}

#[test]
fn letterheads_are_lines_of_their_own() {
    ja(
        "各位\n                                        2023年10月6日\n                                     もみじ堂株式会社\n                          代表取締役社長 森\n\nお知らせいたします。\n",
        &[
            "Blank0",
            "Paragraph0 2023年10月6日",
            "Paragraph0 もみじ堂株式会社",
            "Paragraph0 代表取締役社長 森",
            "Paragraph0 お知らせいたします。",
        ],
    );
    ja(
        "2025年3月6日\n各 位\n            会 社 名 椿屋株式会社\n            代表者名 代表取締役 森\n\n   情報の紛失に関するお知らせ\n\n このたび紛失しました。お詫びします。\n\n            記\n1.経緯\n紛失です。\n以 上\n",
        &[
            "Paragraph0 2025年3月6日",
            "Blank0",
            "Field0 [会 社 名] 椿屋株式会社",
            "Field0 [代表者名] 代表取締役 森",
            "Heading1 情報の紛失に関するお知らせ",
            "Paragraph0 このたび紛失しました。お詫びします。",
            "Blank0",
            "Heading2 n1 経緯",
            "Paragraph0 紛失です。",
            "Blank0",
        ],
    );
}

#[test]
fn labels_and_what_is_none() {
    ja("発覚日:2020年3月10日\n原因  設定の誤り\n", &["Field0 [発覚日] 2020年3月10日", "Field0 [原因] 設定の誤り"]);
    ja("18:55に停止しました。", &["Paragraph0 18:55に停止しました。"]);
    ja("https://example.jp/a", &["Paragraph0 https://example.jp/a"]);
    ja("(本社:東京)の窓口です。", &["Paragraph0 (本社:東京)の窓口です。"]);
    en("Date: March 10\nTime: 18:55\n", &["Field0 [Date] March 10", "Field0 [Time] 18:55"]);
    en(
        "- Date acknowledged by us Tuesday, March 10, 2020\n- **Cause**: Mistake\n- Cause of the fault\n",
        &["Item0 [Date acknowledged by us] Tuesday, March 10, 2020", "Item0 [Cause] Mistake", "Item0 Cause of the fault"],
    );
    en("Cause Mistake\nOverview Six users saw others' data\n", &["Field0 [Cause] Mistake", "Field0 [Overview] Six users saw others' data"]);
    en("Cause Marketing won a prize.", &["Paragraph0 Cause Marketing won a prize."]);
    en("Breach began ........ 05/03/2024\nWe saw ... nothing\n", &["Field0 [Breach began] 05/03/2024", "Paragraph0 We saw ... nothing"]);
    en("- Telephone statements in wrong envelopes\n", &["Item0 Telephone statements in wrong envelopes"]);
}

#[test]
fn items_nest_by_indent_and_mark() {
    ja("・対象\n  ・氏名\n  ・住所\n・件数", &["Item0 対象", "Item1 氏名", "Item1 住所", "Item0 件数"]);
    en("* A thing\n* Another\n    - Inner\n", &["Item0 A thing", "Item0 Another", "Item1 Inner"]);
    en(
        "1. It broke on Monday.\n- at night.\n2. It was mended.",
        &["Item0 n1 It broke on Monday.", "Item1 at night.", "Item0 n2 It was mended."],
    );
}

#[test]
fn tables() {
    let text = "|日付|件数|備考|\n|---|---|---|\n|3月|12|再掲|\n";
    ja(text, &["Row0 [日付] 日付|件数|備考", "Blank0", "Row0 [3月] 3月|12|再掲"]);
    let lexicon = lexicon(Language::Ja);
    let table = segment(text, lexicon);
    assert_eq!(table.blocks.iter().map(|block| block.header).collect::<Vec<_>>(), [None, None, Some(0)]);
    assert_eq!(table.blocks[2].cells.iter().map(|cell| &text[cell.range()]).collect::<Vec<_>>(), ["3月", "12", "再掲"]);
    ja("会社\t椿屋\n件数\t12\n", &["Row0 [会社] 椿屋", "Row0 [件数] 12"]);
    ja("| 会社 | 椿屋 |\n| 件数 | 12 |\n", &["Row0 [会社] 椿屋", "Row0 [件数] 12"]);
    ja("会社 | 椿屋\n件数 | 12\n", &["Row0 [会社] 椿屋", "Row0 [件数] 12"]);
    ja(
        "店舗    件数    状況\n北店    12      回収\n南店    3       調査\n",
        &["Row0 [店舗] 店舗    件数    状況", "Row0 [北店] 北店    12      回収", "Row0 [南店] 南店    3       調査"],
    );
}

#[test]
fn the_stop_of_a_firm_ends_no_sentence() {
    en(
        "1. Birch Foods Co., Ltd.\nA list was lost.\n\n2. Town of Alder\nA folder stood open.\n",
        &[
            "Heading1 n1 Birch Foods Co., Ltd.",
            "Paragraph0 A list was lost.",
            "Heading1 n2 Town of Alder",
            "Paragraph0 A folder stood open.",
        ],
    );
}

#[test]
fn tables_set_with_spaces_need_not_be_set_under_each_other() {
    ja(
        "店舗   対象者   うち口座\n北大路店   1,204人 31人\n南店     97人  -\n-----\n合 計   1,301人 31人\nお知らせします。\n",
        &[
            "Row0 [店舗] 店舗   対象者   うち口座",
            "Row0 [北大路店] 北大路店   1,204人 31人",
            "Row0 [南店] 南店     97人  -",
            "Blank0",
            "Row0 [合 計] 合 計   1,301人 31人",
            "Paragraph0 お知らせします。",
        ],
    );
}

#[test]
fn notes_and_what_says_nothing() {
    ja(
        "※1 再掲です。\n(注)重複を除く。\n注1:概数です。\n- 1 -\n-----\n2/3\n1ページ\n",
        &["Note0 ※1 再掲です。", "Note0 (注)重複を除く。", "Note0 注1:概数です。", "Blank0", "Blank0", "Blank0", "Blank0"],
    );
    en("(Note) See below.\n*1 Estimate.\nPage 1 of 2\n====\n", &["Note0 (Note) See below.", "Note0 *1 Estimate.", "Blank0", "Blank0"]);
    ja("\n\n本文です。", &["Blank0", "Paragraph0 本文です。"]);
    ja("", &[]);
}

#[test]
fn wrapped_lines_are_rejoined_and_lead_back() {
    let text = " 当社の委託先が運用する配送管理の仕組みにおいて、設定の誤\nりにより、一部のお客様の氏名と住所が外部から閲覧できる状\n態となっていたことが、利用者からのご指摘により判明いたし\nました。お詫びいたします。\n次の段落です。\n";
    let lexicon = lexicon(Language::Ja);
    check(text, lexicon);
    let joined = segment(text, lexicon);
    assert!(joined.text.contains("設定の誤りにより") && joined.text.contains("閲覧できる状態") && joined.text.contains("いたしました"));
    let at = joined.text.find("状態").unwrap();
    let source = joined.map.source(Span::new(at, at + "状態".len()));
    assert_eq!(&text[source.range()], "状\n態");
    let english = "The contractor had published the records of some of its\nusers by mistake. We took them\ndown.\n";
    assert_eq!(
        seen(english, Language::En),
        ["Paragraph0 The contractor had published the records of some of its users by mistake. We took them down."]
    );
}

#[test]
fn short_lines_are_not_rejoined() {
    let text = "不正アクセスの発生および個人情報漏えいの可能性に関するお知らせ\n2025年6月12日\n椿屋株式会社\n";
    let lexicon = lexicon(Language::Ja);
    assert!(segment(text, lexicon).map.is_identity());
}

/// One notice of two cases, with room for other figures.
fn cases(first: &str, second: &str) -> String {
    format!(
        "1.会員向けの配送管理サービスにおける住所の表示\n発覚日:{first}\n原因:ソフトウェア不良\n漏えい件数:12件\n2.法人向けの電子メールサービスにおける宛先の表示\n発覚日:{second}\n原因:ソフトウェア不良\n漏えい件数:30件\n"
    )
}

#[test]
fn what_stands_twice_is_left_out_once() {
    let intro = "同社によると、二件の漏えいが続けて判明したという。原因はいずれも設定の誤りであり、利用者への連絡を終えたとしている。\n";
    let list = cases("2020年3月10日", "2020年9月16日");
    let again = list.replace(':', " : ").replace("1.", "■1 ").replace('、', ",");
    let text = format!("{intro}{list}追加の説明はない。\n{intro}{again}終わり。\n");
    let lexicon = lexicon(Language::Ja);
    check(&text, lexicon);
    let segmented = segment(&text, lexicon);
    assert_eq!(segmented.repeats.len(), 1);
    let (left_out, kept) = segmented.repeats[0];
    assert!(segmented.text[left_out.range()].starts_with("同社によると") && segmented.text[left_out.range()].ends_with("30件"));
    assert!(segmented.text[kept.range()].starts_with("同社によると") && segmented.text[kept.range()].ends_with("30件"));
    let last = segmented.blocks.last().unwrap();
    assert_eq!((last.kind, &segmented.text[last.body.range()]), (Kind::Paragraph, "終わり。"));
    assert_eq!(segmented.blocks.iter().filter(|block| block.kind == Kind::Repeat).count(), 9);
}

#[test]
fn what_is_only_alike_is_no_repeat() {
    let lexicon = lexicon(Language::Ja);
    let shared = "原因:ソフトウェア不良により別の利用者の情報を表示したもの\n対応:画面の提供を止めて修正し、すべての利用者へ連絡したうえで再開した\n漏えい情報:氏名、住所、電話番号、電子メールアドレス、契約の番号\n";
    let alike = format!("事案1 会員向け\n{shared}事案2 法人向け\n{shared}");
    let sentence = "同社によると、3月10日に12件の漏えいが判明し、原因は設定の誤りであり、利用者への連絡を終え、個人情報の取り扱いを見直したうえで、今月末までに再開の可否を判断するとしている。\n";
    let other_figure = format!("{sentence}\n続報です。\n\n{}", sentence.replace("12件", "13件"));
    for text in [cases("2020年3月10日", "2020年3月10日"), alike, other_figure] {
        assert_eq!(segment(&text, lexicon).repeats, [], "{text}");
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    let lexicon = lexicon(Language::Ja);
    for text in [
        "同じ行が何度も続きます。\n".repeat(20_000),
        "1. 見出し\n".repeat(20_000),
        "「(".repeat(100_000),
        "・ ".repeat(100_000),
        "|".repeat(200_000),
        "あ:".repeat(100_000),
        "北  店\n南店  b\n".repeat(20_000),
        "原因  誤り\n".repeat(20_000),
        "a\tb\nc\td\te\n".repeat(20_000),
    ] {
        check(&text, lexicon);
    }
}
