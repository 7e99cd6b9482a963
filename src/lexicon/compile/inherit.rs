//! What words of the lexicon stand for beside what their lists say.
//!
//! Of words that overlap the first and then the longest is found, so a phrase hides the words in it; and a response is an event, too. That each
//! list need not repeat the words of the others, what follows from them is added here.

use std::collections::HashMap;

use super::{Concept, Word};

/// The event that a response is.
const EVENTS_OF_RESPONSES: [(&str, &str); 6] = [
    ("customers_notified", "notified"),
    ("service_suspended", "contained"),
    ("access_blocked", "contained"),
    ("password_reset", "contained"),
    ("service_resumed", "restored"),
    ("service_terminated", "ended"),
];

/// The responses whose every word tells of the event, too.
const ALWAYS_EVENTS: [&str; 4] = ["customers_notified", "service_suspended", "service_resumed", "service_terminated"];

/// The event that `concept` is where it is a response.
fn event_of((table, key): Concept) -> Option<Concept<'static>> {
    let known = EVENTS_OF_RESPONSES.iter().find(|(response, _)| table == "response" && *response == key);
    known.map(|(_, event)| ("event", *event))
}

fn has(concepts: &[Concept], table: &str) -> bool {
    concepts.iter().any(|concept| concept.0 == table)
}

/// Adds to each word what follows from the lists that it stands in.
pub(super) fn complete(words: &mut [Word]) {
    responses_are_events(words);
    inherit_events(words);
    causes_are_leaks(words);
    inherit_responses(words);
}

/// A word for telling those affected, for a service suspended, resumed or ended tells of that event.
fn responses_are_events(words: &mut [Word]) {
    for (_, concepts) in words.iter_mut().filter(|(_, concepts)| !has(concepts, "event")) {
        let told = concepts.iter().find(|(table, _)| *table == "response");
        concepts.extend(told.filter(|(_, key)| ALWAYS_EVENTS.contains(key)).and_then(|told| event_of(*told)));
    }
}

/// A phrase for a cause or a report (`laptop was stolen`) hides the word in it that tells of an event (`stolen`), so it tells of it too.
fn inherit_events(words: &mut [Word]) {
    let telling = |(table, key): &Concept| *table == "event" && ["occurred", "reported", "other"].contains(key);
    let alone = words.iter().filter(|(word, _)| !word.contains(' '));
    let tells: HashMap<String, Concept> =
        alone.filter_map(|(word, concepts)| Some((word.clone(), *concepts.iter().find(|concept| telling(concept))?))).collect();
    for (word, concepts) in words.iter_mut() {
        let cause = has(concepts, "cause");
        let report = concepts.iter().any(|concept| [("response", "regulator_notified"), ("response", "police_notified")].contains(concept));
        if has(concepts, "event") || !(cause || report) || !word.contains(' ') {
            continue;
        }
        let mut inside = word.trim_end_matches('*').split(' ').filter_map(|part| tells.get(part).copied());
        let inherited = inside.find(|event| if *event == ("event", "reported") { report } else { cause });
        concepts.extend(inherited);
    }
}

/// The causes that put data into other hands by themselves.
const LEAKS: [&str; 3] = ["misdelivery", "theft", "insider"];

/// What somebody did to the data or to what it was kept on.
const DEEDS: [&str; 5] = ["misdelivery", "theft", "insider", "loss", "human_error"];

/// A phrase that tells of data stolen, missent or taken by those within tells of a leak; one in two parts tells what was done.
fn causes_are_leaks(words: &mut [Word]) {
    for (word, concepts) in words.iter_mut().filter(|(word, _)| word.contains(' ')) {
        let among = |causes: &[&str]| concepts.iter().any(|(table, key)| *table == "cause" && causes.contains(key));
        let leaks = among(&LEAKS);
        if among(&DEEDS) && word.contains('~') && !has(concepts, "event") {
            concepts.push(("event", "occurred"));
        }
        if leaks && concepts.contains(&("event", "occurred")) && !concepts.contains(&("cue", "leak")) {
            concepts.push(("cue", "leak"));
        }
    }
}

/// A phrase hides the words in it, so where it tells of an event that is a response, or of a response that is an event, it tells of the other as they
/// do: *account locked* is told by *locked* to have stopped it, *was taken down* by *taken down* to have suspended the service.
fn inherit_responses(words: &mut [Word]) {
    let is_response = |concept: &Concept| concept.0 == "event" && EVENTS_OF_RESPONSES.iter().any(|(_, event)| *event == concept.1);
    let either = |concepts: &[Concept]| concepts.iter().any(|concept| is_response(concept) || event_of(*concept).is_some());
    let telling = || words.iter().enumerate().filter(|(_, (_, concepts))| either(concepts));
    let short = telling().filter(|(_, (word, _))| word.split(' ').nth(2).is_none());
    let tells: HashMap<&str, &[Concept]> = short.map(|(_, (word, concepts))| (word.as_str(), concepts.as_slice())).collect();
    let mut inherited: Vec<(usize, Vec<Concept>)> = Vec::new();
    for (at, (word, concepts)) in telling() {
        let responds = has(concepts, "response");
        if has(concepts, "event") == responds || !word.contains(' ') {
            continue;
        }
        let inside = parts(word).filter_map(|part| tells.get(part)).flat_map(|told| told.iter());
        let fits = |other: &Concept| {
            if responds {
                concepts.iter().any(|concept| event_of(*concept) == Some(*other))
            } else {
                event_of(*other).is_some_and(|event| concepts.contains(&event))
            }
        };
        let mut found: Vec<Concept> = Vec::new();
        for other in inside.filter(|other| fits(other)) {
            if !found.contains(other) {
                found.push(*other);
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stands_for_what_follows_from_its_lists() {
        let (locked, blocked) = (("event", "contained"), ("response", "access_blocked"));
        let (told, notified, reported) = (("response", "customers_notified"), ("event", "notified"), ("event", "reported"));
        let mut words = [
            ("account locked", vec![blocked]),
            ("locked", vec![locked]),
            ("passwords", vec![]),
            ("reported to all", vec![reported, told]),
            ("wrote to", vec![told]),
        ]
        .map(|(word, concepts)| (word.to_string(), concepts));
        complete(&mut words);
        let of = |word: &str| words.iter().find(|(other, _)| other == word).unwrap().1.clone();
        assert_eq!(of("account locked"), [blocked, locked], "the word in the phrase tells of the event");
        assert_eq!(of("locked"), [locked], "a word alone inherits nothing");
        assert_eq!(of("passwords"), []);
        assert_eq!(of("reported to all"), [reported, told], "an event of its own is kept");
        assert_eq!(of("wrote to"), [told, notified], "a response that is an event");
    }
}
