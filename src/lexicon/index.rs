//! Which words of a list a text begins with.
//!
//! The words are kept by their first two characters. A place where none begins costs one look into a small set of bits, and any other place only
//! the few words that begin alike, which lie side by side. Building it is one sort, which an automaton over the same words takes many times.

use serde::Deserialize;

/// A list of words by how they begin. Latin letters are matched in either case.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct Index {
    /// The words as they were given, one behind another by group, within each group the longest first.
    letters: String,
    /// The words in the same order.
    words: Vec<Word>,
    /// Open addressing by the first two characters; a power of two of places, at most half of them taken.
    groups: Vec<Group>,
    /// One bit for each of the beginnings that fall on it; 16 bits a group, so that few places are looked up for nothing.
    beginnings: Vec<u64>,
    heads: Heads,
}

/// The characters that words begin with: two bits for each place that characters fall on. Most characters of a text have neither.
#[derive(Clone, Debug, Default)]
struct Heads {
    bits: Vec<u64>,
}

impl Heads {
    /// A word of two characters or more begins with it.
    const LONGER: u64 = 1;
    /// It is a word by itself.
    const ALONE: u64 = 2;

    fn of(words: &[String]) -> Heads {
        // As many as the words need: characters that fall on one place are told apart by what is looked up behind it.
        let mut bits = vec![0; words.len().next_power_of_two().clamp(8, 1 << 11)];
        for word in words {
            let mut chars = word.chars();
            let Some(head) = chars.next() else { continue };
            let bit = if chars.next().is_some() { Heads::LONGER } else { Heads::ALONE };
            for head in [head.to_ascii_lowercase(), head.to_ascii_uppercase()] {
                let at = Heads::place(head, bits.len());
                bits[at] |= bit << (2 * (head as usize & 31));
            }
        }
        Heads { bits }
    }

    #[inline]
    fn place(c: char, len: usize) -> usize {
        c as usize >> 5 & (len - 1)
    }

    /// The bits of `c`, and of others that fall on its place.
    #[inline]
    fn get(&self, c: char) -> u64 {
        let Some(last) = self.bits.len().checked_sub(1) else { return 0 };
        self.bits[Heads::place(c, last + 1)] >> (2 * (c as usize & 31)) & 3
    }
}

/// Where a word stands in the letters.
#[derive(Clone, Copy, Debug)]
struct Word {
    /// What follows its first two characters, as far as it goes in: most words that begin alike are told apart by it.
    next: Next,
    start: u32,
    len: u32,
    /// Its place in the list as it was given.
    at: u32,
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
        let given: Vec<String> = words.into_iter().collect();
        let mut keyed: Vec<(u64, usize, u32)> = (0u32..)
            .zip(&given)
            .filter_map(|(at, word)| {
                let mut chars = word.chars();
                Some((key(chars.next()?, chars.next()), usize::MAX - word.len(), at))
            })
            .collect();
        keyed.sort_unstable();
        let groups = (2 * keyed.chunk_by(|a, b| a.0 == b.0).count()).next_power_of_two();
        let mut index = Index {
            letters: String::new(),
            words: Vec::with_capacity(keyed.len()),
            groups: vec![Group::default(); groups],
            beginnings: vec![0; groups.div_ceil(8)],
            heads: Heads::of(&given),
        };
        for run in keyed.chunk_by(|a, b| a.0 == b.0) {
            let start = index.words.len() as u32;
            for (.., at) in run {
                let word = &given[*at as usize];
                let next = Next::of(&word.as_bytes()[two(word)..]);
                index.words.push(Word { next, start: index.letters.len() as u32, len: word.len() as u32, at: *at });
                index.letters.push_str(word);
            }
            index.enter(Group { key: run[0].0, start, end: start + run.len() as u32 });
        }
        index
    }
}

/// Two characters in small letters as one number, never zero.
fn key(first: char, second: Option<char>) -> u64 {
    let small = |c: char| u64::from(u32::from(c.to_ascii_lowercase())) + 1;
    small(first) << 32 | second.map_or(0, small)
}

/// How many bytes the first two characters of `text` take.
fn two(text: &str) -> usize {
    text.char_indices().nth(2).map_or(text.len(), |(at, _)| at)
}

/// Up to eight bytes in small letters, as one number that is compared at once.
#[derive(Clone, Copy, Debug)]
struct Next {
    bytes: u64,
    /// Ones for as many bytes as there are.
    mask: u64,
}

impl Next {
    /// The first bytes of `text`.
    #[inline]
    fn of(text: &[u8]) -> Next {
        let (bytes, len) = match text.first_chunk::<8>() {
            Some(chunk) => (*chunk, 8),
            None => {
                let mut bytes = [0; 8];
                bytes[..text.len()].copy_from_slice(text);
                (bytes, text.len())
            }
        };
        let mask = if len == 8 { u64::MAX } else { (1 << (8 * len)) - 1 };
        Next { bytes: lowercase(u64::from_le_bytes(bytes)), mask }
    }

    /// Whether this, which a word goes on with, is what `text` goes on with.
    #[inline]
    fn begins(self, text: Next) -> bool {
        (self.bytes ^ text.bytes) & self.mask == 0
    }
}

/// Eight bytes with capitals made small, all at once: a byte gets its bit 5 where adding carries it past `A` and not past `Z`.
fn lowercase(bytes: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const ASCII: u64 = ONES * 0x7f;
    let from_a = (bytes & ASCII) + ONES * (0x80 - b'A' as u64);
    let past_z = (bytes & ASCII) + ONES * (0x7f - b'Z' as u64);
    let capital = !bytes & (from_a ^ past_z) & !ASCII;
    bytes | capital >> 2
}

/// Spreads keys over all bits.
fn spread(key: u64) -> u64 {
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Index {
    /// The first place of a key.
    fn place(&self, spread: u64) -> usize {
        (spread >> 32) as usize & (self.groups.len() - 1)
    }

    /// The word and bit of a key among the beginnings.
    fn bit(&self, spread: u64) -> (usize, u64) {
        ((spread >> 38) as usize & (self.beginnings.len() - 1), 1 << (spread >> 32 & 63))
    }

    fn enter(&mut self, group: Group) {
        let spread = spread(group.key);
        let (word, bit) = self.bit(spread);
        self.beginnings[word] |= bit;
        let mut at = self.place(spread);
        while self.groups[at].key != 0 {
            at = (at + 1) & (self.groups.len() - 1);
        }
        self.groups[at] = group;
    }

    #[inline]
    fn group(&self, key: u64) -> &[Word] {
        let spread = spread(key);
        let (word, bit) = self.bit(spread);
        if self.beginnings[word] & bit == 0 {
            return &[];
        }
        let mut at = self.place(spread);
        while self.groups[at].key != 0 {
            let group = self.groups[at];
            if group.key == key {
                return &self.words[group.start as usize..group.end as usize];
            }
            at = (at + 1) & (self.groups.len() - 1);
        }
        &[]
    }

    /// The words that `text` begins with, the longest first: those of two characters and more, then those of one.
    #[inline]
    fn beginning<'i>(&'i self, text: &'i str) -> impl Iterator<Item = &'i Word> + 'i {
        let mut chars = text.chars();
        let first = chars.next().unwrap_or_default();
        let head = self.heads.get(first);
        let second = chars.next().filter(|_| head & Heads::LONGER != 0);
        let longer = second.map_or(&[][..], |second| self.group(key(first, Some(second))));
        let single = if head & Heads::ALONE != 0 { self.group(key(first, None)) } else { &[][..] };
        let behind = chars.as_str().as_bytes();
        let next = if longer.is_empty() { Next { bytes: 0, mask: 0 } } else { Next::of(behind) };
        let seen = text.len() - behind.len() + 8;
        let ends = move |word: &Word| {
            let (end, letters) = (word.len as usize, self.letters_of(word).as_bytes());
            text.as_bytes().get(seen..end).is_some_and(|found| found.eq_ignore_ascii_case(&letters[seen..]))
        };
        let goes_on = move |word: &&Word| word.next.begins(next) && (word.len as usize <= seen || ends(word));
        longer.iter().filter(goes_on).chain(single)
    }

    /// Whether a word may begin with `c`, which `rest` follows: sure only where it says no.
    #[inline]
    pub(super) fn may_begin(&self, c: char, rest: &str) -> bool {
        let head = self.heads.get(c);
        if head != Heads::LONGER {
            return head != 0;
        }
        rest.chars().next().is_some_and(|second| {
            let (word, bit) = self.bit(spread(key(c, Some(second))));
            self.beginnings[word] & bit != 0
        })
    }

    /// The words that `text` begins with, the longest first, by their places in the list and their lengths; equal ones in the order of the list.
    #[inline]
    pub(super) fn at<'i>(&'i self, text: &'i str) -> impl Iterator<Item = (usize, usize)> + 'i {
        self.beginning(text).map(|word| (word.at as usize, word.len as usize))
    }

    fn letters_of(&self, word: &Word) -> &str {
        let start = word.start as usize;
        &self.letters[start..start + word.len as usize]
    }
}

impl Index {
    /// Every place in `text` where a word stands: its first byte and its length. Words may overlap.
    pub(crate) fn found<'i>(&'i self, text: &'i str) -> impl Iterator<Item = (usize, usize)> + 'i {
        self.places(text).flat_map(move |start| self.at(&text[start..]).map(move |(_, len)| (start, len)))
    }

    /// Every place in `text` where a word stands as it is written, capitals too: its first byte and its length. Words may overlap.
    pub(crate) fn written<'i>(&'i self, text: &'i str) -> impl Iterator<Item = (usize, usize)> + 'i {
        self.places(text).flat_map(move |start| {
            let rest = &text[start..];
            self.beginning(rest).filter(move |word| rest.starts_with(self.letters_of(word))).map(move |word| (start, word.len as usize))
        })
    }

    /// Whether a word stands anywhere in `text`.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.found(text).next().is_some()
    }

    /// How many bytes the longest word takes that `text` begins with.
    pub(crate) fn begins(&self, text: &str) -> Option<usize> {
        self.at(text).next().map(|(_, len)| len)
    }

    /// How many bytes each word takes that `text` begins with, the longest first.
    pub(crate) fn all_at<'i>(&'i self, text: &'i str) -> impl Iterator<Item = usize> + 'i {
        self.at(text).map(|(_, len)| len)
    }

    /// Whether `text` is one of the words.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.at(text).any(|(_, len)| len == text.len())
    }

    /// Whether it has no word.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Every word in `text` by its place in the list, each without overlap with itself.
    pub(super) fn each_in(&self, text: &str, mut found: impl FnMut(usize)) {
        let mut ends = vec![0; self.words.iter().map(|word| word.at as usize + 1).max().unwrap_or(0)];
        for start in self.places(text) {
            for (at, len) in self.at(&text[start..]) {
                if ends[at] <= start {
                    ends[at] = start + len;
                    found(at);
                }
            }
        }
    }

    /// The places in `text` where a word may begin.
    fn places<'i>(&'i self, text: &'i str) -> impl Iterator<Item = usize> + 'i {
        let mut chars = text.char_indices();
        std::iter::from_fn(move || {
            loop {
                let (start, c) = chars.next()?;
                if self.may_begin(c, chars.as_str()) {
                    return Some(start);
                }
            }
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
    fn eight_bytes_are_made_small_as_one_is() {
        for byte in 0..=u8::MAX {
            let bytes = [b'@', byte, b'Z', byte, b'[', byte, 0xc1, b'a'];
            assert_eq!(lowercase(u64::from_le_bytes(bytes)), u64::from_le_bytes(bytes.map(|byte| byte.to_ascii_lowercase())), "{byte}");
        }
    }

    #[test]
    fn words_are_found_anywhere() {
        let index: Index = ["Inc", "社", "ああ"].map(str::to_string).into_iter().collect();
        assert_eq!(index.written("inc Inc社").collect::<Vec<_>>(), [(4, 3), (7, 3)]);
        let mut found = Vec::new();
        index.each_in("inc Inc社 あああ", |at| found.push(at));
        assert_eq!(found, [0, 0, 1, 2]);
        assert!(index.is_in("an INC") && !index.is_in("in c"));
    }

    #[test]
    fn an_empty_list_has_no_word() {
        assert_eq!(Index::default().at("名").count(), 0);
        assert_eq!(std::iter::empty::<String>().collect::<Index>().at("名").count(), 0);
    }
}
