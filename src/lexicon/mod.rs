//! The words of each language, by the concept they stand for.
//!
//! One TOML file a language, with the same concepts in both; unknown keys are refused. A file is read once, when its language is first met.
//! Two kinds of tables: *concepts* (`[data]`, `[event]`, `[cue]` …) are found all over a text in one pass of [`Lexicon::words`]; *forms*
//! (`[form.*]`: numerals, months, eras, range words) are the closed classes that the productions of the grammar look up where they stand.
//!
//! A word is matched as folded text: NFKC, ASCII letters in either case. In words of Latin letters a match must begin and end at a word
//! boundary; a final `*` lets any letters follow (`leak*`: leak, leaked, leakage). Braces hold choices: `{was|were} lost` are two words.

mod concept;
mod file;
mod form;
mod index;
mod inherit;
mod syntax;
mod table;

use std::sync::OnceLock;

pub(crate) use concept::{Concept, Topics};
pub(crate) use file::{Cue, File, Label};
pub(crate) use form::{Form, Mark, Relative, RelativeBase, RelativeField};
pub(crate) use index::Index;
pub(crate) use syntax::SyntaxForm;
pub(crate) use table::{Heads, Table};

use crate::model::*;

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
    dates: Table<()>,
    figures: Table<()>,
    voices: Voices,
    /// The characters that a value may begin with: those of a word of either, an idiom or a postal mark, and letters, digits and signs.
    heads: Heads,
    entries: Vec<Entry>,
    search: Index,
}

#[derive(Debug)]
struct Entry {
    concepts: &'static [Concept],
    topics: Topics,
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
            Language::Ja => JA.get_or_init(|| Lexicon::new(language, include_str!("ja.toml"))),
            Language::En => EN.get_or_init(|| Lexicon::new(language, include_str!("en.toml"))),
        }
    }

    pub(crate) fn new(language: Language, source: &str) -> Lexicon {
        let file: File = toml::from_str(source).unwrap_or_else(|error| panic!("lexicon {language}: {error}"));
        let (mut words, labels, form) = file.into_parts();
        inherit::complete(&mut words);
        let units = of_kind(&words, |concept| if let Concept::Unit(unit) = concept { Some(unit) } else { None });
        let bounds = of_kind(&words, |concept| if let Concept::Bound(bound) = concept { Some(bound) } else { None });
        let (dates, figures) = (form.date_words(), form.figure_words());
        let more = [Mark::Idiom, Mark::Postal].into_iter().flat_map(|mark| form.mark(mark).heads());
        let always = ('0'..='9').chain('A'..='Z').chain('a'..='z').chain(['+', '(']);
        let heads = dates.heads().chain(figures.heads()).chain(more).chain(always).collect();
        let mut patterns: Vec<String> = Vec::with_capacity(words.len());
        let mut entries = Vec::with_capacity(words.len());
        for (word, concepts) in words {
            if is_counter(&word, &concepts) {
                continue;
            }
            let open = word.ends_with('*');
            let word = word.trim_end_matches('*').to_string();
            let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let topics = concepts.iter().copied().map(Topics::of).collect();
            let concepts = Box::leak(concepts.into_boxed_slice());
            entries.push(Entry { concepts, topics, open, ends_latin: latin(word.chars().next_back()) });
            patterns.push(word);
        }
        let search = patterns.into_iter().collect();
        let (label_words, labels) = labels.into_iter().unzip::<_, _, Vec<String>, Vec<Label>>();
        let label_words = label_words.into_iter().collect();
        let voices = Voices::new(&form.syntax);
        Lexicon { language, form, labels, label_words, units, bounds, dates, figures, voices, heads, entries, search }
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
            let Some((end, &Entry { concepts, topics, .. })) = self.word_at(text, start, c) else { continue };
            last = end;
            // A word of `[aside]` stands for nothing: it only keeps others away.
            if !concepts.is_empty() {
                found.push(Word { start, end, concepts, topics });
            }
        }
        found
    }

    /// The word that begins with `c` at `start`: the longest as it stands, and of two that end alike (`leaks`, `leak*`) the one more of which is
    /// written.
    fn word_at(&self, text: &str, start: usize, c: char) -> Option<(usize, &Entry)> {
        let within_word = c.is_ascii_alphanumeric() && start > 0 && text.as_bytes().get(start - 1).is_some_and(u8::is_ascii_alphanumeric);
        if within_word {
            return None;
        }
        let mut best: Option<(usize, usize, usize)> = None;
        for (at, len) in self.search.at(text.get(start..)?) {
            let end = self.entries.get(at).and_then(|entry| entry.end_at_boundary(text, start + len));
            best = best.max(end.map(|end| (end, len, at)));
        }
        best.and_then(|(end, _, at)| Some((end, self.entries.get(at)?)))
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

    /// Whether `text` begins with a word that a date may begin with.
    pub(crate) fn begins_date(&self, text: &str) -> bool {
        self.dates.at(text).is_some()
    }

    /// Whether `text` begins with a word that a figure may begin with.
    pub(crate) fn begins_figure(&self, text: &str) -> bool {
        self.figures.at(text).is_some()
    }

    /// The label that `text` begins with, the longest one, and how many bytes it takes.
    pub(crate) fn label_at_start(&self, text: &str) -> Option<(Label, usize)> {
        let (at, len) = self.label_words.at(text).next()?;
        Some((*self.labels.get(at)?, len))
    }
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
fn of_kind<T: Clone>(words: &[(String, Vec<Concept>)], kind: impl Fn(Concept) -> Option<T>) -> Table<T> {
    let known = words.iter().filter_map(|(word, concepts)| Some((word, concepts.iter().copied().find_map(&kind)?)));
    known.map(|(word, kind)| (word.clone(), kind)).collect()
}

impl Entry {
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

    #[test]
    fn both_languages_define_the_same_concepts() {
        let ja: File = toml::from_str(include_str!("ja.toml")).unwrap();
        let en: File = toml::from_str(include_str!("en.toml")).unwrap();
        assert_eq!(ja.concept_names(), en.concept_names());
    }

    #[test]
    fn no_concept_is_without_a_word() {
        for source in [include_str!("ja.toml"), include_str!("en.toml")] {
            let file: File = toml::from_str(source).unwrap();
            assert_eq!(file.empty_concepts(), Vec::<String>::new());
        }
    }

    #[test]
    fn every_word_can_be_found_and_stands_once_in_its_list() {
        for source in [include_str!("ja.toml"), include_str!("en.toml")] {
            let file: File = toml::from_str(source).unwrap();
            assert_eq!(file.faulty_words(), Vec::<String>::new());
        }
    }

    #[test]
    fn both_languages_define_the_same_forms() {
        let keys = |source: &str| {
            let file: toml::Table = toml::from_str(source).unwrap();
            let form = file["form"].as_table().unwrap();
            let names = |table: &toml::Table| table.keys().cloned().collect::<std::collections::BTreeSet<String>>();
            (names(form), names(form["mark"].as_table().unwrap()))
        };
        assert_eq!(keys(include_str!("ja.toml")), keys(include_str!("en.toml")));
    }

    #[test]
    fn unknown_keys_are_refused() {
        let source = include_str!("en.toml").replace("[unit]", "[unit]\nelephant = [\"elephants\"]");
        assert!(toml::from_str::<File>(&source).is_err());
    }
}
