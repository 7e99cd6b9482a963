//! Which incident of the one notice is which of the other: by what they say, not by where they stand.
//!
//! Every two incidents get a likeness from the facts they share, and the pairing with the greatest sum is taken. Where both notices tell of as many
//! incidents and one is left on each side it is the same one, whatever they say of it.

use std::collections::BTreeSet;

use super::assign::assign;
use super::day::{slip, when};
use super::name::{Key, Sure, sure};
use super::number;
use crate::model::*;

/// What a shared fact is worth.
mod worth {
    pub(super) const SAME_DAY: u32 = 30;
    pub(super) const SAME_DAY_OTHER_EVENT: u32 = 20;
    pub(super) const SLIPPED_DAY: u32 = 8;
    /// And as much again for each digit: large numbers do not meet by chance.
    pub(super) const SAME_FIGURE: u32 = 12;
    pub(super) const SLIPPED_FIGURE: u32 = 12;
    /// For sets that are equal; less for less in common.
    pub(super) const DATA: u32 = 30;
    pub(super) const CAUSES: u32 = 20;
    pub(super) const SAME_NAME: u32 = 60;
    pub(super) const LIKE_NAME: u32 = 40;
    pub(super) const VULNERABILITY: u32 = 60;
    /// Only to choose between incidents that say the same.
    pub(super) const SAME_ID: u32 = 1;
    /// Below this two incidents have no more in common than any two.
    pub(super) const LEAST: u32 = 40;
}

/// Two incidents of one matter, or one that has no counterpart, by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub left: Option<usize>,
    pub right: Option<usize>,
}

/// Pairs the incidents of two notices: those of the left in their order, then what the right has more.
pub(super) fn pair_incidents(left: &[Incident], right: &[Incident]) -> Vec<Pair> {
    let (lefts, rights) = (in_canonical_order(left), in_canonical_order(right));
    let found = assign(lefts.len(), rights.len(), |l, r| {
        let likeness = lefts[l].likeness(&rights[r]);
        if likeness >= worth::LEAST { likeness } else { 0 }
    });
    let mut pairs: Vec<Pair> =
        found.iter().map(|pair| Pair { left: Some(lefts[pair.left].place), right: Some(rights[pair.right].place) }).collect();
    let mut free_left = (0..left.len()).filter(|place| !pairs.iter().any(|pair| pair.left == Some(*place))).collect::<Vec<_>>();
    let mut free_right = (0..right.len()).filter(|place| !pairs.iter().any(|pair| pair.right == Some(*place))).collect::<Vec<_>>();
    if let ([l], [r]) = (&free_left[..], &free_right[..]) {
        pairs.push(Pair { left: Some(*l), right: Some(*r) });
        free_left.clear();
        free_right.clear();
    }
    pairs.extend(free_left.into_iter().map(|place| Pair { left: Some(place), right: None }));
    pairs.extend(free_right.into_iter().map(|place| Pair { left: None, right: Some(place) }));
    pairs.sort_by_key(|pair| (pair.left.is_none(), pair.left, pair.right));
    pairs
}

/// An incident in the forms that it is compared in.
struct Profile<'a> {
    place: usize,
    incident: &'a Incident,
    services: Vec<Key>,
    data: BTreeSet<DataCategory>,
    causes: BTreeSet<CauseCategory>,
}

/// The incidents by what they say, so that ties do not fall by where they stand.
fn in_canonical_order(incidents: &[Incident]) -> Vec<Profile<'_>> {
    let mut profiles: Vec<Profile<'_>> = incidents.iter().enumerate().map(|(place, incident)| Profile::new(place, incident)).collect();
    profiles.sort_by_cached_key(|profile| {
        let days: Vec<String> = profile.incident.dates.iter().map(|date| format!("{} {}", date.date, date.event)).collect();
        let figures: Vec<(u64, Unit)> = profile.incident.counts.iter().map(|count| (count.value, count.unit)).collect();
        let services: Vec<String> = profile.incident.services.iter().map(|service| service.text.clone()).collect();
        (days, figures, services, profile.data.clone(), profile.causes.clone())
    });
    profiles
}

impl Profile<'_> {
    fn new(place: usize, incident: &Incident) -> Profile<'_> {
        Profile {
            place,
            incident,
            services: incident.services.iter().map(|service| Key::new(&service.text)).collect(),
            data: incident.data.iter().map(|item| item.category).collect(),
            causes: incident.causes.iter().map(|cause| cause.category).collect(),
        }
    }

    /// How much speaks for the two being one matter.
    fn likeness(&self, other: &Profile<'_>) -> u32 {
        let (here, there) = (self.incident, other.incident);
        shared(&here.dates, &there.dates, day_likeness)
            + shared(&here.counts, &there.counts, figure_likeness)
            + shared(&self.services, &other.services, name_likeness)
            + shared(&here.vulnerabilities, &there.vulnerabilities, |l, r| u32::from(l.id == r.id) * worth::VULNERABILITY)
            + overlap(&self.data, &other.data, worth::DATA)
            + overlap(&self.causes, &other.causes, worth::CAUSES)
            + u32::from(here.id == there.id) * worth::SAME_ID
    }
}

/// What the facts of two lists speak for: each by its best counterpart, seen from the side that has less to say, so that a fact which one side tells
/// twice weighs no more, and the two sides may be turned round.
fn shared<T>(left: &[T], right: &[T], likeness: impl Fn(&T, &T) -> u32) -> u32 {
    let best = |values: &mut dyn Iterator<Item = u32>| values.max().unwrap_or(0);
    let seen_from_left: u32 = left.iter().map(|l| best(&mut right.iter().map(|r| likeness(l, r)))).sum();
    let seen_from_right: u32 = right.iter().map(|r| best(&mut left.iter().map(|l| likeness(l, r)))).sum();
    seen_from_left.min(seen_from_right)
}

fn day_likeness(left: &Date, right: &Date) -> u32 {
    if left.date == right.date {
        return if left.event == right.event { worth::SAME_DAY } else { worth::SAME_DAY_OTHER_EVENT };
    }
    let slipped = || Some(slip(when(&left.date)?, when(&right.date)?)?.0 >= 95);
    u32::from(left.event == right.event && slipped() == Some(true)) * worth::SLIPPED_DAY
}

fn figure_likeness(left: &Count, right: &Count) -> u32 {
    let digits = left.value.checked_ilog10().unwrap_or(0);
    if left.value == right.value {
        return worth::SAME_FIGURE + digits * worth::SAME_FIGURE;
    }
    u32::from(left.unit == right.unit && digits >= 1 && number::slip(left.value, right.value).0 >= 90) * worth::SLIPPED_FIGURE
}

fn name_likeness(left: &Key, right: &Key) -> u32 {
    match sure(left, right) {
        Sure::Same => worth::SAME_NAME,
        Sure::Sounds => worth::LIKE_NAME,
        Sure::Not => 0,
    }
}

/// The share of two sets that is common, of a full `worth`.
fn overlap<T: Ord>(left: &BTreeSet<T>, right: &BTreeSet<T>, worth: u32) -> u32 {
    let (common, all) = (left.intersection(right).count() as u32, left.union(right).count() as u32);
    (worth * common).checked_div(all).unwrap_or(0)
}
