//! The report: notices, or a pair of them, as one HTML page that needs nothing but itself.
//!
//! Data flows one way: the models and their texts become what a page shows ([`notice`], [`pair`]; texts are cut in [`segment`] and marked in
//! [`reading`]), and the templates beside these files, which escape all that they are given, write it. Style and script stand in the page, allowed by
//! their hashes ([`policy`]); nothing of a notice is ever in them.
//!
//! Limits: of an HTML input the main text is shown as it was read, without the readings of its ruby, pictures and links.

mod entry;
mod kind;
mod notice;
mod pair;
mod policy;
mod reading;
mod segment;
mod track;

use std::ops::Range;

use askama::Template;
use taiyaku::{Notice, Reconciliation, SourceText};

use notice::Page;
use pair::Pair;
use policy::Frame;
use reading::Shape;
use track::Track;

/// A notice with the text that it was read from.
#[derive(Clone, Debug)]
pub(crate) struct Reported {
    pub notice: Notice,
    pub text: SourceText,
}

impl Reported {
    /// Where in the text the headline stands.
    fn title(&self) -> Range<usize> {
        self.notice.title.as_ref().map_or(0..0, |title| self.text.place(title.span))
    }
}

/// The page of some notices; of several, with an index.
pub(crate) fn report_notices(reported: &[Reported]) -> askama::Result<String> {
    let pages = reported.iter().zip(1..).map(|(one, number)| Page::new(one, number)).collect();
    NoticesTemplate { frame: Frame::new(), pages }.render()
}

/// The page of a reconciliation, whose left and right notices these are.
pub(crate) fn report_pair(reconciliation: &Reconciliation, left: &Reported, right: &Reported) -> askama::Result<String> {
    PairTemplate { frame: Frame::new(), pair: Pair::new(reconciliation, [left, right]) }.render()
}

#[derive(Template)]
#[template(path = "notices.html")]
struct NoticesTemplate {
    frame: Frame,
    pages: Vec<Page>,
}

impl NoticesTemplate {
    /// The rank of a card's heading: one below that of its notice.
    fn card_level(&self) -> u8 {
        if self.pages.len() == 1 { 2 } else { 3 }
    }
}

#[derive(Template)]
#[template(path = "pair.html")]
struct PairTemplate {
    frame: Frame,
    pair: Pair,
}
