//! `taiyaku check` from outside.

use std::fs;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

const NOTICE: &str = "お知らせ\n\n発覚日：2020年3月10日\n漏えい件数：1,204名\n原因：紛失\n";

fn check(folder: &Path, args: &[&str]) -> Output {
    assert_cmd::cargo::cargo_bin_cmd!("taiyaku").arg("check").arg(folder).args(args).output().expect("the tool starts")
}

/// How it ended, and what it wrote on standard output, the folder's path left out.
fn told(folder: &Path, args: &[&str]) -> (i32, String) {
    let output = check(folder, args);
    let text = String::from_utf8(output.stdout).unwrap().replace(&format!("{}/", folder.display()), "");
    (output.status.code().unwrap(), text)
}

/// A folder with these files, and an expectation for each notice.
fn expected(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    assert_eq!(check(folder.path(), &["--new", "--update"]).status.code(), Some(0));
    folder
}

#[test]
fn what_gives_the_same_passes_wherever_it_lies() {
    let folder = expected(&[("a.txt", NOTICE), ("b/c.html", "<p>お知らせ</p><p>原因：紛失</p>"), ("empty.txt", "")]);
    assert_eq!(told(folder.path(), &[]), (0, String::new()));
    let moved = folder.path().with_extension("moved");
    fs::rename(folder.path(), &moved).unwrap();
    assert_eq!(told(&moved, &[]), (0, String::new()));
    fs::rename(&moved, folder.path()).unwrap();
}

#[test]
fn changes_are_told_field_by_field() {
    let folder = expected(&[("a.txt", NOTICE), ("b.txt", NOTICE)]);
    let expectation = folder.path().join("a.notice.json");
    let json = fs::read_to_string(&expectation).unwrap();
    fs::write(&expectation, json.replace("\"value\": 1204", "\"value\": 1205").replace("\"ja\"", "\"en\"")).unwrap();
    let (code, text) = told(folder.path(), &[]);
    assert_eq!((code, text.as_str()), (1, "a.txt\n  ~ incidents[0].counts[0].value: 1205 -> 1204\n  ~ language: \"en\" -> \"ja\"\n"));
    assert_eq!(told(folder.path(), &["--update"]), (0, String::new()));
    assert_eq!(fs::read_to_string(&expectation).unwrap(), json);
    assert_eq!(told(folder.path(), &[]), (0, String::new()));
}

#[test]
fn a_damaged_expectation_is_a_change() {
    let folder = expected(&[("a.txt", NOTICE)]);
    fs::write(folder.path().join("a.notice.json"), "{").unwrap();
    let (code, text) = told(folder.path(), &[]);
    assert_eq!(code, 1);
    assert!(text.starts_with("a.txt\n  a.notice.json: EOF while parsing"), "{text}");
}

#[test]
fn a_notice_that_can_no_longer_be_read_is_a_change() {
    let folder = expected(&[("a.txt", NOTICE)]);
    fs::write(folder.path().join("a.txt"), "").unwrap();
    let (code, text) = told(folder.path(), &[]);
    assert_eq!(code, 1);
    assert!(text.contains("  + error: {\"code\":\"empty\",\"message\":\"is empty\"}\n"), "{text}");
}

#[test]
fn an_expectation_without_its_notice_is_a_change() {
    let folder = expected(&[("a.txt", NOTICE), ("b.txt", NOTICE)]);
    fs::remove_file(folder.path().join("b.txt")).unwrap();
    assert_eq!(told(folder.path(), &[]), (1, "b.notice.json\n  no notice belongs to it\n".to_string()));
}

#[test]
fn new_notices_are_listed_and_written_only_when_asked_for() {
    let folder = expected(&[("a.txt", NOTICE)]);
    fs::write(folder.path().join("b.txt"), NOTICE).unwrap();
    assert_eq!(told(folder.path(), &[]), (0, String::new()));
    assert_eq!(told(folder.path(), &["--update"]), (0, String::new()));
    assert_eq!(told(folder.path(), &["--new"]), (0, "b.txt\n".to_string()));
    assert!(!folder.path().join("b.notice.json").exists());
    assert_eq!(told(folder.path(), &["--new", "--update"]), (0, "b.txt\n".to_string()));
    assert!(folder.path().join("b.notice.json").exists());
}

#[test]
fn notices_that_share_a_name_have_an_expectation_each() {
    let folder = expected(&[("a.txt", NOTICE), ("a.html", "<p>お知らせ</p><p>原因：盗難</p>")]);
    for name in ["a.txt.notice.json", "a.html.notice.json"] {
        assert!(folder.path().join(name).exists(), "{name}");
    }
    // The name stays when the other is gone.
    fs::remove_file(folder.path().join("a.html")).unwrap();
    fs::remove_file(folder.path().join("a.html.notice.json")).unwrap();
    assert_eq!(told(folder.path(), &[]), (0, String::new()));
}

#[test]
fn nothing_to_compare_is_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), NOTICE).unwrap();
    assert_eq!(check(folder.path(), &[]).status.code(), Some(1));
    assert_eq!(check(&folder.path().join("gone"), &[]).status.code(), Some(1));
    assert_eq!(check(folder.path(), &["--wrong"]).status.code(), Some(2));
}

/// `taiyaku check fixtures --new --update` writes the expectations of the project's own fixtures; from the first one on each must have its own.
#[test]
fn the_fixtures_give_what_is_expected_of_them() {
    let folder = Path::new("fixtures");
    let begun = ["ja", "en"].iter().any(|language| {
        let files = fs::read_dir(folder.join(language)).unwrap().map(|entry| entry.unwrap().path());
        files.into_iter().any(|path| path.to_string_lossy().ends_with(".notice.json"))
    });
    if begun {
        assert_eq!(told(folder, &[]), (0, String::new()));
        assert_eq!(told(folder, &["--new"]), (0, String::new()), "these have no expectation");
    }
}
