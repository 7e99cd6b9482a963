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
        let start = input.from(at);
        if let Ok((rest, law)) = alone(start) {
            floor = rest.at();
            found.push(Located { value: Value::Law(law), span: start.span_to(rest) });
        }
        if !start.begins(Mark::LawArticle) && !start.begins(Mark::LawParagraph) {
            continue;
        }
        if let Ok((rest, law)) = article(start) {
            floor = rest.at();
            found.push(Located { value: Value::Law(law), span: start.span_to(rest) });
        } else if let Ok((end, law)) = listed_article(start) {
            floor = end.at();
            found.push(Located { value: Value::Law(law), span: start.span_to(end) });
        } else if let Ok((end, law)) = bare_article(start) {
            floor = end.at();
            found.push(Located { value: Value::Law(law), span: start.span_to(end) });
        }
    }
    found.extend(numbered_names(input));
    found.sort_by_key(|law| law.span.start());
    found
}

/// An article that the next one names the law of: `Article 5(1)(f)` and Article 32(1) of the GDPR.
///
/// ```ebnf
/// listed article = "Article" , place , [ paragraph ] , ( " and " | ", " ) , article ;
/// ```
fn listed_article(input: Input) -> Read<LawExpr> {
    let (end, (_, article, paragraph)) = ((mark(Mark::LawArticle), some_space), place, paragraph).parse(input)?;
    let joint = alt((value((), (some_space, mark(Mark::NumberAnd), some_space)), value((), (tag(","), some_space))));
    let (_, next) = preceded(joint, self::article).parse(end)?;
    Ok((end, LawExpr { article: Some(article), paragraph, ..next }))
}

/// An article of the law that was named before; its name is empty here. It has a paragraph, since `Article 5` alone may be of anything.
///
/// ```ebnf
/// bare article = "Article" , place , paragraph ;
/// ```
fn bare_article(input: Input) -> Read<LawExpr> {
    let (end, (_, article, paragraph)) = ((mark(Mark::LawArticle), some_space), place, paragraph).parse(input)?;
    let name = Span::new(input.at(), input.at());
    match paragraph {
        Some(_) => Ok((end, LawExpr { name, number: None, article: Some(article), paragraph })),
        None => input.fail(),
    }
}

/// A law by its short name and without an article, which articles behind it are of.
fn alone(input: Input) -> Read<LawExpr> {
    let (rest, _) = mark(Mark::LawAlone)(input)?;
    let written = |text: &str| text.bytes().all(|byte| !byte.is_ascii_lowercase());
    let name = input.span_to(rest);
    if written(input.slice(name)) { Ok((rest, LawExpr { name, number: None, article: None, paragraph: None })) } else { input.fail() }
}

/// Laws that are named with their number and without an article: `the Banking Act (Act No. 59 of 1981)`. Later short forms stand for them.
fn numbered_names(input: Input<'_>) -> Vec<Located<Value>> {
    let text = input.rest();
    let opens = text.match_indices(" (").map(|(at, _)| at);
    let named = opens.filter_map(|at| {
        let (_, number) = number(input.from(at + 2)).ok()?;
        let mut start = at;
        let mut is_law = false;
        let mut first = at;
        for word in text.get(..at)?.rsplit(' ').take(WORDS) {
            let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
            let here = input.from(start - word.len());
            if word.is_empty() || !(capital || here.begins(Mark::LawJoint)) {
                break;
            }
            is_law |= here.begins(Mark::LawName);
            start -= word.len();
            first = if capital { start } else { first };
            start = start.saturating_sub(1);
        }
        let name = input.from(first).span_to(input.from(at));
        let law = LawExpr { name, number: Some(number), article: None, paragraph: None };
        (is_law && !name.is_empty() && !text.get(..first)?.contains("Article")).then_some(Located { value: Value::Law(law), span: name })
    });
    named.collect()
}

/// An article with the name of its law.
///
/// ```ebnf
/// article = [ "Paragraph" , place , " of " ] , ( "Article" | "Section" ) , place , [ [ "," ] , [ "paragraph" ] , place ] , " of the " , name , [ " (" , number , ")" ] ;
/// ```
fn article(input: Input) -> Read<LawExpr> {
    let before = opt(delimited((mark(Mark::LawParagraph), some_space), place, (some_space, mark(Mark::Of), some_space)));
    let (rest, (before, _, article)) = (before, (mark(Mark::LawArticle), some_space), place).parse(input)?;
    let (rest, after) = paragraph(rest)?;
    let of = (opt(tag(",")), some_space, mark(Mark::Of), some_space, opt((mark(Mark::LawBoundary), some_space)));
    let (rest, name) = preceded(of, name).parse(rest)?;
    let (rest, number) = opt(preceded(spaces, delimited(tag("("), number, tag(")")))).parse(rest)?;
    Ok((rest, LawExpr { name, number, article: Some(article), paragraph: before.or(after) }))
}

/// The paragraph behind an article, with the point of it: `, paragraph (1)`, `(1)(f)`.
fn paragraph(input: Input) -> Read<Option<u32>> {
    let named = preceded((opt(tag(",")), some_space, mark(Mark::LawParagraph), spaces), place);
    let bracketed = preceded(spaces, delimited(tag("("), digits(1, 4), tag(")")));
    let number = alt((map_opt(named, Some), map_opt(bracketed, |number| u32::try_from(number).ok())));
    let point = delimited(tag("("), verify(nom::character::complete::anychar, |c: &char| c.is_ascii_lowercase()), tag(")"));
    terminated(opt(number), opt(point)).parse(input)
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
                ("Article 33(1): the breach was reported late. Article 5 of our rules", "law  art33 par1"),
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
                ("infringed the GDPR: Article 5(1)(f)", "law GDPR | law  art5 par1"),
                ("Article 4(1) of the Banking Act", "law Banking Act art4 par1"),
                ("Article 5 of our terms", ""),
                ("Article 5", ""),
            ],
        );
    }
}
