//! Files that are there whole or not at all: written beside their place and renamed.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// `path` with `ending` after all of its name.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

/// Sees that something can be put in the place of `path`: a device or folder is there to stay.
pub(crate) fn check_replaceable(path: &Path) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|about| !about.is_file()) {
        let message = "is there and no regular file; `-o -` writes to standard output";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    }
    Ok(())
}

/// Puts a file in its place that was written, as `file`, at `temporary`.
pub(super) fn put(file: &File, temporary: &Path, path: &Path) -> io::Result<()> {
    // Not until the bytes are on the disk does the name say that they are.
    file.sync_all()?;
    fs::rename(temporary, path)
}

/// Writes a file of these bytes.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = beside(path, ".partial.out");
    let mut file = File::create(&temporary)?;
    file.write_all(bytes).and_then(|()| put(&file, &temporary, path)).inspect_err(|_| {
        // What is left of it is of no use to anybody.
        let _ = fs::remove_file(&temporary);
    })
}

/// Whether two paths lead to the same file; the second is there.
pub(crate) fn is_same_file(own: &Path, file: &Path) -> bool {
    own.file_name() == file.file_name() && fs::canonicalize(own).is_ok_and(|own| fs::canonicalize(file).is_ok_and(|file| own == file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.html");
        for bytes in [&b"one"[..], b"two"] {
            write_whole(&path, bytes).unwrap();
            assert_eq!(fs::read(&path).unwrap(), bytes);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(write_whole(&folder.path().join("none/a.html"), b"").is_err());
        assert!(check_replaceable(folder.path()).is_err());
        assert!(check_replaceable(&path).is_ok() && check_replaceable(&folder.path().join("b")).is_ok());
    }
}
