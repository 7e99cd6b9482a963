//! The places where a page names who speaks: the line of its day, its first line, the subject of its first sentence, its edges.

use super::{is_topic, starts_with};
use crate::Span;
use crate::assemble::header::LETTERHEAD;
use crate::assemble::names::{is_legal_name, is_name_word, legal_names};
use crate::assemble::page::{Page, trim};
use crate::lexicon::{Concept, SyntaxForm};
use crate::segment::Kind;
use crate::syntax::{Sentence, Token};

/// Who published a page, where the line of its date says so: `Published on 18 August 2023 by Gatepost Security`.
pub(super) fn by_line(page: &Page<'_>, at: usize) -> Option<Span> {
    let line = &page.lines[at].sentence;
    let date = line.tokens.iter().position(Token::is_date)?;
    if let Some(house) = house_of(page, line, date) {
        return Some(house);
    }
    let rest = line.after(date).trim_start();
    let name = page.lexicon.form.syntax.by_lines.iter().find_map(|word| rest.strip_prefix(word.as_str())?.strip_prefix(' '))?;
    let name = name.split([',', '|', '(', '\n']).next().unwrap_or_default().trim();
    let start = line.span.end() - line.text[line.text.len() - rest.len()..].len() + rest.find(name)?;
    is_capitalized(name, &page.lexicon.form.syntax).then(|| Span::new(start, start + name.len()))
}

/// The house of who wrote a page, where the line of its date names both: `By Ines Varga, Head of Platform at Cardloom, 11 October 2024`.
fn house_of(page: &Page<'_>, line: &Sentence<'_>, date: usize) -> Option<Span> {
    let form = &page.lexicon.form.syntax;
    let before = line.before(date);
    let opens = before.trim_start_matches(['*', '_', ' ']);
    form.by_lines.iter().find(|word| starts_with(opens, &format!("{word} ")))?;
    let at = form.houses.iter().find_map(|word| Some(before.find(&format!(" {word} "))? + word.len() + 2))?;
    let words = before[at..].split(' ').take_while(|word| is_name_word(word.trim_end_matches(',')));
    let len = words.map(|word| word.len() + 1).sum::<usize>().checked_sub(1)?;
    let name = before[at..at + len].trim_end_matches(',');
    Some(Span::new(at, at + name.len()).shift(line.span.start()))
}

/// Whose page it is, where the way to it that the text opens with begins with a name: `NPO法人ひなた > お知らせ > 重要`.
pub(super) fn way_owner(page: &Page<'_>) -> Option<Span> {
    let line = page.text.lines().next().filter(|line| line.matches(" > ").nth(1).is_some())?;
    let first = Span::new(0, line.find(" > ")?);
    is_legal_name(&page.text[first.range()], &page.lexicon.form.syntax).then_some(first)
}

/// Who owns the text, where its last lines say so: `© 2024 The Kitasaka Post`.
pub(super) fn copyright_holder(page: &Page<'_>) -> Option<Span> {
    let form = &page.lexicon.form.syntax;
    page.lines.iter().rev().take(LETTERHEAD).find_map(|line| {
        let text = line.sentence.text;
        form.copyrights.begins(text)?;
        let words = text.split(' ').skip_while(|word| !word.starts_with(|c: char| c.is_ascii_uppercase()) || form.copyrights.is(word));
        let rest = words.clone().next().and_then(|word| text.find(word)).map(|at| &text[at..])?;
        let name = rest.split(['.', ',', '|', '0', '1', '2']).next().unwrap_or_default().trim();
        let start = line.sentence.span.start() + text.len() - rest.len();
        (name.contains(' ') && name.len() <= 60 && is_capitalized(name, form)).then(|| Span::new(start, start + name.len()))
    })
}

/// The name of a page, a letter or a paper that heads it: the first line, as far as a stroke or a dash.
pub(super) fn head_name(page: &Page<'_>) -> Option<Span> {
    let line = page.lines.first()?;
    let text = line.sentence.text;
    let figures = line.sentence.tokens.iter().find(|token| token.value().is_some()).map(|token| token.span.start());
    let text = &text[..figures.map_or(text.len(), |at| at - line.sentence.span.start())];
    let name = text.split([" | ", "  ", " - "].iter().find(|mark| text.contains(**mark)).copied().unwrap_or("\n")).next()?;
    let name = name.trim().trim_matches('*').trim();
    let start = line.sentence.span.start() + text.find(name)?;
    let span = Span::new(start, start + name.len());
    let says = page.sentence(span).tokens.iter().any(|token| {
        token.value().is_some()
            || token.concepts().iter().any(|concept| matches!(concept, Concept::Cause(_) | Concept::Event(_) | Concept::Cue(_)))
    });
    let words = name.split_whitespace().count();
    let form = &page.lexicon.form.syntax;
    (!says && (2..=6).contains(&words) && is_capitalized(name, form) && !is_topic(name, form)).then_some(span)
}

/// The name that the first sentence opens with as its subject: `Fernleigh District Council apologises for …`.
pub(super) fn opening_subject(page: &Page<'_>) -> Option<Span> {
    let form = &page.lexicon.form.syntax;
    let sentence = page.lines.iter().take(LETTERHEAD).find_map(|line| {
        let opens = page.blocks[line.block].kind == Kind::Paragraph && line.sentence.text.ends_with('.') && !line.is_boilerplate();
        opens.then_some(&line.sentence)
    })?;
    let told = behind_dateline(sentence);
    let article = told.split_once(' ').filter(|(word, _)| form.articles.is(word));
    let text = article.map_or(told, |(_, rest)| rest);
    let first = text.split_whitespace().next()?.trim_matches(|c: char| !c.is_alphanumeric());
    if form.opening_stops.is(first) {
        return None;
    }
    let mut end = 0;
    for word in text.split(' ') {
        if !(form.name_joints.is(word) || word.starts_with(|c: char| c.is_ascii_uppercase())) || word.len() > 40 {
            break;
        }
        end += word.len() + 1;
        if word.ends_with([',', '.', ':', ';']) {
            break;
        }
    }
    let mut name = text.get(..end.saturating_sub(1))?.trim_end_matches([',', '.', ':', ';', ' ']);
    // `Some of you have heard`: a joint joins nothing at the end.
    while let Some((before, _)) = name.rsplit_once(' ').filter(|(_, last)| form.name_joints.is(last)) {
        name = before;
    }
    let next = text[name.len()..].trim_start_matches([' ', '(']);
    // `University of X at Y, the covered entity, was …`
    let apposed = || next.strip_prefix(", ").and_then(|next| next.split(' ').next()).is_some_and(|word| form.owners.is(word));
    let verb = next.starts_with(|c: char| c.is_ascii_lowercase()) || text[name.len()..].starts_with(" (") || apposed();
    let start = sentence.span.end() - text.len();
    let words = name.split(' ').count();
    let place = Span::new(start, start + name.len());
    let verb = verb && !sentence.tokens.iter().any(|token| token.is_date() && token.span.overlaps(place));
    (verb && (2..=8).contains(&words) && name.len() <= 80).then_some(place)
}

/// The text of a first sentence behind the place and the day that a release opens with: `EASTMERE, Dec. 30, 2022 - Brackwater Health began`.
fn behind_dateline<'a>(sentence: &Sentence<'a>) -> &'a str {
    let dated = sentence.tokens.iter().position(Token::is_date).map(|date| sentence.after(date));
    let rest = dated
        .and_then(|rest| rest.trim_start_matches([' ', ')']).strip_prefix(['-', '–', '—']))
        .map(|rest| rest.trim_start_matches(['-', ' ']));
    let place = |rest: &&str| sentence.text.len() - rest.len() <= DATELINE && sentence.text.starts_with(|c: char| c.is_ascii_uppercase());
    rest.filter(place).unwrap_or(sentence.text)
}

/// A dateline has so many bytes at most.
const DATELINE: usize = 80;

/// The name of a publisher at the edge of the text, apart from the date and the trail of pages beside it.
pub(super) fn masthead(page: &Page<'_>) -> Option<Span> {
    let form = &page.lexicon.form.syntax;
    let edge = page.lines.iter().take(4).chain(page.lines.iter().rev().take(4));
    edge.filter(|line| line.sentence.text.chars().count() <= 60 && !line.sentence.text.ends_with('。')).find_map(|line| {
        let mut start = line.sentence.span.start();
        line.sentence.text.split(['/', '>', '|', ':', '\t']).find_map(|piece| {
            let span = trim(page.text, Span::new(start, start + piece.len()));
            start += piece.len() + 1;
            let ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphabetic());
            let named = form.mastheads.found(piece).any(|(at, len)| ends(&piece[at + len..]));
            let plain = legal_names(page.text, span, form).is_empty() && (2..=30).contains(&piece.trim().chars().count());
            (named && plain && !page.sentence(span).tokens.iter().any(|token| token.is_date())).then_some(span)
        })
    })
}

/// Whether every word of a Latin name begins with a capital, small joints aside.
pub(super) fn is_capitalized(name: &str, form: &SyntaxForm) -> bool {
    let mut words = name.split_whitespace().filter(|word| !form.name_joints.is(word));
    words.all(|word| !word.trim_start_matches(['(', '"', '*', '\'']).starts_with(|c: char| c.is_ascii_lowercase()))
}
