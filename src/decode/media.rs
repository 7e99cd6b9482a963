//! Whether a text is HTML, seen from how it begins.

use crate::MediaType;

/// How much of a text is looked at.
const WINDOW: usize = 4096;

/// Tags that only HTML is full of. `<br>` is not among them: Markdown tables use it.
const BLOCK_TAGS: &[&str] = &[
    "p", "div", "table", "tbody", "tr", "td", "th", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section",
    "article", "main", "header", "footer", "nav", "meta", "link", "title", "script", "style",
];

/// The media type of a text whose markup is ASCII.
pub(super) fn media_type(text: &[u8]) -> MediaType {
    let text = &text[..text.len().min(WINDOW)];
    let start = after_comments(text);
    let begins = |with: &str| start.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with.as_bytes()));
    let html = ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| begins(tag))
        || (begins("<?xml") && memmem(start, b"<html"))
        || is_dense(text, start);
    if html { MediaType::Html } else { MediaType::Text }
}

/// The text without the space, byte order mark and comments that it begins with.
fn after_comments(text: &[u8]) -> &[u8] {
    let mut rest = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text).trim_ascii_start();
    while let Some(comment) = rest.strip_prefix(b"<!--") {
        match comment.windows(3).position(|end| end == b"-->") {
            Some(at) => rest = comment[at + 3..].trim_ascii_start(),
            None => break,
        }
    }
    rest
}

fn memmem(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word))
}

/// Whether block tags make up much of the text: two in a fragment that begins with one, else six and one in 200 bytes.
fn is_dense(text: &[u8], start: &[u8]) -> bool {
    if !text.contains(&b'<') {
        return false;
    }
    let count = text.split(|&byte| byte == b'<').skip(1).filter(|rest| is_block_tag(rest)).count();
    let begins_with_tag = start.strip_prefix(b"<").is_some_and(is_block_tag);
    (begins_with_tag && count >= 2) || (count >= 6 && count * 200 >= text.len())
}

/// Whether what follows a `<` is a block tag's name, opening or closing.
fn is_block_tag(rest: &[u8]) -> bool {
    let name = rest.strip_prefix(b"/").unwrap_or(rest);
    let len = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let ends = matches!(name.get(len), Some(b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n'));
    ends && BLOCK_TAGS.iter().any(|tag| name[..len].eq_ignore_ascii_case(tag.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_told_from_text() {
        let html = [
            "<!DOCTYPE html><html>",
            "\u{feff}\n <HTML lang=ja>",
            "<!-- saved --> <!-- twice -->\n<head>",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE x><html>",
            "<div class=\"a\"><p>お知らせ</p></div>",
            "お知らせ<p>1</p><p>2</p><p>3</p>",
        ];
        let text = [
            "",
            "# お知らせ\n\n<u>重要</u> <https://example.jp/> <br> a < b",
            "<info@example.jp> までご連絡ください。\n",
            "|a<br>b|c<br>d|\n|e<br>f|g<br>h|\n<br><br><br>",
            "<!-- only a comment",
            "<?xml version=\"1.0\"?><rss></rss>",
            "<p>の1件だけ",
        ];
        for case in html {
            assert_eq!(media_type(case.as_bytes()), MediaType::Html, "{case}");
        }
        for case in text {
            assert_eq!(media_type(case.as_bytes()), MediaType::Text, "{case}");
        }
    }
}
