//! Character references.

use html5gum::{Token, Tokenizer};

/// The longest name of a character reference, with room to spare.
const LONGEST: usize = 40;

/// How long the character reference is that `text` begins with, and what it stands for; none where the `&` is only an `&`.
pub(super) fn entity(text: &str) -> Option<(usize, String)> {
    let name = text.strip_prefix('&')?;
    let hash = usize::from(name.starts_with('#'));
    let len = name.bytes().skip(hash).take(LONGEST).take_while(u8::is_ascii_alphanumeric).count() + hash;
    let semicolon = usize::from(name.as_bytes().get(len) == Some(&b';'));
    let written = text.get(..1 + len + semicolon)?;
    let common = match written {
        "&nbsp;" => Some("\u{a0}"),
        "&amp;" => Some("&"),
        "&lt;" => Some("<"),
        "&gt;" => Some(">"),
        "&quot;" => Some("\""),
        _ => None,
    };
    let meaning = match common {
        Some(meaning) => meaning.to_string(),
        None => tokenized(written),
    };
    (meaning != written).then_some((written.len(), meaning))
}

/// What the tokenizer, which knows all names, makes of it.
fn tokenized(written: &str) -> String {
    let mut meaning = String::new();
    for Ok(token) in Tokenizer::new(written) {
        if let Token::String(text) = token {
            meaning.push_str(&String::from_utf8_lossy(&text.value));
        }
    }
    meaning
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved() {
        let cases = [
            ("&nbsp;a", Some((6, "\u{a0}"))),
            ("&#xFF5E;13", Some((8, "～"))),
            ("&#12316;", Some((8, "〜"))),
            ("&hellip;", Some((8, "…"))),
            ("&copy 2020", Some((5, "©"))),
            ("&#0;", Some((4, "\u{fffd}"))),
            ("&unknown;", None),
            ("& b", None),
            ("&", None),
            ("&#;", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(entity(text), wanted.map(|(len, meaning)| (len, meaning.to_string())), "{text}");
        }
    }
}
