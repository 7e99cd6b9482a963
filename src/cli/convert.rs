//! `taiyaku convert`: many inputs to one file.

use super::{Failure, Outcome};
use crate::batch::{self, Batch, Stopped};

/// Writes the record of every input.
pub(super) fn run(batch: &Batch) -> Result<Outcome, Failure> {
    match batch::run(batch) {
        Ok(summary) if summary.failed > 0 => Ok(Outcome::SomeInputFailed),
        Ok(_) => Ok(Outcome::Done),
        Err(Stopped::Output(error)) => Err(Failure::Output(error)),
        Err(Stopped::Io(path, error)) => Err(Failure::Stopped(path.to_string_lossy().into_owned(), error.to_string())),
        Err(Stopped::Resume(subject, reason)) => {
            Err(Failure::Stopped(subject, format!("{reason}; without --resume the run starts from the beginning")))
        }
    }
}
