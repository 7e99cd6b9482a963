//! Equal values become one: the first mention stands, later ones may add what it left open.
//!
//! Limits: equality is that of values, so two different groups of the same size and unit are one.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::figures::Figure;
use super::items::Item;
use crate::model::*;

/// Makes equal days of one event one.
pub(crate) fn dates(dates: Vec<Date>) -> Vec<Date> {
    let mut kept: Vec<Date> = Vec::new();
    let mut places: HashMap<(Event, String), usize> = HashMap::new();
    for date in dates {
        match places.entry((date.event, date.date.clone())) {
            Entry::Occupied(known) => {
                let known = &mut kept[*known.get()];
                known.time = known.time.take().or(date.time);
            }
            Entry::Vacant(free) => {
                free.insert(kept.len());
                kept.push(date);
            }
        }
    }
    kept
}

/// Makes equal figures one. A bare counter takes the unit of an equal figure that has one; a bound and a *possible* that any mention states holds.
pub(crate) fn figures(figures: Vec<Figure>) -> Vec<Figure> {
    let mut kept: Vec<Figure> = Vec::new();
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for figure in figures {
        let equal = places.entry(figure.value).or_default();
        let same = |at: &&usize| kept.get(**at).is_some_and(|known| known.unit == figure.unit || known.bare || figure.bare);
        match equal.iter().find(same).and_then(|at| kept.get_mut(*at)) {
            Some(known) => {
                if known.bare && !figure.bare {
                    (known.unit, known.bare) = (figure.unit, false);
                }
                if known.bound == Bound::Exact {
                    known.bound = figure.bound;
                }
                if figure.said && (!known.said || figure.certainty == Certainty::Possible) {
                    (known.certainty, known.said) = (figure.certainty, true);
                }
            }
            None => {
                equal.push(kept.len());
                kept.push(figure);
            }
        }
    }
    kept
}

/// Marks figures that add up to another of the same unit as its parts: a breakdown tells itself by its sum.
///
/// The parts stand together, right before or right behind the total.
pub(crate) fn mark_breakdowns(figures: &mut [Figure]) {
    for total in 0..figures.len() {
        if figures[total].role == CountRole::Affected
            && let Some(parts) = breakdown(figures, total)
        {
            for part in parts {
                figures[part].role = CountRole::Part;
            }
        }
    }
}

fn breakdown(figures: &[Figure], total: usize) -> Option<Vec<usize>> {
    let whole = &figures[total];
    let counts = |at: &usize| figures[*at].role != CountRole::Context;
    let same = |at: &usize| counts(at) && figures[*at].unit == whole.unit;
    let in_column = |at: &usize| same(at) && figures[*at].column == whole.column;
    // Numbers too large to add up by chance may be of several units.
    let telling = |at: &usize| counts(at) && whole.value >= UNLIKELY;
    (whole.column.is_some().then(|| adding_up(figures, total, in_column)).flatten())
        .or_else(|| adding_up(figures, total, same))
        .or_else(|| adding_up(figures, total, telling))
        .or_else(|| whole.distinct.then(|| overlapping(figures, total)).flatten())
}

/// The figures behind a total, else those before it, that add up to it; only those that `fit` are looked at.
fn adding_up(figures: &[Figure], total: usize, fit: impl Fn(&usize) -> bool) -> Option<Vec<usize>> {
    let adds_up = |row: &mut dyn Iterator<Item = usize>| {
        let mut sum = 0u64;
        let mut parts = Vec::new();
        for at in row.filter(&fit).take(LONGEST_BREAKDOWN) {
            sum = sum.saturating_add(figures[at].value);
            parts.push(at);
            if sum >= figures[total].value {
                break;
            }
        }
        (sum == figures[total].value && parts.len() > 1).then_some(parts)
    };
    adds_up(&mut (total + 1..figures.len()).take(NEAR)).or_else(|| adds_up(&mut (0..total).rev().take(NEAR)))
}

/// The figures before a total without duplicates: each is no larger, and together they are.
fn overlapping(figures: &[Figure], total: usize) -> Option<Vec<usize>> {
    let figure = &figures[total];
    let before = (0..total).rev().take(NEAR).filter(|at| figures[*at].unit == figure.unit && figures[*at].line != figure.line);
    let row: Vec<usize> = before.take_while(|at| figures[*at].value <= figure.value).collect();
    let sum = row.iter().fold(0u64, |sum, at| sum.saturating_add(figures[*at].value));
    (row.len() > 1 && sum >= figure.value).then_some(row)
}

/// From here on a sum that comes out right is no chance.
const UNLIKELY: u64 = 200;

/// How many figures away from their total parts are looked for.
const NEAR: usize = 256;

/// How many parts a breakdown may have.
const LONGEST_BREAKDOWN: usize = 24;

/// Makes equal kinds of data one; what a sentence says itself outweighs what was taken over from around it. `personal_information` stands only
/// where no kind is named.
pub(crate) fn items(items: Vec<Item>) -> Vec<Item> {
    // Where a labelled line lists the data, the overview and other labels beside it only paraphrase.
    let labelled = items.iter().any(|item| item.labelled);
    let mut kept: Vec<Item> = Vec::new();
    for item in items.into_iter().filter(|item| !labelled || !item.paraphrased) {
        // A kind that stands in a list of what was not involved may be another group's or of another sort: both are told.
        let same = |known: &&mut Item| known.category == item.category && known.listed_out == item.listed_out;
        match kept.iter_mut().find(same) {
            Some(known) if item.said > known.said => {
                (known.status, known.exclusion, known.said) = (item.status, item.exclusion, item.said);
            }
            Some(_) => {}
            None => kept.push(item),
        }
    }
    let named = kept.iter().any(|item| item.category != DataCategory::PersonalInformation && item.status != DataStatus::Excluded);
    kept.retain(|item| item.category != DataCategory::PersonalInformation || !named);
    kept
}

/// So many names are compared with a new one: a text of one matter names far fewer, and a list of thousands is not to be compared each with each.
const MOST_COMPARED: usize = 200;

/// Adds an organisation, unless its name, or one that contains it, is known.
pub(crate) fn organization(known: &mut Vec<Organization>, organization: Organization) {
    // A space within a Japanese name is one of layout.
    let plain = |name: &str| name.to_lowercase().split_whitespace().collect::<String>();
    let name = plain(&organization.name);
    let same = |one: &Organization| {
        let known = plain(&one.name);
        known.contains(&name) || name.contains(&known)
    };
    match known.iter_mut().take(MOST_COMPARED).find(|one| same(one)) {
        Some(one) => {
            if one.role == Role::Affected && organization.role != Role::Other {
                one.role = organization.role;
            }
            one.alias = one.alias.take().or(organization.alias);
        }
        None => known.push(organization),
    }
}

/// Keeps the first of those that have the same key.
pub(crate) fn first_of_each<T, K: Eq + Hash>(all: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let mut seen = HashSet::new();
    all.retain(|one| seen.insert(key(one)));
}
