//! A text read sentence by sentence, each with what stands around it: the label beside it, the headings above it, the line that leads in.
//!
//! Limits: no sentence is longer than a few thousand bytes.

use std::cell::OnceCell;

use super::above::{Heads, Lead, Told, told};
use super::header::LETTERHEAD;
use super::line::mood_of;
pub(crate) use super::line::{Line, Mood};
use super::names::{as_alone, is_legal_name, whole_legal_names};
use super::order;
use crate::Span;
use crate::lexicon::{Concept, Label, Lexicon, Topics, Voice};
use crate::model::{DataCategory, Unit};
use crate::segment::{Block, Kind, Segmented, sentences};
use crate::syntax::{Sentence, Syntax, Token};

/// All sentences of a text.
pub(crate) struct Page<'a> {
    pub text: &'a str,
    pub blocks: &'a [Block],
    pub lexicon: &'static Lexicon,
    pub syntax: Box<dyn Syntax>,
    /// In order.
    pub lines: Vec<Line<'a>>,
    mail: OnceCell<bool>,
    voice: OnceCell<Voice>,
    names_alone: OnceCell<Vec<&'a str>>,
}

impl<'a> Page<'a> {
    /// Reads every block of a segmented text. Linear in the text.
    pub(crate) fn read(segmented: &'a Segmented<'a>, lexicon: &'static Lexicon) -> Page<'a> {
        let mut page = Page {
            text: &segmented.text,
            blocks: &segmented.blocks,
            lexicon,
            syntax: crate::syntax::of(lexicon),
            lines: Vec::new(),
            mail: OnceCell::new(),
            voice: OnceCell::new(),
            names_alone: OnceCell::new(),
        };
        let mut heads = Heads::default();
        let mut lead = Lead::default();
        for (at, block) in segmented.blocks.iter().enumerate() {
            if block.is_silent() {
                continue;
            }
            lead.reach(block);
            page.read_block(at, block, &mut heads, &mut lead);
        }
        order::settle(&mut page.lines);
        page
    }

    fn read_block(&mut self, at: usize, block: &Block, heads: &mut Heads, lead: &mut Lead) {
        let (above, inherited) = heads.above(block);
        if let Some(dated) = self.dated_line(block) {
            self.push(at, dated, Scope { label: Some(Label::Timeline), above: &above, told: inherited, is_head: false, column: None });
            return;
        }
        // Where data or figures are listed, メールアドレス is one of them and no way to reach anybody.
        let lists = matches!(above.first(), Some(Label::Data | Label::Count | Label::Subjects));
        let own = block.label.and_then(|label| self.label_of(label)).filter(|label| !(lists && *label == Label::Contact));
        if let Some(label) = block.label.filter(|label| block.cells.is_empty() && !label.overlaps(block.body)) {
            self.push(at, label, Scope { label: None, above: &above, told: inherited, is_head: true, column: None });
        }
        let base = lead.over(block).within(inherited);
        let beside = block.label.map(|label| self.told_in(label)).unwrap_or_default();
        let told = beside.within(base);
        if block.cells.len() > 2 || block.header.is_some() {
            self.read_cells(at, block, &above, told);
        } else {
            let is_head = block.kind == Kind::Heading;
            let first = self.lines.len();
            for span in sentences_in(self.text, block.body, self.lexicon) {
                let label = self.inline_label(span).or(own);
                self.push(at, span, Scope { label, above: &above, told, is_head, column: None });
            }
            if is_head {
                heads.enter(at, block, self.label_of(block.body), self.told_from(first));
            }
            lead.pass(block, &self.text[block.body.range()], || self.lead_in(first));
        }
    }

    /// The label within a sentence that brings its own: `Occurred: June 14. Discovered: June 16.`
    fn inline_label(&self, span: Span) -> Option<Label> {
        let text = &self.text[span.range()];
        let (label, length) = self.lexicon.label_at_start(text)?;
        text[length..].trim_start().starts_with(':').then_some(label)
    }

    /// A line of a timeline, whose label or first cell is the day on which the rest happened: it is read as one.
    fn dated_line(&self, block: &Block) -> Option<Span> {
        let head = block.label.or(block.cells.first().copied())?;
        // With the gap behind it: 7/24 alone may be a fraction.
        let gap = self.text[head.end()..].chars().next().filter(|c| c.is_whitespace()).map_or(0, char::len_utf8);
        let sentence = self.sentence(Span::new(head.start(), head.end() + gap));
        let date = sentence.tokens.first().filter(|token| token.is_date())?;
        let rest = head.len().saturating_sub(date.span.len());
        let line = || trim(self.text, head.to(block.body).to(block.cells.last().copied().unwrap_or(head)));
        (rest <= date.span.len()).then(line).filter(|line| line.len() <= LONGEST)
    }

    /// The cells of a table row, each under the label of its column or its row.
    fn read_cells(&mut self, at: usize, block: &Block, above: &[Label], told: Told) {
        let header = block.header.and_then(|header| self.blocks.get(header));
        let row = block.cells.first().and_then(|cell| self.label_of(*cell));
        for (column, cell) in block.cells.iter().enumerate() {
            let head = header.and_then(|header| header.cells.get(column)).copied();
            let label = head.and_then(|head| self.label_of(head)).or(if column > 0 { row } else { None });
            let told = head.map(|head| self.told_in(head)).unwrap_or_default().within(told);
            for span in sentences_in(self.text, *cell, self.lexicon) {
                self.push(at, span, Scope { label, above, told, is_head: false, column: head });
            }
        }
    }

    fn push(&mut self, block: usize, span: Span, scope: Scope<'_>) {
        let sentence = self.sentence(span);
        let mood = mood_of(&sentence, &self.lexicon.form.syntax);
        self.lines.push(Line {
            sentence,
            block,
            label: scope.label,
            above: scope.above.to_vec(),
            stance: scope.told.stance,
            bound: scope.told.bound,
            listed: scope.told.lists,
            is_head: scope.is_head,
            column: scope.column,
            mood,
            legal_names: OnceCell::new(),
        });
    }

    /// The sentence at `span`: its words and its values, those of a head that is longer than any sentence only as far as one goes.
    pub(crate) fn sentence(&self, span: Span) -> Sentence<'a> {
        let mut end = span.end().min(span.start() + LONGEST);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let span = Span::new(span.start(), end);
        Sentence::read(&self.text[span.range()], span, self.lexicon, &*self.syntax)
    }

    /// How often the text speaks as its issuer, of another, and as a private person.
    pub(crate) fn voice(&self) -> Voice {
        *self.voice.get_or_init(|| self.lexicon.voices(self.text))
    }

    /// The names with a legal form that stand alone on lines at the edges of the text: there also the hiragana belong to them.
    pub(super) fn names_alone(&self) -> &[&'a str] {
        self.names_alone.get_or_init(|| {
            let edge = self.lines.iter().take(LETTERHEAD).chain(self.lines.iter().rev().take(LETTERHEAD));
            let text = edge.map(|line| line.sentence.text.trim());
            text.filter(|text| is_legal_name(text, &self.lexicon.form.syntax)).collect()
        })
    }

    /// The names with a legal form within `span`, as far as the rest of the text tells that they go on.
    pub(super) fn legal_names_in(&self, span: Span) -> Vec<Span> {
        let names = whole_legal_names(self.text, span, &self.lexicon.form.syntax);
        names.into_iter().map(|name| as_alone(self.text, name, self.names_alone())).collect()
    }

    /// Whether the text speaks of electronic mail, so that 通 counts messages and not letters.
    pub(crate) fn speaks_of_mail(&self) -> bool {
        let of_mail = |token: &Token| token.is(Concept::Data(DataCategory::EmailAddress)) || token.is(Concept::Unit(Unit::Email));
        *self.mail.get_or_init(|| self.tokens(Topics::DATA | Topics::of(Concept::Unit(Unit::Email))).any(|(_, token)| of_mail(token)))
    }

    /// The tokens that may tell of one of `topics`, each with the place of its line.
    pub(crate) fn tokens(&self, topics: Topics) -> impl Iterator<Item = (usize, &Token)> {
        let lines = self.lines.iter().enumerate().filter(move |(_, line)| line.sentence.tells(topics));
        lines.flat_map(move |(at, line)| line.sentence.tokens.iter().filter(move |token| token.tells(topics)).map(move |token| (at, token)))
    }

    /// The label that a heading, a label or a column head stands for.
    fn label_of(&self, span: Span) -> Option<Label> {
        let text = self.text[span.range()].trim_start_matches(|c: char| !c.is_alphanumeric());
        // A short word is a label only with its colon (`Date:`), not as the beginning of a longer one.
        let colon = self.text[span.end()..].starts_with(':').then(|| &self.text[span.end() - text.len()..=span.end()]);
        let with_colon = colon.and_then(|text| self.lexicon.label_at_start(text).filter(|(_, length)| *length == text.len()));
        let Some((label, length)) = with_colon.or_else(|| self.lexicon.label_at_start(text)) else {
            return self.label_of_thing(text);
        };
        if let Some(label) = Some(length).filter(|length| *length < text.len()).and_then(|_| self.label_of_thing(text)) {
            return Some(label);
        }
        let length = length.min(text.len());
        let boilerplate = matches!(label, Label::Contact | Label::About | Label::Issuer | Label::Service | Label::Ticker | Label::Law);
        let goes_on = text[length..].starts_with(|c: char| matches!(c, 'ァ'..='ヺ' | 'ー' | '一'..='鿿' | '「'))
            && text[length..].chars().count() > 6;
        // `About the unauthorized access`, `Email error`: a heading that tells of the matter heads a part of it.
        let tells = || {
            let end = span.end() - text.len() + length;
            boilerplate && self.sentence(span).tokens.iter().any(|token| token.span.end() > end && token.names_harm())
        };
        (!(boilerplate && goes_on || tells())).then_some(label)
    }

    /// The label of a phrase that says first what it is the label of: 個人情報漏えいの判明日, 事象判明日時.
    fn label_of_thing(&self, text: &str) -> Option<Label> {
        let possessives = self.lexicon.form.syntax.possessives.as_slice();
        if text.len() > LONGEST_LABEL {
            return None;
        }
        let whole = |head: &str| self.lexicon.label_at_start(head).filter(|(_, length)| *length == head.len()).map(|(label, _)| label);
        let behind = text.rsplit_once(possessives).and_then(|(_, head)| whole(head)).filter(|label| label_of_value(*label));
        let ends = || {
            // 年月日 alone does not say of what.
            let times = self.lexicon.form.syntax.time_letters.as_slice();
            let says = |head: &&str| head.trim_end_matches(times).chars().nth(1).is_some();
            let heads = text.char_indices().skip(1).map(|(at, _)| &text[at..]).filter(says);
            heads.filter_map(whole).find(|label| matches!(label, Label::Occurred | Label::Discovered | Label::Reported))
        };
        behind.or_else(|| if text.is_ascii() { None } else { ends() })
    }

    /// What a heading says of the things under it.
    fn told_in(&self, span: Span) -> Told {
        told(&*self.syntax, &self.sentence(span))
    }

    fn told_from(&self, first: usize) -> Told {
        self.lines[first..].iter().fold(Told::default(), |sum, line| told(&*self.syntax, &line.sentence).within(sum))
    }

    /// What the last sentence before a list says of the list's items, where it leads in (`…は以下のとおりです。`, `as follows:`).
    fn lead_in(&self, first: usize) -> Option<Told> {
        let form = &self.lexicon.form.syntax;
        // What is said of the whole is not said of the shares listed under it.
        let of_whole = |line: &Line<'_>| form.bases.begins(line.sentence.text).is_some();
        let alone = self.lines.len() == first + 1;
        let leads = |line: &&Line<'_>| {
            let text = line.sentence.text.trim_end();
            form.lead_ins.is_in(text) || text.ends_with([':', '?'])
        };
        let line = self.lines[first..].last()?;
        if leads(&line) {
            return Some(if of_whole(line) { Told::default() } else { told(&*self.syntax, &line.sentence) });
        }
        // Above every heading it is the headline of the whole.
        let caption = alone && self.blocks[line.block].heading.is_some() && is_caption(line.sentence.text.trim_end());
        caption.then(|| told(&*self.syntax, &line.sentence)).filter(|told| told.stance.is_some())
    }
}

/// Whether a label says what the value beside it is, and not what a section is about.
fn label_of_value(label: Label) -> bool {
    matches!(label, Label::Occurred | Label::Discovered | Label::Reported | Label::Published | Label::Count | Label::Data)
}

/// Whether a line of its own is a caption of what stands under it, and no sentence: `Information not displayed`.
fn is_caption(text: &str) -> bool {
    text.chars().nth(LONGEST_CAPTION).is_none() && text.ends_with(char::is_alphanumeric)
}

/// A caption has so many characters at most.
const LONGEST_CAPTION: usize = 48;

/// How many bytes a label has at most that says what it is the label of.
const LONGEST_LABEL: usize = 60;

/// How many bytes are read as one sentence at most.
const LONGEST: usize = 4096;

/// What stands around a sentence.
struct Scope<'s> {
    label: Option<Label>,
    above: &'s [Label],
    told: Told,
    is_head: bool,
    column: Option<Span>,
}

fn sentences_in(text: &str, span: Span, lexicon: &'static Lexicon) -> Vec<Span> {
    sentences(&text[span.range()], lexicon)
        .into_iter()
        .flat_map(|sentence| at_notes(text, sentence.shift(span.start())))
        .map(|part| trim(text, part))
        .filter(|span| !span.is_empty())
        .collect()
}

/// A note within a line or a cell (`… ※通信の内容は含まれない`) says something of its own.
fn at_notes(text: &str, sentence: Span) -> Vec<Span> {
    let inner = &text[sentence.range()];
    if !inner.contains("※") {
        return vec![sentence];
    }
    let starts = inner.match_indices('※').map(|(at, _)| at).filter(|at| inner[..*at].ends_with([' ', '\n', '。']));
    let mut from = 0;
    let mut parts = Vec::new();
    for to in starts.chain([inner.len()]).filter(|to| *to > 0) {
        parts.push(Span::new(from, to).shift(sentence.start()));
        from = to;
    }
    parts
}

/// The last characters of a text, so many at most.
pub(super) fn near_end(text: &str, chars: usize) -> &str {
    let start = text.char_indices().rev().take(chars).last().map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

/// The span without the spaces at its ends.
pub(crate) fn trim(text: &str, span: Span) -> Span {
    let inner = &text[span.range()];
    let start = span.start() + (inner.len() - inner.trim_start().len());
    Span::new(start, start + inner.trim().len())
}
