//! `taiyaku check`: whether notices still give what is expected of them.
//!
//! The expectation of `NAME.txt` is the record in `NAME.notice.json` beside it; where two notices share a name (`NAME.txt`, `NAME.html`), that of
//! each is in `NAME.txt.notice.json` and `NAME.html.notice.json`. An error record is an expectation too. `source.name` is the file's own name,
//! so that the folder can be moved.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet};
use serde_json::Value;

use super::config::Check;
use super::{Failure, Outcome, complain};
use crate::batch::{Found, Inputs, Record, changes, is_notice_name, record, write_whole};

/// How the file of an expectation ends.
const ENDING: &str = ".notice.json";

/// What was seen, in numbers.
#[derive(Debug, Default)]
struct Tally {
    same: u64,
    changed: u64,
    new: u64,
    updated: u64,
    failed: u64,
}

/// Compares every notice of the folders with its expectation.
pub(super) fn run(work: &Check) -> Result<Outcome, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut tally = Tally::default();
    for folder in &work.folders {
        if !folder.is_dir() {
            complain(&folder.to_string_lossy(), &"is no folder");
            tally.failed += 1;
            continue;
        }
        let (notices, expectations) = files(folder, &mut tally);
        let mut met = BTreeSet::new();
        for notice in &notices {
            let expectation = expectation_of(notice, &notices, &expectations);
            check(work, notice, &expectation, expectations.contains(&expectation), &mut tally, &mut out)?;
            met.insert(expectation);
        }
        for left in expectations.difference(&met) {
            writeln!(out, "{}\n  no notice belongs to it", left.display())?;
            tally.changed += 1;
        }
    }
    out.flush()?;
    Ok(conclude(work, &tally))
}

/// Tells how it went.
fn conclude(work: &Check, tally: &Tally) -> Outcome {
    let Tally { same, changed, new, updated, failed } = tally;
    let mut line = format!("{same} as expected, {changed} changed");
    if *updated > 0 {
        line.push_str(&format!(", {updated} written"));
    }
    if *new > 0 {
        let hint = if work.new { "" } else { " (--new lists them)" };
        line.push_str(&format!(", {new} without an expectation{hint}"));
    }
    let _ = writeln!(io::stderr(), "taiyaku: {line}");
    let nothing = same + changed + updated == 0 && !work.new;
    if nothing {
        let folders: Vec<_> = work.folders.iter().map(|folder| folder.to_string_lossy()).collect();
        complain(&folders.join(", "), &format_args!("no NAME{ENDING} beside any notice; --new --update writes them"));
    }
    if nothing || changed + failed > 0 { Outcome::SomeInputFailed } else { Outcome::Done }
}

/// The notices and the expectations of a folder and all below it.
fn files(folder: &Path, tally: &mut Tally) -> (BTreeSet<PathBuf>, BTreeSet<PathBuf>) {
    let inputs = Inputs { paths: vec![folder.to_path_buf()], patterns: Some(everything()), own: Vec::new() };
    let (mut notices, mut expectations) = (BTreeSet::new(), BTreeSet::new());
    let _ = inputs.places(&mut |found| {
        match found {
            Found::File(path, _) if path.to_string_lossy().ends_with(ENDING) => {
                expectations.insert(path);
            }
            Found::File(path, _) if is_notice_name(&path) => {
                notices.insert(path);
            }
            Found::Failed(record) => {
                complain(&record.subject(), &record.error.message);
                tally.failed += 1;
            }
            Found::File(..) | Found::StandardInput => {}
        }
        ControlFlow::Continue(())
    });
    (notices, expectations)
}

fn everything() -> GlobSet {
    GlobSet::new([Glob::new("*")].into_iter().flatten()).unwrap_or_default()
}

/// Where the expectation of `notice` is, or would be.
fn expectation_of(notice: &Path, notices: &BTreeSet<PathBuf>, expectations: &BTreeSet<PathBuf>) -> PathBuf {
    let with = |name: Option<&std::ffi::OsStr>| {
        let mut name = name.unwrap_or_default().to_os_string();
        name.push(ENDING);
        notice.with_file_name(name)
    };
    let (long, short) = (with(notice.file_name()), with(notice.file_stem()));
    let shared =
        || notices.iter().any(|other| other != notice && other.parent() == notice.parent() && other.file_stem() == notice.file_stem());
    if expectations.contains(&long) || shared() { long } else { short }
}

/// Compares one notice, and tells or writes what has changed.
fn check(work: &Check, notice: &Path, expectation: &Path, exists: bool, tally: &mut Tally, out: &mut impl Write) -> Result<(), Failure> {
    if !exists {
        if work.new {
            writeln!(out, "{}", notice.display())?;
        }
        if !(work.new && work.update) {
            tally.new += 1;
            return Ok(());
        }
    }
    let name = notice.file_name().unwrap_or_default().to_string_lossy();
    let given = record(notice, &name, &work.reading);
    let value = serde_json::to_value(&given).map_err(io::Error::from)?;
    let told = match read(expectation) {
        Ok(None) => None,
        Ok(Some(expected)) => Some(changes(&expected, &value).iter().map(ToString::to_string).collect()),
        Err(error) => Some(vec![format!("{}: {error}", expectation.display())]),
    };
    match told {
        Some(lines) if lines.is_empty() => tally.same += 1,
        _ if work.update => {
            write(expectation, &given).map_err(|error| Failure::Stopped(expectation.to_string_lossy().into_owned(), error.to_string()))?;
            tally.updated += 1;
        }
        told => {
            tally.changed += 1;
            writeln!(out, "{}", notice.display())?;
            for line in told.into_iter().flatten() {
                writeln!(out, "  {line}")?;
            }
        }
    }
    Ok(())
}

/// The expectation, where there is one.
fn read(path: &Path) -> io::Result<Option<Value>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes)?)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes an expectation as people read it, whole or not at all.
fn write(path: &Path, record: &Record) -> io::Result<()> {
    let mut json = serde_json::to_vec_pretty(record)?;
    json.push(b'\n');
    write_whole(path, &json)
}
