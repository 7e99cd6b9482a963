//! From models to what people read. Programs read the models themselves, as JSON.

mod card;
mod page;
mod words;

pub(crate) use card::Card;
pub(crate) use page::terminal_width;
