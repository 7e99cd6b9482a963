//! What words stand for, and sets of it that are asked at once.

use std::ops::BitOr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::*;

/// What a word stands for, named by its table and key in the lexicon: `{"event": "occurred"}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Concept {
    /// A kind of data.
    Data(DataCategory),
    /// A kind of data where it stands in a list of others: phone, e-mail.
    Listed(DataCategory),
    /// A counter or noun that gives a figure its unit.
    Unit(Unit),
    /// What happened.
    Event(Event),
    /// Why.
    Cause(CauseCategory),
    /// What was done.
    #[serde(rename = "response")]
    Action(Action),
    /// An authority.
    Authority(Authority),
    /// What an authority did.
    Guidance(GuidanceAction),
    /// How a figure bounds the real number.
    Bound(Bound),
    /// A place in a series of reports.
    Stage(Stage),
    /// What an organisation has to do with the matter.
    Role(Role),
    /// A word that turns the reading of what stands near it.
    Cue(Cue),
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

/// What a word, or all words of a sentence, may tell of: a bit for each cue, event and unit, and one for each other kind of concept and of value.
///
/// Most questions to a word or a sentence are answered *no* by it, which saves going through tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Topics(u128);

impl Topics {
    /// Any kind of data.
    pub(crate) const DATA: Topics = Topics(1);
    /// Any cause.
    pub(crate) const CAUSES: Topics = Topics(1 << 1);
    /// Any response.
    pub(crate) const ACTIONS: Topics = Topics(1 << 2);
    /// Any authority.
    pub(crate) const AUTHORITIES: Topics = Topics(1 << 3);
    /// Any act of an authority.
    pub(crate) const GUIDANCE: Topics = Topics(1 << 4);
    /// Any bound.
    pub(crate) const BOUNDS: Topics = Topics(1 << 5);
    /// Any place in a series.
    pub(crate) const STAGES: Topics = Topics(1 << 6);
    /// Any role.
    pub(crate) const ROLES: Topics = Topics(1 << 7);
    /// Any date.
    pub(crate) const DATES: Topics = Topics(1 << 8);
    /// Any figure or number.
    pub(crate) const FIGURES: Topics = Topics(1 << 9);
    /// Any other value.
    pub(crate) const VALUES: Topics = Topics(1 << 10);
    /// Any kind of data that is one in a list.
    pub(crate) const LISTED: Topics = Topics(1 << 11);
    /// Any event.
    pub(crate) const EVENTS: Topics = Topics(((1 << Topics::MOST) - 1) << Topics::EVENT);

    const EVENT: u32 = 16;
    const UNIT: u32 = 40;
    const CUE: u32 = 64;
    /// So many events, and so many units, have room.
    const MOST: u32 = Topics::UNIT - Topics::EVENT;

    /// What `concept` is, or the kind of it.
    pub(crate) const fn of(concept: Concept) -> Topics {
        match concept {
            Concept::Data(_) => Topics::DATA,
            Concept::Listed(_) => Topics::LISTED,
            Concept::Cause(_) => Topics::CAUSES,
            Concept::Action(_) => Topics::ACTIONS,
            Concept::Authority(_) => Topics::AUTHORITIES,
            Concept::Guidance(_) => Topics::GUIDANCE,
            Concept::Bound(_) => Topics::BOUNDS,
            Concept::Stage(_) => Topics::STAGES,
            Concept::Role(_) => Topics::ROLES,
            Concept::Event(event) => Topics(1 << (Topics::EVENT + event as u32)),
            Concept::Unit(unit) => Topics(1 << (Topics::UNIT + unit as u32)),
            Concept::Cue(cue) => Topics(1 << (Topics::CUE + cue as u32)),
        }
    }

    /// The cue `cue`.
    pub(crate) const fn cue(cue: Cue) -> Topics {
        Topics::of(Concept::Cue(cue))
    }

    /// These and those.
    pub(crate) const fn or(self, other: Topics) -> Topics {
        Topics(self.0 | other.0)
    }

    /// Whether one of them is among `others`.
    #[inline]
    pub(crate) const fn meet(self, others: Topics) -> bool {
        self.0 & others.0 != 0
    }
}

impl BitOr for Topics {
    type Output = Topics;

    fn bitor(self, other: Topics) -> Topics {
        self.or(other)
    }
}

impl FromIterator<Topics> for Topics {
    fn from_iter<I: IntoIterator<Item = Topics>>(topics: I) -> Topics {
        topics.into_iter().fold(Topics::default(), Topics::or)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_unit_and_cue_has_a_bit_of_its_own() {
        let events = Event::ALL.iter().map(|event| Concept::Event(*event));
        let units = Unit::ALL.iter().map(|unit| Concept::Unit(*unit));
        let cues = [Cue::Possible, Cue::Not, Cue::Distinct, Cue::Loss].map(Concept::Cue);
        let all: Vec<Topics> = events.chain(units).chain(cues).map(Topics::of).collect();
        let kinds = Topics::DATA.or(Topics::VALUES).or(Topics::DATES).or(Topics::FIGURES).or(Topics::ROLES);
        for (at, topics) in all.iter().enumerate() {
            assert!(!topics.meet(kinds) && all[..at].iter().all(|other| !other.meet(*topics)), "{at}");
        }
        assert!(Topics::EVENTS.meet(Topics::of(Concept::Event(*Event::ALL.last().unwrap()))));
        assert!(!Topics::EVENTS.meet(Topics::of(Concept::Unit(Unit::ALL[0]))));
    }
}
