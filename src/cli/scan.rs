//! `taiyaku scan`: every located value of an input, one JSON line each.

use std::io::{self, BufWriter, Write};

use chrono::NaiveDate;
use taiyaku::{Found, Options, ScanOptions};

use super::config::Scan;
use super::{Outcome, complain};

/// Prints the values of the input, or complains about it.
pub(super) fn run(work: &Scan) -> io::Result<Outcome> {
    let bytes = match work.input.read(&work.reading) {
        Ok(bytes) => bytes,
        Err(error) => {
            complain(&work.input.subject(), &error);
            return Ok(Outcome::SomeInputFailed);
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    for value in found(&bytes, work.input.options(&work.reading), work.reference) {
        serde_json::to_writer(&mut out, &value)?;
        writeln!(out)?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// The values, in source order.
fn found(input: &[u8], options: Options, reference: Option<NaiveDate>) -> Vec<Found> {
    let options = ScanOptions::new().input(options);
    taiyaku::scan(input, &reference.map_or(options.clone(), |day| options.reference(day)))
}
