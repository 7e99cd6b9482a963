//! Where to ask: the telephone numbers, mail addresses and pages of the desk.
//!
//! Limits: a page counts as that of the desk by its section, or by the number or address right before it; fax numbers are left out.

use super::merge;
use super::page::{Line, Page};
use crate::Span;
use crate::grammar::Value;
use crate::model::{Contact, ContactKind};
use crate::pipeline::Origin;
use crate::syntax::Token;

/// Every contact of the text, in order, each once.
pub(super) fn contacts(page: &Page<'_>, origin: &Origin<'_>) -> Vec<Contact> {
    let mut found: Vec<Contact> = Vec::new();
    for (at, line) in page.lines.iter().enumerate() {
        for token in &line.sentence.tokens {
            let Some(Value::Contact(kind, value)) = token.value() else { continue };
            let is_desk = *kind != ContactKind::Url || line.is_boilerplate() || stands_by_desk(page, at);
            if is_desk && !is_fax(page, line, token.span) {
                let written = origin.text(token.span);
                found.push(Contact { kind: *kind, value: value.clone(), text: written.text, span: written.span });
            }
        }
    }
    merge::first_of_each(&mut found, |contact| contact.value.clone());
    found
}

/// Whether the line is an address alone and a telephone or e-mail stands in the line before it.
fn stands_by_desk(page: &Page<'_>, at: usize) -> bool {
    let line = &page.lines[at];
    let alone = line.sentence.tokens.len() == 1 && line.sentence.text.len() <= line.sentence.tokens[0].span.len() + 4;
    let reaches = |token: &Token| matches!(token.value(), Some(Value::Contact(ContactKind::Phone | ContactKind::Email, _)));
    alone && page.lines[..at].iter().rev().take(2).any(|before| before.sentence.tokens.iter().any(reaches))
}

/// Whether the words right before the number at `at` call it that of a fax.
fn is_fax(page: &Page<'_>, line: &Line<'_>, at: Span) -> bool {
    let before = line.sentence.slice(Span::new(line.sentence.span.start(), at.start())).to_ascii_lowercase();
    let near = before.trim_end_matches(|c: char| !c.is_alphanumeric());
    page.lexicon.form.syntax.fax.iter().any(|word| near.ends_with(word.as_str()))
}
