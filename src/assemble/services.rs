//! Services, products and sites: by their quotes, by a noun beside them, by a label.
//!
//! Limits: a service with neither quotes nor noun nor label is missed.

use super::names::{is_name_word, quotes};
use super::organizations::quoted_organizations;
use super::page::{Line, Mood, Page, near_end};
use crate::Span;
use crate::grammar::Value;
use crate::lexicon::{Cue, Label, SyntaxForm};

/// Every service, product or site that the text names in quotes, in order.
pub(super) fn services(page: &Page<'_>) -> Vec<(usize, Span)> {
    let form = &page.lexicon.form.syntax;
    let mut found = Vec::new();
    for (at, line) in page.lines.iter().enumerate() {
        if matches!(line.nearest(), Some(Label::About)) || line.mood == Mood::Request && !line.is_head {
            continue;
        }
        let firms = quoted_organizations(page.text, line);
        for quote in quotes(page.text, line.sentence.span) {
            if firms.iter().any(|(firm, _)| firm.start() == quote.start()) {
                continue;
            }
            // `the service "Suzukake Hikari."`: the stop is the sentence's.
            let name = page.text[quote.range()].trim_end_matches(['.', ',']);
            let last = name.rsplit(' ').next().unwrap_or_default();
            let short = form.abbreviations.iter().any(|short| short == last);
            // 「X(以下、Y)」: a note in brackets is no part of the name.
            let name = name.find('(').filter(|at| *at > 0).map_or(name, |at| name[..at].trim_end());
            let quote = if short { quote } else { Span::new(quote.start(), quote.start() + name.len()) };
            if is_service(page.text, line, quote, form) {
                found.push((at, quote));
            }
        }
        found.extend(apposed_services(page, line).into_iter().map(|name| (at, name)));
        if line.label == Some(Label::Service) {
            found.extend(listed_names(line).into_iter().map(|name| (at, name)));
        }
    }
    found
}

/// The names without quotes that a noun beside them makes a service: `our booking site, TripDesk,`, `TripDesk, our booking site`, `our service TripDesk`.
fn apposed_services(page: &Page<'_>, line: &Line<'_>) -> Vec<Span> {
    let form = &page.lexicon.form.syntax;
    let text = line.sentence.text;
    let mut found = Vec::new();
    if form.owners.is_empty() {
        return found;
    }
    for (at, len) in form.service_nouns.whole(text) {
        let end = at + len;
        let determined = |words: &str| {
            let first = words.split_whitespace().next().unwrap_or_default();
            form.owners.is(first) && words.split_whitespace().count() <= 6 && !words.contains(['"', '(', ';', ':'])
        };
        let phrase = text[..at].rsplit([',', '.', '(', ';', ':']).next().unwrap_or_default();
        let noun_phrase = phrase.trim_start();
        let owned = noun_phrase.match_indices(' ').map(|(space, _)| &noun_phrase[space + 1..]).chain([noun_phrase]).any(determined);
        let behind = if let Some(rest) = text[end..].strip_prefix(", ") {
            Some((rest, true))
        } else {
            text[end..].strip_prefix(' ').map(|rest| (rest, false))
        };
        if let Some((rest, comma)) = behind.filter(|_| owned)
            && let Some(name) = capital_run(rest)
        {
            let closed = rest[name.len()..].starts_with([',', '.']) || rest.len() == name.len();
            if !comma || closed {
                let start = text.len() - rest.len();
                found.push(Span::new(start, start + name.len()));
            }
        }
        let behind = &text[end..];
        let made = || behind.strip_prefix(' ').is_some_and(|rest| form.participles.begins(rest).is_some());
        let ends = behind.is_empty() || behind.starts_with([',', '.', ';', ')']) || made();
        if ends && determined(noun_phrase) && text[..at].len() > phrase.len() && text[..at - phrase.len()].ends_with(',') {
            let head = &text[..at - phrase.len() - 1];
            let head = head.trim_end_matches('*');
            let words: Vec<&str> = head.rsplit(' ').take_while(|word| is_name_word(word)).take(4).collect();
            let length = words.iter().map(|word| word.len() + 1).sum::<usize>().saturating_sub(1);
            if length > 1 {
                found.push(Span::new(head.len() - length, head.len()));
            }
        }
    }
    let free = |name: &Span| {
        let place = name.shift(line.sentence.span.start());
        !line.sentence.tokens.iter().any(|token| token.span.overlaps(place) && token.value().is_some())
            && line.legal_names(page).iter().all(|legal| !legal.overlaps(place))
    };
    found.into_iter().filter(free).map(|name| name.shift(line.sentence.span.start())).collect()
}

/// The one to four words with capitals that `text` begins with.
fn capital_run(text: &str) -> Option<&str> {
    let mut end = 0;
    for word in text.split(' ').take(5) {
        let core = word.trim_end_matches([',', '.', ';', ')', ':']);
        if !is_name_word(core) {
            break;
        }
        end += core.len();
        if core.len() < word.len() {
            return Some(&text[..end]);
        }
        end += 1;
    }
    let name = text.get(..end)?.trim_end();
    (!name.is_empty() && name.split(' ').count() <= 4).then_some(name)
}

/// The proper names that a labelled line lists: `Service: DriveLog Connect, DriveLog Lite`.
fn listed_names(line: &Line<'_>) -> Vec<Span> {
    let text = line.sentence.text;
    let mut found = Vec::new();
    let mut at = 0;
    for part in text.split(',') {
        let name = part.trim();
        let start = at + part.len() - part.trim_start().len();
        at += part.len() + 1;
        if !is_proper(name) || name.contains('"') {
            return Vec::new();
        }
        found.push(Span::new(start, start + name.len()).shift(line.sentence.span.start()));
    }
    found
}

/// Whether a quotation is the name of a service: a noun for one stands beside it, or it is written as a proper name.
fn is_service(text: &str, line: &Line<'_>, quote: Span, form: &SyntaxForm) -> bool {
    let name = &text[quote.range()];
    let length = name.chars().count();
    if !(2..=40).contains(&length)
        || !name.contains(char::is_alphabetic)
        || name.contains(['。', '、', '?', '!', '\n'])
        || name.ends_with(',')
        || name.ends_with(form.particles.as_slice())
        || name.ends_with(form.verb_endings.as_slice())
    {
        return false;
    }
    let before = &text[line.sentence.span.start()..quote.start()];
    let after = &text[quote.end()..line.sentence.span.end()];
    let bracket = before.rfind('(').map(|open| &before[open..]).filter(|inside| !inside.contains(')'));
    let alias = || form.alias_marks.is_in(bracket.unwrap_or(near_end(before, 12))) || defines_short_form(before, after, form);
    let word = |part: &str| form.service_nouns.is_in(part);
    let named = || word(near_end(before, 24)) || word(near_start(after, 24)) || word(name) || is_proper(name);
    let opened = before.trim_end_matches(['"', '「']).to_lowercase();
    let heading = || form.headings_named.iter().any(|word| opened.ends_with(word.as_str()));
    let refused = || form.not_services.is_in(near_start(after, 8)) || form.not_services.is_in(name) || heading();
    // A row of buttons to press (「A」>「B」) is none, nor is a company in quotes.
    let pressed = || before.trim_end_matches(['「', '"']).ends_with('>') || after.trim_start_matches(['」', '"']).starts_with('>');
    let company = || form.legal_forms.is_in(name) && !name.is_ascii();
    named()
        && !alias()
        && !refused()
        && !pressed()
        && !company()
        && !line.sentence.tokens.iter().any(|token| {
            quote.contains(token.span)
                && (token.names_cause() && token.span.len() == quote.len()
                    || token.cue(Cue::Leak)
                    || token.value().is_some_and(|value| !matches!(value, Value::Number(_) | Value::Other)))
        })
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
fn defines_short_form(before: &str, after: &str, form: &SyntaxForm) -> bool {
    let before = before.trim_end_matches(['"', '「']).trim_end();
    let article = || form.articles.is(before.rsplit([' ', '(']).next().unwrap_or_default());
    let after = after.trim_start_matches(['"', '」']);
    // `(with its subsidiaries, "Cadwell" or the "Company")`
    let several = || {
        let rest = after.split(')').next().unwrap_or_default();
        before.rfind('(').is_some_and(|open| !before[open..].contains(')')) && rest.starts_with(' ') && rest.ends_with('"')
    };
    (before.ends_with('(') || article()) && after.starts_with(')') || several()
}

fn near_start(text: &str, chars: usize) -> &str {
    let end = text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::parse;

    #[test]
    fn names_are_services_by_the_noun_beside_them_and_short_forms_are_none() {
        for (text, wanted) in [
            ("On May 3, 2025 we closed OrchardDirect, the portal through which shops order. Names leaked.", &["OrchardDirect"][..]),
            ("Orchard Foods, Inc. (together with its units, \"Orchard\" or the \"Company\") found that names leaked.", &[]),
            ("Names leaked. See \"Risk Factors\" in the report on our website.", &[]),
            ("Names leaked from our unit Lark Europe B.V. (hereinafter \"LEU\").", &[]),
        ] {
            let notice = parse(format!("Notice\n\n5 June 2025\n\n{text}")).notice;
            let services: Vec<&str> = notice.incidents[0].services.iter().map(|service| service.text.as_str()).collect();
            assert_eq!(services, wanted, "{text}");
        }
    }
}
