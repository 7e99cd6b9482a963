//! Names of organisations and services across the two languages.
//!
//! Sure signs are a common ticker code, alias, host of an address, or the same Latin words; how the names sound is a likely one. No two names ever
//! contradict each other: what cannot be compared is left to a person, with a note.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::assign::assign;
use super::ledger::Ledger;
use super::lists::Scope;
use super::sound::{common, is_kana, skeleton};
use crate::model::*;

/// How sure it is that two names are of one bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// Nothing speaks for it.
    Not,
    /// They sound alike.
    Sounds,
    /// The same name.
    Same,
}

/// A name in the forms that it is compared in.
#[derive(Clone, Debug)]
pub(super) struct Key {
    /// Folded, without legal forms, spaces and marks.
    folded: String,
    /// Its Latin words.
    words: Vec<String>,
    sound: String,
    /// Whether the sound of all of it is known.
    sounds_whole: bool,
    alias: Option<String>,
    ticker: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    legal_forms: Vec<String>,
}

/// The legal forms, longest first.
fn legal_forms() -> &'static [String] {
    static FORMS: OnceLock<Vec<String>> = OnceLock::new();
    FORMS.get_or_init(|| {
        let names: Names = serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/names.json")))
            .unwrap_or_else(|error| panic!("names.toml: {error}"));
        let mut forms = names.legal_forms;
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        forms
    })
}

impl Key {
    /// The key of a bare name.
    pub(super) fn new(name: &str) -> Key {
        let mut folded: String = name.nfkc().flat_map(char::to_lowercase).collect();
        for form in legal_forms().iter().filter(|form| !form.is_ascii() || form.starts_with('(')) {
            folded = folded.replace(form.as_str(), " ");
        }
        let latin = |form: &str| legal_forms().iter().any(|legal| legal.trim_end_matches('.') == form);
        let parts: Vec<&str> = folded
            .split(|c: char| !c.is_alphanumeric() && c != 'ー' && c != '.')
            .map(|part| part.trim_matches('.'))
            .filter(|part| !part.is_empty() && !latin(part))
            .collect();
        let words = parts
            .iter()
            .flat_map(|part| part.split(|c: char| !c.is_ascii_alphanumeric()))
            .filter(|word| word.len() >= 2 && word.bytes().any(|b| b.is_ascii_alphabetic()))
            .map(str::to_string)
            .collect();
        let joined = parts.concat();
        let sounds_whole = joined.chars().all(|c| is_kana(c) || c.is_ascii());
        Key { words, sound: skeleton(&parts.join(" ")), sounds_whole, folded: joined, alias: None, ticker: None }
    }

    /// The key of an organisation, with its alias and ticker code.
    fn of(organization: &Organization) -> Key {
        let fold = |text: &String| text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect::<String>();
        Key { alias: organization.alias.as_ref().map(fold), ticker: organization.ticker.clone(), ..Key::new(&organization.name) }
    }

    /// The first letters of its Latin words.
    fn initials(&self) -> String {
        self.words.iter().filter_map(|word| word.chars().next()).collect()
    }

    /// Whether `alias` is a short form of this name.
    fn goes_by(&self, alias: &Option<String>) -> bool {
        alias.as_ref().is_some_and(|alias| {
            let known = self.alias.as_ref() == Some(alias) || self.folded == *alias || self.words.contains(alias);
            known || (alias.len() >= 2 && self.initials().starts_with(alias.as_str()))
        })
    }
}

/// How sure it is that two names are of one bearer.
pub(super) fn sure(left: &Key, right: &Key) -> Sure {
    let ticker = left.ticker.is_some() && left.ticker == right.ticker;
    if ticker || left.folded == right.folded || left.goes_by(&right.alias) || right.goes_by(&left.alias) {
        return Sure::Same;
    }
    let (few, many) = if left.words.len() <= right.words.len() { (left, right) } else { (right, left) };
    let shared = few.words.iter().filter(|word| many.words.contains(word)).count();
    // All of its Latin words, and they are no mere ornament of a longer name.
    if shared > 0 && shared == few.words.len() && (many.words.len() <= shared + 1 || !few.sounds_whole) {
        return Sure::Same;
    }
    let percent = common(&left.sound, &right.sound);
    let whole = left.sounds_whole && right.sounds_whole;
    let inside = |part: &Key, all: &Key| part.sound.len() >= 3 && all.sound.contains(&part.sound);
    match whole {
        true if percent >= 75 && left.sound.len().min(right.sound.len()) >= 2 => Sure::Sounds,
        // The sound of the kanji is not known: the rest of the name must stand in the other as it is.
        false if inside(left, right) || inside(right, left) => Sure::Sounds,
        _ => Sure::Not,
    }
}

/// The hosts of the web and mail addresses of a notice, without `www.`.
fn hosts(notice: &Notice) -> BTreeSet<String> {
    let host = |contact: &Contact| {
        let value = contact.value.to_ascii_lowercase();
        let after = match contact.kind {
            ContactKind::Phone => return None,
            ContactKind::Email => value.rsplit_once('@')?.1.to_string(),
            ContactKind::Url => value.split_once("://").map_or(value.as_str(), |(_, rest)| rest).to_string(),
        };
        let host = after.split(['/', '?', '#', ':']).next().unwrap_or_default();
        Some(host.strip_prefix("www.").unwrap_or(host).to_string()).filter(|host| host.contains('.'))
    };
    notice.contacts.iter().filter_map(host).collect()
}

/// The verdict on two names and the reason.
fn verdict(ledger: &Ledger, sure: Sure) -> (Verdict, Option<String>) {
    match (sure, ledger.labels) {
        (Sure::Same, _) => (Verdict::Agree, None),
        (Sure::Sounds, _) => (Verdict::Compatible, Some("the names sound alike".into())),
        (Sure::Not, Labels::Languages) => {
            (Verdict::Compatible, Some("whether the names are the same cannot be told across the languages".into()))
        }
        (Sure::Not, Labels::Positions) => (Verdict::Compatible, Some("another name".into())),
    }
}

/// Compares who speaks, and adds its field.
pub(super) fn reconcile_issuer(ledger: &mut Ledger, left: &Notice, right: &Notice) {
    let value = |organization: &Organization| vec![Value::Organization(organization.clone())];
    match (&left.issuer, &right.issuer) {
        (Some(l), Some(r)) => {
            let mut sure = sure(&Key::of(l), &Key::of(r));
            if !hosts(left).is_disjoint(&hosts(right)) {
                sure = Sure::Same;
            }
            let (mut verdict, mut note) = verdict(ledger, sure);
            if let (Some(left), Some(right)) = (&l.ticker, &r.ticker)
                && left != right
            {
                (verdict, note) = (Verdict::Differ, Some(ledger.contradiction("ticker code", left, right)));
            }
            ledger.both("issuer".into(), verdict, value(l), value(r), note);
        }
        (l, r) => {
            ledger.left_only("issuer".into(), l.as_ref().map(value).unwrap_or_default());
            ledger.right_only("issuer".into(), r.as_ref().map(value).unwrap_or_default());
        }
    }
}

/// Compares the organisations of two incidents and adds their fields.
pub(super) fn reconcile_organizations(ledger: &mut Ledger, scope: Scope, left: &[Organization], right: &[Organization]) {
    let named = |list: &[Organization]| list.iter().map(|one| (Key::of(one), Value::Organization(one.clone()))).collect::<Vec<_>>();
    reconcile_names(ledger, scope.path("organizations"), named(left), named(right));
}

/// Compares the services of two incidents and adds their fields.
pub(super) fn reconcile_services(ledger: &mut Ledger, scope: Scope, left: &[Text], right: &[Text]) {
    let named = |list: &[Text]| list.iter().map(|one| (Key::new(&one.text), Value::Text(one.clone()))).collect::<Vec<_>>();
    reconcile_names(ledger, scope.path("services"), named(left), named(right));
}

/// Pairs two lists of names: by what speaks for them, then the last one of each side.
fn reconcile_names(ledger: &mut Ledger, path: String, left: Vec<(Key, Value)>, right: Vec<(Key, Value)>) {
    let weigh = |l: usize, r: usize| match sure(&left[l].0, &right[r].0) {
        Sure::Not => 0,
        Sure::Sounds => 100 + common(&left[l].0.sound, &right[r].0.sound),
        Sure::Same => 300 + common(&left[l].0.sound, &right[r].0.sound),
    };
    let mut pairs: Vec<(usize, usize)> = assign(left.len(), right.len(), weigh).into_iter().map(|pair| (pair.left, pair.right)).collect();
    let free_left: Vec<usize> = (0..left.len()).filter(|l| !pairs.iter().any(|pair| pair.0 == *l)).collect();
    let free_right: Vec<usize> = (0..right.len()).filter(|r| !pairs.iter().any(|pair| pair.1 == *r)).collect();
    let last = ledger.labels == Labels::Languages && free_left.len() == 1 && free_right.len() == 1;
    if last {
        pairs.push((free_left[0], free_right[0]));
        pairs.sort();
    }
    for (l, r) in pairs {
        let (verdict, note) = verdict(ledger, sure(&left[l].0, &right[r].0));
        ledger.both(path.clone(), verdict, vec![left[l].1.clone()], vec![right[r].1.clone()], note);
    }
    if !last {
        for l in free_left {
            ledger.left_only(path.clone(), vec![left[l].1.clone()]);
        }
        for r in free_right {
            ledger.right_only(path.clone(), vec![right[r].1.clone()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    #[test]
    fn names_across_languages() {
        for (left, right, expected) in [
            ("株式会社トキワ文具館", "Tokiwa Bungukan Co., Ltd.", Sure::Not),
            ("株式会社ソヨカゼ・クラウド", "Soyokaze Cloud Inc.", Sure::Sounds),
            ("マイヒバリ", "My Hibari", Sure::Sounds),
            ("ソヨカゼ請求", "Soyokaze Seikyu", Sure::Sounds),
            ("HAKU-LINK", "Haku-Link", Sure::Same),
            ("ＭＩＳＯ　ＡＰＰ", "MISO App", Sure::Same),
            ("ヒバリフォンBiz", "Hibari Phone Biz", Sure::Sounds),
            ("Umi Service", "Umi Service Ltd.", Sure::Same),
            ("ヒバリレター", "My Hibari", Sure::Not),
        ] {
            assert_eq!(sure(&Key::new(left), &Key::new(right)), expected, "{left} {right}");
        }
    }

    #[test]
    fn aliases_and_tickers_are_sure() {
        let organization = |name: &str, alias: Option<&str>, ticker: Option<&str>| Organization {
            name: name.into(),
            role: Role::Affected,
            ticker: ticker.map(str::to_string),
            alias: alias.map(str::to_string),
            text: name.into(),
            span: Span::new(0, 1),
        };
        let ja = Key::of(&organization("北水銀行", Some("ＮＷＢ"), None));
        assert_eq!(sure(&ja, &Key::of(&organization("North Water Bank", None, None))), Sure::Same);
        assert_eq!(sure(&ja, &Key::of(&organization("South Hill Bank", None, None))), Sure::Not);
        let ja = Key::of(&organization("北水銀行", None, Some("0001")));
        assert_eq!(sure(&ja, &Key::of(&organization("Hokusui Bank", None, Some("0001")))), Sure::Same);
    }
}
