//! What authorities did, and the laws it stands on.

use std::collections::HashSet;

use super::page::{Mood, Page};
use crate::Span;
use crate::grammar::{LawExpr, Value};
use crate::lexicon::Concept;
use crate::model::{Authority, GuidanceAction};
use crate::syntax::Token;

/// An act of an authority and the places it is told at.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    /// Line and word of each mention, in order; at least one.
    pub told: Vec<(usize, Span)>,
    pub authority: Authority,
    pub action: GuidanceAction,
}

/// Every act of an authority that the text states, the same one once. `speaker`: the authority whose text it is.
pub(crate) fn acts(page: &Page<'_>, speaker: Option<Authority>) -> Vec<Act> {
    let mut found: Vec<Act> = Vec::new();
    let mut last = None;
    for (at, line) in page.lines.iter().enumerate() {
        if line.mood != Mood::Statement || line.is_boilerplate() {
            continue;
        }
        let mut before = None;
        for (token, word) in line.sentence.tokens.iter().enumerate() {
            before = word.authority().filter(acts_by_itself).or(before);
            let action = word.concepts().iter().find_map(|concept| match concept {
                Concept::Guidance(action) => Some(*action),
                _ => None,
            });
            let near = || last.filter(|(_, line)| at - line <= 1).map(|(authority, _)| authority);
            let beside = || line.sentence.tokens.iter().filter_map(Token::authority).find(acts_by_itself);
            // Who is ordered to pay is fined.
            let pays = |other: &Token| other.is(Concept::Guidance(GuidanceAction::Fine)) && other.span.start() > word.span.end();
            let paid = action == Some(GuidanceAction::Order) && line.sentence.tokens.iter().any(pays);
            if let Some(action) = action.filter(|_| !paid)
                && let Some(authority) = before.or(speaker).or_else(near).or_else(beside)
                && !page.syntax.negated(&line.sentence, token)
            {
                match found.iter_mut().find(|act| act.authority == authority && act.action == action) {
                    Some(act) => act.told.push((at, word.span)),
                    None => found.push(Act { told: vec![(at, word.span)], authority, action }),
                }
            }
        }
        last = before.map(|authority| (authority, at)).or(last);
    }
    found
}

/// Whether an authority guides and orders on its own: the police are told of beside such acts, and do neither.
fn acts_by_itself(authority: &Authority) -> bool {
    *authority != Authority::Police
}

/// Every law article of the text with the line it stands in, the same one once. A law that is named without an article only gives its name to the
/// short forms behind it.
pub(crate) fn laws(page: &Page<'_>) -> Vec<(usize, Span, LawExpr)> {
    let mut found: Vec<(usize, Span, LawExpr)> = Vec::new();
    let mut seen = HashSet::new();
    let mut full = None;
    let lines = page.lines.iter().enumerate();
    for (line, token) in lines.flat_map(|(at, line)| line.sentence.tokens.iter().map(move |token| (at, token))) {
        if let Some(Value::Law(law)) = token.value() {
            // 法, 同法, the Act: the law that was named in full before.
            let short = is_short(page, law.name);
            let law = LawExpr { name: full.filter(|_| short).unwrap_or(law.name), ..law.clone() };
            if seen.insert((&page.text[law.name.range()], law.article, law.paragraph)) {
                full = if short { full } else { Some(law.name) };
                if law.article.is_some() {
                    found.push((line, token.span, law));
                }
            }
        }
    }
    found
}

fn is_short(page: &Page<'_>, name: Span) -> bool {
    let name = page.text[name.range()].to_lowercase();
    page.lexicon.form.syntax.short_laws.contains(&name)
}
