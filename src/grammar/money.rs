//! Amounts of money: 1億2,345万円, `38,615,473 yen`, `US$1.2 million`.

use super::input::*;
use super::number::{Figure, figure};

/// An amount without its bound words.
///
/// ```ebnf
/// money = currency sign , [ " " ] , figure | figure , [ " " ] , currency word ;
/// ```
pub(super) fn money(input: Input) -> Read<MoneyExpr> {
    let sign = word(|form| &form.currency);
    let name = word(|form| &form.currency);
    let mut before =
        map((sign, spaces, figure_of_money, opt((spaces, word(|form| &form.currency)))), |(currency, _, figure, _)| (figure, currency));
    let mut after = map((figure_of_money, spaces, name), |(figure, _, currency)| (figure, currency));
    // A name of a currency stands behind its figure; `won 3 games` names none.
    let named = input.next().is_some_and(|c| c.is_ascii_lowercase());
    let (rest, (figure, currency)) = if named { after.parse(input) } else { before.parse(input).or_else(|_| after.parse(input)) }?;
    let glued = rest.next().is_some_and(|c| c.is_ascii_alphanumeric());
    if glued || rest.begins(Mark::Glued) {
        return input.fail();
    }
    Ok((rest, MoneyExpr { amount: figure.value, currency: currency.0, bound: crate::Bound::Exact }))
}

fn figure_of_money(input: Input) -> Read<Figure> {
    figure(input)
}
