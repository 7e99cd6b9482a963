//! What a careful reader would ask about: days that cannot be, totals that disagree, parts that miss their total, figures without a unit, labels
//! without a value.
//!
//! Limits: a sum is only doubted where it nearly comes out, and totals only where both call themselves totals, or differ by one slip of a digit.
//! What is further apart tells of different things more often than of an error.

use super::days::Dated;
use super::figures::Figure;
use super::page::{Line, Mood, Page};
use super::when::Problem;
use crate::lexicon::{Cue, Label, Topics};
use crate::model::{Bound, CountRole};
use crate::pipeline::Origin;
use crate::syntax::Token;
use crate::{Code, Diagnostic, Severity, Span};

/// A doubt in words, and the place in the text that gives rise to it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Doubt {
    pub code: Code,
    pub message: String,
    pub span: Span,
}

impl Doubt {
    /// The doubt as a diagnostic of the input.
    pub(super) fn told(self, origin: &Origin<'_>) -> Diagnostic {
        let severity = if matches!(self.code, Code::InferredYear | Code::UnitMissing) { Severity::Note } else { Severity::Warning };
        Diagnostic::new(severity, self.code, self.message, origin.span(self.span))
    }
}

/// What is wrong with a day, which the issuer wrote as `written`.
pub(super) fn of_day(day: &Dated, written: &str) -> Option<Doubt> {
    let (code, message) = match day.resolved.problem? {
        Problem::NoYear => (Code::UnresolvedDate, format!("the text does not tell the year of “{written}”")),
        Problem::ImpossibleDay => (Code::ImpossibleDate, format!("no calendar has the day “{written}”")),
        Problem::WeekdayMismatch { actual } => (Code::WeekdayMismatch, format!("“{written}” is a {actual}")),
    };
    Some(Doubt { code, message, span: day.span })
}

/// What of a day of the matter was not written.
pub(super) fn of_inference(page: &Page<'_>, day: &Dated) -> Option<Doubt> {
    let message = || format!("“{}” was read as {}", &page.text[day.span.range()], day.resolved.edtf());
    (!day.resolved.inferred.is_empty()).then(|| Doubt { code: Code::InferredYear, message: message(), span: day.span })
}

/// The doubts about the figures of one incident, in order.
pub(crate) fn of_figures(page: &Page<'_>, figures: &[Figure]) -> Vec<Doubt> {
    let mut found: Vec<Doubt> = figures.iter().filter(|figure| figure.assumed).map(|figure| without_unit(page, figure)).collect();
    found.extend((0..figures.len()).filter_map(|total| missed_sum(page, figures, total)));
    found.extend(disagreeing(page, figures));
    found.sort_by_key(|doubt| doubt.span);
    found
}

fn without_unit(page: &Page<'_>, figure: &Figure) -> Doubt {
    let message = format!("“{}” has no unit; it was read as {}", &page.text[figure.span.range()], figure.unit);
    Doubt { code: Code::UnitMissing, message, span: figure.span }
}

/// A total whose parts, told in the same sentence, nearly add up to it.
fn missed_sum(page: &Page<'_>, figures: &[Figure], total: usize) -> Option<Doubt> {
    let whole = &figures[total];
    if whole.role != CountRole::Affected || whole.bound != Bound::Exact {
        return None;
    }
    let beside = |part: &&Figure| part.line == whole.line && part.role == CountRole::Part && part.unit == whole.unit && !part.cumulative;
    let parts: Vec<&Figure> =
        figures[total + 1..].iter().take_while(|part| part.line == whole.line).take(MOST_PARTS).filter(beside).collect();
    let sum = parts.iter().fold(0u64, |sum, part| sum.saturating_add(part.value));
    let near = sum != whole.value && sum.abs_diff(whole.value) <= whole.value / 10;
    let message = || {
        let parts: Vec<&str> = parts.iter().map(|part| &page.text[part.span.range()]).collect();
        format!("{} add up to {sum}, not to “{}”", parts.join(" + "), &page.text[whole.span.range()])
    };
    (parts.len() > 1 && near && parts.iter().all(|part| part.bound == Bound::Exact)).then(|| Doubt {
        code: Code::SumMismatch,
        message: message(),
        span: whole.span,
    })
}

/// So many parts are added up at most.
const MOST_PARTS: usize = 24;

/// The figures that contradict an earlier one of the same unit.
fn disagreeing(page: &Page<'_>, figures: &[Figure]) -> Vec<Doubt> {
    let affected: Vec<&Figure> =
        figures.iter().filter(|figure| figure.role == CountRole::Affected && figure.bound == Bound::Exact).take(MOST_COMPARED).collect();
    let contradicts = |earlier: &Figure, later: &Figure| {
        let totals = is_total(page, earlier) && is_total(page, later);
        earlier.unit == later.unit
            && earlier.line != later.line
            && earlier.certainty == later.certainty
            && (totals || page.text[earlier.span.range()].len() > 2 && one_digit_off(earlier.value, later.value))
    };
    let mut found = Vec::new();
    for (at, later) in affected.iter().enumerate() {
        if let Some(earlier) = affected[..at].iter().find(|earlier| contradicts(earlier, later)) {
            let message = format!("“{}” disagrees with “{}” before it", &page.text[later.span.range()], &page.text[earlier.span.range()]);
            found.push(Doubt { code: Code::TotalsDisagree, message, span: later.span });
        }
    }
    found
}

/// So many figures are compared with each other at most.
const MOST_COMPARED: usize = 64;

/// Whether the words right before a figure call it a total.
fn is_total(page: &Page<'_>, figure: &Figure) -> bool {
    let Some(line) = page.lines.get(figure.line) else { return false };
    let before = |token: &&Token| token.span.end() <= figure.span.start() && figure.span.start() - token.span.end() <= 24;
    line.sentence.tokens.iter().filter(before).any(|token| token.cue(Cue::Total))
}

/// Whether two numbers have as many digits and differ in one: a slip (690 for 890).
fn one_digit_off(a: u64, b: u64) -> bool {
    let (a, b) = (a.to_string(), b.to_string());
    a.len() == b.len() && a.len() >= 3 && a.bytes().zip(b.bytes()).filter(|(a, b)| a != b).count() == 1
}

/// The labels of days and figures beside which nothing could be read, and which do not say that it is not known.
pub(crate) fn of_labels(page: &Page<'_>) -> Vec<Doubt> {
    let mut found = Vec::new();
    for lines in page.lines.chunk_by(|a, b| a.block == b.block) {
        let Some(line) = lines.iter().find(|line| !line.is_head) else { continue };
        if let Some(expected) = expected(page, line).filter(|_| !lines.iter().any(reads_value)) {
            let text = line.sentence.text.trim();
            found.push(Doubt {
                code: Code::UnreadValue,
                message: format!("no {expected} was read from “{text}”"),
                span: line.sentence.span,
            });
        }
    }
    found
}

/// What should stand beside the label of a short line.
fn expected(page: &Page<'_>, line: &Line<'_>) -> Option<&'static str> {
    let beside = page.blocks[line.block].label.is_some_and(|label| !label.overlaps(line.sentence.span));
    let short = line.sentence.text.chars().nth(LONGEST_VALUE).is_none() && line.mood == Mood::Statement;
    match line.label {
        Some(Label::Occurred | Label::Discovered | Label::Reported | Label::Published) if beside && short => Some("day"),
        Some(Label::Count) if beside && short => Some("figure"),
        _ => None,
    }
}

/// A value of more characters is a text that may say anything.
const LONGEST_VALUE: usize = 24;

/// Whether a line has a value, or says that there is none.
fn reads_value(line: &Line<'_>) -> bool {
    let values = Topics::DATES | Topics::FIGURES | Topics::VALUES;
    let unknown = Topics::cue(Cue::Unknown) | Topics::cue(Cue::Not) | Topics::cue(Cue::Planned) | Topics::AUTHORITIES;
    line.sentence.tells(values | unknown) || !line.sentence.text.chars().any(|c| c.is_numeric())
}

#[cfg(test)]
mod tests {
    use crate::{Code, parse};

    /// The doubts of `text` by code and place.
    fn doubts(text: &str) -> Vec<(Code, String)> {
        let read = parse(text).notice;
        let told = |code: &Code| {
            matches!(code, Code::UnitMissing | Code::SumMismatch | Code::TotalsDisagree | Code::UnreadValue | Code::UnresolvedDate)
        };
        read.diagnostics
            .iter()
            .filter(|doubt| told(&doubt.code))
            .map(|doubt| (doubt.code, text.get(doubt.span.range()).unwrap_or_default().to_string()))
            .collect()
    }

    #[test]
    fn what_does_not_fit_is_doubted() {
        for (text, code, place) in [
            ("個人情報が漏えいしました。\n漏えいした件数は合計1,000名(会員600名、非会員390名)です。", Code::SumMismatch, "1,000名"),
            (
                "お客様890名分の個人情報が漏えいしました。\n\n漏えいした情報は、お客様690名分の氏名と住所です。",
                Code::TotalsDisagree,
                "690名分",
            ),
            ("A total of 12,400 customers were affected.\n\nIn total, 12,500 customers were affected.", Code::TotalsDisagree, "12,500"),
            ("Personal information was leaked.\nExtent: 1,234", Code::UnitMissing, "1,234"),
            ("個人情報が漏えいしました。\n3月10日に判明しました。", Code::UnresolvedDate, "3月10日"),
        ] {
            let found = doubts(text);
            assert!(
                found.iter().any(|(found, at)| *found == code && at.starts_with(place.trim_end_matches(['名', '分']))),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn what_fits_is_not() {
        for text in [
            "個人情報が漏えいしました。\n漏えいした件数は合計1,000名(会員600名、非会員400名)です。",
            "お客様890名分の個人情報が漏えいしました。\n\n漏えいした情報は、お客様890名分の氏名と住所です。",
            "会員1,200名の氏名が漏えいしました。\n\n従業員48名の氏名も漏えいしました。",
            "令和5年3月10日に判明しました。漏えい件数:1,234件",
            "個人情報が漏えいしました。\n発生日:調査中",
        ] {
            assert_eq!(doubts(text), [], "{text}");
        }
    }
}
