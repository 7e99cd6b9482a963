//! Lines of a card: labels at the left, values wrapped beside them, columns that stand under each other whatever the script.
//!
//! Limits: characters of ambiguous width (Greek, Cyrillic, ①) count as narrow, as most terminals draw them. Lines are broken at spaces and between
//! wide characters; the rules of where a Japanese line may begin are kept only for closing marks.

use std::fmt::Write as _;

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The widest a card becomes.
const WIDEST: usize = 100;
/// The narrowest: on a smaller terminal, lines run over.
const NARROWEST: usize = 40;
/// Where values begin.
const GUTTER: usize = 18;
/// Between two columns.
const GAP: &str = "  ";

/// How wide a card may be: the terminal's width up to 100 columns, and 100 columns where there is no terminal.
pub(crate) fn terminal_width() -> usize {
    let terminal = terminal_size::terminal_size_of(std::io::stdout());
    terminal.map_or(WIDEST, |(width, _)| usize::from(width.0).clamp(NARROWEST, WIDEST))
}

/// Lines under construction. Styles are written as ANSI escapes; who prints the page takes them out where they do not belong.
#[derive(Debug)]
pub(super) struct Page {
    lines: String,
    width: usize,
}

impl Page {
    /// An empty page of `width` columns.
    pub(super) fn new(width: usize) -> Page {
        Page { lines: String::new(), width }
    }

    /// Text over the whole width.
    pub(super) fn text(&mut self, style: Style, text: &str) {
        for line in wrap(&clean(text), self.width) {
            self.line(0, style, &line);
        }
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.lines.push('\n');
    }

    /// A label with its values, each on its own line; nothing where there is no value.
    pub(super) fn row(&mut self, label: &str, style: Style, values: &[String]) {
        let mut label = Some(label);
        for value in values {
            for line in wrap(&clean(value), self.width.saturating_sub(GUTTER)) {
                match label.take() {
                    Some(label) => self.labelled(label, style, &line),
                    None => self.line(GUTTER, style, &line),
                }
            }
        }
    }

    /// A label with a table: every column but the last is as wide as its widest cell, up to half of the page.
    pub(super) fn table<const N: usize>(&mut self, label: &str, style: Style, rows: &[[String; N]]) {
        let most = self.width.saturating_sub(GUTTER) / 2;
        let mut widths = [0; N];
        for row in rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(clean(cell).width().min(most));
            }
        }
        let lines: Vec<String> = rows.iter().map(|row| aligned(row, &widths)).collect();
        let mut label = Some(label);
        for row in lines {
            // A row that fits keeps its spaces; one that does not is wrapped like prose.
            let fits = row.width() <= self.width.saturating_sub(GUTTER);
            let lines = if fits { vec![row] } else { wrap(&row, self.width.saturating_sub(GUTTER)) };
            for line in lines {
                match label.take() {
                    Some(label) => self.labelled(label, style, &line),
                    None => self.line(GUTTER, style, &line),
                }
            }
        }
    }

    /// What was written.
    pub(super) fn as_str(&self) -> &str {
        &self.lines
    }

    fn labelled(&mut self, label: &str, style: Style, text: &str) {
        let dimmed = Style::new().dimmed();
        let pad = GUTTER.saturating_sub(2 + label.width());
        let _ = writeln!(self.lines, "  {dimmed}{label}{dimmed:#}{:pad$}{style}{text}{style:#}", "");
    }

    fn line(&mut self, indent: usize, style: Style, text: &str) {
        let _ = writeln!(self.lines, "{:indent$}{style}{text}{style:#}", "");
    }
}

/// The cells of a row, each padded to its column's width.
fn aligned(row: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (at, (cell, width)) in row.iter().zip(widths).enumerate() {
        if at > 0 {
            line.push_str(GAP);
        }
        let cell = clean(cell);
        let pad = width.saturating_sub(cell.width());
        let _ = write!(line, "{cell}{:pad$}", "");
    }
    line.truncate(line.trim_end().len());
    line
}

/// `text` in one line, without control characters, so that an issuer's words cannot steer a terminal.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !clean.is_empty() {
            clean.push(' ');
        }
        clean.extend(word.chars().map(|c| if is_invisible(c) { '\u{FFFD}' } else { c }));
    }
    clean
}

/// Controls, and marks that turn the direction of the line.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// `text` in lines of at most `width` columns; at least one line.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if !line.is_empty() && line.width() + piece.trim_end().width() > width {
            lines.push(line.trim_end().to_string());
            line.clear();
        }
        for c in piece.chars() {
            // A word longer than a line is cut.
            if !line.is_empty() && c != ' ' && line.width() + c.width().unwrap_or(0) > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    lines.push(line.trim_end().to_string());
    lines
}

/// The pieces of `text` between which a line may be broken: words with the spaces after them, and single wide characters.
fn pieces(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let Some(&(next_at, next)) = chars.peek() else { break };
        let after_space = c == ' ' && next != ' ';
        let beside_wide = (is_wide(c) || is_wide(next)) && next != ' ' && !is_closing(next) && !is_opening(c);
        if after_space || beside_wide {
            cuts.push(next_at);
        }
        debug_assert!(at < next_at);
    }
    cuts.push(text.len());
    cuts.windows(2).map(|cut| &text[cut[0]..cut[1]]).collect()
}

fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

/// A mark that no line begins with.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '、' | '。' | '，' | '．' | '」' | '』' | '】' | '）' | '〉' | '》' | '”' | '’' | ')' | ']' | ',' | '.' | 'ー' | '！' | '？'
    )
}

/// A mark that no line ends with.
fn is_opening(c: char) -> bool {
    matches!(c, '「' | '『' | '【' | '（' | '〈' | '《' | '“' | '‘' | '(' | '[')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_at_spaces_and_between_wide_characters() {
        let cases: &[(&str, usize, &[&str])] = &[
            ("", 10, &[""]),
            ("one two three", 7, &["one two", "three"]),
            ("one two three", 8, &["one two", "three"]),
            ("個人情報の漏えい", 8, &["個人情報", "の漏えい"]),
            ("漏えい、紛失", 6, &["漏え", "い、紛", "失"]),
            ("ab個人", 3, &["ab", "個", "人"]),
            ("abcdefgh", 3, &["abc", "def", "gh"]),
            ("a bcdefgh", 4, &["a", "bcde", "fgh"]),
        ];
        for (text, width, expected) in cases {
            assert_eq!(wrap(text, *width), *expected, "{text} {width}");
        }
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let text = "Notice 不正アクセスによる個人情報（カード情報を含む）漏えいに関するお知らせ of https://www.example.jp/very/long/path";
        for width in 2..60 {
            for line in wrap(text, width) {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn columns_stand_under_each_other_whatever_the_script() {
        let mut page = Page::new(60);
        page.table("who", Style::new(), &[["株式会社みなと".into(), "affected".into()], ["Kite Inc.".into(), "contractor".into()]]);
        let columns: Vec<usize> =
            page.as_str().lines().map(|line| line[..line.find("affected").or(line.find("contractor")).unwrap()].width()).collect();
        let plain = |at: usize| columns[at];
        // The first line holds the label's escapes, which have no width of their own but are counted here.
        let escapes = format!("{0}{0:#}", Style::new().dimmed()).width();
        assert_eq!(plain(0) - escapes, plain(1));
    }

    #[test]
    fn what_would_steer_a_terminal_is_shown_instead() {
        assert_eq!(clean("a\u{1b}[31m\tb\r\n c\u{202e}d"), "a\u{FFFD}[31m b c\u{FFFD}d");
    }
}
