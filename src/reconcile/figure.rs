//! Figures: units, bounds and roles, and when two of them are one figure told otherwise.
//!
//! What the grammar gets wrong now and then (a role, a unit beside 件) never makes a contradiction alone; a number, a bound and a certainty do.

use super::ledger::Ledger;
use super::lists::{Kind, Leftovers, Outcome, Relation, Told, pair_lists};
use super::number::{rounds_to, slip, transposed};
use crate::digits::grouped;
use crate::model::*;

/// Units that count the same things seen otherwise, so that equal numbers of them do not contradict each other. Lines and calls are kin to none: where
/// telephone companies count them beside contracts, taking one for another is the error to find.
const KIN: &[&[Unit]] = &[
    // Whoever is concerned: a customer is a person with an account or a contract.
    &[Unit::Person, Unit::Account, Unit::Contract, Unit::Household],
    // Corporate customers are companies, their shops and their contracts.
    &[Unit::Company, Unit::Contract, Unit::Person, Unit::Shop],
    // One card a holder.
    &[Unit::Card, Unit::Person],
    // 通 and 枚 count mails, letters and sheets alike; 個 counts files and media.
    &[Unit::Email, Unit::Message, Unit::Document],
    &[Unit::Document, Unit::File, Unit::Device],
    // Mail addresses and the people behind them.
    &[Unit::Email, Unit::Account, Unit::Person],
];

/// From which number on two equal figures of different units are the same figure and no chance.
const TELLING: u64 = 10;

/// How two units relate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Units {
    Same,
    Kin,
    Foreign,
}

/// A bare 件 is read as `record` whatever it counts: kin to all.
fn units(left: Unit, right: Unit) -> Units {
    let kin = |unit: &&&[Unit]| unit.contains(&left) && unit.contains(&right);
    match left == right {
        true => Units::Same,
        false if left == Unit::Record || right == Unit::Record || KIN.iter().any(|set| kin(&set)) => Units::Kin,
        false => Units::Foreign,
    }
}

/// Whether two bounds of one number contradict each other. 約 and an exact number do not; 最大 or 以上 that one side lacks do.
pub(super) fn bounds_differ(left: Bound, right: Bound) -> bool {
    use Bound::*;
    !matches!((left, right), (About | Exact, About | Exact)) && left != right
}

/// Figures that are certain or possible: not those that merely belong to the matter.
fn has_certainty(count: &Count) -> bool {
    count.role != CountRole::Context
}

/// The figure in words: `254 contract`.
fn words(count: &Count) -> String {
    format!("{} {}", grouped(count.value), count.unit)
}

/// The rules for figures.
pub(super) struct Figures<'a> {
    pub ledger: &'a Ledger,
}

impl Figures<'_> {
    /// What differs between two figures of one number, their certainty apart.
    fn details(&self, left: &Count, right: &Count, verdict: &mut Verdict, notes: &mut Vec<String>) {
        let mut soften = |note: String| {
            *verdict = (*verdict).max(Verdict::Compatible);
            notes.push(note);
        };
        if left.role != right.role {
            soften(format!("role: {}", self.ledger.against(left.role, right.role)));
        }
        if left.cumulative != right.cumulative {
            soften("one version counts cumulatively".to_string());
        }
        if left.bound != right.bound {
            let note = self.ledger.contradiction("bound", left.bound, right.bound);
            if bounds_differ(left.bound, right.bound) {
                *verdict = Verdict::Differ;
            } else {
                *verdict = (*verdict).max(Verdict::Compatible);
            }
            notes.push(note);
        }
    }
}

impl Kind<Count> for Figures<'_> {
    fn same(&self, left: &Count, right: &Count) -> Option<Relation> {
        let (mut verdict, mut notes) = (Verdict::Agree, Vec::new());
        let units = units(left.unit, right.unit);
        let mut weight = match units {
            Units::Same => 100,
            Units::Kin => 80,
            Units::Foreign => return None,
        };
        if left.value != right.value {
            if !rounds_to(left.value, left.bound, right.value, right.bound) {
                return None;
            }
            weight -= 40;
            verdict = Verdict::Compatible;
            notes.push("one version rounds".to_string());
        }
        if units == Units::Kin {
            verdict = Verdict::Compatible;
            notes.push(format!("unit: {}", self.ledger.against(left.unit, right.unit)));
        }
        self.details(left, right, &mut verdict, &mut notes);
        weight += [left.role == right.role, left.bound == right.bound, left.certainty == right.certainty, left.of == right.of]
            .into_iter()
            .zip([8, 4, 4, 2])
            .filter_map(|(equal, by)| equal.then_some(by))
            .sum::<u32>();
        Some(Relation { verdict, notes, weight })
    }

    /// Six cases are not the six contracts of one of them.
    fn same_elsewhere(&self, left: &Count, right: &Count) -> Option<Relation> {
        let chance = left.unit != right.unit && left.value < TELLING;
        if chance { None } else { self.same(left, right) }
    }

    fn slip(&self, left: &Count, right: &Count, rest: &Leftovers<'_, Count>) -> Option<Relation> {
        let units_of = units(left.unit, right.unit);
        let alone = |of: fn(&Count, &Count) -> bool| {
            let others = |list: &[&Count], this: &Count| list.iter().filter(|other| of(other, this)).count();
            others(&rest.left, left) == 1 && others(&rest.right, right) == 1
        };
        let last = rest.left.len() == 1 && rest.right.len() == 1;
        if left.value == right.value {
            // Equal numbers of things that are not the same: the unit slipped, unless the number is small enough to be chance.
            let telling = left.value >= TELLING && alone(|a, b| a.value == b.value);
            return (telling || last).then(|| Relation {
                verdict: Verdict::Differ,
                notes: vec![self.ledger.contradiction("unit", left.unit, right.unit)],
                weight: 60,
            });
        }
        let (mut percent, sort) = slip(left.value, right.value);
        // Short numbers are near each other by chance: then they must be the last ones left of their unit.
        if left.value.min(right.value) < TELLING * 10 {
            percent = percent.min(60);
        }
        let alone = alone(|a, b| units(a.unit, b.unit) != Units::Foreign);
        let same_part = left.role == right.role && left.role != CountRole::Context;
        let likely = match units_of {
            Units::Same => percent >= 80 || (percent >= 60 && alone) || (percent >= 20 && alone && same_part),
            // The last figure on each side: all others have their answer.
            Units::Kin => percent >= 90 || (percent >= 60 && alone) || (percent >= 20 && last && same_part),
            Units::Foreign => false,
        };
        likely.then(|| {
            let mut notes = vec![self.ledger.contradiction("number", words(left), words(right))];
            notes.extend(sort);
            let (mut verdict, weight) = (Verdict::Differ, percent * 2 + u32::from(units_of == Units::Same) * 20 + u32::from(same_part) * 5);
            self.details(left, right, &mut verdict, &mut notes);
            Relation { verdict: Verdict::Differ, notes, weight }
        })
    }

    fn again(&self, left: &Count, right: &Count) -> Option<Relation> {
        let long = left.value.min(right.value) >= 1_000;
        let (percent, sort) = slip(left.value, right.value);
        // Under another unit it may be another figure, unless its digits are the same: 5,041 persons with 5,241 cards.
        let same_thing = match units(left.unit, right.unit) {
            Units::Same => left.role == right.role,
            Units::Kin => transposed(left.value, right.value),
            Units::Foreign => false,
        };
        (long && percent == 100 && same_thing).then(|| Relation {
            verdict: Verdict::Differ,
            notes: vec![
                self.ledger.contradiction("number", words(left), words(right)),
                "the same version tells it elsewhere as the other does".to_string(),
            ]
            .into_iter()
            .chain(sort)
            .collect(),
            weight: 10,
        })
    }
}

/// Pairs the figures of two notices, adds their fields, and gives back the pairs.
pub(super) fn reconcile_figures<'a>(ledger: &mut Ledger, left: &[Told<'a, Count>], right: &[Told<'a, Count>]) -> Vec<Figure<'a>> {
    let outcomes = pair_lists(left, right, &Figures { ledger });
    let mut figures = Vec::new();
    for outcome in outcomes {
        match outcome {
            Outcome::Both { left: l, right: r, relation } => {
                let (l, r) = (&left[l], &right[r]);
                let scope = if matches!(l.scope, super::lists::Scope::Pair(_)) { l.scope } else { r.scope };
                let certainty = (has_certainty(l.value) && has_certainty(r.value) && l.value.certainty != r.value.certainty)
                    .then_some([l.value.certainty, r.value.certainty]);
                figures.push(Figure { scope, left: l.value, right: r.value, relation, certainty });
            }
            Outcome::Left(l) => ledger.left_only(left[l].scope.path("counts"), vec![Value::Count(left[l].value.clone())]),
            Outcome::Right(r) => ledger.right_only(right[r].scope.path("counts"), vec![Value::Count(right[r].value.clone())]),
        }
    }
    figures
}

/// A figure that both versions tell.
pub(super) struct Figure<'a> {
    pub scope: super::lists::Scope,
    pub left: &'a Count,
    pub right: &'a Count,
    pub relation: Relation,
    /// Its certainties, where they contradict each other.
    pub certainty: Option<[Certainty; 2]>,
}
