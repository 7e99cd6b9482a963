//! Which blocks tell of which incident.
//!
//! A text is one incident unless it tells cases apart: sibling headings that call themselves cases (`Case 1`, 事案1, *The case of …*) or are the names
//! of those who had them, numbered siblings under which the same labels stand again (発覚日, 原因), or records of such labels that are numbered (番号 1).

use std::collections::{BTreeMap, HashMap};

use super::page::{Line, Page};
use crate::Span;
use crate::grammar::Value;
use crate::lexicon::{Concept, Label};
use crate::model::Unit;
use crate::segment::{Block, Kind};
use crate::syntax::Token;

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

/// The name in bold type at the start of an item, or what follows the case word of a heading where it is not in quotes.
fn name_of(page: &Page<'_>, head: usize) -> Option<Span> {
    let block = &page.blocks[head];
    let text = &page.text[block.body.range()];
    if block.kind == Kind::Item {
        let open = text.find("**")? + 2;
        let close = text[open..].find("**")?;
        return Some(Span::new(open, open + close).shift(block.body.start()));
    }
    if block.kind == Kind::Paragraph {
        return None;
    }
    // Where its owner is from may stand behind it (Oak Clinic (Ohio)), or the owner behind what happened: USBメモリの紛失(県立湖畔高等学校).
    let open = text.rfind('(').filter(|_| text.ends_with(')'));
    if let Some(owner) = open.map(|open| Span::new(open + 1, text.len() - 1)).filter(|owner| is_organisation(page, &text[owner.range()])) {
        return Some(owner.shift(block.body.start()));
    }
    let alone = open.map_or(text, |open| text[..open].trim_end());
    if block.kind == Kind::Heading && !names_case(page, alone) && (names_only(page, alone) || is_organisation(page, alone)) {
        return Some(Span::new(0, alone.len()).shift(block.body.start()));
    }
    let prefix = page.lexicon.form.syntax.case_words.begins(text);
    let numbered = |length: usize| text[length..].trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '#');
    let Some(prefix) = prefix.filter(|length| !numbered(*length)) else {
        return opening_name(text, page).map(|name| name.shift(block.body.start()));
    };
    let name = text.get(prefix..)?;
    let start = prefix + name.len() - name.trim_start().len();
    let proper = name.trim_start().starts_with(|c: char| c.is_uppercase()) && !name.contains(['"', '「', '\'']);
    proper.then(|| Span::new(start, text.trim_end().len()).shift(block.body.start()))
}

/// The name that a headline opens with: it ends as names of organisations do, and a joint stands behind it (`X病院でのUSBメモリ紛失`).
fn opening_name(text: &str, page: &Page<'_>) -> Option<Span> {
    let form = &page.lexicon.form.syntax;
    let start = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、' | ' ')).len();
    let ends = form.headline_joints.iter().flat_map(|joint| text.match_indices(joint.as_str()).map(|(at, _)| at));
    let is_name = |end: &usize| text.get(start..*end).is_some_and(|name| is_organisation(page, name));
    ends.filter(is_name).min().map(|end| Span::new(start, end))
}

/// Whether a text is the name of an organisation and nothing else, by its ending or its legal form.
fn is_organisation(page: &Page<'_>, name: &str) -> bool {
    let form = &page.lexicon.form.syntax;
    // 図書館 alone is any.
    let proper = |suffix: &String| name.ends_with(suffix.as_str()) && name.chars().count() >= suffix.chars().count() + 2;
    let named = || form.org_suffixes.iter().any(proper) || form.legal_forms.is_in(name);
    (3..=24).contains(&name.chars().count()) && !name.contains(['「', '、', '。', ':', '(', ',']) && named()
}

/// Whether a heading is the name of an organisation and nothing else: `Veldt Airways`.
fn names_only(page: &Page<'_>, text: &str) -> bool {
    let mut words = text.split_whitespace();
    let latin = text.chars().all(|c| c < '\u{3000}');
    let capital = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase()) || page.lexicon.form.syntax.name_joints.is(word);
    latin && (1..=6).contains(&text.split_whitespace().count()) && words.all(capital) && !text.contains(['"', ':', '?'])
}

fn number(block: &Block, at: usize) -> String {
    block.number.map_or_else(|| (at + 1).to_string(), |number| number.to_string())
}

/// Whether a heading calls itself a case: `Case of …`, 事案1.
fn names_case(page: &Page<'_>, text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    page.lexicon.form.syntax.case_words.all_at(text).any(|length| !text[length..].starts_with(char::is_alphabetic))
}

/// Headings that call themselves cases.
fn named_cases(page: &Page<'_>) -> Option<Vec<usize>> {
    let heads = page.blocks.iter().enumerate();
    let heads = heads.filter(|(_, block)| block.kind == Kind::Heading && names_case(page, &page.text[block.span.range()]));
    let heads: Vec<usize> = heads.map(|(at, _)| at).collect();
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
            // What was leaked of whom, and of how many, are parts of one matter.
            let own = |label: &Label| matches!(label, Label::Discovered | Label::Occurred | Label::Cause);
            let key = |label: &&Label| own(label) || matches!(label, Label::Data | Label::Count);
            labels.iter().any(own) && labels.iter().filter(key).collect::<std::collections::BTreeSet<_>>().len() >= 2
        };
        if block.kind == Kind::Heading && labels.get(&at).is_some_and(telling) {
            siblings.entry((block.heading, block.depth)).or_default().push(at);
        }
    }
    siblings.into_values().filter(|heads| heads.len() >= 2).max_by_key(Vec::len)
}

/// The first blocks of records, each a word with a number that goes up by one, over labels of a case: 番号 1, 判明日 …, 番号 2, 判明日 ….
fn records(page: &Page<'_>) -> Option<Vec<usize>> {
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
fn numbered_word(text: &str) -> Option<(&str, usize)> {
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
fn owned_sections(page: &Page<'_>) -> Option<Vec<usize>> {
    let is_owner = |head: &usize| is_organisation(page, page.text[page.blocks[*head].body.range()].trim());
    harmed_sections(page).into_values().find(|heads| heads.len() >= 2 && heads.iter().all(is_owner))
}

/// As many sibling headings over a harm each as the opening says that there are incidents: `以下の2件の事案`, `two separate incidents`; or counted
/// ones as it has cases of any kind: `three cases of leakage`.
fn announced_cases(page: &Page<'_>) -> Option<Vec<usize>> {
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

/// A notice tells so many incidents apart at most; who counts more of them looks back on those of others.
const MOST_ANNOUNCED: u64 = 30;

/// Long items of one list with a name in bold type, most of which open with it: a round-up.
fn bulleted_cases(page: &Page<'_>) -> Option<Vec<usize>> {
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
fn sections(page: &Page<'_>) -> Option<Vec<usize>> {
    if !rounds_up(page) {
        return None;
    }
    let heads = harmed_sections(page).into_values().filter(|heads| heads.len() >= 3).max_by_key(Vec::len)?;
    let told: std::collections::BTreeSet<usize> =
        page.lines.iter().filter(|line| line.is_head && line.tells_harm()).map(|line| line.block).collect();
    let heads: Vec<usize> = siblings_of(page, heads[0]).filter(|at| heads.contains(at) || told.contains(at)).collect();
    let counted = |at: &usize| counts_itself(&page.text[page.blocks[*at].body.range()]);
    if !heads.iter().all(counted) {
        return Some(heads);
    }
    // Where they are counted, so are those of which no harm is told in a word.
    Some(siblings_of(page, heads[0]).filter(counted).collect())
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

/// Whether a page says in its opening that it is about many matters: by a word in a headline, or by their number.
fn rounds_up(page: &Page<'_>) -> bool {
    let round_ups = &page.lexicon.form.syntax.round_ups;
    page.lines.iter().take(OPENING).any(|line| {
        let text = line.sentence.text;
        let headline = text.chars().nth(LONG_HEADLINE).is_none() && !text.ends_with(['.', '。']) && round_ups.is_in(text);
        let many = |token: &Token| {
            matches!(token.value(), Some(Value::Count(count)) if count.unit == Some(Unit::Incident) && !count.bare && count.value > MOST_ANNOUNCED)
        };
        headline || line.sentence.tokens.iter().any(many)
    })
}

/// A line of more characters is no headline.
const LONG_HEADLINE: usize = 120;

/// Within so many lines a page says that it is a round-up.
const OPENING: usize = 6;

/// The paragraphs of a round-up in running text: each opens with a day of its own.
fn told_cases(page: &Page<'_>) -> Option<Vec<usize>> {
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
