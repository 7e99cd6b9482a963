//! Articles of laws in English: `Article 4, paragraph (1) of the Telecommunications Business Act (Act No. 86 of 1984)`.

use super::super::input::*;

/// How many words a name may have.
const WORDS: usize = 20;

/// Every article of a law, in order.
pub(in super::super) fn laws(input: Input) -> Vec<Located<Value>> {
    let mut found: Vec<Located<Value>> = Vec::new();
    let mut floor = 0;
    let text = input.rest();
    for (at, _) in text.char_indices().filter(|(_, c)| c.is_ascii_uppercase()) {
        let within = text.as_bytes().get(at.wrapping_sub(1)).is_some_and(u8::is_ascii_alphanumeric);
        if at < floor || within {
            continue;
        }
        if let Ok((rest, law)) = article(input.from(at)) {
            floor = rest.at();
            found.push(Located { value: Value::Law(law), span: input.from(at).span_to(rest) });
        }
    }
    found
}

/// An article with the name of its law.
///
/// ```ebnf
/// article = [ "Paragraph" , place , " of " ] , ( "Article" | "Section" ) , place , [ [ "," ] , [ "paragraph" ] , place ] , " of the " , name , [ " (" , number , ")" ] ;
/// ```
fn article(input: Input) -> Read<LawExpr> {
    let before = opt(delimited((mark(Mark::LawParagraph), some_space), place, (some_space, mark(Mark::Of), some_space)));
    let (rest, (before, _, article)) = (before, (mark(Mark::LawArticle), some_space), place).parse(input)?;
    let named = preceded((opt(tag(",")), some_space, mark(Mark::LawParagraph), spaces), place);
    let bracketed = preceded(spaces, delimited(tag("("), digits(1, 4), tag(")")));
    let (rest, after) = opt(alt((map_opt(named, Some), map_opt(bracketed, |number| u32::try_from(number).ok())))).parse(rest)?;
    let of = (opt(tag(",")), some_space, mark(Mark::Of), some_space, opt((mark(Mark::LawBoundary), some_space)));
    let (rest, name) = preceded(of, name).parse(rest)?;
    let (rest, number) = opt(preceded(spaces, delimited(tag("("), number, tag(")")))).parse(rest)?;
    Ok((rest, LawExpr { name, number, article: Some(article), paragraph: before.or(after) }))
}

/// ```ebnf
/// place = digits | "(" , digits , ")" ;
/// ```
fn place(input: Input) -> Read<u32> {
    let bracketed = delimited(tag("("), digits(1, 4), tag(")"));
    map_opt(alt((digits(1, 4), bracketed)), |number| u32::try_from(number).ok()).parse(input)
}

/// The name of a law: words with capitals and the small words between them, one of them a word for a law, or capitals only (GDPR).
fn name(input: Input) -> Read<Span> {
    let (mut at, mut end, mut is_law) = (input, None, false);
    for _ in 0..WORDS {
        let len = at.rest().bytes().take(60).take_while(|b| b.is_ascii_alphanumeric() || b"-'&".contains(b)).count();
        let word = at.rest().get(..len).unwrap_or_default();
        let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
        if word.is_empty() || !(capital || at.begins(Mark::LawJoint)) {
            break;
        }
        let after = at.from(at.at() + len);
        if capital {
            end = Some(after);
            is_law |= at.begins(Mark::LawName) || (len >= 3 && word.bytes().all(|b| b.is_ascii_uppercase()));
        }
        let Ok((next, _)) = some_space(after) else { break };
        at = next;
    }
    match end {
        Some(end) if is_law => Ok((end, input.span_to(end))),
        _ => input.fail(),
    }
}

/// ```ebnf
/// number = … , ( "Act" | "Notice" | … ) , " No. " , digits , [ " of " , year ] ;
/// ```
fn number(input: Input) -> Read<Span> {
    let len = input.rest().bytes().take(160).take_while(|b| !b"()\n".contains(b)).count();
    let inner = input.rest().get(..len).unwrap_or_default();
    let numbered = inner.char_indices().any(|(at, _)| {
        inner.get(at..).is_some_and(|rest| input.form().mark(Mark::LawNumberEnd).at(rest).is_some())
            && inner.get(..at).is_some_and(|before| input.form().mark(Mark::LawNumber).before(before.trim_end()).is_some())
    });
    let rest = input.from(input.at() + len);
    if numbered { Ok((rest, input.span_to(rest))) } else { input.fail() }
}

#[cfg(test)]
mod tests {
    use super::super::super::shown::check;
    use crate::Language;

    #[test]
    fn articles() {
        check(
            Language::En,
            &[
                (
                    "under Article 4, paragraph (1) of the Telecommunications Business Act (Act No. 86 of 1984).",
                    "law Telecommunications Business Act [Act No. 86 of 1984] art4 par1",
                ),
                (
                    "Article 12 of the Guidelines for Protection of Personal Information in Telecommunications Business, and",
                    "law Guidelines for Protection of Personal Information in Telecommunications Business art12",
                ),
                (
                    "Article 26 of the Act on the Protection of Personal Information requires",
                    "law Act on the Protection of Personal Information art26",
                ),
                ("Paragraph 1 of Article 4 of the Banking Act", "law Banking Act art4 par1"),
                ("Article 33 of the GDPR", "law GDPR art33"),
                ("Article 4(1) of the Banking Act", "law Banking Act art4 par1"),
                ("Article 5 of our terms", ""),
                ("Article 5", ""),
            ],
        );
    }
}
