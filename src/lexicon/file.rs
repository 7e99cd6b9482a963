//! The shape of a lexicon file.

use std::collections::BTreeMap;
#[cfg(test)]
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Concept, Form};
use crate::model::*;

/// The words for each of a set of concepts.
type Words<K> = BTreeMap<K, Vec<String>>;

/// A lexicon file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    /// Words that stand for nothing and only hide what is inside them.
    #[serde(default)]
    aside: Aside,
    data: Words<DataCategory>,
    unit: Words<Unit>,
    event: Words<Event>,
    cause: Words<CauseCategory>,
    response: Words<Action>,
    authority: Words<Authority>,
    guidance: Words<GuidanceAction>,
    bound: Words<Bound>,
    stage: Words<Stage>,
    role: Words<Role>,
    cue: Words<Cue>,
    label: Words<Label>,
    form: Form,
}

/// The words that only hide others.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Aside {
    words: Vec<String>,
}

/// What the label of a line, a heading or a table column says of the value beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Label {
    /// 発生日, date of occurrence.
    Occurred,
    /// 発覚日, date acknowledged.
    Discovered,
    /// 公表日, date of announcement, last updated.
    Published,
    /// 報告日.
    Reported,
    /// 概要, overview: what the case is.
    Overview,
    /// 経緯, timeline.
    Timeline,
    /// 漏えい情報, information leaked.
    Data,
    /// 漏えい件数, number of leaks confirmed.
    Count,
    /// 対象者, whose data.
    Subjects,
    /// 原因.
    Cause,
    /// 対応, 対策, 現状: what was and is being done.
    Response,
    /// 再発防止策.
    Prevention,
    /// 二次被害.
    Harm,
    /// 被害額.
    Loss,
    /// 会社名, issuer.
    Issuer,
    /// 委託先.
    Contractor,
    /// サービス名, affected service.
    Service,
    /// コード番号, ticker.
    Ticker,
    /// 問い合わせ先.
    Contact,
    /// 会社概要, about us: boilerplate that is not of the matter.
    About,
    /// 脆弱性情報.
    Vulnerability,
    /// 根拠法令.
    Law,
}

/// A word that turns the reading of what stands near it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Cue {
    /// 可能性, may have.
    Possible,
    /// ない, not, no.
    Not,
    /// 漏えい, 流出, 閲覧; leaked, exposed: what befalls data.
    Leak,
    /// 含む, include: data within a set.
    Include,
    /// 保有, store: data kept at all.
    Hold,
    /// 確認, 事実; evidence, indication: the finding of something.
    Finding,
    /// 除く, except, other than.
    Except,
    /// 対象外, not affected.
    Outside,
    /// 不正利用, 二次被害; misuse.
    Misuse,
    /// 不正ログイン, logged into: an account was really entered.
    Login,
    /// 予定, will, scheduled.
    Planned,
    /// 場合, if, should.
    Conditional,
    /// ください, please: words to the reader.
    Request,
    /// 不明, 調査中; unknown, under investigation.
    Unknown,
    /// 調査, forensic investigation.
    Inquiry,
    /// 完了, 終え; completed, concluded: the end of what stands beside it.
    Completed,
    /// 合計, total.
    Total,
    /// うち, of which.
    Part,
    /// 延べ, cumulative.
    Cumulative,
    /// 試行, 従業員数, 会員数全体: figures that are not of the harm.
    Context,
    /// 購入, 登録; purchased, registered: whose data, not what happened.
    Window,
    /// 決済, payment: purchases whose window is the time of a skimming.
    Purchase,
    /// 設立, 創業; founded: company history.
    History,
    /// 他社, 過去の事例: other matters.
    Background,
    /// 重複を除く, excluding duplicates.
    Distinct,
    /// 被害額, 特別損失; losses, expenses: what money was lost.
    Loss,
}

/// The words with all they stand for, the labels (longest first) and the closed classes.
pub(super) type Parts = (Vec<(String, Vec<Concept>)>, Vec<(String, Label)>, Form);

/// `word` in small letters; most words have no capital to change.
fn lowercase(mut word: String) -> String {
    if word.is_ascii() {
        word.make_ascii_lowercase();
        return word;
    }
    if word.chars().any(char::is_uppercase) { word.to_lowercase() } else { word }
}

/// The words that an entry of a list stands for: `{was|were} {lost|stolen}` for four, one without braces for itself.
fn spellings(entry: String) -> impl Iterator<Item = String> {
    let choices = if entry.contains('{') { chosen(&entry) } else { Vec::new() };
    let alone = choices.is_empty().then_some(entry);
    choices.into_iter().chain(alone)
}

/// Every choice of what stands in braces; none where no braces are closed.
fn chosen(entry: &str) -> Vec<String> {
    let Some((before, (choices, behind))) = entry.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?))) else {
        return Vec::new();
    };
    let mut ends = chosen(behind);
    if ends.is_empty() {
        ends.push(behind.to_string());
    }
    choices.split('|').flat_map(|choice| ends.iter().map(move |end| [before, choice, end].concat())).collect()
}

/// The words in order; what a word stands for keeps the order of the tables. They are many, and most are told apart by their first eight bytes.
fn sorted(words: Vec<(String, Option<Concept>)>) -> impl Iterator<Item = (String, Option<Concept>)> {
    let beginning = |word: &str| word.bytes().chain(std::iter::repeat(0)).take(8).fold(0u64, |key, byte| key << 8 | u64::from(byte));
    let mut words: Vec<_> = words.into_iter().map(|(word, concept)| (beginning(&word), word, concept)).collect();
    words.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    words.into_iter().map(|(_, word, concept)| (word, concept))
}

impl File {
    /// The words with all they stand for, the labels (longest first) and the closed classes.
    pub(super) fn into_parts(self) -> Parts {
        let mut words: Vec<(String, Option<Concept>)> = Vec::new();
        fn add<K>(into: &mut Vec<(String, Option<Concept>)>, table: Words<K>, concept: impl Fn(K) -> Concept) {
            for (key, list) in table {
                let concept = concept(key);
                into.extend(list.into_iter().flat_map(spellings).map(|word| (lowercase(word), Some(concept))));
            }
        }
        add(&mut words, self.data, Concept::Data);
        add(&mut words, self.unit, Concept::Unit);
        add(&mut words, self.event, Concept::Event);
        add(&mut words, self.cause, Concept::Cause);
        add(&mut words, self.response, Concept::Action);
        add(&mut words, self.authority, Concept::Authority);
        add(&mut words, self.guidance, Concept::Guidance);
        add(&mut words, self.bound, Concept::Bound);
        add(&mut words, self.stage, Concept::Stage);
        add(&mut words, self.role, Concept::Role);
        add(&mut words, self.cue, Concept::Cue);
        words.extend(self.aside.words.into_iter().flat_map(spellings).map(|word| (lowercase(word), None)));
        let mut joined: Vec<(String, Vec<Concept>)> = Vec::with_capacity(words.len());
        for (word, concept) in sorted(words) {
            match joined.last_mut().filter(|(last, _)| *last == word) {
                Some((_, concepts)) => concepts.extend(concept),
                None => joined.push((word, concept.into_iter().collect())),
            }
        }
        let mut labels: Vec<(String, Label)> =
            self.label.into_iter().flat_map(|(label, list)| list.into_iter().flat_map(spellings).map(move |word| (word, label))).collect();
        labels.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        (joined, labels, self.form)
    }

    /// Every concept that the file names, as `table.key`.
    #[cfg(test)]
    pub(super) fn concept_names(&self) -> BTreeSet<String> {
        self.sizes().into_iter().map(|(name, _)| name).collect()
    }

    /// The concepts that have no word.
    #[cfg(test)]
    pub(super) fn empty_concepts(&self) -> Vec<String> {
        self.sizes().into_iter().filter(|(_, size)| *size == 0).map(|(name, _)| name).collect()
    }

    #[cfg(test)]
    fn sizes(&self) -> Vec<(String, usize)> {
        fn of<K: std::fmt::Debug>(table: &str, words: &Words<K>) -> Vec<(String, usize)> {
            words.iter().map(|(key, list)| (format!("{table}.{key:?}"), list.len())).collect()
        }
        [
            of("data", &self.data),
            of("unit", &self.unit),
            of("event", &self.event),
            of("cause", &self.cause),
            of("response", &self.response),
            of("authority", &self.authority),
            of("guidance", &self.guidance),
            of("bound", &self.bound),
            of("stage", &self.stage),
            of("role", &self.role),
            of("cue", &self.cue),
            of("label", &self.label),
        ]
        .concat()
    }

    /// The words that can never be found or stand twice in their list, as `table.key: word`.
    #[cfg(test)]
    pub(super) fn faulty_words(self) -> Vec<String> {
        fn of<K: std::fmt::Debug>(table: &str, words: Words<K>) -> Vec<String> {
            let mut faulty = Vec::new();
            for (key, list) in words {
                let mut known = BTreeSet::new();
                for word in list.into_iter().flat_map(spellings) {
                    let broken = word.trim() != word || word.is_empty() || word.contains("  ") || word.contains(['{', '}', '|']);
                    if broken || !known.insert(word.clone()) {
                        faulty.push(format!("{table}.{key:?}: {word}"));
                    }
                }
            }
            faulty
        }
        [
            of("data", self.data),
            of("unit", self.unit),
            of("event", self.event),
            of("cause", self.cause),
            of("response", self.response),
            of("authority", self.authority),
            of("guidance", self.guidance),
            of("bound", self.bound),
            of("stage", self.stage),
            of("role", self.role),
            of("cue", self.cue),
            of("label", self.label),
        ]
        .concat()
    }
}

#[cfg(test)]
mod tests {
    use super::spellings;

    #[test]
    fn braces_hold_choices() {
        let all = |entry: &str| spellings(entry.to_string()).collect::<Vec<_>>();
        assert_eq!(all("leak*"), ["leak*"]);
        assert_eq!(all("{was|were} {lost|stolen}"), ["was lost", "was stolen", "were lost", "were stolen"]);
        assert_eq!(all("told {|the }customers"), ["told customers", "told the customers"]);
        assert_eq!(all("what { is left open"), ["what { is left open"]);
    }
}
