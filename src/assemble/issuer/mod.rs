//! Who speaks: found by labels, letterheads, bylines, mastheads and signatures, and the first sentence's subject.
//!
//! Limits: a name without a legal form is taken only where its place tells that it is one.

mod places;

use places::{by_line, copyright_holder, head_name, is_capitalized, masthead, opening_subject, way_owner};

use super::Assembly;
use super::header::LETTERHEAD;
use super::organizations::Named;
use super::page::{Line, Mood, Page, trim};
use crate::Span;
use crate::grammar::Value;
use crate::lexicon::{Concept, Label, SyntaxForm};
use crate::model::{Genre, Organization, Role};
use crate::segment::Kind;
use crate::syntax::Token;

impl Assembly<'_> {
    /// The issuer of a text of this sort, with what is known of it. `speaker`: who speaks, if it is of itself.
    pub(super) fn issuer(&self, names: &[Named], genre: Genre, speaker: Option<Span>) -> Option<Organization> {
        let speaks_of_itself = matches!(genre, Genre::PressRelease | Genre::RegulatoryNotice);
        let span = if speaks_of_itself { speaker } else { self.speaker(names, false) }?;
        let ticker =
            self.page.lines.iter().find(|line| line.label == Some(Label::Ticker)).map(|line| line.sentence.text.trim().to_string());
        let alias = names.iter().find(|name| name.span == span).and_then(|name| name.alias);
        Some(Organization { ticker, ..self.organization(span, Role::Affected, alias) })
    }

    /// Who speaks, as a place in the text: a labelled line; the line beside the day of publication; a name on a line of its own at the top or the
    /// bottom; else, where the issuer speaks of itself, the first name of the text.
    pub(super) fn speaker(&self, names: &[Named], speaks_of_itself: bool) -> Option<Span> {
        let page = self.page;
        let form = &page.lexicon.form.syntax;
        let name_in = |span: Span| page.legal_names_in(span).into_iter().next().map_or(span, |name| institution(page, name, span));
        let labelled =
            page.lines.iter().find(|line| line.label == Some(Label::Issuer) && is_named_value(page, line)).map(|line| line.sentence.span);
        let free = |line: &&Line<'_>| self.title != Some(line.sentence.span) && may_be_name(page, line);
        let is_name = |line: &&Line<'_>| {
            let text = line.sentence.text.trim();
            let named = names.iter().any(|name| line.sentence.span.contains(name.span) && name.span.len() * 2 >= line.sentence.span.len());
            let begins = || form.org_prefixes.iter().any(|prefix| text.len() > prefix.len() && starts_with(text, prefix));
            free(line) && (named || ends_as_organization(text, form) || begins())
        };
        let beside = self.published_line.and_then(|at| {
            let own = page.lines[at].legal_names(page).first().copied().or_else(|| by_line(page, at));
            let near = [[at + 1, at.wrapping_sub(1)], [at + 2, at.wrapping_sub(2)]];
            // `Marlpoint, Ontario` is where it is told.
            let plain = |line: &Line<'_>| !is_topic(line.sentence.text.trim(), form) && !line.sentence.text.contains(", ");
            let near = || near.into_iter().flatten().filter_map(|at| page.lines.get(at));
            // A name that looks like one outweighs what only stands nearer to the day.
            let above = || page.lines.iter().take(at.min(LETTERHEAD)).find(is_name);
            let named = near().find(is_name).or_else(above).or_else(|| near().find(|line| free(line) && plain(line)));
            own.or_else(|| named.map(|line| line.sentence.span))
        });
        let letterhead = || page.lines.iter().take(LETTERHEAD).find(is_name).map(|line| line.sentence.span);
        let signature = || page.lines.iter().rev().take(LETTERHEAD).find(is_name).map(|line| line.sentence.span);
        let first = || names.iter().find(|name| name.line < LETTERHEAD).map(|name| name.span);
        let opening = || opening_subject(page).filter(|_| speaks_of_itself);
        let named = || if speaks_of_itself { first() } else { None };
        let masthead = || if speaks_of_itself { None } else { masthead(page).or_else(|| head_name(page)) };
        let owner = || copyright_holder(page);
        let headed = || {
            head_name(page).filter(|name| {
                speaks_of_itself
                    && self.title.is_none_or(|title| !title.overlaps(*name) || name.len() < title.len())
                    && may_be_name_of(page, *name)
            })
        };
        let edges =
            || letterhead().or_else(opening).or_else(named).or_else(signature).or_else(owner).or_else(headed).or_else(|| way_owner(page));
        // A text that is headed by an authority is its own, whomever it tells of.
        let authority = page.lines.first().filter(|line| may_be_name(page, line) && is_authority(page, line.sentence.span));
        let authority = authority.filter(|_| speaks_of_itself).map(|line| line.sentence.span);
        let found = labelled.or_else(masthead).or(authority).or(beside).or_else(edges).map(name_in);
        let found = found.map(|name| whole_of(page, first_part(page, name).unwrap_or(name)));
        let acting = acting_authority(page).filter(|_| speaks_of_itself && !found.is_some_and(|found| is_authority(page, found)));
        acting.or(found)
    }
}

/// Whether a line says what something is about: 本サイトについて.
fn is_topic(text: &str, form: &SyntaxForm) -> bool {
    form.not_services.found(text).any(|(at, len)| at + len == text.len())
}

/// Whether a name ends as those of organisations do; on a letterhead it may stand in capitals.
fn ends_as_organization(name: &str, form: &SyntaxForm) -> bool {
    form.org_suffixes.iter().any(|suffix| {
        let end = name.len().checked_sub(suffix.len()).and_then(|at| name.get(at..));
        end.is_some_and(|end| {
            end == suffix || suffix.is_ascii() && end.chars().all(|c| !c.is_lowercase()) && end.eq_ignore_ascii_case(suffix)
        })
    })
}

/// The name with the institution behind it that its bearer runs, as the line `within` names both: 学校法人湖面学園 湖面大学.
fn institution(page: &Page<'_>, name: Span, within: Span) -> Span {
    let form = &page.lexicon.form.syntax;
    let rest = page.text.get(name.end()..within.end()).unwrap_or_default();
    let runs = form.institutional_forms.iter().any(|word| page.text[name.range()].contains(word.as_str()));
    let apart = rest.starts_with(' ') && !rest.trim().contains(' ');
    let institution = form.org_suffixes.iter().any(|suffix| rest.trim().ends_with(suffix.as_str()));
    if runs && apart && institution { Span::new(name.start(), name.end() + rest.trim_end().len()) } else { name }
}

/// The organisation whose part `name` is, where it is a division of one: the name before it on its line, or on a line beside it.
fn whole_of(page: &Page<'_>, name: Span) -> Span {
    let form = &page.lexicon.form.syntax;
    let is_part = |text: &str| form.org_units.iter().any(|unit| text.ends_with(unit.as_str()));
    let is_whole = |text: &str| {
        !is_part(text) && (ends_as_organization(text, form) || form.org_prefixes.iter().any(|prefix| starts_with(text, prefix)))
    };
    let text = &page.text[name.range()];
    // 湖面市 総務部 広報課; Cultural Affairs Division, Kita Prefecture.
    let separators: &[char] = if text.is_ascii() { &[','] } else { &[' ', ','] };
    let starts = std::iter::once(0).chain(text.match_indices(separators).map(|(at, mark)| at + mark.len()));
    let parts = starts.zip(text.split(separators)).map(|(at, part)| trim(page.text, Span::new(at, at + part.len()).shift(name.start())));
    let within = || parts.clone().find(|part| part.len() < name.len() && is_whole(&page.text[part.range()]));
    if !text.split(separators).any(|part| is_part(part.trim())) {
        return name;
    }
    let at = page.lines.iter().position(|line| line.sentence.span.overlaps(name));
    let near = at.map(|at| [at.wrapping_sub(1), at + 1]).unwrap_or_default();
    let beside =
        || near.into_iter().filter_map(|at| page.lines.get(at)).find(|line| may_be_name(page, line) && is_whole(line.sentence.text.trim()));
    within().or_else(|| beside().map(|line| line.sentence.span)).unwrap_or(name)
}

/// The part of a headline before a stroke or a dash, where the text names it once more: `Torvale Cloud - Service Health`.
fn first_part(page: &Page<'_>, name: Span) -> Option<Span> {
    let text = &page.text[name.range()];
    let end = [" | ", " - "].iter().filter_map(|mark| text.find(mark)).min()?;
    page.text.match_indices(&text[..end]).nth(1).map(|_| Span::new(name.start(), name.start() + end))
}

/// The authority that a text opens with as the one who acts today: `総務省は、本日、…指導を行いました`. A paper tells of another day.
fn acting_authority(page: &Page<'_>) -> Option<Span> {
    if has_masthead(page) || page.voice().first_person > 0 {
        return None;
    }
    page.lines.iter().take(LETTERHEAD * 2).filter(|line| line.mood == Mood::Statement && !line.is_head).find_map(|line| {
        let first = line.sentence.tokens.first().filter(|token| token.authority().is_some())?;
        let opens = line.sentence.before(0).chars().count() <= 4;
        let acts = line.sentence.tokens.iter().any(|token| token.guidance().is_some());
        (opens && acts && line.sentence.tokens.iter().any(Token::is_today)).then_some(first.span)
    })
}

/// Whether a name is that of an authority.
pub(super) fn is_authority(page: &Page<'_>, name: Span) -> bool {
    page.sentence(name).tokens.iter().any(|token| token.authority().is_some())
        || page.lexicon.form.syntax.authorities.iter().any(|word| page.text[name.range()].ends_with(word.as_str()))
}

/// Whether a short line at the edge of the text bears the name of a paper.
pub(super) fn has_masthead(page: &Page<'_>) -> bool {
    let edge = page.lines.iter().take(4).chain(page.lines.iter().rev().take(4));
    edge.map(|line| line.sentence.text)
        .filter(|text| text.chars().nth(60).is_none())
        .any(|text| page.lexicon.form.syntax.mastheads.is_in(text))
}

fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// Whether the line that a name stands on may be that of who speaks.
fn may_be_name_of(page: &Page<'_>, name: Span) -> bool {
    let line = page.lines.iter().find(|line| line.sentence.span.contains(name));
    line.is_some_and(|line| may_be_name(page, line) || first_part(page, line.sentence.span).is_some_and(|part| part == name))
}

/// Whether a line may be the name of who speaks: short, no sentence, no address to the reader, no person, and not the headline.
fn may_be_name(page: &Page<'_>, line: &Line<'_>) -> bool {
    let form = &page.lexicon.form.syntax;
    let text = line.sentence.text.trim();
    // 会 員 各 位
    let close: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let honoured = |text: &str| {
        form.honorifics.found(text).any(|(at, len)| at + len == text.len())
            || form.honorifics.found(&close).any(|(at, len)| at + len == close.len())
    };
    let addresses = |text: &str| form.addressees.is_in(text) || form.person_titles.is_in(text) || honoured(text);
    line.label.is_none()
        && matches!(page.blocks[line.block].kind, Kind::Paragraph | Kind::Heading)
        && !(line.is_head && page.blocks[line.block].kind != Kind::Heading)
        && (2..=60).contains(&text.chars().count())
        && !text.contains(['。', ':', '>', '|', '「', '【', '〒', '{', '}', ';'])
        && !text.starts_with('(')
        && !form.by_lines.iter().any(|word| starts_with(text, &format!("{word} ")))
        && is_capitalized(text, form)
        && !heads_section(page, text)
        && !form.releases.is(text)
        && !is_numbered_case(text, form)
        && !form.report_marks.iter().any(|mark| starts_with(text, mark))
        && (!text.ends_with(['.', '、', '?']) || !line.legal_names(page).is_empty())
        && !text.chars().all(|c| !c.is_alphabetic())
        && !is_address(text)
        && !page.text[..line.sentence.span.start()].ends_with(['[', '<'])
        && !tells_facts(page, line)
        && !addresses(text)
}

/// Whether a line numbers a case: `Case 2024-0093`.
fn is_numbered_case(text: &str, form: &SyntaxForm) -> bool {
    form.cases.begins(text).is_some_and(|length| text[length..].trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a line is an address: it opens with the number of a house, or numbers as long as those of the post stand in it.
fn is_address(text: &str) -> bool {
    let street = text.trim_start_matches(|c: char| c.is_ascii_digit());
    street.len() < text.len() && street.starts_with(' ') || text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= POSTAL)
}

/// So many digits the numbers of the post have at least.
const POSTAL: usize = 5;

/// Whether what stands beside a label may be a name, and no mark in a table of what was leaked.
fn is_named_value(page: &Page<'_>, line: &Line<'_>) -> bool {
    let label = page.blocks[line.block].label.map(|label| &page.text[label.range()]);
    // 代表取締役 三枝 緑: a title is the label of a person.
    let person = label.is_some_and(|label| page.lexicon.form.syntax.person_titles.begins(label).is_some());
    let listed = line.above.iter().any(|label| matches!(label, Label::Data | Label::Count | Label::Subjects));
    let reached = line.sentence.tokens.iter().any(|token| matches!(token.value(), Some(Value::Contact(..))));
    line.sentence.text.trim().chars().nth(1).is_some() && !listed && !person && !reached && !tells_facts(page, line)
}

/// Whether a line tells of something and names nobody by a legal form.
fn tells_facts(page: &Page<'_>, line: &Line<'_>) -> bool {
    let tells = |concept: &Concept| matches!(concept, Concept::Cause(_) | Concept::Event(_) | Concept::Cue(_) | Concept::Action(_));
    let says = |token: &Token| token.is_date() || token.authority().is_none() && token.concepts().iter().any(tells);
    line.sentence.tokens.iter().any(says) && line.legal_names(page).is_empty()
}

/// Whether a line is a label and nothing else. An authority is one too: what was reported to it stands under its name.
fn heads_section(page: &Page<'_>, text: &str) -> bool {
    page.lexicon.label_at_start(text).is_some_and(|(label, length)| length == text.len() && label != Label::Response)
}

#[cfg(test)]
mod tests {
    use crate::parse;

    #[test]
    fn who_the_first_sentence_tells_of_speaks() {
        for (text, wanted) in [
            ("The University of Arden at Holm, the covered entity, was the victim of a phishing attack.", "University of Arden at Holm"),
            ("Fernleigh District Council apologises for the loss of a laptop.", "Fernleigh District Council"),
            ("EASTMERE, Dec. 30, 2022 -- Brackwater Health today began to write to patients whose names leaked.", "Brackwater Health"),
        ] {
            assert_eq!(parse(text).notice.issuer.map(|issuer| issuer.name).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn the_name_that_heads_a_page_speaks() {
        for (text, wanted) in [
            (
                "ALDER HOSPICE TRUST\n\nSupporter data\n3 October 2025\n\nOur supplier, Birch Software Ltd, told us that names were copied.",
                "ALDER HOSPICE TRUST",
            ),
            ("Torvale Cloud – Service Health\n\nNames leaked.\n\nTorvale Cloud is sorry.", "Torvale Cloud"),
            (
                "DATA PROTECTION COMMISSION\n\nCase 2025-0142\n17 April 2025\n\nAlder Gyms Ltd. left names open to everybody.",
                "DATA PROTECTION COMMISSION",
            ),
            ("# What leaked\n\n*By Ines Varga, Head of Platform at Cardloom · 2024-10-11*\n\nNames leaked.", "Cardloom"),
            ("株式会社ヒノキ堂 > ブログ > お知らせ\n\nカード情報の流出について\n\n氏名が流出しました。", "株式会社ヒノキ堂"),
            (
                "{{FirstName}} {{LastName}}\n3 October 2025\n\nAlder Plans, LLC keeps records for you. Names were copied.",
                "Alder Plans, LLC",
            ),
            (
                "Moth & Needle\n\nA notice for those who paid by card\n21 February 2024\n\nSomebody copied what was typed in.",
                "Moth & Needle",
            ),
            (
                "カード情報の流出について\n\n合同会社ヒノキ堂\n\n氏名が流出しました。\n\n■ 本サイトについて\n5月31日に終了します。\n\n令和5年2月27日",
                "合同会社ヒノキ堂",
            ),
        ] {
            assert_eq!(parse(text).notice.issuer.map(|issuer| issuer.name).as_deref(), Some(wanted), "{text}");
        }
    }
}
