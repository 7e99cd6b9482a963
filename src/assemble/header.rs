//! What a text says of itself at its head: headline and day of publication, and the days that missing years are taken from.
//!
//! Limits: a headline is told by its place, its length and its words, so a short line near the top that tells of the matter may pass for one.

use super::page::{Line, Page, trim};
use super::when::Resolver;
use crate::Span;
use crate::edtf::Day;
use crate::grammar::{DateExpr, Value};
use crate::lexicon::{Concept, Label};
use crate::model::Unit;
use crate::segment::Kind;

/// How many lines at the top and at the bottom may hold a letterhead.
pub(super) const LETTERHEAD: usize = 14;

/// The headline: the first heading or short line that is neither a day, nor a name, nor an address to the reader.
pub(super) fn title(page: &Page<'_>) -> Option<Span> {
    let top = || page.lines.iter().take(LETTERHEAD * 2);
    let plausible = |line: &&Line<'_>| {
        let text = line.sentence.text.trim();
        let length = text.chars().count();
        line.label.is_none()
            && (8..=160).contains(&length)
            && !text.ends_with([':', '、'])
            && (!text.ends_with('。') || ends_as_noun(page, line) || stands_over_day(page, line))
            && !(page.blocks[line.block].kind == Kind::Paragraph && ends_sentence(page, line))
            && (tells_matter(line) || opens_as_phrase(page, line))
            && !asks(page, text)
            && !names_unit(page, text)
            && !addresses(page, text)
            && !line.sentence.tokens.first().is_some_and(|token| token.is_date() && token.span.len() * 2 > line.sentence.span.len())
    };
    let heading = top().find(|line| page.blocks[line.block].kind == Kind::Heading && plausible(line));
    let paragraph = top().find(|line| page.blocks[line.block].kind == Kind::Paragraph && plausible(line) && is_alone(page, line));
    let first = match (heading, paragraph) {
        (Some(heading), Some(paragraph)) => Some(if heading.block < paragraph.block { heading } else { paragraph }),
        (heading, paragraph) => heading.or(paragraph),
    };
    first.map(|line| line.sentence.span).or_else(|| first_phrase(page))
}

/// The first line of a Latin text that is a phrase and no name, where it stands above every sentence: `Parkes & Lowe taken to court`.
fn first_phrase(page: &Page<'_>) -> Option<Span> {
    let above = page.lines.iter().take(LETTERHEAD).take_while(|line| !line.sentence.text.trim_end().ends_with('.'));
    let phrase = |line: &&Line<'_>| {
        let text = line.sentence.text.trim();
        let free = matches!(page.blocks[line.block].kind, Kind::Heading | Kind::Paragraph) && line.label.is_none() && is_alone(page, line);
        let small = text.split(' ').any(|word| word.len() >= 4 && word.bytes().all(|b| b.is_ascii_lowercase()));
        free && small
            && text.chars().all(|c| c < '\u{3000}')
            && (12..=160).contains(&text.len())
            && text.split(' ').count() >= 3
            && text.starts_with(|c: char| c.is_ascii_uppercase())
            && !text.ends_with([':', ',', ';'])
            && !line.sentence.tokens.iter().any(|token| token.is_date() || matches!(token.value(), Some(Value::Contact(..))))
            && page.lexicon.form.syntax.addressees.begins(text).is_none()
    };
    above.into_iter().find(phrase).map(|line| line.sentence.span)
}

/// Whether a line is the name of an office: no particle joins its words, and it ends as such names do (情報セキュリティ対策本部).
fn names_unit(page: &Page<'_>, text: &str) -> bool {
    let form = &page.lexicon.form.syntax;
    let ends = |words: &[String]| words.iter().any(|word| text.ends_with(word.as_str()));
    !text.is_ascii()
        && !text.contains(form.particles.as_slice())
        && (ends(&form.org_units) || ends(&form.org_suffixes))
        && !text.contains(' ')
}

/// Whether a line ends with those whom it addresses: 患者さま、ご家族の皆さまへ.
fn addresses(page: &Page<'_>, text: &str) -> bool {
    page.lexicon.form.syntax.addressees.found(text).any(|(at, len)| at + len == text.len())
}

/// Whether a heading asks what the section under it answers: `What happened`.
fn asks(page: &Page<'_>, text: &str) -> bool {
    page.lexicon.form.syntax.questions.begins(text).is_some() && page.lexicon.label_at_start(text).is_some()
}

/// Whether a line ends with a full stop that is no part of a name: headlines do not.
fn ends_sentence(page: &Page<'_>, line: &Line<'_>) -> bool {
    line.sentence.text.ends_with('.') && !line.legal_names(page).iter().any(|name| name.end() == line.sentence.span.end())
}

/// Whether the line that a text opens with is a phrase closed like a sentence: `…に関するお知らせ。`
fn ends_as_noun(page: &Page<'_>, line: &Line<'_>) -> bool {
    let phrase = line.sentence.text.trim_end_matches('。');
    opens_text(page, line) && !phrase.contains('。') && !phrase.ends_with(page.lexicon.form.syntax.verb_endings.as_slice())
}

/// Whether the line that a text opens with stands right over a line that is a day and nothing else.
fn stands_over_day(page: &Page<'_>, line: &Line<'_>) -> bool {
    opens_text(page, line) && page.lines.get(1).is_some_and(|next| stands_alone(page, next))
}

/// Whether the line that a text opens with is a phrase and no name: words are joined in it by particles.
fn opens_as_phrase(page: &Page<'_>, line: &Line<'_>) -> bool {
    let particles = page.lexicon.form.syntax.particles.as_slice();
    opens_text(page, line) && line.legal_names(page).is_empty() && line.sentence.text.matches(particles).nth(1).is_some()
}

/// Whether the text opens with a line, which stands alone.
fn opens_text(page: &Page<'_>, line: &Line<'_>) -> bool {
    page.lines.first().is_some_and(|first| first.sentence.span == line.sentence.span) && is_alone(page, line)
}

fn is_alone(page: &Page<'_>, line: &Line<'_>) -> bool {
    trim(page.text, page.blocks[line.block].body) == line.sentence.span
}

fn tells_matter(line: &Line<'_>) -> bool {
    line.sentence.tokens.iter().any(|token| {
        token.concepts().iter().any(|concept| {
            matches!(
                concept,
                Concept::Cause(_)
                    | Concept::Data(_)
                    | Concept::Action(_)
                    | Concept::Guidance(_)
                    | Concept::Cue(_)
                    | Concept::Event(_)
                    | Concept::Stage(_)
                    | Concept::Unit(Unit::Incident)
            )
        })
    })
}

/// The day of publication as written, with its line: a labelled one, a day on a line of its own at the top, a dateline, such a line further down.
pub(super) fn published(page: &Page<'_>) -> Option<(DateExpr, Span, usize)> {
    let full_date = |(at, line): (usize, &Line<'_>)| {
        line.sentence.tokens.iter().find_map(|token| match token.value() {
            Some(Value::Date(date)) if is_full(date) => Some((*date, token.span, at)),
            _ => None,
        })
    };
    let lines = || page.lines.iter().enumerate();
    // A day beside a label of any other sort is the day of that.
    let beside = |line: &Line<'_>| {
        let label = page.blocks[line.block].label.filter(|label| !label.overlaps(line.sentence.span));
        label.is_some_and(|label| !addresses(page, &page.text[label.range()]))
    };
    let free = |line: &Line<'_>| match line.label {
        Some(label) => label == Label::Published && line.above.is_empty(),
        None => line.above.is_empty() && !beside(line),
    };
    let told = |line: &Line<'_>| line.label == Some(Label::Published) || begins_as_published(page, line) || is_issued(page, line);
    let labelled = lines().filter(|(_, line)| told(line)).find_map(full_date);
    let alone = |(_, line): &(usize, &Line<'_>)| free(line) && stands_alone(page, line);
    let top = lines().take(LETTERHEAD).filter(alone).find_map(full_date);
    let dateline = lines().take(LETTERHEAD).filter(|(_, line)| free(line) && is_dateline(line)).find_map(full_date);
    let below = lines().filter(|(_, line)| line.label.is_none() && !beside(line) && stands_alone(page, line)).find_map(full_date);
    let titled = || lines().take(OPENING).filter(|(_, line)| ends_with_day(line)).find_map(full_date);
    labelled.or(top).or(dateline).or(below).or_else(titled)
}

/// Whether a line closes with a day in brackets: `…について(第2報・2025.6.18)`.
fn ends_with_day(line: &Line<'_>) -> bool {
    let last = line.sentence.tokens.iter().rposition(|token| token.is_date());
    last.is_some_and(|at| line.sentence.tokens[at].depth > 0 && matches!(line.sentence.after(at).trim(), ")" | ")】" | "]"))
}

fn is_full(date: &DateExpr) -> bool {
    !date.period && date.start.is_some_and(|point| point.year.is_some() && point.month.is_some() && point.day.is_some())
}

/// `Posted on 14 July 2021 by …`, `Web team · published 2025-02-27 · closed`: a line without a colon that begins, up to its day, as a label of
/// publication does, or a part of one set with points.
fn begins_as_published(page: &Page<'_>, line: &Line<'_>) -> bool {
    let Some(date) = line.sentence.tokens.iter().position(|token| token.is_date()) else { return false };
    let before = line.sentence.before(date);
    // In a sentence a comma parts no such line.
    let comma = if line.sentence.text.ends_with(['.', '。']) { '|' } else { ',' };
    let part = before.rsplit(['·', '•', '|', comma]).next().unwrap_or_default().trim_start();
    let label = page.lexicon.label_at_start(part);
    let own = part.len() < before.trim_start().len();
    matches!(label, Some((Label::Published, _))) && (line.label.is_none() || own) && part.chars().count() <= 24
}

/// Whether a line opens with a day and the label of publication behind it: `2024年2月5日発行 編集:…`.
fn is_issued(page: &Page<'_>, line: &Line<'_>) -> bool {
    let first = line.sentence.tokens.first().filter(|token| token.is_date() && line.sentence.before(0).trim().is_empty());
    let behind = first.map(|_| line.sentence.after(0).trim_start());
    let label = behind.and_then(|behind| Some((behind, page.lexicon.label_at_start(behind)?)));
    label.is_some_and(|(behind, (label, len))| label == Label::Published && !behind[len..].starts_with(char::is_alphanumeric))
}

/// Whether the line is a date and little else.
fn stands_alone(page: &Page<'_>, line: &Line<'_>) -> bool {
    let date: usize =
        line.sentence.tokens.iter().filter(|token| token.is_date()).map(|token| page.text[token.span.range()].chars().count()).sum();
    // Address and day may stand at both ends of a line.
    let length = line.sentence.text.split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>().saturating_sub(1);
    let says = line.sentence.tokens.iter().any(|token| token.events().next().is_some() || matches!(token.value(), Some(Value::Count(_))));
    date > 0
        && (length <= date + 4
            || length <= date + 30 && !says && !line.sentence.text.ends_with('。')
            || length <= date + 16 && !line.sentence.text.ends_with(['。', '.']))
}

/// `TOKYO - April 22, 2025 - …`, `April 22, 2025 Company name: …`: a date with a dash behind it, or one that opens a head of labels.
fn is_dateline(line: &Line<'_>) -> bool {
    let Some(at) = line.sentence.tokens.iter().position(|token| token.is_date()) else { return false };
    let before = line.sentence.before(at);
    let after = line.sentence.after(at).trim_start();
    let near: String = after.chars().take(30).collect();
    let dashed = after.starts_with(['-', '/', '|']) || before.trim_end().ends_with(['-', '|', '/']);
    // `By A. Writer · 2024-10-11 · 6 min read`
    let points = ['·', '•'];
    let part = before.trim_end().ends_with(points) && (after.is_empty() || after.starts_with(points) || after.starts_with(['*', '_']));
    part || before.chars().count() <= 40 && (dashed || before.is_empty() && near.contains(':'))
}

/// Within so many lines a text without a headline says what it is about, and its place in a series.
pub(super) const OPENING: usize = 3;

/// The month that the headline of a text without a day of its own is about: `振り返る(2023年9月)`.
fn head_month(page: &Page<'_>) -> Option<Day> {
    let headline = page.lines.iter().take(OPENING).filter(|line| !line.sentence.text.ends_with(['。', '.']));
    headline.flat_map(|line| &line.sentence.tokens).find_map(|token| match token.value() {
        Some(Value::Date(DateExpr { start: Some(point), end: None, period: false })) if point.year.is_some() && point.day.is_none() => {
            Some(Day { year: point.year, month: Some(point.month?), ..Day::default() })
        }
        _ => None,
    })
}

/// A resolver for the text, which counts *today* from its day of publication. Where that is not told, days without a year are of the latest year
/// that the text names.
pub(super) fn resolver(page: &Page<'_>, published: Option<&DateExpr>) -> Resolver {
    let published = published.and_then(|date| Resolver::new(None).resolve(date)).and_then(|resolved| resolved.date.first());
    let mut resolver = Resolver::new(published);
    if published.is_none() {
        let dates = page.lines.iter().filter(|line| !line.is_boilerplate()).flat_map(|line| &line.sentence.tokens);
        let years = dates.filter_map(|token| match token.value() {
            Some(Value::Date(date)) => date.start.filter(|point| point.month.is_some()).and_then(|point| point.year),
            _ => None,
        });
        let month = head_month(page);
        let year = || years.max().map(|year| Day { year: Some(year), ..Day::default() });
        month.or_else(year).into_iter().for_each(|told| resolver.context(told));
    }
    resolver
}

#[cfg(test)]
mod tests {
    use crate::parse;

    #[test]
    fn a_text_opens_with_its_headline() {
        let body = "\n2025年9月1日\n株式会社ホシノ\n\nこのたび、個人情報が漏えいしたことが判明いたしました。\n\n1. お客様へのお願い\n不審なメールにご注意ください。\n";
        for title in [
            "お客様への重要なお知らせ:個人情報流出に関するお詫びとご報告メールの送信完了について",
            "【重要】当社webサービスへの不正アクセスの検知について(2025年8月21日7時30分現在)",
            "不正アクセスによる個人情報漏えいに関するお詫びとお知らせ。",
            "弊社ホスティングの障害について",
        ] {
            let notice = parse(format!("{title}{body}")).notice;
            assert_eq!(notice.title.map(|title| title.text).as_deref(), Some(title));
        }
    }

    #[test]
    fn the_day_of_publication_stands_behind_an_address_or_in_a_part_of_a_line() {
        for head in [
            "報道機関各位　　　　　　　　　R7.6.18（水）",
            "発行：ひなた編集室　2025年6月18日",
            "ひなた編集室 · 公開日 2025-06-18 · 終了",
            "不審なメッセージについて（第２報・2025.6.18）",
            "2025年6月18日発行　編集：ひなた通信の編集を受け持つ小さな部屋から",
        ] {
            let notice = parse(format!("{head}\n\n書類の紛失について\n\n氏名が流出しました。")).notice;
            assert_eq!(notice.published.map(|day| day.date).as_deref(), Some("2025-06-18"), "{head}");
        }
        let notice = parse("# Names shown\n\nStatus: Resolved | Published June 18, 2025 by the Alder team\n\nNames leaked.").notice;
        assert_eq!(notice.published.map(|day| day.date).as_deref(), Some("2025-06-18"));
    }

    #[test]
    fn ways_to_a_page_and_addresses_are_no_headlines() {
        for above in ["ホーム > お知らせ > 情報流出について", "患者さま、ご家族、連携する医療機関の皆さまへ"]
        {
            let notice = parse(format!("{above}\n\n電子カルテへの不正アクセスについて\n2025年8月4日\n\n氏名が流出しました。")).notice;
            assert_eq!(notice.title.map(|title| title.text).as_deref(), Some("電子カルテへの不正アクセスについて"), "{above}");
        }
    }
}
