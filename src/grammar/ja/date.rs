//! Days, times and periods in Japanese.

use super::super::date::{
    clock, day, in_half, is_dated, is_glued, joined, month, month_number, numeric, shifted, single, time, weekday, year_number,
};
use super::super::input::*;
use super::figure;

/// A period or a single point of time.
///
/// ```ebnf
/// period = point , ( "から" | "~" | "-" ) , ( point | clock time | "現在" ) , [ "まで" , [ "の間" ] ]
///        | point , "より" , point , "まで"
///        | point , ( "以降" | "以後" | "~" )
///        | point , "まで" , [ "に" | "は" ]
///        | point ;
/// ```
///
/// A clock time alone counts only where it is not of opening hours: neither a range nor after 平日.
pub(in super::super) fn period(input: Input) -> Read<Value> {
    let (rest, start) = alt((point, hour_of_told_day)).parse(input)?;
    if !is_dated(&start) {
        let hours = preceded((spaces, mark(Mark::To), spaces), time_of_day).parse(rest);
        let (rest, daily) = match hours {
            Ok((rest, _)) => (rest, true),
            Err(_) => (rest, input.follows(Mark::Daily)),
        };
        return Ok((rest, if daily { Value::Other } else { Value::Date(single(start)) }));
    }
    if let Ok((rest, end)) = preceded((spaces, to), alt((point, day_of_end, hour_of_told_day))).parse(rest) {
        let (rest, _) = opt(mark(Mark::ToEnd)).parse(rest)?;
        return Ok((rest, Value::Date(joined(start, end))));
    }
    if let Ok((rest, _)) = open_end(rest) {
        return Ok((rest, Value::Date(DateExpr { start: Some(start), end: None, period: true })));
    }
    if let Ok((after, _)) = mark(Mark::UntilAfter)(rest) {
        let expr = if after.begins(Mark::ByAfter) { single(start) } else { DateExpr { start: None, end: Some(start), period: true } };
        return Ok((if expr.period { after } else { rest }, Value::Date(expr)));
    }
    Ok((rest, Value::Date(single(start))))
}

/// The last day of a period whose first number shares its 日: 10~12日.
fn day_of_end(input: Input) -> Read<Point> {
    let (rest, day) = day_field(input)?;
    tail(rest, Point { day: Some(day), ..Point::default() })
}

/// The word between two ends. より, and から with a comma behind it, are one only where まで closes the period, since 「X日より」 alone is no period.
fn to(input: Input) -> Read<()> {
    let closed = terminated(mark(Mark::ToClosed), peek((point, mark(Mark::ToEnd))));
    let parted = terminated(mark(Mark::To), (tag("、"), peek((point, mark(Mark::ToEnd)))));
    terminated(alt((parted, mark(Mark::To), closed)), spaces).parse(input)
}

/// ```ebnf
/// open end = "以降" | "以後" | ( "から" | "~" ) , "現在" , [ "まで" ] | "~" ;
/// ```
fn open_end(input: Input) -> Read<()> {
    let present = value((), (mark(Mark::To), spaces, mark(Mark::Now), opt(mark(Mark::ToEnd))));
    let wave = value((), (spaces, tag("~")));
    alt((mark(Mark::SinceAfter), present, wave)).parse(input)
}

/// A day, month or year with what stands beside it.
///
/// ```ebnf
/// point = ( numeric | era in points | calendar | relative | beside told | month and day | day alone | slashed ) , tail ;
/// ```
fn point(input: Input) -> Read<Point> {
    let mut core = alt((numeric, era_dotted, calendar, relative, later, beside_told, month_day, day_alone, slashed));
    let (rest, point) = core.parse(input)?;
    tail(rest, point)
}

/// ```ebnf
/// era in points = ( "R" | "H" | "S" ) , digits , "." , month , [ "." , day ] ;
/// ```
fn era_dotted(input: Input) -> Read<Point> {
    let letter = input.next().is_some_and(|c| c.is_ascii_alphabetic()) && !input.last().is_some_and(|c| c.is_ascii_alphanumeric());
    if !letter {
        return input.fail();
    }
    let (rest, (base, year, _, month, day)) =
        (word(|form| &form.era), digits(1, 2), tag("."), month_number, opt(preceded(tag("."), super::super::date::day_number)))
            .parse(input)?;
    if is_glued(input, rest, '.') {
        return input.fail();
    }
    Ok((rest, Point { year: Some(base + year as i32), month: Some(month), day, ..Point::default() }))
}

/// ```ebnf
/// calendar = year , [ month , [ day ] ] ;
/// ```
fn calendar(input: Input) -> Read<Point> {
    let (rest, year) = alt((year, short_year)).parse(input)?;
    let (rest, fields) = opt(preceded(spaces, month_day)).parse(rest)?;
    let business_year = (spaces, small, mark(Mark::Month), mark(Mark::NotMonth)).parse(rest).is_ok();
    if fields.is_none() && (business_year || (rest.begins(Mark::NotYear) && !rest.begins(Mark::PartAfter))) {
        return input.fail();
    }
    Ok((rest, Point { year: Some(year), ..fields.unwrap_or_default() }))
}

/// ```ebnf
/// year = ( era , ( number | "元" ) | 4 * digit ) , [ " " ] , "年" , [ "(" , year in the other reckoning , ")" ] ;
/// ```
fn year(input: Input) -> Read<i32> {
    terminated(plain_year, opt(other_reckoning)).parse(input)
}

fn plain_year(input: Input) -> Read<i32> {
    let first = value(1, mark(Mark::FirstYear));
    let number = map_opt(figure, |figure| (figure.whole && figure.value < 100).then_some(figure.value as i32));
    let era = map((word(|form| &form.era), spaces, alt((first, number))), |(base, _, year)| base + year);
    let gregorian = map_opt(figure, |figure| (figure.whole && (1868..=2100).contains(&figure.value)).then_some(figure.value as i32));
    terminated(alt((era, year_number, gregorian)), (spaces, mark(Mark::Year))).parse(input)
}

/// The same year once more in brackets: 平成29年(2017), 2019年(令和元年).
fn other_reckoning(input: Input) -> Read<()> {
    let bare = value((), terminated(year_number, opt(mark(Mark::Year))));
    let eras = value((), (plain_year, opt(preceded(alt((tag("/"), tag("・"))), plain_year))));
    delimited(tag("("), alt((eras, bare)), tag(")")).parse(input)
}

/// A year in two digits before a month: the current era while that is young, else the century's.
fn short_year(input: Input) -> Read<i32> {
    let (rest, year) = terminated(digits(1, 2), (spaces, mark(Mark::Year), spaces)).parse(input)?;
    peek(month_field).parse(rest)?;
    if is_glued(input, rest, '.') && !rest.next().is_some_and(|c| c.is_ascii_digit()) {
        return input.fail();
    }
    Ok((rest, if year <= 12 { 2018 + year as i32 } else { 2000 + year as i32 }))
}

/// ```ebnf
/// month and day = month field , [ " " ] , [ day field ] ;
/// ```
fn month_day(input: Input) -> Read<Point> {
    if input.last().is_some_and(|c| c.is_ascii_digit() || c == '.') {
        return input.fail();
    }
    let (rest, month) = month_field(input)?;
    let (rest, day) = opt(preceded(spaces, alt((day_field, day_before_range)))).parse(rest)?;
    Ok((rest, Point { month: Some(month), day, ..Point::default() }))
}

/// ```ebnf
/// month field = number , [ " " ] , "月" ;
/// ```
fn month_field(input: Input) -> Read<u8> {
    let number = map_opt(small, month);
    terminated(number, (spaces, mark(Mark::Month), not(mark(Mark::NotMonth)))).parse(input)
}

/// ```ebnf
/// day field = number , [ " " ] , "日" ;
/// ```
fn day_field(input: Input) -> Read<u8> {
    let number = map_opt(small, day);
    terminated(number, (spaces, mark(Mark::Day), not(mark(Mark::NotDay)))).parse(input)
}

/// A day whose 日 only the end of the range has: 3月10~12日.
fn day_before_range(input: Input) -> Read<u8> {
    let wave = alt((tag("~"), tag("-"), tag("・"), tag("、")));
    terminated(map_opt(small, day), peek((wave, day_field))).parse(input)
}

/// A number of at most two figures, in either script.
fn small(input: Input) -> Read<u64> {
    let ascii = input.next().is_some_and(|c| c.is_ascii_digit());
    if ascii { digits(1, 2)(input) } else { map_opt(figure, |figure| figure.whole.then_some(figure.value)).parse(input) }
}

/// ```ebnf
/// day alone = day field ;
/// ```
///
/// The second number of `2~3日` is a length of time.
fn day_alone(input: Input) -> Read<Point> {
    let length = input.before().trim_end_matches(['~', '-']).len() < input.at()
        && input.before().trim_end_matches(['~', '-']).ends_with(|c: char| c.is_ascii_digit());
    if length || input.last().is_some_and(|c| c.is_ascii_digit() || c == '.' || c == ',') {
        return input.fail();
    }
    let (rest, day) = day_field(input)?;
    Ok((rest, Point { day: Some(day), ..Point::default() }))
}

/// A month and day in figures, only where a weekday, a time or a particle shows that it is one, or where it opens its line (`12/7 お客さまに…`).
///
/// ```ebnf
/// slashed = month , "/" , day ;
/// ```
fn slashed(input: Input) -> Read<Point> {
    let (rest, (month, _, day)) = (month_number, tag("/"), super::super::date::day_number).parse(input)?;
    let shown = peek(preceded(
        spaces,
        alt((
            value((), weekday_beside),
            value((), time_of_day),
            mark(Mark::To),
            mark(Mark::SinceAfter),
            mark(Mark::UntilAfter),
            mark(Mark::ByAfter),
            mark(Mark::Of),
        )),
    ))
    .parse(rest)
    .is_ok();
    let opens = input.before().trim().is_empty() && rest.next().is_some_and(char::is_whitespace);
    if !(shown || opens) || is_glued(input, rest, '.') || rest.next() == Some('/') {
        return input.fail();
    }
    Ok((rest, Point { month: Some(month), day: Some(day), ..Point::default() }))
}

/// ```ebnf
/// relative = ( "昨年" | "同年" | … ) , [ "の" ] , [ month and day ] | ( "先月" | "同月" | … ) , [ "の" ] , [ day field ] | "翌日" | … ;
/// ```
fn relative(input: Input) -> Read<Point> {
    let (rest, relative) = word(|form| &form.relative)(input)?;
    let point = shifted(relative);
    let of = (opt(mark(Mark::Of)), spaces);
    match relative.field {
        RelativeField::Year if relative.month.is_none() => {
            let (rest, fields) = opt(preceded(of, month_day)).parse(rest)?;
            let none = fields.is_none() && rest.begins(Mark::NotYear) && !rest.begins(Mark::PartAfter);
            if none { input.fail() } else { Ok((rest, Point { shift: point.shift, ..fields.unwrap_or_default() })) }
        }
        RelativeField::Month => {
            let (rest, day) = opt(preceded(of, alt((day_field, day_before_range)))).parse(rest)?;
            Ok((rest, Point { day, ..point }))
        }
        _ => Ok((rest, point)),
    }
}

/// ```ebnf
/// later = number , ( "日後" | "週間後" | … ) ;
/// ```
fn later(input: Input) -> Read<Point> {
    if input.last().is_some_and(|c| c.is_ascii_digit() || "~-.,".contains(c)) {
        return input.fail();
    }
    let (rest, (count, step)) = (small, word(|form| &form.step)).parse(input)?;
    let by = step.by.saturating_mul(count.min(10_000) as i32);
    Ok((rest, shifted(Relative { by, ..step })))
}

/// ```ebnf
/// beside told = ( "同" | "翌" ) , ( month and day | day field ) ;
/// ```
fn beside_told(input: Input) -> Read<Point> {
    let shift = |field, by| Some(Shift { base: Base::Told, field, by });
    if let Ok((rest, _)) = terminated(mark(Mark::Same), spaces).parse(input) {
        let with_month = map(month_day, |point| Point { shift: shift(Field::Year, 0), ..point });
        let with_day = map(day_field, |day| Point { shift: shift(Field::Month, 0), day: Some(day), ..Point::default() });
        return alt((with_month, with_day)).parse(rest);
    }
    let (rest, _) = terminated(mark(Mark::Next), spaces).parse(input)?;
    let with_day = map(day_field, |day| Point { day: Some(day), ..Point::default() });
    map(alt((month_day, with_day)), |point| Point { shift: shift(Field::Day, 1), ..point }).parse(rest)
}

/// A clock time whose day the text told before.
fn hour_of_told_day(input: Input) -> Read<Point> {
    if input.last().is_some_and(|c| c.is_ascii_digit() || ":.,".contains(c)) {
        return input.fail();
    }
    map(time_of_day, |time| Point { time: Some(time), ..Point::default() }).parse(input)
}

/// What stands behind a day: its weekday, the part of the month or day, the clock time, 頃.
///
/// ```ebnf
/// tail = [ part ] , [ weekday ] , [ part ] , [ [ "の" | "、" ] , [ day part ] , [ time ] ] , [ "頃" ] ;
/// ```
fn tail(input: Input, mut point: Point) -> Read<Point> {
    let (rest, _) = opt(part).parse(input)?;
    let (rest, weekday) = opt(preceded(spaces, weekday_beside)).parse(rest)?;
    point.weekday = weekday.flatten();
    let (mut rest, _) = opt(part).parse(rest)?;
    let whole = point.day.is_some() || point.shift.is_some_and(|shift| shift.field == Field::Day);
    if whole && point.time.is_none() {
        let before = (spaces, opt(mark(Mark::BeforeTime)), spaces);
        if let Ok((next, time)) = preceded(before, alt((map(time_of_day, Some), value(None, mark(Mark::DayPart))))).parse(rest) {
            point.time = time;
            rest = next;
            if time.is_none() {
                let (next, time) = opt(preceded(spaces, time_of_day)).parse(rest)?;
                (rest, point.time) = (next, time);
            }
            let (rest, _) = opt(preceded(spaces, mark(Mark::AboutAfter))).parse(rest)?;
            return Ok((rest, point));
        }
    }
    let (rest, about) = opt(mark(Mark::AboutAfter)).parse(rest)?;
    point.approximate = about.is_some();
    Ok((rest, point))
}

/// 上旬, 末, 中, but not the first half of another word (10日中国で).
fn part(input: Input) -> Read<()> {
    preceded(not(mark(Mark::NotPart)), mark(Mark::PartAfter)).parse(input)
}

/// ```ebnf
/// weekday = "(" , weekday , [ "曜日" ] , [ "・" , "祝" ] , ")" | "(" , "祝" , ")" | weekday , "曜日" ;
/// ```
fn weekday_beside(input: Input) -> Read<Option<chrono::Weekday>> {
    let name = || map_opt(word(|form| &form.weekday), weekday);
    let holiday = || mark(Mark::Holiday);
    let mixed =
        terminated(map(name(), Some), (opt(mark(Mark::WeekdayEnd)), opt((opt(alt((tag("・"), tag("/"), tag(","), tag(" ")))), holiday()))));
    let bracketed = delimited((tag("("), spaces), alt((mixed, value(None, holiday()))), (spaces, tag(")")));
    let open = terminated(map(name(), Some), mark(Mark::WeekdayEnd));
    alt((bracketed, open)).parse(input)
}

/// A clock time.
///
/// ```ebnf
/// time = [ half ] , [ day part ] , ( clock | number , "時" , [ number , "分" | "半" ] | "正午" ) , [ half ] , [ zone ] , [ "頃" ] ;
/// ```
fn time_of_day(input: Input) -> Read<Time> {
    let half = |input| opt(terminated(word(|form| &form.half), spaces)).parse(input);
    let (rest, before) = half(input)?;
    let (rest, time) =
        alt((map_opt(terminated(word(|form| &form.hour), spaces), |hour| time(hour.into(), 0)), clock, written_time)).parse(rest)?;
    let (rest, after) = opt(preceded(spaces, ascii_half)).parse(rest)?;
    let (rest, _) = opt(preceded(spaces, mark(Mark::Zone))).parse(rest)?;
    let (rest, _) = opt(preceded(spaces, mark(Mark::AboutAfter))).parse(rest)?;
    Ok((rest, in_half(time, before.or(after))))
}

/// AM or PM behind a time.
fn ascii_half(input: Input) -> Read<u8> {
    if input.next().is_some_and(|c| c.is_ascii_alphabetic()) { word(|form| &form.half)(input) } else { input.fail() }
}

fn written_time(input: Input) -> Read<Time> {
    let minute = terminated(small, (spaces, mark(Mark::Minute)));
    let half_hour = value(30, mark(Mark::HalfHour));
    let hour = terminated(small, (spaces, mark(Mark::Hour), not(mark(Mark::NotHour))));
    let (rest, (hour, minute)) = (hour, opt(preceded(spaces, alt((half_hour, minute))))).parse(input)?;
    match time(hour, minute.unwrap_or(0)) {
        Some(time) => Ok((rest, time)),
        None => input.fail(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::shown::check;
    use crate::Language;

    #[test]
    fn days() {
        check(
            Language::Ja,
            &[
                ("2020年3月10日(火)に", "date 2020-03-10 (Tue)"),
                ("2020/3/10", "date 2020-03-10"),
                ("2020.3.10", "date 2020-03-10"),
                ("2020. 3. 10", "date 2020-03-10"),
                ("2020-03-10に", "date 2020-03-10"),
                ("2020年 3月 10日", "date 2020-03-10"),
                ("令和3年9月30日", "date 2021-09-30"),
                ("令和元年9月30日", "date 2019-09-30"),
                ("令和 元年", "date 2019"),
                ("R3.9.30", "date 2021-09-30"),
                ("平成29年(2017)7月", "date 2017-07"),
                ("2019年(令和元年)6月", "date 2019-06"),
                ("2019年(平成31年/令和元年)6月", "date 2019-06"),
                ("昭和59年", "date 1984"),
                ("二〇二〇年三月十日", "date 2020-03-10"),
                ("3月10日", "date ?-03-10"),
                ("10日に", "date ?-?-10"),
                ("7日中に", "date ?-?-07"),
                ("4日、", "date ?-?-04"),
                ("10日中国で", "date ?-?-10"),
                ("4月中に", "date ?-04"),
                ("3/10(火)", "date ?-03-10 (Tue)"),
                ("3月10日(火・祝)", "date ?-03-10 (Tue)"),
                ("3月10日(祝)", "date ?-03-10"),
                ("3月10日火曜日", "date ?-03-10 (Tue)"),
                ("2020年3月上旬", "date 2020-03"),
                ("3月末に", "date ?-03"),
                ("1月末時点", "date ?-01"),
                ("2020年3月中旬頃", "date 2020-03~"),
                ("2013年7月ごろ", "date 2013-07~"),
                ("23年4月1日", "date 2023-04-01"),
                ("2024年", "date 2024"),
                ("3月10、11日", "date ?-03-10 | date ?-?-11"),
                ("2024年5月17日付", "date 2024-05-17"),
                ("5 月 3 日 12 時 00 分に", "date ?-05-03 12:00"),
            ],
        );
    }

    #[test]
    fn relative_days() {
        check(
            Language::Ja,
            &[
                ("同日", "date told+0day"),
                ("同12月3日", "date told+0year ?-12-03"),
                ("同15日", "date told+0month ?-?-15"),
                ("同月28日", "date told+0month ?-?-28"),
                ("同年12月", "date told+0year ?-12"),
                ("同年12月3日", "date told+0year ?-12-03"),
                ("翌日", "date told+1day"),
                ("翌4月3日", "date told+1day ?-04-03"),
                ("翌19日", "date told+1day ?-?-19"),
                ("翌朝", "date told+1day"),
                ("前日の", "date told-1day"),
                ("翌月", "date told+1month"),
                ("本日", "date published+0day"),
                ("昨日", "date published-1day"),
                ("先月", "date published-1month"),
                ("先月20日", "date published-1month ?-?-20"),
                ("今月", "date published+0month"),
                ("昨年11月", "date published-1year ?-11"),
                ("昨年の11月5日", "date published-1year ?-11-05"),
                ("昨年末", "date published-1year ?-12"),
                ("一昨年", "date published-2year"),
                ("昨年", "date published-1year"),
                ("年末", "date ?-12"),
                ("昨年11月下旬", "date published-1year ?-11"),
                ("3日後に", "date told+3day"),
                ("当日10時", "date told+0day 10:00"),
            ],
        );
    }

    #[test]
    fn times() {
        check(
            Language::Ja,
            &[
                ("3月10日10時", "date ?-03-10 10:00"),
                ("3月10日 午後6時55分", "date ?-03-10 18:55"),
                ("3月10日の午前0時", "date ?-03-10 00:00"),
                ("3月10日18:55", "date ?-03-10 18:55"),
                ("3月10日 24:00", "date ?-03-10 24:00"),
                ("3月10日AM10時", "date ?-03-10 10:00"),
                ("3月10日22時30分頃", "date ?-03-10 22:30"),
                ("3月10日18時半", "date ?-03-10 18:30"),
                ("3月10日頃", "date ?-03-10~"),
                ("3月10日夕刻、", "date ?-03-10"),
                ("3月10日早朝に", "date ?-03-10"),
                ("3月10日午前中", "date ?-03-10"),
                ("3月10日深夜0時", "date ?-03-10 00:00"),
                ("3月10日正午", "date ?-03-10 12:00"),
                ("午後6時55分に", "date 18:55"),
                ("18:55", "date 18:55"),
                ("2020-03-10T10:30:00", "date 2020-03-10 10:30"),
                ("2020年3月10日(火)18:55", "date 2020-03-10 (Tue) 18:55"),
                ("3月10日 PM 6:05", "date ?-03-10 18:05"),
            ],
        );
    }

    #[test]
    fn periods() {
        check(
            Language::Ja,
            &[
                ("2022年11月3日から2023年4月18日までの間", "date 2022-11-03/2023-04-18"),
                ("2022年11月3日~2023年4月18日", "date 2022-11-03/2023-04-18"),
                ("2021年7月15日(木) 18:55 - 2021年7月16日(金) 12:00", "date 2021-07-15 (Thu) 18:55/2021-07-16 (Fri) 12:00"),
                ("2月18日から20日", "date ?-02-18/?-?-20"),
                ("3月10~12日", "date ?-03-10/?-?-12"),
                ("2023年4月1日~6月30日", "date 2023-04-01/?-06-30"),
                ("10月3日16時から18時半", "date ?-10-03 16:00/18:30"),
                ("2020年3月以降", "date 2020-03/.."),
                ("2020年3月10日以後の", "date 2020-03-10/.."),
                ("2020年3月~", "date 2020-03/.."),
                ("2020年3月10日から現在まで", "date 2020-03-10/.."),
                ("3月10日から連絡を開始", "date ?-03-10"),
                ("3月10日より順次", "date ?-03-10"),
                ("3月10日から、ことし5月9日の夜9時ごろまで", "date published+0year ?-03-10/published+0year ?-05-09 21:00"),
                ("3月10日から、5月9日に終えた分を", "date ?-03-10 | date ?-05-09"),
                ("3月10日より3月12日まで", "date ?-03-10/?-03-12"),
                ("3月10日までに", "date ?-03-10"),
                ("3月10日までの", "date ../?-03-10"),
                ("2020/3/10~2020/3/12", "date 2020-03-10/2020-03-12"),
                ("2020-03-10 - 2020-03-12", "date 2020-03-10/2020-03-12"),
                ("2020年3月10日から同月28日まで", "date 2020-03-10/told+0month ?-?-28"),
                ("2020年3月10日~翌11日", "date 2020-03-10/told+1day ?-?-11"),
                ("4日の障害を7日に検知", "date ?-?-04 | date ?-?-07"),
            ],
        );
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "2023年度",
            "令和3年度",
            "第3四半期",
            "3か月",
            "2年間",
            "30日間",
            "24時間",
            "18歳",
            "10日以内",
            "平日10時",
            "10:00~17:00",
            "平日9時~17時",
            "2023年3月期",
            "3月号",
            "10営業日",
            "年末年始",
            "2020年代",
            "3年前",
            "一日も早く",
            "2~3日",
            "1日あたり",
            "毎日10:00",
            "3ヶ月",
            "前年比",
            "昨年度",
            "1/2",
        ] {
            check(Language::Ja, &[(text, "")]);
        }
    }
}
