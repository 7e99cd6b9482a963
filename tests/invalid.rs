//! Inputs that are no good notices: each gives the error or the diagnostics that it should, and none takes the tool down.
//!
//! Small ones lie in `fixtures/invalid`; large ones are made here.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;

/// What an input gives.
#[derive(Debug, PartialEq)]
enum Gives {
    /// An error record of this code.
    Error(&'static str),
    /// A notice with exactly these kinds of doubt, each named once.
    Doubts(&'static [&'static str]),
}
use Gives::{Doubts, Error};

const FIXTURES: &[(&str, Gives)] = &[
    ("archive.txt", Error("binary")),
    ("blank.txt", Error("empty")),
    ("combining-marks.txt", Doubts(&[])),
    ("controls.txt", Error("binary")),
    ("document.pdf", Error("binary")),
    ("empty.txt", Error("empty")),
    ("mixed-encodings.txt", Doubts(&["guessed_encoding", "malformed_bytes"])),
    ("nuls.txt", Error("binary")),
    ("truncated-euc-jp.txt", Doubts(&["malformed_bytes"])),
    ("truncated-iso-2022-jp.txt", Doubts(&["malformed_bytes"])),
    ("truncated-shift_jis.txt", Doubts(&["malformed_bytes"])),
    ("truncated-utf-16.txt", Doubts(&["malformed_bytes"])),
    ("truncated-utf-8.txt", Doubts(&["malformed_bytes"])),
    ("unclosed-tags.html", Doubts(&[])),
    // Little that is not ASCII, and every byte is a character of windows-1252.
    ("wrong-bytes.txt", Doubts(&[])),
];

/// The records of all files of a folder, by name, and how long they took.
fn records(folder: &Path) -> (BTreeMap<String, Value>, Duration) {
    let begun = Instant::now();
    let output = assert_cmd::cargo::cargo_bin_cmd!("taiyaku")
        .current_dir(folder)
        .args(["convert", ".", "--glob", "*", "-o", "-", "-q"])
        .output()
        .expect("the tool starts");
    let took = begun.elapsed();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{:?}: {}", output.status, String::from_utf8_lossy(&output.stderr));
    let lines = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let records = lines.map(|line| serde_json::from_slice::<Value>(line).expect("a record is JSON"));
    (records.map(|record| (record["source"]["name"].as_str().unwrap().trim_start_matches("./").to_string(), record)).collect(), took)
}

/// What a record says was given.
fn assert_gives(name: &str, record: &Value, expected: &Gives) {
    match expected {
        Error(code) => assert_eq!(record["error"]["code"], *code, "{name}: {record}"),
        Doubts(codes) => {
            assert_eq!(record["schema"], "taiyaku/notice/1", "{name}: {record}");
            let mut found: Vec<&str> =
                record["diagnostics"].as_array().unwrap().iter().filter_map(|doubt| doubt["code"].as_str()).collect();
            found.sort();
            found.dedup();
            assert_eq!(found, *codes, "{name}");
        }
    }
}

#[test]
fn every_bad_fixture_gives_what_it_should() {
    let (records, _) = records(Path::new("fixtures/invalid"));
    let records: BTreeMap<_, _> = records.into_iter().filter(|(name, _)| !name.ends_with(".notice.json")).collect();
    assert_eq!(records.keys().map(String::as_str).collect::<Vec<_>>(), FIXTURES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    for (name, expected) in FIXTURES {
        assert_gives(name, &records[*name], expected);
    }
}

#[test]
fn large_bad_inputs_are_read_in_time() {
    const LINE: &str = "the quick notice, and ";
    let cases: Vec<(&str, Vec<u8>, Gives)> = vec![
        ("digits.txt", "7".repeat(1_000_000).into(), Doubts(&[])),
        ("line-en.txt", LINE.repeat((5 << 20) / LINE.len() + 1).into(), Doubts(&[])),
        ("line-ja.txt", "個人情報の漏えい、".repeat((1 << 20) / 27).into(), Doubts(&[])),
        ("marks.txt", format!("か{}", "\u{3099}".repeat(300_000)).into(), Doubts(&[])),
        ("nested.html", "<div>".repeat(100_000).into(), Doubts(&[])),
        ("nuls.bin", vec![0; 1 << 20], Error("binary")),
        ("numbers.txt", "3,141件、".repeat(50_000).into(), Doubts(&[])),
        ("open.html", "<p>お知らせ<table><tr><td>".repeat(5_000).into(), Doubts(&[])),
        ("parentheses.txt", "（".repeat(200_000).into(), Doubts(&[])),
        ("too-large.txt", vec![b'a'; (16 << 20) + 1], Error("too_large")),
    ];
    for (name, bytes, expected) in &cases {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), bytes).unwrap();
        let (records, took) = records(folder.path());
        assert_gives(name, &records[*name], expected);
        // Generous for a build without optimisation on a busy machine; time that is not linear takes minutes here.
        assert!(took < Duration::from_secs(60), "{name}: {took:?}");
    }
}
