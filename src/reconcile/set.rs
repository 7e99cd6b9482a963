//! Sets: kinds of data, causes, responses, numbered weaknesses, and misuse of the data.
//!
//! A set that names more is compatible with one that names less: English versions are often shorter. A contradiction needs both sides to speak: data
//! that one excludes and the other lists, causes of which no two can describe one matter.

use std::collections::BTreeMap;

use super::ledger::Ledger;
use super::lists::Scope;
use crate::model::*;

/// An item of data that is possible on one side and leaked on the other.
pub(super) struct StatusShift {
    pub left: DataItem,
    pub right: DataItem,
}

/// What became of the data of a pair of incidents.
pub(super) struct DataVerdict {
    /// Items whose certainty differs.
    pub shifted: Vec<StatusShift>,
    /// How many kinds of exposed data have the same status on both sides.
    pub steady: usize,
    /// The items that belong in the field of the set as a whole.
    left: Vec<DataItem>,
    right: Vec<DataItem>,
    notes: Vec<String>,
}

type ByCategory<'a> = BTreeMap<DataCategory, Vec<&'a DataItem>>;

fn by_category(items: &[DataItem]) -> ByCategory<'_> {
    let mut map = ByCategory::new();
    for item in items {
        map.entry(item.category).or_default().push(item);
    }
    map
}

/// The item that speaks for a kind: the first of the highest claim.
fn first_with<'a>(items: &[&'a DataItem], status: DataStatus) -> Option<&'a DataItem> {
    items.iter().find(|item| item.status == status).copied()
}

/// Compares two sets of data: adds what contradicts itself, and gives back the rest for [`DataVerdict::settle`].
pub(super) fn compare_data(ledger: &mut Ledger, scope: Scope, left: &[DataItem], right: &[DataItem]) -> DataVerdict {
    let (lefts, rights) = (by_category(left), by_category(right));
    let mut verdict = DataVerdict { shifted: Vec::new(), steady: 0, left: Vec::new(), right: Vec::new(), notes: Vec::new() };
    for (category, l) in &lefts {
        let Some(r) = rights.get(category) else { continue };
        // What one side says and the other does not; a status that both give is agreed on, whatever else they say.
        let beyond = |here: &[&DataItem], there: &[&DataItem]| {
            here.iter().find(|item| first_with(there, item.status).is_none()).map(|item| (*item).clone())
        };
        let agreed = l.iter().find_map(|l| Some((*l, first_with(r, l.status)?)));
        if let Some((l, r)) = agreed {
            verdict.steady += usize::from(l.status != DataStatus::Excluded);
            if l.exclusion != r.exclusion && l.exclusion.is_some() && r.exclusion.is_some() {
                let words = |item: &DataItem| item.exclusion.map_or("", Exclusion::as_str);
                verdict.notes.push(format!("{category}: {}", ledger.against(words(l), words(r))));
            }
        }
        let (Some(more_left), Some(more_right)) = (beyond(l, r), beyond(r, l)) else { continue };
        if more_left.status == DataStatus::Excluded || more_right.status == DataStatus::Excluded {
            let note = ledger.contradiction(category.as_str(), more_left.status, more_right.status);
            ledger.both(scope.path("data"), Verdict::Differ, vec![Value::Data(more_left)], vec![Value::Data(more_right)], Some(note));
        } else if agreed.is_none() {
            verdict.shifted.push(StatusShift { left: more_left, right: more_right });
        }
    }
    let settled = |item: &&DataItem| {
        let categories = (lefts.get(&item.category), rights.get(&item.category));
        let (Some(l), Some(r)) = categories else { return true };
        l.iter().any(|l| r.iter().any(|r| l.status == r.status))
    };
    verdict.left = left.iter().filter(settled).cloned().collect();
    verdict.right = right.iter().filter(settled).cloned().collect();
    verdict
}

impl DataVerdict {
    /// Adds the field of the set as a whole. Shifted items that are no contradiction of their own become part of it.
    pub(super) fn settle(mut self, ledger: &mut Ledger, scope: Scope) {
        for StatusShift { left, right } in std::mem::take(&mut self.shifted) {
            self.notes.push(format!("{}: {}", left.category, ledger.against(left.status, right.status)));
            self.left.push(left);
            self.right.push(right);
        }
        self.left.sort_by_key(|item| item.span);
        self.right.sort_by_key(|item| item.span);
        let names = |items: &[DataItem]| items.iter().map(|item| (item.category, item.status)).collect::<Vec<_>>();
        let values = |items: Vec<DataItem>| items.into_iter().map(Value::Data).collect::<Vec<_>>();
        let (lefts, rights) = (names(&self.left), names(&self.right));
        add_set(
            ledger,
            scope.path("data"),
            (values(self.left), lefts),
            (values(self.right), rights),
            self.notes,
            |(category, status)| {
                if *status == DataStatus::Excluded { format!("{category} (excluded)") } else { category.to_string() }
            },
            // 個人情報 without any item named is said by every list of items.
            |(category, _)| *category == DataCategory::PersonalInformation,
        );
    }
}

/// Adds a field of a whole set: equal, one larger than the other, or told on one side only.
fn add_set<K: PartialEq>(
    ledger: &mut Ledger,
    path: String,
    (left, lefts): (Vec<Value>, Vec<K>),
    (right, rights): (Vec<Value>, Vec<K>),
    mut notes: Vec<String>,
    word: impl Fn(&K) -> String,
    implied: impl Fn(&K) -> bool,
) {
    if right.is_empty() {
        return ledger.left_only(path, left);
    }
    if left.is_empty() {
        return ledger.right_only(path, right);
    }
    let missing = |here: &[K], there: &[K]| {
        let mut words: Vec<String> = here.iter().filter(|key| !there.contains(key) && !implied(key)).map(&word).collect();
        words.sort();
        words.dedup();
        words.join(", ")
    };
    for (words, side) in [(missing(&lefts, &rights), ledger.left()), (missing(&rights, &lefts), ledger.right())] {
        if !words.is_empty() {
            notes.push(format!("only in {side}: {words}"));
        }
    }
    let verdict = if notes.is_empty() { Verdict::Agree } else { Verdict::Compatible };
    ledger.both(path, verdict, left, right, Some(notes.join("; ")));
}

/// Causes that may describe one matter. What stands in no common row excludes each other.
const KIN: &[&[CauseCategory]] = &[
    // Ways in and what was done there: told at different depths.
    &[
        CauseCategory::UnauthorizedAccess,
        CauseCategory::CredentialStuffing,
        CauseCategory::Phishing,
        CauseCategory::Malware,
        CauseCategory::Ransomware,
        CauseCategory::VulnerabilityExploited,
        CauseCategory::PaymentPageTampering,
        CauseCategory::Insider,
    ],
    // A mistake in work, and what came of it.
    &[CauseCategory::HumanError, CauseCategory::Misconfiguration],
    &[CauseCategory::HumanError, CauseCategory::Misdelivery],
    &[CauseCategory::HumanError, CauseCategory::Loss],
    &[CauseCategory::HumanError, CauseCategory::ImproperDisposal],
    &[CauseCategory::Loss, CauseCategory::ImproperDisposal],
    &[CauseCategory::Theft, CauseCategory::Insider],
    &[CauseCategory::ImproperDisposal, CauseCategory::Insider],
    // A fault of a program or of a setting is the weakness that an attack exploits.
    &[CauseCategory::VulnerabilityExploited, CauseCategory::SoftwareDefect],
    &[CauseCategory::VulnerabilityExploited, CauseCategory::Misconfiguration],
    &[CauseCategory::UnauthorizedAccess, CauseCategory::Misconfiguration],
];

/// Ways in of which one excludes the other, though both are attacks.
const RIVALS: &[[CauseCategory; 2]] = &[
    [CauseCategory::CredentialStuffing, CauseCategory::Phishing],
    [CauseCategory::CredentialStuffing, CauseCategory::Ransomware],
    [CauseCategory::CredentialStuffing, CauseCategory::PaymentPageTampering],
    [CauseCategory::CredentialStuffing, CauseCategory::VulnerabilityExploited],
    [CauseCategory::Ransomware, CauseCategory::PaymentPageTampering],
    [CauseCategory::Phishing, CauseCategory::PaymentPageTampering],
    [CauseCategory::Phishing, CauseCategory::VulnerabilityExploited],
    [CauseCategory::Insider, CauseCategory::CredentialStuffing],
    [CauseCategory::Insider, CauseCategory::Phishing],
    [CauseCategory::Insider, CauseCategory::Ransomware],
];

/// Whether two causes cannot be one. Whose system it was, and that the cause is not known, exclude nothing.
fn exclude(left: CauseCategory, right: CauseCategory) -> bool {
    let neutral = |cause| matches!(cause, CauseCategory::ThirdParty | CauseCategory::Unknown);
    let together = |set: &&[CauseCategory]| set.contains(&left) && set.contains(&right);
    let rivals = RIVALS.iter().any(|pair| pair.contains(&left) && pair.contains(&right));
    left != right && !neutral(left) && !neutral(right) && (rivals || !KIN.iter().any(together))
}

/// Whether no cause of the one can be one of the other.
fn contradict(left: &[CauseCategory], right: &[CauseCategory]) -> bool {
    !left.is_empty() && !right.is_empty() && left.iter().all(|l| right.iter().all(|r| exclude(*l, *r)))
}

/// Whether both tell how somebody came in, and the ways exclude each other. That it was an unauthorized access is said of all of them.
fn rival_ways(left: &[CauseCategory], right: &[CauseCategory]) -> bool {
    let ways =
        |causes: &[CauseCategory]| causes.iter().copied().filter(|cause| *cause != CauseCategory::UnauthorizedAccess).collect::<Vec<_>>();
    let (l, r) = (ways(left), ways(right));
    let rivals = |l: CauseCategory, r: CauseCategory| l != r && RIVALS.iter().any(|pair| pair.contains(&l) && pair.contains(&r));
    !l.is_empty() && !r.is_empty() && l.iter().all(|l| r.iter().all(|r| rivals(*l, *r)))
}

/// Whether one version tells of a mistake and nothing else, and the other of no mistake as such but of a cause that excludes one. What a mistake
/// led to (something was sent to the wrong place, a setting was wrong) makes no peace between a mistake and a defect.
fn mistake_instead(mistake: &[CauseCategory], other: &[CauseCategory]) -> bool {
    let human = CauseCategory::HumanError;
    mistake == [human] && !other.contains(&human) && other.iter().any(|cause| exclude(human, *cause))
}

/// Compares two sets of causes and adds their field.
pub(super) fn reconcile_causes(ledger: &mut Ledger, scope: Scope, left: &[Cause], right: &[Cause]) {
    let kinds = |causes: &[Cause]| causes.iter().map(|cause| cause.category).collect::<Vec<_>>();
    let values = |causes: &[Cause]| causes.iter().cloned().map(Value::Cause).collect::<Vec<_>>();
    let (lefts, rights) = (kinds(left), kinds(right));
    let named = |kinds: &[CauseCategory]| {
        kinds.iter().copied().filter(|kind| !matches!(kind, CauseCategory::ThirdParty | CauseCategory::Unknown)).collect::<Vec<_>>()
    };
    let (l, r) = (named(&lefts), named(&rights));
    let words = |kinds: &[CauseCategory]| kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(", ");
    if contradict(&l, &r) || rival_ways(&l, &r) || mistake_instead(&l, &r) || mistake_instead(&r, &l) {
        let note = ledger.contradiction("cause", words(&l), words(&r));
        return ledger.both(scope.path("causes"), Verdict::Differ, values(left), values(right), Some(note));
    }
    let word = |kind: &CauseCategory| kind.to_string();
    add_set(ledger, scope.path("causes"), (values(left), lefts), (values(right), rights), Vec::new(), word, |_| false);
}

/// Compares two sets of responses and adds their field. What the other side tells `elsewhere`, of all incidents together, is not missing.
pub(super) fn reconcile_responses(ledger: &mut Ledger, scope: Scope, sides: [&[Response]; 2], elsewhere: [&[Response]; 2]) {
    let own = |side: usize| {
        let told = |response: &&Response| {
            let (here, other) = (sides[1 - side], elsewhere[1 - side]);
            here.iter().any(|there| there.action == response.action) || !other.iter().any(|there| there.action == response.action)
        };
        sides[side].iter().filter(told).cloned().collect::<Vec<_>>()
    };
    let actions = |responses: &[Response]| responses.iter().map(|response| response.action).collect::<Vec<_>>();
    let values = |responses: Vec<Response>| responses.into_iter().map(Value::Response).collect::<Vec<_>>();
    let (left, right) = (own(0), own(1));
    let (lefts, rights) = (actions(&left), actions(&right));
    let word = |action: &Action| action.to_string();
    add_set(ledger, scope.path("responses"), (values(left), lefts), (values(right), rights), Vec::new(), word, |_| false);
}

/// Compares the numbered weaknesses of two incidents and adds their fields.
pub(super) fn reconcile_vulnerabilities(ledger: &mut Ledger, scope: Scope, left: &[Vulnerability], right: &[Vulnerability]) {
    let values = |list: Vec<&Vulnerability>| list.into_iter().cloned().map(Value::Vulnerability).collect::<Vec<_>>();
    let lacking = |here: &'_ [Vulnerability], there: &[Vulnerability]| {
        here.iter().filter(|this| !there.iter().any(|other| other.id == this.id)).cloned().collect::<Vec<_>>()
    };
    let (more_left, more_right) = (lacking(left, right), lacking(right, left));
    let path = scope.path("vulnerabilities");
    let shared = |list: &'_ [Vulnerability], lacking: &[Vulnerability]| {
        list.iter().filter(|this| !lacking.contains(this)).cloned().collect::<Vec<_>>()
    };
    let (l, r) = (shared(left, &more_left), shared(right, &more_right));
    if !l.is_empty() && !r.is_empty() {
        ledger.both(path.clone(), Verdict::Agree, values(l.iter().collect()), values(r.iter().collect()), None);
    }
    match (&more_left[..], &more_right[..]) {
        // One of the same sort is left on each side: the number slipped.
        ([l], [r]) if l.id.split('-').next() == r.id.split('-').next() => {
            let note = ledger.contradiction("number", &l.id, &r.id);
            ledger.both(path, Verdict::Differ, values(vec![l]), values(vec![r]), Some(note));
        }
        (l, r) => {
            ledger.left_only(path.clone(), values(l.iter().collect()));
            ledger.right_only(path, values(r.iter().collect()));
        }
    }
}

/// Compares what two incidents say of misuse and adds its field. That none was found and that it is possible go together.
pub(super) fn reconcile_harm(ledger: &mut Ledger, scope: Scope, left: &Incident, right: &Incident) {
    let value = |incident: &Incident| {
        incident.secondary_harm.map(|harm| {
            let source = incident.secondary_harm_source.as_ref();
            let (text, span) = (source.map(|text| text.text.clone()), source.map(|text| text.span));
            vec![Value::Word(Word { value: harm.to_string(), text, span })]
        })
    };
    let path = scope.path("secondary_harm");
    match (left.secondary_harm.zip(value(left)), right.secondary_harm.zip(value(right))) {
        (Some((l, left)), Some((r, right))) => {
            let (verdict, note) = match (l == r, l == Harm::Confirmed || r == Harm::Confirmed) {
                (true, _) => (Verdict::Agree, None),
                (false, true) => (Verdict::Differ, Some(ledger.contradiction("misuse", l, r))),
                (false, false) => (Verdict::Compatible, Some(ledger.against(l, r))),
            };
            ledger.both(path, verdict, left, right, note);
        }
        (l, r) => {
            ledger.left_only(path.clone(), l.map(|l| l.1).unwrap_or_default());
            ledger.right_only(path, r.map(|r| r.1).unwrap_or_default());
        }
    }
}
