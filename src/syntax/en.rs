//! English word order: the predicate follows its subject; *not* and *may* stand before it; a date leads the clause or trails it.

use std::ops::Range;

use super::{Attached, Sentence, Stance, Syntax, Token, event_in_clause, tells_event, tells_of_things};
use crate::lexicon::{Cue, SyntaxForm};
use crate::model::{Event, Exclusion};

/// The answers for English.
pub(super) struct English {
    pub form: &'static SyntaxForm,
}

impl Syntax for English {
    /// For a date that leads its clause, the first predicate behind it; else the nearest before it in the clause, else the first behind it.
    fn event_of(&self, sentence: &Sentence<'_>, date: usize) -> Option<Attached> {
        let before = sentence.before(date).trim_end().to_lowercase();
        if self.form.as_of.iter().any(|word| before.ends_with(word.as_str())) {
            return None;
        }
        let clause = self.clause_of(sentence, date);
        let stretch = self.stretch_of(sentence, &clause, date);
        let tells = |at: &usize| tells_event(&sentence.tokens[*at]) && !self.negated(sentence, *at);
        let behind = |range: Range<usize>| (date + 1..range.end).take_while(|at| !sentence.tokens[*at].is_date()).find(tells);
        let before = |range: Range<usize>| (range.start..date).rev().take_while(|at| !sentence.tokens[*at].is_date()).find(tells);
        let leads = !(stretch.start..date).any(|at| tells_event(&sentence.tokens[at]));
        let near = |range: Range<usize>| {
            if leads { behind(range.clone()).or_else(|| before(range)) } else { before(range.clone()).or_else(|| behind(range)) }
        };
        let by = near(stretch).or_else(|| near(clause.clone()));
        let by = by.or_else(|| (clause.start..date).rev().find(tells)).or_else(|| (0..sentence.tokens.len()).find(tells))?;
        let event = event_in_clause(sentence, self.clause_of(sentence, by), by)?;
        Some(Attached { event, by })
    }

    /// The predicate nearest to the item's list, before or behind it, with the negation and the doubt that reach it.
    fn stance_of(&self, sentence: &Sentence<'_>, item: usize) -> Option<Stance> {
        let clause = self.clause_of(sentence, item);
        if (clause.start..item).rev().take(2).any(|at| sentence.tokens[at].cue(Cue::Except) && sentence.between(at, item).len() <= 40) {
            return Some(Stance::Excluded(Exclusion::NotIncluded));
        }
        let list = self.list_around(sentence, &clause, item);
        let Some(by) = self.predicate_of(sentence, &clause, &list) else {
            let opens = (clause.start..list.start)
                .rev()
                .take(1)
                .any(|at| sentence.tokens[at].cue(Cue::Not) && sentence.between(at, list.start).len() <= 16);
            return opens.then_some(Stance::Excluded(Exclusion::NotIncluded));
        };
        if let Some(exclusion) = self.exclusion(sentence, &clause, &list, by) {
            return Some(Stance::Excluded(exclusion));
        }
        let doubted = self.is_doubted(sentence, &clause, by);
        Some(if doubted { Stance::Possible } else { Stance::Leaked })
    }

    /// Whether a clause ends between token `at` and the next: a semicolon, a dash, or a word that opens another clause.
    fn breaks(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        if at + 1 >= sentence.tokens.len() {
            return true;
        }
        let gap = sentence.between(at, at + 1);
        if gap.contains(';') {
            return true;
        }
        has_word(gap, &self.form.clause_openers)
    }

    fn main_event(&self, sentence: &Sentence<'_>) -> Option<Event> {
        if sentence.tokens.iter().any(super::Token::is_date) {
            return None;
        }
        let by = (0..sentence.tokens.len()).find(|at| tells_event(&sentence.tokens[*at]) && !self.negated(sentence, *at))?;
        event_in_clause(sentence, self.clause_of(sentence, by), by).filter(|event| *event != Event::Other)
    }

    /// Takes away what only looks like a negation: the *no* of a Japanese name (`Komugi no Mori`).
    fn settle(&self, sentence: &mut Sentence<'_>) {
        let (text, start) = (sentence.text, sentence.span.start());
        let capital =
            |word: Option<&str>| word.is_some_and(|word| word.trim_start_matches(['"', '(']).starts_with(|c: char| c.is_ascii_uppercase()));
        sentence.tokens.retain(|token| {
            let (from, to) = (token.span.start() - start, token.span.end() - start);
            let named = text[..from].ends_with(' ')
                && capital(text[..from].split_whitespace().next_back())
                && capital(text[to..].split_whitespace().next());
            !(token.cue(Cue::Not) && &text[from..to] == "no" && named)
        });
    }

    fn also(&self, _: &Sentence<'_>, _: usize, _: Attached) -> Vec<Attached> {
        Vec::new()
    }

    /// English notices say *we are writing to tell you*, which no day stands beside.
    fn performed(&self, _: &Sentence<'_>, _: usize) -> bool {
        false
    }

    fn negated(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let clause = self.clause_of(sentence, at);
        (clause.start..at).rev().take(3).any(|before| {
            let gap = sentence.between(before, at);
            sentence.tokens[before].cue(Cue::Not) && gap.len() <= 24 && !gap.contains(',')
        })
    }
}

impl English {
    /// Whether a *may* reaches the predicate `by`: one before it with no other predicate between, or one right behind it.
    fn is_doubted(&self, sentence: &Sentence<'_>, clause: &Range<usize>, by: usize) -> bool {
        let tokens = &sentence.tokens;
        let doubts = |at: &usize| tokens[*at].cue(Cue::Possible) && tokens[*at].depth <= tokens[by].depth;
        let tells = |token: &Token| token.cue(Cue::Leak) || token.cue(Cue::Include);
        let before = (clause.start..by).rev().find(doubts).is_some_and(|at| !tokens[at + 1..by].iter().any(tells));
        before || (by..clause.end.min(by + 3)).any(|at| doubts(&at))
    }

    /// The row of things that `item` is listed in: tokens that name data or what is counted, with nothing but small words between.
    fn list_around(&self, sentence: &Sentence<'_>, clause: &Range<usize>, item: usize) -> Range<usize> {
        let listed =
            |at: usize| !sentence.tokens[at].cue(Cue::Not) && !tells_of_things(&sentence.tokens[at]) && !tells_event(&sentence.tokens[at]);
        let mut start = item;
        while start > clause.start && listed(start - 1) && sentence.between(start - 1, start).len() <= LIST_GAP {
            start -= 1;
        }
        let mut end = item + 1;
        while end < clause.end && listed(end) && sentence.between(end - 1, end).len() <= LIST_GAP {
            end += 1;
        }
        start..end
    }

    /// The predicate that tells of a list: the nearest, but where that only says where the things are kept, one behind it that says more
    /// (`are kept in a separate system and were not affected`).
    fn predicate_of(&self, sentence: &Sentence<'_>, clause: &Range<usize>, list: &Range<usize>) -> Option<usize> {
        let nearest = self.nearest_predicate(sentence, clause, list)?;
        let keeps = sentence.tokens[nearest].cue(Cue::Hold) && self.exclusion(sentence, clause, list, nearest).is_none();
        let says_more = |at: &usize| tells_of_things(&sentence.tokens[*at]) && self.exclusion(sentence, clause, list, *at).is_some();
        let further = (nearest + 1..clause.end).filter(|at| *at >= list.end).find(says_more);
        Some(if keeps { further.unwrap_or(nearest) } else { nearest })
    }

    fn nearest_predicate(&self, sentence: &Sentence<'_>, clause: &Range<usize>, list: &Range<usize>) -> Option<usize> {
        let depth = sentence.tokens[list.start].depth;
        let tells = |at: &usize| tells_of_things(&sentence.tokens[*at]) && sentence.tokens[*at].depth <= depth;
        let before = (clause.start..list.start).rev().find(tells);
        let behind = (list.end..clause.end).find(tells);
        match (before, behind) {
            (Some(before), Some(behind)) => {
                let to_before = sentence.between(before, list.start).len();
                let to_behind = sentence.between(list.end - 1, behind).len();
                Some(if to_behind < to_before { behind } else { before })
            }
            (before, behind) => before.or(behind),
        }
    }

    /// Whether a negation reaches the predicate `by` of a list, and what it then says.
    ///
    /// It stands before the predicate with no other between and no comma, unless it is a determiner of the list itself (`No names, addresses or …
    /// were stored`); or between the predicate and its list (`included no passwords`); or it denies that there is evidence of it.
    fn exclusion(&self, sentence: &Sentence<'_>, clause: &Range<usize>, list: &Range<usize>, by: usize) -> Option<Exclusion> {
        let tokens = &sentence.tokens;
        if tokens[by].cue(Cue::Outside) {
            return Some(Exclusion::NotIncluded);
        }
        if tokens[by].cue(Cue::Not) {
            return Some(if tokens[by].cue(Cue::Finding) { Exclusion::NotConfirmed } else { Exclusion::NotIncluded });
        }
        let not = (clause.start..by.max(list.start)).rev().find(|at| tokens[*at].cue(Cue::Not))?;
        let other = (not + 1..by).find(|at| tells_of_things(&tokens[*at]) && !tokens[*at].cue(Cue::Not));
        let evidence = tokens[not].cue(Cue::Finding);
        let denied = evidence || other.is_some_and(|at| tokens[at].cue(Cue::Finding));
        let reaches = if not > by {
            true
        } else {
            let gap = sentence.between(not, other.unwrap_or(by));
            let determines = not + 1 == list.start && sentence.between(not, list.start).len() <= 24;
            (other.is_none() || denied) && (!gap.contains(',') || determines)
        };
        reaches.then_some(if denied || tokens[by].cue(Cue::Finding) {
            Exclusion::NotConfirmed
        } else if tokens[by].cue(Cue::Hold) {
            Exclusion::NotHeld
        } else {
            Exclusion::NotIncluded
        })
    }

    /// The stretch of the clause that a date stands in: a subordinate clause has days of its own.
    fn stretch_of(&self, sentence: &Sentence<'_>, clause: &Range<usize>, date: usize) -> Range<usize> {
        let opens = |left: usize| has_word(sentence.between(left, left + 1), &self.form.subordinators);
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

/// How many bytes may stand between two things of one list.
const LIST_GAP: usize = 48;

/// Whether one of `words` stands in `text` as a whole word.
fn has_word(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| {
        text.match_indices(word.as_str()).any(|(start, _)| {
            let boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            boundary(text[..start].chars().next_back()) && boundary(text[start + word.len()..].chars().next())
        })
    })
}
