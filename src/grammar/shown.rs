//! Values in one line, for the tables of the tests.

use super::*;
use crate::Language;

/// What `text` holds, one value after another, as in `date 2020-03-10 (Tue) 18:55 | count 16 line`.
pub(super) fn shown(language: Language, text: &str) -> String {
    let parts: Vec<String> =
        scan(text, Lexicon::of(language)).iter().map(|found| show(&found.value, text)).filter(|part| part != "other").collect();
    parts.join(" | ")
}

/// Compares what each text holds with what it should, and tells all rows that fail.
pub(super) fn check(language: Language, rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter(|(text, wanted)| shown(language, text) != *wanted)
        .map(|(text, wanted)| format!("{text}\n    wanted {wanted}\n    read   {}", shown(language, text)))
        .collect();
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

fn show(value: &Value, text: &str) -> String {
    match value {
        Value::Date(expr) => format!("date {}", expr_shown(expr)),
        Value::Count(count) => {
            let unit = count.unit.map_or("none", |unit| unit.as_str());
            format!("count {}{} {unit}{}", bound(count.bound), count.value, if count.bare { "?" } else { "" })
        }
        Value::Number(number) => format!("number {number}"),
        Value::Money(money) => format!("money {}{} {}", bound(money.bound), money.amount, money.currency),
        Value::Law(law) => {
            let field = |mark: &str, number: Option<u32>| number.map_or(String::new(), |number| format!(" {mark}{number}"));
            let number = law.number.map_or(String::new(), |span| format!(" [{}]", &text[span.range()]));
            format!("law {}{number}{}{}", &text[law.name.range()], field("art", law.article), field("par", law.paragraph))
        }
        Value::Contact(kind, value) => format!("{kind} {value}"),
        Value::Vulnerability(id) => id.clone(),
        Value::Other => "other".to_string(),
    }
}

fn bound(bound: crate::Bound) -> &'static str {
    match bound {
        crate::Bound::Exact => "",
        crate::Bound::AtMost => "<=",
        crate::Bound::AtLeast => ">=",
        crate::Bound::About => "~",
    }
}

fn expr_shown(expr: &DateExpr) -> String {
    let end = |point: Option<Point>| point.map_or("..".to_string(), |point| point_shown(&point));
    if expr.period { format!("{}/{}", end(expr.start), end(expr.end)) } else { end(expr.start) }
}

fn point_shown(point: &Point) -> String {
    let shift = point.shift.map(|shift| {
        let base = if shift.base == Base::Told { "told" } else { "published" };
        format!("{base}{:+}{}", shift.by, format!("{:?}", shift.field).to_lowercase())
    });
    let field = |number: Option<String>, none: &str| number.unwrap_or_else(|| none.to_string());
    let day = match (point.year, point.month, point.day) {
        (None, None, None) => None,
        (year, None, None) => Some(field(year.map(|year| year.to_string()), "?")),
        (year, month, None) => {
            Some(format!("{}-{}", field(year.map(|y| y.to_string()), "?"), field(month.map(|m| format!("{m:02}")), "?")))
        }
        (year, month, Some(day)) => {
            Some(format!("{}-{}-{day:02}", field(year.map(|y| y.to_string()), "?"), field(month.map(|m| format!("{m:02}")), "?")))
        }
    };
    let weekday = point.weekday.map(|weekday| format!("({weekday})"));
    let time = point.time.map(|time| format!("{:02}:{:02}", time.hour, time.minute));
    let parts: Vec<String> = [shift, day, weekday, time].into_iter().flatten().collect();
    format!("{}{}", parts.join(" "), if point.approximate { "~" } else { "" })
}
