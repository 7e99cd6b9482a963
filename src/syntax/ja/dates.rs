//! Which predicate a Japanese date belongs to.

use super::{Japanese, names_harm};
use crate::grammar::{Field, Value};
use crate::lexicon::{Concept, Cue};
use crate::model::{Event, Unit};
use crate::syntax::{Attached, Sentence, Syntax, Token, event_in_clause, tells_event};

impl Japanese {
    /// A date as of which something is counted or valid: 4月18日の時点, 3月末現在.
    pub(super) fn is_as_of(&self, sentence: &Sentence<'_>, date: usize) -> bool {
        let rest = sentence.after(date);
        self.form.as_of.iter().any(|word| rest.starts_with(word.as_str()))
    }

    /// A date that qualifies a noun: 4日の障害, 4月15日の公表.
    pub(super) fn head_noun(&self, sentence: &Sentence<'_>, date: usize) -> Option<Attached> {
        let rest = sentence.after(date);
        let noun = self.form.genitives.iter().find_map(|particle| rest.strip_prefix(particle.as_str()))?;
        let at = sentence.span.end() - noun.len();
        let reach = self.next_date(sentence, date).unwrap_or(sentence.tokens.len());
        let by = (date + 1..reach).find(|by| {
            let token = &sentence.tokens[*by];
            token.span.start() >= at && token.span.start() <= at + 24 && (tells_event(token) || names_harm(token))
        });
        let Some(by) = by else { return self.object_noun(sentence, date, noun) };
        let gap = sentence.slice(crate::Span::new(at, sentence.tokens[by].span.start()));
        if gap.contains('、') {
            return None;
        }
        let event = event_in_clause(self, sentence, by..by + 1, by).unwrap_or(Event::Occurred);
        Some(Attached { event, by })
    }

    /// The day of an earlier notice, whose title stands behind it, or before it where it stands in brackets: 4月1日付け「…について」,
    /// 「…について」(4月1日付); or of a report that is numbered: 4月1日の第1報.
    pub(super) fn titles_notice(&self, sentence: &Sentence<'_>, date: usize) -> bool {
        let rest = sentence.after(date);
        let dated = self.form.dated.iter().find_map(|word| rest.strip_prefix(word.as_str()));
        let before_title = dated.is_some_and(|rest| rest.trim_start_matches(['の', 'け', 'で']).starts_with(['「', '『', '\"']));
        let behind_title = || {
            let bracket = sentence.before(date).strip_suffix('(');
            bracket.is_some_and(|title| title.ends_with(['」', '』']))
                && self.form.datings.iter().any(|word| rest.starts_with(word.as_str()))
        };
        // The number of a report is a value within its word.
        let numbered = || {
            let next = (date + 1..sentence.tokens.len()).take(2).find(|next| sentence.tokens[*next].stage().is_some());
            next.is_some_and(|next| self.form.genitives.iter().any(|word| sentence.between(date, next) == word))
        };
        before_title || behind_title() || numbered()
    }

    /// Whether a date is that of a letter, a notice, a report: 4月1日付で公表, 4月1日付 第一報.
    pub(super) fn dates_report(&self, sentence: &Sentence<'_>, date: usize) -> bool {
        let rest = sentence.after(date);
        // 9月11日(第一報): the number of a report in brackets of its own.
        let next = sentence.tokens.get(date + 1).filter(|next| next.stage().is_some());
        let numbered = next.is_some_and(|_| sentence.between(date, date + 1) == "(" && sentence.after(date + 1).starts_with(')'));
        numbered || self.form.datings.iter().any(|word| rest.starts_with(word.as_str()))
    }

    /// What a notice of a day does: what is told of telling behind it, and never the harm that it tells of.
    pub(super) fn reported_as(&self, sentence: &Sentence<'_>, date: usize) -> Option<Attached> {
        let told = (date + 1..self.reach(sentence, date).end).filter(|at| tells_event(&sentence.tokens[*at]));
        let told = told.filter_map(|by| {
            let event = event_in_clause(self, sentence, self.clause_of(sentence, by), by)?;
            (!matches!(event, Event::Occurred | Event::Confirmed | Event::Other)).then_some(Attached { event, by })
        });
        let told: Vec<Attached> = told.collect();
        let numbered = sentence.tokens.get(date + 1).is_some_and(|next| next.stage().is_some());
        let says = told.iter().find(|told| told.event != Event::Discovered).or(told.first()).copied();
        says.or_else(|| numbered.then_some(Attached { event: Event::Announced, by: date + 1 }))
    }

    /// The predicate right behind a date, or a label right before it, in the same brackets: (2月27日公表), (確認日:6月11日).
    pub(super) fn within_bracket(&self, sentence: &Sentence<'_>, date: usize) -> Option<usize> {
        let depth = sentence.tokens[date].depth;
        let beside = |at: &usize, gap: &str| {
            let token = &sentence.tokens[*at];
            depth > 0 && token.depth == depth && tells_event(token) && gap.chars().count() <= 2 && !gap.contains(['、', '(', ')'])
        };
        let behind = Some(date + 1).filter(|at| *at < sentence.tokens.len()).filter(|at| beside(at, sentence.between(date, *at)));
        behind.or_else(|| date.checked_sub(1).filter(|at| beside(at, sentence.between(*at, date))))
    }

    /// Whether a verb of no event stands right behind a date and qualifies the noun behind it: 6月3日に*送られた*メール, 2019年に*提供した*情報.
    pub(super) fn qualifies_noun(&self, sentence: &Sentence<'_>, date: usize) -> bool {
        let Some(rest) = sentence.after(date).strip_prefix('に') else { return false };
        let verb: usize = rest.chars().take_while(|c| matches!(c, '一'..='鿿' | 'ぁ'..='ん')).take(LONGEST_VERB).map(char::len_utf8).sum();
        let ends = |end: &usize| {
            let (verb, noun) = (&rest[..*end], &rest[*end..]);
            let kanji = verb.starts_with(|c| matches!(c, '一'..='鿿')) && !verb.contains(['は', 'が', 'を', 'に', 'の', 'で', 'と']);
            kanji && noun.starts_with(|c: char| c.is_alphanumeric() && !matches!(c, 'ぁ'..='ん') || c == '「')
        };
        let end = rest[..verb].match_indices('た').map(|(at, _)| at + 'た'.len_utf8()).find(ends);
        let stretch = end.map(|end| (sentence.tokens[date].span.end(), sentence.tokens[date].span.end() + 'に'.len_utf8() + end));
        let free = |(start, end)| !sentence.tokens[date + 1..].iter().any(|token| token.span.start() >= start && token.span.start() < end);
        stretch.is_some_and(free)
    }

    /// A date that qualifies a noun of no other sense which is the object of what follows: 4日の障害を7日に検知.
    pub(super) fn object_noun(&self, sentence: &Sentence<'_>, date: usize, noun: &str) -> Option<Attached> {
        let next = self.next_date(sentence, date)?;
        let reach = noun.len().checked_sub(sentence.after(next).len() + sentence.tokens[next].span.len())?;
        let object = noun.get(..reach)?;
        let short = object.chars().count() <= 12 && object.ends_with('を') && !object.contains('、');
        short.then_some(Attached { event: Event::Occurred, by: date })
    }

    /// The predicate named right before its date: 再設定を12月23日に行い, 公表は3月19日に.
    pub(super) fn topic(&self, sentence: &Sentence<'_>, date: usize) -> Option<usize> {
        let before = date.checked_sub(1)?;
        let gap = sentence.between(before, date);
        (tells_event(&sentence.tokens[before]) && matches!(gap, "を" | "が" | "は" | "が、" | "は、" | "を、")).then_some(before)
    }

    /// Whether the predicate only says whose data is meant: 8月に停止したユーザー.
    pub(super) fn qualifies_people(&self, sentence: &Sentence<'_>, by: usize) -> bool {
        let people = |token: &Token| token.counts(Unit::Person) || token.counts(Unit::Account);
        let next = sentence.tokens.get(by + 1).filter(|token| people(token));
        next.is_some() && self.qualifies(sentence, by) && sentence.between(by, by + 1).chars().count() <= 5
    }

    /// Whether a noun only names what led to the predicate: 点検*で*発覚した.
    pub(super) fn led_to(&self, sentence: &Sentence<'_>, attached: &Attached) -> bool {
        attached.event == Event::Other && sentence.after(attached.by).starts_with('で')
    }

    /// What was done on a day and only learnt to be wrong later: 6月3日に送信*した*メールで…がわかりました.
    pub(super) fn done_before(&self, sentence: &Sentence<'_>, date: usize, by: usize) -> Option<Attached> {
        let first = (date + 1..by).next().filter(|first| sentence.between(date, *first).chars().count() <= 3)?;
        let learnt = sentence.tokens[by].events().any(|event| matches!(event, Event::Discovered | Event::Confirmed));
        let happened = sentence.tokens[first].events().any(|event| event == Event::Occurred);
        let rest = sentence.after(first).strip_prefix('た')?;
        let qualifies = rest.starts_with(|c| !matches!(c, 'ぁ'..='ん' | '、' | '。'));
        (learnt && happened && qualifies).then_some(Attached { event: Event::Occurred, by: first })
    }

    /// What an investigation found to have happened on a day: a date told behind another predicate, in a clause that embeds a harm
    /// (調査の結果、12月に不正アクセスがあったことを確認).
    pub(super) fn embedded(&self, sentence: &Sentence<'_>, date: usize, by: usize, event: Event) -> Option<Attached> {
        let reported = sentence.tokens[by].is(Concept::Event(Event::Reported));
        let learnt = matches!(event, Event::Discovered | Event::Confirmed) && !reported;
        let told_before = (0..date).any(|at| tells_event(&sentence.tokens[at]) || sentence.tokens[at].cue(Cue::Inquiry));
        let occurs = |at: &usize| sentence.tokens[*at].events().any(|event| event == Event::Occurred) && !self.is_nominal(sentence, *at);
        // Of two days the first is that of the learning: 9月30日、書類を7月15日に廃棄していた*こと*を確認.
        let own_day = (0..date).any(|at| sentence.tokens[at].is_date());
        let named = |at: &usize| {
            own_day
                && sentence.tokens[*at].names_cause()
                && self.form.embedders.iter().any(|word| sentence.between(*at, by).contains(word.as_str()))
        };
        let inner = (date + 1..by).find(|at| occurs(at) || named(at))?;
        let told_before = told_before || named(&inner);
        // 同日, 翌日: the days of what was done about it.
        let shift = match sentence.tokens[date].value() {
            Some(Value::Date(expr)) => expr.start.and_then(|point| point.shift),
            _ => None,
        };
        let counted = shift.is_some_and(|shift| shift.field != Field::Month);
        // 10月29日に侵入した*形跡*を確認: a trace is of what was before.
        let object = sentence.slice(crate::Span::new(sentence.tokens[inner].span.end(), sentence.tokens[by].span.start()));
        let traced = self.form.traces.iter().any(|word| object.contains(word.as_str()));
        let inside = |rest: &str| rest.starts_with(|c: char| !matches!(c, 'ぁ'..='ん' | '、'));
        let told_inside = traced && sentence.after(date).strip_prefix('に').is_some_and(inside);
        (learnt && (told_before && !counted || told_inside)).then_some(Attached { event: Event::Occurred, by: inner })
    }

    /// `Xは2月3日、…したと発表した`: what somebody says on a day is said by the last predicate, over the clauses that it quotes.
    pub(super) fn quoting(&self, sentence: &Sentence<'_>, date: usize) -> Option<usize> {
        let by = (date + 1..sentence.tokens.len()).rev().find(|at| tells_event(&sentence.tokens[*at]))?;
        let said = |words: &[String]| words.iter().any(|word| sentence.before(by).ends_with(word.as_str()));
        let first = !(0..date).any(|at| tells_event(&sentence.tokens[at]) || sentence.tokens[at].is_date());
        // 漏えいした旨の報告があった is said to the teller; 漏えいしたと判明した by nobody.
        let relayed = said(&self.form.relaying);
        let told = |event| event == Event::Announced || relayed && matches!(event, Event::Discovered | Event::Reported);
        // 3日に侵入された*との報告を委託先より*受けた: who reports stands behind what he reports, and the day is that of the report's matter.
        if is_quoted(sentence.before(date)) && !is_quoted(sentence.before(by)) {
            return None;
        }
        let inside = relayed && !sentence.after(date).starts_with('、');
        let behind = inside && self.form.senders.iter().any(|from| clause_behind(sentence.after(by)).contains(from.as_str()));
        let says = !behind && sentence.tokens[by].events().any(told);
        ((relayed || said(&self.form.quotatives))
            && first
            && says
            && !self.performed(sentence, by)
            && !self.breaks_between(sentence, 0, date))
        .then_some(by)
    }

    /// The main predicate of the clause that the date opens: the last one before the clause or the date's reach ends, unless the first qualifies a
    /// noun right behind the date (`7日に発生した障害を…`) or closes a clause of time (`7日に検知するまで`). Where a clause has none, the next one is
    /// asked, as where it only leads up to it (`点検したところ、…`); where dates stand in a row, the clause behind the row.
    pub(super) fn governor(&self, sentence: &Sentence<'_>, date: usize) -> Option<usize> {
        let depth = sentence.tokens[date].depth;
        let mut found: Vec<usize> = Vec::new();
        let mut minor = None;
        let mut last = date;
        for at in self.reach(sentence, date) {
            if self.breaks_between(sentence, last, at) && !found.is_empty() {
                let main = self.main_of(sentence, &found);
                if !main.is_some_and(|main| self.leads_up(sentence, main, at)) {
                    break;
                }
                minor = minor.or(main);
                found.clear();
            }
            // What is quoted ends with its quotation.
            if !found.is_empty() && is_quoted(sentence.before(date)) && !is_quoted(sentence.before(at)) {
                break;
            }
            let token = &sentence.tokens[at];
            if token.is_date() && token.depth <= depth && !(found.is_empty() && self.lists_on(sentence, date, at)) {
                break;
            }
            if tells_event(token) && token.depth <= depth && !self.performed(sentence, at) {
                let first = found.is_empty() && minor.is_none();
                let gap = sentence.between(date, at);
                // 流出の事実: a noun with の is no verb of the day.
                let verb = !self.form.possessives.iter().any(|of| sentence.after(at).starts_with(*of));
                // 1月27日に第1報として公表した障害: the number of a report stands between them.
                let numbered = at > date + 1 && sentence.tokens[date + 1..at].iter().all(|token| token.stage().is_some());
                let near = gap.chars().count() <= if numbered { NUMBERED } else { 3 };
                let beside = near && !gap.contains('、') && verb && self.qualifies(sentence, at);
                found.push(at);
                if first && (beside || self.closes_time(sentence, at)) {
                    break;
                }
            }
            last = at;
        }
        self.main_of(sentence, &found).or(minor)
    }

    /// Whom the issuer tells from the day of the text on: 本日より個別にご連絡いたします is performed, and on that day.
    pub(super) fn told_today(&self, sentence: &Sentence<'_>, date: usize) -> Option<usize> {
        let today = sentence.tokens[date].is_today();
        let tells = |at: &usize| {
            let told = event_in_clause(self, sentence, self.clause_of(sentence, *at), *at);
            told == Some(Event::Notified)
        };
        self.reach(sentence, date).filter(|at| today && tells_event(&sentence.tokens[*at])).find(tells)
    }

    /// The tokens that a date may belong to: those behind it, for one in brackets the brackets' own.
    pub(super) fn reach(&self, sentence: &Sentence<'_>, date: usize) -> std::ops::Range<usize> {
        let depth = sentence.tokens[date].depth;
        let end =
            (date + 1..sentence.tokens.len()).find(|at| sentence.tokens[*at].depth < depth || self.closes_bracket(sentence, *at, depth));
        date + 1..end.unwrap_or(sentence.tokens.len())
    }

    /// Whether a bracket of `depth` closes between the token at `at` and the one before it.
    pub(super) fn closes_bracket(&self, sentence: &Sentence<'_>, at: usize, depth: usize) -> bool {
        depth > 0 && sentence.between(at - 1, at).contains([')', ']', '〕'])
    }

    /// The last of the predicates of a clause that is no noun, else the last.
    pub(super) fn main_of(&self, sentence: &Sentence<'_>, found: &[usize]) -> Option<usize> {
        found.iter().rev().copied().find(|at| !self.is_nominal(sentence, *at)).or(found.last().copied())
    }

    /// Whether the predicate of a clause only leads up to what the next one tells: 点検した*ところ*、…に気付いた.
    pub(super) fn leads_up(&self, sentence: &Sentence<'_>, by: usize, next: usize) -> bool {
        let minor = !sentence.tokens[by].events().any(|event| event != Event::Other);
        let gap = sentence.between(next - 1, next);
        let head = gap.rfind('、').and_then(|comma| gap.get(..comma)).unwrap_or(gap);
        minor && self.form.leading_up.iter().any(|word| head.ends_with(word.as_str()))
    }

    /// Whether the predicate closes a clause that says when: 検知*するまで*.
    pub(super) fn closes_time(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let rest = sentence.after(at);
        self.form.subordinators.begins(rest).is_some()
    }

    /// The harm that a date without a predicate of its own was done on: 5月8日に名簿を持ち出し.
    pub(super) fn harm(&self, sentence: &Sentence<'_>, date: usize) -> Option<Attached> {
        let reach = self.reach(sentence, date);
        let end = reach.clone().find(|at| sentence.tokens[*at].is_date()).unwrap_or(reach.end);
        let befell = |at: &usize| sentence.tokens[*at].names_harm() && !self.is_nominal(sentence, *at);
        let before = date.checked_sub(1).filter(|at| sentence.tokens[*at].names_harm() && sentence.between(*at, date) == "が");
        let own = (reach.start..end.min(self.clause_of(sentence, date).end)).find(befell);
        let closing = || sentence.tokens.len().checked_sub(1).filter(|last| (reach.start..end).contains(last)).filter(befell);
        let by = before.or(own).or_else(closing)?;
        Some(Attached { event: Event::Occurred, by })
    }

    pub(super) fn next_date(&self, sentence: &Sentence<'_>, date: usize) -> Option<usize> {
        (date + 1..sentence.tokens.len()).find(|at| sentence.tokens[*at].is_date())
    }

    /// Whether two dates stand in a row of their own: 4月21日(速報)および7月14日(確報)に報告.
    pub(super) fn lists_on(&self, sentence: &Sentence<'_>, date: usize, next: usize) -> bool {
        let gap = sentence.between(date, next);
        let goes_on = gap.match_indices('、').any(|(comma, _)| self.ends_clause(&gap[..comma]));
        let words = gap.split('(').next().unwrap_or_default().chars().count()
            + gap.rsplit(')').next().filter(|rest| rest.len() < gap.len()).map_or(0, |rest| rest.chars().count());
        words <= LONGEST_JOINT
            && gap.chars().count() <= 24
            && !goes_on
            && !gap.contains('。')
            && self.form.joiners.iter().any(|word| gap.contains(word.as_str()))
    }
}

/// So many characters a verb takes with its ending.
const LONGEST_VERB: usize = 8;

/// So many characters may stand between two dates that share a predicate: 8日に警察、9日に委員会へ報告.
const LONGEST_JOINT: usize = 14;

/// Whether a quotation is open at the end of `text`.
fn is_quoted(text: &str) -> bool {
    text.matches('「').count() > text.matches('」').count()
}

/// So many characters stand at most between a day and its predicate where they number a report.
const NUMBERED: usize = 10;

/// What stands behind a word up to the end of its clause: a comma right behind it only sets its object apart.
fn clause_behind(rest: &str) -> &str {
    let object = rest.find('、').filter(|comma| *comma <= 'を'.len_utf8()).map_or(0, |comma| comma + '、'.len_utf8());
    let end = rest[object..].find(['、', '。']).map_or(rest.len(), |end| object + end);
    &rest[..end]
}
