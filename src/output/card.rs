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
    let read = format!("{}, {}, {} bytes", notice.language, source.encoding, taiyaku::grouped(source.bytes as u64));
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
    page.row("responses", PLAIN, &listed(responses.iter().map(words::response)));
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn notice() -> Notice {
        let at = [0, 6];
        let date = |event: &str, date: &str| json!({ "event": event, "date": date, "text": "", "span": at });
        let count = |value: u64, unit: &str, bound: &str, certainty: &str, role: &str| json!({ "value": value, "unit": unit, "bound": bound, "certainty": certainty, "role": role, "text": "", "span": at });
        let data = |category: &str, status: &str| json!({ "category": category, "status": status, "text": "", "span": at });
        let mut excluded = data("credit_card", "excluded");
        excluded["exclusion"] = json!("not_held");
        let mut inferred = date("discovered", "2023-06-14");
        inferred["inferred"] = json!(["year"]);
        inferred["time"] = json!("18:55");
        let mut part = count(48, "person", "exact", "confirmed", "part");
        part["of"] = json!("法人会員");
        let organization = |name: &str, role: &str| json!({ "name": name, "role": role, "text": "", "span": at });
        serde_json::from_value(json!({
            "schema": NOTICE_SCHEMA,
            "source": { "name": "a.txt", "sha256": "", "bytes": 3141, "encoding": "shift_jis", "media_type": "text/plain" },
            "language": "ja", "genre": "press_release", "stage": "update",
            "title": { "text": "不正アクセスに関するお知らせ", "span": at },
            "issuer": { "name": "こがね堂", "role": "other", "ticker": "0199", "text": "", "span": at },
            "published": date("announced", "2023-10-06"),
            "prior_reports": [],
            "guidance": [{ "authority": "MIC", "action": "administrative_guidance", "date": date("guidance", "2023-11-01"), "text": "", "span": at,
                "laws": [{ "name": "電気通信事業法", "number": "昭和59年法律第86号", "article": 4, "paragraph": 1, "text": "", "span": at }] }],
            "incidents": [{
                "id": "1", "title": null,
                "organizations": [organization("こがね堂", "affected"), organization("Kite Inc.", "contractor")],
                "services": [{ "text": "こがね堂オンライン", "span": at }],
                "dates": [inferred, date("occurred", "2022-11-05/2023-06-14")],
                "counts": [count(3412, "card", "at_most", "possible", "affected"), part],
                "data": [data("name", "leaked"), data("email_address", "leaked"), data("purchase_history", "possible"), excluded],
                "causes": [{ "category": "payment_page_tampering", "text": "", "span": at }],
                "losses": [{ "amount": 120_000_000, "currency": "JPY", "bound": "about", "text": "", "span": at }],
                "responses": [{ "action": "police_notified", "date": date("reported", "2023-08-23"), "text": "", "span": at }],
                "vulnerabilities": [], "secondary_harm": "none_confirmed"
            }],
            "counts": [], "dates": [], "responses": [],
            "contacts": [{ "kind": "phone", "value": "0120-000-524", "text": "", "span": at }],
            "repeats": [{ "span": [30, 60], "of": [0, 30] }],
            "diagnostics": [{ "severity": "warning", "code": "impossible_date", "message": "31 June is on no calendar", "span": [7, 12] }]
        }))
        .expect("a notice")
    }

    #[test]
    fn a_card_says_what_a_person_wants_to_know() {
        let card = Card::new(&notice(), 100).to_string();
        let expected = "\
不正アクセスに関するお知らせ
  issuer          こがね堂 (code 0199)
  published       2023-10-06
  sort            press release, update
  source          a.txt (ja, shift_jis, 3,141 bytes)

Incident 1
  dates           2023-06-14 18:55       discovered (year inferred)
                  2022-11-05/2023-06-14  occurred
  counts          ≤ 3,412 cards (possible)
                  48 people                 法人会員, part of a total
  leaked          name, email address
  possibly leaked purchase history
  not involved    credit card (not held)
  causes          payment page tampering
  losses          ≈ 120,000,000 JPY
  misuse          none confirmed
  responses       police notified (2023-08-23)
  organizations   こがね堂   affected
                  Kite Inc.  contractor
  services        こがね堂オンライン

Authorities
  MIC             administrative guidance  2023-11-01
                  電気通信事業法 (昭和59年法律第86号), article 4, paragraph 1

  contacts        phone  0120-000-524
  repeats         bytes 30–60 repeat bytes 0–30
  warning         31 June is on no calendar (bytes 7–12)
";
        assert_eq!(anstream::adapter::strip_str(&card).to_string(), expected);
    }

    #[test]
    fn no_line_is_wider_than_the_card() {
        use unicode_width::UnicodeWidthStr;
        let notice = notice();
        for width in 40..=100 {
            let card = Card::new(&notice, width).to_string();
            for line in anstream::adapter::strip_str(&card).to_string().lines() {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
    }
}
