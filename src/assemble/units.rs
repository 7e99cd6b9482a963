//! What a figure counts: by the noun beside it, by its label or column, by the figures around it.
//!
//! Limits: a noun that is far from its figure, or that another figure counts, is not looked for.

use super::figures::{count_of, is_figure};
use super::page::{Line, Page, near_end};
use super::proportion;
use crate::Span;
use crate::grammar::{CountExpr, Value};
use crate::lexicon::{Concept, Cue, Topics};
use crate::model::{DataCategory, Unit};
use crate::syntax::{Sentence, Token};

/// The unit beside the number, else that of the noun which the bare counter counts.
pub(super) fn unit_of(page: &Page<'_>, line: &Line<'_>, at: usize, count: CountExpr) -> Option<(Unit, bool, Option<Span>)> {
    let counter = count.bare || count.unit == Some(Unit::Document);
    let noun = noun_before(line, at).or_else(|| noun_behind(page, line, at).filter(|_| counter));
    match count.unit {
        Some(Unit::Email) if !page.speaks_of_mail() => Some((Unit::Document, false, noun.map(|token| token.span))),
        Some(Unit::Document | Unit::Device | Unit::Email) if noun.and_then(unit_of_noun).is_some() => {
            Some((noun.and_then(unit_of_noun)?, false, noun.map(|token| token.span)))
        }
        Some(unit) if !count.bare => Some((unit, false, noun.map(|token| token.span))),
        _ => {
            let unit = noun.and_then(unit_of_noun).or_else(|| unit_of_label(page, line));
            Some((unit.unwrap_or(Unit::Record), unit.is_none(), noun.map(|token| token.span)))
        }
    }
}

/// What a number counts where that is said before it: `The number of victims was reported to be 808`.
pub(super) fn counted_before(page: &Page<'_>, line: &Line<'_>, at: usize) -> Option<Unit> {
    let before = line.sentence.before(at).to_lowercase();
    let marks = page.lexicon.form.syntax.number_of.iter().filter_map(|mark| before.rfind(mark.as_str()));
    let mark = line.sentence.span.start() + marks.max()?;
    let mut behind = line.sentence.tokens[..at].iter().filter(|token| token.span.start() >= mark);
    let counted = behind.clone().find_map(unit_of_noun)?;
    (!behind.any(|token| matches!(token.value(), Some(Value::Count(_) | Value::Number(_))))).then_some(counted)
}

/// What a number without a noun counts, by its neighbours: *3,000 who* are persons; *60 of them* and *of the 500 members, 41 had* count what the
/// figure before does; *4,816 current and 1,733 former members* what the one behind does.
pub(super) fn unit_from_around(page: &Page<'_>, line: &Line<'_>, at: usize, last: Option<Unit>) -> Option<Unit> {
    let form = &page.lexicon.form.syntax;
    let sentence = &line.sentence;
    let unit_at = |token: &Token| count_of(token).and_then(|count| count.unit);
    let after = sentence.after(at).trim_start();
    let word = after.split_whitespace().next().unwrap_or_default();
    if form.person_relatives.iter().any(|relative| word == relative) {
        return Some(Unit::Person);
    }
    let told = || sentence.tokens[..at].iter().rev().find_map(unit_at).or(last);
    let before = sentence.before(at).trim_end();
    let of_total = before.ends_with(',') && form.bases.begins(before).is_some();
    let total =
        sentence.tokens.get(at + 1).is_some_and(|next| next.cue(Cue::Total) && next.span.start() <= sentence.tokens[at].span.end() + 1);
    if is_share(sentence, at) || of_total || total {
        return told();
    }
    let next = sentence.tokens[at + 1..].iter().position(|token| token.value().is_some())? + at + 1;
    if proportion::is_base(page, line, at..next) {
        return unit_at(&sentence.tokens[next]);
    }
    let gap = sentence.between(at, next);
    let joined = gap.split_whitespace().count() <= 3 && !gap.contains([',', '(', ';']);
    let and = gap.trim_end().rsplit(' ').next().is_some_and(|word| form.and.iter().any(|and| and == word));
    if joined && and && gap.split_whitespace().count() > 1 { unit_at(&sentence.tokens[next]) } else { None }
}

/// Whether the next token is a figure, and this one a share of it: *five* of our 31 clients.
pub(super) fn is_share_of_next(page: &Page<'_>, line: &Line<'_>, at: usize) -> bool {
    line.sentence.tokens.get(at + 1).is_some_and(is_figure) && proportion::is_base(page, line, at..at + 1)
}

/// Whether words right behind a figure say that it is a share: `81 of these persons`, `60 of them`.
pub(super) fn is_share(sentence: &Sentence<'_>, at: usize) -> bool {
    let figure = sentence.tokens[at].span;
    let number = count_of(&sentence.tokens[at]).map_or(figure, |count| count.number);
    let behind = sentence.tokens[at + 1..].iter().take_while(|token| token.span.start() <= figure.end() + 1);
    behind.filter(|token| token.cue(Cue::Part)).any(|token| token.span.start() <= number.end() + 1)
}

/// The unit that the label beside the figure names, or the head of its column: `Number of persons affected: 12,847`.
fn unit_of_label(page: &Page<'_>, line: &Line<'_>) -> Option<Unit> {
    let beside = page.blocks[line.block].label.filter(|label| !label.overlaps(line.sentence.span));
    [beside, line.column].into_iter().flatten().find_map(|label| unit_named(page, label))
}

/// The unit that the words at `label` name.
fn unit_named(page: &Page<'_>, label: Span) -> Option<Unit> {
    let label = page.sentence(label);
    let of_data = label.tokens.iter().any(|token| token.is(Concept::Data(DataCategory::PersonalInformation)));
    // *Opened by another person* counts no persons.
    let agent = |token: &Token| {
        let before = label.slice(Span::new(label.span.start(), token.span.start()));
        near_end(before, AGENT_NEAR).split(' ').any(|word| page.lexicon.form.syntax.by_lines.iter().any(|by| word == by))
    };
    let units = label.tokens.iter().rev().find_map(|token| {
        let unit = token.concepts().iter().find_map(|concept| match concept {
            Concept::Unit(unit) => Some(*unit),
            Concept::Data(DataCategory::CreditCard) => Some(Unit::Card),
            _ => None,
        });
        unit.filter(|_| !agent(token))
    });
    // Personal information of business partners is that of persons.
    units.filter(|unit| !(of_data && *unit == Unit::Company))
}

/// Within so many characters before a noun stands the word that makes an agent of it: *by* another person.
const AGENT_NEAR: usize = 20;

/// What the number counts that closes a line of a few words: `Students and graduates 1,206`.
pub(super) fn unit_of_entry(line: &Line<'_>, at: usize) -> Option<Unit> {
    let before = line.sentence.before(at).trim();
    let short = before.split_whitespace().count() <= LONGEST_ENTRY && before.chars().count() <= LONGEST_ENTRY * 8;
    let closes = line.sentence.after(at).trim().is_empty();
    let only = line.sentence.tokens.iter().all(|token| token.value().is_none() || token.span == line.sentence.tokens[at].span);
    let says = line.sentence.tokens[..at].iter().any(|token| token.events().next().is_some());
    let unit = line.sentence.tokens[..at].iter().find_map(unit_of_noun);
    unit.filter(|_| short && closes && only && !says && !line.is_head)
}

/// So many words stand at most before the number of such a line.
const LONGEST_ENTRY: usize = 5;

/// Whether a bare number is the value of a label that says what it counts.
pub(super) fn names_unit(page: &Page<'_>, line: &Line<'_>) -> bool {
    let alone = line.sentence.tokens.iter().filter(|token| token.value().is_some()).count() == 1;
    alone && unit_of_label(page, line).is_some()
}

/// What a number counts that stands alone beside a label which says how much of the figure before it came to harm and of what: `of which abroad: 41`,
/// `Known to have been abused: 12`.
pub(super) fn unit_of_share(page: &Page<'_>, line: &Line<'_>, at: usize, last: Option<Unit>) -> Option<Unit> {
    let label = page.blocks[line.block].label.filter(|label| !label.overlaps(line.sentence.span))?;
    let alone = line.sentence.text.trim().len() == line.sentence.tokens[at].span.len();
    let label = page.sentence(label);
    let shares = [Cue::Part, Cue::Misuse, Cue::Login].into_iter().any(|cue| label.has(cue)) && !label.has(Cue::Not);
    last.filter(|_| alone && shares)
}

/// Whether a word names a kind of data.
fn is_data(token: &Token) -> bool {
    token.tells(Topics::DATA)
}

/// The noun right before a figure: 個人契約254件, メール:106件, カードのうち31枚.
fn noun_before<'l>(line: &'l Line<'_>, at: usize) -> Option<&'l Token> {
    let only_part = |token: &Token| token.cue(Cue::Part) && unit_of_noun(token).is_none();
    let at = at.checked_sub(1).filter(|part| only_part(&line.sentence.tokens[*part])).unwrap_or(at);
    let before = at.checked_sub(1)?;
    let gap = line.sentence.between(before, at);
    let token = &line.sentence.tokens[before];
    // メールが5,000件送信され: what is counted may be subject or object.
    let marked = |gap: &str| matches!(gap, "が" | "を") && unit_of_noun(token).is_some();
    let near = gap.chars().count() <= 8 && !gap.contains(['、', '。', ',', ';']);
    let near = near && (!gap.contains(|c| matches!(c, 'ぁ'..='ん')) || marked(gap.trim()));
    // `12 contracts and 340 emails`: the noun of another figure is not this one's.
    let last = line.sentence.tokens[..before].iter().rev().find_map(|other| count_of(other).map(|count| (other.span, count.number)));
    let counted = last.is_some_and(|(figure, number)| figure.contains(token.span) && !number.contains(token.span));
    // `氏名、メールアドレス 90件` counts what has both, and no addresses.
    let listed = is_data(token)
        && before
            .checked_sub(1)
            .is_some_and(|other| is_data(&line.sentence.tokens[other]) && line.sentence.between(other, before).contains(['、', '・', ',']));
    let names = unit_of_noun(token).is_some() || matches!(token.concepts().first(), Some(Concept::Data(_)));
    (near && !listed && !counted && names).then_some(token)
}

/// The noun whose things a counter of anything counts, where a possessive joins them: 12件*の*アカウント, 12枚*の*カード.
fn noun_behind<'l>(page: &Page<'_>, line: &'l Line<'_>, at: usize) -> Option<&'l Token> {
    let possessives = &page.lexicon.form.syntax.possessives;
    let joint = line.sentence.tokens.get(at + 1).map(|_| line.sentence.between(at, at + 1))?;
    let joined = possessives.iter().any(|letter| joint.chars().eq([*letter]));
    line.sentence.tokens.get(at + 1).filter(|noun| joined && unit_of_noun(noun).is_some())
}

fn unit_of_noun(token: &Token) -> Option<Unit> {
    token.concepts().iter().find_map(|concept| match concept {
        Concept::Unit(unit) => Some(*unit),
        Concept::Data(DataCategory::CreditCard) => Some(Unit::Card),
        Concept::Data(DataCategory::EmailAddress) => Some(Unit::Email),
        Concept::Data(DataCategory::AccountId) => Some(Unit::Account),
        _ => None,
    })
}
