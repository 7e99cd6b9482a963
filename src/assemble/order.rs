//! In which order days in figures are written: where one of a page can only have the day first (`29/08/2024`), `02/09/2024` has it first, too.
//!
//! Limits: a page on which no day tells keeps the month first.

use super::line::Line;
use crate::grammar::{DateExpr, Order, Point, Value};
use crate::syntax::{Token, TokenKind};

/// Puts the days first that the lines show to be meant so. Linear in the lines.
pub(super) fn settle(lines: &mut [Line<'_>]) {
    let orders = || lines.iter().flat_map(|line| &line.sentence.tokens).filter_map(Token::value).flat_map(orders_of);
    let day_first = orders().any(|order| order == Order::DayFirst) && !orders().any(|order| order == Order::MonthFirst);
    if !day_first {
        return;
    }
    for token in lines.iter_mut().flat_map(|line| &mut line.sentence.tokens) {
        if let TokenKind::Value(Value::Date(expr)) = &mut token.kind {
            [&mut expr.start, &mut expr.end].into_iter().flatten().filter(|point| point.order == Some(Order::Either)).for_each(turn);
        }
    }
}

fn orders_of(value: &Value) -> impl Iterator<Item = Order> {
    let ends = if let Value::Date(DateExpr { start, end, .. }) = value { [*start, *end] } else { [None; 2] };
    ends.into_iter().flatten().filter_map(|point| point.order)
}

fn turn(point: &mut Point) {
    std::mem::swap(&mut point.month, &mut point.day);
    point.order = Some(Order::DayFirst);
}

#[cfg(test)]
mod tests {
    use crate::parse;

    #[test]
    fn a_day_that_can_only_stand_first_tells_how_the_others_are_meant() {
        for (later, wanted) in [("29/08/2024", "2024-09-02"), ("08/29/2024", "2024-02-09"), ("05/06/2024", "2024-02-09")] {
            let text = format!("Notice\n\nNames leaked. We noticed it on 02/09/2024. The regulator was told on {later}.");
            let notice = parse(text).notice;
            assert!(notice.incidents[0].dates.iter().any(|day| day.date == wanted), "{later}: {:?}", notice.incidents[0].dates);
        }
    }
}
