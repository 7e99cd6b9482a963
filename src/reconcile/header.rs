//! What belongs to the whole notice: its day, its place in a series, earlier reports, enquiry desks.

use super::assign::assign;
use super::dates::Days;
use super::ledger::Ledger;
use super::lists::{Kind, Outcome, Scope, Told, pair_lists};
use crate::model::*;

/// Compares the days of publication. Between two reports of one language another day is the rule and no contradiction.
pub(super) fn reconcile_published(ledger: &mut Ledger, left: &Notice, right: &Notice) {
    let path = "published".to_string();
    let value = |date: &Date| vec![Value::Date(date.clone())];
    match (&left.published, &right.published) {
        (Some(l), Some(r)) => {
            // The event of a publication is one and the same, however it was read.
            let same_event = Date { event: l.event, ..r.clone() };
            let (verdict, note) = match (Days { ledger }.same(l, &same_event), ledger.labels) {
                (Some(relation), _) => (relation.verdict, Some(relation.notes.join("; "))),
                (None, Labels::Languages) => (Verdict::Differ, Some(ledger.contradiction("published", &l.date, &r.date))),
                (None, Labels::Positions) => (Verdict::Compatible, Some("two reports, published on two days".into())),
            };
            ledger.both(path, verdict, value(l), value(r), note);
        }
        (l, r) => {
            ledger.left_only(path.clone(), l.as_ref().map(value).unwrap_or_default());
            ledger.right_only(path, r.as_ref().map(value).unwrap_or_default());
        }
    }
}

/// Compares the place in the series of reports. A text that places itself in none says less.
pub(super) fn reconcile_stage(ledger: &mut Ledger, left: &Notice, right: &Notice) {
    let value = |stage: Stage| vec![Value::Word(Word { value: stage.to_string(), text: None, span: None })];
    let (l, r) = (left.stage, right.stage);
    let silent = l == Stage::Single || r == Stage::Single;
    let (verdict, note) = match (l == r, silent || ledger.labels == Labels::Positions) {
        (true, _) => (Verdict::Agree, None),
        (false, true) => (Verdict::Compatible, Some(ledger.against(l, r))),
        (false, false) => (Verdict::Differ, Some(ledger.contradiction("stage", l, r))),
    };
    ledger.both("stage".into(), verdict, value(l), value(r), note);
}

/// Compares the earlier reports that the notices name, by their days: whatever each is called, it was made public then.
pub(super) fn reconcile_prior_reports(ledger: &mut Ledger, left: &Notice, right: &Notice) {
    let dates = |notice: &Notice| {
        let named = notice.prior_reports.iter().filter_map(|report| report.date.clone());
        named.map(|date| Date { event: Event::Announced, ..date }).collect::<Vec<_>>()
    };
    fn told(dates: &[Date]) -> Vec<Told<'_, Date>> {
        dates.iter().map(|value| Told { value, scope: Scope::Notice }).collect()
    }
    let (left, right) = (dates(left), dates(right));
    let path = "prior_reports".to_string();
    let value = |date: &Date| vec![Value::Date(date.clone())];
    for outcome in pair_lists(&told(&left), &told(&right), &Days { ledger }) {
        match outcome {
            Outcome::Both { left: l, right: r, relation } => {
                ledger.both(path.clone(), relation.verdict, value(&left[l]), value(&right[r]), Some(relation.notes.join("; ")));
            }
            Outcome::Left(place) => ledger.left_only(format!("{path}[{place}].date"), value(&left[place])),
            Outcome::Right(place) => ledger.right_only(format!("{path}[{place}].date"), value(&right[place])),
        }
    }
}

/// How many characters a telephone number or mail address may be off and still be meant for the other.
const TYPING_SLIP: usize = 2;

/// Compares the enquiry desks. Another desk for other readers is no contradiction; a mistyped number is one.
pub(super) fn reconcile_contacts(ledger: &mut Ledger, left: &Notice, right: &Notice) {
    let weigh = |l: &Contact, r: &Contact| match (l.kind == r.kind, key(l) == key(r), mistyped(l, r)) {
        (true, true, _) => 100,
        (true, false, true) => 10,
        _ => 0,
    };
    let (lefts, rights) = (&left.contacts, &right.contacts);
    let pairs = assign(lefts.len(), rights.len(), |l, r| weigh(&lefts[l], &rights[r]));
    let value = |contact: &Contact| vec![Value::Contact(contact.clone())];
    let path = "contacts".to_string();
    for pair in &pairs {
        let (l, r) = (&lefts[pair.left], &rights[pair.right]);
        let (verdict, note) = match (key(l) == key(r), ledger.labels) {
            (true, _) => (Verdict::Agree, None),
            (false, _) => (Verdict::Differ, Some(ledger.contradiction("contact", &l.value, &r.value))),
        };
        ledger.both(path.clone(), verdict, value(l), value(r), note);
    }
    for (_, contact) in lefts.iter().enumerate().filter(|(place, _)| !pairs.iter().any(|pair| pair.left == *place)) {
        ledger.left_only(path.clone(), value(contact));
    }
    for (_, contact) in rights.iter().enumerate().filter(|(place, _)| !pairs.iter().any(|pair| pair.right == *place)) {
        ledger.right_only(path.clone(), value(contact));
    }
}

/// What two entries for the same desk have in common: the digits without the country's code and the leading 0; the address in lower case.
fn key(contact: &Contact) -> String {
    match contact.kind {
        ContactKind::Phone => {
            let digits: String = contact.value.chars().filter(char::is_ascii_digit).collect();
            let national = if contact.value.trim_start().starts_with('+') { digits.strip_prefix("81").unwrap_or(&digits) } else { &digits };
            national.trim_start_matches('0').to_string()
        }
        ContactKind::Email | ContactKind::Url => contact.value.trim_end_matches('/').to_ascii_lowercase(),
    }
}

/// Whether one is the other with a digit or letter or two mistaken. Web pages are not asked: each language has its own.
fn mistyped(left: &Contact, right: &Contact) -> bool {
    let (l, r) = (key(left), key(right));
    let off = l.chars().zip(r.chars()).filter(|(l, r)| l != r).count();
    left.kind == right.kind && left.kind != ContactKind::Url && l.len() == r.len() && l.len() >= 8 && off <= TYPING_SLIP
}
