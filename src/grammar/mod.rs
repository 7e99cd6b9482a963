//! From text to located values.

mod value;

pub(crate) use value::*;

use crate::lexicon::Lexicon;

/// Every value of the shared grammar in `text`, in order and without overlap; spans are bytes of `text`.
pub(crate) fn scan(_text: &str, _lexicon: &'static Lexicon) -> Vec<Located<Value>> {
    Vec::new()
}
