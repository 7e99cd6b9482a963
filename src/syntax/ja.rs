//! Japanese word order: the predicate closes its clause, and what is said of it stands behind it.

use super::{Attached, EVENTS, Sentence, Stance, Syntax, Token, event_in_clause, stance, tells_event, tells_of_things};
use crate::Span;
use crate::lexicon::{Concept, Cue, SyntaxForm, Topics};
use crate::model::{Event, Unit};

/// What a negative ending stands for.
const NOT: &[Concept] = &[Concept::Cue(Cue::Not)];

/// What a question stands for.
const MAY: &[Concept] = &[Concept::Cue(Cue::Possible)];

/// What a verb stands for that says of a harm that it came: 攻撃を*受け*.
const BEFELL: &[Concept] = &[Concept::Event(Event::Occurred)];

/// The answers for Japanese.
pub(super) struct Japanese {
    pub form: &'static SyntaxForm,
}

impl Syntax for Japanese {
    /// The main predicate of the clause behind the date; for a date in brackets, or one that closes its sentence, the predicate before it.
    fn event_of(&self, sentence: &Sentence<'_>, date: usize) -> Option<Attached> {
        if self.is_as_of(sentence, date) {
            return None;
        }
        if self.titles_notice(sentence, date) {
            return Some(Attached { event: Event::Announced, by: date });
        }
        // 3月4日の点検で発覚した: what the noun led to.
        if let Some(attached) = self.head_noun(sentence, date).filter(|attached| !self.led_to(sentence, attached)) {
            return Some(attached);
        }
        let closes = sentence.after(date).chars().filter(|c| c.is_alphanumeric()).nth(4).is_none();
        let by = if sentence.tokens[date].depth > 0 || closes {
            (0..date).rev().take_while(|at| !sentence.tokens[*at].is_date()).find(|at| tells_event(&sentence.tokens[*at]))
        } else {
            None
        };
        let by = by.or_else(|| self.topic(sentence, date)).or_else(|| self.quoting(sentence, date));
        let by = by.or_else(|| self.told_today(sentence, date)).or_else(|| self.governor(sentence, date));
        // 発表の準備のため持ち出した: a noun within a noun is no predicate.
        let nominal = by.is_none_or(|by| by > date && self.is_nominal(sentence, by) && sentence.after(by).starts_with('の'));
        if let Some(harm) = self.harm(sentence, date).filter(|_| nominal) {
            return Some(harm);
        }
        let by = by?;
        if self.qualifies_people(sentence, by) {
            return None;
        }
        if let Some(done) = self.done_before(sentence, date, by) {
            return Some(done);
        }
        let event = event_in_clause(sentence, self.clause_of(sentence, by), by)?;
        Some(self.embedded(sentence, date, by, event).unwrap_or(Attached { event, by }))
    }

    fn also(&self, sentence: &Sentence<'_>, date: usize, first: Attached) -> Vec<Attached> {
        let mut found = Vec::new();
        let reach = self.reach(sentence, date);
        let end = (first.by.max(date) + 1..reach.end).find(|at| sentence.tokens[*at].is_date()).unwrap_or(reach.end);
        let mut from = self.clause_of(sentence, first.by).end;
        while first.by > date && from < end {
            let clause = from..self.clause_of(sentence, from).end.min(end);
            from = clause.end.max(from + 1);
            let tells = |at: &usize| {
                tells_event(&sentence.tokens[*at])
                    && sentence.tokens[*at].depth <= sentence.tokens[date].depth
                    && !self.performed(sentence, *at)
            };
            let told: Vec<usize> = clause.clone().filter(tells).collect();
            let Some(by) = self.main_of(sentence, &told).filter(|by| !self.is_nominal(sentence, *by)) else { continue };
            let event = event_in_clause(sentence, clause, by).filter(|event| *event == Event::Contained);
            found.extend(event.map(|event| Attached { event, by }));
        }
        found
    }

    fn stance_of(&self, sentence: &Sentence<'_>, item: usize) -> Option<Stance> {
        let rest = &sentence.after(item);
        let clause = self.clause_of(sentence, item);
        let mut behind = stance(sentence.tokens[item + 1..clause.end].iter());
        if self.form.excepting.iter().any(|word| rest.trim_start_matches(['を', '等']).starts_with(word.as_str())) {
            // 登録情報以外への…は確認されていない: what is denied is denied of the others.
            let denied = matches!(behind, Some(Stance::Excluded(_)));
            return (!denied).then_some(Stance::Excluded(crate::model::Exclusion::NotIncluded));
        }
        if behind.is_none()
            && !self.is_qualified(sentence, item)
            && !sentence.tokens[item + 1..clause.end].iter().any(tells_event)
            && clause.end < sentence.tokens.len()
        {
            let next = self.clause_of(sentence, clause.end);
            behind = stance(sentence.tokens[next].iter());
        }
        let depth = sentence.tokens[item].depth;
        behind.or_else(|| stance(sentence.tokens[..item].iter().filter(|token| token.depth <= depth || token.cue(Cue::Possible))))
    }

    /// Whether a clause ends between token `at` and the next: a comma behind an inflected ending.
    fn breaks(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        if at + 1 >= sentence.tokens.len() {
            return true;
        }
        let start = sentence.tokens[at].span.start() - sentence.span.start();
        let end = sentence.tokens[at + 1].span.start().max(sentence.tokens[at].span.end()) - sentence.span.start();
        let Some(gap) = sentence.text.get(start..end) else { return false };
        let token = &sentence.tokens[at];
        // The ending may be part of the word: 利用され、
        let inflected =
            || (tells_event(token) || token.cue(Cue::Leak) || token.cue(Cue::Misuse)) && self.ends_clause(sentence.slice(token.span));
        gap.match_indices('、').any(|(comma, _)| self.ends_clause(&gap[..comma]) || comma == 0 && inflected())
    }

    fn main_event(&self, sentence: &Sentence<'_>) -> Option<Event> {
        if sentence.tells(Topics::DATES) || !sentence.tells(EVENTS) {
            return None;
        }
        let tells = |at: &usize| tells_event(&sentence.tokens[*at]) && !self.performed(sentence, *at) && !self.is_nominal(sentence, *at);
        // 停止日: the label of a day is a noun, and nothing stands behind it.
        let labels = |at: &usize| tells_event(&sentence.tokens[*at]) && sentence.after(*at).chars().nth(1).is_none();
        let by = (0..sentence.tokens.len()).rev().find(|at| tells(at) || labels(at))?;
        event_in_clause(sentence, self.clause_of(sentence, by), by).filter(|event| *event != Event::Other)
    }

    fn settle(&self, sentence: &mut Sentence<'_>) {
        // 対象外の回線 says which lines; only as a predicate does 対象外 leave something out.
        let qualifies = |token: &Token| {
            self.form
                .genitives
                .iter()
                .any(|particle| sentence.slice(Span::new(token.span.end(), sentence.span.end())).starts_with(particle.as_str()))
        };
        let idle: Vec<Span> =
            sentence.tokens.iter().filter(|token| token.cue(Cue::Outside) && qualifies(token)).map(|token| token.span).collect();
        sentence.tokens.retain(|token| !(token.cue(Cue::Outside) && idle.contains(&token.span)));
        let mut found: Vec<(usize, Span, &'static [Concept])> = Vec::new();
        for (at, token) in sentence.tokens.iter().enumerate() {
            let ending = self.ending(sentence, at, token);
            found.extend(ending.map(|(length, concepts)| (at + 1, Span::new(token.span.end(), token.span.end() + length), concepts)));
        }
        for (place, span, concepts) in found.into_iter().rev() {
            let depth = sentence.tokens[place - 1].depth;
            sentence.tokens.insert(place, Token::word(span, concepts, depth));
        }
    }

    /// お知らせ*いたします*.
    fn performed(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let says = sentence.tokens[at].events().any(|event| matches!(event, Event::Announced | Event::Reported | Event::Notified));
        let rest = sentence.after(at);
        says && self.form.performatives.iter().any(|word| rest.starts_with(word.as_str()))
    }

    fn negated(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let clause = self.clause_of(sentence, at);
        let tokens = &sentence.tokens;
        // ウイルスは*検知されませんでした*: what is not found right behind it.
        let found = clause.clone().find(|by| *by > at && tells_event(&tokens[*by]));
        let found = found.filter(|by| {
            let beside = sentence.between(at, *by).chars().count() <= NEAR_FINDING && !tokens[at + 1..*by].iter().any(names_harm);
            tokens[*by].is(Concept::Event(Event::Discovered)) && beside
        });
        if found.is_some_and(|by| by + 1 < clause.end && tokens[by + 1].cue(Cue::Not)) {
            return true;
        }
        tokens[at + 1..clause.end]
            .iter()
            .take_while(|token| !tells_event(token) || token.cue(Cue::Finding))
            .any(|token| token.cue(Cue::Not))
    }
}

impl Japanese {
    /// What is told by the ending of a word, and how many bytes it takes: that it is not so (流出してい*ない*), that a harm befell (攻撃*を受け*), or that
    /// a headline only asks (情報流出*か*).
    fn ending(&self, sentence: &Sentence<'_>, at: usize, token: &Token) -> Option<(usize, &'static [Concept])> {
        let things = tells_of_things(token);
        let (event, harm) = (tells_event(token), things || token.names_harm());
        if !(event || harm) {
            return None;
        }
        let rest = sentence.after(at);
        let negated = || self.form.negative_endings.at(rest).filter(|_| things || event).map(|((), length)| (length, NOT));
        let asked = || {
            let ending = self.form.doubting.iter().find(|word| rest.starts_with(word.as_str())).filter(|_| token.names_harm())?;
            let closes = rest[ending.len()..].is_empty() || rest[ending.len()..].starts_with([' ', '、', '」', '=', '-']);
            closes.then_some((ending.len(), MAY))
        };
        let befell = || self.form.befalling.at(rest).filter(|_| harm && !event).map(|((), length)| (length, BEFELL));
        let ending = negated().or_else(asked).or_else(befell)?;
        let free = sentence.tokens.get(at + 1).is_none_or(|next| next.span.start() >= token.span.end() + ending.0);
        free.then_some(ending)
    }

    /// Whether what befell a thing stands right before it: 漏えいの可能性がある*情報*.
    fn is_qualified(&self, sentence: &Sentence<'_>, item: usize) -> bool {
        let said = |token: &Token| token.cue(Cue::Leak) || token.cue(Cue::Possible);
        item.checked_sub(1).filter(|before| said(&sentence.tokens[*before])).is_some_and(|before| {
            let gap = sentence.between(before, item);
            gap.chars().count() <= LONGEST_ENDING && !gap.contains(['は', 'を', '、']) && !gap.ends_with('が')
        })
    }

    fn ends_clause(&self, head: &str) -> bool {
        // The longer of two endings counts: もので ends a clause, で does not.
        let length = |found: Option<((), usize)>| found.map_or(0, |(_, length)| length);
        length(self.form.clause_endings.before(head)) > length(self.form.adjuncts.before(head))
    }

    /// A date as of which something is counted or valid: 4月18日の時点, 3月末現在.
    fn is_as_of(&self, sentence: &Sentence<'_>, date: usize) -> bool {
        let rest = sentence.after(date);
        self.form.as_of.iter().any(|word| rest.starts_with(word.as_str()))
    }

    /// A date that qualifies a noun: 4日の障害, 4月15日の公表.
    fn head_noun(&self, sentence: &Sentence<'_>, date: usize) -> Option<Attached> {
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
        let event = event_in_clause(sentence, by..by + 1, by).unwrap_or(Event::Occurred);
        Some(Attached { event, by })
    }

    /// The day of an earlier notice, whose title stands behind it: 4月1日付け「…について」.
    fn titles_notice(&self, sentence: &Sentence<'_>, date: usize) -> bool {
        let rest = sentence.after(date);
        let dated = self.form.dated.iter().find_map(|word| rest.strip_prefix(word.as_str()));
        dated.is_some_and(|rest| rest.trim_start_matches(['の', 'け', 'で']).starts_with(['「', '『', '\"']))
    }

    /// A date that qualifies a noun of no other sense which is the object of what follows: 4日の障害を7日に検知.
    fn object_noun(&self, sentence: &Sentence<'_>, date: usize, noun: &str) -> Option<Attached> {
        let next = self.next_date(sentence, date)?;
        let reach = noun.len().checked_sub(sentence.after(next).len() + sentence.tokens[next].span.len())?;
        let object = noun.get(..reach)?;
        let short = object.chars().count() <= 12 && object.ends_with('を') && !object.contains('、');
        short.then_some(Attached { event: Event::Occurred, by: date })
    }

    /// The predicate named right before its date: 再設定を12月23日に行い, 公表は3月19日に.
    fn topic(&self, sentence: &Sentence<'_>, date: usize) -> Option<usize> {
        let before = date.checked_sub(1)?;
        let gap = sentence.between(before, date);
        (tells_event(&sentence.tokens[before]) && matches!(gap, "を" | "が" | "は" | "が、" | "は、" | "を、")).then_some(before)
    }

    /// Whether the predicate only says whose data is meant: 8月に停止したユーザー.
    fn qualifies_people(&self, sentence: &Sentence<'_>, by: usize) -> bool {
        let people = |token: &Token| token.counts(Unit::Person) || token.counts(Unit::Account);
        let next = sentence.tokens.get(by + 1).filter(|token| people(token));
        next.is_some() && self.qualifies(sentence, by) && sentence.between(by, by + 1).chars().count() <= 5
    }

    /// Whether a noun only names what led to the predicate: 点検*で*発覚した.
    fn led_to(&self, sentence: &Sentence<'_>, attached: &Attached) -> bool {
        attached.event == Event::Other && sentence.after(attached.by).starts_with('で')
    }

    /// What was done on a day and only learnt to be wrong later: 6月3日に送信*した*メールで…がわかりました.
    fn done_before(&self, sentence: &Sentence<'_>, date: usize, by: usize) -> Option<Attached> {
        let first = (date + 1..by).next().filter(|first| sentence.between(date, *first).chars().count() <= 3)?;
        let learnt = sentence.tokens[by].events().any(|event| matches!(event, Event::Discovered | Event::Confirmed));
        let happened = sentence.tokens[first].events().any(|event| event == Event::Occurred);
        let rest = sentence.after(first).strip_prefix('た')?;
        let qualifies = rest.starts_with(|c| !matches!(c, 'ぁ'..='ん' | '、' | '。'));
        (learnt && happened && qualifies).then_some(Attached { event: Event::Occurred, by: first })
    }

    /// What an investigation found to have happened on a day: a date told behind another predicate, in a clause that embeds a harm
    /// (調査の結果、12月に不正アクセスがあったことを確認).
    fn embedded(&self, sentence: &Sentence<'_>, date: usize, by: usize, event: Event) -> Option<Attached> {
        let learnt = matches!(event, Event::Discovered | Event::Confirmed);
        let told_before = (0..date).any(|at| tells_event(&sentence.tokens[at]) || sentence.tokens[at].cue(Cue::Inquiry));
        let inner = (date + 1..by)
            .find(|at| sentence.tokens[*at].events().any(|event| event == Event::Occurred) && !self.is_nominal(sentence, *at))?;
        (learnt && told_before).then_some(Attached { event: Event::Occurred, by: inner })
    }

    /// `Xは2月3日、…したと発表した`: what somebody says on a day is said by the last predicate, over the clauses that it quotes.
    fn quoting(&self, sentence: &Sentence<'_>, date: usize) -> Option<usize> {
        let by = (date + 1..sentence.tokens.len()).rev().find(|at| tells_event(&sentence.tokens[*at]))?;
        let said = |words: &[String]| words.iter().any(|word| sentence.before(by).ends_with(word.as_str()));
        let first = !(0..date).any(|at| tells_event(&sentence.tokens[at]) || sentence.tokens[at].is_date());
        // 漏えいした旨の報告があった is said to the teller; 漏えいしたと判明した by nobody.
        let relayed = said(&self.form.relaying);
        let told = |event| event == Event::Announced || relayed && matches!(event, Event::Discovered | Event::Reported);
        let says = sentence.tokens[by].events().any(told);
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
    fn governor(&self, sentence: &Sentence<'_>, date: usize) -> Option<usize> {
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
            let token = &sentence.tokens[at];
            if token.is_date() && token.depth <= depth && !(found.is_empty() && self.lists_on(sentence, date, at)) {
                break;
            }
            if tells_event(token) && token.depth <= depth && !self.performed(sentence, at) {
                let first = found.is_empty() && minor.is_none();
                let gap = sentence.between(date, at);
                let beside = gap.chars().count() <= 3 && !gap.contains('、') && self.qualifies(sentence, at);
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
    fn told_today(&self, sentence: &Sentence<'_>, date: usize) -> Option<usize> {
        let today = sentence.tokens[date].is_today();
        let tells = |at: &usize| {
            let told = event_in_clause(sentence, self.clause_of(sentence, *at), *at);
            told == Some(Event::Notified)
        };
        self.reach(sentence, date).filter(|at| today && tells_event(&sentence.tokens[*at])).find(tells)
    }

    /// The tokens that a date may belong to: those behind it, for one in brackets the brackets' own.
    fn reach(&self, sentence: &Sentence<'_>, date: usize) -> std::ops::Range<usize> {
        let depth = sentence.tokens[date].depth;
        let end =
            (date + 1..sentence.tokens.len()).find(|at| sentence.tokens[*at].depth < depth || self.closes_bracket(sentence, *at, depth));
        date + 1..end.unwrap_or(sentence.tokens.len())
    }

    /// Whether a bracket of `depth` closes between the token at `at` and the one before it.
    fn closes_bracket(&self, sentence: &Sentence<'_>, at: usize, depth: usize) -> bool {
        depth > 0 && sentence.between(at - 1, at).contains([')', ']', '〕'])
    }

    /// The last of the predicates of a clause that is no noun, else the last.
    fn main_of(&self, sentence: &Sentence<'_>, found: &[usize]) -> Option<usize> {
        found.iter().rev().copied().find(|at| !self.is_nominal(sentence, *at)).or(found.last().copied())
    }

    /// Whether the predicate of a clause only leads up to what the next one tells: 点検した*ところ*、…に気付いた.
    fn leads_up(&self, sentence: &Sentence<'_>, by: usize, next: usize) -> bool {
        let minor = !sentence.tokens[by].events().any(|event| event != Event::Other);
        let gap = sentence.between(next - 1, next);
        let head = gap.rfind('、').and_then(|comma| gap.get(..comma)).unwrap_or(gap);
        minor && self.form.leading_up.iter().any(|word| head.ends_with(word.as_str()))
    }

    /// Whether the predicate closes a clause that says when: 検知*するまで*.
    fn closes_time(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let rest = sentence.after(at);
        self.form.subordinators.iter().any(|word| rest.starts_with(word.as_str()))
    }

    /// The harm that a date without a predicate of its own was done on: 5月8日に名簿を持ち出し.
    fn harm(&self, sentence: &Sentence<'_>, date: usize) -> Option<Attached> {
        let reach = self.reach(sentence, date);
        let end = reach.clone().find(|at| sentence.tokens[*at].is_date()).unwrap_or(reach.end);
        let befell = |at: &usize| sentence.tokens[*at].names_harm() && !self.is_nominal(sentence, *at);
        let before = date.checked_sub(1).filter(|at| sentence.tokens[*at].names_harm() && sentence.between(*at, date) == "が");
        let own = (reach.start..end.min(self.clause_of(sentence, date).end)).find(befell);
        let closing = || sentence.tokens.len().checked_sub(1).filter(|last| (reach.start..end).contains(last)).filter(befell);
        let by = before.or(own).or_else(closing)?;
        Some(Attached { event: Event::Occurred, by })
    }

    fn next_date(&self, sentence: &Sentence<'_>, date: usize) -> Option<usize> {
        (date + 1..sentence.tokens.len()).find(|at| sentence.tokens[*at].is_date())
    }

    /// Whether two dates stand in a row of their own: 4月21日(速報)および7月14日(確報)に報告.
    fn lists_on(&self, sentence: &Sentence<'_>, date: usize, next: usize) -> bool {
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

    fn breaks_between(&self, sentence: &Sentence<'_>, left: usize, right: usize) -> bool {
        (left..right).any(|at| self.breaks(sentence, at))
    }

    /// Whether the predicate at `at` qualifies the noun behind it: 発生した障害.
    fn qualifies(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let rest = sentence.after(at);
        let ending = self.form.attributives.iter().filter(|word| rest.starts_with(word.as_str())).map(String::len).max();
        ending.and_then(|length| rest[length..].chars().next()).is_some_and(|c| !matches!(c, 'ぁ'..='ん' | '、' | '。'))
    }

    /// Whether the word stands as a noun that another predicate uses: 不具合の原因, 発生後, 停止に伴い.
    fn is_nominal(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let rest = sentence.after(at);
        self.form.noun_marks.iter().any(|mark| rest.starts_with(mark.as_str()))
    }
}

/// So many characters may stand between two dates that share a predicate: 8日に警察、9日に委員会へ報告.
const LONGEST_JOINT: usize = 14;

/// So many characters stand at most between what was looked for and that it was found: の痕跡は.
const NEAR_FINDING: usize = 8;

/// So many characters the ending of a verb takes that qualifies a noun: のある, された.
const LONGEST_ENDING: usize = 5;

/// Whether a word names what went wrong, or what was done to things.
fn names_harm(token: &Token) -> bool {
    token.names_harm() || tells_of_things(token)
}
