//! English word order: the predicate follows its subject; *not* and *may* stand before it; a date leads the clause or trails it.

use std::ops::Range;

use super::{Attached, Sentence, Stance, Syntax, event_in_clause, stance, tells_event, tells_of_things};
use crate::lexicon::{Cue, SyntaxForm};
use crate::model::Exclusion;

/// The answers for English.
pub(super) struct English {
    pub form: &'static SyntaxForm,
}

impl Syntax for English {
    /// For a date that leads its clause, the first predicate behind it; else the nearest before it in the clause, else the first behind it.
    fn event_of(&self, sentence: &Sentence<'_>, date: usize) -> Option<Attached> {
        let clause = self.clause_of(sentence, date);
        let tells = |at: &usize| tells_event(&sentence.tokens[*at]) && !self.is_possible_only(sentence, *at);
        let behind = || (date + 1..clause.end).take_while(|at| !sentence.tokens[*at].is_date()).find(tells);
        let before = || (clause.start..date).rev().take_while(|at| !sentence.tokens[*at].is_date()).find(tells);
        let by = if self.leads(sentence, &clause, date) { behind().or_else(before) } else { before().or_else(behind) };
        let by = by.or_else(|| (clause.start..date).rev().find(tells)).or_else(|| (0..sentence.tokens.len()).find(tells))?;
        let event = event_in_clause(sentence, self.clause_of(sentence, by), by)?;
        Some(Attached { event, by })
    }

    fn stance_of(&self, sentence: &Sentence<'_>, item: usize) -> Option<Stance> {
        let clause = self.clause_of(sentence, item);
        if (clause.start..item).rev().take(2).any(|at| sentence.tokens[at].cue(Cue::Except) && sentence.between(at, item).len() <= 40) {
            return Some(Stance::Excluded(Exclusion::NotIncluded));
        }
        // "…, but not passwords": a negation that opens the clause takes up the predicate before it.
        let opens_negated = sentence.tokens[clause.clone()].first().is_some_and(|token| token.cue(Cue::Not));
        if opens_negated && !sentence.tokens[clause.clone()].iter().any(tells_of_things) {
            return Some(Stance::Excluded(Exclusion::NotIncluded));
        }
        let said =
            stance(sentence.tokens[clause.clone()].iter().filter(|token| token.depth <= sentence.tokens[item].depth).map(|token| token));
        self.front_negation(sentence, clause, said)
    }

    fn clause_of(&self, sentence: &Sentence<'_>, at: usize) -> Range<usize> {
        let mut start = at;
        while start > 0 && !self.breaks(sentence, start - 1) {
            start -= 1;
        }
        let mut end = at + 1;
        while end < sentence.tokens.len() && !self.breaks(sentence, end - 1) {
            end += 1;
        }
        start..end
    }

    fn negated(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let clause = self.clause_of(sentence, at);
        (clause.start..at).rev().take(3).any(|before| sentence.tokens[before].cue(Cue::Not) && sentence.between(before, at).len() <= 40)
    }
}

impl English {
    /// Whether a clause ends between token `at` and the next: a semicolon, a dash, or a word that opens another clause.
    fn breaks(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        if at + 1 >= sentence.tokens.len() {
            return true;
        }
        let gap = sentence.between(at, at + 1);
        if gap.contains(';') || gap.contains(" - ") {
            return true;
        }
        self.form.clause_openers.iter().any(|word| {
            gap.match_indices(word.as_str()).any(|(start, _)| {
                let boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                boundary(gap[..start].chars().next_back()) && boundary(gap[start + word.len()..].chars().next())
            })
        })
    }

    /// Whether nothing but small words stands before the date in its clause.
    fn leads(&self, sentence: &Sentence<'_>, clause: &Range<usize>, date: usize) -> bool {
        !(clause.start..date).any(|at| tells_event(&sentence.tokens[at]))
    }

    /// A negation before the first predicate (`No passwords were stored`, `neither … nor …`) excludes what the clause tells of.
    fn front_negation(&self, sentence: &Sentence<'_>, clause: Range<usize>, said: Option<Stance>) -> Option<Stance> {
        let tokens = &sentence.tokens[clause];
        let not = tokens.iter().position(|token| token.cue(Cue::Not))?;
        let tells = tokens.iter().position(tells_of_things)?;
        let exclusion = if tokens.iter().any(|token| token.cue(Cue::Hold)) {
            Exclusion::NotHeld
        } else if tokens.iter().any(|token| token.cue(Cue::Finding)) {
            Exclusion::NotConfirmed
        } else {
            Exclusion::NotIncluded
        };
        if not < tells || matches!(said, Some(Stance::Excluded(_))) { Some(Stance::Excluded(exclusion)) } else { said }
    }

    /// Whether the word tells no event of its own here (a noun such as `report` in a title).
    fn is_possible_only(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        self.negated(sentence, at)
    }
}
