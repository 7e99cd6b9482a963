//! Words looked up where they stand: the longest one that a text begins or ends with.
//!
//! A lookup costs the words that share a first (or last) character, never the table. Latin letters are matched in either case, and a word that
//! begins or ends with one only at a word boundary; a final `*` lets any letters follow.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

/// Words, each with what it stands for.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "BTreeMap<String, T>")]
pub(crate) struct Table<T: Clone> {
    entries: Vec<Entry<T>>,
    /// By first character, the longest first.
    heads: HashMap<char, Vec<usize>>,
    /// By last character, the longest first.
    tails: HashMap<char, Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Entry<T> {
    word: String,
    /// Whether letters may follow.
    open: bool,
    value: T,
}

impl<T: Clone> From<BTreeMap<String, T>> for Table<T> {
    fn from(words: BTreeMap<String, T>) -> Table<T> {
        words.into_iter().collect()
    }
}

impl<T: Clone> FromIterator<(String, T)> for Table<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(words: I) -> Table<T> {
        let mut entries: Vec<Entry<T>> = words
            .into_iter()
            .map(|(word, value)| Entry { open: word.ends_with('*'), word: word.trim_end_matches('*').to_ascii_lowercase(), value })
            .filter(|entry| !entry.word.is_empty())
            .collect();
        entries.sort_by(|a, b| b.word.len().cmp(&a.word.len()).then_with(|| a.word.cmp(&b.word)));
        let mut table = Table { entries: Vec::new(), heads: HashMap::new(), tails: HashMap::new() };
        for (index, entry) in entries.iter().enumerate() {
            if let (Some(head), Some(tail)) = (entry.word.chars().next(), entry.word.chars().next_back()) {
                table.heads.entry(head).or_default().push(index);
                table.tails.entry(tail).or_default().push(index);
            }
        }
        table.entries = entries;
        table
    }
}

impl<T: Clone> Default for Table<T> {
    fn default() -> Table<T> {
        std::iter::empty().collect()
    }
}

impl<T: Clone> Table<T> {
    /// The longest word that `text` begins with: what it stands for and how many bytes it takes.
    pub(crate) fn at(&self, text: &str) -> Option<(T, usize)> {
        let head = text.chars().next()?.to_ascii_lowercase();
        self.heads.get(&head)?.iter().find_map(|&index| {
            let entry = self.entries.get(index)?;
            let found = text.get(..entry.word.len())?;
            if !found.eq_ignore_ascii_case(&entry.word) {
                return None;
            }
            let rest = text.get(entry.word.len()..)?;
            let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            let end = if entry.open { entry.word.len() + letters } else { entry.word.len() };
            (!within_word(text, end)).then(|| (entry.value.clone(), end))
        })
    }

    /// The longest word that `text` ends with: what it stands for and how many bytes it takes.
    pub(crate) fn before(&self, text: &str) -> Option<(T, usize)> {
        let tail = text.chars().next_back()?.to_ascii_lowercase();
        self.tails.get(&tail)?.iter().find_map(|&index| {
            let entry = self.entries.get(index)?;
            let start = text.len().checked_sub(entry.word.len())?;
            let found = text.get(start..)?;
            if !found.eq_ignore_ascii_case(&entry.word) {
                return None;
            }
            (!within_word(text, start)).then(|| (entry.value.clone(), entry.word.len()))
        })
    }

    /// Whether it has no word.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The first characters of its words, in either case.
    pub(crate) fn heads(&self) -> impl Iterator<Item = char> {
        self.heads.keys().flat_map(|head| [*head, head.to_ascii_uppercase()])
    }

    /// Every word, the longest first.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.word.as_str())
    }
}

/// A set of characters, asked for every character of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heads {
    /// One bit for each character of the basic plane.
    bits: Vec<u64>,
}

impl FromIterator<char> for Heads {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Heads {
        let mut bits = vec![0u64; 1 << 10];
        for c in chars {
            if let Some(word) = bits.get_mut(c as usize >> 6) {
                *word |= 1 << (c as usize & 63);
            }
        }
        Heads { bits }
    }
}

impl Heads {
    /// Whether it holds `c`.
    pub(crate) fn contains(&self, c: char) -> bool {
        self.bits.get(c as usize >> 6).is_some_and(|word| word >> (c as usize & 63) & 1 == 1)
    }
}

/// Whether byte `at` stands between two Latin letters or two digits: `R3` is two words.
fn within_word(text: &str, at: usize) -> bool {
    let (Some(last), Some(next)) = (at.checked_sub(1).and_then(|last| text.as_bytes().get(last)), text.as_bytes().get(at)) else {
        return false;
    };
    (last.is_ascii_alphabetic() && next.is_ascii_alphabetic()) || (last.is_ascii_digit() && next.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table<u8> {
        [("名", 1), ("名分", 2), ("line", 3), ("leak*", 4), ("約", 5), ("up to", 6)]
            .map(|(word, value)| (word.to_string(), value))
            .into_iter()
            .collect()
    }

    #[test]
    fn the_longest_word_at_a_boundary_is_found() {
        for (text, wanted) in [
            ("名分の", Some((2, 6))),
            ("名の", Some((1, 3))),
            ("Line 1", Some((3, 4))),
            ("lines", None),
            ("leakage of", Some((4, 7))),
            ("", None),
            ("分名", None),
        ] {
            assert_eq!(table().at(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_word_is_found_backwards() {
        for (text, wanted) in
            [("合計約", Some((5, 3))), ("of up to", Some((6, 5))), ("of cup to", None), ("up to ", None), ("up to", Some((6, 5)))]
        {
            assert_eq!(table().before(text), wanted, "{text}");
        }
    }
}
