//! Numbers in figures and words: `1.2 million`, twenty-three, two hundred and fifty thousand, a dozen.

use super::super::input::*;
use super::super::number::{Figure, decimal};

/// A number.
///
/// ```ebnf
/// figure = decimal , [ " " , multiplier ] | "a " , multiplier | words ;
/// ```
pub(in super::super) fn figure(input: Input) -> Read<Figure> {
    alt((scaled, decimal.map(|decimal| decimal.figure()), words)).parse(input)
}

/// ```ebnf
/// scaled = decimal , " " , multiplier ;
/// ```
fn scaled(input: Input) -> Read<Figure> {
    let (rest, decimal) = decimal(input)?;
    let (rest, by) = preceded(some_space, word(|form| &form.multiplier)).parse(rest)?;
    match decimal.times(by) {
        Some(value) => Ok((rest, Figure { value, whole: true, digits: true })),
        None => input.fail(),
    }
}

/// ```ebnf
/// words = ( numeral | "a " , multiplier ) , { joint , ( numeral | multiplier ) } ;
/// joint = " " | "-" | " and " ;
/// ```
fn words(input: Input) -> Read<Figure> {
    let (mut rest, first) =
        alt((word(|form| &form.numeral), preceded((mark(Mark::Indefinite), some_space), peek_multiplier))).parse(input)?;
    // `group` is what the next hundred multiplies, `total` what thousands and millions have closed.
    let (mut total, mut group, mut last) = (0u64, first, first);
    for _ in 0..12 {
        if let Ok((next, by)) = preceded(joint, word(|form| &form.multiplier)).parse(rest) {
            let Some(product) = group.max(1).checked_mul(by) else { break };
            if by < 1000 {
                group = product;
            } else {
                let Some(sum) = total.checked_add(product) else { break };
                (total, group) = (sum, 0);
            }
            (rest, last) = (next, by);
        } else if let Ok((next, numeral)) = preceded(joint, word(|form| &form.numeral)).parse(rest) {
            let fits = if last >= 100 { numeral > 0 } else { last >= 20 && last % 10 == 0 && (1..10).contains(&numeral) };
            if !fits {
                break;
            }
            group += numeral;
            (rest, last) = (next, numeral);
        } else {
            break;
        }
    }
    Ok((rest, Figure { value: total.saturating_add(group), whole: true, digits: false }))
}

/// One, where a multiplier with its own space before it follows; the space is given back.
fn peek_multiplier(input: Input) -> Read<u64> {
    let (_, _) = word(|form| &form.multiplier)(input)?;
    Ok((input.from(input.at() - 1), 1))
}

fn joint(input: Input) -> Read<()> {
    let and = value((), (some_space, mark(Mark::NumberAnd), some_space));
    alt((value((), tag("-")), and, some_space)).parse(input)
}
