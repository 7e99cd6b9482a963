//! The HTML report from outside: that a page is well formed and alone, that nothing of a notice becomes markup, that facts stand where they were read.
//!
//! What needs a browser is in `tests/browser`, and left out here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use base64::Engine;
use html5gum::{DefaultEmitter, Token, Tokenizer};
use sha2::{Digest, Sha256};

/// Elements without an end tag, as far as the page has any.
const VOID: [&str; 4] = ["meta", "input", "br", "hr"];

fn run(args: &[&str]) -> Output {
    assert_cmd::cargo::cargo_bin_cmd!("taiyaku").args(args).output().expect("the tool starts")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("standard error is UTF-8")
}

/// The page of some notices.
fn report(files: &[&str]) -> String {
    let output = run(&[&["report", "-o", "-"], files].concat());
    String::from_utf8(output.stdout).expect("a page is UTF-8")
}

/// The page of a pair.
fn reconciled(pair: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("page.html");
    let [ja, en] = ["ja", "en"].map(|language| format!("fixtures/{pair}.{language}.txt"));
    let output = run(&["reconcile", "--fail-on", "never", &ja, &en, "--report", out.to_str().expect("a path")]);
    assert!(output.status.success(), "{}", stderr(&output));
    fs::read_to_string(out).expect("a page")
}

/// Every fixture but those of expectations.
fn fixtures(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("fixtures are there") {
            let path = entry.expect("fixtures can be listed").path();
            match path.extension().and_then(|ending| ending.to_str()) {
                _ if path.is_dir() => folders.push(path),
                Some("txt" | "html") => found.push(path.to_string_lossy().into_owned()),
                _ => {}
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no fixtures");
    found
}

/// An element or a text of a page, with the elements around it.
struct Part {
    /// The names and attributes of the elements around it and, of an element, its own.
    around: Vec<(String, BTreeMap<String, String>)>,
    /// Of a text, the text.
    text: Option<String>,
}

impl Part {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.around.last()?.1.get(name).map(String::as_str)
    }

    fn is_in(&self, id: &str) -> bool {
        self.around.iter().any(|(_, attributes)| attributes.get("id").is_some_and(|own| own == id))
    }

    fn name(&self) -> &str {
        self.around.last().map_or("", |(name, _)| name)
    }
}

/// The parts of a page, which is sound: every element is closed in its turn, and the tokenizer has nothing to complain of.
fn parts(page: &str) -> Vec<Part> {
    let mut around: Vec<(String, BTreeMap<String, String>)> = Vec::new();
    let mut parts = Vec::new();
    let word = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("a page is UTF-8");
    let mut emitter: DefaultEmitter = DefaultEmitter::default();
    // What is in a script is no markup.
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(page, emitter) {
        match token {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter().map(|(name, value)| (word(name), word(value))).collect();
                let name = word(&tag.name);
                let ends = tag.self_closing || VOID.contains(&name.as_str());
                around.push((name, attributes));
                parts.push(Part { around: around.clone(), text: None });
                if ends {
                    around.pop();
                }
            }
            Token::EndTag(tag) => assert_eq!(around.pop().map(|(name, _)| name), Some(word(&tag.name))),
            Token::String(text) => parts.push(Part { around: around.clone(), text: Some(word(&text)) }),
            Token::Error(error) => panic!("{error:?}"),
            Token::Comment(_) => panic!("a comment"),
            Token::Doctype(_) => {}
        }
    }
    assert!(around.is_empty(), "{} elements stay open", around.len());
    parts
}

/// A page is sound, asks for nothing, runs nothing but its own script, and every way in it leads somewhere.
fn assert_sound(page: &str) -> Vec<Part> {
    let parts = parts(page);
    let mut ids = BTreeSet::new();
    for id in parts.iter().filter(|part| part.text.is_none()).filter_map(|part| part.attribute("id")) {
        assert!(ids.insert(id), "{id} twice");
    }
    for part in parts.iter().filter(|part| part.text.is_none()) {
        let known = !["img", "iframe", "object", "embed", "link", "base", "audio", "video"].contains(&part.name());
        assert!(known, "{}", part.name());
        for (name, value) in &part.around.last().expect("an element").1 {
            assert!(
                !name.starts_with("on") && !["style", "src", "srcdoc", "action", "formaction"].contains(&name.as_str()),
                "{name}={value}"
            );
            let leads = |id: &str| ids.contains(id);
            match name.as_str() {
                "href" if value.starts_with('#') => assert!(leads(&value[1..]), "{value}"),
                "href" => assert!(value.starts_with("https://") || value.starts_with("http://"), "{value}"),
                "aria-describedby" | "data-f" => assert!(value.split(' ').all(leads), "{value}"),
                _ => {}
            }
        }
    }
    let policy = parts.iter().find_map(|part| {
        let is_policy = part.attribute("http-equiv") == Some("Content-Security-Policy");
        is_policy.then(|| part.attribute("content").expect("a policy")).filter(|_| part.text.is_none())
    });
    let policy = policy.expect("a policy");
    assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{policy}");
    for name in ["style", "script"] {
        let texts: Vec<&Part> = parts.iter().filter(|part| part.text.is_some() && part.name() == name).collect();
        assert_eq!(parts.iter().filter(|part| part.text.is_none() && part.name() == name).count(), 1, "{name}");
        let text: String = texts.iter().filter_map(|part| part.text.clone()).collect();
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text));
        assert!(policy.contains(&format!("{name}-src 'sha256-{hash}'")), "{name} is not allowed");
    }
    parts
}

/// The text in the element of an id, without space and what is set beside it.
fn text_in(parts: &[Part], id: &str) -> String {
    let shown =
        |part: &&Part| part.is_in(id) && !part.around.iter().any(|(name, attributes)| name == "sup" || attributes.contains_key("role"));
    let text: String = parts.iter().filter(shown).filter_map(|part| part.text.as_deref()).collect();
    text.split_whitespace().collect()
}

#[test]
fn the_pages_of_all_fixtures_are_sound() {
    for folder in ["fixtures/ja", "fixtures/en", "fixtures/invalid", "fixtures/report"] {
        let files = fixtures(folder);
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        assert_sound(&report(&files));
        for file in files.iter().filter(|file| !file.contains("invalid")) {
            assert_sound(&report(&[file]));
        }
    }
    for pair in ["pairs/yukimi", "pairs/kogane", "pairs/hamakaze", "report/hostile"] {
        let page = reconciled(pair);
        assert_sound(&page);
        assert!(page.len() < 200_000, "{pair}: {} bytes", page.len());
    }
}

#[test]
fn the_whole_text_is_shown() {
    let squeezed = |path: &str| fs::read_to_string(path).expect("a fixture").split_whitespace().collect::<String>();
    let parts = parts(&reconciled("pairs/yukimi"));
    for (id, language) in [("l", "ja"), ("r", "en")] {
        assert_eq!(text_in(&parts, id), squeezed(&format!("fixtures/pairs/yukimi.{language}.txt")));
    }
    // In another encoding it is the same.
    let parts = self::parts(&report(&["fixtures/ja/lost-usb.txt", "fixtures/ja/encodings/lost-usb.shift_jis.txt"]));
    let text = text_in(&parts, "n1t");
    assert_eq!(text, squeezed("fixtures/ja/lost-usb.txt"));
    assert_eq!(text, text_in(&parts, "n2t"));
}

#[test]
fn a_contradiction_is_marked_in_both_texts() {
    let parts = assert_sound(&reconciled("pairs/yukimi"));
    for (id, words) in [("l", "約1億2,000万円"), ("r", "approximately 12 million yen")] {
        let mark = parts.iter().find(|part| part.is_in(id) && part.text.as_deref() == Some(words)).expect("the words");
        assert!(mark.attribute("class").is_some_and(|class| class.contains("t-differ")));
        assert_eq!(mark.attribute("data-f"), Some("f2"));
    }
    let row: String = parts.iter().filter(|part| part.is_in("f2")).filter_map(|part| part.text.clone()).collect();
    for words in ["≠", "losses", "differ", "120,000,000 JPY", "12,000,000 JPY", "a factor of 10"] {
        assert!(row.contains(words), "{words}: {row}");
    }
}

#[test]
fn what_is_hostile_is_text() {
    let parts = assert_sound(&reconciled("report/hostile"));
    let text = text_in(&parts, "l");
    for words in
        ["<script>document.title='ran';window.ran=1</script>", "\"onmouseover=\"", "]]>", "javascript:window.ran=4", "{{7*7}}", "&lt;b&gt;"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    // What turns the direction of a line is not let through.
    assert!(text.contains('\u{FFFD}') && !text.contains('\u{202E}'));
}

#[test]
fn the_same_notice_gives_the_same_page() {
    let files = ["fixtures/ja/digest.txt", "fixtures/en/page.html"];
    assert_eq!(report(&files), report(&files));
    assert_eq!(reconciled("pairs/kogane"), reconciled("pairs/kogane"));
}

#[test]
fn what_cannot_be_read_is_told_and_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("page.html");
    let out = out.to_str().expect("a path");
    let output = run(&["report", "no-such.txt", "fixtures/en/short.txt", "-o", out]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output), "taiyaku: no-such.txt: no such file\n");
    assert!(fs::read_to_string(out).expect("a page").contains("id=\"n1\""));
    fs::remove_file(out).expect("the page");
    // Where nothing is left there is no page.
    assert_eq!(run(&["report", "no-such.txt", "-o", out]).status.code(), Some(1));
    assert!(!Path::new(out).exists());
}

#[test]
fn a_page_that_cannot_be_written_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a path").to_string();
    let (notice, nowhere) = (path("notice.txt"), path("none/page.html"));
    fs::copy("fixtures/en/short.txt", &notice).expect("a copy");
    let pair = ["fixtures/pairs/yukimi.ja.txt", "fixtures/pairs/yukimi.en.txt"];
    let cases: &[(&[&str], i32, &str)] = &[
        (&["report", &notice], 2, "--output <OUT>"),
        (&["report", "-o", &notice], 2, "<FILE>"),
        (&["report", "-", "-", "-o", &nowhere], 2, "only once"),
        (&["report", &notice, "-o", &notice], 2, "cannot be the page to write"),
        (&["report", &notice, "-o", &path("")], 1, "no regular file"),
        (&["report", &notice, "-o", &nowhere], 1, "none/page.html"),
        (&["reconcile", &notice, pair[1], "--report", &notice], 2, "cannot be the page to write"),
        (&["reconcile", pair[0], pair[1], "--report", "-"], 2, "--report needs a file"),
        (&["reconcile", pair[0], pair[1], "--report", &nowhere], 3, "none/page.html"),
    ];
    for (args, code, words) in cases {
        let output = run(args);
        assert_eq!(output.status.code(), Some(*code), "{args:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(words), "{args:?}: {}", stderr(&output));
    }
    assert_eq!(fs::read("fixtures/en/short.txt").expect("a fixture"), fs::read(&notice).expect("the notice"));
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
}

#[test]
fn a_report_does_not_change_the_verdict() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("page.html");
    let pair = ["fixtures/pairs/yukimi.en.txt", "fixtures/pairs/yukimi.ja.txt"];
    let without = run(&["reconcile", pair[0], pair[1]]);
    let with = run(&["reconcile", pair[0], pair[1], "--report", out.to_str().expect("a path")]);
    assert_eq!((without.status.code(), &without.stdout), (Some(1), &with.stdout));
    assert_eq!(with.status.code(), Some(1));
    // The Japanese text is on the left, whatever the order of the files.
    assert!(fs::read_to_string(out).expect("a page").contains("id=\"l\" lang=\"ja\""));
}

#[test]
#[ignore = "needs Chromium and Node.js: run tests/browser/run"]
fn in_a_browser() {
    let status = std::process::Command::new("tests/browser/run").status().expect("bash is there");
    assert!(matches!(status.code(), Some(0 | 77)), "{status}");
}
