//! taiyaku
#![forbid(unsafe_code)]

mod assemble;
mod decode;
mod diagnostic;
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
mod span;
mod syntax;
mod text;

pub use diagnostic::{Code, Diagnostic, Severity};
pub use model::*;
pub use options::{MediaType, Options};
pub use pipeline::{Parsed, parse};
pub use reconcile::reconcile;
pub use scan::{Found, FoundKind, FoundValue, ScanOptions, scan};
pub use schema::{reconciliation_schema, schema};
pub use span::Span;

/// The examples of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
