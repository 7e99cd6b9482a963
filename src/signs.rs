//! Signs in a text: stops, brackets and quotes, which stand few and far between.

/// The places in `text` of the characters in `signs`, in order: first byte and character.
///
/// A sign is known by its last byte, which only a few other characters share, so that a look at each byte passes over nearly all of a text.
pub(crate) fn signs<'t>(text: &'t str, signs: &'static str) -> impl Iterator<Item = (usize, char)> + 't {
    let mut last = [false; 256];
    for c in signs.chars() {
        let mut bytes = [0; 4];
        let byte = c.encode_utf8(&mut bytes).bytes().next_back().unwrap_or_default();
        last[usize::from(byte)] = true;
    }
    text.bytes().enumerate().filter(move |(_, byte)| last[usize::from(*byte)]).filter_map(move |(end, _)| {
        let c = text.get(..=end)?.chars().next_back()?;
        signs.contains(c).then(|| (end + 1 - c.len_utf8(), c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_found_among_characters_that_share_their_bytes() {
        // 「ー」 and 「。」 share bytes with 「」 and with kanji.
        let text = "「あー」。a.b(よ)";
        let wanted: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| "「」。.(".contains(*c)).collect();
        assert_eq!(signs(text, "「」。.(").collect::<Vec<_>>(), wanted);
        assert_eq!(signs("", "。").count() + signs(text, "").count(), 0);
    }

    #[test]
    fn every_character_is_told_from_every_other() {
        let text: String = ('\u{0}'..='\u{ffff}').collect();
        let wanted: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| "。.!?「」(é".contains(*c)).collect();
        assert_eq!(signs(&text, "。.!?「」(é").collect::<Vec<_>>(), wanted);
    }
}
