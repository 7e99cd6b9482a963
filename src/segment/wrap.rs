//! Rejoins lines that were broken only because they were full.
//!
//! A text that was wrapped shows it: its broken lines end near one column. Where that column is seen, a line that reaches it and ends no
//! sentence goes on in the next one. Without it only the surest signs count: a small letter or an open clause across the break.

use super::line::is_wide;
use super::shape::{Look, Shape};
use crate::Span;
use crate::text::{MapBuilder, OffsetMap};

/// Lines shorter than this are not taken to be full.
const LEAST_FULL: usize = 30;
/// Lines longer than this were not wrapped by hand or printer.
const MOST_FULL: usize = 150;
/// How far before the edge a full line may end.
const SLACK: usize = 6;

/// The text with its wrapped lines rejoined and the way back, or `None` where no line is wrapped.
pub(super) fn rejoined(text: &str, shapes: &[Shape]) -> Option<(String, OffsetMap)> {
    let edge = edge(text, shapes);
    let wraps: Vec<usize> = (1..shapes.len()).filter(|line| is_wrap(text, shapes, *line, edge)).collect();
    if wraps.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut map = MapBuilder::new();
    let mut from = 0;
    for line in wraps {
        let (head, tail) = (shapes[line - 1].line.body.end(), shapes[line].line.body.start());
        out.push_str(&text[from..head]);
        map.same(head - from, from);
        if is_spaced(&text[shapes[line - 1].line.body.range()], &text[tail..]) {
            out.push(' ');
            map.piece(1, Span::new(head, tail));
        }
        from = tail;
    }
    out.push_str(&text[from..]);
    map.same(text.len() - from, from);
    Some((out, map.finish()))
}

/// Whether a line could be broken in the midst of a sentence before `line`, whatever its width.
fn is_open(text: &str, shapes: &[Shape], line: usize) -> bool {
    let (before, here) = (&shapes[line - 1], &shapes[line]);
    let joinable = matches!(before.look, Look::Plain | Look::Marked(_) | Look::Labelled | Look::Note);
    if !joinable || here.begins_block() || here.look == Look::Blank || before.ends || here.line.is_blank() {
        return false;
    }
    let body = &text[before.line.body.range()];
    let next = &text[here.line.body.range()];
    // What is set to the right or in the middle is not full, however far it reaches.
    let apart = 2 * before.line.indent >= before.line.width();
    let set = |words: &str| words.contains('\t') || words.contains("  ") || words.starts_with('|');
    !body.ends_with([':', '】', '>', '|', '。'])
        && !apart
        && !set(body)
        && !set(next)
        && (LEAST_FULL..=MOST_FULL).contains(&before.line.width())
        && here.line.width() <= MOST_FULL
}

/// The column that full lines reach, where the text shows one.
fn edge(text: &str, shapes: &[Shape]) -> Option<usize> {
    let mut widths: Vec<usize> = (1..shapes.len())
        .filter(|line| shapes[line - 1].look == Look::Plain && is_open(text, shapes, *line))
        .map(|line| shapes[line - 1].line.width())
        .filter(|width| *width <= MOST_FULL)
        .collect();
    let twice = widths.windows(2).any(|pair| pair[0].abs_diff(pair[1]) <= 3);
    widths.sort_unstable();
    let edge = *widths.get(widths.len() * 9 / 10)?;
    let full = widths.iter().filter(|width| **width + SLACK + 2 >= edge && **width <= edge + SLACK).count();
    (full * 2 >= widths.len() && (full >= 3 || (full == 2 && twice))).then_some(edge)
}

/// Whether the break before `line` is a wrap.
fn is_wrap(text: &str, shapes: &[Shape], line: usize, edge: Option<usize>) -> bool {
    if !is_open(text, shapes, line) {
        return false;
    }
    let (before, here) = (&shapes[line - 1], &shapes[line]);
    let body = &text[before.line.body.range()];
    let next = &text[here.line.body.range()];
    let hanging = matches!(before.look, Look::Marked(_) | Look::Note) && here.line.indent > before.line.indent;
    let level = here.line.indent <= before.line.indent || hanging;
    // A sentence in small letters or an open clause goes on.
    if next.starts_with(|c: char| c.is_ascii_lowercase()) && body.ends_with(|c: char| c.is_ascii_alphanumeric() || c == ',' || c == '-') {
        return level || before.look != Look::Plain;
    }
    if !level || edge.is_some_and(|edge| here.line.width() > edge + 2 * SLACK) {
        return false;
    }
    if body.ends_with('、') && matches!(before.look, Look::Plain) && here.ends {
        return true;
    }
    let first_word = match next.chars().next() {
        Some(c) if is_wide(c) => SLACK,
        _ => next.split(' ').next().map_or(0, str::len).clamp(SLACK, 20),
    };
    // What goes on is a sentence, or as full as the line before it; a date under a title is neither.
    let runs_on = |edge: usize| here.ends || next.contains(['、', '。', ',', '.']) || here.line.width() + 2 * SLACK >= edge;
    edge.is_some_and(|edge| runs_on(edge) && before.line.width() + first_word + 1 >= edge && before.line.width() <= edge + 2 * SLACK)
}

/// Whether the two sides of a wrap are words that a space keeps apart.
fn is_spaced(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else { return false };
    let wide = |c: char| is_wide(c) || matches!(c, '「' | '」' | '、' | '。');
    let hyphenated = last == '-' && before[..before.len() - 1].ends_with(|c: char| c.is_ascii_alphabetic()) && first.is_ascii_lowercase();
    !(wide(last) || wide(first) || hyphenated)
}
