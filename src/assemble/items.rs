//! Kinds of data: which are listed, and whether they leaked, may have leaked, or were not involved.
//!
//! Limits: a kind is read where data is listed, or where its clause says what became of it; one that is only mentioned is left out.

use std::collections::HashSet;

use super::certainty::refine;
use super::page::{Line, Mood, Page};
use crate::Span;
use crate::lexicon::{Concept, Cue, Label, Topics};
use crate::model::{CauseCategory, DataCategory, DataStatus, Exclusion};
use crate::syntax::{Sentence, Stance, Token};

/// A kind of data and the line it stands in.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub line: usize,
    pub span: Span,
    pub category: DataCategory,
    pub status: DataStatus,
    pub exclusion: Option<Exclusion>,
    /// How much the line itself says of it.
    pub said: Said,
    /// Whether it stands beside a label for something else.
    pub paraphrased: bool,
    /// Whether it stands beside a label for the data.
    pub labelled: bool,
    /// Whether its sentence says of several kinds that they were not involved.
    pub listed_out: bool,
}

/// How much a line says of what became of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Said {
    /// Nothing: it was taken over from around it.
    Nothing,
    /// It is a headline, which names the matter.
    InPassing,
    /// It is a sentence that tells it.
    Plainly,
}

/// Every kind of data that the text lists or speaks of, in order.
pub(crate) fn items(page: &Page<'_>, usual: &dyn Fn(&Line<'_>) -> Stance) -> Vec<Item> {
    let mut found = Vec::new();
    let misdirected = page.tokens(Topics::CAUSES).any(|(_, token)| is_misdelivery(token)) && page.speaks_of_mail();
    let media = page.tokens(Topics::CAUSES).any(|(_, token)| is_loss_of_things(token));
    for (at, line) in page.lines.iter().enumerate().filter(|(_, line)| line.sentence.tells(KINDS)) {
        if line.is_boilerplate() || is_aside(line) {
            continue;
        }
        let before = found.len();
        let listed = is_data_label(line) || line.listed && !line.is_head;
        let entry = listed && is_entry(&line.sentence);
        for (token, word) in line.sentence.tokens.iter().enumerate() {
            if !word.tells(KINDS) || !line.states(page, token) {
                continue;
            }
            let mut categories: Vec<DataCategory> = categories(word.concepts()).collect();
            if categories.is_empty() && entry {
                categories.extend(word.listed());
            }
            // Of a mail that went astray, addresses alone are those that it was sent to.
            if misdirected && categories == [DataCategory::Address] && is_alone(line, token) {
                categories = vec![DataCategory::EmailAddress];
            }
            let own = page.syntax.stance_of(&line.sentence, token);
            // A password that is told of beside a lost thing is what protected it.
            let held = media && !categories.contains(&DataCategory::Password);
            let about = |word: &Token| word.cue(Cue::Leak) || word.cue(Cue::Include) || held && word.cue(Cue::Hold);
            let tells = own.is_some() && line.sentence.tokens.iter().any(about) || matches!(own, Some(Stance::Excluded(_)));
            if !(listed || tells || line.stance.is_some() || lists_kinds(line)) {
                continue;
            }
            let stance = refine(own, line.stance, usual(line));
            let (status, exclusion) = match stance {
                Stance::Leaked | Stance::Involved => (DataStatus::Leaked, None),
                Stance::Possible => (DataStatus::Possible, None),
                Stance::Excluded(kind) => (DataStatus::Excluded, Some(kind)),
            };
            let said = match own.is_some() || line.stance.is_some() {
                false => Said::Nothing,
                true if line.is_head && line.stance.is_none() => Said::InPassing,
                true => Said::Plainly,
            };
            let paraphrased =
                !matches!(stance, Stance::Excluded(_)) && matches!(line.label, Some(Label::Overview | Label::Cause | Label::Occurred));
            let item = |category| Item {
                paraphrased,
                line: at,
                span: word.span,
                category,
                status,
                exclusion,
                said,
                labelled: line.label == Some(Label::Data),
                listed_out: false,
            };
            found.extend(categories.into_iter().map(item));
        }
        mark_listed_out(&mut found[before..]);
    }
    found
}

/// What may name a kind of data.
const KINDS: Topics = Topics::DATA.or(Topics::LISTED);

/// Whether a line is nothing but what it names.
fn is_entry(sentence: &Sentence<'_>) -> bool {
    let alone = |first: usize, last: usize| sentence.before(first).trim().is_empty() && sentence.after(last).trim().is_empty();
    sentence.tokens.iter().all(|token| token.tells(KINDS)) && alone(0, sentence.tokens.len() - 1)
}

/// Marks the kinds of a sentence that it says were not involved, where they are several.
fn mark_listed_out(items: &mut [Item]) {
    let out = |item: &Item| {
        item.said != Said::Nothing && item.status == DataStatus::Excluded && item.category != DataCategory::PersonalInformation
    };
    let first = items.iter().find(|item| out(item)).map(|item| item.category);
    if items.iter().any(|item| out(item) && Some(item.category) != first) {
        items.iter_mut().filter(|item| out(item)).for_each(|item| item.listed_out = true);
    }
}

/// Whether a word says that a thing was lost or stolen: then what it held is lost too.
fn is_loss_of_things(token: &Token) -> bool {
    [CauseCategory::Loss, CauseCategory::Theft].iter().any(|cause| token.is(Concept::Cause(*cause)))
}

fn is_misdelivery(token: &Token) -> bool {
    token.is(Concept::Cause(CauseCategory::Misdelivery))
}

/// Whether a statement names so many kinds of data that it can only be a list of them, whatever its verb: *the files held names, addresses and …*.
fn lists_kinds(line: &Line<'_>) -> bool {
    if line.mood != Mood::Statement || line.is_head {
        return false;
    }
    let kinds: HashSet<DataCategory> = line.sentence.telling(Topics::DATA).flat_map(|token| categories(token.concepts())).collect();
    kinds.len() >= SEVERAL
}

/// So many kinds of data beside each other are a list.
const SEVERAL: usize = 3;

/// Whether a kind of data is the only one of its sentence, addresses of mail aside.
fn is_alone(line: &Line<'_>, item: usize) -> bool {
    let others = line.sentence.tokens.iter().enumerate().filter(|(at, _)| *at != item);
    others
        .flat_map(|(_, token)| categories(token.concepts()))
        .all(|other| matches!(other, DataCategory::EmailAddress | DataCategory::Address))
}

fn categories(concepts: &[Concept]) -> impl Iterator<Item = DataCategory> {
    concepts.iter().filter_map(|concept| match concept {
        Concept::Data(category) => Some(*category),
        _ => None,
    })
}

fn is_data_label(line: &Line<'_>) -> bool {
    let lists = |label: &Label| matches!(label, Label::Data | Label::Count | Label::Subjects);
    line.label.as_ref().is_some_and(lists) || (line.label.is_none() && line.above.first().is_some_and(lists))
}

/// Whether the line stands where measures and manners are told.
fn is_aside(line: &Line<'_>) -> bool {
    matches!(line.nearest(), Some(Label::Prevention | Label::Contact | Label::About | Label::Issuer | Label::Ticker))
}
