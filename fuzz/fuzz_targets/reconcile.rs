//! Two texts, apart at the first byte 0xFF, which neither UTF-8 nor ASCII holds: what they contradict each other in.
#![no_main]

#[path = "../properties.rs"]
mod properties;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let apart = input.iter().position(|byte| *byte == 0xff).unwrap_or(input.len());
    properties::hold_between(&input[..apart], input.get(apart + 1..).unwrap_or_default());
});
