//! Whose a case is, as its heading says.

use super::heads::names_case;
use crate::Span;
use crate::assemble::page::Page;
use crate::segment::Kind;

/// The name in bold type at the start of an item, or what follows the case word of a heading where it is not in quotes.
pub(super) fn name_of(page: &Page<'_>, head: usize) -> Option<Span> {
    let block = &page.blocks[head];
    let text = &page.text[block.body.range()];
    if block.kind == Kind::Item {
        let open = text.find("**")? + 2;
        let close = text[open..].find("**")?;
        return Some(Span::new(open, open + close).shift(block.body.start()));
    }
    if block.kind == Kind::Paragraph {
        return None;
    }
    // Where its owner is from may stand behind it (Oak Clinic (Ohio)), or the owner behind what happened: USBメモリの紛失(県立湖畔高等学校).
    let open = text.rfind('(').filter(|_| text.ends_with(')'));
    if let Some(owner) = open.map(|open| Span::new(open + 1, text.len() - 1)).filter(|owner| is_organisation(page, &text[owner.range()])) {
        return Some(owner.shift(block.body.start()));
    }
    let alone = open.map_or(text, |open| text[..open].trim_end());
    if block.kind == Kind::Heading && !names_case(page, alone) && (names_only(page, alone) || is_organisation(page, alone)) {
        return Some(Span::new(0, alone.len()).shift(block.body.start()));
    }
    let prefix = page.lexicon.form.syntax.case_words.begins(text);
    let numbered = |length: usize| text[length..].trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '#');
    let Some(prefix) = prefix.filter(|length| !numbered(*length)) else {
        return opening_name(text, page).map(|name| name.shift(block.body.start()));
    };
    let name = text.get(prefix..)?;
    let start = prefix + name.len() - name.trim_start().len();
    let proper = name.trim_start().starts_with(|c: char| c.is_uppercase()) && !name.contains(['"', '「', '\'']);
    proper.then(|| Span::new(start, text.trim_end().len()).shift(block.body.start()))
}

/// The name that a headline opens with: it ends as names of organisations do, and a joint stands behind it (`X病院でのUSBメモリ紛失`).
fn opening_name(text: &str, page: &Page<'_>) -> Option<Span> {
    let form = &page.lexicon.form.syntax;
    let start = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、' | ' ')).len();
    let ends = form.headline_joints.iter().flat_map(|joint| text.match_indices(joint.as_str()).map(|(at, _)| at));
    let authority = |name: &str| form.authorities.iter().any(|word| name.ends_with(word.as_str()));
    let is_name = |end: &usize| text.get(start..*end).is_some_and(|name| is_organisation(page, name) && !authority(name));
    ends.filter(is_name).min().map(|end| Span::new(start, end))
}

/// Whether a text is the name of an organisation and nothing else, by its ending or its legal form.
pub(super) fn is_organisation(page: &Page<'_>, name: &str) -> bool {
    let form = &page.lexicon.form.syntax;
    // 図書館 alone is any.
    let proper = |suffix: &String| name.ends_with(suffix.as_str()) && name.chars().count() >= suffix.chars().count() + 2;
    let named = || form.org_suffixes.iter().any(proper) || form.legal_forms.is_in(name);
    (3..=24).contains(&name.chars().count()) && !name.contains(['「', '、', '。', ':', '(', ',']) && named()
}

/// Whether a heading is the name of an organisation and nothing else: `Veldt Airways`.
fn names_only(page: &Page<'_>, text: &str) -> bool {
    let mut words = text.split_whitespace();
    let latin = text.chars().all(|c| c < '\u{3000}');
    let capital = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase()) || page.lexicon.form.syntax.name_joints.is(word);
    latin && (1..=6).contains(&text.split_whitespace().count()) && words.all(capital) && !text.contains(['"', ':', '?'])
}
