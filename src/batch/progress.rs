//! What people see while a batch runs: a bar on a terminal, else a line now and then. All of it goes to standard error.

use std::cell::Cell;
use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressStyle};

use super::inputs::is_compressed;
use super::record::ErrorRecord;
use super::{Batch, Found, Inputs};
use crate::cli::complain;

/// How often a line is written where there is no terminal.
const PAUSE: Duration = Duration::from_secs(10);
/// A bar where it is known how much there is to do, and where it is not.
const BAR: &str = "{msg} {wide_bar} {bytes}/{total_bytes} {bytes_per_sec} ETA {eta}";
const COUNTER: &str = "{spinner} {msg} {bytes} {bytes_per_sec}";

/// How far a batch is.
pub(super) struct Progress {
    /// Counts bytes; drawn only on a terminal.
    bar: ProgressBar,
    drawn: bool,
    quiet: bool,
    records: Cell<u64>,
    begun: Instant,
    told: Cell<Instant>,
}

impl Progress {
    /// Begins, with nothing done.
    pub(super) fn start(batch: &Batch) -> Progress {
        let drawn = !batch.quiet && std::io::stderr().is_terminal();
        let bar = if drawn { bar(batch.inputs.clone()) } else { ProgressBar::hidden() };
        let now = Instant::now();
        Progress { bar, drawn, quiet: batch.quiet, records: Cell::new(0), begun: now, told: Cell::new(now) }
    }

    /// A record of an input of so many bytes is written.
    pub(super) fn advance(&self, bytes: u64) {
        self.records.set(self.records.get() + 1);
        self.bar.inc(bytes);
        if self.drawn {
            // The words are made anew for each of the first inputs, which may be slow ones, and then seldom; the bar is drawn a few times a second.
            if self.records.get() < 64 || self.records.get().is_multiple_of(64) {
                self.bar.set_message(format!("{} inputs", HumanCount(self.records.get())));
            }
        } else if !self.quiet && self.told.get().elapsed() >= PAUSE {
            self.told.set(Instant::now());
            let rate = self.bar.position() as f64 / self.begun.elapsed().as_secs_f64();
            self.tell(format_args!("{} inputs so far, {}/s", self.records.get(), HumanBytes(rate as u64)));
        }
    }

    /// Tells of an input that gave no notice.
    pub(super) fn complain(&self, record: &ErrorRecord) {
        if !self.quiet {
            self.bar.suspend(|| complain(&record.subject(), &record.error.message));
        }
    }

    /// Tells how it stands.
    pub(super) fn tell(&self, line: impl Display) {
        // Where standard error is closed, nobody is told.
        self.bar.suspend(|| {
            let _ = writeln!(std::io::stderr(), "taiyaku: {line}");
        });
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// A bar, and a thread that looks how much there is to do while the work has begun.
fn bar(inputs: Inputs) -> ProgressBar {
    let bar = ProgressBar::no_length().with_style(style(COUNTER));
    let shown = bar.clone();
    thread::spawn(move || {
        let mut total = 0;
        let known = inputs.places(&mut |found| match found {
            Found::File(path, bytes) if !is_compressed(&path) => {
                total += bytes;
                ControlFlow::Continue(())
            }
            Found::Failed(_) => ControlFlow::Continue(()),
            // What is packed or comes through a pipe has no size yet.
            Found::File(..) | Found::StandardInput => ControlFlow::Break(()),
        });
        if known.is_continue() {
            shown.set_length(total);
            shown.set_style(style(BAR));
        }
    });
    bar
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
