//! Which predicate an English date belongs to.

use std::ops::Range;

use super::{English, is_noun};
use crate::model::Event;
use crate::syntax::{Attached, Sentence, Syntax, Token, event_in_clause, tells_event};

impl English {
    /// The predicate that a date stands beside.
    pub(super) fn attached_to(&self, sentence: &Sentence<'_>, date: usize) -> Option<Attached> {
        if self.is_report_day(sentence, date) {
            return Some(Attached { event: Event::Announced, by: date });
        }
        let clause = self.clause_of(sentence, date);
        let stretch = self.stretch_of(sentence, &clause, date);
        let depth = sentence.tokens[date].depth;
        let told = |at: &usize| sentence.tokens[*at].depth <= depth && tells_event(&sentence.tokens[*at]) && !self.negated(sentence, *at);
        let within = |range: Range<usize>, tells: &dyn Fn(&usize) -> bool| {
            let behind = || (date + 1..range.end).take_while(|at| !sentence.tokens[*at].is_date()).find(tells);
            let before = || (range.start..date).rev().take_while(|at| !sentence.tokens[*at].is_date()).find(tells);
            let leads = !(stretch.start..date).any(|at| tells_event(&sentence.tokens[at]));
            if leads { behind().or_else(before) } else { before().or_else(behind) }
        };
        let near = |range: &Range<usize>, free: &dyn Fn(&usize) -> bool| {
            let verb = |at: &usize| told(at) && free(at) && !is_noun(sentence, *at, self.form);
            within(range.clone(), &verb).or_else(|| within(range.clone(), &|at| told(at) && free(at)))
        };
        let free = |at: &usize| {
            let own = self.stretch_of(sentence, &self.clause_of(sentence, *at), *at);
            *at < date || !sentence.tokens[own].iter().any(Token::is_date)
        };
        let by = near(&stretch, &|_| true).or_else(|| near(&clause, &free));
        let by = by.or_else(|| (0..date).rev().find(told));
        let by = by.or_else(|| (clause.end..sentence.tokens.len()).find(|at| told(at) && free(at)))?;
        let event = event_in_clause(self, sentence, self.clause_of(sentence, by), by)?;
        let letters = || (stretch.start..by).any(|at| sentence.tokens[at].events().any(|event| event == Event::Notified));
        Some(Attached { event: if event == Event::Occurred && letters() { Event::Notified } else { event }, by })
    }

    /// The date before the one at token `date`, where *and* joins them behind one predicate: `made public on June 9 (first report) and June 24 (second)`.
    pub(super) fn joined_to(&self, sentence: &Sentence<'_>, date: usize) -> Option<usize> {
        let first = (0..date).rev().find(|at| sentence.tokens[*at].is_date())?;
        let gap = without_brackets(sentence.between(first, date));
        if !self.form.and.iter().any(|and| gap.trim_matches(['*', ' ']) == *and) {
            return None;
        }
        let behind = sentence.after(date).trim_start();
        let behind = behind.strip_prefix('(').and_then(|inside| Some(inside.split_once(')')?.1)).unwrap_or(behind).trim_start();
        let closes = behind.is_empty() || behind.starts_with([',', '.', ';', ')']) || self.form.subordinators.begins(behind).is_some();
        closes.then_some(first)
    }

    /// Whether a date is that of a report it stands behind: `our announcement of October 11`, `the First Report (May 17)`, and the next in such a row.
    pub(super) fn is_report_day(&self, sentence: &Sentence<'_>, date: usize) -> bool {
        let mark = |at: usize| {
            let before = sentence.before(at).trim_end_matches(['*', ' ']).to_lowercase();
            self.form.report_marks.iter().any(|word| before.ends_with(word.as_str()))
        };
        let joined = |at: usize| {
            let gap = sentence.between(at - 1, at).trim_matches(|c: char| c == '*' || c.is_whitespace() || c == ',');
            sentence.tokens[at - 1].is_date() && self.form.and.iter().any(|and| and == gap)
        };
        mark(date) || date > 0 && joined(date) && mark(date - 1)
    }

    /// The stretch of the clause that a date stands in: a subordinate clause has days of its own.
    pub(super) fn stretch_of(&self, sentence: &Sentence<'_>, clause: &Range<usize>, date: usize) -> Range<usize> {
        let opens = |left: usize| self.form.subordinators.has_whole(sentence.between(left, left + 1));
        let mut start = date;
        while start > clause.start && !opens(start - 1) {
            start -= 1;
        }
        let mut end = date + 1;
        while end < clause.end && !opens(end - 1) {
            end += 1;
        }
        start..end
    }
}

/// `text` without what stands in brackets, as far as they are closed.
fn without_brackets(text: &str) -> String {
    let mut rest = text;
    let mut out = String::new();
    while let Some((before, (_, after))) = rest.split_once('(').and_then(|(before, inside)| Some((before, inside.split_once(')')?))) {
        out.push_str(before);
        rest = after;
    }
    out + rest
}
