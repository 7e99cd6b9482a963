//! From text to located values: the productions that both languages share, and the word order of each.
//!
//! A text is walked once, from candidate to candidate. Where a character may begin a value (a digit, a numeral, the name of a month, a currency sign …)
//! the productions are tried,
//! the most telling first: vulnerability and contact, date, money, count, number. What is read is never read again. Laws are found first, since their
//! numbers hold years.
//!
//! Limits: `text` must be folded. A value that runs over the end of a block is not seen. What a value is *of* (which event, whose data) is not
//! asked here.

mod contact;
mod count;
mod date;
mod en;
mod input;
mod ja;
mod money;
mod number;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod shown;
mod value;
mod vulnerability;

pub(crate) use value::*;

use crate::Language;
use crate::lexicon::Lexicon;
use input::*;

/// Every value of the shared grammar in `text`, in order and without overlap; spans are bytes of `text`.
pub(crate) fn scan(text: &str, lexicon: &'static Lexicon) -> Vec<Located<Value>> {
    Walk::new(Input::new(text, lexicon)).run()
}

/// The walk over a text.
struct Walk<'a> {
    input: Input<'a>,
    found: Vec<Located<Value>>,
    /// Where the last value ended.
    floor: usize,
    /// Up to where no e-mail address begins.
    no_email: usize,
}

impl<'a> Walk<'a> {
    fn new(input: Input<'a>) -> Walk<'a> {
        Walk { input, found: Vec::new(), floor: 0, no_email: 0 }
    }

    fn run(mut self) -> Vec<Located<Value>> {
        let mut laws = match self.input.lexicon.language {
            Language::Ja => ja::laws(self.input),
            Language::En => en::laws(self.input),
        }
        .into_iter()
        .peekable();
        let mut at = self.input;
        while !at.rest().is_empty() {
            let candidate = at.lexicon.next_candidate(at.rest());
            let next = candidate.map_or(at.rest().len(), |(skipped, _)| skipped) + at.at();
            if let Some(law) = laws.next_if(|law| law.span.start() <= next) {
                at = at.from(law.span.end());
                self.take(law);
                continue;
            }
            let Some((_, c)) = candidate else { break };
            at = self.step(at.from(next), c);
        }
        self.found
    }

    /// Reads what begins with `c` at `at`, or passes over it.
    fn step(&mut self, at: Input<'a>, c: char) -> Input<'a> {
        let within_word = c.is_ascii_alphanumeric() && at.last().is_some_and(|last| last.is_ascii_alphabetic() && c.is_ascii_alphabetic());
        if within_word {
            return self.skip(at, c);
        }
        if c.is_ascii_alphanumeric()
            && let Some(rest) = self.name(at)
        {
            return rest;
        }
        let starts = at.lexicon.starts(at.rest());
        if starts.idiom
            && let Ok((rest, _)) = mark(Mark::Idiom)(at)
        {
            return rest;
        }
        if (starts.date || c.is_ascii_digit())
            && let Ok((rest, found)) = self.dated(at, c)
        {
            self.take(found);
            return rest;
        }
        if starts.postal {
            return self.postal(at, c);
        }
        if (c.is_ascii_digit() || c == '+' || c == '(')
            && let Ok((rest, found)) = located(contact::phone)(at)
        {
            self.take(found);
            return rest;
        }
        if (starts.figure || c.is_ascii_digit())
            && let Some(rest) = self.quantity(at, c)
        {
            return rest;
        }
        self.skip(at, c)
    }

    /// Addresses and vulnerabilities, which begin with a Latin letter or digit.
    fn name(&mut self, at: Input<'a>) -> Option<Input<'a>> {
        if let Ok((rest, found)) = alt((located(contact::url), located(vulnerability::vulnerability))).parse(at) {
            self.take(found);
            return Some(rest);
        }
        if at.at() < self.no_email {
            return None;
        }
        if let Ok((rest, found)) = located(contact::email)(at) {
            self.take(found);
            return Some(rest);
        }
        self.no_email = at.at() + at.rest().bytes().take_while(|b| b.is_ascii_alphanumeric() || b"._%+-".contains(b)).count();
        None
    }

    /// A date, which begins with no digit of a longer number.
    fn dated(&self, at: Input<'a>, c: char) -> Read<'a, Located<Value>> {
        if at.last().is_some_and(|last| c.is_ascii_digit() && last.is_ascii_digit()) {
            return at.fail();
        }
        match at.lexicon.language {
            Language::Ja => located(ja::period)(at),
            Language::En => located(en::period)(at),
        }
    }

    /// A postal code, or the mark alone.
    fn postal(&mut self, at: Input<'a>, c: char) -> Input<'a> {
        let code = |input| value((), (mark(Mark::Postal), spaces, digits(3, 3), opt((tag("-"), digits(4, 4))))).parse(input);
        match located(code)(at) {
            Ok((rest, code)) => {
                self.take(Located { value: Value::Other, span: code.span });
                rest
            }
            Err(_) => self.skip(at, c),
        }
    }

    /// A figure with what stands beside it.
    fn quantity(&mut self, at: Input<'a>, c: char) -> Option<Input<'a>> {
        if let Ok((rest, _)) = preceded((mark(Mark::Ordinal), spaces), number::figure).parse(at) {
            let (rest, _) = opt(mark(Mark::Measure)).parse(rest).ok()?;
            self.take(Located { value: Value::Other, span: at.span_to(rest) });
            return Some(rest);
        }
        if !c.is_ascii_digit()
            && at.follows(Mark::Vague)
            && at.form().numeral.at(at.rest()).or(at.form().multiplier.at(at.rest())).is_some()
        {
            return None;
        }
        let (rest, found) = count::quantity(at, self.floor)?;
        if rest.at() <= at.at() {
            return None;
        }
        if let Some(found) = found {
            self.take(found);
        }
        Some(rest)
    }

    /// Past a word, a run of digits or a character.
    fn skip(&self, at: Input<'a>, c: char) -> Input<'a> {
        let run = |matches: fn(&u8) -> bool| at.rest().bytes().take_while(matches).count();
        let len = if c.is_ascii_alphabetic() {
            run(u8::is_ascii_alphabetic)
        } else if c.is_ascii_digit() {
            run(u8::is_ascii_digit)
        } else {
            c.len_utf8()
        };
        at.from(at.at() + len.max(c.len_utf8()))
    }

    fn take(&mut self, found: Located<Value>) {
        self.floor = found.span.end();
        self.found.push(found);
    }
}
