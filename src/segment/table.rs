//! Tables in text: columns between bars, tabs, or set under each other with spaces.

use std::collections::BTreeMap;
use std::ops::Range;

use super::line::{columns, trimmed};
use super::shape::{Look, Shape};
use crate::Span;

/// One row of a table.
#[derive(Debug)]
pub(super) struct Row {
    /// Its cells without the spaces around them.
    pub cells: Vec<Span>,
    /// The line of the row that names the columns.
    pub header: Option<usize>,
    /// Whether it is a rule between rows and says nothing.
    pub rule: bool,
    /// Whether its two cells are a label and its value.
    pub pair: bool,
}

/// How the columns of a line are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grid {
    /// Bars around them.
    Bars,
    /// So many bars between them.
    Parted(usize),
    Tabs(usize),
    Gaps,
}

/// The rows among the lines, by the index of their line.
pub(super) fn rows(text: &str, shapes: &[Shape]) -> BTreeMap<usize, Row> {
    let mut rows = BTreeMap::new();
    let mut at = 0;
    while at < shapes.len() {
        let Some(grid) = grid(text, &shapes[at]) else {
            at += 1;
            continue;
        };
        if let Some(lines) = headed(text, shapes, at).filter(|_| grid == Grid::Gaps) {
            let header = at;
            for (line, cells) in lines {
                at = line + 1;
                let rule = cells.is_empty();
                let cells = if rule { vec![shapes[line].line.body] } else { cells };
                rows.insert(line, Row { cells, header: (line != header).then_some(header), rule, pair: false });
            }
            continue;
        }
        let end = run(text, shapes, at, grid);
        // Labels with their values are read line by line.
        let labels = grid == Grid::Gaps && shapes[at..end].iter().all(|shape| shape.look == Look::Labelled);
        if end - at >= 2 && !labels {
            table(text, shapes, at..end, grid, &mut rows);
        }
        at = end;
    }
    rows
}

fn grid(text: &str, shape: &Shape) -> Option<Grid> {
    let body = &text[shape.line.body.range()];
    if body.starts_with('|') && body.len() > 1 {
        return Some(Grid::Bars);
    }
    let marked = shape.mark().is_some_and(|mark| !mark.bare);
    if matches!(shape.look, Look::Blank | Look::Headline(_) | Look::Note | Look::Silent) || marked {
        return None;
    }
    match (body.bytes().filter(|b| *b == b'\t').count(), body.matches(BAR).count()) {
        (0, bars @ 1..) => Some(Grid::Parted(bars)),
        (0, 0) => body.contains("  ").then_some(Grid::Gaps),
        (tabs, _) => Some(Grid::Tabs(tabs)),
    }
}

/// What parts the cells of a line that has no bars around it.
const BAR: &str = " | ";

/// The rows of a table set with spaces, the one at `start` naming its columns: rows with figures whose cells are as many, wherever they begin (figures
/// are set to the right, and wide characters were folded), and one row of fewer for the whole. A rule between rows has no cells.
fn headed(text: &str, shapes: &[Shape], start: usize) -> Option<Vec<(usize, Vec<Span>)>> {
    let has_digits = |cells: &[Span]| cells.iter().any(|cell| text[cell.range()].bytes().any(|b| b.is_ascii_digit()));
    let names = gap_cells(text, shapes[start].line.body);
    let told = names.len() >= 3 && !has_digits(&names) && !names.iter().any(|name| text[name.range()].contains(['。', '、']));
    if !told {
        return None;
    }
    let width = names.len();
    let mut rows = vec![(start, names)];
    let mut whole = 0;
    for (line, shape) in shapes.iter().enumerate().skip(start + 1) {
        if is_drawn(&text[shape.line.body.range()]) {
            rows.push((line, Vec::new()));
            continue;
        }
        let cells = fitted(text, gap_cells(text, shape.line.body), width);
        if shape.look == Look::Blank || !has_digits(&cells) || !(2..=width).contains(&cells.len()) {
            break;
        }
        let last = cells.len() < width;
        whole += usize::from(!last);
        rows.push((line, cells));
        if last {
            break;
        }
    }
    (whole >= 2).then_some(rows)
}

/// Whether a line is drawn to part rows from one another.
fn is_drawn(body: &str) -> bool {
    body.len() >= 3 && body.chars().all(|c| "-=_ー―─━+ ".contains(c))
}

/// `cells` cut at single spaces between figures, the last ones first, until they are `width`.
fn fitted(text: &str, mut cells: Vec<Span>, width: usize) -> Vec<Span> {
    let is_figure = |span: Span| text[span.range()].starts_with(|c: char| c.is_ascii_digit() || "-―ー".contains(c));
    while cells.len() < width {
        let cut = (0..cells.len()).rev().find_map(|at| {
            let (left, right) = text[cells[at].range()].rsplit_once(' ')?;
            let left = Span::new(cells[at].start(), cells[at].start() + left.len());
            let right = Span::new(cells[at].end() - right.len(), cells[at].end());
            (is_figure(left) && is_figure(right)).then_some((at, left, right))
        });
        let Some((at, left, right)) = cut else { break };
        cells.splice(at..=at, [left, right]);
    }
    cells
}

/// The line after the last one that goes on with the table begun at `start`.
fn run(text: &str, shapes: &[Shape], start: usize, first: Grid) -> usize {
    let columns = if first == Grid::Gaps { gap_columns(text, &shapes[start]) } else { Vec::new() };
    let near = |a: usize, b: usize| a.abs_diff(b) <= 1;
    // Figures are set to the right.
    let aligned = |shape: &Shape| {
        let here = gap_columns(text, shape);
        here.len() == columns.len() && here.iter().zip(&columns).skip(1).all(|(a, b)| near(a.start, b.start) || near(a.end, b.end))
    };
    let goes_on = |shape: &&Shape| grid(text, shape) == Some(first) && (first != Grid::Gaps || aligned(shape));
    start + 1 + shapes[start + 1..].iter().take_while(goes_on).count()
}

/// From which column to which the cells of a line reach.
fn gap_columns(text: &str, shape: &Shape) -> Vec<Range<usize>> {
    let base = shape.line.body.start();
    let (mut at, mut column) = (base, shape.line.indent);
    gap_cells(text, shape.line.body)
        .into_iter()
        .map(|cell| {
            column += columns(&text[at..cell.start()]);
            at = cell.start();
            column..column + columns(&text[cell.range()])
        })
        .collect()
}

fn gap_cells(text: &str, body: Span) -> Vec<Span> {
    split(text, body, "  ").into_iter().filter(|cell| !cell.is_empty()).collect()
}

/// The pieces of `body` between `separators`, trimmed.
fn split(text: &str, body: Span, separator: &str) -> Vec<Span> {
    let mut start = body.start();
    text[body.range()]
        .split(separator)
        .map(|piece| {
            let cell = trimmed(text, Span::new(start, start + piece.len()));
            start += piece.len() + separator.len();
            cell
        })
        .collect()
}

fn table(text: &str, shapes: &[Shape], lines: Range<usize>, grid: Grid, rows: &mut BTreeMap<usize, Row>) {
    let cells = |line: usize| -> Vec<Span> {
        let body = shapes[line].line.body;
        match grid {
            Grid::Bars => {
                let inner = text[body.range()].strip_prefix('|').unwrap_or_default();
                let inner = inner.strip_suffix('|').unwrap_or(inner);
                split(text, Span::new(body.start() + 1, body.start() + 1 + inner.len()), "|")
            }
            Grid::Parted(_) => split(text, body, BAR),
            Grid::Tabs(_) => split(text, body, "\t"),
            Grid::Gaps => gap_cells(text, body),
        }
    };
    let has_digits = |cells: &[Span]| cells.iter().any(|cell| text[cell.range()].bytes().any(|b| b.is_ascii_digit()));
    let is_rule = |line: usize| grid == Grid::Bars && text[shapes[line].line.body.range()].chars().all(|c| "|-:= +".contains(c));
    let ruled = lines.len() > 1 && !is_rule(lines.start) && is_rule(lines.start + 1);
    let first = cells(lines.start);
    let width = first.len();
    let named = first.iter().any(|cell| !cell.is_empty());
    let told_by_digits = width > 2 && !has_digits(&first) && lines.clone().skip(1).any(|line| has_digits(&cells(line)));
    let header = (named && (ruled || told_by_digits)).then_some(lines.start);
    for line in lines {
        let cells = if Some(line) == header { first.clone() } else { cells(line) };
        let empty = cells.iter().all(|cell| cell.is_empty());
        let pair = header.is_none() && cells.len() == 2 && !cells[0].is_empty();
        rows.insert(line, Row { rule: is_rule(line) || empty, header: header.filter(|header| *header != line), pair, cells });
    }
}
