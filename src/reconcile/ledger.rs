//! The fields found so far, and the words that notes are made of.

use super::lists::{Relation, Scope};
use crate::model::*;

/// Collects the fields of a reconciliation.
pub(super) struct Ledger {
    pub labels: Labels,
    /// The days on which the two notices were published, for the change between two reports.
    pub published: [Option<String>; 2],
    /// Whether the two are compared the other way round than they are shown.
    pub turned: bool,
    pub fields: Vec<Field>,
}

impl Ledger {
    /// How notes call the left side.
    pub(super) fn left(&self) -> &'static str {
        match (self.labels, self.turned) {
            (Labels::Languages, _) => "Japanese",
            (Labels::Positions, false) => "the left",
            (Labels::Positions, true) => "the right",
        }
    }

    /// How notes call the right side.
    pub(super) fn right(&self) -> &'static str {
        match (self.labels, self.turned) {
            (Labels::Languages, _) => "English",
            (Labels::Positions, false) => "the right",
            (Labels::Positions, true) => "the left",
        }
    }

    /// `possible in Japanese, confirmed in English`.
    pub(super) fn against(&self, left: impl std::fmt::Display, right: impl std::fmt::Display) -> String {
        let [left, right] = [format!("{left} in {}", self.left()), format!("{right} in {}", self.right())];
        if self.turned { format!("{right}, {left}") } else { format!("{left}, {right}") }
    }

    /// `from 1,200 (2024-10-07) to 1,543 (2024-11-20)`: how a value moved between two reports.
    pub(super) fn moved(&self, left: impl std::fmt::Display, right: impl std::fmt::Display) -> String {
        let on = |day: &Option<String>| day.as_ref().map_or(String::new(), |day| format!(" ({day})"));
        let [left, right] = [format!("{left}{}", on(&self.published[0])), format!("{right}{}", on(&self.published[1]))];
        if self.turned { format!("changed from {right} to {left}") } else { format!("changed from {left} to {right}") }
    }

    /// A contradiction of two values: against each other, or moved from one report to the next.
    pub(super) fn contradiction(&self, what: &str, left: impl std::fmt::Display, right: impl std::fmt::Display) -> String {
        match self.labels {
            Labels::Languages => format!("{what}: {}", self.against(left, right)),
            Labels::Positions => format!("{what} {}", self.moved(left, right)),
        }
    }

    /// Adds a field that both sides tell.
    pub(super) fn both(&mut self, path: String, verdict: Verdict, left: Vec<Value>, right: Vec<Value>, note: Option<String>) {
        self.fields.push(Field { path, verdict, left, right, note: note.filter(|note| !note.is_empty()) });
    }

    /// Adds a field as a relation says.
    pub(super) fn related(&mut self, scope: Scope, field: &str, relation: Relation, left: Value, right: Value) {
        self.both(scope.path(field), relation.verdict, vec![left], vec![right], Some(relation.notes.join("; ")));
    }

    /// Adds what only the left tells; nothing where that is nothing.
    pub(super) fn left_only(&mut self, path: String, left: Vec<Value>) {
        if !left.is_empty() {
            self.fields.push(Field { path, verdict: Verdict::LeftOnly, left, right: Vec::new(), note: None });
        }
    }

    /// Adds what only the right tells; nothing where that is nothing.
    pub(super) fn right_only(&mut self, path: String, right: Vec<Value>) {
        if !right.is_empty() {
            self.fields.push(Field { path, verdict: Verdict::RightOnly, left: Vec::new(), right, note: None });
        }
    }
}
