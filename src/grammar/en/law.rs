//! Articles of laws in English.

use super::super::input::*;

/// Every article of a law, and every law with its number, in order.
pub(in super::super) fn laws(_input: Input) -> Vec<Located<Value>> {
    Vec::new()
}
