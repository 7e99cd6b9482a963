//! The command line tool from outside: what it prints, where, and how it ends.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::sync::OnceLock;

use assert_cmd::Command;
use serde_json::Value;

const JA: &str = "fixtures/ja/labelled-cases.txt";
const EN: &str = "fixtures/en/labelled-cases.txt";

/// The tool, with nothing in its environment that turns colours on or off.
fn taiyaku() -> Command {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("taiyaku");
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

/// Runs it with `args`.
fn run(args: &[&str]) -> Output {
    taiyaku().args(args).output().expect("the tool starts")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("standard output is UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("standard error is UTF-8")
}

/// The JSON values of standard output, one after another.
fn values(output: &Output) -> Vec<Value> {
    serde_json::Deserializer::from_slice(&output.stdout).into_iter().collect::<Result<_, _>>().expect("standard output is JSON")
}

fn assert_valid(notice: &Value) {
    static VALIDATOR: OnceLock<jsonschema::Validator> = OnceLock::new();
    let validator = VALIDATOR.get_or_init(|| {
        let schema = run(&["schema"]);
        jsonschema::validator_for(&values(&schema)[0]).expect("the schema is sound")
    });
    let errors: Vec<String> = validator.iter_errors(notice).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}: {errors:#?}", notice["source"]["name"]);
}

/// Every fixture under `folder`.
fn fixtures(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("fixtures are there") {
            let path = entry.expect("fixtures can be listed").path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.retain(|path| path.extension().is_some_and(|ending| ending == "txt" || ending == "html"));
    found.sort();
    assert!(!found.is_empty(), "no fixture in {folder}");
    found
}

#[test]
fn one_file_is_one_json_object_and_a_line_end() {
    let output = run(&["parse", JA]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stderr(&output), "");
    assert!(stdout(&output).starts_with("{\n  \"schema\": \"taiyaku/notice/1\""));
    assert!(stdout(&output).ends_with("\n}\n"));
    let notices = values(&output);
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0]["source"]["name"], JA);
    assert_eq!(notices[0]["source"]["bytes"], fs::read(JA).unwrap().len());
    assert_eq!(notices[0]["language"], "ja");
}

#[test]
fn several_files_are_several_objects_in_their_order() {
    for format in ["json", "jsonl"] {
        let output = run(&["parse", "--format", format, EN, JA]);
        let names: Vec<Value> = values(&output).iter().map(|notice| notice["source"]["name"].clone()).collect();
        assert_eq!(names, [EN, JA], "{format}");
    }
}

#[test]
fn jsonl_is_one_line_a_notice() {
    let output = run(&["parse", "-f", "jsonl", JA, EN]);
    let lines: Vec<&str> = stdout(&output).lines().collect();
    assert_eq!(lines.len(), 2);
    for line in lines {
        assert_valid(&serde_json::from_str(line).unwrap());
    }
}

#[test]
fn every_fixture_gives_valid_output() {
    let files: Vec<PathBuf> = [fixtures("fixtures/ja"), fixtures("fixtures/en")].concat();
    let output = taiyaku().args(["parse", "--format", "jsonl"]).args(&files).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let notices = values(&output);
    assert_eq!(notices.len(), files.len());
    for notice in &notices {
        assert_valid(notice);
    }
}

#[test]
fn malformed_text_is_read_all_the_same() {
    for file in ["fixtures/invalid/truncated-utf-8.txt", "fixtures/invalid/wrong-bytes.txt"] {
        let output = run(&["parse", file]);
        assert_eq!(output.status.code(), Some(0), "{file}: {}", stderr(&output));
        assert_valid(&values(&output)[0]);
    }
}

#[test]
fn standard_input_is_a_dash() {
    let bytes = fs::read(EN).unwrap();
    let output = taiyaku().args(["parse", "-"]).write_stdin(bytes.clone()).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(values(&output)[0]["source"]["name"], Value::Null);
    let output = taiyaku().args(["parse", "-", "--name", "notice 7"]).write_stdin(bytes).output().unwrap();
    assert_eq!(values(&output)[0]["source"]["name"], "notice 7");
}

#[test]
fn what_is_said_of_the_input_is_taken() {
    let output = run(&["parse", "--lang", "en", "--name", "other", JA]);
    let notice = &values(&output)[0];
    assert_eq!((&notice["language"], &notice["source"]["name"]), (&"en".into(), &"other".into()));
    for label in ["utf-8", "UTF-8", "shift_jis", "sjis", "euc-jp"] {
        assert_eq!(run(&["parse", "--encoding", label, JA]).status.code(), Some(0), "{label}");
    }
}

/// The line that is written for `path` when it is parsed between two good files, which must be parsed all the same.
fn complaint(path: &Path) -> String {
    let output = taiyaku().args(["parse", "--format", "jsonl", JA]).arg(path).arg(EN).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", path.display());
    assert_eq!(values(&output).len(), 2, "{}", path.display());
    let lines: Vec<&str> = stderr(&output).lines().collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    lines[0].to_string()
}

#[test]
fn a_bad_input_is_told_in_one_line_and_the_others_are_read() {
    let cases = [
        ("fixtures/no-such-notice.txt", "no such file"),
        ("Cargo.toml/notice.txt", "no such file"),
        ("fixtures", "is a folder, not a file"),
        ("fixtures/invalid/empty.txt", "is empty"),
        ("fixtures/invalid/blank.txt", "is empty"),
        ("fixtures/invalid/archive.txt", "is not text: it holds NUL bytes"),
        ("fixtures/invalid/nuls.txt", "is not text: it holds NUL bytes"),
        ("fixtures/invalid/controls.txt", "is not text: most of it is control characters"),
        ("fixtures/invalid/document.pdf", "is not text: it is a PDF"),
    ];
    for (path, reason) in cases {
        assert_eq!(complaint(Path::new(path)), format!("taiyaku: {path}: {reason}"));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_read_says_why() {
    let line = complaint(Path::new("/proc/self/mem"));
    assert!(line.starts_with("taiyaku: /proc/self/mem: cannot be read: "), "{line}");
}

#[cfg(unix)]
#[test]
fn a_file_name_cannot_break_the_line() {
    assert_eq!(complaint(Path::new("no\nsuch\u{1b}[31m")), "taiyaku: no\u{FFFD}such\u{FFFD}[31m: no such file");
}

#[test]
fn bad_standard_input_is_named() {
    let output = taiyaku().args(["parse", "-"]).write_stdin("").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output), "taiyaku: standard input: is empty\n");
    assert_eq!(stdout(&output), "");
}

#[test]
fn the_limit_of_size_is_the_last_that_is_read() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&[b'a'; 2048]).unwrap();
    let path = file.path().to_str().unwrap();
    for (limit, code) in [("2048", 0), ("2K", 0), ("1M", 0), ("2047", 1), ("1K", 1)] {
        let output = run(&["parse", "--max-bytes", limit, path]);
        assert_eq!(output.status.code(), Some(code), "{limit}");
        if code == 1 {
            assert!(stderr(&output).starts_with(&format!("taiyaku: {path}: larger than the limit of ")), "{limit}");
        }
    }
    let output = taiyaku().args(["parse", "--max-bytes", "3", "-"]).write_stdin("four").output().unwrap();
    assert_eq!(stderr(&output), "taiyaku: standard input: larger than the limit of 3 bytes\n");
}

#[test]
fn wrong_usage_ends_with_2_and_says_what_was_wrong() {
    let cases: &[(&[&str], &str)] = &[
        (&[], "Usage: taiyaku"),
        (&["parse"], "<FILE>"),
        (&["bake", JA], "bake"),
        (&["parse", "--encoding", "klingon", JA], "klingon is no encoding"),
        (&["parse", "--lang", "fr", JA], "'fr'"),
        (&["parse", "--format", "xml", JA], "'xml'"),
        (&["parse", "--color", "sometimes", JA], "'sometimes'"),
        (&["parse", "--max-bytes", "lots", JA], "'lots'"),
        (&["parse", "--max-bytes", "0", JA], "'0'"),
        (&["parse", "--name", "one", JA, EN], "--name names one input"),
        (&["parse", "-", "-"], "can be read only once"),
        (&["schema", "cake"], "'cake'"),
        (&["scan"], "<FILE>"),
        (&["scan", "--reference", "2021-02-29", JA], "2021-02-29"),
    ];
    for (args, words) in cases {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert_eq!(stdout(&output), "", "{args:?}");
        assert!(stderr(&output).contains(words), "{args:?}: {}", stderr(&output));
    }
}

#[test]
fn help_and_version_are_asked_for_and_so_end_with_0() {
    for (args, words) in [
        (vec!["--help"], "Exit status"),
        (vec!["parse", "--help"], "taiyaku parse --format text notice.txt"),
        (vec!["scan", "--help"], "--reference 2024-03-12"),
        (vec!["schema", "--help"], "taiyaku schema > notice.schema.json"),
        (vec!["--version"], concat!("taiyaku ", env!("CARGO_PKG_VERSION"))),
    ] {
        let output = run(&args);
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert!(stdout(&output).contains(words), "{args:?}: {}", stdout(&output));
    }
}

#[test]
fn the_schema_is_named_and_sound() {
    for args in [vec!["schema"], vec!["schema", "notice"]] {
        let output = run(&args);
        assert_eq!(output.status.code(), Some(0));
        let schema = &values(&output)[0];
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["$id"], "urn:taiyaku:notice:1");
        assert!(jsonschema::meta::is_valid(schema));
    }
}

#[test]
fn the_schema_refuses_what_is_no_notice() {
    let validator = jsonschema::validator_for(&values(&run(&["schema"]))[0]).unwrap();
    let good = values(&run(&["parse", JA])).remove(0);
    assert!(validator.is_valid(&good));
    for (pointer, wrong) in [("/schema", "taiyaku/notice/2"), ("/language", "fr"), ("/genre", "poem"), ("/incidents", "none")] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = wrong.into();
        assert!(!validator.is_valid(&bad), "{pointer}");
    }
    let mut more = good;
    more["mood"] = "calm".into();
    assert!(!validator.is_valid(&more));
}

#[test]
fn the_card_has_colours_only_where_they_are_seen_or_asked_for() {
    let coloured = |command: &mut Command| command.output().unwrap().stdout.contains(&0x1B);
    let card = ["parse", "--format", "text", JA];
    assert!(!coloured(taiyaku().args(card)), "a pipe is no terminal");
    assert!(coloured(taiyaku().args(card).args(["--color", "always"])));
    assert!(!coloured(taiyaku().args(card).args(["--color", "never"]).env("CLICOLOR_FORCE", "1")));
    assert!(!coloured(taiyaku().args(card).env("NO_COLOR", "1")));
}

#[test]
fn the_card_shows_no_control_character_of_the_input() {
    let output = taiyaku()
        .args(["parse", "--format", "text", "--name", "red \u{1b}[31m\u{7}", "-"])
        .write_stdin("お知らせ\u{1b}]0;title\u{7}\n発覚日：2020年3月10日\n")
        .output()
        .unwrap();
    let odd: Vec<char> = stdout(&output).chars().filter(|c| c.is_control() && *c != '\n').collect();
    assert_eq!(odd, []);
}

#[test]
fn cards_stand_apart() {
    let output = run(&["parse", "--format", "text", JA, EN]);
    assert_eq!(output.status.code(), Some(0));
    let text = stdout(&output);
    assert!(text.contains(JA) && text.contains(EN));
    assert!(text.lines().any(str::is_empty));
    assert!(!text.starts_with('\n') && !text.ends_with("\n\n"));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("taiyaku"));
    // Far more than a pipe holds, so that a write surely meets the closed end.
    command.args(["parse", "--format", "json"]).args(std::iter::repeat_n(JA, 400));
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stderr(&output), "");
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("taiyaku"));
    let output = command.args(["parse", JA]).stdout(full).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).starts_with("taiyaku: standard output: "));
}

#[test]
fn scan_ends_as_parse_does() {
    assert_eq!(run(&["scan", JA]).status.code(), Some(0));
    assert_eq!(run(&["scan", JA, "--reference", "2024-03-12"]).status.code(), Some(0));
    let output = run(&["scan", "fixtures/no-such-notice.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output), "taiyaku: fixtures/no-such-notice.txt: no such file\n");
}
