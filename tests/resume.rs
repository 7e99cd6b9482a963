//! Runs of `taiyaku convert` that are cut short and go on: what they write is what a run without interruption writes, byte for byte.
//!
//! The moments are drawn from a seed, which every failure prints; `TAIYAKU_SEED` sets it.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How often a run is killed.
const KILLS: u32 = 20;
/// How many notices there are: fewer where a build without optimisation reads them.
const NOTICES: u32 = if cfg!(debug_assertions) { 500 } else { 5000 };

/// Numbers that look random and are the same for the same seed (SplitMix64).
struct Random(u64);

impl Random {
    fn new() -> Random {
        Random(std::env::var("TAIYAKU_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_200_310))
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % limit.max(1)
    }
}

/// A folder of notices, some of which cannot be read, and JSON Lines beside it.
fn inputs(count: u32) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    let notice = |at: u32| format!("お知らせ {at}\n\n発覚日：2020年3月{}日\n漏えい件数：{}名\n原因：紛失\n", at % 28 + 1, at + 1);
    let mut lines = String::new();
    for at in 0..count {
        let text = if at % 97 == 13 { String::new() } else { notice(at) };
        fs::write(folder.path().join(format!("in/{at:05}.txt")), text).unwrap();
        if at % 10 == 0 {
            let text = notice(at + count);
            lines += &(if at % 70 == 0 {
                "torn {\n".to_string()
            } else {
                format!("{}\n", serde_json::json!({"id": at, "text": text, "at": [at]}))
            });
        }
    }
    fs::write(folder.path().join("lines.jsonl"), lines).unwrap();
    folder
}

/// A run over these inputs.
fn convert(folder: &Path, out: &str, more: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("taiyaku"));
    command.current_dir(folder).args(["convert", "in", "lines.jsonl", "-q", "-o", out]).args(more).stderr(Stdio::piped());
    command
}

/// Lets it run to its end; some inputs cannot be read, so that it ends with 1.
fn finish(mut command: Command) {
    let output = command.output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(1), ""));
}

/// Runs it and kills it after `pause`; `None` where it came to its end before.
fn kill(mut command: Command, pause: Duration) -> Option<ExitStatus> {
    let mut child = command.spawn().unwrap();
    let begun = Instant::now();
    while begun.elapsed() < pause {
        if let Some(status) = child.try_wait().unwrap() {
            assert_eq!(status.code(), Some(1), "{:?}", child.wait_with_output());
            return None;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    // SIGKILL on Unix: nothing can be put in order any more.
    let _ = child.kill();
    let status = child.wait().unwrap();
    (status.code() != Some(1)).then_some(status)
}

/// What lies in the folder besides the inputs.
fn left(folder: &Path) -> Vec<PathBuf> {
    let mut names: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into()).collect();
    names.retain(|name| name.as_os_str() != "in" && name.as_os_str() != "lines.jsonl");
    names.sort();
    names
}

#[test]
fn a_run_killed_at_any_moment_goes_on_to_the_same_bytes() {
    let mut random = Random::new();
    let seed = random.0;
    let folder = inputs(NOTICES);
    let whole: Vec<(&str, Vec<u8>, Duration)> = ["out.jsonl", "out.csv", "out.json.gz", "out.parquet"]
        .into_iter()
        .map(|out| {
            let begun = Instant::now();
            finish(convert(folder.path(), out, &[]));
            let took = begun.elapsed();
            let bytes = fs::read(folder.path().join(out)).unwrap();
            fs::remove_file(folder.path().join(out)).unwrap();
            (out, bytes, took)
        })
        .collect();
    let (mut kills, mut chain, mut form) = (0, 0, 0);
    while kills < KILLS {
        let (out, bytes, took) = &whole[form % whole.len()];
        // Some moments are late, so that the making of the output is met too.
        let pause = took.mul_f64(random.below(1100) as f64 / 1000.0);
        let killed = kill(convert(folder.path(), out, &["--resume"]), pause).is_some();
        kills += u32::from(killed);
        chain = if killed { chain + 1 } else { 0 };
        if !killed || chain == 5 {
            if killed {
                finish(convert(folder.path(), out, &["--resume"]));
            }
            assert!(fs::read(folder.path().join(out)).unwrap() == *bytes, "{out} is another; TAIYAKU_SEED={seed}, after {kills} kills");
            assert_eq!(left(folder.path()), [PathBuf::from(out)], "TAIYAKU_SEED={seed}");
            fs::remove_file(folder.path().join(out)).unwrap();
            (chain, form) = (0, form + 1);
        }
    }
}

/// An interrupted run: whole records, and the state beside them, as a killed run leaves them.
fn interrupt(folder: &Path, records: &[u8]) {
    fs::write(folder.join("out.jsonl.partial"), records).unwrap();
    let state = serde_json::json!({
        "version": env!("CARGO_PKG_VERSION"), "reading": { "language": null, "encoding": null, "max_bytes": 16 << 20 },
    });
    fs::write(folder.join("out.jsonl.partial.state"), state.to_string()).unwrap();
}

/// The records of the whole run.
fn whole(folder: &Path) -> Vec<u8> {
    finish(convert(folder, "whole.jsonl", &[]));
    let bytes = fs::read(folder.join("whole.jsonl")).unwrap();
    fs::remove_file(folder.join("whole.jsonl")).unwrap();
    bytes
}

#[test]
fn a_file_torn_at_any_byte_goes_on() {
    let mut random = Random::new();
    let folder = inputs(100);
    let whole = whole(folder.path());
    let last_line = whole[..whole.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap();
    let mut cuts = vec![0, 1, last_line, last_line + 1, whole.len() - 1, whole.len()];
    cuts.extend((0..10).map(|_| random.below(whole.len() as u64) as usize));
    for cut in cuts {
        interrupt(folder.path(), &whole[..cut]);
        finish(convert(folder.path(), "out.jsonl", &["--resume"]));
        assert!(fs::read(folder.path().join("out.jsonl")).unwrap() == whole, "cut at byte {cut}");
    }
}

#[test]
fn how_many_were_done_is_told() {
    let folder = inputs(20);
    let whole = whole(folder.path());
    let half: Vec<u8> = whole.split_inclusive(|byte| *byte == b'\n').take(9).flatten().copied().collect();
    interrupt(folder.path(), &half);
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("taiyaku"));
    let output = command.current_dir(folder.path()).args(["convert", "in", "lines.jsonl", "-o", "out.jsonl", "--resume"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with("taiyaku: 9 done before\n"), "{told}");
    assert!(told.ends_with("taiyaku: 22 read, 20 written, 2 failed; 9 were done before\n"), "{told}");
}

/// Without being asked to go on, a run begins anew.
#[test]
fn a_new_run_forgets_the_old_one() {
    let folder = inputs(20);
    let whole = whole(folder.path());
    interrupt(folder.path(), b"{\"source\":{\"name\":\"other\"}}\n");
    finish(convert(folder.path(), "out.jsonl", &[]));
    assert!(fs::read(folder.path().join("out.jsonl")).unwrap() == whole);
}

/// What a run that must not go on says; it leaves everything as it was.
fn refusal(folder: &Path, more: &[&str]) -> String {
    let before = fs::read(folder.join("out.jsonl.partial")).unwrap();
    let output = convert(folder, "out.jsonl", &[&["--resume"], more].concat()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read(folder.join("out.jsonl.partial")).unwrap(), before);
    assert!(!folder.join("out.jsonl").exists());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_run_whose_inputs_have_changed_is_refused() {
    type Change = fn(&Path);
    let cases: [(Change, &str); 6] = [
        (
            |folder| fs::write(folder.join("in/00003.txt"), "another").unwrap(),
            "taiyaku: in/00003.txt: is not what the interrupted run has read",
        ),
        (|folder| fs::write(folder.join("in/00013.txt"), "was empty").unwrap(), "taiyaku: in/00013.txt: is not what"),
        (|folder| fs::write(folder.join("in/00003b.txt"), "one more").unwrap(), "taiyaku: in/00003b.txt: is not what"),
        (|folder| fs::remove_file(folder.join("in/00003.txt")).unwrap(), "taiyaku: in/00004.txt: is not what"),
        (
            |folder| fs::write(folder.join("lines.jsonl"), "").unwrap(),
            "taiyaku: the inputs: are fewer than the interrupted run has read: 20;",
        ),
        (
            |folder| {
                let lines = fs::read_to_string(folder.join("lines.jsonl")).unwrap();
                fs::write(folder.join("lines.jsonl"), lines.replace("\"at\":[10]", "\"at\":[11]")).unwrap();
            },
            "taiyaku: lines.jsonl: line 2 (10): is not what",
        ),
    ];
    for (change, words) in cases {
        let folder = inputs(20);
        let whole = whole(folder.path());
        interrupt(folder.path(), &whole);
        change(folder.path());
        let told = refusal(folder.path(), &[]);
        assert!(told.starts_with(words) && told.contains("without --resume the run starts from the beginning"), "{told}");
    }
}

#[test]
fn a_run_that_was_made_otherwise_is_refused() {
    let folder = inputs(20);
    let whole = whole(folder.path());
    interrupt(folder.path(), &whole);
    for more in [["--lang", "en"], ["--encoding", "euc-jp"], ["--max-bytes", "1M"]] {
        assert!(refusal(folder.path(), &more).contains("with another --lang, --encoding or --max-bytes"), "{more:?}");
    }
    fs::write(folder.path().join("out.jsonl.partial"), "no record\n").unwrap();
    assert!(refusal(folder.path(), &[]).contains("out.jsonl.partial: holds a line that is no record"));
    let state = folder.path().join("out.jsonl.partial.state");
    fs::write(&state, fs::read_to_string(&state).unwrap().replace(env!("CARGO_PKG_VERSION"), "0.0.1")).unwrap();
    assert!(refusal(folder.path(), &[]).contains("was made by version 0.0.1"));
}

#[test]
fn two_runs_do_not_write_the_same_records() {
    let folder = inputs(20);
    let whole = whole(folder.path());
    interrupt(folder.path(), &whole);
    let partial = File::options().read(true).write(true).open(folder.path().join("out.jsonl.partial")).unwrap();
    partial.lock().unwrap();
    for more in [&["--resume"][..], &[]] {
        let output = convert(folder.path(), "out.jsonl", more).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "taiyaku: out.jsonl.partial: another run is writing it\n");
    }
    let mut bytes = Vec::new();
    (&partial).read_to_end(&mut bytes).unwrap();
    assert!(bytes == whole);
}
