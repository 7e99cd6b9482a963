//! From models to what people read. Programs read the models themselves, as JSON.

mod card;
mod page;
mod report;
mod side_by_side;
mod words;

pub(crate) use card::Card;
pub(crate) use page::terminal_width;
pub(crate) use report::{Reported, report_notices, report_pair};
pub(crate) use side_by_side::side_by_side;
