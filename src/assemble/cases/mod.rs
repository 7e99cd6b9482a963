//! Which blocks tell of which incident.
//!
//! A text is one incident unless it tells cases apart: sibling headings that call themselves cases (`Case 1`, 事案1, *The case of …*) or are the names
//! of those who had them, numbered siblings under which the same labels stand again (発覚日, 原因), or records of such labels that are numbered (番号 1).

mod heads;
mod owner;

use std::collections::HashMap;

use heads::*;
use owner::name_of;

use super::page::Page;
use crate::Span;
use crate::lexicon::Concept;
use crate::model::Unit;
use crate::segment::{Block, Kind};

/// One incident's part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Case {
    /// The text's own number, else the position.
    pub id: String,
    /// The block that heads it, a heading or the first of a record; none where the whole text is one incident.
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
    /// Whether each tells a story of its own, and they do not only give the same labels again.
    pub apart: bool,
    /// The case of each block; `None`: it tells of all of them together.
    of_block: Vec<Option<usize>>,
}

impl Cases {
    /// The case that a block belongs to. Where the text is one incident, every block belongs to it.
    pub(crate) fn of(&self, block: usize) -> Option<usize> {
        if self.cases.len() == 1 { Some(0) } else { self.of_block.get(block).copied().flatten() }
    }

    /// How many cases belong to somebody whose name heads them, each name once.
    pub(crate) fn names(&self) -> usize {
        self.cases.iter().filter_map(|case| case.name).collect::<std::collections::BTreeSet<_>>().len()
    }

    /// Tells the incidents of a text apart.
    pub(crate) fn find(page: &Page<'_>) -> Cases {
        let named = named_cases(page)
            .or_else(|| bulleted_cases(page))
            .or_else(|| owned_sections(page))
            .or_else(|| sections(page))
            .or_else(|| told_cases(page));
        let labelled = labelled_cases(page).or_else(|| records(page));
        let apart = labelled.is_none();
        let by_name = apart && named.is_some();
        let heads = labelled.or(named).or_else(|| announced_cases(page)).unwrap_or_default();
        if heads.len() < 2 {
            let whole = Case { id: "1".to_string(), heading: None, name: None };
            return Cases { cases: vec![whole], named: false, apart: false, of_block: Vec::new() };
        }
        let of_block = share_out(page, &heads);
        let cases = heads
            .iter()
            .enumerate()
            .map(|(at, &head)| Case { id: number(&page.blocks[head], at), heading: Some(head), name: name_of(page, head) })
            .collect();
        Cases { cases, named: by_name, apart, of_block }
    }
}

fn number(block: &Block, at: usize) -> String {
    block.number.map_or_else(|| (at + 1).to_string(), |number| number.to_string())
}

/// Gives each block to the case whose heading stands above it. What follows the labelled lines of the last case as running text
/// tells of all cases, where the other cases have no such text.
fn share_out(page: &Page<'_>, heads: &[usize]) -> Vec<Option<usize>> {
    let by_head: HashMap<usize, usize> = heads.iter().enumerate().map(|(case, head)| (*head, case)).collect();
    let mut closed = false;
    let mut of_block: Vec<Option<usize>> = Vec::with_capacity(page.blocks.len());
    let mut record: Option<(usize, usize)> = None;
    for (at, block) in page.blocks.iter().enumerate() {
        if let Some(case) = by_head.get(&at).filter(|_| is_record(page, block)) {
            record = Some((*case, at));
        }
        // A record goes on until the next one, a note or another heading.
        record = record.filter(|(_, head)| block.heading == page.blocks[*head].heading && block.kind != Kind::Note);
        let inherited = record.map(|(case, _)| case).or_else(|| block.heading.and_then(|above| of_block.get(above).copied().flatten()));
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

/// Whether the block that heads a case is the first of a record, and has no text of its own.
fn is_record(page: &Page<'_>, block: &Block) -> bool {
    block.kind != Kind::Heading && numbered_word(&page.text[block.body.range()]).is_some()
}

/// Whether a short line says that other cases follow: what stands under it belongs to none before it.
fn announces_others(page: &Page<'_>, at: usize) -> bool {
    let block = &page.blocks[at];
    let text = &page.text[block.body.range()];
    let short = block.kind == Kind::Paragraph && text.chars().count() <= 60 && !text.ends_with(['。', '.', ':']);
    short && page.sentence(block.body).tokens.iter().any(|token| token.is(Concept::Unit(Unit::Incident)))
}

#[cfg(test)]
mod tests {
    use crate::parse;

    fn titles(text: &str) -> Vec<String> {
        parse(text).notice.incidents.into_iter().map(|one| one.title.map_or_else(String::new, |title| title.text)).collect()
    }

    #[test]
    fn numbered_records_are_cases() {
        let text = "湖畔県 情報漏えい一覧\n\n番号 1\n判明日 4月3日\n概要 通知書を別の方に送付した。\n対象者数 2人\n\n番号 2\n判明日 4月10日\n概要 調査票を紛失した。\n対象者数 40人\n\n※ 前年度は58件でした。";
        let notice = parse(text).notice;
        let people: Vec<Vec<u64>> = notice.incidents.iter().map(|one| one.counts.iter().map(|count| count.value).collect()).collect();
        assert_eq!(people, [[2], [40]], "the note behind the last is of none of them");
    }

    #[test]
    fn sections_named_after_whose_they_are_are_cases() {
        let text = "監督の状況\n\n1 主な事案\n\n(1) 湖畔派遣株式会社\n不正アクセスを受け、登録者300人の氏名が漏えいした。\n\n(2) 水面市\n電子メールを誤送信し、納税者20人の氏名が漏えいした。";
        assert_eq!(titles(text), ["湖畔派遣株式会社", "水面市"]);
    }

    #[test]
    fn counted_sections_are_the_cases_that_the_text_announces() {
        let text = "Written guidance\n\nThe ministry gave guidance on two cases that we had reported.\n\n1. Telephone statements in wrong envelopes\nStatements of 300 customers were sent to others.\n\n2. Customer list taken by an agent\nAn agent copied a list of 800 customers, and their names leaked.";
        assert_eq!(titles(text), ["Telephone statements in wrong envelopes", "Customer list taken by an agent"]);
        let one = "Notice\n\nWe apologise.\n\n1. Telephone statements in wrong envelopes\nStatements of 300 customers were sent to others.\n\n2. What we are doing\nWe have asked all to return them.";
        assert_eq!(titles(one).len(), 1, "without the number they are sections of one matter");
    }
}
