//! Every fixture and what is read from it, as a page that a person can hold against the text.
//!
//! One line a value: what it was read as, then «the words». Hashes and byte places are left out, since other tests look after them
//! (`properties.rs`: the words stand where the span says). Values known to be wrong are listed in `snapshots/README.md`.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use taiyaku::{
    Cause, Contact, Count, DataItem, Date, Diagnostic, Guidance, Incident, Law, Money, Notice, Organization, PriorReport, Response, Text,
    parse,
};

/// The fixture that also lies in `encodings`.
const COPIED: &str = "fixtures/ja/lost-usb.txt";

#[test]
fn fixtures() {
    insta::glob!("../fixtures", "{ja,en}/**/*.{txt,html}", |path| {
        if path.parent().is_some_and(|folder| folder.ends_with("encodings")) {
            return;
        }
        insta::with_settings!({ description => "the notice read from the fixture", omit_expression => true }, {
            insta::assert_snapshot!(page_of(path));
        });
    });
}

/// The same text in other encodings says the same.
#[test]
fn encodings() {
    let plain = page_of(Path::new(COPIED));
    for (name, encoding) in [
        ("lost-usb.euc-jp.txt", "euc-jp"),
        ("lost-usb.iso-2022-jp.txt", "iso-2022-jp"),
        ("lost-usb.shift_jis.txt", "shift_jis"),
        ("lost-usb.utf-16le.txt", "utf-16le"),
        ("lost-usb.utf-8-bom.txt", "utf-8"),
    ] {
        let path = Path::new("fixtures/ja/encodings").join(name);
        let notice = parse(fs::read(&path).unwrap()).notice;
        assert_eq!(notice.source.encoding, encoding, "{name}");
        assert_eq!(page(&notice), plain, "{name}");
    }
    let copies = fs::read_dir("fixtures/ja/encodings").unwrap();
    let copies = copies.filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|ending| ending == "txt")).count();
    assert_eq!(copies, 5, "every copy is looked at");
}

/// The review page of a file.
fn page_of(path: &Path) -> String {
    page(&parse(fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))).notice)
}

/// The review page of a notice: the header, the incidents, what belongs to all of them, the doubts.
fn page(notice: &Notice) -> String {
    let mut lines = vec![format!("{} {} {}", notice.language, notice.genre, notice.stage)];
    lines.extend(notice.title.iter().map(|title| format!("title: {}", words(title))));
    lines.extend(notice.issuer.iter().map(|issuer| format!("issuer: {}", organization(issuer))));
    lines.extend(notice.published.iter().map(|day| format!("published: {}", date(day))));
    lines.extend(notice.prior_reports.iter().map(|report| format!("prior report: {}", prior_report(report))));
    lines.extend(notice.guidance.iter().flat_map(guidance));
    lines.extend(notice.incidents.iter().flat_map(incident));
    if !(notice.dates.is_empty() && notice.counts.is_empty() && notice.responses.is_empty()) {
        lines.push("of the whole text".to_string());
        lines.extend(notice.dates.iter().map(|day| format!("  date: {}", date(day))));
        lines.extend(notice.counts.iter().map(|figure| format!("  count: {}", count(figure))));
        lines.extend(notice.responses.iter().map(|done| format!("  response: {}", response(done))));
    }
    lines.extend(notice.contacts.iter().map(|desk| format!("contact: {}", contact(desk))));
    lines.extend(notice.repeats.iter().map(|_| "a block left out, being a repeat".to_string()));
    lines.extend(notice.diagnostics.iter().map(diagnostic));
    lines.join("\n")
}

/// The lines of an incident, in the model's order.
fn incident(incident: &Incident) -> Vec<String> {
    let mut lines = vec![format!("incident {}", incident.id)];
    if let Some(title) = &incident.title {
        let _ = write!(lines[0], ": {}", words(title));
    }
    lines.extend(incident.organizations.iter().map(|who| format!("  organization: {}", organization(who))));
    lines.extend(incident.services.iter().map(|service| format!("  service: {}", words(service))));
    lines.extend(incident.dates.iter().map(|day| format!("  date: {}", date(day))));
    lines.extend(incident.counts.iter().map(|figure| format!("  count: {}", count(figure))));
    lines.extend(incident.data.iter().map(|item| format!("  data: {}", data(item))));
    lines.extend(incident.causes.iter().map(|why| format!("  cause: {}", cause(why))));
    lines.extend(incident.losses.iter().map(|loss| format!("  loss: {}", money(loss))));
    lines.extend(incident.responses.iter().map(|done| format!("  response: {}", response(done))));
    lines.extend(incident.vulnerabilities.iter().map(|weakness| format!("  vulnerability: {} {}", weakness.id, quoted(&weakness.text))));
    if let Some(harm) = incident.secondary_harm {
        let source = incident.secondary_harm_source.as_ref().map(words).unwrap_or_default();
        lines.push(format!("  secondary harm: {harm} {source}"));
    }
    lines
}

/// `affected, alias A, ticker 0000: Name «words»`.
fn organization(who: &Organization) -> String {
    let alias = who.alias.as_ref().map(|alias| format!(", alias {alias}")).unwrap_or_default();
    let ticker = who.ticker.as_ref().map(|ticker| format!(", ticker {ticker}")).unwrap_or_default();
    format!("{}{alias}{ticker}: {} {}", who.role, who.name, quoted(&who.text))
}

/// `discovered 2023-04-18 10:00 (year inferred) (planned) «words»`.
fn date(day: &Date) -> String {
    let time = day.time.as_ref().map(|time| format!(" {time}")).unwrap_or_default();
    let inferred = day.inferred.iter().map(|part| format!(" ({part} inferred)")).collect::<String>();
    let planned = if day.planned { " (planned)" } else { "" };
    format!("{} {}{time}{inferred}{planned} {}", day.event, day.date, quoted(&day.text))
}

/// `124 person exact confirmed affected, of 生徒, cumulative «words»`.
fn count(figure: &Count) -> String {
    let of = figure.of.as_ref().map(|of| format!(", of {of}")).unwrap_or_default();
    let cumulative = if figure.cumulative { ", cumulative" } else { "" };
    let Count { value, unit, bound, certainty, role, text, .. } = figure;
    format!("{value} {unit} {bound} {certainty} {role}{of}{cumulative} {}", quoted(text))
}

/// `address excluded not_included «words»`.
fn data(item: &DataItem) -> String {
    let exclusion = item.exclusion.map(|claim| format!(" {claim}")).unwrap_or_default();
    format!("{} {}{exclusion} {}", item.category, item.status, quoted(&item.text))
}

/// `loss «words»`.
fn cause(why: &Cause) -> String {
    format!("{} {}", why.category, quoted(&why.text))
}

/// `120000000 JPY about «words»`.
fn money(loss: &Money) -> String {
    format!("{} {} {} {}", loss.amount, loss.currency, loss.bound, quoted(&loss.text))
}

/// `police_notified «words» on reported 2024-02-18 «words»`.
fn response(done: &Response) -> String {
    let day = done.date.as_ref().map(|day| format!(" on {}", date(day))).unwrap_or_default();
    format!("{} {}{day}", done.action, quoted(&done.text))
}

/// The lines of an authority's act: the act and its laws.
fn guidance(act: &Guidance) -> Vec<String> {
    let day = act.date.as_ref().map(|day| format!(" on {}", date(day))).unwrap_or_default();
    let mut lines = vec![format!("guidance: {} {} {}{day}", act.authority, act.action, quoted(&act.text))];
    lines.extend(act.laws.iter().map(|article| format!("  law: {}", law(article))));
    lines
}

/// `name, number, article 4, paragraph 1 «words»`.
fn law(article: &Law) -> String {
    let mut line = article.name.clone();
    for part in [
        article.number.clone(),
        article.article.map(|number| format!("article {number}")),
        article.paragraph.map(|number| format!("paragraph {number}")),
    ] {
        line.extend(part.map(|part| format!(", {part}")));
    }
    format!("{line} {}", quoted(&article.text))
}

/// `phone 0120-000-000 «words»`.
fn contact(desk: &Contact) -> String {
    format!("{} {} {}", desk.kind, desk.value, quoted(&desk.text))
}

/// The words of a prior report, its day, title and address.
fn prior_report(report: &PriorReport) -> String {
    let day = report.date.as_ref().map(|day| format!(" on {}", date(day))).unwrap_or_default();
    let title = report.title.as_ref().map(|title| format!(" titled {}", words(title))).unwrap_or_default();
    let url = report.url.as_ref().map(|url| format!(" at {}", words(url))).unwrap_or_default();
    format!("{}{day}{title}{url}", quoted(&report.text))
}

/// `InferredYear (note): words for people`.
fn diagnostic(doubt: &Diagnostic) -> String {
    let severity = format!("{:?}", doubt.severity).to_lowercase();
    format!("doubt: {:?} ({severity}): {}", doubt.code, doubt.message)
}

/// The words of a text value.
fn words(text: &Text) -> String {
    quoted(&text.text)
}

/// The words in quotes, on one line.
fn quoted(words: &str) -> String {
    format!("«{}»", words.replace('\r', "").replace('\n', "⏎"))
}
