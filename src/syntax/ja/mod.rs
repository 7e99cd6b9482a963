//! Japanese word order: the predicate closes its clause, and what is said of it stands behind it.

mod dates;

use super::{Attached, EVENTS, Sentence, Stance, Syntax, Token, event_in_clause, is_step, stance, tells_event, tells_of_things};
use crate::Span;
use crate::lexicon::{Concept, Cue, SyntaxForm, Topics};
use crate::model::{Action, Event};

/// What a negative ending stands for.
const NOT: &[Concept] = &[Concept::Cue(Cue::Not)];

/// What stands for a thing that is still asked: 不正使用がない*か*.
const OPEN: &[Concept] = &[Concept::Cue(Cue::Unknown)];

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
        if self.dates_report(sentence, date) {
            return self.reported_as(sentence, date);
        }
        if self.qualifies_noun(sentence, date) {
            return None;
        }
        // 3月4日の点検で発覚した: what the noun led to.
        if let Some(attached) = self.head_noun(sentence, date).filter(|attached| !self.led_to(sentence, attached)) {
            return Some(attached);
        }
        let closes = sentence.after(date).chars().filter(|c| c.is_alphanumeric()).nth(4).is_none();
        let by = if let Some(within) = self.within_bracket(sentence, date) {
            Some(within)
        } else if sentence.tokens[date].depth > 0 || closes {
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
        let told = |by: usize| Some(Attached { event: event_in_clause(self, sentence, self.clause_of(sentence, by), by)?, by });
        // 確認が完了し、再開: a predicate that tells nothing by itself leaves the day to the next clause.
        let end = self.next_date(sentence, by.max(date)).unwrap_or(usize::MAX).min(self.reach(sentence, date).end);
        let next = || (self.clause_of(sentence, by).end..end).find(|at| tells_event(&sentence.tokens[*at]));
        let Attached { event, by } = told(by).or_else(|| next().filter(|_| by > date).and_then(told))?;
        Some(self.embedded(sentence, date, by, event).unwrap_or(Attached { event, by }))
    }

    fn also(&self, sentence: &Sentence<'_>, date: usize, first: Attached, entry: bool) -> Vec<Attached> {
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
            let Some(by) = self.main_of(sentence, &told).filter(|by| entry || !self.is_nominal(sentence, *by)) else { continue };
            let fits = |event: &Event| *event == Event::Contained || entry && is_step(*event);
            let event = event_in_clause(self, sentence, clause, by).filter(fits);
            found.extend(event.map(|event| Attached { event, by }));
        }
        found
    }

    fn stance_of(&self, sentence: &Sentence<'_>, item: usize) -> Option<Stance> {
        if self.is_means(sentence, item) {
            return None;
        }
        let rest = sentence.after(self.last_listed(sentence, item));
        let clause = self.clause_of(sentence, item);
        let mut behind = stance(self.said_behind(sentence, item, clause.end));
        if self.form.excepting.iter().any(|word| rest.trim_start_matches(['を', '等']).starts_with(word.as_str())) {
            // 登録情報以外への…は確認されていない: what is denied is denied of the others.
            let denied = matches!(behind, Some(Stance::Excluded(_)));
            return (!denied).then_some(Stance::Excluded(crate::model::Exclusion::NotIncluded));
        }
        // パスワードは暗号化されており、流出していない: what the sentence is about is so in its next clause, too.
        let told_on = || {
            let marked = self.form.subject_marks.iter().any(|mark| rest.starts_with(mark.as_str()));
            let opens = !sentence.tokens[..item].iter().any(tells_of_things);
            marked && opens && !sentence.tokens[item + 1..].iter().any(|token| token.tells(Topics::DATA))
        };
        let silent = !sentence.tokens[item + 1..clause.end].iter().any(tells_event);
        if behind.is_none() && !self.is_qualified(sentence, item) && (silent || told_on()) && clause.end < sentence.tokens.len() {
            let next = self.clause_of(sentence, clause.end);
            behind = stance(sentence.tokens[next].iter()).filter(|next| silent || matches!(next, Stance::Excluded(_)));
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
        gap.char_indices().any(|(end, c)| match c {
            '。' => true,
            '、' => self.ends_clause(&gap[..end]) || end == 0 && inflected(),
            'が' => self.form.contrasts.before(&gap[..end + c.len_utf8()]).is_some(),
            _ => false,
        })
    }

    fn main_event(&self, sentence: &Sentence<'_>) -> Option<Event> {
        if sentence.tells(Topics::DATES) || !sentence.tells(EVENTS) {
            return None;
        }
        let tells = |at: &usize| tells_event(&sentence.tokens[*at]) && !self.performed(sentence, *at) && !self.is_nominal(sentence, *at);
        // 停止日: the label of a day is a noun, and nothing stands behind it.
        let times = self.form.time_letters.as_slice();
        let labels = |at: &usize| {
            let behind = sentence.after(*at);
            tells_event(&sentence.tokens[*at]) && (behind.chars().nth(1).is_none() || behind.trim_end_matches(times).is_empty())
        };
        let told = (0..sentence.tokens.len()).rev().filter(|at| tells(at) || labels(at));
        let mut events = told.map(|by| event_in_clause(self, sentence, self.clause_of(sentence, by), by));
        // 調査が完了し、報告書を*受領*: what tells nothing by itself leaves it to the predicate before it.
        events.find(Option::is_some)?.filter(|event| *event != Event::Other)
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
        // 不正使用がない*か*調査した asks, and denies nothing.
        let asks = |token: &Token| {
            let rest = sentence.slice(Span::new(token.span.end(), sentence.span.end()));
            self.form.doubting.iter().any(|word| rest.starts_with(word.as_str()))
        };
        let asked: Vec<usize> =
            (0..sentence.tokens.len()).filter(|at| sentence.tokens[*at].cue(Cue::Not) && asks(&sentence.tokens[*at])).collect();
        for at in asked {
            let token = &sentence.tokens[at];
            sentence.tokens[at] = Token::word(token.span, OPEN, token.depth);
        }
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

    /// A dative stands behind them, whatever honours them before it: お客様*の皆様へ*.
    fn tells_to(&self, sentence: &Sentence<'_>, whom: usize, by: usize) -> bool {
        whom < by && self.is_dative(self.particle_of(sentence, whom))
    }

    /// An attributive ending stands behind it, and a noun behind that.
    fn qualifies(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let rest = sentence.after(at);
        let ending = self.form.attributives.iter().filter(|word| rest.starts_with(word.as_str())).map(String::len).max();
        ending.and_then(|length| rest[length..].chars().next()).is_some_and(|c| !matches!(c, 'ぁ'..='ん' | '、' | '。'))
    }

    /// It is received in its clause, or closes it behind one whom it comes from.
    fn is_received(&self, sentence: &Sentence<'_>, by: usize) -> bool {
        let clause = self.clause_of(sentence, by);
        let start = sentence.tokens[clause.start].span.start();
        let end = sentence.tokens.get(clause.end).map_or(sentence.span.end(), |next| next.span.start());
        let behind = sentence.slice(Span::new(sentence.tokens[by].span.end(), end));
        let received = behind.strip_prefix('を').is_some_and(|rest| self.form.receiving.iter().any(|verb| rest.contains(verb.as_str())));
        let before = sentence.slice(Span::new(start, sentence.tokens[by].span.start()));
        let closes = behind.chars().all(|c| !c.is_alphanumeric());
        received || closes && self.form.senders.iter().any(|from| before.contains(from.as_str()))
    }

    /// 委託先*からの*連絡.
    fn comes_from(&self, sentence: &Sentence<'_>, by: usize) -> bool {
        let before = sentence.before(by).strip_suffix('の');
        before.is_some_and(|from| self.form.sources.iter().any(|source| from.ends_with(source.as_str())))
    }

    /// A dative or an instrumental stands behind him, and what is told next is no harm.
    fn helps(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let tokens = &sentence.tokens;
        let rest = self.particle_of(sentence, at);
        if !self.is_dative(rest) && self.form.comitatives.begins(rest).is_none() {
            return false;
        }
        let told = |token: &&Token| token.names_harm() || tells_event(token) || is_inquiry(token);
        tokens[at + 1..].iter().find(told).is_some_and(|next| !next.names_harm())
    }

    /// A 予定 closes the clause, whatever stands in it.
    fn plans(&self, _: &Sentence<'_>, _: usize, _: usize) -> bool {
        true
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
        // マルウェアへの*感染は*確認されていません: a noun is no predicate of its own.
        let befalls = |by: usize| tokens[by].is(Concept::Event(Event::Occurred));
        let noun = |by: usize| befalls(by) && self.form.noun_particles.iter().any(|word| sentence.after(by).starts_with(word.as_str()));
        let open = |by: &usize| !tells_event(&tokens[*by]) || tokens[*by].cue(Cue::Finding) || noun(*by);
        (at + 1..clause.end).take_while(open).any(|by| tokens[by].cue(Cue::Not))
    }
}

impl Japanese {
    /// What follows the one whom token `whom` names, honours aside.
    fn particle_of<'a>(&self, sentence: &Sentence<'a>, whom: usize) -> &'a str {
        let rest = sentence.after(whom);
        &rest[self.form.honorifics.begins(rest).unwrap_or(0)..]
    }

    /// Whether a text begins with a dative: に, へ, and not による.
    fn is_dative(&self, rest: &str) -> bool {
        self.form.datives.begins(rest).is_some() && self.form.not_datives.begins(rest).is_none()
    }

    /// What is told by the ending of a word, and how many bytes it takes: that it is not so (流出してい*ない*), that a harm befell (攻撃*を受け*), or that
    /// a headline only asks (情報流出*か*).
    fn ending(&self, sentence: &Sentence<'_>, at: usize, token: &Token) -> Option<(usize, &'static [Concept])> {
        let things = tells_of_things(token);
        let (event, harm) = (tells_event(token), things || token.names_harm());
        if !(event || harm) {
            return None;
        }
        let rest = sentence.after(at);
        let is_asked = |length: usize| self.form.doubting.iter().any(|word| rest[length..].starts_with(word.as_str()));
        let negated = || {
            let ending = self.form.negative_endings.at(rest).filter(|_| things || event);
            ending.filter(|((), length)| !is_asked(*length)).map(|((), length)| (length, NOT))
        };
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

    /// The tokens behind an item, up to place `end`, but for brackets that tell of other things: 氏名(*パスワードは表示されておりません*).
    fn said_behind<'s>(&self, sentence: &'s Sentence<'_>, item: usize, end: usize) -> impl Iterator<Item = &'s Token> {
        let depth = sentence.tokens[item].depth;
        let rest = sentence.tokens.get(item + 1..end).unwrap_or_default();
        let deeper = move |left: &Token, right: &Token| (left.depth > depth) == (right.depth > depth);
        let of_others =
            move |run: &&[Token]| run.iter().all(|token| token.depth > depth) && run.iter().any(|token| token.tells(Topics::DATA));
        rest.chunk_by(deeper).filter(move |run| !of_others(run)).flatten()
    }

    /// The last thing of the list that token `item` stands in: パスワード of ID・パスワード.
    fn last_listed(&self, sentence: &Sentence<'_>, item: usize) -> usize {
        let joined = |at: &usize| {
            let gap = sentence.between(at - 1, *at).trim_matches(['、', '・', '(', ')', '等', ' ']);
            sentence.tokens[*at].tells(Topics::DATA) && (gap.is_empty() || self.form.joiners.iter().any(|word| word == gap))
        };
        (item + 1..sentence.tokens.len()).take_while(joined).last().unwrap_or(item)
    }

    /// Whether a thing, alone or in a list, is what an attack was made with: ID・パスワード*を使用し*.
    fn is_means(&self, sentence: &Sentence<'_>, item: usize) -> bool {
        let rest = sentence.after(self.last_listed(sentence, item)).trim_start_matches(['等', ')']);
        self.form.instruments.begins(rest).is_some()
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

    fn breaks_between(&self, sentence: &Sentence<'_>, left: usize, right: usize) -> bool {
        left < right && self.clause_of(sentence, left).end <= right
    }

    /// Whether the word stands as a noun that another predicate uses: 不具合の原因, 発生後, 停止に伴い.
    fn is_nominal(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        let rest = sentence.after(at);
        self.form.noun_marks.iter().any(|mark| rest.starts_with(mark.as_str()))
    }
}

/// So many characters stand at most between what was looked for and that it was found: の痕跡は.
const NEAR_FINDING: usize = 8;

/// So many characters the ending of a verb takes that qualifies a noun: のある, された.
const LONGEST_ENDING: usize = 5;

/// Whether a word names an inquiry.
fn is_inquiry(token: &Token) -> bool {
    token.cue(Cue::Inquiry) || token.is(Concept::Action(Action::Investigation))
}

/// Whether a word names what went wrong, or what was done to things.
fn names_harm(token: &Token) -> bool {
    token.names_harm() || tells_of_things(token)
}
