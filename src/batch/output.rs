//! The file that was asked for, made of the records.
//!
//! Its name tells its form: `.jsonl` (and any other ending), `.json` for one array, `.csv` and `.parquet` for a table; `.gz` and `.zst`
//! after the first three compress it. It is written beside its place and renamed when it is whole.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

use flate2::write::GzEncoder;

use super::Stopped;
use super::flow::Sink;
use super::table::{CsvTable, ParquetTable, Table};
use super::whole::{beside, check_replaceable, put};

/// Where records go.
#[derive(Debug)]
pub(crate) enum Output {
    /// As JSON Lines.
    StandardOutput,
    /// In the form that its name tells.
    File(OutputFile),
}

/// A file of records.
#[derive(Debug)]
pub(crate) struct OutputFile {
    path: PathBuf,
    form: Form,
    packing: Packing,
    table: Table,
    /// Where error records go, where they are to stand apart.
    errors: Option<PathBuf>,
}

/// How records are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Lines,
    Array,
    Csv,
    Parquet,
}

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Plain,
    Gzip,
    Zstd,
}

impl Form {
    /// The form and packing that a name tells.
    fn of(path: &Path) -> (Form, Packing) {
        let name = path.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        let (name, packing) = match (name.strip_suffix(".gz"), name.strip_suffix(".zst")) {
            (Some(name), _) => (name, Packing::Gzip),
            (None, Some(name)) => (name, Packing::Zstd),
            (None, None) => (name.as_str(), Packing::Plain),
        };
        let form = match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("json") => Form::Array,
            Some("csv") => Form::Csv,
            Some("parquet") => Form::Parquet,
            _ => Form::Lines,
        };
        (form, packing)
    }
}

/// Why a file cannot be the output.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// A table was chosen for a form that has none.
    NoTable,
    /// Parquet compresses by itself.
    PackedParquet,
    /// Records and error records cannot share a file.
    SameFile,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unfit::NoTable => "--table is for .csv and .parquet; JSON holds everything",
            Unfit::PackedParquet => "a .parquet file is compressed already; leave out .gz or .zst",
            Unfit::SameFile => "--errors names the same file as --output",
        })
    }
}

impl OutputFile {
    /// The file at `path`, with that table where it is one.
    pub(crate) fn new(path: PathBuf, table: Option<Table>, errors: Option<PathBuf>) -> Result<OutputFile, Unfit> {
        let (form, packing) = Form::of(&path);
        if table.is_some() && !matches!(form, Form::Csv | Form::Parquet) {
            return Err(Unfit::NoTable);
        }
        if form == Form::Parquet && packing != Packing::Plain {
            return Err(Unfit::PackedParquet);
        }
        if errors.as_ref() == Some(&path) {
            return Err(Unfit::SameFile);
        }
        Ok(OutputFile { path, form, packing, table: table.unwrap_or(Table::Incidents), errors })
    }

    /// Its place.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The files that a run writes, all of which are no inputs.
    pub(crate) fn own(&self) -> Vec<PathBuf> {
        let mut own = vec![self.path.clone(), beside(&self.path, ".partial"), beside(&self.path, ".partial.state")];
        own.extend(self.errors.clone());
        own
    }

    /// Sees that something can be put in its place.
    pub(super) fn check(&self) -> Result<(), Stopped> {
        for path in [Some(&self.path), self.errors.as_ref()].into_iter().flatten() {
            check_replaceable(path).map_err(Stopped::at(path))?;
        }
        Ok(())
    }

    /// Makes it of the lines at `records`.
    pub(super) fn make(&self, records: &Path) -> Result<(), Stopped> {
        if (self.form, self.packing, &self.errors) == (Form::Lines, Packing::Plain, &None) {
            return fs::rename(records, &self.path).map_err(Stopped::at(&self.path));
        }
        let lines = BufReader::with_capacity(256 << 10, File::open(records).map_err(Stopped::at(records))?);
        let mut notices = Writer::create(&self.path, self.form, self.packing, self.table)?;
        let mut errors = match &self.errors {
            Some(path) => Some(Writer::create(path, Form::Lines, Form::of(path).1, self.table)?),
            None => None,
        };
        for line in lines.split(b'\n') {
            let line = line.map_err(Stopped::at(records))?;
            match &mut errors {
                Some(errors) if is_error(&line) => errors.write(&line)?,
                _ => notices.write(&line)?,
            }
        }
        // The file that was asked for comes last: where it is, all is.
        if let Some(errors) = errors {
            errors.finish()?;
        }
        notices.finish()
    }
}

/// Whether a line is an error record; the other kind begins with its schema.
pub(super) fn is_error(line: &[u8]) -> bool {
    line.starts_with(b"{\"source\":")
}

/// A file in the making.
struct Writer {
    /// What it will be called, and what it is called until then.
    path: PathBuf,
    temporary: PathBuf,
    layout: Layout,
}

/// The records so far, in their form.
enum Layout {
    Lines(Packed),
    Array { out: Packed, any: bool },
    Csv(Box<CsvTable<Packed>>),
    Parquet(Box<ParquetTable>),
}

impl Writer {
    fn create(path: &Path, form: Form, packing: Packing, table: Table) -> Result<Writer, Stopped> {
        let temporary = beside(path, ".partial.out");
        let layout = File::create(&temporary).and_then(|file| Layout::begin(file, form, packing, table));
        let layout = layout.map_err(Stopped::at(&temporary))?;
        Ok(Writer { path: path.to_path_buf(), temporary, layout })
    }

    fn write(&mut self, line: &[u8]) -> Result<(), Stopped> {
        self.layout.write(line).map_err(Stopped::at(&self.temporary))
    }

    fn finish(self) -> Result<(), Stopped> {
        let file = self.layout.finish().map_err(Stopped::at(&self.temporary))?;
        put(&file, &self.temporary, &self.path).map_err(Stopped::at(&self.path))
    }
}

impl Layout {
    fn begin(file: File, form: Form, packing: Packing, table: Table) -> io::Result<Layout> {
        Ok(match form {
            Form::Lines => Layout::Lines(Packed::new(file, packing)?),
            Form::Array => Layout::Array { out: Packed::new(file, packing)?, any: false },
            Form::Csv => Layout::Csv(Box::new(CsvTable::begin(Packed::new(file, packing)?, table)?)),
            Form::Parquet => Layout::Parquet(Box::new(ParquetTable::begin(file, table)?)),
        })
    }

    fn write(&mut self, line: &[u8]) -> io::Result<()> {
        match self {
            Layout::Lines(out) => {
                out.write_all(line)?;
                out.write_all(b"\n")
            }
            Layout::Array { out, any } => {
                out.write_all(if *any { b",\n" } else { b"[\n" })?;
                *any = true;
                out.write_all(line)
            }
            Layout::Csv(table) => table.write(line),
            Layout::Parquet(table) => table.write(line),
        }
    }

    fn finish(self) -> io::Result<File> {
        match self {
            Layout::Lines(out) => out.finish(),
            Layout::Array { mut out, any } => {
                out.write_all(if any { b"\n]\n" } else { b"[]\n" })?;
                out.finish()
            }
            Layout::Csv(table) => table.finish()?.finish(),
            Layout::Parquet(table) => table.finish(),
        }
    }
}

/// A file that may be compressed on its way.
pub(super) enum Packed {
    Plain(BufWriter<File>),
    Gzip(GzEncoder<BufWriter<File>>),
    Zstd(zstd::Encoder<'static, BufWriter<File>>),
}

impl Packed {
    fn new(file: File, packing: Packing) -> io::Result<Packed> {
        let file = BufWriter::with_capacity(256 << 10, file);
        Ok(match packing {
            Packing::Plain => Packed::Plain(file),
            Packing::Gzip => Packed::Gzip(GzEncoder::new(file, flate2::Compression::default())),
            Packing::Zstd => Packed::Zstd(zstd::Encoder::new(file, zstd::DEFAULT_COMPRESSION_LEVEL)?),
        })
    }

    fn finish(self) -> io::Result<File> {
        let file = match self {
            Packed::Plain(file) => file,
            Packed::Gzip(encoder) => encoder.finish()?,
            Packed::Zstd(encoder) => encoder.finish()?,
        };
        file.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

impl Write for Packed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Packed::Plain(out) => out.write(bytes),
            Packed::Gzip(out) => out.write(bytes),
            Packed::Zstd(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Packed::Plain(out) => out.flush(),
            Packed::Gzip(out) => out.flush(),
            Packed::Zstd(out) => out.flush(),
        }
    }
}

/// Records on standard output.
pub(super) struct Lines {
    out: BufWriter<StdoutLock<'static>>,
}

impl Lines {
    /// Standard output, with nothing written yet.
    pub(super) fn standard_output() -> Lines {
        Lines { out: BufWriter::with_capacity(64 << 10, io::stdout().lock()) }
    }
}

impl Sink for Lines {
    fn write(&mut self, line: &[u8]) -> Result<(), Stopped> {
        self.out.write_all(line).map_err(Stopped::Output)
    }

    fn flush(&mut self) -> Result<(), Stopped> {
        self.out.flush().map_err(Stopped::Output)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells_the_form() {
        let cases = [
            ("a.jsonl", Form::Lines, Packing::Plain),
            ("a", Form::Lines, Packing::Plain),
            ("json", Form::Lines, Packing::Plain),
            ("a.ndjson.gz", Form::Lines, Packing::Gzip),
            ("a.JSON", Form::Array, Packing::Plain),
            ("a.json.zst", Form::Array, Packing::Zstd),
            ("a.csv.gz", Form::Csv, Packing::Gzip),
            ("b.json/a.parquet", Form::Parquet, Packing::Plain),
        ];
        for (path, form, packing) in cases {
            assert_eq!(Form::of(Path::new(path)), (form, packing), "{path}");
        }
    }

    #[test]
    fn what_does_not_go_together_is_refused() {
        let unfit = |path: &str, table, errors: Option<&str>| OutputFile::new(path.into(), table, errors.map(PathBuf::from)).err();
        assert_eq!(unfit("a.csv", Some(Table::Dates), Some("b.jsonl")), None);
        assert_eq!(unfit("a.jsonl", Some(Table::Dates), None), Some(Unfit::NoTable));
        assert_eq!(unfit("a.parquet.gz", None, None), Some(Unfit::PackedParquet));
        assert_eq!(unfit("a.jsonl", None, Some("a.jsonl")), Some(Unfit::SameFile));
    }
}
