//! The command line tool: `taiyaku parse`, `convert`, `check`, `scan`, `reconcile`, `report`, `schema`.
#![forbid(unsafe_code)]

mod batch;
mod cli;
mod output;

use std::io::ErrorKind;
use std::process::ExitCode;

use cli::{Failure, Outcome};

/// The whole program: 0 where all is done, 1 where an input failed or the output could not be written, 2 for wrong usage. Of two notices that were
/// to be compared, 1 says that they contradict each other, and 3 that there is no telling.
fn main() -> ExitCode {
    match cli::configure(std::env::args_os()).and_then(cli::run) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeInputFailed | Outcome::Contradicted) => ExitCode::from(1),
        Ok(Outcome::NoVerdict) => ExitCode::from(3),
        // Help and version come this way too, and end with 0.
        Err(Failure::Usage(usage)) => usage.exit(),
        // Whoever reads has had enough (`taiyaku parse … | head`).
        Err(Failure::Output(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            cli::complain("standard output", &error);
            ExitCode::from(1)
        }
        Err(Failure::Stopped(subject, reason)) => {
            cli::complain(&subject, &reason);
            ExitCode::from(1)
        }
    }
}
