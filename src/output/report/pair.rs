//! Two notices held against each other, as a page: what they say of each field with its verdict, and both texts beside it.

use taiyaku::*;

use super::Reported;
use super::kind::Kind;
use super::reading::{Ids, Look, Reading, printable};
use super::segment::Mark;
use crate::output::words;

/// The page of a pair.
#[derive(Debug)]
pub(super) struct Pair {
    pub sides: [Side; 2],
    pub tallies: Vec<Tally>,
    pub kinds: Vec<Kind>,
    pub sections: Vec<Section>,
    /// How many fields there are.
    pub total: usize,
}

/// One of the two notices.
#[derive(Debug)]
pub(super) struct Side {
    pub language: Language,
    /// `Japanese`, or which of two of one language it is.
    pub word: String,
    /// Its headline. Where neither side has one, the name of its file.
    pub title: Option<String>,
    pub source: String,
    pub reading: Reading,
}

/// How many fields have a verdict.
#[derive(Debug)]
pub(super) struct Tally {
    pub verdict: Shown,
    pub count: usize,
}

/// A verdict for people.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// What the style sheet and the filter know it by.
    pub key: &'static str,
    /// The sign that tells it without colour.
    pub sign: &'static str,
    pub word: String,
}

/// Fields under one heading.
#[derive(Debug)]
pub(super) struct Section {
    pub title: String,
    /// What is beside the title: the headings of the cases and the verdicts.
    pub remark: String,
    pub rows: Vec<Row>,
}

/// A field.
#[derive(Debug)]
pub(super) struct Row {
    /// Its number, which its places in the texts show where they contradict.
    pub number: usize,
    pub kind: Kind,
    pub verdict: Shown,
    pub name: String,
    /// What each side says.
    pub said: [Vec<Said>; 2],
    pub note: Option<String>,
}

/// A value of one side.
#[derive(Debug)]
pub(super) struct Said {
    /// As written.
    pub words: Option<String>,
    /// Normalised, as far as it is not the same.
    pub value: String,
    /// Whether its place can be gone to.
    pub has_place: bool,
}

impl Row {
    /// The cells, each with what its side is.
    pub(super) fn cells<'a>(&'a self, sides: &'a [Side; 2]) -> impl Iterator<Item = (&'a Side, &'a Vec<Said>)> {
        sides.iter().zip(&self.said)
    }
}

impl Pair {
    /// The page of `reconciliation`, whose left and right are `sides`.
    pub(super) fn new(reconciliation: &Reconciliation, sides: [&Reported; 2]) -> Pair {
        let labels = reconciliation.labels;
        let mut fields: Vec<&Field> = reconciliation.fields.iter().collect();
        // The contradictions come first, wherever they are; then field after field of each incident.
        fields.sort_by_key(|field| (field.verdict != Verdict::Differ, field.incident(), words::rank(field.verdict)));
        let looks: Vec<Look> = [LOOK].into_iter().chain(fields.iter().map(|field| look(field))).collect();
        let marks = [0, 1].map(|side| marks(&fields, side, sides[side]));
        let said = |field: &Field, side: usize| {
            let values = if side == 0 { &field.left } else { &field.right };
            values.iter().map(|value| said(value, sides[side])).collect()
        };
        let rows: Vec<(Option<usize>, Row)> = fields
            .iter()
            .zip(1..)
            .map(|(field, number)| (field.incident(), row(field, number, labels, [said(field, 0), said(field, 1)])))
            .collect();
        let mut kinds: Vec<Kind> = rows.iter().map(|(_, row)| row.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let total = rows.len();
        let page = |side: usize| {
            let ids = Ids { page: String::new(), side: ['l', 'r'][side] };
            side_of(labels, side, sides[side], &ids, &marks[side], &looks)
        };
        Pair { sides: [page(0), page(1)], tallies: tallies(reconciliation), kinds, sections: sections(reconciliation, rows), total }
    }

    /// What the page is called.
    pub(super) fn headline(&self) -> &str {
        self.sides.iter().find_map(|side| side.title.as_deref()).unwrap_or_default()
    }

    /// How many fields contradict each other.
    pub(super) fn contradictions(&self) -> usize {
        self.tallies.iter().filter(|tally| tally.verdict.key == "differ").map(|tally| tally.count).sum()
    }
}

/// Fields are numbered from 1; there is none of number 0.
const LOOK: Look = Look { kind: Kind::Other, tone: "agree", rank: u8::MAX, signed: false };

fn look(field: &Field) -> Look {
    let differs = field.verdict == Verdict::Differ;
    Look { kind: Kind::of_path(&field.path), tone: key(field.verdict), rank: words::rank(field.verdict), signed: differs }
}

fn marks(fields: &[&Field], side: usize, reported: &Reported) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (field, fact) in fields.iter().zip(1..) {
        let values = if side == 0 { &field.left } else { &field.right };
        let spans = values.iter().flat_map(|value| [value.span(), date_of(value).map(|date| date.span)]).flatten();
        marks.extend(spans.map(|span| Mark { place: reported.text.place(span), fact }));
    }
    marks
}

/// The day that a value has besides.
fn date_of(value: &Value) -> Option<&Date> {
    if let Value::Response(response) = value { response.date.as_ref() } else { None }
}

fn said(value: &Value, reported: &Reported) -> Said {
    let words = value.text().map(|words| printable(words.trim())).filter(|words| !words.is_empty());
    let normal = match (value, &words) {
        (Value::Law(law), Some(_)) => words::law_article(law),
        _ => printable(&words::value(value)),
    };
    // A name is its own value: what is left is what it has to do with the matter.
    let rest = words.as_ref().and_then(|words| normal.strip_prefix(words.as_str()));
    Said {
        value: rest.map_or(normal.as_str(), |rest| rest.trim_start_matches(", ")).to_string(),
        words,
        has_place: value.span().is_some_and(|span| !reported.text.place(span).is_empty()),
    }
}

fn row(field: &Field, number: usize, labels: Labels, said: [Vec<Said>; 2]) -> Row {
    Row {
        number,
        kind: Kind::of_path(&field.path),
        verdict: shown(labels, field.verdict),
        name: name(field),
        said,
        note: field.note.as_ref().filter(|note| !note.is_empty()).map(|note| printable(note)),
    }
}

/// `incidents[0].secondary_harm` is `secondary harm`, `guidance[1].date` is `guidance 2, date`.
fn name(field: &Field) -> String {
    let path = field.path.as_str();
    let field = match field.incident() {
        Some(_) => path.split_once('.').map_or("the whole case", |(_, field)| field),
        None => path,
    };
    let mut parts = Vec::new();
    for part in field.split('.') {
        let (word, place) =
            part.split_once('[').map_or((part, None), |(word, place)| (word, place.trim_end_matches(']').parse::<usize>().ok()));
        let word = words::plain(word);
        parts.push(place.map_or(word.clone(), |place| format!("{word} {}", place.saturating_add(1))));
    }
    parts.join(", ")
}

fn key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Differ => "differ",
        Verdict::Compatible => "compatible",
        Verdict::LeftOnly => "left-only",
        Verdict::RightOnly => "right-only",
        Verdict::Agree => "agree",
    }
}

fn shown(labels: Labels, verdict: Verdict) -> Shown {
    let (sign, word) = match verdict {
        Verdict::Differ => ("≠", "differ".to_string()),
        Verdict::Compatible => ("≈", "compatible".to_string()),
        Verdict::LeftOnly => ("◐", format!("{} only", side_word(labels, 0))),
        Verdict::RightOnly => ("◑", format!("{} only", side_word(labels, 1))),
        Verdict::Agree => ("=", "agree".to_string()),
    };
    Shown { key: key(verdict), sign, word }
}

fn side_word(labels: Labels, side: usize) -> &'static str {
    match labels {
        Labels::Languages => ["Japanese", "English"][side.min(1)],
        Labels::Positions => ["left", "right"][side.min(1)],
    }
}

fn tallies(reconciliation: &Reconciliation) -> Vec<Tally> {
    let Summary { agree, compatible, differ, left_only, right_only } = reconciliation.summary;
    let counts = [
        (Verdict::Differ, differ),
        (Verdict::Compatible, compatible),
        (Verdict::LeftOnly, left_only),
        (Verdict::RightOnly, right_only),
        (Verdict::Agree, agree),
    ];
    counts.map(|(verdict, count)| Tally { verdict: shown(reconciliation.labels, verdict), count }).into()
}

/// The contradictions, then the whole notice, then each incident.
fn sections(reconciliation: &Reconciliation, rows: Vec<(Option<usize>, Row)>) -> Vec<Section> {
    let several = reconciliation.incidents.len() > 1;
    let mut sections: Vec<(Option<usize>, Section)> = Vec::new();
    // They come first, so that all are met when the first section is begun.
    let mut contradictions = Section { title: "Contradictions".into(), remark: String::new(), rows: Vec::new() };
    let mut places = Vec::new();
    for (place, mut row) in rows {
        if row.verdict.key == "differ" {
            if let Some(place) = place.filter(|_| several) {
                row.name = format!("{} of incident {}", row.name, place.saturating_add(1));
            }
            contradictions.rows.push(row);
            places.push(place);
            continue;
        }
        if sections.last().is_none_or(|(last, _)| *last != place) {
            let above = places.iter().filter(|other| **other == place).count();
            sections.push((place, section(reconciliation, place, above)));
        }
        if let Some((_, section)) = sections.last_mut() {
            section.rows.push(row);
        }
    }
    [contradictions]
        .into_iter()
        .chain(sections.into_iter().map(|(_, section)| section))
        .filter(|section| !section.rows.is_empty())
        .collect()
}

/// The heading of what belongs to the notice, or to an incident, of which so many contradictions stand above.
fn section(reconciliation: &Reconciliation, place: Option<usize>, above: usize) -> Section {
    let labels = reconciliation.labels;
    let pair = place.and_then(|place| reconciliation.incidents.get(place));
    let of = |side: &Option<IncidentRef>, label: &str| {
        side.as_ref().map_or(format!("none in {label}"), |one| format!("{label} case {}", one.id))
    };
    let paired = match pair.map(|pair| (&pair.left, &pair.right)) {
        Some((Some(left), Some(right))) if left.id == right.id => String::new(),
        Some((left, right)) => format!("{} = {}", of(left, side_word(labels, 0)), of(right, side_word(labels, 1))),
        None => String::new(),
    };
    let contradictions = match above {
        0 => String::new(),
        1 => "1 contradiction above".to_string(),
        _ => format!("{above} contradictions above"),
    };
    let title = match (place, reconciliation.incidents.len()) {
        (None, _) => "The notice".to_string(),
        (Some(_), 1) => "The incident".to_string(),
        (Some(place), _) => format!("Incident {}", place.saturating_add(1)),
    };
    Section { title, remark: printable(&words::listed([paired, contradictions])), rows: Vec::new() }
}

fn side_of(labels: Labels, side: usize, reported: &Reported, ids: &Ids, marks: &[Mark], looks: &[Look]) -> Side {
    let notice = &reported.notice;
    let word = match labels {
        Labels::Languages => side_word(labels, side).to_string(),
        Labels::Positions => ["Left", "Right"][side.min(1)].to_string(),
    };
    Side {
        language: notice.language,
        word,
        title: notice.title.as_ref().map(|title| printable(&title.text)),
        source: printable(notice.source.name.as_deref().unwrap_or("standard input")),
        reading: Reading::new(reported.text.as_str(), notice.language, ids, reported.title(), (marks, looks), Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_as_people_read_them() {
        let cases = [
            ("published", "published"),
            ("incidents[0].secondary_harm", "secondary harm"),
            ("incidents[3]", "the whole case"),
            ("guidance[1].date", "guidance 2, date"),
            ("prior_reports", "prior reports"),
        ];
        for (path, expected) in cases {
            let field = Field { path: path.into(), verdict: Verdict::Agree, left: Vec::new(), right: Vec::new(), note: None };
            assert_eq!(name(&field), expected, "{path}");
        }
    }
}
