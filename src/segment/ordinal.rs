//! The numbers that lists count with: figures, kanji, roman numerals, letters, kana.
//!
//! Limits: only as far as lists go, to 九十九, xxxix and ソ; quantities are read by the grammar.

/// The decimal number that `text` begins with, and its length.
pub(super) fn digits(text: &str) -> Option<(u32, usize)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4).contains(&len).then(|| text[..len].parse().ok().map(|value| (value, len))).flatten()
}

/// The kanji number up to 九十九 that `text` begins with, and its length.
pub(super) fn kanji_number(text: &str) -> Option<(u32, usize)> {
    const DIGITS: &str = "一二三四五六七八九";
    let (mut total, mut unit, mut len) = (0, 0, 0);
    for c in text.chars().take(3) {
        if c == '十' && total == 0 {
            total = 10 * unit.max(1);
            unit = 0;
        } else if let Some(at) = DIGITS.chars().position(|digit| digit == c).filter(|_| unit == 0) {
            unit = at as u32 + 1;
        } else {
            break;
        }
        len += c.len_utf8();
    }
    (len > 0).then_some((total + unit, len))
}

/// A small roman number from i to xxxix.
pub(super) fn small_roman(word: &str) -> Option<u32> {
    const UNITS: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let tens = word.bytes().take_while(|b| *b == b'x').count().min(3);
    let unit = UNITS.iter().position(|unit| *unit == &word[tens..])?;
    let value = tens * 10 + unit;
    (value > 0).then_some(value as u32)
}

/// The place of a Latin letter in the alphabet: a is 1.
pub(super) fn letter_number(c: char) -> Option<u32> {
    Some(u32::from(c.to_ascii_lowercase()) - u32::from('a') + 1)
}

/// The place of a katakana in a list: ア is 1, イ is 2. Only the first rows are used so.
pub(super) fn kana_number(c: char) -> Option<u32> {
    "アイウエオカキクケコサシスセソ".chars().position(|kana| kana == c).map(|at| at as u32 + 1)
}
