//! The models that taiyaku gives: data only, no behaviour beyond building and comparing.

mod notice;
mod reconciliation;
mod vocabulary;

pub use notice::*;
pub use reconciliation::*;
pub use vocabulary::*;
