//! Which words of a list a text begins with.
//!
//! The words are kept by their first three characters, shorter ones by the two or the one that they have. A place where none begins costs one look
//! into a small set of bits. Words that begin alike lie side by side in the order of their letters, and each knows the longest other that it begins
//! with: the words that a text begins with are the last one not behind it in that order, as far as it is one, and those that it begins with in turn.
//! Building it is one sort, which an automaton over the same words takes many times.

use serde::Deserialize;

/// A list of words by how they begin. Latin letters are matched in either case.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct Index {
    /// The words as they were given, one behind another by group, within each group in the order of their small letters.
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
    /// What follows its first three characters: most words that begin alike are told apart by it.
    next: Next,
    start: u32,
    len: u32,
    /// Its place in the list as it was given.
    at: u32,
    /// The longest other word of its group that it begins with, by its place there.
    prefix: Option<u16>,
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
        let mut keyed: Vec<(u64, Next, u32)> = (0u32..)
            .zip(&given)
            .filter_map(|(at, word)| {
                let mut chars = word.as_ref().chars();
                let first = chars.next()?;
                let key = key(first, chars.next(), chars.next());
                Some((key, Next::of(chars.as_str().as_bytes()), at))
            })
            .collect();
        let letters = |at: u32| given[at as usize].as_ref().bytes().map(|byte| byte.to_ascii_lowercase());
        keyed.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| letters(a.2).cmp(letters(b.2))).then(a.2.cmp(&b.2)));
        let groups = (2 * keyed.chunk_by(|a, b| a.0 == b.0).count()).next_power_of_two();
        let mut index = Index {
            letters: String::with_capacity(given.iter().map(|word| word.as_ref().len()).sum()),
            words: Vec::with_capacity(keyed.len()),
            groups: vec![Group::default(); groups],
            beginnings: Beginnings::new(groups),
        };
        // The words of a group that the last one begins with, and itself.
        let mut open: Vec<u16> = Vec::new();
        for run in keyed.chunk_by(|a, b| a.0 == b.0) {
            let start = index.words.len();
            open.clear();
            for ((_, next, at), place) in run.iter().zip(0u16..) {
                let word = given[*at as usize].as_ref();
                let begins =
                    |other: &u16| starts_with(word.as_bytes(), index.letters_of(&index.words[start + usize::from(*other)]).as_bytes());
                open.truncate(open.iter().rposition(begins).map_or(0, |last| last + 1));
                let prefix = open.last().copied();
                open.push(place);
                index.words.push(Word { next: *next, start: index.letters.len() as u32, len: word.len() as u32, at: *at, prefix });
                index.letters.push_str(word);
            }
            index.enter(Group { key: run[0].0, start: start as u32, end: index.words.len() as u32 });
        }
        index
    }
}

/// Whether `text` begins with `word` in either case.
fn starts_with(text: &[u8], word: &[u8]) -> bool {
    text.get(..word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word))
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

/// Up to eight bytes in small letters as one number, in whose order they are; what is missing is zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Next(u64);

impl Next {
    /// The first bytes of `text`.
    #[inline]
    fn of(text: &[u8]) -> Next {
        let bytes = text.first_chunk::<8>().copied().unwrap_or_else(|| {
            let mut bytes = [0; 8];
            bytes[..text.len()].copy_from_slice(text);
            bytes
        });
        Next(lowercase(u64::from_be_bytes(bytes)))
    }

    /// Whether a text that goes on with `text` goes on with the first `len` bytes of this.
    #[inline]
    fn begins(self, len: usize, text: Next) -> bool {
        let behind = 64u32.saturating_sub(8 * len as u32);
        (self.0 ^ text.0).checked_shr(behind).unwrap_or(0) == 0
    }
}

/// Eight bytes with capitals made small, all at once: a byte gets its bit 5 where adding carries it past `A` and not past `Z`.
fn lowercase(bytes: u64) -> u64 {
    const ONES: u64 = u64::from_be_bytes([1; 8]);
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

    /// Whether `text` may begin with a word: sure only where it says no.
    #[inline]
    pub(super) fn may_begin(&self, text: &str) -> bool {
        text.chars().next().is_some_and(|c| self.beginnings.may_head(small(c)))
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
        let behind = text.len() - chars.as_str().len();
        self.in_group(long, text, behind).chain(two).chain(single)
    }

    /// The words of a group that `text` begins with, the longest first; its first three characters, which take `three` bytes, are theirs.
    #[inline]
    fn in_group<'i>(&'i self, group: &'i [Word], text: &'i str, three: usize) -> impl Iterator<Item = &'i Word> + 'i {
        let text = text.as_bytes();
        let next = if group.is_empty() { Next::default() } else { Next::of(&text[three..]) };
        let seen = three + 8;
        let rest = move |word: &Word| self.letters_of(word).as_bytes().get(seen..).unwrap_or_default();
        let not_behind = |word: &Word| {
            let more = || {
                let letters = rest(word).iter().map(u8::to_ascii_lowercase);
                letters.le(text.get(seen..).unwrap_or_default().iter().take(rest(word).len()).map(u8::to_ascii_lowercase))
            };
            word.next < next || word.next == next && more()
        };
        let last = group[..group.partition_point(not_behind)].last();
        let begins = move |word: &&Word| {
            let goes_on = || text.get(seen..).is_some_and(|text| starts_with(text, rest(word)));
            word.next.begins(word.len as usize - three, next) && (word.len as usize <= seen || goes_on())
        };
        std::iter::successors(last, |word| group.get(usize::from(word.prefix?))).filter(begins)
    }

    /// The words that `text` begins with, the longest first, by their places in the list and their lengths; of equal ones the last of the list first.
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
            ("NAMES", &[(5, 4), (3, 4), (4, 1)]),
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
            assert_eq!(lowercase(u64::from_be_bytes(bytes)), u64::from_be_bytes(bytes.map(|byte| byte.to_ascii_lowercase())), "{byte}");
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
