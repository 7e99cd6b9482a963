//! The reconciliation: what two notices say of the same matter, side by side.
//!
//! In Rust the two sides are always `left` and `right`. In JSON they carry the names of their languages (`ja`, `en`, `ja_only`, `en_only`) where one
//! notice is Japanese and the other English, and stay `left` and `right` where both are in one language; the wire types at the end see to that.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::*;
use crate::Span;

/// The name and version of the reconciliation model, as `schema` carries it.
pub const RECONCILIATION_SCHEMA: &str = "taiyaku/reconciliation/1";

/// How two notices compare, field by field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(into = "Wire", from = "Wire")]
#[schemars(with = "Wire")]
pub struct Reconciliation {
    /// Always [`RECONCILIATION_SCHEMA`].
    pub schema: String,
    /// What the two sides are called.
    pub labels: Labels,
    /// The input on the left: the Japanese one, where the languages differ.
    pub left: Source,
    /// The input on the right: the English one, where the languages differ.
    pub right: Source,
    /// How many fields have each verdict.
    pub summary: Summary,
    /// Which incident of the one was held against which of the other. `incidents[2]` in a path is the third of this list.
    pub incidents: Vec<IncidentPair>,
    /// The fields that were compared.
    pub fields: Vec<Field>,
}

/// What the two sides of a reconciliation are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Labels {
    /// `ja` and `en`: one notice in each language.
    Languages,
    /// `left` and `right`: two notices of one language, such as a first and a second report.
    Positions,
}

/// How the two values of a field compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The normalised values are equal.
    Agree,
    /// One says less, or says it otherwise, without contradiction.
    Compatible,
    /// They contradict each other.
    Differ,
    /// The right side is silent.
    LeftOnly,
    /// The left side is silent.
    RightOnly,
}

/// How many fields have each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Summary {
    /// Equal.
    pub agree: usize,
    /// Without contradiction.
    pub compatible: usize,
    /// Contradictory.
    pub differ: usize,
    /// Told on the left only.
    pub left_only: usize,
    /// Told on the right only.
    pub right_only: usize,
}

/// An incident of the one notice and the incident of the other that it was held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentPair {
    /// The incident on the left.
    pub left: Option<IncidentRef>,
    /// The incident on the right.
    pub right: Option<IncidentRef>,
    /// How many of its fields have each verdict.
    pub summary: Summary,
}

/// Names an incident of a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IncidentRef {
    /// Its place in the notice's list, from 0.
    pub index: usize,
    /// The number that the text gives it.
    pub id: String,
    /// Its heading.
    pub title: Option<Text>,
}

/// One thing that the notices say, and how they agree on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Where it belongs: `published`, `guidance[0].date`, `incidents[1].counts`.
    pub path: String,
    /// How the two sides compare.
    pub verdict: Verdict,
    /// What the left says: nothing, a value, or the values of a set.
    pub left: Vec<Value>,
    /// What the right says.
    pub right: Vec<Value>,
    /// The reason, in words that a person can act on.
    pub note: Option<String>,
}

/// A value of a notice, as a field of a reconciliation shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// A day or a period.
    Date(Date),
    /// A figure.
    Count(Count),
    /// A kind of data.
    Data(DataItem),
    /// An amount of money.
    Money(Money),
    /// A response.
    Response(Response),
    /// A law's article.
    Law(Law),
    /// An enquiry desk.
    Contact(Contact),
    /// An organisation.
    Organization(Organization),
    /// A weakness.
    Vulnerability(Vulnerability),
    /// A cause.
    Cause(Cause),
    /// A word of a vocabulary.
    Word(Word),
    /// Words of the text.
    Text(Text),
}

/// A word of a vocabulary: a stage, an authority, what an authority did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// The word.
    pub value: String,
    /// The words that it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Where they stand: bytes of the input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

impl Labels {
    /// The key of the left side in JSON.
    pub const fn left(self) -> &'static str {
        match self {
            Labels::Languages => "ja",
            Labels::Positions => "left",
        }
    }

    /// The key of the right side in JSON.
    pub const fn right(self) -> &'static str {
        match self {
            Labels::Languages => "en",
            Labels::Positions => "right",
        }
    }

    /// The word for a verdict in JSON.
    pub const fn verdict(self, verdict: Verdict) -> &'static str {
        match (verdict, self) {
            (Verdict::Agree, _) => "agree",
            (Verdict::Compatible, _) => "compatible",
            (Verdict::Differ, _) => "differ",
            (Verdict::LeftOnly, Labels::Languages) => "ja_only",
            (Verdict::LeftOnly, Labels::Positions) => "left_only",
            (Verdict::RightOnly, Labels::Languages) => "en_only",
            (Verdict::RightOnly, Labels::Positions) => "right_only",
        }
    }
}

impl Summary {
    /// Counts the verdicts of some fields.
    pub fn of<'a>(fields: impl IntoIterator<Item = &'a Field>) -> Summary {
        let mut summary = Summary::default();
        for field in fields {
            *match field.verdict {
                Verdict::Agree => &mut summary.agree,
                Verdict::Compatible => &mut summary.compatible,
                Verdict::Differ => &mut summary.differ,
                Verdict::LeftOnly => &mut summary.left_only,
                Verdict::RightOnly => &mut summary.right_only,
            } += 1;
        }
        summary
    }

    /// How many fields only one side tells.
    pub const fn one_sided(&self) -> usize {
        self.left_only + self.right_only
    }
}

impl Field {
    /// The incident that it belongs to, by its place in [`Reconciliation::incidents`]; `None` where it belongs to the whole notice.
    pub fn incident(&self) -> Option<usize> {
        self.path.strip_prefix("incidents[")?.split(']').next()?.parse().ok()
    }
}

impl Reconciliation {
    /// The same seen from the other side.
    pub(crate) fn turned(self) -> Reconciliation {
        let Reconciliation { schema, labels, left, right, summary, incidents, fields } = self;
        let incidents =
            incidents.into_iter().map(|pair| IncidentPair { left: pair.right, right: pair.left, summary: pair.summary.turned() });
        Reconciliation {
            schema,
            labels,
            left: right,
            right: left,
            summary: summary.turned(),
            incidents: incidents.collect(),
            fields: fields.into_iter().map(Field::turned).collect(),
        }
    }
}

impl Field {
    fn turned(self) -> Field {
        let verdict = match self.verdict {
            Verdict::LeftOnly => Verdict::RightOnly,
            Verdict::RightOnly => Verdict::LeftOnly,
            both => both,
        };
        Field { verdict, left: self.right, right: self.left, ..self }
    }
}

impl Summary {
    fn turned(self) -> Summary {
        Summary { left_only: self.right_only, right_only: self.left_only, ..self }
    }
}

impl Value {
    /// The words as the issuer wrote them.
    pub fn text(&self) -> Option<&str> {
        Some(match self {
            Value::Date(value) => &value.text,
            Value::Count(value) => &value.text,
            Value::Data(value) => &value.text,
            Value::Money(value) => &value.text,
            Value::Response(value) => &value.text,
            Value::Law(value) => &value.text,
            Value::Contact(value) => &value.text,
            Value::Organization(value) => &value.text,
            Value::Vulnerability(value) => &value.text,
            Value::Cause(value) => &value.text,
            Value::Word(value) => return value.text.as_deref(),
            Value::Text(value) => &value.text,
        })
    }

    /// Where they stand: bytes of the input.
    pub fn span(&self) -> Option<Span> {
        Some(match self {
            Value::Date(value) => value.span,
            Value::Count(value) => value.span,
            Value::Data(value) => value.span,
            Value::Money(value) => value.span,
            Value::Response(value) => value.span,
            Value::Law(value) => value.span,
            Value::Contact(value) => value.span,
            Value::Organization(value) => value.span,
            Value::Vulnerability(value) => value.span,
            Value::Cause(value) => value.span,
            Value::Word(value) => return value.span,
            Value::Text(value) => value.span,
        })
    }
}

/// The normalised value in one line: `discovered 2020-03-10`, `254 contract at_most possible`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Date(Date { event, date, time, .. }) => {
                write!(f, "{event} {date}")?;
                time.as_ref().map_or(Ok(()), |time| write!(f, " {time}"))
            }
            Value::Count(Count { value, unit, bound, certainty, .. }) => {
                write!(f, "{value} {unit}")?;
                bound_after(*bound, f)?;
                if *certainty == Certainty::Possible { write!(f, " possible") } else { Ok(()) }
            }
            Value::Data(DataItem { category, status, .. }) => write!(f, "{category} {status}"),
            Value::Money(Money { amount, currency, bound, .. }) => {
                write!(f, "{amount} {currency}")?;
                bound_after(*bound, f)
            }
            Value::Response(Response { action, .. }) => write!(f, "{action}"),
            Value::Law(Law { name, article, paragraph, .. }) => {
                f.write_str(name)?;
                article.map_or(Ok(()), |article| write!(f, " {article}"))?;
                paragraph.map_or(Ok(()), |paragraph| write!(f, "({paragraph})"))
            }
            Value::Contact(Contact { kind, value, .. }) => write!(f, "{kind} {value}"),
            Value::Organization(Organization { name, .. }) => f.write_str(name),
            Value::Vulnerability(Vulnerability { id, .. }) => f.write_str(id),
            Value::Cause(Cause { category, .. }) => write!(f, "{category}"),
            Value::Word(Word { value, .. }) => f.write_str(value),
            Value::Text(Text { text, .. }) => f.write_str(text),
        }
    }
}

/// ` at_most` and the like; nothing for an exact figure.
fn bound_after(bound: Bound, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if bound == Bound::Exact { Ok(()) } else { write!(f, " {bound}") }
}

/// A reconciliation as it is written: under the names of the languages, or as left and right.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(title = "Reconciliation")]
enum Wire {
    Languages(Box<languages::Document>),
    Positions(Box<positions::Document>),
}

impl From<Reconciliation> for Wire {
    fn from(model: Reconciliation) -> Wire {
        match model.labels {
            Labels::Languages => Wire::Languages(Box::new(model.into())),
            Labels::Positions => Wire::Positions(Box::new(model.into())),
        }
    }
}

impl From<Wire> for Reconciliation {
    fn from(wire: Wire) -> Reconciliation {
        match wire {
            Wire::Languages(document) => (*document).into(),
            Wire::Positions(document) => (*document).into(),
        }
    }
}

/// What one side says: `null`, a value, or a list of values.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Said {
    One(Box<Value>),
    Many(Vec<Value>),
}

impl Said {
    fn of(mut values: Vec<Value>) -> Option<Said> {
        match (values.pop(), values.is_empty()) {
            (None, _) => None,
            (Some(only), true) => Some(Said::One(Box::new(only))),
            (Some(last), false) => {
                values.push(last);
                Some(Said::Many(values))
            }
        }
    }

    fn values(said: Option<Said>) -> Vec<Value> {
        match said {
            None => Vec::new(),
            Some(Said::One(value)) => vec![*value],
            Some(Said::Many(values)) => values,
        }
    }
}

/// Declares the wire types under one pair of labels, and the ways from and to the model.
macro_rules! wire {
    ($module:ident, $labels:expr, $left:ident, $right:ident, $left_only:literal, $right_only:literal) => {
        mod $module {
            use super::{IncidentPair, IncidentRef, Labels, Reconciliation, Said, Source};
            use schemars::JsonSchema;
            use serde::{Deserialize, Serialize};

            #[derive(Serialize, Deserialize, JsonSchema)]
            #[serde(deny_unknown_fields)]
            pub(super) struct Document {
                schema: String,
                $left: Source,
                $right: Source,
                summary: Summary,
                incidents: Vec<Pair>,
                fields: Vec<Field>,
            }

            #[derive(Serialize, Deserialize, JsonSchema)]
            #[serde(deny_unknown_fields)]
            struct Summary {
                agree: usize,
                compatible: usize,
                differ: usize,
                #[serde(rename = $left_only)]
                left_only: usize,
                #[serde(rename = $right_only)]
                right_only: usize,
            }

            #[derive(Serialize, Deserialize, JsonSchema)]
            #[serde(deny_unknown_fields)]
            struct Pair {
                $left: Option<IncidentRef>,
                $right: Option<IncidentRef>,
                summary: Summary,
            }

            #[derive(Serialize, Deserialize, JsonSchema)]
            #[serde(deny_unknown_fields)]
            struct Field {
                path: String,
                verdict: Verdict,
                $left: Option<Said>,
                $right: Option<Said>,
                note: Option<String>,
            }

            #[derive(Serialize, Deserialize, JsonSchema)]
            #[serde(rename_all = "snake_case")]
            enum Verdict {
                Agree,
                Compatible,
                Differ,
                #[serde(rename = $left_only)]
                LeftOnly,
                #[serde(rename = $right_only)]
                RightOnly,
            }

            impl From<Reconciliation> for Document {
                fn from(model: Reconciliation) -> Document {
                    let fields = model.fields.into_iter().map(|field| Field {
                        path: field.path,
                        verdict: match field.verdict {
                            super::Verdict::Agree => Verdict::Agree,
                            super::Verdict::Compatible => Verdict::Compatible,
                            super::Verdict::Differ => Verdict::Differ,
                            super::Verdict::LeftOnly => Verdict::LeftOnly,
                            super::Verdict::RightOnly => Verdict::RightOnly,
                        },
                        $left: Said::of(field.left),
                        $right: Said::of(field.right),
                        note: field.note,
                    });
                    let incidents =
                        model.incidents.into_iter().map(|pair| Pair { $left: pair.left, $right: pair.right, summary: pair.summary.into() });
                    Document {
                        schema: model.schema,
                        $left: model.left,
                        $right: model.right,
                        summary: model.summary.into(),
                        incidents: incidents.collect(),
                        fields: fields.collect(),
                    }
                }
            }

            impl From<Document> for Reconciliation {
                fn from(wire: Document) -> Reconciliation {
                    let fields = wire.fields.into_iter().map(|field| super::Field {
                        path: field.path,
                        verdict: match field.verdict {
                            Verdict::Agree => super::Verdict::Agree,
                            Verdict::Compatible => super::Verdict::Compatible,
                            Verdict::Differ => super::Verdict::Differ,
                            Verdict::LeftOnly => super::Verdict::LeftOnly,
                            Verdict::RightOnly => super::Verdict::RightOnly,
                        },
                        left: Said::values(field.$left),
                        right: Said::values(field.$right),
                        note: field.note,
                    });
                    let incidents = wire.incidents.into_iter().map(|pair| IncidentPair {
                        left: pair.$left,
                        right: pair.$right,
                        summary: pair.summary.into(),
                    });
                    Reconciliation {
                        schema: wire.schema,
                        labels: $labels,
                        left: wire.$left,
                        right: wire.$right,
                        summary: wire.summary.into(),
                        incidents: incidents.collect(),
                        fields: fields.collect(),
                    }
                }
            }

            impl From<super::Summary> for Summary {
                fn from(super::Summary { agree, compatible, differ, left_only, right_only }: super::Summary) -> Summary {
                    Summary { agree, compatible, differ, left_only, right_only }
                }
            }

            impl From<Summary> for super::Summary {
                fn from(Summary { agree, compatible, differ, left_only, right_only }: Summary) -> super::Summary {
                    super::Summary { agree, compatible, differ, left_only, right_only }
                }
            }
        }
    };
}

wire!(languages, Labels::Languages, ja, en, "ja_only", "en_only");
wire!(positions, Labels::Positions, left, right, "left_only", "right_only");
