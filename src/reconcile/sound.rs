//! How names sound, as far as two scripts can be compared: the consonants of kana against the consonants of Latin letters.
//!
//! インターネット and Internet both become `NTNT`. Vowels are left out, since kana adds them and English spells them freely; voiced and unvoiced sounds
//! stay apart only where both scripts keep them apart. Kanji say nothing of their sound here.

/// Consonant classes of kana, by the row of the syllabary. Small kana, ー and ッ add nothing; vowels and the rows of ヤ and ワ are left out.
const KANA: &[(&str, char)] = &[
    ("カキクケコガギグゲゴ", 'K'),
    ("サシスセソザジズゼゾ", 'S'),
    ("タチツテトダヂヅデド", 'T'),
    ("ナニヌネノマミムメモン", 'N'),
    ("ハヒフヘホ", 'H'),
    ("バビブベボパピプペポヴ", 'B'),
    ("ラリルレロ", 'R'),
];

/// The consonants of a name, in classes. Characters of other scripts are passed over.
pub(super) fn skeleton(name: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for c in name.chars() {
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
            continue;
        }
        latin_word(&std::mem::take(&mut word), &mut out);
        let kana = katakana(c);
        if let Some((_, class)) = KANA.iter().find(|(row, _)| row.contains(kana)) {
            out.push(*class);
        }
    }
    latin_word(&word, &mut out);
    out
}

/// Whether a character is kana: then its sound is known.
pub(super) fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー')
}

/// Hiragana as katakana; anything else as it is.
fn katakana(c: char) -> char {
    match c {
        'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        _ => c,
    }
}

/// Adds the consonants of a word in lower-case Latin letters.
fn latin_word(word: &str, out: &mut String) {
    let letters: Vec<char> = word.chars().collect();
    let at = |place: usize| letters.get(place).copied().unwrap_or(' ');
    let soft = |c: char| matches!(c, 'e' | 'i' | 'y');
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut place = 0;
    while place < letters.len() {
        let (c, next) = (at(place), at(place + 1));
        let mut taken = 1;
        let class = match (c, next) {
            ('c', 'h') | ('t', 's') => {
                taken = 2;
                Some('T')
            }
            ('s', 'h') | ('t', 'h') => {
                taken = 2;
                Some('S')
            }
            ('p', 'h') => {
                taken = 2;
                Some('H')
            }
            ('g', 'h') | ('w', _) | ('y', _) => {
                taken = if c == 'g' { 2 } else { 1 };
                None
            }
            ('c', next) if soft(next) => Some('S'),
            ('c' | 'k' | 'q' | 'g' | 'x', _) => Some('K'),
            ('s' | 'z' | 'j', _) => Some('S'),
            ('t' | 'd', _) => Some('T'),
            ('n' | 'm', _) => Some('N'),
            ('h' | 'f', _) => Some('H'),
            ('b' | 'p' | 'v', _) => Some('B'),
            ('l', _) => Some('R'),
            // Before a consonant or at the end an r lengthens the vowel: インターネット.
            ('r', next) if vowel(next) => Some('R'),
            _ => None,
        };
        if let Some(class) = class {
            // Double letters are one sound, or ッ and one.
            if !(place > 0 && at(place - 1) == c) {
                out.push(class);
            }
        }
        place += taken;
    }
}

/// How much of two sequences is common, in percent: twice the longest common subsequence over both lengths.
pub(super) fn common(left: &str, right: &str) -> u32 {
    let (a, b) = (left.as_bytes(), right.as_bytes());
    // Names are short; what is not is no name.
    if a.is_empty() || b.is_empty() || a.len() > 200 || b.len() > 200 {
        return 0;
    }
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (place, y) in b.iter().enumerate() {
            let above = row[place + 1];
            row[place + 1] = if x == y { diagonal + 1 } else { above.max(row[place]) };
            diagonal = above;
        }
    }
    (row[b.len()] * 200 / (a.len() + b.len())) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kana_and_latin_sound_alike() {
        for (kana, latin) in [
            ("インターネット", "Internet"),
            ("ヘルスケア", "Healthcare"),
            ("トキワ", "Tokiwa"),
            ("そよかぜ", "Soyokaze"),
            ("マイヒバリ", "My Hibari"),
            ("ウメノキ・クラウド", "Umenoki Cloud"),
            ("フォン", "Phone"),
            ("チョウチョ", "Choucho"),
        ] {
            assert!(common(&skeleton(kana), &skeleton(latin)) >= 80, "{kana} {} {latin} {}", skeleton(kana), skeleton(latin));
        }
    }

    #[test]
    fn other_names_sound_otherwise() {
        for (kana, latin) in [("トキワ", "Hibari"), ("ヒバリレター", "Kotonoha Club"), ("アサギ", "Misosazai")] {
            assert!(common(&skeleton(kana), &skeleton(latin)) < 60, "{kana} {latin}");
        }
    }
}
