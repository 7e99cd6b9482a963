//! What a text says of itself: headline, issuer, day of publication, place in a series, sort.

use super::cases::Cases;
use super::names::{Named, legal_names};
use super::page::{Line, Mood, Page, trim};
use super::when::Resolver;
use crate::Span;
use crate::edtf::Day;
use crate::grammar::{DateExpr, Value};
use crate::lexicon::{Concept, Label, Voice};
use crate::model::{Action, ContactKind, Genre, Stage, Unit};
use crate::segment::Kind;
use crate::syntax::Token;

/// How many lines at the top and at the bottom may hold a letterhead.
const LETTERHEAD: usize = 14;

/// The headline: the first heading or short line that is neither a day, nor a name, nor an address to the reader.
pub(crate) fn title(page: &Page<'_>) -> Option<Span> {
    let top = || page.lines.iter().take(LETTERHEAD * 2);
    let plausible = |line: &&Line<'_>| {
        let text = line.sentence.text.trim();
        let length = text.chars().count();
        line.label.is_none()
            && (8..=160).contains(&length)
            && !text.ends_with(['。', ':', '、'])
            && !(page.blocks[line.block].kind == Kind::Paragraph && ends_sentence(page, line))
            && tells_matter(line)
            && !asks(page, text)
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
            && !page.lexicon.form.syntax.addressees.iter().any(|word| text.to_lowercase().starts_with(word.as_str()))
    };
    above.into_iter().find(phrase).map(|line| line.sentence.span)
}

/// Whether a heading asks what the section under it answers: `What happened`.
fn asks(page: &Page<'_>, text: &str) -> bool {
    let lower = text.to_lowercase();
    page.lexicon.form.syntax.questions.iter().any(|word| lower.starts_with(word.as_str())) && page.lexicon.label_at_start(&lower).is_some()
}

/// Whether a line ends with a full stop that is no part of a name: headlines do not.
fn ends_sentence(page: &Page<'_>, line: &Line<'_>) -> bool {
    let form = &page.lexicon.form.syntax;
    line.sentence.text.ends_with('.')
        && !legal_names(page.text, line.sentence.span, form).iter().any(|name| name.end() == line.sentence.span.end())
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
                    | Concept::Unit(Unit::Incident)
            )
        })
    })
}

/// The day of publication as written, with its line: a labelled one, a day on a line of its own at the top, a dateline, such a line further down.
pub(crate) fn published(page: &Page<'_>) -> Option<(DateExpr, Span, usize)> {
    let full_date = |(at, line): (usize, &Line<'_>)| {
        line.sentence.tokens.iter().find_map(|token| match token.value() {
            Some(Value::Date(date)) if is_full(date) => Some((*date, token.span, at)),
            _ => None,
        })
    };
    let lines = || page.lines.iter().enumerate();
    let free = |line: &Line<'_>| line.label.is_none_or(|label| label == Label::Published) && line.above.is_empty();
    let labelled = lines().filter(|(_, line)| line.label == Some(Label::Published) || begins_as_published(page, line)).find_map(full_date);
    let alone = |(_, line): &(usize, &Line<'_>)| free(line) && stands_alone(page, line);
    let top = lines().take(LETTERHEAD).filter(alone).find_map(full_date);
    let dateline = lines().take(LETTERHEAD).filter(|(_, line)| free(line) && is_dateline(line)).find_map(full_date);
    let below = lines().filter(|(_, line)| line.label.is_none() && stands_alone(page, line)).find_map(full_date);
    labelled.or(top).or(dateline).or(below)
}

fn is_full(date: &DateExpr) -> bool {
    !date.period && date.start.is_some_and(|point| point.year.is_some() && point.month.is_some() && point.day.is_some())
}

/// `Posted on 14 July 2021 by …`: a line without a colon that begins as a label of publication does.
fn begins_as_published(page: &Page<'_>, line: &Line<'_>) -> bool {
    let label = page.lexicon.label_at_start(line.sentence.text);
    let date = line.sentence.tokens.iter().position(|token| token.is_date());
    let short = date.is_some_and(|at| line.sentence.before(at).chars().count() <= 24);
    matches!(label, Some((Label::Published, _))) && line.label.is_none() && short
}

/// Whether the line is a date and little else.
fn stands_alone(page: &Page<'_>, line: &Line<'_>) -> bool {
    let date: usize =
        line.sentence.tokens.iter().filter(|token| token.is_date()).map(|token| page.text[token.span.range()].chars().count()).sum();
    let length = line.sentence.text.chars().count();
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
    before.chars().count() <= 40 && (dashed || before.is_empty() && near.contains(':'))
}

/// Who speaks, as a place in the text: a labelled line; the line beside the day of publication; a name on a line of its own at the top or the
/// bottom; else, where the issuer speaks of itself, the first name of the text.
pub(crate) fn issuer(page: &Page<'_>, names: &[Named], published: Option<usize>, speaks_of_itself: bool) -> Option<Span> {
    let form = &page.lexicon.form.syntax;
    let name_in = |span: Span| legal_names(page.text, span, form).into_iter().next().unwrap_or(span);
    let labelled = page.lines.iter().find(|line| line.label == Some(Label::Issuer)).map(|line| line.sentence.span);
    let headline = title(page);
    let free = |line: &&Line<'_>| headline != Some(line.sentence.span) && may_be_name(page, line);
    let is_name = |line: &&Line<'_>| {
        let text = line.sentence.text.trim();
        let named = names.iter().any(|name| line.sentence.span.contains(name.span) && name.span.len() * 2 >= line.sentence.span.len());
        let begins = || form.org_prefixes.iter().any(|prefix| text.len() > prefix.len() && starts_with(text, prefix));
        free(line) && (named || form.org_suffixes.iter().any(|suffix| text.ends_with(suffix.as_str())) || begins())
    };
    let beside = published.and_then(|at| {
        let own = legal_names(page.text, page.lines[at].sentence.span, form).into_iter().next().or_else(|| by_line(page, at));
        let near = [[at + 1, at.wrapping_sub(1)], [at + 2, at.wrapping_sub(2)]];
        let named = near.into_iter().find_map(|near| {
            let lines = || near.into_iter().filter_map(|at| page.lines.get(at));
            lines().find(is_name).or_else(|| lines().find(free))
        });
        own.or_else(|| named.map(|line| line.sentence.span))
    });
    let letterhead = || page.lines.iter().take(LETTERHEAD).find(is_name).map(|line| line.sentence.span);
    let signature = || page.lines.iter().rev().take(LETTERHEAD).find(is_name).map(|line| line.sentence.span);
    let first = || names.iter().find(|name| name.line < LETTERHEAD).map(|name| name.span);
    let opening = || opening_subject(page).filter(|_| speaks_of_itself);
    let named = || if speaks_of_itself { first() } else { None };
    let masthead = || if speaks_of_itself { None } else { masthead(page).or_else(|| head_name(page)) };
    let owner = || copyright_holder(page);
    let edges = || letterhead().or_else(opening).or_else(named).or_else(signature).or_else(owner);
    let found = labelled.or_else(masthead).or(beside).or_else(edges).map(name_in);
    let acting = acting_authority(page).filter(|_| speaks_of_itself && !found.is_some_and(|found| is_authority(page, found)));
    acting.or(found)
}

/// The authority that a text opens with as the one who acts today: `総務省は、本日、…指導を行いました`. A paper tells of another day.
fn acting_authority(page: &Page<'_>) -> Option<Span> {
    if has_masthead(page) || page.lexicon.voices(page.text).first_person > 0 {
        return None;
    }
    page.lines.iter().take(LETTERHEAD * 2).filter(|line| line.mood == Mood::Statement && !line.is_head).find_map(|line| {
        let first = line.sentence.tokens.first().filter(|token| token.authority().is_some())?;
        let opens = line.sentence.before(0).chars().count() <= 4;
        let acts = line.sentence.tokens.iter().any(|token| token.concepts().iter().any(|concept| matches!(concept, Concept::Guidance(_))));
        (opens && acts && line.sentence.tokens.iter().any(Token::is_today)).then_some(first.span)
    })
}

/// Whether a name is that of an authority.
fn is_authority(page: &Page<'_>, name: Span) -> bool {
    page.sentence(name).tokens.iter().any(|token| token.authority().is_some())
        || page.lexicon.form.syntax.authorities.iter().any(|word| page.text[name.range()].ends_with(word.as_str()))
}

/// Whether a short line at the edge of the text bears the name of a paper.
fn has_masthead(page: &Page<'_>) -> bool {
    let edge = page.lines.iter().take(4).chain(page.lines.iter().rev().take(4));
    edge.filter(|line| line.sentence.text.chars().nth(60).is_none()).any(|line| {
        let text = line.sentence.text.to_lowercase();
        page.lexicon.form.syntax.mastheads.iter().any(|word| text.contains(word.as_str()))
    })
}

fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// Who published a page, where the line of its date says so: `Published on 18 August 2023 by Gatepost Security`.
fn by_line(page: &Page<'_>, at: usize) -> Option<Span> {
    let line = &page.lines[at].sentence;
    let date = line.tokens.iter().position(Token::is_date)?;
    let rest = line.after(date).trim_start();
    let name = page.lexicon.form.syntax.by_lines.iter().find_map(|word| rest.strip_prefix(word.as_str())?.strip_prefix(' '))?;
    let name = name.split([',', '|', '(', '\n']).next().unwrap_or_default().trim();
    let start = line.span.end() - line.text[line.text.len() - rest.len()..].len() + rest.find(name)?;
    is_capitalized(name).then(|| Span::new(start, start + name.len()))
}

/// Who owns the text, where its last lines say so: `© 2024 The Kitasaka Post`.
fn copyright_holder(page: &Page<'_>) -> Option<Span> {
    let form = &page.lexicon.form.syntax;
    page.lines.iter().rev().take(LETTERHEAD).find_map(|line| {
        let text = line.sentence.text;
        let lower = text.to_lowercase();
        form.copyrights.iter().find(|mark| lower.starts_with(mark.as_str()))?;
        let words = text
            .split(' ')
            .skip_while(|word| !word.starts_with(|c: char| c.is_ascii_uppercase()) || word.eq_ignore_ascii_case("copyright"));
        let rest = words.clone().next().and_then(|word| text.find(word)).map(|at| &text[at..])?;
        let name = rest.split(['.', ',', '|', '0', '1', '2']).next().unwrap_or_default().trim();
        let start = line.sentence.span.start() + text.len() - rest.len();
        (name.contains(' ') && name.len() <= 60 && is_capitalized(name)).then(|| Span::new(start, start + name.len()))
    })
}

/// The name of a page, a letter or a paper that heads it: the first line, as far as a stroke or a dash.
fn head_name(page: &Page<'_>) -> Option<Span> {
    let line = page.lines.first()?;
    let text = line.sentence.text;
    let figures = page.sentence(line.sentence.span).tokens.iter().find(|token| token.value().is_some()).map(|token| token.span.start());
    let text = &text[..figures.map_or(text.len(), |at| at - line.sentence.span.start())];
    let name = text.split([" | ", "  ", " - "].iter().find(|mark| text.contains(**mark)).copied().unwrap_or("\n")).next()?;
    let name = name.trim().trim_matches('*').trim();
    let start = line.sentence.span.start() + text.find(name)?;
    let span = Span::new(start, start + name.len());
    let says = page.sentence(span).tokens.iter().any(|token| {
        token.value().is_some()
            || token.concepts().iter().any(|concept| matches!(concept, Concept::Cause(_) | Concept::Event(_) | Concept::Cue(_)))
    });
    let words = name.split_whitespace().count();
    (!says && (2..=6).contains(&words) && is_capitalized(name)).then_some(span)
}

/// The name that the first sentence opens with as its subject: `Fernleigh District Council apologises for …`.
fn opening_subject(page: &Page<'_>) -> Option<Span> {
    let form = &page.lexicon.form.syntax;
    let sentence = page.lines.iter().take(LETTERHEAD).find_map(|line| {
        let opens = page.blocks[line.block].kind == Kind::Paragraph && line.sentence.text.ends_with('.') && !line.is_boilerplate();
        opens.then_some(&line.sentence)
    })?;
    let text = sentence.text.strip_prefix("The ").unwrap_or(sentence.text);
    let first = text.split_whitespace().next()?.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if form.opening_stops.contains(&first) {
        return None;
    }
    let mut end = 0;
    for word in text.split(' ') {
        let joins = matches!(word, "of" | "the" | "and" | "&" | "for");
        if !(joins || word.starts_with(|c: char| c.is_ascii_uppercase())) || word.len() > 40 {
            break;
        }
        end += word.len() + 1;
        if word.ends_with([',', '.', ':', ';']) {
            break;
        }
    }
    let name = text.get(..end.saturating_sub(1))?.trim_end_matches([',', '.', ':', ';', ' ']);
    let next = text[name.len()..].trim_start_matches([' ', '(']);
    let verb = next.starts_with(|c: char| c.is_ascii_lowercase()) || text[name.len()..].starts_with(" (");
    let start = sentence.span.end() - text.len();
    let words = name.split(' ').count();
    (verb && (2..=8).contains(&words) && name.len() <= 80).then(|| Span::new(start, start + name.len()))
}

/// Whether every word of a Latin name begins with a capital, small joints aside.
fn is_capitalized(name: &str) -> bool {
    let mut words = name.split_whitespace().filter(|word| !matches!(*word, "of" | "the" | "and" | "&" | "for" | "no" | "de" | "|" | "-"));
    words.all(|word| !word.trim_start_matches(['(', '"', '*', '\'']).starts_with(|c: char| c.is_ascii_lowercase()))
}

/// The name of a publisher at the edge of the text, apart from the date and the trail of pages beside it.
fn masthead(page: &Page<'_>) -> Option<Span> {
    let form = &page.lexicon.form.syntax;
    let edge = page.lines.iter().take(4).chain(page.lines.iter().rev().take(4));
    edge.filter(|line| line.sentence.text.chars().count() <= 60 && !line.sentence.text.ends_with('。')).find_map(|line| {
        let mut start = line.sentence.span.start();
        line.sentence.text.split(['/', '>', '|', ':', '\t']).find_map(|piece| {
            let span = trim(page.text, Span::new(start, start + piece.len()));
            start += piece.len() + 1;
            let lower = piece.to_lowercase();
            let ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphabetic());
            let named = form.mastheads.iter().any(|word| lower.split_once(word.as_str()).is_some_and(|(_, rest)| ends(rest)));
            let plain = legal_names(page.text, span, form).is_empty() && (2..=30).contains(&piece.trim().chars().count());
            (named && plain && !page.sentence(span).tokens.iter().any(|token| token.is_date())).then_some(span)
        })
    })
}

/// Whether a line may be the name of who speaks: short, no sentence, no address to the reader, no person, and not the headline.
fn may_be_name(page: &Page<'_>, line: &Line<'_>) -> bool {
    let form = &page.lexicon.form.syntax;
    let text = line.sentence.text.trim();
    let addresses = |text: &str| {
        let lower = text.to_lowercase();
        form.addressees.iter().chain(&form.person_titles).any(|word| lower.contains(word.as_str()))
    };
    let says = line.sentence.tokens.iter().any(|token| {
        let tells = |concept: &Concept| matches!(concept, Concept::Cause(_) | Concept::Event(_) | Concept::Cue(_) | Concept::Action(_));
        token.is_date() || token.authority().is_none() && token.concepts().iter().any(tells)
    });
    line.label.is_none()
        && matches!(page.blocks[line.block].kind, Kind::Paragraph | Kind::Heading)
        && !(line.is_head && page.blocks[line.block].kind != Kind::Heading)
        && (2..=60).contains(&text.chars().count())
        && !text.contains(['。', ':', '>', '|', '「', '【', '〒'])
        && !text.starts_with('(')
        && !form.by_lines.iter().any(|word| starts_with(text, &format!("{word} ")))
        && is_capitalized(text)
        && !heads_section(page, &text.to_lowercase())
        && (!text.ends_with(['.', '、']) || !legal_names(page.text, line.sentence.span, form).is_empty())
        && !text.chars().all(|c| !c.is_alphabetic())
        && !(says && legal_names(page.text, line.sentence.span, form).is_empty())
        && !addresses(text)
}

/// Whether a line is a label and nothing else. An authority is one too: what was reported to it stands under its name.
fn heads_section(page: &Page<'_>, text: &str) -> bool {
    page.lexicon.label_at_start(text).is_some_and(|(label, length)| length == text.len() && label != Label::Response)
}

/// Where the text stands in a series: what the headline says, else whether it was added to, else whether it names an earlier report.
pub(crate) fn stage(page: &Page<'_>, title: Option<Span>, has_prior: bool) -> Stage {
    let said = |line: &Line<'_>| {
        line.sentence.tokens.iter().flat_map(|token| token.concepts()).find_map(|concept| match concept {
            Concept::Stage(stage) => Some(*stage),
            _ => None,
        })
    };
    let headline = title.and_then(|title| page.lines.iter().filter(|line| line.sentence.span == title).find_map(said));
    let opening = || page.lines.iter().take(if title.is_none() { OPENING } else { 0 }).find_map(said);
    let heading = || page.lines.iter().filter(|line| line.is_head).filter_map(said).find(|stage| *stage == Stage::Update);
    headline.or_else(opening).or_else(heading).unwrap_or(if has_prior { Stage::Update } else { Stage::Single })
}

/// Within so many lines a text without a headline says its place in a series.
const OPENING: usize = 3;

/// What sort of text it is, by who speaks of whom and how.
pub(crate) fn genre(page: &Page<'_>, issuer: Option<Span>, cases: &Cases, has_guidance: bool) -> Genre {
    let Voice { first_person: first, reporting: third, diary } = page.lexicon.voices(page.text);
    let press = has_masthead(page);
    let authority = issuer.is_some_and(|issuer| is_authority(page, issuer));
    let apologizes = page.lines.iter().any(|line| {
        let apology = line.sentence.tokens.iter().position(|token| token.is(Concept::Action(Action::Apology)));
        apology.is_some_and(|at| !is_quoted(line.sentence.before(at)))
    });
    if authority && has_guidance {
        Genre::RegulatoryNotice
    } else if cases.names() >= MANY_NAMES
        || cases.named && cases.cases.len() >= 3 && (!apologizes || third + usize::from(press) * 3 > first)
    {
        Genre::Digest
    } else if diary >= 3 && diary > first {
        Genre::Blog
    } else if third >= 3 && first == 0 && (press || !has_desk(page))
        || !apologizes && (press && third > 0 || third > first && !has_desk(page))
    {
        Genre::NewsArticle
    } else {
        Genre::PressRelease
    }
}

/// A text whose cases belong to so many others is about them.
const MANY_NAMES: usize = 3;

/// Whether the text names a desk to call, as those do who speak for themselves.
fn has_desk(page: &Page<'_>) -> bool {
    let calls =
        |token: &Token| token.is(Concept::Action(Action::HelpDesk)) || matches!(token.value(), Some(Value::Contact(ContactKind::Phone, _)));
    page.lines.iter().any(|line| line.sentence.tokens.iter().any(calls))
}

/// Whether a quotation is open at the end of `text`.
fn is_quoted(text: &str) -> bool {
    text.matches('「').count() > text.matches('」').count() || text.matches('"').count() % 2 == 1
}

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
pub(crate) fn resolver(page: &Page<'_>, published: Option<&DateExpr>) -> Resolver {
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
