//! `taiyaku parse`: files to notices.

use std::io::{self, BufWriter, Write};

use anstream::AutoStream;
use taiyaku::Notice;

use super::args::Format;
use super::config::Parse;
use super::{Outcome, complain};
use crate::output::{Card, terminal_width};

/// Prints the notice of every input that can be read, and complains about the others.
pub(super) fn run(work: &Parse) -> io::Result<Outcome> {
    let mut printer = Printer::new(work);
    let mut outcome = Outcome::Done;
    for input in &work.inputs {
        match input.read(&work.reading) {
            Ok(bytes) => printer.print(&input.options(&work.reading).parse(bytes).notice)?,
            Err(error) => {
                complain(&input.subject(), &error);
                outcome = Outcome::SomeInputFailed;
            }
        }
    }
    Ok(outcome)
}

/// Prints notices one after another.
struct Printer {
    format: Format,
    /// Colours are taken out here where nobody would see them. JSON holds none.
    out: BufWriter<AutoStream<io::Stdout>>,
    width: usize,
    printed: bool,
}

impl Printer {
    fn new(work: &Parse) -> Printer {
        let color = match work.format {
            Format::Text => work.color,
            // Let through byte for byte.
            Format::Json | Format::Jsonl => anstream::ColorChoice::AlwaysAnsi,
        };
        let out = BufWriter::new(AutoStream::new(io::stdout(), color));
        Printer { format: work.format, out, width: terminal_width(), printed: false }
    }

    fn print(&mut self, notice: &Notice) -> io::Result<()> {
        match self.format {
            Format::Json => {
                serde_json::to_writer_pretty(&mut self.out, notice)?;
                writeln!(self.out)?;
            }
            Format::Jsonl => {
                serde_json::to_writer(&mut self.out, notice)?;
                writeln!(self.out)?;
            }
            Format::Text => {
                if self.printed {
                    writeln!(self.out)?;
                }
                write!(self.out, "{}", Card::new(notice, self.width))?;
            }
        }
        self.printed = true;
        self.out.flush()
    }
}
