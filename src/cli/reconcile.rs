//! `taiyaku reconcile`: two notices of one matter, held against each other.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

use anstream::AutoStream;
use encoding_rs::Encoding;
use taiyaku::{Notice, Options, Reconciliation};

use super::args::{FailOn, View};
use super::config::Reconcile;
use super::{Outcome, complain};
use crate::batch::{check_replaceable, write_whole};
use crate::output::{Reported, report_pair, side_by_side, terminal_width};

/// Prints how the two notices compare, and tells by the outcome whether they are as they should be.
pub(super) fn run(work: &Reconcile) -> Outcome {
    // Both are read before either is judged, so that all that is wrong is told at once.
    let sides = work.inputs.each_ref().map(|input| match input.read(&work.reading) {
        Ok(bytes) => Some(Side::new(bytes, input.options(&work.reading))),
        Err(error) => {
            complain(&input.subject(), &error);
            None
        }
    });
    let [Some(first), Some(second)] = sides else {
        return Outcome::NoVerdict;
    };
    let reconciliation = taiyaku::reconcile(&first.notice, &second.notice);
    let mut sides = [first, second];
    if reconciliation.left != sides[0].notice.source {
        sides.reverse();
    }
    if let Some(path) = &work.report
        && let Err(reason) = report(path, &reconciliation, &sides)
    {
        complain(&path.to_string_lossy(), &reason);
        return Outcome::NoVerdict;
    }
    match print(work, &reconciliation, &sides) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            complain("standard output", &error);
            Outcome::NoVerdict
        }
        // Whoever reads has had enough; the verdict is the same.
        Ok(()) | Err(_) if fails(work.fail_on, &reconciliation) => Outcome::Contradicted,
        Ok(()) | Err(_) => Outcome::Done,
    }
}

/// An input that was read.
struct Side {
    notice: Notice,
    bytes: Vec<u8>,
    options: Options,
}

impl Side {
    fn new(bytes: Vec<u8>, options: Options) -> Side {
        Side { notice: options.parse(&bytes).notice, bytes, options }
    }

    /// The input as the text that its spans are shown in.
    fn decoded(&self) -> String {
        let encoding = Encoding::for_label(self.notice.source.encoding.as_bytes()).unwrap_or(encoding_rs::UTF_8);
        // A byte order mark stays, so that the bytes of UTF-8 stand where the spans say.
        encoding.decode_without_bom_handling(&self.bytes).0.into_owned()
    }

    /// The same for the page.
    fn reported(&self) -> Reported {
        Reported { notice: self.notice.clone(), text: self.options.source_text(&self.bytes) }
    }
}

/// Writes the page.
fn report(path: &Path, reconciliation: &Reconciliation, [left, right]: &[Side; 2]) -> io::Result<()> {
    check_replaceable(path)?;
    let page = report_pair(reconciliation, &left.reported(), &right.reported()).map_err(io::Error::other)?;
    write_whole(path, page.as_bytes())
}

fn print(work: &Reconcile, reconciliation: &Reconciliation, [left, right]: &[Side; 2]) -> io::Result<()> {
    let color = match work.view {
        View::Text => work.color,
        // Let through byte for byte.
        View::Json => anstream::ColorChoice::AlwaysAnsi,
    };
    // Colours are taken out here where nobody would see them.
    let mut out = BufWriter::new(AutoStream::new(io::stdout(), color));
    match work.view {
        View::Text => write!(out, "{}", side_by_side(reconciliation, &left.decoded(), &right.decoded(), true, terminal_width()))?,
        View::Json => {
            serde_json::to_writer_pretty(&mut out, reconciliation)?;
            writeln!(out)?;
        }
    }
    out.flush()
}

/// Whether something was found that the outcome must tell.
fn fails(fail_on: FailOn, reconciliation: &Reconciliation) -> bool {
    let summary = &reconciliation.summary;
    match fail_on {
        FailOn::Differ => summary.differ > 0,
        FailOn::OneSided => summary.differ + summary.one_sided() > 0,
        FailOn::Never => false,
    }
}
