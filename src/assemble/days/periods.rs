//! Periods beside which nothing is told.

use chrono::Datelike;

use super::{Dated, is_window};
use crate::Inferred;
use crate::assemble::cases::Cases;
use crate::assemble::page::{Mood, Page};
use crate::edtf::{Day, Edtf};
use crate::model::Event;

/// Where a case has no day on which it occurred, the first past period of days that a sentence tells of it is taken for the time of it: a period of no
/// event is seldom that of anything else.
pub(super) fn place_periods(page: &Page<'_>, cases: &Cases, published: Option<Day>, found: &mut [Dated]) {
    let mut told: Vec<bool> = vec![false; cases.cases.len()];
    let case_of = |day: &Dated| cases.of(page.lines[day.line].block);
    for day in found.iter().filter(|day| day.event == Some(Event::Occurred)) {
        case_of(day).into_iter().for_each(|case| told[case] = true);
    }
    for day in found.iter_mut().filter(|day| day.event.is_none() && is_span_of_days(&day.resolved.date, published)) {
        let line = &page.lines[day.line];
        let token = line.sentence.tokens.iter().position(|token| token.span == day.span);
        let window = token.is_some_and(|token| is_window(page, line, token));
        // A weekday is that of opening hours.
        let written = !day.resolved.inferred.contains(&Inferred::Day);
        let sentence = written && line.mood == Mood::Statement && !line.is_boilerplate() && !line.is_head && line.sentence.tokens.len() > 1;
        let Some(case) = case_of(day).filter(|case| !told[*case] && sentence && !window) else { continue };
        day.event = Some(Event::Occurred);
        told[case] = true;
    }
}

/// Whether a period is told by its days, was over when the text was published and ended in the year that it began in or the next.
fn is_span_of_days(date: &Edtf, published: Option<Day>) -> bool {
    let Edtf::Interval(Some(start), Some(end)) = date else { return false };
    let (Some(from), Some(to)) = (start.date(), end.date()) else { return false };
    from < to && to.year() - from.year() <= 1 && published.and_then(Day::date).is_none_or(|published| to <= published)
}
