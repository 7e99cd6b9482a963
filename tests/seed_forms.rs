//! The labelled notices in other forms: other bullets, widths, orders, headings, dates and numbers say what they say, and nothing else.
//!
//! Each variant is made from the fixture by rewriting it; where the rewriting changes a fact, the expected facts are rewritten with it.

use taiyaku::{Incident, parse};

const JA: &str = include_str!("../fixtures/ja/labelled-cases.txt");
const EN: &str = include_str!("../fixtures/en/labelled-cases.txt");

/// What both fixtures say of their three cases: the number, the days, the figures, the causes, the kinds of data.
const FACTS: [&str; 3] = [
    "1 | discovered 2021-07-03, occurred 2021-07-01/2021-07-03 | 48 contract | software_defect | billing, contract_info, name",
    "2 | discovered 2021-11-22 | 12 contract, 340 email | misconfiguration | email_address",
    "3 | discovered 2022-02-09 | 1052 call, 7 line | human_error, third_party | communication_record, phone_number",
];

/// Variants that are still read wrongly, and why. One that is read well again must leave this list.
const KNOWN_TO_FAIL: &[(&str, &str)] = &[];

/// A text and the facts that it states.
struct Variant {
    name: String,
    text: String,
    facts: Vec<String>,
}

/// The fixture after `rewriting`, which changes none of its facts.
fn same(name: &str, text: String) -> Variant {
    Variant { name: name.to_string(), text, facts: FACTS.map(str::to_string).to_vec() }
}

/// The fixture with other words, and what becomes of its facts: `(words, other words, fact, other fact)`.
fn changed(name: &str, text: &str, changes: &[(&str, &str, &str, &str)]) -> Variant {
    let mut variant = same(name, text.to_string());
    for (words, other_words, fact, other_fact) in changes {
        assert!(variant.text.contains(words), "{name}: the fixture has no {words}");
        assert!(variant.facts.iter().any(|line| line.contains(fact)), "{name}: the facts have no {fact}");
        variant.text = variant.text.replace(words, other_words);
        // Facts may share a day: the change is of one of them, told by its event or unit.
        variant.facts = variant.facts.iter().map(|line| line.replace(fact, other_fact)).collect();
    }
    variant
}

/// The facts of an incident on one line, each kind in alphabetical order.
fn facts(incident: &Incident) -> String {
    let sorted = |mut values: Vec<String>| {
        values.sort();
        values.dedup();
        values.join(", ")
    };
    let days = incident.dates.iter().map(|day| format!("{} {}", day.event, day.date)).collect();
    let counts = incident.counts.iter().map(|count| format!("{} {}", count.value, count.unit)).collect();
    let causes = incident.causes.iter().map(|cause| cause.category.to_string()).collect();
    let data = incident.data.iter().map(|item| item.category.to_string()).collect();
    format!("{} | {} | {} | {} | {}", incident.id, sorted(days), sorted(counts), sorted(causes), sorted(data))
}

/// Compares every variant and tells of all that differ at once.
fn assert_variants(variants: &[Variant]) {
    let mut differences = Vec::new();
    for Variant { name, text, facts: expected } in variants {
        let read = parse(text).notice.incidents.iter().map(facts).collect::<Vec<_>>();
        match (read == *expected, KNOWN_TO_FAIL.iter().find(|(known, _)| known == name)) {
            (false, None) => differences.push(format!("{name}\n  says {}\n  read {}", expected.join("\n       "), read.join("\n       "))),
            (true, Some(_)) => differences.push(format!("{name}: read well now; take it off the list")),
            _ => {}
        }
    }
    assert!(differences.is_empty(), "{} of {} variants\n{}", differences.len(), variants.len(), differences.join("\n"));
}

/// ASCII digits, colons and commas within numbers as full-width characters.
fn wide(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' | ':' => char::from_u32(c as u32 - 0x20 + 0xff00).unwrap_or(c),
            other => other,
        })
        .collect()
}

/// The lines of the text, each rewritten.
fn each_line(text: &str, rewrite: impl Fn(&str) -> String) -> String {
    text.lines().map(rewrite).collect::<Vec<_>>().join("\n")
}

/// Other marks for the lines of a case.
fn bullets(text: &str, mark: &str, other: &str) -> String {
    each_line(text, |line| line.strip_prefix(mark).map_or_else(|| line.to_string(), |rest| format!("{other}{rest}")))
}

/// Something else between the labels and the values of a case.
fn separators(text: &str, mark: &str, separator: &str, other: &str) -> String {
    each_line(text, |line| if line.starts_with(mark) { line.replacen(separator, other, 1) } else { line.to_string() })
}

/// The lines of every case in the opposite order.
fn lines_reversed(text: &str, mark: &str) -> String {
    let mut lines = text.lines().collect::<Vec<_>>();
    for case in lines.chunk_by_mut(|one, next| one.starts_with(mark) == next.starts_with(mark)) {
        if case.first().is_some_and(|line| line.starts_with(mark)) {
            case.reverse();
        }
    }
    lines.join("\n")
}

/// The cases in the order 3, 1, 2, with their headings.
fn cases_moved(text: &str, heading: &str, after: &str) -> String {
    let starts = text.match_indices(heading).map(|(at, _)| at).collect::<Vec<_>>();
    let end = text.find(after).expect("the cases end");
    let [first, second, third] = starts[..] else { panic!("three cases, and not {}", starts.len()) };
    [&text[..first], &text[third..end], &text[first..second], &text[second..third], &text[end..]].concat()
}

#[test]
fn japanese_in_other_layouts() {
    let mut variants = vec![same("ja: as it stands", JA.to_string())];
    for mark in ["-", "- ", "* ", "●", "○", "◆", "•", "＊", "　・", "■"] {
        variants.push(same(&format!("ja: bullet {mark:?}"), bullets(JA, "・", mark)));
    }
    for (name, separator) in [
        ("narrow colon", ":"),
        ("colon and space", ": "),
        ("tab", "\t"),
        ("wide space", "　"),
        ("spaces", "    "),
        ("space", " "),
        ("nothing", ""),
    ] {
        variants.push(same(&format!("ja: {name} after labels"), separators(JA, "・", "：", separator)));
    }
    variants.push(same("ja: no bullets", bullets(JA, "・", "")));
    variants.push(same("ja: full-width digits", wide(JA)));
    variants.push(same("ja: half-width kana", JA.replace("ソフトウェア", "ｿﾌﾄｳｪｱ").replace("メールアドレス", "ﾒｰﾙｱﾄﾞﾚｽ")));
    variants.push(same("ja: CRLF", JA.replace('\n', "\r\n")));
    variants.push(same("ja: blank lines between", JA.replace('\n', "\n\n")));
    variants.push(same("ja: none between", JA.replace("\n\n", "\n")));
    variants.push(same("ja: lines reversed", lines_reversed(JA, "・")));
    let headings: [(&str, [&str; 3]); 8] = [
        ("■事案", ["■事案1", "■事案2", "■事案3"]),
        ("事案 wide", ["【事案１】", "【事案２】", "【事案３】"]),
        ("＜事案＞", ["＜事案1＞", "＜事案2＞", "＜事案3＞"]),
        ("(1)", ["(1)", "(2)", "(3)"]),
        ("（１）", ["（１）", "（２）", "（３）"]),
        ("①", ["①", "②", "③"]),
        ("1.", ["1.", "2.", "3."]),
        ("## 事案", ["## 事案1", "## 事案2", "## 事案3"]),
    ];
    for (name, [one, two, three]) in headings {
        let text = JA.replace("【事案1】", one).replace("【事案2】", two).replace("【事案3】", three);
        variants.push(same(&format!("ja: heading {name}"), text));
    }
    let mut moved = same("ja: cases moved", cases_moved(JA, "【事案", "いずれの事案も"));
    moved.facts.rotate_right(1);
    variants.push(moved);
    assert_variants(&variants);
}

#[test]
fn japanese_with_other_facts() {
    let day = |form: &'static str| ("2021年11月22日", form, "2021-11-22", "2023-05-04");
    assert_variants(&[
        changed("ja: day of another year", JA, &[day("2023年5月4日")]),
        changed("ja: day with era", JA, &[day("令和5年5月4日")]),
        changed("ja: day with era and weekday", JA, &[day("令和５年５月４日（木）")]),
        changed("ja: first year of an era", JA, &[("2021年11月22日", "令和元年11月22日", "2021-11-22", "2019-11-22")]),
        changed("ja: era by its letter", JA, &[day("R5.5.4")]),
        changed("ja: day with slashes", JA, &[day("2023/5/4")]),
        changed("ja: day with dots", JA, &[day("2023.05.04")]),
        changed("ja: day in ISO form", JA, &[day("2023-05-04")]),
        changed("ja: day in kanji", JA, &[day("二〇二三年五月四日")]),
        changed("ja: spaced day", JA, &[day("2023 年 5 月 4 日")]),
        changed(
            "ja: period from … to",
            JA,
            &[("2021年7月1日～7月3日", "2020年12月30日から2021年1月2日まで", "2021-07-01/2021-07-03", "2020-12-30/2021-01-02")],
        ),
        changed(
            "ja: period in an era",
            JA,
            &[("2021年7月1日～7月3日", "令和3年7月1日～同月3日", "2021-07-01/2021-07-03", "2021-07-01/2021-07-03")],
        ),
        changed(
            "ja: period with slashes",
            JA,
            &[("2021年7月1日～7月3日", "2021/06/28-2021/07/02", "2021-07-01/2021-07-03", "2021-06-28/2021-07-02")],
        ),
        changed(
            "ja: larger numbers",
            JA,
            &[("48件", "12,345件", "48 contract", "12345 contract"), ("7回線", "801回線", "7 line", "801 line")],
        ),
        changed("ja: numbers in 万", JA, &[("340通", "3万4千通", "340 email", "34000 email")]),
        changed("ja: wide number with comma", JA, &[("1,052通話", "６，０５２通話", "1052 call", "6052 call")]),
        changed("ja: number in kanji", JA, &[("12契約", "三百二十一契約", "12 contract", "321 contract")]),
        changed(
            "ja: counts joined by および",
            JA,
            &[("法人12契約、メール340通", "法人12契約およびメール340通", "12 contract", "12 contract")],
        ),
        changed("ja: other cause", JA, &[("設定の誤り", "不正アクセス", "misconfiguration", "unauthorized_access")]),
        changed(
            "ja: other data",
            JA,
            &[("漏えい情報：メールアドレス", "漏えい情報：住所、生年月日", "email_address", "address, date_of_birth")],
        ),
    ]);
}

#[test]
fn english_in_other_layouts() {
    let mut variants = vec![same("en: as it stands", EN.to_string())];
    for mark in ["* ", "• ", "+ ", "● ", "– ", "・", "  - "] {
        variants.push(same(&format!("en: bullet {mark:?}"), bullets(EN, "- ", mark)));
    }
    for (name, separator) in
        [("wide colon", "："), ("tab", "\t"), ("spaces", "    "), ("nothing", " "), ("dash", " - "), ("spaced colon", " : ")]
    {
        variants.push(same(&format!("en: {name} after labels"), separators(EN, "- ", ": ", separator)));
    }
    variants.push(same("en: no bullets", bullets(EN, "- ", "")));
    variants.push(same("en: full-width digits", wide(EN)));
    variants.push(same("en: CRLF", EN.replace('\n', "\r\n")));
    variants.push(same("en: none between", EN.replace("\n\n", "\n")));
    variants.push(same("en: lines reversed", lines_reversed(EN, "- ")));
    variants.push(same("en: bold labels", each_line(EN, bold_label)));
    let headings: [(&str, [&str; 3]); 6] = [
        ("## Case", ["## Case 1", "## Case 2", "## Case 3"]),
        ("Case", ["Case 1", "Case 2", "Case 3"]),
        ("Case:", ["Case 1:", "Case 2:", "Case 3:"]),
        ("CASE", ["CASE 1", "CASE 2", "CASE 3"]),
        ("(1)", ["(1)", "(2)", "(3)"]),
        ("1.", ["1.", "2.", "3."]),
    ];
    for (name, [one, two, three]) in headings {
        let text = EN.replace("**Case 1**", one).replace("**Case 2**", two).replace("**Case 3**", three);
        variants.push(same(&format!("en: heading {name}"), text));
    }
    let mut moved = same("en: cases moved", cases_moved(EN, "**Case", "In all three cases"));
    moved.facts.rotate_right(1);
    variants.push(moved);
    assert_variants(&variants);
}

/// `- **Label:** value`.
fn bold_label(line: &str) -> String {
    match line.strip_prefix("- ").and_then(|rest| rest.split_once(": ")) {
        Some((label, value)) => format!("- **{label}:** {value}"),
        None => line.to_string(),
    }
}

#[test]
fn english_with_other_facts() {
    let day = |form: &'static str| ("Monday, November 22, 2021", form, "2021-11-22", "2023-05-04");
    assert_variants(&[
        changed("en: day of another year", EN, &[day("Thursday, May 4, 2023")]),
        changed("en: day without weekday", EN, &[day("May 4, 2023")]),
        changed("en: British day", EN, &[day("4 May 2023")]),
        changed("en: ordinal day", EN, &[day("May 4th, 2023")]),
        changed("en: day in ISO form", EN, &[day("2023-05-04")]),
        changed("en: weekday behind", EN, &[day("May 4, 2023 (Thursday)")]),
        changed(
            "en: acknowledged by somebody",
            EN,
            &[(
                "Date acknowledged: Monday, November 22, 2021",
                "Date acknowledged by SKN: Thursday, May 4, 2023",
                "2021-11-22",
                "2023-05-04",
            )],
        ),
        changed(
            "en: period over a year",
            EN,
            &[("July 1 to July 3, 2021", "December 30, 2020 to January 2, 2021", "2021-07-01/2021-07-03", "2020-12-30/2021-01-02")],
        ),
        changed(
            "en: period with dash",
            EN,
            &[("July 1 to July 3, 2021", "June 1–3, 2021", "2021-07-01/2021-07-03", "2021-06-01/2021-06-03")],
        ),
        changed(
            "en: larger numbers",
            EN,
            &[("48 consumer", "12,345 consumer", "48 contract", "12345 contract"), ("7 lines", "801 lines", "7 line", "801 line")],
        ),
        changed("en: number in words", EN, &[("12 corporate", "twelve corporate", "12 contract", "12 contract")]),
        changed("en: number in millions", EN, &[("340 emails", "1.2 million emails", "340 email", "1200000 email")]),
        changed("en: counts joined by and", EN, &[("contracts, 340 emails", "contracts and 340 emails", "340 email", "340 email")]),
        changed("en: other cause", EN, &[("Incorrect settings", "Unauthorized access", "misconfiguration", "unauthorized_access")]),
        changed(
            "en: other data",
            EN,
            &[("leaked: Email addresses", "leaked: Addresses, dates of birth", "email_address", "address, date_of_birth")],
        ),
    ]);
}
