//! The days of the matter, each in the incident that it belongs to.
//!
//! Limits: a day goes to the case that its block stands under; one told in passing under another case's heading is taken for that case's.

use std::collections::{BTreeMap, HashMap};

use super::days::Dated;
use super::doubts::{self, Doubt};
use super::page::Page;
use super::{Assembly, Whole, header, merge};
use crate::Span;
use crate::grammar::DateExpr;
use crate::model::{Date, Event, Incident};
use crate::pipeline::Origin;

/// The day of publication as it is written out; none where `date` tells no day.
pub(super) fn announced(page: &Page<'_>, origin: &Origin<'_>, date: &DateExpr, span: Span) -> Option<Date> {
    let resolved = header::resolver(page, Some(date)).resolve(date)?;
    let written = origin.text(span);
    Some(Date {
        event: Event::Announced,
        date: resolved.edtf(),
        time: resolved.time,
        inferred: resolved.inferred,
        planned: false,
        text: written.text,
        span: written.span,
    })
}

impl Assembly<'_> {
    /// Shares out the days, and tells which of them are doubtful.
    pub(super) fn share_dates(&self, incidents: &mut [Incident], whole: &mut Whole) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        // The first day that each case was discovered on.
        let mut discovered = HashMap::new();
        // The first day of each case on which something was made sure that may also have been learnt.
        let mut found_first: BTreeMap<usize, usize> = BTreeMap::new();
        for day in &self.days {
            doubts.extend(doubts::of_day(day, &self.origin.text(day.span).text));
            let Some(event) = day.event.filter(|_| !self.is_own_day(day)) else { continue };
            doubts.extend(doubts::of_inference(self.page, day));
            // What was known before is not learnt again: a later 確認 made it sure.
            let case = self.case_of(day.line);
            let learnt = case.and_then(|case| discovered.get(&case)).is_some_and(|first| *first < day.resolved.edtf());
            let event = if event == Event::Discovered && day.ambiguous && learnt { Event::Confirmed } else { event };
            let date = self.date(day, event);
            if let Some(case) = case.filter(|_| event == Event::Discovered) {
                let first: &mut String = discovered.entry(case).or_insert_with(|| date.date.clone());
                if date.date < *first {
                    first.clone_from(&date.date);
                }
            }
            if let Some(case) = case.filter(|_| event == Event::Confirmed && day.ambiguous) {
                found_first.entry(case).or_insert(incidents[case].dates.len());
            }
            let dates = match case {
                Some(case) => &mut incidents[case].dates,
                None => &mut whole.dates,
            };
            dates.push(date);
        }
        // Where nothing was learnt before, what an inquiry found was learnt then.
        for (case, place) in found_first {
            if !discovered.contains_key(&case) {
                incidents[case].dates[place].event = Event::Discovered;
            }
        }
        for dates in incidents.iter_mut().map(|incident| &mut incident.dates).chain([&mut whole.dates]) {
            *dates = merge::dates(std::mem::take(dates));
        }
        doubts
    }

    /// The day of an event as it is written out. One behind the publication is planned where the text says so, or where it is a whole day.
    pub(super) fn date(&self, day: &Dated, event: Event) -> Date {
        let written = self.origin.text(day.span);
        let date = day.resolved.edtf();
        let ahead = self.published.as_ref().is_some_and(|published| date > published.date);
        Date {
            event,
            planned: ahead && (day.planned || date.len() == 10),
            date,
            time: day.resolved.time.clone(),
            inferred: day.resolved.inferred.clone(),
            text: written.text,
            span: written.span,
        }
    }

    /// Whether it is the day of publication where the text says it of itself.
    pub(super) fn is_own_day(&self, day: &Dated) -> bool {
        let line = &self.page.lines[day.line];
        let headline = day.line < LEAD && !line.sentence.text.trim_end().ends_with(['。', '.']) && line.label.is_none();
        let same = self.published.as_ref().is_some_and(|published| published.date == day.resolved.edtf());
        same && (headline || self.published_line == Some(day.line))
    }
}

/// Within so many lines a text says what it follows on.
pub(super) const LEAD: usize = 12;
