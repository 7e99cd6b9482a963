//! A cause that lay with another: the system that was attacked is run by a firm that the issuer names and that does not belong to it.
//!
//! Limits: who belongs to whom is told by a word beside the name (子会社) or by the beginning that two names share; a firm that is named by nothing
//! but its role stands in the lexicon.

use std::collections::HashSet;

use super::Assembly;
use super::matters::Told;
use super::organizations::Named;
use super::page::{Line, Mood, Page, near_end};
use crate::Span;
use crate::lexicon::{Concept, Cue, SyntaxForm, Topics};
use crate::model::{Action, CauseCategory, Role};
use crate::syntax::Token;

impl Assembly<'_> {
    /// Whose system it was, where that was not the issuer, who speaks at `speaker`: the firms that stand before the harm in what the text states
    /// (`Xのシステムが不正アクセスを受け`). They run it, unless a word gives them another role.
    pub(super) fn third_parties(&self, names: &mut [Named], speaker: Span) -> Vec<Told<CauseCategory>> {
        let page = self.page;
        let form = &page.lexicon.form.syntax;
        let name = |span: Span| core(&page.text[span.range()], form).to_lowercase();
        let own = name(speaker);
        // Who stands beside the issuer at the head of the text speaks with it.
        let beside = |named: &Named| named.span == speaker || page.lines[named.line].sentence.span.contains(speaker);
        let together: HashSet<String> = names.iter().filter(|named| beside(named)).map(|named| name(named.span)).collect();
        let with_role: HashSet<String> = names.iter().filter(|named| named.role.is_some()).map(|named| name(named.span)).collect();
        let causes: Vec<usize> = (0..page.lines.len()).filter(|at| page.lines[*at].sentence.tells(Topics::CAUSES)).collect();
        let mut found = Vec::new();
        for named in names {
            if together.contains(&name(named.span)) || !may_be_another(page, named, &own) {
                continue;
            }
            let alias = named.alias.map(|alias| &page.text[alias.range()]).filter(|alias| alias.chars().count() > 1);
            let told = near(&causes, named.line).iter().find_map(|at| {
                let (at, line) = (*at, &page.lines[*at]);
                let mention = if at == named.line { Some(named.span) } else { alias.and_then(|alias| mention_of(line, alias)) }?;
                harm_behind(page, line, mention).then_some(Told { line: at, span: mention, value: CauseCategory::ThirdParty })
            });
            if told.is_some() && !with_role.contains(&name(named.span)) {
                named.role = Some(Role::Operator);
            }
            found.extend(told);
        }
        found
    }
}

/// Whether a name is that of another firm than the issuer, whose core is `own`, and of none of its group or its customers.
fn may_be_another(page: &Page<'_>, named: &Named, own: &str) -> bool {
    let form = &page.lexicon.form.syntax;
    let line = &page.lines[named.line];
    let other = core(&page.text[named.span.range()], form).to_lowercase();
    let alike = own.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let shorter = own.chars().count().min(other.chars().count());
    let honoured = || form.honorifics.begins(&page.text[named.span.end()..]).is_some();
    let of_group = || {
        let before = line.sentence.slice(Span::new(line.sentence.span.start(), named.span.start()));
        form.affiliates.is_in(near_end(before, AFFILIATE_NEAR))
    };
    let takes_part = !matches!(named.role, Some(Role::Affected | Role::Other));
    takes_part && shorter > 0 && alike < 3 && alike * 2 < shorter && !honoured() && !of_group()
}

/// Within so many characters before a name a word says that it belongs to the issuer.
const AFFILIATE_NEAR: usize = 16;

/// A name without its legal form.
fn core<'n>(name: &'n str, form: &SyntaxForm) -> &'n str {
    let legal = form.legal_forms.written(name).max_by_key(|(_, len)| *len);
    let core = legal.map_or(name, |(at, len)| if at == 0 { &name[len..] } else { &name[..at] });
    core.trim_matches([' ', ','])
}

/// The lines among `lines` in which a firm may be told of that is named at `line`: all of a notice, and in a text of many matters those that follow.
fn near(lines: &[usize], line: usize) -> &[usize] {
    let start = if lines.len() > MOST_LINES { lines.partition_point(|at| *at < line) } else { 0 };
    &lines[start..lines.len().min(start + MOST_LINES)]
}

/// In so many lines that tell of a cause a firm is looked for.
const MOST_LINES: usize = 200;

/// Where a line names somebody by a short form.
fn mention_of(line: &Line<'_>, alias: &str) -> Option<Span> {
    let at = line.sentence.text.find(alias)?;
    Some(Span::new(at, at + alias.len()).shift(line.sentence.span.start()))
}

/// Whether what befell a system is stated behind `mention`, and nobody is asked to look into it between them.
fn harm_behind(page: &Page<'_>, line: &Line<'_>, mention: Span) -> bool {
    let tokens = &line.sentence.tokens;
    let behind = tokens.iter().position(|token| token.span.start() >= mention.end()).unwrap_or(tokens.len());
    let Some(harm) = (behind..tokens.len()).find(|at| befalls_systems(&tokens[*at])) else { return false };
    let inquires = |token: &Token| token.cue(Cue::Inquiry) || token.is(Concept::Action(Action::Investigation));
    line.mood != Mood::Background
        && !line.is_boilerplate()
        && line.states(page, harm)
        && !page.syntax.negated(&line.sentence, harm)
        && !tokens[behind..harm].iter().any(inquires)
}

/// Whether a word names what befalls systems, and not what people do with papers.
fn befalls_systems(token: &Token) -> bool {
    use CauseCategory::*;
    let kinds = [UnauthorizedAccess, CredentialStuffing, Malware, Ransomware, VulnerabilityExploited, PaymentPageTampering, SoftwareDefect];
    token.names_cause() && kinds.iter().any(|kind| token.is(Concept::Cause(*kind)))
}

#[cfg(test)]
mod tests {
    use crate::model::{CauseCategory, Role};
    use crate::parse;

    #[test]
    fn a_firm_is_looked_for_in_a_bounded_number_of_lines() {
        assert_eq!(super::near(&[3, 5, 9], 5), [3, 5, 9]);
        let many: Vec<usize> = (0..1000).collect();
        assert_eq!(super::near(&many, 900), (900..1000).collect::<Vec<_>>());
        assert_eq!(super::near(&many, 10).len(), super::MOST_LINES);
    }

    #[test]
    fn a_cause_lies_with_another_where_its_system_was_attacked() {
        let head = "個人情報の漏えいについて\n\n2025年7月1日\n湖畔市\n\n";
        for (text, wanted) in [
            ("本市が利用する株式会社ホシノ通信(以下「ホシノ社」)の「ホシノフォーム」が不正アクセスを受けました。", true),
            (
                "株式会社ホシノ通信(以下「ホシノ社」)の製品を利用しています。\n\n今般、ホシノ社のサーバーがランサムウェアに感染しました。",
                true,
            ),
            // A client, whom the issuer works for.
            ("株式会社ホシノ通信様よりお預かりした情報を保管するサーバーが不正アクセスを受けました。", false),
            ("株式会社ホシノ通信に調査を依頼した結果、不正アクセスを確認しました。", false),
            ("本市の子会社である株式会社ホシノ通信のサーバーが不正アクセスを受けました。", false),
        ] {
            let incident = &parse(format!("{head}{text}")).notice.incidents[0];
            let role = incident.organizations.iter().find(|one| one.name.contains("ホシノ")).map(|one| one.role);
            let found = incident.causes.iter().any(|cause| cause.category == CauseCategory::ThirdParty);
            assert_eq!((found, role == Some(Role::Operator)), (wanted, wanted), "{text}");
        }
    }
}
