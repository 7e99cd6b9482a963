//! Writes what happens in a document as lines of plain text.

use super::Scope;
use super::entity::entity;
use super::kind::Kind;
use super::page::{Element, Event, Page};
use crate::Span;
use crate::text::{MapBuilder, OffsetMap};

/// How deep lists are indented; deeper ones are no deeper, so that lines stay short.
const DEEPEST: usize = 8;

/// The longest label, in bytes, that shares a line with its value.
const LABEL: usize = 120;

/// The text of what `scope` shows of a page, and its way back to the document.
pub(super) fn render(html: &str, page: &Page, scope: Scope) -> (String, OffsetMap) {
    let mut writer = Writer::new(html, page);
    let shown = |id: usize| scope.shows(&page.elements[id]);
    let has_headline =
        page.elements.iter().any(|element| element.kind == Kind::Heading(1) && element.holds.text > 0 && scope.shows(element));
    if let Some(title) = page.title.filter(|_| !has_headline) {
        writer.text(title);
        writer.gap(Gap::Blank);
    }
    let (mut inside, mut skipped) = (0, None);
    for event in &page.events {
        match *event {
            Event::Open(id) => inside = id,
            Event::Close(id) => inside = page.elements[id].parent,
            _ => {}
        }
        match *event {
            Event::Close(id) if skipped == Some(id) => skipped = None,
            _ if skipped.is_some() => {}
            Event::Open(id) if shown(id) && writer.is_navigation(id) => skipped = Some(id),
            Event::Open(id) if shown(id) => writer.open(id),
            Event::Close(id) if shown(id) => writer.close(id),
            Event::Text(span) if shown(inside) => writer.text(span),
            Event::Break if shown(inside) => writer.line_break(),
            Event::Rule if shown(inside) => writer.gap(Gap::Blank),
            _ => {}
        }
    }
    (writer.out, writer.map.finish())
}

/// What is due before the next character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Line,
    Blank,
}

/// A space that is due, if more of the line follows.
#[derive(Clone, Copy, Debug)]
struct Space {
    place: Span,
    /// Whether the source line ended in it.
    breaks: bool,
}

/// A table that is open.
#[derive(Debug)]
struct Table {
    /// Its cells are columns of the page and not of data.
    is_layout: bool,
    rows: usize,
    cells: usize,
    head_cells: usize,
}

/// The text as it grows.
struct Writer<'a> {
    html: &'a str,
    page: &'a Page,
    out: String,
    map: MapBuilder,
    gap: Gap,
    space: Option<Space>,
    /// What the next line begins with.
    mark: String,
    /// Where in the document the text has got to.
    place: usize,
    /// Of each open list the number of its last item, or none where items have no numbers.
    lists: Vec<Option<usize>>,
    /// How many items and values of definitions are open: in them paragraphs are lines.
    items: usize,
    values: usize,
    headings: usize,
    tables: Vec<Table>,
    preformatted: usize,
    /// The line so far is a label whose value follows.
    after_label: bool,
    /// What comes next stays in the line.
    stays: bool,
}

impl<'a> Writer<'a> {
    fn new(html: &'a str, page: &'a Page) -> Writer<'a> {
        Writer {
            html,
            page,
            out: String::with_capacity(page.amount.all + page.amount.all / 8),
            map: MapBuilder::new(),
            gap: Gap::Line,
            space: None,
            mark: String::new(),
            place: 0,
            lists: Vec::new(),
            items: 0,
            values: 0,
            headings: 0,
            tables: Vec::new(),
            preformatted: 0,
            after_label: false,
            stays: false,
        }
    }

    fn open(&mut self, id: usize) {
        let element = &self.page.elements[id];
        match element.kind {
            Kind::Heading(level) => {
                self.gap(Gap::Blank);
                self.mark(format!("{} ", "#".repeat(level.into())));
                self.headings += 1;
            }
            Kind::List | Kind::NumberedList => {
                self.gap(Gap::Line);
                self.lists.push((element.kind == Kind::NumberedList).then_some(0));
            }
            Kind::Item => self.open_item(),
            Kind::Description => {
                self.values += 1;
                self.open_description(element);
            }
            Kind::Table => {
                self.gap(Gap::Blank);
                let is_layout = self.is_layout(element);
                self.tables.push(Table { is_layout, rows: 0, cells: 0, head_cells: 0 });
            }
            Kind::Row => self.gap(Gap::Line),
            Kind::Cell | Kind::HeadCell => self.open_cell(element.kind),
            Kind::Preformatted => {
                self.gap(Gap::Blank);
                self.preformatted += 1;
            }
            _ => self.gap(self.gap_around(element.kind)),
        }
    }

    fn close(&mut self, id: usize) {
        let element = &self.page.elements[id];
        match element.kind {
            Kind::List | Kind::NumberedList => {
                self.lists.pop();
                self.gap(if self.items + self.values == 0 { Gap::Blank } else { Gap::Line });
            }
            Kind::Item => {
                self.mark.clear();
                self.items = self.items.saturating_sub(1);
                self.gap(Gap::Line);
            }
            Kind::Heading(_) => {
                self.headings = self.headings.saturating_sub(1);
                self.mark.clear();
                self.gap(Gap::Blank);
            }
            Kind::Description => {
                self.values = self.values.saturating_sub(1);
                self.gap(Gap::Line);
            }
            Kind::Term => self.after_label = element.holds.text > 0 && element.holds.text <= LABEL && !self.in_row(),
            Kind::Table => {
                self.close_row();
                self.tables.pop();
                self.gap(Gap::Blank);
            }
            Kind::Row => self.close_row(),
            Kind::Preformatted => {
                self.preformatted = self.preformatted.saturating_sub(1);
                self.gap(Gap::Blank);
            }
            kind => self.gap(self.gap_around(kind)),
        }
    }

    /// The gap before and behind an element of this kind.
    fn gap_around(&self, kind: Kind) -> Gap {
        match kind {
            Kind::Paragraph | Kind::Definitions | Kind::Article | Kind::Main if self.items + self.values == 0 => Gap::Blank,
            kind if kind.is_inline() || kind.is_cell() => Gap::None,
            _ => Gap::Line,
        }
    }

    fn open_item(&mut self) {
        self.gap(Gap::Line);
        self.items += 1;
        let indent = "  ".repeat(self.lists.len().saturating_sub(1).min(DEEPEST));
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{indent}{number}. ")
            }
            _ => format!("{indent}- "),
        };
        self.mark(mark);
    }

    /// A value goes on in the line of its label, unless it is lines of its own.
    fn open_description(&mut self, element: &Element) {
        let holds = element.holds;
        if !self.after_label {
            return self.gap(Gap::Line);
        }
        let is_lines = holds.lists > 0 || holds.tables > 0 || holds.headings > 0 || holds.paragraphs > 1;
        if !self.out.ends_with([':', '：']) {
            self.insert(":");
        }
        self.after_label = false;
        if is_lines {
            return self.gap(Gap::Line);
        }
        self.insert(" ");
        (self.gap, self.space, self.stays) = (Gap::None, None, true);
    }

    fn open_cell(&mut self, kind: Kind) {
        let Some(table) = self.tables.last_mut() else { return self.gap(Gap::Line) };
        if table.is_layout {
            return self.gap(Gap::Line);
        }
        table.head_cells += usize::from(kind == Kind::HeadCell);
        table.cells += 1;
        self.space = None;
        if table.cells == 1 {
            self.line();
        }
        self.insert("|");
    }

    fn close_row(&mut self) {
        let Some(table) = self.tables.last_mut().filter(|table| table.cells > 0) else { return self.gap(Gap::Line) };
        table.rows += 1;
        let cells = std::mem::take(&mut table.cells);
        let is_head = std::mem::take(&mut table.head_cells) == cells && table.rows == 1 && cells > 1;
        self.space = None;
        self.insert("|");
        if is_head {
            self.insert("\n|");
            (0..cells).for_each(|_| self.insert("---|"));
        }
        self.gap(Gap::Line);
    }

    /// Whether a table's cells are columns of the page: there are headings or tables in it, or nearly all text in paragraphs.
    fn is_layout(&self, table: &Element) -> bool {
        let holds = table.holds;
        holds.headings > 0 || holds.tables > 0 || (holds.paragraphs > 1 && holds.text * 10 >= self.page.amount.body * 9)
    }

    /// Whether an element is the column of links that pages laid out by tables have beside their content, or their head.
    fn is_navigation(&self, id: usize) -> bool {
        let element = &self.page.elements[id];
        let holds = element.holds;
        let in_layout = element.kind.is_cell() && self.tables.last().is_some_and(|table| table.is_layout);
        let beside = self.page.elements[element.parent].holds;
        in_layout
            && holds.links >= 2
            && holds.headings + holds.paragraphs == 0
            && (beside.headings > 0 || holds.link_text * 3 >= holds.text)
    }

    fn in_row(&self) -> bool {
        self.tables.last().is_some_and(|table| !table.is_layout && table.cells > 0)
    }

    /// A gap is due; in a row of data it is a space.
    fn gap(&mut self, gap: Gap) {
        match gap {
            Gap::None => {}
            _ if self.stays => {}
            _ if self.in_row() => self.space = Some(Space { place: Span::new(self.place, self.place), breaks: false }),
            _ => {
                self.gap = self.gap.max(gap);
                self.after_label = false;
            }
        }
    }

    /// `<br>`: a new line, but a heading stays one line.
    fn line_break(&mut self) {
        match self.headings {
            0 => self.gap(Gap::Line),
            _ => self.space = Some(Space { place: Span::new(self.place, self.place), breaks: true }),
        }
    }

    /// The next line begins with `mark`.
    fn mark(&mut self, mark: String) {
        if !self.in_row() && !self.stays {
            self.mark = mark;
        }
    }

    /// Writes what has no counterpart in the document.
    fn insert(&mut self, text: &str) {
        self.out.push_str(text);
        self.map.piece(text.len(), Span::new(self.place, self.place));
    }

    /// Begins the line that is due.
    fn line(&mut self) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        if gap == Gap::None {
            return;
        }
        self.space = None;
        if !self.out.is_empty() {
            self.insert(if gap == Gap::Blank { "\n\n" } else { "\n" });
        }
        let mark = std::mem::take(&mut self.mark);
        let goes_on = mark.is_empty() && self.items + self.values > 0;
        let begin = if goes_on { "  ".repeat(self.lists.len().clamp(1, DEEPEST)) } else { mark };
        if !begin.is_empty() {
            self.insert(&begin);
        }
    }

    /// Writes the line end or the space that is due before `next`.
    fn due(&mut self, next: char) {
        self.line();
        self.stays = false;
        let Some(space) = self.space.take() else { return };
        let before = self.out.chars().next_back();
        let is_wrapped = space.breaks && is_wide(next) && before.is_some_and(is_wide);
        if !is_wrapped && before.is_some_and(|c| c != ' ' && c != '\n' && (c != '|' || !self.in_row())) {
            self.out.push(' ');
            self.map.piece(1, space.place);
        }
    }

    fn text(&mut self, span: Span) {
        let mut at = span.start();
        while let Some(next) = self.html.get(at..span.end()).and_then(|rest| rest.chars().next()) {
            at = match next {
                '&' => self.reference(at, span.end()),
                _ if self.preformatted > 0 => self.line_of_source(at, span.end()),
                _ if next.is_ascii_whitespace() => self.white_space(at, span.end()),
                _ => self.word(at, span.end(), next),
            };
        }
    }

    /// Characters up to the next space or character reference.
    fn word(&mut self, start: usize, end: usize, first: char) -> usize {
        let rest = &self.html[start..end];
        let len = rest.find(|c: char| c == '&' || c.is_ascii_whitespace()).unwrap_or(rest.len());
        self.place = start;
        self.due(first);
        self.copy(start, start + len)
    }

    fn white_space(&mut self, start: usize, end: usize) -> usize {
        let rest = &self.html[start..end];
        let len = rest.find(|c: char| !c.is_ascii_whitespace()).unwrap_or(rest.len());
        let breaks = rest[..len].contains(['\n', '\r']);
        self.space.get_or_insert(Space { place: Span::new(start, start + len), breaks });
        start + len
    }

    /// A line of preformatted text, or the line end behind it.
    fn line_of_source(&mut self, start: usize, end: usize) -> usize {
        let rest = &self.html[start..end];
        let len = rest.find(['\n', '\r', '&']).unwrap_or(rest.len());
        if len > 0 {
            self.place = start;
            self.due(' ');
            return self.copy(start, start + len);
        }
        if self.gap == Gap::None {
            // A space that was due before the line end would stand behind it.
            self.space = None;
            self.copy(start, start + 1);
        }
        start + 1
    }

    /// A character reference, or an `&` that is none.
    fn reference(&mut self, start: usize, end: usize) -> usize {
        self.place = start;
        let Some((len, meaning)) = entity(&self.html[start..end]) else {
            self.due('&');
            return self.copy(start, start + 1);
        };
        if let Some(first) = meaning.chars().next() {
            self.due(first);
        }
        self.out.push_str(&meaning);
        self.map.piece(meaning.len(), Span::new(start, start + len));
        self.place = start + len;
        self.place
    }

    fn copy(&mut self, start: usize, end: usize) -> usize {
        self.out.push_str(&self.html[start..end]);
        self.map.same(end - start, start);
        self.place = end;
        end
    }
}

/// Whether `c` is written without spaces between words.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff9f}')
}
