//! What sort of text it is: a firm's own words, an authority's, or a report on others.
//!
//! Limits: it is told by who speaks of whom, counted over the whole text. A notice that mostly quotes others may pass for a report.

use super::cases::Cases;
use super::issuer::{has_masthead, is_authority};
use super::page::Page;
use crate::Span;
use crate::grammar::Value;
use crate::lexicon::{Concept, Topics, Voice};
use crate::model::{Action, ContactKind, Genre};
use crate::syntax::Token;

/// What sort of text it is, by who speaks of whom and how.
pub(super) fn genre(page: &Page<'_>, issuer: Option<Span>, cases: &Cases, has_guidance: bool) -> Genre {
    let Voice { first_person: first, reporting: third, diary } = page.voice();
    let press = has_masthead(page);
    let authority = issuer.is_some_and(|issuer| is_authority(page, issuer));
    let is_firm = || issuer.is_some_and(|issuer| !page.legal_names_in(issuer).is_empty());
    let apologizes = page.lines.iter().filter(|line| line.sentence.tells(Topics::ACTIONS)).any(|line| {
        let apology = line.sentence.tokens.iter().position(|token| token.is(Concept::Action(Action::Apology)));
        apology.is_some_and(|at| !is_quoted(line.sentence.before(at)))
    });
    if authority && has_guidance {
        Genre::RegulatoryNotice
    } else if cases.names() >= MANY_NAMES
        || cases.named && cases.cases.len() >= 3 && (!apologizes || third + usize::from(press) * 3 > first)
    {
        Genre::Digest
    } else if diary >= 3 && diary > first && !is_firm() {
        Genre::Blog
    } else if third >= 3 && first == 0 && (press || !has_desk(page))
        || !apologizes && (press && third > 0 || third > first && !has_desk(page))
    {
        Genre::NewsArticle
    } else {
        Genre::PressRelease
    }
}

/// A text whose cases belong to so many others is about them.
const MANY_NAMES: usize = 3;

/// Whether the text names a desk to call, as those do who speak for themselves.
fn has_desk(page: &Page<'_>) -> bool {
    let calls =
        |token: &Token| token.is(Concept::Action(Action::HelpDesk)) || matches!(token.value(), Some(Value::Contact(ContactKind::Phone, _)));
    page.tokens(Topics::ACTIONS | Topics::VALUES).any(|(_, token)| calls(token))
}

/// Whether a quotation is open at the end of `text`.
fn is_quoted(text: &str) -> bool {
    text.matches('「').count() > text.matches('」').count() || text.matches('"').count() % 2 == 1
}
