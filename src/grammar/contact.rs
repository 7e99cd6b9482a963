//! Telephone numbers, e-mail addresses and web addresses.

use super::input::*;
use crate::model::ContactKind;

/// A web address, up to the first character that no address holds; closing marks and punctuation at its end are the sentence's.
///
/// ```ebnf
/// url = ( "http://" | "https://" | "www." ) , { address character } ;
/// ```
pub(super) fn url(input: Input) -> Read<Value> {
    let text = input.rest();
    let scheme = ["http://", "https://", "www."]
        .iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)));
    let Some(scheme) = scheme else { return input.fail() };
    let mut depth = 0usize;
    let mut len = text.len();
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            ')' => {
                len = at;
                break;
            }
            _ if is_address(c) => {}
            _ => {
                len = at;
                break;
            }
        }
    }
    let address = text.get(..len).unwrap_or_default().trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '(']);
    if address.len() <= scheme.len() {
        return input.fail();
    }
    Ok((input.from(input.at() + address.len()), Value::Contact(ContactKind::Url, address.to_string())))
}

fn is_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c)
}

/// An e-mail address.
///
/// ```ebnf
/// email = local , "@" , label , { "." , label } ;
/// ```
pub(super) fn email(input: Input) -> Read<Value> {
    let text = input.rest();
    let local = text.bytes().take_while(|b| b.is_ascii_alphanumeric() || b"._%+-".contains(b)).count();
    let Some(domain) = text.get(local..).and_then(|rest| rest.strip_prefix('@')) else { return input.fail() };
    let len = domain.bytes().take_while(|b| b.is_ascii_alphanumeric() || b".-".contains(b)).count();
    let domain = domain.get(..len).unwrap_or_default().trim_end_matches(['.', '-']);
    let last = domain.rsplit('.').next().unwrap_or_default();
    if local == 0 || !domain.contains('.') || domain.starts_with('.') || last.len() < 2 || last.bytes().any(|b| b.is_ascii_digit()) {
        return input.fail();
    }
    let address = text.get(..local + 1 + domain.len()).unwrap_or_default();
    Ok((input.from(input.at() + address.len()), Value::Contact(ContactKind::Email, address.to_string())))
}

/// A telephone number: groups of digits whose number and first digits are those of one.
///
/// ```ebnf
/// phone = [ "+" ] , group , { separator , group } ;
/// group = digits | "(" , digits , ")" ;
/// separator = "-" | " " | "." | ;
/// ```
pub(super) fn phone(input: Input) -> Read<Value> {
    let text = input.rest();
    let bytes = text.as_bytes();
    let mut groups: Vec<&str> = Vec::new();
    let (mut at, mut end) = (0, 0);
    if bytes.first() == Some(&b'+') {
        at = 1;
    }
    while groups.len() < 6 {
        let open = bytes.get(at) == Some(&b'(');
        let from = at + usize::from(open);
        let len = bytes.iter().skip(from).take(13).take_while(|b| b.is_ascii_digit()).count();
        let close = bytes.get(from + len) == Some(&b')');
        if len == 0 || (open && !close) {
            break;
        }
        groups.push(text.get(from..from + len).unwrap_or_default());
        end = from + len + usize::from(open);
        at = end;
        match bytes.get(at) {
            Some(b'-' | b'.') => at += 1,
            Some(b' ') => at += 1 + usize::from(bytes.get(at + 1) == Some(&b'-')),
            Some(b'(') => {}
            _ if open => {}
            _ => break,
        }
        if open && bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        if end != at && bytes.get(at) == Some(&b' ') {
            at += 1;
        }
    }
    let rest = input.from(input.at() + end);
    let glued =
        rest.next().is_some_and(|c| c.is_ascii_alphanumeric()) || input.last().is_some_and(|c| c.is_ascii_digit() || "-./".contains(c));
    if glued || !is_phone(text, &groups) {
        return input.fail();
    }
    Ok((rest, Value::Contact(ContactKind::Phone, text.get(..end).unwrap_or_default().to_string())))
}

/// Whether groups of digits have the shape of a telephone number: international, with a trunk 0, or the North American 3-3-4.
fn is_phone(text: &str, groups: &[&str]) -> bool {
    let total: usize = groups.iter().map(|group| group.len()).sum();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let first = groups.first().copied().unwrap_or_default();
    if text.starts_with('+') {
        return (8..=15).contains(&total) && groups.len() >= 2;
    }
    let american = matches!(lengths.as_slice(), [3, 3, 4] | [1, 3, 3, 4]) && (lengths.len() == 3 || first == "1");
    let trunk = first.starts_with('0')
        && first != "0"
        && (10..=11).contains(&total)
        && lengths.iter().skip(1).all(|len| *len >= 2)
        && lengths.len() <= 4;
    (american && total >= 10) || (trunk && lengths.first().is_some_and(|len| *len >= 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn read<'a>(production: impl Fn(Input<'a>) -> Read<'a, Value>, text: &'a str) -> Option<String> {
        match production(Input::new(text, Lexicon::of(Language::Ja))) {
            Ok((_, Value::Contact(_, value))) => Some(value),
            _ => None,
        }
    }

    #[test]
    fn phones() {
        for (text, wanted) in [
            ("03-1234-5678(代表)", Some("03-1234-5678")),
            ("0120-000-318 ", Some("0120-000-318")),
            ("+81-3-1234-5678", Some("+81-3-1234-5678")),
            ("+44 20 7946 0000", Some("+44 20 7946 0000")),
            ("000(555)0126", Some("000(555)0126")),
            ("(03) 1234-5678", Some("(03) 1234-5678")),
            ("03(1234)5678", Some("03(1234)5678")),
            ("1-800-555-0119", Some("1-800-555-0119")),
            ("888-555-0119.", Some("888-555-0119")),
            ("(888) 555-0119", Some("(888) 555-0119")),
            ("01632 960418", Some("01632 960418")),
            ("0312345678", Some("0312345678")),
            ("2020-03-10", None),
            ("000-0421", None),
            ("12-34-56", None),
            ("37,832", None),
            ("03-10", None),
            ("03-1234-56789012", None),
        ] {
            assert_eq!(read(phone, text).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn addresses() {
        for (text, wanted) in [
            ("info@example.co.jp。", Some("info@example.co.jp")),
            ("a.b+c@example.com.", Some("a.b+c@example.com")),
            ("foo[at]example.com", None),
            ("user@host", None),
        ] {
            assert_eq!(read(email, text).as_deref(), wanted, "{text}");
        }
        for (text, wanted) in [
            ("https://example.com/a?b=c#d。次", Some("https://example.com/a?b=c#d")),
            ("https://example.com/a)を", Some("https://example.com/a")),
            ("https://example.com/a_(b).", Some("https://example.com/a_(b)")),
            ("www.example.jp,", Some("www.example.jp")),
            ("http://例え", None),
            ("https://example.jp/をご覧", Some("https://example.jp/")),
        ] {
            assert_eq!(read(url, text).as_deref(), wanted, "{text}");
        }
    }
}
