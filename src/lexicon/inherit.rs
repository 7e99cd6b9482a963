//! What words of the lexicon stand for beside what their lists say.
//!
//! Of words that overlap the first and then the longest is found, so a phrase hides the words in it; and a response is an event, too. That each
//! list need not repeat the words of the others, what follows from them is added here.

use std::collections::HashMap;

use super::Concept;
use crate::model::{Action, Event};

/// Adds to each word what follows from the lists that it stands in.
pub(super) fn complete(words: &mut [(String, Vec<Concept>)]) {
    responses_are_events(words);
    inherit_events(words);
    inherit_responses(words);
}

/// A word for telling those affected, for a service suspended, resumed or ended tells of that event.
fn responses_are_events(words: &mut [(String, Vec<Concept>)]) {
    for (_, concepts) in words.iter_mut().filter(|(_, concepts)| !concepts.iter().any(|concept| matches!(concept, Concept::Event(_)))) {
        let told = concepts.iter().position(|concept| matches!(concept, Concept::Action(_)));
        let Some((at, &Concept::Action(action))) = told.and_then(|at| Some((at, concepts.get(at)?))) else { continue };
        let always =
            matches!(action, Action::CustomersNotified | Action::ServiceSuspended | Action::ServiceResumed | Action::ServiceTerminated);
        if let Some(event) = event_of(action).filter(|_| always) {
            concepts.insert(at, Concept::Event(event));
        }
    }
}

/// A phrase for a cause or a report (`laptop was stolen`) hides the word in it that tells of an event (`stolen`), so it tells of it too.
fn inherit_events(words: &mut [(String, Vec<Concept>)]) {
    let told = |concepts: &[Concept]| {
        concepts.iter().copied().find(|concept| matches!(concept, Concept::Event(Event::Occurred | Event::Reported | Event::Other)))
    };
    let telling = words.iter().filter_map(|(word, concepts)| Some((word, told(concepts)?)));
    let tells: HashMap<String, Concept> =
        telling.filter(|(word, _)| !word.contains(' ')).map(|(word, event)| (word.clone(), event)).collect();
    for (word, concepts) in words.iter_mut() {
        let cause = concepts.iter().any(|concept| matches!(concept, Concept::Cause(_)));
        let report = concepts.iter().any(|concept| matches!(concept, Concept::Action(Action::RegulatorNotified | Action::PoliceNotified)));
        let has_event = concepts.iter().any(|concept| matches!(concept, Concept::Event(_)));
        if has_event || !(cause || report) || !word.contains(' ') {
            continue;
        }
        let inside = || word.trim_end_matches('*').split(' ').filter_map(|part| tells.get(part).copied());
        let fits = |event: &Concept| if *event == Concept::Event(Event::Reported) { report } else { cause };
        concepts.extend(inside().find(fits));
    }
}

/// A phrase hides the words in it, so where it tells of an event that is a response, or of a response that is an event, it tells of the other as they
/// do: *account locked* is told by *locked* to have stopped it, *was taken down* by *taken down* to have suspended the service.
fn inherit_responses(words: &mut [(String, Vec<Concept>)]) {
    let as_event = |concept: &Concept| if let Concept::Action(action) = concept { event_of(*action) } else { None };
    let is_response = |concept: &Concept| matches!(concept, Concept::Event(event) if EVENTS_OF_RESPONSES.contains(event));
    let either = |concepts: &[Concept]| concepts.iter().any(|concept| is_response(concept) || as_event(concept).is_some());
    let telling = || words.iter().enumerate().filter(|(_, (_, concepts))| either(concepts));
    let short = telling().filter(|(_, (word, _))| word.split(' ').nth(2).is_none());
    let tells: HashMap<&str, &[Concept]> = short.map(|(_, (word, concepts))| (word.as_str(), concepts.as_slice())).collect();
    let mut inherited: Vec<(usize, Vec<Concept>)> = Vec::new();
    for (at, (word, concepts)) in telling() {
        let has_event = concepts.iter().any(|concept| matches!(concept, Concept::Event(_)));
        let has_action = concepts.iter().any(|concept| matches!(concept, Concept::Action(_)));
        if has_event == has_action || !word.contains(' ') {
            continue;
        }
        let inside = parts(word).filter_map(|part| tells.get(part)).flat_map(|told| told.iter());
        let fits = |other: &Concept| {
            if has_action {
                concepts.iter().filter_map(as_event).any(|event| *other == Concept::Event(event))
            } else {
                as_event(other).is_some_and(|event| concepts.contains(&Concept::Event(event)))
            }
        };
        let mut found: Vec<Concept> = Vec::new();
        inside.filter(|other| fits(other)).for_each(|other| {
            if !found.contains(other) {
                found.push(*other)
            }
        });
        inherited.push((at, found));
    }
    for (at, found) in inherited {
        words[at].1.extend(found);
    }
}

/// The words of a phrase, alone and by two.
fn parts(phrase: &str) -> impl Iterator<Item = &str> {
    let starts = || std::iter::once(0).chain(phrase.match_indices(' ').map(|(at, _)| at + 1));
    let ends = || phrase.match_indices(' ').map(|(at, _)| at).chain([phrase.len()]);
    let alone = starts().zip(ends()).map(|(start, end)| &phrase[start..end]);
    let by_two = starts().zip(ends().skip(1)).map(|(start, end)| &phrase[start..end]);
    by_two.filter(move |two| two.len() < phrase.len()).chain(alone)
}

/// The event that a response is.
fn event_of(action: Action) -> Option<Event> {
    match action {
        Action::CustomersNotified => Some(Event::Notified),
        Action::ServiceSuspended | Action::AccessBlocked | Action::PasswordReset => Some(Event::Contained),
        Action::ServiceResumed => Some(Event::Restored),
        Action::ServiceTerminated => Some(Event::Ended),
        _ => None,
    }
}

/// Every event that [`event_of`] gives.
const EVENTS_OF_RESPONSES: [Event; 4] = [Event::Notified, Event::Contained, Event::Restored, Event::Ended];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stands_for_what_follows_from_its_lists() {
        let word = |word: &str, concepts: &[Concept]| (word.to_string(), concepts.to_vec());
        let (locked, blocked) = (Concept::Event(Event::Contained), Concept::Action(Action::AccessBlocked));
        let (told, notified) = (Concept::Action(Action::CustomersNotified), Concept::Event(Event::Notified));
        let mut words = vec![
            word("account locked", &[blocked]),
            word("locked", &[locked]),
            word("passwords", &[]),
            word("reported to all", &[told, Concept::Event(Event::Reported)]),
            word("wrote to", &[told]),
        ];
        complete(&mut words);
        let of = |word: &str| words.iter().find(|(other, _)| other == word).unwrap().1.clone();
        assert_eq!(of("account locked"), [blocked, locked], "the word in the phrase tells of the event");
        assert_eq!(of("locked"), [locked], "a word alone inherits nothing");
        assert_eq!(of("passwords"), []);
        assert_eq!(of("reported to all"), [told, Concept::Event(Event::Reported)], "an event of its own is kept");
        assert_eq!(of("wrote to"), [notified, told], "a response that is an event");
    }
}
