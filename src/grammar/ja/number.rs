//! Numbers in figures, kanji and both: `999万9,999`, `12万4千`, 三百二十一, 二〇二一.

use nom::multi::fold_many1;

use super::super::input::*;
use super::super::number::{Decimal, Figure, decimal};

/// The first of the multipliers that close a section (万, 億).
const MYRIAD: u64 = 10_000;

/// A number: sections closed by 万, 億, 兆, each of coefficients multiplied by 十, 百, 千.
///
/// ```ebnf
/// figure      = { section , myriad } , [ section ] ;
/// section     = { [ coefficient ] , ( "十" | "百" | "千" ) } , [ coefficient ] ;
/// coefficient = decimal | numeral , { numeral } ;
/// myriad      = "万" | "億" | "兆" ;
/// ```
///
/// Multipliers go down within a section, and sections within the number; what breaks the order ends the number before it.
pub(in super::super) fn figure(input: Input) -> Read<Figure> {
    let mut sum = Sum::default();
    let mut at = input;
    let mut digits = false;
    loop {
        let (after, coefficient) = opt(coefficient).parse(at)?;
        let spaced = if coefficient.is_some() && is_digit(at) { spaced_multiplier(after) } else { after };
        match word(|form| &form.multiplier)(spaced) {
            Ok((behind, by)) if sum.multiply(coefficient, by) => {
                // `3 億 5,000 万`: who sets one part apart sets all.
                let next = preceded(some_space, peek(decimal)).parse(behind).ok().filter(|_| spaced.at() > after.at());
                at = next.map_or(behind, |(next, _)| next);
            }
            _ => {
                if let Some(last) = coefficient {
                    if sum.is_empty() {
                        digits |= is_digit(at);
                        return Ok((after, Figure { digits, ..last.figure() }));
                    }
                    if sum.add(last) {
                        digits |= is_digit(at);
                        at = after;
                    }
                }
                break;
            }
        }
        digits |= is_digit(input);
    }
    match sum.total() {
        Some(value) if !sum.is_empty() => Ok((at, Figure { value, whole: true, digits })),
        _ => input.fail(),
    }
}

/// Past the space that sets figures apart from the multiplier behind them (`90 千米ドル`), where what follows it is counted or is money: 3 千葉 is not.
fn spaced_multiplier(input: Input) -> Input {
    let multipliers = |input| fold_many1(word(|form| &form.multiplier), || (), |(), _| ()).parse(input);
    let Ok((multiplier, _)) = some_space(input) else { return input };
    let Ok((rest, ())) = multipliers(multiplier) else { return input };
    let (rest, ()) = spaces(rest).unwrap_or((rest, ()));
    let counted = rest.lexicon.unit_at(rest.rest(), 0).is_some() || rest.form().currency.at(rest.rest()).is_some() || is_digit(rest);
    if counted { multiplier } else { input }
}

fn is_digit(input: Input) -> bool {
    input.next().is_some_and(|c| c.is_ascii_digit())
}

/// Figures, or kanji numerals read by position: 二〇二一 is 2021.
fn coefficient(input: Input) -> Read<Decimal> {
    alt((decimal, positional)).parse(input)
}

fn positional(input: Input) -> Read<Decimal> {
    let (mut rest, mut value) = word(|form| &form.numeral)(input)?;
    for _ in 0..14 {
        let Ok((next, numeral)) = word(|form| &form.numeral)(rest) else { break };
        value = value * 10 + numeral;
        rest = next;
    }
    Ok((rest, Decimal { value, decimals: 0 }))
}

/// A number being put together.
#[derive(Default)]
struct Sum {
    closed: u64,
    /// The multiplier that closed the last section, where one did.
    last_myriad: Option<u64>,
    section: u64,
    /// The last multiplier within the section.
    last_small: Option<u64>,
    overflow: bool,
}

impl Sum {
    fn is_empty(&self) -> bool {
        self.last_myriad.is_none() && self.last_small.is_none()
    }

    fn total(&self) -> Option<u64> {
        self.closed.checked_add(self.section).filter(|_| !self.overflow)
    }

    /// Takes `coefficient` times `by`, where the order allows it.
    fn multiply(&mut self, coefficient: Option<Decimal>, by: u64) -> bool {
        if by < MYRIAD {
            let fits = self.last_small.is_none_or(|last| by < last) && coefficient.is_none_or(|c| c.value < MYRIAD);
            let product = coefficient.map_or(Some(by), |coefficient| coefficient.times(by));
            if let Some(product) = product.filter(|_| fits) {
                self.section += product;
                self.last_small = Some(by);
                return true;
            }
            return false;
        }
        let fits = self.last_myriad.is_none_or(|last| by < last) && (coefficient.is_some() || self.section > 0);
        let own = coefficient.map_or(Some(0), |coefficient| coefficient.times(by));
        let Some(own) = own.filter(|_| fits) else { return false };
        match self.section.checked_mul(by).and_then(|rest| rest.checked_add(own)).and_then(|rest| rest.checked_add(self.closed)) {
            Some(closed) => self.closed = closed,
            None => self.overflow = true,
        }
        (self.section, self.last_small, self.last_myriad) = (0, None, Some(by));
        true
    }

    /// Takes `last` as the end of the number, where the order allows it.
    fn add(&mut self, last: Decimal) -> bool {
        let room = self.last_small.or(self.last_myriad).unwrap_or(u64::MAX);
        let fits = last.decimals == 0 && last.value < room;
        if fits {
            self.section += last.value;
        }
        fits
    }
}
