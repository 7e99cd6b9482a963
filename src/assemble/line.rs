//! A sentence with what stands around it, and how it is meant.
//!
//! Limits: a sentence that asks for something tells only what stands in a clause of its own.

use std::cell::OnceCell;

use super::page::Page;
use crate::Span;
use crate::lexicon::{Cue, Label, SyntaxForm, Topics};
use crate::model::Bound;
use crate::syntax::{Sentence, Stance};

/// A sentence with what stands around it.
pub(crate) struct Line<'a> {
    pub sentence: Sentence<'a>,
    /// The block it stands in.
    pub block: usize,
    /// The label beside it or at the head of its column.
    pub label: Option<Label>,
    /// The labels of the headings above it, the innermost first.
    pub above: Vec<Label>,
    /// What the heading or the lead-in says of the things listed here.
    pub stance: Option<Stance>,
    /// Whether a heading or lead-in says that data is listed here.
    pub listed: bool,
    /// The bound that the heading or the lead-in puts on the figures here.
    pub bound: Option<Bound>,
    /// Whether it is the label cell or heading itself, and no statement.
    pub is_head: bool,
    /// The head of the column of a table that it stands in.
    pub column: Option<Span>,
    /// How it is meant.
    pub mood: Mood,
    pub(super) legal_names: OnceCell<Vec<Span>>,
}

/// How a sentence is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    /// It tells of the matter.
    Statement,
    /// It asks the reader for something, or says what to do in a case.
    Request,
    /// It tells of the teller's history, of other firms, of the world.
    Background,
}

impl Line<'_> {
    /// Whether the line's label, or else the nearest heading with one, is `label`.
    pub(crate) fn under(&self, label: Label) -> bool {
        self.nearest() == Some(label)
    }

    /// Whether what token `token` says is stated of the matter: in a statement, or in a clause of its own before a request (*漏えいはありませんが*、
    /// ご注意ください).
    pub(super) fn states(&self, page: &Page<'_>, token: usize) -> bool {
        match self.mood {
            Mood::Statement => true,
            Mood::Background => false,
            Mood::Request => {
                let clause = page.syntax.clause_of(&self.sentence, token);
                let asks = Topics::cue(Cue::Request) | Topics::cue(Cue::Conditional);
                clause.end < self.sentence.tokens.len() && !self.sentence.tokens[clause].iter().any(|token| token.tells(asks))
            }
        }
    }

    /// The names with a legal form in it.
    pub(super) fn legal_names(&self, page: &Page<'_>) -> &[Span] {
        self.legal_names.get_or_init(|| page.legal_names_in(self.sentence.span))
    }

    /// Whether it tells of what went wrong.
    pub(super) fn tells_harm(&self) -> bool {
        self.sentence.tells(Topics::CAUSES | Topics::cue(Cue::Leak))
    }

    /// The label that counts for the line: its own, else that of the nearest heading.
    pub(crate) fn nearest(&self) -> Option<Label> {
        self.label.or(self.above.first().copied())
    }

    /// Whether it stands in boilerplate: about the company, the enquiry desk.
    pub(crate) fn is_boilerplate(&self) -> bool {
        let boilerplate = |label: &Label| matches!(label, Label::About | Label::Contact);
        self.label.as_ref().is_some_and(boilerplate) || self.above.iter().any(boilerplate)
    }
}

/// How a sentence is meant, by its cues.
pub(super) fn mood_of(sentence: &Sentence<'_>, form: &SyntaxForm) -> Mood {
    // What is said in brackets is said by the way.
    let says = |cues: Topics| sentence.telling(cues).any(|token| token.depth == 0);
    if says(Topics::cue(Cue::Request) | Topics::cue(Cue::Conditional)) {
        Mood::Request
    } else if is_question(sentence.text, form)
        || says(Topics::cue(Cue::Background))
        || says(Topics::cue(Cue::History)) && !sentence.tells(Topics::CAUSES | Topics::cue(Cue::Leak))
    {
        Mood::Background
    } else {
        Mood::Statement
    }
}

/// Whether a sentence asks, and so states nothing.
fn is_question(text: &str, form: &SyntaxForm) -> bool {
    let text = text.trim_end_matches(['"', '」', '』', ')', '*', ' ']);
    form.question_endings.iter().any(|ending| text.ends_with(ending.as_str()))
}
