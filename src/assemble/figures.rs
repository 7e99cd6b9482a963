//! Figures: which of the numbers are counts of the matter, of what, how sure, and in which role.
//!
//! Limits: a clause is all the context that a figure has, beside its label, its heading and the figure before it.

use std::collections::HashSet;
use std::ops::Range;

use super::certainty::refine;
use super::page::{Line, Mood, Page};
use super::proportion;
use super::units::{counted_before, is_share, is_share_of_next, names_unit, unit_from_around, unit_of, unit_of_entry, unit_of_share};
use crate::Span;
use crate::grammar::{CountExpr, Value};
use crate::lexicon::{Concept, Cue, Label, Topics};
use crate::model::{Bound, CauseCategory, Certainty, CountRole, Unit};
use crate::syntax::{Sentence, Stance, Token};

/// A figure and the line it stands in.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub line: usize,
    pub span: Span,
    pub value: u64,
    pub unit: Unit,
    /// Whether the unit is only the bare counter's.
    pub bare: bool,
    /// Whether no counter stands beside it, and nothing else tells the unit.
    pub assumed: bool,
    pub bound: Bound,
    pub certainty: Certainty,
    /// Whether the line itself, its heading or its lead-in says how sure it is.
    pub said: bool,
    pub role: CountRole,
    pub of: Option<Span>,
    /// The head of the column that it stands in.
    pub column: Option<Span>,
    pub cumulative: bool,
    /// Whether it is a total from which what is counted twice was taken.
    pub distinct: bool,
}

/// Every figure of the matter, in order.
pub(crate) fn figures(page: &Page<'_>, usual: &dyn Fn(&Line<'_>) -> Stance) -> Vec<Figure> {
    let mut found = Vec::new();
    // What was told to have come to harm.
    let mut harmed: HashSet<u64> = HashSet::new();
    // The figure that stands alone right under a heading is the whole of what is told under it.
    let mut whole: Option<(usize, u64)> = None;
    for (at, line) in page.lines.iter().enumerate().filter(|(_, line)| line.sentence.tells(Topics::FIGURES)) {
        if line.is_boilerplate() || line.label == Some(Label::Ticker) {
            continue;
        }
        let mut total = None;
        let first = found.len();
        let later = first > 0;
        let last = found.iter().rev().find(|figure: &&Figure| figure.role != CountRole::Context).map(|figure| figure.unit);
        let asked = |token: usize| line.mood == Mood::Request && !line.states(page, token);
        for (token, span, count) in counts_in(page, line, last).filter(|(token, ..)| !asked(*token)) {
            if let Some(mut figure) = figure(page, line, token, count, Told { usual: usual(line), total, later }) {
                let heading = page.blocks[line.block].heading;
                if figure.role == CountRole::Affected && stands_alone(page, line, token) {
                    whole = heading.map(|heading| (heading, figure.value));
                } else if figure.role == CountRole::Affected
                    && whole.is_some_and(|(under, total)| heading == Some(under) && figure.value < total)
                {
                    figure.role = CountRole::Part;
                }
                if figure.role == CountRole::Affected {
                    total.get_or_insert(token);
                }
                found.push(Figure { line: at, span, ..figure });
            }
        }
        proportion::settle(page, line, &mut found[first..], &harmed);
        harmed.extend(found[first..].iter().filter(|figure| figure.role == CountRole::Affected).map(|figure| figure.value));
    }
    found
}

/// Whether a line is a figure and nothing else.
fn stands_alone(page: &Page<'_>, line: &Line<'_>, token: usize) -> bool {
    page.blocks[line.block].label.is_none() && line.sentence.text.trim().len() == line.sentence.tokens[token].span.len()
}

/// Up to so many persons in a sentence that tells of no data are those who did or checked something.
const FEW: u64 = 3;

/// The figures of a line. `last`: what the figure before the line counts.
fn counts_in<'l>(page: &'l Page<'_>, line: &'l Line<'_>, last: Option<Unit>) -> impl Iterator<Item = (usize, Span, CountExpr)> + 'l {
    line.sentence.tokens.iter().enumerate().filter_map(move |(at, token)| match token.value() {
        Some(Value::Count(count)) => {
            let unit = count.unit.or_else(|| unit_from_around(page, line, at, last));
            Some((at, token.span, CountExpr { unit, ..*count }))
        }
        Some(Value::Number(value))
            if (page.text[token.span.range()].starts_with(|c: char| c.is_ascii_digit()) || is_share_of_next(page, line, at))
                && let Some(unit) = counted_before(page, line, at).or_else(|| unit_from_around(page, line, at, last)) =>
        {
            Some((at, token.span, CountExpr { value: *value, unit: Some(unit), bare: false, bound: Bound::Exact, number: token.span }))
        }
        Some(Value::Number(value))
            if page.text[token.span.range()].starts_with(|c: char| c.is_ascii_digit())
                && let Some(unit) =
                    unit_of_entry(line, at).or_else(|| unit_of_share(page, line, at, last).filter(|_| !names_unit(page, line))) =>
        {
            Some((at, token.span, CountExpr { value: *value, unit: Some(unit), bare: false, bound: Bound::Exact, number: token.span }))
        }
        Some(Value::Number(value)) if line.under(Label::Count) || names_unit(page, line) => {
            Some((at, token.span, CountExpr { value: *value, unit: None, bare: true, bound: Bound::Exact, number: token.span }))
        }
        _ => None,
    })
}

/// What is known when a figure is read.
#[derive(Clone, Copy)]
struct Told {
    /// How sure the text is on the whole.
    usual: Stance,
    /// The affected figure of the same sentence before it.
    total: Option<usize>,
    /// Whether the text has given a figure before this line.
    later: bool,
}

/// The figure at token `at`; `None` where it is not of the matter.
fn figure(page: &Page<'_>, line: &Line<'_>, at: usize, count: CountExpr, known: Told) -> Option<Figure> {
    let sentence = &line.sentence;
    let clause = page.syntax.clause_of(sentence, at);
    let within = &sentence.tokens[clause.clone()];
    let own = page.syntax.stance_of(sentence, at);
    let stance = refine(own, line.stance, known.usual);
    let (unit, bare, of) = unit_of(page, line, at, count)?;
    let role = role_of(page, line, at, count, within, known);
    let usual_unit = !matches!(unit, Unit::Shop | Unit::Device | Unit::Document | Unit::File);
    let told = own.is_some() || line.stance.is_some() || touches_matter(line) || is_counted_label(line);
    let harmed = usual_unit || told;
    if count.value == 0 || (role != CountRole::Context && (!harmed || matches!(stance, Stance::Excluded(_)))) {
        return None;
    }
    if role == CountRole::Context && !told {
        return None;
    }
    let tells = page.lexicon.form.syntax.sources.iter().any(|word| sentence.after(at).starts_with(word.as_str()));
    // 委託先の1社である: one among others, who is named.
    let named = count.value == 1 && page.lexicon.form.syntax.identities.iter().any(|word| sentence.after(at).starts_with(word.as_str()));
    let few = named || unit == Unit::Person && count.value <= FEW && (tells || !(is_counted(line) || own.is_some() || line.listed));
    if few || matches!(line.nearest(), Some(Label::Prevention)) {
        return None;
    }
    Some(Figure {
        line: 0,
        span: count.number,
        value: count.value,
        unit,
        bare,
        assumed: bare && count.unit.is_none(),
        bound: if count.bound == Bound::Exact { line.bound.unwrap_or(Bound::Exact) } else { count.bound },
        certainty: if stance == Stance::Possible
            && !is_sure(share_of_named(sentence, at).map_or(within, |share| &sentence.tokens[share]), unit, role, count.bound)
        {
            Certainty::Possible
        } else {
            Certainty::Confirmed
        },
        said: own.is_some() || line.stance.is_some(),
        role,
        of,
        column: line.column,
        distinct: sentence.has(Cue::Distinct),
        cumulative: within.iter().any(|token| token.cue(Cue::Cumulative) && token.span.end() <= count.number.start()),
    })
}

/// Whether a figure is sure though the text on the whole is not: what was abused, a machine, a share that was established, unless its own clause
/// doubts it.
fn is_sure(within: &[Token], unit: Unit, role: CountRole, bound: Bound) -> bool {
    let has = |cue: Cue| within.iter().any(|token| token.cue(cue));
    let sure = role == CountRole::Misused || unit == Unit::Device && bound != Bound::AtMost || role == CountRole::Part && has(Cue::Finding);
    sure && !has(Cue::Possible) && !has(Cue::Not)
}

/// What a figure has to do with the matter.
fn role_of(page: &Page<'_>, line: &Line<'_>, at: usize, count: CountExpr, within: &[Token], known: Told) -> CountRole {
    let token = &line.sentence.tokens[at];
    let form = &page.lexicon.form.syntax;
    let label = page.blocks[line.block].label.filter(|label| !label.overlaps(line.sentence.span)).map(|label| page.sentence(label));
    let has = |cue: Cue| within.iter().any(|token| token.cue(cue)) || label.as_ref().is_some_and(|label| label.has(cue));
    // What stands far behind a figure, or before another one, is not said of it.
    let floor = within.iter().filter(|other| other.span.end() <= token.span.start() && is_figure(other)).count();
    let since = within.iter().filter(|other| other.span.start() < token.span.start()).rev();
    let doubted = match share_of_named(&line.sentence, at) {
        Some(share) => line.sentence.tokens[share].iter().any(|other| other.cue(Cue::Possible)),
        None if floor > 0 => since.take_while(|other| !is_figure(other)).any(|other| other.cue(Cue::Possible)),
        None => has(Cue::Possible),
    };
    let before = line.sentence.before(at).trim_end().to_lowercase();
    let is_base = form.bases.begins(&before).is_some() && !before.contains(',');
    if (has(Cue::Misuse) || has(Cue::Login)) && !has(Cue::Not) && !doubted {
        // What was sent from an account that was abused is not itself abused.
        let sent = matches!(count.unit, Some(Unit::Email | Unit::Message | Unit::Call));
        return if is_base || sent { CountRole::Context } else { CountRole::Misused };
    }
    // *Including* goes as far as a comma.
    let reaches = |part: usize| !line.sentence.tokens[part].cue(Cue::Include) || !line.sentence.between(part, at).contains(',');
    // 27社(うち自治体6団体)の96,000人: what is said in brackets ends with them.
    let open = |part: usize| line.sentence.tokens[part].depth <= token.depth;
    let part = (0..at).rev().find(|part| line.sentence.tokens[*part].cue(Cue::Part) && reaches(*part) && open(*part));
    let totals = |before: &Token| before.cue(Cue::Distinct) || before.cue(Cue::Total) && before.depth == token.depth;
    // 登録済みの利用者のうち399名: of a whole that has no figure it is all that is known; 24市町村のうち3市町で合計399名 is a whole itself.
    let told_part = part.is_some_and(|part| {
        let tokens = &line.sentence.tokens;
        !tokens[part..at].iter().any(totals) && (known.total.is_some() || known.later && !tokens[..part].iter().any(is_figure))
    });
    let in_brackets = known.total.is_some_and(|total| line.sentence.tokens[total].depth < token.depth && !restates(line, total, at));
    let column = line.column.map(|head| page.sentence(head));
    let labelled = || known.later && label.iter().chain(&column).any(|label| label.has(Cue::Part));
    let in_cases =
        count.bare && (known.later || known.total.is_some()) && form.case_shares.iter().any(|word| ends_with_word(&before, word));
    let belongs = known.later && form.belonging.iter().any(|word| line.sentence.after(at).starts_with(word.as_str()));
    let said_part = belongs || told_part || is_share(&line.sentence, at) || in_cases || labelled();
    let distinct = line.sentence.tokens[..at].iter().any(totals);
    let shared =
        known.later && form.shares.iter().any(|word| before.ends_with(word.as_str()) || before == word.trim_start_matches([',', ';', ' ']));
    if said_part || shared || (in_brackets && !distinct) {
        return CountRole::Part;
    }
    // What is said of a whole (発送総数…のうち) is not said of its part.
    let own = part.map_or(within, |part| &line.sentence.tokens[part..at.max(part)]);
    let beside = |other: &Token| other.cue(Cue::Context) && other.span.start() <= token.span.end() + CONTEXT_REACH;
    // 漏えいしたものは、システム全体で399名: of what leaked it is the whole.
    let leaked = own.iter().take_while(|other| !beside(other)).any(|other| other.cue(Cue::Leak));
    let context = !leaked && own.iter().any(beside) || label.as_ref().is_some_and(|label| label.has(Cue::Context));
    if context || line.mood == Mood::Background {
        return CountRole::Context;
    }
    CountRole::Affected
}

/// Within so many bytes behind a figure words may say that it only describes the surroundings: 2.1 million *registered users*.
const CONTEXT_REACH: usize = 40;

/// Whether a figure in brackets is the total once more in another unit, and alone there: 1,482契約(88,903アカウント).
fn restates(line: &Line<'_>, total: usize, at: usize) -> bool {
    let tokens = &line.sentence.tokens;
    let unit = |at: usize| count_of(&tokens[at]).and_then(|count| count.unit);
    let beside = |other: &usize| *other != at && tokens[*other].depth == tokens[at].depth && is_figure(&tokens[*other]);
    let share = |token: &Token| token.cue(Cue::Part) || token.cue(Cue::Include);
    let part = tokens[total..at].iter().any(share) || tokens[at + 1..].first().is_some_and(share);
    !part && unit(total) != unit(at) && !(total + 1..tokens.len()).any(|other| beside(&other))
}

/// The tokens from a share on where the whole is named before it: what doubts the whole (流出した可能性のあるカードのうち31枚) is not said of the share.
fn share_of_named(sentence: &Sentence<'_>, at: usize) -> Option<Range<usize>> {
    let part = at.checked_sub(1).filter(|part| sentence.tokens[*part].cue(Cue::Part))?;
    let close = sentence.between(part, at).trim().is_empty();
    let named = !sentence.tokens[..part].iter().any(is_figure) && part > 0;
    (close && named).then_some(at..sentence.tokens.len())
}

/// The figure that a token is.
pub(super) fn count_of(token: &Token) -> Option<&CountExpr> {
    if let Some(Value::Count(count)) = token.value() { Some(count) } else { None }
}

pub(super) fn is_figure(token: &Token) -> bool {
    count_of(token).is_some()
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// Whether the line tells of what went wrong.
fn touches_matter(line: &Line<'_>) -> bool {
    line.sentence.telling(Topics::CAUSES | Topics::cue(Cue::Leak)).any(|token| {
        token.cue(Cue::Leak)
            || token.concepts().iter().any(|concept| match concept {
                Concept::Cause(cause) => !matches!(cause, CauseCategory::ThirdParty | CauseCategory::Unknown),
                _ => false,
            })
    })
}

/// Whether the line stands where the matter is told.
fn is_counted_label(line: &Line<'_>) -> bool {
    is_counted(line) || line.label == Some(Label::Overview) || line.above.contains(&Label::Overview)
}

/// Whether the line stands where figures are listed.
fn is_counted(line: &Line<'_>) -> bool {
    let counted = |label: &Label| matches!(label, Label::Count | Label::Subjects | Label::Data);
    line.label.as_ref().is_some_and(counted) || line.above.iter().any(counted)
}

#[cfg(test)]
mod tests {
    use crate::model::CountRole;
    use crate::parse;

    fn figures(text: &str) -> Vec<(u64, CountRole)> {
        parse(text).notice.incidents[0].counts.iter().map(|count| (count.value, count.role)).collect()
    }

    #[test]
    fn rows_beside_labels_count_what_the_row_before_them_does() {
        let text = "Notice\n\n5 June 2025\n\nCard details were stolen.\n\n  Cards used in that time           4,930\n    of which issued abroad            204\n  Known to have been abused           112\n";
        assert_eq!(figures(text), [(4930, CountRole::Affected), (204, CountRole::Part), (112, CountRole::Misused)]);
    }

    #[test]
    fn a_share_needs_a_whole() {
        use CountRole::*;
        // Of a whole without a figure it is all that is known.
        assert_eq!(
            figures("氏名が漏えいしました。\n\n登録済みの利用者のうち399名\nこのうち、申請した方は24名"),
            [(399, Affected), (24, Part)]
        );
        assert_eq!(
            figures("漏えいについて\n\n■ 従業員の個人情報\n6,456人\n国内の従業員の氏名、社員番号(5,509人)\n海外の従業員の氏名(947人)"),
            [(6456, Affected), (5509, Part), (947, Part)]
        );
        assert_eq!(figures("氏名が漏えいした方は900件です。\n\n※1\n\n381件が該当"), [(900, Affected), (381, Part)]);
        // Beside labels each is one of its own.
        assert_eq!(
            figures("漏えいについて\n\n■ 漏えいした件数\nメールアドレスのみ:900件\n氏名と住所:127件"),
            [(900, Affected), (127, Affected)]
        );
    }

    #[test]
    fn one_of_several_who_is_named_is_no_figure() {
        assert_eq!(
            figures("委託先の1社である湖畔印刷株式会社のサーバーから、お客様300名の氏名が漏えいしました。"),
            [(300, CountRole::Affected)]
        );
    }

    #[test]
    fn a_total_behind_a_share_and_what_brackets_hold_are_no_shares() {
        use CountRole::*;
        assert_eq!(figures("24市町村のうち3市町に寄附をされた方、合計38,951名分の氏名が漏えいしました。").last(), Some(&(38951, Affected)));
        assert_eq!(figures("委託元27社(うち自治体6団体)に関わる96,000人分の氏名が漏えいしました。").last(), Some(&(96000, Affected)));
    }

    #[test]
    fn what_doubts_the_whole_is_not_said_of_its_share() {
        let text = "氏名が漏えいした可能性があります。流出した可能性のあるカードのうち31枚について不正利用がありました。";
        assert_eq!(figures(text), [(31, CountRole::Misused)]);
    }
}
