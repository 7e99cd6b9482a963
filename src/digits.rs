//! Figures as people read them.
//!
//! Limits: thousands are set apart by commas, as English does and Japanese notices do; no locale has a say.

/// A number with commas between its thousands: `4,072,650`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn figures_are_grouped() {
        for (number, expected) in [(0, "0"), (12, "12"), (999, "999"), (1000, "1,000"), (4_072_650, "4,072,650"), (123_456, "123,456")] {
            assert_eq!(grouped(number), expected);
        }
    }
}
