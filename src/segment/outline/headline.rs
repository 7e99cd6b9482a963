//! What a line is where its neighbours are known: a headline, a field, running text, a formula.
//!
//! Limits: the line that follows decides, and a few looked past; nothing is taken back when more of the text is seen.

use super::Reader;
use crate::segment::Kind;
use crate::segment::line::columns;
use crate::segment::mark::Style;
use crate::segment::shape::Look;

/// The most columns a headline may take.
const HEADLINE_COLUMNS: usize = 160;

/// The most columns a headline without any mark may take.
const TITLE_COLUMNS: usize = 100;

/// The most columns of a headline that stands right above its text.
const CLOSE_TITLE_COLUMNS: usize = 40;

impl<'a> Reader<'a> {
    /// Whether running text goes on with this line: the one before is a sentence of the same paragraph, and so is this.
    pub(super) fn continues(&self, line: usize) -> bool {
        let Some(before) = line.checked_sub(1).map(|before| &self.shapes[before]) else { return false };
        let here = &self.shapes[line];
        let paragraph =
            self.drafts.last().is_some_and(|draft| draft.block.kind == Kind::Paragraph && draft.block.body.end() == before.line.body.end());
        paragraph && before.ends && here.ends && here.line.indent <= before.line.indent
    }

    /// Whether the line is a known label and nothing else, over something that it may govern.
    pub(super) fn governs_alone(&self, line: usize) -> bool {
        let named = |line: usize| self.shapes.get(line).is_some_and(|shape| shape.names);
        // Of names in a row none governs: they are listed. Nor does the one that closes such a row.
        let plain = |line: usize| matches!(self.shapes[line].look, Look::Plain | Look::Governing | Look::Labelled);
        let before = line.checked_sub(1).is_some_and(|before| named(before) && plain(before));
        let closes = !self.blank_before(line) && self.blank_after(line);
        named(line) && self.next(line).is_some() && !before && !named(line + 1) && !closes
    }

    fn blank_before(&self, line: usize) -> bool {
        line == 0 || matches!(self.shapes[line - 1].look, Look::Blank | Look::Silent)
    }

    fn blank_after(&self, line: usize) -> bool {
        self.shapes.get(line + 1).is_none_or(|after| matches!(after.look, Look::Blank | Look::Silent))
    }

    fn next(&self, line: usize) -> Option<usize> {
        self.next.get(line).copied().filter(|next| *next < self.shapes.len())
    }

    fn words(&self, line: usize) -> &'a str {
        &self.text[self.shapes[line].line.body.range()]
    }

    /// Whether the line is running text.
    pub(super) fn is_prose(&self, line: usize) -> bool {
        let shape = &self.shapes[line];
        matches!(shape.look, Look::Plain | Look::Labelled)
            && ((shape.ends && shape.line.columns > 30) || shape.line.columns > TITLE_COLUMNS || self.words(line).contains("。"))
    }

    /// Whether a numbered or marked line is a headline: short, no sentence, with deeper text after it.
    pub(super) fn is_headline(&self, line: usize) -> bool {
        let shape = &self.shapes[line];
        let Some(mark) = shape.mark() else { return false };
        if matches!(mark.style, Style::Bullet(_)) {
            return false;
        }
        let words = self.words(line);
        if matches!(mark.style, Style::Case | Style::Part) {
            return shape.line.columns <= HEADLINE_COLUMNS && !words.ends_with('。');
        }
        let ends = shape.ends && !words.ends_with(['?', ')', '"']) || words.ends_with(['、', ',']);
        if ends && !shape.text.is_empty() || shape.line.columns > HEADLINE_COLUMNS || words.contains('。') {
            return false;
        }
        let Some(next) = self.next(line) else { return false };
        if shape.text.is_empty() && self.shapes[next].label.is_none() {
            return false;
        }
        if let Some(label) = shape.label {
            let listed = matches!(self.shapes[next].look, Look::Labelled) || self.is_bullet(next);
            if !label.value.is_empty() && (label.known || !listed) {
                return false;
            }
        }
        !self.follows_item(line, mark.style) && self.is_deeper(next, mark.style)
    }

    fn is_bullet(&self, line: usize) -> bool {
        self.shapes[line].mark().is_some_and(|mark| matches!(mark.style, Style::Bullet(_)))
    }

    /// Whether the block right before is an item of the same list.
    fn follows_item(&self, line: usize, style: Style) -> bool {
        let number = self.shapes[line].number;
        self.drafts.last().is_some_and(|draft| {
            draft.block.kind == Kind::Item
                && draft.style == Some(style)
                && (number.is_none() || draft.block.number.map(|before| before + 1) == number)
        })
    }

    /// Whether `line` is text under a headline of look `style`, not the next of its kind or something above it.
    fn is_deeper(&self, line: usize, style: Style) -> bool {
        let mut line = line;
        // Notes belong to headlines and items alike; a few are looked past.
        for _ in 0..4 {
            if self.shapes[line].look != Look::Note {
                break;
            }
            match self.next(line) {
                Some(next) => line = next,
                None => return true,
            }
        }
        let above = |other: Style| match self.open.iter().position(|open| *open == other) {
            Some(at) => self.open.iter().position(|open| *open == style).is_none_or(|own| at < own),
            None => false,
        };
        match self.shapes[line].look {
            Look::Marked(mark) if mark.style == style => false,
            Look::Marked(mark) => !above(mark.style),
            Look::Headline(other) => other != Style::Lenticular && !above(other),
            Look::Silent => self.next(line).is_some_and(|next| self.shapes[next].mark().is_none_or(|mark| mark.style != style)),
            Look::Plain => !self.is_formula(line),
            _ => true,
        }
    }

    /// Whether a line with a label is a field, not a headline or text that happens to look so.
    pub(super) fn is_label(&self, line: usize) -> bool {
        let shape = &self.shapes[line];
        let Some(label) = shape.label else { return false };
        let labelled = |line: usize| self.shapes.get(line).is_some_and(|shape| shape.look == Look::Labelled);
        let neighbours = line.checked_sub(1).is_some_and(labelled) || labelled(line + 1);
        if label.weak {
            return neighbours || !self.words(line).is_ascii();
        }
        let figures = self.text[label.value.range()].bytes().filter(u8::is_ascii_digit).count();
        // What a text opens with is its headline: 「お知らせ:個人情報の漏えいについて」.
        let opens = self.drafts.is_empty() && columns(&self.text[label.value.range()]) > CLOSE_TITLE_COLUMNS;
        if opens && !neighbours && !label.known {
            return false;
        }
        if neighbours || label.known || self.prose || figures > 3 {
            return true;
        }
        // Over the text, 「X: results of the investigation」 and 【重要】 before a headline are parts of it.
        let words = self.words(line);
        let apart = self.blank_before(line) && self.blank_after(line) && shape.line.columns > CLOSE_TITLE_COLUMNS;
        !(words.starts_with('【') || (apart && label.label.start() == shape.line.body.start() && words.starts_with(|c: char| c.is_ascii())))
    }

    /// Whether a label with nothing after it governs what follows.
    pub(super) fn governs(&self, line: usize) -> bool {
        self.next(line).is_some()
    }

    /// Whether an unmarked line is a headline.
    pub(super) fn is_title(&self, line: usize) -> bool {
        let shape = &self.shapes[line];
        let words = self.words(line);
        let Some(next) = self.next(line) else { return false };
        if !self.blank_before(line) || shape.line.columns > TITLE_COLUMNS {
            return false;
        }
        let centred = shape.line.indent >= 3;
        if shape.ends && !words.ends_with([')', '"', '」', '』', '?'])
            || words.ends_with([',', '、', ':', ';', '。', '.'])
            || (words.starts_with('(') && !centred && words.ends_with(')'))
        {
            return false;
        }
        let digits = words.bytes().filter(u8::is_ascii_digit).count();
        let is_date = digits >= 3 && 3 * digits >= words.chars().filter(|c| c.is_alphanumeric()).count();
        let opens = words.starts_with(|c: char| !c.is_ascii() || c.is_ascii_uppercase() || c.is_ascii_digit() || "\"(['".contains(c));
        let figured = words.split_once(": ").is_some_and(|(_, value)| value.bytes().any(|b| b.is_ascii_digit()));
        let address = words.contains("://") || words.contains('@') || words.contains('|');
        if is_date
            || figured
            || !opens
            || words.ends_with(self.form.verb_endings.as_slice())
            || enumerates(words)
            || address
            || words.contains('。')
            || words.contains("  ")
            || words.contains('\t')
        {
            return false;
        }
        let many = words.is_ascii() && words.split_whitespace().count() > 16;
        if many {
            return false;
        }
        if self.blank_after(line) {
            return self.is_text(next) && !self.is_formula(next);
        }
        let short = !words.is_ascii() || words.split_whitespace().count() <= 8;
        shape.line.columns <= CLOSE_TITLE_COLUMNS
            && short
            && !words.contains('、')
            && self.is_prose(next)
            && self.shapes[next].look == Look::Plain
    }

    /// Whether `line` is something that a headline may stand over.
    fn is_text(&self, line: usize) -> bool {
        let shape = &self.shapes[line];
        match shape.look {
            Look::Plain => self.is_prose(line) || shape.ends,
            Look::Blank | Look::Silent => false,
            _ => true,
        }
    }

    /// Whether the line is a short headline in capitals.
    pub(super) fn is_caps(&self, line: usize) -> bool {
        let words = self.words(line);
        words.is_ascii()
            && words.bytes().filter(u8::is_ascii_alphabetic).count() >= 4
            && !words.bytes().any(|b| b.is_ascii_lowercase())
            && words.split(' ').count() <= 8
            && !words.contains(['@', '|', '\t'])
            && !words.contains("://")
            && (self.blank_before(line) || self.blank_after(line))
            && self.next(line).is_some()
            && !words.ends_with(['.', ','])
            && words.split_whitespace().filter(|word| word.bytes().any(|b| b.is_ascii_digit())).count() == 0
    }

    /// Whether the line is a formula of letters (記, 以上), told by its shape: one or two kanji alone on the line.
    pub(super) fn is_formula(&self, line: usize) -> bool {
        let shape = &self.shapes[line];
        let words = self.words(line);
        if shape.look != Look::Plain || words.len() > 16 {
            return false;
        }
        let kanji = words.chars().filter(|c| !c.is_whitespace()).count();
        let all = words.chars().all(|c| c.is_whitespace() || ('一'..='鿿').contains(&c));
        let apart = words.contains(' ') || shape.line.indent >= 4;
        let over_text = self.next(line).is_some_and(|next| self.is_prose(next));
        all && (kanji == 1 || (kanji == 2 && (apart || !over_text)))
    }
}

/// Whether a line is a row of short names and nothing else: *Date of birth, e-mail address, purchase history*.
fn enumerates(words: &str) -> bool {
    let parts = || words.split([',', '、']);
    parts().nth(2).is_some() && parts().all(|part| columns(part.trim()) <= LONGEST_NAMED)
}

/// A thing that is named in a row takes so many columns at most.
const LONGEST_NAMED: usize = 24;
