//! The values of a card, and the facts that they are in the text.

use taiyaku::{SourceText, Span};

use super::kind::Kind;
use super::reading::{Ids, Look, printable};
use super::segment::Mark;
use super::track::{Scale, Track};

/// Values under a label.
#[derive(Debug)]
pub(super) struct Group {
    pub label: String,
    pub entries: Vec<Entry>,
    /// That of their time line.
    pub scale: Option<Scale>,
}

impl Group {
    pub(super) fn new(label: impl Into<String>, entries: Vec<Entry>) -> Group {
        Group { label: label.into(), entries, scale: None }
    }

    /// How the style sheet sets it: below each other what is drawn or quoted, side by side what is a word or two.
    pub(super) fn form(&self) -> &'static str {
        match &self.scale {
            Some(_) => "timed",
            None if self.entries.iter().any(|entry| entry.track.is_some() || entry.is_quoted || entry.tone == "doubt") => "listed",
            None => "brief",
        }
    }
}

/// A value.
#[derive(Debug)]
pub(super) struct Entry {
    /// The id of the fact.
    pub id: String,
    /// The id of its words.
    pub name: String,
    /// The id of its place in the text, where it has one.
    pub place: Option<String>,
    pub kind: Kind,
    pub tone: &'static str,
    pub main: String,
    pub remark: String,
    /// Whether these are the issuer's own words.
    pub is_quoted: bool,
    /// A page of the web that it names.
    pub url: Option<String>,
    pub track: Option<Track>,
}

impl Entry {
    /// The same in the issuer's words.
    pub(super) fn quoted(mut self) -> Entry {
        self.is_quoted = true;
        self
    }

    /// The same with a link to `url`, where that is a page of the web.
    pub(super) fn leading_to(mut self, url: &str) -> Entry {
        self.url = web_page(url).map(str::to_string);
        self
    }
}

/// An address that may be a link: of the web, and in one piece.
fn web_page(url: &str) -> Option<&str> {
    let is_web = ["http://", "https://"].iter().any(|scheme| url.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)));
    (is_web && !url.contains(|c: char| c.is_whitespace() || c.is_control())).then_some(url)
}

/// The facts of a notice, by their number.
pub(super) struct Facts<'a> {
    ids: &'a Ids,
    text: &'a SourceText,
    pub looks: Vec<Look>,
    pub marks: Vec<Mark>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(ids: &'a Ids, text: &'a SourceText) -> Facts<'a> {
        Facts { ids, text, looks: Vec::new(), marks: Vec::new() }
    }

    /// The next fact, which stands at `span` of the input.
    pub(super) fn add(&mut self, kind: Kind, tone: &'static str, span: Span, main: &str, remark: &str) -> Entry {
        let fact = self.looks.len();
        // A doubt and a passage left out lie under the facts within them.
        let rank = if matches!(tone, "doubt" | "repeat") { 1 } else { 0 };
        self.looks.push(Look { kind, tone, rank, signed: false });
        let has_place = self.mark(span);
        Entry {
            id: self.ids.fact(fact),
            name: self.ids.name(fact),
            place: has_place.then(|| self.ids.place(fact)),
            kind,
            tone,
            main: printable(main.trim()),
            remark: printable(remark),
            is_quoted: false,
            url: None,
            track: None,
        }
    }

    /// Marks a place of the last fact; tells whether there is one.
    pub(super) fn mark(&mut self, span: Span) -> bool {
        let place = self.text.place(span);
        let is_there = !place.is_empty();
        self.marks.extend(self.looks.len().checked_sub(1).filter(|_| is_there).map(|fact| Mark { place, fact }));
        is_there
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_linked_to() {
        for (url, linked) in [
            ("https://www.example.jp/news?a=1&b=2", true),
            ("HTTP://example.jp", true),
            ("javascript:alert(1)", false),
            ("java\nscript:alert(1)", false),
            ("https://example.jp/ a", false),
            ("data:text/html,x", false),
            ("//example.jp", false),
            ("www.example.jp", false),
            ("", false),
        ] {
            assert_eq!(web_page(url).is_some(), linked, "{url:?}");
        }
    }
}
