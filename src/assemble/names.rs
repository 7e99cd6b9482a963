//! What a name looks like: legal forms with the letters around them, words with capitals, quotes.
//!
//! Limits: a Japanese name ends where hiragana begins, so one with hiragana in its middle is cut there.

use crate::Span;
use crate::lexicon::SyntaxForm;

/// The proper name that `text`, which begins at `start`, ends with: letters of names, with the hiragana that one behind の may open with.
pub(super) fn name_at_end(text: &str, start: usize, form: &SyntaxForm) -> Option<Span> {
    let len: usize = text.chars().rev().take_while(|c| in_name(*c)).map(char::len_utf8).sum();
    let before = &text[..text.len() - len];
    let kana: usize = before.chars().rev().take_while(|c| matches!(c, 'ぁ'..='ん')).map(char::len_utf8).sum();
    let run = &before[before.len() - kana..];
    let of = run.char_indices().rev().find(|(_, c)| form.possessives.contains(c));
    let opening = of.map_or(0, |(of, c)| run.len() - of - c.len_utf8());
    let opening = if opening >= 2 * 'あ'.len_utf8() { opening } else { 0 };
    let name = Span::new(text.len() - len - opening, text.len());
    let (letters, kanji) = (text[name.range()].chars().count(), text[name.range()].chars().all(|c| matches!(c, '一'..='鿿')));
    // Behind other hiragana only the end of a name is seen; a word of two kanji is seldom a name.
    let whole = opening > 0 || run.is_empty() || run.ends_with(['の', 'る', 'た', 'で', 'を', 'に', 'は', 'が', 'と']);
    let few = if kanji { 3 } else { 2 };
    (len > 0 && whole && (few..=20).contains(&letters)).then(|| name.shift(start))
}

/// The names with a legal form within `span`.
pub(super) fn legal_names(text: &str, span: Span, form: &SyntaxForm) -> Vec<Span> {
    let inner = &text[span.range()];
    let mut found: Vec<Span> = Vec::new();
    for (at, len) in form.legal_forms.written(inner) {
        if let Some(name) = name_around(inner, Span::new(at, at + len), form) {
            found.push(name.shift(span.start()));
        }
    }
    found.sort_by_key(|name| (name.start(), std::cmp::Reverse(name.end())));
    found.dedup_by(|later, kept| later.overlaps(*kept));
    found
}

/// The names with a legal form within `span`, each with the word that a space sets apart before it, where the text near it tells both together again: a
/// space within a name is no chance twice.
pub(super) fn whole_legal_names(text: &str, span: Span, form: &SyntaxForm) -> Vec<Span> {
    let whole = |name: Span| {
        let before = text.get(span.start()..name.start()).and_then(|before| before.strip_suffix(' '))?;
        let len: usize = before.chars().rev().take_while(|c| in_name(*c)).map(char::len_utf8).sum();
        let whole = Span::new(name.start() - 1 - len, name.end());
        let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let near = || boundary(whole.start().saturating_sub(NEAR))..boundary(whole.end().saturating_add(NEAR));
        let again = || text[near()].match_indices(&text[whole.range()]).nth(1).is_some();
        (len > 0 && !text[name.range()].is_ascii() && again()).then_some(whole)
    };
    legal_names(text, span, form).into_iter().map(|name| whole(name).unwrap_or(name)).collect()
}

/// Whether a text is the name of an organisation and nothing else, hiragana in it included: it begins or ends with a legal form, and does not end as
/// sentences and their parts do.
pub(super) fn is_legal_name(text: &str, form: &SyntaxForm) -> bool {
    if text.chars().nth(LONGEST_NAME).is_some() {
        return false;
    }
    let formed = form.legal_forms.written(text).any(|(at, len)| at == 0 || at + len == text.len());
    let letters = |c: char| in_name(c) || matches!(c, 'ぁ'..='ん');
    let kana = |c: Option<char>| c.is_some_and(|c| matches!(c, 'ァ'..='ヺ' | 'ー'));
    // ホシノ ミュージック: Katakana words may stand apart.
    let apart = |at: usize| kana(text[..at].chars().next_back()) && kana(text[at + 1..].chars().next());
    let spaced = || text.match_indices(' ').all(|(at, _)| apart(at));
    let marked = || form.subject_marks.iter().any(|mark| text.ends_with(mark.as_str()));
    let goes_on = || text.ends_with(form.particles.as_slice()) || text.ends_with(form.verb_endings.as_slice()) || marked();
    formed && text.chars().all(|c| letters(c) || c == ' ') && spaced() && !goes_on()
}

/// A name has so many characters at most.
const LONGEST_NAME: usize = 24;

/// `name` as far as a name that stands alone on a line of the text goes on with it: 株式会社湖面 of 株式会社湖面ひろば, 生命株式会社 of 湖面あおい生命株式会社.
pub(super) fn as_alone(text: &str, name: Span, alone: &[&str]) -> Span {
    let (rest, head) = (text.get(name.start()..).unwrap_or_default(), text.get(..name.end()).unwrap_or_default());
    let longest = |goes_on: &dyn Fn(&str) -> bool| {
        alone.iter().filter(|known| known.len() > name.len() && goes_on(known)).map(|known| known.len()).max()
    };
    if let Some(len) = longest(&|known| rest.starts_with(known)) {
        return Span::new(name.start(), name.start() + len);
    }
    longest(&|known| head.ends_with(known)).map_or(name, |len| Span::new(name.end() - len, name.end()))
}

/// Within so many bytes a name is looked for once more.
const NEAR: usize = 4096;

/// The name that a legal form at `legal` belongs to: Latin names stand before it, Japanese ones before or behind.
fn name_around(text: &str, legal: Span, form: &SyntaxForm) -> Option<Span> {
    if text[legal.range()].is_ascii() && !text[legal.range()].starts_with('(') {
        return latin_name(text, legal, form);
    }
    let before: usize = text[..legal.start()].chars().rev().take_while(|c| in_name(*c)).map(char::len_utf8).sum();
    let before = if before > 0 { before + hiragana_opening(&text[..legal.start() - before]) } else { 0 };
    let before = before + words_before(&text[..legal.start() - before], &text[legal.start() - before..legal.start()]);
    let behind = match text[legal.end()..].strip_prefix(' ').filter(|_| before == 0) {
        Some(rest) => Some(name_apart(rest, form)).filter(|len| *len > 0).map_or(0, |len| len + 1),
        None => name_behind(&text[legal.end()..], form),
    };
    let name = match (before, behind) {
        (0, 0) => return None,
        (_, 0) => Span::new(legal.start() - before, legal.end()),
        (0, _) => Span::new(legal.start(), legal.end() + behind),
        _ => Span::new(legal.start() - before, legal.end()),
    };
    Some(name)
}

/// The Latin words, and what an ampersand joins, before a name that goes on with `name`: DAIKO of DAIKO XTECH株式会社.
fn words_before(text: &str, name: &str) -> usize {
    let mut start = text.len();
    let mut first = name;
    loop {
        let head = &text[..start];
        let joined = head.strip_suffix(" & ");
        let apart = || head.strip_suffix(' ').filter(|_| first.starts_with(|c: char| c.is_ascii_uppercase()));
        let Some(before) = joined.or_else(apart) else { break };
        let len: usize = before.chars().rev().take_while(|c| in_name(*c)).map(char::len_utf8).sum();
        let word = &before[before.len() - len..];
        if len == 0 || joined.is_none() && !is_name_word(word) || name.is_empty() {
            break;
        }
        start = before.len() - len;
        first = word;
    }
    text.len() - start
}

/// How many bytes of name stand at the start of `text` where a space sets it apart from the legal form: a Latin part may be set apart once more
/// (医療法人 ABC 中央病院), but no person's title is part of it.
fn name_apart(text: &str, form: &SyntaxForm) -> usize {
    let len = name_behind(text, form);
    let more = text[len..].strip_prefix(' ').filter(|more| text[..len].is_ascii() && len > 0 && form.person_titles.begins(more).is_none());
    more.map_or(len, |more| Some(name_behind(more, form)).filter(|more| *more > 0).map_or(len, |more| len + 1 + more))
}

/// How many bytes of name stand at the start of `text`; the kanji of a conjunction (及び) belong to none.
fn name_behind(text: &str, form: &SyntaxForm) -> usize {
    let mut len: usize = text.chars().take_while(|c| in_name(*c)).map(char::len_utf8).sum();
    // 見直し: the ending of a verb that goes on with kanji is part of the word.
    while let Some(more) = okurigana(text, len, form) {
        len = more;
    }
    let honoured = form.honorifics.found(&text[..len]).filter(|(at, honorific)| *at > 0 && at + honorific == len).map(|(at, _)| at).min();
    if let Some(name) = honoured {
        return name;
    }
    // Latin words of a name stand apart: PR TIMES.
    while let Some(next) = text[len..].strip_prefix(' ').filter(|next| next.starts_with(|c: char| c.is_ascii_uppercase())) {
        if !text[..len].ends_with(|c: char| c.is_ascii_alphanumeric()) {
            break;
        }
        len += 1 + next.chars().take_while(|c| in_name(*c)).map(char::len_utf8).sum::<usize>();
    }
    let joined = |join: &&String| {
        let (head, tail) = join.split_at(join.len() / 2);
        text[..len].ends_with(head) && text[len..].starts_with(tail)
    };
    len - form.name_conjunctions.iter().find(|join| joined(join)).map_or(0, |join| join.len() / 2)
}

/// Where a name goes on that was read up to `len`, if it does so behind one kana that joins two kanji.
fn okurigana(text: &str, len: usize, form: &SyntaxForm) -> Option<usize> {
    let kanji = |c: Option<char>| c.is_some_and(|c| matches!(c, '一'..='鿿'));
    let kana = text[len..].chars().next().filter(|c| form.okurigana.contains(c))?;
    let rest = &text[len + kana.len_utf8()..];
    let joined = kanji(text[..len].chars().next_back()) && kanji(rest.chars().next());
    joined.then(|| text.len() - rest.len() + rest.chars().take_while(|c| in_name(*c)).map(char::len_utf8).sum::<usize>())
}

/// The hiragana that a name opens with, in bytes: こがね of こがね堂. It must begin the line or stand behind a mark; elsewhere it is grammar.
fn hiragana_opening(text: &str) -> usize {
    let opening: usize = text.chars().rev().take_while(|c| matches!(c, 'ぁ'..='ん')).map(char::len_utf8).sum();
    let before = text[..text.len() - opening].chars().next_back();
    let letters = opening / 'あ'.len_utf8();
    if (2..=6).contains(&letters) && before.is_none_or(|c| c.is_whitespace() || matches!(c, '「' | '、' | '。' | '(' | ':')) {
        opening
    } else {
        0
    }
}

/// The characters of Japanese company names: no particles, that is no hiragana beyond a few.
pub(super) fn in_name(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | '一'..='鿿' | '々' | '〆' | 'A'..='Z' | 'a'..='z' | '0'..='9' | '&' | '・' | '.' | '\'' | '-')
}

/// Whether a character is Japanese writing, which needs no space beside a Latin name.
fn in_japanese(c: char) -> bool {
    c >= '\u{3000}'
}

/// The Latin name that a legal form at `legal` closes: the words before it with capitals and the small joints between them.
fn latin_name(text: &str, legal: Span, form: &SyntaxForm) -> Option<Span> {
    let after = text[legal.end()..].chars().next();
    if after.is_some_and(|c| c.is_alphanumeric() && !in_japanese(c)) {
        return None;
    }
    let mut start = legal.start();
    loop {
        // A comma stands before the legal form (`Data Works, Inc.`), and nowhere else within a name.
        let mut head = text[..start].trim_end_matches(' ');
        if start == legal.start() {
            head = head.trim_end_matches(',');
        }
        if text[..start].len() - head.len() > 2 || head.ends_with(',') {
            break;
        }
        let ends = |c: char| matches!(c, ' ' | '\n' | '\t' | '"' | ':' | ';' | '|' | '*' | '/') || in_japanese(c);
        let word_start = head.char_indices().rev().find(|(_, c)| ends(*c)).map_or(0, |(at, c)| at + c.len_utf8());
        let word = &head[word_start..];
        let capital = word.trim_start_matches('(').starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
        if word.is_empty()
            || !(capital || form.name_joints.is(word))
            || word.ends_with(['.', ',']) && !word.ends_with("Co.,") && !word.ends_with("Co.")
        {
            break;
        }
        start = word_start;
        if start == 0 || !text[..start].ends_with(' ') {
            break;
        }
    }
    let name = text[start..legal.start()].trim_start_matches(['(', ' ']);
    let name = name
        .split_once(' ')
        .filter(|(word, _)| form.name_joints.is(word) && !form.articles.is(word) && word.starts_with(|c: char| c.is_ascii_lowercase()))
        .map_or(name, |(_, rest)| rest);
    let name = form.case_words.begins(name).map_or(name, |length| name[length..].trim_start());
    let start = legal.start() - name.len();
    if form.questions.is(name.split(' ').next().unwrap_or_default()) {
        return None;
    }
    (!form.articles.is(name.trim()) && !name.trim().is_empty()).then(|| Span::new(start, legal.end()))
}

/// Whether a word is written as one of a Latin proper name.
pub(super) fn is_name_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.len() > 1
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"-'&+".contains(&b))
}

/// The insides of quotation marks within `span`, the outer ones before what is quoted in them (`「「X」の停止について」`).
pub(super) fn quotes(text: &str, span: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    let inner = &text[span.range()];
    if !['「', '『', '"'].iter().any(|mark| inner.contains(*mark)) {
        return found;
    }
    for (at, c) in inner.char_indices() {
        let at = at + span.start();
        match (open.last(), c) {
            (Some((start, '「')), '」') | (Some((start, '『')), '』') | (Some((start, '"')), '"') => {
                found.push(Span::new(*start, at));
                open.pop();
            }
            (_, '「' | '『' | '"') if open.len() < DEEPEST => open.push((at + c.len_utf8(), c)),
            _ => {}
        }
    }
    found.sort_by_key(|quote| quote.start());
    found
}

/// So many quotations stand within each other at most.
const DEEPEST: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::lexicon::Lexicon;

    fn names(language: Language, text: &str) -> Vec<&str> {
        let form = &Lexicon::of(language).form.syntax;
        whole_legal_names(text, Span::new(0, text.len()), form).into_iter().map(|name| &text[name.range()]).collect()
    }

    #[test]
    fn names_end_where_other_words_begin() {
        for (text, wanted) in [
            ("米国の連結子会社であるHOSHI TRADING, INC.が公表した", "HOSHI TRADING, INC."),
            ("委託先の「株式会社 湖面写真」より", "株式会社 湖面写真"),
            ("医療法人 ABC 中央病院", "医療法人 ABC 中央病院"),
            ("株式会社 ABC 代表取締役", "株式会社 ABC"),
            ("HOSHI XTECH株式会社は", "HOSHI XTECH株式会社"),
            ("ホシノ・ホテルズ & リゾーツ株式会社", "ホシノ・ホテルズ & リゾーツ株式会社"),
            ("東部生活協同組合連合会の", "東部生活協同組合連合会"),
            ("税理士法人HOSHIの", "税理士法人HOSHI"),
            ("株式会社湖畔見直し本舗より", "株式会社湖畔見直し本舗"),
            ("認定NPO法人ホシノ様とは", "認定NPO法人ホシノ"),
            // A space is part of a name that is told so twice, and of no other.
            ("ホシノ 運用株式会社は、ホシノ 運用株式会社の", "ホシノ 運用株式会社"),
            ("担当 運用株式会社は", "運用株式会社"),
        ] {
            assert_eq!(names(Language::Ja, text).first(), Some(&wanted), "{text}");
        }
        for (text, wanted) in [
            ("Communities Connected for Kids, Inc. said", "Communities Connected for Kids, Inc."),
            ("The case of Hoshi Data, Inc.", "Hoshi Data, Inc."),
            ("a subcontractor of Hoshi Data, Inc.", "Hoshi Data, Inc."),
        ] {
            assert_eq!(names(Language::En, text), [wanted], "{text}");
        }
    }

    #[test]
    fn a_name_on_a_line_of_its_own_has_its_hiragana() {
        let notice =
            crate::parse("お知らせ\n\n2025年4月15日\n株式会社湖面ひろば\n\n株式会社湖面ひろばは、個人情報の漏えいを確認しました。").notice;
        let names: Vec<&str> = notice.incidents[0].organizations.iter().map(|organization| organization.name.as_str()).collect();
        assert_eq!(
            (names.as_slice(), notice.issuer.map(|issuer| issuer.name).as_deref()),
            (&["株式会社湖面ひろば"][..], names.first().copied())
        );
    }

    #[test]
    fn a_name_on_a_line_of_its_own_is_whole_in_other_places() {
        let line = "ホシノ ミュージック合同会社";
        assert!(is_legal_name(line, &Lexicon::of(Language::Ja).form.syntax));
        let notice =
            crate::parse("お知らせ\n\n2025年4月15日\n湖畔あおい生命株式会社\n\n湖畔あおい生命株式会社は、個人情報の漏えいを確認しました。")
                .notice;
        assert_eq!(notice.issuer.map(|issuer| issuer.name).as_deref(), Some("湖畔あおい生命株式会社"));
    }

    #[test]
    fn quotations_stand_within_each_other() {
        let text = "「「星」の停止について」と「月";
        let found: Vec<&str> = quotes(text, Span::new(0, text.len())).into_iter().map(|quote| &text[quote.range()]).collect();
        assert_eq!(found, ["「星」の停止について", "星"]);
    }
}
