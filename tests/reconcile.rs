//! Pairs of notices in `fixtures/pairs`, read and held against each other.
//!
//! `NAME.ja.txt`, `NAME.en.txt` and `NAME.pair.json`: the planted differences, and which case of the one is which of the other.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use taiyaku::{Options, Reconciliation, Verdict, parse, reconcile};

/// What a pair was written to show.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    differences: Vec<Difference>,
    /// The numbers of the cases that belong together.
    #[serde(default)]
    incidents: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    field: String,
    ja: String,
    en: String,
    #[allow(dead_code)]
    note: String,
}

/// Every pair by the path of its expectations.
fn pairs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pairs");
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.to_string_lossy().ends_with(".pair.json"));
    found.sort();
    assert!(!found.is_empty(), "no pairs");
    found
}

fn read(pair: &Path, language: &str) -> taiyaku::Notice {
    let path = pair.to_string_lossy().replace(".pair.json", &format!(".{language}.txt"));
    Options::new().name(path.clone()).parse(std::fs::read(path).unwrap()).notice
}

/// The words of the planted values that stand in a field, such as `120000000`.
fn shows(values: &[taiyaku::Value], planted: &str) -> bool {
    let told: BTreeSet<String> =
        values.iter().flat_map(|value| value.to_string().split(' ').map(str::to_string).collect::<Vec<_>>()).collect();
    planted.split(' ').next().is_some_and(|first| told.contains(first))
}

#[test]
fn planted_differences_and_no_others() {
    for pair in pairs() {
        let expected: Expected = serde_json::from_slice(&std::fs::read(&pair).unwrap()).unwrap();
        let found = reconcile(&read(&pair, "en"), &read(&pair, "ja"));
        let differ: Vec<_> = found.fields.iter().filter(|field| field.verdict == Verdict::Differ).collect();
        assert_eq!(differ.len(), expected.differences.len(), "{}: {differ:#?}", pair.display());
        for Difference { field, ja, en, .. } in &expected.differences {
            let shown = differ.iter().any(|found| found.path.contains(field.as_str()) && shows(&found.left, ja) && shows(&found.right, en));
            assert!(shown, "{}: {field} {ja} {en} is not among {differ:#?}", pair.display());
        }
        let ids = |pair: &taiyaku::IncidentPair| Some((pair.left.as_ref()?.id.clone(), pair.right.as_ref()?.id.clone()));
        if !expected.incidents.is_empty() {
            assert_eq!(found.incidents.iter().filter_map(ids).collect::<Vec<_>>(), expected.incidents, "{}", pair.display());
        }
    }
}

#[test]
fn json_is_valid_against_its_schema_under_both_pairs_of_labels() {
    let schema = serde_json::to_value(schemars::schema_for!(Reconciliation)).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let (ja, en) = (parse("発覚日：2020年3月10日").notice, parse("Date discovered: March 11, 2020").notice);
    for (reconciliation, keys) in
        [(reconcile(&ja, &en), ["ja", "en", "ja_only", "en_only"]), (reconcile(&en, &en), ["left", "right", "left_only", "right_only"])]
    {
        let json = serde_json::to_value(&reconciliation).unwrap();
        assert!(validator.is_valid(&json), "{json}");
        assert!(json.get(keys[0]).is_some() && json.get(keys[1]).is_some());
        assert!(json["summary"].get(keys[2]).is_some() && json["summary"].get(keys[3]).is_some());
        assert_eq!(serde_json::from_value::<Reconciliation>(json).unwrap(), reconciliation);
    }
    assert!(!validator.is_valid(&serde_json::json!({"schema": "taiyaku/reconciliation/1"})));
}

/// The tool, with nothing in its environment that turns colours on or off.
fn taiyaku(args: &[&str]) -> std::process::Output {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("taiyaku");
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command.arg("reconcile").args(args).output().unwrap()
}

const SAME: [&str; 2] = ["fixtures/pairs/hamakaze.ja.txt", "fixtures/pairs/hamakaze.en.txt"];
const OTHER: [&str; 2] = ["fixtures/pairs/yukimi.ja.txt", "fixtures/pairs/yukimi.en.txt"];

#[test]
fn the_exit_status_tells_what_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let short = folder.path().join("short.txt").to_string_lossy().into_owned();
    std::fs::write(&short, "Date discovered: May 8, 2023\n").unwrap();
    let short = short.as_str();
    let [same_ja, same_en] = SAME;
    let [other_ja, other_en] = OTHER;
    for (args, code) in [
        (vec![same_ja, same_en], 0),
        (vec![same_en, same_ja], 0),
        (vec![same_ja, same_ja, "--fail-on", "one-sided"], 0),
        (vec![other_ja, other_en], 1),
        (vec![other_en, other_ja, "--fail-on", "differ"], 1),
        (vec![other_ja, other_en, "--fail-on", "one-sided"], 1),
        (vec![other_ja, other_en, "--fail-on", "never"], 0),
        (vec![same_ja, short], 0),
        (vec![same_ja, short, "--fail-on", "one-sided"], 1),
        (vec![same_ja, short, "--fail-on", "never"], 0),
        (vec![same_ja], 2),
        (vec![same_ja, same_en, other_en], 2),
        (vec!["-", "-"], 2),
        (vec![same_ja, same_en, "--fail-on", "whim"], 2),
        (vec![same_ja, same_en, "--format", "jsonl"], 2),
        (vec![same_ja, "fixtures/no-such-notice.txt"], 3),
        (vec![other_ja, "fixtures/invalid/empty.txt", "--fail-on", "never"], 3),
        (vec![same_ja, same_en, "--max-bytes", "10"], 3),
        (vec!["--help"], 0),
    ] {
        let output = taiyaku(&args);
        assert_eq!(output.status.code(), Some(code), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.stderr.is_empty(), code < 2, "{args:?}");
        assert_eq!(output.stdout.is_empty(), code >= 2, "{args:?}");
    }
}

#[test]
fn every_input_that_cannot_be_read_is_told_in_one_line() {
    let output = taiyaku(&["fixtures/no-such-notice.txt", "fixtures/invalid/empty.txt"]);
    let expected = "taiyaku: fixtures/no-such-notice.txt: no such file\ntaiyaku: fixtures/invalid/empty.txt: is empty\n";
    assert_eq!(String::from_utf8(output.stderr).unwrap(), expected);
}

#[test]
fn json_is_what_the_library_finds_in_either_order() {
    let pair = Path::new("fixtures/pairs/yukimi.pair.json");
    let named = |language: &str| {
        Options::new().name(OTHER[usize::from(language == "en")]).parse(std::fs::read(OTHER[usize::from(language == "en")]).unwrap())
    };
    let expected = reconcile(&named("ja").notice, &named("en").notice);
    assert!(pair.is_file());
    for [first, second] in [OTHER, [OTHER[1], OTHER[0]]] {
        let output = taiyaku(&[first, second, "--format", "json"]);
        assert_eq!(serde_json::from_slice::<Reconciliation>(&output.stdout).unwrap(), expected);
        assert!(output.stdout.ends_with(b"\n}\n"));
    }
}

#[test]
fn people_see_both_readings_and_the_lines_of_what_differs() {
    let output = taiyaku(&[OTHER[1], OTHER[0]]);
    let text = String::from_utf8(output.stdout).unwrap();
    let row = text.lines().find(|line| line.starts_with("differ")).unwrap();
    assert!(text.starts_with(&format!("ja     {}\nen     {}\n", OTHER[0], OTHER[1])), "{text}");
    assert!(row.contains("約1億2,000万円") || row.contains("約120万人"), "{row}");
    assert!(text.contains("被害額：約1億2,000万円") && text.contains("Amount of loss: approximately 12 million yen"), "{text}");
    assert!(!text.contains('\u{1b}'), "a pipe is no terminal");
    assert!(taiyaku(&[OTHER[0], OTHER[1], "--color", "always"]).stdout.contains(&0x1b));
}

#[test]
fn what_is_not_utf_8_is_shown_as_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notice.txt");
    let (bytes, ..) = encoding_rs::SHIFT_JIS.encode("2022年11月1日\n発覚日：2022年10月5日\n件数：約120万人\n");
    std::fs::write(&path, bytes).unwrap();
    let text = String::from_utf8(taiyaku(&[path.to_str().unwrap(), OTHER[1]]).stdout).unwrap();
    assert!(text.contains("発覚日：2022年10月5日"), "{text}");
}

#[test]
fn the_schema_is_named_sound_and_kept() {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("taiyaku");
    let output = command.args(["schema", "reconciliation"]).output().unwrap();
    let schema: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(schema["$id"], "urn:taiyaku:reconciliation:1");
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).unwrap();
    for pair in [SAME, OTHER, [SAME[0], OTHER[0]]] {
        let mut json: serde_json::Value = serde_json::from_slice(&taiyaku(&[pair[0], pair[1], "--format", "json"]).stdout).unwrap();
        assert!(validator.is_valid(&json), "{pair:?}");
        json["schema"] = "taiyaku/reconciliation/2".into();
        assert!(!validator.is_valid(&json), "{pair:?}");
    }
}

#[test]
fn the_readme_shows_what_is_printed() {
    let readme = include_str!("../README.md");
    let (_, after) = readme.split_once("<!-- reconcile -->\n```text\n").unwrap();
    let (shown, _) = after.split_once("```\n<!-- /reconcile -->").unwrap();
    let printed = String::from_utf8(taiyaku(&OTHER).stdout).unwrap();
    for line in shown.lines().filter(|line| *line != "…") {
        assert!(printed.lines().any(|printed| printed == line), "{line}\nis not in\n{printed}");
    }
}
