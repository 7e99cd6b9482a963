//! The English words of a card.

use taiyaku::{
    Bound, Certainty, Count, CountRole, DataItem, DataStatus, Date, Exclusion, Genre, Law, Money, Response, Stage, Unit, Value, Verdict,
    grouped,
};

/// A word of the vocabularies as people write it: `email_address` is `email address`.
pub(super) fn plain(word: &str) -> String {
    let word = word.replace('_', " ");
    let word = word.strip_suffix(" id").map_or(word.clone(), |head| format!("{head} ID"));
    word.strip_prefix("ip ").map_or(word.clone(), |tail| format!("IP {tail}"))
}

/// Verdicts in the order in which they are worth reading.
pub(super) fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Differ => 0,
        Verdict::Compatible => 1,
        Verdict::LeftOnly => 2,
        Verdict::RightOnly => 3,
        Verdict::Agree => 4,
    }
}

/// A value of any sort, in one line.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Date(date) => format!("{} {}", day(date), event(date)),
        Value::Count(one) => listed([count(one), count_remark(one)]),
        Value::Data(item) => format!("{}, {}", plain(item.category.as_str()), data_status(item)),
        Value::Money(amount) => money(amount),
        Value::Response(one) => response(one),
        Value::Law(one) => law(one),
        Value::Contact(one) => one.value.clone(),
        Value::Organization(one) => format!("{}, {}", one.name, plain(one.role.as_str())),
        Value::Vulnerability(one) => one.id.clone(),
        Value::Cause(one) => plain(one.category.as_str()),
        Value::Word(one) => plain(&one.value),
        Value::Text(one) => one.text.clone(),
    }
}

/// What is not empty, with commas between.
pub(super) fn listed(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// What became of a kind of data.
pub(super) fn data_status(item: &DataItem) -> String {
    match (item.status, item.exclusion) {
        (DataStatus::Leaked, _) => "leaked".to_string(),
        (DataStatus::Possible, _) => "possibly leaked".to_string(),
        (DataStatus::Excluded, None) => "not involved".to_string(),
        (DataStatus::Excluded, Some(why)) => format!("not involved ({})", exclusion(why)),
    }
}

/// `police notified (2023-08-23)`.
pub(super) fn response(response: &Response) -> String {
    let action = plain(response.action.as_str());
    response.date.as_ref().map_or(action.clone(), |date| format!("{action} ({})", day(date)))
}

/// `≤ 3,412 cards (possible)`.
pub(super) fn count(count: &Count) -> String {
    let certainty = match count.certainty {
        Certainty::Confirmed => "",
        Certainty::Possible => " (possible)",
    };
    format!("{}{} {}{certainty}", bound(count.bound), grouped(count.value), unit(count.unit, count.value))
}

/// What is counted, and what it has to do with the matter.
pub(super) fn count_remark(count: &Count) -> String {
    let role = match count.role {
        CountRole::Affected => None,
        CountRole::Part => Some("part of a total".to_string()),
        CountRole::Misused => Some("misused".to_string()),
        CountRole::Context => Some("context".to_string()),
    };
    let cumulative = count.cumulative.then(|| "cumulative".to_string());
    listed([count.of.clone(), role, cumulative].into_iter().flatten())
}

/// `≈ 1,200,000 JPY`.
pub(super) fn money(money: &Money) -> String {
    format!("{}{} {}", bound(money.bound), grouped(money.amount), money.currency)
}

/// `2020-03-10 18:55`.
pub(super) fn day(date: &Date) -> String {
    match &date.time {
        Some(time) => format!("{} {time}", date.date),
        None => date.date.clone(),
    }
}

/// What happened, and how sure the day is.
pub(super) fn event(date: &Date) -> String {
    let mut words = plain(date.event.as_str());
    if date.planned {
        words.push_str(", planned");
    }
    if !date.inferred.is_empty() {
        let parts: Vec<&str> = date.inferred.iter().map(|part| part.as_str()).collect();
        words.push_str(&format!(" ({} inferred)", parts.join(" and ")));
    }
    words
}

/// `電気通信事業法 (昭和59年法律第86号), article 4, paragraph 1`.
pub(super) fn law(law: &Law) -> String {
    let name = law.number.as_ref().map_or(law.name.clone(), |number| format!("{} ({number})", law.name));
    listed([name, law_article(law)])
}

/// `article 4, paragraph 1`.
pub(super) fn law_article(law: &Law) -> String {
    let part = |word: &str, number: Option<u32>| number.map(|number| format!("{word} {number}")).unwrap_or_default();
    listed([part("article", law.article), part("paragraph", law.paragraph)])
}

/// The sort of text.
pub(super) fn genre(genre: Genre) -> String {
    plain(genre.as_str())
}

/// The place in a series; nothing where there is none.
pub(super) fn stage(stage: Stage) -> Option<&'static str> {
    match stage {
        Stage::Single => None,
        Stage::Initial => Some("first report"),
        Stage::Update => Some("update"),
        Stage::Final => Some("final report"),
    }
}

/// Why something was not involved.
pub(super) fn exclusion(exclusion: Exclusion) -> &'static str {
    match exclusion {
        Exclusion::NotIncluded => "not included",
        Exclusion::NotHeld => "not held",
        Exclusion::NotConfirmed => "no leak confirmed",
    }
}

fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "",
        Bound::AtMost => "≤ ",
        Bound::AtLeast => "≥ ",
        Bound::About => "≈ ",
    }
}

fn unit(unit: Unit, value: u64) -> String {
    match (unit, value) {
        (_, 1) => unit.as_str().to_string(),
        (Unit::Person, _) => "people".to_string(),
        (Unit::Company, _) => "companies".to_string(),
        _ => format!("{}s", unit.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use taiyaku::Span;

    use super::*;

    #[test]
    fn vocabulary_becomes_words() {
        for (word, expected) in
            [("email_address", "email address"), ("account_id", "account ID"), ("ip_address", "IP address"), ("name", "name")]
        {
            assert_eq!(plain(word), expected);
        }
    }

    #[test]
    fn a_count_says_bound_unit_and_certainty() {
        let base = Count {
            value: 3412,
            unit: Unit::Card,
            bound: Bound::AtMost,
            certainty: Certainty::Possible,
            role: CountRole::Affected,
            of: None,
            cumulative: false,
            text: String::new(),
            span: Span::new(0, 0),
        };
        assert_eq!(count(&base), "≤ 3,412 cards (possible)");
        let one = Count { value: 1, unit: Unit::Company, bound: Bound::Exact, certainty: Certainty::Confirmed, ..base.clone() };
        assert_eq!(count(&one), "1 company");
        let people = Count { value: 2, unit: Unit::Person, bound: Bound::AtLeast, ..base };
        assert_eq!(count(&people), "≥ 2 people (possible)");
    }
}
