//! The series that a text stands in: its own place in it, and the reports before it.
//!
//! Limits: an earlier report is known by its day; one that is only named is not told.

use super::days::Dated;
use super::header::OPENING;
use super::names::quotes;
use super::page::{Line, Page, near_end};
use super::timeline::LEAD;
use super::{Assembly, merge};
use crate::Span;
use crate::grammar::Value;
use crate::lexicon::{Index, Topics};
use crate::model::{ContactKind, Event, PriorReport, Stage};
use crate::syntax::Token;

impl Assembly<'_> {
    /// Earlier reports, the issuer's and others': days of announcements before the text's own publication, where a word for a report or of a series
    /// stands beside them; and whether the text follows on one of them.
    pub(super) fn prior_reports(&self) -> (Vec<PriorReport>, bool) {
        let mut found: Vec<PriorReport> = Vec::new();
        let mut follows = false;
        for day in self.days.iter().filter(|day| day.event == Some(Event::Announced)) {
            let line = &self.page.lines[day.line];
            let form = &self.page.lexicon.form.syntax;
            let in_series = line.sentence.tells(Topics::STAGES) || day.line < LEAD && self.names_report(day, &form.own_reports);
            let names_report = in_series || self.names_report(day, &form.own_reports) || self.names_report(day, &form.releases);
            let edtf = day.resolved.edtf();
            let earlier = self.published.as_ref().is_none_or(|published| edtf < published.date);
            if earlier && names_report && edtf.len() == 10 {
                follows |= in_series;
                let date = self.date(day, Event::Announced);
                let behind = Span::new(day.span.end(), line.sentence.span.end());
                let before = Span::new(line.sentence.span.start(), day.span.start());
                let long = |quote: &Span| quote.len() >= TITLE_LENGTH;
                let title = quotes(self.page.text, behind).into_iter().find(long);
                let title = title.or_else(|| quotes(self.page.text, before).into_iter().rev().find(long));
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
        (found, follows)
    }

    /// Whether `words` for a report stand beside the day: 公表, announced.
    fn names_report(&self, day: &Dated, words: &Index) -> bool {
        let line = &self.page.lines[day.line];
        let form = &self.page.lexicon.form.syntax;
        let before = line.sentence.slice(Span::new(line.sentence.span.start(), day.span.start())).to_lowercase();
        let near = line.sentence.slice(Span::new(day.span.start(), line.sentence.span.end()));
        // `announced on May 17 in "Notice of …"`
        let titled = line.sentence.slice(Span::new(day.span.end(), line.sentence.span.end())).chars().take(TITLE_NEAR).any(|c| c == '"');
        let just_before = near_end(&before, WORDS_NEAR);
        titled
            || words.is_in(near)
            || words.is_in(just_before)
            || form.report_marks.iter().any(|word| before.trim_end_matches(['*', ' ']).ends_with(word.as_str()))
    }
}

/// A quotation of so many bytes beside the day of a report is its title.
const TITLE_LENGTH: usize = 12;

/// Within so many characters before a day the word for a report stands.
const WORDS_NEAR: usize = 20;

/// Within so many characters behind a day a quotation opens that is the title of the notice of that day.
const TITLE_NEAR: usize = 10;

/// Where the text stands in a series: what the headline says, else whether it was added to, else whether it names an earlier report.
pub(super) fn stage(page: &Page<'_>, title: Option<Span>, has_prior: bool) -> Stage {
    let said = |line: &Line<'_>| line.sentence.telling(Topics::STAGES).find_map(Token::stage);
    let headline = title.and_then(|title| page.lines.iter().filter(|line| line.sentence.span == title).find_map(said));
    let opening = || page.lines.iter().take(if title.is_none() { OPENING } else { 0 }).find_map(said);
    let heading = || page.lines.iter().filter(|line| line.is_head).filter_map(said).find(|stage| *stage == Stage::Update);
    headline.or_else(opening).or_else(heading).unwrap_or(if has_prior { Stage::Update } else { Stage::Single })
}

#[cfg(test)]
mod tests {
    use crate::model::Stage;
    use crate::parse;

    #[test]
    fn a_headline_counts_its_reports() {
        for (number, stage) in [("第1報", Stage::Initial), ("第2報", Stage::Update), ("第三報", Stage::Update), ("最終報", Stage::Final)]
        {
            let text = format!("情報流出に関するお知らせ({number})\n\n2025年7月1日\n湖畔市\n\n氏名が流出しました。");
            assert_eq!(parse(text).notice.stage, stage, "{number}");
        }
    }

    #[test]
    fn the_reports_of_others_are_named_and_not_followed() {
        let text = "情報流出に関するお知らせ\n\n2025年7月1日\n湖畔市\n\n氏名が流出しました。\n\n※2025年6月3日付 ホシノ社ニュースリリース";
        let notice = parse(text).notice;
        let days: Vec<String> = notice.prior_reports.iter().filter_map(|report| Some(report.date.as_ref()?.date.clone())).collect();
        assert_eq!((days.as_slice(), notice.stage), (&["2025-06-03".to_string()][..], Stage::Single));
    }
}
