//! The words of each language, by the concept they stand for.
//!
//! One TOML file a language, with the same concepts in both; unknown keys are refused. Files are compiled when the crate is built, and their tables read
//! once, when a language is first met.
//! Two kinds of tables: *concepts* (`[data]`, `[event]`, `[cue]` …) are found all over a text in one pass of [`Lexicon::words`]; *forms*
//! (`[form.*]`: numerals, months, eras, range words) are the closed classes that the productions of the grammar look up where they stand.
//!
//! A word is matched as folded text: NFKC, ASCII letters in either case. In words of Latin letters a match must begin and end at a word
//! boundary; a final `*` lets any letters follow (`leak*`: leak, leaked, leakage). Braces hold choices: `{was|were} lost` are two words. A word
//! in two parts (`took ~ down`) is found where its last part follows the first in the same clause, whatever stands between.

#[cfg(test)]
pub(crate) mod compile;
mod concept;
mod file;
mod form;
mod index;
mod syntax;
mod table;

use std::ops::Range;
use std::sync::OnceLock;

pub(crate) use concept::{Concept, Cue, Label, Topics};
pub(crate) use form::{Form, Mark, Relative, RelativeBase, RelativeField, Start};
pub(crate) use index::Index;
pub(crate) use syntax::SyntaxForm;
pub(crate) use table::{Heads, Table};

use crate::model::*;
use file::File;

/// A word of the lexicon, found in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// What it stands for; one word may stand for several things.
    pub concepts: &'static [Concept],
    /// The same as a set.
    pub topics: Topics,
}

/// One language's words.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Which language it is.
    pub language: Language,
    /// The closed classes.
    pub form: Form,
    labels: Vec<Label>,
    label_words: Index,
    units: Table<Unit>,
    bounds: Table<Bound>,
    starts: Table<Start>,
    voices: Voices,
    /// The characters that a value may begin with: those of a word of `starts`, and letters, digits and signs.
    heads: Heads,
    senses: Vec<Sense>,
    entries: Vec<Entry>,
    /// The words in two parts, by their last ones.
    gaps: Vec<Gap>,
    search: Index,
}

/// What a word stands for.
#[derive(Debug)]
struct Sense {
    concepts: &'static [Concept],
    topics: Topics,
}

/// A word whose parts stand apart: `took ~ down`.
#[derive(Debug)]
struct Gap {
    /// The entry of the last part.
    last: usize,
    first: String,
    /// The place of what both stand for.
    sense: u16,
}

#[derive(Debug)]
struct Entry {
    /// The place of what it stands for; none where it is only the last part of a word in two.
    sense: Option<u16>,
    /// Whether it may be the last part of a word in two.
    ends_gap: bool,
    /// Whether letters may follow (`leak*`).
    open: bool,
    /// Whether it ends with a Latin letter or digit, so that a word boundary must follow.
    ends_latin: bool,
}

impl Lexicon {
    /// The words of `language`. Read on first use, then kept.
    pub(crate) fn of(language: Language) -> &'static Lexicon {
        static JA: OnceLock<Lexicon> = OnceLock::new();
        static EN: OnceLock<Lexicon> = OnceLock::new();
        match language {
            Language::Ja => JA.get_or_init(|| Lexicon::new(language, include_str!(concat!(env!("OUT_DIR"), "/ja.json")))),
            Language::En => EN.get_or_init(|| Lexicon::new(language, include_str!(concat!(env!("OUT_DIR"), "/en.json")))),
        }
    }

    /// From the compiled tables of a lexicon file.
    ///
    /// # Panics
    ///
    /// Where they name a concept or a form that does not exist, or lack one.
    pub(crate) fn new(language: Language, compiled: &str) -> Lexicon {
        let file: File = serde_json::from_str(compiled).unwrap_or_else(|error| panic!("lexicon {language}: {error}"));
        let File { senses, words, stand_for, gaps, labels, form } = file;
        let senses: Vec<Sense> = senses.into_iter().map(Sense::new).collect();
        let of = |sense: Option<u16>| sense.and_then(|sense| senses.get(usize::from(sense))).map_or(&[][..], |sense| sense.concepts);
        let words: Vec<(&str, Option<u16>)> = words.split('|').zip(stand_for).collect();
        let units = of_kind(&words, of, |concept| if let Concept::Unit(unit) = concept { Some(unit) } else { None });
        let bounds = of_kind(&words, of, |concept| if let Concept::Bound(bound) = concept { Some(bound) } else { None });
        let starts = form.starts();
        let always = ('0'..='9').chain('A'..='Z').chain('a'..='z').chain(['+', '(']);
        let heads = starts.heads().chain(always).collect();
        let mut entries: Vec<Entry> = words.iter().map(|(word, sense)| Entry::new(word, *sense)).collect();
        let mut gaps: Vec<Gap> = gaps.into_iter().map(|(first, last, sense)| Gap { last, first: first.into_owned(), sense }).collect();
        gaps.sort_by_key(|gap| gap.last);
        gaps.iter().for_each(|gap| entries[gap.last].ends_gap = true);
        // Counters are no words of the search, and an empty word is found nowhere.
        let search = words.iter().map(|(word, sense)| if is_counter(word, of(*sense)) { "" } else { word.trim_end_matches('*') }).collect();
        let (label_words, labels) = labels.into_iter().unzip::<_, _, Vec<String>, Vec<Label>>();
        let label_words = label_words.into_iter().collect();
        let voices = Voices::new(&form.syntax);
        Lexicon { language, form, labels, label_words, units, bounds, starts, voices, heads, senses, entries, gaps, search }
    }

    /// How often `text` speaks as its issuer, of another, and as a private person.
    pub(crate) fn voices(&self, text: &str) -> Voice {
        self.voices.count(text)
    }

    /// Every word of the lexicon in `text`, in order and without overlap: the longest of those that begin first.
    ///
    /// One pass, linear in the text.
    pub(crate) fn words(&self, text: &str) -> Vec<Word> {
        let mut found: Vec<Word> = Vec::new();
        let mut last = 0;
        for (start, c) in self.search.places(text) {
            if start < last {
                continue;
            }
            let Some((end, first, &Sense { concepts, topics })) = self.word_at(text, start, c) else { continue };
            last = end;
            // The first part of a word in two says nothing of its own, and belongs to the word where nothing but an article stands between.
            let mut start = start;
            if let Some(first) = first {
                found.retain(|word| !(first.start <= word.start && word.end <= first.end));
                let article = |word: &str| self.form.syntax.owners.is(word);
                let close =
                    text[first.end..start].split_whitespace().all(article) && found.last().is_none_or(|word| word.end <= first.start);
                start = if close { first.start } else { start };
            }
            // A word of `[aside]` stands for nothing: it only keeps others away.
            if !concepts.is_empty() {
                found.push(Word { start, end, concepts, topics });
            }
        }
        found
    }

    /// The word that begins with `c` at `start`: the last part of one in two before any other, the longest as it stands, and of two that end alike
    /// (`leaks`, `leak*`) the one more of which is written. With it comes where the first part of one in two stands.
    fn word_at(&self, text: &str, start: usize, c: char) -> Option<(usize, Option<Range<usize>>, &Sense)> {
        let within_word = c.is_ascii_alphanumeric() && start > 0 && text.as_bytes().get(start - 1).is_some_and(u8::is_ascii_alphanumeric);
        if within_word {
            return None;
        }
        let found = self.search.at(text.get(start..)?).filter_map(|(at, len)| {
            let entry = self.entries.get(at)?;
            let end = entry.end_at_boundary(text, start + len)?;
            let (first, sense) = self.led(at, entry, &text[..start]).unzip();
            Some(((first.is_some(), end, len, at), first, sense.or(entry.sense)?))
        });
        let ((_, end, ..), first, sense) = found.max_by_key(|(rank, ..)| *rank)?;
        Some((end, first, self.senses.get(usize::from(sense))?))
    }

    /// The first part of the word in two that ends with the one at entry `at`, where `before` holds it in the same clause, and what both stand for.
    fn led(&self, at: usize, entry: &Entry, before: &str) -> Option<(Range<usize>, u16)> {
        if !entry.ends_gap {
            return None;
        }
        let near = before.char_indices().rev().take(GAP).take_while(|(_, c)| !CLAUSE_ENDS.contains(c));
        let (from, _) = near.last()?;
        let clause = before[from..].to_ascii_lowercase();
        let place = |gap: &Gap| {
            let (start, first) = clause.match_indices(gap.first.as_str()).find(|(start, first)| stands_alone(&clause, *start, first))?;
            Some((from + start..from + start + first.len(), gap.sense))
        };
        let gaps = &self.gaps[self.gaps.partition_point(|gap| gap.last < at)..];
        gaps.iter().take_while(|gap| gap.last == at).find_map(place)
    }

    /// The counter or noun of a unit that stands at byte `at` of `text`, the longest one, and how many bytes it takes.
    pub(crate) fn unit_at(&self, text: &str, at: usize) -> Option<(Unit, usize)> {
        self.units.at(text.get(at..)?)
    }

    /// The bound word that stands at byte `at` of `text`, the longest one, and how many bytes it takes.
    pub(crate) fn bound_at(&self, text: &str, at: usize) -> Option<(Bound, usize)> {
        self.bounds.at(text.get(at..)?)
    }

    /// The bound word that ends at byte `at` of `text`, the longest one, and how many bytes it takes.
    pub(crate) fn bound_before(&self, text: &str, at: usize) -> Option<(Bound, usize)> {
        self.bounds.before(text.get(..at)?)
    }

    /// Where in `text` the next value, or what only looks like one, may begin.
    pub(crate) fn next_candidate(&self, text: &str) -> Option<(usize, char)> {
        text.char_indices().find(|(_, c)| self.heads.contains(*c))
    }

    /// What may begin at the beginning of `text`.
    pub(crate) fn starts(&self, text: &str) -> Start {
        self.starts.all_at(text).fold(Start::default(), |starts, (start, _)| starts | *start)
    }

    /// The label that `text` begins with, the longest one, and how many bytes it takes.
    pub(crate) fn label_at_start(&self, text: &str) -> Option<(Label, usize)> {
        let (at, len) = self.label_words.at(text).next()?;
        Some((*self.labels.get(at)?, len))
    }
}

/// So many characters before the last part of a word in two its first part begins at most.
const GAP: usize = 50;

/// What ends a clause between the parts of a word.
const CLAUSE_ENDS: [char; 4] = [',', '、', ';', '。'];

/// Whether `word` at `start` of `text` is no part of a longer word of Latin letters.
fn stands_alone(text: &str, start: usize, word: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let (before, behind) = (text[..start].chars().next_back(), text[start + word.len()..].chars().next());
    let within = letter(before) && letter(word.chars().next()) || letter(word.chars().next_back()) && letter(behind);
    !within
}

/// A counter of one character (社, 本, 通) counts behind a figure, where the grammar reads it; elsewhere it is part of another word. Those for
/// persons (方, 人) stand for them anywhere.
fn is_counter(word: &str, concepts: &[Concept]) -> bool {
    let counts =
        |concept: &Concept| matches!(concept, Concept::Unit(unit) if *unit != Unit::Person) || matches!(concept, Concept::Bound(_));
    word.chars().count() == 1 && concepts.iter().all(counts)
}

/// How often a text speaks in each voice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Voice {
    /// Of itself: 当社, we.
    pub first_person: usize,
    /// Of another: 同社, according to.
    pub reporting: usize,
    /// As a private person: 投稿, posted by.
    pub diary: usize,
}

/// The words of all voices in one list, so that a text is gone through once.
#[derive(Debug)]
struct Voices {
    words: Index,
    /// Where in the list those of the first person end, and those of reporting.
    ends: [usize; 2],
}

impl Voices {
    fn new(form: &SyntaxForm) -> Voices {
        let words = [&form.first_person, &form.reporting, &form.diary].into_iter().flatten().cloned().collect();
        let first = form.first_person.len();
        Voices { words, ends: [first, first + form.reporting.len()] }
    }

    fn count(&self, text: &str) -> Voice {
        let mut voice = Voice::default();
        self.words.each_in(text, |at| match self.ends {
            [first, _] if at < first => voice.first_person += 1,
            [_, second] if at < second => voice.reporting += 1,
            _ => voice.diary += 1,
        });
        voice
    }
}

/// The words of one kind of concept, to be looked up where they stand.
fn of_kind<T: Clone>(
    words: &[(&str, Option<u16>)],
    concepts: impl Fn(Option<u16>) -> &'static [Concept],
    kind: impl Fn(Concept) -> Option<T>,
) -> Table<T> {
    let known = words.iter().filter_map(|(word, sense)| Some((word, concepts(*sense).iter().copied().find_map(&kind)?)));
    known.map(|(word, kind)| (word.to_string(), kind)).collect()
}

impl Sense {
    /// The concepts of a word in the order of the model.
    fn new(mut concepts: Vec<Concept>) -> Sense {
        concepts.sort_unstable();
        Sense { topics: concepts.iter().copied().map(Topics::of).collect(), concepts: Box::leak(concepts.into_boxed_slice()) }
    }
}

impl Entry {
    fn new(word: &str, sense: Option<u16>) -> Entry {
        let open = word.ends_with('*');
        Entry { sense, ends_gap: false, open, ends_latin: word.trim_end_matches('*').ends_with(|c: char| c.is_ascii_alphanumeric()) }
    }

    /// Where a match that ends at `end` really ends, or `None` where that is within a word of Latin letters.
    fn end_at_boundary(&self, text: &str, end: usize) -> Option<usize> {
        let rest = text.as_bytes().get(end..).unwrap_or_default();
        if self.open {
            return Some(end + rest.iter().take_while(|b| b.is_ascii_alphabetic()).count());
        }
        (!(self.ends_latin && rest.first().is_some_and(u8::is_ascii_alphanumeric))).then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCES: [&str; 2] = [include_str!("ja.toml"), include_str!("en.toml")];

    #[test]
    fn both_languages_define_the_same_concepts_and_forms() {
        let names = |source: &str| {
            let file: toml::Table = source.parse().unwrap();
            let keys = |table: &toml::Value| table.as_table().unwrap().keys().cloned().collect::<Vec<_>>();
            let mark = keys(&file["form"]["mark"]);
            // What is written shorter is the language's own.
            let concepts = file.iter().filter(|(name, _)| *name != "contraction");
            (concepts.map(|(name, table)| (name.clone(), keys(table))).collect::<Vec<_>>(), mark)
        };
        let [ja, en] = SOURCES.map(names);
        assert_eq!(ja, en);
    }

    #[test]
    fn every_word_can_be_found_and_stands_once_in_its_list() {
        for source in SOURCES {
            assert_eq!(compile::faults(&source.parse().unwrap()), Vec::<String>::new());
        }
    }

    #[test]
    fn words_are_kept_as_they_are_searched() {
        for language in [Language::Ja, Language::En] {
            let lexicon = Lexicon::of(language);
            assert!(lexicon.search.is_in_order(), "{language}: sorted anew at every start");
        }
    }

    #[test]
    #[should_panic(expected = "unknown variant `elephant`")]
    fn unknown_keys_are_refused() {
        let mut file: toml::Table = include_str!("en.toml").parse().unwrap();
        file["unit"].as_table_mut().unwrap().insert("elephant".into(), vec!["elephants"].into());
        Lexicon::new(Language::En, &compile::lexicon(&file).unwrap().to_string());
    }
}
