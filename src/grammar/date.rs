//! Days and times that both languages write alike: `2020-03-10`, `2020/3/10`, `2020.3.10`, `18:55`; and the joining of two ends to a period.

use super::input::*;

/// The years that a four-digit number may be.
const YEARS: std::ops::RangeInclusive<u64> = 1868..=2100;

/// A year in four digits.
pub(super) fn year_number(input: Input) -> Read<i32> {
    map_opt(digits(4, 4), |year| YEARS.contains(&year).then_some(year as i32)).parse(input)
}

/// 1 to 12.
pub(super) fn month_number(input: Input) -> Read<u8> {
    map_opt(digits(1, 2), month).parse(input)
}

/// 1 to 31.
pub(super) fn day_number(input: Input) -> Read<u8> {
    map_opt(digits(1, 2), day).parse(input)
}

/// A number as a month, where it is one.
pub(super) fn month(number: u64) -> Option<u8> {
    (1..=12).contains(&number).then_some(number as u8)
}

/// A number as a day of a month, where it is one.
pub(super) fn day(number: u64) -> Option<u8> {
    (1..=31).contains(&number).then_some(number as u8)
}

/// A day in figures, the year first.
///
/// ```ebnf
/// numeric = year , separator , month , [ separator , day ] , [ "T" , clock ] ;   (the separators are equal; without a day it is "/" or "-")
/// separator = "-" | "/" | "." ;
/// ```
pub(super) fn numeric(input: Input) -> Read<Point> {
    let (rest, year) = year_number(input)?;
    let Some(separator) = rest.next().filter(|c| "-/.".contains(*c)) else { return input.fail() };
    let (rest, _) = separated(separator, rest)?;
    let (rest, month) = month_number(rest)?;
    let (rest, day) = opt(preceded(|input| separated(separator, input), day_number)).parse(rest)?;
    let goes_on = rest.rest().strip_prefix(separator).is_some_and(|more| more.starts_with(|c: char| c.is_ascii_digit()));
    if is_glued(input, rest, separator) || goes_on || (day.is_none() && separator == '.') {
        return input.fail();
    }
    let (rest, time) = opt(preceded(tag("T"), clock)).parse(rest)?;
    Ok((rest, Point { year: Some(year), month: Some(month), day, time, ..Point::default() }))
}

/// The separator, with a space after it where a year in points has one (`2020. 3. 10`).
fn separated(separator: char, input: Input) -> Read<()> {
    match input.rest().strip_prefix(separator) {
        Some(_) if separator == '.' => spaces(input.from(input.at() + 1)),
        Some(_) => Ok((input.from(input.at() + 1), ())),
        None => input.fail(),
    }
}

/// Whether figures from `start` to `rest` are part of a longer run of figures and letters. A dash before a date with slashes joins a period.
pub(super) fn is_glued(start: Input, rest: Input, separator: char) -> bool {
    let joint = |c: char| "-/.".contains(c) && !(c == '-' && separator == '/');
    start.last().is_some_and(|c| c.is_ascii_digit() || joint(c)) || rest.next().is_some_and(|c| c.is_ascii_digit())
}

/// A clock time in figures.
///
/// ```ebnf
/// clock = hour , ":" , minute , [ ":" , second ] ;
/// ```
pub(super) fn clock(input: Input) -> Read<Time> {
    let second = preceded(tag(":"), digits(2, 2));
    let (rest, (hour, _, minute, _)) = (digits(1, 2), tag(":"), digits(2, 2), opt(second)).parse(input)?;
    match time(hour, minute) {
        Some(time) if !rest.next().is_some_and(|c| c.is_ascii_digit()) => Ok((rest, time)),
        _ => input.fail(),
    }
}

/// A time of day, where the numbers are one: 00:00 to 24:00.
pub(super) fn time(hour: u64, minute: u64) -> Option<Time> {
    let fits = (hour < 24 && minute < 60) || (hour == 24 && minute == 0);
    fits.then_some(Time { hour: hour as u8, minute: minute as u8 })
}

/// The same time with the half of the day that a word names: 午後6時 is 18:00.
pub(super) fn in_half(time: Time, half: Option<u8>) -> Time {
    match half {
        Some(12) if time.hour < 12 => Time { hour: time.hour + 12, ..time },
        Some(0) if time.hour == 12 => Time { hour: 0, ..time },
        _ => time,
    }
}

/// The weekday of a number, 1 for Monday.
pub(super) fn weekday(number: u8) -> Option<chrono::Weekday> {
    chrono::Weekday::try_from(number.checked_sub(1)?).ok()
}

/// A step from another day, as a word of the lexicon tells it.
pub(super) fn shifted(relative: Relative) -> Point {
    let base = match relative.base {
        RelativeBase::Told => Some(Base::Told),
        RelativeBase::Published => Some(Base::Published),
        RelativeBase::None => None,
    };
    let field = match relative.field {
        RelativeField::Year => Field::Year,
        RelativeField::Month => Field::Month,
        RelativeField::Week => Field::Week,
        RelativeField::Day => Field::Day,
    };
    Point { shift: base.map(|base| Shift { base, field, by: relative.by }), month: relative.month, ..Point::default() }
}

/// A single day.
pub(super) fn single(point: Point) -> DateExpr {
    DateExpr { start: Some(point), end: None, period: false }
}

/// A period with both ends. What only the end tells (`February 18 to March 29, 2023`) goes for the start too.
pub(super) fn joined(mut start: Point, mut end: Point) -> DateExpr {
    if end.month.is_none() && end.day.is_some() && end.year.is_some() {
        end.month = start.month;
    }
    let bare = start.year.is_none() && start.shift.is_none();
    if bare && start.day.is_some() && start.month.is_none() {
        // From the 31st to 1 September begins in August.
        let before = |month: u8| if month == 1 { 12 } else { month - 1 };
        start.month = end.month.map(|month| if start.day > end.day && end.day.is_some() { before(month) } else { month });
    }
    if bare && (start.month.is_some() || start.day.is_some()) {
        start.year = end.year.map(|year| if start.month > end.month && end.month.is_some() { year - 1 } else { year });
        start.shift = end.shift.filter(|shift| shift.field == Field::Year && shift.base == Base::Published);
    }
    DateExpr { start: Some(start), end: Some(end), period: true }
}

/// Whether a point names a day, month or year, and not only a clock time.
pub(super) fn is_dated(point: &Point) -> bool {
    point.shift.is_some() || point.year.is_some() || point.month.is_some() || point.day.is_some() || point.weekday.is_some()
}
