//! Days as written become days of the calendar: 同日, 3月10日 without a year, `last October`, `Friday`.
//!
//! What is missing is taken from the day that the text told last, else from the day of publication, and is marked as inferred. What cannot be
//! told stays unknown (`XXXX-03-10`); a day that does not exist (2月30日) falls back to its month and is reported.
//!
//! Limits: the day told last is the one resolved last. A text that jumps between years without naming them is read by the nearest order.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::calendar::{day_after, day_before, days_on, months_on, next_month};
use crate::Inferred;
use crate::edtf::{Day, Edtf};
use crate::grammar::{Base, DateExpr, Field, Point, Shift, Time};

/// A month without a year that lies so many months before the one told last is the next year's.
const HALF_A_YEAR: u8 = 6;

/// How many days after publication a day without a year may lie and still be of that year.
const GRACE: u64 = 14;

/// Resolves the dates of one text, in their order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolver {
    published: Option<Day>,
    told: Option<Day>,
    /// The last whole day among those told: *that evening* counts from no month.
    told_day: Option<Day>,
    ahead: bool,
}

/// A date of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Resolved {
    /// The date, `~` where it is approximate.
    pub date: Edtf,
    /// The clock time, `HH:MM`; of a period, that of its start.
    pub time: Option<String>,
    /// What the text did not write.
    pub inferred: Vec<Inferred>,
    /// What is wrong with it.
    pub problem: Option<Problem>,
}

impl Resolved {
    /// The date in EDTF.
    pub(crate) fn edtf(&self) -> String {
        self.date.to_string()
    }
}

/// What may be wrong with a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Nothing tells the year.
    NoYear,
    /// There is no such day: 2月30日.
    ImpossibleDay,
    /// The weekday beside it is another day's.
    WeekdayMismatch {
        /// The day's own weekday.
        actual: Weekday,
    },
}

/// A point on its way to a day.
#[derive(Clone, Copy, Debug, Default)]
struct Placed {
    day: Day,
    problem: Option<Problem>,
    inferred: [bool; 3],
}

impl Resolver {
    /// A resolver for a text published on `published`, as far as that is known.
    pub(crate) fn new(published: Option<Day>) -> Resolver {
        Resolver { published, ..Resolver::default() }
    }

    /// Sets the day that missing years and months are taken from: the year of a section, the day of its heading.
    pub(crate) fn context(&mut self, told: Day) {
        self.told = Some(told);
        self.told_day = Some(told).filter(|told| told.day.is_some()).or(self.told_day);
    }

    /// The day on which the text, or the entry of it that is read, was published.
    pub(crate) fn published(&self) -> Option<Day> {
        self.published
    }

    /// Begins an entry of a page that is added to: its *today* is the day of the entry.
    pub(crate) fn enter(&mut self, entry: Day) {
        self.published = Some(entry);
        self.context(entry);
    }

    /// The day told last.
    pub(crate) fn told(&self) -> Option<Day> {
        self.told
    }

    /// Resolves a date and keeps it as the day told last. `None` where the text tells no day at all, as a clock time before any day.
    pub(crate) fn resolve(&mut self, expr: &DateExpr) -> Option<Resolved> {
        let start = match expr.start {
            Some(point) => Some((self.place(&point)?, point)),
            None => None,
        };
        let end = match expr.end {
            Some(point) => Some((self.place_end(&point, start.map(|(placed, _)| placed))?, point)),
            None => None,
        };
        let placed = end.or(start)?.0;
        if placed.day.year.is_some() || self.told.is_none() {
            self.context(placed.day);
        }
        let time = start.or(end).and_then(|(_, point)| point.time).map(hours_and_minutes);
        let problem = start.and_then(|(placed, _)| placed.problem).or(end.and_then(|(placed, _)| placed.problem));
        let flags = start.or(end)?.0.inferred;
        let inferred = [Inferred::Year, Inferred::Month, Inferred::Day]
            .into_iter()
            .zip(flags)
            .filter(|(_, flag)| *flag)
            .map(|(field, _)| field)
            .collect();
        let (start, end) = (start.map(|(placed, _)| placed.day), end.map(|(placed, _)| placed.day));
        let date = match (expr.period, start, end) {
            (true, Some(start), Some(end)) if start == end => Edtf::Point(start),
            (true, start, end) => Edtf::Interval(start, end),
            (false, start, _) => Edtf::Point(start?),
        };
        Some(Resolved { date, time, inferred, problem })
    }

    /// Resolves a date that is set for a day to come, as [`resolve`](Resolver::resolve) does.
    pub(crate) fn resolve_ahead(&mut self, expr: &DateExpr) -> Option<Resolved> {
        self.ahead = true;
        let resolved = self.resolve(expr);
        self.ahead = false;
        resolved
    }

    /// The day of a point.
    fn place(&self, point: &Point) -> Option<Placed> {
        let day = match point.shift {
            Some(shift) => self.shifted(point, shift)?,
            None => self.written(point)?,
        };
        Some(self.checked(point, day))
    }

    /// The day of a period's end, which what it does not say takes from the start and which does not lie before it.
    fn place_end(&self, point: &Point, start: Option<Placed>) -> Option<Placed> {
        let Some(start) = start else { return self.place(point) };
        let mut from_start = self.clone();
        from_start.context(start.day);
        let mut placed = from_start.place(point)?;
        if point.shift.is_none() && point.year.is_none() {
            let day = Day { year: start.day.year, ..placed.day };
            let month = if point.month.is_none() { start.day.month } else { day.month };
            let day = Day { month, ..day };
            let earlier = (day.month, day.day) < (start.day.month, start.day.day.filter(|_| day.day.is_some()));
            let day = match (point.month, earlier) {
                (Some(_), true) => Day { year: day.year.map(|year| year + 1), ..day },
                (None, true) if point.day.is_some() => next_month(day),
                _ => day,
            };
            placed = Placed { inferred: placed.inferred, ..self.checked(&Point { weekday: point.weekday, ..as_written(day) }, day) };
            placed.day.approximate = point.approximate;
        }
        Some(placed)
    }

    /// The day that a step leads to.
    fn shifted(&self, point: &Point, shift: Shift) -> Option<Day> {
        let base = match shift.base {
            Base::Told if shift.field == Field::Day => self.told_day.or(self.told),
            Base::Told if point.weekday.is_some() && self.told_day.is_none() => return self.written(&Point { shift: None, ..*point }),
            Base::Told if point.weekday.is_some() => self.told_day,
            Base::Told => self.told,
            Base::Published => self.published,
        };
        let unknown = Day { year: point.year, month: point.month, day: point.day, approximate: point.approximate };
        let Some(base) = base else { return Some(unknown) };
        let mut day = match shift.field {
            Field::Day => days_on(base, shift.by),
            Field::Week => match point.weekday {
                Some(weekday) if shift.base == Base::Told => day_after(base, weekday),
                Some(weekday) => day_before(base, weekday),
                None => days_on(base, shift.by.saturating_mul(7)).map(|day| Day { approximate: true, ..day }),
            },
            Field::Month if point.month.is_some() => {
                let month = point.month;
                let year = base.year.map(|year| if month < base.month { year } else { year - 1 });
                Some(Day { year, month, day: None, approximate: false })
            }
            Field::Month => months_on(base, shift.by),
            Field::Year => Some(Day { year: base.year.map(|year| year.saturating_add(shift.by)), ..Day::default() }),
        }
        .unwrap_or(unknown);
        if point.month.is_some() && point.month < day.month && shift.field == Field::Day && shift.by > 0 {
            day.year = day.year.map(|year| year + 1);
        }
        if point.month.is_some() {
            day = Day { day: None, ..day };
        }
        Some(Day {
            year: point.year.or(day.year),
            month: point.month.or(day.month),
            day: point.day.or(day.day),
            approximate: point.approximate || day.approximate,
        })
    }

    /// The day that is written, with what is missing from the day told last or the publication.
    fn written(&self, point: &Point) -> Option<Day> {
        let day = Day { year: point.year, month: point.month, day: point.day, approximate: point.approximate };
        match (point.year, point.month, point.day) {
            (Some(_), _, _) => Some(day),
            (None, Some(_), _) => Some(Day { year: self.year_for(day), ..day }),
            (None, None, Some(_)) => Some(self.month_for(day)),
            (None, None, None) => match point.weekday {
                Some(weekday) => {
                    let published = self.published.or(self.told);
                    let found = published.and_then(|day| {
                        if self.ahead { day_after(day, weekday) } else { days_on(day, 1).and_then(|day| day_before(day, weekday)) }
                    });
                    Some(Day { approximate: point.approximate, ..found.unwrap_or_default() })
                }
                None => self.told_day.or(self.told).filter(|_| point.time.is_some()).map(|told| Day { approximate: false, ..told }),
            },
        }
    }

    /// The year of a month or day without one.
    fn year_for(&self, day: Day) -> Option<i32> {
        // The day of the text itself is that day, whatever year was told before.
        if let Some(published) = self.published.filter(|own| own.day.is_some() && (own.month, own.day) == (day.month, day.day)) {
            return published.year;
        }
        let told = self.told.and_then(|told| told.year).filter(|_| !self.ahead || self.published.is_none());
        let Some(year) = told else { return self.year_by_publication(day) };
        let in_year = |year: i32| Day { year: Some(year), ..day };
        let wraps = self.told.and_then(|told| told.month).zip(day.month).is_some_and(|(told, month)| month + HALF_A_YEAR <= told);
        if wraps && self.is_past(in_year(year + 1)) && self.published.is_some() {
            return Some(year + 1);
        }
        let too_late = self.published.is_some() && !self.is_past(in_year(year)) && self.is_past(in_year(year - 1));
        Some(if too_late { year - 1 } else { year })
    }

    fn year_by_publication(&self, day: Day) -> Option<i32> {
        let published = self.published?;
        let year = published.year?;
        let in_year = Day { year: Some(year), ..day };
        let (first, last) = published.bounds()?;
        Some(match in_year.bounds() {
            Some((_, end)) if self.ahead && end < first && published.month.is_some() => year + 1,
            Some((begin, _)) if !self.ahead && Some(begin) > last.checked_add_days(Days::new(GRACE)) => year - 1,
            _ => year,
        })
    }

    /// Whether a day lies before publication, or little after it. Where that is not known, it does.
    fn is_past(&self, day: Day) -> bool {
        let limit = self.published.and_then(Day::bounds).and_then(|(_, last)| last.checked_add_days(Days::new(GRACE)));
        match (day.bounds(), limit) {
            (Some((begin, _)), Some(limit)) => begin <= limit,
            _ => true,
        }
    }

    /// The month and year of a day of the month alone.
    fn month_for(&self, day: Day) -> Day {
        if let Some(told) = self.told.filter(|told| told.month.is_some()) {
            let in_month = |told: Day| Day { year: told.year, month: told.month, ..day };
            // 6月中の再稼働を目指す: a month that lies ahead is not that of the days told behind it.
            let behind = self.told_day.filter(|_| !self.ahead && !self.is_past(in_month(told)));
            let told = behind.filter(|day| self.is_past(in_month(*day))).unwrap_or(told);
            let same = in_month(told);
            let wrapped = matches!((told.day, day.day), (Some(told), Some(day)) if told >= 20 && day <= 10);
            let next = next_month(same);
            return if wrapped && self.is_past(next) { next } else { same };
        }
        let Some(published) = self.published.filter(|published| published.month.is_some()) else { return day };
        let same = Day { year: published.year, month: published.month, ..day };
        match published.day {
            Some(today) if self.ahead && day.day < Some(today) => next_month(same),
            Some(today) if !self.ahead && day.day > Some(today.saturating_add(GRACE as u8)) => {
                months_on(same, -1).map_or(same, |month| Day { day: day.day, ..month })
            }
            Some(today) if !self.ahead && day.day > Some(today) => months_on(same, -1).map_or(same, |month| Day { day: day.day, ..month }),
            _ => same,
        }
    }

    /// A day with what is wrong with it, and with what of it was not written.
    fn checked(&self, point: &Point, day: Day) -> Placed {
        let inferred = [
            day.year.is_some() && point.year.is_none(),
            day.month.is_some() && point.month.is_none(),
            day.day.is_some() && point.day.is_none(),
        ];
        let mut placed = Placed { day, problem: None, inferred };
        let exists =
            |day: Day| NaiveDate::from_ymd_opt(day.year.unwrap_or(2000), day.month.unwrap_or(1).into(), day.day.unwrap_or(1).into());
        let Some(date) = exists(day) else {
            placed.day.day = None;
            placed.problem = Some(Problem::ImpossibleDay);
            return placed;
        };
        let whole = day.year.is_some() && day.month.is_some() && day.day.is_some();
        let Some(weekday) = point.weekday.filter(|weekday| whole && *weekday != date.weekday()) else { return placed };
        if point.year.is_none() && point.shift.is_none() {
            let other = [-1, 1].into_iter().filter_map(|by| day.year.map(|year| Day { year: Some(year + by), ..day }));
            let fitting = other.filter(|day| self.is_past(*day)).find(|day| exists(*day).is_some_and(|date| date.weekday() == weekday));
            if let Some(fitting) = fitting {
                placed.day = fitting;
                return placed;
            }
        }
        placed.problem = Some(Problem::WeekdayMismatch { actual: date.weekday() });
        placed
    }
}

/// A point that writes every field of `day`.
fn as_written(day: Day) -> Point {
    Point { year: day.year, month: day.month, day: day.day, ..Point::default() }
}

fn hours_and_minutes(time: Time) -> String {
    format!("{:02}:{:02}", time.hour, time.minute)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::grammar::{Value, scan};
    use crate::lexicon::Lexicon;

    /// The dates of `text`, resolved in order, as EDTF with their times.
    fn read(language: Language, published: Option<&str>, text: &str) -> String {
        let published = published.map(|text| match Edtf::parse(text) {
            Some(Edtf::Point(day)) => day,
            other => panic!("{other:?}"),
        });
        let mut resolver = Resolver::new(published);
        let dates = scan(text, Lexicon::of(language)).into_iter().filter_map(|found| match found.value {
            Value::Date(expr) => Some(expr),
            _ => None,
        });
        let shown: Vec<String> = dates
            .map(|expr| {
                let resolved = resolver.resolve(&expr);
                resolved.map_or("none".to_string(), |date| {
                    let time = date.time.as_ref().map_or(String::new(), |time| format!(" {time}"));
                    let problem = if date.problem.is_some() { "!" } else { "" };
                    format!("{}{time}{problem}", date.edtf())
                })
            })
            .collect();
        shown.join(" | ")
    }

    #[test]
    fn japanese_days() {
        for (published, text, wanted) in [
            (None, "2023年12月1日、同12月3日", "2023-12-01 | 2023-12-03"),
            (None, "2024年3月31日に検知、翌日、同日、前日", "2024-03-31 | 2024-04-01 | 2024-04-01 | 2024-03-31"),
            (None, "2024年3月18日、翌19日、同月28日、同年12月", "2024-03-18 | 2024-03-19 | 2024-03-28 | 2024-12"),
            (None, "2024年4月2日、翌4月3日", "2024-04-02 | 2024-04-03"),
            (None, "2023年12月31日、翌1月1日", "2023-12-31 | 2024-01-01"),
            (
                Some("2024-01-20"),
                "昨年11月、昨年末、先月、本日、昨日、一昨年",
                "2023-11 | 2023-12 | 2023-12 | 2024-01-20 | 2024-01-19 | 2022",
            ),
            (Some("2024-01-20"), "12月5日", "2023-12-05"),
            (Some("2024-01-20"), "1月25日", "2024-01-25"),
            (Some("2024-03-10"), "4日の障害を7日に検知", "2024-03-04 | 2024-03-07"),
            (Some("2024-03-10"), "25日", "2024-02-25"),
            (Some("2024-05-26"), "5月15日、22日に再開、6月中に再稼働、18日に届け出", "2024-05-15 | 2024-05-22 | 2024-06 | 2024-05-18"),
            (None, "3月10日、同日、15日", "XXXX-03-10 | XXXX-03-10 | XXXX-03-15"),
            (None, "10日", "XXXX-XX-10"),
            (None, "2022年12月28日~1月5日", "2022-12-28/2023-01-05"),
            (None, "2023年2月18日から20日", "2023-02-18/2023-02-20"),
            (None, "2023年2月18日~翌19日", "2023-02-18/2023-02-19"),
            (None, "2023年10月3日16時から18時半", "2023-10-03 16:00"),
            (None, "2023年10月3日24:00", "2023-10-03 24:00"),
            (None, "2023年10月3日に検知。18:42に遮断", "2023-10-03 | 2023-10-03 18:42"),
            (None, "18:42に遮断", "none"),
            (None, "2020年3月以降", "2020-03/.."),
            (None, "2020年3月10日までの間", "../2020-03-10"),
            (None, "2023年2月30日", "2023-02!"),
            (None, "2020年3月10日(水)", "2020-03-10!"),
            (None, "2020年3月10日(火)", "2020-03-10"),
            (Some("2021-03-31"), "3月10日(火)", "2020-03-10"),
            (None, "2013年7月頃", "2013-07~"),
            (Some("2024-02-01"), "2023年11月10日に検知し、1月15日に完了", "2023-11-10 | 2024-01-15"),
            (Some("2024"), "3月10日", "2024-03-10"),
            (None, "2024年3月10日、3日後", "2024-03-10 | 2024-03-13"),
            (None, "同日", "XXXX"),
        ] {
            assert_eq!(read(Language::Ja, published, text), wanted, "{text}");
        }
    }

    #[test]
    fn english_days() {
        for (published, text, wanted) in [
            (Some("2024-01-20"), "last October", "2023-10"),
            (Some("2023-12-20"), "last October", "2023-10"),
            (Some("2023-09-20"), "last October", "2022-10"),
            (Some("2024-01-20"), "October 20 of last year", "2023-10-20"),
            (Some("2024-01-20"), "on Friday", "2024-01-19"),
            (Some("2024-01-20"), "on Saturday", "2024-01-20"),
            (Some("2024-01-20"), "last Saturday", "2024-01-13"),
            (Some("2024-01-20"), "On Monday, January 8 and on the Thursday", "2024-01-08 | 2024-01-11"),
            (None, "On March 10, 2020 and the next day. Two days later", "2020-03-10 | 2020-03-11 | 2020-03-13"),
            (None, "On March 10, 2020 we found, on the 23rd, that", "2020-03-10 | 2020-03-23"),
            (Some("2020-10-30"), "between October 9th and 17th", "2020-10-09/2020-10-17"),
            (None, "March 3-5, 2020", "2020-03-03/2020-03-05"),
            (None, "since March 2020", "2020-03/.."),
        ] {
            assert_eq!(read(Language::En, published, text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_not_written_is_inferred() {
        let mut resolver = Resolver::new(NaiveDate::from_ymd_opt(2024, 3, 10).map(Day::of));
        let expr = |point| DateExpr { start: Some(point), end: None, period: false };
        let resolved = resolver.resolve(&expr(Point { month: Some(2), day: Some(5), ..Point::default() }));
        assert_eq!(resolved.map(|date| date.inferred), Some(vec![Inferred::Year]));
        let resolved = resolver.resolve(&expr(Point { day: Some(7), ..Point::default() }));
        assert_eq!(resolved.map(|date| date.inferred), Some(vec![Inferred::Year, Inferred::Month]));
    }
}
