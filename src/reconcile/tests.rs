//! Small notices in short form, held against each other.

use super::*;
use crate::diagnostic::{Diagnostic, Severity};
use crate::{Span, parse};

/// A word of a vocabulary by its name in JSON.
fn word<T: serde::de::DeserializeOwned>(name: &str) -> T {
    serde_json::from_value(name.into()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Whether a word is in a vocabulary.
fn is<T: serde::de::DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(name.into()).ok()
}

/// `discovered 2020-03-10 18:10`
fn date(short: &str) -> Date {
    let mut parts = short.split(' ');
    Date {
        event: word(parts.next().unwrap()),
        date: parts.next().unwrap().into(),
        time: parts.next().map(str::to_string),
        inferred: Vec::new(),
        planned: false,
        text: short.into(),
        span: Span::new(100, 110),
    }
}

/// `254 contract at_most possible part`
fn count(short: &str) -> Count {
    let mut parts = short.split(' ');
    let mut count = Count {
        value: parts.next().unwrap().parse().unwrap(),
        unit: word(parts.next().unwrap()),
        bound: Bound::Exact,
        certainty: Certainty::Confirmed,
        role: CountRole::Affected,
        of: None,
        cumulative: false,
        text: short.into(),
        span: Span::default(),
    };
    for part in parts {
        match (is::<Bound>(part), is::<Certainty>(part)) {
            (Some(bound), _) => count.bound = bound,
            (_, Some(certainty)) => count.certainty = certainty,
            _ => count.role = word(part),
        }
    }
    count
}

/// `name`, `?password`, `-credit_card`
fn data(short: &str) -> DataItem {
    let (status, name) = match (short.strip_prefix('?'), short.strip_prefix('-')) {
        (Some(name), _) => (DataStatus::Possible, name),
        (_, Some(name)) => (DataStatus::Excluded, name),
        _ => (DataStatus::Leaked, short),
    };
    DataItem { category: word(name), status, exclusion: None, text: short.into(), span: Span::default() }
}

/// `48000000 JPY about`
fn money(short: &str) -> Money {
    let parts: Vec<&str> = short.split(' ').collect();
    Money {
        amount: parts[0].parse().unwrap(),
        currency: parts[1].into(),
        bound: parts.get(2).map_or(Bound::Exact, |bound| word(bound)),
        text: short.into(),
        span: Span::default(),
    }
}

/// One incident in short forms: days | figures | data | causes | losses | services, each separated by commas.
fn incident(id: &str, short: &str) -> Incident {
    let mut lists = short.split('|').map(|list| list.split(',').map(str::trim).filter(|item| !item.is_empty()).collect::<Vec<_>>());
    let mut next = || lists.next().unwrap_or_default();
    let text = |text: &str| Text { text: text.into(), span: Span::default() };
    Incident {
        id: id.into(),
        title: None,
        organizations: Vec::new(),
        dates: next().into_iter().map(date).collect(),
        counts: next().into_iter().map(count).collect(),
        data: next().into_iter().map(data).collect(),
        causes: next().into_iter().map(|name| Cause { category: word(name), text: name.into(), span: Span::default() }).collect(),
        losses: next().into_iter().map(money).collect(),
        services: next().into_iter().map(text).collect(),
        responses: Vec::new(),
        vulnerabilities: Vec::new(),
        secondary_harm: None,
        secondary_harm_source: None,
    }
}

fn notice(language: Language, incidents: &[&str]) -> Notice {
    let mut notice = parse("").notice;
    notice.language = language;
    notice.diagnostics.clear();
    notice.incidents = incidents.iter().enumerate().map(|(place, short)| incident(&(place + 1).to_string(), short)).collect();
    notice
}

fn ja(incidents: &[&str]) -> Notice {
    notice(Language::Ja, incidents)
}

fn en(incidents: &[&str]) -> Notice {
    notice(Language::En, incidents)
}

/// The fields of some verdict: `path: left / right`.
fn with(verdict: Verdict, reconciliation: &Reconciliation) -> Vec<String> {
    let words = |values: &[Value]| values.iter().map(Value::to_string).collect::<Vec<_>>().join(", ");
    let fields = reconciliation.fields.iter().filter(|field| field.verdict == verdict);
    fields.map(|field| format!("{}: {} / {}", field.path, words(&field.left), words(&field.right))).collect()
}

fn differ(left: &str, right: &str) -> Vec<String> {
    with(Verdict::Differ, &reconcile(&ja(&[left]), &en(&[right])))
}

#[test]
fn what_contradicts_itself() {
    for (left, right, expected) in [
        // One figure that is certain on one side only contradicts, whatever the data do.
        (
            "|7862 account possible|?name,?address",
            "|7862 account|?name,?address",
            "incidents[0].certainty: 7862 account possible / 7862 account",
        ),
        // Figures: this one differs from that one.
        ("|254 contract", "|245 contract", "incidents[0].counts: 254 contract / 245 contract"),
        ("|124000 person about", "|12400 person about", "incidents[0].counts: 124000 person about / 12400 person about"),
        ("|3940 card at_most", "|3940 card", "incidents[0].counts: 3940 card at_most / 3940 card"),
        ("|16 line,138 call", "|16 line,138 line", "incidents[0].counts: 138 call / 138 line"),
        ("|500 person,16 line", "|500 person,19 line", "incidents[0].counts: 16 line / 19 line"),
        // Days, in their parts and in their times.
        ("discovered 2020-03-10", "discovered 2020-03-11", "incidents[0].dates: discovered 2020-03-10 / discovered 2020-03-11"),
        (
            "contained 2020-03-10 18:10",
            "contained 2020-03-10 18:01",
            "incidents[0].dates: contained 2020-03-10 18:10 / contained 2020-03-10 18:01",
        ),
        // A year that slipped is one contradiction, however many days it touches.
        (
            "occurred 2023-10-18,discovered 2023-10-20",
            "occurred 2022-10-18,discovered 2022-10-20",
            "incidents[0].dates: occurred 2023-10-18, discovered 2023-10-20 / occurred 2022-10-18, discovered 2022-10-20",
        ),
        // May have been against was: the figure and the data that go with it.
        (
            "|26310 person possible|?name,?gender",
            "|26310 person|name,gender",
            "incidents[0].certainty: 26310 person possible, name possible, gender possible / 26310 person, name leaked, gender leaked",
        ),
        ("|26310 person possible|?name", "|26310 person|?name", "incidents[0].certainty: 26310 person possible / 26310 person"),
        ("||name,-bank_account", "||name,bank_account", "incidents[0].data: bank_account excluded / bank_account leaked"),
        ("|||software_defect", "|||human_error", "incidents[0].causes: software_defect / human_error"),
        ("|||software_defect", "|||misconfiguration", "incidents[0].causes: software_defect / misconfiguration"),
        ("|||misdelivery,software_defect", "|||human_error", "incidents[0].causes: misdelivery, software_defect / human_error"),
        (
            "|||credential_stuffing,unauthorized_access",
            "|||phishing,unauthorized_access",
            "incidents[0].causes: credential_stuffing, unauthorized_access / phishing, unauthorized_access",
        ),
        ("|1506 person context,96 person part", "|1506 person context,69 person", "incidents[0].counts: 96 person / 69 person"),
        ("|2 person,9 file", "|12 contract,9 file", "incidents[0].counts: 2 person / 12 contract"),
        ("restored 2020-11-02", "restored 2020-12-02/..", "incidents[0].dates: restored 2020-11-02 / restored 2020-12-02/.."),
        ("discovered 2021-03-08", "discovered 2021-08-03", "incidents[0].dates: discovered 2021-03-08 / discovered 2021-08-03"),
        // The day at the end of the period answers the same day, and the period is left for the period.
        (
            "occurred 2023-07-26,occurred 2021-04-02/2023-07-26",
            "discovered 2023-07-26,occurred 2021-04-01/2023-07-26",
            "incidents[0].dates: occurred 2021-04-02/2023-07-26 / occurred 2021-04-01/2023-07-26",
        ),
        // One day that slipped, told alone and as the beginning of a period.
        (
            "restored 2020-11-02,ended 2020-11-02/..",
            "restored 2020-12-02,ended 2020-12-02/..",
            "incidents[0].dates: restored 2020-11-02, ended 2020-11-02/.. / restored 2020-12-02, ended 2020-12-02/..",
        ),
        ("|2 contract,40 file", "|2 line,40 file", "incidents[0].counts: 2 contract / 2 line"),
        // Excluded by the one, possible by the other, whatever both say of it besides.
        ("||password,-password", "||password,?password", "incidents[0].data: password excluded / password possible"),
        ("||||48000000 JPY about", "||||4800000 JPY about", "incidents[0].losses: 48000000 JPY about / 4800000 JPY about"),
        ("||||5000 JPY", "||||5000 USD", "incidents[0].losses: 5000 JPY / 5000 USD"),
        // The second mention of a figure that is right elsewhere.
        ("|5218 person", "|5218 person,5128 person", "incidents[0].counts: 5218 person / 5128 person"),
        ("|5218 card,5281 record", "|5218 card", "incidents[0].counts: 5281 record / 5218 card"),
        // Between the same two days, or under a weekday that is another day's.
        (
            "discovered 2024-10-01,reported 2024-10-09,restored 2024-10-20",
            "discovered 2024-10-01,contained 2024-10-08,restored 2024-10-20",
            "incidents[0].dates: reported 2024-10-09 / contained 2024-10-08",
        ),
    ] {
        assert_eq!(differ(left, right), [expected], "{left} against {right}");
    }
}

#[test]
fn what_does_not() {
    for (left, right) in [
        ("|2 person", "|2 contract"),
        ("|22000000 person about", "|22134000 person"),
        ("|1743 call", "|1743 record"),
        ("|96 person", "|96 person,1506 person context"),
        ("|3940 card part", "|3940 card"),
        // Two figures that have nothing in common but the unit.
        ("|1200 person", "|35 person context"),
        ("discovered 2020-03", "discovered 2020-03-10"),
        ("discovered 2020-03-10", "confirmed 2020-03-10"),
        ("occurred 2020-03-01/2020-03-10", "occurred 2020-03-05"),
        // Each tells a report that the other leaves out.
        ("reported 2024-05-23", "notified 2024-05-24"),
        ("discovered 2024-05-20,reported 2024-05-23", "discovered 2024-05-20,notified 2024-05-24"),
        ("discovered 2024-05-01,reported 2024-05-03,restored 2024-05-30", "discovered 2024-05-01,notified 2024-05-24,restored 2024-05-30"),
        ("|5041 person,5241 record", "|5041 person"),
        ("discovered 2024-05-23", "discovered 2024-07-02"),
        // Within one month, and yet two days of which each tells one.
        ("discovered 2025-03-27", "occurred 2025-03-08"),
        ("||?name,?address,?gender", "||?name,address,?gender"),
        // What was entered is sure, what was seen there is not: the roles tell that the figure was read with another sentence.
        ("|7862 account possible|?name,?address", "|7862 account misused|?name,?address"),
        ("||name,address", "||name"),
        ("||personal_information", "||name"),
        ("|||ransomware,third_party", "|||unauthorized_access"),
        ("|||unauthorized_access,misconfiguration", "|||unauthorized_access,phishing"),
        ("|||unauthorized_access,phishing", "|||unauthorized_access,ransomware"),
        ("|||misconfiguration", "|||human_error"),
        ("|||misdelivery,third_party", "|||human_error"),
        ("|||human_error,software_defect", "|||human_error"),
        ("|||software_defect", "|||unknown"),
        ("||||22000000 JPY about", "||||22134567 JPY"),
        ("|||||トキワ文具館オンライン", "|||||Hikari Shop"),
    ] {
        assert_eq!(differ(left, right), Vec::<String>::new(), "{left} against {right}");
        assert_eq!(differ(right, left), Vec::<String>::new(), "{right} against {left}");
    }
}

#[test]
fn either_order_gives_ja_and_en() {
    let (ja, en) = (ja(&["discovered 2020-03-10|254 contract"]), en(&["discovered 2020-03-10|245 contract,3 file"]));
    assert_eq!(reconcile(&ja, &en), reconcile(&en, &ja));
    let json = serde_json::to_value(reconcile(&en, &ja)).unwrap();
    assert_eq!(json["summary"], serde_json::json!({"agree": 2, "compatible": 0, "differ": 1, "ja_only": 0, "en_only": 1}));
    let differ = json["fields"].as_array().unwrap().iter().find(|field| field["verdict"] == "differ").unwrap();
    assert_eq!((&differ["ja"]["value"], &differ["en"]["value"]), (&254.into(), &245.into()));
}

#[test]
fn json_comes_back_as_it_was() {
    let pairs = [
        reconcile(&ja(&["occurred 2023-10-18|5 person possible|?name"]), &en(&["occurred 2022-10-18|5 person|name", "|9 file"])),
        reconcile(&en(&["occurred 2023-10-18|5 person|-name||5 JPY|Umi"]), &en(&["occurred 2023-10-19|6 person"])),
    ];
    for reconciliation in pairs {
        let json = serde_json::to_string(&reconciliation).unwrap();
        assert_eq!(serde_json::from_str::<Reconciliation>(&json).unwrap(), reconciliation, "{json}");
    }
}

const CASES: [&str; 3] = [
    "discovered 2022-04-21|9 contract,1743 call|phone_number|human_error",
    "discovered 2022-11-09|68 contract|name,address|misdelivery",
    "discovered 2023-06-30|12 contract,385 email|email_address|software_defect",
];

#[test]
fn the_order_of_the_cases_changes_nothing_but_the_order() {
    let [a, b, c] = CASES;
    let slipped = "discovered 2022-11-09|86 contract|name,address|misdelivery";
    let sorted = |reconciliation: &Reconciliation| {
        let mut fields: Vec<String> = Vec::new();
        for verdict in [Verdict::Agree, Verdict::Compatible, Verdict::Differ, Verdict::LeftOnly, Verdict::RightOnly] {
            fields.extend(with(verdict, reconciliation).into_iter().map(|field| format!("{verdict:?} {field}")));
        }
        fields.sort();
        fields
    };
    let straight = reconcile(&ja(&[a, b, c]), &en(&[a, slipped, c]));
    for order in [[slipped, c, a], [c, a, slipped], [c, slipped, a]] {
        let swapped = reconcile(&ja(&[a, b, c]), &en(&order));
        assert_eq!(sorted(&swapped), sorted(&straight));
    }
    assert_eq!(with(Verdict::Differ, &straight), ["incidents[1].counts: 68 contract / 86 contract"]);
}

#[test]
fn turned_round_the_sides_give_the_verdicts_turned_round() {
    // The second of the two tells its day twice, which speaks no louder than once.
    let twice = "discovered 2022-04-21,confirmed 2022-04-21|9 contract|name|human_error";
    let (one, two) =
        (ja(&["discovered 2022-04-21|9 contract|name|human_error"]), ja(&["discovered 2022-04-21|9 contract|name|loss", twice]));
    // Many alike: what answers what must not hang on the side that is looked at first.
    let alike = ja(&["confirmed 2022-02-10|5 record"]);
    let more = ja(&["|50 record", "confirmed 2022-02-11,confirmed 2022-02-10|52 email part,50 record"]);
    for (one, two) in [(&one, &two), (&alike, &more)] {
        let (there, back) = (reconcile(one, two), reconcile(two, one));
        let Summary { left_only, right_only, .. } = there.summary;
        assert_eq!(back.summary, Summary { left_only: right_only, right_only: left_only, ..there.summary });
        assert_eq!(there.fields.len(), back.fields.len());
        for field in &there.fields {
            let mirrored = |other: &&Field| other.left == field.right && other.right == field.left;
            assert!(back.fields.iter().any(|other| mirrored(&other)), "{field:?} is not found the other way round");
        }
    }
}

#[test]
fn a_case_without_counterpart_is_one_sided() {
    let [a, b, c] = CASES;
    let reconciliation = reconcile(&ja(&[a, b, c]), &en(&[c, a]));
    assert_eq!(with(Verdict::Differ, &reconciliation), Vec::<String>::new());
    assert!(with(Verdict::LeftOnly, &reconciliation).contains(&"incidents[1]: 2 / ".to_string()));
    let places: Vec<_> = reconciliation.incidents.iter().map(|pair| pair.right.as_ref().map(|one| one.index)).collect();
    assert_eq!(places, [Some(1), None, Some(0)]);
}

#[test]
fn the_last_case_on_each_side_is_one() {
    let [a, b, c] = CASES;
    // Nothing in common but that all others have their answer.
    let reconciliation = reconcile(&ja(&[a, b, c]), &en(&[c, "|||software_defect", a]));
    let places: Vec<_> = reconciliation.incidents.iter().map(|pair| pair.right.as_ref().map(|one| one.index)).collect();
    assert_eq!(places, [Some(2), Some(1), Some(0)]);
}

#[test]
fn what_one_tells_of_all_cases_answers_what_the_other_tells_of_one() {
    let left = ja(&["discovered 2020-03-10|7 record"]);
    let mut right = en(&["|7 record"]);
    right.dates.push(date("discovered 2020-03-10"));
    let reconciliation = reconcile(&left, &right);
    assert!(reconciliation.fields.iter().all(|field| field.verdict == Verdict::Agree), "{:?}", reconciliation.fields);
}

#[test]
fn the_number_of_cases_answers_no_figure_of_a_case() {
    let (mut left, right) = (ja(&["discovered 2020-03-10|9 contract"]), en(&["discovered 2020-03-10|6 contract"]));
    left.counts.push(count("6 record"));
    assert_eq!(with(Verdict::Differ, &reconcile(&left, &right)), ["incidents[0].counts: 9 contract / 6 contract"]);
}

#[test]
fn two_reports_show_a_change_with_both_days() {
    let report = |published: &str, short: &str| {
        let mut notice = ja(&[short]);
        notice.published = Some(date(published));
        notice
    };
    let (first, second) = (report("announced 2024-10-07", "|1200 person"), report("announced 2024-11-20", "|1543 person"));
    let reconciliation = reconcile(&first, &second);
    assert_eq!(reconciliation.labels, Labels::Positions);
    let field = reconciliation.fields.iter().find(|field| field.verdict == Verdict::Differ).unwrap();
    assert_eq!(field.note.as_deref(), Some("number changed from 1,200 person (2024-10-07) to 1,543 person (2024-11-20)"));
    assert_eq!(reconciliation.summary.differ, 1, "the day of publication is no contradiction");
    let turned = reconcile(&second, &first);
    let field = turned.fields.iter().find(|field| field.verdict == Verdict::Differ).unwrap();
    assert_eq!(field.note.as_deref(), Some("number changed from 1,543 person (2024-11-20) to 1,200 person (2024-10-07)"));
}

#[test]
fn parts_that_no_longer_add_up_are_told() {
    let reconciliation =
        reconcile(&ja(&["|300 person,100 person part,200 person part"]), &en(&["|300 person,100 person part,210 person part"]));
    let field = reconciliation.fields.iter().find(|field| field.verdict == Verdict::Differ).unwrap();
    let note = field.note.as_deref().unwrap();
    assert!(note.contains("in English the parts make 310, not 300"), "{note}");
}

#[test]
fn a_wrong_weekday_is_told() {
    let (left, mut right) = (ja(&["restored 2020-11-02"]), en(&["restored 2020-12-02"]));
    right.diagnostics.push(Diagnostic::new(Severity::Warning, Code::WeekdayMismatch, "Monday", Span::new(105, 112)));
    let reconciliation = reconcile(&left, &right);
    let note = reconciliation.fields.iter().find_map(|field| field.note.clone()).unwrap();
    assert!(note.ends_with("the weekday does not fit the date in English"), "{note}");
}

#[test]
fn a_wrong_weekday_makes_a_slip_likely() {
    let (left, mut right) = (ja(&["restored 2020-11-02"]), en(&["notified 2020-12-02"]));
    assert_eq!(with(Verdict::Differ, &reconcile(&left, &right)), Vec::<String>::new());
    right.diagnostics.push(Diagnostic::new(Severity::Warning, Code::WeekdayMismatch, "Monday", Span::new(105, 112)));
    assert_eq!(with(Verdict::Differ, &reconcile(&left, &right)), ["incidents[0].dates: restored 2020-11-02 / notified 2020-12-02"]);
}

#[test]
fn acts_of_authorities_are_compared_in_their_parts() {
    let act = |authority, action, day: &str, article, paragraph| Guidance {
        authority,
        action,
        date: Some(date(day)),
        laws: vec![Law { name: "law".into(), number: None, article, paragraph, text: "law".into(), span: Span::default() }],
        text: "act".into(),
        span: Span::default(),
    };
    let mic = || act(Authority::Mic, GuidanceAction::AdministrativeGuidance, "guidance 2021-09-30", Some(4), Some(1));
    for (right, expected) in [
        (mic(), vec![]),
        (Guidance { authority: Authority::Ppc, ..mic() }, vec!["guidance[0].authority: MIC / PPC"]),
        (Guidance { action: GuidanceAction::Order, ..mic() }, vec!["guidance[0].action: administrative_guidance / order"]),
        (
            Guidance { date: Some(date("guidance 2021-09-29")), ..mic() },
            vec!["guidance[0].date: guidance 2021-09-30 / guidance 2021-09-29"],
        ),
        (
            act(Authority::Mic, GuidanceAction::AdministrativeGuidance, "guidance 2021-09-30", Some(4), Some(2)),
            vec!["guidance[0].laws: law 4(1) / law 4(2)"],
        ),
        (act(Authority::Mic, GuidanceAction::AdministrativeGuidance, "guidance 2021-09-30", Some(4), None), vec![]),
        (
            act(Authority::Mic, GuidanceAction::AdministrativeGuidance, "guidance 2021-09-30", Some(5), Some(1)),
            vec!["guidance[0].laws: law 4(1) / law 5(1)"],
        ),
    ] {
        let (mut l, mut r) = (ja(&[""]), en(&[""]));
        l.guidance.push(mic());
        r.guidance.push(right);
        assert_eq!(with(Verdict::Differ, &reconcile(&l, &r)), expected);
        // One article more that both tell.
        let other = Law { article: Some(23), ..l.guidance[0].laws[0].clone() };
        l.guidance[0].laws.push(other.clone());
        r.guidance[0].laws.insert(0, other);
        assert_eq!(with(Verdict::Differ, &reconcile(&l, &r)), expected);
        // A second mention of an act adds what it says to the first.
        let mention = Guidance { date: None, laws: Vec::new(), ..l.guidance[0].clone() };
        l.guidance.insert(0, mention);
        assert_eq!(with(Verdict::Differ, &reconcile(&l, &r)), expected);
    }
}

#[test]
fn hundreds_of_incidents_are_paired() {
    let short = |n: usize| format!("discovered 20{:02}-{:02}-{:02}|{} record", n % 90 + 10, n % 12 + 1, n % 28 + 1, n * 37 + 1000);
    let shorts: Vec<String> = (0..300).map(short).collect();
    let straight: Vec<&str> = shorts.iter().map(String::as_str).collect();
    let turned: Vec<&str> = straight.iter().rev().copied().collect();
    assert_eq!(reconcile(&ja(&straight), &en(&turned)).summary.differ, 0);
}

#[test]
fn earlier_reports_are_paired_by_the_same_day_before_any_slip() {
    let report = |day: &str| PriorReport {
        date: Some(date(&format!("announced {day}"))),
        title: None,
        url: None,
        text: day.into(),
        span: Span::default(),
    };
    for (days, expected) in [
        (["2024-06-11", "2024-06-21"], vec![]),
        (["2024-06-21", "2024-06-11"], vec![]),
        (["2024-06-11", "2024-06-22"], vec!["prior_reports: announced 2024-06-21 / announced 2024-06-22"]),
    ] {
        let (mut l, mut r) = (ja(&[""]), en(&[""]));
        l.prior_reports = ["2024-06-11", "2024-06-21"].map(report).to_vec();
        r.prior_reports = days.map(report).to_vec();
        assert_eq!(with(Verdict::Differ, &reconcile(&l, &r)), expected);
    }
}
