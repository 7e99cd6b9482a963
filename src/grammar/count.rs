//! Figures with what they count: 最大1,613件, `up to 37,832 customer records`.
//!
//! Also what holds a figure and counts nothing here: percentages, lengths of time, ages, versions, article and code numbers.

use super::input::*;
use super::money::money;
use super::number::{Figure, figure};
use crate::model::{Bound, Unit};
use crate::{Language, Span};

/// A value that a figure stands in, with its span: money, a count, a bare number or none of these.
///
/// `floor` is where the text already read ends: bound words before it are another figure's.
pub(super) fn quantity<'a>(input: Input<'a>, floor: usize) -> Option<(Input<'a>, Option<Located<Value>>)> {
    if let Ok((rest, mut expr)) = money(input) {
        let (start, rest, bound) = bounded(input, rest, floor);
        expr.bound = bound;
        return Some((rest, Some(Located { value: Value::Money(expr), span: Span::new(start, rest.at()) })));
    }
    let (rest, figure) = figure(input).ok()?;
    if is_name_part(input, rest, figure) {
        return Some((rest, None));
    }
    if let Some(rest) = other(input, rest, figure) {
        return Some((rest, figure.digits.then(|| Located { value: Value::Other, span: input.span_to(rest) })));
    }
    if let Some((value, span)) = count(input, rest, figure, floor) {
        return Some((input.from(span.end()), Some(Located { value: Value::Count(value), span })));
    }
    let number = figure.digits || input.lexicon.language == Language::En;
    if !number {
        return Some((rest, None));
    }
    let (start, end, bound) = bounded(input, rest, floor);
    if is_year_like(input, rest, figure) {
        return Some((rest, Some(Located { value: Value::Other, span: input.span_to(rest) })));
    }
    if bound == Bound::Exact {
        return Some((rest, Some(Located { value: Value::Number(figure.value), span: input.span_to(rest) })));
    }
    let count = CountExpr { value: figure.value, unit: None, bare: false, bound, number: input.span_to(rest) };
    Some((end, Some(Located { value: Value::Count(count), span: Span::new(start, end.at()) })))
}

/// Whether a number word is part of a name (Three Herons) or of a compound (one-year).
fn is_name_part(input: Input, rest: Input, figure: Figure) -> bool {
    let capital = |c: Option<char>| c.is_some_and(|c| c.is_ascii_uppercase());
    let mut after = rest.rest().chars();
    let (joint, next) = (after.next(), after.next());
    let name = capital(input.next()) && joint == Some(' ') && capital(next);
    let compound = joint == Some('-') && next.is_some_and(|c| c.is_ascii_alphabetic());
    !figure.digits && input.lexicon.language == Language::En && (name || compound)
}

/// A four-digit number without a comma that would be a year: it counts nothing unless a noun says so.
fn is_year_like(input: Input, rest: Input, figure: Figure) -> bool {
    input.lexicon.language == Language::En && input.span_to(rest).len() == 4 && figure.digits && (1900..=2100).contains(&figure.value)
}

/// The place after a figure that counts nothing, with its measure.
fn other<'a>(input: Input<'a>, rest: Input<'a>, figure: Figure) -> Option<Input<'a>> {
    let glued_before = input.last().is_some_and(|c| c.is_ascii_alphanumeric() || "-/.#_".contains(c));
    let glued_after =
        rest.next().is_some_and(|c| c.is_ascii_alphabetic() || "/_".contains(c)) && input.lexicon.unit_at(rest.rest(), 0).is_none();
    let dotted = rest.rest().starts_with(['.', '-', ':'])
        && rest.rest().get(1..).is_some_and(|more| more.starts_with(|c: char| c.is_ascii_alphanumeric()));
    if figure.digits && (glued_before || glued_after || dotted) {
        return Some(run(rest));
    }
    if let Ok((measured, _)) = preceded(spaces, mark(Mark::Measure)).parse(rest) {
        let word = spaces(rest).map_or(rest, |(word, _)| word);
        let unit = input.lexicon.unit_at(word.rest(), 0).map_or(0, |(_, len)| len);
        if word.span_to(measured).len() >= unit {
            return Some(measured);
        }
    }
    if let Ok((rest, _)) = (spaces, mark(Mark::To), spaces, super::number::figure, spaces, mark(Mark::Measure)).parse(rest) {
        return Some(rest);
    }
    let enclosed = figure.digits && figure.value < 100 && input.last() == Some('(') && rest.next() == Some(')');
    if !figure.whole || labelled(input) || enclosed {
        return Some(rest);
    }
    rest.begins(Mark::Glued).then_some(rest)
}

/// Whether a word that makes a number a name stands before, with its colon.
fn labelled(input: Input) -> bool {
    let before = input.before().trim_end_matches([' ', ':', '#']);
    input.form().mark(Mark::Labelled).before(before).is_some() || input.follows(Mark::Labelled)
}

/// To the end of the letters, digits and joints that go on from here.
fn run(input: Input) -> Input {
    let len = input.rest().bytes().take_while(|b| b.is_ascii_alphanumeric() || b"-/.:_#".contains(b)).count();
    let text = input.rest().get(..len).unwrap_or_default().trim_end_matches(['.', ':', '-', '/']);
    input.from(input.at() + text.len())
}

/// ```ebnf
/// count = { bound } , figure , [ bound , [ "の" ] ] , unit , [ bound ] ;
/// ```
fn count(input: Input, rest: Input, figure: Figure, floor: usize) -> Option<(CountExpr, Span)> {
    let (before, within) = bound_after(rest).map_or((rest, None), |(rest, bound)| (rest, Some(bound)));
    let (end, unit, word) = unit(before)?;
    if is_heading_number(input, figure, word, before) {
        return None;
    }
    let (start, end, bound) = bounded(input, end, floor);
    let bare = input.form().mark(Mark::Bare).at(input.slice(word)).is_some_and(|(_, len)| len == word.len());
    let bound = within.map_or(bound, |within| stronger(bound, within));
    let number = input.span_to(rest);
    Some((CountExpr { value: figure.value, unit: Some(unit), bare, bound, number }, Span::new(start, end.at())))
}

/// Whether a space parts kanji numerals from a counter, as it parts the number of a heading from its words (一 事案の概要).
fn is_heading_number(input: Input, figure: Figure, word: Span, before: Input) -> bool {
    let apart = word.start() > before.at() && before.next() == Some(' ');
    apart && input.lexicon.language == Language::Ja && !figure.digits
}

/// The unit behind a figure and the span of its word.
fn unit(input: Input) -> Option<(Input, Unit, Span)> {
    if input.lexicon.language == Language::En {
        return super::en::head(input).or_else(|| super::en::predicate_noun(input));
    }
    let bracketed = delimited((spaces, tag("(")), counter, tag(")"));
    let joined = preceded((spaces, opt(mark(Mark::Partitive))), counter);
    let (rest, (unit, word)) = alt((joined, bracketed)).parse(input).ok()?;
    Some((rest, unit, word))
}

/// A counter that no other word swallows: 社, but not the one of 社内.
fn counter(input: Input) -> Read<(Unit, Span)> {
    let Some((unit, len)) = input.lexicon.unit_at(input.rest(), 0) else { return input.fail() };
    let rest = input.from(input.at() + len);
    let swallowed = input.form().mark(Mark::Glued).at(input.rest()).is_some_and(|(_, glued)| glued > len);
    let katakana = |c: Option<char>| c.is_some_and(|c| ('ァ'..='ヺ').contains(&c) || c == 'ー');
    if swallowed || (katakana(rest.last()) && katakana(rest.next())) {
        return input.fail();
    }
    Ok((rest, (unit, input.span_to(rest))))
}

/// The bound words on both sides of a figure: where they begin, where they end and what they say together.
fn bounded<'a>(input: Input<'a>, rest: Input<'a>, floor: usize) -> (usize, Input<'a>, Bound) {
    let (start, before) = bound_before(input, floor);
    match bound_after(rest) {
        Some((rest, after)) => (start, rest, stronger(before, after)),
        None => (start, rest, before),
    }
}

/// The bound words before a figure: where the first begins and what they say together.
fn bound_before(input: Input, floor: usize) -> (usize, Bound) {
    let (mut start, mut bound) = (input.at(), Bound::Exact);
    let mut at = start;
    for _ in 0..4 {
        let text = input.before().get(floor..at).unwrap_or_default();
        let trimmed = text.trim_end_matches(' ');
        if let Some((found, len)) =
            input.lexicon.bound_before(trimmed, trimmed.len()).filter(|(_, len)| stands_before(input, trimmed, *len))
        {
            at = floor + trimmed.len() - len;
            start = at;
            bound = stronger(found, bound);
        } else if let Some((_, len)) = input.form().mark(Mark::BoundJoint).before(trimmed) {
            at = floor + trimmed.len() - len;
        } else {
            break;
        }
    }
    (start, bound)
}

/// Whether the bound word of `len` bytes that ends `text` is one of those that stand before a figure.
fn stands_before(input: Input, text: &str, len: usize) -> bool {
    let found = text.get(text.len() - len..).unwrap_or_default();
    let behind = input.form().mark(Mark::BoundAfter).at(found).is_some_and(|(_, after)| after >= len);
    let swallowed = input.form().mark(Mark::NotBound).before(text).is_some_and(|(_, other)| other > len);
    !behind && !swallowed
}

/// The bound word behind a figure.
fn bound_after(input: Input) -> Option<(Input, Bound)> {
    let (at, _) = spaces(input).ok()?;
    let (_, len) = at.form().mark(Mark::BoundAfter).at(at.rest())?;
    let (bound, found) = at.lexicon.bound_at(at.rest(), 0)?;
    (found == len).then(|| (at.from(at.at() + len), bound))
}

/// What two bound words say together: a limit outweighs 約, and of two limits the outer one holds.
fn stronger(outer: Bound, inner: Bound) -> Bound {
    match (outer, inner) {
        (Bound::Exact | Bound::About, Bound::AtMost | Bound::AtLeast | Bound::About) => inner,
        _ => outer,
    }
}

#[cfg(test)]
mod tests {
    use super::super::shown::check;
    use crate::Language;

    #[test]
    fn japanese_counts() {
        check(
            Language::Ja,
            &[
                ("1,613件", "count 1613 record?"),
                ("最大1,613件", "count <=1613 record?"),
                ("最大で約1,600名", "count <=1600 person"),
                ("約1千件", "count ~1000 record?"),
                ("約14.3万件", "count ~143000 record?"),
                ("1万件超", "count >=10000 record?"),
                ("100件以上", "count >=100 record?"),
                ("100以上の店舗", "count >=100 shop"),
                ("100件未満", "count <=100 record?"),
                ("1万人弱", "count ~10000 person"),
                ("20,161件", "count 20161 record?"),
                ("890名分の", "count 890 person"),
                ("16回線、138通話", "count 16 line | count 138 call"),
                ("個人契約254件", "count 254 record?"),
                ("三百二十一名", "count 321 person"),
                ("メール3通", "count 3 email"),
                ("USBメモリ1個", "count 1 device"),
                ("12 ファイル", "count 12 file"),
                ("5社が", "count 5 company"),
                ("30台の", "count 30 device"),
                ("3,000アカウント", "count 3000 account"),
                ("合計12,345件(内訳", "count 12345 record?"),
                ("件数:12,345", "number 12345"),
                ("100ファイルサーバ", "number 100"),
                ("一件の", "count 1 record?"),
                ("1,102件)", "count 1102 record?"),
                ("少なくとも3社", "count >=3 company"),
                ("十二万三千人", "count 123000 person"),
            ],
        );
    }

    #[test]
    fn what_is_no_japanese_count() {
        for text in [
            "(4)社内",
            "3部門",
            "2件目",
            "第3者",
            "1人当たり",
            "2名体制",
            "2段階",
            "1つ",
            "3回",
            "第三者",
            "一部",
            "一般",
            "一人ひとり",
            "万一",
            "百貨店",
            "千葉県",
            "三井住友",
            "十分",
            "一時",
            "二次被害",
            "四半期",
            "数千件",
            "数十名",
            "〒123-4567",
            "コード番号 1234",
            "証券コード:1234",
            "12%",
            "12.5%",
            "6.2.0",
            "Windows 10",
            "第18回",
            "第5条",
            "18歳",
            "1-2-3",
            "3.5倍",
            "AES256",
            "一 事案の概要",
            "4社内で",
            "1:2",
        ] {
            check(Language::Ja, &[(text, "")]);
        }
    }

    #[test]
    fn english_counts() {
        check(
            Language::En,
            &[
                ("37,832 customer records that", "count 37832 record"),
                ("up to 37,832 customer records", "count <=37832 record"),
                ("311,288 email accounts", "count 311288 account"),
                ("132 contracts", "count 132 contract"),
                ("22,569 paid members,", "count 22569 person"),
                ("18,855 credit card details", "count 18855 record"),
                ("of which 741 are corporate contracts", "count 741 contract"),
                ("of these, 27 were sent letters", "number 27"),
                ("two consumer contracts", "count 2 contract"),
                ("138 voice call records", "count 138 call"),
                ("5,412 patients received letters", "count 5412 person"),
                ("a total of 684 individuals", "count 684 person"),
                ("at least 38,000 people", "count >=38000 person"),
                ("approximately 1.2 million users", "count ~1200000 person"),
                ("some 1.9 million accounts", "count ~1900000 account"),
                ("up to approximately 500 files", "count <=500 file"),
                ("more than 100 companies", "count >=100 company"),
                ("fewer than 500 employees", "count <=500 person"),
                ("as many as 80,000 customers", "count <=80000 person"),
                ("nearly 300 individuals", "count ~300 person"),
                ("500 or more individuals", "count >=500 person"),
                ("1,200 of our customers", "count 1200 person"),
                ("a dozen accounts", "count 12 account"),
                ("9,470 current and former employees", "count 9470 person"),
                ("not more than 30 files", "count <=30 file"),
                ("some 2,300 terminals", "count ~2300 device"),
                ("Nine were sold", "number 9"),
                ("2019 customers", "count 2019 person"),
                ("one customer", "count 1 person"),
                ("16 lines and 138 calls", "count 16 line | count 138 call"),
                ("72,738 pieces of member information", "count 72738 record"),
            ],
        );
    }

    #[test]
    fn what_is_no_english_count() {
        for text in [
            "one of the",
            "no one",
            "the second",
            "tens of thousands of customers",
            "12 percent of users",
            "24 hours",
            "(Code: 1003)",
            "Windows 10",
            "version 6.2.0",
            "two-factor",
            "Ticker symbol 1234",
            "COVID-19",
            "Fortune 500 companies",
            "Three Herons Medical",
            "a one-year fraud",
            "aged 18",
        ] {
            check(Language::En, &[(text, "")]);
        }
    }

    #[test]
    fn amounts() {
        check(
            Language::Ja,
            &[
                ("3億1,000万円", "money 310000000 JPY"),
                ("約2,200万円", "money ~22000000 JPY"),
                ("¥1,000", "money 1000 JPY"),
                ("90 千米ドル", "money 90000 USD"),
                ("約 14 百万円", "money ~14000000 JPY"),
                ("3 億 5,000 万円", "money 350000000 JPY"),
                ("38,615,473円", "money 38615473 JPY"),
                ("5千円相当", "money 5000 JPY"),
                ("100万ドル", "money 1000000 USD"),
                ("最大500円", "money <=500 JPY"),
            ],
        );
        check(
            Language::En,
            &[
                ("38,615,473 yen", "money 38615473 JPY"),
                ("approximately 22 million yen", "money ~22000000 JPY"),
                ("$1.5 million", "money 1500000 USD"),
                ("US$200", "money 200 USD"),
                ("USD 200", "money 200 USD"),
                ("£1,200", "money 1200 GBP"),
                ("€30", "money 30 EUR"),
                ("up to $50", "money <=50 USD"),
                ("3 million dollars", "money 3000000 USD"),
                ("$9.99 a month", "money 9 USD"),
            ],
        );
    }
}
