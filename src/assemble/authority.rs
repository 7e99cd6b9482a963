//! What authorities did, and the laws it stands on.
//!
//! Limits: an act is told by its authority and its kind, so two orders of one authority to two firms are one.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::Assembly;
use super::days::Dated;
use super::page::{Mood, Page};
use crate::Span;
use crate::edtf::Edtf;
use crate::grammar::{LawExpr, Value};
use crate::lexicon::{Concept, Topics};
use crate::model::{Authority, Event, Guidance, GuidanceAction, Law};
use crate::syntax::Token;

impl Assembly<'_> {
    /// What authorities did: an act with the laws told beside it, on the day nearest to a mention of it.
    pub(super) fn guidance(&self, speaker: Option<Span>) -> Vec<Guidance> {
        let speaker = speaker.and_then(|name| self.page.sentence(name).tokens.iter().find_map(Token::authority));
        let acts = acts(self.page, speaker);
        let mut beside_acts: Vec<Vec<Law>> = vec![Vec::new(); acts.len()];
        for (line, span, law) in laws(self.page) {
            let beside = |act: &Act| {
                act.told.iter().filter(|(at, told)| *at == line && told.start() <= span.start()).map(|(_, told)| told.start()).max()
            };
            let nearest = acts.iter().enumerate().max_by_key(|(at, act)| (beside(act), Reverse(*at)));
            if let Some((act, _)) = nearest {
                beside_acts[act].push(self.law(span, &law));
            }
        }
        acts.into_iter()
            .zip(beside_acts)
            .map(|(act, laws)| {
                let written = self.origin.text(act.told[0].1);
                let date = self.day_of_act(&act).map(|day| self.date(day, Event::Guidance)).or_else(|| self.published.clone());
                Guidance { authority: act.authority, action: act.action, date, laws, text: written.text, span: written.span }
            })
            .collect()
    }

    /// The day in the first line that tells of the act and of a day, the nearest to its word, that of its own clause before others; else that of the
    /// heading above; else the nearest day on which an authority acted.
    fn day_of_act(&self, act: &Act) -> Option<&Dated> {
        let whole = |day: &&Dated| matches!(&day.resolved.date, Edtf::Point(point) if point.day.is_some()) && !self.is_own_day(day);
        let beside = |(line, span): &(usize, Span)| {
            let days = self.days_from(|day| day.line < *line).take_while(|day| day.line == *line).filter(whole);
            let sentence = &self.page.lines[*line].sentence;
            let token = |span: Span| sentence.tokens.iter().position(|token| token.span == span);
            let clause = token(*span).map(|act| self.page.syntax.clause_of(sentence, act));
            let apart = |day: &Dated| !clause.as_ref().zip(token(day.span)).is_some_and(|(clause, at)| clause.contains(&at));
            days.min_by_key(|day| (apart(day), day.span.start().abs_diff(span.start())))
        };
        let guided = || {
            let days = self.days.iter().filter(|day| day.event == Some(Event::Guidance)).filter(whole);
            days.min_by_key(|day| day.line.abs_diff(act.told[0].0))
        };
        let headed = |(line, _): &(usize, Span)| {
            let heading = self.page.blocks[self.page.lines[*line].block].heading?;
            let block = |day: &Dated| self.page.lines[day.line].block;
            self.days_from(|day| block(day) < heading).take_while(|day| block(day) == heading).find(whole)
        };
        act.told.iter().find_map(beside).or_else(|| act.told.iter().find_map(headed)).or_else(guided)
    }

    /// The days, which stand in the order of their lines, from the first on that is not `before`.
    fn days_from(&self, before: impl Fn(&Dated) -> bool) -> impl Iterator<Item = &Dated> {
        self.days[self.days.partition_point(before)..].iter()
    }

    /// A law article as it is written out.
    fn law(&self, span: Span, law: &LawExpr) -> Law {
        let written = self.origin.text(span);
        Law {
            name: self.origin.text(law.name).text,
            number: law.number.map(|number| self.origin.text(number).text),
            article: law.article,
            paragraph: law.paragraph,
            text: written.text,
            span: written.span,
        }
    }
}

/// An act of an authority and the places it is told at.
#[derive(Clone, Debug)]
struct Act {
    /// Line and word of each mention, in order; at least one.
    told: Vec<(usize, Span)>,
    authority: Authority,
    action: GuidanceAction,
}

/// Every act of an authority that the text states, the same one once. `speaker`: the authority whose text it is.
fn acts(page: &Page<'_>, speaker: Option<Authority>) -> Vec<Act> {
    let mut found: Vec<Act> = Vec::new();
    let mut last = None;
    let mut named: Vec<(&str, Authority)> = Vec::new();
    for (at, line) in page.lines.iter().enumerate() {
        if line.mood != Mood::Statement || line.is_boilerplate() || !line.sentence.tells(Topics::AUTHORITIES | Topics::GUIDANCE) {
            continue;
        }
        let mut before = None;
        for (token, word) in line.sentence.tokens.iter().enumerate() {
            if let Some(authority) = word.authority().filter(acts_by_itself) {
                let name = line.sentence.slice(word.span);
                before = match kind_alone(page, name) {
                    // The Commission: the one that was named in full, else the speaker.
                    Some(kind) => {
                        let mut near = named.iter().rev().take(MOST_NAMED);
                        near.find(|(name, _)| name.ends_with(kind)).map(|(_, full)| *full).or(speaker).or(Some(authority))
                    }
                    None => {
                        named.push((name, authority));
                        Some(authority)
                    }
                };
            }
            let action = word.guidance();
            let near = || last.filter(|(_, line)| at - line <= 1).map(|(authority, _)| authority);
            let beside = || line.sentence.tokens.iter().filter_map(Token::authority).find(acts_by_itself);
            // Who is ordered to pay is fined.
            let pays = |other: &Token| other.is(Concept::Guidance(GuidanceAction::Fine)) && other.span.start() > word.span.end();
            let paid = action == Some(GuidanceAction::Order) && line.sentence.tokens.iter().any(pays);
            if let Some(action) = action.filter(|_| !paid)
                && let Some(authority) = before.or(speaker).or_else(near).or_else(beside)
                && !page.syntax.negated(&line.sentence, token)
            {
                match found.iter_mut().find(|act| act.authority == authority && act.action == action) {
                    Some(act) => act.told.push((at, word.span)),
                    None => found.push(Act { told: vec![(at, word.span)], authority, action }),
                }
            }
        }
        last = before.map(|authority| (authority, at)).or(last);
    }
    found
}

/// Among so many authorities named before, one told of by its sort is looked for.
const MOST_NAMED: usize = 32;

/// What sort of authority a name says and no more: *Commission* of the Commission.
fn kind_alone<'t>(page: &Page<'t>, name: &'t str) -> Option<&'t str> {
    let form = &page.lexicon.form.syntax;
    let kind = name.get(form.articles.begins(name)?..)?.trim_start();
    form.authorities.iter().any(|word| word == kind).then_some(kind)
}

/// Whether an authority guides and orders on its own: the police are told of beside such acts, and do neither.
fn acts_by_itself(authority: &Authority) -> bool {
    *authority != Authority::Police
}

/// Every law article of the text with the line it stands in, the same one once. A law that is named without an article only gives its name to the
/// short forms behind it.
fn laws(page: &Page<'_>) -> Vec<(usize, Span, LawExpr)> {
    let mut found: Vec<(usize, Span, LawExpr)> = Vec::new();
    let mut seen = HashSet::new();
    let mut full = None;
    for (line, token) in page.tokens(Topics::VALUES) {
        if let Some(Value::Law(law)) = token.value() {
            // 法, 同法, the Act, or an article alone: the law that was named in full before.
            let short = law.name.is_empty() || is_short(page, law.name);
            if law.name.is_empty() && full.is_none() {
                continue;
            }
            let law = LawExpr { name: full.filter(|_| short).unwrap_or(law.name), ..law.clone() };
            if seen.insert((&page.text[law.name.range()], law.article, law.paragraph)) {
                full = if short { full } else { Some(law.name) };
                if law.article.is_some() {
                    found.push((line, token.span, law));
                }
            }
        }
    }
    found
}

fn is_short(page: &Page<'_>, name: Span) -> bool {
    page.lexicon.form.syntax.short_laws.is(&page.text[name.range()])
}

#[cfg(test)]
mod tests {
    use crate::model::{Authority, GuidanceAction};
    use crate::parse;

    #[test]
    fn an_authority_told_of_by_its_sort_is_the_one_named_before() {
        let text = "Notice\n\n5 June 2025\n\nNames were leaked. On 2 May 2025 the Personal Information Protection Commission issued guidance to us. \
                    The Commission recommended that we improve.";
        let acts: Vec<(Authority, GuidanceAction)> = parse(text).notice.guidance.iter().map(|act| (act.authority, act.action)).collect();
        assert_eq!(acts, [(Authority::Ppc, GuidanceAction::AdministrativeGuidance), (Authority::Ppc, GuidanceAction::Recommendation)]);
    }
}
