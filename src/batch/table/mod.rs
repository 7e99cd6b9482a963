//! Records as tables: columns of text, whole numbers and flags, the same for CSV and Parquet.

mod csv;
mod parquet;
mod rows;

use std::io;

use clap::ValueEnum;
use taiyaku::Notice;

pub(super) use self::csv::CsvTable;
pub(super) use self::parquet::ParquetTable;
use super::output::is_error;
use super::record::ErrorRecord;

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Table {
    /// One row per incident; an input without one gives one row all the same
    #[value(skip)]
    Incidents,
    /// One row per date
    Dates,
    /// One row per figure
    Counts,
    /// One row per kind of data
    Data,
}

/// What a column holds. Every cell may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Integer,
    Flag,
}

/// A column: its name and what it holds.
type Column = (&'static str, Kind);

/// One place of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Cell {
    Empty,
    Text(String),
    Integer(u64),
    Flag(bool),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_string())
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Cell {
        Cell::Text(text.clone())
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Cell {
        Cell::Integer(number)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Cell {
        Cell::Integer(number as u64)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Cell {
        Cell::Flag(flag)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Empty, T::into)
    }
}

impl Table {
    /// Its columns, in order.
    fn columns(self) -> &'static [Column] {
        match self {
            Table::Incidents => rows::INCIDENTS,
            Table::Dates => rows::DATES,
            Table::Counts => rows::COUNTS,
            Table::Data => rows::DATA,
        }
    }

    /// The rows of one record, each as long as there are columns.
    fn rows(self, line: &[u8]) -> io::Result<Vec<Vec<Cell>>> {
        if is_error(line) {
            let record: ErrorRecord = serde_json::from_slice(line)?;
            return Ok(if self == Table::Incidents { vec![rows::failed(&record)] } else { Vec::new() });
        }
        let notice: Notice = serde_json::from_slice(line)?;
        Ok(match self {
            Table::Incidents => rows::incidents(&notice),
            Table::Dates => rows::dates(&notice),
            Table::Counts => rows::counts(&notice),
            Table::Data => rows::data(&notice),
        })
    }
}
