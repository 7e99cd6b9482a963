//! Dates in EDTF (ISO 8601-2), as far as the notice model uses it: `2020-03-10`, `2020-03`, `2020`, `2013-07~`, `XXXX-03-10`,
//! `2019-04-23/2019-05-10`, `2020-03/..`, `../2020-03-10`. The one place where dates are printed and read; how two of them relate is asked in `reconcile`.
//!
//! Limits: seasons, sets, uncertainty (`?`) and times are not read.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// A day, month or year, or a period between two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Edtf {
    /// One day, month or year.
    Point(Day),
    /// A period; an end that is open is `None`.
    Interval(Option<Day>, Option<Day>),
}

/// A day as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Day {
    /// The year, `XXXX` where it is unknown.
    pub year: Option<i32>,
    /// The month; without it a whole year.
    pub month: Option<u8>,
    /// The day of the month; without it a whole month.
    pub day: Option<u8>,
    /// `~`.
    pub approximate: bool,
}

impl Day {
    /// The day of `date`.
    pub(crate) fn of(date: NaiveDate) -> Day {
        Day { year: Some(date.year()), month: Some(date.month() as u8), day: Some(date.day() as u8), approximate: false }
    }

    /// Its first and last day, where its year is known and the day exists.
    pub(crate) fn bounds(self) -> Option<(NaiveDate, NaiveDate)> {
        let year = self.year?;
        let first = NaiveDate::from_ymd_opt(year, self.month.unwrap_or(1).into(), self.day.unwrap_or(1).into())?;
        let last = match (self.month, self.day) {
            (_, Some(_)) => first,
            (Some(month), None) => last_of_month(year, month)?,
            (None, None) => NaiveDate::from_ymd_opt(year, 12, 31)?,
        };
        Some((first, last))
    }

    /// The day of the calendar, where it is told to the day and exists.
    pub(crate) fn date(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year?, self.month?.into(), self.day?.into())
    }

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, each field digits or `X`s, with or without `~`.
    fn parse(text: &str) -> Option<Day> {
        let (text, approximate) = text.strip_suffix('~').map_or((text, false), |text| (text, true));
        let mut fields = text.split('-');
        let year: Option<i32> = field(fields.next()?, 4)?;
        let month: Option<u8> = fields.next().map_or(Some(None), |text| field(text, 2))?;
        let day: Option<u8> = fields.next().map_or(Some(None), |text| field(text, 2))?;
        let valid = month.is_none_or(|month| (1..=12).contains(&month)) && day.is_none_or(|day| (1..=31).contains(&day));
        (valid && fields.next().is_none()).then_some(Day { year, month, day, approximate })
    }
}

/// A field of digits, or of `X`s where it is unknown.
fn field<T: std::str::FromStr>(text: &str, width: usize) -> Option<Option<T>> {
    if text.len() != width {
        return None;
    }
    if text.bytes().all(|b| b == b'X') {
        return Some(None);
    }
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok().map(Some) } else { None }
}

/// The last day of a month.
fn last_of_month(year: i32, month: u8) -> Option<NaiveDate> {
    let (next_year, next) = if month >= 12 { (year.checked_add(1)?, 1) } else { (year, u32::from(month) + 1) };
    NaiveDate::from_ymd_opt(next_year, next, 1)?.pred_opt()
}

impl crate::Date {
    /// The first and the last day that it may mean: those of a month or year, those of a period. `None` where an end is open, its year is not
    /// known or the calendar has no such day.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// let notice = taiyaku::parse("発生日：2024年2月").notice;
    /// let [first, last] = notice.incidents[0].dates[0].bounds();
    /// assert_eq!((first, last), (NaiveDate::from_ymd_opt(2024, 2, 1), NaiveDate::from_ymd_opt(2024, 2, 29)));
    /// ```
    pub fn bounds(&self) -> [Option<NaiveDate>; 2] {
        let (first, last) = match Edtf::parse(&self.date) {
            Some(Edtf::Point(day)) => (Some(day), Some(day)),
            Some(Edtf::Interval(first, last)) => (first, last),
            None => (None, None),
        };
        [first.and_then(Day::bounds).map(|days| days.0), last.and_then(Day::bounds).map(|days| days.1)]
    }
}

impl Edtf {
    /// The day, or the first day of a period; `None` where the beginning is open.
    pub(crate) fn first(self) -> Option<Day> {
        match self {
            Edtf::Point(day) => Some(day),
            Edtf::Interval(start, _) => start,
        }
    }

    /// Reads a date or period; `None` where `text` is none of the forms above.
    pub(crate) fn parse(text: &str) -> Option<Edtf> {
        let end = |text: &str| if text == ".." { Some(None) } else { Day::parse(text).map(Some) };
        match text.split_once('/') {
            Some((from, to)) => Some(Edtf::Interval(end(from)?, end(to)?)).filter(|edtf| *edtf != Edtf::Interval(None, None)),
            None => Day::parse(text).map(Edtf::Point),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("XXXX")?,
        }
        for (number, finer) in [(self.month, self.day.is_some()), (self.day, false)] {
            match number {
                Some(number) => write!(f, "-{number:02}")?,
                None if finer => f.write_str("-XX")?,
                None => {}
            }
        }
        if self.approximate { f.write_str("~") } else { Ok(()) }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |day: &Option<Day>| day.map_or("..".to_string(), |day| day.to_string());
        match self {
            Edtf::Point(day) => day.fmt(f),
            Edtf::Interval(from, to) => write!(f, "{}/{}", end(from), end(to)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_reads_back_as_written() {
        for text in [
            "2020-03-10",
            "2020-03",
            "2020",
            "2013-07~",
            "XXXX-03-10",
            "XXXX-XX-10",
            "2019-04-23/2019-05-10",
            "2020-03/..",
            "../2020-03-10",
            "2020~/2021",
        ] {
            assert_eq!(Edtf::parse(text).map(|edtf| edtf.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn other_forms_are_refused() {
        for text in ["", "20", "2020-3", "2020-13", "2020-00-01", "2020-03-10-01", "../..", "2020/", "x", "2020-03-1é"] {
            assert_eq!(Edtf::parse(text), None, "{text}");
        }
    }

    #[test]
    fn bounds_are_the_first_and_the_last_day() {
        for (text, wanted) in [
            ("2020-03-10", Some("2020-03-10 2020-03-10")),
            ("2020-02", Some("2020-02-01 2020-02-29")),
            ("2020-12", Some("2020-12-01 2020-12-31")),
            ("2020", Some("2020-01-01 2020-12-31")),
            ("2020-02-30", None),
            ("XXXX-03", None),
        ] {
            let bounds = Day::parse(text).and_then(Day::bounds).map(|(first, last)| format!("{first} {last}"));
            assert_eq!(bounds.as_deref(), wanted, "{text}");
        }
    }
}
