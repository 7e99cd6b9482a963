//! `taiyaku convert` from outside: what it reads, in which order it writes, and in which form.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

const NOTICE: &str = "お知らせ\n\n発覚日：2020年3月10日\n漏えい件数：1,204名\n原因：紛失\n";

fn taiyaku() -> Command {
    assert_cmd::cargo::cargo_bin_cmd!("taiyaku")
}

/// Runs `convert` with `args` in `folder`.
fn convert(folder: &Path, args: &[&str]) -> Output {
    taiyaku().current_dir(folder).arg("convert").args(args).output().expect("the tool starts")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("standard error is UTF-8")
}

/// A folder with these files.
fn folder<T: AsRef<[u8]>>(files: &[(&str, T)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(|line| serde_json::from_slice(line).unwrap()).collect()
}

fn records(path: impl AsRef<Path>) -> Vec<Value> {
    lines(&fs::read(path).unwrap())
}

/// What each record is called and, where it is one, the code of its error.
fn names(records: &[Value]) -> Vec<(Option<&str>, Option<&str>)> {
    records.iter().map(|record| (record["source"]["name"].as_str(), record["error"]["code"].as_str())).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_folder_is_read_in_sorted_order_and_by_ending() {
    let folder = folder(&[
        ("in/b.txt", NOTICE),
        ("in/a/z.md", NOTICE),
        ("in/a/y.HTML", NOTICE),
        ("in/c.htm", NOTICE),
        ("in/d.pdf", NOTICE),
        ("in/b.notice.json", "{}"),
        ("in/e.jsonl", "{}"),
    ]);
    let output = convert(folder.path(), &["in", "-o", "out.jsonl"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), "taiyaku: 4 read, 4 written, 0 failed\n"));
    let records = records(folder.path().join("out.jsonl"));
    assert_eq!(
        names(&records),
        [(Some("in/a/y.HTML"), None), (Some("in/a/z.md"), None), (Some("in/b.txt"), None), (Some("in/c.htm"), None)]
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left");
}

#[test]
fn patterns_choose_by_name_or_by_path() {
    let folder = folder(&[("in/a.txt", NOTICE), ("in/old/a.txt", NOTICE), ("in/old/b.log", NOTICE)]);
    let cases: &[(&[&str], &[&str])] = &[
        (&["*.log"], &["in/old/b.log"]),
        (&["a.txt"], &["in/a.txt", "in/old/a.txt"]),
        (&["old/*"], &["in/old/a.txt", "in/old/b.log"]),
        (&["*.log", "a.*"], &["in/a.txt", "in/old/a.txt", "in/old/b.log"]),
        (&["*.none"], &[]),
    ];
    for (patterns, expected) in cases {
        let args: Vec<&str> =
            ["in", "-o", "out.jsonl"].into_iter().chain(patterns.iter().flat_map(|pattern| ["--glob", pattern])).collect();
        assert_eq!(convert(folder.path(), &args).status.code(), Some(0));
        let records = records(folder.path().join("out.jsonl"));
        let found: Vec<&str> = records.iter().filter_map(|record| record["source"]["name"].as_str()).collect();
        assert_eq!(found, *expected, "{patterns:?}");
    }
}

#[test]
fn every_line_of_json_lines_is_a_record() {
    let text = [
        json!({"id": "n1", "text": NOTICE, "url": "https://www.a.example/1", "tags": ["x"]}).to_string(),
        "not json".to_string(),
        String::new(),
        json!({"id": 7, "html": "<html><head><meta charset=shift_jis></head><body><p>発覚日：2020年3月10日</p></body></html>"}).to_string(),
        json!({"id": "n3", "body": "no text"}).to_string(),
        json!({"id": "n4", "text": " "}).to_string(),
        json!({"id": "n5", "text": "x".repeat(5000)}).to_string(),
        json!({"text": NOTICE}).to_string(),
    ]
    .join("\n");
    let expected = [
        (Some("n1"), None),
        (None, Some("bad_record")),
        (Some("7"), None),
        (Some("n3"), Some("bad_record")),
        (Some("n4"), Some("empty")),
        (None, Some("too_large")),
        (Some("in:8"), None),
    ];
    let folder =
        folder(&[("in.jsonl", text.as_bytes()), ("in.jsonl.gz", &gzip(text.as_bytes())), ("in.ndjson.zst", &zstd(text.as_bytes()))]);
    for input in ["in.jsonl", "in.jsonl.gz", "in.ndjson.zst"] {
        let output = convert(folder.path(), &[input, "-o", "out.jsonl", "--max-bytes", "4K"]);
        assert_eq!(output.status.code(), Some(1), "{input}");
        assert!(stderr(&output).ends_with("taiyaku: 7 read, 3 written, 4 failed\n"), "{input}: {}", stderr(&output));
        assert!(stderr(&output).contains(&format!("taiyaku: {input}: line 2: is no JSON object")), "{input}: {}", stderr(&output));
        assert!(stderr(&output).contains(&format!("taiyaku: {input}: line 6 (n4): is empty\n")), "{input}: {}", stderr(&output));
        let records = records(folder.path().join("out.jsonl"));
        let named: Vec<_> = names(&records).into_iter().map(|(name, code)| (name.map(|name| name.replace(input, "in")), code)).collect();
        let expected: Vec<_> = expected.iter().map(|(name, code)| (name.map(str::to_string), *code)).collect();
        assert_eq!(named, expected, "{input}");
        assert_eq!(records[0]["source"]["meta"], json!({"url": "https://www.a.example/1", "tags": ["x"]}));
        assert_eq!((&records[0]["language"], &records[0]["source"]["media_type"]), (&json!("ja"), &json!("text/plain")));
        assert_eq!((&records[2]["language"], &records[2]["source"]["media_type"]), (&json!("ja"), &json!("text/html")));
        assert_eq!((&records[5]["source"]["file"], &records[5]["source"]["line"]), (&json!(input), &json!(7)));
    }
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}

#[test]
fn a_torn_archive_is_told_and_what_came_before_is_kept() {
    let text: String =
        (0..2000).map(|at| format!("{}\n", json!({"id": at, "text": format!("Notice {at} of {}", at * 7919 % 1000)}))).collect();
    let packed = gzip(text.as_bytes());
    let folder = folder(&[("in.jsonl.gz", &packed[..packed.len() / 2])]);
    assert_eq!(convert(folder.path(), &["in.jsonl.gz", "-o", "out.jsonl"]).status.code(), Some(1));
    let records = records(folder.path().join("out.jsonl"));
    let (last, good) = records.split_last().unwrap();
    assert!(good.len() > 100 && good.iter().all(|record| record["error"].is_null()));
    assert_eq!((&last["error"]["code"], &last["source"]["line"]), (&json!("unreadable"), &json!(good.len() + 1)));
}

#[test]
fn standard_input_is_one_notice_or_json_lines() {
    let line = json!({"id": "n1", "text": NOTICE}).to_string();
    let cases: [(Vec<u8>, Option<&str>); 4] = [
        (NOTICE.into(), None),
        (line.clone().into(), Some("n1")),
        (format!("\n {line}").into(), Some("n1")),
        (gzip(line.as_bytes()), Some("n1")),
    ];
    for (input, name) in cases {
        let output = taiyaku().args(["convert", "-", "-o", "-"]).write_stdin(input).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let records = lines(&output.stdout);
        assert_eq!(names(&records), [(name, None)]);
        assert_eq!(records[0]["incidents"][0]["counts"][0]["value"], 1204);
    }
    let output = taiyaku().args(["convert", "-", "-o", "-", "--quiet"]).write_stdin("").output().unwrap();
    assert_eq!((output.status.code(), stderr(&output)), (Some(1), ""));
    assert_eq!(names(&lines(&output.stdout)), [(None, Some("empty"))]);
}

/// Notices of very different length, so that they are ready in another order than they came.
fn uneven(count: usize) -> TempDir {
    let files: Vec<(String, String)> = (0..count)
        .map(|at| {
            (
                format!("in/{at:04}.txt"),
                format!("第{at}号\n{}", NOTICE.repeat(if at % 17 == 0 { 60 } else { 1 }).replace("1,204", &format!("{at}"))),
            )
        })
        .collect();
    folder(&files.iter().map(|(name, text)| (name.as_str(), text)).collect::<Vec<_>>())
}

#[test]
fn the_order_is_that_of_the_inputs_for_any_number_of_threads() {
    let folder = uneven(300);
    let bytes: Vec<Vec<u8>> = ["1", "2", "7"]
        .iter()
        .map(|threads| {
            assert_eq!(convert(folder.path(), &["in", "-o", "out.jsonl", "--threads", threads]).status.code(), Some(0));
            fs::read(folder.path().join("out.jsonl")).unwrap()
        })
        .collect();
    assert!(bytes.iter().all(|other| *other == bytes[0]));
    let names: Vec<String> = lines(&bytes[0]).iter().map(|record| record["source"]["name"].as_str().unwrap().to_string()).collect();
    assert_eq!(names.len(), 300);
    assert!(names.is_sorted());
}

#[test]
fn what_cannot_be_read_is_a_record_in_its_place() {
    let folder = folder(&[("in/a.txt", NOTICE), ("in/b.txt", ""), ("in/c.txt", "PK\u{3}\u{4}\0\0"), ("in/d.txt", NOTICE)]);
    let output = convert(folder.path(), &["in", "gone.txt", "gone.jsonl", "-o", "out.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    let expected = "taiyaku: in/b.txt: is empty\n\
                    taiyaku: in/c.txt: is not text: it holds NUL bytes\n\
                    taiyaku: gone.txt: no such file\n\
                    taiyaku: gone.jsonl: no such file\n\
                    taiyaku: 6 read, 2 written, 4 failed\n";
    assert_eq!(stderr(&output), expected);
    let records = records(folder.path().join("out.jsonl"));
    assert_eq!(
        names(&records),
        [
            (Some("in/a.txt"), None),
            (Some("in/b.txt"), Some("empty")),
            (Some("in/c.txt"), Some("binary")),
            (Some("in/d.txt"), None),
            (Some("gone.txt"), Some("missing")),
            (Some("gone.jsonl"), Some("missing")),
        ]
    );
    assert_eq!(records[1], json!({"source": {"name": "in/b.txt"}, "error": {"code": "empty", "message": "is empty"}}));
}

#[test]
fn errors_stand_apart_where_that_is_asked_for() {
    let folder = folder(&[("in/a.txt", NOTICE), ("in/b.txt", ""), ("in/c.txt", NOTICE)]);
    for out in ["out.jsonl", "out.json", "out.csv", "out.parquet"] {
        let output = convert(folder.path(), &["in", "-o", out, "--errors", "errors.jsonl", "-q"]);
        assert_eq!((output.status.code(), stderr(&output)), (Some(1), ""), "{out}");
        assert_eq!(names(&records(folder.path().join("errors.jsonl"))), [(Some("in/b.txt"), Some("empty"))], "{out}");
    }
    assert_eq!(names(&records(folder.path().join("out.jsonl"))), [(Some("in/a.txt"), None), (Some("in/c.txt"), None)]);
    assert_eq!(fs::read_to_string(folder.path().join("out.csv")).unwrap().lines().count(), 3);
}

#[cfg(unix)]
#[test]
fn loops_of_links_and_folders_that_are_closed_are_told_by_their_path() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = folder(&[("in/a.txt", NOTICE), ("in/b/c.txt", NOTICE), ("in/closed/d.txt", NOTICE)]);
    let path = |name: &str| folder.path().join(name);
    symlink("..", path("in/b/up")).unwrap();
    symlink("nowhere.txt", path("in/dead.txt")).unwrap();
    symlink("nowhere", path("in/dead.lock")).unwrap();
    fs::set_permissions(path("in/closed"), fs::Permissions::from_mode(0o000)).unwrap();
    // Whoever may do everything finds no folder closed.
    let closed = fs::read_dir(path("in/closed")).is_err();
    let output = convert(folder.path(), &["in", "-o", "out.jsonl"]);
    fs::set_permissions(path("in/closed"), fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(output.status.code(), Some(1));
    let records = records(path("out.jsonl"));
    let last = if closed { (Some("in/closed"), Some("unreadable")) } else { (Some("in/closed/d.txt"), None) };
    let expected = [
        (Some("in/a.txt"), None),
        (Some("in/b/c.txt"), None),
        (Some("in/b/up"), Some("link_loop")),
        last,
        (Some("in/dead.txt"), Some("missing")),
    ];
    assert_eq!(names(&records), expected);
    assert!(stderr(&output).contains("taiyaku: in/b/up: is a link to in, the folder that it lies in\n"), "{}", stderr(&output));
}

#[test]
fn the_output_is_no_input() {
    let folder = folder(&[("a.txt", NOTICE), ("out.txt", NOTICE), ("errors.txt", NOTICE)]);
    for _ in 0..2 {
        assert_eq!(convert(folder.path(), &[".", "-o", "out.txt", "--errors", "./errors.txt"]).status.code(), Some(0));
        assert_eq!(names(&records(folder.path().join("out.txt"))), [(Some("./a.txt"), None)]);
    }
}

#[test]
fn every_form_holds_the_same_records() {
    let folder = uneven(20);
    let path = |name: &str| folder.path().join(name);
    for out in ["out.jsonl", "out.json", "out.jsonl.gz", "out.json.zst", "out.csv", "out.csv.gz", "out.parquet", "plain"] {
        assert_eq!(convert(folder.path(), &["in", "-o", out]).status.code(), Some(0), "{out}");
    }
    let plain = fs::read(path("out.jsonl")).unwrap();
    assert_eq!(plain, fs::read(path("plain")).unwrap());
    let array: Vec<Value> = serde_json::from_slice(&fs::read(path("out.json")).unwrap()).unwrap();
    assert_eq!(array, lines(&plain));
    let mut unpacked = Vec::new();
    flate2::read::MultiGzDecoder::new(&fs::read(path("out.jsonl.gz")).unwrap()[..]).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain);
    assert_eq!(zstd::decode_all(&fs::read(path("out.json.zst")).unwrap()[..]).unwrap(), fs::read(path("out.json")).unwrap());
    let mut unpacked = Vec::new();
    flate2::read::MultiGzDecoder::new(&fs::read(path("out.csv.gz")).unwrap()[..]).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, fs::read(path("out.csv")).unwrap());
    assert_eq!(parquet(&path("out.parquet")), csv(&path("out.csv")));
}

#[test]
fn no_input_gives_an_empty_output() {
    let folder = folder(&[("in/a.log", NOTICE)]);
    for (out, expected) in [("out.jsonl", ""), ("out.json", "[]\n")] {
        let output = convert(folder.path(), &["in", "-o", out]);
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), "taiyaku: 0 read, 0 written, 0 failed\n"));
        assert_eq!(fs::read_to_string(folder.path().join(out)).unwrap(), expected);
    }
    assert_eq!(convert(folder.path(), &["in", "-o", "out.parquet"]).status.code(), Some(0));
    assert_eq!(parquet(&folder.path().join("out.parquet")).len(), 1);
}

/// The rows of a CSV file, that of the names first.
fn csv(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
    reader.records().map(|row| row.unwrap().iter().map(str::to_string).collect()).collect()
}

/// The rows of a Parquet file as CSV would write them.
fn parquet(path: &Path) -> Vec<Vec<String>> {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    let reader = SerializedFileReader::new(fs::File::open(path).unwrap()).unwrap();
    let names = reader.metadata().file_metadata().schema().get_fields().iter().map(|field| field.name().to_string()).collect();
    let cell = |field: &Field| match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::ULong(number) => number.to_string(),
        Field::Bool(flag) => flag.to_string(),
        other => panic!("{other:?}"),
    };
    let rows = reader.get_row_iter(None).unwrap().map(|row| row.unwrap().get_column_iter().map(|(_, field)| cell(field)).collect());
    std::iter::once(names).chain(rows).collect()
}

#[test]
fn tables_have_a_row_for_each_value() {
    let largest = "お知らせ\n\n発覚日：2020年3月10日\n漏えい件数：9,876,543,210名\n";
    let quoted = "お知らせ\n\nサービス名：「a,b\"c」\n発覚日：2020年3月10日\n発生日：2020年3月9日\n流出した情報：氏名、住所\n";
    let folder = folder(&[("in/a.txt", NOTICE), ("in/b.txt", largest), ("in/c.txt", quoted), ("in/d.txt", "")]);
    let cell = |rows: &[Vec<String>], row: usize, name: &str| rows[row][rows[0].iter().position(|column| column == name).unwrap()].clone();
    for (table, column) in [(None, "incident"), (Some("dates"), "event"), (Some("counts"), "unit"), (Some("data"), "category")] {
        let args = |out: &'static str| {
            ["in", "-o", out, "-q"].into_iter().chain(table.into_iter().flat_map(|table| ["--table", table])).collect::<Vec<_>>()
        };
        convert(folder.path(), &args("out.csv"));
        convert(folder.path(), &args("out.parquet"));
        let rows = csv(&folder.path().join("out.csv"));
        assert_eq!(rows, parquet(&folder.path().join("out.parquet")), "{table:?}");
        assert!(rows.len() > 1, "{table:?}");
        assert!(rows[0].iter().any(|name| name == column), "{table:?}");
        match table {
            None => {
                assert_eq!(rows.len(), 5);
                assert_eq!([1, 2].map(|row| cell(&rows, row, "affected")), ["1204", "9876543210"]);
                assert_eq!([1, 3].map(|row| cell(&rows, row, "discovered")), ["2020-03-10", "2020-03-10"]);
                assert_eq!([3, 4].map(|row| cell(&rows, row, "error_code")), ["", "empty"]);
            }
            Some("dates") => {
                assert_eq!((2..5).map(|row| cell(&rows, row, "date")).collect::<Vec<_>>(), ["2020-03-10", "2020-03-10", "2020-03-09"])
            }
            _ => {}
        }
    }
}

#[test]
fn wrong_usage_ends_with_2() {
    let cases: &[(&[&str], &str)] = &[
        (&["."], "--output"),
        (&["-o", "out.jsonl"], "<PATH>"),
        (&["-", "-", "-o", "out.jsonl"], "can be read only once"),
        (&[".", "-o", "-", "--resume"], "need a file to write"),
        (&[".", "-o", "-", "--errors", "e"], "need a file to write"),
        (&[".", "-o", "out.jsonl", "--errors", "out.jsonl"], "names the same file"),
        (&[".", "-o", "out.jsonl", "--table", "dates"], "--table is for .csv and .parquet"),
        (&[".", "-o", "out.csv", "--table", "chairs"], "'chairs'"),
        (&[".", "-o", "out.parquet.gz"], "is compressed already"),
        (&[".", "-o", "out.jsonl", "--threads", "0"], "'0'"),
        (&[".", "-o", "out.jsonl", "--glob", "[a"], "'[a'"),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (args, words) in cases {
        let output = convert(folder.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).contains(words), "{args:?}: {}", stderr(&output));
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn what_cannot_be_written_is_told_by_its_path() {
    let folder = folder(&[("a.txt", NOTICE), ("dir/b.txt", NOTICE)]);
    let mut cases =
        vec![("no/such/out.jsonl", "taiyaku: no/such/out.jsonl.partial: "), ("dir", "taiyaku: dir: is there and no regular file")];
    if cfg!(unix) {
        cases.push(("/dev/null", "taiyaku: /dev/null: is there and no regular file"));
    }
    for (out, words) in cases {
        let output = convert(folder.path(), &["a.txt", "-o", out]);
        assert_eq!(output.status.code(), Some(1), "{out}");
        assert!(stderr(&output).starts_with(words), "{out}: {}", stderr(&output));
    }
}

/// A limit of the size of files stands for the full disk.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_by_its_path_and_the_run_can_go_on() {
    let folder = uneven(200);
    let tool = assert_cmd::cargo::cargo_bin!("taiyaku");
    let script = format!("trap '' XFSZ; ulimit -f 64; exec '{}' convert in -o out.jsonl", tool.display());
    let output = std::process::Command::new("sh").args(["-c", &script]).current_dir(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).starts_with("taiyaku: out.jsonl.partial: "), "{}", stderr(&output));
    assert!(!folder.path().join("out.jsonl").exists());
    let output = convert(folder.path(), &["in", "-o", "out.jsonl", "--resume"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains(" were done before\n"), "{}", stderr(&output));
    assert_eq!(convert(folder.path(), &["in", "-o", "whole.jsonl"]).status.code(), Some(0));
    assert_eq!(fs::read(folder.path().join("out.jsonl")).unwrap(), fs::read(folder.path().join("whole.jsonl")).unwrap());
}
