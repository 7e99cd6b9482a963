//! From located values to a notice.

pub(crate) mod when;
