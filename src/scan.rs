//! Every value of the shared grammar in a text, whether or not it belongs to an incident.
//!
//! It makes the grammar usable on single sentences. It asks no value what it is for; [`parse`](crate::parse) does.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::assemble::when::Resolver;
use crate::decode::decode;
use crate::edtf::{Day, Edtf};
use crate::grammar::{self, LawExpr, Located, Value};
use crate::lexicon::Lexicon;
use crate::normalize::fold;
use crate::pipeline::{Origin, language_of};
use crate::segment::{Block, Kind, segment};
use crate::{Bound, ContactKind, Options, Span, Unit};

/// How [`scan`] reads an input.
#[derive(Clone, Debug, Default)]
pub struct ScanOptions {
    options: Options,
    reference: Option<NaiveDate>,
}

impl ScanOptions {
    /// Nothing said: language and encoding are seen from the input, and partial days stay partial.
    pub fn new() -> ScanOptions {
        ScanOptions::default()
    }

    /// What is known of the input: its language, encoding and media type.
    pub fn input(mut self, options: Options) -> ScanOptions {
        self.options = options;
        self
    }

    /// The day the text was written, which partial and relative days are resolved by.
    pub fn reference(mut self, day: NaiveDate) -> ScanOptions {
        self.reference = Some(day);
        self
    }
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// What it is.
    pub kind: FoundKind,
    /// The value itself, without a language.
    pub value: FoundValue,
    /// The clock time of a date, `HH:MM`; of a period, that of its start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// The words.
    pub text: String,
    /// Where they stand: bytes of the input.
    pub span: Span,
}

/// The kinds of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FoundKind {
    /// A day, month, year or period.
    Date,
    /// A figure with its unit.
    Count,
    /// A figure without a unit.
    Number,
    /// An amount of money.
    Money,
    /// An article of a law.
    Law,
    /// A telephone number, e-mail address or web address.
    Contact,
    /// The public number of a vulnerability.
    Vulnerability,
}

/// A value without a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum FoundValue {
    /// A number.
    Number(u64),
    /// A date in EDTF, unknown fields as `X` (`XXXX-03-10`); or the number of a vulnerability.
    Text(String),
    /// A count.
    Count {
        /// The number.
        value: u64,
        /// What is counted.
        unit: Unit,
        /// How it bounds the real number.
        bound: Bound,
    },
    /// An amount of money.
    Money {
        /// In the currency's major unit.
        amount: u64,
        /// ISO 4217.
        currency: String,
        /// How it bounds the real amount.
        bound: Bound,
    },
    /// An article of a law.
    Law {
        /// Its name as written; empty where an article stands alone, of a law named before.
        name: String,
        /// Its number as written.
        number: Option<String>,
        /// The article.
        article: Option<u32>,
        /// The paragraph.
        paragraph: Option<u32>,
    },
    /// A way to reach somebody.
    Contact {
        /// How.
        kind: ContactKind,
        /// The number or address, in narrow characters.
        value: String,
    },
}

/// Finds every date, count, number, amount, law, contact and vulnerability in `input`, in source order.
///
/// Like [`parse`](crate::parse) it never fails and takes time in proportion to the input.
///
/// ```
/// use taiyaku::{FoundValue, ScanOptions, scan};
/// let found = scan("発覚日：令和２年３月10日", &ScanOptions::new());
/// assert_eq!(found[0].value, FoundValue::Text("2020-03-10".to_string()));
/// assert_eq!(found[0].text, "令和２年３月10日");
/// ```
pub fn scan(input: impl AsRef<[u8]>, options: &ScanOptions) -> Vec<Found> {
    let decoded = decode(input.as_ref(), &options.options);
    let folded = fold(&decoded.text);
    let lexicon = Lexicon::of(options.options.language.unwrap_or_else(|| language_of(&folded.text)));
    let segmented = segment(&folded.text, lexicon);
    let origin = Origin::new(&decoded, [&segmented.map, &folded.map]);
    let mut resolver = Resolver::new(options.reference.map(Day::of));
    let mut found = Vec::new();
    for part in parts(&segmented.text, &segmented.blocks) {
        let text = segmented.text.get(part.range()).unwrap_or_default();
        for located in grammar::scan(text, lexicon) {
            let Some((kind, value, time)) = normalised(&located, text, &mut resolver) else { continue };
            let written = origin.text(located.span.shift(part.start()));
            found.push(Found { kind, value, time, text: written.text, span: written.span });
        }
    }
    found
}

/// The parts of a text that are read one by one: labels, cells and bodies, without markers.
fn parts(text: &str, blocks: &[Block]) -> Vec<Span> {
    if blocks.is_empty() {
        return vec![Span::new(0, text.len())];
    }
    let of = |block: &Block| match block.kind {
        Kind::Blank => Vec::new(),
        Kind::Row if !block.cells.is_empty() => block.cells.clone(),
        _ => block.label.into_iter().chain([block.body]).collect(),
    };
    blocks.iter().flat_map(of).collect()
}

/// A value as it is written out; `None` for what is no value.
fn normalised(located: &Located<Value>, text: &str, resolver: &mut Resolver) -> Option<(FoundKind, FoundValue, Option<String>)> {
    let (kind, value) = match &located.value {
        Value::Date(expr) => {
            let resolved = resolver.resolve(expr);
            let time = resolved.as_ref().and_then(|date| date.time.clone());
            let written = expr.start.and_then(|start| start.time).map(|time| format!("{:02}:{:02}", time.hour, time.minute));
            let date = resolved.map_or(Edtf::Point(Day::default()), |date| date.date);
            return Some((FoundKind::Date, FoundValue::Text(date.to_string()), time.or(written)));
        }
        Value::Count(count) => match count.unit {
            Some(unit) => (FoundKind::Count, FoundValue::Count { value: count.value, unit, bound: count.bound }),
            None => (FoundKind::Number, FoundValue::Number(count.value)),
        },
        Value::Number(number) => (FoundKind::Number, FoundValue::Number(*number)),
        Value::Money(money) => {
            (FoundKind::Money, FoundValue::Money { amount: money.amount, currency: money.currency.to_string(), bound: money.bound })
        }
        Value::Law(law) => (FoundKind::Law, law_value(law, text)),
        Value::Contact(kind, value) => (FoundKind::Contact, FoundValue::Contact { kind: *kind, value: value.clone() }),
        Value::Vulnerability(id) => (FoundKind::Vulnerability, FoundValue::Text(id.clone())),
        Value::Other => return None,
    };
    Some((kind, value, None))
}

fn law_value(law: &LawExpr, text: &str) -> FoundValue {
    let slice = |span: Span| text.get(span.range()).unwrap_or_default().to_string();
    FoundValue::Law { name: slice(law.name), number: law.number.map(slice), article: law.article, paragraph: law.paragraph }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn lines(text: &str, options: &ScanOptions) -> Vec<String> {
        scan(text, options).iter().map(|found| serde_json::to_string(found).unwrap()).collect()
    }

    #[test]
    fn every_kind_has_its_shape() {
        let options = ScanOptions::new().input(Options::new().language(Language::Ja));
        assert_eq!(
            lines("3月10日18:55に最大5件", &options),
            [
                r#"{"kind":"date","value":"XXXX-03-10","time":"18:55","text":"3月10日18:55","span":[0,14]}"#,
                r#"{"kind":"count","value":{"value":5,"unit":"record","bound":"at_most"},"text":"最大5件","span":[17,27]}"#,
            ]
        );
        assert_eq!(
            lines("銀行法第4条 100円 03-1234-5678 CVE-2025-42599 7", &options),
            [
                r#"{"kind":"law","value":{"name":"銀行法","number":null,"article":4,"paragraph":null},"text":"銀行法第4条","span":[0,16]}"#,
                r#"{"kind":"money","value":{"amount":100,"currency":"JPY","bound":"exact"},"text":"100円","span":[17,23]}"#,
                r#"{"kind":"contact","value":{"kind":"phone","value":"03-1234-5678"},"text":"03-1234-5678","span":[24,36]}"#,
                r#"{"kind":"vulnerability","value":"CVE-2025-42599","text":"CVE-2025-42599","span":[37,51]}"#,
                r#"{"kind":"number","value":7,"text":"7","span":[52,53]}"#,
            ]
        );
    }

    #[test]
    fn a_reference_resolves_partial_days() {
        let options = ScanOptions::new().reference(NaiveDate::from_ymd_opt(2024, 1, 20).unwrap());
        let values: Vec<FoundValue> = scan("12月5日に検知し、翌日に停止", &options).into_iter().map(|found| found.value).collect();
        assert_eq!(values, ["2023-12-05", "2023-12-06"].map(|date| FoundValue::Text(date.to_string())));
    }
}
