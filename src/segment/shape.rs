//! What a line looks like by itself, before its neighbours are looked at.

use super::label::{Labelled, is_known, labelled};
use super::line::{Line, ends_sentence};
use super::mark::{Mark, Style, mark};
use crate::Span;
use crate::lexicon::Lexicon;

/// The look of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Nothing stands on it.
    Blank,
    /// A rule, a page number: nothing to read.
    Silent,
    /// A headline whatever follows: `# …`, `【…】`, `<…>`, bold.
    Headline(Style),
    /// A note under a text.
    Note,
    /// A number, letter, sign or bullet before text.
    Marked(Mark),
    /// A label and its value.
    Labelled,
    /// A label with nothing after its colon.
    Governing,
    /// Anything else.
    Plain,
}

/// A line with its look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Where it stands.
    pub line: Line,
    /// What it looks like.
    pub look: Look,
    /// The number that it carries.
    pub number: Option<u32>,
    /// The text without mark and emphasis.
    pub text: Span,
    /// Label and value, where it has them.
    pub label: Option<Labelled>,
    /// Whether it ends a sentence.
    pub ends: bool,
    /// Whether it is a label of the lexicon and nothing else.
    pub names: bool,
}

impl Shape {
    /// The mark, where it has one.
    pub(super) fn mark(&self) -> Option<Mark> {
        match self.look {
            Look::Marked(mark) => Some(mark),
            _ => None,
        }
    }

    /// Whether it begins something new, whatever stands before it.
    pub(super) fn begins_block(&self) -> bool {
        match self.look {
            Look::Plain => false,
            Look::Labelled => self.label.is_some_and(|label| !label.weak),
            _ => true,
        }
    }
}

/// The looks of `lines`.
pub(super) fn shapes(text: &str, lines: &[Line], lexicon: &Lexicon) -> Vec<Shape> {
    let mut counter = Counter::default();
    lines.iter().map(|line| shape(text, *line, lexicon, &mut counter)).collect()
}

/// Holds the last numbers of the looks that are taken for marks only where they count up.
#[derive(Default)]
struct Counter {
    bare: u32,
    capital: u32,
}

impl Counter {
    /// Whether `mark` is the first of its kind or follows the one before it.
    fn admits(&mut self, mark: &Mark) -> bool {
        let Some(number) = mark.number else { return true };
        let last = match mark.style {
            Style::Capital => &mut self.capital,
            Style::Number | Style::Nested(_) => &mut self.bare,
            _ => return true,
        };
        let follows = number == 1 || number == *last + 1;
        let admitted = follows || !(mark.bare || mark.style == Style::Capital);
        if admitted {
            *last = number;
        }
        admitted
    }
}

fn shape(text: &str, line: Line, lexicon: &Lexicon, counter: &mut Counter) -> Shape {
    let body = &text[line.body.range()];
    let new = |look, text, label| Shape {
        line,
        look,
        number: None,
        text,
        label,
        ends: ends_sentence(body) && !is_firm(body, lexicon),
        names: false,
    };
    if line.is_blank() {
        return new(Look::Blank, line.body, None);
    }
    if is_silent(body, lexicon) {
        return new(Look::Silent, line.body, None);
    }
    if let Some((style, inner)) = headline(text, line.body) {
        let (number, inner) = numbered(text, inner, lexicon);
        return Shape { number, ..new(Look::Headline(style), inner, None) };
    }
    if is_note(body, lexicon) {
        return new(Look::Note, line.body, None);
    }
    if let Some(label) = lenticular_label(text, line.body).filter(|_| mark(body, lexicon).is_none()) {
        return new(Look::Labelled, line.body, Some(label));
    }
    if let Some(mark) = mark(body, lexicon).filter(|mark| counter.admits(mark)) {
        let rest = Span::new(line.body.start() + mark.len, line.body.end());
        let label = labelled(text, rest, true, lexicon);
        let inner = unwrapped(text, rest);
        return Shape { number: mark.number, ..new(Look::Marked(mark), inner, label) };
    }
    match labelled(text, line.body, false, lexicon) {
        Some(label) if label.value.is_empty() => new(Look::Governing, label.label, Some(label)),
        Some(label) => new(Look::Labelled, line.body, Some(label)),
        None => Shape { names: is_known(body, lexicon), ..new(Look::Plain, unwrapped(text, line.body), None) },
    }
}

/// Whether a line is the name of a firm, whose stop ends no sentence: `3. Birch Foods Co., Ltd.`
fn is_firm(body: &str, lexicon: &Lexicon) -> bool {
    let legal = || lexicon.form.syntax.legal_forms.found(body).any(|(at, len)| at + len == body.len());
    body.ends_with('.') && body.split(' ').all(|word| !word.starts_with(char::is_lowercase)) && legal()
}

/// Whether a reader passes over the line: no letter or digit on it, a page number and nothing else, or the way to a page (`Home > News > 2025`).
fn is_silent(body: &str, lexicon: &Lexicon) -> bool {
    if !body.chars().any(char::is_alphanumeric) || is_way(body) {
        return true;
    }
    if body.len() > 24 || !body.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let mut rest = body;
    let mut numbers = 0;
    while let Some(c) = rest.chars().next() {
        let run = rest.bytes().take_while(u8::is_ascii_digit).count();
        if run > 0 {
            numbers += 1;
            if run > 3 {
                return false;
            }
            rest = &rest[run..];
            continue;
        }
        if let Some(word) = lexicon.form.syntax.pages.begins(rest) {
            rest = &rest[word..];
            continue;
        }
        if !" -/|".contains(c) {
            return false;
        }
        rest = &rest[c.len_utf8()..];
    }
    (1..=2).contains(&numbers)
}

/// Whether a line is the way to a page: names of pages between signs that lead from one to the next.
fn is_way(body: &str) -> bool {
    let mut steps = 0;
    let short = body.split(" > ").all(|step| {
        steps += 1;
        (1..=LONGEST_STEP).contains(&step.trim().chars().count())
    });
    short && steps >= 3
}

/// The name of a page has so many characters at most.
const LONGEST_STEP: usize = 60;

/// The look and the words of a line that is a headline by itself.
fn headline(text: &str, body: Span) -> Option<(Style, Span)> {
    let line = &text[body.range()];
    let hashes = line.bytes().take_while(|b| *b == b'#').count();
    if hashes > 0 {
        let rest = &line[hashes..];
        let spaced =
            rest.starts_with([' ', '\t']) || rest.chars().next().is_some_and(|c| !c.is_ascii()) || (hashes > 1 && !rest.starts_with('#'));
        let inner = rest.trim().trim_end_matches('#').trim_end();
        let start = body.start() + line.len() - rest.trim_start().len();
        return (spaced && hashes <= 6 && !inner.is_empty()).then(|| {
            let inner = unwrapped(text, Span::new(start, start + inner.len()));
            (Style::Hash(hashes), bracketed(text, inner).map_or(inner, |(_, words)| words))
        });
    }
    if let Some(bracketed) = bracketed(text, body) {
        return Some(bracketed);
    }
    let inner = unwrapped(text, body);
    let bold = inner.start() >= body.start() + 2 && inner.len() <= 240;
    (bold && !ends_sentence(&text[inner.range()])).then_some((Style::Bold, inner))
}

/// The brackets that make a headline of a line that stands in them.
const BRACKETS: [(char, char, Style); 7] = [
    ('【', '】', Style::Lenticular),
    ('<', '>', Style::Bracketed('<')),
    ('[', ']', Style::Bracketed('[')),
    ('《', '》', Style::Bracketed('《')),
    ('〈', '〉', Style::Bracketed('〈')),
    ('〔', '〕', Style::Bracketed('〔')),
    ('≪', '≫', Style::Bracketed('≪')),
];

/// The words of a line that stands in brackets as a whole.
fn bracketed(text: &str, body: Span) -> Option<(Style, Span)> {
    let line = &text[body.range()];
    let (open, close, style) = *BRACKETS.iter().find(|(open, close, _)| line.starts_with(*open) && line.ends_with(*close))?;
    let inside = Span::new(body.start() + open.len_utf8(), body.end() - close.len_utf8());
    let inner = &text[inside.range()];
    let alone = !inner.contains([open, close, '@']) && !inner.contains("://") && line.len() <= 240;
    let words = || inner.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
    (alone && words()).then(|| (style, super::line::trimmed(text, inside)))
}

/// The number before the words of a headline, and the words.
fn numbered(text: &str, inner: Span, lexicon: &Lexicon) -> (Option<u32>, Span) {
    match mark(&text[inner.range()], lexicon) {
        Some(mark) if inner.len() > mark.len => (mark.number, unwrapped(text, Span::new(inner.start() + mark.len, inner.end()))),
        Some(mark) => (mark.number, inner),
        None => (None, inner),
    }
}

/// `span` without the emphasis that goes round all of it (`**…**`, `__…__`, `*…*`).
fn unwrapped(text: &str, span: Span) -> Span {
    let mut span = super::line::trimmed(text, span);
    for sign in ["**", "__", "*", "_"] {
        let inner = &text[span.range()];
        let Some(bare) = inner.strip_prefix(sign).and_then(|rest| rest.strip_suffix(sign)) else { continue };
        if !bare.is_empty() && !bare.contains(sign) {
            span = super::line::trimmed(text, Span::new(span.start() + sign.len(), span.end() - sign.len()));
        }
    }
    span
}

/// `note = "※" | ( [ "(" ] , note word , [ digits ] , ")" ) | [ "(" ] , "*" , digit | note word , ":" | "注" , digits ;`
fn is_note(body: &str, lexicon: &Lexicon) -> bool {
    let rest = body.strip_prefix(['(', '[', '<']).unwrap_or(body);
    let bracketed = rest.len() < body.len();
    if rest.starts_with('※') {
        return true;
    }
    if let Some(after) = rest.strip_prefix('*') {
        return after.starts_with(|c: char| c.is_ascii_digit() || (!c.is_ascii() && !bracketed && !after.ends_with('*')))
            || (bracketed && after.starts_with(')'));
    }
    let Some(word) = lexicon.form.syntax.notes.begins(rest) else { return false };
    let after = rest[word..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let counted = after.len() < rest.len() - word;
    match after.chars().next() {
        Some(')' | ']' | '>') => true,
        Some(':') => !after[1..].trim().is_empty(),
        Some(c) => counted && !c.is_ascii_alphabetic() || (bracketed && c == '.'),
        None => false,
    }
}

/// `【label】value`.
fn lenticular_label(text: &str, body: Span) -> Option<Labelled> {
    let line = &text[body.range()];
    let inner = line.strip_prefix('【')?;
    let close = inner.find('】').filter(|close| (1..=90).contains(close))?;
    let start = body.start() + '【'.len_utf8();
    let after = start + close + '】'.len_utf8();
    let value = super::line::trimmed(text, Span::new(after, body.end()));
    let value = match text[value.range()].strip_prefix(':') {
        Some(_) => super::line::trimmed(text, Span::new(value.start() + 1, value.end())),
        None => value,
    };
    let label = super::line::trimmed(text, Span::new(start, start + close));
    (!value.is_empty() && !label.is_empty()).then_some(Labelled { label, value, known: false, weak: false })
}
