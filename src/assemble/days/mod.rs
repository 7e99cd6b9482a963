//! Dates: which of them are days of the matter, and what happened then.
//!
//! Limits: a date has the event of the predicate, label or heading that it belongs to; one beside which nothing is told is no day of the matter.

mod headed;
mod periods;

use headed::{entry_day, heading_days, opens_entry, row_day};
use periods::place_periods;

use super::cases::Cases;
use super::matters::Told;
use super::page::{Line, Mood, Page};
use super::when::{Problem, Resolved, Resolver};
use crate::Span;
use crate::edtf::{Day, Edtf};
use crate::grammar::{DateExpr, Value};
use crate::lexicon::{Cue, Label, Topics};
use crate::model::{CauseCategory, Event};
use crate::syntax::{Attached, Token, event_at};

/// A date of the text, resolved, and what happened then, where the text tells.
#[derive(Clone, Debug)]
pub(crate) struct Dated {
    pub line: usize,
    pub span: Span,
    pub resolved: Resolved,
    /// `None`: it is no day of the matter.
    pub event: Option<Event>,
    pub planned: bool,
    /// Whether the word tells of learning and of certainty alike (確認, confirmed).
    pub ambiguous: bool,
}

/// Every date of the text, in order. All are resolved, also those of no event, since a later 同日 may count from them.
/// `causes` are those that the text states: of a skimming, the time of the purchases is that of the matter.
pub(crate) fn days(page: &Page<'_>, cases: &Cases, resolver: &mut Resolver, causes: &[Told<CauseCategory>]) -> Vec<Dated> {
    // Entries have days of their own, the whole has its publication.
    let published = resolver.published();
    let mut found = Vec::new();
    let mut case = None;
    let mut opening = None;
    for (at, line) in page.lines.iter().enumerate() {
        let own = cases.of(line.block);
        if own.is_some() && own != case {
            // A case tells its own story: its days do not count from those of the case before it.
            opening = opening.or(resolver.told());
            opening.into_iter().for_each(|told| resolver.context(told));
            case = own;
        }
        if let Some(day) = entry_day(page, at, resolver) {
            resolver.enter(day);
        }
        let days = heading_days(page, at, resolver);
        if !days.is_empty() {
            found.extend(days);
            continue;
        }
        if let Some(day) = row_day(page, at, &found) {
            found.push(day);
            continue;
        }
        if !line.sentence.tells(Topics::DATES) {
            continue;
        }
        for (token, word) in line.sentence.tokens.iter().enumerate() {
            let Some(Value::Date(expr)) = word.value() else { continue };
            let planned = line.sentence.has(Cue::Planned);
            let told = resolver.told();
            let attached = page.syntax.event_of(&line.sentence, token);
            let ahead = planned && is_ahead(page, line, token, attached);
            let Some(resolved) = (if ahead { resolver.resolve_ahead(expr) } else { resolver.resolve(expr) }) else { continue };
            let done = done_at_last(page, line, attached, resolved.date);
            let resolved = Resolved { date: done.map_or(resolved.date, |(day, _)| Edtf::Point(day)), ..resolved };
            let event = done.map(|(_, event)| event).or_else(|| event(page, line, (token, expr), attached, causes));
            let ambiguous = matches!(event, Some(Event::Discovered | Event::Confirmed)) && is_ambiguous(line, attached);
            if event.is_none() && is_remote(told, resolver.told()) {
                told.into_iter().for_each(|told| resolver.context(told));
            }
            let open_start = matches!(resolved.date, Edtf::Interval(None, _)) && line.label != Some(Label::Occurred);
            if resolved.date.first().is_some_and(|day| day.year.is_none()) {
                // A day of the matter that cannot be placed is left out, and that is said.
                let resolved = Resolved { problem: Some(Problem::NoYear), ..resolved };
                found.extend(event.map(|_| Dated { line: at, span: word.span, resolved, event: None, planned, ambiguous }));
                continue;
            }
            if open_start {
                continue;
            }
            if let Some(at_end) = ended_when(page, line, token, &resolved.date) {
                let mut dated = |date, event| {
                    found.push(Dated {
                        line: at,
                        span: word.span,
                        resolved: Resolved { date, ..resolved.clone() },
                        event: Some(event),
                        planned: false,
                        ambiguous: false,
                    })
                };
                dated(resolved.date, Event::Occurred);
                at_end.into_iter().for_each(|(day, event)| dated(Edtf::Point(day), event));
                continue;
            }
            if let Some(event) = event.filter(|_| !expr.period) {
                let also = also(page, line, token, attached).into_iter().filter(|told| *told != event);
                let dated =
                    |event| Dated { line: at, span: word.span, resolved: resolved.clone(), event: Some(event), planned, ambiguous: false };
                found.extend(also.map(dated));
            }
            let resolved = Resolved { date: event.map_or(resolved.date, |event| point_of(event, resolved.date)), ..resolved };
            found.push(Dated { line: at, span: word.span, resolved, event, planned, ambiguous });
        }
    }
    place_periods(page, cases, published, &mut found);
    found
}

/// What was done on the day at which a period ends, where a clause behind it says so: `until 6 May, when we closed it`. `None`: no such clause stands there.
fn ended_when(page: &Page<'_>, line: &Line<'_>, date: usize, resolved: &Edtf) -> Option<Vec<(Day, Event)>> {
    let Edtf::Interval(Some(_), Some(end)) = *resolved else { return None };
    let sentence = &line.sentence;
    let clause = sentence.after(date).trim_start_matches([',', ' ']);
    let opens = page
        .lexicon
        .form
        .syntax
        .end_clauses
        .iter()
        .any(|word| clause.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with(' ')));
    let past = line.mood == Mood::Statement && !line.is_boilerplate() && !sentence.has(Cue::Planned);
    if !opens || !past || is_window(page, line, date) {
        return None;
    }
    let reach = clause.find([';', '.']).map_or(sentence.span.end(), |end| sentence.span.end() - clause.len() + end);
    let within =
        (date + 1..sentence.tokens.len()).take_while(|at| !sentence.tokens[*at].is_date() && sentence.tokens[*at].span.end() <= reach);
    let mut events: Vec<Event> = Vec::new();
    for event in within.filter(|at| !page.syntax.negated(sentence, *at)).filter_map(|at| event_at(&*page.syntax, sentence, at)) {
        if matches!(event, Event::Discovered | Event::Contained) && !events.contains(&event) {
            events.push(event);
        }
    }
    Some(events.into_iter().map(|event| (end, event)).collect())
}

/// The day at which a period ends that something was not done before, and what was done then: `customers were not told until 3 June`.
fn done_at_last(page: &Page<'_>, line: &Line<'_>, attached: Option<Attached>, date: Edtf) -> Option<(Day, Event)> {
    let Edtf::Interval(None, Some(end)) = date else { return None };
    let attached = attached.filter(|attached| is_act(attached.event) && !page.syntax.negated(&line.sentence, attached.by))?;
    let clause = page.syntax.clause_of(&line.sentence, attached.by);
    let denied = line.sentence.tokens[clause.start..attached.by].iter().any(|token| token.cue(Cue::Not));
    (denied && line.mood == Mood::Statement).then_some((end, attached.event))
}

/// What else was done on the day of a date: what is learnt and stopped in one sentence was so on one day.
fn also(page: &Page<'_>, line: &Line<'_>, token: usize, first: Option<Attached>) -> Vec<Event> {
    let first = first.filter(|_| line.mood == Mood::Statement);
    let entry = opens_entry(line, line.sentence.tokens[token].span);
    let also = first.map(|first| page.syntax.also(&line.sentence, token, first, entry)).unwrap_or_default();
    // What an investigation found was learnt before.
    let learnt = |told: &&Attached| told.event == Event::Discovered && line.sentence.has(Cue::Inquiry);
    let stated = also.iter().filter(|told| !page.syntax.negated(&line.sentence, told.by) && !learnt(told));
    stated.map(|told| told.event).collect()
}

/// Whether the clause of a date says of the date's own predicate that it is set for a day to come.
fn is_ahead(page: &Page<'_>, line: &Line<'_>, date: usize, attached: Option<Attached>) -> bool {
    let own = |plan: usize| attached.is_none_or(|attached| page.syntax.plans(&line.sentence, plan, attached.by));
    page.syntax.clause_of(&line.sentence, date).any(|at| line.sentence.tokens[at].cue(Cue::Planned) && own(at))
}

/// Whether a year or month of no event lies in another year than the day told before: later days without a year do not belong to it.
fn is_remote(told: Option<Day>, now: Option<Day>) -> bool {
    let whole = now.is_some_and(|day| day.day.is_some());
    !whole && matches!((told.and_then(|day| day.year), now.and_then(|day| day.year)), (Some(told), Some(now)) if told != now)
}

/// What began and went on is a period; what was done from a day on was done on that day.
fn point_of(event: Event, date: Edtf) -> Edtf {
    match date {
        Edtf::Interval(Some(start), None) if event != Event::Occurred => Edtf::Point(start),
        date => date,
    }
}

/// What happened on the date at a token, where `attached` is the predicate that it belongs to.
fn event(
    page: &Page<'_>,
    line: &Line<'_>,
    (token, expr): (usize, &DateExpr),
    attached: Option<Attached>,
    causes: &[Told<CauseCategory>],
) -> Option<Event> {
    if line.is_boilerplate() || line.mood == Mood::Background || line.is_head && line.sentence.tokens.len() == 1 {
        return None;
    }
    if expr.period && is_window(page, line, token) {
        let skimming = causes.iter().any(|cause| cause.value == CauseCategory::PaymentPageTampering);
        return (skimming && line.sentence.has(Cue::Purchase)).then_some(Event::Occurred);
    }
    if opens_window(line, token) {
        return None;
    }
    let labelled = line.label.and_then(event_of_label);
    if labelled.is_some() && (attached.is_none() || opens_field(page, line, token)) {
        return labelled;
    }
    let asked = |by: usize| line.mood == Mood::Request && !line.states(page, by);
    match attached {
        Some(attached) if asked(attached.by) => None,
        None if line.mood == Mood::Request => None,
        Some(attached) if page.syntax.negated(&line.sentence, attached.by) => None,
        Some(attached) if attached.event == Event::Other && expr.end.is_none() => None,
        Some(attached) if attached.event == Event::Other => line.tells_harm().then_some(Event::Occurred),
        Some(attached) if expr.period && expr.end.is_none() && !page.syntax.clause_of(&line.sentence, token).contains(&attached.by) => None,
        Some(attached) if is_act(attached.event) && is_year_alone(expr) => None,
        Some(attached) if expr.period && is_learning(attached.event) => Some(Event::Occurred),
        Some(attached) if expr.period && attached.event == Event::Guidance => None,
        Some(attached) => Some(attached.event),
        None if expr.period && expr.end.is_some() && line.tells_harm() => Some(Event::Occurred),
        None => event_beside(page, line)
            .or_else(|| line.above.first().copied().and_then(event_of_label))
            .or_else(|| names_authority(page, line, token).then_some(Event::Reported)),
    }
}

/// Whether a date is the first of what stands beside its label: the days behind it have predicates of their own (`occurred: May 3; noticed May 4`).
fn opens_field(page: &Page<'_>, line: &Line<'_>, date: usize) -> bool {
    let first = !line.sentence.tokens[..date].iter().any(Token::is_date);
    let opens = page.blocks[line.block].body.start() + NEAR_LABEL >= line.sentence.span.start();
    first && (opens || page.blocks[line.block].label.is_none())
}

/// Within so many bytes behind its label a sentence is the first of a field.
const NEAR_LABEL: usize = 4;

/// What a label of no sort of days tells to have happened on the day beside it: 停止日, 復旧日時, Date of suspension.
fn event_beside(page: &Page<'_>, line: &Line<'_>) -> Option<Event> {
    let of_days = line.label.is_some_and(|label| event_of_label(label).is_some() || label == Label::Published);
    let label = page.blocks[line.block].label.filter(|label| !of_days && !label.overlaps(line.sentence.span))?;
    let label = page.sentence(label);
    // Beside the name of an authority stands the day on which it was told.
    let authority = label.tokens.iter().any(|token| token.authority().is_some());
    page.syntax.main_event(&label).or(authority.then_some(Event::Reported))
}

/// Whether right before the date stands the authority that was told, and no predicate in the sentence: `The Commission on 8 September.`
fn names_authority(page: &Page<'_>, line: &Line<'_>, date: usize) -> bool {
    let tokens = &line.sentence.tokens;
    let silent = !tokens.iter().any(|token| token.events().next().is_some());
    let told = |at: &usize| tokens[*at].authority().is_some() && line.sentence.between(*at, date).chars().count() <= BESIDE;
    silent && page.syntax.clause_of(&line.sentence, date).filter(|at| *at < date).any(|at| told(&at))
}

/// So many characters stand at most between an authority and the day on which it was told.
const BESIDE: usize = 6;

/// Whether the predicate of a date may mean that something was learnt or that it was made sure.
fn is_ambiguous(line: &Line<'_>, attached: Option<Attached>) -> bool {
    let by = attached.map(|attached| &line.sentence.tokens[attached.by]);
    by.is_some_and(|by| [Event::Discovered, Event::Confirmed].iter().all(|event| by.events().any(|told| told == *event)))
}

/// Whether the event is one that is done on a day: a period or a year beside it is that of something else.
fn is_act(event: Event) -> bool {
    !matches!(event, Event::Occurred | Event::Discovered)
}

fn is_year_alone(expr: &DateExpr) -> bool {
    expr.start.is_some_and(|point| point.year.is_some() && point.month.is_none() && point.shift.is_none())
}

/// Whether the event is that of a moment: a period beside it is what was learnt of.
fn is_learning(event: Event) -> bool {
    matches!(event, Event::Discovered | Event::Confirmed | Event::Announced | Event::Reported)
}

/// Whether the period says whose data is concerned and not when it happened.
fn is_window(page: &Page<'_>, line: &Line<'_>, token: usize) -> bool {
    let clause = page.syntax.clause_of(&line.sentence, token);
    let nearest =
        |tells: &dyn Fn(&Token) -> bool| clause.clone().filter(|at| tells(&line.sentence.tokens[*at])).map(|at| at.abs_diff(token)).min();
    let kept = line.label == Some(Label::Occurred);
    let window = nearest(&|token| token.cue(Cue::Window) || token.cue(Cue::Purchase) || kept && token.cue(Cue::Hold));
    let harm = nearest(&|token| token.cue(Cue::Login) || token.cue(Cue::Misuse) || token.names_cause());
    window.is_some_and(|window| harm.is_none_or(|harm| window < harm))
}

/// Whether a date says from when on there is data, and nothing else: students *going back to* September 1998.
fn opens_window(line: &Line<'_>, date: usize) -> bool {
    let before = date.checked_sub(1).filter(|before| line.sentence.tokens[*before].cue(Cue::Window));
    before
        .is_some_and(|before| line.sentence.between(before, date).trim().len() <= JOINT && !line.sentence.tokens[before].cue(Cue::Purchase))
}

/// So many bytes stand at most between the word for a window and its beginning: going back *to*.
const JOINT: usize = 3;

fn event_of_label(label: Label) -> Option<Event> {
    match label {
        Label::Occurred => Some(Event::Occurred),
        Label::Discovered => Some(Event::Discovered),
        Label::Reported => Some(Event::Reported),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::parse;

    #[test]
    fn labels_of_no_known_sort_tell_the_event() {
        for (text, event) in [
            ("情報が漏えいしました。\n\n停止日：2022年10月4日\n原因：設定の誤り\n", "contained 2022-10-04"),
            ("Data was leaked.\n\nDate of suspension: October 4, 2022\nCause: wrong setting\n", "contained 2022-10-04"),
            ("障害が発生しました。\n\n発生日時：2022年10月4日\n復旧日時：2022年10月5日\n", "restored 2022-10-05"),
            // A day alone on its line of a time line.
            ("お知らせ\n\n2. 経緯\n2024年12月11日\n委託先より連絡を受領\n2024年12月12日\n該当サーバーを停止\n", "contained 2024-12-12"),
            // What is set apart from its day was all done then.
            ("お知らせ\n\n2. 経緯\n12月11日(水) 当局に報告。会員向けの窓口を再開\n2024年12月20日公表\n", "restored 2024-12-11"),
            ("News\n\nTimeline\nNov. 28, 2024   A leak is noticed; the server is disconnected\n", "contained 2024-11-28"),
            // A row of a time line: what its second sentence tells was done then too.
            (
                "Course of events\n\nOct. 3, 2022: The leak is found. The service is suspended.\nOct. 9, 2022: The service is restored.\n",
                "contained 2022-10-03",
            ),
        ] {
            let notice = parse(text).notice;
            let days: Vec<String> =
                notice.incidents.iter().flat_map(|one| &one.dates).map(|day| format!("{} {}", day.event, day.date)).collect();
            assert!(days.iter().any(|day| day == event), "{text}: {days:?}");
        }
    }

    fn days(text: &str) -> Vec<String> {
        parse(text).notice.incidents.iter().flat_map(|one| &one.dates).map(|day| format!("{} {}", day.event, day.date)).collect()
    }

    #[test]
    fn entries_have_a_today_of_their_own() {
        let text = "Cyber incident\n\nLast updated: 28 June 2024\n\n-- Update 2 | 17 June 2024 --\nThe portal was restored today. Data of customers leaked.\n\n-- First statement | 8 June 2024 --\nYesterday we took our portal offline.";
        assert_eq!(days(text), ["restored 2024-06-17", "contained 2024-06-07"]);
    }

    #[test]
    fn who_stands_behind_a_day_was_told_on_the_next_one() {
        let text = "Notice\n\n5 June 2025\n\nNames leaked. We told all customers on 3 May 2025 and the Information Commissioner's Office on 5 May 2025.";
        assert_eq!(days(text), ["notified 2025-05-03", "reported 2025-05-05"]);
    }

    #[test]
    fn days_joined_behind_one_predicate_share_it() {
        let text = "Notice\n\n5 June 2025\n\nNames leaked. Customers were notified on 3 May 2025 (by post) and 9 May 2025 (by e-mail), and the inquiry was completed.";
        assert_eq!(days(text), ["notified 2025-05-03", "notified 2025-05-09"]);
    }

    #[test]
    fn of_two_days_the_second_is_that_of_what_was_learnt() {
        let text = "お知らせ\n\n2024年10月18日\n\n2024年9月30日、書類を2021年7月15日に誤って廃棄していたことを確認しました。";
        assert_eq!(days(text), ["discovered 2024-09-30", "occurred 2021-07-15"]);
    }

    #[test]
    fn from_when_on_there_is_data_is_no_day_of_the_matter() {
        let text = "Notice\n\n16 January 2025\n\nNames leaked. We found that the tables hold students going back to September 1998. The regulator was told on 9 January.";
        assert_eq!(days(text), ["reported 2025-01-09"]);
    }

    #[test]
    fn that_evening_counts_from_a_day_and_no_month() {
        let text = "Notice\n\n5 June 2025\n\nNames leaked. On 3 May 2025 we noticed it. A letter of March 2025 had been opened. We closed the portal that evening.";
        assert!(days(text).contains(&"contained 2025-05-03".to_string()), "{:?}", days(text));
    }

    #[test]
    fn a_past_period_of_no_event_is_the_time_of_the_matter() {
        let told = "Notice\n\n5 June 2025\n\nNames leaked.\n\nFrom 6 January to 27 February 2025 an agent looked people up.";
        assert_eq!(days(told), ["occurred 2025-01-06/2025-02-27"]);
        let hours = "Notice\n\n5 June 2025\n\nNames leaked.\n\nThe desk is staffed from 6 June to 27 June 2025.";
        assert_eq!(days(hours), Vec::<String>::new(), "what is to come is not");
    }

    #[test]
    fn what_was_not_done_until_a_day_was_done_then() {
        let text = "Notice\n\n5 June 2025\n\nNames leaked.\n\nCustomers were not informed until 19 May 2025.";
        assert_eq!(days(text), ["notified 2025-05-19"]);
    }

    #[test]
    fn an_authority_and_a_day_without_a_verb_are_a_report() {
        let text = "Questions\n\n5 June 2025\n\nNames leaked.\n\nWhom have you told?\nThe Information Commissioner's Office on 4 May 2025.";
        assert_eq!(days(text), ["reported 2025-05-04"]);
    }

    #[test]
    fn a_clause_behind_a_period_tells_of_its_last_day() {
        let text = "Notice\n\n5 June 2025\n\nNames leaked. It stayed open from 2 May 2025 until 6 May 2025, when we noticed it and closed the shop; nobody knows more.";
        assert_eq!(days(text), ["occurred 2025-05-02/2025-05-06", "discovered 2025-05-06", "contained 2025-05-06"]);
    }

    #[test]
    fn a_period_is_past_by_the_day_of_the_page_and_not_of_its_last_entry() {
        let text = "Cyber incident\n\nLast updated: 28 June 2024\n\n-- Update 2 | 17 June 2024 --\nFrom 10 June to 14 June 2024 an agent looked people up. Names leaked.\n\n-- First statement | 8 June 2024 --\nWe are looking into it.";
        assert_eq!(days(text), ["occurred 2024-06-10/2024-06-14"]);
    }

    #[test]
    fn a_period_to_come_is_no_time_of_the_matter() {
        let text = "Notice\n\n5 June 2025\n\nNames leaked. The shop will be closed from 10 June 2025 until 12 June 2025, when we will have closed the gap.";
        assert!(!days(text).iter().any(|day| day.starts_with("occurred")), "{:?}", days(text));
    }
}
