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
    /// For each word the place of what it stands for; none where it is only the last part of one in two.
    pub stand_for: Vec<Option<u16>>,
    /// First parts of words that stand apart, each with the places of its last part and of what both stand for.
    #[serde(borrow)]
    pub gaps: Vec<(Cow<'f, str>, usize, u16)>,
    /// The words of labels, the longest first.
    pub labels: Vec<(String, Label)>,
    /// The closed classes.
    pub form: Form,
}
