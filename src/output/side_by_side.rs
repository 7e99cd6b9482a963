//! A reconciliation for people: field, both readings with the words as written, and the verdict, the contradictions first; then for each
//! contradiction the lines of both inputs that it stands in, with the words underlined.
//!
//! Limits: lines are shown where the input can be read as text at the span of the value, or holds its words elsewhere (an input that was not UTF-8
//! and was decoded); of HTML that spreads the words over tags, no line is shown.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use taiyaku::*;

use super::words;

/// The widest a column of readings may be, so that wide terminals keep a table readable.
const WIDEST: usize = 48;
/// The narrowest.
const NARROWEST: usize = 14;
/// Between two columns.
const GAP: &str = "  ";

/// Renders a reconciliation as text for a terminal of `width` columns, with ANSI colours where `color` is true.
///
/// `left` and `right` are the inputs of [`Reconciliation::left`] and [`Reconciliation::right`] (the Japanese and the English one, where the languages
/// differ), as they are or decoded; with empty ones no lines are shown.
pub(crate) fn side_by_side(reconciliation: &Reconciliation, left: &str, right: &str, color: bool, width: usize) -> String {
    let mut out = String::new();
    heading(&mut out, reconciliation, color);
    table(&mut out, reconciliation, color, width);
    incident_lines(&mut out, reconciliation);
    excerpts(&mut out, reconciliation, [left, right], color, width);
    out
}

/// What the two inputs are and how many verdicts of each sort there are.
fn heading(out: &mut String, reconciliation: &Reconciliation, color: bool) {
    let labels = reconciliation.labels;
    for (label, source) in [(labels.left(), &reconciliation.left), (labels.right(), &reconciliation.right)] {
        line(out, &format!("{}{}", pad(label, 7), printable(source.name.as_deref().unwrap_or("-"))));
    }
    let Summary { agree, compatible, differ, left_only, right_only } = reconciliation.summary;
    let numbers = [
        (Verdict::Differ, differ),
        (Verdict::Compatible, compatible),
        (Verdict::LeftOnly, left_only),
        (Verdict::RightOnly, right_only),
        (Verdict::Agree, agree),
    ];
    let words =
        numbers.map(|(verdict, number)| painted(&format!("{number} {}", labels.verdict(verdict)), style(verdict), color && number > 0));
    line(out, &words.join(" · "));
    line(out, "");
}

fn style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Differ => AnsiColor::Red.on_default().bold(),
        Verdict::Compatible => AnsiColor::Yellow.on_default(),
        Verdict::LeftOnly | Verdict::RightOnly => AnsiColor::Cyan.on_default(),
        Verdict::Agree => AnsiColor::Green.on_default(),
    }
}

/// One row a field, its note beneath.
fn table(out: &mut String, reconciliation: &Reconciliation, color: bool, width: usize) {
    let labels = reconciliation.labels;
    let mut fields: Vec<&Field> = reconciliation.fields.iter().collect();
    fields.sort_by_key(|field| words::rank(field.verdict));
    let verdicts = fields.iter().map(|field| labels.verdict(field.verdict).width()).max().unwrap_or(0);
    let paths = fields.iter().map(|field| field.path.width()).max().unwrap_or(0);
    let rest = width.saturating_sub(verdicts + paths + 3 * GAP.len()) / 2;
    let reading = rest.clamp(NARROWEST, WIDEST);
    let row = |verdict: String, path: &str, left: &str, right: &str| {
        [verdict, pad(path, paths), pad(&cut(left, reading), reading), cut(right, reading)].join(GAP)
    };
    line(out, &row(pad("", verdicts), "", labels.left(), labels.right()));
    for field in fields {
        let verdict = painted(&pad(labels.verdict(field.verdict), verdicts), style(field.verdict), color);
        line(out, &row(verdict, &field.path, &words(&field.left), &words(&field.right)));
        if let Some(note) = &field.note {
            line(out, &format!("{}{GAP}{}", pad("", verdicts), printable(note)));
        }
    }
}

/// The words as written, on one line; the normalised word where nothing is written.
fn words(values: &[Value]) -> String {
    let word = |value: &Value| match value.text() {
        Some(text) if !text.trim().is_empty() => text.split_whitespace().collect::<Vec<_>>().join(" "),
        _ => value.to_string(),
    };
    let mut words: Vec<String> = values.iter().map(word).collect();
    words.dedup();
    if words.is_empty() { "–".to_string() } else { words.join(", ") }
}

/// One line an incident.
fn incident_lines(out: &mut String, reconciliation: &Reconciliation) {
    line(out, "");
    let labels = reconciliation.labels;
    for (place, pair) in reconciliation.incidents.iter().enumerate() {
        let side = |label: &str, incident: &Option<IncidentRef>| match incident {
            Some(incident) => format!("{label} {}", incident.id),
            None => format!("{label} –"),
        };
        let Summary { agree, compatible, differ, .. } = pair.summary;
        let (left, right) = (side(labels.left(), &pair.left), side(labels.right(), &pair.right));
        let one_sided = pair.summary.one_sided();
        line(
            out,
            &format!(
                "incidents[{place}]  {left} = {right}: {differ} differ, {compatible} compatible, {one_sided} one-sided, {agree} agree"
            ),
        );
    }
}

/// The lines of both inputs for each contradiction.
fn excerpts(out: &mut String, reconciliation: &Reconciliation, sources: [&str; 2], color: bool, width: usize) {
    let labels = reconciliation.labels;
    let names = [(labels.left(), &reconciliation.left), (labels.right(), &reconciliation.right)]
        .map(|(label, source)| source.name.as_deref().map_or(label.to_string(), printable));
    let renderer = if color { Renderer::styled() } else { Renderer::plain() }.term_width(width.max(40));
    for field in reconciliation.fields.iter().filter(|field| field.verdict == Verdict::Differ) {
        let sides = [(&field.left, 0), (&field.right, 1)].map(|(values, side)| (excerpt(sources[side], values), &names[side]));
        let title = format!("{}: {}", field.path, printable(field.note.as_deref().unwrap_or_default()));
        let mut group = Group::with_title(Level::ERROR.with_name("differ").primary_title(title));
        let mut shown = false;
        for (excerpt, name) in &sides {
            let Some(excerpt) = excerpt else { continue };
            shown = true;
            let annotations = excerpt.marks.iter().map(|(mark, label)| AnnotationKind::Primary.span(mark.clone()).label(label.as_str()));
            group = group.element(Snippet::source(excerpt.lines).line_start(excerpt.first).path(name.as_str()).annotations(annotations));
        }
        if shown {
            line(out, "");
            line(out, &renderer.render(&[group]));
        }
    }
}

/// Some lines of an input and what is marked in them.
struct Excerpt<'a> {
    lines: &'a str,
    /// The number of the first line, from 1.
    first: usize,
    /// Byte ranges of `lines`, each with the normalised value.
    marks: Vec<(std::ops::Range<usize>, String)>,
}

/// The lines that values stand in.
fn excerpt<'a>(source: &'a str, values: &[Value]) -> Option<Excerpt<'a>> {
    let places: Vec<(std::ops::Range<usize>, String)> =
        values.iter().filter_map(|value| Some((place(source, value)?, value.to_string()))).collect();
    let start = places.iter().map(|(place, _)| place.start).min()?;
    let end = places.iter().map(|(place, _)| place.end).max()?;
    let from = source.get(..start)?.rfind('\n').map_or(0, |newline| newline + 1);
    let to = source.get(end..)?.find('\n').map_or(source.len(), |newline| end + newline);
    let first = source.get(..from)?.matches('\n').count() + 1;
    let marks = places.into_iter().map(|(place, label)| (place.start - from..place.end - from, label)).collect();
    Some(Excerpt { lines: source.get(from..to)?, first, marks })
}

/// Where the words of a value stand in a text.
fn place(source: &str, value: &Value) -> Option<std::ops::Range<usize>> {
    let text = value.text().filter(|text| !text.is_empty())?;
    if let Some(span) = value.span()
        && source.get(span.range()) == Some(text)
    {
        return Some(span.range());
    }
    let start = source.find(text)?;
    Some(start..start + text.len())
}

/// Adds a line without the spaces at its end.
fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

fn painted(text: &str, style: Style, color: bool) -> String {
    if color { format!("{style}{text}{style:#}") } else { text.to_string() }
}

/// A text filled with spaces to `width` columns.
fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// A text without control characters: an input must not steer the terminal.
fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

/// A text cut to `width` columns.
fn cut(text: &str, width: usize) -> String {
    let text = printable(text);
    if text.width() <= width {
        return text;
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let columns = c.width().unwrap_or(0);
        if used + columns > width.saturating_sub(1) {
            out.push('…');
            break;
        }
        used += columns;
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        for (text, width, expected) in [("個人契約254件", 20, "個人契約254件       "), ("ab", 4, "ab  "), ("漏えい", 4, "漏えい")]
        {
            assert_eq!(pad(text, width), expected);
        }
        for (text, width, expected) in
            [("個人契約254件", 9, "個人契約…"), ("個人契約", 8, "個人契約"), ("abcdef", 4, "abc…"), ("a\u{1b}[31mb", 9, "a[31mb")]
        {
            assert_eq!(cut(text, width), expected);
        }
    }

    #[test]
    fn an_excerpt_is_the_line_of_the_value() {
        let value = |text: &str, start: usize| Value::Text(Text { text: text.into(), span: taiyaku::Span::new(start, start + text.len()) });
        let source = "一行目\n対象 254件です\n三行目";
        let found = excerpt(source, &[value("254件", source.find("254").unwrap())]).unwrap();
        assert_eq!((found.lines, found.first), ("対象 254件です", 2));
        assert_eq!(found.lines.get(found.marks[0].0.clone()), Some("254件"));
        // A span of other bytes: the words are looked for.
        assert_eq!(excerpt(source, &[value("三行目", 1)]).unwrap().first, 3);
        assert!(excerpt(source, &[value("四行目", 1)]).is_none());
    }
}
