//! taiyaku
#![forbid(unsafe_code)]
#![allow(dead_code, unused_imports)]

mod decode;
mod diagnostic;
mod grammar;
mod lexicon;
mod model;
mod normalize;
mod options;
#[cfg(feature = "cli")]
mod output;
mod pipeline;
mod reconcile;
mod segment;
mod span;
mod text;

pub use diagnostic::{Code, Diagnostic, Severity};
pub use model::*;
pub use options::{MediaType, Options};
#[cfg(feature = "cli")]
pub use output::side_by_side;
pub use pipeline::{Parsed, parse};
pub use reconcile::reconcile;
pub use span::Span;
