//! What a single character folds to.
//!
//! NFKC is the ground; the tables here are where matching wants something else. They are about the form of characters, never about
//! meaning, and hold no words.
//!
//! Superscript and subscript digits and vulgar fractions stay as they are: folded they would glue to the number before them
//! (`5,000¹` is not 50,001).

use std::iter::once;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_normalization::{IsNormalized, is_nfkc_quick};

/// How a character takes part in folding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays as it is, unless a mark that follows joins it.
    Plain,
    /// It is written otherwise.
    Folds,
    /// It is a mark that may join the character before it.
    Joins,
    /// It has no width and is left out.
    Dropped,
}

/// The fate of `c`, without regard to its neighbours.
pub(super) fn fate(c: char) -> Fate {
    if is_plain(c) {
        return Fate::Plain;
    }
    if has_no_width(c) {
        return Fate::Dropped;
    }
    match own(c) {
        Own::Stays => return Fate::Plain,
        Own::Char(_) | Own::Mark(_) => return Fate::Folds,
        Own::Nfkc => {}
    }
    match is_nfkc_quick(once(c)) {
        IsNormalized::Yes if canonical_combining_class(c) == 0 => Fate::Plain,
        IsNormalized::Yes | IsNormalized::Maybe => Fate::Joins,
        IsNormalized::No if begins_with_mark(c) => Fate::Joins,
        IsNormalized::No => Fate::Folds,
    }
}

/// Whether `c` is one of the common characters that are known to stay: most of ASCII, kana, kanji and their punctuation.
pub(super) fn is_plain(c: char) -> bool {
    matches!(c, '\0'..='\n' | '\u{e}'..='~' | '、'..='〛' | '〝'..='〟' | 'ぁ'..='ゖ' | 'ゝ' | 'ゞ' | '゠'..='ヾ' | '㐀'..='鿿')
}

/// Whether a dash beside `c` may be a prolonged sound mark or part of a name.
pub(super) fn is_katakana_or_kanji(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | 'ヽ' | 'ヾ' | 'ｦ'..='ﾝ' | '々' | '㐀'..='䶿' | '一'..='鿿' | '\u{f900}'..='\u{faff}')
}

/// Whether `c` is a dash that folds to `-`.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{2e3a}' | '\u{2e3b}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Appends what `c` folds to; decomposed, so that marks which follow can still join.
pub(super) fn spell(c: char, out: &mut String) {
    match own(c) {
        Own::Stays => out.push(c),
        Own::Char(to) => out.push(to),
        Own::Mark(to) => {
            out.push('(');
            let tens = to / 10;
            out.extend((tens > 0).then(|| digit(tens)));
            out.push(digit(to % 10));
            out.push(')');
        }
        Own::Nfkc => decompose_compatible(c, |part| match own(part) {
            Own::Char(to) => out.push(to),
            Own::Stays | Own::Mark(_) | Own::Nfkc => out.push(part),
        }),
    }
}

fn digit(value: u32) -> char {
    char::from_digit(value, 10).unwrap_or('0')
}

fn begins_with_mark(c: char) -> bool {
    let mut first = None;
    decompose_compatible(c, |part| {
        first.get_or_insert(part);
    });
    first.is_some_and(|part| canonical_combining_class(part) != 0 || is_nfkc_quick(once(part)) == IsNormalized::Maybe)
}

fn has_no_width(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

/// Where folding goes its own way.
enum Own {
    /// As NFKC has it.
    Nfkc,
    /// Not folded at all.
    Stays,
    /// Another character.
    Char(char),
    /// A number as an enumeration mark, in brackets so that it does not glue to digits beside it.
    Mark(u32),
}

fn own(c: char) -> Own {
    if is_dash(c) {
        return Own::Char('-');
    }
    match c {
        '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Own::Char('\n'),
        '\u{1680}' => Own::Char(' '),
        '²' | '³' | '¹' | '¼'..='¾' | '⁰' | '⁴'..='⁹' | '₀'..='₉' | '⅐'..='⅟' | '↉' => Own::Stays,
        '˜' | '⁓' | '∼' | '〜' | '〰' | '～' => Own::Char('~'),
        '‘'..='‛' | '′' | '´' => Own::Char('\''),
        '“'..='‟' | '″' => Own::Char('"'),
        '⁄' | '∕' => Own::Char('/'),
        '∶' => Own::Char(':'),
        '①'..='⑳' => Own::Mark(c as u32 - '①' as u32 + 1),
        '⓪' | '⓿' => Own::Mark(0),
        '⓫'..='⓴' => Own::Mark(c as u32 - '⓫' as u32 + 11),
        '⓵'..='⓾' => Own::Mark(c as u32 - '⓵' as u32 + 1),
        '❶'..='❿' => Own::Mark(c as u32 - '❶' as u32 + 1),
        '➀'..='➉' => Own::Mark(c as u32 - '➀' as u32 + 1),
        '➊'..='➓' => Own::Mark(c as u32 - '➊' as u32 + 1),
        '㉑'..='㉟' => Own::Mark(c as u32 - '㉑' as u32 + 21),
        '㊱'..='㊿' => Own::Mark(c as u32 - '㊱' as u32 + 36),
        '\u{2e81}'..='\u{2fd5}' => radical(c).map_or(Own::Nfkc, Own::Char),
        _ => Own::Nfkc,
    }
}

/// The ideograph that a radical stands for where NFKC has none, or has one that Japanese does not write.
///
/// Documents made from PDF are full of them: the fonts share one glyph between 長 and ⻑.
fn radical(c: char) -> Option<char> {
    RADICALS.binary_search_by_key(&c, |pair| pair.0).ok().map(|at| RADICALS[at].1)
}

#[rustfmt::skip]
const RADICALS: &[(char, char)] = &[
    ('⺁', '厂'), ('⺂', '乛'), ('⺃', '乚'), ('⺄', '乙'), ('⺅', '亻'), ('⺆', '冂'), ('⺇', '几'), ('⺈', '刀'), ('⺉', '刂'), ('⺊', '卜'),
    ('⺋', '㔾'), ('⺌', '小'), ('⺍', '小'), ('⺎', '兀'), ('⺏', '尢'), ('⺐', '尢'), ('⺑', '尢'), ('⺒', '巳'), ('⺓', '幺'), ('⺔', '彑'),
    ('⺕', '彐'), ('⺖', '忄'), ('⺗', '㣺'), ('⺘', '扌'), ('⺙', '攵'), ('⺛', '旡'), ('⺜', '日'), ('⺝', '月'), ('⺞', '歺'), ('⺟', '母'),
    ('⺠', '民'), ('⺡', '氵'), ('⺢', '氺'), ('⺣', '灬'), ('⺤', '爫'), ('⺥', '爫'), ('⺦', '丬'), ('⺧', '牛'), ('⺨', '犭'), ('⺩', '王'),
    ('⺪', '疋'), ('⺫', '目'), ('⺬', '示'), ('⺭', '礻'), ('⺮', '竹'), ('⺯', '糹'), ('⺰', '纟'), ('⺱', '罓'), ('⺲', '罒'), ('⺳', '㓁'),
    ('⺶', '羊'), ('⺷', '羊'), ('⺹', '耂'), ('⺺', '肀'), ('⺻', '聿'), ('⺼', '肉'), ('⺽', '臼'), ('⺾', '艹'), ('⺿', '艹'), ('⻀', '艹'),
    ('⻁', '虎'), ('⻂', '衤'), ('⻃', '覀'), ('⻄', '西'), ('⻅', '见'), ('⻆', '角'), ('⻇', '角'), ('⻈', '讠'), ('⻉', '贝'), ('⻊', '足'),
    ('⻋', '车'), ('⻌', '辶'), ('⻍', '辶'), ('⻎', '辶'), ('⻏', '阝'), ('⻐', '钅'), ('⻑', '長'), ('⻒', '镸'), ('⻓', '长'), ('⻔', '门'),
    ('⻕', '阜'), ('⻖', '阝'), ('⻗', '雨'), ('⻘', '青'), ('⻙', '韦'), ('⻚', '页'), ('⻛', '风'), ('⻜', '飞'), ('⻝', '食'), ('⻞', '食'),
    ('⻟', '飠'), ('⻠', '饣'), ('⻡', '首'), ('⻢', '马'), ('⻣', '骨'), ('⻤', '鬼'), ('⻥', '鱼'), ('⻦', '鸟'), ('⻧', '卤'), ('⻨', '麦'),
    ('⻩', '黄'), ('⻪', '黾'), ('⻫', '斉'), ('⻬', '齐'), ('⻭', '歯'), ('⻮', '齿'), ('⻯', '竜'), ('⻰', '龙'), ('⻱', '龜'), ('⻲', '亀'),
    ('⼾', '戸'), ('⿆', '麦'), ('⿈', '黄'), ('⿊', '黒'), ('⿒', '歯'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_are_sorted_and_lead_to_ideographs() {
        assert!(RADICALS.is_sorted_by(|a, b| a.0 < b.0));
        for &(from, to) in RADICALS {
            assert!(matches!(from, '\u{2e80}'..='\u{2fd5}'), "{from}");
            assert_eq!(fate(to), Fate::Plain, "{from} leads to {to}");
        }
    }

    #[test]
    fn what_is_called_plain_is_plain_by_the_tables_too() {
        for c in (0..=0x2_ffff).filter_map(char::from_u32).filter(|&c| is_plain(c)) {
            assert_eq!(is_nfkc_quick(once(c)), IsNormalized::Yes, "{c:?}");
            assert_eq!(canonical_combining_class(c), 0, "{c:?}");
            assert!(matches!(own(c), Own::Nfkc) && !has_no_width(c), "{c:?}");
        }
    }
}
