//! `taiyaku report`: notices as a page.

use std::io::{self, Write};

use super::config::Report;
use super::{Failure, Outcome, complain};
use crate::batch::{check_replaceable, write_whole};
use crate::output::{Reported, report_notices};

/// Writes the page of every input that can be read, and complains about the others. Where none can, there is no page.
pub(super) fn run(work: &Report) -> Result<Outcome, Failure> {
    let stopped = |error: io::Error| match &work.output {
        Some(path) => Failure::Stopped(path.to_string_lossy().into_owned(), error.to_string()),
        None => Failure::Output(error),
    };
    // Told before anything is read.
    work.output.as_deref().map_or(Ok(()), check_replaceable).map_err(stopped)?;
    let mut reported = Vec::new();
    let mut outcome = Outcome::Done;
    for input in &work.inputs {
        match input.read(&work.reading) {
            Ok(bytes) => {
                let options = input.options(&work.reading);
                reported.push(Reported { notice: options.parse(&bytes).notice, text: options.source_text(&bytes) });
            }
            Err(error) => {
                complain(&input.subject(), &error);
                outcome = Outcome::SomeInputFailed;
            }
        }
    }
    if !reported.is_empty() {
        let page = report_notices(&reported).map_err(io::Error::other).map_err(stopped)?;
        write(work, page.as_bytes()).map_err(stopped)?;
    }
    Ok(outcome)
}

fn write(work: &Report, page: &[u8]) -> io::Result<()> {
    match &work.output {
        Some(path) => write_whole(path, page),
        None => {
            let mut out = io::stdout().lock();
            out.write_all(page)?;
            out.flush()
        }
    }
}
