//! Whole texts, cut into blocks.

use super::*;
use crate::Language;
