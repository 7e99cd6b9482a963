//! Inputs to threads, and their records back in the order of the inputs.
//!
//! One thread goes through the inputs, several make records, and the one that called writes. Inputs go in small batches, since waking a thread takes
//! as long as reading a short notice, and a record that is ready before its turn waits. How many inputs are under way at a time is bounded by a
//! [`Window`], and so is what waits.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};

use super::progress::Progress;
use super::reading::{Item, Settled};
use super::record::Done;
use super::window::Window;
use super::{Batch, Stopped, Summary};

/// How many inputs may be under way for each thread: enough that none waits while a slow one is read.
const ITEMS: usize = 64;
/// How many bytes of input may be under way.
const BYTES: u64 = 16 << 20;
/// How many inputs a thread is given at once at most: so few that all threads end at about the same time.
const TOGETHER: usize = 16;

/// Takes records in the order of the inputs.
pub(super) trait Sink {
    /// Writes one line.
    fn write(&mut self, line: &[u8]) -> Result<(), Stopped>;
    /// Nothing more follows.
    fn flush(&mut self) -> Result<(), Stopped>;
}

/// The records that an earlier run has written, in order.
pub(super) trait DoneBefore: Send {
    /// The next of them.
    fn next(&mut self) -> Result<Option<Done>, Stopped>;
}

/// Inputs on their way to a thread.
#[derive(Default)]
struct Jobs {
    /// The place of the first of them among all inputs.
    turn: u64,
    bytes: u64,
    items: Vec<(Item, Option<Done>)>,
}

/// Their records on the way back.
struct Ready {
    turn: u64,
    bytes: u64,
    settled: Vec<Settled>,
}

/// Makes a record of every input and gives it to `sink`, but for those that were `done` before.
pub(super) fn run(batch: &Batch, done: Option<Box<dyn DoneBefore>>, sink: &mut impl Sink, progress: &Progress) -> Result<Summary, Stopped> {
    let threads = batch.threads.get();
    let window = Window::new(threads.saturating_mul(ITEMS), BYTES);
    thread::scope(|scope| {
        let (jobs, taken) = bounded::<Jobs>(threads);
        let (ready, written) = bounded::<Ready>(threads);
        let feeder = scope.spawn(|| feed(batch, done, &window, jobs));
        for _ in 0..threads {
            let (taken, ready) = (taken.clone(), ready.clone());
            scope.spawn(move || settle(batch, &taken, &ready));
        }
        // Only the threads hold these from here on, so that each sees when the others have ended.
        drop((taken, ready));
        let summary = write(written, &window, sink, progress);
        // Where writing failed, the feeder may still wait to get in.
        window.close();
        let fed = feeder.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let summary = summary?;
        fed?;
        Ok(summary)
    })
}

/// Sends every input on its way, as the window has room.
fn feed(batch: &Batch, mut done: Option<Box<dyn DoneBefore>>, window: &Window, jobs: Sender<Jobs>) -> Result<(), Stopped> {
    let mut turn = 0;
    let mut failed = None;
    let mut together = Jobs::default();
    let send = |together: &mut Jobs| together.items.is_empty() || jobs.send(std::mem::take(together)).is_ok();
    let mut next_done = || done.as_mut().map_or(Ok(None), |done| done.next());
    let gone_through = batch.inputs.items(&batch.reading, &mut |item, bytes| {
        let done = match next_done() {
            Ok(done) => done,
            Err(error) => {
                failed = Some(error);
                return ControlFlow::Break(());
            }
        };
        // What is held back would never leave the window.
        if !window.has_room(bytes) && !send(&mut together) || !window.enter(bytes) {
            return ControlFlow::Break(());
        }
        if together.items.is_empty() {
            together.turn = turn;
        }
        turn += 1;
        together.bytes = together.bytes.saturating_add(bytes);
        together.items.push((item, done));
        // A thread that has nothing to do is not kept waiting for more.
        if (together.items.len() >= TOGETHER || jobs.is_empty()) && !send(&mut together) {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    send(&mut together);
    if let Some(error) = failed {
        return Err(error);
    }
    if gone_through.is_continue() && next_done()?.is_some() {
        return Err(Stopped::Resume("the inputs".into(), format!("are fewer than the interrupted run has read: {turn}")));
    }
    Ok(())
}

/// Makes records until there is nothing more to do or nobody wants them.
fn settle(batch: &Batch, jobs: &Receiver<Jobs>, ready: &Sender<Ready>) {
    for Jobs { turn, bytes, items } in jobs {
        let settled = items.into_iter().map(|(item, done)| item.settle(&batch.reading, done)).collect();
        if ready.send(Ready { turn, bytes, settled }).is_err() {
            break;
        }
    }
}

/// Writes the records in turn.
fn write(ready: Receiver<Ready>, window: &Window, sink: &mut impl Sink, progress: &Progress) -> Result<Summary, Stopped> {
    let mut summary = Summary::default();
    let mut early = BTreeMap::new();
    for record in ready {
        early.insert(record.turn, record);
        while let Some(record) = early.remove(&summary.read) {
            let items = record.settled.len();
            for settled in record.settled {
                take(settled, sink, progress, &mut summary)?;
            }
            window.leave(items, record.bytes);
            progress.advance(record.bytes);
        }
    }
    sink.flush()?;
    Ok(summary)
}

fn take(settled: Settled, sink: &mut impl Sink, progress: &Progress, summary: &mut Summary) -> Result<(), Stopped> {
    summary.read += 1;
    match settled {
        Settled::Notice(line) => {
            summary.written += 1;
            sink.write(&line)
        }
        Settled::Failed(record, line) => {
            summary.failed += 1;
            progress.complain(&record);
            sink.write(&line)
        }
        Settled::DoneBefore { failed } => {
            summary.done_before += 1;
            *(if failed { &mut summary.failed } else { &mut summary.written }) += 1;
            Ok(())
        }
        Settled::Changed(subject) => Err(Stopped::Resume(subject, "is not what the interrupted run has read in its place".into())),
    }
}
