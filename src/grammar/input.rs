//! What every production imports: the input with its lexicon, the result, and the smallest readings.
//!
//! The input keeps the whole text beside the place in it, so that a production can see what stands before, and a span is had without counting.

use std::str::{CharIndices, Chars};

pub(super) use nom::branch::alt;
pub(super) use nom::bytes::complete::tag;
pub(super) use nom::combinator::{map, map_opt, not, opt, peek, recognize, value, verify};
pub(super) use nom::sequence::{delimited, preceded, terminated};
pub(super) use nom::{IResult, Parser};

use nom::error::{Error, ErrorKind};
use nom::{Compare, CompareResult, Needed, Offset};

pub(super) use super::value::*;
pub(super) use crate::Span;
pub(super) use crate::lexicon::{Form, Lexicon, Mark, Relative, RelativeBase, RelativeField, Table};

/// A text from a place on, and the words of its language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Input<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    /// The words of the text's language.
    pub lexicon: &'static Lexicon,
}

/// What a production gives: the input after it and what it yields.
pub(super) type Read<'a, T> = IResult<Input<'a>, T>;

impl<'a> Input<'a> {
    /// All of `text`.
    pub(super) fn new(text: &'a str, lexicon: &'static Lexicon) -> Input<'a> {
        Input { text, at: 0, end: text.len(), lexicon }
    }

    /// The same text from byte `at` on; from its end where `at` is no place in it.
    pub(super) fn from(self, at: usize) -> Input<'a> {
        Input { at: if at <= self.end && self.text.is_char_boundary(at) { at } else { self.end }, ..self }
    }

    /// What is still to be read.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    /// What stands before.
    pub(super) fn before(&self) -> &'a str {
        self.text.get(..self.at).unwrap_or_default()
    }

    /// The byte it stands at.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The closed classes of the language.
    pub(super) fn form(&self) -> &'static Form {
        &self.lexicon.form
    }

    /// The next character.
    pub(super) fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character before.
    pub(super) fn last(&self) -> Option<char> {
        self.before().chars().next_back()
    }

    /// From here to where `rest` begins.
    pub(super) fn span_to(&self, rest: Input<'a>) -> Span {
        Span::new(self.at, rest.at)
    }

    /// The text of a span.
    pub(super) fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Whether one of the words of `mark` begins here.
    pub(super) fn begins(&self, mark: Mark) -> bool {
        self.form().mark(mark).at(self.rest()).is_some()
    }

    /// Whether one of the words of `mark` ends here, spaces aside.
    pub(super) fn follows(&self, mark: Mark) -> bool {
        self.form().mark(mark).before(self.before().trim_end_matches(' ')).is_some()
    }

    /// The failure of a production here.
    pub(super) fn fail<T>(self) -> Read<'a, T> {
        Err(nom::Err::Error(Error::new(self, ErrorKind::Fail)))
    }
}

impl<'a> nom::Input for Input<'a> {
    type Item = char;
    type Iter = Chars<'a>;
    type IterIndices = CharIndices<'a>;

    fn input_len(&self) -> usize {
        self.end - self.at
    }

    fn take(&self, index: usize) -> Self {
        Input { end: self.at + index, ..*self }
    }

    fn take_from(&self, index: usize) -> Self {
        Input { at: self.at + index, ..*self }
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P: Fn(char) -> bool>(&self, predicate: P) -> Option<usize> {
        self.rest().find(predicate)
    }

    fn iter_elements(&self) -> Chars<'a> {
        self.rest().chars()
    }

    fn iter_indices(&self) -> CharIndices<'a> {
        self.rest().char_indices()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        nom::Input::slice_index(&self.rest(), count)
    }
}

impl Compare<&str> for Input<'_> {
    fn compare(&self, other: &str) -> CompareResult {
        self.rest().compare(other)
    }

    fn compare_no_case(&self, other: &str) -> CompareResult {
        self.rest().compare_no_case(other)
    }
}

impl Offset for Input<'_> {
    fn offset(&self, second: &Self) -> usize {
        second.at - self.at
    }
}

/// The longest word of a table.
pub(super) fn word<'a, T: Clone + 'static>(table: impl Fn(&'static Form) -> &'static Table<T>) -> impl Fn(Input<'a>) -> Read<'a, T> {
    move |input| match table(input.form()).at(input.rest()) {
        Some((value, len)) => Ok((input.from(input.at + len), value)),
        None => input.fail(),
    }
}

/// A word of a mark.
pub(super) fn mark<'a>(mark: Mark) -> impl Fn(Input<'a>) -> Read<'a, ()> {
    word(move |form| form.mark(mark))
}

/// Up to two spaces.
pub(super) fn spaces(input: Input) -> Read<()> {
    let width = input.rest().bytes().take(2).take_while(|byte| *byte == b' ').count();
    Ok((input.from(input.at + width), ()))
}

/// One or two spaces.
pub(super) fn some_space(input: Input) -> Read<()> {
    verify(spaces, |_: &()| input.next() == Some(' ')).parse(input)
}

/// A run of ASCII digits of a given length, as a number; of 18 at most.
pub(super) fn digits<'a>(least: usize, most: usize) -> impl Fn(Input<'a>) -> Read<'a, u64> {
    move |input| {
        let figures = input.rest().bytes().take(most + 1).take_while(u8::is_ascii_digit);
        let (len, value) = figures.fold((0, 0u64), |(len, value), figure| (len + 1, value * 10 + u64::from(figure - b'0')));
        if (least..=most).contains(&len) { Ok((input.from(input.at + len), value)) } else { input.fail() }
    }
}

/// A production without its place: what it yields and where it stands.
pub(super) fn located<'a, T>(mut production: impl FnMut(Input<'a>) -> Read<'a, T>) -> impl FnMut(Input<'a>) -> Read<'a, Located<T>> {
    move |input| {
        let (rest, value) = production(input)?;
        Ok((rest, Located { value, span: input.span_to(rest) }))
    }
}
