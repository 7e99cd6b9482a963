//! Days that stand over what was done on them: headings, rows of a time line, entries of a page that is added to.

use super::{Dated, event_of_label};
use crate::Span;
use crate::assemble::page::{Line, Mood, Page};
use crate::assemble::when::Resolver;
use crate::edtf::{Day, Edtf};
use crate::grammar::Value;
use crate::lexicon::{Label, Topics};
use crate::model::Event;
use crate::segment::Kind;
use crate::syntax::is_step;

/// A heading that is a day, or a line under one that is a day: what the lines under it say happened then, each event once.
pub(super) fn heading_days(page: &Page<'_>, at: usize, resolver: &mut Resolver) -> Vec<Dated> {
    let line = &page.lines[at];
    let Some(token) = line.sentence.telling(Topics::DATES).next() else { return Vec::new() };
    let Some(Value::Date(expr)) = token.value() else { return Vec::new() };
    if line.sentence.text.len() > token.span.len() + LONGEST_BESIDE {
        return Vec::new();
    }
    let heads = page.blocks[line.block].kind == Kind::Heading;
    let rest = line.sentence.text.chars().filter(|c| c.is_alphanumeric()).count();
    let date = page.text[token.span.range()].chars().filter(|c| c.is_alphanumeric()).count();
    let block = &page.blocks[line.block];
    let plain = block.kind == Kind::Paragraph && block.label.is_none() && block.cells.is_empty();
    let labelled = line.above.first().copied().and_then(event_of_label).is_some();
    let alone = || rest <= date && plain && !labelled && block.heading.is_some() && !expr.period;
    let dates_addition = line.sentence.tokens.iter().any(|token| token.stage().is_some());
    if !heads && !line.above.contains(&Label::Timeline) && !alone() || rest > date + 6 || dates_addition {
        return Vec::new();
    }
    let below = |below: &&Line<'_>| {
        if heads {
            page.blocks[below.block].heading == Some(line.block)
        } else {
            !below.sentence.tells(Topics::DATES) && page.blocks[below.block].heading == block.heading
        }
    };
    let under = page.lines[at + 1..].iter().take_while(below);
    let told = under.take(6).filter(|below| below.mood == Mood::Statement);
    let mut events: Vec<Event> = Vec::new();
    for below in told {
        // Of running text the first telling sentence counts, of a list each line.
        let listed = page.blocks[below.block].kind == Kind::Item;
        let event = page.syntax.main_event(&below.sentence).filter(|_| listed || events.is_empty());
        events.extend(event.filter(|event| !events.contains(event)));
    }
    let Some(resolved) = (if events.is_empty() { None } else { resolver.resolve(expr) }) else { return Vec::new() };
    let dated =
        |event| Dated { line: at, span: token.span, resolved: resolved.clone(), event: Some(event), planned: false, ambiguous: false };
    events.into_iter().map(dated).collect()
}

/// A heading that is a day has no more bytes beside it.
const LONGEST_BESIDE: usize = 60;

/// The day of a line that heads a later entry of a page which is added to: a word of a series, a day and hardly anything else (`Update 3 | 17 June`),
/// over running text.
pub(super) fn entry_day(page: &Page<'_>, at: usize, resolver: &mut Resolver) -> Option<Day> {
    let line = &page.lines[at];
    let block = &page.blocks[line.block];
    let token = line.sentence.telling(Topics::DATES).next()?;
    let Some(Value::Date(expr)) = token.value() else { return None };
    let heads = matches!(block.kind, Kind::Heading | Kind::Paragraph) && block.label.is_none() && !expr.period;
    let counted = line.sentence.tokens.iter().any(|token| token.stage().is_some());
    let beside = line.sentence.text.len().saturating_sub(token.span.len());
    let alone = line.sentence.span.len() + 8 >= block.body.len() && !line.sentence.text.ends_with(['.', '。']);
    let over_text = page.lines.get(at + 1).is_some_and(|below| below.sentence.text.ends_with(['.', '。']));
    if !(heads && counted && alone && over_text && beside <= LONGEST_BESIDE) {
        return None;
    }
    let told = resolver.told();
    let day = resolver.resolve(expr).and_then(|resolved| resolved.date.first()).filter(|day| day.date().is_some());
    if day.is_none() {
        told.into_iter().for_each(|told| resolver.context(told));
    }
    day
}

/// A sentence without a day in a row of a time line that opens with one: what it tells was done then too.
pub(super) fn row_day(page: &Page<'_>, at: usize, found: &[Dated]) -> Option<Dated> {
    let line = &page.lines[at];
    let told = line.label == Some(Label::Timeline) || line.above.contains(&Label::Timeline);
    if !told || line.sentence.tells(Topics::DATES) {
        return None;
    }
    let before = at.checked_sub(1).map(|before| &page.lines[before]).filter(|before| before.block == line.block)?;
    let opens =
        |day: &&Dated| page.lines[day.line].sentence.span.start() == day.span.start() && matches!(day.resolved.date, Edtf::Point(_));
    let row = found.iter().rev().take_while(|day| page.lines[day.line].block == line.block).find(opens)?;
    if line.mood != Mood::Statement || before.mood != Mood::Statement || row.event.is_none() {
        return None;
    }
    // What is learnt and stopped then is so at once; the rest may take its time, where the day is not set apart from all of it.
    let entry = opens_entry(&page.lines[row.line], row.span);
    let at_once = |event: &Event| matches!(event, Event::Discovered | Event::Contained) || entry && is_step(*event);
    let event = page.syntax.main_event(&line.sentence).filter(at_once)?;
    Some(Dated { line: at, event: Some(event), ambiguous: false, ..row.clone() })
}

/// Whether a date opens its line and is set apart from what was done then: `Nov. 28   The server is disconnected`, 11月9日(月) 利用を再開.
pub(super) fn opens_entry(line: &Line<'_>, date: Span) -> bool {
    let behind = &line.sentence.text[(date.end() - line.sentence.span.start()).min(line.sentence.text.len())..];
    let first = line.sentence.slice(Span::new(line.sentence.span.start(), date.start())).chars().all(|c| !c.is_alphanumeric());
    let behind = behind.trim_start_matches(['`', '*', ')', ']']);
    let spaced =
        behind.strip_prefix(' ').is_some_and(|rest| rest.starts_with(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_uppercase()));
    first && (spaced || behind.starts_with([':', '\t', '-', '–', '|']))
}
