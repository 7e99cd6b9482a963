//! A notice as a card: what a person wants to know first, on one screen.

use std::fmt;

use anstyle::{AnsiColor, Style};
use taiyaku::*;

use super::page::Page;
use super::words;

const PLAIN: Style = Style::new();
const TITLE: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();
const LEAKED: Style = AnsiColor::Red.on_default();
const POSSIBLE: Style = AnsiColor::Yellow.on_default();
const EXCLUDED: Style = AnsiColor::Green.on_default();

/// A notice to be printed within a width.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Card<'a> {
    notice: &'a Notice,
    width: usize,
}

impl<'a> Card<'a> {
    /// The card of `notice`, `width` columns wide.
    pub(crate) fn new(notice: &'a Notice, width: usize) -> Card<'a> {
        Card { notice, width }
    }
}

impl fmt::Display for Card<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut page = Page::new(self.width);
        head(&mut page, self.notice);
        for incident in &self.notice.incidents {
            page.gap();
            matter(&mut page, incident);
        }
        common(&mut page, self.notice);
        tail(&mut page, self.notice);
        f.write_str(page.as_str())
    }
}

/// Title, issuer, day, and what sort of text it is.
fn head(page: &mut Page, notice: &Notice) {
    page.text(TITLE, notice.title.as_ref().map_or("(no title found)", |title| &title.text));
    let source = &notice.source;
    let issuer = notice.issuer.as_ref().map(issuer);
    let published = notice.published.as_ref().map(words::day);
    page.row("issuer", PLAIN, issuer.as_slice());
    page.row("published", PLAIN, published.as_slice());
    let sort: Vec<String> =
        [Some(words::genre(notice.genre)), words::stage(notice.stage).map(String::from)].into_iter().flatten().collect();
    page.row("sort", PLAIN, &[sort.join(", ")]);
    let read = format!("{}, {}, {} bytes", notice.language, source.encoding, words::grouped(source.bytes as u64));
    let read = source.name.as_ref().map_or(read.clone(), |name| format!("{name} ({read})"));
    page.row("source", QUIET, &[read]);
}

fn issuer(issuer: &Organization) -> String {
    match (&issuer.alias, &issuer.ticker) {
        (Some(alias), Some(ticker)) => format!("{} ({alias}, code {ticker})", issuer.name),
        (Some(alias), None) => format!("{} ({alias})", issuer.name),
        (None, Some(ticker)) => format!("{} (code {ticker})", issuer.name),
        (None, None) => issuer.name.clone(),
    }
}

/// One incident.
fn matter(page: &mut Page, incident: &Incident) {
    let title = incident.title.as_ref().map_or("", |title| &title.text);
    page.text(TITLE, format!("Incident {}  {title}", incident.id).trim_end());
    dates(page, &incident.dates);
    counts(page, &incident.counts);
    data(page, "leaked", LEAKED, &incident.data, DataStatus::Leaked);
    data(page, "possibly leaked", POSSIBLE, &incident.data, DataStatus::Possible);
    data(page, "not involved", EXCLUDED, &incident.data, DataStatus::Excluded);
    page.row("causes", PLAIN, &listed(incident.causes.iter().map(|cause| words::plain(cause.category.as_str()))));
    page.row("losses", PLAIN, &incident.losses.iter().map(words::money).collect::<Vec<_>>());
    if let Some(harm) = incident.secondary_harm {
        page.row("misuse", PLAIN, &[words::plain(harm.as_str())]);
    }
    responses(page, &incident.responses);
    let organizations: Vec<[String; 2]> =
        incident.organizations.iter().map(|organization| [organization.name.clone(), words::plain(organization.role.as_str())]).collect();
    page.table("organizations", PLAIN, &organizations);
    page.row("services", PLAIN, &listed(incident.services.iter().map(|service| service.text.clone())));
    page.row("vulnerabilities", PLAIN, &listed(incident.vulnerabilities.iter().map(|vulnerability| vulnerability.id.clone())));
}

/// What the text says of all its incidents together.
fn common(page: &mut Page, notice: &Notice) {
    if notice.dates.is_empty() && notice.counts.is_empty() && notice.responses.is_empty() {
        return;
    }
    page.gap();
    page.text(TITLE, "All incidents");
    dates(page, &notice.dates);
    counts(page, &notice.counts);
    responses(page, &notice.responses);
}

/// Authorities, desks, other notices, and what to doubt.
fn tail(page: &mut Page, notice: &Notice) {
    if !notice.guidance.is_empty() {
        page.gap();
        page.text(TITLE, "Authorities");
    }
    for guidance in &notice.guidance {
        let date = guidance.date.as_ref().map(words::day).unwrap_or_default();
        let action = words::plain(guidance.action.as_str());
        page.table(&words::plain(guidance.authority.as_str()), PLAIN, &[[action, date]]);
        page.row("", QUIET, &guidance.laws.iter().map(words::law).collect::<Vec<_>>());
    }
    if !(notice.contacts.is_empty() && notice.prior_reports.is_empty() && notice.repeats.is_empty() && notice.diagnostics.is_empty()) {
        page.gap();
    }
    let contacts: Vec<[String; 2]> =
        notice.contacts.iter().map(|contact| [words::plain(contact.kind.as_str()), contact.value.clone()]).collect();
    page.table("contacts", PLAIN, &contacts);
    page.row("earlier reports", PLAIN, &notice.prior_reports.iter().map(prior_report).collect::<Vec<_>>());
    page.row("repeats", QUIET, &notice.repeats.iter().map(repeat).collect::<Vec<_>>());
    for diagnostic in &notice.diagnostics {
        let (label, style) = match diagnostic.severity {
            Severity::Note => ("note", QUIET),
            Severity::Warning => ("warning", POSSIBLE),
            Severity::Error => ("error", LEAKED),
        };
        page.row(label, style, &[format!("{} (bytes {})", diagnostic.message, bytes(diagnostic.span))]);
    }
}

fn dates(page: &mut Page, dates: &[Date]) {
    page.table("dates", PLAIN, &dates.iter().map(|date| [words::day(date), words::event(date)]).collect::<Vec<_>>());
}

fn counts(page: &mut Page, counts: &[Count]) {
    page.table("counts", PLAIN, &counts.iter().map(|count| [words::count(count), words::count_remark(count)]).collect::<Vec<_>>());
}

fn data(page: &mut Page, label: &str, style: Style, data: &[DataItem], status: DataStatus) {
    let items = data.iter().filter(|item| item.status == status).map(|item| {
        let category = words::plain(item.category.as_str());
        item.exclusion.map_or(category.clone(), |why| format!("{category} ({})", words::exclusion(why)))
    });
    page.row(label, style, &listed(items));
}

fn responses(page: &mut Page, responses: &[Response]) {
    let items = responses.iter().map(|response| {
        let action = words::plain(response.action.as_str());
        response.date.as_ref().map_or(action.clone(), |date| format!("{action} ({})", words::day(date)))
    });
    page.row("responses", PLAIN, &listed(items));
}

/// One value that names all items, or none where there is none.
fn listed(items: impl Iterator<Item = String>) -> Vec<String> {
    let items: Vec<String> = items.collect();
    if items.is_empty() { Vec::new() } else { vec![items.join(", ")] }
}

fn prior_report(report: &PriorReport) -> String {
    let date = report.date.as_ref().map(words::day);
    let title = report.title.as_ref().map(|title| title.text.clone());
    let url = report.url.as_ref().map(|url| url.text.clone());
    let parts: Vec<String> = [date, title, url].into_iter().flatten().collect();
    if parts.is_empty() { report.text.clone() } else { parts.join("  ") }
}

fn repeat(repeat: &Repeat) -> String {
    format!("bytes {} repeat bytes {}", bytes(repeat.span), bytes(repeat.of))
}

fn bytes(span: Span) -> String {
    format!("{}–{}", span.start(), span.end())
}
