//! Who governs whom: word order, one file a language.
//!
//! A [`Sentence`] is a row of tokens without a language. What differs between the languages is where the predicate stands that a date or
//! a thing belongs to, and how far *not* and *may* reach. [`Syntax`] answers those questions; nothing later asks for the language.
//!
//! Limits: there is no tree. A clause is a stretch of a sentence, and a governor is found by direction and nearness, which is right for
//! the plain style of notices and wrong for a few nested sentences.

mod en;
mod ja;
mod listed;
mod sentence;
#[cfg(test)]
mod tests;

pub(crate) use sentence::{Sentence, Token, TokenKind};

use crate::grammar::Value;
use crate::lexicon::{Concept, Cue, Lexicon, Topics};
use crate::model::{Action, CauseCategory, Event, Exclusion, Language, Unit};

/// What a text says of a thing: whether it was touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stance {
    /// It was.
    Leaked,
    /// It was where it happened: what holds of the whole holds of it.
    Involved,
    /// It may have been.
    Possible,
    /// It was not.
    Excluded(Exclusion),
}

/// The event that a date belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Attached {
    /// What happened.
    pub event: Event,
    /// The token of the predicate.
    pub by: usize,
}

/// The questions that the languages answer differently.
pub(crate) trait Syntax: Sync {
    /// The predicate that the date at token `date` belongs to.
    fn event_of(&self, sentence: &Sentence<'_>, date: usize) -> Option<Attached>;

    /// The predicates of the clauses behind the first one, which the same date goes for: 1月18日に*検知し、直ちに遮断した*. `entry`: the date is set apart
    /// before all of them.
    fn also(&self, sentence: &Sentence<'_>, date: usize, first: Attached, entry: bool) -> Vec<Attached>;

    /// What the sentence says of the thing at token `item`; `None` where it says nothing.
    fn stance_of(&self, sentence: &Sentence<'_>, item: usize) -> Option<Stance>;

    /// Whether a clause ends between token `at` and the next.
    fn breaks(&self, sentence: &Sentence<'_>, at: usize) -> bool;

    /// The range of tokens of the clause that token `at` stands in.
    fn clause_of(&self, sentence: &Sentence<'_>, at: usize) -> std::ops::Range<usize> {
        sentence.clause(at, |at| self.breaks(sentence, at))
    }

    /// The event that the sentence as a whole tells of, where it names no day.
    fn main_event(&self, sentence: &Sentence<'_>) -> Option<Event>;

    /// Adds what is told by endings and not by words (含まれ*ない*, 攻撃*を受け*), and takes away what only looks like a word.
    fn settle(&self, sentence: &mut Sentence<'_>);

    /// Whether the predicate at token `at` does what it says, now, and on no other day.
    fn performed(&self, sentence: &Sentence<'_>, at: usize) -> bool;

    /// Whether the predicate at token `by` may tell those whom token `whom` names: *お客様に*お知らせ, not *お客様の情報に関する*お知らせ.
    fn tells_to(&self, sentence: &Sentence<'_>, whom: usize, by: usize) -> bool;

    /// Whether the predicate at token `at` only says which thing is meant: *発生した*障害.
    fn qualifies(&self, sentence: &Sentence<'_>, at: usize) -> bool;

    /// Whether the report at token `by` comes to the teller: *委託先から*報告, 報告*を受け*.
    fn is_received(&self, sentence: &Sentence<'_>, by: usize) -> bool;

    /// Whether the word for telling at token `by` names one that comes from somebody: *委託先からの*連絡.
    fn comes_from(&self, sentence: &Sentence<'_>, by: usize) -> bool;

    /// Whether he whom token `at` names only helps to look into the matter: *保守業者に*調査を依頼, *専門家による*調査.
    fn helps(&self, sentence: &Sentence<'_>, at: usize) -> bool;

    /// Whether the word at token `plan` says of the predicate at token `by`, in whose clause it stands, that it is to come.
    fn plans(&self, sentence: &Sentence<'_>, plan: usize, by: usize) -> bool;

    /// Whether the predicate at token `at` is said not to be so.
    fn negated(&self, sentence: &Sentence<'_>, at: usize) -> bool;
}

/// The word order of a language.
pub(crate) fn of(lexicon: &'static Lexicon) -> Box<dyn Syntax> {
    match lexicon.language {
        Language::Ja => Box::new(ja::Japanese { form: &lexicon.form.syntax }),
        Language::En => Box::new(en::English { form: &lexicon.form.syntax }),
    }
}

/// Whether a token is a predicate about things: it leaked, it is included, it is kept, it was found.
fn tells_of_things(token: &Token) -> bool {
    const THINGS: Topics = Topics::cue(Cue::Leak)
        .or(Topics::cue(Cue::Include))
        .or(Topics::cue(Cue::Hold))
        .or(Topics::cue(Cue::Finding))
        .or(Topics::cue(Cue::Outside));
    token.tells(THINGS)
}

/// What a predicate tells of that tells of an event.
const EVENTS: Topics = Topics::EVENTS.or(Topics::cue(Cue::Completed));

/// Whether a token is a predicate that tells of an event.
fn tells_event(token: &Token) -> bool {
    token.tells(EVENTS)
}

/// What is done in the course of a matter, each on a day.
pub(crate) fn is_step(event: Event) -> bool {
    matches!(event, Event::Discovered | Event::Contained | Event::Notified | Event::Reported | Event::Restored)
}

/// What may happen to things beside a leak.
const HARMS: Topics = Topics::cue(Cue::Login).or(Topics::cue(Cue::Outside)).or(Topics::EVENTS);

/// The stance that a row of cues adds up to, where all that is said of a thing stands behind it: certainty and negation in one.
///
/// `cues` are the tokens within the scope that the language found. *Not* excludes, by the last predicate before it; *may* makes possible;
/// a plain predicate of a leak says leaked, and one of inclusion (登録された, included) that the thing was there; that something is kept or found says
/// nothing by itself.
fn stance<'t>(cues: impl Iterator<Item = &'t Token>) -> Option<Stance> {
    let mut said = None;
    // Whether something is kept, or found that could have happened to it: 住所を確認できない finds nothing.
    let (mut kept, mut harmed) = (false, false);
    let mut exclusion = Exclusion::NotIncluded;
    for token in cues {
        harmed |= !token.cue(Cue::Misuse) && (token.names_harm() || token.tells(HARMS) && !token.cue(Cue::Finding));
        if token.cue(Cue::Hold) {
            exclusion = Exclusion::NotHeld;
            kept = true;
        } else if token.cue(Cue::Finding) {
            exclusion = Exclusion::NotConfirmed;
            kept = harmed;
        } else if token.cue(Cue::Include) || token.cue(Cue::Leak) {
            exclusion = Exclusion::NotIncluded;
        }
        if token.cue(Cue::Not) {
            if said.is_some() || kept || token.cue(Cue::Outside) {
                said = Some(Stance::Excluded(exclusion));
            }
        } else if token.cue(Cue::Outside) {
            said = Some(Stance::Excluded(Exclusion::NotIncluded));
        } else if token.cue(Cue::Possible) {
            said = match said {
                Some(Stance::Excluded(_)) => said,
                _ => Some(Stance::Possible),
            };
        } else if token.cue(Cue::Leak) && matches!(said, None | Some(Stance::Involved)) {
            said = Some(Stance::Leaked);
        } else if token.cue(Cue::Include) && said.is_none() {
            said = Some(Stance::Involved);
        }
    }
    said
}

/// The event that the predicate at token `at` tells of; `None` where it is no predicate, or says what it does (お知らせいたします).
pub(crate) fn event_at(syntax: &dyn Syntax, sentence: &Sentence<'_>, at: usize) -> Option<Event> {
    let tells = tells_event(&sentence.tokens[at]) && !syntax.performed(sentence, at);
    tells.then(|| event_in_clause(syntax, sentence, syntax.clause_of(sentence, at), at)).flatten()
}

/// The event that a predicate's word means where it stands: one word may tell of several.
///
/// 確認 and *confirmed* are the day of learning unless an investigation led there, and its end is the day of certainty. Whom a report goes to
/// decides what it was: an authority, the people concerned, else the public.
fn event_in_clause(syntax: &dyn Syntax, sentence: &Sentence<'_>, clause: std::ops::Range<usize>, by: usize) -> Option<Event> {
    let token = &sentence.tokens[by];
    let within = &sentence.tokens[clause.clone()];
    let authority = || within.iter().any(|token| token.authority().is_some());
    // An authority beyond another predicate is that one's.
    let authority_beside = || {
        let tells = |at: &usize| *at != by && tells_event(&sentence.tokens[*at]);
        // `reported it to the Commission on May 3 and wrote to the tenants`: who was told on an earlier day is not told here.
        let told_before = |at: usize| (at + 1..by).rev().find(|next| sentence.tokens[*next].is_date()).unwrap_or(at) + 1;
        let start = (clause.start..by).rev().find(tells).map_or(clause.start, told_before);
        let end = (by + 1..clause.end).find(tells).unwrap_or(clause.end);
        sentence.tokens[start..end].iter().any(|token| token.authority().is_some())
    };
    let are_people = |token: &Token| [Unit::Person, Unit::Household, Unit::Company].iter().any(|unit| token.counts(*unit));
    let people = || clause.clone().any(|at| are_people(&sentence.tokens[at]) && syntax.tells_to(sentence, at, by));
    let inquiry = || within.iter().any(|token| token.cue(Cue::Inquiry));
    let has = |event: Event| token.is(Concept::Event(event));
    // *The customers were informed* tells them, *we were informed* tells the teller.
    if has(Event::Discovered) && has(Event::Notified) {
        let before = || within.iter().filter(|near| near.span.end() <= token.span.start());
        let told = before().any(|near| near.counts(Unit::Person));
        let reported = before().any(|near| near.authority().is_some());
        return Some(if told {
            Event::Notified
        } else if reported {
            Event::Reported
        } else {
            Event::Discovered
        });
    }
    if (token.cue(Cue::Completed) || has(Event::Confirmed)) && inquiry() {
        return Some(Event::Confirmed);
    }
    // What was sent to the wrong people told them of nothing.
    let slip = || {
        sentence
            .tokens
            .iter()
            .any(|token| [CauseCategory::Misdelivery, CauseCategory::HumanError].iter().any(|cause| token.is(Concept::Cause(*cause))))
    };
    // What is sent with an apology tells of the matter; what is sent otherwise may be the matter.
    if has(Event::Occurred) && has(Event::Notified) {
        // 迷惑メールの送信: what is named so is the matter.
        let matter = by.checked_sub(1).is_some_and(|before| sentence.tokens[before].cue(Cue::Context));
        if matter {
            return Some(Event::Occurred);
        }
        let tells = sentence.tokens.iter().any(|token| token.is(Concept::Action(Action::Apology)))
            || token.is(Concept::Action(Action::CustomersNotified)) && people()
            || sentence.tokens[..by].iter().any(|before| before.is(Concept::Event(Event::Reported)));
        return Some(if slip() || !tells { Event::Occurred } else { Event::Notified });
    }
    // A report that a law asks for is made to an authority.
    if has(Event::Discovered) && has(Event::Reported) {
        let by_law = sentence.tokens.iter().any(|token| matches!(token.value(), Some(Value::Law(_))));
        return Some(if by_law || authority() { Event::Reported } else { Event::Discovered });
    }
    if has(Event::Confirmed) && has(Event::Discovered) {
        return Some(Event::Discovered);
    }
    if has(Event::Reported) && !authority() && syntax.is_received(sentence, by) {
        return Some(Event::Discovered);
    }
    let tells = [Event::Reported, Event::Notified, Event::Announced].into_iter().filter(|event| has(*event)).count();
    if (has(Event::Notified) || tells > 1) && authority_beside() {
        return Some(Event::Reported);
    }
    if tells > 1 && has(Event::Notified) && people() {
        return Some(Event::Notified);
    }
    let flaw = within.iter().any(|token| matches!(token.value(), Some(Value::Vulnerability(_))));
    if flaw && token.events().next() == Some(Event::Announced) {
        return Some(Event::VulnerabilityPublished);
    }
    if tells > 1 && has(Event::Announced) {
        return Some(Event::Announced);
    }
    token.events().next()
}
