//! Japanese word order: the predicate closes its clause, and what is said of it stands behind it.

use std::ops::Range;

use super::{Attached, Sentence, Stance, Syntax, event_in_clause, stance, tells_event, tells_of_things};
use crate::lexicon::{Cue, SyntaxForm};
use crate::model::Event;

/// The answers for Japanese.
pub(super) struct Japanese {
    pub form: &'static SyntaxForm,
}

impl Syntax for Japanese {
    /// The first predicate behind the date that is not embedded (…したことを確認 hands on to 確認), within the sentence; for a date that
    /// stands in brackets or ends its clause, the one before it.
    fn event_of(&self, sentence: &Sentence<'_>, date: usize) -> Option<Attached> {
        if let Some(attached) = self.head_noun(sentence, date) {
            return Some(attached);
        }
        let bracketed = sentence.tokens[date].depth > 0;
        let next = self.next_date(sentence, date);
        let behind = (date + 1..next.unwrap_or(sentence.tokens.len())).collect::<Vec<_>>();
        let found = if bracketed { None } else { self.governor(sentence, &behind) };
        let by = found.or_else(|| {
            let until = if bracketed { None } else { next.filter(|next| self.lists_on(sentence, date, *next)) };
            until.and_then(|next| self.governor(sentence, &(next + 1..sentence.tokens.len()).collect::<Vec<_>>()))
        });
        let by =
            by.or_else(|| (0..date).rev().take_while(|at| !sentence.tokens[*at].is_date()).find(|at| tells_event(&sentence.tokens[*at])))?;
        let event = event_in_clause(sentence, self.clause_of(sentence, by), by)?;
        Some(Attached { event, by })
    }

    fn stance_of(&self, sentence: &Sentence<'_>, item: usize) -> Option<Stance> {
        let rest = &sentence.after(item);
        if self.form.excepting.iter().any(|word| rest.trim_start_matches(['を', '等']).starts_with(word.as_str())) {
            return Some(Stance::Excluded(crate::model::Exclusion::NotIncluded));
        }
        let clause = self.clause_of(sentence, item);
        let mut behind = stance(sentence.tokens[item + 1..clause.end].iter());
        if behind.is_none() && !sentence.tokens[item + 1..clause.end].iter().any(tells_event) && clause.end < sentence.tokens.len() {
            let next = self.clause_of(sentence, clause.end);
            behind = stance(sentence.tokens[next].iter());
        }
        behind.or_else(|| stance(sentence.tokens[..item].iter().filter(|token| token.depth <= sentence.tokens[item].depth)))
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
        sentence.tokens[at + 1..clause.end]
            .iter()
            .take_while(|token| !tells_event(token) || token.cue(Cue::Finding))
            .any(|token| token.cue(Cue::Not))
    }
}

impl Japanese {
    /// Whether a clause ends between token `at` and the next: a comma behind an inflected ending.
    fn breaks(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        if at + 1 >= sentence.tokens.len() {
            return true;
        }
        let start = sentence.tokens[at].span.start() - sentence.span.start();
        let end = sentence.tokens[at + 1].span.start().max(sentence.tokens[at].span.end()) - sentence.span.start();
        let Some(gap) = sentence.text.get(start..end) else { return false };
        gap.match_indices('、').any(|(comma, _)| self.ends_clause(&gap[..comma]))
    }

    fn ends_clause(&self, head: &str) -> bool {
        self.form.clause_endings.iter().any(|ending| head.ends_with(ending.as_str()))
            && !self.form.adjuncts.iter().any(|adjunct| head.ends_with(adjunct.as_str()))
    }

    /// A date that qualifies a noun: 4日の障害, 4月15日の公表.
    fn head_noun(&self, sentence: &Sentence<'_>, date: usize) -> Option<Attached> {
        let rest = sentence.after(date);
        let noun = self.form.genitives.iter().find_map(|particle| rest.strip_prefix(particle.as_str()))?;
        let at = sentence.span.end() - noun.len();
        let by = (date + 1..sentence.tokens.len()).find(|by| {
            let token = &sentence.tokens[*by];
            token.span.start() >= at && token.span.start() <= at + 30 && (tells_event(token) || names_harm(token))
        })?;
        let event = event_in_clause(sentence, by..by + 1, by).unwrap_or(Event::Occurred);
        Some(Attached { event, by })
    }

    fn next_date(&self, sentence: &Sentence<'_>, date: usize) -> Option<usize> {
        (date + 1..sentence.tokens.len())
            .find(|at| sentence.tokens[*at].is_date() && sentence.tokens[*at].depth <= sentence.tokens[date].depth)
    }

    /// Whether two dates stand in a row of their own: 4月21日(速報)および7月14日(確報)に報告.
    fn lists_on(&self, sentence: &Sentence<'_>, date: usize, next: usize) -> bool {
        let gap = sentence.between(date, next);
        !gap.contains('。')
            && gap.chars().count() <= 24
            && !(date + 1..next).any(|at| tells_event(&sentence.tokens[at]) && sentence.tokens[at].depth == 0)
    }

    /// The main predicate among `tokens`: the first that tells of an event and is not embedded in a later one of the same clause.
    fn governor(&self, sentence: &Sentence<'_>, tokens: &[usize]) -> Option<usize> {
        let mut found: Option<usize> = None;
        for &at in tokens {
            let token = &sentence.tokens[at];
            if let Some(by) = found {
                if self.breaks_between(sentence, by, at) || !self.hands_on(sentence, by) {
                    break;
                }
            }
            if tells_event(token) && token.depth <= sentence.tokens[tokens[0]].depth.max(0) && !self.is_nominal(sentence, at) {
                found = Some(at);
            }
        }
        found.or_else(|| tokens.iter().copied().find(|at| tells_event(&sentence.tokens[*at])))
    }

    fn breaks_between(&self, sentence: &Sentence<'_>, left: usize, right: usize) -> bool {
        (left..right).any(|at| self.breaks(sentence, at))
    }

    /// Whether the predicate at `at` is embedded: …したこと, …した旨, …の報告.
    fn hands_on(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let rest = sentence.after(at);
        let reach = rest.char_indices().nth(14).map_or(rest.len(), |(end, _)| end);
        let near = &rest[..reach];
        let stop = near.find(['、', '。']).unwrap_or(near.len());
        self.form.nominalizers.iter().any(|word| near[..stop].contains(word.as_str()))
    }

    /// Whether the word stands as a noun that another predicate uses: 不具合の原因, 発生後, 停止に伴い.
    fn is_nominal(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let rest = sentence.after(at);
        self.form.noun_marks.iter().any(|mark| rest.starts_with(mark.as_str()))
    }
}

/// Whether a word names what went wrong.
fn names_harm(token: &super::Token) -> bool {
    token.concepts().iter().any(|concept| matches!(concept, crate::lexicon::Concept::Cause(_))) || tells_of_things(token)
}
