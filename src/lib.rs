//! Reads disclosure notices (data breaches, lost media, system faults) in Japanese or English into one incident model.
//!
//! In go bytes or text: plain text, Markdown or HTML, in UTF-8, UTF-16, Shift_JIS, EUC-JP or ISO-2022-JP. Out comes a [`Notice`]: who, when, how
//! many, what data, why, what was done, in one vocabulary for both languages, with [diagnostics](Notice::diagnostics) of what was doubtful.
//!
//! ```
//! use taiyaku::{Bound, Event, Unit};
//!
//! let input = "発覚日：2024年5月28日\n漏えい件数：最大1,204名\n";
//! let notice = taiyaku::parse(input).notice;
//! let incident = &notice.incidents[0];
//!
//! let day = &incident.dates[0];
//! assert_eq!((day.event, day.date.as_str()), (Event::Discovered, "2024-05-28"));
//!
//! let count = &incident.counts[0];
//! assert_eq!((count.value, count.unit, count.bound), (1204, Unit::Person, Bound::AtMost));
//!
//! // A span is bytes of the input, whatever its encoding and markup.
//! assert_eq!(&input[count.span.range()], "最大1,204名");
//! ```
//!
//! # What there is
//!
//! - [`parse`] reads a notice; [`Options`] says what is known of it (language, encoding, media type, name).
//! - [`scan`] lists every date, figure, amount, law, contact and vulnerability, whether or not it belongs to an incident.
//! - [`reconcile`] holds two notices of one matter against each other, field by field.
//! - [`schema()`] and [`reconciliation_schema`] describe the JSON of the models, which derive serde's traits both ways.
//! - [`SourceText`] is the text that was read, with the places of the input's bytes in it, for those who show notices.
//! - [`input`] reads files and tells why one is not worth parsing.
//!
//! # Limits
//!
//! Nothing fails and nothing panics: what cannot be read is left out. There is no clock, no locale and no network; the same bytes give the same
//! notice everywhere. Clauses are told by direction and nearness, without a tree, so nested sentences may be read wrongly; a digest in running
//! prose without headings is one incident; a service without quotes or label is missed.
//!
//! # Features
//!
//! `cli` (default): what the command line tool needs. A library user says `default-features = false`.
#![forbid(unsafe_code)]

mod assemble;
mod decode;
mod diagnostic;
mod digits;
mod edtf;
mod grammar;
pub mod input;
mod lexicon;
mod model;
mod normalize;
mod options;
mod pipeline;
mod reconcile;
mod scan;
mod schema;
mod segment;
mod source_text;
mod span;
#[cfg(feature = "stages")]
#[doc(hidden)]
pub mod stages;
mod syntax;
mod text;

pub use diagnostic::{Code, Diagnostic, Severity};
/// For the command line tool, which writes figures as the notes do; no part of the interface.
#[doc(hidden)]
pub use digits::grouped;
pub use model::*;
pub use options::{MediaType, Options};
pub use pipeline::{Parsed, parse};
pub use reconcile::reconcile;
pub use scan::{Found, FoundKind, FoundValue, ScanOptions, scan};
pub use schema::{reconciliation_schema, schema};
pub use source_text::SourceText;
pub use span::Span;

/// The examples of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
