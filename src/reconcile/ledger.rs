//! The fields found so far, and the words that notes are made of.

use super::lists::{Relation, Scope};
use crate::model::*;

/// Collects the fields of a reconciliation.
pub(super) struct Ledger {
    pub labels: Labels,
    /// The days on which the two notices were published, for the change between two reports.
    pub published: [Option<String>; 2],
    pub fields: Vec<Field>,
}

impl Ledger {
    /// How notes call the left side.
    pub(super) fn left(&self) -> &'static str {
        match self.labels {
            Labels::Languages => "Japanese",
            Labels::Positions => "the left",
        }
    }

    /// How notes call the right side.
    pub(super) fn right(&self) -> &'static str {
        match self.labels {
            Labels::Languages => "English",
            Labels::Positions => "the right",
        }
    }

    /// `possible in Japanese, confirmed in English`.
    pub(super) fn against(&self, left: impl std::fmt::Display, right: impl std::fmt::Display) -> String {
        format!("{left} in {}, {right} in {}", self.left(), self.right())
    }

    /// `from 1,200 (2024-10-07) to 1,543 (2024-11-20)`: how a value moved between two reports.
    pub(super) fn moved(&self, left: impl std::fmt::Display, right: impl std::fmt::Display) -> String {
        let on = |day: &Option<String>| day.as_ref().map_or(String::new(), |day| format!(" ({day})"));
        format!("changed from {left}{} to {right}{}", on(&self.published[0]), on(&self.published[1]))
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
