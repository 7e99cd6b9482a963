//! From text as written to text as it is matched.
//!
//! Folding makes one of what people write in many ways: full and half width, spaces, dashes, wave dashes, quotes, circled numbers,
//! radicals, line ends. It is NFKC for most characters and goes its own way where matching needs it (see [`character`]). It knows
//! nothing of words and does not change case; the output shows the words as they were written, found by the map.
//!
//! What is already folded is found at the speed of a scan and borrowed. Folding twice is folding once.

mod character;

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use self::character::{Fate, fate, is_dash, is_katakana_or_kanji, is_plain, spell};
use crate::Span;
use crate::text::{MapBuilder, OffsetMap};

/// A folded text.
#[derive(Debug)]
pub(crate) struct Folded<'a> {
    /// The text with widths, spaces, dashes and compatibility characters made one.
    pub text: Cow<'a, str>,
    /// The way back to the text that was folded.
    pub map: OffsetMap,
}

/// Folds `text`.
pub(crate) fn fold(text: &str) -> Folded<'_> {
    let mut folding = Folding { text, kept: 0, out: String::new(), scratch: String::new(), map: MapBuilder::new() };
    let mut at = 0;
    while let Some((found, c)) = next_not_plain(text, at) {
        at = folding.take(found, c);
    }
    folding.finish()
}

/// The first character from `at` on that is not known to stay.
fn next_not_plain(text: &str, at: usize) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let mut at = at;
    loop {
        match *bytes.get(at)? {
            b'\r' | b'\x0b' | b'\x0c' => break,
            0..0x80 => at += 1,
            // 「䀀」 to 「鿿」: kanji.
            0xe4..=0xe9 => at += 3,
            // Hiragana and katakana but for the sound marks at the end of 0x82.
            0xe3 if matches!(bytes.get(at + 1), Some(0x81 | 0x83)) && bytes.get(at + 2) != Some(&0xbf) => at += 3,
            _ => match text[at..].chars().next() {
                Some(c) if is_plain(c) => at += c.len_utf8(),
                _ => break,
            },
        }
    }
    text[at..].chars().next().map(|c| (at, c))
}

/// A text on its way to being folded.
struct Folding<'a> {
    text: &'a str,
    /// Up to here the text has been taken over; what follows is unchanged until a character says otherwise.
    kept: usize,
    out: String,
    /// Reused for each cluster, so that none allocates.
    scratch: String,
    map: MapBuilder,
}

impl<'a> Folding<'a> {
    /// Deals with `c` at `at`, which is not known to be plain, and says where to go on.
    fn take(&mut self, at: usize, c: char) -> usize {
        let after = at + c.len_utf8();
        match c {
            '\r' => return self.line_end(at),
            // Some texts write ， and ． for 、 and 。; behind a digit or a letter they are a comma and a point.
            '，' | '．' if self.ends_japanese(at) && !self.is_joined(after) => {
                return self.replace(at, after, if c == '，' { '、' } else { '。' });
            }
            '！'..='｝' if c != '－' && !self.is_joined(after) => {
                // Full-width ASCII lies at a fixed distance from ASCII; every second character of some notices is one of these.
                return self.replace(at, after, char::from_u32(c as u32 - 0xfee0).unwrap_or(c));
            }
            '\u{3000}' if !self.is_joined(after) => return self.replace(at, after, ' '),
            _ if is_dash(c) && self.stands_between_names(at, after) => return after,
            _ => {}
        }
        match fate(c) {
            Fate::Plain => after,
            Fate::Folds => self.cluster(at, after),
            Fate::Joins => self.cluster(self.base(at), after),
            Fate::Dropped => self.dropped(at),
        }
    }

    /// CRLF and a lone CR are one line end.
    fn line_end(&mut self, at: usize) -> usize {
        let end = if self.text.as_bytes().get(at + 1) == Some(&b'\n') { at + 2 } else { at + 1 };
        self.replace(at, end, '\n')
    }

    /// Characters without width are left out; a mark behind them joins what stands before them.
    fn dropped(&mut self, at: usize) -> usize {
        let end = self.joined_end(at);
        if self.text[at..end].chars().all(|c| fate(c) == Fate::Dropped) {
            self.keep_to(at);
            self.kept = end;
            return end;
        }
        self.cluster(self.base(at), end)
    }

    /// The character before `at` that a mark at `at` joins: none at the start or after something that was folded.
    fn base(&self, at: usize) -> usize {
        self.text[self.kept..at].chars().next_back().map_or(at, |c| at - c.len_utf8())
    }

    /// Whether what follows at `at` belongs to the character before it.
    fn is_joined(&self, at: usize) -> bool {
        self.text[at..].chars().next().is_some_and(|c| matches!(fate(c), Fate::Joins | Fate::Dropped))
    }

    /// Where the marks and characters without width that begin at `at` end.
    fn joined_end(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let joined = rest.char_indices().find(|&(_, c)| !matches!(fate(c), Fate::Joins | Fate::Dropped));
        at + joined.map_or(rest.len(), |(len, _)| len)
    }

    /// Whether what stands before `at` is Japanese: kana, a kanji, or a bracket that closes behind one.
    fn ends_japanese(&self, at: usize) -> bool {
        let written = self.text[..at].chars().rev().find(|c| !matches!(c, '）' | ')' | '」' | '』' | '】'));
        written.is_some_and(|c| is_katakana_or_kanji(c) || matches!(c, 'ぁ'..='ゖ' | '々'))
    }

    /// Whether a dash between `at` and `after` stands between katakana or kanji, where it may be a prolonged sound mark.
    fn stands_between_names(&self, at: usize, after: usize) -> bool {
        let written = self.text[self.kept..at].chars().next_back();
        let before = written.or_else(|| self.out.chars().next_back());
        let behind = self.text[after..].chars().next();
        before.is_some_and(is_katakana_or_kanji) && behind.is_some_and(is_katakana_or_kanji)
    }

    /// Folds the character at `start` with all that joins it, `end` being where to look for more, as one piece.
    fn cluster(&mut self, start: usize, end: usize) -> usize {
        let end = self.joined_end(end);
        self.keep_to(start);
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        for c in self.text[start..end].chars().filter(|&c| fate(c) != Fate::Dropped) {
            spell(c, &mut scratch);
        }
        let from = self.out.len();
        if scratch.is_ascii() {
            self.out.push_str(&scratch);
        } else {
            self.out.extend(scratch.nfc());
        }
        self.map.piece(self.out.len() - from, Span::new(start, end));
        self.kept = end;
        self.scratch = scratch;
        end
    }

    /// Writes `to` for the text between `start` and `end`.
    fn replace(&mut self, start: usize, end: usize, to: char) -> usize {
        self.keep_to(start);
        self.out.push(to);
        self.map.piece(to.len_utf8(), Span::new(start, end));
        self.kept = end;
        end
    }

    /// Takes over the unchanged text up to `at`.
    fn keep_to(&mut self, at: usize) {
        if self.out.capacity() == 0 {
            self.out.reserve(self.text.len());
        }
        self.out.push_str(&self.text[self.kept..at]);
        self.map.same(at - self.kept, self.kept);
        self.kept = at;
    }

    fn finish(mut self) -> Folded<'a> {
        if self.kept == 0 {
            return Folded { text: Cow::Borrowed(self.text), map: OffsetMap::identity() };
        }
        self.keep_to(self.text.len());
        Folded { text: Cow::Owned(self.out), map: self.map.finish() }
    }
}

#[cfg(test)]
mod tests;
