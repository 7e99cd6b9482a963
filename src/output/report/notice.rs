//! A notice as a page: a card for each incident and one for the notice, every value of which leads to its place in the text beside them.

use taiyaku::*;

use super::Reported;
use super::entry::{Entry, Facts, Group};
use super::kind::Kind;
use super::reading::{Ids, Reading, Remark, printable};
use super::track;
use crate::output::words;

/// The page of a notice.
#[derive(Debug)]
pub(super) struct Page {
    /// Its id.
    pub id: String,
    pub language: Language,
    pub title: Option<String>,
    /// What sort of text it is.
    pub sort: String,
    /// What it was read from.
    pub source: String,
    pub cards: Vec<Card>,
    pub kinds: Vec<Kind>,
    pub reading: Reading,
    pub row: IndexRow,
}

/// Values under one heading.
#[derive(Debug)]
pub(super) struct Card {
    pub title: String,
    /// The issuer's own heading.
    pub heading: Option<String>,
    pub groups: Vec<Group>,
}

/// What the index says of a notice.
#[derive(Debug)]
pub(super) struct IndexRow {
    pub issuer: String,
    pub published: String,
    pub stage: &'static str,
    /// The largest figure of who or what was affected, and what it is sorted by.
    pub affected: String,
    pub affected_value: u64,
    pub causes: String,
}

impl Page {
    /// The page of the notice that is the `number`th of its report, from 1.
    pub(super) fn new(reported: &Reported, number: usize) -> Page {
        let notice = &reported.notice;
        let ids = Ids { page: format!("n{number}"), side: 't' };
        let mut facts = Facts::new(&ids, &reported.text);
        let mut cards = vec![Card { title: "The notice".into(), heading: None, groups: head(&mut facts, notice) }];
        let single = notice.incidents.len() == 1;
        for incident in &notice.incidents {
            let title = if single { "The incident".to_string() } else { format!("Incident {}", printable(&incident.id)) };
            let heading = incident.title.as_ref().map(|title| printable(&title.text)).filter(|title| !title.trim().is_empty());
            cards.push(Card { title, heading: heading.filter(|_| !single), groups: matter(&mut facts, incident) });
        }
        cards.push(Card { title: "All incidents".into(), heading: None, groups: common(&mut facts, notice) });
        cards.push(Card { title: "Authorities".into(), heading: None, groups: authorities(&mut facts, notice) });
        cards.push(Card { title: "Around it".into(), heading: None, groups: around(&mut facts, notice) });
        let remarks = remarks(reported);
        for card in &mut cards {
            card.groups.retain(|group| !group.entries.is_empty());
        }
        cards.retain(|card| !card.groups.is_empty());
        let Facts { looks, marks, .. } = facts;
        let mut kinds: Vec<Kind> = looks.iter().map(|look| look.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        Page {
            id: ids.page.clone(),
            language: notice.language,
            title: notice.title.as_ref().map(|title| printable(&title.text)),
            sort: words::listed([words::genre(notice.genre), words::stage(notice.stage).unwrap_or_default().to_string()]),
            source: source(&notice.source),
            cards,
            kinds,
            reading: Reading::new(reported.text.as_str(), notice.language, &ids, reported.title(), (&marks, &looks), remarks),
            row: IndexRow::of(notice),
        }
    }

    /// The headline, or what the notice is known by.
    pub(super) fn headline(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.source)
    }
}

fn source(source: &Source) -> String {
    let name = source.name.as_deref().unwrap_or("standard input");
    printable(&format!("{name}, {}, {} bytes", source.encoding, taiyaku::grouped(source.bytes as u64)))
}

/// Who speaks, and when.
fn head(facts: &mut Facts, notice: &Notice) -> Vec<Group> {
    let issuer = notice.issuer.iter().map(|issuer| {
        let remark = words::listed([
            issuer.alias.clone().unwrap_or_default(),
            issuer.ticker.as_ref().map(|code| format!("code {code}")).unwrap_or_default(),
        ]);
        facts.add(Kind::Name, "plain", issuer.span, &issuer.name, &remark).quoted()
    });
    let issuer = Group::new("issuer", issuer.collect());
    let published = notice.published.iter().map(|date| facts.add(Kind::When, "plain", date.span, &words::day(date), ""));
    let published = Group::new("published", published.collect());
    let reports = notice.prior_reports.iter().map(|report| prior_report(facts, report));
    let reports = Group::new("earlier reports", reports.collect());
    vec![issuer, published, reports]
}

fn prior_report(facts: &mut Facts, report: &PriorReport) -> Entry {
    let parts = [report.date.as_ref().map(words::day), report.title.as_ref().map(|title| title.text.clone())];
    let words = words::listed(parts.into_iter().flatten());
    let url = report.url.as_ref().map_or("", |url| &url.text);
    let main = if words.is_empty() { &report.text } else { &words };
    facts.add(Kind::Other, "plain", report.span, main, url).quoted().leading_to(url)
}

/// One incident.
fn matter(facts: &mut Facts, incident: &Incident) -> Vec<Group> {
    let mut groups = vec![dates(facts, &incident.dates), counts(facts, &incident.counts)];
    for (label, status, tone) in [
        ("leaked", DataStatus::Leaked, "confirmed"),
        ("possibly leaked", DataStatus::Possible, "possible"),
        ("not involved", DataStatus::Excluded, "excluded"),
    ] {
        let items = incident.data.iter().filter(|item| item.status == status);
        let entry = |item: &DataItem| {
            let why = item.exclusion.map(words::exclusion).unwrap_or_default();
            facts.add(Kind::Data, tone, item.span, &words::plain(item.category.as_str()), why)
        };
        groups.push(Group::new(label, items.map(entry).collect()));
    }
    let causes =
        incident.causes.iter().map(|cause| facts.add(Kind::Cause, "plain", cause.span, &words::plain(cause.category.as_str()), ""));
    groups.push(Group::new("causes", causes.collect()));
    let weaknesses = incident.vulnerabilities.iter().map(|one| facts.add(Kind::Cause, "plain", one.span, &one.id, ""));
    groups.push(Group::new("vulnerabilities", weaknesses.collect()));
    let losses = incident.losses.iter().map(|loss| facts.add(Kind::Money, "plain", loss.span, &words::money(loss), ""));
    groups.push(Group::new("losses", losses.collect()));
    let harm = incident.secondary_harm.iter().map(|harm| {
        let span = incident.secondary_harm_source.as_ref().map_or(Span::default(), |source| source.span);
        facts.add(Kind::Other, "plain", span, &words::plain(harm.as_str()), "")
    });
    groups.push(Group::new("misuse", harm.collect()));
    groups.push(responses(facts, &incident.responses));
    let organizations = incident
        .organizations
        .iter()
        .map(|one| facts.add(Kind::Name, "plain", one.span, &one.name, &words::plain(one.role.as_str())).quoted());
    groups.push(Group::new("organizations", organizations.collect()));
    let services = incident.services.iter().map(|service| facts.add(Kind::Name, "plain", service.span, &service.text, "").quoted());
    groups.push(Group::new("services", services.collect()));
    groups
}

/// What the text says of all its incidents together.
fn common(facts: &mut Facts, notice: &Notice) -> Vec<Group> {
    vec![dates(facts, &notice.dates), counts(facts, &notice.counts), responses(facts, &notice.responses)]
}

/// The days in their order, on one time line.
fn dates(facts: &mut Facts, dates: &[Date]) -> Group {
    let mut dates: Vec<&Date> = dates.iter().collect();
    let first = |date: &Date| {
        let [first, last] = date.bounds();
        (first.or(last).is_none(), first.or(last))
    };
    dates.sort_by_key(|date| first(date));
    let scale = track::Scale::of(dates.iter().copied());
    let entries = dates.iter().map(|date| {
        let mut entry = facts.add(Kind::When, "plain", date.span, &words::day(date), &words::event(date));
        entry.track = scale.as_ref().and_then(|scale| scale.track(date));
        entry
    });
    let group = Group::new("days", entries.collect());
    Group { scale, ..group }
}

/// The figures, each with its bar.
fn counts(facts: &mut Facts, counts: &[Count]) -> Group {
    let entries = counts.iter().zip(track::bars(counts)).map(|(count, bar)| {
        let mut entry = facts.add(Kind::Figure, track::tone(count), count.span, &words::count(count), &words::count_remark(count));
        entry.track = Some(bar);
        entry
    });
    Group::new("figures", entries.collect())
}

fn responses(facts: &mut Facts, responses: &[Response]) -> Group {
    let entries = responses.iter().map(|response| {
        let day = response.date.as_ref().map(words::day).unwrap_or_default();
        let entry = facts.add(Kind::Response, "plain", response.span, &words::plain(response.action.as_str()), &day);
        if let Some(date) = &response.date {
            facts.mark(date.span);
        }
        entry
    });
    Group::new("responses", entries.collect())
}

fn authorities(facts: &mut Facts, notice: &Notice) -> Vec<Group> {
    let mut groups = Vec::new();
    for guidance in &notice.guidance {
        let action = words::plain(guidance.action.as_str());
        let date = guidance.date.as_ref().map(words::day).unwrap_or_default();
        let mut entries = vec![facts.add(Kind::Authority, "plain", guidance.span, &action, &date)];
        if let Some(date) = &guidance.date {
            facts.mark(date.span);
        }
        entries.extend(guidance.laws.iter().map(|law| facts.add(Kind::Authority, "plain", law.span, &words::law(law), "").quoted()));
        groups.push(Group::new(words::plain(guidance.authority.as_str()), entries));
    }
    groups
}

/// Desks, passages left out and doubts.
fn around(facts: &mut Facts, notice: &Notice) -> Vec<Group> {
    let contacts = notice.contacts.iter().map(|contact| {
        let entry = facts.add(Kind::Other, "plain", contact.span, &contact.value, &words::plain(contact.kind.as_str()));
        entry.leading_to(if contact.kind == ContactKind::Url { &contact.value } else { "" })
    });
    let contacts = Group::new("contacts", contacts.collect());
    let repeats = notice.repeats.iter().map(|repeat| {
        let bytes = |span: Span| format!("bytes {}–{}", span.start(), span.end());
        facts.add(Kind::Other, "repeat", repeat.span, &bytes(repeat.span), &format!("repeat {}", bytes(repeat.of)))
    });
    let repeats = Group::new("left out", repeats.collect());
    let doubts =
        notice.diagnostics.iter().map(|doubt| facts.add(Kind::Other, "doubt", doubt.span, &doubt.message, severity(doubt.severity)));
    vec![contacts, repeats, Group::new("doubts", doubts.collect())]
}

fn remarks(reported: &Reported) -> Vec<Remark> {
    let remark = |doubt: &Diagnostic| Remark {
        at: reported.text.place(doubt.span).start,
        severity: severity(doubt.severity),
        message: printable(&doubt.message),
    };
    reported.notice.diagnostics.iter().map(remark).collect()
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

impl IndexRow {
    fn of(notice: &Notice) -> IndexRow {
        let counts = notice.incidents.iter().flat_map(|incident| &incident.counts).chain(&notice.counts);
        let affected = counts.filter(|count| count.role == CountRole::Affected).max_by_key(|count| count.value);
        let mut causes: Vec<CauseCategory> = notice.incidents.iter().flat_map(|one| &one.causes).map(|cause| cause.category).collect();
        let mut seen = std::collections::BTreeSet::new();
        causes.retain(|cause| seen.insert(*cause));
        IndexRow {
            issuer: printable(notice.issuer.as_ref().map_or("", |issuer| &issuer.name)),
            published: notice.published.as_ref().map(words::day).unwrap_or_default(),
            stage: words::stage(notice.stage).unwrap_or("single"),
            affected: affected.map(words::count).unwrap_or_default(),
            affected_value: affected.map_or(0, |count| count.value),
            causes: words::listed(causes.iter().map(|cause| words::plain(cause.as_str()))),
        }
    }
}
