//! How sure a text is on the whole, and what of that holds for a single fact.
//!
//! Limits: the whole is judged by its headline or the first line that says anything; a text that doubts at first and is sure at its end is read as
//! doubting, where a line does not speak for itself.

use std::collections::HashMap;

use super::cases::Cases;
use super::page::{Line, Mood, Page};
use crate::Span;
use crate::lexicon::{Cue, Topics};
use crate::syntax::{Sentence, Stance};

/// What holds of a line that says nothing itself: that what it tells of may have leaked, where the same block goes on to say so, else how sure the text
/// is on the whole of its case.
pub(super) fn usual<'c>(page: &Page<'_>, cases: &'c Cases, title: Option<Span>) -> impl Fn(&Line<'_>) -> Stance + 'c {
    let stances = usual_stances(page, cases, title);
    let doubts: HashMap<usize, usize> =
        page.lines.iter().filter(|line| doubts_what_was_told(page, line)).map(|line| (line.block, line.sentence.span.start())).collect();
    move |line| {
        if doubts.get(&line.block).is_some_and(|doubt| line.sentence.span.start() < *doubt) {
            return Stance::Possible;
        }
        cases.of(line.block).and_then(|case| stances.get(case)).copied().unwrap_or(Stance::Leaked)
    }
}

/// Whether a line says of what stands before it that it may have leaked: it names no kind of data itself.
fn doubts_what_was_told(page: &Page<'_>, line: &Line<'_>) -> bool {
    let sentence = &line.sentence;
    let doubted = |at: usize| {
        sentence.tokens[at].cue(Cue::Leak)
            && page.syntax.stance_of(sentence, at) == Some(Stance::Possible)
            && stands_beside_doubt(sentence, at)
    };
    line.mood == Mood::Statement && sentence.has(Cue::Possible) && !sentence.tells(Topics::DATA) && (0..sentence.tokens.len()).any(doubted)
}

/// Whether a word of doubt stands right before or behind token `at`.
fn stands_beside_doubt(sentence: &Sentence<'_>, at: usize) -> bool {
    (0..sentence.tokens.len()).filter(|doubt| sentence.tokens[*doubt].cue(Cue::Possible)).any(|doubt| {
        let gap = sentence.between(doubt.min(at), doubt.max(at));
        gap.chars().count() <= BESIDE && !gap.contains([',', '、'])
    })
}

/// So many characters stand at most between a word of doubt and what it doubts.
const BESIDE: usize = 20;

/// How sure the text is on the whole of each case: what the headline says, where it is of one matter, else the first line that says anything.
fn usual_stances(page: &Page<'_>, cases: &Cases, title: Option<Span>) -> Vec<Stance> {
    let said = |line: &Line<'_>| {
        let leak = line.sentence.position(Topics::cue(Cue::Leak))?;
        if line.sentence.has(Cue::Possible) {
            return Some(Stance::Possible);
        }
        page.syntax.stance_of(&line.sentence, leak)
    };
    let several = cases.apart && cases.cases.len() > 1;
    let headline = title.and_then(|title| page.lines.iter().find(|line| line.sentence.span == title));
    let whole = headline.and_then(said).or_else(|| page.lines.iter().take(20).find_map(said)).filter(|_| !several);
    let mut stances = vec![whole; cases.cases.len()];
    for line in page.lines.iter().filter(|_| several) {
        let Some(stance) = cases.of(line.block).and_then(|case| stances.get_mut(case)) else { continue };
        *stance = stance.or_else(|| said(line));
    }
    stances.into_iter().map(|stance| if stance == Some(Stance::Possible) { Stance::Possible } else { Stance::Leaked }).collect()
}

/// What counts: the sentence's own word; a plain *leaked* in it gives way to the *possible* of the heading above.
pub(super) fn refine(own: Option<Stance>, above: Option<Stance>, usual: Stance) -> Stance {
    match (own, above) {
        (Some(Stance::Leaked), Some(Stance::Possible)) => Stance::Possible,
        (None | Some(Stance::Involved), Some(above)) if above != Stance::Involved => above,
        (None | Some(Stance::Involved), _) => usual,
        (Some(own), _) => own,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::DataStatus;
    use crate::parse;

    #[test]
    fn what_follows_of_a_leak_counts_for_what_was_held() {
        let held = "サーバーには、患者の氏名が保存されていました。";
        for (more, status) in
            [("外部に流出した可能性は否定できません。", DataStatus::Possible), ("順次ご連絡する可能性があります。", DataStatus::Leaked)]
        {
            let notice = parse(format!("不正アクセスについて\n\n氏名が流出しました。\n\n{held}{more}")).notice;
            let text = format!("不正アクセスについて\n\n暗号化の被害がありました。\n\n{held}{more}");
            let alone = parse(text).notice.incidents[0].data.first().map(|item| item.status);
            assert_eq!(alone, Some(status), "{more}");
            assert_eq!(notice.incidents[0].data.first().map(|item| item.status), Some(DataStatus::Leaked), "what is said elsewhere stays");
        }
    }
}
