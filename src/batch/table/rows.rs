//! The rows that a record gives.
//!
//! A table holds less than a notice: of an event the first day, of the figures the largest that says who or what was affected, of
//! a list its words between semicolons. The long tables hold every date, figure and kind of data with its place; `incident` is empty where
//! the value belongs to the whole text. Errors are rows of the table of incidents only.

use taiyaku::{Count, CountRole, DataStatus, Date, Event, Incident, Notice, Unit};

use super::Kind::{Flag, Integer, Text};
use super::{Cell, Column};
use crate::batch::record::ErrorRecord;

/// The events that have a column of their own.
const EVENTS: [Event; 9] = [
    Event::Occurred,
    Event::Discovered,
    Event::Confirmed,
    Event::Contained,
    Event::Restored,
    Event::Ended,
    Event::Reported,
    Event::Notified,
    Event::Announced,
];

/// One row per incident.
pub(super) const INCIDENTS: &[Column] = &[
    ("source", Text),
    ("sha256", Text),
    ("language", Text),
    ("genre", Text),
    ("stage", Text),
    ("title", Text),
    ("issuer", Text),
    ("published", Text),
    ("guidance", Text),
    ("incident", Text),
    ("incident_title", Text),
    ("organizations", Text),
    ("services", Text),
    ("occurred", Text),
    ("discovered", Text),
    ("confirmed", Text),
    ("contained", Text),
    ("restored", Text),
    ("ended", Text),
    ("reported", Text),
    ("notified", Text),
    ("announced", Text),
    ("affected", Integer),
    ("affected_unit", Text),
    ("affected_bound", Text),
    ("affected_certainty", Text),
    ("data_leaked", Text),
    ("data_possible", Text),
    ("data_excluded", Text),
    ("causes", Text),
    ("responses", Text),
    ("loss_amount", Integer),
    ("loss_currency", Text),
    ("vulnerabilities", Text),
    ("secondary_harm", Text),
    ("error_code", Text),
    ("error_message", Text),
];

/// One row per date.
pub(super) const DATES: &[Column] = &[
    ("source", Text),
    ("sha256", Text),
    ("incident", Text),
    ("event", Text),
    ("date", Text),
    ("time", Text),
    ("inferred", Text),
    ("planned", Flag),
    ("text", Text),
    ("start", Integer),
    ("end", Integer),
];

/// One row per figure.
pub(super) const COUNTS: &[Column] = &[
    ("source", Text),
    ("sha256", Text),
    ("incident", Text),
    ("value", Integer),
    ("unit", Text),
    ("bound", Text),
    ("certainty", Text),
    ("role", Text),
    ("of", Text),
    ("cumulative", Flag),
    ("text", Text),
    ("start", Integer),
    ("end", Integer),
];

/// One row per kind of data.
pub(super) const DATA: &[Column] = &[
    ("source", Text),
    ("sha256", Text),
    ("incident", Text),
    ("category", Text),
    ("status", Text),
    ("exclusion", Text),
    ("text", Text),
    ("start", Integer),
    ("end", Integer),
];

/// The row of an input that gave no notice.
pub(super) fn failed(record: &ErrorRecord) -> Vec<Cell> {
    let mut row = vec![Cell::Empty; INCIDENTS.len() - 2];
    // A bad line without a name is found by its place.
    row[0] = record.source.name.as_ref().map_or_else(|| Cell::Text(record.subject()), Cell::from);
    row.extend([(&record.error.code).into(), (&record.error.message).into()]);
    row
}

/// The rows of a notice: one even where it tells of no incident.
pub(super) fn incidents(notice: &Notice) -> Vec<Vec<Cell>> {
    if notice.incidents.is_empty() {
        let mut row = header(notice);
        row.resize(INCIDENTS.len(), Cell::Empty);
        return vec![row];
    }
    notice.incidents.iter().map(|incident| [header(notice), of_incident(incident)].concat()).collect()
}

/// What the rows of a notice have in common.
fn header(notice: &Notice) -> Vec<Cell> {
    vec![
        notice.source.name.as_ref().into(),
        (&notice.source.sha256).into(),
        notice.language.as_str().into(),
        notice.genre.as_str().into(),
        notice.stage.as_str().into(),
        notice.title.as_ref().map(|title| &title.text).into(),
        notice.issuer.as_ref().map(|issuer| &issuer.name).into(),
        notice.published.as_ref().map(|published| &published.date).into(),
        words(notice.guidance.iter().map(|guidance| guidance.authority.as_str())),
    ]
}

fn of_incident(incident: &Incident) -> Vec<Cell> {
    let mut row = vec![
        (&incident.id).into(),
        incident.title.as_ref().map(|title| &title.text).into(),
        words(incident.organizations.iter().map(|organization| organization.name.as_str())),
        words(incident.services.iter().map(|service| service.text.as_str())),
    ];
    row.extend(EVENTS.map(|event| incident.dates.iter().find(|date| date.event == event).map(|date| &date.date).into()));
    let affected = affected(&incident.counts);
    let loss = incident.losses.iter().max_by_key(|loss| loss.amount);
    row.extend([
        affected.map(|count| count.value).into(),
        affected.map(|count| count.unit.as_str()).into(),
        affected.map(|count| count.bound.as_str()).into(),
        affected.map(|count| count.certainty.as_str()).into(),
        data_of(incident, DataStatus::Leaked),
        data_of(incident, DataStatus::Possible),
        data_of(incident, DataStatus::Excluded),
        words(incident.causes.iter().map(|cause| cause.category.as_str())),
        words(incident.responses.iter().map(|response| response.action.as_str())),
        loss.map(|loss| loss.amount).into(),
        loss.map(|loss| &loss.currency).into(),
        words(incident.vulnerabilities.iter().map(|vulnerability| vulnerability.id.as_str())),
        incident.secondary_harm.map(|harm| harm.as_str()).into(),
        Cell::Empty,
        Cell::Empty,
    ]);
    row
}

/// The largest figure of affected people, else of anything affected; of equal ones the first.
fn affected(counts: &[Count]) -> Option<&Count> {
    let affected = || counts.iter().rev().filter(|count| count.role == CountRole::Affected);
    affected()
        .filter(|count| count.unit == Unit::Person)
        .max_by_key(|count| count.value)
        .or_else(|| affected().max_by_key(|count| count.value))
}

fn data_of(incident: &Incident, status: DataStatus) -> Cell {
    words(incident.data.iter().filter(|item| item.status == status).map(|item| item.category.as_str()))
}

/// The words between semicolons, each once; empty where there are none.
fn words<'a>(words: impl Iterator<Item = &'a str>) -> Cell {
    let mut once: Vec<&str> = Vec::new();
    for word in words {
        if !once.contains(&word) {
            once.push(word);
        }
    }
    if once.is_empty() { Cell::Empty } else { Cell::Text(once.join("; ")) }
}

/// A row for every value of the whole text and of each incident, after what tells where it belongs.
fn long<T>(notice: &Notice, of_text: &[T], of_incident: fn(&Incident) -> &[T], cells: fn(&T) -> Vec<Cell>) -> Vec<Vec<Cell>> {
    let row = |incident: Option<&Incident>, value: &T| {
        let mut row =
            vec![notice.source.name.as_ref().into(), (&notice.source.sha256).into(), incident.map(|incident| &incident.id).into()];
        row.extend(cells(value));
        row
    };
    let whole = of_text.iter().map(|value| row(None, value));
    let each = notice.incidents.iter().flat_map(|incident| of_incident(incident).iter().map(move |value| (incident, value)));
    whole.chain(each.map(|(incident, value)| row(Some(incident), value))).collect()
}

/// The rows of a notice's dates.
pub(super) fn dates(notice: &Notice) -> Vec<Vec<Cell>> {
    long(
        notice,
        &notice.dates,
        |incident| &incident.dates,
        |date: &Date| {
            vec![
                date.event.as_str().into(),
                (&date.date).into(),
                date.time.as_ref().into(),
                words(date.inferred.iter().map(|inferred| inferred.as_str())),
                date.planned.into(),
                (&date.text).into(),
                date.span.start().into(),
                date.span.end().into(),
            ]
        },
    )
}

/// The rows of a notice's figures.
pub(super) fn counts(notice: &Notice) -> Vec<Vec<Cell>> {
    long(
        notice,
        &notice.counts,
        |incident| &incident.counts,
        |count: &Count| {
            vec![
                count.value.into(),
                count.unit.as_str().into(),
                count.bound.as_str().into(),
                count.certainty.as_str().into(),
                count.role.as_str().into(),
                count.of.as_ref().into(),
                count.cumulative.into(),
                (&count.text).into(),
                count.span.start().into(),
                count.span.end().into(),
            ]
        },
    )
}

/// The rows of a notice's kinds of data.
pub(super) fn data(notice: &Notice) -> Vec<Vec<Cell>> {
    long(
        notice,
        &[],
        |incident| &incident.data,
        |item| {
            vec![
                item.category.as_str().into(),
                item.status.as_str().into(),
                item.exclusion.map(|exclusion| exclusion.as_str()).into(),
                (&item.text).into(),
                item.span.start().into(),
                item.span.end().into(),
            ]
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::table::Table;

    /// Every kind of row is as wide as its table, and its cells hold what their columns say.
    #[test]
    fn rows_fit_their_columns() {
        let text = include_str!("../../../fixtures/en/press-release.txt");
        let notice = serde_json::to_vec(&taiyaku::parse(text).notice).unwrap();
        let nothing = serde_json::to_vec(&taiyaku::parse("Nothing.").notice).unwrap();
        let failed = br#"{"source":{"name":null,"file":"a.jsonl","line":3},"error":{"code":"bad_record","message":"is bad"}}"#;
        for table in [Table::Incidents, Table::Dates, Table::Counts, Table::Data] {
            let rows: Vec<Vec<Cell>> = [&notice[..], &nothing, failed].iter().flat_map(|line| table.rows(line).unwrap()).collect();
            assert!(!rows.is_empty(), "{table:?}");
            for row in rows {
                assert_eq!(row.len(), table.columns().len(), "{table:?}");
                for (cell, (name, kind)) in row.iter().zip(table.columns()) {
                    let fits = matches!(
                        (cell, kind),
                        (Cell::Empty, _) | (Cell::Text(_), Text) | (Cell::Integer(_), Integer) | (Cell::Flag(_), Flag)
                    );
                    assert!(fits, "{table:?} {name}: {cell:?}");
                }
            }
        }
    }

    #[test]
    fn an_input_without_an_incident_is_a_row_all_the_same() {
        let failed = br#"{"source":{"name":null,"file":"a.jsonl","line":3},"error":{"code":"bad_record","message":"is bad"}}"#;
        let rows = Table::Incidents.rows(failed).unwrap();
        assert_eq!((rows.len(), &rows[0][0], &rows[0][35]), (1, &"a.jsonl: line 3".into(), &"bad_record".into()));
        assert_eq!(Table::Counts.rows(failed).unwrap().len(), 0);
    }

    #[test]
    fn words_stand_once() {
        for (list, expected) in [(&[][..], Cell::Empty), (&["a"], "a".into()), (&["b", "a", "b"], "b; a".into())] {
            assert_eq!(words(list.iter().copied()), expected);
        }
    }
}
