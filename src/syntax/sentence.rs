//! A sentence as a row of tokens: the words of the lexicon and the values of the grammar, in order.

use std::cell::OnceCell;
use std::ops::Range;

use super::{Syntax, listed};
use crate::Span;
use crate::grammar::{Base, Field, Located, Value, scan};
use crate::lexicon::{Concept, Cue, Lexicon, Topics, Word};
use crate::model::{Authority, DataCategory, Event, GuidanceAction, Role, Stage, Unit};

/// A sentence, a line, a cell: the smallest text that is read as a whole.
#[derive(Debug)]
pub(crate) struct Sentence<'a> {
    /// Its words as they stand in the segmented text.
    pub text: &'a str,
    /// Its place in the segmented text.
    pub span: Span,
    /// What was found in it, in order and without overlap (values come before the words they cover).
    pub tokens: Vec<Token>,
    /// What its tokens tell of.
    pub topics: Topics,
    /// Where its clauses end, as places between tokens; found once, when all tokens are known.
    clauses: OnceCell<Vec<usize>>,
}

/// A word or a value. Its span is in bytes of the segmented text.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub span: Span,
    pub kind: TokenKind,
    /// How many brackets are open around it.
    pub depth: usize,
    topics: Topics,
}

/// What a token is.
#[derive(Clone, Debug)]
pub(crate) enum TokenKind {
    Word(&'static [Concept]),
    Value(Value),
}

impl Token {
    /// A word that stands for `concepts`.
    pub(super) fn word(span: Span, concepts: &'static [Concept], depth: usize) -> Token {
        Token { span, kind: TokenKind::Word(concepts), depth, topics: concepts.iter().copied().map(Topics::of).collect() }
    }

    /// A value.
    fn value_at(span: Span, value: Value) -> Token {
        let topics = match value {
            Value::Date(_) => Topics::DATES,
            Value::Count(_) | Value::Number(_) => Topics::FIGURES,
            _ => Topics::VALUES,
        };
        Token { span, kind: TokenKind::Value(value), depth: 0, topics }
    }

    /// Whether it may tell of one of `topics`: surely so of cues, events, units and kinds.
    #[inline]
    pub(crate) fn tells(&self, topics: Topics) -> bool {
        self.topics.meet(topics)
    }

    /// Whether it is a word that stands for `concept`.
    #[inline]
    pub(crate) fn is(&self, concept: Concept) -> bool {
        self.tells(Topics::of(concept)) && self.concepts().contains(&concept)
    }

    /// Whether it is the cue `cue`.
    #[inline]
    pub(crate) fn cue(&self, cue: Cue) -> bool {
        self.tells(Topics::cue(cue))
    }

    /// Whether it names or counts what is counted in `unit`.
    pub(crate) fn counts(&self, unit: Unit) -> bool {
        self.is(Concept::Unit(unit)) || matches!(&self.kind, TokenKind::Value(Value::Count(count)) if count.unit == Some(unit))
    }

    /// What the word stands for; nothing for a value.
    pub(crate) fn concepts(&self) -> &'static [Concept] {
        match &self.kind {
            TokenKind::Word(concepts) => concepts,
            TokenKind::Value(_) => &[],
        }
    }

    /// The events that the word may tell of.
    pub(crate) fn events(&self) -> impl Iterator<Item = Event> {
        self.concepts().iter().filter_map(|concept| match concept {
            Concept::Event(event) => Some(*event),
            _ => None,
        })
    }

    /// The authority that the word names.
    pub(crate) fn authority(&self) -> Option<Authority> {
        self.first(|concept| if let Concept::Authority(authority) = concept { Some(*authority) } else { None })
    }

    /// The act of an authority that the word names.
    pub(crate) fn guidance(&self) -> Option<GuidanceAction> {
        self.first(|concept| if let Concept::Guidance(action) = concept { Some(*action) } else { None })
    }

    /// The role that the word gives to whom it stands beside.
    pub(crate) fn role(&self) -> Option<Role> {
        self.first(|concept| if let Concept::Role(role) = concept { Some(*role) } else { None })
    }

    /// The place in a series that the word names.
    pub(crate) fn stage(&self) -> Option<Stage> {
        self.first(|concept| if let Concept::Stage(stage) = concept { Some(*stage) } else { None })
    }

    /// The kind of data that the word names in a list of data.
    pub(crate) fn listed(&self) -> Option<DataCategory> {
        self.first(|concept| if let Concept::Listed(category) = concept { Some(*category) } else { None })
    }

    /// Whether it names what may cause a leak.
    pub(crate) fn names_cause(&self) -> bool {
        self.tells(Topics::CAUSES)
    }

    /// Whether it names what went wrong: a leak, or what caused one.
    pub(crate) fn names_harm(&self) -> bool {
        self.tells(Topics::CAUSES | Topics::cue(Cue::Leak))
    }

    fn first<T>(&self, pick: impl Fn(&Concept) -> Option<T>) -> Option<T> {
        self.concepts().iter().find_map(pick)
    }

    /// The value, where it is one.
    pub(crate) fn value(&self) -> Option<&Value> {
        match &self.kind {
            TokenKind::Value(value) => Some(value),
            TokenKind::Word(_) => None,
        }
    }

    /// Whether it is the day of the text itself: 本日, today.
    pub(crate) fn is_today(&self) -> bool {
        let TokenKind::Value(Value::Date(date)) = &self.kind else { return false };
        date.start
            .and_then(|point| point.shift)
            .is_some_and(|shift| shift.base == Base::Published && shift.field == Field::Day && shift.by == 0)
    }

    /// Whether it is a date.
    pub(crate) fn is_date(&self) -> bool {
        self.tells(Topics::DATES)
    }
}

impl<'a> Sentence<'a> {
    /// Reads `text`, which stands at `span` of the segmented text.
    pub(crate) fn read(text: &'a str, span: Span, lexicon: &'static Lexicon, syntax: &dyn Syntax) -> Sentence<'a> {
        let placed = |word: Word| Word { start: word.start + span.start(), end: word.end + span.start(), ..word };
        let words: Vec<Word> = lexicon.words(text).into_iter().map(placed).collect();
        let values: Vec<Located<Value>> = scan(text, lexicon).into_iter().map(|value| value.shift(span.start())).collect();
        let mut sentence = Sentence::new(text, span, &words, &values);
        listed::settle(&mut sentence, &lexicon.form.syntax);
        syntax.settle(&mut sentence);
        sentence.topics = sentence.tokens.iter().map(|token| token.topics).collect();
        sentence
    }

    /// Puts words and values of one sentence into a row. Both have spans of the segmented text, in order.
    ///
    /// A word within a date, a law, an address or an amount is part of it and says nothing of its own; a word within a figure
    /// (the addresses of `106 email addresses`) still does.
    fn new(text: &'a str, span: Span, words: &[Word], values: &[Located<Value>]) -> Sentence<'a> {
        let mut tokens: Vec<Token> = Vec::with_capacity(words.len() + values.len());
        tokens.extend(values.iter().map(|value| Token::value_at(value.span, value.value.clone())));
        let mut covering = values.iter().filter(|value| !matches!(value.value, Value::Count(_) | Value::Number(_))).peekable();
        for word in words {
            let at = Span::new(word.start, word.end);
            while covering.next_if(|value| value.span.end() <= at.start()).is_some() {}
            // A word around a figure of no sense of its own (第2報) tells what it is.
            let told = |value: &&&Located<Value>| !value.span.overlaps(at) || value.value == Value::Other && at.contains(value.span);
            if covering.peek().is_none_or(|value| told(&value)) {
                tokens.push(Token { span: at, kind: TokenKind::Word(word.concepts), depth: 0, topics: word.topics });
            }
        }
        tokens.sort_by_key(|token| (token.span.start(), matches!(token.kind, TokenKind::Word(_))));
        let mut sentence = Sentence { text, span, tokens, topics: Topics::default(), clauses: OnceCell::new() };
        sentence.measure_depth();
        sentence
    }

    fn measure_depth(&mut self) {
        let mut depth = 0usize;
        let mut at = self.span.start();
        for token in &mut self.tokens {
            let Some(gap) = self.text.get(at - self.span.start()..token.span.start().max(at) - self.span.start()) else { continue };
            for c in gap.chars() {
                match c {
                    '(' | '[' | '〔' => depth += 1,
                    ')' | ']' | '〕' => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            token.depth = depth;
            at = at.max(token.span.start());
        }
    }

    /// The clause that token `at` stands in, where `breaks` says whether a clause ends between a token and the next.
    pub(super) fn clause(&self, at: usize, breaks: impl Fn(usize) -> bool) -> Range<usize> {
        let last = self.tokens.len().max(1);
        let ends = self.clauses.get_or_init(|| (1..last).filter(|end| breaks(end - 1)).chain([last]).collect());
        let next = ends.partition_point(|end| *end <= at);
        let start = next.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
        start..ends.get(next).copied().unwrap_or(last)
    }

    /// The text of a span of the segmented text, as far as it lies in the sentence.
    pub(crate) fn slice(&self, span: Span) -> &'a str {
        let start = span.start().max(self.span.start()) - self.span.start();
        let end = span.end().min(self.span.end()).saturating_sub(self.span.start());
        self.text.get(start..end.max(start)).unwrap_or_default()
    }

    /// The text between two tokens.
    pub(crate) fn between(&self, left: usize, right: usize) -> &'a str {
        self.slice(Span::new(self.tokens[left].span.end(), self.tokens[right].span.start()))
    }

    /// The text after a token.
    pub(crate) fn after(&self, token: usize) -> &'a str {
        self.slice(Span::new(self.tokens[token].span.end(), self.span.end()))
    }

    /// The text before a token.
    pub(crate) fn before(&self, token: usize) -> &'a str {
        self.slice(Span::new(self.span.start(), self.tokens[token].span.start()))
    }

    /// Whether a cue stands anywhere in it.
    pub(crate) fn has(&self, cue: Cue) -> bool {
        self.tells(Topics::cue(cue))
    }

    /// The tokens that may tell of one of `topics`, in order.
    pub(crate) fn telling(&self, topics: Topics) -> impl Iterator<Item = &Token> {
        let tokens = if self.tells(topics) { self.tokens.as_slice() } else { &[] };
        tokens.iter().filter(move |token| token.tells(topics))
    }

    /// The place of the first token that may tell of one of `topics`.
    pub(crate) fn position(&self, topics: Topics) -> Option<usize> {
        if self.tells(topics) { self.tokens.iter().position(|token| token.tells(topics)) } else { None }
    }

    /// Whether a token may tell of one of `topics`: surely so of cues, events, units and kinds.
    pub(crate) fn tells(&self, topics: Topics) -> bool {
        self.topics.meet(topics)
    }
}
