//! What a text says of itself: headline, issuer, day of publication, place in a series, sort.

use super::names::{Named, legal_names};
use super::page::{Line, Page, trim};
use super::when::Resolver;
use crate::Span;
use crate::grammar::{DateExpr, Value};
use crate::lexicon::{Concept, Label};
use crate::model::{Genre, Stage};
use crate::segment::Kind;

/// How many lines at the top and at the bottom may hold a letterhead.
const LETTERHEAD: usize = 14;

/// The headline: the first heading or short line that is neither a day, nor a name, nor an address to the reader.
pub(crate) fn title(page: &Page<'_>) -> Option<Span> {
    let top = || page.lines.iter().take(LETTERHEAD * 2);
    let plausible = |line: &&Line<'_>| {
        let text = line.sentence.text.trim();
        let length = text.chars().count();
        line.label.is_none()
            && (8..=160).contains(&length)
            && !text.ends_with(['。', ':', '、'])
            && tells_matter(line)
            && !line.sentence.tokens.first().is_some_and(|token| token.is_date() && token.span.len() * 2 > line.sentence.span.len())
    };
    let heading = top().find(|line| page.blocks[line.block].kind == Kind::Heading && plausible(line));
    let paragraph = top().find(|line| page.blocks[line.block].kind == Kind::Paragraph && plausible(line) && is_alone(page, line));
    let first = match (heading, paragraph) {
        (Some(heading), Some(paragraph)) => Some(if heading.block < paragraph.block { heading } else { paragraph }),
        (heading, paragraph) => heading.or(paragraph),
    };
    first.map(|line| line.sentence.span)
}

fn is_alone(page: &Page<'_>, line: &Line<'_>) -> bool {
    trim(page.text, page.blocks[line.block].body) == line.sentence.span
}

fn tells_matter(line: &Line<'_>) -> bool {
    line.sentence.tokens.iter().any(|token| {
        token.concepts().iter().any(|concept| {
            matches!(
                concept,
                Concept::Cause(_) | Concept::Data(_) | Concept::Action(_) | Concept::Guidance(_) | Concept::Cue(_) | Concept::Event(_)
            )
        })
    })
}

/// The day of publication as written, and its place: a labelled line, a dateline, or a line of its own at the top, else at the bottom.
pub(crate) fn published(page: &Page<'_>) -> Option<(DateExpr, Span)> {
    let date_in = |line: &Line<'_>| {
        line.sentence.tokens.iter().find_map(|token| match token.value() {
            Some(Value::Date(date)) if is_full(date) => Some((*date, token.span)),
            _ => None,
        })
    };
    let labelled = page.lines.iter().filter(|line| line.label == Some(Label::Published)).find_map(date_in);
    let own_line = |line: &&Line<'_>| line.label.is_none() && stands_alone(page, line);
    let top = page.lines.iter().take(LETTERHEAD).filter(own_line).find_map(date_in);
    let dateline = page.lines.iter().take(LETTERHEAD).filter(|line| leads_with_date(line)).find_map(date_in);
    let bottom = page.lines.iter().rev().take(LETTERHEAD).filter(own_line).find_map(date_in);
    labelled.or(top).or(dateline).or(bottom)
}

fn is_full(date: &DateExpr) -> bool {
    !date.period && date.start.is_some_and(|point| point.year.is_some() && point.month.is_some() && point.day.is_some())
}

/// Whether the line is a date and little else.
fn stands_alone(page: &Page<'_>, line: &Line<'_>) -> bool {
    let date: usize =
        line.sentence.tokens.iter().filter(|token| token.is_date()).map(|token| page.text[token.span.range()].chars().count()).sum();
    date > 0 && line.sentence.text.chars().count() <= date + 24 && !line.sentence.tokens.iter().any(|token| token.events().next().is_some())
}

/// `TOKYO - April 22, 2025 - …`, `April 22, 2025 Company name: …`
fn leads_with_date(line: &Line<'_>) -> bool {
    let first = line.sentence.tokens.iter().position(super::super::syntax::Token::is_date);
    first.is_some_and(|at| {
        let before = line.sentence.before(at);
        let after = line.sentence.after(at);
        before.chars().count() <= 30
            && (after.trim_start().starts_with(['-', '/', '|', '(', ',']) || before.is_empty() || before.contains(" - "))
    })
}

/// Who speaks: a labelled line, a line of the letterhead that is a name, else the name that the headline or the first sentence begins with.
pub(crate) fn issuer(page: &Page<'_>, names: &[Named]) -> Option<Span> {
    let form = &page.lexicon.form.syntax;
    let labelled = page.lines.iter().find(|line| line.label == Some(Label::Issuer)).map(|line| line.sentence.span);
    let is_name_line = |line: &&Line<'_>| {
        let text = line.sentence.text.trim();
        line.label.is_none()
            && text.chars().count() <= 50
            && !text.contains(['。', ':'])
            && !form.addressees.iter().any(|word| text.to_lowercase().contains(word.as_str()))
            && (names.iter().any(|name| line.sentence.span.contains(name.span) && name.span.len() * 2 >= line.sentence.span.len())
                || form.org_suffixes.iter().any(|suffix| text.ends_with(suffix.as_str())))
    };
    let letterhead = page.lines.iter().take(LETTERHEAD).find(is_name_line);
    let signature = || page.lines.iter().rev().take(LETTERHEAD).find(is_name_line);
    let in_line = |line: &Line<'_>| legal_names(page.text, line.sentence.span, form).into_iter().next().unwrap_or(line.sentence.span);
    labelled
        .map(|span| legal_names(page.text, span, form).into_iter().next().unwrap_or(span))
        .or_else(|| letterhead.map(in_line))
        .or_else(|| names.iter().find(|name| name.line < LETTERHEAD).map(|name| name.span))
        .or_else(|| signature().map(in_line))
}

/// Where the text stands in a series: what the headline says, else whether it was added to, else whether it names an earlier report.
pub(crate) fn stage(page: &Page<'_>, title: Option<Span>, has_prior: bool) -> Stage {
    let said = |line: &Line<'_>| {
        line.sentence.tokens.iter().flat_map(|token| token.concepts()).find_map(|concept| match concept {
            Concept::Stage(stage) => Some(*stage),
            _ => None,
        })
    };
    let headline = title.and_then(|title| page.lines.iter().filter(|line| line.sentence.span == title).find_map(said));
    let heading = || page.lines.iter().filter(|line| line.is_head).filter_map(said).find(|stage| *stage == Stage::Update);
    headline.or_else(heading).unwrap_or(if has_prior { Stage::Update } else { Stage::Single })
}

/// What sort of text it is, by who speaks of whom and how.
pub(crate) fn genre(page: &Page<'_>, cases: usize, has_guidance: bool) -> Genre {
    let form = &page.lexicon.form.syntax;
    let lower = page.text.to_lowercase();
    let count = |words: &[String]| words.iter().map(|word| lower.matches(word.as_str()).count()).sum::<usize>();
    let (first, third, diary) = (count(&form.first_person), count(&form.reporting), count(&form.diary));
    let authority_speaks = page
        .lines
        .iter()
        .take(8)
        .any(|line| line.sentence.tokens.iter().any(|token| token.authority().is_some()) && line.sentence.text.chars().count() <= 40);
    if diary >= 3 && diary > first {
        Genre::Blog
    } else if has_guidance && authority_speaks && first <= 1 {
        Genre::RegulatoryNotice
    } else if third > first && cases >= 3 {
        Genre::Digest
    } else if third > first {
        Genre::NewsArticle
    } else {
        Genre::PressRelease
    }
}

/// The day a resolver counts *today* from.
pub(crate) fn resolver(published: Option<&DateExpr>) -> Resolver {
    let published = published.and_then(|date| Resolver::new(None).resolve(date)).and_then(|resolved| resolved.date.first());
    Resolver::new(published)
}
