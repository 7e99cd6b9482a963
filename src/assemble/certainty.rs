//! How sure a text is on the whole, and what of that holds for a single fact.
//!
//! Limits: the whole is judged by its headline or the first line that says anything; a text that doubts at first and is sure at its end is read as
//! doubting, where a line does not speak for itself.

use super::cases::Cases;
use super::page::{Line, Page};
use crate::Span;
use crate::lexicon::{Cue, Topics};
use crate::syntax::Stance;

/// What holds of a line that says nothing itself: how sure the text is on the whole of its case.
pub(super) fn usual<'c>(page: &Page<'_>, cases: &'c Cases, title: Option<Span>) -> impl Fn(&Line<'_>) -> Stance + 'c {
    let stances = usual_stances(page, cases, title);
    move |line| cases.of(line.block).and_then(|case| stances.get(case)).copied().unwrap_or(Stance::Leaked)
}

/// How sure the text is on the whole of each case: what the headline says, where it is of one matter, else the first line that says anything.
fn usual_stances(page: &Page<'_>, cases: &Cases, title: Option<Span>) -> Vec<Stance> {
    let said = |line: &Line<'_>| {
        let leak = line.sentence.position(Topics::cue(Cue::Leak))?;
        if line.sentence.has(Cue::Possible) {
            return Some(Stance::Possible);
        }
        page.syntax.stance_of(&line.sentence, leak)
    };
    let several = cases.named && cases.cases.len() > 1;
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
