//! Two days or periods: equal, one within the other, or a likely slip of the other.
//!
//! Limits: a day without a year (`XXXX-03-10`) and what is no EDTF of the notice model equal only themselves. No calendar arithmetic beyond the
//! distance of two days.

use crate::edtf::{Day, Edtf};

/// How two days relate that do not exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    Equal,
    /// One is a coarser statement of the other.
    Coarser,
    /// One is a day of the period that the other is.
    Within,
}

/// By how much two days differ: years, months, days of the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shift {
    pub years: i32,
    pub months: i32,
    pub days: i32,
}

/// Reads a day or a period; `None` where it cannot be compared with others.
pub(super) fn when(edtf: &str) -> Option<Edtf> {
    let known = |day: Option<Day>| day.is_none_or(|day| day.year.is_some());
    Edtf::parse(edtf).filter(|edtf| match *edtf {
        Edtf::Point(day) => known(Some(day)),
        Edtf::Interval(start, end) => known(start) && known(end),
    })
}

/// How far `~` may stray, in days.
const AROUND: i64 = 3;

/// Whether two days say the same, or one says less than the other.
pub(super) fn fit(left: Edtf, right: Edtf) -> Option<Fit> {
    if left == right {
        return Some(Fit::Equal);
    }
    let fits = match (left, right) {
        (Edtf::Point(a), Edtf::Point(b)) => points_fit(a, b),
        (Edtf::Interval(start, end), Edtf::Point(point)) | (Edtf::Point(point), Edtf::Interval(start, end)) => within(point, start, end),
        (Edtf::Interval(a, b), Edtf::Interval(c, d)) => ends_fit(a, c) && ends_fit(b, d),
    };
    let one_period =
        matches!((left, right), (Edtf::Interval(Some(_), Some(_)), Edtf::Point(_)) | (Edtf::Point(_), Edtf::Interval(Some(_), Some(_))));
    fits.then_some(if one_period { Fit::Within } else { Fit::Coarser })
}

fn points_fit(a: Day, b: Day) -> bool {
    let same = |x: Option<u8>, y: Option<u8>| x.is_none() || y.is_none() || x == y;
    if a.year == b.year && same(a.month, b.month) && same(a.day, b.day) {
        return true;
    }
    (a.approximate || b.approximate) && distance(a, b).is_some_and(|days| days <= AROUND)
}

/// An open end leaves it to the other side.
fn ends_fit(a: Option<Day>, b: Option<Day>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => points_fit(a, b),
        _ => true,
    }
}

/// Whether a day, or one day of a month or year, lies in a period. An open period holds its known end alone: else it would answer every later day.
fn within(point: Day, start: Option<Day>, end: Option<Day>) -> bool {
    match (start, end) {
        (Some(start), Some(end)) => match (start.bounds(), point.bounds(), end.bounds()) {
            (Some((from, _)), Some((first, last)), Some((_, to))) => from <= last && first <= to,
            _ => false,
        },
        (Some(known), None) | (None, Some(known)) => points_fit(known, point),
        (None, None) => false,
    }
}

/// Days between two full days.
fn distance(a: Day, b: Day) -> Option<i64> {
    Some((a.date()? - b.date()?).num_days().abs())
}

/// How likely two days that exclude each other were meant to be the same, in percent, and by how much one slipped.
///
/// One wrong part (year, month or day) is what a slip looks like; a step over the end of a month is as near. Two wrong parts are another day
/// unless the days are close; three are another day.
pub(super) fn slip(left: Edtf, right: Edtf) -> Option<(u32, Shift)> {
    match (left, right) {
        (Edtf::Point(a), Edtf::Point(b)) => points_slip(a, b),
        (Edtf::Interval(a, b), Edtf::Interval(c, d)) => {
            let (starts, ends) = (ends_slip(a, c)?, ends_slip(b, d)?);
            match (starts, ends) {
                ((_, NONE), slipped) | (slipped, (_, NONE)) => Some(slipped),
                ((x, first), (y, second)) if first == second => Some((x.min(y), first)),
                ((x, first), (y, _)) => Some((x.min(y) / 2, first)),
            }
        }
        // The day that a period began or ended, told as the day itself; of an open period that is its one known day.
        (Edtf::Interval(start, end), Edtf::Point(point)) | (Edtf::Point(point), Edtf::Interval(start, end)) => {
            let nearest = [start, end].into_iter().flatten().filter_map(|end| points_slip(end, point)).max_by_key(|slip| slip.0)?;
            let open = start.is_none() || end.is_none();
            Some((if open { nearest.0 * 9 / 10 } else { nearest.0 / 2 }, nearest.1))
        }
    }
}

/// How many days apart two days are close.
const CLOSE: i64 = 4;

/// No slip at all.
const NONE: Shift = Shift { years: 0, months: 0, days: 0 };

/// The points that two days or periods put differently: what one slip may have moved in several places.
pub(super) fn moved(left: Edtf, right: Edtf) -> Vec<(Day, Day)> {
    let ends = |date: Edtf| match date {
        Edtf::Point(point) => [Some(point), Some(point)],
        Edtf::Interval(start, end) => [start, end],
    };
    let pairs = ends(left).into_iter().zip(ends(right)).filter_map(|(l, r)| Some((l?, r?)));
    pairs.filter(|(l, r)| !points_fit(*l, *r)).collect()
}

/// Whether two days lie so close together that one may be the other, whatever is said to have happened on them.
pub(super) fn close(left: Edtf, right: Edtf) -> bool {
    match (left, right) {
        (Edtf::Point(a), Edtf::Point(b)) => distance(a, b).is_some_and(|days| days <= CLOSE),
        _ => false,
    }
}

fn ends_slip(a: Option<Day>, b: Option<Day>) -> Option<(u32, Shift)> {
    match (a, b) {
        (Some(a), Some(b)) if !points_fit(a, b) => points_slip(a, b),
        _ => Some((100, NONE)),
    }
}

fn points_slip(a: Day, b: Day) -> Option<(u32, Shift)> {
    let years = a.year.zip(b.year).map_or(0, |(x, y)| x - y);
    let part = |x: Option<u8>, y: Option<u8>| x.zip(y).map_or(0, |(x, y)| i32::from(x) - i32::from(y));
    let shift = Shift { years, months: part(a.month, b.month), days: part(a.day, b.day) };
    let wrong = [shift.years, shift.months, shift.days].into_iter().filter(|by| *by != 0).count();
    let days = distance(a, b);
    let percent = match (wrong, days) {
        (0, _) => 0,
        // A year that is far off is another matter.
        (1, _) if shift.years.abs() > 10 => 30,
        (1, Some(_)) => 100,
        (1, None) => 80,
        (_, Some(days)) if days <= CLOSE => 95,
        // 3/8 read as 8/3.
        (2, Some(_)) if shift.years == 0 && a.month == b.day && a.day == b.month => 95,
        (2, Some(days)) if days <= 62 => 50,
        (2, _) => 30,
        _ => 0,
    };
    (percent > 0).then_some((percent, shift))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(left: &str, right: &str) -> Option<Fit> {
        fit(when(left).unwrap(), when(right).unwrap())
    }

    #[test]
    fn coarser_days_fit() {
        for (left, right, expected) in [
            ("2020-03-10", "2020-03-10", Some(Fit::Equal)),
            ("2020-03", "2020-03-10", Some(Fit::Coarser)),
            ("2020", "2020-03", Some(Fit::Coarser)),
            ("2020-04", "2020-03-10", None),
            ("2020-03-11", "2020-03-10", None),
            ("2020-03-11~", "2020-03-10", Some(Fit::Coarser)),
            ("2020-03-21~", "2020-03-10", None),
            ("2013-07~", "2013-07", Some(Fit::Coarser)),
            ("2019-04-23/2019-05-10", "2019-05-01", Some(Fit::Within)),
            ("2019-04-23/2019-05-10", "2019-05-11", None),
            ("2019-04/2019-05", "2019-05-31", Some(Fit::Within)),
            ("2020-03/..", "2020-03-15", Some(Fit::Coarser)),
            ("2020-03/..", "2020-05-01", None),
            ("2020-03/..", "2020-03/2020-07", Some(Fit::Coarser)),
            ("2021-04-01/2023-07-26", "2021-04-01/2023-07-27", None),
            ("2021-04/2023-07", "2021-04-01/2023-07-27", Some(Fit::Coarser)),
        ] {
            assert_eq!(compared(left, right), expected, "{left} {right}");
            assert_eq!(compared(right, left), expected, "{right} {left}");
        }
    }

    #[test]
    fn one_wrong_part_is_a_slip() {
        for (left, right, expected) in [
            ("2023-10-18", "2022-10-18", Some(100)),
            ("2020-11-02", "2020-12-02", Some(100)),
            ("2024-11-29", "2024-11-28", Some(100)),
            ("2024-03-01", "2024-02-29", Some(95)),
            ("2024-03-01", "2024-04-20", Some(50)),
            ("2024-03-01", "2022-07-20", None),
            ("2023-10-18/2023-10-20", "2022-10-18/2022-10-20", Some(100)),
            ("2023-10-18/2023-10-20", "2023-10-18/2023-10-21", Some(100)),
            ("2023-10-18/2023-10-20", "2023-10-17", Some(50)),
            ("2020-03", "2020-04", Some(80)),
            ("2021-03-08", "2021-08-03", Some(95)),
            ("2020-11-02", "2020-12-02/..", Some(90)),
        ] {
            assert_eq!(slip(when(left).unwrap(), when(right).unwrap()).map(|slip| slip.0), expected, "{left} {right}");
        }
    }

    #[test]
    fn other_forms_are_not_read() {
        for text in ["", "march", "2020-13", "2020-03-10-01", "2020-03-32", "2020-03-10/x", "2020-03-10/", "XXXX-03-10", "2020-03/XXXX-04"]
        {
            assert_eq!(when(text), None, "{text}");
        }
    }
}
