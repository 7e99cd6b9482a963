//! Any text, read as a page.
#![no_main]

#[path = "../properties.rs"]
mod properties;

use libfuzzer_sys::fuzz_target;
use taiyaku::{MediaType, Options};

fuzz_target!(|input: &str| properties::hold(input.as_bytes(), &Options::new().encoding(encoding_rs::UTF_8).media_type(MediaType::Html)));
