//! Steps on the calendar from a day of which parts may be unknown.
//!
//! Limits: a step that needs an unknown part gives nothing.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::edtf::Day;

/// The day `by` days on; the same day where it is not whole and the step is none.
pub(super) fn days_on(day: Day, by: i32) -> Option<Day> {
    if by == 0 {
        return Some(Day { approximate: false, ..day });
    }
    let date = NaiveDate::from_ymd_opt(day.year?, day.month?.into(), day.day?.into())?;
    let days = Days::new(by.unsigned_abs().into());
    let moved = if by < 0 { date.checked_sub_days(days) } else { date.checked_add_days(days) };
    moved.map(Day::of)
}

/// The month `by` months on, without a day; its year stays unknown where it was.
pub(super) fn months_on(day: Day, by: i32) -> Option<Day> {
    if by == 0 {
        return Some(Day { day: None, approximate: false, ..day });
    }
    let date = NaiveDate::from_ymd_opt(day.year?, day.month?.into(), 1)?;
    let months = Months::new(by.unsigned_abs());
    let moved = if by < 0 { date.checked_sub_months(months) } else { date.checked_add_months(months) };
    moved.map(|date| Day { day: None, ..Day::of(date) })
}

/// The same day of the next month.
pub(super) fn next_month(day: Day) -> Day {
    match day.month {
        Some(12) => Day { year: day.year.map(|year| year + 1), month: Some(1), ..day },
        Some(month) => Day { month: Some(month + 1), ..day },
        None => day,
    }
}

/// The last such weekday before a day.
pub(super) fn day_before(day: Day, weekday: Weekday) -> Option<Day> {
    (1..=7).filter_map(|by| days_on(day, -by)).find(|day| is_weekday(*day, weekday))
}

/// The next such weekday from a day on.
pub(super) fn day_after(day: Day, weekday: Weekday) -> Option<Day> {
    (0..7).filter_map(|by| days_on(day, by)).find(|day| is_weekday(*day, weekday))
}

fn is_weekday(day: Day, weekday: Weekday) -> bool {
    day.bounds().is_some_and(|(date, _)| day.day.is_some() && date.weekday() == weekday)
}
