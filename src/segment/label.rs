//! Labels and their values on one line.
//!
//! A label is told by the colon after it, by the dots or the wide gap after it, or by being a word of the lexicon's `[label]` table with its value right
//! behind it. Gaps are believed only where the label is known or its letters are set apart (会 社 名), since names and offices in a
//! letterhead stand side by side in the same way.

use super::line::trimmed;
use crate::lexicon::{Label, Lexicon, Mark};
use crate::{Language, Span};

/// A label and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Labelled {
    /// The label, without marks and spaces around it.
    pub label: Span,
    /// The value; empty where nothing follows the colon.
    pub value: Span,
    /// Whether the label is in the lexicon.
    pub known: bool,
    /// Whether only the words say that it is a label, so that its neighbours must say so too.
    pub weak: bool,
}

/// The label and the value that make up `span`. `bulleted`: whether a mark stands before it.
pub(super) fn labelled(text: &str, span: Span, bulleted: bool, lexicon: &Lexicon) -> Option<Labelled> {
    let span = trimmed(text, span);
    by_colon(text, span, lexicon)
        .or_else(|| by_leaders(text, span, lexicon))
        .or_else(|| by_gap(text, span, lexicon))
        .or_else(|| set_apart(text, span, lexicon))
        .or_else(|| by_word(text, span, bulleted, lexicon))
}

/// How many characters a label may have, and how many words when it is written in Latin letters.
const MAX_CHARS: usize = 24;
const MAX_WORDS: usize = 8;

/// `label = words , ":" , [ value ] ;`
fn by_colon(text: &str, span: Span, lexicon: &Lexicon) -> Option<Labelled> {
    let line = &text[span.range()];
    let colon = label_end(line)?;
    let head = &line[..colon];
    let tail = &line[colon + 1..];
    let after = tail.trim_start_matches(['*', '_']);
    let latin = head.is_ascii();
    let tight = after.starts_with(|c: char| !c.is_whitespace());
    if after.starts_with("//") || after.starts_with(':') || (latin && tight && after.is_ascii()) {
        return None;
    }
    let label = stripped(text, Span::new(span.start(), span.start() + colon));
    let value = stripped_front(text, Span::new(span.end() - after.len(), span.end()));
    let words = &text[label.range()];
    let known = is_known(words, lexicon);
    (known || is_label(words, value.is_empty())).then_some(Labelled { label, value, known, weak: false })
}

/// Where the colon after a label stands: the first one outside brackets and quotes, not far into the line.
fn label_end(line: &str) -> Option<usize> {
    let (mut depth, mut wide, mut chars, mut last) = (0usize, 0, 0, ' ');
    for (at, c) in line.char_indices().take(96) {
        match c {
            ':' if depth == 0 => {
                let clock = last.is_ascii_digit() && line[at + 1..].starts_with(|c: char| c.is_ascii_digit());
                return (!clock && at > 0).then_some(at);
            }
            '(' | '「' | '『' | '[' | '<' | '【' => depth += 1,
            ')' | '」' | '』' | ']' | '>' | '】' => depth = depth.saturating_sub(1),
            '。' | '、' | '\t' | ';' | '|' => return None,
            '.' | '!' | '?' if line[at + 1..].starts_with(' ') && !matches!(last, 'o' | 'O') => return None,
            _ => {}
        }
        wide += usize::from(!c.is_ascii());
        chars += 1;
        if wide > 0 && chars > MAX_CHARS + 8 {
            return None;
        }
        last = c;
    }
    None
}

/// Whether `words` can be a label: short, with letters, no clause.
fn is_label(words: &str, governs: bool) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic()).take(3).count();
    if words.bytes().any(|b| b >= 0x80 && words.is_char_boundary(0)) && !words.chars().all(|c| c.is_ascii() || matches!(c, '’' | '“' | '”'))
    {
        return letters > 0 && words.chars().filter(|c| !c.is_whitespace()).count() <= MAX_CHARS;
    }
    let count = words.split_whitespace().count();
    let opens = words.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '"' || !c.is_ascii());
    letters > 2 && opens && count <= if governs { MAX_WORDS - 2 } else { MAX_WORDS } && !words.contains(',')
}

/// `label = words , "..." , { "." } , value ;` with the dots that lead the eye across a form: `Breach began ........ 05/03/2024`.
fn by_leaders(text: &str, span: Span, lexicon: &Lexicon) -> Option<Labelled> {
    let line = &text[span.range()];
    let dots = line.find("...").filter(|dots| *dots > 0)?;
    let after = line[dots..].trim_start_matches(['.', ' ']);
    let label = stripped(text, Span::new(span.start(), span.start() + dots));
    let value = trimmed(text, Span::new(span.end() - after.len(), span.end()));
    let words = &text[label.range()];
    let known = is_known(words, lexicon);
    let leads = line[dots..].len() - after.len() >= LEADERS;
    (leads && !value.is_empty() && (known || is_label(words, false))).then_some(Labelled { label, value, known, weak: false })
}

/// So many dots and spaces at least lead from a label to its value; fewer leave something out.
const LEADERS: usize = 5;

/// `label = words , ( tab | two spaces ) , value ;`
fn by_gap(text: &str, span: Span, lexicon: &Lexicon) -> Option<Labelled> {
    let line = &text[span.range()];
    let head = line.char_indices().nth(2 * MAX_CHARS).map_or(line, |(end, _)| &line[..end]);
    let gap = match (head.find('\t'), head.find("  ")) {
        (Some(tab), Some(gap)) => tab.min(gap),
        (tab, gap) => tab.or(gap)?,
    };
    let label = stripped(text, Span::new(span.start(), span.start() + gap));
    let value = trimmed(text, Span::new(span.start() + gap, span.end()));
    let words = &text[label.range()];
    let known = is_known(words, lexicon);
    let tab = line[gap..].trim_start_matches(' ').starts_with('\t') || line[gap..].starts_with('\t');
    let apart = is_set_apart(words);
    let fits = is_label(words, false) && !words.bytes().any(|b| b.is_ascii_digit()) && !words.contains(['。', '、', ',']);
    (!value.is_empty() && (known || (fits && (apart || tab)))).then_some(Labelled { label, value, known, weak: false })
}

/// `label = kanji , " " , kanji , { " " , kanji } , " " , value ;` with letters set apart by single spaces: 会 社 名 株式会社○○.
fn set_apart(text: &str, span: Span, lexicon: &Lexicon) -> Option<Labelled> {
    let mut len = 0;
    let mut letters = 0;
    for word in text[span.range()].split_inclusive(' ').take(8) {
        let mut chars = word.trim_end().chars();
        if !matches!((chars.next(), chars.next()), (Some(c), None) if !c.is_ascii()) {
            break;
        }
        len += word.len();
        letters += 1;
    }
    let label = trimmed(text, Span::new(span.start(), span.start() + len));
    let value = trimmed(text, Span::new(label.end(), span.end()));
    let known = letters > 1 && is_known(&text[label.range()], lexicon);
    (!value.is_empty() && (known || letters > 2)).then_some(Labelled { label, value, known, weak: false })
}

/// Whether the letters of a word are set apart with single spaces: 会 社 名.
fn is_set_apart(words: &str) -> bool {
    let mut pieces = 0;
    let single = words.split(' ').all(|piece| {
        pieces += 1;
        piece.chars().count() == 1 && !piece.is_ascii()
    });
    single && (2..=8).contains(&pieces)
}

/// Whether `words`, with the spaces between its letters left out, are a label of the lexicon and nothing more.
pub(super) fn is_known(words: &str, lexicon: &Lexicon) -> bool {
    let whole = |words: &str| lexicon.label_at_start(words).is_some_and(|(_, len)| words[len..].trim().is_empty());
    let set_apart = || !words.is_ascii() && words.contains(char::is_whitespace);
    words.len() <= 96 && (whole(words) || (set_apart() && whole(&words.split_whitespace().collect::<String>())))
}

/// `label = label word , [ agent , name ] , " " , value ;` with the words of the lexicon.
fn by_word(text: &str, span: Span, bulleted: bool, lexicon: &Lexicon) -> Option<Labelled> {
    let line = &text[span.range()];
    let skipped = line.len() - line.trim_start_matches(['*', '_']).len();
    let line = &line[skipped..];
    let (label, len) = lexicon.label_at_start(line)?;
    let contact = label == Label::Contact;
    // `Article 5(1), for failing to …` is the article itself.
    if label == Label::Law && lexicon.form.mark(Mark::LawArticle).at(line).is_some() {
        return None;
    }
    // `Information Commissioner's Office fines …`: the name of an authority begins like a label.
    let head = &line[..line.char_indices().nth(NAME).map_or(line.len(), |(at, _)| at)];
    let authority =
        |word: &crate::lexicon::Word| word.concepts.iter().any(|concept| matches!(concept, crate::lexicon::Concept::Authority(_)));
    if lexicon.words(head).first().is_some_and(|word| word.start == 0 && word.end > len && authority(word)) {
        return None;
    }
    let rest = line[len..].trim_start_matches(['*', '_']);
    if !rest.starts_with([' ', '\t']) {
        return None;
    }
    let len = len + agent(&line[len..], lexicon);
    let label = Span::new(span.start() + skipped, span.start() + skipped + len);
    let value = stripped_front(text, Span::new(label.end(), span.end()));
    let words = &text[value.range()];
    let first = words.chars().next()?;
    let japanese = lexicon.language == Language::Ja;
    let opens = !first.is_lowercase() && (first.is_alphanumeric() || "\"'“「『(〈<".contains(first));
    // 「原因 及び対策」 goes on; "cause of the leak" does, and "cause under investigation" does not.
    let goes_on = words.split(' ').next().is_some_and(|word| word.len() <= 3);
    // A long line in small letters is a sentence that begins with a label's words.
    let short = line.chars().count() <= 48;
    // `Telephone statements in wrong envelopes` tells how to reach nobody.
    let reaches = !contact || words.contains(|c: char| c.is_ascii_digit() || c == '@');
    // `Information that may have been viewed` is a heading, which its last words go on with.
    let ends = |word: Option<&str>| word.is_some_and(|word| lexicon.form.syntax.auxiliaries.iter().any(|auxiliary| auxiliary == word));
    if ends(line[..len].rsplit(' ').next()) {
        return None;
    }
    let fits = opens || (bulleted && short && !goes_on && !japanese && reaches && first.is_alphabetic());
    fits.then_some(Labelled { label, value, known: true, weak: !bulleted })
}

/// Within so many characters the name of an authority ends.
const NAME: usize = 64;

/// The length of ` by IIJ` after a label: the agent word and the name, of which a second word is taken where both are in small letters.
fn agent(rest: &str, lexicon: &Lexicon) -> usize {
    let after_space = rest.trim_start_matches(' ');
    for word in &lexicon.form.syntax.agents {
        let Some(tail) = after_space.strip_prefix(word.as_str()).filter(|tail| tail.starts_with(' ')) else { continue };
        let mut names = tail.split_inclusive(' ').skip(1);
        let Some(first) = names.next() else { continue };
        let small = |name: &str| name.starts_with(|c: char| c.is_ascii_lowercase());
        let second = names.next().filter(|second| small(first) && small(second) && second.ends_with(' '));
        let used = rest.len() - tail.len() + 1 + first.len() + second.map_or(0, str::len);
        return rest[..used].trim_end().len();
    }
    0
}

/// `span` without spaces, emphasis and colons at both ends.
fn stripped(text: &str, span: Span) -> Span {
    let front = stripped_front(text, span);
    let inner = text[front.range()].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | ':'));
    Span::new(front.start(), front.start() + inner.len())
}

/// `span` without spaces and emphasis before it, and without spaces after it.
fn stripped_front(text: &str, span: Span) -> Span {
    let whole = &text[span.range()];
    let inner = whole.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | ':')).trim_end();
    let cut = whole.len() - whole.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | ':')).len();
    Span::new(span.start() + cut, span.start() + cut + inner.len())
}
