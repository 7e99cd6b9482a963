//! Names: organisations by their legal forms, services by their quotes, and the short forms that a text introduces.

use super::page::{Line, Mood, Page};
use crate::Span;
use crate::lexicon::{Concept, Cue, Label, SyntaxForm};
use crate::model::Role;

/// An organisation and the line it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub line: usize,
    pub span: Span,
    pub role: Option<Role>,
    /// The short form beside the name: (以下「X社」), ("X").
    pub alias: Option<Span>,
}

/// Every organisation that the text names by a legal form, in order.
pub(crate) fn organizations(page: &Page<'_>) -> Vec<Named> {
    let form = &page.lexicon.form.syntax;
    let mut found = Vec::new();
    for (at, line) in page.lines.iter().enumerate() {
        for span in legal_names(page.text, line.sentence.span, form) {
            let alias = alias_after(page.text, span, line.sentence.span, form);
            found.push(Named { line: at, span, role: role_near(line, span), alias });
        }
    }
    found
}

/// The role that a word near the name gives it.
fn role_near(line: &Line<'_>, name: Span) -> Option<Role> {
    if line.label == Some(Label::Contractor) {
        return Some(Role::Contractor);
    }
    if line.mood == Mood::Background {
        return Some(Role::Other);
    }
    let near = line.sentence.tokens.iter().filter(|token| {
        let gap = token.span.start().saturating_sub(name.end()).max(name.start().saturating_sub(token.span.end()));
        gap <= 60
    });
    near.flat_map(|token| token.concepts()).find_map(|concept| match concept {
        Concept::Role(role) => Some(*role),
        _ => None,
    })
}

/// The names with a legal form within `span`.
pub(crate) fn legal_names(text: &str, span: Span, form: &SyntaxForm) -> Vec<Span> {
    let inner = &text[span.range()];
    let mut found: Vec<Span> = Vec::new();
    for legal in &form.legal_forms {
        for (at, _) in inner.match_indices(legal.as_str()) {
            let here = Span::new(at, at + legal.len());
            if let Some(name) = name_around(inner, here) {
                found.push(name.shift(span.start()));
            }
        }
    }
    found.sort_by_key(|name| (name.start(), std::cmp::Reverse(name.end())));
    found.dedup_by(|later, kept| later.overlaps(*kept));
    found
}

/// The name that a legal form at `legal` belongs to: Latin names stand before it, Japanese ones before or behind.
fn name_around(text: &str, legal: Span) -> Option<Span> {
    if text[legal.range()].is_ascii() && !text[legal.range()].starts_with('(') {
        return latin_name(text, legal);
    }
    let before: usize = text[..legal.start()].chars().rev().take_while(|c| in_name(*c)).map(char::len_utf8).sum();
    let before = if before > 0 { before + hiragana_opening(&text[..legal.start() - before]) } else { 0 };
    let behind: usize = text[legal.end()..].chars().take_while(|c| in_name(*c)).map(char::len_utf8).sum();
    let name = match (before, behind) {
        (0, 0) => return None,
        (_, 0) => Span::new(legal.start() - before, legal.end()),
        (0, _) => Span::new(legal.start(), legal.end() + behind),
        _ => Span::new(legal.start() - before, legal.end()),
    };
    Some(name)
}

/// The hiragana that a name opens with, in bytes: こがね of こがね堂. It must begin the line or stand behind a mark; elsewhere it is grammar.
fn hiragana_opening(text: &str) -> usize {
    let opening: usize = text.chars().rev().take_while(|c| matches!(c, 'ぁ'..='ん')).map(char::len_utf8).sum();
    let before = text[..text.len() - opening].chars().next_back();
    let letters = opening / 'あ'.len_utf8();
    if (2..=6).contains(&letters) && before.is_none_or(|c| c.is_whitespace() || matches!(c, '「' | '、' | '。' | '(' | ':')) {
        opening
    } else {
        0
    }
}

/// The characters of Japanese company names: no particles, that is no hiragana beyond a few.
fn in_name(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | '一'..='鿿' | '々' | '〆' | 'A'..='Z' | 'a'..='z' | '0'..='9' | '&' | '・' | '.' | '\'' | '-')
}

fn latin_name(text: &str, legal: Span) -> Option<Span> {
    let after = text[legal.end()..].chars().next();
    if after.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let mut start = legal.start();
    loop {
        // A comma stands before the legal form (`Data Works, Inc.`), and nowhere else within a name.
        let mut head = text[..start].trim_end_matches(' ');
        if start == legal.start() {
            head = head.trim_end_matches(',');
        }
        if text[..start].len() - head.len() > 2 || head.ends_with(',') {
            break;
        }
        let word_start = head.rfind([' ', '\n', '\t', '"', ':', ';', '|', '*', '/']).map_or(0, |at| at + 1);
        let word = &head[word_start..];
        let capital = word.trim_start_matches('(').starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
        let joins = matches!(word, "of" | "the" | "and" | "&" | "no" | "de");
        if word.is_empty() || !(capital || joins) || word.ends_with(['.', ',']) && !word.ends_with("Co.,") && !word.ends_with("Co.") {
            break;
        }
        start = word_start;
        if start == 0 || !text[..start].ends_with(' ') {
            break;
        }
    }
    let name = text[start..legal.start()].trim_start_matches(['(', ' ']);
    let name = name.strip_prefix("and ").or_else(|| name.strip_prefix("of ")).unwrap_or(name);
    let start = legal.start() - name.len();
    let core = name.trim().trim_start_matches("the").trim_start_matches("The").trim();
    (!core.is_empty()).then(|| Span::new(start, legal.end()))
}

/// The short form in the brackets behind a name.
fn alias_after(text: &str, name: Span, within: Span, form: &SyntaxForm) -> Option<Span> {
    let rest = &text[name.end()..within.end().max(name.end())];
    let inner_start = rest.strip_prefix(' ').unwrap_or(rest).strip_prefix('(')?;
    let close = inner_start.find(')')?;
    let inner = &inner_start[..close];
    let at = text.len() - text[name.end()..].len() + (rest.len() - inner_start.len());
    let quoted = inner.find(['「', '"']).and_then(|open| {
        let width = inner[open..].chars().next()?.len_utf8();
        let end = inner[open + width..].find(['」', '"'])?;
        Some(Span::new(at + open + width, at + open + width + end))
    });
    let plain = || {
        let word = form
            .alias_marks
            .iter()
            .find_map(|mark| inner.strip_prefix(mark.as_str()))
            .unwrap_or(inner)
            .trim_start_matches(['、', ' ', ',']);
        (word.chars().count() <= 12 && !word.contains(['、', ':', ',', ' ']) && !word.is_empty())
            .then(|| Span::new(at + inner.len() - word.len(), at + inner.len()))
    };
    quoted.or_else(plain)
}

/// Every service, product or site that the text names in quotes, in order.
pub(crate) fn services(page: &Page<'_>) -> Vec<(usize, Span)> {
    let form = &page.lexicon.form.syntax;
    let mut found = Vec::new();
    for (at, line) in page.lines.iter().enumerate() {
        if matches!(line.nearest(), Some(Label::About)) || line.mood == Mood::Request && !line.is_head {
            continue;
        }
        for quote in quotes(page.text, line.sentence.span) {
            if is_service(page.text, line, quote, form) {
                found.push((at, quote));
            }
        }
    }
    found
}

/// The insides of quotation marks within `span`.
fn quotes(text: &str, span: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text[span.range()].char_indices() {
        let at = at + span.start();
        match (open, c) {
            (None, '「' | '『' | '"') => open = Some((at + c.len_utf8(), c)),
            (Some((start, '「')), '」') | (Some((start, '『')), '』') | (Some((start, '"')), '"') => {
                found.push(Span::new(start, at));
                open = None;
            }
            _ => {}
        }
    }
    found
}

fn is_service(text: &str, line: &Line<'_>, quote: Span, form: &SyntaxForm) -> bool {
    let name = &text[quote.range()];
    let length = name.chars().count();
    if !(2..=40).contains(&length) || name.contains(['。', '、', '?', '!', '\n']) || name.ends_with(',') {
        return false;
    }
    let before = &text[line.sentence.span.start()..quote.start()];
    let after = &text[quote.end()..line.sentence.span.end()];
    let alias = form.alias_marks.iter().any(|mark| near_end(before, 12).contains(mark.as_str())) || defines_short_form(before, after);
    let word = |part: &str| form.service_nouns.iter().any(|noun| part.to_lowercase().contains(noun.as_str()));
    let named = word(&near_end(before, 24)) || word(&near_start(after, 24)) || word(name) || is_proper(name);
    let refused = form.not_services.iter().any(|noun| near_start(after, 8).contains(noun.as_str()) || name.contains(noun.as_str()));
    !alias
        && named
        && !refused
        && !line.sentence.tokens.iter().any(|token| quote.contains(token.span) && (token.cue(Cue::Leak) || token.value().is_some()))
}

/// Whether every word is written as a Latin proper name: `Minamo Hosting`, `OMS-7`.
fn is_proper(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    words.len() <= 4
        && name.is_ascii()
        && words.iter().all(|word| word.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()))
        && !name.ends_with('.')
}

/// `Three Herons Medical Center ("Three Herons")`: quotes that fill brackets give a short form and no service.
fn defines_short_form(before: &str, after: &str) -> bool {
    let opens = before.trim_end_matches(['"', '「']).trim_end().ends_with('(') || before.trim_end_matches(['"', '「']).ends_with("the ");
    opens && after.trim_start_matches(['"', '」']).starts_with(')')
}

fn near_end(text: &str, chars: usize) -> String {
    let skip = text.chars().count().saturating_sub(chars);
    text.chars().skip(skip).collect::<String>().to_lowercase()
}

fn near_start(text: &str, chars: usize) -> String {
    text.chars().take(chars).collect()
}
