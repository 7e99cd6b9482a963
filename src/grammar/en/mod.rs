//! The word order of English.

mod date;
mod law;
mod noun;
mod number;

pub(super) use date::period;
pub(super) use law::laws;
pub(super) use noun::{head, predicate_noun};
pub(super) use number::figure;
