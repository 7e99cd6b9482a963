//! Causes, responses, harm, losses and vulnerabilities: what single words and values tell, where they are told as facts.
//!
//! Limits: a word is taken at its face where nothing in its clause denies it; what is told of another firm in passing counts too.

use super::page::{Line, Mood, Page};
use crate::Span;
use crate::grammar::{MoneyExpr, Value};
use crate::lexicon::{Concept, Cue, Label, Topics};
use crate::model::{Action, Authority, CauseCategory, Event, Harm, Role};
use crate::syntax::{Sentence, Token, event_at};

/// Something told and the line it stands in.
#[derive(Clone, Debug)]
pub(crate) struct Told<T> {
    pub line: usize,
    pub span: Span,
    pub value: T,
}

/// Every cause that the text states.
pub(crate) fn causes(page: &Page<'_>) -> Vec<Told<CauseCategory>> {
    let mut found = stated_causes(page);
    found.retain(|told| !is_feared(page, told) && !is_helper(page, told));
    found
}

/// Whether a bait is what may come of the leak, and not what led to it: フィッシングメールが送付される二次被害が発生する可能性.
fn is_feared(page: &Page<'_>, told: &Told<CauseCategory>) -> bool {
    let line = &page.lines[told.line];
    let bait = matches!(told.value, CauseCategory::Phishing | CauseCategory::Malware);
    // What stands behind a request says why it is made.
    let asked = || {
        told.line
            .checked_sub(1)
            .map(|before| &page.lines[before])
            .is_some_and(|before| before.block == line.block && before.mood == Mood::Request)
    };
    bait && line.sentence.has(Cue::Possible) && (line.sentence.has(Cue::Misuse) || asked())
}

/// Whether another firm is only one that helps, or from which nothing leaked, and not one with whom the cause lay.
fn is_helper(page: &Page<'_>, told: &Told<CauseCategory>) -> bool {
    let sentence = &page.lines[told.line].sentence;
    let at = || sentence.tokens.iter().position(|token| token.span == told.span);
    told.value == CauseCategory::ThirdParty && at().is_some_and(|at| page.syntax.helps(sentence, at) || is_spared(page, sentence, at))
}

/// Whether a sentence tells of no harm behind token `at` but of one that did not come.
fn is_spared(page: &Page<'_>, sentence: &Sentence<'_>, at: usize) -> bool {
    let mut harms = (at + 1..sentence.tokens.len()).filter(|harm| sentence.tokens[*harm].names_harm()).peekable();
    harms.peek().is_some() && harms.all(|harm| page.syntax.negated(sentence, harm))
}

/// Whether the causes that a line names are read: what is to come and lists of data name none.
fn tells_causes(line: &Line<'_>) -> bool {
    !matches!(line.nearest(), Some(Label::Prevention | Label::Harm)) && !matches!(line.label, Some(Label::Data | Label::Count))
}

fn stated_causes(page: &Page<'_>) -> Vec<Told<CauseCategory>> {
    told(
        page,
        Topics::CAUSES,
        tells_causes,
        |line, token| line.states(page, token),
        |concept| match concept {
            Concept::Cause(cause) => Some(*cause),
            _ => None,
        },
    )
}

/// Every response that the text states: by a word of its own, or by an event that is one.
pub(crate) fn responses(page: &Page<'_>) -> Vec<Told<Action>> {
    let mut found = worded_responses(page);
    for (at, line) in page.lines.iter().enumerate().filter(|(_, line)| line.sentence.tells(Topics::EVENTS)) {
        if line.is_boilerplate() {
            continue;
        }
        for (token, word) in line.sentence.tokens.iter().enumerate() {
            let event = event_at(&*page.syntax, &line.sentence, token).filter(|_| line.states(page, token));
            let Some(event) = event.filter(|_| !page.syntax.negated(&line.sentence, token)) else { continue };
            found.extend(actions_of(page, line, token, event).into_iter().map(|value| Told { line: at, span: word.span, value }));
        }
    }
    found.sort_by_key(|told| told.span);
    found
}

/// What an event is as a response: a report is one to each authority of its clause.
fn actions_of(page: &Page<'_>, line: &Line<'_>, token: usize, event: Event) -> Vec<Action> {
    match event {
        // What was sent to the wrong people told nobody of the matter.
        Event::Notified if is_slip(line) => Vec::new(),
        Event::Notified => vec![Action::CustomersNotified],
        Event::Reported => {
            let clause = page.syntax.clause_of(&line.sentence, token);
            let authorities = line.sentence.tokens[clause].iter().filter_map(Token::authority);
            let to = |authority| if authority == Authority::Police { Action::PoliceNotified } else { Action::RegulatorNotified };
            let mut actions: Vec<Action> = authorities.map(to).collect();
            actions.dedup();
            actions
        }
        _ => Vec::new(),
    }
}

/// Whether the line tells that something went to the wrong people.
fn is_slip(line: &Line<'_>) -> bool {
    line.sentence.telling(Topics::CAUSES).any(|token| token.is(Concept::Cause(CauseCategory::Misdelivery)))
}

fn worded_responses(page: &Page<'_>) -> Vec<Told<Action>> {
    let mut found = told(
        page,
        Topics::ACTIONS,
        |_| true,
        |line, _| line.mood != Mood::Background,
        |concept| match concept {
            Concept::Action(action) => Some(*action),
            _ => None,
        },
    );
    found.retain(|told| !is_to_come(page, told) && !tells_others(page, told) && !is_free_watch(page, told));
    found
}

/// Whether what costs nothing is only that accounts are watched: `24 months of credit monitoring free of charge`.
fn is_free_watch(page: &Page<'_>, told: &Told<Action>) -> bool {
    let watched = |token: &Token| token.is(Concept::Action(Action::Monitoring));
    told.value == Action::Compensation && page.lines[told.line].sentence.tokens.iter().any(watched)
}

/// Whether a service is only said to come back, in a heading or in a sentence that names no day for it yet, or a machine is done away with.
fn is_to_come(page: &Page<'_>, told: &Told<Action>) -> bool {
    let line = &page.lines[told.line];
    let dated = || line.sentence.tokens.iter().any(Token::is_date);
    let resumed = told.value == Action::ServiceResumed && (line.is_head || line.sentence.has(Cue::Planned) && !dated());
    // What is done away with lest it happen again is no service.
    resumed || told.value == Action::ServiceTerminated && line.under(Label::Prevention) && !dated()
}

/// Whether a word for telling is not of those concerned: an authority or a contractor is told, somebody tells the teller, or the reader is asked to.
fn tells_others(page: &Page<'_>, told: &Told<Action>) -> bool {
    let line = &page.lines[told.line];
    let sentence = &line.sentence;
    let Some(at) = sentence.tokens.iter().position(|token| token.span == told.span).filter(|_| told.value == Action::CustomersNotified)
    else {
        return false;
    };
    let clause = page.syntax.clause_of(sentence, at);
    let other = |token: &Token| {
        let authority = token.authority().is_some()
            || [Action::PoliceNotified, Action::RegulatorNotified].iter().any(|action| token.is(Concept::Action(*action)));
        authority || token.role() == Some(Role::Contractor) || token.is(Concept::Cause(CauseCategory::ThirdParty))
    };
    let whom = (clause.start..at).rev().find(|whom| page.syntax.helps(sentence, *whom));
    let comes = page.syntax.is_received(sentence, at) || page.syntax.comes_from(sentence, at);
    !line.states(page, at) || comes || whom.is_some_and(|whom| other(&sentence.tokens[whom]))
}

/// What the words of `topics` tell in the lines that are read for it, where they are not denied.
fn told<T>(
    page: &Page<'_>,
    topics: Topics,
    reads: impl Fn(&Line<'_>) -> bool,
    states: impl Fn(&Line<'_>, usize) -> bool,
    pick: impl Fn(&Concept) -> Option<T>,
) -> Vec<Told<T>> {
    let mut found = Vec::new();
    for (at, line) in page.lines.iter().enumerate().filter(|(_, line)| line.sentence.tells(topics)) {
        if matches!(line.nearest(), Some(Label::About)) || !reads(line) {
            continue;
        }
        for (token, word) in line.sentence.tokens.iter().enumerate() {
            for value in word.concepts().iter().filter_map(&pick) {
                if states(line, token) && !page.syntax.negated(&line.sentence, token) {
                    found.push(Told { line: at, span: word.span, value });
                }
            }
        }
    }
    found
}

/// What the text says of misuse of the data afterwards.
pub(crate) fn harms(page: &Page<'_>) -> Vec<Told<Harm>> {
    let mut found = Vec::new();
    for (at, line) in page.lines.iter().enumerate() {
        if line.is_boilerplate() || line.is_head || !line.sentence.has(Cue::Misuse) {
            continue;
        }
        for (token, word) in line.sentence.tokens.iter().enumerate().filter(|(_, word)| word.cue(Cue::Misuse)) {
            let harm = harm_at(page, line, token).filter(|_| line.states(page, token));
            found.extend(harm.map(|value| Told { line: at, span: word.span, value }));
        }
    }
    found
}

/// What is told of the misuse that token `token` names; `None` where it is only named: to be watched for, to be asked about, done to find a way in.
fn harm_at(page: &Page<'_>, line: &Line<'_>, token: usize) -> Option<Harm> {
    let sentence = &line.sentence;
    let clause = page.syntax.clause_of(sentence, token);
    let has = |cue: Cue| sentence.tokens[clause.clone()].iter().any(|token| token.cue(cue));
    // `We know of no case in which it was misused`
    let unknown = |at: &usize| sentence.tokens[*at].cue(Cue::Not) && sentence.tokens[*at].cue(Cue::Finding);
    let denied = (0..clause.start).rev().find(unknown).is_some_and(|at| !sentence.between(at, token).contains([',', '、']));
    if has(Cue::Not) || denied {
        return Some(Harm::NoneConfirmed);
    }
    if has(Cue::Unknown) {
        return None;
    }
    if has(Cue::Possible) || has(Cue::Planned) {
        return Some(Harm::Possible);
    }
    let of_flaw =
        token.checked_sub(1).is_some_and(|before| sentence.tokens[before].is(Concept::Cause(CauseCategory::VulnerabilityExploited)));
    let happened = sentence.tokens[token].events().next().is_some() && !of_flaw && !page.syntax.qualifies(sentence, token);
    happened.then_some(Harm::Confirmed)
}

/// Every amount of money that the matter cost.
pub(crate) fn losses(page: &Page<'_>) -> Vec<Told<MoneyExpr>> {
    values(page, |line, token| match line.sentence.tokens[token].value() {
        Some(Value::Money(money)) if is_loss(line) && !describes_business(line, token) => Some(*money),
        _ => None,
    })
}

fn is_loss(line: &Line<'_>) -> bool {
    let labelled = line.nearest() == Some(Label::Loss);
    let costs = line.sentence.has(Cue::Misuse) || line.sentence.has(Cue::Loss);
    // What will be booked as a loss was lost already.
    let meant = line.sentence.has(Cue::Loss) || !line.sentence.has(Cue::Planned);
    let told = labelled && line.mood != Mood::Request || costs && meant && line.mood == Mood::Statement;
    told && !line.is_boilerplate()
}

/// Whether an amount is one of the business and not of the matter: 売上高842億円.
fn describes_business(line: &Line<'_>, token: usize) -> bool {
    let before = token.checked_sub(1).filter(|before| line.sentence.between(*before, token).chars().count() <= BESIDE);
    before.is_some_and(|before| line.sentence.tokens[before].cue(Cue::Context))
}

/// So many characters stand at most between an amount and what it is of.
const BESIDE: usize = 3;

/// Every vulnerability that the text names.
pub(crate) fn vulnerabilities(page: &Page<'_>) -> Vec<Told<String>> {
    values(page, |line, token| match line.sentence.tokens[token].value() {
        Some(Value::Vulnerability(id)) => Some(id.clone()),
        _ => None,
    })
}

fn values<T>(page: &Page<'_>, pick: impl Fn(&Line<'_>, usize) -> Option<T>) -> Vec<Told<T>> {
    let mut found = Vec::new();
    for (at, line) in page.lines.iter().enumerate().filter(|(_, line)| line.sentence.tells(Topics::VALUES)) {
        for token in 0..line.sentence.tokens.len() {
            if let Some(value) = pick(line, token) {
                found.push(Told { line: at, span: line.sentence.tokens[token].span, value });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::model::{Action, CauseCategory, DataStatus, Harm};
    use crate::parse;

    #[test]
    fn what_is_stated_before_a_request_counts() {
        let text = "個人情報が漏えいしました。\n\n現時点で不正利用は確認されておりませんが、不審なメールにはご注意ください。";
        assert_eq!(parse(text).notice.incidents[0].secondary_harm, Some(Harm::NoneConfirmed));
        for asked in ["不正利用があった場合は、窓口までご連絡ください。", "不正利用がないか調査を行いました。"]
        {
            let notice = parse(format!("個人情報が漏えいしました。\n\n{asked}")).notice;
            assert_eq!(notice.incidents[0].secondary_harm, None, "{asked}");
        }
    }

    #[test]
    fn what_is_said_of_a_thing_is_read_by_its_scope() {
        for (text, kind, wanted) in [
            // Before a request.
            ("メール本文の漏えいはありませんが、不審なメールにはご注意ください。", "communication_content", Some(DataStatus::Excluded)),
            // In brackets a condition is one of the thing alone.
            ("漏えいした情報:氏名、住所(契約者の場合)、電話番号", "phone_number", Some(DataStatus::Leaked)),
            // Not found is not: not looked for.
            ("氏名が漏えいしました。\n\n住所を確認できない方には、本公表をもって通知に代えます。", "address", None),
            ("漏えいした情報はメールアドレスのみで、氏名は含まれていません。", "email_address", Some(DataStatus::Leaked)),
            ("漏えいの可能性がある氏名の特定を進めており、漏えいが確認された方には連絡します。", "name", Some(DataStatus::Possible)),
            // No kind is named, and so none is left out.
            ("現時点で個人情報の漏えいは確認されていません。", "personal_information", None),
            ("パスワードを使用した不正ログインがあり、氏名が漏えいしました。", "password", None),
            // The attacker's.
            ("氏名が漏えいしました。\n\n攻撃元となったIPアドレスからの通信を遮断しました。", "ip_address", None),
        ] {
            let notice = parse(text).notice;
            let found = notice.incidents[0].data.iter().find(|item| item.category.as_str() == kind);
            assert_eq!(found.map(|item| item.status), wanted, "{text}");
        }
    }

    #[test]
    fn those_whom_a_dative_names_are_told() {
        for (text, wanted) in
            [("役職員用メールへの不正アクセスに関するお知らせ", false), ("対象のお客様の皆様にはお知らせしております。", true)]
        {
            let notice = parse(format!("個人情報が漏えいしました。\n\n{text}")).notice;
            let told = notice.incidents[0].responses.iter().any(|response| response.action == Action::CustomersNotified);
            assert_eq!(told, wanted, "{text}");
        }
    }

    #[test]
    fn what_was_looked_for_and_not_found_is_no_cause() {
        let text = "不正アクセスにより個人情報が漏えいしました。\n\nウイルスは検知されませんでした。";
        let causes: Vec<CauseCategory> = parse(text).notice.incidents[0].causes.iter().map(|cause| cause.category).collect();
        assert_eq!(causes, [CauseCategory::UnauthorizedAccess]);
    }

    #[test]
    fn harm_is_known_or_known_not_to_have_come() {
        for (text, wanted) in [
            ("We know of no case in which the details have been misused.", Some(Harm::NoneConfirmed)),
            ("We are unaware of any misuse.", Some(Harm::NoneConfirmed)),
            ("46枚のカードが不正に使われました。", Some(Harm::Confirmed)),
            ("メールアカウントが不正に利用されました。", None),
        ] {
            let head = if text.is_ascii() { "Names leaked on 3 May 2025." } else { "2025年5月3日、氏名が漏えいしました。" };
            assert_eq!(parse(format!("{head}\n\n{text}")).notice.incidents[0].secondary_harm, wanted, "{text}");
        }
    }

    #[test]
    fn what_is_said_of_all_cases_is_said_of_each() {
        let text = "個人情報の漏えいについて\n\n次の2件が発生しました。\n\n事案1 住所の表示\n発覚日：2024年5月1日\n12名の住所が漏えいしました。\n\n事案2 宛先の表示\n発覚日：2024年5月2日\n30名の氏名が漏えいしました。\n\nおわりに\n情報が悪用された事実は確認されていません。\n";
        let harms: Vec<Option<Harm>> = parse(text).notice.incidents.iter().map(|one| one.secondary_harm).collect();
        assert_eq!(harms, [Some(Harm::NoneConfirmed); 2]);
    }

    #[test]
    fn what_is_denied_or_asked_is_no_cause_and_no_response() {
        let text = "Names leaked on 3 May 2025. No vulnerability in our software or in another's was exploited.\n\nAre you offering credit monitoring?\n\nNo.";
        let incident = &parse(text).notice.incidents[0];
        assert!(incident.causes.is_empty() && incident.responses.is_empty(), "{:?} {:?}", incident.causes, incident.responses);
    }

    #[test]
    fn what_is_stored_neither_here_nor_there_is_excluded() {
        let text = "Names leaked on 3 May 2025.\n\nPasswords are stored neither on the server nor on the computer.";
        let notice = parse(text).notice;
        let password = notice.incidents[0].data.iter().find(|item| item.category.as_str() == "password").map(|item| item.status);
        assert_eq!(password, Some(DataStatus::Excluded));
    }

    #[test]
    fn what_was_sent_by_mistake_is_a_misdelivery_in_any_order() {
        for (text, wanted) in [
            ("職員が、通知を誤って市内の11社に送信し、氏名が漏えいしました。", true),
            ("A list of names was mailed to 11 firms in error.", true),
            ("職員が誤って設定し、確認の後、通知を送信しました。氏名が漏えいしました。", false),
        ] {
            let causes = parse(text).notice.incidents[0].causes.clone();
            assert_eq!(causes.iter().any(|cause| cause.category == CauseCategory::Misdelivery), wanted, "{text}");
        }
    }
}
