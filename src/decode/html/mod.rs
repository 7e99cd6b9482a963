//! From an HTML document to the plain text of its main content.
//!
//! The text is written as people write plain notices: `# ` before headings, `- ` before items, `|cell|cell|` for rows, `label: value`
//! for definitions. What is around the notice is left out: navigation, banners, footers, sharing, related news, forms.
//! Characters that have no counterpart in the document have an empty place in it.
//!
//! Style sheets are not read: what they hide or lay out is only guessed from names. Cells that span rows or columns count as one.

mod entity;
mod exclude;
mod kind;
mod page;
mod render;

use self::page::{Amount, Element, Page};
use crate::text::OffsetMap;

/// What of a page is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    /// What is in `<main>`.
    Main,
    /// What is in articles.
    Article,
    /// All but what is around the notice.
    Body,
    /// All text: leaving out would leave nothing.
    All,
}

impl Scope {
    /// The narrowest scope that holds a twentieth of the text; less is a page whose names mislead.
    fn of(amount: Amount) -> Scope {
        let enough = |part: usize| part > 0 && part * 20 >= amount.all;
        match amount {
            _ if enough(amount.main) => Scope::Main,
            _ if enough(amount.article) => Scope::Article,
            _ if enough(amount.body) => Scope::Body,
            _ => Scope::All,
        }
    }

    /// Whether what is in `element` is read.
    fn shows(self, element: &Element) -> bool {
        let in_scope = match self {
            Scope::Main => element.in_main && !element.is_aside,
            Scope::Article => element.in_article && !element.is_aside,
            Scope::Body => !element.is_aside,
            Scope::All => true,
        };
        in_scope && !element.is_unread
    }
}

/// The text of the main content of `html`, and its way back.
pub(super) fn render(html: &str) -> (String, OffsetMap) {
    let page = Page::of(html);
    render::render(html, &page, Scope::of(page.amount))
}

#[cfg(test)]
mod tests;
