//! Figures with what they count: 最大1,613件, `up to 37,832 customer records`.
//!
//! Also what holds a figure and counts nothing here: percentages, lengths of time, ages, versions, article and code numbers.

use super::input::*;
use super::money::money;
use super::number::{Figure, figure};
use crate::model::{Bound, Unit};
use crate::{Language, Span};

/// A value that a figure stands in, with its span: money, a count, a bare number or none of these.
///
/// `floor` is where the text already read ends: bound words before it are another figure's.
pub(super) fn quantity<'a>(input: Input<'a>, floor: usize) -> Option<(Input<'a>, Option<Located<Value>>)> {
    if let Ok((rest, mut expr)) = money(input) {
        let (start, rest, bound) = bounded(input, rest, floor);
        expr.bound = bound;
        return Some((rest, Some(Located { value: Value::Money(expr), span: Span::new(start, rest.at()) })));
    }
    let (rest, figure) = figure(input).ok()?;
    if let Some(rest) = other(input, rest, figure) {
        return Some((rest, figure.digits.then(|| Located { value: Value::Other, span: input.span_to(rest) })));
    }
    if let Some((value, span)) = count(input, rest, figure, floor) {
        return Some((input.from(span.end()), Some(Located { value: Value::Count(value), span })));
    }
    let number = figure.digits || input.lexicon.language == Language::En;
    let value = if is_year_like(input, rest, figure) { Value::Other } else { Value::Number(figure.value) };
    Some((rest, number.then(|| Located { value, span: input.span_to(rest) })))
}

/// A four-digit number without a comma that would be a year: it counts nothing unless a noun says so.
fn is_year_like(input: Input, rest: Input, figure: Figure) -> bool {
    input.lexicon.language == Language::En && input.span_to(rest).len() == 4 && figure.digits && (1900..=2100).contains(&figure.value)
}

/// The place after a figure that counts nothing, with its measure.
fn other<'a>(input: Input<'a>, rest: Input<'a>, figure: Figure) -> Option<Input<'a>> {
    let glued_before = input.last().is_some_and(|c| c.is_ascii_alphanumeric() || "-/.#_".contains(c));
    let glued_after =
        rest.next().is_some_and(|c| c.is_ascii_alphabetic() || "/_".contains(c)) && input.lexicon.unit_at(rest.rest(), 0).is_none();
    let dotted = rest.rest().starts_with(['.', '-', ':'])
        && rest.rest().get(1..).is_some_and(|more| more.starts_with(|c: char| c.is_ascii_alphanumeric()));
    if figure.digits && (glued_before || glued_after || dotted) {
        return Some(run(rest));
    }
    if let Ok((rest, _)) = preceded(spaces, mark(Mark::Measure)).parse(rest) {
        let unit = input.lexicon.unit_at(rest.rest(), 0);
        if unit.is_none() || input.lexicon.language == Language::En {
            return Some(rest);
        }
    }
    let enclosed = figure.digits && figure.value < 100 && input.last() == Some('(') && rest.next() == Some(')');
    if !figure.whole || labelled(input) || enclosed {
        return Some(rest);
    }
    rest.begins(Mark::Glued).then_some(rest)
}

/// Whether a word that makes a number a name stands before, with its colon.
fn labelled(input: Input) -> bool {
    let before = input.before().trim_end_matches([' ', ':', '#']);
    input.form().mark(Mark::Labelled).before(before).is_some() || input.follows(Mark::Labelled)
}

/// To the end of the letters, digits and joints that go on from here.
fn run(input: Input) -> Input {
    let len = input.rest().bytes().take_while(|b| b.is_ascii_alphanumeric() || b"-/.:_#".contains(b)).count();
    let text = input.rest().get(..len).unwrap_or_default().trim_end_matches(['.', ':', '-', '/']);
    input.from(input.at() + text.len())
}

/// ```ebnf
/// count = { bound } , figure , [ bound , [ "の" ] ] , unit , [ bound ] ;
/// ```
fn count(input: Input, rest: Input, figure: Figure, floor: usize) -> Option<(CountExpr, Span)> {
    let (before, within) = bound_after(rest).map_or((rest, None), |(rest, bound)| (rest, Some(bound)));
    let (end, unit, word) = unit(before)?;
    let (start, end, bound) = bounded(input, end, floor);
    let bare = input.form().mark(Mark::Bare).at(input.slice(word)).is_some_and(|(_, len)| len == word.len());
    let bound = within.map_or(bound, |within| stronger(bound, within));
    let number = input.span_to(rest);
    Some((CountExpr { value: figure.value, unit: Some(unit), bare, bound, number }, Span::new(start, end.at())))
}

/// The unit behind a figure and the span of its word.
fn unit(input: Input) -> Option<(Input, Unit, Span)> {
    if input.lexicon.language == Language::En {
        return super::en::head(input);
    }
    let bracketed = delimited((spaces, tag("(")), counter, tag(")"));
    let joined = preceded((spaces, opt(mark(Mark::Partitive))), counter);
    let (rest, (unit, word)) = alt((joined, bracketed)).parse(input).ok()?;
    Some((rest, unit, word))
}

/// A counter that no other word swallows: 社, but not the one of 社内.
fn counter(input: Input) -> Read<(Unit, Span)> {
    let Some((unit, len)) = input.lexicon.unit_at(input.rest(), 0) else { return input.fail() };
    let rest = input.from(input.at() + len);
    let swallowed = input.form().mark(Mark::Glued).at(input.rest()).is_some_and(|(_, glued)| glued > len);
    let katakana = |c: Option<char>| c.is_some_and(|c| ('ァ'..='ヺ').contains(&c) || c == 'ー');
    if swallowed || (katakana(rest.last()) && katakana(rest.next())) {
        return input.fail();
    }
    Ok((rest, (unit, input.span_to(rest))))
}

/// The bound words on both sides of a figure: where they begin, where they end and what they say together.
fn bounded<'a>(input: Input<'a>, rest: Input<'a>, floor: usize) -> (usize, Input<'a>, Bound) {
    let (start, before) = bound_before(input, floor);
    match bound_after(rest) {
        Some((rest, after)) => (start, rest, stronger(before, after)),
        None => (start, rest, before),
    }
}

/// The bound words before a figure: where the first begins and what they say together.
fn bound_before(input: Input, floor: usize) -> (usize, Bound) {
    let (mut start, mut bound) = (input.at(), Bound::Exact);
    let mut at = start;
    for _ in 0..4 {
        let text = input.before().get(floor..at).unwrap_or_default();
        let trimmed = text.trim_end_matches(' ');
        if let Some((found, len)) =
            input.lexicon.bound_before(trimmed, trimmed.len()).filter(|(_, len)| stands_before(input, trimmed, *len))
        {
            at = floor + trimmed.len() - len;
            start = at;
            bound = stronger(found, bound);
        } else if let Some((_, len)) = input.form().mark(Mark::BoundJoint).before(trimmed) {
            at = floor + trimmed.len() - len;
        } else {
            break;
        }
    }
    (start, bound)
}

/// Whether the bound word of `len` bytes that ends `text` is one of those that stand before a figure.
fn stands_before(input: Input, text: &str, len: usize) -> bool {
    let found = text.get(text.len() - len..).unwrap_or_default();
    input.form().mark(Mark::BoundAfter).at(found).is_none_or(|(_, after)| after < len)
}

/// The bound word behind a figure.
fn bound_after(input: Input) -> Option<(Input, Bound)> {
    let (at, _) = spaces(input).ok()?;
    let (_, len) = at.form().mark(Mark::BoundAfter).at(at.rest())?;
    let (bound, found) = at.lexicon.bound_at(at.rest(), 0)?;
    (found == len).then(|| (at.from(at.at() + len), bound))
}

/// What two bound words say together: a limit outweighs 約, and of two limits the outer one holds.
fn stronger(outer: Bound, inner: Bound) -> Bound {
    match (outer, inner) {
        (Bound::Exact | Bound::About, Bound::AtMost | Bound::AtLeast | Bound::About) => inner,
        _ => outer,
    }
}
