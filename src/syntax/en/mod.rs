//! English word order: the predicate follows its subject; *not* and *may* stand before it; a date leads the clause or trails it.

mod dates;

use std::ops::Range;

use super::{Attached, EVENTS, Sentence, Stance, Syntax, Token, event_in_clause, is_step, tells_event, tells_of_things};
use crate::Span;
use crate::lexicon::{Concept, Cue, SyntaxForm, Topics};
use crate::model::{DataCategory, Event, Exclusion};

/// The answers for English.
pub(super) struct English {
    pub form: &'static SyntaxForm,
}

impl Syntax for English {
    /// For a date that leads its clause, the first predicate behind it; else the nearest before it in the clause, else the first behind it.
    ///
    /// A verb comes before a noun of the same sense (*learned of the intrusion on May 3*), and a predicate that has a day of its own is left to it.
    fn event_of(&self, sentence: &Sentence<'_>, date: usize) -> Option<Attached> {
        let before = sentence.before(date).trim_end().to_lowercase();
        if self.form.as_of.iter().any(|word| before.ends_with(word.as_str())) {
            return None;
        }
        if let Some(first) = self.joined_to(sentence, date) {
            return self.event_of(sentence, first);
        }
        let attached = self.attached_to(sentence, date)?;
        // `told the clients on May 3 and the Commission on May 5`: who stands behind a day was told on the next one.
        let told = attached.event == Event::Reported && sentence.tokens[attached.by].events().any(|event| event == Event::Notified);
        let before = || self.clause_of(sentence, date).take_while(|at| *at < date).any(|at| sentence.tokens[at].authority().is_some());
        let event = if told && attached.by < date && !before() { Event::Notified } else { attached.event };
        Some(Attached { event, ..attached })
    }

    /// The predicate nearest to the item's list, before or behind it, with the negation and the doubt that reach it.
    fn stance_of(&self, sentence: &Sentence<'_>, item: usize) -> Option<Stance> {
        let clause = self.clause_of(sentence, item);
        let excepts = |at: usize| {
            let token = &sentence.tokens[at];
            token.cue(Cue::Except) && token.depth <= sentence.tokens[item].depth && sentence.between(at, item).len() <= 40
        };
        if (clause.start..item).rev().take(2).any(excepts) {
            return Some(Stance::Excluded(Exclusion::NotIncluded));
        }
        let list = self.list_around(sentence, &clause, item);
        let Some(by) = self.predicate_of(sentence, &clause, &list) else {
            let opens = (clause.start..list.start)
                .rev()
                .take(1)
                .any(|at| sentence.tokens[at].cue(Cue::Not) && opens_list(sentence.between(at, list.start)));
            // `Names were accessed, but passwords were not.`
            let elliptic = sentence.tokens.get(list.end).is_some_and(|token| {
                let behind = sentence.after(list.end).trim_start();
                token.cue(Cue::Not) && (behind.is_empty() || behind.starts_with(['.', ',', ';']))
            });
            return (opens || elliptic).then_some(Stance::Excluded(Exclusion::NotIncluded));
        };
        if let Some(exclusion) = self.exclusion(sentence, &clause, &list, by) {
            return Some(Stance::Excluded(exclusion));
        }
        let doubted = self.is_doubted(sentence, &clause, by);
        // What was kept or included there was where it happened, and what became of it is told elsewhere.
        let there = sentence.tokens[by].cue(Cue::Include) || sentence.tokens[by].cue(Cue::Hold);
        let included = there && !sentence.tokens[by].cue(Cue::Leak);
        Some(match (doubted, included) {
            (true, _) => Stance::Possible,
            (false, true) => Stance::Involved,
            (false, false) => Stance::Leaked,
        })
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
        // A relative clause that was put in is deeper, and the clause around it goes on behind it.
        let inserted = sentence.tokens[at + 1].depth > sentence.tokens[at].depth && !gap.contains(['(', '[']);
        !inserted && self.form.clause_openers.has_whole(gap)
    }

    fn main_event(&self, sentence: &Sentence<'_>) -> Option<Event> {
        if sentence.tells(Topics::DATES) || !sentence.tells(EVENTS) {
            return None;
        }
        let by = (0..sentence.tokens.len()).find(|at| tells_event(&sentence.tokens[*at]) && !self.negated(sentence, *at))?;
        event_in_clause(self, sentence, self.clause_of(sentence, by), by).filter(|event| *event != Event::Other)
    }

    /// Takes away what only looks like a negation: the *no* of a Japanese name (`Komugi no Mori`). What stands in a relative clause between
    /// commas is put as deep as if it stood in brackets (`names, which were listed before, were not leaked`).
    fn settle(&self, sentence: &mut Sentence<'_>) {
        let (text, start) = (sentence.text, sentence.span.start());
        for inserted in self.inserted_clauses(text) {
            let inside = |token: &&mut Token| inserted.contains(&(token.span.start() - start));
            sentence.tokens.iter_mut().filter(inside).for_each(|token| token.depth += 1);
        }
        for token in sentence.tokens.iter_mut().filter(|token| token.events().any(|event| event == Event::Notified)) {
            if self.is_told_by_others(text, token.span.start() - start, token.span.end() - start) {
                *token = Token::word(token.span, LEARNT, token.depth);
            }
        }
        sentence.tokens.retain(|token| !self.is_instrument(text, token, start));
        self.report_what_is_told(sentence);
        let capital =
            |word: Option<&str>| word.is_some_and(|word| word.trim_start_matches(['"', '(']).starts_with(|c: char| c.is_ascii_uppercase()));
        sentence.tokens.retain(|token| {
            let (from, to) = (token.span.start() - start, token.span.end() - start);
            let named = text[..from].ends_with(' ')
                && capital(text[..from].split_whitespace().next_back())
                && capital(text[to..].split_whitespace().next());
            !(token.cue(Cue::Not) && self.form.name_joints.is(&text[from..to]) && named)
        });
    }

    /// On a day that leads the sentence, what is joined to its first predicate was done too: *On May 3 we found it, shut the site and told the police*.
    fn also(&self, sentence: &Sentence<'_>, date: usize, first: Attached, entry: bool) -> Vec<Attached> {
        let leads = sentence.before(date).split_whitespace().count() <= 2 && first.by > date;
        let end = (date + 1..sentence.tokens.len()).find(|at| sentence.tokens[*at].is_date()).unwrap_or(sentence.tokens.len());
        if !leads || end < sentence.tokens.len() {
            return Vec::new();
        }
        let reach = if entry { end } else { self.clause_of(sentence, first.by).end };
        let joined = |at: &usize| {
            let before = sentence.before(*at).trim_end();
            let near: Vec<&str> = before.rsplit(' ').take(5).collect();
            tells_event(&sentence.tokens[*at])
                && sentence.tokens[*at].depth <= sentence.tokens[date].depth
                && !is_noun(sentence, *at, self.form)
                && !self.negated(sentence, *at)
                && (before.ends_with(',')
                    || self.clause_of(sentence, *at).start > first.by
                    || near.iter().any(|word| self.form.and.iter().any(|and| and == word)))
        };
        let told = (first.by + 1..reach).filter(joined);
        let told = told.filter_map(|by| {
            // Who is told may stand before his verb, in a clause of its own.
            let clause = self.clause_of(sentence, by);
            let clause = if clause.start > first.by { clause } else { by..clause.end };
            event_in_clause(self, sentence, clause, by).map(|event| Attached { event, by })
        });
        let fits = |event: Event| matches!(event, Event::Contained | Event::Notified | Event::Reported) || entry && is_step(event);
        told.filter(|told| fits(told.event) && told.event != first.event).collect()
    }

    /// English notices say *we are writing to tell you*, which no day stands beside.
    fn performed(&self, _: &Sentence<'_>, _: usize) -> bool {
        false
    }

    /// Whoever stands in the clause of the predicate: word order does not tell more.
    fn tells_to(&self, _: &Sentence<'_>, _: usize, _: usize) -> bool {
        true
    }

    /// A participle before its noun is not told from a verb.
    fn qualifies(&self, _: &Sentence<'_>, _: usize) -> bool {
        false
    }

    /// What is received has verbs of its own.
    fn is_received(&self, _: &Sentence<'_>, _: usize) -> bool {
        false
    }

    /// What comes from somebody is told by verbs.
    fn comes_from(&self, _: &Sentence<'_>, _: usize) -> bool {
        false
    }

    /// Who helps is not told by his place.
    fn helps(&self, _: &Sentence<'_>, _: usize) -> bool {
        false
    }

    /// A *will* is that of the predicate beside it: `telephoned them on May 13 and will refund them`.
    fn plans(&self, sentence: &Sentence<'_>, plan: usize, by: usize) -> bool {
        let between = if plan < by { plan + 1..by } else { by + 1..plan };
        !sentence.tokens[between].iter().any(tells_event)
    }

    fn negated(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let clause = self.clause_of(sentence, at);
        // `did not suspend it until May 5`: on that day it was done.
        let next = (at + 1..clause.end).find(|next| sentence.tokens[*next].is_date());
        let until = |next: usize| {
            let date = sentence.slice(sentence.tokens[next].span).to_lowercase();
            self.form.not_until.has_whole(sentence.between(at, next))
                || self.form.not_until.whole(&date).next().is_some_and(|(start, _)| start == 0)
        };
        if next.is_some_and(until) {
            return false;
        }
        let near = (clause.start..at).rev().take(3).any(|before| {
            let gap = sentence.between(before, at);
            sentence.tokens[before].cue(Cue::Not) && gap.len() <= 24 && !gap.contains(',') && !self.form.not_until.has_whole(gap)
        });
        near || self.has_denied_subject(sentence, clause.start, at)
    }
}

impl English {
    /// Whether the subject of the clause that begins at token `start` is nobody or nothing, and `at` is its first predicate: `No flaw in our own
    /// software was exploited`.
    fn has_denied_subject(&self, sentence: &Sentence<'_>, start: usize, at: usize) -> bool {
        let Some(first) = sentence.tokens.get(start).filter(|first| start < at && first.cue(Cue::Not)) else { return false };
        let said = sentence.slice(first.span).to_lowercase();
        let denies = self.form.denied_subjects.iter().any(|word| starts_with_word(&said, word));
        let opens = start == 0 && sentence.before(start).trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
        denies && opens && !sentence.between(start, at).contains(',') && !sentence.tokens[start + 1..at].iter().any(tells_event)
    }

    /// The relative clauses between commas behind which the clause around them goes on with its verb, and exceptions between commas
    /// (`names, but not passwords, of customers`).
    fn inserted_clauses(&self, text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for (at, _) in text.match_indices(", ") {
            let excepted = self.form.excepting.iter().any(|word| starts_with_word(&text[at + 2..], word));
            let opens = self.form.relatives.iter().any(|word| starts_with_word(&text[at + 2..], word));
            if !(opens || excepted) || found.last().is_some_and(|last| at < last.end) {
                continue;
            }
            let mut commas = text[at + 2..].match_indices(", ").map(|(comma, _)| at + 2 + comma);
            let verb = |rest: &str| self.form.is_past(rest.split(' ').next().unwrap_or_default());
            let goes_on = |comma: &usize| {
                let rest = &text[comma + 2..];
                verb(rest) || self.form.auxiliaries.iter().any(|word| starts_with_word(rest, word))
            };
            if let Some(end) = commas.by_ref().take(8).find(|comma| excepted || goes_on(comma)) {
                found.push(at..end);
            }
        }
        found
    }

    /// Whether who is told is told by somebody: `the school was notified on May 3 by its vendor`, but not `were notified by post`.
    fn is_told_by_others(&self, text: &str, from: usize, to: usize) -> bool {
        let word = |text: &str| text.split(' ').next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let said = &text[from..to];
        let before = text[..from].trim_end().rsplit(' ').next().unwrap_or_default();
        let passive = self.form.passives.iter().any(|form| before == form || word(said) == *form);
        let rest: &str = text[to..].split(['.', ';']).next().unwrap_or_default();
        let agent = self.form.by_lines.iter().find_map(|by| {
            let within = said.ends_with(by.as_str()).then_some(rest.trim_start());
            within.or_else(|| rest.split_once(&format!(" {by} ")).filter(|(gap, _)| gap.len() <= 40).map(|(_, agent)| agent))
        });
        passive && agent.is_some_and(|agent| !self.form.means.contains(&word(agent)) && !agent.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// Adds that what is told to an authority is reported to it, where no word of the lexicon says so: `told the Privacy Commission`.
    fn report_what_is_told(&self, sentence: &mut Sentence<'_>) {
        let start = sentence.span.start();
        let told = |at: usize| {
            let authority = sentence.tokens[at].authority().map(|_| sentence.tokens[at].span)?;
            let before = sentence.text[..authority.start() - start].trim_end();
            let before = self
                .form
                .determiners
                .iter()
                .find(|word| ends_with_word(before, word))
                .map_or(before, |word| before[..before.len() - word.len()].trim_end());
            let word = self.form.telling.iter().find(|word| ends_with_word(before, word))?;
            let span = Span::new(before.len() - word.len(), before.len()).shift(start);
            let last = at.checked_sub(1).map(|last| &sentence.tokens[last]).filter(|last| last.span.end() > span.start());
            // An authority that is alerted learns of it from those who know.
            let learns = last.is_some_and(|last| last.events().eq([Event::Discovered]));
            let report = Token::word(span, REPORTED, sentence.tokens[at].depth);
            (last.is_none() || learns).then_some((if learns { at - 1..at } else { at..at }, report))
        };
        let found: Vec<(Range<usize>, Token)> = (0..sentence.tokens.len()).filter_map(told).collect();
        for (at, token) in found.into_iter().rev() {
            sentence.tokens.splice(at, [token]);
        }
    }

    /// Whether a key to an account is named as the means of an attack, not as what was taken: `using a stolen password`.
    fn is_instrument(&self, text: &str, token: &Token, start: usize) -> bool {
        let keys = [DataCategory::Password, DataCategory::Credentials, DataCategory::AccountId];
        if !keys.iter().any(|key| token.is(Concept::Data(*key))) {
            return false;
        }
        let before = text[..token.span.start() - start].trim_end().to_lowercase();
        let near: Vec<&str> = before.rsplit(' ').take(6).collect();
        let near = near.into_iter().rev().collect::<Vec<_>>().join(" ");
        !near.contains([',', ';', ':', '.']) && self.form.instruments.has_whole(&near)
    }

    /// Whether a *may* reaches the predicate `by`: one before it with no other predicate between, or one right behind it.
    fn is_doubted(&self, sentence: &Sentence<'_>, clause: &Range<usize>, by: usize) -> bool {
        let tokens = &sentence.tokens;
        let doubts = |at: &usize| tokens[*at].cue(Cue::Possible) && tokens[*at].depth <= tokens[by].depth;
        let tells = |token: &Token| token.cue(Cue::Leak) || token.cue(Cue::Include);
        // What is *potentially affected* is doubted wherever it is included.
        let includes = tokens[by].cue(Cue::Include) && !tokens[by].cue(Cue::Leak);
        let before = (clause.start..by).rev().find(doubts).is_some_and(|at| includes || !tokens[at + 1..by].iter().any(tells));
        before || (by..clause.end.min(by + 3)).any(|at| doubts(&at))
    }

    /// The row of things that `item` is listed in: tokens that name data or what is counted, with nothing but small words between.
    fn list_around(&self, sentence: &Sentence<'_>, clause: &Range<usize>, item: usize) -> Range<usize> {
        let depth = sentence.tokens[item].depth;
        let listed = |at: usize| {
            let token = &sentence.tokens[at];
            token.depth > depth || token.depth == depth && !token.cue(Cue::Not) && !tells_of_things(token) && !tells_event(token)
        };
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
        let plain = self.exclusion(sentence, clause, list, nearest).is_none();
        let finds = plain && sentence.tokens[nearest].cue(Cue::Finding) && !sentence.tokens[nearest].cue(Cue::Leak);
        // `are entered on another page and were not leaked`
        let stands = sentence.tokens[nearest].cue(Cue::Include) && !sentence.tokens[nearest].cue(Cue::Leak) && nearest >= list.end;
        let keeps = plain && (sentence.tokens[nearest].cue(Cue::Hold) || stands);
        let depth = sentence.tokens[list.start].depth;
        let says_more = |at: &usize| {
            let token = &sentence.tokens[*at];
            let tells = tells_of_things(token) && token.depth <= depth;
            tells && (finds && !token.cue(Cue::Finding) || self.exclusion(sentence, clause, list, *at).is_some())
        };
        let further = (nearest + 1..clause.end).filter(|at| *at >= list.end).find(says_more);
        Some(if keeps || finds { further.unwrap_or(nearest) } else { nearest })
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
        let exclusion = |denied: bool| {
            if denied || tokens[by].cue(Cue::Finding) {
                Exclusion::NotConfirmed
            } else if tokens[by].cue(Cue::Hold) {
                Exclusion::NotHeld
            } else {
                Exclusion::NotIncluded
            }
        };
        if tokens[by].cue(Cue::Outside) {
            return Some(Exclusion::NotIncluded);
        }
        if tokens[by].cue(Cue::Not) {
            return Some(exclusion(false));
        }
        // `are stored neither here nor there`
        let neither = |at: &usize| {
            let said = sentence.tokens.get(*at).map(|token| sentence.slice(token.span).to_lowercase());
            said.is_some_and(|said| self.form.correlatives.contains(&said)) && sentence.between(by, *at).trim().is_empty()
        };
        let behind = Some(by + 1).filter(|at| clause.contains(at)).filter(neither);
        let not = behind.or_else(|| (clause.start..by.max(list.start)).rev().find(|at| tokens[*at].cue(Cue::Not)))?;
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
        reaches.then(|| exclusion(denied))
    }
}

/// Whether between a *not* and a list nothing stands but whose it is, or that the list follows: `Not on that server: passwords`.
fn opens_list(gap: &str) -> bool {
    gap.len() <= 16 || gap.trim_end().ends_with(':') && gap.len() <= LIST_GAP
}

/// What is told to an authority is reported.
const REPORTED: &[Concept] = &[Concept::Event(Event::Reported)];

/// What is told to the teller is learnt.
const LEARNT: &[Concept] = &[Concept::Event(Event::Discovered)];

/// How many bytes may stand between two things of one list.
const LIST_GAP: usize = 48;

/// Whether the predicate at `at` is used as a noun or beside one: *the intrusion*, *of the stolen data*; not *their passwords were reset*.
fn is_noun(sentence: &Sentence<'_>, at: usize, form: &SyntaxForm) -> bool {
    let text = sentence.slice(sentence.tokens[at].span);
    if form.past_endings.iter().any(|ending| text.ends_with(ending.as_str())) && text.contains(' ') {
        return false;
    }
    // Before a noun for a deed an adjective may stand: a suspected leak.
    let deed = text.rsplit(' ').next().is_some_and(|word| form.deeds.iter().any(|deed| word.eq_ignore_ascii_case(deed)));
    let before = sentence.before(at).trim_end();
    // `2 May – Theft discovered`
    let heads = deed && !before.is_empty() && !before.ends_with(|c: char| c.is_alphanumeric() || c == ',');
    heads
        || before
            .rsplit(' ')
            .take(if deed { 2 } else { 1 })
            .any(|word| form.determiners.iter().any(|determiner| word.eq_ignore_ascii_case(determiner)))
}

/// Whether `text` begins with `word` as a whole word.
fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether `text` ends with `word` as a whole word, in small letters or capitals.
fn ends_with_word(text: &str, word: &str) -> bool {
    let Some(at) = text.len().checked_sub(word.len()).filter(|at| text.is_char_boundary(*at)) else { return false };
    text[at..].eq_ignore_ascii_case(word) && !text[..at].ends_with(char::is_alphanumeric)
}
