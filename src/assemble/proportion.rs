//! A whole of which only a share came to harm: of 当社が管理する31件のうち4件が流出, and of `five of our 31 clients are affected`, the harm is that of
//! the share, and the whole only tells where it happened.
//!
//! Limits: both figures must stand in one sentence, and the whole must not have been told before as what came to harm.

use std::collections::HashSet;
use std::ops::Range;

use super::figures::Figure;
use super::page::{Line, Page};
use crate::lexicon::Cue;
use crate::model::CountRole;
use crate::syntax::Token;

/// Gives the figures of `line` the roles of a whole and its share where it is the share that came to harm. `known`: the values that were told before
/// to have come to harm.
pub(super) fn settle(page: &Page<'_>, line: &Line<'_>, found: &mut [Figure], known: &HashSet<u64>) {
    let token = |figure: &Figure| line.sentence.tokens.iter().position(|token| token.span == figure.span);
    let places: Vec<(usize, usize)> = (0..found.len()).filter_map(|at| Some((at, token(&found[at])?))).collect();
    for pair in places.windows(2) {
        let ((left, left_token), (right, right_token)) = (pair[0], pair[1]);
        // 1,000件、うち12件が漏えい: what leaked are both.
        let close = !line.sentence.between(left_token, right_token).contains(['、', ',', '(', ')', ';']);
        let parts = close && line.sentence.tokens[left_token + 1..right_token].iter().any(|token| token.cue(Cue::Part));
        let (whole, share) = if is_base(page, line, left_token..right_token) {
            (right, left)
        } else if parts || opens_as_base(page, line, left_token) {
            (left, right)
        } else {
            continue;
        };
        let told = known.contains(&found[whole].value);
        // The 1,200 people *affected*: what stands right behind a whole qualifies it.
        let end = line.sentence.tokens[right_token].span.end();
        let behind = line.sentence.tokens[right_token + 1..].iter().find(|token| token.span.start() >= end);
        let qualified = whole == right && behind.is_some_and(|next| next.names_harm() && next.span.start() <= end + 1);
        let harmed = qualified || line.sentence.tokens[..right_token].iter().any(Token::names_harm);
        let befalls_share = line.sentence.tokens[right_token + 1..].iter().any(|token| token.cue(Cue::Leak));
        let plain = |figure: &Figure| matches!(figure.role, CountRole::Affected | CountRole::Part);
        if !plain(&found[whole]) || !plain(&found[share]) {
            continue;
        }
        if !told && !harmed && befalls_share {
            found[whole].role = CountRole::Context;
            found[share].role = CountRole::Affected;
        } else if (told || harmed) && found[share].value < found[whole].value {
            found[whole].role = CountRole::Affected;
            found[share].role = CountRole::Part;
        }
    }
}

/// Whether nothing but the words before a whole stands between two figures: five *of our* 31 clients.
pub(super) fn is_base(page: &Page<'_>, line: &Line<'_>, figures: Range<usize>) -> bool {
    let gap = line.sentence.between(figures.start, figures.end).trim().to_lowercase();
    !gap.is_empty() && page.lexicon.form.syntax.bases.is(&gap)
}

/// Whether a figure is the whole that the sentence opens with: *Of our 2,300 members*, 41 were affected.
fn opens_as_base(page: &Page<'_>, line: &Line<'_>, figure: usize) -> bool {
    let before = line.sentence.before(figure).trim().to_lowercase();
    !before.is_empty() && page.lexicon.form.syntax.bases.is(&before)
}

#[cfg(test)]
mod tests {
    use crate::model::CountRole::{self, Affected, Context, Part};
    use crate::parse;

    #[test]
    fn of_a_whole_only_the_share_came_to_harm() {
        for (text, wanted) in [
            ("当社が管理する31件のうち4件のファイルが流出しました。", [(31, Context), (4, Affected)]),
            ("漏えいした2,300名のうち41名は口座番号も流出しました。", [(2300, Affected), (41, Part)]),
            ("会員2,300名、うち41名の口座番号が流出しました。", [(2300, Affected), (41, Part)]),
            ("会員2,300名のうち41名は口座番号も含まれています。", [(2300, Affected), (41, Part)]),
            ("Five of our 31 clients are affected.", [(5, Affected), (31, Context)]),
            ("Of our 2,300 members, 41 were affected.", [(2300, Context), (41, Affected)]),
            ("41 of the 2,300 members affected are children.", [(41, Part), (2300, Affected)]),
            ("Of the 2,300 members affected, 41 are children.", [(2300, Affected), (41, Part)]),
        ] {
            let head = if text.is_ascii() { "Notice\n\nNames leaked." } else { "お知らせ\n\n氏名が漏えいしました。" };
            let notice = parse(format!("{head}\n\n{text}")).notice;
            let counts: Vec<(u64, CountRole)> = notice.incidents[0].counts.iter().map(|count| (count.value, count.role)).collect();
            assert_eq!(counts, wanted, "{text}");
        }
    }
}
