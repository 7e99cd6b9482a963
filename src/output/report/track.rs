//! Time lines and bars: one strip beside each day or figure, all strips of a group on one scale.
//!
//! A strip is [`WIDTH`] units wide, whatever its width on the page. Strips stand beside the words that they draw, which say all that they show.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use taiyaku::{Certainty, Count, CountRole, Date, Unit};

/// How many units a strip is wide.
pub(super) const WIDTH: u32 = 1000;
/// The least that can be seen.
const SMALLEST: u32 = 6;
/// The most lines that a scale shows.
const MOST_TICKS: i32 = 12;

/// A strip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Track {
    /// When something was, from and to.
    Time { from: u32, to: u32, is_open: bool, is_vague: bool },
    /// How many.
    Bar { length: u32, tone: &'static str },
}

/// The scale of a time line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Scale {
    first: NaiveDate,
    last: NaiveDate,
}

impl Scale {
    /// The scale that holds all of `dates`; none where they are less than two days.
    pub(super) fn of<'a>(dates: impl IntoIterator<Item = &'a Date>) -> Option<Scale> {
        let days: Vec<NaiveDate> = dates.into_iter().flat_map(Date::bounds).flatten().collect();
        let (first, last) = (*days.iter().min()?, *days.iter().max()?);
        (first < last).then_some(Scale { first, last })
    }

    /// Where a day is.
    fn at(&self, day: NaiveDate) -> u32 {
        let (before, all) = ((day - self.first).num_days(), (self.last - self.first).num_days());
        u32::try_from((before * i64::from(WIDTH)).checked_div(all).unwrap_or_default()).unwrap_or_default().min(WIDTH)
    }

    /// The strip of a date.
    pub(super) fn track(&self, date: &Date) -> Option<Track> {
        let [first, last] = date.bounds();
        let is_vague = date.planned || date.date.contains('~');
        let (from, to) = (first.map_or(0, |day| self.at(day)), last.map_or(WIDTH, |day| self.at(day)));
        (first.or(last).is_some()).then_some(Track::Time { from, to, is_open: first.is_none() || last.is_none(), is_vague })
    }

    /// Where years or, within two years, months begin.
    pub(super) fn ticks(&self) -> Vec<u32> {
        let months = (self.last.year() - self.first.year()) * 12 + self.last.month0() as i32 - self.first.month0() as i32;
        let step = [1, 3, 12, 60, 120, 600, 1200].into_iter().find(|step| months / step <= MOST_TICKS).unwrap_or(12_000);
        let start = (self.first.year() * 12 + self.first.month0() as i32).div_euclid(step) * step;
        let month = |count: i32| NaiveDate::from_ymd_opt(count.div_euclid(12), count.rem_euclid(12) as u32 + 1, 1);
        (1..=MOST_TICKS + 1)
            .filter_map(|count| month(start + count * step))
            .filter(|day| (self.first..self.last).contains(day))
            .map(|day| self.at(day))
            .collect()
    }

    /// The days at its ends.
    pub(super) fn ends(&self) -> [String; 2] {
        [self.first.to_string(), self.last.to_string()]
    }
}

/// The bars of figures, each beside its figure; those of one unit are on one scale.
pub(super) fn bars(counts: &[Count]) -> Vec<Track> {
    let mut most: BTreeMap<Unit, u64> = BTreeMap::new();
    for count in counts {
        let largest = most.entry(count.unit).or_default();
        *largest = count.value.max(*largest);
    }
    counts
        .iter()
        .map(|count| {
            let share = u128::from(count.value) * u128::from(WIDTH) / u128::from(most.get(&count.unit).copied().unwrap_or_default().max(1));
            let length = u32::try_from(share).unwrap_or(WIDTH);
            Track::Bar { length: if count.value == 0 { 0 } else { length.max(SMALLEST) }, tone: tone(count) }
        })
        .collect()
}

/// How a figure looks: one that is sure, one that may be, one that is only beside the matter.
pub(super) fn tone(count: &Count) -> &'static str {
    match (count.role, count.certainty) {
        (CountRole::Context, _) => "context",
        (_, Certainty::Possible) => "possible",
        (_, Certainty::Confirmed) => "confirmed",
    }
}

#[cfg(test)]
mod tests {
    use taiyaku::{Bound, Event, Span};

    use super::*;

    fn date(date: &str) -> Date {
        let span = Span::new(0, 0);
        Date { event: Event::Other, date: date.into(), time: None, inferred: Vec::new(), planned: false, text: String::new(), span }
    }

    #[test]
    fn days_stand_in_proportion() {
        let dates = ["2024-01-01", "2024-01-03", "2024-01-02/2024-01-05", "2024-01-03/..", "XXXX-03-10", "2024-01~"].map(date);
        let scale = Scale::of(&dates[..4]).unwrap();
        let time = |from, to, is_open, is_vague| Some(Track::Time { from, to, is_open, is_vague });
        assert_eq!(scale.track(&dates[0]), time(0, 0, false, false));
        assert_eq!(scale.track(&dates[1]), time(500, 500, false, false));
        assert_eq!(scale.track(&dates[2]), time(250, 1000, false, false));
        assert_eq!(scale.track(&dates[3]), time(500, 1000, true, false));
        assert_eq!(scale.track(&dates[4]), None);
        assert_eq!(Scale::of(&dates).unwrap().track(&dates[5]), time(0, 1000, false, true));
        assert_eq!(Scale::of(&[date("2024-01-01"), date("2024-01-01")]), None);
        assert_eq!(Scale::of(&[date("no date")]), None);
    }

    #[test]
    fn ticks_are_months_or_years_and_few() {
        let ticks = |from: &str, to: &str| Scale::of(&[date(from), date(to)]).unwrap().ticks();
        assert_eq!(ticks("2024-01-10", "2024-01-20"), Vec::<u32>::new());
        // 1 February is 22 of 50 days on.
        assert_eq!(ticks("2024-01-10", "2024-02-29"), [440]);
        assert_eq!(ticks("2020-07", "2023-06").len(), 11);
        assert_eq!(ticks("0001", "9999").len(), 9);
    }

    #[test]
    fn bars_of_one_unit_share_a_scale() {
        let count = |value, unit, certainty| Count {
            value,
            unit,
            bound: Bound::Exact,
            certainty,
            role: CountRole::Affected,
            of: None,
            cumulative: false,
            text: String::new(),
            span: Span::new(0, 0),
        };
        let counts = [
            count(200, Unit::Person, Certainty::Confirmed),
            count(50, Unit::Person, Certainty::Possible),
            count(0, Unit::Person, Certainty::Confirmed),
            count(3, Unit::Line, Certainty::Confirmed),
            count(u64::MAX, Unit::Card, Certainty::Confirmed),
            count(1, Unit::Card, Certainty::Confirmed),
        ];
        let bars: Vec<(u32, &str)> = bars(&counts)
            .into_iter()
            .map(|bar| match bar {
                Track::Bar { length, tone } => (length, tone),
                Track::Time { .. } => panic!("no bar"),
            })
            .collect();
        let expected =
            [(1000, "confirmed"), (250, "possible"), (0, "confirmed"), (1000, "confirmed"), (1000, "confirmed"), (SMALLEST, "confirmed")];
        assert_eq!(bars, expected);
    }
}
