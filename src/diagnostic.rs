//! What was doubtful in a text, and how it was read all the same.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Span;

/// How much a doubt weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Read with confidence; what was worked out is told.
    Note,
    /// May be wrong: look at the place.
    Warning,
    /// Something of the input could not be read.
    Error,
}

/// The kinds of doubt; the words that people read are made from them at the edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Bytes that the encoding does not know became U+FFFD.
    MalformedBytes,
    /// The encoding was guessed from the bytes and the guess is weak.
    GuessedEncoding,
    /// A date without a year; the year was taken from the text around it.
    InferredYear,
    /// A date that could not be placed on the calendar.
    UnresolvedDate,
    /// A day that no calendar has (31 June).
    ImpossibleDate,
    /// A weekday that does not belong to its date.
    WeekdayMismatch,
    /// Two totals of the same things disagree.
    TotalsDisagree,
    /// Parts that do not add up to their total.
    SumMismatch,
    /// A figure whose unit is not stated.
    UnitMissing,
    /// A label whose value could not be read.
    UnreadValue,
}

/// One doubt, with its place in the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// How much it weighs.
    pub severity: Severity,
    /// What kind of doubt it is.
    pub code: Code,
    /// The same in English words, for people.
    pub message: String,
    /// Where it was: bytes of the input.
    pub span: Span,
}

impl Diagnostic {
    /// A diagnostic at `span`.
    pub fn new(severity: Severity, code: Code, message: impl Into<String>, span: Span) -> Diagnostic {
        Diagnostic { severity, code, message: message.into(), span }
    }
}
