//! What stands before the text of a line: a number, a bullet, a sign.
//!
//! A mark says only what it looks like. Whether its line is a headline or an item is decided where its neighbours are known
//! (see [`outline`](super::outline)).

use super::ordinal::{digits, kana_number, kanji_number, letter_number, small_roman};
use crate::lexicon::Lexicon;

/// The look of a mark or headline: headlines of one look are of one rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `#`, with how many.
    Hash(usize),
    /// `第1章`, `第1 `.
    Part,
    /// `Case 1`, `事案1`.
    Case,
    /// `I.`, `II.`.
    Roman,
    /// `i.`, `(ii)`.
    SmallRoman,
    /// `一、`.
    Kanji,
    /// `1.`, `1 `, `1)`.
    Number,
    /// `1.1`, `1-1`, with how many numbers.
    Nested(usize),
    /// `(1)`; a number in a circle is folded to it.
    Paren,
    /// `A.`.
    Capital,
    /// `a)`, `(a)`.
    Letter,
    /// `ア`, `(イ)`.
    Kana,
    /// A sign that stands before headlines and items alike: ■, ○, ▼.
    Sign(char),
    /// A bullet that stands before items only: ・, -, •.
    Bullet(char),
    /// `【概要】`.
    Lenticular,
    /// `<概要>`, `[概要]`, with the opening bracket.
    Bracketed(char),
    /// `**Case**`.
    Bold,
    /// `OVERVIEW`.
    Caps,
    /// A short line between blank lines.
    Title,
    /// A label with nothing after its colon: it governs the items after it.
    Governing,
}

/// A mark at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// What it looks like.
    pub style: Style,
    /// The number it carries.
    pub number: Option<u32>,
    /// How many bytes it takes, with the spaces after it.
    pub len: usize,
    /// Whether it is a number and a space only (`1 経緯`), which many a line begins with by chance.
    pub bare: bool,
}

/// The mark that `line` begins with, where text follows it.
///
/// ```ebnf
/// mark = [ "**" ] , ( part | case | enclosed | number | roman | letter | kanji | kana | sign ) ;
/// ```
pub(super) fn mark(line: &str, lexicon: &Lexicon) -> Option<Mark> {
    let line_end = line.trim_end();
    let inner = line_end.strip_prefix("**").or_else(|| line_end.strip_prefix("__")).unwrap_or(line_end);
    let skipped = line_end.len() - inner.len();
    let found = part(inner)
        .or_else(|| case(inner, lexicon))
        .or_else(|| enclosed(inner, lexicon))
        .or_else(|| number(inner))
        .or_else(|| roman(inner))
        .or_else(|| letter(inner))
        .or_else(|| kanji(inner))
        .or_else(|| kana(inner))
        .or_else(|| if skipped == 0 { sign(inner) } else { None })?;
    let rest = &inner[found.len..];
    let len = skipped + found.len + (rest.len() - rest.trim_start().len());
    // A number may stand alone over the lines that it numbers; a letter or a sign alone numbers nothing.
    let alone = matches!(found.style, Style::Case | Style::Part) || found.number.is_some() && inner.contains(|c: char| c.is_numeric());
    (len < line_end.len() || alone).then_some(Mark { len, ..found })
}

fn plain(style: Style, number: Option<u32>, len: usize) -> Option<Mark> {
    Some(Mark { style, number, len, bare: false })
}

/// `part = "第" , ( digits | kanji number ) , ( "章" | "節" | "部" | "項" | " " ) ;`
fn part(line: &str) -> Option<Mark> {
    let rest = line.strip_prefix('第')?;
    let (number, used) = digits(rest).or_else(|| kanji_number(rest))?;
    let after = &rest[used..];
    let len = '第'.len_utf8() + used;
    let chapter = after.strip_prefix(['章', '節', '部']).unwrap_or(after);
    let stop = chapter.strip_prefix([':', '.', '、']).unwrap_or(chapter);
    let named = chapter.len() < after.len() && (chapter.is_empty() || chapter.len() > stop.len());
    (named || chapter.starts_with(' ')).then(|| plain(Style::Part, Some(number), len + after.len() - stop.len())).flatten()
}

/// `case = case word , [ " " ] , digits , [ ":" | "." | ")" | "】" ] ;` also in brackets of its own: `[Case 1]`, `【事案1】`.
pub(super) fn case(line: &str, lexicon: &Lexicon) -> Option<Mark> {
    const BRACKETS: [(char, char); 3] = [('[', ']'), ('【', '】'), ('(', ')')];
    if let Some((open, close)) = BRACKETS.into_iter().find(|(open, _)| line.starts_with(*open)) {
        let inner = line.strip_prefix(open)?;
        let mark = case(&inner[..inner.find(close)?], lexicon)?;
        let len = open.len_utf8() + mark.len;
        return inner[mark.len..].starts_with(close).then_some(Mark { len: len + close.len_utf8(), ..mark });
    }
    let after = &line[lexicon.form.syntax.cases.begins(line)?..];
    let rest = after.trim_start_matches([' ', '#']);
    let (number, used) = digits(rest)?;
    let tail = &rest[used..];
    let mark = match tail.chars().next() {
        None | Some(' ') => 0,
        Some(c @ (':' | '.' | ')' | '-' | '、' | '*')) if !tail[c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit()) => c.len_utf8(),
        Some('「' | '(') => 0,
        _ => return None,
    };
    let mark = if tail.starts_with('*') { 0 } else { mark };
    let gap = tail[mark..].len() - tail[mark..].trim_start_matches([' ', ':', '-']).len();
    plain(Style::Case, Some(number), line.len() - tail.len() + mark + gap)
}

/// `enclosed = "(" , ( digits | letter | roman | kana | kanji number ) , ")" ;`
fn enclosed(line: &str, lexicon: &Lexicon) -> Option<Mark> {
    let (open, end) = [('(', ')'), ('[', ']'), ('【', '】')].into_iter().find(|(open, _)| line.starts_with(*open))?;
    let round = open == '(';
    let rest = line.strip_prefix(open)?;
    let close = rest.char_indices().take(6).find(|(_, c)| *c == end)?.0;
    let inner = rest[..close].trim();
    let len = open.len_utf8() + close + end.len_utf8();
    let whole = |(number, used): (u32, usize)| (used == inner.len()).then_some(number);
    if line[len..].starts_with(lexicon.form.syntax.particles.as_slice()) {
        return None; // 「(1)の皆様」 speaks of an item
    }
    if let Some(number) = digits(inner).and_then(whole) {
        let style = if round { Style::Paren } else { Style::Bracketed(open) };
        return (number < 100 && !inner.starts_with('0')).then(|| plain(style, Some(number), len)).flatten();
    }
    if !round {
        return None;
    }
    if let Some(number) = kanji_number(inner).and_then(whole) {
        return plain(Style::Paren, Some(number), len);
    }
    if let Some(number) = small_roman(inner) {
        return plain(Style::SmallRoman, Some(number), len);
    }
    let mut chars = inner.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if c.is_ascii_alphabetic() => plain(Style::Letter, letter_number(c), len),
        (Some(c), None) => plain(Style::Kana, Some(kana_number(c)?), len),
        _ => None,
    }
}

/// `number = digits , { ( "." | "-" ) , digits } , ( "." | ")" | "、" | " " ) ;`
fn number(line: &str) -> Option<Mark> {
    let (first, mut used) = digits(line)?;
    if used > 2 || line.starts_with('0') {
        return None;
    }
    let (mut last, mut levels) = (first, 1);
    while let Some(rest) = line[used..].strip_prefix(['.', '-']) {
        let Some((value, more)) = digits(rest).filter(|(_, more)| *more <= 2 && !rest.starts_with('0')) else { break };
        last = value;
        levels += 1;
        used += 1 + more;
        if levels > 5 {
            return None;
        }
    }
    let rest = &line[used..];
    let (style, spaced) = if levels > 1 { (Style::Nested(levels), true) } else { (Style::Number, false) };
    let mut chars = rest.chars();
    let (sign, after) = (chars.next()?, chars.next());
    match sign {
        '.' | ')' | '、'
            if spaced || after.is_none_or(|c| c == ' ' || c == '\t' || !c.is_ascii() || c.is_ascii_uppercase() || "\"(*[".contains(c)) =>
        {
            // A list counts with 、 only where its numbers are few; 「1、2年前」 is no mark.
            let listed = sign != '、' || (first < 20 && after.is_some_and(|c| !c.is_ascii_digit()));
            listed.then(|| plain(style, Some(last), used + sign.len_utf8())).flatten()
        }
        ' ' | '\t' => {
            let text = rest.trim_start();
            let mut chars = text.chars();
            let (head, next) = (chars.next()?, chars.next());
            let counted = !head.is_ascii() && next.is_none_or(|c| c == ' ' || c.is_ascii_digit() || c == '(' || c == '、');
            // 「1 USB drive」 and 「1 April 2024」 are no headlines.
            let titled =
                head.is_ascii_uppercase() && next.is_some_and(|c| !c.is_ascii_uppercase()) && !text.bytes().any(|b| b.is_ascii_digit());
            let word = !head.is_ascii() || titled || head == '(' || head == '"';
            (word && !counted).then_some(Mark { style, number: Some(last), len: used + 1, bare: true })
        }
        _ => None,
    }
}

/// `roman = ( "I" | "V" | "X" )+ , ( "." | ")" | " " ) ;` in capitals, or small and with a stop.
fn roman(line: &str) -> Option<Mark> {
    let len = line.bytes().take_while(|b| b"IVXivx".contains(b)).count();
    let (word, rest) = line.split_at(len.min(line.len()));
    let mut chars = rest.chars();
    let (sign, after) = (chars.next()?, chars.next()?);
    let stopped = matches!(sign, '.' | ')') && (after == ' ' || !after.is_ascii());
    if let Some(number) = small_roman(word) {
        return if stopped { plain(Style::SmallRoman, Some(number), len + 1) } else { None };
    }
    let number = small_roman(&word.to_ascii_lowercase()).filter(|_| word.bytes().all(|b| b.is_ascii_uppercase()))?;
    let spaced = sign == ' ' && !after.is_ascii();
    (stopped || spaced).then(|| plain(Style::Roman, Some(number), len + 1)).flatten()
}

/// `letter = letter , ")" | capital , "." , " " ;`
fn letter(line: &str) -> Option<Mark> {
    let mut chars = line.chars();
    let (c, sign, after) = (chars.next()?, chars.next()?, chars.next()?);
    if !c.is_ascii_alphabetic() {
        return None;
    }
    match sign {
        ')' => plain(Style::Letter, letter_number(c), 2),
        '.' if after == ' ' && c.is_ascii_lowercase() => plain(Style::Letter, letter_number(c), 2),
        '.' if after == ' ' || !after.is_ascii() => plain(Style::Capital, letter_number(c), 2),
        _ => None,
    }
}

/// `kanji = kanji number , ( "、" | "." | " " ) ;`
fn kanji(line: &str) -> Option<Mark> {
    let (number, used) = kanji_number(line)?;
    let sign = line[used..].chars().next()?;
    matches!(sign, '、' | '.' | ' ').then(|| plain(Style::Kanji, Some(number), used + sign.len_utf8())).flatten()
}

/// `kana = kana , ( "." | ")" | "、" | " " ) ;`
fn kana(line: &str) -> Option<Mark> {
    let mut chars = line.chars();
    let (c, sign) = (chars.next()?, chars.next()?);
    let number = kana_number(c)?;
    matches!(sign, '.' | ')' | '、' | ' ').then(|| plain(Style::Kana, Some(number), c.len_utf8() + sign.len_utf8())).flatten()
}

/// The signs that headlines and items share; `>` quotes or leads.
const SIGNS: &str = "■□▪▫◆◇●○〇◯◎▼▽▲△▶▷►▸★☆>→⇒➢➤◼◻";
/// The bullets of items.
const BULLETS: &str = "・•‣⁃∙·◦-*+✓✔✅–";

/// `sign = sign , text | bullet , " " , text ;`
fn sign(line: &str) -> Option<Mark> {
    let mut chars = line.chars();
    let c = chars.next()?;
    let next = chars.next()?;
    let len = c.len_utf8();
    if c == next || (c == '>' && next == '=') {
        return None; // ○○ is a withheld name, ** is emphasis, -- a rule
    }
    let spaced = matches!(next, ' ' | '\t');
    if SIGNS.contains(c) {
        return plain(Style::Sign(c), None, len);
    }
    if !BULLETS.contains(c) {
        return None;
    }
    let free = matches!(c, '-' | '+') && !next.is_ascii() || !c.is_ascii();
    (spaced || free).then(|| plain(Style::Bullet(c), None, len)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn seen(line: &str) -> Option<(Style, Option<u32>, &str)> {
        mark(line, Lexicon::of(Language::Ja))
            .or_else(|| mark(line, Lexicon::of(Language::En)))
            .map(|mark| (mark.style, mark.number, &line[mark.len..]))
    }

    #[test]
    fn numbers_of_every_look() {
        use Style::*;
        let table = [
            ("1.経緯", Number, Some(1), "経緯"),
            ("1. Outline", Number, Some(1), "Outline"),
            ("1.", Number, Some(1), ""),
            ("2 経緯", Number, Some(2), "経緯"),
            ("3) 経緯", Number, Some(3), "経緯"),
            ("(10) 原因", Paren, Some(10), "原因"),
            ("[2] Users", Bracketed('['), Some(2), "Users"),
            ("1-2 原因", Nested(2), Some(2), "原因"),
            ("1.2.3. Cause", Nested(3), Some(3), "Cause"),
            ("第3 原因", Part, Some(3), "原因"),
            ("第二章 原因", Part, Some(2), "原因"),
            ("Case 12", Case, Some(12), ""),
            ("Case 2: Mail", Case, Some(2), "Mail"),
            ("事案3 メール", Case, Some(3), "メール"),
            ("II. Cause", Roman, Some(2), "Cause"),
            ("IV 原因", Roman, Some(4), "原因"),
            ("ii. cause", SmallRoman, Some(2), "cause"),
            ("(iv) cause", SmallRoman, Some(4), "cause"),
            ("十二、原因", Kanji, Some(12), "原因"),
            ("a) cause", Letter, Some(1), "cause"),
            ("(b) cause", Letter, Some(2), "cause"),
            ("B. Cause", Capital, Some(2), "Cause"),
            ("イ 原因", Kana, Some(2), "原因"),
            ("(ウ)原因", Kana, Some(3), "原因"),
            ("**(1) Leaked:** 12", Paren, Some(1), "Leaked:** 12"),
        ];
        for (line, style, number, text) in table {
            assert_eq!(seen(line), Some((style, number, text)), "{line}");
        }
    }

    #[test]
    fn bullets_and_signs() {
        use Style::*;
        let table = [
            ("・氏名", Bullet('・'), "氏名"),
            ("- Name", Bullet('-'), "Name"),
            ("-氏名", Bullet('-'), "氏名"),
            ("* Name", Bullet('*'), "Name"),
            ("• Name", Bullet('•'), "Name"),
            ("■原因", Sign('■'), "原因"),
            ("> Cause", Sign('>'), "Cause"),
        ];
        for (line, style, text) in table {
            assert_eq!(seen(line), Some((style, None, text)), "{line}");
        }
    }

    #[test]
    fn what_only_looks_like_a_mark() {
        for line in [
            "2020年3月10日",
            "3.5 million customers",
            "60.2万件",
            "-5 degrees",
            "○○株式会社",
            "**bold** text",
            "12 月 1 日",
            "16 lines were affected",
            "1 USB drive",
            "1 April 2024",
            "(03)1234-5678",
            "(1)の皆様には通知した",
            "(2021) 令和3年",
            "第4条第1項",
            "第2報",
            "03-1234-5678",
            "I think",
            "一部のお客様",
            "10:00 開始",
        ] {
            assert_eq!(seen(line), None, "{line}");
        }
    }
}
