//! Counts, data, matters and names, each in the incident that it belongs to.
//!
//! Limits: the block that a fact stands in decides. What stands under no case is told of all of them; of that, only counts and responses are kept.

use super::doubts::{self, Doubt};
use super::figures::{Figure, figures};
use super::items::{Item, items};
use super::matters::Told;
use super::organizations::Named;
use super::page::{Line, Mood, trim};
use super::services::services;
use super::{Assembly, Whole, matters, merge};
use crate::Span;
use crate::lexicon::{Concept, Label};
use crate::model::*;
use crate::syntax::Stance;

impl Assembly<'_> {
    /// An incident for each case, with its title and nothing shared out yet.
    pub(super) fn incidents(&self) -> Vec<Incident> {
        self.overviews().into_iter().enumerate().map(|(case, overview)| self.incident(case, overview)).collect()
    }

    fn incident(&self, case: usize, overview: Option<Span>) -> Incident {
        let found = &self.cases.cases[case];
        let heading = found.heading.map(|at| trim(self.page.text, self.page.blocks[at].body)).filter(|span| !span.is_empty());
        let named = |span: &Span| self.page.text[span.range()].chars().count() > 8;
        let title = if self.cases.cases.len() > 1 { heading.filter(named).or(overview).or(heading) } else { self.title };
        Incident {
            id: found.id.clone(),
            title: title.map(|span| self.origin.text(span)),
            organizations: Vec::new(),
            services: Vec::new(),
            dates: Vec::new(),
            counts: Vec::new(),
            data: Vec::new(),
            causes: Vec::new(),
            losses: Vec::new(),
            responses: Vec::new(),
            vulnerabilities: Vec::new(),
            secondary_harm: None,
            secondary_harm_source: None,
        }
    }

    /// What the first line with the label of an overview says, for each case.
    fn overviews(&self) -> Vec<Option<Span>> {
        let mut overviews = vec![None; self.cases.cases.len()];
        for line in self.page.lines.iter().filter(|line| line.label == Some(Label::Overview)) {
            if let Some(overview) = self.cases.of(line.block).and_then(|case| overviews.get_mut(case)) {
                overview.get_or_insert_with(|| trim(self.page.text, self.page.blocks[line.block].body));
            }
        }
        overviews
    }

    /// The case that a line tells of.
    pub(super) fn case_of(&self, line: usize) -> Option<usize> {
        self.cases.of(self.page.lines[line].block)
    }

    /// Shares out the figures, and tells which of them are doubtful.
    pub(super) fn share_counts(&self, incidents: &mut [Incident], whole: &mut Whole, usual: &dyn Fn(&Line<'_>) -> Stance) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        let figures = figures(self.page, usual);
        let several = incidents.len() > 1;
        let (mut of_case, mut of_all): (Vec<Vec<Figure>>, Vec<Figure>) = (vec![Vec::new(); incidents.len()], Vec::new());
        for figure in figures {
            match self.case_of(figure.line) {
                Some(case) => of_case[case].push(figure),
                None => of_all.push(figure),
            }
        }
        for (incident, figures) in incidents.iter_mut().zip(of_case) {
            let mut figures = merge::figures(figures);
            merge::mark_breakdowns(&mut figures);
            doubts.extend(doubts::of_figures(self.page, &figures));
            incident.counts = figures.iter().map(|figure| self.count(figure)).collect();
        }
        for figure in &mut of_all {
            let near = &self.page.lines[figure.line.saturating_sub(1)..=figure.line];
            let tells_cases = near.iter().flat_map(|line| &line.sentence.tokens).any(|token| token.is(Concept::Unit(Unit::Incident)));
            if figure.bare && several && tells_cases && figure.value < MANY_CASES {
                figure.unit = Unit::Incident;
            }
        }
        whole.counts = merge::figures(of_all).iter().map(|figure| self.count(figure)).collect();
        doubts
    }

    /// A figure as it is written out.
    fn count(&self, figure: &Figure) -> Count {
        let written = self.origin.text(figure.span);
        Count {
            value: figure.value,
            unit: figure.unit,
            bound: figure.bound,
            certainty: figure.certainty,
            role: figure.role,
            of: figure.of.map(|span| self.origin.text(span).text),
            cumulative: figure.cumulative,
            text: written.text,
            span: written.span,
        }
    }

    /// Shares out the kinds of data.
    pub(super) fn share_data(&self, incidents: &mut [Incident], usual: &dyn Fn(&Line<'_>) -> Stance) {
        let mut of_case: Vec<Vec<Item>> = vec![Vec::new(); incidents.len()];
        for item in items(self.page, usual) {
            if let Some(case) = self.case_of(item.line) {
                of_case[case].push(item);
            }
        }
        for (incident, items) in incidents.iter_mut().zip(of_case) {
            // 個人情報の漏えいは確認されていない names no kind, and so excludes none; but it outweighs what only speaks of one.
            let unnamed =
                |item: &Item| item.category == DataCategory::PersonalInformation && item.exclusion == Some(Exclusion::NotConfirmed);
            incident.data = merge::items(items)
                .into_iter()
                .filter(|item| !unnamed(item))
                .map(|item| {
                    let written = self.origin.text(item.span);
                    DataItem {
                        category: item.category,
                        status: item.status,
                        exclusion: item.exclusion,
                        text: written.text,
                        span: written.span,
                    }
                })
                .collect();
        }
    }

    /// Shares out what single words and values tell, and that the cause lay with `third_parties`.
    pub(super) fn share_matters(&self, incidents: &mut [Incident], whole: &mut Whole, third_parties: Vec<Told<CauseCategory>>) {
        self.share_causes(incidents, third_parties);
        self.share_responses(incidents, whole);
        self.share_losses(incidents);
        self.share_vulnerabilities(incidents);
        self.share_harm(incidents);
    }

    fn share_causes(&self, incidents: &mut [Incident], third_parties: Vec<Told<CauseCategory>>) {
        let mut causes = third_parties;
        causes.extend_from_slice(&self.causes);
        causes.sort_by_key(|told| told.span);
        for told in causes {
            if let Some(case) = self.case_of(told.line)
                && !incidents[case].causes.iter().any(|cause| cause.category == told.value)
            {
                let written = self.origin.text(told.span);
                incidents[case].causes.push(Cause { category: told.value, text: written.text, span: written.span });
            }
        }
    }

    fn share_responses(&self, incidents: &mut [Incident], whole: &mut Whole) {
        for told in matters::responses(self.page) {
            let responses = match self.case_of(told.line) {
                Some(case) => &mut incidents[case].responses,
                None => &mut whole.responses,
            };
            if !responses.iter().any(|response| response.action == told.value) {
                let written = self.origin.text(told.span);
                responses.push(Response { action: told.value, date: None, text: written.text, span: written.span });
            }
        }
    }

    fn share_losses(&self, incidents: &mut [Incident]) {
        for told in matters::losses(self.page) {
            if let Some(case) = self.case_of(told.line) {
                let written = self.origin.text(told.span);
                let (amount, currency, bound) = (told.value.amount, told.value.currency.to_string(), told.value.bound);
                incidents[case].losses.push(Money { amount, currency, bound, text: written.text, span: written.span });
            }
        }
        for incident in incidents {
            merge::first_of_each(&mut incident.losses, |loss| (loss.amount, loss.currency.clone()));
        }
    }

    fn share_vulnerabilities(&self, incidents: &mut [Incident]) {
        for told in matters::vulnerabilities(self.page) {
            if let Some(case) = self.case_of(told.line) {
                let written = self.origin.text(told.span);
                incidents[case].vulnerabilities.push(Vulnerability { id: told.value, text: written.text, span: written.span });
            }
        }
        for incident in incidents {
            merge::first_of_each(&mut incident.vulnerabilities, |vulnerability| vulnerability.id.clone());
        }
    }

    /// Keeps the strongest word on misuse: that it came, else that none is known, else that it may come.
    fn share_harm(&self, incidents: &mut [Incident]) {
        let strength = |harm: Harm| match harm {
            Harm::Confirmed => 2,
            Harm::NoneConfirmed => 1,
            Harm::Possible => 0,
        };
        let mut of_all: Option<Told<Harm>> = None;
        let stronger = |value: Harm, known: Option<Harm>| known.is_none_or(|known| strength(value) > strength(known));
        for told in matters::harms(self.page) {
            match self.case_of(told.line) {
                Some(case) if stronger(told.value, incidents[case].secondary_harm) => {
                    incidents[case].secondary_harm = Some(told.value);
                    incidents[case].secondary_harm_source = Some(self.origin.text(told.span));
                }
                None if stronger(told.value, of_all.as_ref().map(|told| told.value)) => of_all = Some(told),
                _ => {}
            }
        }
        // What is said outside all cases is said of each that says nothing itself.
        let Some(told) = of_all else { return };
        for incident in incidents.iter_mut().filter(|incident| incident.secondary_harm.is_none()) {
            incident.secondary_harm = Some(told.value);
            incident.secondary_harm_source = Some(self.origin.text(told.span));
        }
    }

    /// Shares out organisations and services; the issuer takes part in its own incident.
    pub(super) fn share_names(&self, incidents: &mut [Incident], names: &[Named], issuer: Option<&Organization>) {
        let several = incidents.len() > 1;
        for named in names {
            let line = &self.page.lines[named.line];
            let aside = line.is_boilerplate() || line.mood == Mood::Background;
            let Some(case) = self.case_of(named.line).filter(|_| !aside) else { continue };
            let organization = self.organization(named.span, named.role.unwrap_or(Role::Affected), named.alias);
            merge::organization(&mut incidents[case].organizations, organization);
        }
        for (incident, case) in incidents.iter_mut().zip(&self.cases.cases) {
            if let Some(name) = case.name {
                merge::organization(&mut incident.organizations, self.organization(name, Role::Affected, None));
            }
        }
        for incident in incidents.iter_mut() {
            if let Some(issuer) = issuer.filter(|_| !several) {
                merge::organization(&mut incident.organizations, Organization { ticker: None, ..issuer.clone() });
            }
        }
        for (line, span) in services(self.page) {
            if let Some(case) = self.case_of(line) {
                incidents[case].services.push(self.origin.text(span));
            }
        }
        for incident in incidents.iter_mut() {
            merge::first_of_each(&mut incident.services, |service| service.text.clone());
            merge::first_of_each(&mut incident.organizations, |organization| organization.name.clone());
            incident.organizations.sort_by_key(|organization| organization.span);
            incident.services.sort_by_key(|service| service.span);
        }
    }

    /// An organisation as it is written out.
    pub(super) fn organization(&self, span: Span, role: Role, alias: Option<Span>) -> Organization {
        let written = self.origin.text(span);
        Organization {
            name: written.text.clone(),
            role,
            ticker: None,
            alias: alias.map(|alias| self.origin.text(alias).text),
            text: written.text,
            span: written.span,
        }
    }
}

/// A bare figure beside a word for incidents counts them up to here, and records beyond.
const MANY_CASES: u64 = 1000;
