//! From a read page to a notice: which value belongs to which incident, once.
//!
//! Each kind of fact is found over the whole text by a module of its own ([`days`], [`figures`], [`items`] …), with the line it stands in; here
//! they are shared out among the cases, equal values become one, and every span is led back to the input. Knows no language.

mod authority;
mod cases;
mod days;
mod doubts;
mod figures;
mod header;
mod items;
mod matters;
mod merge;
mod names;
mod page;
pub(crate) mod when;

use std::collections::HashMap;

use crate::edtf::Edtf;
use crate::grammar::{LawExpr, Value};
use crate::lexicon::{Concept, Label, Lexicon};
use crate::model::*;
use crate::pipeline::Origin;
use crate::segment::Segmented;
use crate::syntax::Stance;
use crate::{Code, Diagnostic, Severity, Span};
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
    days: Vec<days::Dated>,
    diagnostics: Vec<Diagnostic>,
}

impl<'p> Assembly<'p> {
    fn new(page: &'p Page<'p>, origin: &'p Origin<'p>) -> Assembly<'p> {
        let title = header::title(page);
        let published = header::published(page);
        let mut resolver = header::resolver(page, published.as_ref().map(|(date, ..)| date));
        let causes: Vec<CauseCategory> = matters::causes(page).into_iter().map(|told| told.value).collect();
        let published_date = published.and_then(|(date, span, _)| {
            let resolved = header::resolver(page, Some(&date)).resolve(&date)?;
            let written = origin.text(span);
            Some(Date {
                event: Event::Announced,
                date: resolved.edtf(),
                time: resolved.time,
                inferred: resolved.inferred,
                planned: false,
                text: written.text,
                span: written.span,
            })
        });
        let cases = Cases::find(page);
        let days = days::days(page, &cases, &mut resolver, &causes);
        Assembly {
            page,
            origin,
            cases,
            title,
            published_line: published.map(|(.., line)| line),
            published: published_date,
            days,
            diagnostics: Vec::new(),
        }
    }

    fn finish(mut self, segmented: &Segmented<'_>) -> Assembled {
        let stances = self.usual_stances();
        let mut incidents: Vec<Incident> =
            self.overviews().into_iter().enumerate().map(|(case, overview)| self.incident(case, overview)).collect();
        let mut whole = Whole::default();
        self.share_dates(&mut incidents, &mut whole);
        let usual = |line: &page::Line<'_>| self.cases.of(line.block).and_then(|case| stances.get(case)).copied().unwrap_or(Stance::Leaked);
        let doubts = self.share_counts(&mut incidents, &mut whole, &usual);
        self.share_data(&mut incidents, &usual);
        self.doubt(doubts);
        self.share_matters(&mut incidents, &mut whole);
        let mut names = names::organizations(self.page);
        let speaker = header::issuer(self.page, &names, self.published_line, true);
        let guidance = self.guidance(speaker);
        let genre = header::genre(self.page, speaker, &self.cases, !guidance.is_empty());
        let issuer = self.issuer(&names, genre);
        if matches!(genre, Genre::NewsArticle | Genre::Digest) {
            names.extend(names::subjects(self.page));
            names.sort_by_key(|name| name.span);
        }
        // An authority, a paper or an author tells of others.
        let own = issuer.as_ref().filter(|_| genre == Genre::PressRelease);
        self.share_names(&mut incidents, &names, own);
        let prior_reports = if genre == Genre::PressRelease { self.prior_reports() } else { Vec::new() };
        let stage = header::stage(self.page, self.title, !prior_reports.is_empty());
        Assembled {
            genre,
            title: self.title.map(|span| self.origin.text(span)),
            issuer,
            stage,
            prior_reports,
            guidance,
            incidents,
            counts: whole.counts,
            dates: whole.dates,
            responses: whole.responses,
            contacts: self.contacts(),
            repeats: segmented
                .repeats
                .iter()
                .map(|(span, of)| Repeat { span: self.origin.span(*span), of: self.origin.span(*of) })
                .collect(),
            published: self.published,
            diagnostics: self.diagnostics,
        }
    }

    /// How sure the text is on the whole of each case: what the headline says, where it is of one matter, else the first line that says anything.
    fn usual_stances(&self) -> Vec<Stance> {
        let said = |line: &page::Line<'_>| {
            let leak = line.sentence.tokens.iter().position(|token| token.cue(crate::lexicon::Cue::Leak))?;
            if line.sentence.has(crate::lexicon::Cue::Possible) {
                return Some(Stance::Possible);
            }
            self.page.syntax.stance_of(&line.sentence, leak)
        };
        let several = self.cases.named && self.cases.cases.len() > 1;
        let headline = self.title.and_then(|title| self.page.lines.iter().find(|line| line.sentence.span == title));
        let whole = headline.and_then(said).or_else(|| self.page.lines.iter().take(20).find_map(said)).filter(|_| !several);
        let mut stances = vec![whole; self.cases.cases.len()];
        for line in self.page.lines.iter().filter(|_| several) {
            let Some(stance) = self.cases.of(line.block).and_then(|case| stances.get_mut(case)) else { continue };
            *stance = stance.or_else(|| said(line));
        }
        stances.into_iter().map(|stance| if stance == Some(Stance::Possible) { Stance::Possible } else { Stance::Leaked }).collect()
    }

    /// What the first line with the label of an overview says, for each case.
    fn overviews(&self) -> Vec<Option<Span>> {
        let mut overviews = vec![None; self.cases.cases.len()];
        for line in self.page.lines.iter().filter(|line| line.label == Some(Label::Overview)) {
            if let Some(overview) = self.cases.of(line.block).and_then(|case| overviews.get_mut(case)) {
                overview.get_or_insert_with(|| page::trim(self.page.text, self.page.blocks[line.block].body));
            }
        }
        overviews
    }

    fn incident(&self, case: usize, overview: Option<Span>) -> Incident {
        let found = &self.cases.cases[case];
        let heading = found.heading.map(|at| page::trim(self.page.text, self.page.blocks[at].body)).filter(|span| !span.is_empty());
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

    /// The case that a line tells of.
    fn case_of(&self, line: usize) -> Option<usize> {
        self.cases.of(self.page.lines[line].block)
    }

    fn date(&self, day: &days::Dated, event: Event) -> Date {
        let written = self.origin.text(day.span);
        let date = day.resolved.edtf();
        let ahead = self.published.as_ref().is_some_and(|published| date > published.date);
        Date {
            event,
            planned: ahead && (day.planned || date.len() == 10),
            date,
            time: day.resolved.time.clone(),
            inferred: day.resolved.inferred.clone(),
            text: written.text,
            span: written.span,
        }
    }

    /// Whether it is the day of publication where the text says it of itself.
    fn is_own_day(&self, day: &days::Dated) -> bool {
        let line = &self.page.lines[day.line];
        let headline = day.line < LEAD && !line.sentence.text.trim_end().ends_with(['。', '.']) && line.label.is_none();
        let same = self.published.as_ref().is_some_and(|published| published.date == day.resolved.edtf());
        same && (headline || self.published_line == Some(day.line))
    }

    fn share_dates(&mut self, incidents: &mut [Incident], whole: &mut Whole) {
        // The first day that each case was discovered on.
        let mut discovered = HashMap::new();
        // The first day of each case on which something was made sure that may also have been learnt.
        let mut found_first: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
        for day in &self.days {
            if let Some(problem) = &day.resolved.problem {
                self.diagnostics.push(doubtful_day(*problem, self.origin.text(day.span)));
            }
            let Some(event) = day.event.filter(|_| !self.is_own_day(day)) else { continue };
            if !day.resolved.inferred.is_empty() {
                let text = &self.page.text[day.span.range()];
                let message = format!("“{text}” was read as {}", day.resolved.edtf());
                self.diagnostics.push(Diagnostic::new(Severity::Note, Code::InferredYear, message, self.origin.span(day.span)));
            }
            // What was known before is not learnt again: a later 確認 made it sure.
            let case = self.case_of(day.line);
            let learnt = case.and_then(|case| discovered.get(&case)).is_some_and(|first| *first < day.resolved.edtf());
            let event = if event == Event::Discovered && day.ambiguous && learnt { Event::Confirmed } else { event };
            let date = self.date(day, event);
            if let Some(case) = case.filter(|_| event == Event::Discovered) {
                let first: &mut String = discovered.entry(case).or_insert_with(|| date.date.clone());
                if date.date < *first {
                    first.clone_from(&date.date);
                }
            }
            if let Some(case) = case.filter(|_| event == Event::Confirmed && day.ambiguous) {
                found_first.entry(case).or_insert(incidents[case].dates.len());
            }
            let dates = match case {
                Some(case) => &mut incidents[case].dates,
                None => &mut whole.dates,
            };
            dates.push(date);
        }
        // Where nothing was learnt before, what an inquiry found was learnt then.
        for (case, place) in found_first {
            if !discovered.contains_key(&case) {
                incidents[case].dates[place].event = Event::Discovered;
            }
        }
        for dates in incidents.iter_mut().map(|incident| &mut incident.dates).chain([&mut whole.dates]) {
            *dates = merge::dates(std::mem::take(dates));
        }
    }

    /// Puts the doubts about figures and labels among the diagnostics.
    fn doubt(&mut self, of_figures: Vec<doubts::Doubt>) {
        let all = of_figures.into_iter().chain(doubts::of_labels(self.page));
        self.diagnostics.extend(all.map(|doubt| {
            let severity = if doubt.code == Code::UnitMissing { Severity::Note } else { Severity::Warning };
            Diagnostic::new(severity, doubt.code, doubt.message, self.origin.span(doubt.span))
        }));
    }

    /// Shares out the figures, and tells which of them are doubtful.
    fn share_counts(&self, incidents: &mut [Incident], whole: &mut Whole, usual: &dyn Fn(&page::Line<'_>) -> Stance) -> Vec<doubts::Doubt> {
        let mut doubts = Vec::new();
        let figures = figures::figures(self.page, usual);
        let several = incidents.len() > 1;
        let (mut of_case, mut of_all): (Vec<Vec<figures::Figure>>, Vec<figures::Figure>) = (vec![Vec::new(); incidents.len()], Vec::new());
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

    fn count(&self, figure: &figures::Figure) -> Count {
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

    fn share_data(&self, incidents: &mut [Incident], usual: &dyn Fn(&page::Line<'_>) -> Stance) {
        let mut of_case: Vec<Vec<items::Item>> = vec![Vec::new(); incidents.len()];
        for item in items::items(self.page, usual) {
            if let Some(case) = self.case_of(item.line) {
                of_case[case].push(item);
            }
        }
        for (incident, items) in incidents.iter_mut().zip(of_case) {
            incident.data = merge::items(items)
                .into_iter()
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

    fn share_matters(&mut self, incidents: &mut [Incident], whole: &mut Whole) {
        for told in matters::causes(self.page) {
            if let Some(case) = self.case_of(told.line)
                && !incidents[case].causes.iter().any(|cause| cause.category == told.value)
            {
                let written = self.origin.text(told.span);
                incidents[case].causes.push(Cause { category: told.value, text: written.text, span: written.span });
            }
        }
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
        for told in matters::losses(self.page) {
            if let Some(case) = self.case_of(told.line) {
                let written = self.origin.text(told.span);
                let (amount, currency, bound) = (told.value.amount, told.value.currency.to_string(), told.value.bound);
                incidents[case].losses.push(Money { amount, currency, bound, text: written.text, span: written.span });
            }
        }
        for told in matters::vulnerabilities(self.page) {
            if let Some(case) = self.case_of(told.line) {
                let written = self.origin.text(told.span);
                incidents[case].vulnerabilities.push(Vulnerability { id: told.value, text: written.text, span: written.span });
            }
        }
        for incident in incidents.iter_mut() {
            merge::first_of_each(&mut incident.losses, |loss| (loss.amount, loss.currency.clone()));
            merge::first_of_each(&mut incident.vulnerabilities, |vulnerability| vulnerability.id.clone());
        }
        let strength = |harm: Harm| match harm {
            Harm::Confirmed => 2,
            Harm::NoneConfirmed => 1,
            Harm::Possible => 0,
        };
        for told in matters::harms(self.page) {
            if let Some(case) = self.case_of(told.line)
                && incidents[case].secondary_harm.is_none_or(|known| strength(told.value) > strength(known))
            {
                incidents[case].secondary_harm = Some(told.value);
                incidents[case].secondary_harm_source = Some(self.origin.text(told.span));
            }
        }
    }

    fn issuer(&self, names: &[names::Named], genre: Genre) -> Option<Organization> {
        let speaks_of_itself = matches!(genre, Genre::PressRelease | Genre::RegulatoryNotice);
        let span = header::issuer(self.page, names, self.published_line, speaks_of_itself)?;
        let ticker =
            self.page.lines.iter().find(|line| line.label == Some(Label::Ticker)).map(|line| line.sentence.text.trim().to_string());
        let alias = names.iter().find(|name| name.span == span).and_then(|name| name.alias);
        Some(Organization { ticker, ..self.organization(span, Role::Affected, alias) })
    }

    fn organization(&self, span: Span, role: Role, alias: Option<Span>) -> Organization {
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

    fn share_names(&self, incidents: &mut [Incident], names: &[names::Named], issuer: Option<&Organization>) {
        let several = incidents.len() > 1;
        for named in names {
            let in_contact = self.page.lines[named.line].is_boilerplate();
            let Some(case) = self.case_of(named.line).filter(|_| !in_contact) else { continue };
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
        for (line, span) in names::services(self.page) {
            if let Some(case) = self.case_of(line) {
                incidents[case].services.push(self.origin.text(span));
            }
        }
        for incident in incidents.iter_mut() {
            merge::first_of_each(&mut incident.services, |service| service.text.clone());
            merge::first_of_each(&mut incident.organizations, |organization| organization.name.clone());
        }
    }

    /// What authorities did: an act with the laws told beside it, on the day nearest to a mention of it.
    fn guidance(&self, speaker: Option<Span>) -> Vec<Guidance> {
        let speaker = speaker.and_then(|name| self.page.sentence(name).tokens.iter().find_map(crate::syntax::Token::authority));
        let acts = authority::acts(self.page, speaker);
        let mut laws: Vec<Vec<Law>> = vec![Vec::new(); acts.len()];
        for (line, span, law) in authority::laws(self.page) {
            let beside = |act: &authority::Act| {
                act.told.iter().filter(|(at, told)| *at == line && told.start() <= span.start()).map(|(_, told)| told.start()).max()
            };
            let nearest = acts.iter().enumerate().max_by_key(|(at, act)| (beside(act), std::cmp::Reverse(*at)));
            if let Some((act, _)) = nearest {
                laws[act].push(self.law(span, &law));
            }
        }
        acts.into_iter()
            .zip(laws)
            .map(|(act, laws)| {
                let written = self.origin.text(act.told[0].1);
                let date = self.day_of_act(&act).map(|day| self.date(day, Event::Guidance)).or_else(|| self.published.clone());
                Guidance { authority: act.authority, action: act.action, date, laws, text: written.text, span: written.span }
            })
            .collect()
    }

    /// The day in the first line that tells of the act and of a day, the nearest to its word; else that of the heading above; else the nearest day
    /// on which an authority acted.
    fn day_of_act(&self, act: &authority::Act) -> Option<&days::Dated> {
        let whole = |day: &&days::Dated| matches!(&day.resolved.date, Edtf::Point(point) if point.day.is_some()) && !self.is_own_day(day);
        let beside = |(line, span): &(usize, Span)| {
            let days = self.days.iter().filter(|day| day.line == *line).filter(whole);
            days.min_by_key(|day| day.span.start().abs_diff(span.start()))
        };
        let guided = || {
            let days = self.days.iter().filter(|day| day.event == Some(Event::Guidance)).filter(whole);
            days.min_by_key(|day| day.line.abs_diff(act.told[0].0))
        };
        let headed = |(line, _): &(usize, Span)| {
            let heading = self.page.blocks[self.page.lines[*line].block].heading;
            self.days.iter().filter(whole).find(|day| Some(self.page.lines[day.line].block) == heading)
        };
        act.told.iter().find_map(beside).or_else(|| act.told.iter().find_map(headed)).or_else(guided)
    }

    fn law(&self, span: Span, law: &LawExpr) -> Law {
        let written = self.origin.text(span);
        Law {
            name: self.origin.text(law.name).text,
            number: law.number.map(|number| self.origin.text(number).text),
            article: law.article,
            paragraph: law.paragraph,
            text: written.text,
            span: written.span,
        }
    }

    /// Earlier reports: days that the text announced on before its own publication, where a word of a series stands beside them.
    fn prior_reports(&self) -> Vec<PriorReport> {
        let mut found: Vec<PriorReport> = Vec::new();
        for day in &self.days {
            let line = &self.page.lines[day.line];
            let leads = day.line < LEAD && self.names_own_report(day);
            let names_report = leads
                || line.sentence.tokens.iter().any(|token| token.concepts().iter().any(|concept| matches!(concept, Concept::Stage(_))));
            let edtf = day.resolved.edtf();
            let earlier = self.published.as_ref().is_none_or(|published| edtf < published.date);
            if day.event == Some(Event::Announced) && earlier && names_report && edtf.len() == 10 {
                let date = self.date(day, Event::Announced);
                let behind = Span::new(day.span.end(), line.sentence.span.end());
                let before = Span::new(line.sentence.span.start(), day.span.start());
                let long = |quote: &Span| quote.len() >= TITLE_LENGTH;
                let title = names::quotes(self.page.text, behind).into_iter().find(long);
                let title = title.or_else(|| names::quotes(self.page.text, before).into_iter().rev().find(long));
                let url = line
                    .sentence
                    .tokens
                    .iter()
                    .filter(|token| token.span.start() >= behind.start())
                    .find(|token| matches!(token.value(), Some(Value::Contact(ContactKind::Url, _))));
                let url = url.map(|token| self.origin.text(token.span));
                let title = title.map(|title| self.origin.text(title));
                found.push(PriorReport { title, url, text: date.text.clone(), span: date.span, date: Some(date) });
            }
        }
        merge::first_of_each(&mut found, |report| report.date.as_ref().map(|date| date.date.clone()));
        found
    }

    /// Whether the words beside the day are those for a report of one's own: 公表, announced.
    fn names_own_report(&self, day: &days::Dated) -> bool {
        let line = &self.page.lines[day.line];
        let form = &self.page.lexicon.form.syntax;
        let before = line.sentence.slice(Span::new(line.sentence.span.start(), day.span.start())).to_lowercase();
        let near = line.sentence.slice(Span::new(day.span.start(), line.sentence.span.end())).to_lowercase();
        // `announced on May 17 in "Notice of …"`
        let titled = line.sentence.slice(Span::new(day.span.end(), line.sentence.span.end())).chars().take(TITLE_NEAR).any(|c| c == '"');
        titled
            || form.own_reports.iter().any(|word| near.contains(word.as_str()))
            || form.report_marks.iter().any(|word| before.trim_end_matches(['*', ' ']).ends_with(word.as_str()))
    }

    fn contacts(&self) -> Vec<Contact> {
        let mut found: Vec<Contact> = Vec::new();
        for (at, line) in self.page.lines.iter().enumerate() {
            for token in &line.sentence.tokens {
                let Some(Value::Contact(kind, value)) = token.value() else { continue };
                let is_desk = *kind != ContactKind::Url || line.is_boilerplate() || self.stands_by_desk(at);
                if is_desk && !self.is_fax(line, token.span) {
                    let written = self.origin.text(token.span);
                    found.push(Contact { kind: *kind, value: value.clone(), text: written.text, span: written.span });
                }
            }
        }
        merge::first_of_each(&mut found, |contact| contact.value.clone());
        found
    }

    /// Whether the line is an address alone and a telephone or e-mail stands in the line before it.
    fn stands_by_desk(&self, at: usize) -> bool {
        let line = &self.page.lines[at];
        let alone = line.sentence.tokens.len() == 1 && line.sentence.text.len() <= line.sentence.tokens[0].span.len() + 4;
        let reaches =
            |token: &crate::syntax::Token| matches!(token.value(), Some(Value::Contact(ContactKind::Phone | ContactKind::Email, _)));
        alone && self.page.lines[..at].iter().rev().take(2).any(|before| before.sentence.tokens.iter().any(reaches))
    }

    fn is_fax(&self, line: &page::Line<'_>, at: Span) -> bool {
        let before = line.sentence.slice(Span::new(line.sentence.span.start(), at.start())).to_ascii_lowercase();
        let near = before.trim_end_matches(|c: char| !c.is_alphanumeric());
        self.page.lexicon.form.syntax.fax.iter().any(|word| near.ends_with(word.as_str()))
    }
}

/// What is wrong with a date, in words.
fn doubtful_day(problem: when::Problem, written: Text) -> Diagnostic {
    let (code, message) = match problem {
        when::Problem::NoYear => (Code::UnresolvedDate, format!("the text does not tell the year of “{}”", written.text)),
        when::Problem::ImpossibleDay => (Code::ImpossibleDate, format!("no calendar has the day “{}”", written.text)),
        when::Problem::WeekdayMismatch { actual } => (Code::WeekdayMismatch, format!("“{}” is a {actual}", written.text)),
    };
    Diagnostic::new(Severity::Warning, code, message, written.span)
}

/// A bare figure beside a word for incidents counts them up to here, and records beyond.
const MANY_CASES: u64 = 1000;

/// A quotation of so many bytes beside the day of a report is its title.
const TITLE_LENGTH: usize = 12;

/// Within so many characters behind a day a quotation opens that is the title of the notice of that day.
const TITLE_NEAR: usize = 10;

/// Within so many lines a text says what it follows on.
const LEAD: usize = 12;

/// What is told of all incidents together.
#[derive(Default)]
struct Whole {
    counts: Vec<Count>,
    dates: Vec<Date>,
    responses: Vec<Response>,
}
