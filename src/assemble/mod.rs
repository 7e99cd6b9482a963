//! From a read page to a notice: which value belongs to which incident, once.
//!
//! Each kind of fact is found over the whole text by a module of its own ([`days`], [`figures`], [`items`] …), with the line it stands in; [`timeline`]
//! and [`share`] share them out among the cases, where equal values become one ([`merge`]), and every span is led back to the input. Here stands only
//! their order. Knows no language.
//!
//! Limits: a fact belongs to one case or to all of them, never to some.

mod above;
mod authority;
mod calendar;
mod cases;
mod certainty;
mod contacts;
mod days;
mod doubts;
mod figures;
mod genre;
mod header;
mod issuer;
mod items;
mod line;
mod matters;
mod merge;
mod names;
mod order;
mod organizations;
mod page;
mod proportion;
mod series;
mod services;
mod share;
mod third_party;
mod timeline;
mod units;
pub(crate) mod when;

use crate::lexicon::Lexicon;
use crate::model::*;
use crate::pipeline::Origin;
use crate::segment::Segmented;
use crate::{Diagnostic, Span};
use cases::Cases;
use page::Page;

/// Everything of a notice that is read from its text.
#[derive(Debug)]
pub(crate) struct Assembled {
    pub genre: Genre,
    pub title: Option<Text>,
    pub issuer: Option<Organization>,
    pub published: Option<Date>,
    pub stage: Stage,
    pub prior_reports: Vec<PriorReport>,
    pub guidance: Vec<Guidance>,
    pub incidents: Vec<Incident>,
    pub counts: Vec<Count>,
    pub dates: Vec<Date>,
    pub responses: Vec<Response>,
    pub contacts: Vec<Contact>,
    pub repeats: Vec<Repeat>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Assembles what `segmented` says.
pub(crate) fn assemble(segmented: &Segmented<'_>, lexicon: &'static Lexicon, origin: &Origin<'_>) -> Assembled {
    let page = Page::read(segmented, lexicon);
    Assembly::new(&page, origin).finish(segmented)
}

/// The facts of a page, found and not yet shared out.
struct Assembly<'p> {
    page: &'p Page<'p>,
    origin: &'p Origin<'p>,
    cases: Cases,
    title: Option<Span>,
    published: Option<Date>,
    /// The line that the day of publication stands on.
    published_line: Option<usize>,
    causes: Vec<matters::Told<CauseCategory>>,
    days: Vec<days::Dated>,
}

impl<'p> Assembly<'p> {
    /// Finds the headline, the cases and the days, which the other facts are placed by.
    fn new(page: &'p Page<'p>, origin: &'p Origin<'p>) -> Assembly<'p> {
        let published = header::published(page);
        let mut resolver = header::resolver(page, published.as_ref().map(|(date, ..)| date));
        let cases = Cases::find(page);
        let causes = matters::causes(page);
        Assembly {
            page,
            origin,
            title: header::title(page),
            published: published.and_then(|(date, span, _)| timeline::announced(page, origin, &date, span)),
            published_line: published.map(|(.., line)| line),
            days: days::days(page, &cases, &mut resolver, &causes),
            causes,
            cases,
        }
    }

    /// Shares out the facts of every kind and puts the notice together.
    fn finish(self, segmented: &Segmented<'_>) -> Assembled {
        let (page, origin) = (self.page, self.origin);
        let (mut incidents, mut whole) = (self.incidents(), Whole::default());
        let usual = certainty::usual(page, &self.cases, self.title);
        let mut doubts = self.share_dates(&mut incidents, &mut whole);
        doubts.extend(self.share_counts(&mut incidents, &mut whole, &usual));
        doubts.extend(doubts::of_labels(page));
        self.share_data(&mut incidents, &usual);
        let mut names = organizations::organizations(page);
        let speaker = self.speaker(&names, true);
        let guidance = self.guidance(speaker);
        let genre = genre::genre(page, speaker, &self.cases, !guidance.is_empty());
        let issuer = self.issuer(&names, genre, speaker);
        if matches!(genre, Genre::NewsArticle | Genre::Digest) {
            names.extend(organizations::subjects(page));
            names.sort_by_key(|name| name.span);
        }
        // An authority, a paper or an author tells of others.
        let own = issuer.as_ref().filter(|_| genre == Genre::PressRelease);
        let third_parties = speaker.filter(|_| own.is_some()).map(|speaker| self.third_parties(&mut names, speaker)).unwrap_or_default();
        self.share_matters(&mut incidents, &mut whole, third_parties);
        self.share_names(&mut incidents, &names, own);
        let (prior_reports, follows) = if genre == Genre::PressRelease { self.prior_reports() } else { Default::default() };
        Assembled {
            genre,
            title: self.title.map(|span| origin.text(span)),
            issuer,
            published: self.published,
            stage: series::stage(page, self.title, follows),
            prior_reports,
            guidance,
            incidents,
            counts: whole.counts,
            dates: whole.dates,
            responses: whole.responses,
            contacts: contacts::contacts(page, origin),
            repeats: segmented.repeats.iter().map(|(span, of)| Repeat { span: origin.span(*span), of: origin.span(*of) }).collect(),
            diagnostics: doubts.into_iter().map(|doubt| doubt.told(origin)).collect(),
        }
    }
}

/// What is told of all incidents together.
#[derive(Default)]
struct Whole {
    counts: Vec<Count>,
    dates: Vec<Date>,
    responses: Vec<Response>,
}
