//! What stands above a line: the headings over it, and the line that leads its list in.
//!
//! Limits: what they say holds for all that stands under them, however long that is.

use std::collections::HashMap;

use crate::lexicon::{Concept, Cue, Label, Topics};
use crate::model::{Bound, Exclusion};
use crate::segment::{Block, Kind};
use crate::syntax::{Sentence, Stance, Syntax};

/// What headings and lead-ins say of the things under them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    pub stance: Option<Stance>,
    pub bound: Option<Bound>,
    /// Whether it says that what follows was touched or kept, so that a list under it lists the data.
    pub lists: bool,
}

impl Told {
    /// What this says, and where it says nothing, what `outer` does.
    pub(super) fn within(self, outer: Told) -> Told {
        Told { stance: self.stance.or(outer.stance), bound: self.bound.or(outer.bound), lists: self.lists || outer.lists }
    }
}

/// What a heading or a lead-in says.
pub(super) fn told(syntax: &dyn Syntax, sentence: &Sentence<'_>) -> Told {
    let leak = sentence.position(Topics::cue(Cue::Leak) | Topics::cue(Cue::Outside));
    let holds = sentence.has(Cue::Include) || sentence.has(Cue::Hold);
    // *Information not displayed* leaves out what it heads.
    let denied = |leak: usize| sentence.tokens[leak].cue(Cue::Outside);
    let stance = match leak {
        Some(leak) if denied(leak) => Some(Stance::Excluded(Exclusion::NotIncluded)),
        Some(_) if sentence.has(Cue::Possible) => Some(Stance::Possible),
        Some(leak) => syntax.stance_of(sentence, leak).filter(|stance| *stance != Stance::Involved).or(Some(Stance::Leaked)),
        None if holds && sentence.has(Cue::Possible) => Some(Stance::Possible),
        None if holds && sentence.has(Cue::Not) => Some(Stance::Excluded(Exclusion::NotIncluded)),
        None => None,
    };
    let bound = sentence.telling(Topics::BOUNDS).find_map(|token| {
        token.concepts().iter().find_map(|concept| match concept {
            Concept::Bound(bound) => Some(*bound),
            _ => None,
        })
    });
    Told { stance, bound: bound.filter(|bound| *bound == Bound::AtMost), lists: leak.is_some() || holds }
}

/// The line that leads in a list.
#[derive(Default)]
pub(super) struct Lead {
    told: Told,
    /// What has followed on it.
    since: Since,
    /// The heading that it stands under: headings on that level below it are still led in by it.
    heading: Option<usize>,
}

/// What has followed on a lead-in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Since {
    #[default]
    Nothing,
    /// A paragraph that leads nothing in.
    Remark,
    /// The list that it leads in: what stands behind needs a lead of its own.
    List,
}

impl Lead {
    /// Comes to a block: a heading of another level ends what the lead leads in.
    pub(super) fn reach(&mut self, block: &Block) {
        if block.kind == Kind::Heading && block.heading != self.heading {
            *self = Lead::default();
        }
    }

    /// What it says of a block: of a list, though a remark stands between, and of the text right behind it.
    pub(super) fn over(&self, block: &Block) -> Told {
        let remarked = block.kind == Kind::Paragraph && self.since == Since::Remark;
        if remarked { Told::default() } else { self.told }
    }

    /// Goes on behind a block with `text`, which may lead in what follows itself (`leads`).
    pub(super) fn pass(&mut self, block: &Block, text: &str, leads: impl FnOnce() -> Option<Told>) {
        match block.kind {
            Kind::Item => self.since = Since::List,
            Kind::Paragraph | Kind::Note => {
                let told = leads();
                let follows = told.is_none() && self.heading == block.heading;
                if follows && self.told.lists && is_entry(text.trim()) {
                    self.since = Since::List;
                } else if follows && self.since == Since::Nothing {
                    self.since = Since::Remark;
                } else {
                    *self = Lead { told: told.unwrap_or_default(), since: Since::Nothing, heading: block.heading };
                }
            }
            _ => {}
        }
    }
}

/// Whether a line without any mark may be an entry of a list: a few words and no sentence.
fn is_entry(text: &str) -> bool {
    text.chars().nth(LONGEST_ENTRY).is_none() && !text.ends_with(['。', '.', ':'])
}

/// An entry of a list without marks has so many characters at most.
const LONGEST_ENTRY: usize = 24;

/// The headings that are open at a place, by block index.
#[derive(Default)]
pub(super) struct Heads {
    by_block: HashMap<usize, Head>,
}

#[derive(Clone, Copy)]
struct Head {
    above: Option<usize>,
    label: Option<Label>,
    told: Told,
}

impl Heads {
    /// Enters the heading at block `at`.
    pub(super) fn enter(&mut self, at: usize, block: &Block, label: Option<Label>, told: Told) {
        self.by_block.insert(at, Head { above: block.heading, label, told });
    }

    /// The labels above a block, the innermost first, and what the innermost telling heading says.
    pub(super) fn above(&self, block: &Block) -> (Vec<Label>, Told) {
        let mut labels = Vec::new();
        let mut told = Told::default();
        let mut next = block.heading;
        for _ in 0..16 {
            let Some(head) = next.and_then(|at| self.by_block.get(&at)) else { break };
            labels.extend(head.label);
            told = told.within(head.told);
            next = head.above;
        }
        (labels, told)
    }
}

#[cfg(test)]
mod tests {
    use crate::model::DataStatus;
    use crate::parse;

    #[test]
    fn questions_and_captions_lead_lists_in() {
        let status = |text: &str, kind: &str| {
            let notice = parse(text).notice;
            notice.incidents[0].data.iter().find(|item| item.category.as_str() == kind).map(|item| item.status)
        };
        let asked = "Questions and answers\n\nHow did you find out?\nA bank told us.\n\nWhat was copied?\n- card number\n- security code";
        assert_eq!(status(asked, "card_security_code"), Some(DataStatus::Leaked));
        let shown = "Names displayed\n\n1. Outline\n\nInformation displayed\nName, age\nInformation not displayed\nHome address";
        assert_eq!((status(shown, "age"), status(shown, "address")), (Some(DataStatus::Leaked), Some(DataStatus::Excluded)));
    }
}
