//! Organisations: by their legal forms, by the nouns for their roles, by who is said to act, and the short forms that a text introduces.
//!
//! Limits: a name without a legal form is only taken from an apposition, or in reports on others.

use super::names::{in_name, is_name_word, legal_names, name_at_end, quotes};
use super::page::{Line, Mood, Page};
use crate::Span;
use crate::lexicon::{Concept, Label, SyntaxForm, Topics};
use crate::model::{Action, Role};
use crate::syntax::Token;

/// An organisation and the line it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub line: usize,
    pub span: Span,
    pub role: Option<Role>,
    /// The short form beside the name: (以下「X社」), ("X").
    pub alias: Option<Span>,
}

/// Every organisation that the text names by a legal form, in order.
pub(super) fn organizations(page: &Page<'_>) -> Vec<Named> {
    let form = &page.lexicon.form.syntax;
    let mut found = Vec::new();
    for (at, line) in page.lines.iter().enumerate() {
        for &span in line.legal_names(page).iter().filter(|span| !is_reported_to(line, **span)) {
            let alias = alias_after(page.text, span, line.sentence.span, form);
            found.push(Named { line: at, span, role: role_near(line, span), alias });
        }
        for (span, alias) in defined_organizations(page.text, line, form) {
            if !found.iter().any(|named: &Named| named.line == at && named.span.overlaps(span)) {
                found.push(Named { line: at, span, role: role_near(line, span), alias: Some(alias) });
            }
        }
        let quoted = quoted_organizations(page.text, line);
        for (span, role) in apposed_organizations(line, form).into_iter().chain(quoted) {
            if !found.iter().any(|named: &Named| named.line == at && named.span.overlaps(span)) {
                found.push(Named { line: at, span, role: Some(role), alias: None });
            }
        }
    }
    found
}

/// Whether a name is that of one whom such matters are reported to.
fn is_reported_to(line: &Line<'_>, name: Span) -> bool {
    let told = Topics::ACTIONS | Topics::AUTHORITIES;
    line.sentence.telling(told).filter(|token| name.contains(token.span)).any(|token| {
        token.authority().is_some()
            || token.is(Concept::Action(Action::RegulatorNotified))
            || token.is(Concept::Action(Action::PoliceNotified))
    })
}

/// The names without a legal form that a short form is defined for as for an organisation: 湖畔住宅公社(以下「公社」), 湖畔機械社(以下「KK社」).
fn defined_organizations(text: &str, line: &Line<'_>, form: &SyntaxForm) -> Vec<(Span, Span)> {
    let sentence = &line.sentence;
    let mut found = Vec::new();
    for (open, _) in sentence.text.match_indices('(') {
        if form.alias_marks.begins(&sentence.text[open + 1..]).is_none() {
            continue;
        }
        let name = name_at_end(sentence.text[..open].trim_end(), sentence.span.start(), form);
        let Some(name) = name.filter(|name| !is_reported_to(line, *name) && !is_known_word(line, *name)) else { continue };
        let Some(alias) = alias_after(text, name, sentence.span, form) else { continue };
        let ends = |span: Span| form.org_suffixes.iter().any(|suffix| text[span.range()].ends_with(suffix.as_str()));
        let firm = form.firm_suffixes.iter().any(|suffix| text[alias.range()].ends_with(suffix.as_str()));
        let own = form.anaphors.iter().any(|word| text[alias.range()].starts_with(word.as_str()));
        if !own && (firm || ends(name)) {
            found.push((name, alias));
        }
    }
    found
}

/// Whether a word of the lexicon makes up most of a name: 取引先 is none.
fn is_known_word(line: &Line<'_>, name: Span) -> bool {
    line.sentence.tokens.iter().any(|token| token.span.overlaps(name) && token.span.len() * 2 > name.len())
}

/// The names in quotes that the noun for a contractor stands right before: 印刷会社「湖面印刷」. An alias in brackets is no part of them.
pub(super) fn quoted_organizations(text: &str, line: &Line<'_>) -> Vec<(Span, Role)> {
    let mut found = Vec::new();
    for token in line.sentence.telling(Topics::ROLES).filter(|token| token.role() == Some(Role::Contractor)) {
        // A verb (委託する) is no noun for anybody.
        let noun = !text[token.span.range()].ends_with(|c: char| matches!(c, 'ぁ'..='ん'));
        let opens = |quote: &&Span| {
            let gap = text.get(token.span.end()..quote.start()).unwrap_or("-");
            matches!(gap, "「" | "『" | " \"" | ", \"")
        };
        let quotes = if noun { quotes(text, line.sentence.span) } else { Vec::new() };
        found.extend(quotes.iter().find(opens).map(|quote| {
            let name = &text[quote.range()];
            let end = name.find('(').filter(|at| *at > 0).unwrap_or(name.len());
            (Span::new(quote.start(), quote.start() + name[..end].trim_end().len()), Role::Contractor)
        }));
    }
    found
}

/// The names without a legal form that a noun for their role stands before: `its vendor, Northfold Data,`, `the covered entity (CE), Oak Clinic,`.
fn apposed_organizations(line: &Line<'_>, form: &SyntaxForm) -> Vec<(Span, Role)> {
    let mut found = Vec::new();
    for token in line.sentence.telling(Topics::ROLES) {
        let rest = line.sentence.slice(Span::new(token.span.end(), line.sentence.span.end()));
        let bracket = if rest.starts_with(" (") { rest.find(')').map_or(0, |close| close + 1) } else { 0 };
        let Some(rest) = rest[bracket..].strip_prefix(", ").filter(|_| bracket < 12) else { continue };
        let mut end = 0;
        for word in rest.split(' ').take(9) {
            let core = word.trim_end_matches([',', '.']);
            if !(is_name_word(core) || end > 0 && form.name_joints.is(core)) {
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
        if let Some(role) = token.role().filter(|_| closed && end > 3) {
            let start = line.sentence.span.end() - rest.len();
            found.push((Span::new(start, start + end), role));
        }
    }
    found
}

/// Every organisation that a report of others names without a legal form: who is said to have done something on a day (`通販大手のXは4月3日、`), and
/// who runs what stands in quotes (`「Y」を運営するX`), in order.
pub(super) fn subjects(page: &Page<'_>) -> Vec<Named> {
    let form = &page.lexicon.form.syntax;
    let mut found = Vec::new();
    for (at, line) in page.lines.iter().enumerate().filter(|(_, line)| line.mood == Mood::Statement && !line.is_head) {
        let sentence = &line.sentence;
        let dated = (0..sentence.tokens.len()).filter(|token| sentence.tokens[*token].is_date()).find_map(|date| {
            let before = sentence.before(date);
            let head = form.subject_marks.iter().find_map(|mark| before.strip_suffix(mark.as_str()))?;
            let head = if head.ends_with(')') { &head[..head.rfind('(')?] } else { head };
            name_at_end(head, sentence.span.start(), form)
        });
        let running = form.running.iter().find_map(|word| {
            let start = sentence.text.find(word.as_str())? + word.len();
            let len: usize = sentence.text[start..].chars().take_while(|c| in_name(*c)).map(char::len_utf8).sum();
            Some(Span::new(start, start + len).shift(sentence.span.start())).filter(|span| span.len() > 3)
        });
        let again = |span: &Span| form.anaphors.iter().any(|word| page.text[span.range()].starts_with(word.as_str()));
        let names = [dated, running]
            .into_iter()
            .flatten()
            .filter(|span| !is_known_word(line, *span) && !again(span) && legal_names(page.text, *span, form).is_empty());
        found.extend(names.map(|span| Named { line: at, span, role: None, alias: None }));
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
    let mut near = line.sentence.tokens.iter().filter(|token| {
        let gap = token.span.start().saturating_sub(name.end()).max(name.start().saturating_sub(token.span.end()));
        gap <= 60
    });
    near.find_map(Token::role)
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
        let mark = form.alias_marks.begins(inner).unwrap_or(0);
        let word = inner[mark..].trim_start_matches(['、', ' ', ',']);
        (word.chars().count() <= 12 && !word.contains(['、', ':', ',', ' ']) && !word.is_empty())
            .then(|| Span::new(at + inner.len() - word.len(), at + inner.len()))
    };
    quoted.or_else(plain)
}

#[cfg(test)]
mod tests {
    use crate::model::Role;
    use crate::parse;

    #[test]
    fn a_short_form_for_a_firm_makes_its_name_one() {
        let text = "お知らせ\n\n2025年7月1日\n湖畔市\n\n湖畔住宅供給公社(以下「公社」という。)が利用するホシノ機械社(以下「HK社」)のサーバーから、取引先(以下「A社」)の氏名が漏えいしました。";
        let names: Vec<String> = parse(text).notice.incidents[0].organizations.iter().map(|one| one.name.clone()).collect();
        assert_eq!(names, ["湖畔市", "湖畔住宅供給公社", "ホシノ機械社"]);
    }

    #[test]
    fn a_noun_for_a_contractor_makes_its_quote_a_firm() {
        let text = "お知らせ\n\n印刷会社「湖畔印刷(以下、湖畔)」のサーバーから、「ホシノ会員サイト」の氏名が漏えいしました。";
        let incident = &parse(text).notice.incidents[0];
        let firms: Vec<(&str, Role)> = incident.organizations.iter().map(|one| (one.name.as_str(), one.role)).collect();
        let services: Vec<&str> = incident.services.iter().map(|one| one.text.as_str()).collect();
        assert_eq!((firms.as_slice(), services.as_slice()), (&[("湖畔印刷", Role::Contractor)][..], &["ホシノ会員サイト"][..]));
    }
}
