//! `may have been leaked` against `was leaked`: one wording that figures and data share, shown as one field a matter.
//!
//! Figures and data bear each other out. A figure that both sides tell in one role decides; where the roles differ, one of the readings is doubtful
//! and so is its certainty. Data alone decide where no figure speaks against it and no kind has kept its status: the status of a single item among many
//! is easily read amiss.

use super::figure::Figure;
use super::ledger::Ledger;
use super::lists::Scope;
use super::set::DataVerdict;
use crate::model::*;

/// Adds the fields of the figures of one scope and of its data, with one field for all whose certainty differs in the same way.
pub(super) fn settle(ledger: &mut Ledger, scope: Scope, figures: Vec<Figure<'_>>, data: Option<DataVerdict>) {
    let steady_figure = figures.iter().any(|figure| figure.certainty.is_none() && figure.left.role != CountRole::Context);
    let (mut left, mut right, mut sides) = (Vec::new(), Vec::new(), None);
    for figure in figures {
        let Figure { left: l, right: r, mut relation, certainty, .. } = figure;
        let (l, r) = (Value::Count(l.clone()), Value::Count(r.clone()));
        match certainty {
            // What contradicts itself otherwise stays a field of its own.
            Some([of_left, of_right]) if relation.verdict == Verdict::Differ || figure.left.role != figure.right.role => {
                relation.verdict = relation.verdict.max(Verdict::Compatible);
                relation.notes.push(ledger.contradiction("certainty", of_left, of_right));
                ledger.related(scope, "counts", relation, l, r);
            }
            Some(certainties) => {
                sides.get_or_insert(certainties);
                left.push(l);
                right.push(r);
            }
            None => ledger.related(scope, "counts", relation, l, r),
        }
    }
    let figures = left.len();
    if let Some(mut data) = data {
        let certainties = |shift: &super::set::StatusShift| [shift.left.status, shift.right.status].map(certainty_of);
        let uniform = data.shifted.windows(2).all(|two| two.iter().map(certainties).all(|c| Some(c) == two.first().map(certainties)));
        let alone = sides.is_none() && !steady_figure && data.steady == 0 && uniform;
        let follows = |shift: &super::set::StatusShift| alone || sides == Some(certainties(shift));
        let (joined, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut data.shifted).into_iter().partition(follows);
        data.shifted = rest;
        for shift in joined {
            sides.get_or_insert(certainties(&shift));
            left.push(Value::Data(shift.left));
            right.push(Value::Data(shift.right));
        }
        data.settle(ledger, scope);
    }
    if let Some([of_left, of_right]) = sides {
        let data = left.len() - figures;
        let note = format!("{} ({})", ledger.contradiction("certainty", of_left, of_right), numbers(figures, data));
        ledger.both(scope.path("certainty"), Verdict::Differ, left, right, Some(note));
    }
}

fn certainty_of(status: DataStatus) -> Certainty {
    if status == DataStatus::Possible { Certainty::Possible } else { Certainty::Confirmed }
}

/// `1 figure, 4 kinds of data`.
fn numbers(figures: usize, data: usize) -> String {
    let some = |number: usize, one: &str, more: &str| (number > 0).then(|| format!("{number} {}", if number == 1 { one } else { more }));
    [some(figures, "figure", "figures"), some(data, "kind of data", "kinds of data")].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
