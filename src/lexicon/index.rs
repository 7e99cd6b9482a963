//! Which words of a list a text begins with.
//!
//! The words are kept by their first three characters, shorter ones by the two or the one that they have. A place where none begins costs one look
//! into a small set of bits, and any other place only the few words that begin alike, which lie side by side. Building it is one sort, which an
//! automaton over the same words takes many times.

use serde::Deserialize;

/// A list of words by how they begin. Latin letters are matched in either case.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct Index {
    /// The words as they were given, one behind another by group, within each group the longest first.
    letters: String,
    /// The words in the same order.
    words: Vec<Word>,
    /// Open addressing by the first characters; a power of two of places, at most half of them taken.
    groups: Vec<Group>,
    beginnings: Beginnings,
}

/// What words begin with: asked for every character of a text, so it is a look or two into small sets of bits.
#[derive(Clone, Debug, Default)]
struct Beginnings {
    /// One bit for each of the first characters that fall on it.
    heads: Vec<u64>,
    /// The same for pairs of characters; 16 bits a group, so that few places are looked up for nothing.
    pairs: Vec<u64>,
    /// The same for words of one character.
    single: [u64; 4],
}

impl Beginnings {
    fn new(groups: usize) -> Beginnings {
        Beginnings { heads: vec![0; groups.div_ceil(8).min(64)], pairs: vec![0; groups.div_ceil(4)], single: [0; 4] }
    }

    fn enter(&mut self, key: u64) {
        let (first, second) = ((key & LOWEST) as u32, (key >> CHARACTER & LOWEST) as u32);
        let (word, bit) = self.head(first);
        self.heads[word] |= bit;
        if second > 0 {
            let (word, bit) = self.pair(first, second);
            self.pairs[word] |= bit;
        } else {
            let (word, bit) = Beginnings::alone(first);
            self.single[word] |= bit;
        }
    }

    /// The word and bit of a first character.
    #[inline]
    fn head(&self, first: u32) -> (usize, u64) {
        ((first >> 6) as usize & (self.heads.len().max(1) - 1), 1 << (first & 63))
    }

    /// Whether a word may begin with this character: sure only where it says no.
    #[inline]
    fn may_head(&self, first: u32) -> bool {
        let (word, bit) = self.head(first);
        self.heads.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// The word and bit of two characters.
    #[inline]
    fn pair(&self, first: u32, second: u32) -> (usize, u64) {
        let hash = first.wrapping_mul(0x9e35).wrapping_add(second);
        ((hash >> 6) as usize & (self.pairs.len().max(1) - 1), 1 << (hash & 63))
    }

    /// The word and bit of one character.
    #[inline]
    fn alone(first: u32) -> (usize, u64) {
        ((first >> 6) as usize & 3, 1 << (first & 63))
    }

    /// Whether a word may begin with these two characters: sure only where it says no.
    #[inline]
    fn have_pair(&self, first: u32, second: u32) -> bool {
        let (word, bit) = self.pair(first, second);
        self.pairs.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// Whether a word may be this one character: sure only where it says no.
    #[inline]
    fn have_single(&self, first: u32) -> bool {
        let (word, bit) = Beginnings::alone(first);
        self.single[word] & bit != 0
    }
}

/// Where a word stands in the letters.
#[derive(Clone, Copy, Debug)]
struct Word {
    /// What follows its first three characters, as far as it goes in: most words that begin alike are told apart by it.
    next: Next,
    start: u32,
    len: u32,
    /// Its place in the list as it was given.
    at: u32,
}

/// The words that share their first three characters; those of two and of one have groups of their own.
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

impl<W: AsRef<str>> FromIterator<W> for Index {
    /// In one sort, which is no work where the words are given in their order here.
    fn from_iter<I: IntoIterator<Item = W>>(words: I) -> Index {
        let given: Vec<W> = words.into_iter().collect();
        let mut keyed: Vec<(u64, usize, u32)> = (0u32..)
            .zip(&given)
            .filter_map(|(at, word)| {
                let word = word.as_ref();
                let mut chars = word.chars();
                let first = chars.next()?;
                Some((key(first, chars.next(), chars.next()), usize::MAX - word.len(), at))
            })
            .collect();
        keyed.sort_unstable();
        let groups = (2 * keyed.chunk_by(|a, b| a.0 == b.0).count()).next_power_of_two();
        let mut index = Index {
            letters: String::new(),
            words: Vec::with_capacity(keyed.len()),
            groups: vec![Group::default(); groups],
            beginnings: Beginnings::new(groups),
        };
        for run in keyed.chunk_by(|a, b| a.0 == b.0) {
            let start = index.words.len() as u32;
            for (.., at) in run {
                let word = given[*at as usize].as_ref();
                let next = Next::of(&word.as_bytes()[three(word)..]);
                index.words.push(Word { next, start: index.letters.len() as u32, len: word.len() as u32, at: *at });
                index.letters.push_str(word);
            }
            index.enter(Group { key: run[0].0, start, end: start + run.len() as u32 });
        }
        index
    }
}

/// How many bits a character takes in a key.
const CHARACTER: u32 = 21;
const LOWEST: u64 = (1 << CHARACTER) - 1;

/// Up to three characters in small letters as one number, never zero; the first of them lowest.
#[inline]
fn key(first: char, second: Option<char>, third: Option<char>) -> u64 {
    let part = |c: char| u64::from(small(c));
    part(first) | second.map_or(0, part) << CHARACTER | third.map_or(0, part) << (2 * CHARACTER)
}

/// A character in small letters as a number that is never zero.
#[inline]
fn small(c: char) -> u32 {
    u32::from(c.to_ascii_lowercase()) + 1
}

/// How many bytes the first three characters of `text` take.
fn three(text: &str) -> usize {
    text.char_indices().nth(3).map_or(text.len(), |(at, _)| at)
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
        (spread >> 32) as usize & (self.groups.len().max(1) - 1)
    }

    fn enter(&mut self, group: Group) {
        self.beginnings.enter(group.key);
        let mut at = self.place(spread(group.key));
        while self.groups[at].key != 0 {
            at = (at + 1) & (self.groups.len() - 1);
        }
        self.groups[at] = group;
    }

    fn group(&self, key: u64) -> &[Word] {
        let mut at = self.place(spread(key));
        while let Some(group) = self.groups.get(at).filter(|group| group.key != 0) {
            if group.key == key {
                return &self.words[group.start as usize..group.end as usize];
            }
            at = (at + 1) & (self.groups.len() - 1);
        }
        &[]
    }

    /// The words that `text` begins with, the longest first: those of three characters and more, then those of two and of one.
    #[inline]
    fn beginning<'i>(&'i self, text: &'i str) -> impl Iterator<Item = &'i Word> + 'i {
        let mut chars = text.chars();
        let first = chars.next().unwrap_or_default();
        let begins = self.beginnings.may_head(small(first));
        let second = if begins { chars.next() } else { None };
        let begins = begins && self.beginnings.have_pair(small(first), second.map_or(0, small));
        let third = if begins { chars.next() } else { None };
        let long = third.map_or(&[][..], |third| self.group(key(first, second, Some(third))));
        let two = second.filter(|_| begins).map_or(&[][..], |_| self.group(key(first, second, None)));
        let single = if self.beginnings.have_single(small(first)) { self.group(key(first, None, None)) } else { &[] };
        let behind = chars.as_str().as_bytes();
        let next = if long.is_empty() { Next { bytes: 0, mask: 0 } } else { Next::of(behind) };
        let seen = text.len() - behind.len() + 8;
        let ends = move |word: &Word| {
            let (end, letters) = (word.len as usize, self.letters_of(word).as_bytes());
            text.as_bytes().get(seen..end).is_some_and(|found| found.eq_ignore_ascii_case(&letters[seen..]))
        };
        let goes_on = move |word: &&Word| word.next.begins(next) && (word.len as usize <= seen || ends(word));
        long.iter().filter(goes_on).chain(two).chain(single)
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
        self.places(text).flat_map(move |(start, _)| self.at(&text[start..]).map(move |(_, len)| (start, len)))
    }

    /// Every place in `text` where a word stands as it is written, capitals too: its first byte and its length. Words may overlap.
    pub(crate) fn written<'i>(&'i self, text: &'i str) -> impl Iterator<Item = (usize, usize)> + 'i {
        self.places(text).flat_map(move |(start, _)| {
            let rest = &text[start..];
            self.beginning(rest).filter(move |word| rest.starts_with(self.letters_of(word))).map(move |word| (start, word.len as usize))
        })
    }

    /// The words of `text` that stand by themselves, as they are written: no letter and no digit goes on before or behind them.
    pub(crate) fn whole<'i>(&'i self, text: &'i str) -> impl Iterator<Item = (usize, usize)> + 'i {
        let boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        self.written(text)
            .filter(move |(start, len)| boundary(text[..*start].chars().next_back()) && boundary(text[start + len..].chars().next()))
    }

    /// Whether a word stands in `text` by itself, as it is written.
    pub(crate) fn has_whole(&self, text: &str) -> bool {
        self.whole(text).next().is_some()
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

    /// Whether the words were given in the order that they are kept in.
    #[cfg(test)]
    pub(super) fn is_in_order(&self) -> bool {
        self.words.is_sorted_by_key(|word| word.at)
    }

    /// Every word in `text` by its place in the list, each without overlap with itself.
    pub(super) fn each_in(&self, text: &str, mut found: impl FnMut(usize)) {
        let mut ends = vec![0; self.words.iter().map(|word| word.at as usize + 1).max().unwrap_or(0)];
        for (start, _) in self.places(text) {
            for (at, len) in self.at(&text[start..]) {
                if ends[at] <= start {
                    ends[at] = start + len;
                    found(at);
                }
            }
        }
    }

    /// The places in `text` where a word may begin, each with the character there; never within a word of Latin letters and digits.
    pub(super) fn places<'i>(&'i self, text: &'i str) -> impl Iterator<Item = (usize, char)> + 'i {
        let mut chars = text.char_indices();
        let mut here = chars.next();
        let mut within = false;
        std::iter::from_fn(move || {
            while let Some((start, c)) = here {
                here = chars.next();
                let goes_on = std::mem::replace(&mut within, c.is_ascii_alphanumeric()) && within;
                if goes_on || !self.beginnings.may_head(small(c)) {
                    continue;
                }
                let second = here.map_or(0, |(_, second)| small(second));
                if self.beginnings.have_pair(small(c), second) || self.beginnings.have_single(small(c)) {
                    return Some((start, c));
                }
            }
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_a_text_begins_with_are_found_longest_first() {
        let index: Index = ["名", "名前", "名前の", "Name", "n", "name", ""].into_iter().collect();
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
        let index: Index = ["Inc", "社", "ああ"].into_iter().collect();
        assert_eq!(index.written("inc Inc社").collect::<Vec<_>>(), [(4, 3), (7, 3)]);
        let mut found = Vec::new();
        index.each_in("inc Inc社 あああ", |at| found.push(at));
        assert_eq!(found, [0, 0, 1, 2]);
        assert!(index.is_in("an INC") && !index.is_in("in c"));
    }

    #[test]
    fn an_empty_list_has_no_word() {
        assert_eq!(Index::default().at("名").count(), 0);
        assert_eq!(std::iter::empty::<&str>().collect::<Index>().at("名").count(), 0);
    }
}
