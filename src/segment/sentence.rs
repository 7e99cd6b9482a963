//! The sentences of a text.

use crate::Span;
use crate::lexicon::Lexicon;

/// The sentences of `text`, in order, each with the spaces after it; they tile it.
///
/// A sentence ends at 。！？ and at a full stop, `!` or `?` with a new word after it, with the closing quotes and brackets that follow, and at
/// a line end. Inside 「」 and brackets nothing ends, except where the quote closes the line or stands before a space; a full stop after an
/// abbreviation of the lexicon, after an initial or between digits ends nothing.
///
/// What goes on for longer than any sentence is cut: later stages look at a sentence as a whole, and more than once.
pub(crate) fn sentences(text: &str, lexicon: &Lexicon) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let mut start = 0;
        let mut enclosed = enclosures(line).into_iter().peekable();
        for (at, c) in line.char_indices() {
            if at >= start + LONGEST && may_be_cut(c, at - start) {
                let end = at + c.len_utf8();
                sentences.push(Span::new(line_start + start, line_start + end));
                start = end;
                continue;
            }
            if at < start || !matches!(c, '。' | '.' | '!' | '?') {
                continue;
            }
            while enclosed.next_if(|inner| inner.end() <= at).is_some() {}
            let outside = enclosed.peek().is_none_or(|inner| at < inner.start() || closes(line, at, c, *inner));
            if !outside || !is_stop(line, start, at, c, lexicon) {
                continue;
            }
            let end = at + c.len_utf8();
            let rest = line[end..].trim_start_matches(CLOSING);
            let end = line.len() - rest.trim_start_matches([' ', '\t']).len();
            sentences.push(Span::new(line_start + start, line_start + end));
            start = end;
        }
        match (line[start..].trim().is_empty(), sentences.last_mut()) {
            _ if start == line.len() => {}
            (true, Some(last)) if start > 0 => *last = Span::new(last.start(), line_start + line.len()),
            _ => sentences.push(Span::new(line_start + start, line_start + line.len())),
        }
        line_start += line.len();
    }
    sentences
}

/// From so many bytes on, twice what the longest sentences of notices have, the next comma or space ends a sentence.
const LONGEST: usize = 2048;
/// How many bytes more are waited for one.
const PATIENCE: usize = 512;

/// Whether a sentence that is too long may end behind `c`, `len` bytes from its start.
fn may_be_cut(c: char, len: usize) -> bool {
    matches!(c, '、' | ',' | ';' | ' ' | '\t') || len >= LONGEST + PATIENCE
}

/// What may stand between a stop and the end of its sentence.
const CLOSING: [char; 9] = ['」', '』', ')', ']', '"', '\'', '”', '’', '*'];

/// The outermost bracketed or quoted parts of `line`, in order. A bracket without its partner is none.
fn enclosures(line: &str) -> Vec<Span> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut found: Vec<Span> = Vec::new();
    for (at, c) in line.char_indices() {
        match c {
            '「' | '『' | '(' => open.push((c, at)),
            '」' | '』' | ')' => {
                let partner = match c {
                    '」' => '「',
                    '』' => '『',
                    _ => '(',
                };
                // What was opened since and never closed is passed over.
                while let Some((opened, start)) = open.pop() {
                    if opened == partner {
                        while found.last().is_some_and(|inner| inner.start() > start) {
                            found.pop();
                        }
                        found.push(Span::new(start, at + c.len_utf8()));
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether the stop `c` at `at` is the last within `inner` and ends the sentence round it too.
fn closes(line: &str, at: usize, c: char, inner: Span) -> bool {
    let rest = &line[at + c.len_utf8()..];
    let after = rest.trim_start_matches(CLOSING);
    let end = line.len() - after.len();
    end >= inner.end() && (after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || c == '「'))
}

/// Whether the character `c` at `at` ends the sentence that began at `start`.
fn is_stop(line: &str, start: usize, at: usize, c: char, lexicon: &Lexicon) -> bool {
    let after = &line[at + c.len_utf8()..];
    match c {
        '。' => true,
        '!' | '?' => {
            let next = after.trim_start_matches(CLOSING);
            next.is_empty() || next.starts_with(|c: char| c.is_whitespace() || !c.is_ascii()) && !after.starts_with(['!', '?'])
        }
        '.' => {
            opens_sentence(after)
                && (!is_abbreviated(&line[start..at], lexicon) || !line[start..at].ends_with('.') && begins_anew(after, lexicon))
        }
        _ => false,
    }
}

/// Whether a sentence may begin with what follows a full stop: nothing, or a space and a capital, a digit or an opening quote.
fn opens_sentence(after: &str) -> bool {
    let rest = after.trim_start_matches(CLOSING);
    let next = rest.trim_start_matches([' ', '\t', '\n']);
    let Some(first) = next.chars().next() else { return true };
    next.len() < rest.len() && (first.is_uppercase() || first.is_ascii_digit() || (!first.is_lowercase() && !",;:.)".contains(first)))
}

/// Whether what follows an abbreviation begins with a word that no name does: `at 6 p.m. The app`, `Kaede Inc. We`.
fn begins_anew(after: &str, lexicon: &Lexicon) -> bool {
    let word: String = after.trim_start().chars().take_while(|c| c.is_ascii_alphabetic()).collect();
    word.len() > 1 && word[1..].bytes().all(|b| b.is_ascii_lowercase()) && lexicon.form.syntax.opening_stops.is(&word)
}

/// Whether the full stop after `before` belongs to the word before it: an abbreviation, an initial, an ellipsis.
fn is_abbreviated(before: &str, lexicon: &Lexicon) -> bool {
    const LONGEST: usize = 12;
    let mut from = before.len();
    for (at, c) in before.char_indices().rev().take(LONGEST) {
        if !(c.is_ascii_alphanumeric() || c == '.') {
            break;
        }
        from = at;
    }
    let word = &before[from..];
    if word.ends_with('.') {
        return true;
    }
    let initial = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
    initial
        || lexicon
            .form
            .syntax
            .abbreviations
            .iter()
            .any(|short| short.eq_ignore_ascii_case(word) && (short.len() > 4 || same_case(short, word)))
}

/// Whether both begin with a letter of the same case: `No.` is short for number, `no.` ends a sentence.
fn same_case(a: &str, b: &str) -> bool {
    let capital = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase());
    capital(a) == capital(b) || b.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn split(text: &str, language: Language) -> Vec<&str> {
        sentences(text, Lexicon::of(language)).into_iter().map(|span| text[span.range()].trim()).collect()
    }

    #[test]
    fn japanese_sentences() {
        let table: [(&str, &[&str]); 7] = [
            ("止めた。直した。", &["止めた。", "直した。"]),
            ("本当か?調べた。", &["本当か?", "調べた。"]),
            ("「申し訳ない。直す」と述べた。終わり。", &["「申し訳ない。直す」と述べた。", "終わり。"]),
            ("「申し訳ない。」\n次の行", &["「申し訳ない。」", "次の行"]),
            ("止めた(3日に再開した。)。直した。", &["止めた(3日に再開した。)。", "直した。"]),
            ("「閉じない。次の文。", &["「閉じない。", "次の文。"]),
            ("一行目\n二行目", &["一行目", "二行目"]),
        ];
        for (text, wanted) in table {
            assert_eq!(split(text, Language::Ja), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_too_long_is_cut_at_a_comma_else_anywhere() {
        for piece in ["止めて、", "止"] {
            let text = piece.repeat(4 * (LONGEST + PATIENCE) / piece.len());
            let cut = split(&text, Language::Ja);
            assert_eq!(cut.concat(), text, "{piece}");
            assert!(cut.len() >= 4, "{piece}");
            assert!(cut.iter().all(|part| part.len() <= LONGEST + PATIENCE + 2 * piece.len()), "{piece}");
            assert!(cut[..cut.len() - 1].iter().all(|part| part.ends_with(piece.chars().next_back().unwrap())), "{piece}");
        }
    }

    #[test]
    fn english_sentences() {
        let table: [(&str, &[&str]); 10] = [
            (
                "It ended at 6 p.m. The shop of Kaede Inc. Tokyo was shut.",
                &["It ended at 6 p.m.", "The shop of Kaede Inc. Tokyo was shut."],
            ),
            ("It stopped. We fixed it.", &["It stopped.", "We fixed it."]),
            ("Kaede Inc. said so. Aoi Co., Ltd. did not.", &["Kaede Inc. said so.", "Aoi Co., Ltd. did not."]),
            ("About 3.5 million rows. No. 7 was read.", &["About 3.5 million rows.", "No. 7 was read."]),
            ("We said no. It went on.", &["We said no.", "It went on."]),
            ("At 9 a.m. Tokyo time it broke. J. R. Mori saw it.", &["At 9 a.m. Tokyo time it broke.", "J. R. Mori saw it."]),
            ("In the U.S. Army it was so. \"Why?\" he asked. Done!", &["In the U.S. Army it was so.", "\"Why?\"", "he asked.", "Done!"]),
            ("Wait... It goes on", &["Wait... It goes on"]),
            ("See app.example.com now. End", &["See app.example.com now.", "End"]),
            ("It ended (see the note. It is short.) here. Next", &["It ended (see the note. It is short.) here.", "Next"]),
        ];
        for (text, wanted) in table {
            assert_eq!(split(text, Language::En), wanted, "{text}");
        }
    }
}
