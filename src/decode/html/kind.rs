//! What the elements of HTML are to a reader of text.

/// The part an element plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Part of a line.
    Inline,
    /// A link.
    Link,
    /// Lines of its own.
    Block,
    /// Lines of its own, with a blank line around.
    Paragraph,
    /// A heading of this level.
    Heading(u8),
    /// `<ul>` and the like.
    List,
    /// `<ol>`.
    NumberedList,
    /// `<li>`.
    Item,
    /// `<dl>`.
    Definitions,
    /// `<dt>`.
    Term,
    /// `<dd>`.
    Description,
    /// `<table>`.
    Table,
    /// `<thead>`, `<tbody>`, `<tfoot>`.
    RowGroup,
    /// `<tr>`.
    Row,
    /// `<td>`.
    Cell,
    /// `<th>`.
    HeadCell,
    /// `<pre>`.
    Preformatted,
    /// `<main>`.
    Main,
    /// `<article>`.
    Article,
    /// `<header>`: a banner, but not inside the content.
    Header,
    /// `<title>`.
    Title,
    /// Around the notice: navigation, forms, footers.
    Aside,
    /// Never text: scripts, drawings, the reading of ruby.
    Unread,
    /// Has no content and shows nothing.
    Void,
    /// `<br>`.
    Break,
    /// `<hr>`.
    Rule,
}

impl Kind {
    /// The kind of the element of this name, in lower case.
    pub(super) fn of(name: &[u8]) -> Kind {
        match name {
            b"a" => Kind::Link,
            b"p" | b"blockquote" | b"figure" => Kind::Paragraph,
            b"h1" => Kind::Heading(1),
            b"h2" => Kind::Heading(2),
            b"h3" => Kind::Heading(3),
            b"h4" => Kind::Heading(4),
            b"h5" => Kind::Heading(5),
            b"h6" => Kind::Heading(6),
            b"ul" | b"dir" => Kind::List,
            b"ol" => Kind::NumberedList,
            b"li" => Kind::Item,
            b"dl" => Kind::Definitions,
            b"dt" => Kind::Term,
            b"dd" => Kind::Description,
            b"table" => Kind::Table,
            b"thead" | b"tbody" | b"tfoot" => Kind::RowGroup,
            b"tr" => Kind::Row,
            b"td" => Kind::Cell,
            b"th" => Kind::HeadCell,
            b"pre" | b"listing" | b"xmp" | b"plaintext" => Kind::Preformatted,
            b"main" => Kind::Main,
            b"article" => Kind::Article,
            b"header" => Kind::Header,
            b"title" => Kind::Title,
            b"nav" | b"footer" | b"aside" | b"menu" | b"button" | b"select" | b"option" | b"textarea" | b"datalist" | b"dialog" => {
                Kind::Aside
            }
            b"script" | b"style" | b"noscript" | b"template" | b"svg" | b"math" | b"iframe" | b"object" | b"video" | b"audio"
            | b"canvas" | b"rt" | b"rp" | b"rtc" | b"noembed" | b"noframes" => Kind::Unread,
            b"br" => Kind::Break,
            b"hr" => Kind::Rule,
            b"img" | b"input" | b"meta" | b"link" | b"wbr" | b"source" | b"col" | b"area" | b"base" | b"embed" | b"track" | b"param"
            | b"frame" => Kind::Void,
            b"html" | b"head" | b"body" | b"div" | b"section" | b"form" | b"fieldset" | b"center" | b"address" | b"details"
            | b"summary" | b"figcaption" | b"caption" | b"legend" | b"hgroup" => Kind::Block,
            _ => Kind::Inline,
        }
    }

    /// Whether it stands in a line with what is beside it.
    pub(super) fn is_inline(self) -> bool {
        matches!(self, Kind::Inline | Kind::Link | Kind::Unread | Kind::Title)
    }

    /// Whether it is a cell of a table.
    pub(super) fn is_cell(self) -> bool {
        matches!(self, Kind::Cell | Kind::HeadCell)
    }

    /// Whether a start tag of this kind ends open elements at all.
    pub(super) fn ends_others(self) -> bool {
        matches!(self, Kind::Item | Kind::Term | Kind::Description | Kind::Row | Kind::RowGroup) || self.is_cell()
    }

    /// Whether a start tag of this kind ends an open element of kind `open`, whose end tag may be left out.
    pub(super) fn ends(self, open: Kind) -> bool {
        match self {
            Kind::Item => open == Kind::Item,
            Kind::Term | Kind::Description => matches!(open, Kind::Term | Kind::Description),
            Kind::Cell | Kind::HeadCell => open.is_cell(),
            Kind::Row => open.is_cell() || open == Kind::Row,
            Kind::RowGroup => open.is_cell() || matches!(open, Kind::Row | Kind::RowGroup),
            _ => false,
        }
    }

    /// Whether the search for an element to end stops here.
    pub(super) fn bounds(self, open: Kind) -> bool {
        match self {
            Kind::Item => matches!(open, Kind::List | Kind::NumberedList) || open.is_cell(),
            Kind::Term | Kind::Description => open == Kind::Definitions || open.is_cell(),
            _ => open == Kind::Table,
        }
    }
}
