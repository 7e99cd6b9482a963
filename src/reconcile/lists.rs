//! Lists of days or figures of two notices, held against each other: which entry answers which.
//!
//! Every entry has a scope: the matter (a pair of incidents) that it was told of, or the whole notice. Entries that agree are paired first, within
//! their matter; what is left is looked for among the entries told of the whole notice or of an incident that has no counterpart (where one
//! version tells of all cases together what the other tells of one); only then is it asked what may be a slip of what. What is left after that
//! stands on one side only.

use super::assign::assign;
use crate::model::Verdict;

/// Where a value was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scope {
    /// Of the whole notice.
    Notice,
    /// Of a pair of incidents, by its place in the list of pairs.
    Pair(usize),
    /// Of an incident with no counterpart, by its place in the list of pairs.
    Alone(usize),
}

impl Scope {
    /// Whether values of this scope may answer values of any other.
    fn is_open(self) -> bool {
        !matches!(self, Scope::Pair(_))
    }

    /// What a path begins with.
    pub(super) fn path(self, field: &str) -> String {
        match self {
            Scope::Notice => field.to_string(),
            Scope::Pair(index) | Scope::Alone(index) => format!("incidents[{index}].{field}"),
        }
    }
}

/// A value and where it was told.
pub(super) struct Told<'a, T> {
    pub value: &'a T,
    pub scope: Scope,
}

/// How two values relate.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    pub verdict: Verdict,
    pub notes: Vec<String>,
    /// How much speaks for their being the same fact.
    pub weight: u32,
}

/// What became of the entries of two lists.
pub(super) enum Outcome {
    Both { left: usize, right: usize, relation: Relation },
    Left(usize),
    Right(usize),
}

impl Outcome {
    /// The places of two values that answer each other.
    pub(super) fn places(&self) -> Option<(usize, usize)> {
        match self {
            Outcome::Both { left, right, .. } => Some((*left, *right)),
            Outcome::Left(_) | Outcome::Right(_) => None,
        }
    }
}

/// The values that nothing agrees with, of one scope: what a slip may be found among.
pub(super) struct Leftovers<'a, T> {
    pub left: Vec<&'a T>,
    pub right: Vec<&'a T>,
}

/// The rules for one kind of value.
pub(super) trait Kind<T> {
    /// How two values relate that state the same thing, contradictions beside the point (another bound of the same number) included.
    fn same(&self, left: &T, right: &T) -> Option<Relation>;

    /// The same, of values of which one was told of the whole notice or of an incident without a counterpart.
    fn same_elsewhere(&self, left: &T, right: &T) -> Option<Relation> {
        self.same(left, right)
    }

    /// How two leftovers relate where one is likely a slip of the other.
    fn slip(&self, left: &T, right: &T, rest: &Leftovers<'_, T>) -> Option<Relation>;

    /// How a leftover of one side relates to a value of the other that already has its answer: a second mention that slipped.
    fn again(&self, left: &T, right: &T) -> Option<Relation>;
}

/// Pairs two lists. Outcomes are in the order of the left list, then of what the right list has more.
pub(super) fn pair_lists<T>(left: &[Told<'_, T>], right: &[Told<'_, T>], kind: &impl Kind<T>) -> Vec<Outcome> {
    let mut state = State { left_taken: vec![false; left.len()], right_taken: vec![false; right.len()], outcomes: Vec::new() };
    let scopes = |of: &[Told<'_, T>]| of.iter().map(|told| told.scope).collect::<Vec<_>>();
    let mut all: Vec<Scope> = [scopes(left), scopes(right)].concat();
    all.sort();
    all.dedup();

    for scope in &all {
        let (lefts, rights) = state.leftovers(left, right, |told| told == *scope);
        state.pair(&lefts, &rights, |l, r| kind.same(left[l].value, right[r].value));
    }
    let (lefts, rights) = state.leftovers(left, right, |_| true);
    state.pair(&lefts, &rights, |l, r| {
        let open = left[l].scope.is_open() || right[r].scope.is_open();
        open.then(|| kind.same_elsewhere(left[l].value, right[r].value)).flatten()
    });
    for scope in &all {
        let (lefts, rights) = state.leftovers(left, right, |told| told == *scope);
        let rest = Leftovers { left: values(left, &lefts), right: values(right, &rights) };
        state.pair(&lefts, &rights, |l, r| kind.slip(left[l].value, right[r].value, &rest));
    }
    state.second_mentions(left, right, kind);
    state.finish()
}

fn values<'a, T>(list: &[Told<'a, T>], places: &[usize]) -> Vec<&'a T> {
    places.iter().map(|place| list[*place].value).collect()
}

struct State {
    left_taken: Vec<bool>,
    right_taken: Vec<bool>,
    outcomes: Vec<Outcome>,
}

impl State {
    /// The places of the values of some scopes that have no answer yet.
    fn leftovers<T>(&self, left: &[Told<'_, T>], right: &[Told<'_, T>], of: impl Fn(Scope) -> bool) -> (Vec<usize>, Vec<usize>) {
        let free = |list: &[Told<'_, T>], taken: &[bool]| {
            (0..list.len()).filter(|place| !taken[*place] && of(list[*place].scope)).collect::<Vec<_>>()
        };
        (free(left, &self.left_taken), free(right, &self.right_taken))
    }

    /// Pairs some places by the relations that they have.
    fn pair(&mut self, lefts: &[usize], rights: &[usize], relate: impl Fn(usize, usize) -> Option<Relation>) {
        let weight = |l: usize, r: usize| relate(lefts[l], rights[r]).map_or(0, |relation| relation.weight);
        for found in assign(lefts.len(), rights.len(), weight) {
            let (left, right) = (lefts[found.left], rights[found.right]);
            if let Some(relation) = relate(left, right) {
                self.left_taken[left] = true;
                self.right_taken[right] = true;
                self.outcomes.push(Outcome::Both { left, right, relation });
            }
        }
    }

    /// Looks for leftovers that are slips of what the other side says, though that has its answer.
    fn second_mentions<T>(&mut self, left: &[Told<'_, T>], right: &[Told<'_, T>], kind: &impl Kind<T>) {
        let (lefts, rights) = self.leftovers(left, right, |_| true);
        for l in lefts {
            let near = |r: &usize| self.right_taken[*r] && left[l].scope == right[*r].scope;
            let found = (0..right.len()).filter(near).find_map(|r| Some((r, kind.again(left[l].value, right[r].value)?)));
            if let Some((r, relation)) = found {
                self.left_taken[l] = true;
                self.outcomes.push(Outcome::Both { left: l, right: r, relation });
            }
        }
        for r in rights {
            let near = |l: &usize| self.left_taken[*l] && left[*l].scope == right[r].scope;
            let found = (0..left.len()).filter(near).find_map(|l| Some((l, kind.again(left[l].value, right[r].value)?)));
            if let Some((l, relation)) = found {
                self.right_taken[r] = true;
                self.outcomes.push(Outcome::Both { left: l, right: r, relation });
            }
        }
    }

    /// The outcomes in order, those without an answer included.
    fn finish(mut self) -> Vec<Outcome> {
        let only = |taken: &[bool]| (0..taken.len()).filter(|place| !taken[*place]).collect::<Vec<_>>();
        let (left, right) = (only(&self.left_taken), only(&self.right_taken));
        self.outcomes.extend(left.into_iter().map(Outcome::Left));
        self.outcomes.extend(right.into_iter().map(Outcome::Right));
        self.outcomes.sort_by_key(|outcome| match outcome {
            Outcome::Both { left, right, .. } => (0, *left, *right),
            Outcome::Left(left) => (0, *left, 0),
            Outcome::Right(right) => (1, *right, 0),
        });
        self.outcomes
    }
}
