//! The noun that an English figure counts.

use super::super::input::*;
use crate::model::Unit;

/// How many words may stand between a figure and its noun.
const REACH: usize = 6;

/// The unit of the noun phrase that begins here, and the place after its noun.
///
/// The head is the last unit noun of the phrase, or its first plural (`customer records`, but `patients received letters`); the phrase ends at a
/// preposition, a verb, a conjunction or punctuation.
pub(in super::super) fn head(input: Input) -> Option<(Input, Unit, Span)> {
    let (mut rest, _) = opt(preceded(some_space, mark(Mark::Partitive))).parse(input).ok()?;
    let mut found = None;
    for _ in 0..REACH {
        let Ok((start, _)) = some_space(rest) else { return found };
        if let Ok((end, _)) = mark(Mark::NounJoint)(start) {
            rest = end;
            continue;
        }
        if let Some((unit, len)) = start.lexicon.unit_at(start.rest(), 0) {
            let end = start.from(start.at() + len);
            found = Some((end, unit, start.span_to(end)));
            let word = start.slice(start.span_to(end));
            let plural = word.ends_with('s') || start.form().mark(Mark::Plural).before(word).is_some();
            if plural || end.next() != Some(' ') {
                return found;
            }
            rest = end;
            continue;
        }
        if start.begins(Mark::Stop) || start.next().is_some_and(|c| c.is_ascii_digit()) {
            return found;
        }
        let len = start.rest().bytes().take(40).take_while(|b| b.is_ascii_alphanumeric() || b"-'&/.".contains(b)).count();
        let end = start.from(start.at() + len);
        if len == 0 || end.next() != Some(' ') {
            return found;
        }
        rest = end;
    }
    found
}

/// The unit of a noun that says who or what a figure without a noun is: `of which 741 are cancelled contracts`, but not `27 were sent letters`.
pub(in super::super) fn predicate_noun(input: Input) -> Option<(Input, Unit, Span)> {
    let (rest, _) = preceded(some_space, mark(Mark::Copula)).parse(input).ok()?;
    let found = head(rest)?;
    let said = rest.slice(rest.span_to(found.0));
    let is_noun = said.split_whitespace().count() <= 3 && !said.split_whitespace().any(|word| rest.form().syntax.is_past(word));
    is_noun.then_some(found)
}
