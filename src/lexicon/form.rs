//! The closed classes of a language: what the productions of the grammar look up where they stand.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{SyntaxForm, Table};

/// The closed classes of a language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Form {
    /// What the word order and the page of the language turn on.
    pub syntax: SyntaxForm,
    /// Words for whole numbers: 三, twelve, ninety.
    pub numeral: Table<u64>,
    /// Words that multiply: 千, 万, million.
    pub multiplier: Table<u64>,
    /// Eras by the Gregorian year before their first: 令和 = 2018.
    pub era: Table<i32>,
    /// Names of months.
    pub month: Table<u8>,
    /// Weekdays, 1 is Monday.
    pub weekday: Table<u8>,
    /// Halves of a day, by the hours they add: 午前 = 0, p.m. = 12.
    pub half: Table<u8>,
    /// Words for an hour: 正午, noon.
    pub hour: Table<u8>,
    /// Words for days, months and years that count from another day.
    pub relative: Table<Relative>,
    /// Steps after a number: two 日後, two `days later`.
    pub step: Table<Relative>,
    /// Currencies: ISO 4217 by their words.
    pub currency: Table<Currency>,
    /// Everything else that has a fixed place, by what it does there.
    pub mark: Marks,
}

impl Form {
    /// The words that do what `mark` says.
    pub(crate) fn mark(&self, mark: Mark) -> &Table<()> {
        &self.mark.sets[mark as usize]
    }
}

/// What may begin where a word of the closed classes stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Start {
    pub date: bool,
    pub figure: bool,
    pub idiom: bool,
    pub postal: bool,
}

impl std::ops::BitOr for Start {
    type Output = Start;

    fn bitor(self, other: Start) -> Start {
        Start {
            date: self.date || other.date,
            figure: self.figure || other.figure,
            idiom: self.idiom || other.idiom,
            postal: self.postal || other.postal,
        }
    }
}

impl Form {
    /// Every word that a value may begin with, figures and signs aside.
    pub(super) fn starts(&self) -> Table<Start> {
        let start = Start::default();
        let mut starts: BTreeMap<String, Start> = BTreeMap::new();
        let mut enter = |words: Vec<String>, start: Start| {
            for word in words {
                let known = starts.entry(word).or_default();
                *known = *known | start;
            }
        };
        enter(self.date_words(), Start { date: true, ..start });
        enter(self.figure_words(), Start { figure: true, ..start });
        enter(owned(self.mark(Mark::Idiom)), Start { idiom: true, ..start });
        enter(owned(self.mark(Mark::Postal)), Start { postal: true, ..start });
        starts.into_iter().collect()
    }

    /// Every word that a date may begin with.
    fn date_words(&self) -> Vec<String> {
        let marks = [
            Mark::Same,
            Mark::Next,
            Mark::PartBefore,
            Mark::AboutBefore,
            Mark::Last,
            Mark::From,
            Mark::Between,
            Mark::UntilBefore,
            Mark::SinceBefore,
        ];
        let weekdays = if self.month.is_empty() { Vec::new() } else { owned(&self.weekday) };
        let values = [owned(&self.numeral), owned(&self.multiplier), owned(&self.era)];
        let names = [owned(&self.month), owned(&self.half), owned(&self.hour), owned(&self.relative), weekdays, self.counted(&self.step)];
        values.into_iter().chain(names).flatten().chain(marks.iter().flat_map(|mark| owned(self.mark(*mark)))).collect()
    }

    /// Every word that a figure may begin with.
    fn figure_words(&self) -> Vec<String> {
        let words = [owned(&self.numeral), owned(&self.multiplier), owned(&self.currency), owned(self.mark(Mark::Ordinal))];
        words.into_iter().flatten().chain(self.counted(&self.multiplier)).collect()
    }

    /// The words of `table` with the article that stands for one: `a week later`, `a dozen`.
    fn counted<T: Clone>(&self, table: &Table<T>) -> Vec<String> {
        self.mark(Mark::Indefinite).words().flat_map(|article| table.words().map(move |word| format!("{article} {word}"))).collect()
    }
}

fn owned<T: Clone>(table: &Table<T>) -> Vec<String> {
    table.words().map(str::to_string).collect()
}

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Currency(pub &'static str);

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Currency, D::Error> {
        let code = String::deserialize(deserializer)?;
        Ok(Currency(Box::leak(code.into_boxed_str())))
    }
}

/// A step from a day, as a word tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Relative {
    /// The day it counts from; `none` for words such as 年末 that only name a month.
    pub base: RelativeBase,
    /// The coarsest field it keeps.
    pub field: RelativeField,
    /// How many of them.
    #[serde(default)]
    pub by: i32,
    /// The month that the word itself names: 昨年末 is December.
    pub month: Option<u8>,
}

/// The day that a word counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RelativeBase {
    /// The day told last.
    Told,
    /// The day of publication.
    Published,
    /// None.
    None,
}

/// What a word steps by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RelativeField {
    /// Years.
    Year,
    /// Months.
    Month,
    /// Weeks.
    Week,
    /// Days.
    Day,
}

/// Declares the marks and how many there are.
macro_rules! marks {
    ($($(#[$doc:meta])* $mark:ident,)+) => {
        /// What a word with a fixed place does there.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum Mark {
            $($(#[$doc])* $mark,)+
        }

        impl Mark {
            /// Every mark.
            const ALL: &'static [Mark] = &[$(Mark::$mark),+];
        }
    };
}

marks! {
    /// 年 after a year.
    Year,
    /// 元 for the first year of an era.
    FirstYear,
    /// What makes a year no point of time: 年度, 年間.
    NotYear,
    /// 月 after a month.
    Month,
    /// What makes a month no point of time: 月期, 月号.
    NotMonth,
    /// 日 after a day.
    Day,
    /// What makes a day no point of time: 日間, 日以内.
    NotDay,
    /// 時 after an hour.
    Hour,
    /// What makes an hour no clock time: 時間.
    NotHour,
    /// 分 after a minute.
    Minute,
    /// 半 after an hour.
    HalfHour,
    /// 同 before a month or day.
    Same,
    /// 翌 before a month or day.
    Next,
    /// 前 before a month or day.
    Previous,
    /// Parts of a month or year, after it: 上旬, 末.
    PartAfter,
    /// The same before it: early, the end of.
    PartBefore,
    /// Words that begin like a part of a month and are others: 中国.
    NotPart,
    /// Parts of a day without a clock time: 夕刻, 未明, morning.
    DayPart,
    /// 頃.
    AboutAfter,
    /// around.
    AboutBefore,
    /// Words that a weekday in brackets may stand beside: 祝.
    Holiday,
    /// 曜日 after a weekday.
    WeekdayEnd,
    /// Words that say that a clock time holds every day: 平日.
    Daily,
    /// Words between a day and its clock time: の, at.
    BeforeTime,
    /// Words between a clock time and its day: on.
    AfterTime,
    /// Time zones.
    Zone,
    /// st, nd, rd, th.
    OrdinalEnd,
    /// the, before a day in letters or figures.
    Article,
    /// a, before a multiplier or step.
    Indefinite,
    /// and, between the words of a number.
    NumberAnd,
    /// Plurals without an s.
    Plural,
    /// Words before a day that has neither month nor year: on the 23rd.
    BeforeDay,
    /// Words that may follow such a day.
    AfterDay,
    /// Words before a month that has no other field.
    BeforeMonth,
    /// Words before a year that has no other field.
    BeforeYear,
    /// of, between a day and its month.
    Of,
    /// Words that make a month or weekday the last one: last October.
    Last,
    /// Words that begin a period with two ends: from.
    From,
    /// Words that begin a period with two ends and `and` between them.
    Between,
    /// Words between the ends of a period: から, to, through.
    To,
    /// Words between the ends of a period only where its last end is marked too: より … まで.
    ToClosed,
    /// `and` between the ends of a period.
    And,
    /// Words after the second end: まで.
    ToEnd,
    /// Words after a single end that leave the period open before it: までの間.
    UntilAfter,
    /// Words after a day that make `UntilAfter` a plain day: までに.
    ByAfter,
    /// Words before a single end: until, up to.
    UntilBefore,
    /// Words after a single beginning: 以降, onward.
    SinceAfter,
    /// Words before a single beginning: since.
    SinceBefore,
    /// The present as an end: 現在.
    Now,
    /// 第 before a number.
    Ordinal,
    /// Words with a numeral in them that are no figure: 一部, no one.
    Idiom,
    /// Words before a numeral that make it vague: 数 (数千).
    Vague,
    /// Words after which a number is a name: 番号, Windows.
    Labelled,
    /// What is measured and no unit: %, 回, 日間, years.
    Measure,
    /// Words that begin like a unit and are others: 社内, 件目.
    Glued,
    /// Units that take the unit of what they count: 件, cases.
    Bare,
    /// Words that may stand between a number and its unit: `of our`, の.
    Partitive,
    /// Stands between a figure and the noun that says who they are: 741 *are* contracts.
    Copula,
    /// Words that a noun phrase may hold although one of them ends it elsewhere: current and former.
    NounJoint,
    /// Words at which a noun phrase ends.
    Stop,
    /// Bound words that stand behind the figure; all others stand before it.
    BoundAfter,
    /// Words that end like a bound word and are others: 契約.
    NotBound,
    /// Words between a bound word and the figure: で.
    BoundJoint,
    /// 〒.
    Postal,
    /// Words that end the name of a law.
    LawName,
    /// Laws that are known by their short name alone: GDPR.
    LawAlone,
    /// Words of a law's number: 法律, 告示.
    LawNumber,
    /// 号 after the number of a law, No. before it.
    LawNumberEnd,
    /// Article: 条 after, Article before.
    LawArticle,
    /// Paragraph: 項 after, paragraph before.
    LawParagraph,
    /// Words that end what stands before the name of a law.
    LawBoundary,
    /// Words that hold the name of a law together where a boundary would cut it: に関する.
    LawJoint,
    /// Words between the articles of one law: 及び.
    LawAnd,
}

/// The words of every mark.
#[derive(Debug, Deserialize)]
#[serde(from = "BTreeMap<Mark, Vec<String>>")]
pub(crate) struct Marks {
    sets: Vec<Table<()>>,
}

impl From<BTreeMap<Mark, Vec<String>>> for Marks {
    fn from(mut words: BTreeMap<Mark, Vec<String>>) -> Marks {
        let set = |mark: &Mark| words.remove(mark).unwrap_or_default().into_iter().map(|word| (word, ())).collect();
        Marks { sets: Mark::ALL.iter().map(set).collect() }
    }
}
