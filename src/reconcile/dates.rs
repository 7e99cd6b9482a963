//! Days: paired by what happened and by how close they are.
//!
//! The same day under another event is one day seen otherwise (a leak that was found and confirmed on one day), never a contradiction. A slip of one
//! year runs through every day of a notice, and one day may stand for several events: such days are shown as one field.

use std::collections::BTreeMap;

use super::day::{Fit, Shift, close, fit, moved, slip, when};
use super::ledger::Ledger;
use super::lists::{Kind, Leftovers, Outcome, Relation, Scope, Told, pair_lists};
use crate::Span;
use crate::model::*;

/// Events that the two versions may take for one another.
const KIN: &[[Event; 2]] = &[
    [Event::Discovered, Event::Confirmed],
    [Event::Discovered, Event::Occurred],
    [Event::Contained, Event::Ended],
    [Event::Announced, Event::Notified],
];

fn kin(a: Event, b: Event) -> bool {
    a == b || a == Event::Other || b == Event::Other || KIN.iter().any(|pair| pair.contains(&a) && pair.contains(&b))
}

/// The rules for days.
pub(super) struct Days<'a> {
    pub ledger: &'a Ledger,
}

impl Days<'_> {
    fn slipped(&self, left: &Date, right: &Date, weight: u32) -> Relation {
        let notes = vec![self.ledger.contradiction(left.event.as_str(), &left.date, &right.date)];
        Relation { verdict: Verdict::Differ, notes, weight }
    }
}

/// How likely two days were meant to be one.
fn likeness(left: &Date, right: &Date) -> u32 {
    match (when(&left.date), when(&right.date)) {
        (Some(l), Some(r)) => slip(l, r).map_or(0, |slip| slip.0),
        _ => 0,
    }
}

/// Whether one day is the other in another month or year.
fn shifted_whole(left: &Date, right: &Date) -> bool {
    let shift = when(&left.date).zip(when(&right.date)).and_then(|(l, r)| slip(l, r));
    shift.is_some_and(|(_, shift)| shift.days == 0)
}

impl Kind<Date> for Days<'_> {
    fn same(&self, left: &Date, right: &Date) -> Option<Relation> {
        let relation = |verdict, weight, note: Option<String>| Some(Relation { verdict, weight, notes: note.into_iter().collect() });
        let fit = if left.date == right.date { Fit::Equal } else { fit(when(&left.date)?, when(&right.date)?)? };
        let same_event = left.event == right.event;
        let times = match (&left.time, &right.time) {
            (Some(l), Some(r)) => Some(l == r),
            _ => None,
        };
        let event_note = || format!("told as {}", self.ledger.against(left.event, right.event));
        match (fit, same_event, times) {
            (Fit::Equal, true, Some(false)) => {
                let [l, r] = [left, right].map(|date| date.time.as_deref().unwrap_or_default());
                relation(Verdict::Differ, 70, Some(self.ledger.contradiction("clock time", l, r)))
            }
            (Fit::Equal, true, Some(true)) => relation(Verdict::Agree, 110, None),
            (Fit::Equal, true, None) if left.time == right.time => relation(Verdict::Agree, 105, None),
            (Fit::Equal, true, None) => relation(Verdict::Compatible, 100, Some("one version tells the clock time".into())),
            (Fit::Equal, false, Some(true)) => relation(Verdict::Compatible, 90, Some(event_note())),
            (Fit::Equal, false, None) => {
                relation(Verdict::Compatible, if kin(left.event, right.event) { 60 } else { 50 }, Some(event_note()))
            }
            (Fit::Equal, false, Some(false)) => None,
            (Fit::Coarser, true, _) => relation(Verdict::Compatible, 80, Some("one version is less precise".into())),
            // Weaker than the day itself under another event: the period may have a counterpart that slipped.
            (Fit::Within, true, _) => {
                relation(Verdict::Compatible, 40, Some("one version tells a day, the other a period around it".into()))
            }
            (Fit::Coarser | Fit::Within, false, _) => None,
        }
    }

    fn slip(&self, left: &Date, right: &Date, rest: &Leftovers<'_, Date>) -> Option<Relation> {
        let percent = likeness(left, right);
        let count = |list: &[&Date], of: &dyn Fn(&Date) -> bool| list.iter().filter(|date| of(date)).count();
        if left.event == right.event {
            let alone = [&rest.left, &rest.right].into_iter().all(|list| count(list, &|other| other.event == left.event) == 1);
            // Not one of several that would do as well.
            let only = count(&rest.right, &|other| other.event == left.event && likeness(left, other) >= 95) <= 1
                && count(&rest.left, &|other| other.event == right.event && likeness(other, right) >= 95) <= 1;
            return ((percent >= 95 && only) || (percent >= 80 && alone)).then(|| self.slipped(left, right, 100 + percent));
        }
        let alone = count(&rest.left, &|other| kin(other.event, right.event)) == 1
            && count(&rest.right, &|other| kin(left.event, other.event)) == 1;
        let likely =
            percent >= 100 && (shifted_whole(left, right) || when(&left.date).zip(when(&right.date)).is_some_and(|(l, r)| close(l, r)));
        (kin(left.event, right.event) && left.event != Event::Other && right.event != Event::Other && likely && alone)
            .then(|| self.slipped(left, right, percent))
    }

    fn again(&self, _: &Date, _: &Date) -> Option<Relation> {
        // A matter has many days of one event; a second one is no slip of the first.
        None
    }
}

/// The places where a weekday does not belong to its date, on both sides.
pub(super) struct WrongWeekdays {
    pub left: Vec<Span>,
    pub right: Vec<Span>,
}

impl WrongWeekdays {
    /// Whether one of two days has another day's weekday.
    fn hit(&self, left: &Date, right: &Date) -> bool {
        let hit = |places: &[Span], date: &Date| places.iter().any(|place| place.overlaps(date.span));
        hit(&self.left, left) || hit(&self.right, right)
    }

    /// What a note says about a pair of days that one of them falls on.
    fn note(&self, ledger: &Ledger, left: Option<&Date>, right: Option<&Date>) -> Option<String> {
        let hit = |places: &[Span], date: Option<&Date>| date.is_some_and(|date| places.iter().any(|place| place.overlaps(date.span)));
        match (hit(&self.left, left), hit(&self.right, right)) {
            (true, true) => Some("the weekday does not fit the date in either version".into()),
            (true, false) => Some(format!("the weekday does not fit the date in {}", ledger.left())),
            (false, true) => Some(format!("the weekday does not fit the date in {}", ledger.right())),
            (false, false) => None,
        }
    }
}

/// Pairs days that nothing agrees with whatever is said to have happened on them, where more than their likeness speaks for a slip: they stand between
/// the same two days on both sides, or the weekday of one is another day's.
fn telling_slips(
    ledger: &Ledger,
    outcomes: Vec<Outcome>,
    left: &[Told<'_, Date>],
    right: &[Told<'_, Date>],
    weekdays: &WrongWeekdays,
) -> Vec<Outcome> {
    let answers: BTreeMap<usize, usize> = outcomes.iter().filter_map(Outcome::places).collect();
    let alike = |l: usize, r: usize| {
        let (l, r) = (left.get(l)?, right.get(r)?);
        let near = shifted_whole(l.value, r.value) || when(&l.value.date).zip(when(&r.value.date)).is_some_and(|(l, r)| close(l, r));
        (l.scope == r.scope && likeness(l.value, r.value) >= 95 && near).then_some((l.value, r.value))
    };
    // Where a list begins is a place too; where it ends, each version adds what it likes.
    let before = |l: usize, r: usize| match (l.checked_sub(1), r.checked_sub(1)) {
        (Some(l), Some(r)) => answers.get(&l) == Some(&r),
        (l, r) => l == r,
    };
    let framed = |l: usize, r: usize| before(l, r) && answers.get(&(l + 1)) == Some(&(r + 1));
    let told = |l: usize, r: usize| alike(l, r).is_some_and(|(left, right)| framed(l, r) || weekdays.hit(left, right));
    let lefts: Vec<usize> = outcomes.iter().filter_map(|outcome| if let Outcome::Left(l) = outcome { Some(*l) } else { None }).collect();
    let rights: Vec<usize> = outcomes.iter().filter_map(|outcome| if let Outcome::Right(r) = outcome { Some(*r) } else { None }).collect();
    let mut found: BTreeMap<usize, usize> = BTreeMap::new();
    for l in lefts {
        let mut answering = rights.iter().copied().filter(|r| told(l, *r) && !found.values().any(|taken| taken == r));
        if let (Some(r), None) = (answering.next(), answering.next()) {
            found.insert(l, r);
        }
    }
    let both = |l: usize, r: usize| {
        let (left_day, right_day) = (left.get(l)?.value, right.get(r)?.value);
        let relation = Days { ledger }.slipped(left_day, right_day, 0);
        Some(Outcome::Both { left: l, right: r, relation })
    };
    let settled = outcomes.into_iter().filter_map(|outcome| match outcome {
        Outcome::Left(l) => found.get(&l).and_then(|r| both(l, *r)).or(Some(Outcome::Left(l))),
        Outcome::Right(r) if found.values().any(|taken| *taken == r) => None,
        other => Some(other),
    });
    settled.collect()
}

/// Pairs the days of two notices and adds their fields.
pub(super) fn reconcile_dates(ledger: &mut Ledger, left: &[Told<'_, Date>], right: &[Told<'_, Date>], weekdays: &WrongWeekdays) {
    let mut slips: Vec<Slip<'_>> = Vec::new();
    let outcomes = pair_lists(left, right, &Days { ledger });
    for outcome in telling_slips(ledger, outcomes, left, right, weekdays) {
        match outcome {
            Outcome::Both { left: l, right: r, mut relation } => {
                let (l, r) = (&left[l], &right[r]);
                let scope = if matches!(l.scope, Scope::Pair(_)) { l.scope } else { r.scope };
                relation.notes.extend(weekdays.note(ledger, Some(l.value), Some(r.value)));
                if relation.verdict == Verdict::Differ {
                    slips.push(Slip { scope, left: l.value, right: r.value, notes: relation.notes });
                } else {
                    ledger.related(scope, "dates", relation, Value::Date(l.value.clone()), Value::Date(r.value.clone()));
                }
            }
            Outcome::Left(l) => ledger.left_only(left[l].scope.path("dates"), vec![Value::Date(left[l].value.clone())]),
            Outcome::Right(r) => ledger.right_only(right[r].scope.path("dates"), vec![Value::Date(right[r].value.clone())]),
        }
    }
    add_slips(ledger, slips);
}

/// Two days that contradict each other.
struct Slip<'a> {
    scope: Scope,
    left: &'a Date,
    right: &'a Date,
    notes: Vec<String>,
}

/// Whether two contradictions have one source: the same two days, alone or as the ends of periods, or the same number of years.
fn one_source(a: &Slip<'_>, b: &Slip<'_>) -> bool {
    let years = |slipped: &Slip<'_>| match slip(when(&slipped.left.date)?, when(&slipped.right.date)?)?.1 {
        Shift { years, months: 0, days: 0 } => Some(years),
        _ => None,
    };
    let points = |slipped: &Slip<'_>| {
        let days = when(&slipped.left.date).zip(when(&slipped.right.date));
        days.map_or(Vec::new(), |(left, right)| moved(left, right))
    };
    let there = points(b);
    a.scope == b.scope
        && (points(a).iter().any(|point| there.contains(point)) || years(a).is_some_and(|by| by != 0 && years(b) == Some(by)))
}

/// Adds contradictions, those of one source as one field.
fn add_slips(ledger: &mut Ledger, slips: Vec<Slip<'_>>) {
    let mut groups: Vec<Vec<Slip<'_>>> = Vec::new();
    for slipped in slips {
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| one_source(first, &slipped))) {
            Some(group) => group.push(slipped),
            None => groups.push(vec![slipped]),
        }
    }
    for group in groups {
        let Some(scope) = group.first().map(|slipped| slipped.scope) else { continue };
        let values = |side: fn(&Slip<'_>) -> Date| group.iter().map(|slipped| Value::Date(side(slipped))).collect::<Vec<_>>();
        let (left, right) = (values(|slipped| slipped.left.clone()), values(|slipped| slipped.right.clone()));
        let notes: Vec<&str> = group.iter().flat_map(|slipped| slipped.notes.iter().map(String::as_str)).collect();
        ledger.both(scope.path("dates"), Verdict::Differ, left, right, Some(notes.join("; ")));
    }
}
