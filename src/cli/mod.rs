//! From raw arguments to a resolved configuration to work.
//!
//! [`args`] is what may be typed, [`config`] what it means; the commands take nothing but the latter.

mod args;
mod check;
mod config;
mod convert;
mod parse;
mod reconcile;
mod report;
mod scan;

use std::ffi::OsString;
use std::io::{self, Write};

use clap::Parser;

use args::{Args, Model};
use config::{Config, Work};

/// How the program ends where it could do its work.
pub(crate) enum Outcome {
    /// All inputs were read.
    Done,
    /// Some were not; each was told on standard error.
    SomeInputFailed,
    /// Two notices are not as they were asked to be.
    Contradicted,
    /// Two notices were not compared, or nobody could be told; why was told on standard error.
    NoVerdict,
}

/// Why the program could not do its work.
pub(crate) enum Failure {
    /// The arguments were wrong, or asked for help.
    Usage(clap::Error),
    /// The output could not be written.
    Output(io::Error),
    /// Something else stopped it: what, and why.
    Stopped(String, String),
}

impl From<clap::Error> for Failure {
    fn from(error: clap::Error) -> Failure {
        Failure::Usage(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}

/// What the arguments ask for.
pub(crate) fn configure(args: impl IntoIterator<Item = OsString>) -> Result<Config, Failure> {
    Ok(Config::resolve(Args::try_parse_from(args)?)?)
}

/// Does it.
pub(crate) fn run(config: Config) -> Result<Outcome, Failure> {
    Ok(match config.work {
        Work::Parse(work) => parse::run(&work)?,
        Work::Convert(batch) => convert::run(&batch)?,
        Work::Check(work) => check::run(&work)?,
        Work::Scan(work) => scan::run(&work)?,
        Work::Reconcile(work) => reconcile::run(&work),
        Work::Report(work) => report::run(&work)?,
        Work::Schema(Model::Notice) => print_schema(&taiyaku::schema())?,
        Work::Schema(Model::Reconciliation) => print_schema(&taiyaku::reconciliation_schema())?,
    })
}

fn print_schema(schema: &serde_json::Value) -> io::Result<Outcome> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, schema)?;
    writeln!(out)?;
    out.flush()?;
    Ok(Outcome::Done)
}

/// Tells on standard error, in one line, what is wrong with `subject`.
pub(crate) fn complain(subject: &str, reason: &impl std::fmt::Display) {
    let line = format!("taiyaku: {subject}: {reason}");
    // A file name may hold anything; a line is a line all the same. Where standard error is closed, nobody is told.
    let line: String = line.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
    let _ = writeln!(io::stderr(), "{line}");
}
