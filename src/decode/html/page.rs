//! An HTML document as a flat list of what opens, what closes and what stands between.
//!
//! Tags are matched as browsers match them where it shows in the text, without the whole of their tree construction: end tags that
//! may be left out, end tags that fit nothing. How far back a match is searched for is bounded, so that time is linear.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as Place, Tokenizer};

use super::exclude::Naming;
use super::kind::Kind;
use crate::Span;

/// How many open elements are searched for the one that a tag ends.
const REACH: usize = 256;

/// What happens in a document, in its order.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    /// The element of this number opens.
    Open(usize),
    /// It closes.
    Close(usize),
    /// Text between tags, entities not yet resolved.
    Text(Span),
    /// `<br>`.
    Break,
    /// `<hr>`.
    Rule,
}

/// An element and what is in it.
#[derive(Clone, Debug)]
pub(super) struct Element {
    pub(super) kind: Kind,
    pub(super) parent: usize,
    /// Whether it, or one around it, is not part of the notice.
    pub(super) is_aside: bool,
    /// Whether it, or one around it, is never text.
    pub(super) is_unread: bool,
    /// Whether it is in the element that holds the content of the page.
    pub(super) in_main: bool,
    /// Whether it is in an article.
    pub(super) in_article: bool,
    pub(super) holds: Holds,
    name: Vec<u8>,
}

/// How much of what is in an element, elements in it included.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Holds {
    /// Bytes of text that are not space.
    pub(super) text: usize,
    pub(super) links: usize,
    pub(super) link_text: usize,
    pub(super) headings: usize,
    pub(super) paragraphs: usize,
    pub(super) lists: usize,
    pub(super) tables: usize,
}

impl Holds {
    fn add(&mut self, other: Holds) {
        self.text += other.text;
        self.links += other.links;
        self.link_text += other.link_text;
        self.headings += other.headings;
        self.paragraphs += other.paragraphs;
        self.lists += other.lists;
        self.tables += other.tables;
    }
}

/// A document.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) events: Vec<Event>,
    /// The first is the document itself.
    pub(super) elements: Vec<Element>,
    pub(super) amount: Amount,
    /// The first text in a `<title>`.
    pub(super) title: Option<Span>,
}

/// How much text there is in each scope, in bytes that are not space.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Amount {
    /// All that is text.
    pub(super) all: usize,
    /// What is not around the notice.
    pub(super) body: usize,
    /// Of that, what is in articles.
    pub(super) article: usize,
    /// Of that, what is in `<main>`.
    pub(super) main: usize,
}

impl Page {
    /// Reads a document.
    pub(super) fn of(html: &str) -> Page {
        let mut reading = Reading::new(html);
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, place: Place<usize>| -> Option<Infallible> {
            reading.take(event, Span::new(place.start, place.end));
            None
        });
        emitter.naively_switch_states(true);
        let Ok(_) = Tokenizer::new_with_emitter(html, emitter).finish();
        reading.finish()
    }
}

/// A document while it is read.
struct Reading<'a> {
    html: &'a str,
    page: Page,
    open: Vec<usize>,
    tag: Vec<u8>,
    attribute: Vec<u8>,
    naming: Naming,
}

impl<'a> Reading<'a> {
    fn new(html: &'a str) -> Reading<'a> {
        let document = Element {
            kind: Kind::Block,
            parent: 0,
            is_aside: false,
            is_unread: false,
            in_main: false,
            in_article: false,
            holds: Holds::default(),
            name: Vec::new(),
        };
        let page = Page { events: Vec::new(), elements: vec![document], amount: Amount::default(), title: None };
        Reading { html, page, open: Vec::new(), tag: Vec::new(), attribute: Vec::new(), naming: Naming::default() }
    }

    fn take(&mut self, event: CallbackEvent<'_>, span: Span) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.clear();
                self.tag.extend_from_slice(name);
                self.naming = Naming::default();
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute.clear();
                self.attribute.extend_from_slice(name);
                if name == b"hidden" {
                    self.naming.attribute(name, b"");
                }
            }
            CallbackEvent::AttributeValue { value } => self.naming.attribute(&self.attribute, value),
            CallbackEvent::CloseStartTag { .. } => self.start_tag(),
            CallbackEvent::EndTag { name } => self.end_tag(name),
            CallbackEvent::String { .. } => self.text(span),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn innermost(&self) -> usize {
        self.open.last().copied().unwrap_or_default()
    }

    fn start_tag(&mut self) {
        let kind = Kind::of(&self.tag);
        match kind {
            Kind::Void => return,
            Kind::Break => return self.page.events.push(Event::Break),
            _ => {}
        }
        self.end_implied(kind);
        if kind == Kind::Rule {
            return self.page.events.push(Event::Rule);
        }
        let parent = self.innermost();
        let around = &self.page.elements[parent];
        let in_content = around.in_main || around.in_article;
        let is_root = matches!(kind, Kind::Main | Kind::Article) || matches!(self.tag.as_slice(), b"html" | b"body");
        let is_aside = match kind {
            Kind::Aside | Kind::Unread | Kind::Title => true,
            Kind::Header if !in_content => true,
            _ => self.naming.is_aside && !is_root,
        };
        let element = Element {
            kind,
            parent,
            is_aside: around.is_aside || is_aside,
            is_unread: around.is_unread || matches!(kind, Kind::Unread | Kind::Title),
            in_main: around.in_main || kind == Kind::Main || self.naming.is_main,
            in_article: around.in_article || kind == Kind::Article,
            holds: Holds::default(),
            name: self.tag.clone(),
        };
        let id = self.page.elements.len();
        self.page.elements.push(element);
        self.page.events.push(Event::Open(id));
        self.open.push(id);
    }

    /// Closes the elements whose end tags may be left out before a start tag of this kind.
    fn end_implied(&mut self, kind: Kind) {
        let kinds = |at: usize| self.page.elements[self.open[at]].kind;
        let reach = self.open.len().saturating_sub(REACH)..self.open.len();
        if !kind.is_inline() {
            // A paragraph ends where any block begins.
            let block = reach.clone().rev().find(|&at| !kinds(at).is_inline());
            if let Some(at) = block.filter(|&at| self.page.elements[self.open[at]].name == b"p") {
                return self.close_from(at);
            }
        }
        if !kind.ends_others() {
            return;
        }
        let mut end = None;
        for at in reach.rev() {
            let open = kinds(at);
            if kind.bounds(open) {
                break;
            }
            if kind.ends(open) {
                end = Some(at);
            }
        }
        if let Some(at) = end {
            self.close_from(at);
        }
    }

    fn end_tag(&mut self, name: &[u8]) {
        let kind = Kind::of(name);
        if kind == Kind::Break {
            return self.page.events.push(Event::Break);
        }
        let reach = self.open.len().saturating_sub(REACH)..self.open.len();
        for at in reach.rev() {
            let open = &self.page.elements[self.open[at]];
            if open.name == name {
                return self.close_from(at);
            }
            let is_bound = if kind.is_inline() { !open.kind.is_inline() } else { open.kind.is_cell() && !is_table_part(kind) };
            if is_bound {
                return;
            }
        }
    }

    /// Closes the open elements from the one at `at` on.
    fn close_from(&mut self, at: usize) {
        while self.open.len() > at {
            let Some(id) = self.open.pop() else { return };
            let &Element { kind, parent, is_aside, mut holds, .. } = &self.page.elements[id];
            match kind {
                Kind::Link => (holds.links, holds.link_text) = (holds.links + 1, holds.text),
                Kind::Heading(_) => holds.headings += 1,
                Kind::Paragraph => holds.paragraphs += 1,
                Kind::List | Kind::NumberedList | Kind::Definitions => holds.lists += 1,
                Kind::Table => holds.tables += 1,
                _ => {}
            }
            if !is_aside {
                self.page.elements[parent].holds.add(holds);
            }
            self.page.events.push(Event::Close(id));
        }
    }

    fn text(&mut self, span: Span) {
        let Some(text) = self.html.get(span.range()) else { return };
        let len = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
        let inside = self.innermost();
        let element = &mut self.page.elements[inside];
        element.holds.text += len;
        if element.kind == Kind::Title && len > 0 {
            self.page.title.get_or_insert(span);
        }
        let read = if element.is_unread { 0 } else { len };
        let kept = if element.is_aside { 0 } else { read };
        let amount = &mut self.page.amount;
        amount.all += read;
        amount.body += kept;
        amount.article += if element.in_article { kept } else { 0 };
        amount.main += if element.in_main { kept } else { 0 };
        self.page.events.push(Event::Text(span));
    }

    fn finish(mut self) -> Page {
        self.close_from(0);
        self.page
    }
}

fn is_table_part(kind: Kind) -> bool {
    kind.is_cell() || matches!(kind, Kind::Row | Kind::RowGroup | Kind::Table)
}
