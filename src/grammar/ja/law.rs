//! Articles of laws in Japanese: 電気通信事業法(昭和59年法律第86号)第4条第1項.
//!
//! The article is found first; the name is what stands before it, back to where the clause begins. A law is also known by its number alone.

use super::super::input::*;
use super::figure;

/// How far before an article its name and number may begin, in bytes.
const REACH: usize = 360;

/// Every article of a law, and every law with its number, in order.
pub(in super::super) fn laws(input: Input) -> Vec<Located<Value>> {
    let mut found: Vec<Located<Value>> = Vec::new();
    let mut last: Option<LawExpr> = None;
    let mut floor = 0;
    let ordinals = input.form().mark(Mark::Ordinal);
    // Most sentences have neither.
    if !input.rest().contains('(') && !ordinals.words().any(|word| input.rest().contains(word)) {
        return found;
    }
    for (at, c) in input.rest().char_indices() {
        if at < floor || !(c == '(' || ordinals.at(input.from(at).rest()).is_some()) {
            continue;
        }
        let Some((law, span)) = article(input.from(at), floor, last.as_ref()).or_else(|| numbered(input.from(at), floor)) else { continue };
        floor = span.end();
        last = Some(law.clone());
        found.push(Located { value: Value::Law(law), span });
    }
    found
}

/// An article with the law before it, or with that of the article before it.
///
/// ```ebnf
/// article = name , [ number ] , "第" , figure , "条" , [ "の" , figure ] , [ "第" , figure , "項" ] , [ "第" , figure , "号" ] ;
/// ```
fn article(input: Input, floor: usize, last: Option<&LawExpr>) -> Option<(LawExpr, Span)> {
    let (rest, article) = place(Mark::LawArticle)(input).ok()?;
    let (rest, _) = opt((mark(Mark::Of), figure)).parse(rest).ok()?;
    let (rest, paragraph) = opt(place(Mark::LawParagraph)).parse(rest).ok()?;
    let (rest, _) = opt(place(Mark::LawNumberEnd)).parse(rest).ok()?;
    let (name_end, number) = number_before(input, floor);
    if let Some(name) = name(input.from(name_end), floor) {
        let law = LawExpr { name, number, article: Some(article), paragraph };
        return Some((law, Span::new(name.start(), rest.at())));
    }
    let between = input.before().get(floor..)?;
    let listed = floor > 0 && input.form().mark(Mark::LawAnd).at(between).is_some_and(|(_, len)| len == between.len());
    let law = last.filter(|_| listed)?;
    Some((LawExpr { article: Some(article), paragraph, ..law.clone() }, input.span_to(rest)))
}

/// A law with its number and no article.
///
/// ```ebnf
/// numbered = name , "(" , … , "号" , … , ")" ;   (not before "第 … 条")
/// ```
fn numbered(input: Input, floor: usize) -> Option<(LawExpr, Span)> {
    let name = name(input, floor)?;
    let (len, number) = number_in(input)?;
    let rest = input.from(input.at() + len);
    if place(Mark::LawArticle)(rest).is_ok() {
        return None;
    }
    Some((LawExpr { name, number: Some(number), article: None, paragraph: None }, Span::new(name.start(), rest.at())))
}

/// ```ebnf
/// place = "第" , figure , ( "条" | "項" | "号" ) ;
/// ```
fn place<'a>(end: Mark) -> impl Fn(Input<'a>) -> Read<'a, u32> {
    move |input| {
        let number = map_opt(figure, |figure| u32::try_from(figure.value).ok().filter(|_| figure.whole));
        delimited((mark(Mark::Ordinal), spaces), number, (spaces, mark(end))).parse(input)
    }
}

/// Where the name before `input` ends, and the number in brackets behind it.
fn number_before(input: Input, floor: usize) -> (usize, Option<Span>) {
    let text = window(input, floor);
    let open = if text.ends_with(')') { opening(text) } else { None };
    let bracket = open.map(|open| input.at() - text.len() + open);
    match bracket.and_then(|at| Some((at, number_in(input.from(at))?))) {
        Some((at, (_, number))) => (at, Some(number)),
        None => (input.at(), None),
    }
}

/// The opening bracket that the last character of `text` closes.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The number of a law in the brackets that begin here: how long the brackets are, and where the number stands.
///
/// ```ebnf
/// number = "(" , era year , [ "(" , year , ")" ] , kind of rule , "第" , figure , "号" , … , ")" ;
/// ```
fn number_in(input: Input) -> Option<(usize, Span)> {
    let inner = input.rest().strip_prefix('(')?;
    let (mut depth, mut end) = (1usize, None);
    for (at, c) in inner.char_indices().take_while(|(at, _)| *at < REACH) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            end = Some(at);
            break;
        }
    }
    let inner = inner.get(..end?)?;
    let (at, len) = inner.char_indices().find_map(|(at, _)| {
        let kind = input.form().mark(Mark::LawNumber).before(inner.get(..at)?).is_some();
        let (rest, _) = place(Mark::LawNumberEnd)(input.from(input.at() + 1 + at)).ok().filter(|_| kind)?;
        Some((at, rest.at() - input.at() - 1 - at))
    })?;
    Some((inner.len() + 2, Span::new(input.at() + 1, input.at() + 1 + at + len)))
}

/// The name of a law that ends here: back to a mark or particle that ends what stands before it.
fn name(input: Input, floor: usize) -> Option<Span> {
    let text = window(input, floor);
    input.form().mark(Mark::LawName).before(text)?;
    let joint = input.form().mark(Mark::LawJoint);
    let boundary = input.form().mark(Mark::LawBoundary);
    let (mut start, mut held) = (0, 0);
    for (at, c) in text.char_indices() {
        let rest = text.get(at..)?;
        let mark = !c.is_alphanumeric() && c != '・';
        if mark {
            start = at + c.len_utf8();
        } else if at >= held {
            if let Some((_, len)) = joint.at(rest) {
                held = at + len;
            } else if let Some((_, len)) = boundary.at(rest).filter(|(_, len)| at + len < text.len()) {
                (start, held) = (at + len, at + len);
            }
        }
    }
    let name = text.get(start..)?;
    let name = own_name(input, name);
    if name.is_empty() || name.chars().count() > 60 {
        return None;
    }
    Some(Span::new(input.at() - name.len(), input.at()))
}

/// The name without an owner before it: a short name (総務省の電気通信事業法) has no の, unless a joint word holds it together.
fn own_name<'a>(input: Input, name: &'a str) -> &'a str {
    let joint = input.form().mark(Mark::LawJoint);
    let long = name.char_indices().any(|(at, _)| name.get(at..).is_some_and(|rest| joint.at(rest).is_some()));
    let of = input.form().mark(Mark::Of);
    let cut = if long { None } else { name.char_indices().rev().find_map(|(at, _)| of.at(name.get(at..)?).map(|(_, len)| at + len)) };
    name.get(cut.unwrap_or(0)..).unwrap_or(name)
}

/// What stands before `input`, as far as a name may reach.
fn window<'a>(input: Input<'a>, floor: usize) -> &'a str {
    let before = input.before();
    let mut from = floor.max(before.len().saturating_sub(REACH)).min(before.len());
    while !before.is_char_boundary(from) {
        from += 1;
    }
    before.get(from..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::super::shown::check;
    use crate::Language;

    #[test]
    fn articles() {
        check(
            Language::Ja,
            &[
                ("電気通信事業法(昭和59年(1984)法律第86号)第4条第1項に規定する", "law 電気通信事業法 [昭和59年(1984)法律第86号] art4 par1"),
                ("は、個人情報の保護に関する法律第26条第1項に基づき", "law 個人情報の保護に関する法律 art26 par1"),
                (
                    "認められ、電気通信事業における個人情報保護に関するガイドライン(平成29年(2017)総務省告示第152号)第11条",
                    "law 電気通信事業における個人情報保護に関するガイドライン [平成29年(2017)総務省告示第152号] art11",
                ),
                ("同法第28条", "law 同法 art28"),
                ("電気通信事業法第4条第1項及び第28条第2項", "law 電気通信事業法 art4 par1 | law 電気通信事業法 art28 par2"),
                ("個人情報保護法第二十六条の", "law 個人情報保護法 art26"),
                (
                    "個人情報の保護に関する法律(平成15年法律第57号。以下「法」という。)に基づき",
                    "law 個人情報の保護に関する法律 [平成15年法律第57号]",
                ),
                ("総務省の電気通信事業法第29条", "law 電気通信事業法 art29"),
                ("当社が銀行法第53条", "law 銀行法 art53"),
                ("同社に対し個人情報の保護に関する法律第148条第1項", "law 個人情報の保護に関する法律 art148 par1"),
                ("は、不正アクセス行為の禁止等に関する法律第3条", "law 不正アクセス行為の禁止等に関する法律 art3"),
                ("第5条", ""),
                ("規約第5条に", ""),
                ("(注)第3条", ""),
            ],
        );
    }
}
