//! Names: organisations by their legal forms, services by their quotes, and the short forms that a text introduces.

use super::page::{Line, Mood, Page};
use crate::Span;
use crate::grammar::Value;
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
        for (span, role) in apposed_organizations(line) {
            if !found.iter().any(|named: &Named| named.line == at && named.span.overlaps(span)) {
                found.push(Named { line: at, span, role: Some(role), alias: None });
            }
        }
    }
    found
}

/// The names without a legal form that a noun for their role stands before: `its vendor, Northfold Data,`, `the covered entity (CE), Oak Clinic,`.
fn apposed_organizations(line: &Line<'_>) -> Vec<(Span, Role)> {
    let mut found = Vec::new();
    for token in &line.sentence.tokens {
        let role = token.concepts().iter().find_map(|concept| match concept {
            Concept::Role(role) => Some(*role),
            _ => None,
        });
        let rest = line.sentence.slice(Span::new(token.span.end(), line.sentence.span.end()));
        let bracket = if rest.starts_with(" (") { rest.find(')').map_or(0, |close| close + 1) } else { 0 };
        let Some(rest) = rest[bracket..].strip_prefix(", ").filter(|_| bracket < 12) else { continue };
        let mut end = 0;
        for word in rest.split(' ').take(9) {
            let core = word.trim_end_matches([',', '.']);
            if !(is_name_word(core) || end > 0 && matches!(core, "of" | "and" | "&" | "the" | "for" | "in" | "at")) {
                end = 0;
                break;
            }
            end += core.len();
            if core.len() < word.len() {
                break;
            }
            end += 1;
        }
        let closed = rest.get(end..).is_some_and(|after| after.starts_with([',', '.']));
        if let Some(role) = role.filter(|_| closed && end > 3) {
            let start = line.sentence.span.end() - rest.len();
            found.push((Span::new(start, start + end), role));
        }
    }
    found
}

/// Every organisation that a report of others names without a legal form: who is said to have done something on a day (`通販大手のXは4月3日、`), and
/// who runs what stands in quotes (`「Y」を運営するX`), in order.
pub(crate) fn subjects(page: &Page<'_>) -> Vec<Named> {
    let form = &page.lexicon.form.syntax;
    let mut found = Vec::new();
    for (at, line) in page.lines.iter().enumerate().filter(|(_, line)| line.mood == Mood::Statement && !line.is_head) {
        let sentence = &line.sentence;
        let dated = (0..sentence.tokens.len()).filter(|token| sentence.tokens[*token].is_date()).find_map(|date| {
            let before = sentence.before(date);
            let head = form.subject_marks.iter().find_map(|mark| before.strip_suffix(mark.as_str()))?;
            let head = if head.ends_with(')') { &head[..head.rfind('(')?] } else { head };
            name_at_end(head, sentence.span.start())
        });
        let running = form.running.iter().find_map(|word| {
            let start = sentence.text.find(word.as_str())? + word.len();
            let len: usize = sentence.text[start..].chars().take_while(|c| in_name(*c)).map(char::len_utf8).sum();
            Some(Span::new(start, start + len).shift(sentence.span.start())).filter(|span| span.len() > 3)
        });
        let known = |span: &Span| sentence.tokens.iter().any(|token| token.span.overlaps(*span) && token.span.len() * 2 > span.len());
        let again = |span: &Span| form.anaphors.iter().any(|word| page.text[span.range()].starts_with(word.as_str()));
        let names = [dated, running]
            .into_iter()
            .flatten()
            .filter(|span| !known(span) && !again(span) && legal_names(page.text, *span, form).is_empty());
        found.extend(names.map(|span| Named { line: at, span, role: None, alias: None }));
    }
    found
}

/// The proper name that `text`, which begins at `start`, ends with: letters of names, with the hiragana that one behind の may open with.
fn name_at_end(text: &str, start: usize) -> Option<Span> {
    let len: usize = text.chars().rev().take_while(|c| in_name(*c)).map(char::len_utf8).sum();
    let before = &text[..text.len() - len];
    let kana: usize = before.chars().rev().take_while(|c| matches!(c, 'ぁ'..='ん')).map(char::len_utf8).sum();
    let run = &before[before.len() - kana..];
    let opening = run.rfind('の').map_or(0, |of| run.len() - of - 'の'.len_utf8());
    let opening = if opening >= 2 * 'あ'.len_utf8() { opening } else { 0 };
    let name = Span::new(text.len() - len - opening, text.len());
    let (letters, kanji) = (text[name.range()].chars().count(), text[name.range()].chars().all(|c| matches!(c, '一'..='鿿')));
    // Behind other hiragana only the end of a name is seen; a word of two kanji is seldom a name.
    let whole = opening > 0 || run.is_empty() || run.ends_with(['の', 'る', 'た', 'で', 'を', 'に', 'は', 'が', 'と']);
    let few = if kanji { 3 } else { 2 };
    (len > 0 && whole && (few..=20).contains(&letters)).then(|| name.shift(start))
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
    for (at, len) in form.legal_forms.written(inner) {
        if let Some(name) = name_around(inner, Span::new(at, at + len), form) {
            found.push(name.shift(span.start()));
        }
    }
    found.sort_by_key(|name| (name.start(), std::cmp::Reverse(name.end())));
    found.dedup_by(|later, kept| later.overlaps(*kept));
    found
}

/// The name that a legal form at `legal` belongs to: Latin names stand before it, Japanese ones before or behind.
fn name_around(text: &str, legal: Span, form: &SyntaxForm) -> Option<Span> {
    if text[legal.range()].is_ascii() && !text[legal.range()].starts_with('(') {
        return latin_name(text, legal, form);
    }
    let before: usize = text[..legal.start()].chars().rev().take_while(|c| in_name(*c)).map(char::len_utf8).sum();
    let before = if before > 0 { before + hiragana_opening(&text[..legal.start() - before]) } else { 0 };
    let behind = name_behind(&text[legal.end()..]);
    let name = match (before, behind) {
        (0, 0) => return None,
        (_, 0) => Span::new(legal.start() - before, legal.end()),
        (0, _) => Span::new(legal.start(), legal.end() + behind),
        _ => Span::new(legal.start() - before, legal.end()),
    };
    Some(name)
}

/// How many bytes of name stand at the start of `text`; the kanji of 及び and 又は belong to none.
fn name_behind(text: &str) -> usize {
    let mut len: usize = text.chars().take_while(|c| in_name(*c)).map(char::len_utf8).sum();
    // Latin words of a name stand apart: PR TIMES.
    while let Some(next) = text[len..].strip_prefix(' ').filter(|next| next.starts_with(|c: char| c.is_ascii_uppercase())) {
        if !text[..len].ends_with(|c: char| c.is_ascii_alphanumeric()) {
            break;
        }
        len += 1 + next.chars().take_while(|c| in_name(*c)).map(char::len_utf8).sum::<usize>();
    }
    let joined = |join: &str| {
        let (head, tail) = join.split_at(join.len() / 2);
        text[..len].ends_with(head) && text[len..].starts_with(tail)
    };
    len - ["及び", "又は"].into_iter().find(|join| joined(join)).map_or(0, |join| join.len() / 2)
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

fn latin_name(text: &str, legal: Span, form: &SyntaxForm) -> Option<Span> {
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
    let case = form.case_words.iter().filter(|word| name.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)));
    let name = case.map(String::len).max().map_or(name, |length| name[length..].trim_start());
    let start = legal.start() - name.len();
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    if form.questions.contains(&first) {
        return None;
    }
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
            // `the service "Suzukake Hikari."`: the stop is the sentence's.
            let name = page.text[quote.range()].trim_end_matches(['.', ',']);
            let last = name.rsplit(' ').next().unwrap_or_default();
            let short = form.abbreviations.iter().any(|short| short == last);
            let quote = if short { quote } else { Span::new(quote.start(), quote.start() + name.len()) };
            if is_service(page.text, line, quote, form) {
                found.push((at, quote));
            }
        }
        found.extend(apposed_services(line, form).into_iter().map(|name| (at, name)));
        if line.label == Some(Label::Service) {
            found.extend(listed_names(line).into_iter().map(|name| (at, name)));
        }
    }
    found
}

/// The names without quotes that a noun beside them makes a service: `our booking site, TripDesk,`, `TripDesk, our booking site`, `our service TripDesk`.
fn apposed_services(line: &Line<'_>, form: &SyntaxForm) -> Vec<Span> {
    let text = line.sentence.text;
    let mut found = Vec::new();
    for (at, len) in form.service_nouns.written(text) {
        let end = at + len;
        let starts = at == 0 || !text[..at].ends_with(|c: char| c.is_alphanumeric());
        if !starts || text[end..].starts_with(char::is_alphanumeric) {
            continue;
        }
        let determined = |words: &str| {
            let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
            form.owners.contains(&first) && words.split_whitespace().count() <= 6 && !words.contains(['"', '(', ';', ':'])
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
        let ends = text[end..].starts_with([',', '.', ';', ')']) || text[end..].starts_with(" made") || text[end..].is_empty();
        if ends && determined(noun_phrase) && text[..at].len() > phrase.len() && text[..at - phrase.len()].ends_with(',') {
            let head = &text[..at - phrase.len() - 1];
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
            && legal_names(text, Span::new(0, text.len()), form).iter().all(|legal| !legal.overlaps(*name))
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

fn is_name_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.len() > 1
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"-'&+".contains(&b))
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

/// The insides of quotation marks within `span`.
pub(crate) fn quotes(text: &str, span: Span) -> Vec<Span> {
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
    if !(2..=40).contains(&length)
        || !name.contains(char::is_alphabetic)
        || name.contains(['。', '、', '?', '!', '\n'])
        || name.ends_with(',')
    {
        return false;
    }
    let before = &text[line.sentence.span.start()..quote.start()];
    let after = &text[quote.end()..line.sentence.span.end()];
    let alias = || {
        let near = near_end(before, 12).to_lowercase();
        form.alias_marks.iter().any(|mark| near.contains(mark.as_str())) || defines_short_form(before, after)
    };
    let word = |part: &str| form.service_nouns.is_in(part);
    let named = || word(near_end(before, 24)) || word(near_start(after, 24)) || word(name) || is_proper(name);
    let refused = || form.not_services.iter().any(|noun| near_start(after, 8).contains(noun.as_str()) || name.contains(noun.as_str()));
    // A company in quotes is none, nor is a row of buttons to press (「A」>「B」).
    let pressed = || before.trim_end_matches(['「', '"']).ends_with('>') || after.trim_start_matches(['」', '"']).starts_with('>');
    named()
        && !alias()
        && !refused()
        && !pressed()
        && !(form.legal_forms.is_in(name) && !name.is_ascii())
        && !line.sentence.tokens.iter().any(|token| {
            quote.contains(token.span)
                && (token.cue(Cue::Leak) || token.value().is_some_and(|value| !matches!(value, Value::Number(_) | Value::Other)))
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
fn defines_short_form(before: &str, after: &str) -> bool {
    let opens = before.trim_end_matches(['"', '「']).trim_end().ends_with('(') || before.trim_end_matches(['"', '「']).ends_with("the ");
    opens && after.trim_start_matches(['"', '」']).starts_with(')')
}

fn near_end(text: &str, chars: usize) -> &str {
    let start = text.char_indices().rev().take(chars).last().map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

fn near_start(text: &str, chars: usize) -> &str {
    let end = text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}
