//! Holds two notices against each other: what they agree on, where they contradict each other, what only one of them says.
//!
//! It knows the notice model and no language. What the grammar may have misread weighs less than what it seldom does: an unequal number or day of the
//! same fact is a contradiction; another role, another event on the same day, a name in the other script never is.
//!
//! Each kind of field has its file: [`dates`] (with [`day`]), [`figure`] (with [`number`], [`sums`], [`certainty`]), [`money`], [`set`], [`name`]
//! (with [`sound`]), [`guidance`], [`header`]. [`pairing`] finds the counterpart of each incident, [`lists`] that of each day and figure.

mod assign;
mod certainty;
mod dates;
mod day;
mod figure;
mod guidance;
mod header;
mod ledger;
mod lists;
mod money;
mod name;
mod number;
mod pairing;
mod set;
mod sound;
mod sums;
#[cfg(test)]
mod tests;

use dates::WrongWeekdays;
use ledger::Ledger;
use lists::{Scope, Told};
use pairing::{Pair, pair_incidents};

use crate::Span;
use crate::diagnostic::Code;
use crate::model::*;

/// Compares two notices of one matter, field by field.
///
/// A Japanese and an English notice may be given in either order: the Japanese one is [`Reconciliation::left`] and `ja` in JSON. Of two notices in one
/// language the first is the left one. It never fails; the time is linear in the fields beside the pairing, which is cubic in the number of incidents
/// up to a few hundred and nearly quadratic beyond.
///
/// ```
/// use taiyaku::{Verdict, parse, reconcile};
/// let notice = parse("発覚日：2020年3月10日").notice;
/// let same = reconcile(&notice, &notice);
/// assert!(same.fields.iter().all(|field| field.verdict == Verdict::Agree));
/// ```
pub fn reconcile(left: &Notice, right: &Notice) -> Reconciliation {
    let [left, right] = if comes_first(left, right) { [left, right] } else { [right, left] };
    let labels = if left.language == right.language { Labels::Positions } else { Labels::Languages };
    // Where much is alike, what answers what may hang on which side is looked at first. So that turning the notices round turns what is found and no
    // more, two of one language are always compared in one order: the earlier one first.
    let turned = labels == Labels::Positions && canonical_order(left, right).is_gt();
    if turned { compare(right, left, labels, true).turned() } else { compare(left, right, labels, false) }
}

/// The order of two notices by what they say, wherever they stand: the earlier one first.
fn canonical_order(left: &Notice, right: &Notice) -> std::cmp::Ordering {
    let day = |notice: &Notice| notice.published.as_ref().map(|date| date.date.clone());
    let whole = |notice: &Notice| serde_json::to_string(notice).unwrap_or_default();
    day(left).cmp(&day(right)).then_with(|| left.source.sha256.cmp(&right.source.sha256)).then_with(|| whole(left).cmp(&whole(right)))
}

/// Compares two notices in this order. `turned`: the right one is shown on the left.
fn compare(left: &Notice, right: &Notice, labels: Labels, turned: bool) -> Reconciliation {
    let published = [left, right].map(|notice| notice.published.as_ref().map(|date| date.date.clone()));
    let mut ledger = Ledger { labels, published, turned, fields: Vec::new() };
    let mut pairs = pair_incidents(&left.incidents, &right.incidents);
    if turned {
        pairs.sort_by_key(|pair| (pair.right.is_none(), pair.right, pair.left));
    }

    header::reconcile_published(&mut ledger, left, right);
    name::reconcile_issuer(&mut ledger, left, right);
    header::reconcile_stage(&mut ledger, left, right);
    header::reconcile_prior_reports(&mut ledger, left, right);
    guidance::reconcile_guidance(&mut ledger, left, right);
    let responses = [&left.responses[..], &right.responses[..]];
    let of_incidents = [left, right].map(|notice| notice.incidents.iter().flat_map(|one| one.responses.clone()).collect::<Vec<_>>());
    set::reconcile_responses(&mut ledger, Scope::Notice, responses, [&of_incidents[0], &of_incidents[1]]);
    header::reconcile_contacts(&mut ledger, left, right);
    reconcile_values(&mut ledger, left, right, &pairs);
    for (place, pair) in pairs.iter().enumerate() {
        reconcile_incidents(&mut ledger, place, *pair, left, right);
    }
    finish(ledger, left, right, &pairs)
}

/// Whether `left` is shown on the left: not where it is English and the other Japanese.
pub(crate) fn comes_first(left: &Notice, right: &Notice) -> bool {
    !(left.language == Language::En && right.language == Language::Ja)
}

/// The days and figures of a notice with where they were told.
fn told<'a, T>(notice: &'a [T], incidents: impl Iterator<Item = (Scope, &'a [T])>) -> Vec<Told<'a, T>> {
    let of_notice = notice.iter().map(|value| Told { value, scope: Scope::Notice });
    of_notice.chain(incidents.flat_map(|(scope, values)| values.iter().map(move |value| Told { value, scope }))).collect()
}

/// Days and figures, which may be told of an incident by the one and of the whole notice by the other; and the data, whose certainty is theirs.
fn reconcile_values(ledger: &mut Ledger, left: &Notice, right: &Notice, pairs: &[Pair]) {
    let scope =
        |place: usize, pair: &Pair| if pair.left.is_some() && pair.right.is_some() { Scope::Pair(place) } else { Scope::Alone(place) };
    let scopes = |side: fn(&Pair) -> Option<usize>| {
        pairs.iter().enumerate().filter_map(move |(place, pair)| Some((scope(place, pair), side(pair)?))).collect::<Vec<_>>()
    };
    let (lefts, rights) = (scopes(|pair| pair.left), scopes(|pair| pair.right));
    let weekdays = WrongWeekdays { left: wrong_weekdays(left), right: wrong_weekdays(right) };

    let left_dates = told(&left.dates, lefts.iter().map(|(scope, place)| (*scope, &left.incidents[*place].dates[..])));
    let right_dates = told(&right.dates, rights.iter().map(|(scope, place)| (*scope, &right.incidents[*place].dates[..])));
    dates::reconcile_dates(ledger, &left_dates, &right_dates, &weekdays);

    let left_counts = told(&left.counts, lefts.iter().map(|(scope, place)| (*scope, &left.incidents[*place].counts[..])));
    let right_counts = told(&right.counts, rights.iter().map(|(scope, place)| (*scope, &right.incidents[*place].counts[..])));
    let mut figures = figure::reconcile_figures(ledger, &left_counts, &right_counts);
    for scope in [Scope::Notice].into_iter().chain((0..pairs.len()).flat_map(|place| [Scope::Pair(place), Scope::Alone(place)])) {
        let (mut here, rest): (Vec<_>, Vec<_>) = figures.into_iter().partition(|figure| figure.scope == scope);
        figures = rest;
        sums::note_sums(ledger, &mut here);
        let data = match scope {
            Scope::Pair(place) => pairs
                .get(place)
                .and_then(|pair| pair.left.zip(pair.right))
                .map(|(l, r)| set::compare_data(ledger, scope, &left.incidents[l].data, &right.incidents[r].data)),
            _ => None,
        };
        certainty::settle(ledger, scope, here, data);
    }
}

/// Where the weekday beside a date is another day's.
fn wrong_weekdays(notice: &Notice) -> Vec<crate::Span> {
    notice.diagnostics.iter().filter(|diagnostic| diagnostic.code == Code::WeekdayMismatch).map(|diagnostic| diagnostic.span).collect()
}

/// What is told of incidents and of nothing else.
fn reconcile_incidents(ledger: &mut Ledger, place: usize, pair: Pair, left: &Notice, right: &Notice) {
    match (pair.left.and_then(|l| left.incidents.get(l)), pair.right.and_then(|r| right.incidents.get(r))) {
        (Some(l), Some(r)) => {
            let scope = Scope::Pair(place);
            name::reconcile_organizations(ledger, scope, &l.organizations, &r.organizations);
            name::reconcile_services(ledger, scope, &l.services, &r.services);
            set::reconcile_causes(ledger, scope, &l.causes, &r.causes);
            money::reconcile_losses(ledger, scope, &l.losses, &r.losses);
            let of_notice = [&left.responses[..], &right.responses[..]];
            set::reconcile_responses(ledger, scope, [&l.responses, &r.responses], of_notice);
            set::reconcile_vulnerabilities(ledger, scope, &l.vulnerabilities, &r.vulnerabilities);
            set::reconcile_harm(ledger, scope, l, r);
        }
        (Some(l), None) => ledger.left_only(format!("incidents[{place}]"), heading(l)),
        (None, Some(r)) => ledger.right_only(format!("incidents[{place}]"), heading(r)),
        (None, None) => {}
    }
}

/// What shows an incident that has no counterpart: its heading, else its number.
fn heading(incident: &Incident) -> Vec<Value> {
    vec![match &incident.title {
        Some(title) => Value::Text(title.clone()),
        None => Value::Word(Word { value: incident.id.clone(), text: None, span: None }),
    }]
}

/// Puts the fields of one path, which stand in the order of the left text, in that of the right one.
fn in_order_of_right(fields: &mut [Field]) {
    for alike in fields.chunk_by_mut(|a, b| a.path == b.path) {
        let place = |values: &[Value]| values.iter().find_map(Value::span).map_or(usize::MAX, Span::start);
        alike.sort_by_key(|field| (place(&field.right), place(&field.left)));
    }
}

/// Puts the fields in order and counts them.
fn finish(ledger: Ledger, left: &Notice, right: &Notice, pairs: &[Pair]) -> Reconciliation {
    let Ledger { labels, mut fields, turned, .. } = ledger;
    if turned {
        in_order_of_right(&mut fields);
    }
    fields.sort_by_key(|field| field.incident().map_or(0, |place| place + 1));
    let named = |incidents: &[Incident], place: Option<usize>| {
        let incident = incidents.get(place?)?;
        Some(IncidentRef { index: place?, id: incident.id.clone(), title: incident.title.clone() })
    };
    let incidents = pairs.iter().enumerate().map(|(place, pair)| IncidentPair {
        left: named(&left.incidents, pair.left),
        right: named(&right.incidents, pair.right),
        summary: Summary::of(fields.iter().filter(|field| field.incident() == Some(place))),
    });
    Reconciliation {
        schema: RECONCILIATION_SCHEMA.to_string(),
        labels,
        left: left.source.clone(),
        right: right.source.clone(),
        summary: Summary::of(&fields),
        incidents: incidents.collect(),
        fields,
    }
}
