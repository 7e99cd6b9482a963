//! Amounts of money: 約2,200万円 and 22,000,000 yen are one amount; 億, 万 and million mixed up are not.

use super::figure::bounds_differ;
use super::ledger::Ledger;
use super::lists::{Kind, Leftovers, Outcome, Relation, Scope, Told, pair_lists};
use super::number::{rounds_to, slip};
use crate::digits::grouped;
use crate::model::*;

fn words(money: &Money) -> String {
    format!("{} {}", grouped(money.amount), money.currency)
}

/// The rules for money.
struct Amounts<'a> {
    ledger: &'a Ledger,
}

impl Kind<Money> for Amounts<'_> {
    fn same(&self, left: &Money, right: &Money) -> Option<Relation> {
        let (mut verdict, mut notes) = (Verdict::Agree, Vec::new());
        if left.amount != right.amount {
            if left.currency != right.currency || !rounds_to(left.amount, left.bound, right.amount, right.bound) {
                return None;
            }
            verdict = Verdict::Compatible;
            notes.push("one version rounds".to_string());
        }
        if left.bound != right.bound {
            verdict = if bounds_differ(left.bound, right.bound) { Verdict::Differ } else { verdict.max(Verdict::Compatible) };
            notes.push(self.ledger.contradiction("bound", left.bound, right.bound));
        }
        if left.currency != right.currency {
            verdict = Verdict::Differ;
            notes.push(self.ledger.contradiction("currency", &left.currency, &right.currency));
        }
        let weight = 60 + u32::from(left.amount == right.amount) * 20 + u32::from(left.currency == right.currency) * 20;
        Some(Relation { verdict, notes, weight })
    }

    fn slip(&self, left: &Money, right: &Money, rest: &Leftovers<'_, Money>) -> Option<Relation> {
        let last = rest.left.len() == 1 && rest.right.len() == 1;
        if left.currency != right.currency {
            // Another currency is another number; whether it was well converted is not for us to say.
            return last.then(|| Relation { verdict: Verdict::Compatible, notes: vec!["told in another currency".into()], weight: 10 });
        }
        let (percent, sort) = slip(left.amount, right.amount);
        (percent >= 80 || (percent >= 20 && last)).then(|| Relation {
            verdict: Verdict::Differ,
            notes: [self.ledger.contradiction("amount", words(left), words(right))].into_iter().chain(sort).collect(),
            weight: percent,
        })
    }

    fn again(&self, _: &Money, _: &Money) -> Option<Relation> {
        None
    }
}

/// Pairs the losses of two incidents and adds their fields.
pub(super) fn reconcile_losses(ledger: &mut Ledger, scope: Scope, left: &[Money], right: &[Money]) {
    fn told(list: &[Money], scope: Scope) -> Vec<Told<'_, Money>> {
        list.iter().map(|value| Told { value, scope }).collect()
    }
    let outcomes = pair_lists(&told(left, scope), &told(right, scope), &Amounts { ledger });
    let value = |money: &Money| Value::Money(money.clone());
    for outcome in outcomes {
        match outcome {
            Outcome::Both { left: l, right: r, relation } => ledger.related(scope, "losses", relation, value(&left[l]), value(&right[r])),
            Outcome::Left(l) => ledger.left_only(scope.path("losses"), vec![value(&left[l])]),
            Outcome::Right(r) => ledger.right_only(scope.path("losses"), vec![value(&right[r])]),
        }
    }
}
