//! The word order of Japanese.

mod date;
mod law;
mod number;

pub(super) use date::period;
pub(super) use law::laws;
pub(super) use number::figure;
