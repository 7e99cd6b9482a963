//! What holds for every text: spans in order, apart and on characters; and what is printed reads back equal.

use proptest::prelude::*;

use super::*;
use crate::Language;
use crate::digits::grouped;
use crate::lexicon::Lexicon;

/// Pieces that the productions look at, to be strung together in any order.
const PIECES: &[&str] = &[
    "2020",
    "年",
    "3",
    "月",
    "10",
    "日",
    "(火)",
    "から",
    "~",
    "-",
    "まで",
    "以降",
    "午後",
    "6時",
    "18:55",
    "頃",
    "同日",
    "翌",
    "昨年",
    "末",
    "令和",
    "元",
    "R3.9.30",
    "約",
    "最大",
    "1,613",
    "件",
    "人",
    "万",
    "億",
    "千",
    "二",
    "〇",
    ".",
    ",",
    "/",
    ":",
    "(",
    ")",
    " ",
    "第",
    "条",
    "項",
    "法律",
    "号",
    "に関する",
    "円",
    "$",
    "http://a.jp/",
    "@",
    "a",
    "CVE-2025-42599",
    "03-1234-5678",
    "+",
    "March",
    "May",
    "of",
    "on",
    "the",
    "23rd",
    "between",
    "and",
    "from",
    "to",
    "last",
    "year",
    "two",
    "days later",
    "million",
    "customer",
    "records",
    "Article",
    "Act",
    "é",
    "漢",
    "\n",
    "。",
    "noon",
    "p.m.",
    "early",
    "Friday",
    "〒",
    "#",
    "%",
    "hundred",
    "up to",
    "、",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|pieces| pieces.concat())
}

fn spans_hold(text: &str) -> Result<(), TestCaseError> {
    for language in [Language::Ja, Language::En] {
        let mut last = 0;
        for found in scan(text, Lexicon::of(language)) {
            let span = found.span;
            prop_assert!(span.start() >= last && span.end() <= text.len() && !span.is_empty(), "{span:?} after {last} in {text:?}");
            prop_assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
            last = span.end();
        }
    }
    Ok(())
}

/// The only date of a text.
fn only_date(language: Language, text: &str) -> Option<Point> {
    match scan(text, Lexicon::of(language)).as_slice() {
        [Located { value: Value::Date(DateExpr { start: Some(point), end: None, period: false }), .. }] => Some(*point),
        _ => None,
    }
}

/// The only number of a text, counted in people.
fn only_count(language: Language, text: &str) -> Option<u64> {
    match scan(text, Lexicon::of(language)).as_slice() {
        [Located { value: Value::Count(count), .. }] => Some(count.value),
        _ => None,
    }
}

/// 1億2,345万6,789, with the lower sections left out where they are nothing.
fn by_myriads(number: u64, section: impl Fn(u64) -> String) -> String {
    let sections = [(number / 100_000_000, "億"), (number / 10_000 % 10_000, "万"), (number % 10_000, "")];
    let written: String =
        sections.iter().filter(|(value, _)| *value > 0).map(|(value, mark)| format!("{}{mark}", section(*value))).collect();
    written
}

/// 三千二十一, for 1 to 9999.
fn in_kanji(number: u64) -> String {
    let numeral = |value: u64| ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"][value as usize];
    let place = |value: u64, mark: &str| match value {
        0 => String::new(),
        1 => mark.to_string(),
        _ => format!("{}{mark}", numeral(value)),
    };
    format!("{}{}{}{}", place(number / 1000, "千"), place(number / 100 % 10, "百"), place(number / 10 % 10, "十"), numeral(number % 10))
}

proptest! {
    #[test]
    fn spans_are_in_order_and_apart(text in pieces()) {
        spans_hold(&text)?;
    }

    #[test]
    fn spans_hold_for_any_text(text in "\\PC{0,40}") {
        spans_hold(&text)?;
    }

    #[test]
    fn a_number_reads_back_in_every_notation(number in 1u64..1_000_000_000_000) {
        for written in [number.to_string(), grouped(number), by_myriads(number, |section| section.to_string()), by_myriads(number, grouped), by_myriads(number, in_kanji)] {
            let text = format!("計{written}名");
            prop_assert_eq!(only_count(Language::Ja, &text), Some(number), "{}", text);
        }
        prop_assert_eq!(only_count(Language::En, &format!("total {} people", grouped(number))), Some(number));
    }

    #[test]
    fn a_date_reads_back_in_every_form(year in 1950i32..2100, month in 1u8..=12, day in 1u8..=31) {
        let wanted = Some(Point { year: Some(year), month: Some(month), day: Some(day), ..Point::default() });
        for text in [format!("{year}年{month}月{day}日"), format!("{year}/{month}/{day}"), format!("{year}.{month}.{day}"), format!("{year}-{month:02}-{day:02}")] {
            prop_assert_eq!(only_date(Language::Ja, &text), wanted, "{}", text);
        }
        let name = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"][usize::from(month) - 1];
        for text in [format!("{name} {day}, {year}"), format!("{day} {name} {year}"), format!("{year}-{month:02}-{day:02}"), format!("{day}.{month}.{year}")] {
            prop_assert_eq!(only_date(Language::En, &text), wanted, "{}", text);
        }
        let text = format!("{month}/{day}/{year}");
        let order = if day > 12 { Order::MonthFirst } else { Order::Either };
        prop_assert_eq!(only_date(Language::En, &text), wanted.map(|wanted| Point { order: Some(order), ..wanted }), "{}", text);
        if year >= 2019 {
            let text = format!("令和{}年{month}月{day}日", if year == 2019 { "元".to_string() } else { (year - 2018).to_string() });
            prop_assert_eq!(only_date(Language::Ja, &text), wanted, "{}", text);
        }
    }
}
