//! A table as Parquet, compressed with Zstandard, in groups of rows that bound how much of it is held.

use std::fs::File;
use std::io;
use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;

use super::{Cell, Kind, Table};

/// How many rows make a group.
const GROUP: usize = 8192;

/// A table in the making.
pub(in crate::batch) struct ParquetTable {
    out: SerializedFileWriter<File>,
    table: Table,
    /// The rows of the group that is being filled.
    rows: Vec<Vec<Cell>>,
}

impl ParquetTable {
    /// A table with its columns.
    pub(in crate::batch) fn begin(out: File, table: Table) -> io::Result<ParquetTable> {
        let schema = parse_message_type(&message(table)).map_err(told)?;
        let created_by = concat!("taiyaku ", env!("CARGO_PKG_VERSION")).to_string();
        let compression = Compression::ZSTD(ZstdLevel::default());
        let properties = WriterProperties::builder().set_compression(compression).set_created_by(created_by).build();
        let out = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(told)?;
        Ok(ParquetTable { out, table, rows: Vec::new() })
    }

    /// Adds the rows of a record.
    pub(in crate::batch) fn write(&mut self, line: &[u8]) -> io::Result<()> {
        self.rows.extend(self.table.rows(line)?);
        if self.rows.len() >= GROUP { self.write_group().map_err(told) } else { Ok(()) }
    }

    /// What it was written to.
    pub(in crate::batch) fn finish(mut self) -> io::Result<File> {
        if !self.rows.is_empty() {
            self.write_group().map_err(told)?;
        }
        self.out.into_inner().map_err(told)
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.out.next_row_group()?;
        for (at, (_, kind)) in self.table.columns().iter().enumerate() {
            let Some(mut column) = group.next_column()? else { break };
            write_column(&mut column, *kind, self.rows.iter().filter_map(|row| row.get(at)))?;
            column.close()?;
        }
        group.close()?;
        self.rows.clear();
        Ok(())
    }
}

/// Writes one column of a group: which cells are filled, and what those hold.
fn write_column<'a>(
    column: &mut SerializedColumnWriter<'_>,
    kind: Kind,
    cells: impl Iterator<Item = &'a Cell> + Clone,
) -> Result<(), ParquetError> {
    let filled: Vec<i16> = cells.clone().map(|cell| i16::from(*cell != Cell::Empty)).collect();
    match kind {
        Kind::Text => {
            let texts = cells.filter_map(|cell| if let Cell::Text(text) = cell { Some(ByteArray::from(text.as_str())) } else { None });
            column.typed::<ByteArrayType>().write_batch(&texts.collect::<Vec<_>>(), Some(&filled), None)?;
        }
        Kind::Integer => {
            // The column is marked unsigned: its readers take the same 64 bits back.
            let numbers = cells.filter_map(|cell| if let Cell::Integer(number) = cell { Some(number.cast_signed()) } else { None });
            column.typed::<Int64Type>().write_batch(&numbers.collect::<Vec<_>>(), Some(&filled), None)?;
        }
        Kind::Flag => {
            let flags = cells.filter_map(|cell| if let Cell::Flag(flag) = cell { Some(*flag) } else { None });
            column.typed::<BoolType>().write_batch(&flags.collect::<Vec<_>>(), Some(&filled), None)?;
        }
    }
    Ok(())
}

/// The columns in Parquet's own notation.
fn message(table: Table) -> String {
    let columns: Vec<String> = table
        .columns()
        .iter()
        .map(|(name, kind)| match kind {
            Kind::Text => format!("optional binary {name} (STRING);"),
            Kind::Integer => format!("optional int64 {name} (INTEGER(64,false));"),
            Kind::Flag => format!("optional boolean {name};"),
        })
        .collect();
    format!("message taiyaku {{ {} }}", columns.join(" "))
}

/// What went wrong, as the rest of the program tells it: the system's own error where there is one.
fn told(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_a_schema() {
        for table in [Table::Incidents, Table::Dates, Table::Counts, Table::Data] {
            let schema = parse_message_type(&message(table)).unwrap();
            assert_eq!(schema.get_fields().len(), table.columns().len());
        }
    }

    #[test]
    fn cells_come_back_as_they_were() {
        use parquet::file::reader::{FileReader, SerializedFileReader};
        use parquet::record::Field;

        let mut out = ParquetTable::begin(tempfile::tempfile().unwrap(), Table::Counts).unwrap();
        let columns = Table::Counts.columns();
        let filled = |(name, kind): &(&str, Kind)| match kind {
            Kind::Text => Cell::from(*name),
            Kind::Integer => Cell::Integer(u64::MAX),
            Kind::Flag => Cell::Flag(true),
        };
        out.rows = vec![vec![Cell::Empty; columns.len()], columns.iter().map(filled).collect(), vec![Cell::Empty; columns.len()]];
        let file = out.finish().unwrap();
        let rows = SerializedFileReader::new(file).unwrap().get_row_iter(None).unwrap().map(Result::unwrap).collect::<Vec<_>>();
        assert_eq!(rows.len(), 3);
        for (at, (name, kind)) in columns.iter().enumerate() {
            let cells = rows.iter().map(|row| row.get_column_iter().nth(at).unwrap().1.clone()).collect::<Vec<_>>();
            let filled = match kind {
                Kind::Text => Field::Str(name.to_string()),
                Kind::Integer => Field::ULong(u64::MAX),
                Kind::Flag => Field::Bool(true),
            };
            assert_eq!(cells, [Field::Null, filled, Field::Null], "{name}");
        }
    }
}
