//! A lexicon file as `build.rs` compiles it.

use std::borrow::Cow;

use serde::Deserialize;

use super::{Concept, Form, Label};

/// The tables of a language; what each holds is told where they are made, in `compile`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File<'f> {
    /// The sets of concepts that words stand for.
    pub senses: Vec<Vec<Concept>>,
    /// The words, with a bar between them.
    #[serde(borrow)]
    pub words: Cow<'f, str>,
    /// For each word the place of what it stands for.
    pub stand_for: Vec<u16>,
    /// The words of labels, the longest first.
    pub labels: Vec<(String, Label)>,
    /// The closed classes.
    pub form: Form,
}
