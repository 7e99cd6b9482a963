//! `taiyaku reconcile`: two notices of one matter, held against each other.

use std::io::{self, BufWriter, ErrorKind, Write};

use anstream::AutoStream;
use encoding_rs::Encoding;
use taiyaku::{Notice, Reconciliation};

use super::args::{FailOn, View};
use super::config::Reconcile;
use super::{Outcome, complain};
use crate::output::{side_by_side, terminal_width};

/// Prints how the two notices compare, and tells by the outcome whether they are as they should be.
pub(super) fn run(work: &Reconcile) -> Outcome {
    // Both are read before either is judged, so that all that is wrong is told at once.
    let [first, second] = work.inputs.each_ref().map(|input| match input.read(&work.reading) {
        Ok(bytes) => Some((input.options(&work.reading).parse(&bytes).notice, bytes)),
        Err(error) => {
            complain(&input.subject(), &error);
            None
        }
    });
    let (Some((first, first_bytes)), Some((second, second_bytes))) = (first, second) else {
        return Outcome::NoVerdict;
    };
    let reconciliation = taiyaku::reconcile(&first, &second);
    let mut texts = [decoded(&first, &first_bytes), decoded(&second, &second_bytes)];
    if reconciliation.left != first.source {
        texts.reverse();
    }
    match print(work, &reconciliation, &texts) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            complain("standard output", &error);
            Outcome::NoVerdict
        }
        // Whoever reads has had enough; the verdict is the same.
        Ok(()) | Err(_) if fails(work.fail_on, &reconciliation) => Outcome::Contradicted,
        Ok(()) | Err(_) => Outcome::Done,
    }
}

/// An input as the text that its spans are shown in.
fn decoded(notice: &Notice, bytes: &[u8]) -> String {
    let encoding = Encoding::for_label(notice.source.encoding.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    // A byte order mark stays, so that the bytes of UTF-8 stand where the spans say.
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn print(work: &Reconcile, reconciliation: &Reconciliation, [left, right]: &[String; 2]) -> io::Result<()> {
    let color = match work.view {
        View::Text => work.color,
        // Let through byte for byte.
        View::Json => anstream::ColorChoice::AlwaysAnsi,
    };
    // Colours are taken out here where nobody would see them.
    let mut out = BufWriter::new(AutoStream::new(io::stdout(), color));
    match work.view {
        View::Text => write!(out, "{}", side_by_side(reconciliation, left, right, true, terminal_width()))?,
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
