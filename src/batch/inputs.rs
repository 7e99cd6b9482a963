//! What is to be read, in the order in which it is written.
//!
//! Paths are taken in the order given, folders with all that is below them, each folder sorted by name. Links are followed. Without
//! patterns a folder gives the files that end as notices do; with patterns those that one of them matches.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use globset::GlobSet;
use taiyaku::input::{InputError, InputErrorCode};
use walkdir::{DirEntry, WalkDir};

use super::Reading;
use super::jsonl::{Line, Lines};
use super::reading::{Item, standard_input};
use super::record::{ErrorRecord, ErrorSource, Reason};
use super::whole::is_same_file;

/// How the files of a folder end that are read without being asked for.
const ENDINGS: [&str; 4] = ["txt", "md", "html", "htm"];

/// How much of a compressed or plain stream is read at once.
const BUFFER: usize = 64 << 10;

/// What was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Inputs {
    /// Files, folders, `-`.
    pub paths: Vec<PathBuf>,
    /// Which files of folders, instead of those that end as notices do.
    pub patterns: Option<GlobSet>,
    /// Files that the run itself writes, and that are no inputs.
    pub own: Vec<PathBuf>,
}

/// A place where there is something to read.
#[derive(Debug)]
pub(crate) enum Found {
    /// A file and how many bytes it has, as far as that is known.
    File(PathBuf, u64),
    /// `-`.
    StandardInput,
    /// Something that cannot be read.
    Failed(ErrorRecord),
}

/// Whether a file of that name is read where it lies in a folder.
pub(crate) fn is_notice_name(path: &Path) -> bool {
    ending(path).is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

fn ending(path: &Path) -> Option<&str> {
    path.extension().and_then(|ending| ending.to_str())
}

/// Whether a file is read as compressed JSON Lines.
pub(super) fn is_compressed(path: &Path) -> bool {
    matches!(Compression::of_lines(path), Some(Compression::Gzip | Compression::Zstd))
}

impl Inputs {
    /// Goes through all places until `visit` has enough.
    pub(crate) fn places(&self, visit: &mut impl FnMut(Found) -> ControlFlow<()>) -> ControlFlow<()> {
        for path in &self.paths {
            if path.as_os_str() == "-" {
                visit(Found::StandardInput)?;
            } else if path.is_dir() {
                self.folder(path, visit)?;
            } else {
                let bytes = fs::metadata(path).map_or(0, |about| about.len());
                visit(Found::File(path.clone(), bytes))?;
            }
        }
        ControlFlow::Continue(())
    }

    fn folder(&self, folder: &Path, visit: &mut impl FnMut(Found) -> ControlFlow<()>) -> ControlFlow<()> {
        for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
            match entry {
                Ok(entry) => {
                    if let Some(found) = self.file(folder, entry) {
                        visit(found)?;
                    }
                }
                Err(error) => {
                    if let Some(record) = self.failed(folder, &error) {
                        visit(Found::Failed(record))?;
                    }
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// The file of a folder's entry, where it is wanted.
    fn file(&self, folder: &Path, entry: DirEntry) -> Option<Found> {
        if entry.file_type().is_dir() || !self.wants(folder, entry.path()) {
            return None;
        }
        if !entry.file_type().is_file() {
            let error = Reason::new(InputErrorCode::Unreadable.as_str(), "is no regular file");
            return Some(Found::Failed(ErrorRecord::of_file(entry.path().to_string_lossy(), error)));
        }
        let bytes = entry.metadata().map_or(0, |about| about.len());
        Some(Found::File(entry.into_path(), bytes))
    }

    /// Whether a file below `folder` is to be read.
    fn wants(&self, folder: &Path, file: &Path) -> bool {
        let wanted = match &self.patterns {
            // A pattern is about the name, or about the path from the folder on.
            Some(patterns) => {
                let below = file.strip_prefix(folder).unwrap_or(file);
                patterns.is_match(below) || below.file_name().is_some_and(|name| patterns.is_match(name))
            }
            None => is_notice_name(file),
        };
        wanted && !self.own.iter().any(|own| is_same_file(own, file))
    }

    /// The record of what the walk could not enter. A dead link is one only where a file of that name would be read.
    fn failed(&self, folder: &Path, error: &walkdir::Error) -> Option<ErrorRecord> {
        let path = error.path().unwrap_or(folder);
        let reason = match (error.loop_ancestor(), error.io_error()) {
            (Some(ancestor), _) => {
                Reason::new(Reason::LINK_LOOP, format!("is a link to {}, the folder that it lies in", ancestor.display()))
            }
            (None, Some(error)) if error.kind() == io::ErrorKind::NotFound && !self.wants(folder, path) => return None,
            (None, Some(error)) => InputError::from(again(error)).into(),
            (None, None) => Reason::new(InputErrorCode::Unreadable.as_str(), error.to_string()),
        };
        Some(ErrorRecord::of_file(path.to_string_lossy(), reason))
    }

    /// Goes through all inputs, each with about how many bytes it holds, until `visit` has enough.
    pub(super) fn items(&self, reading: &Reading, visit: &mut impl FnMut(Item, u64) -> ControlFlow<()>) -> ControlFlow<()> {
        self.places(&mut |found| match found {
            Found::Failed(record) => visit(Item::Failed(record), 0),
            Found::File(path, bytes) => match Compression::of_lines(&path) {
                None => visit(Item::File(path), bytes.min(reading.max_bytes)),
                Some(compression) => match File::open(&path).and_then(not_a_folder) {
                    Ok(file) => lines(&path.to_string_lossy(), compression.open(BufReader::with_capacity(BUFFER, file)), reading, visit),
                    Err(error) => {
                        let name = path.to_string_lossy().into_owned();
                        visit(Item::Failed(ErrorRecord::of_file(name, InputError::from(error))), 0)
                    }
                },
            },
            Found::StandardInput => from_standard_input(reading, visit),
        })
    }
}

/// Standard input is JSON Lines where it begins with a brace or is compressed; else it is one notice.
fn from_standard_input(reading: &Reading, visit: &mut impl FnMut(Item, u64) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut source = BufReader::with_capacity(BUFFER, io::stdin().lock());
    let head = source.fill_buf().unwrap_or_default();
    let compression = match head {
        [0x1F, 0x8B, ..] => Some(Compression::Gzip),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Compression::Zstd),
        _ if head.trim_ascii_start().starts_with(b"{") => Some(Compression::None),
        _ => None,
    };
    match compression {
        Some(compression) => lines("-", compression.open(source), reading, visit),
        None => {
            let item = standard_input(source, reading);
            let bytes = if let Item::StandardInput(Ok(bytes)) = &item { bytes.len() as u64 } else { 0 };
            visit(item, bytes)
        }
    }
}

/// The records of JSON Lines.
fn lines(
    name: &str,
    source: io::Result<Box<dyn BufRead + '_>>,
    reading: &Reading,
    visit: &mut impl FnMut(Item, u64) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let source = match source {
        Ok(source) => source,
        Err(error) => return visit(Item::Failed(ErrorRecord::of_file(name, InputError::from(error))), 0),
    };
    let file: std::sync::Arc<str> = name.into();
    let mut lines = Lines::new(source, reading.max_bytes);
    while let Some(next) = lines.next() {
        match next {
            Ok((number, bytes)) => {
                let size = bytes.len() as u64;
                visit(Item::Line(Line { file: file.clone(), number, bytes }), size)?;
            }
            Err((line, error)) => {
                let source = ErrorSource { name: None, file: Some(name.to_string()), line: Some(line) };
                visit(Item::Failed(ErrorRecord { source, error }), 0)?;
            }
        }
    }
    ControlFlow::Continue(())
}

/// How JSON Lines are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compression {
    None,
    Gzip,
    Zstd,
}

impl Compression {
    /// The compression that the ending of a file of JSON Lines tells; `None` for any other file.
    fn of_lines(path: &Path) -> Option<Compression> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let (name, compression) = match (name.strip_suffix(".gz"), name.strip_suffix(".zst")) {
            (Some(name), _) => (name, Compression::Gzip),
            (None, Some(name)) => (name, Compression::Zstd),
            (None, None) => (name.as_str(), Compression::None),
        };
        (name.ends_with(".jsonl") || name.ends_with(".ndjson")).then_some(compression)
    }

    /// The plain bytes of `source`.
    fn open<'a>(self, source: impl BufRead + 'a) -> io::Result<Box<dyn BufRead + 'a>> {
        Ok(match self {
            Compression::None => Box::new(source),
            Compression::Gzip => Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(source))),
            Compression::Zstd => Box::new(BufReader::with_capacity(BUFFER, zstd::Decoder::with_buffer(source)?)),
        })
    }
}

/// A folder can be opened, but not read.
fn not_a_folder(file: File) -> io::Result<File> {
    if file.metadata()?.is_dir() { Err(io::ErrorKind::IsADirectory.into()) } else { Ok(file) }
}

/// The same error once more.
fn again(error: &io::Error) -> io::Error {
    error.raw_os_error().map_or_else(|| io::Error::new(error.kind(), error.to_string()), io::Error::from_raw_os_error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_lines_are_known_by_their_ending() {
        let cases = [
            ("a.jsonl", Some(Compression::None)),
            ("b/a.NDJSON", Some(Compression::None)),
            ("a.jsonl.gz", Some(Compression::Gzip)),
            ("a.jsonl.zst", Some(Compression::Zstd)),
            ("a.json", None),
            ("a.txt.gz", None),
            ("jsonl", None),
        ];
        for (path, expected) in cases {
            assert_eq!(Compression::of_lines(Path::new(path)), expected, "{path}");
        }
    }

    #[test]
    fn notices_are_known_by_their_ending() {
        for (path, expected) in
            [("a.txt", true), ("a.b.HTML", true), ("a/b.md", true), ("a.htm", true), ("a.notice.json", false), ("txt", false)]
        {
            assert_eq!(is_notice_name(Path::new(path)), expected, "{path}");
        }
    }
}
