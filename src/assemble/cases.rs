//! Which blocks tell of which incident.
//!
//! A text is one incident unless it tells cases apart: sibling headings that call themselves cases (`Case 1`, 事案1, *The case of …*), or numbered
//! siblings under which the same labels stand again (発覚日, 原因).

use std::collections::{BTreeMap, HashMap};

use super::page::Page;
use crate::Span;
use crate::lexicon::{Concept, Label};
use crate::model::Unit;
use crate::segment::{Block, Kind};

/// One incident's part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Case {
    /// The text's own number, else the position.
    pub id: String,
    /// The block that heads it; none where the whole text is one incident.
    pub heading: Option<usize>,
    /// The name that heads it, where that is whose case it is: `**Fairholt LLP** is writing …`, `The Case of Aokaze City`.
    pub name: Option<Span>,
}

/// How the blocks of a text are shared out among its incidents.
#[derive(Debug)]
pub(crate) struct Cases {
    pub cases: Vec<Case>,
    /// Whether they are told apart by their names, as separate matters are, and not by number and label, as the cases of one matter.
    pub named: bool,
    /// The case of each block; `None`: it tells of all of them together.
    of_block: Vec<Option<usize>>,
}

impl Cases {
    /// The case that a block belongs to. Where the text is one incident, every block belongs to it.
    pub(crate) fn of(&self, block: usize) -> Option<usize> {
        if self.cases.len() == 1 { Some(0) } else { self.of_block.get(block).copied().flatten() }
    }

    /// Tells the incidents of a text apart.
    pub(crate) fn find(page: &Page<'_>) -> Cases {
        let named = named_cases(page).or_else(|| bulleted_cases(page));
        let labelled = labelled_cases(page);
        let by_name = labelled.is_none() && named.is_some();
        let heads = labelled.or(named).unwrap_or_default();
        if heads.len() < 2 {
            return Cases { cases: vec![Case { id: "1".to_string(), heading: None, name: None }], named: false, of_block: Vec::new() };
        }
        let of_block = share_out(page, &heads);
        let cases = heads
            .iter()
            .enumerate()
            .map(|(at, &head)| Case { id: number(&page.blocks[head], at), heading: Some(head), name: name_of(page, head) })
            .collect();
        Cases { cases, named: by_name, of_block }
    }
}

/// The name in bold type at the start of an item, or what follows the case word of a heading where it is not in quotes.
fn name_of(page: &Page<'_>, head: usize) -> Option<Span> {
    let block = &page.blocks[head];
    let text = &page.text[block.body.range()];
    if block.kind == Kind::Item {
        let open = text.find("**")? + 2;
        let close = text[open..].find("**")?;
        return Some(Span::new(open, open + close).shift(block.body.start()));
    }
    let lower = text.to_lowercase();
    let words = page.lexicon.form.syntax.case_words.iter().filter(|word| lower.starts_with(word.as_str()));
    let prefix = words.map(String::len).max().filter(|length| *length > "case".len())?;
    let name = text.get(prefix..)?;
    let start = prefix + name.len() - name.trim_start().len();
    let proper = name.trim_start().starts_with(|c: char| c.is_uppercase()) && !name.contains(['"', '「', '\'']);
    proper.then(|| Span::new(start, text.trim_end().len()).shift(block.body.start()))
}

fn number(block: &Block, at: usize) -> String {
    block.number.map_or_else(|| (at + 1).to_string(), |number| number.to_string())
}

/// Headings that call themselves cases.
fn named_cases(page: &Page<'_>) -> Option<Vec<usize>> {
    let words = &page.lexicon.form.syntax.case_words;
    let names_case = |block: &Block| {
        let text = page.text[block.span.range()].to_lowercase();
        let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        words.iter().any(|word| text.strip_prefix(word.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))
    };
    let heads: Vec<usize> =
        (0..page.blocks.len()).filter(|at| page.blocks[*at].kind == Kind::Heading && names_case(&page.blocks[*at])).collect();
    (heads.len() >= 2).then_some(heads)
}

/// Numbered siblings under which the same labels stand again.
fn labelled_cases(page: &Page<'_>) -> Option<Vec<usize>> {
    let mut labels: HashMap<usize, Vec<Label>> = HashMap::new();
    for line in page.lines.iter().filter(|line| !line.is_head) {
        if let (Some(label), Some(heading)) = (line.label, page.blocks[line.block].heading) {
            labels.entry(heading).or_default().push(label);
        }
    }
    let mut siblings: BTreeMap<(Option<usize>, usize), Vec<usize>> = BTreeMap::new();
    for (at, block) in page.blocks.iter().enumerate() {
        let telling = |labels: &Vec<Label>| {
            let key = |label: &&Label| matches!(label, Label::Discovered | Label::Occurred | Label::Data | Label::Count | Label::Cause);
            labels.iter().filter(key).collect::<std::collections::BTreeSet<_>>().len() >= 2
        };
        if block.kind == Kind::Heading && labels.get(&at).is_some_and(telling) {
            siblings.entry((block.heading, block.depth)).or_default().push(at);
        }
    }
    siblings.into_values().filter(|heads| heads.len() >= 2).max_by_key(Vec::len)
}

/// Long items of one list that each open with a name in bold type: a round-up.
fn bulleted_cases(page: &Page<'_>) -> Option<Vec<usize>> {
    let opens_with_name = |block: &Block| {
        if block.kind != Kind::Item {
            return false;
        }
        let text = &page.text[block.span.range()];
        let bold = text.match_indices("**").take(2).map(|(at, _)| at).collect::<Vec<_>>();
        text.chars().count() >= 60 && matches!(bold[..], [from, to] if from <= 60 && to - from <= 80)
    };
    let heads: Vec<usize> = (0..page.blocks.len()).filter(|at| opens_with_name(&page.blocks[*at])).collect();
    (heads.len() >= 3).then_some(heads)
}

/// Gives each block to the case whose heading stands above it. What follows the labelled lines of the last case as running text
/// tells of all cases, where the other cases have no such text.
fn share_out(page: &Page<'_>, heads: &[usize]) -> Vec<Option<usize>> {
    let by_head: HashMap<usize, usize> = heads.iter().enumerate().map(|(case, head)| (*head, case)).collect();
    let mut closed = false;
    let mut of_block: Vec<Option<usize>> = Vec::with_capacity(page.blocks.len());
    for (at, block) in page.blocks.iter().enumerate() {
        let inherited = block.heading.and_then(|above| of_block.get(above).copied().flatten());
        closed = (closed || announces_others(page, at)) && !by_head.contains_key(&at);
        let case = by_head.get(&at).copied().or(inherited.filter(|_| !closed));
        of_block.push(case);
    }
    let last = heads.len() - 1;
    let has_text = |at: usize| of_block[at].is_some_and(|case| case < last) && page.blocks[at].kind == Kind::Paragraph;
    if !(0..of_block.len()).any(has_text) {
        for (at, case) in of_block.iter_mut().enumerate() {
            if *case == Some(last) && page.blocks[at].kind == Kind::Paragraph {
                *case = None;
            }
        }
    }
    of_block
}

/// Whether a short line says that other cases follow: what stands under it belongs to none before it.
fn announces_others(page: &Page<'_>, at: usize) -> bool {
    let block = &page.blocks[at];
    let text = &page.text[block.body.range()];
    let short = block.kind == Kind::Paragraph && text.chars().count() <= 60 && !text.ends_with(['。', '.', ':']);
    short && page.sentence(block.body).tokens.iter().any(|token| token.is(Concept::Unit(Unit::Incident)))
}
