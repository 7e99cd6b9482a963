//! What the productions yield: values without a language, not yet placed in a notice.

use crate::Span;
use crate::model::{Bound, ContactKind, Unit};

/// A value and where it stands, in bytes of the text that was read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Located<T> {
    pub value: T,
    pub span: Span,
}

impl Located<Value> {
    /// The same value, all its places counted from `by` bytes further on.
    pub(crate) fn shift(self, by: usize) -> Located<Value> {
        let value = match self.value {
            Value::Count(count) => Value::Count(CountExpr { number: count.number.shift(by), ..count }),
            Value::Law(law) => Value::Law(LawExpr { name: law.name.shift(by), number: law.number.map(|number| number.shift(by)), ..law }),
            value => value,
        };
        Located { value, span: self.span.shift(by) }
    }
}

/// Any value of the shared grammar.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Date(DateExpr),
    Count(CountExpr),
    /// A number with no unit beside it.
    Number(u64),
    Money(MoneyExpr),
    Law(LawExpr),
    Contact(ContactKind, String),
    /// `CVE-2025-42599`, `JVN#22348866`, `JVNDB-2025-000024`.
    Vulnerability(String),
    /// What looks like a figure and is none: a postal code, a ticker code, an article number, a percentage, a version, an age, a length of time.
    Other,
}

/// A day or a period as written: parts may be missing, or told relative to another day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DateExpr {
    /// The day, or the first day of a period. `None`: an open beginning.
    pub start: Option<Point>,
    /// The last day of a period; see `period`.
    pub end: Option<Point>,
    /// Whether it is a period: then a missing end is open.
    pub period: bool,
}

/// A point of time as written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Point {
    /// Relative to which day, where it is: 同日, 翌4月3日, 昨年11月, the next day. Fields that stand beside it override what the shift gives.
    pub shift: Option<Shift>,
    /// Gregorian; era years are converted.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
    /// The weekday that stands beside it, or alone (`Friday`).
    pub weekday: Option<chrono::Weekday>,
    /// The clock time.
    pub time: Option<Time>,
    /// 頃, around (of the day, not of a clock time).
    pub approximate: bool,
    /// For a day in figures between strokes, which of them was taken for the month: `03/10/2024`.
    pub order: Option<Order>,
}

/// In which order the day and the month of `03/10/2024` stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// The other order would be no day.
    MonthFirst,
    /// The other order would be no day.
    DayFirst,
    /// Both are days; it was read with the month first.
    Either,
}

/// A clock time, 00:00 to 24:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Time {
    pub hour: u8,
    pub minute: u8,
}

/// A step from a base day: 翌日 is one day from the day last told, 昨年 one year back from publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shift {
    pub base: Base,
    pub field: Field,
    pub by: i32,
}

/// The day that a relative day counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    /// The day the text told last: 同日, 翌日, 前日, 同月, the next day.
    Told,
    /// The day the text was published: 本日, 昨日, 先月, 昨年, last October, today.
    Published,
}

/// The coarsest field that a step keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Year,
    Month,
    Week,
    Day,
}

/// A figure with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CountExpr {
    pub value: u64,
    /// The unit as the counter or noun beside the number says; `None` where a bound word stands beside a number without one.
    pub unit: Option<Unit>,
    /// Whether the unit is the bare counter 件 / the bare noun `cases`, `records` that takes the unit of what it counts.
    pub bare: bool,
    /// Bound words directly beside the number: 最大, 約, 以上, up to, at least.
    pub bound: Bound,
    /// The number alone, without bound and unit.
    pub number: Span,
}

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MoneyExpr {
    /// In the major unit, rounded down.
    pub amount: u64,
    /// ISO 4217.
    pub currency: &'static str,
    pub bound: Bound,
}

/// An article of a law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LawExpr {
    /// Place of the name.
    pub name: Span,
    /// Place of the number (昭和59年法律第86号), where it is given.
    pub number: Option<Span>,
    pub article: Option<u32>,
    pub paragraph: Option<u32>,
}
