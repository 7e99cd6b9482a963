//! Numbers as people write them: `4,072,650`, `60.2万`, `999万9,999`, 三百二十一, `1.2 million`, twelve.
//!
//! The figures are shared; how words join is the language's own ([`super::ja::figure`], [`super::en::figure`]).

use nom::multi::many_m_n;

use super::input::*;
use crate::Language;

/// A number as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    /// The number; what follows a decimal point is cut off where `whole` is false.
    pub value: u64,
    /// Whether it is a whole number.
    pub whole: bool,
    /// Whether it holds an ASCII digit, so that it is a number wherever it stands.
    pub digits: bool,
}

/// Digits with their decimals: `value` counts in units of ten to the minus `decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    pub value: u64,
    pub decimals: u32,
}

impl Decimal {
    /// The decimal as a figure.
    pub(super) fn figure(self) -> Figure {
        Figure { value: self.value / 10u64.pow(self.decimals), whole: self.decimals == 0, digits: true }
    }

    /// It multiplied by `by`, where that is a whole number.
    pub(super) fn times(self, by: u64) -> Option<u64> {
        let product = self.value.checked_mul(by)?;
        let scale = 10u64.pow(self.decimals);
        (product % scale == 0).then_some(product / scale)
    }
}

/// A number in the words and figures of the language.
pub(super) fn figure(input: Input) -> Read<Figure> {
    match input.lexicon.language {
        Language::Ja => super::ja::figure(input),
        Language::En => super::en::figure(input),
    }
}

/// Digits, grouped by threes or not, with or without a fraction.
///
/// ```ebnf
/// decimal = ( grouped | digit , { digit } ) , [ "." , digit , { digit } ] ;
/// grouped = digit , [ digit ] , [ digit ] , "," , 3 * digit , { "," , 3 * digit }
///         | digit , [ digit ] , "," , 2 * digit , { "," , 2 * digit } , "," , 3 * digit ;   (as in India)
/// ```
pub(super) fn decimal(input: Input) -> Read<Decimal> {
    let (rest, whole) = alt((grouped, by_lakhs, plain)).parse(input)?;
    let fraction = fraction_len(rest.rest());
    let (rest, part) = match fraction {
        0 => (rest, ""),
        len => (rest.from(rest.at() + 1 + len), rest.rest().get(1..1 + len).unwrap_or_default()),
    };
    let decimals = part.len() as u32;
    let value = whole.checked_mul(10u64.pow(decimals)).and_then(|whole| whole.checked_add(part.parse().unwrap_or(0)));
    match value {
        Some(value) => Ok((rest, Decimal { value, decimals })),
        None => input.fail(),
    }
}

/// How many decimals follow the point that `text` begins with; none where another point follows them (`6.2.0`) or there are too many.
fn fraction_len(text: &str) -> usize {
    let Some(after) = text.strip_prefix('.') else { return 0 };
    let len = after.bytes().take(7).take_while(u8::is_ascii_digit).count();
    if len > 6 { 0 } else { len }
}

fn plain(input: Input) -> Read<u64> {
    digits(1, 15)(input)
}

fn grouped(input: Input) -> Read<u64> {
    let (mut rest, mut value) = digits(1, 3)(input)?;
    let mut groups = 0;
    while let Some((next, group)) = group(rest).filter(|_| groups < 5) {
        value = value * 1000 + group;
        rest = next;
        groups += 1;
    }
    if groups == 0 { input.fail() } else { Ok((rest, value)) }
}

/// Thousands by three digits and what is above them by two: `1,14,260`.
fn by_lakhs(input: Input) -> Read<u64> {
    let pair = |input| preceded(tag(","), digits(2, 2)).parse(input);
    let (rest, (first, pairs, last)) = (digits(1, 2), many_m_n(1, 4, pair), preceded(tag(","), digits(3, 3))).parse(input)?;
    Ok((rest, pairs.into_iter().chain([last / 10]).fold(first, |sum, pair| sum * 100 + pair) * 10 + last % 10))
}

/// A comma and exactly three digits.
fn group(input: Input) -> Option<(Input, u64)> {
    preceded(tag(","), digits(3, 3)).parse(input).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(language: Language, text: &str) -> Option<(Figure, usize)> {
        figure(Input::new(text, Lexicon::of(language))).ok().map(|(rest, figure)| (figure, rest.at()))
    }

    fn values(language: Language, rows: &[(&str, u64, &str)]) {
        for (text, value, left) in rows {
            let (figure, at) = read(language, text).unwrap_or_else(|| panic!("{text} is no number"));
            assert_eq!((figure.value, &text[at..]), (*value, *left), "{text}");
        }
    }

    #[test]
    fn japanese_numbers() {
        values(
            Language::Ja,
            &[
                ("4,072,650件", 4_072_650, "件"),
                ("20,161件", 20_161, "件"),
                ("60.2万件", 602_000, "件"),
                ("999万9,999件", 9_999_999, "件"),
                ("1億2,345万人", 123_450_000, "人"),
                ("12万4千人", 124_000, "人"),
                ("1千件", 1_000, "件"),
                ("90万1603件", 901_603, "件"),
                ("14.3万", 143_000, ""),
                ("三百二十一名", 321, "名"),
                ("二〇二一年", 2021, "年"),
                ("十二万三千人", 123_000, "人"),
                ("千五百", 1_500, ""),
                ("十", 10, ""),
                ("3億1,000万円", 310_000_000, "円"),
                ("16回線", 16, "回線"),
                ("1,2345", 1, ",2345"),
                ("1,613,", 1613, ","),
                ("2万、3万", 20_000, "、3万"),
                ("5百万", 5_000_000, ""),
            ],
        );
    }

    #[test]
    fn english_numbers() {
        values(
            Language::En,
            &[
                ("37,832 records", 37_832, " records"),
                ("1,14,260 accounts", 114_260, " accounts"),
                ("2,40,00,000", 24_000_000, ""),
                ("18.4 lakh", 1_840_000, ""),
                ("1.2 million users", 1_200_000, " users"),
                ("35.04 million", 35_040_000, ""),
                ("22 million yen", 22_000_000, " yen"),
                ("six", 6, ""),
                ("Twelve people", 12, " people"),
                ("twenty-three", 23, ""),
                ("ninety nine", 99, ""),
                ("one hundred", 100, ""),
                ("a dozen accounts", 12, " accounts"),
                ("two hundred and fifty thousand", 250_000, ""),
                ("three thousand two hundred", 3_200, ""),
                ("four and", 4, " and"),
                ("684.", 684, "."),
            ],
        );
    }

    #[test]
    fn what_is_no_number() {
        for (language, text) in [
            (Language::Ja, "万人"),
            (Language::Ja, "億"),
            (Language::Ja, ""),
            (Language::Ja, "1234567890123456"),
            (Language::En, "million"),
            (Language::En, "tens of thousands"),
            (Language::En, "a customer"),
            (Language::En, "oneself"),
        ] {
            assert_eq!(read(language, text), None, "{text}");
        }
    }

    #[test]
    fn a_broken_number_is_not_whole() {
        assert_eq!(read(Language::Ja, "3.5倍"), Some((Figure { value: 3, whole: false, digits: true }, 3)));
        assert_eq!(read(Language::En, "3.55555 million").map(|(figure, _)| figure.value), Some(3_555_550));
    }
}
