//! What authorities did, and the laws it stands on.

use std::collections::HashSet;

use super::page::{Mood, Page};
use crate::Span;
use crate::grammar::{LawExpr, Value};
use crate::lexicon::Concept;
use crate::model::{Authority, GuidanceAction};

/// An act of an authority and the line it stands in.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    pub line: usize,
    pub span: Span,
    pub authority: Authority,
    pub action: GuidanceAction,
}

/// Every act of an authority that the text states, the same one once.
pub(crate) fn acts(page: &Page<'_>) -> Vec<Act> {
    let mut found: Vec<Act> = Vec::new();
    let mut speaking = None;
    for (at, line) in page.lines.iter().enumerate() {
        if line.mood != Mood::Statement || line.is_boilerplate() {
            continue;
        }
        for (token, word) in line.sentence.tokens.iter().enumerate() {
            if let Some(authority) = word.authority() {
                speaking = Some((authority, at));
            }
            let action = word.concepts().iter().find_map(|concept| match concept {
                Concept::Guidance(action) => Some(*action),
                _ => None,
            });
            let beside = || line.sentence.tokens.iter().find_map(super::super::syntax::Token::authority);
            let near = || speaking.filter(|(_, line)| at - line <= 1).map(|(authority, _)| authority).or_else(beside);
            if let Some(action) = action
                && let Some(authority) = near()
                && !page.syntax.negated(&line.sentence, token)
                && !found.iter().any(|act| act.authority == authority && act.action == action)
            {
                found.push(Act { line: at, span: word.span, authority, action });
            }
        }
    }
    found
}

/// Every law article of the text, the same one once.
pub(crate) fn laws(page: &Page<'_>) -> Vec<(Span, LawExpr)> {
    let mut found: Vec<(Span, LawExpr)> = Vec::new();
    let mut seen = HashSet::new();
    let mut full = None;
    for token in page.lines.iter().flat_map(|line| &line.sentence.tokens) {
        if let Some(Value::Law(law)) = token.value() {
            // 法, 同法, the Act: the law that was named in full before.
            let short = is_short(page, law.name);
            let law = LawExpr { name: full.filter(|_| short).unwrap_or(law.name), ..law.clone() };
            if seen.insert((&page.text[law.name.range()], law.article, law.paragraph)) {
                full = if short { full } else { Some(law.name) };
                found.push((token.span, law));
            }
        }
    }
    found
}

fn is_short(page: &Page<'_>, name: Span) -> bool {
    let name = page.text[name.range()].to_lowercase();
    page.lexicon.form.syntax.short_laws.contains(&name)
}
