//! Words that name a kind of data only among others: name, address, *phone*, *e-mail*; 氏名、*電話*、*メール*.
//!
//! Limits: what stands between two of a list is a sign or a word that joins. A list of nothing but such words is one only where it is all
//! that stands there (an entry), and whether data is listed there is for others to say.

use super::{Sentence, Token};
use crate::lexicon::{Concept, SyntaxForm, Topics};
use crate::model::DataCategory;

/// Makes data of the words that stand beside data in a list.
pub(super) fn settle(sentence: &mut Sentence<'_>, form: &SyntaxForm) {
    if !sentence.tokens.iter().any(|token| token.tells(Topics::LISTED)) {
        return;
    }
    let mut start = 0;
    while start < sentence.tokens.len() {
        let end = end_of_list(sentence, form, start);
        let row = start..end;
        start = end;
        if !sentence.tokens[row.clone()].iter().any(|token| token.tells(Topics::LISTED)) {
            continue;
        }
        let among_data = sentence.tokens[row.clone()].iter().any(|token| token.tells(Topics::DATA));
        if among_data {
            sentence.tokens[row].iter_mut().for_each(name);
        }
    }
}

/// Where the list of data ends that begins with token `start`, as a place between tokens; right behind it where it is of no list.
fn end_of_list(sentence: &Sentence<'_>, form: &SyntaxForm, start: usize) -> usize {
    let member = |token: &Token| token.tells(Topics::DATA.or(Topics::LISTED));
    let mut end = start + 1;
    while member(&sentence.tokens[end - 1]) && sentence.tokens.get(end).is_some_and(member) && joins(sentence.between(end - 1, end), form) {
        end += 1;
    }
    end
}

/// Whether a gap holds nothing but what stands between two of a list.
fn joins(gap: &str, form: &SyntaxForm) -> bool {
    let sign = |c: char| c.is_whitespace() || ",、・/&+;()".contains(c);
    let mut words = gap.split(sign).filter(|word| !word.is_empty());
    !gap.is_empty() && words.all(|word| form.and.iter().chain(&form.joiners).any(|and| and == word))
}

/// Makes the data of a token of it that it names in a list.
fn name(token: &mut Token) {
    if let Some(category) = token.listed().filter(|_| !token.tells(Topics::DATA)) {
        *token = Token::word(token.span, &KINDS[category as usize], token.depth);
    }
}

/// Each kind of data as all that a word stands for.
static KINDS: [[Concept; 1]; DataCategory::ALL.len()] = {
    let mut kinds = [[Concept::Data(DataCategory::ALL[0])]; DataCategory::ALL.len()];
    let mut at = 0;
    while at < kinds.len() {
        kinds[at] = [Concept::Data(DataCategory::ALL[at])];
        at += 1;
    }
    kinds
};

#[cfg(test)]
mod tests {
    use crate::parse;

    fn data(text: &str) -> Vec<String> {
        parse(text).notice.incidents.iter().flat_map(|incident| &incident.data).map(|item| item.text.clone()).collect()
    }

    #[test]
    fn a_word_is_data_beside_data_in_a_list() {
        assert_eq!(data("Notice\n\nNames, e-mail and phone were leaked."), ["Names", "e-mail", "phone"]);
        assert_eq!(data("お知らせ\n\n氏名、電話、メールが漏えいしました。"), ["氏名", "電話", "メール"]);
    }

    #[test]
    fn a_word_is_no_data_by_itself() {
        assert_eq!(data("Notice\n\nNames were leaked. We told customers by phone and e-mail."), ["Names"]);
        assert_eq!(data("お知らせ\n\n氏名が漏えいしました。お客様には電話とメールで連絡しました。"), ["氏名"]);
    }

    #[test]
    fn entries_of_a_list_of_data_are_data() {
        assert_eq!(data("Notice\n\nData leaked:\n- Name\n- E-mail\n- Phone"), ["Name", "E-mail", "Phone"]);
        assert_eq!(data("お知らせ\n\n漏えいした情報\n・氏名\n・電話\n・メール"), ["氏名", "電話", "メール"]);
    }
}
