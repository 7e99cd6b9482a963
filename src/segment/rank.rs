//! The ranks of headlines and items, and the headline that governs each block.
//!
//! Looks that were seen stay on a stack; a look seen again ends all that stand above it.

use super::Kind;
use super::mark::Style;
use super::outline::Draft;

/// Gives headings and items their depth and every block its heading, in place.
pub(super) fn rank(drafts: &mut [Draft]) {
    let mut open: Vec<(Style, usize)> = Vec::new();
    let mut items: Vec<(usize, Style)> = Vec::new();
    let mut governed = false;
    for (at, draft) in drafts.iter_mut().enumerate() {
        let (kind, style, indent) = (draft.block.kind, draft.style, draft.indent);
        match (kind, style) {
            (Kind::Heading, Some(style)) => {
                open.retain(|(other, _)| *other != Style::Governing);
                if let Some(seen) = open.iter().position(|(other, _)| *other == style || is_hash_above(style, *other)) {
                    open.truncate(seen);
                }
                draft.block.heading = open.last().map(|(_, heading)| *heading);
                open.push((style, at));
                draft.block.depth = open.len();
                items.clear();
                governed = false;
                continue;
            }
            (Kind::Item, Some(style)) => {
                // The next number of a headline is beside it, not under it, though it is set as an item.
                if let Some(seen) = open.iter().position(|(other, _)| *other == style) {
                    open.truncate(seen);
                }
                draft.block.depth = nest(&mut items, indent, style);
                governed = true;
            }
            (Kind::Field | Kind::Row, _) => governed = true,
            (Kind::Paragraph, _) => {
                if indent == 0 || items.first().is_some_and(|(first, _)| indent < *first) {
                    items.clear();
                }
                if governed && open.last().is_some_and(|(style, _)| *style == Style::Governing) {
                    open.pop();
                }
            }
            _ => {}
        }
        draft.block.heading = open.last().map(|(_, heading)| *heading);
    }
}

/// Whether a headline of look `style` ends `other` because of fewer `#`.
fn is_hash_above(style: Style, other: Style) -> bool {
    matches!((style, other), (Style::Hash(new), Style::Hash(old)) if new <= old)
}

/// How deep an item of this indent and look stands in the list, which is brought up to it.
fn nest(items: &mut Vec<(usize, Style)>, indent: usize, style: Style) -> usize {
    while items.last().is_some_and(|(above, _)| *above > indent) {
        items.pop();
    }
    if let Some(at) = items.iter().position(|(above, other)| *above == indent && *other == style) {
        items.truncate(at);
    }
    items.push((indent, style));
    items.len() - 1
}
