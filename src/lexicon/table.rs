//! Words looked up where they stand: the longest one that a text begins or ends with.
//!
//! A lookup costs the words that begin alike (or share a last character), never the table. Latin letters are matched in either case, and a word that
//! begins or ends with one only at a word boundary; a final `*` lets any letters follow.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Index;

/// Words, each with what it stands for.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "BTreeMap<String, T>")]
pub(crate) struct Table<T: Clone> {
    entries: Vec<Entry<T>>,
    heads: Index,
    /// By last character, the longest first.
    tails: Ends,
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
        let heads = entries.iter().map(|entry| &entry.word).collect();
        let tails = Ends::new(entries.iter().map(|entry| entry.word.chars().next_back()));
        Table { entries, heads, tails }
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
        if !self.heads.may_begin(text) {
            return None;
        }
        self.all_at(text).next().map(|(value, end)| (value.clone(), end))
    }

    /// Every word that `text` begins with, the longest first: what it stands for and how many bytes it takes.
    pub(crate) fn all_at<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (&'t T, usize)> {
        self.heads.at(text).filter_map(move |(index, len)| {
            let entry = self.entries.get(index)?;
            let letters = |rest: &[u8]| rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
            let end = if entry.open { len + letters(&text.as_bytes()[len..]) } else { len };
            (!within_word(text, end)).then_some((&entry.value, end))
        })
    }

    /// The longest word that `text` ends with: what it stands for and how many bytes it takes.
    pub(crate) fn before(&self, text: &str) -> Option<(T, usize)> {
        let tail = text.chars().next_back()?.to_ascii_lowercase();
        self.tails.with(tail).find_map(|index| {
            let entry = self.entries.get(index)?;
            let start = text.len().checked_sub(entry.word.len())?;
            let found = text.as_bytes().get(start..)?;
            if !found.eq_ignore_ascii_case(entry.word.as_bytes()) {
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
        self.entries.iter().filter_map(|entry| entry.word.chars().next()).flat_map(|head| [head, head.to_ascii_uppercase()])
    }

    /// Every word, the longest first.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.word.as_str())
    }
}

/// The words of a table by the character that they end with.
#[derive(Clone, Debug, Default)]
struct Ends {
    /// One bit for each of the characters that fall on it: most characters of a text are no end of any word.
    filter: [u64; 4],
    /// The character and the place in the table, sorted.
    words: Vec<(char, u32)>,
}

impl Ends {
    fn new(characters: impl Iterator<Item = Option<char>>) -> Ends {
        let mut words: Vec<(char, u32)> = characters.zip(0u32..).filter_map(|(c, at)| Some((c?, at))).collect();
        words.sort_unstable();
        let mut filter = [0; 4];
        for (c, _) in &words {
            let (word, bit) = Ends::bit(*c);
            filter[word] |= bit;
        }
        Ends { filter, words }
    }

    fn bit(c: char) -> (usize, u64) {
        let hash = (c as u32).wrapping_mul(0x9e37_79b1) >> 24;
        ((hash >> 6) as usize, 1 << (hash & 63))
    }

    /// Whether `c` may be one of the characters.
    fn may_hold(&self, c: char) -> bool {
        let (word, bit) = Ends::bit(c);
        self.filter[word] & bit != 0
    }

    /// The places in the table of the words of `c`, in order.
    fn with(&self, c: char) -> impl Iterator<Item = usize> {
        let words = if self.may_hold(c) { self.words.as_slice() } else { &[] };
        let start = words.partition_point(|(other, _)| *other < c);
        words.get(start..).unwrap_or_default().iter().take_while(move |(other, _)| *other == c).map(|(_, at)| *at as usize)
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
