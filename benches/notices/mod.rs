//! The texts that are measured: the fixtures, one after another, as often as it takes.

use std::fmt::Write as _;

pub(crate) const JA: [&str; 3] = [
    include_str!("../../fixtures/ja/labelled-cases.txt"),
    include_str!("../../fixtures/ja/press-release.txt"),
    include_str!("../../fixtures/ja/digest.txt"),
];
pub(crate) const EN: [&str; 3] = [
    include_str!("../../fixtures/en/labelled-cases.txt"),
    include_str!("../../fixtures/en/press-release.txt"),
    include_str!("../../fixtures/en/digest.txt"),
];

/// Notices one after another, each with figures of its own so that none repeats another, up to about `size` bytes.
pub(crate) fn text(notices: &[&str], size: usize) -> String {
    let mut text = String::with_capacity(size + 4);
    let mut round = 0;
    loop {
        for notice in notices {
            for line in notice.lines() {
                if text.len() >= size {
                    return text;
                }
                let _ = writeln!(text, "{}", with_other_figures(line, round));
            }
        }
        round += 1;
    }
}

/// `line` with `round` added to its figures of three digits and more, years excepted; a line that has none ends with the round.
fn with_other_figures(line: &str, round: u64) -> String {
    let mut other = String::with_capacity(line.len() + 8);
    let mut changed = round == 0 || line.is_empty();
    let mut rest = line;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let end = rest[start..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |len| start + len);
        let figure = &rest[start..end];
        other.push_str(&rest[..start]);
        match figure.parse::<u64>() {
            Ok(value) if figure.len() > 2 && !(1900..2100).contains(&value) => {
                let _ = write!(other, "{:01$}", value + round, figure.len());
                changed = true;
            }
            _ => other.push_str(figure),
        }
        rest = &rest[end..];
    }
    other.push_str(rest);
    if !changed {
        let _ = write!(other, " ({round})");
    }
    other
}
