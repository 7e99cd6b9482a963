//! Days, times and periods in English.

use nom::multi::many_m_n;

use super::super::date::{
    clock, day_number, in_half, is_dated, is_glued, joined, month_number, numeric, shifted, single, time, weekday, year_number,
};
use super::super::input::*;
use super::{figure, head};

/// A period or a single point of time.
///
/// ```ebnf
/// period = "between" , end , [ "," ] , "and" , end
///        | "from" , end , ( "to" | "through" | "until" | "-" ) , ( end | "present" )
///        | ( "since" | "from and after" ) , point
///        | ( "until" | "through" | "up to" ) , point
///        | end , ( "to" | "through" | "-" ) , end
///        | point , "onward"
///        | point ;
/// ```
pub(in super::super) fn period(input: Input) -> Read<Value> {
    if digits_at(input) > 0 {
        return alt((map(told, Value::Date), hours)).parse(input);
    }
    let expr = alt((between, from, since, until, told));
    alt((opening_days, map(expr, Value::Date), hours)).parse(input)
}

/// How many digits stand here, so that only what has so many is tried.
fn digits_at(input: Input) -> usize {
    input.rest().bytes().take(5).take_while(u8::is_ascii_digit).count()
}

/// What begins with a day and no word before it. The day is read once for all that may follow it.
fn told(input: Input) -> Read<DateExpr> {
    let start = point(input);
    let from_point = |_| start.clone();
    let range = |_| range(alt((from_point, bare_end)).parse(input)?);
    let onward = map(terminated(from_point, (spaces, mark(Mark::SinceAfter))), open_end);
    alt((range, days_in_a_row, onward, map(from_point, single))).parse(input)
}

/// The days of a week on which somebody is there: `Monday through Friday, 9:00 a.m. to 5:00 p.m.`
fn opening_days(input: Input) -> Read<Value> {
    let days = (weekday_name, spaces, mark(Mark::To), spaces, weekday_name);
    let hours = (opt(tag(",")), spaces, opt((mark(Mark::From), some_space)), time_of_day, spaces, mark(Mark::To), spaces, time_of_day);
    let (rest, _) = (opt((mark(Mark::From), some_space)), days, opt(hours)).parse(input)?;
    let dated = preceded((opt(tag(",")), some_space), alt((value((), month_name), value((), day_number)))).parse(rest).is_ok();
    if dated { input.fail() } else { Ok((rest, Value::Other)) }
}

fn between(input: Input) -> Read<DateExpr> {
    let (rest, (_, _, start, _, _, _, end)) =
        (mark(Mark::Between), some_space, end_point, (opt(tag(",")), spaces), mark(Mark::And), spaces, end_point).parse(input)?;
    if is_dated(&start) || is_dated(&end) { Ok((rest, joined(start, end))) } else { input.fail() }
}

fn from(input: Input) -> Read<DateExpr> {
    let (rest, start) = preceded((mark(Mark::From), some_space), end_point).parse(input)?;
    if let Ok((rest, _)) = (spaces, mark(Mark::To), spaces, mark(Mark::Now)).parse(rest) {
        return Ok((rest, open_end(start)));
    }
    if let Ok((rest, _)) = preceded(some_space, mark(Mark::SinceAfter)).parse(rest) {
        return Ok((rest, open_end(start)));
    }
    let (rest, end) = preceded((spaces, mark(Mark::To), spaces), end_point).parse(rest)?;
    if is_dated(&end) { Ok((rest, joined(start, end))) } else { input.fail() }
}

fn since(input: Input) -> Read<DateExpr> {
    let bare_year = map(year_number, |year| Point { year: Some(year), ..Point::default() });
    map(preceded((mark(Mark::SinceBefore), some_space), alt((point, bare_year))), open_end).parse(input)
}

fn until(input: Input) -> Read<DateExpr> {
    let (rest, end) = preceded((mark(Mark::UntilBefore), some_space), point).parse(input)?;
    Ok((rest, DateExpr { start: None, end: Some(end), period: true }))
}

fn range<'a>((rest, start): (Input<'a>, Point)) -> Read<'a, DateExpr> {
    let partial = !is_full(&start);
    let (after, end) = preceded((spaces, mark(Mark::To), spaces), end_point).parse(rest)?;
    let dated = is_dated(&start) && (is_dated(&end) || end.time.is_some());
    if !dated || (partial && end.month.is_none()) {
        return rest.fail();
    }
    Ok((after, joined(start, end)))
}

/// Days in a row: `28 and 29 May`, `May 28 and 29, 2023`, `9, 10 and 11 May`. Days that lie apart are no period.
fn days_in_a_row(input: Input) -> Read<DateExpr> {
    let day = |day| Point { day: Some(day), ..Point::default() };
    let (rest, (days, end)) = alt((
        map((counted_days, day_first), |(days, end)| (days, end)),
        map((month_name, some_space, counted_days, day_of_end), |(month, _, days, end)| (days, Point { month: Some(month), ..end })),
    ))
    .parse(input)?;
    let month = end.month.filter(|_| input.next().is_some_and(|c| !c.is_ascii_digit()));
    let next = days.iter().skip(1).copied().chain(end.day);
    let in_a_row = end.day.is_some() && days.iter().zip(next).all(|(day, next)| day + 1 == next);
    match days.first() {
        Some(first) if in_a_row => Ok((rest, joined(Point { month, ..day(*first) }, end))),
        _ => input.fail(),
    }
}

/// The days before the last of several: `28 and`, `9, 10 and`.
fn counted_days(input: Input) -> Read<Vec<u8>> {
    let more = many_m_n(0, MOST_DAYS, terminated(ordinal_day, (tag(","), some_space)));
    let and = (some_space, mark(Mark::NumberAnd), some_space);
    map((more, terminated(ordinal_day, and)), |(mut days, last)| {
        days.push(last);
        days
    })
    .parse(input)
}

/// So many days at most are named one by one.
const MOST_DAYS: usize = 6;

fn open_end(start: Point) -> DateExpr {
    DateExpr { start: Some(start), end: None, period: true }
}

/// Clock times of no day: opening hours, or a time of the day told before.
fn hours(input: Input) -> Read<Value> {
    if input.last().is_some_and(|c| c.is_ascii_alphanumeric() || ":.,".contains(c)) {
        return input.fail();
    }
    let (rest, start) = time_of_day(input)?;
    match preceded((spaces, mark(Mark::To), spaces), time_of_day).parse(rest) {
        Ok((rest, _)) => Ok((rest, Value::Other)),
        Err(_) if input.follows(Mark::Daily) => Ok((rest, Value::Other)),
        Err(_) => Ok((rest, Value::Date(single(Point { time: Some(start), ..Point::default() })))),
    }
}

/// Whether a point names its month, year or relation to another day, not a day of the month or a clock time only.
fn is_full(point: &Point) -> bool {
    is_dated(&Point { day: None, ..*point })
}

/// An end of a period: a point, or what the other end completes.
fn end_point(input: Input) -> Read<Point> {
    let part_of_day = (opt((mark(Mark::Article), some_space)), mark(Mark::DayPart), some_space, mark(Mark::Of), some_space);
    preceded(opt(part_of_day), alt((point, bare_end))).parse(input)
}

/// An end of a period that the other one completes.
fn bare_end(input: Input) -> Read<Point> {
    let ordinal = map((opt((mark(Mark::Article), some_space)), day_of_end), |(_, point)| point);
    let year = map(year_number, |year| Point { year: Some(year), ..Point::default() });
    let hour = map(time_of_day, |time| Point { time: Some(time), ..Point::default() });
    let month = map(month_name, |month| Point { month: Some(month), ..Point::default() });
    alt((hour, year, month, ordinal)).parse(input)
}

/// A day of a month that the other end tells, with the year where it follows: the `5, 2020` of `March 3-5, 2020`.
fn day_of_end(input: Input) -> Read<Point> {
    let (rest, day) = ordinal_day(input)?;
    let (rest, year) = opt(preceded((opt(tag(",")), some_space), whole_year)).parse(rest)?;
    let measured = preceded(spaces, alt((value((), word(|form| &form.multiplier)), mark(Mark::Measure)))).parse(rest).is_ok();
    let clock = rest.rest().strip_prefix(':').is_some_and(|more| more.starts_with(|c: char| c.is_ascii_digit()));
    if measured || clock || fraction(rest) || head(rest).is_some() || rest.rest().starts_with(['/', '%', '-']) {
        return input.fail();
    }
    Ok((rest, Point { day: Some(day), year, ..Point::default() }))
}

/// A day, month or year with what stands beside it.
///
/// ```ebnf
/// point = [ "around " ] , ( time , [ "on" ] , date | date , tail ) ;
/// ```
fn point(input: Input) -> Read<Point> {
    let digit = input.next().is_some_and(|c| c.is_ascii_digit());
    if !digit && !input.lexicon.starts(input.rest()).date && !input.begins(Mark::Article) {
        return input.fail();
    }
    let (rest, about) = opt(terminated(mark(Mark::AboutBefore), some_space)).parse(input)?;
    let timed = map((time_before, date), |(time, point)| Point { time: Some(time), ..point });
    let tailed = |input| {
        let (rest, point) = date(input)?;
        tail(rest, point)
    };
    let (after, point) = alt((timed, tailed)).parse(rest)?;
    let hour_first = time_of_day(rest).is_ok();
    Ok((after, Point { approximate: about.is_some() && !hour_first, ..point }))
}

/// The date itself.
fn date(input: Input) -> Read<Point> {
    match digits_at(input) {
        0 => alt((with_weekday, month_first, day_first, part_of, last, relative, later, weekday_alone)).parse(input),
        1 | 2 => alt((american, dotted, month_and_day, day_first, later, told_day)).parse(input),
        4 => alt((numeric, later, bare_year)).parse(input),
        _ => later(input),
    }
}

/// A day in figures, the month first unless that is impossible.
///
/// ```ebnf
/// american = number , "/" , number , "/" , ( 4 * digit | 2 * digit ) ;
/// ```
fn american(input: Input) -> Read<Point> {
    let year = alt((year_number, map(digits(2, 2), |year| 2000 + year as i32)));
    let (rest, (first, _, second, _, year)) = (digits(1, 2), tag("/"), digits(1, 2), tag("/"), year).parse(input)?;
    let (month, day) = if first > 12 { (second, first) } else { (first, second) };
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
    if !valid || is_glued(input, rest, '/') || rest.next() == Some('/') {
        return input.fail();
    }
    let order = match (first, second) {
        (13.., _) => Order::DayFirst,
        (_, 13..) => Order::MonthFirst,
        _ => Order::Either,
    };
    Ok((rest, Point { year: Some(year), month: Some(month as u8), day: Some(day as u8), order: Some(order), ..Point::default() }))
}

/// A day in figures with points between them, the day first: `3.11.2023`.
///
/// ```ebnf
/// dotted = number , "." , number , "." , 4 * digit ;
/// ```
fn dotted(input: Input) -> Read<Point> {
    let (rest, (day, _, month, _, year)) = (day_number, tag("."), month_number, tag("."), year_number).parse(input)?;
    let goes_on = rest.rest().trim_start_matches(['.', '/']).starts_with(|c: char| c.is_ascii_digit());
    if goes_on || input.last().is_some_and(|c| c.is_alphanumeric() || "/.".contains(c)) {
        return input.fail();
    }
    Ok((rest, Point { year: Some(year), month: Some(month), day: Some(day), ..Point::default() }))
}

/// A month and a day in figures, where what stands beside them shows that they are no fraction: `4/30, 14:30`, `on 5/2`.
///
/// ```ebnf
/// month and day = number , "/" , number , ( "," | ":" | ")" | " (" ) ;
/// ```
fn month_and_day(input: Input) -> Read<Point> {
    let (rest, (month, _, day)) = (digits(1, 2), tag("/"), digits(1, 2)).parse(input)?;
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
    let set_apart = rest.rest().starts_with([',', ':', ')']) || rest.rest().starts_with(" (");
    let free = !input.last().is_some_and(|c| c.is_ascii_alphanumeric() || "/.-,".contains(c));
    if !valid || !free || !set_apart || fraction(rest) {
        return input.fail();
    }
    Ok((rest, Point { month: Some(month as u8), day: Some(day as u8), ..Point::default() }))
}

/// ```ebnf
/// with weekday = weekday , [ "," ] , " " , ( month first | day first ) ;
/// ```
fn with_weekday(input: Input) -> Read<Point> {
    let (rest, weekday) = weekday_name(input)?;
    let (rest, _) =
        (opt(tag(",")), some_space, opt((mark(Mark::AfterTime), some_space)), opt((mark(Mark::Article), some_space))).parse(rest)?;
    let in_figures = map(american, |point| by_weekday(point, weekday));
    // Friday 3 may be three of anything.
    let of_month = map(terminated(day_number, mark(Mark::OrdinalEnd)), |day| Point { day: Some(day), ..Point::default() });
    map(alt((month_first, day_first, numeric, in_figures, of_month)), |point| Point { weekday: Some(weekday), ..point }).parse(rest)
}

/// A day in figures that is no such weekday, but would be one with the day first: `Thu 03/10/2024`.
fn by_weekday(point: Point, weekday: chrono::Weekday) -> Point {
    let turned = Point { month: point.day, day: point.month, ..point };
    let falls = |point: Point| {
        let date = chrono::NaiveDate::from_ymd_opt(point.year?, point.month?.into(), point.day?.into())?;
        Some(chrono::Datelike::weekday(&date) == weekday)
    };
    let settled = |point| Point { order: None, ..point };
    if falls(point) == Some(false) && falls(turned) == Some(true) { settled(turned) } else { settled(point) }
}

/// ```ebnf
/// month first = month , " " , day , [ [ "," ] , " " , year ] | month , [ "," | " of" ] , " " , year | month ;
/// ```
///
/// A month alone counts only after a preposition, since May, March and June are other words too.
fn month_first(input: Input) -> Read<Point> {
    let (rest, month) = month_name(input)?;
    let point = Point { month: Some(month), ..Point::default() };
    if let Ok((rest, day)) = preceded(some_space, ordinal_day).parse(rest) {
        let clock = rest.rest().strip_prefix(':').is_some_and(|more| more.starts_with(|c: char| c.is_ascii_digit()));
        let glued = rest.next() == Some('%') || clock || fraction(rest);
        if !glued {
            return year_of(rest, Point { day: Some(day), ..point });
        }
    }
    let (after, full) = year_of(rest, point)?;
    let alone = full == point;
    if alone && !input.follows(Mark::BeforeMonth) { input.fail() } else { Ok((after, full)) }
}

/// Whether a day number goes on as a larger number: `March 10,000`.
fn fraction(input: Input) -> bool {
    preceded(alt((tag(","), tag("."))), digits(1, 3)).parse(input).is_ok()
}

/// The year behind a month or day, where one stands there.
///
/// ```ebnf
/// year of = [ "," ] , [ " of" ] , " " , ( 4 * digit | era , " " , digits , [ " (" , 4 * digit , ")" ] | "last year" | "the same year" ) ;
/// ```
fn year_of(input: Input, point: Point) -> Read<Point> {
    let before = (opt(tag(",")), some_space, opt((mark(Mark::Of), some_space)));
    let era = map((word(|form| &form.era), some_space, digits(1, 2)), |(base, _, year)| base + year as i32);
    let era = terminated(era, opt((some_space, delimited(tag("("), whole_year, tag(")")))));
    if let Ok((rest, year)) = preceded(before, alt((whole_year, era))).parse(input) {
        return Ok((rest, Point { year: Some(year), ..point }));
    }
    let before = (opt(tag(",")), some_space, opt((mark(Mark::Of), some_space)));
    match preceded(before, word(|form| &form.relative)).parse(input) {
        Ok((rest, relative)) if relative.field == RelativeField::Year => Ok((rest, Point { shift: shifted(relative).shift, ..point })),
        _ => Ok((input, point)),
    }
}

/// A year that no larger number or word goes on.
fn whole_year(input: Input) -> Read<i32> {
    let (rest, year) = year_number(input)?;
    if rest.next().is_some_and(|c| c.is_ascii_alphanumeric()) || fraction(rest) { input.fail() } else { Ok((rest, year)) }
}

/// ```ebnf
/// day first = [ "the " ] , day , [ "of " ] , month , [ [ "," ] , " " , year ] ;
/// ```
fn day_first(input: Input) -> Read<Point> {
    if input.last().is_some_and(|c| c.is_ascii_digit() || "-/.,".contains(c)) {
        return input.fail();
    }
    let article = opt((mark(Mark::Article), some_space));
    let joint = (alt((value((), tag("-")), some_space)), opt((mark(Mark::Of), some_space)));
    let (rest, (_, day, _, month)) = (article, ordinal_day, joint, month_name).parse(input)?;
    let rest = if rest.next() == Some('-') { year_after_dash(rest) } else { Ok((rest, None)) };
    let (rest, year) = rest?;
    let point = Point { month: Some(month), day: Some(day), year, ..Point::default() };
    if year.is_some() { Ok((rest, point)) } else { year_of(rest, point) }
}

/// The year of `10-Mar-2020`.
fn year_after_dash(input: Input) -> Read<Option<i32>> {
    opt(preceded(tag("-"), whole_year)).parse(input)
}

/// ```ebnf
/// part of = ( "early" | "mid" | "late" | "the end of" ) , ( " " | "-" ) , ( month , [ year ] | year | "last month" ) ;
/// ```
fn part_of(input: Input) -> Read<Point> {
    let (rest, _) = (mark(Mark::PartBefore), alt((value((), tag("-")), some_space))).parse(input)?;
    let year = map(whole_year, |year| Point { year: Some(year), ..Point::default() });
    let month = |input| {
        let (rest, month) = month_name(input)?;
        year_of(rest, Point { month: Some(month), ..Point::default() })
    };
    alt((month, year, relative)).parse(rest)
}

/// ```ebnf
/// last = "last" , " " , ( month | weekday ) ;
/// ```
fn last(input: Input) -> Read<Point> {
    let (rest, _) = (mark(Mark::Last), some_space).parse(input)?;
    let shift = |field| Some(Shift { base: Base::Published, field, by: -1 });
    let month = map(month_name, |month| Point { shift: shift(Field::Month), month: Some(month), ..Point::default() });
    let weekday = map(weekday_name, |weekday| Point { shift: shift(Field::Week), weekday: Some(weekday), ..Point::default() });
    alt((month, weekday)).parse(rest)
}

/// `the next day`, `yesterday`, `last month`.
fn relative(input: Input) -> Read<Point> {
    map(word(|form| &form.relative), shifted).parse(input)
}

/// ```ebnf
/// later = ( number | "a" ) , " " , ( "days later" | "days after" | "weeks ago" | … ) ;
/// ```
fn later(input: Input) -> Read<Point> {
    let article = value(1, mark(Mark::Indefinite));
    let number = map_opt(figure, |figure| (figure.whole && figure.value < 1000).then_some(figure.value as i32));
    let (rest, (count, _, step)) = (alt((number, article)), some_space, word(|form| &form.step)).parse(input)?;
    Ok((rest, shifted(Relative { by: step.by.saturating_mul(count), ..step })))
}

/// A day of the month told before: `on the 23rd`, where the words around it show that it is a day and not the 23rd of something.
fn told_day(input: Input) -> Read<Point> {
    if !input.follows(Mark::BeforeDay) {
        return input.fail();
    }
    let (rest, day) = terminated(day_number, mark(Mark::OrdinalEnd)).parse(input)?;
    let of_week = (some_space, mark(Mark::And), some_space, ordinal_day, some_space, weekday_name).parse(rest).is_ok();
    if of_week {
        return input.fail();
    }
    let ends = !rest.next().is_some_and(|c| c.is_alphanumeric() || c == ' ' || c == '-');
    let goes_on = preceded(some_space, mark(Mark::AfterDay)).parse(rest).is_ok();
    if ends || goes_on { Ok((rest, Point { day: Some(day), ..Point::default() })) } else { input.fail() }
}

/// A weekday alone, only by its full name: Sun and Mon are other words too.
///
/// *The* Saturday is that of the week told of: the first from the day told last on.
fn weekday_alone(input: Input) -> Read<Point> {
    let (rest, weekday) = weekday_name(input)?;
    if input.span_to(rest).len() < 6 || input.follows(Mark::OrdinalEnd) {
        return input.fail();
    }
    let shift = input.follows(Mark::Article).then_some(Shift { base: Base::Told, field: Field::Week, by: 0 });
    Ok((rest, Point { weekday: Some(weekday), shift, ..Point::default() }))
}

/// A year alone, only after a preposition and where it counts nothing.
fn bare_year(input: Input) -> Read<Point> {
    if !input.follows(Mark::BeforeYear) || input.last() != Some(' ') {
        return input.fail();
    }
    let (rest, year) = whole_year(input)?;
    let counts = head(rest).is_some() || rest.rest().starts_with(['-', '/', '%']);
    if counts || follows_law(input) { input.fail() } else { Ok((rest, Point { year: Some(year), ..Point::default() })) }
}

/// Whether a year is that of a law: `Exchange Act of 1934`, `Act No. 57 of 2003`.
fn follows_law(input: Input) -> bool {
    let before = input.before().trim_end_matches(' ');
    let Some((_, len)) = input.form().mark(Mark::Of).before(before) else { return false };
    let before = before.get(..before.len() - len).unwrap_or_default().trim_end_matches(' ');
    before.ends_with(|c: char| c.is_ascii_digit()) || input.form().mark(Mark::LawName).before(before).is_some()
}

/// The clock time behind a day.
///
/// ```ebnf
/// tail = [ "," ] , [ "at" | "around" | … ] , time , [ "to" , time ] | "," , weekday ;
/// ```
fn tail(input: Input, point: Point) -> Read<Point> {
    let whole = point.day.is_some() || point.weekday.is_some() || point.shift.is_some_and(|shift| shift.field == Field::Day);
    if !whole {
        return Ok((input, point));
    }
    let bracket = delimited((spaces, tag("(")), weekday_name, tag(")"));
    let (input, weekday) = opt(bracket).parse(input)?;
    let point = Point { weekday: weekday.or(point.weekday), ..point };
    let before = (spaces, opt(mark(Mark::BeforeTime)), spaces, opt((mark(Mark::BeforeTime), some_space)));
    let mut part = opt(preceded((opt(tag(",")), some_space, opt((mark(Mark::BeforeTime), some_space))), mark(Mark::DayPart)));
    match preceded(before, time_of_day).parse(input) {
        Ok((rest, time)) => Ok((rest, Point { time: Some(time), ..point })),
        Err(_) => {
            let (rest, _) = part.parse(input)?;
            Ok((rest, point))
        }
    }
}

/// The clock time before a day; of two, the first.
///
/// ```ebnf
/// time before = time , [ ( "to" | "-" | "and" ) , time ] , [ "," | "on" ] , " " ;
/// ```
fn time_before(input: Input) -> Read<Time> {
    let end = opt((spaces, alt((mark(Mark::To), mark(Mark::And))), spaces, time_of_day));
    let joint = (opt(tag(",")), some_space, opt((mark(Mark::AfterTime), some_space)));
    map((time_of_day, end, joint), |(time, _, _)| time).parse(input)
}

/// A clock time.
///
/// ```ebnf
/// time = ( hour , [ ":" , minute ] , [ " " ] , half | clock | "noon" ) , [ " " , zone ] ;
/// ```
fn time_of_day(input: Input) -> Read<Time> {
    if digits_at(input) > 2 {
        return input.fail();
    }
    let minute = preceded(alt((tag(":"), tag("."))), digits(2, 2));
    let halved = map_opt((digits(1, 2), opt(minute), spaces, word(|form| &form.half)), |(hour, minute, _, half)| {
        time(hour, minute.unwrap_or(0)).filter(|time| (1..=12).contains(&time.hour)).map(|time| in_half(time, Some(half)))
    });
    let named = map_opt(word(|form| &form.hour), |hour| time(hour.into(), 0));
    terminated(alt((halved, clock, named)), opt(preceded(spaces, mark(Mark::Zone)))).parse(input)
}

/// ```ebnf
/// ordinal day = number , [ "st" | "nd" | "rd" | "th" ] ;
/// ```
fn ordinal_day(input: Input) -> Read<u8> {
    terminated(day_number, opt(mark(Mark::OrdinalEnd))).parse(input)
}

/// The name of a month, with its capital.
fn month_name(input: Input) -> Read<u8> {
    if is_capital(input) { word(|form| &form.month)(input) } else { input.fail() }
}

/// The name of a weekday, with its capital.
fn weekday_name(input: Input) -> Read<chrono::Weekday> {
    if is_capital(input) { map_opt(word(|form| &form.weekday), weekday).parse(input) } else { input.fail() }
}

/// Whether a capital begins a word here.
fn is_capital(input: Input) -> bool {
    input.next().is_some_and(|c| c.is_ascii_uppercase()) && !input.last().is_some_and(|c| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::super::super::shown::check;
    use crate::Language;

    #[test]
    fn days() {
        check(
            Language::En,
            &[
                ("Tuesday, March 10, 2020", "date 2020-03-10 (Tue)"),
                ("Tuesday 10 March 2020", "date 2020-03-10 (Tue)"),
                ("10 March 2020", "date 2020-03-10"),
                ("March 3rd, 2024,", "date 2024-03-03"),
                ("March 10 2020", "date 2020-03-10"),
                ("3/15/2024", "date 2024-03-15"),
                ("15/3/2024", "date 2024-03-15"),
                ("3/15/24", "date 2024-03-15"),
                ("on 3.11.2023.", "date 2023-11-03"),
                ("03.11.2023-19.12.2023", "date 2023-11-03/2023-12-19"),
                ("version 3.11.2023.1", ""),
                ("Thu 03/10/2024", "date 2024-10-03 (Thu)"),
                ("Sun 03/10/2024", "date 2024-03-10 (Sun)"),
                ("2024-03-15", "date 2024-03-15"),
                ("Sept. 5, 2023", "date 2023-09-05"),
                ("March 2020", "date 2020-03"),
                ("March of 2020", "date 2020-03"),
                ("in 2019", "date 2019"),
                ("July 14", "date ?-07-14"),
                ("the 14th of July", "date ?-07-14"),
                ("Thursday, the 14th, we", "date ?-?-14 (Thu)"),
                ("on the 23rd, we", "date ?-?-23"),
                ("on the 23rd", "date ?-?-23"),
                ("the 25th.", "date ?-?-25"),
                ("in May", "date ?-05"),
                ("We may ask May Smith", ""),
                ("March on the server", ""),
                ("early March 2022", "date 2022-03"),
                ("mid-March 2022", "date 2022-03"),
                ("late 2022", "date 2022"),
                ("around July 2013", "date 2013-07~"),
                ("on Friday", "date (Fri)"),
                ("Friday, we", "date (Fri)"),
                ("Sun Microsystems", ""),
                ("May 14: all passwords", "date ?-05-14"),
                ("10-Mar-2020", "date 2020-03-10"),
                ("March 10, 2020 (Tuesday)", "date 2020-03-10 (Tue)"),
            ],
        );
    }

    #[test]
    fn relative_days() {
        check(
            Language::En,
            &[
                ("the same day", "date told+0day"),
                ("the following day", "date told+1day"),
                ("the next day", "date told+1day"),
                ("the very next day", "date told+1day"),
                ("two days later", "date told+2day"),
                ("fourteen days after it was told", ""),
                ("two hours later, we", "date told+0day"),
                ("a week later", "date told+1week"),
                ("today", "date published+0day"),
                ("yesterday", "date published-1day"),
                ("last October", "date published-1month ?-10"),
                ("last month", "date published-1month"),
                ("last year", "date published-1year"),
                ("last Friday", "date published-1week (Fri)"),
                ("October 20 of last year", "date published-1year ?-10-20"),
                ("in October last year", "date published-1year ?-10"),
                ("three weeks ago", "date published-3week"),
            ],
        );
    }

    #[test]
    fn times() {
        check(
            Language::En,
            &[
                ("March 10, 2020 at 18:55", "date 2020-03-10 18:55"),
                ("March 10, 2020, at around 6:55 p.m. JST", "date 2020-03-10 18:55"),
                ("6:55 p.m. on March 10", "date ?-03-10 18:55"),
                ("16:00 BST on 3 March 2021", "date 2021-03-03 16:00"),
                ("noon on March 3", "date ?-03-03 12:00"),
                ("around 10:00 on July 3", "date ?-07-03 10:00"),
                ("around July 3", "date ?-07-03~"),
                ("10 am on Friday", "date (Fri) 10:00"),
                ("from 10:00 to 12:00 on March 3, 2024", "date 2024-03-03 10:00"),
                ("at 18:55, we", "date 18:55"),
                ("on March 3 in the morning", "date ?-03-03"),
                ("2020-03-10 24:00", "date 2020-03-10 24:00"),
            ],
        );
    }

    #[test]
    fn periods() {
        check(
            Language::En,
            &[
                ("May 2-May 13", "date ?-05-02/?-05-13"),
                ("between May 2 and May 13", "date ?-05-02/?-05-13"),
                ("between October 9th and 17th", "date ?-10-09/?-?-17"),
                ("from April 23 to May 10", "date ?-04-23/?-05-10"),
                ("February 18 to March 29, 2023", "date 2023-02-18/2023-03-29"),
                ("December 28 to January 5, 2023", "date 2022-12-28/2023-01-05"),
                ("between May 2 and May 13, 2021", "date 2021-05-02/2021-05-13"),
                ("March 3-5, 2020", "date 2020-03-03/2020-03-05"),
                ("9 to 17 October 2023", "date 2023-10-09/2023-10-17"),
                ("from April 2019 through May 2020", "date 2019-04/2020-05"),
                ("since March 2020", "date 2020-03/.."),
                ("from and after March 2020", "date 2020-03/.."),
                ("from 8 March onward", "date ?-03-08/.."),
                ("from March 8 onwards", "date ?-03-08/.."),
                ("from March 2020 to the present", "date 2020-03/.."),
                ("since 2019", "date 2019/.."),
                ("until March 8", "date ../?-03-08"),
                ("through July 31, 2020", "date ../2020-07-31"),
                ("up to 8 March", "date ../?-03-08"),
                ("by 31 July", "date ?-07-31"),
                ("from March 8,", "date ?-03-08"),
                ("between 2019 and 2021", "date 2019/2021"),
                ("from July 15, 2021 18:55 to July 16, 2021 12:00", "date 2021-07-15 18:55/2021-07-16 12:00"),
                ("on May 2 and May 13", "date ?-05-02 | date ?-05-13"),
                ("on 28 and 29 May 2023", "date 2023-05-28/2023-05-29"),
                ("on May 28 and 29, 2023", "date 2023-05-28/2023-05-29"),
                ("on 9, 10 and 11 May 2023", "date 2023-05-09/2023-05-11"),
                ("on May 9, 10 and 11, 2023", "date 2023-05-09/2023-05-11"),
                ("12/27/2023-01/09/2024", "date 2023-12-27/2024-01-09"),
                ("2021/06/28-2021/07/02", "date 2021-06-28/2021-07-02"),
                ("Mar. 8-11, 2025: it was used", "date 2025-03-08/2025-03-11"),
                ("between the evening of January 24 and the morning of January 26, 2024", "date 2024-01-24/2024-01-26"),
            ],
        );
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "the 2nd report",
            "the 21st century",
            "24-hour",
            "two years",
            "30 days",
            "18-year-old",
            "10:00 - 17:00",
            "fiscal 2023",
            "FY2023",
            "1-2-3 Chuo",
            "weekdays 10:00",
            "12.5 percent",
            "Monday through Friday, 9:00 a.m. to 5:00 p.m.",
            "closed on the 2nd and 4th Wednesday",
            "the Exchange Act of 1934",
            "(Act No. 57 of 2003)",
        ] {
            check(Language::En, &[(text, "")]);
        }
    }
}
