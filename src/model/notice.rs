//! The notice: what one text says.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::*;
use crate::{Diagnostic, Span};

/// The name and version of the notice model, as `schema` carries it.
pub const NOTICE_SCHEMA: &str = "taiyaku/notice/1";

/// What one text says, normalised, every value with its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Always [`NOTICE_SCHEMA`].
    pub schema: String,
    /// The input.
    pub source: Source,
    /// The language most of it is written in.
    pub language: Language,
    /// What sort of text it is.
    pub genre: Genre,
    /// The headline.
    pub title: Option<Text>,
    /// Who speaks.
    pub issuer: Option<Organization>,
    /// The day the text itself was published.
    pub published: Option<Date>,
    /// Where it stands in a series of reports.
    pub stage: Stage,
    /// Earlier notices that the text names.
    pub prior_reports: Vec<PriorReport>,
    /// What authorities did about it.
    pub guidance: Vec<Guidance>,
    /// The matters that the text reports.
    pub incidents: Vec<Incident>,
    /// Figures about the whole text.
    pub counts: Vec<Count>,
    /// Days of all its incidents together.
    pub dates: Vec<Date>,
    /// Responses to all its incidents together.
    pub responses: Vec<Response>,
    /// The enquiry desks.
    pub contacts: Vec<Contact>,
    /// Blocks left out because they repeat an earlier one.
    pub repeats: Vec<Repeat>,
    /// What was doubtful, and how it was read.
    pub diagnostics: Vec<Diagnostic>,
}

/// The input that a notice was read from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// A name for people: a path, a record's id.
    pub name: Option<String>,
    /// SHA-256 of the input bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// How many bytes the input has.
    pub bytes: usize,
    /// The encoding by its WHATWG name, in lower case (`utf-8`, `shift_jis`).
    pub encoding: String,
    /// `text/plain` or `text/html`.
    pub media_type: String,
    /// Further keys of the record that the text came in.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub meta: serde_json::Map<String, serde_json::Value>,
}

/// Words as the issuer wrote them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The words.
    pub text: String,
    /// Where they stand: bytes of the input.
    pub span: Span,
}

/// One matter that the text reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// The text's own number, else the position, from `"1"`.
    pub id: String,
    /// The case's heading, or the overview line.
    pub title: Option<Text>,
    /// Who has to do with it.
    pub organizations: Vec<Organization>,
    /// Products, services, sites, systems, without their quotes.
    pub services: Vec<Text>,
    /// What happened when.
    pub dates: Vec<Date>,
    /// How many.
    pub counts: Vec<Count>,
    /// What kinds of data.
    pub data: Vec<DataItem>,
    /// Why.
    pub causes: Vec<Cause>,
    /// Money lost.
    pub losses: Vec<Money>,
    /// What was done.
    pub responses: Vec<Response>,
    /// Weaknesses that the text names.
    pub vulnerabilities: Vec<Vulnerability>,
    /// Misuse of the data afterwards.
    pub secondary_harm: Option<Harm>,
    /// The words that `secondary_harm` was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secondary_harm_source: Option<Text>,
}

/// An organisation by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// The name as written.
    pub name: String,
    /// What it has to do with the matter.
    pub role: Role,
    /// Its code at the stock exchange, where the text gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticker: Option<String>,
    /// A short form that the text introduces (IIJ).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
    /// The words.
    pub text: String,
    /// Where they stand: bytes of the input.
    pub span: Span,
}

/// A day, a month, a year or a period, and what happened then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Date {
    /// What happened.
    pub event: Event,
    /// When, in EDTF (ISO 8601-2): `2020-03-10`, `2020-03`, `2019-04-23/2019-05-10`, `2020-03/..`, `2013-07~`.
    pub date: String,
    /// The clock time, `HH:MM`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// What of it was worked out and not written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inferred: Vec<Inferred>,
    /// Whether it lay ahead when the text was written.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub planned: bool,
    /// The words.
    pub text: String,
    /// Where they stand: bytes of the input.
    pub span: Span,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// The number.
    pub value: u64,
    /// What is counted.
    pub unit: Unit,
    /// How it bounds the real number.
    pub bound: Bound,
    /// Whether the text is sure of it.
    pub certainty: Certainty,
    /// What it has to do with the matter.
    pub role: CountRole,
    /// The words for who or what is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Whether the same one may be counted several times (延べ).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cumulative: bool,
    /// The words.
    pub text: String,
    /// Where they stand: bytes of the input.
    pub span: Span,
}

/// A kind of data, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DataItem {
    /// The kind.
    pub category: DataCategory,
    /// What became of it.
    pub status: DataStatus,
    /// Why it was not involved, where it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclusion: Option<Exclusion>,
    /// The words.
    pub text: String,
    /// Where they stand: bytes of the input.
    pub span: Span,
}

/// A cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// The kind.
    pub category: CauseCategory,
    /// The words.
    pub text: String,
    /// Where they stand: bytes of the input.
    pub span: Span,
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// The amount, in the currency's major unit.
    pub amount: u64,
    /// The currency, by its ISO 4217 code.
    pub currency: String,
    /// How it bounds the real amount.
    pub bound: Bound,
    /// The words.
    pub text: String,
    /// Where they stand: bytes of the input.
    pub span: Span,
}

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// What.
    pub action: Action,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The words.
    pub text: String,
    /// Where they stand: bytes of the input.
    pub span: Span,
}

/// A weakness by its public number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vulnerability {
    /// `CVE-2025-42599`, `JVN#22348866`, `JVNDB-2025-000024`.
    pub id: String,
    /// The words.
    pub text: String,
    /// Where they stand: bytes of the input.
    pub span: Span,
}

/// What an authority did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Guidance {
    /// Who.
    pub authority: Authority,
    /// What.
    pub action: GuidanceAction,
    /// When.
    pub date: Option<Date>,
    /// The laws it stands on.
    pub laws: Vec<Law>,
    /// The words.
    pub text: String,
    /// Where they stand: bytes of the input.
    pub span: Span,
}

/// An article of a law, order or guideline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Its name as written.
    pub name: String,
    /// Its number as written (昭和59年法律第86号).
    pub number: Option<String>,
    /// The article.
    pub article: Option<u32>,
    /// The paragraph.
    pub paragraph: Option<u32>,
    /// The words.
    pub text: String,
    /// Where they stand: bytes of the input.
    pub span: Span,
}

/// An enquiry desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// How it is reached.
    pub kind: ContactKind,
    /// The number or address, in narrow characters.
    pub value: String,
    /// The words.
    pub text: String,
    /// Where they stand: bytes of the input.
    pub span: Span,
}

/// An earlier notice that the text names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PriorReport {
    /// When it was published.
    pub date: Option<Date>,
    /// Its headline.
    pub title: Option<Text>,
    /// Where it can be read.
    pub url: Option<Text>,
    /// The words.
    pub text: String,
    /// Where they stand: bytes of the input.
    pub span: Span,
}

/// A block left out because it repeats an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// The block left out: bytes of the input.
    pub span: Span,
    /// The block kept: bytes of the input.
    pub of: Span,
}
