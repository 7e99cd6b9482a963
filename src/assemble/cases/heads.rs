//! Which blocks head the cases of a text, by each way in which texts tell cases apart.
//!
//! Limits: each way gives the heads of all cases or none; which of them is believed is told in [`Cases::find`](super::Cases::find).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::owner::is_organisation;
use crate::assemble::page::{Line, Page};
use crate::grammar::Value;
use crate::lexicon::{Concept, Label};
use crate::model::Unit;
use crate::segment::{Block, Kind};
use crate::syntax::Token;

/// Whether a heading calls itself a case: `Case of …`, 事案1.
pub(super) fn names_case(page: &Page<'_>, text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    page.lexicon.form.syntax.case_words.all_at(text).any(|length| !text[length..].starts_with(char::is_alphabetic))
}

/// Headings that call themselves cases.
pub(super) fn named_cases(page: &Page<'_>) -> Option<Vec<usize>> {
    let heads = page.blocks.iter().enumerate();
    let heads = heads.filter(|(_, block)| block.kind == Kind::Heading && names_case(page, &page.text[block.span.range()]));
    let heads: Vec<usize> = heads.map(|(at, _)| at).collect();
    (heads.len() >= 2).then_some(heads)
}

/// Numbered siblings under which the same labels stand again.
pub(super) fn labelled_cases(page: &Page<'_>) -> Option<Vec<usize>> {
    let mut labels: HashMap<usize, Vec<Label>> = HashMap::new();
    for line in page.lines.iter().filter(|line| !line.is_head) {
        if let (Some(label), Some(heading)) = (line.label, page.blocks[line.block].heading) {
            labels.entry(heading).or_default().push(label);
        }
    }
    let mut siblings: BTreeMap<(Option<usize>, usize), Vec<usize>> = BTreeMap::new();
    for (at, block) in page.blocks.iter().enumerate() {
        let telling = |labels: &Vec<Label>| {
            // What was leaked of whom, and of how many, are parts of one matter.
            let own = |label: &Label| matches!(label, Label::Discovered | Label::Occurred | Label::Cause);
            let key = |label: &&Label| own(label) || matches!(label, Label::Data | Label::Count);
            labels.iter().any(own) && labels.iter().filter(key).collect::<BTreeSet<_>>().len() >= 2
        };
        if block.kind == Kind::Heading && labels.get(&at).is_some_and(telling) {
            siblings.entry((block.heading, block.depth)).or_default().push(at);
        }
    }
    siblings.into_values().filter(|heads| heads.len() >= 2).max_by_key(Vec::len)
}

/// The first blocks of records, each a word with a number that goes up by one, over labels of a case: 番号 1, 判明日 …, 番号 2, 判明日 ….
pub(super) fn records(page: &Page<'_>) -> Option<Vec<usize>> {
    let mut runs: Vec<(&str, Vec<usize>)> = Vec::new();
    for (at, block) in page.blocks.iter().enumerate().filter(|(_, block)| !block.is_silent()) {
        let Some((word, number)) = numbered_word(&page.text[block.body.range()]) else { continue };
        match runs.last_mut() {
            Some((known, heads)) if *known == word && number == heads.len() + 1 => heads.push(at),
            _ if number == 1 => runs.push((word, vec![at])),
            _ => {}
        }
    }
    let tells = |pair: (usize, usize)| {
        let key =
            |block: &&Block| matches!(own_label(page, block), Some(Label::Discovered | Label::Occurred | Label::Cause | Label::Overview));
        page.blocks[pair.0..pair.1].iter().any(|block| key(&block))
    };
    let ends = |heads: &[usize]| heads.iter().copied().skip(1).chain([page.blocks.len()]).collect::<Vec<_>>();
    let is_case = |heads: &Vec<usize>| heads.len() >= 2 && heads.iter().copied().zip(ends(heads)).all(tells);
    runs.into_iter().map(|(_, heads)| heads).find(is_case)
}

/// A short text that is a word and a number: 番号 1.
pub(super) fn numbered_word(text: &str) -> Option<(&str, usize)> {
    let word = text.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
    let number = text.trim_end().get(word.len()..)?.parse().ok()?;
    let word = word.trim_end();
    (!word.is_empty() && word.chars().count() <= LONGEST_WORD && !word.contains(char::is_whitespace)).then_some((word, number))
}

/// A word beside the number of a record has so many characters at most.
const LONGEST_WORD: usize = 10;

fn own_label(page: &Page<'_>, block: &Block) -> Option<Label> {
    page.lexicon.label_at_start(&page.text[block.label?.range()]).map(|(label, _)| label)
}

/// Sibling headings over a harm each that are names of organisations and nothing else.
pub(super) fn owned_sections(page: &Page<'_>) -> Option<Vec<usize>> {
    let is_owner = |head: &usize| is_organisation(page, page.text[page.blocks[*head].body.range()].trim());
    harmed_sections(page).into_values().find(|heads| heads.len() >= 2 && heads.iter().all(is_owner))
}

/// As many sibling headings over a harm each as the opening says that there are incidents: `以下の2件の事案`, `two separate incidents`; or counted
/// ones as it has cases of any kind: `three cases of leakage`.
pub(super) fn announced_cases(page: &Page<'_>) -> Option<Vec<usize>> {
    let opening = page.lines.iter().take(OPENING * 2).filter(|line| !line.is_head);
    let announced: Vec<(u64, bool)> = opening.flat_map(cases_counted).collect();
    if announced.is_empty() {
        return None;
    }
    let counted = |at: &usize| page.blocks[*at].number.is_some();
    let meant = |heads: &Vec<usize>| {
        announced.iter().any(|(number, incidents)| *number == heads.len() as u64 && (*incidents || heads.iter().all(counted)))
    };
    let harmed = harmed_sections(page);
    harmed
        .values()
        .find(|heads| meant(heads))
        .cloned()
        .or_else(|| harmed.values().map(|heads| with_counted_siblings(page, heads)).find(meant))
}

/// Sections that are counted, with those siblings of theirs of which no harm is told in a word; other sections alone.
fn with_counted_siblings(page: &Page<'_>, heads: &[usize]) -> Vec<usize> {
    let counted = |at: &usize| page.blocks[*at].number.is_some();
    match heads.first().filter(|_| heads.iter().all(counted)) {
        Some(first) => siblings_of(page, *first).filter(counted).collect(),
        None => heads.to_vec(),
    }
}

/// How many cases a sentence counts, where it counts few, and whether it says that they are incidents.
fn cases_counted<'l>(line: &'l Line<'_>) -> impl Iterator<Item = (u64, bool)> + 'l {
    let speaks_of = line.sentence.tokens.iter().any(|token| token.is(Concept::Unit(Unit::Incident)));
    line.sentence
        .tokens
        .iter()
        .filter_map(move |token| match token.value() {
            Some(Value::Count(count)) if count.unit == Some(Unit::Incident) => Some((count.value, true)),
            Some(Value::Count(count)) if count.bare => Some((count.value, speaks_of)),
            _ => None,
        })
        .filter(|(number, _)| (2..=MOST_ANNOUNCED).contains(number))
}

/// A notice tells so many incidents apart at most.
const MOST_ANNOUNCED: u64 = 30;

/// Long items of one list with a name in bold type, most of which open with it: a round-up.
pub(super) fn bulleted_cases(page: &Page<'_>) -> Option<Vec<usize>> {
    let name_at = |block: &Block| {
        if block.kind != Kind::Item {
            return None;
        }
        let text = &page.text[block.span.range()];
        let bold = text.match_indices("**").take(2).map(|(at, _)| at).collect::<Vec<_>>();
        match bold[..] {
            [from, to] if text.chars().count() >= 60 && to - from <= 80 => Some(from),
            _ => None,
        }
    };
    let heads: Vec<(usize, usize)> = page.blocks.iter().enumerate().filter_map(|(at, block)| Some((at, name_at(block)?))).collect();
    let opening = heads.iter().filter(|(_, name)| *name <= 60).count();
    (opening >= 3 && opening * 2 > heads.len()).then(|| heads.into_iter().map(|(at, _)| at).collect())
}

/// Sections of a page that calls itself a round-up: sibling headings that are no labels, each over a text that tells of a harm.
pub(super) fn sections(page: &Page<'_>) -> Option<Vec<usize>> {
    if !rounds_up(page) {
        return None;
    }
    let heads = harmed_sections(page).into_values().filter(|heads| heads.len() >= 3).max_by_key(Vec::len)?;
    let told: BTreeSet<usize> = page.lines.iter().filter(|line| line.is_head && line.tells_harm()).map(|line| line.block).collect();
    // A heading may tell of the harm alone; and where all are counted, so are those of which no harm is told in a word.
    let first = *heads.first()?;
    let counted = |at: &usize| counts_itself(&page.text[page.blocks[*at].body.range()]);
    let of_harm: Vec<usize> = siblings_of(page, first).filter(|at| heads.contains(at) || told.contains(at)).collect();
    Some(if of_harm.iter().all(counted) { siblings_of(page, first).filter(counted).collect() } else { of_harm })
}

/// Whether a heading opens with its number.
fn counts_itself(text: &str) -> bool {
    text.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| c.is_ascii_digit())
}

/// The headings that stand beside a heading, with it.
fn siblings_of<'p>(page: &'p Page<'_>, head: usize) -> impl Iterator<Item = usize> + 'p {
    let first = &page.blocks[head];
    let sibling = |block: &Block| block.kind == Kind::Heading && (block.heading, block.depth) == (first.heading, first.depth);
    (0..page.blocks.len()).filter(move |at| sibling(&page.blocks[*at]))
}

/// The headings that are no labels, each over a text that tells of a harm, with their siblings.
fn harmed_sections(page: &Page<'_>) -> BTreeMap<(Option<usize>, usize), Vec<usize>> {
    let mut siblings: BTreeMap<(Option<usize>, usize), Vec<usize>> = BTreeMap::new();
    for line in page.lines.iter().filter(|line| !line.is_head && line.tells_harm()) {
        let Some(head) = page.blocks[line.block].heading else { continue };
        let block = &page.blocks[head];
        let heads = siblings.entry((block.heading, block.depth)).or_default();
        let text = page.text[block.body.range()].trim();
        // A label is most of its heading or opens a short one: *Customer* lists sent to the wrong address is none.
        let short = || text.chars().nth(LONGEST_LABEL).is_none();
        let labelled = page.lexicon.label_at_start(text).is_some_and(|(_, length)| length * 2 >= text.len() || short());
        if !labelled && heads.last() != Some(&head) {
            heads.push(head);
        }
    }
    siblings
}

/// A heading that opens with a label and has more characters is told as a title.
const LONGEST_LABEL: usize = 30;

/// Whether a page says in its opening that it is about many matters.
fn rounds_up(page: &Page<'_>) -> bool {
    let round_ups = &page.lexicon.form.syntax.round_ups;
    page.lines.iter().take(OPENING).any(|line| {
        let text = line.sentence.text;
        text.chars().nth(LONG_HEADLINE).is_none() && !text.ends_with(['.', '。']) && round_ups.is_in(text)
    })
}

/// A line of more characters is no headline.
const LONG_HEADLINE: usize = 120;

/// Within so many lines a page says that it is a round-up.
const OPENING: usize = 6;

/// The paragraphs of a round-up in running text: each opens with a day of its own.
pub(super) fn told_cases(page: &Page<'_>) -> Option<Vec<usize>> {
    if !rounds_up(page) || page.voice().first_person > 0 {
        return None;
    }
    let opens_with_day = |lines: &&[Line<'_>]| {
        let block = &page.blocks[lines[0].block];
        block.kind == Kind::Paragraph
            && page.text[block.body.range()].chars().nth(LONG).is_some()
            && lines.iter().take(2).flat_map(|line| &line.sentence.tokens).any(Token::is_date)
    };
    let blocks = page.lines.chunk_by(|a, b| a.block == b.block);
    let heads: Vec<usize> = blocks.filter(opens_with_day).map(|lines| lines[0].block).collect();
    (heads.len() >= 3).then_some(heads)
}

/// A paragraph of so many characters tells something.
const LONG: usize = 60;
