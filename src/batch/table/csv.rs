//! A table as CSV: a line of names, then a line for each row; UTF-8, commas, quotes where they are needed.

use std::io::{self, Write};

use csv::Writer;

use super::{Cell, Table};

/// A table in the making.
pub(in crate::batch) struct CsvTable<W: Write> {
    out: Writer<W>,
    table: Table,
}

impl<W: Write> CsvTable<W> {
    /// A table with its names.
    pub(in crate::batch) fn begin(out: W, table: Table) -> io::Result<CsvTable<W>> {
        let mut out = Writer::from_writer(out);
        out.write_record(table.columns().iter().map(|(name, _)| name))?;
        Ok(CsvTable { out, table })
    }

    /// Adds the rows of a record.
    pub(in crate::batch) fn write(&mut self, line: &[u8]) -> io::Result<()> {
        for row in self.table.rows(line)? {
            for cell in row {
                match cell {
                    Cell::Empty => self.out.write_field("")?,
                    Cell::Text(text) => self.out.write_field(text)?,
                    Cell::Integer(number) => self.out.write_field(number.to_string())?,
                    Cell::Flag(flag) => self.out.write_field(if flag { "true" } else { "false" })?,
                }
            }
            // Nothing more: the line ends.
            self.out.write_record(None::<&[u8]>)?;
        }
        Ok(())
    }

    /// What it was written to.
    pub(in crate::batch) fn finish(self) -> io::Result<W> {
        self.out.into_inner().map_err(|error| error.into_error())
    }
}
