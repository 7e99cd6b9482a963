//! What authorities did: who, what, when, and on which article of which law.

use super::assign::{Match, assign};
use super::dates::Days;
use super::ledger::Ledger;
use super::lists::Kind;
use crate::model::*;

/// Pairs the acts of authorities and adds their fields.
pub(super) fn reconcile_guidance(ledger: &mut Ledger, left: &Notice, right: &Notice) {
    let (lefts, rights) = (acts(&left.guidance), acts(&right.guidance));
    let date = |guidance: &Guidance| guidance.date.as_ref().map(|date| date.date.clone());
    let weigh = |l: usize, r: usize| {
        let (l, r) = (&lefts[l], &rights[r]);
        // Whatever they share, two acts are rather one act told otherwise than two that the other version leaves out.
        1 + u32::from(l.authority == r.authority) * 8
            + u32::from(l.action == r.action) * 4
            + u32::from(l.date.is_some() && date(l) == date(r)) * 8
    };
    let pairs = assign(lefts.len(), rights.len(), weigh);
    for pair in &pairs {
        act(ledger, pair.left, &lefts[pair.left], &rights[pair.right]);
    }
    let word = |guidance: &Guidance| {
        let mut values = vec![spoken(guidance.authority.as_str(), guidance), spoken(guidance.action.as_str(), guidance)];
        values.extend(guidance.date.clone().map(Value::Date));
        values
    };
    for (place, guidance) in lefts.iter().enumerate().filter(|(place, _)| !pairs.iter().any(|pair| pair.left == *place)) {
        ledger.left_only(format!("guidance[{place}]"), word(guidance));
    }
    for (place, guidance) in rights.iter().enumerate().filter(|(place, _)| !pairs.iter().any(|pair| pair.right == *place)) {
        ledger.right_only(format!("guidance[{place}]"), word(guidance));
    }
}

/// The acts of a notice, several mentions of one act as one: the same authority doing the same on the same day, or without saying when.
fn acts(mentions: &[Guidance]) -> Vec<Guidance> {
    let day = |guidance: &Guidance| guidance.date.as_ref().map(|date| date.date.clone());
    let mut acts: Vec<Guidance> = Vec::new();
    for mention in mentions {
        let one = |act: &&mut Guidance| {
            let days = day(act).zip(day(mention));
            act.authority == mention.authority && act.action == mention.action && days.is_none_or(|(a, b)| a == b)
        };
        let Some(act) = acts.iter_mut().find(one) else {
            acts.push(mention.clone());
            continue;
        };
        act.date = act.date.take().or_else(|| mention.date.clone());
        let told = |law: &&Law| {
            !act.laws.iter().any(|known| (&known.name, known.article, known.paragraph) == (&law.name, law.article, law.paragraph))
        };
        let more: Vec<Law> = mention.laws.iter().filter(told).cloned().collect();
        act.laws.extend(more);
    }
    acts
}

/// A word of a vocabulary and the words of the act that it was read from.
fn spoken(value: &str, guidance: &Guidance) -> Value {
    Value::Word(Word { value: value.to_string(), text: Some(guidance.text.clone()), span: Some(guidance.span) })
}

/// What one of the two actions may be told as by the other version: an order of a sort as an order, 厳重注意 as guidance or a warning.
fn actions_fit(left: GuidanceAction, right: GuidanceAction) -> bool {
    use GuidanceAction::*;
    let fits = |a, b| match a {
        Order => matches!(b, BusinessImprovementOrder | BusinessSuspensionOrder),
        AdministrativeGuidance => b == Warning,
        _ => false,
    };
    fits(left, right) || fits(right, left)
}

/// Adds the fields of one act.
fn act(ledger: &mut Ledger, place: usize, left: &Guidance, right: &Guidance) {
    let path = |field: &str| format!("guidance[{place}].{field}");
    let (l, r) = (left.authority, right.authority);
    let (verdict, note) = match (l == r, l == Authority::Other || r == Authority::Other) {
        (true, _) => (Verdict::Agree, None),
        (false, true) => (Verdict::Compatible, Some(ledger.against(l, r))),
        (false, false) => (Verdict::Differ, Some(ledger.contradiction("authority", l, r))),
    };
    ledger.both(path("authority"), verdict, vec![spoken(l.as_str(), left)], vec![spoken(r.as_str(), right)], note);

    let (l, r) = (left.action, right.action);
    let (verdict, note) = match (l == r, actions_fit(l, r)) {
        (true, _) => (Verdict::Agree, None),
        (false, true) => (Verdict::Compatible, Some(ledger.against(l, r))),
        (false, false) => (Verdict::Differ, Some(ledger.contradiction("action", l, r))),
    };
    ledger.both(path("action"), verdict, vec![spoken(l.as_str(), left)], vec![spoken(r.as_str(), right)], note);

    let value = |date: &Date| vec![Value::Date(date.clone())];
    match (&left.date, &right.date) {
        (Some(l), Some(r)) => {
            let same_event = Date { event: l.event, ..r.clone() };
            let (verdict, note) = match (Days { ledger }.same(l, &same_event)) {
                Some(relation) => (relation.verdict, relation.notes.join("; ")),
                None => (Verdict::Differ, ledger.contradiction("day of the act", &l.date, &r.date)),
            };
            ledger.both(path("date"), verdict, value(l), value(r), Some(note));
        }
        (l, r) => {
            ledger.left_only(path("date"), l.as_ref().map(value).unwrap_or_default());
            ledger.right_only(path("date"), r.as_ref().map(value).unwrap_or_default());
        }
    }
    laws(ledger, &path("laws"), &left.laws, &right.laws);
}

/// Pairs articles. Names of laws are told in two languages and are not compared across them.
fn laws(ledger: &mut Ledger, path: &str, lefts: &[Law], rights: &[Law]) {
    let one_language = ledger.labels == Labels::Positions;
    let weigh = |l: usize, r: usize| {
        let (l, r) = (&lefts[l], &rights[r]);
        let silent = l.article.is_none() || r.article.is_none();
        if one_language && l.name != r.name {
            return 0;
        }
        match (l.article == r.article && !silent, l.paragraph == r.paragraph) {
            (true, true) => 9,
            (true, false) => 7,
            (false, _) if silent => 3,
            (false, _) => 0,
        }
    };
    let mut pairs = assign(lefts.len(), rights.len(), weigh);
    let free = |number: usize, taken: &dyn Fn(usize) -> bool| (0..number).filter(|place| !taken(*place)).collect::<Vec<_>>();
    let free_left = free(lefts.len(), &|place| pairs.iter().any(|pair| pair.left == place));
    let free_right = free(rights.len(), &|place| pairs.iter().any(|pair| pair.right == place));
    // The last article on each side is rather the same one mistaken.
    if let ([l], [r]) = (&free_left[..], &free_right[..])
        && !(one_language && lefts[*l].name != rights[*r].name)
    {
        pairs.push(Match { left: *l, right: *r });
        pairs.sort_by_key(|pair| pair.left);
    }
    for pair in &pairs {
        let (l, r) = (&lefts[pair.left], &rights[pair.right]);
        let part = |what: &str, l: Option<u32>, r: Option<u32>, ledger: &Ledger| match (l, r) {
            (Some(l), Some(r)) if l != r => Some((Verdict::Differ, ledger.contradiction(what, l, r))),
            (l, r) if l != r => Some((Verdict::Compatible, format!("one version tells the {what}"))),
            _ => None,
        };
        let found = part("article", l.article, r.article, ledger).or_else(|| part("paragraph", l.paragraph, r.paragraph, ledger));
        let (verdict, note) = found.map_or((Verdict::Agree, None), |(verdict, note)| (verdict, Some(note)));
        ledger.both(path.to_string(), verdict, vec![Value::Law(l.clone())], vec![Value::Law(r.clone())], note);
    }
    for (_, law) in lefts.iter().enumerate().filter(|(place, _)| !pairs.iter().any(|pair| pair.left == *place)) {
        ledger.left_only(path.to_string(), vec![Value::Law(law.clone())]);
    }
    for (_, law) in rights.iter().enumerate().filter(|(place, _)| !pairs.iter().any(|pair| pair.right == *place)) {
        ledger.right_only(path.to_string(), vec![Value::Law(law.clone())]);
    }
}
