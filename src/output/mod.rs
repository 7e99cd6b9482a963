//! From models to what people read. Programs read the models themselves, as JSON.

mod side_by_side;

pub use side_by_side::side_by_side;
