//! Any bytes: the notice of what may be a text, a page, or neither.
#![no_main]

#[path = "../properties.rs"]
mod properties;

use libfuzzer_sys::fuzz_target;
use taiyaku::Options;

fuzz_target!(|input: &[u8]| properties::hold(input, &Options::new()));
