//! The records of a run on their way to the file that was asked for, so kept that a killed run can go on.
//!
//! Whatever the output is to be, its records are first written as JSON Lines to `OUT.partial`, each line whole before the next is
//! begun, while `OUT.partial.state` says how they were read. When all are there, the output is made of them, renamed to its place, and
//! the two are removed. A run that is killed at any moment therefore leaves whole lines and at most one torn one at the end, which
//! is cut off; the lines tell by name and hash which inputs are done.
//!
//! Limit: the records of a machine that lost its power are as whole as its file system makes them.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::flow::{DoneBefore, Sink};
use super::output::OutputFile;
use super::record::Done;
use super::whole::beside;
use super::{Reading, Stopped};

/// `OUT.partial`, open for writing.
#[derive(Debug)]
pub(super) struct Partial {
    path: PathBuf,
    state: PathBuf,
    lines: BufWriter<File>,
    done_before: u64,
}

/// What the records of a run depend on besides the inputs.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    version: String,
    reading: Reading,
}

impl Partial {
    /// The records for `out`: those of an interrupted run where it is to be resumed, else none.
    pub(super) fn open(out: &Path, reading: &Reading, resume: bool) -> Result<Partial, Stopped> {
        let (path, state) = (beside(out, ".partial"), beside(out, ".partial.state"));
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(Stopped::at(&path))?;
        lock(&file, &path)?;
        let now = State { version: env!("CARGO_PKG_VERSION").to_string(), reading: reading.clone() };
        let mut done_before = 0;
        if resume {
            done_before = whole_lines(&mut file).map_err(Stopped::at(&path))?;
        } else {
            file.set_len(0).map_err(Stopped::at(&path))?;
        }
        if done_before > 0 {
            now.check(&state)?;
        } else {
            now.write(&state).map_err(Stopped::at(&state))?;
        }
        file.seek(SeekFrom::End(0)).map_err(Stopped::at(&path))?;
        Ok(Partial { path, state, lines: BufWriter::with_capacity(256 << 10, file), done_before })
    }

    /// How many records an earlier run has written.
    pub(super) fn done_before(&self) -> u64 {
        self.done_before
    }

    /// Those records.
    pub(super) fn done(&self) -> Result<Option<Box<dyn DoneBefore>>, Stopped> {
        if self.done_before == 0 {
            return Ok(None);
        }
        let file = File::open(&self.path).map_err(Stopped::at(&self.path))?;
        Ok(Some(Box::new(DoneLines { path: self.path.clone(), lines: BufReader::new(file), left: self.done_before })))
    }

    /// Makes the output of the records, now that all are there.
    pub(super) fn finish(self, out: &OutputFile) -> Result<(), Stopped> {
        let Partial { path, state, lines, .. } = self;
        let file = lines.into_inner().map_err(|error| Stopped::Io(path.clone(), error.into_error()))?;
        // Not until the bytes are on the disk does the name say that they are.
        file.sync_all().map_err(Stopped::at(&path))?;
        out.make(&path)?;
        // Without its state the rest of a run that is killed here counts as done by nobody, and is written anew.
        for left in [&path, &state] {
            match fs::remove_file(left) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Stopped::Io(left.clone(), error)),
                _ => {}
            }
        }
        Ok(())
    }
}

impl Sink for Partial {
    fn write(&mut self, line: &[u8]) -> Result<(), Stopped> {
        self.lines.write_all(line).map_err(Stopped::at(&self.path))
    }

    fn flush(&mut self) -> Result<(), Stopped> {
        self.lines.flush().map_err(Stopped::at(&self.path))
    }
}

impl State {
    fn write(&self, path: &Path) -> io::Result<()> {
        fs::write(path, serde_json::to_vec(self)?)
    }

    /// Sees that the records in the file were read as they would be now.
    fn check(&self, path: &Path) -> Result<(), Stopped> {
        let bytes = fs::read(path).map_err(Stopped::at(path))?;
        let refuse = |reason: String| Err(Stopped::Resume(path.to_string_lossy().into_owned(), reason));
        match serde_json::from_slice::<State>(&bytes) {
            Ok(state) if state == *self => Ok(()),
            Ok(state) if state.version != self.version => refuse(format!("the interrupted run was made by version {}", state.version)),
            Ok(_) => refuse("the interrupted run was made with another --lang, --encoding or --max-bytes".to_string()),
            Err(error) => refuse(format!("does not say how the interrupted run was made: {error}")),
        }
    }
}

/// Two runs must not write the same records. The lock goes with the process, however it ends.
fn lock(file: &File, path: &Path) -> Result<(), Stopped> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => {
            let busy = io::Error::new(io::ErrorKind::ResourceBusy, "another run is writing it");
            Err(Stopped::Io(path.to_path_buf(), busy))
        }
        // Some file systems know no locks.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        Err(TryLockError::Error(error)) => Err(Stopped::Io(path.to_path_buf(), error)),
    }
}

/// Cuts off a torn line at the end, and counts the whole ones.
fn whole_lines(file: &mut File) -> io::Result<u64> {
    let mut buffer = vec![0; 64 << 10];
    let (mut lines, mut at, mut end) = (0, 0, 0);
    file.rewind()?;
    loop {
        let read = match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        for (place, _) in buffer.iter().take(read).enumerate().filter(|(_, byte)| **byte == b'\n') {
            lines += 1;
            end = at + place as u64 + 1;
        }
        at += read as u64;
    }
    file.set_len(end)?;
    Ok(lines)
}

/// The records that are there, one after another.
struct DoneLines {
    path: PathBuf,
    lines: BufReader<File>,
    left: u64,
}

impl DoneBefore for DoneLines {
    fn next(&mut self) -> Result<Option<Done>, Stopped> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let mut line = Vec::new();
        self.lines.read_until(b'\n', &mut line).map_err(Stopped::at(&self.path))?;
        let done = serde_json::from_slice(&line).map_err(|error| {
            Stopped::Resume(self.path.to_string_lossy().into_owned(), format!("holds a line that is no record: {error}"))
        })?;
        Ok(Some(done))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_torn_line_is_cut_off() {
        for (written, lines, left) in [("", 0, ""), ("{\"a", 0, ""), ("{}\n", 1, "{}\n"), ("{}\n{}\n{", 2, "{}\n{}\n")] {
            let mut file = tempfile::tempfile().unwrap();
            file.write_all(written.as_bytes()).unwrap();
            assert_eq!(whole_lines(&mut file).unwrap(), lines, "{written:?}");
            let mut text = String::new();
            file.rewind().unwrap();
            file.read_to_string(&mut text).unwrap();
            assert_eq!(text, left, "{written:?}");
        }
    }
}
