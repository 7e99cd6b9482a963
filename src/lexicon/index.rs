//! Which words of a list a text begins with.
//!
//! The words are kept by their first two characters, so that a place where none begins costs one look at a bitmap, and any other place only the
//! few words that begin alike. Building it is one sort, which an automaton over the same words takes many times.

use serde::Deserialize;

use super::Heads;

/// A list of words by how they begin. Latin letters are matched in either case.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct Index {
    /// As they were given.
    words: Vec<String>,
    /// The words by group, within each the longest first.
    order: Vec<u32>,
    /// Open addressing by the first two characters; a power of two of places, at most half of them taken.
    groups: Vec<Group>,
    heads: Heads,
}

/// The words that share their first two characters; those of one character have a group of their own.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    key: u64,
    start: u32,
    end: u32,
}

impl From<Vec<String>> for Index {
    fn from(words: Vec<String>) -> Index {
        words.into_iter().collect()
    }
}

impl FromIterator<String> for Index {
    fn from_iter<I: IntoIterator<Item = String>>(words: I) -> Index {
        let words: Vec<String> = words.into_iter().collect();
        let mut keyed: Vec<(u64, usize, u32)> = (0u32..)
            .zip(&words)
            .filter_map(|(at, word)| {
                let mut chars = word.chars();
                Some((key(chars.next()?, chars.next()), usize::MAX - word.len(), at))
            })
            .collect();
        keyed.sort_unstable();
        let heads = words
            .iter()
            .filter_map(|word| word.chars().next())
            .flat_map(|head| [head.to_ascii_lowercase(), head.to_ascii_uppercase()])
            .collect();
        let mut index =
            Index { words, order: keyed.iter().map(|(.., at)| *at).collect(), groups: vec![Group::default(); places(&keyed)], heads };
        let mut start = 0;
        for run in keyed.chunk_by(|a, b| a.0 == b.0) {
            let end = start + run.len() as u32;
            index.enter(Group { key: run[0].0, start, end });
            start = end;
        }
        index
    }
}

/// How many places the groups of `keyed` are given.
fn places(keyed: &[(u64, usize, u32)]) -> usize {
    (2 * keyed.chunk_by(|a, b| a.0 == b.0).count()).next_power_of_two()
}

/// Two characters in small letters as one number, never zero.
fn key(first: char, second: Option<char>) -> u64 {
    let small = |c: char| u64::from(u32::from(c.to_ascii_lowercase())) + 1;
    small(first) << 32 | second.map_or(0, small)
}

impl Index {
    fn place(&self, key: u64) -> usize {
        let bits = self.groups.len().trailing_zeros();
        (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 1 >> (63 - bits)) as usize
    }

    fn enter(&mut self, group: Group) {
        let mut at = self.place(group.key);
        while self.groups.get(at).is_some_and(|taken| taken.key != 0) {
            at = (at + 1) & (self.groups.len() - 1);
        }
        if let Some(free) = self.groups.get_mut(at) {
            *free = group;
        }
    }

    fn group(&self, key: u64) -> &[u32] {
        let mut at = self.place(key);
        while let Some(group) = self.groups.get(at).filter(|group| group.key != 0) {
            if group.key == key {
                return self.order.get(group.start as usize..group.end as usize).unwrap_or_default();
            }
            at = (at + 1) & (self.groups.len() - 1);
        }
        &[]
    }

    /// Whether a word may begin with `c`.
    pub(super) fn may_begin(&self, c: char) -> bool {
        self.heads.contains(c)
    }

    /// The words that `text` begins with, the longest first, by their places in the list and their lengths; equal ones in the order of the list.
    pub(super) fn at<'i>(&'i self, text: &'i str) -> impl Iterator<Item = (usize, usize)> + 'i {
        let mut chars = text.chars();
        let first = chars.next().filter(|c| self.heads.contains(*c));
        let second = chars.next();
        let longer = first.filter(|_| second.is_some()).map_or(&[][..], |first| self.group(key(first, second)));
        let single = first.map_or(&[][..], |first| self.group(key(first, None)));
        longer.iter().chain(single).filter_map(move |&at| {
            let word = self.words.get(at as usize)?.as_bytes();
            let found = text.as_bytes().get(..word.len())?;
            found.eq_ignore_ascii_case(word).then_some((at as usize, word.len()))
        })
    }
}

impl Index {
    /// Every place in `text` where a word stands as it is written, capitals too: its first byte and its length. Words may overlap.
    pub(crate) fn written<'i>(&'i self, text: &'i str) -> impl Iterator<Item = (usize, usize)> + 'i {
        self.everywhere(text)
            .filter(move |&(start, at, len)| self.words.get(at).is_some_and(|word| text.get(start..start + len) == Some(word)))
            .map(|(start, _, len)| (start, len))
    }

    /// Whether a word stands anywhere in `text`.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.everywhere(text).next().is_some()
    }

    /// How many words stand in `text`, each counted without overlap with itself.
    pub(crate) fn count_in(&self, text: &str) -> usize {
        let mut ends = vec![0; self.words.len()];
        let mut count = 0;
        for (start, at, len) in self.everywhere(text) {
            if let Some(end) = ends.get_mut(at).filter(|end| **end <= start) {
                *end = start + len;
                count += 1;
            }
        }
        count
    }

    /// Every word at every place: its first byte, its place in the list and its length.
    fn everywhere<'i>(&'i self, text: &'i str) -> impl Iterator<Item = (usize, usize, usize)> + 'i {
        let begins = text.char_indices().filter(|(_, c)| self.heads.contains(*c));
        begins.flat_map(move |(start, _)| {
            let rest = text.get(start..).unwrap_or_default();
            self.at(rest).map(move |(at, len)| (start, at, len))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_a_text_begins_with_are_found_longest_first() {
        let index: Index = ["名", "名前", "名前の", "Name", "n", "name", ""].map(str::to_string).into_iter().collect();
        for (text, wanted) in [
            ("名前の欄", &[(2, 9), (1, 6), (0, 3)][..]),
            ("名簿", &[(0, 3)]),
            ("名", &[(0, 3)]),
            ("NAMES", &[(3, 4), (5, 4), (4, 1)]),
            ("前", &[]),
            ("", &[]),
        ] {
            assert_eq!(index.at(text).collect::<Vec<_>>(), wanted, "{text}");
        }
    }

    #[test]
    fn words_are_found_anywhere() {
        let index: Index = ["Inc", "社", "ああ"].map(str::to_string).into_iter().collect();
        assert_eq!(index.written("inc Inc社").collect::<Vec<_>>(), [(4, 3), (7, 3)]);
        assert_eq!(index.count_in("inc Inc社 あああ"), 4);
        assert!(index.is_in("an INC") && !index.is_in("in c"));
    }

    #[test]
    fn an_empty_list_has_no_word() {
        assert_eq!(Index::default().at("名").count(), 0);
        assert_eq!(std::iter::empty::<String>().collect::<Index>().at("名").count(), 0);
    }
}
