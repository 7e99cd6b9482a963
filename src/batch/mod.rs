//! Batches: many inputs to one file of records.
//!
//! Data flows one way: [`inputs`] names what is to be read, in order; [`flow`] hands it to threads and takes the results back in the same
//! order; [`reading`] makes one [`record`] of each; [`partial`] keeps them, so that a run that was cut short can go on; and [`output`]
//! makes the file that was asked for.
//!
//! Memory is bounded by what is in flight ([`window`]), not by how much there is to do. Limits: the names of one folder are held to sort
//! them, and one line of JSON Lines is held whole.

mod changes;
mod flow;
mod inputs;
mod jsonl;
mod output;
mod partial;
mod progress;
mod reading;
mod record;
mod table;
mod whole;
mod window;

use std::fmt;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

pub(crate) use changes::changes;
pub(crate) use inputs::{Found, Inputs, is_notice_name};
pub(crate) use output::{Output, OutputFile};
use partial::Partial;
use progress::Progress;
pub(crate) use reading::{Reading, Record, record};
pub(crate) use table::Table;
pub(crate) use whole::{check_replaceable, is_same_file, write_whole};

/// All that a batch needs to know.
#[derive(Debug)]
pub(crate) struct Batch {
    /// What is read.
    pub inputs: Inputs,
    /// How it is read.
    pub reading: Reading,
    /// What is written.
    pub output: Output,
    /// How many inputs are read at the same time.
    pub threads: NonZeroUsize,
    /// Whether a run that was cut short goes on.
    pub resume: bool,
    /// Whether nothing is told but what stops the run.
    pub quiet: bool,
}

/// What a batch did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    /// How many inputs there were.
    pub read: u64,
    /// Those of them that gave a notice.
    pub written: u64,
    /// Those of them that gave an error record.
    pub failed: u64,
    /// Those of them that an earlier run had done.
    pub done_before: u64,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Summary { read, written, failed, done_before } = self;
        write!(f, "{read} read, {written} written, {failed} failed")?;
        if *done_before > 0 {
            write!(f, "; {done_before} were done before")?;
        }
        Ok(())
    }
}

/// Why a batch stopped: the place and the reason.
#[derive(Debug)]
pub(crate) enum Stopped {
    /// A file of ours could not be read or written.
    Io(PathBuf, io::Error),
    /// Standard output could not be written.
    Output(io::Error),
    /// The run that was cut short cannot go on.
    Resume(String, String),
}

impl Stopped {
    /// The error of an operation on `path`.
    fn at(path: &Path) -> impl FnOnce(io::Error) -> Stopped {
        let path = path.to_path_buf();
        move |error| Stopped::Io(path, error)
    }
}

/// Reads all inputs and writes their records.
pub(crate) fn run(batch: &Batch) -> Result<Summary, Stopped> {
    let progress = Progress::start(batch);
    let summary = match &batch.output {
        Output::StandardOutput => flow::run(batch, None, &mut output::Lines::standard_output(), &progress)?,
        Output::File(file) => {
            file.check()?;
            let mut partial = Partial::open(file.path(), &batch.reading, batch.resume)?;
            let done = partial.done()?;
            if batch.resume && !batch.quiet {
                progress.tell(format_args!("{} done before", partial.done_before()));
            }
            let summary = flow::run(batch, done, &mut partial, &progress)?;
            partial.finish(file)?;
            summary
        }
    };
    progress.finish();
    if !batch.quiet {
        progress.tell(summary);
    }
    Ok(summary)
}
