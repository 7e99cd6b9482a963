//! The command line tool: `taiyaku parse`, `taiyaku convert`, `taiyaku check`, `taiyaku scan`, `taiyaku schema`.
#![forbid(unsafe_code)]

mod batch;
mod cli;
mod output;

use std::io::ErrorKind;
use std::process::ExitCode;

use cli::{Failure, Outcome};

/// The whole program: 0 where all is done, 1 where an input failed or the output could not be written, 2 for wrong usage.
fn main() -> ExitCode {
    match cli::configure(std::env::args_os()).and_then(cli::run) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeInputFailed) => ExitCode::from(1),
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
