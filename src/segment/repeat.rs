//! Finds what stands in a text a second time.
//!
//! Lines are compared by their letters and digits alone, so that widths, spaces, marks and quotes do not matter and every figure does. A run
//! begins at a line long enough to mean something and is followed in both directions as far as the two agree. Runs that could be two cases
//! with like facts are left: values alone, under headlines that differ, are no repeat.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Kind;
use super::line::{Line, trimmed};
use super::outline::Draft;
use crate::Span;

/// The letters that a repeat must have.
const LEAST_LETTERS: usize = 80;
/// The letters that are enough for several blocks in a row.
const LEAST_LETTERS_OF_SEVERAL: usize = 60;
/// The letters of a line that a run may begin with.
const LEAST_LETTERS_OF_FIRST: usize = 12;

/// A line that says something.
struct Unit {
    /// Its letters and digits, hashed twice, and their number.
    key: (u64, u64),
    letters: usize,
    span: Span,
    /// The block it stands in.
    draft: usize,
    /// The headline above it, as a unit.
    heading: Option<usize>,
}

/// A run that repeats an earlier one.
struct Run {
    /// The units of the earlier one and of the later one.
    first: usize,
    again: usize,
    len: usize,
}

/// The repeats in `text`: what is left out and what it repeats, in order. `drafts` are split and marked.
pub(super) fn leave_out(text: &str, lines: &[Line], drafts: &mut Vec<Draft>) -> Vec<(Span, Span)> {
    let units = units(text, lines, drafts);
    let runs = runs(&units, drafts);
    let repeats: Vec<(Span, Span)> = runs
        .iter()
        .map(|run| {
            let span = |from: usize| units[from].span.to(units[from + run.len - 1].span);
            (span(run.again), span(run.first))
        })
        .collect();
    if !repeats.is_empty() {
        *drafts = split(text, std::mem::take(drafts), &repeats.iter().map(|(again, _)| *again).collect::<Vec<_>>());
    }
    repeats
}

fn units(text: &str, lines: &[Line], drafts: &[Draft]) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut draft = 0;
    let mut heading = None;
    for line in lines.iter().filter(|line| !line.is_blank()) {
        while drafts.get(draft + 1).is_some_and(|next| next.block.span.start() <= line.start) {
            draft += 1;
        }
        let Some(kind) = drafts.get(draft).map(|draft| draft.block.kind) else { break };
        let (key, letters) = key(&text[line.body.range()]);
        if kind == Kind::Blank || letters == 0 {
            continue;
        }
        let above = heading;
        if kind == Kind::Heading {
            heading = Some(units.len());
        }
        units.push(Unit { key, letters, span: line.body, draft, heading: above });
    }
    units
}

/// The letters and digits of `words` in small letters, hashed, and how many they are. A stop between two digits counts: 3.5 is not 35.
fn key(words: &str) -> ((u64, u64), usize) {
    let (mut one, mut two) = (1u64, 2u64);
    let mut letters = 0;
    let mut chars = words.chars().peekable();
    let mut last = ' ';
    while let Some(c) = chars.next() {
        let point = c == '.' && last.is_ascii_digit() && chars.peek().is_some_and(char::is_ascii_digit);
        last = c;
        if !point && !is_letter(c) {
            continue;
        }
        letters += usize::from(!point);
        // Two hashes of one letter after another; together they are as good as the letters.
        let letter = u64::from(u32::from(c.to_ascii_lowercase()));
        one = (one.rotate_left(5) ^ letter).wrapping_mul(0x517c_c1b7_2722_0a95);
        two = (two ^ letter).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(17).wrapping_add(letter);
    }
    ((one, two), letters)
}

/// Whether `c` is a letter or a digit; kana and kanji, most of a Japanese text, are told without a table.
fn is_letter(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿') || !matches!(c, '、' | '。' | '「' | '」' | ' ') && c.is_alphanumeric()
}

/// The runs of units that stand again, the longest that begin first; later ones do not overlap.
fn runs(units: &[Unit], drafts: &[Draft]) -> Vec<Run> {
    let mut seen: HashMap<(u64, u64), usize> = HashMap::new();
    let mut runs: Vec<Run> = Vec::new();
    // Everything before this unit belongs to a run already, or to one that was looked at and is no repeat.
    let mut taken = 0;
    for at in 0..units.len() {
        if units[at].letters < LEAST_LETTERS_OF_FIRST || at < taken {
            continue;
        }
        let first = match seen.entry(units[at].key) {
            Entry::Vacant(entry) => {
                entry.insert(at);
                continue;
            }
            Entry::Occupied(entry) => *entry.get(),
        };
        let run = extended(units, first, at, taken);
        let substantial = is_substantial(units, drafts, &run);
        if substantial || run.len > LEAST_LETTERS {
            taken = run.again + run.len;
        }
        if substantial {
            runs.push(run);
        }
    }
    runs
}

/// The longest run round the equal units `first` and `again`; the later one begins at `taken` at the earliest and the two do not overlap.
fn extended(units: &[Unit], first: usize, again: usize, taken: usize) -> Run {
    let equal = |a: usize, b: usize| units[a].key == units[b].key;
    let before = (1..=first.min(again - taken)).take_while(|back| again - back >= first && equal(first - back, again - back)).count();
    let (start, start_again) = (first - before, again - before);
    let room = (start_again - start).min(units.len() - start_again);
    let len = before + (before..room).take_while(|on| equal(start + on, start_again + on)).count();
    Run { first: start, again: start_again, len: len.min(room) }
}

fn is_substantial(units: &[Unit], drafts: &[Draft], run: &Run) -> bool {
    let again = &units[run.again..run.again + run.len];
    let letters: usize = again.iter().map(|unit| unit.letters).sum();
    let kind = |unit: &Unit| drafts[unit.draft].block.kind;
    let heading = again.iter().any(|unit| kind(unit) == Kind::Heading);
    if letters < LEAST_LETTERS_OF_SEVERAL || (run.len == 1 && (letters < LEAST_LETTERS || heading)) {
        return false;
    }
    let prose: usize = again.iter().filter(|unit| kind(unit) == Kind::Paragraph).map(|unit| unit.letters).sum();
    if prose >= LEAST_LETTERS_OF_SEVERAL {
        return true;
    }
    // Without running text it could be two cases that are alike: all that names them must be the same.
    let Some((first, later)) = units.get(run.first).zip(again.first()) else { return false };
    let is_value = |unit: &&Unit| matches!(kind(unit), Kind::Item | Kind::Field | Kind::Row);
    let named = again.iter().find(|unit| kind(unit) == Kind::Heading || is_value(unit)).is_some_and(|unit| kind(unit) == Kind::Heading);
    let under_same = first.heading.map(|unit| units[unit].key) == later.heading.map(|unit| units[unit].key);
    run.len >= 3 && letters >= LEAST_LETTERS && (named || under_same)
}

/// `drafts` with those that lie in `repeats` marked as such, and those that lie there in part split.
fn split(text: &str, drafts: Vec<Draft>, repeats: &[Span]) -> Vec<Draft> {
    let mut out = Vec::with_capacity(drafts.len() + 2 * repeats.len());
    let mut next = repeats.iter().peekable();
    for mut draft in drafts {
        loop {
            while next.peek().is_some_and(|repeat| repeat.end() <= draft.block.span.start()) {
                next.next();
            }
            let span = draft.block.span;
            let Some(repeat) = next.peek().copied().filter(|repeat| repeat.start() < span.end()) else { break };
            let line_start = text[..repeat.start()].rfind('\n').map_or(0, |at| at + 1);
            if line_start > span.start() {
                let tail = cut(text, &mut draft, line_start);
                out.push(std::mem::replace(&mut draft, tail));
                continue;
            }
            let end = text[repeat.end()..].find('\n').map_or(text.len(), |at| repeat.end() + at + 1);
            let rest = (end < span.end() && !text[end..span.end()].trim().is_empty()).then(|| cut(text, &mut draft, end));
            if draft.block.kind != Kind::Blank {
                draft.block.kind = Kind::Repeat;
            }
            match rest {
                Some(rest) => out.push(std::mem::replace(&mut draft, rest)),
                None => break,
            }
        }
        out.push(draft);
    }
    out
}

/// Cuts `draft` at `at`, a line start inside it, and gives the second part.
fn cut(text: &str, draft: &mut Draft, at: usize) -> Draft {
    let mut tail = draft.clone();
    let block = &mut draft.block;
    tail.block.span = Span::new(at, block.span.end());
    block.span = Span::new(block.span.start(), at);
    tail.block.body = trimmed(text, tail.block.span);
    block.body = trimmed(text, Span::new(block.body.start(), block.body.end().min(at)));
    tail
}
