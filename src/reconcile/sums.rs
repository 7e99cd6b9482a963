//! Parts and totals: where they add up in one version and not in the other, the note of the wrong figure says so.

use super::figure::Figure;
use super::ledger::Ledger;
use crate::digits::grouped;
use crate::model::*;

/// The longest breakdown that is added up.
const PARTS: usize = 40;

/// Adds a note to the figures that keep the parts of one version from adding up to their total while those of the other do.
pub(super) fn note_sums(ledger: &Ledger, figures: &mut [Figure<'_>]) {
    let is_part = |figure: &Figure<'_>| figure.left.role == CountRole::Part || figure.right.role == CountRole::Part;
    let parts: Vec<usize> = (0..figures.len()).filter(|place| is_part(&figures[*place])).take(PARTS).collect();
    let totals: Vec<usize> = (0..figures.len()).filter(|place| !is_part(&figures[*place])).take(PARTS).collect();
    let mut notes: Vec<(usize, String)> = Vec::new();
    for total in totals {
        // A breakdown is told in one go: runs of parts, the longest first.
        let runs = (2..=parts.len()).rev().flat_map(|length| parts.windows(length));
        for run in runs {
            let members = || run.iter().copied().chain([total]);
            let sum = |side: fn(&Figure<'_>) -> u64| run.iter().fold(0u64, |sum, place| sum.saturating_add(side(&figures[*place])));
            let (left, right) = (sum(|figure| figure.left.value), sum(|figure| figure.right.value));
            let wrong = match (left == figures[total].left.value, right == figures[total].right.value) {
                (true, false) => Some((ledger.right(), right, figures[total].right.value)),
                (false, true) => Some((ledger.left(), left, figures[total].left.value)),
                _ => None,
            };
            let Some((side, sum, of)) = wrong else { continue };
            let note = format!("in {side} the parts make {}, not {}, while in the other version they add up", grouped(sum), grouped(of));
            notes.extend(members().filter(|place| figures[*place].relation.verdict == Verdict::Differ).map(|place| (place, note.clone())));
            break;
        }
    }
    for (place, note) in notes {
        figures[place].relation.notes.push(note);
    }
}
