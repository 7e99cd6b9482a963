//! Two numbers: equal within rounding, or a likely slip of each other.
//!
//! Knows digits only, neither units nor money.

use crate::digits::grouped;
use crate::model::Bound;

/// Whether two numbers that are not equal say the same within rounding: 約2,200万 and 22,134,000; more than 1,000 and 1,020.
///
/// A rounded number stands for all that round to it, but never for one that is more than a tenth off.
pub(super) fn rounds_to(left: u64, left_bound: Bound, right: u64, right_bound: Bound) -> bool {
    let stands_for = |rough: u64, bound: Bound, fine: u64| {
        let step = last_place(rough);
        let tenth = rough / 10;
        match bound {
            Bound::About => rough.abs_diff(fine) <= (step / 2).min(tenth),
            Bound::AtLeast => fine > rough && fine - rough < step.min(tenth),
            Bound::Exact | Bound::AtMost => false,
        }
    };
    let finer = |rough: u64, fine: u64| last_place(fine) < last_place(rough);
    // 約 before a number that is told to the last digit rounds nothing.
    let idle = |bound: Bound, number: u64| bound == Bound::About && number >= 10_000 && last_place(number) == 1;
    if idle(left_bound, left) || idle(right_bound, right) {
        return false;
    }
    (finer(left, right) && stands_for(left, left_bound, right)) || (finer(right, left) && stands_for(right, right_bound, left))
}

/// The place of the last digit that is not 0: 2,200 has 100.
fn last_place(number: u64) -> u64 {
    let mut place = 1;
    let mut rest = number;
    while rest > 0 && rest.is_multiple_of(10) {
        rest /= 10;
        place *= 10;
    }
    place
}

/// How likely one of two unequal numbers is a slip of the other, in percent, and what sort of slip.
pub(super) fn slip(left: u64, right: u64) -> (u32, Option<String>) {
    let (a, b) = (left.to_string(), right.to_string());
    let digits = a.len().min(b.len());
    if let Some(factor) = power_of_ten(left, right) {
        return (90, Some(format!("a factor of {}", grouped(factor))));
    }
    if left.abs_diff(right) == 1 {
        return (100, Some("one off".into()));
    }
    if transposed(left, right) {
        return (100, Some("digits transposed".into()));
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() == b.len() {
        let wrong: Vec<usize> = (0..a.len()).filter(|place| a[*place] != b[*place]).collect();
        match wrong[..] {
            [_] => return (100, Some("one digit".into())),
            [i, j] if a[i] == b[j] && a[j] == b[i] => return (90, Some("two digits exchanged".into())),
            _ => {}
        }
        let near = left.max(right) < left.min(right).saturating_mul(2);
        return (if near { 40 } else { 20 }, None);
    }
    if digits >= 3 && one_dropped(a, b) {
        return (80, Some("a digit dropped or added".into()));
    }
    let within_ten = left.max(right) < left.min(right).saturating_mul(10);
    (if within_ten { 20 } else { 0 }, None)
}

/// Whether one number is the other with two neighbouring digits exchanged: what chance seldom makes.
pub(super) fn transposed(left: u64, right: u64) -> bool {
    let (a, b) = (left.to_string(), right.to_string());
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let wrong: Vec<usize> = a.iter().zip(b).enumerate().filter(|(_, (x, y))| x != y).map(|(place, _)| place).collect();
    matches!(wrong[..], [i, j] if a.len() == b.len() && j == i + 1 && a.get(i) == b.get(j) && a.get(j) == b.get(i))
}

/// The power of ten, up to 10,000, that lies between two numbers: what 万, thousand, 億 and million are mixed up by.
fn power_of_ten(left: u64, right: u64) -> Option<u64> {
    let (small, large) = (left.min(right), left.max(right));
    [10, 100, 1_000, 10_000].into_iter().find(|factor| small > 0 && small.checked_mul(*factor) == Some(large))
}

/// Whether the shorter is the longer without one of its digits.
fn one_dropped(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let head = short.iter().zip(long).take_while(|(s, l)| s == l).count();
    long.len() == short.len() + 1 && long[head + 1..] == short[head..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding() {
        use Bound::*;
        for (left, left_bound, right, right_bound, expected) in [
            (22_000_000, About, 22_134_000, Exact, true),
            (22_000_000, About, 22_634_000, Exact, false),
            (22_000_000, Exact, 22_134_000, Exact, false),
            (1_200_000, About, 1_230_000, About, true),
            (1_200_000, About, 2_100_000, About, false),
            (1_000, AtLeast, 1_020, Exact, true),
            (1_000, AtLeast, 980, Exact, false),
            // The nearest thousand, and yet far too wide.
            (1_000, About, 1_400, Exact, false),
            (432_000, About, 423_000, Exact, false),
        ] {
            assert_eq!(rounds_to(left, left_bound, right, right_bound), expected, "{left} {right}");
            assert_eq!(rounds_to(right, right_bound, left, left_bound), expected, "{right} {left}");
        }
    }

    #[test]
    fn slips() {
        for (left, right, expected) in [
            (254, 245, 100),
            (1_856, 1_586, 100),
            (124_000, 12_400, 90),
            (48_000_000, 4_800_000, 90),
            (1_999, 2_000, 100),
            (38_764, 3_876, 80),
            (1_743, 2_210, 40),
            (16, 138, 20),
            (5, 1_000_000, 0),
        ] {
            assert_eq!(slip(left, right).0, expected, "{left} {right}");
            assert_eq!(slip(right, left).0, expected, "{right} {left}");
        }
    }
}
