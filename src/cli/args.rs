//! What may be typed.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, Subcommand, ValueEnum};
use encoding_rs::Encoding;
use globset::{Glob, GlobBuilder};
use taiyaku::Language;

use crate::batch::Table;

/// Reads disclosure notices (data breaches, lost media, system faults), in Japanese or English, into one incident model in which every value points at its bytes.
#[derive(Debug, Parser)]
#[command(name = "taiyaku", version, arg_required_else_help = true, after_help = EXIT, max_term_width = 100)]
pub(super) struct Args {
    #[command(subcommand)]
    pub command: Command,
}

const EXIT: &str =
    "Exit status: 0 done, 1 some input could not be read (each is told on standard error), 2 wrong usage; of reconcile, see its help.";

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print the notice that each file holds
    #[command(after_help = PARSE_EXAMPLES)]
    Parse(ParseArgs),
    /// Convert files, folders and JSON Lines into one file of notices, or a table
    #[command(after_help = CONVERT_EXAMPLES)]
    Convert(ConvertArgs),
    /// Compare the notices of a folder with what they are expected to give
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// Print every date, figure, amount, law, contact and vulnerability of a file, one JSON line each
    #[command(after_help = SCAN_EXAMPLES)]
    Scan(ScanArgs),
    /// Hold two notices of one matter against each other, field by field
    #[command(after_help = RECONCILE_EXAMPLES)]
    Reconcile(ReconcileArgs),
    /// Write notices as one HTML page: the text with its facts marked, and what was read of it
    #[command(after_help = REPORT_EXAMPLES)]
    Report(ReportArgs),
    /// Print the JSON Schema of the output
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema(SchemaArgs),
}

const PARSE_EXAMPLES: &str = "\
Examples:
  taiyaku parse notice.txt                        one JSON object
  taiyaku parse --format text notice.txt          a card for people
  taiyaku parse --format jsonl notices/*.txt      one line a notice
  curl -s https://www.example.jp/notice.html | taiyaku parse -
  taiyaku parse --encoding shift_jis --lang ja old.txt

Several files give several JSON objects, one after another, as jq reads them. \
A file that cannot be read is told on standard error and left out; the others are read all the same, and the exit status is 1.";

const SCAN_EXAMPLES: &str = "\
Examples:
  echo '3月10日に会員1,204名分が漏えい' | taiyaku scan - --reference 2024-03-12
  taiyaku scan notice.txt | jq -r 'select(.kind == \"date\") | .text'";

const CONVERT_EXAMPLES: &str = "\
Examples:
  taiyaku convert saved-pages/ -o notices.jsonl           one line an input, in order
  taiyaku convert crawl.jsonl.gz -o incidents.parquet     one row an incident
  taiyaku convert pages/ -o dates.csv --table dates       one row a date
  taiyaku convert pages/ -o notices.jsonl.zst --resume    go on where a run was cut short
  zcat crawl.jsonl.gz | taiyaku convert - -o - | jq .title

A folder gives its .txt, .md, .html and .htm files, with those of all folders below, sorted by name. JSON Lines (.jsonl, .ndjson, also .gz and .zst) hold one \
object a line with \"id\", \"text\" or \"html\"; further keys are kept under source.meta. Standard input is JSON Lines where it begins with a brace.

The ending of OUT chooses the form: .jsonl (and any other), .json, .csv, .parquet; .gz and .zst compress the first three. Every input gives one record: \
a notice, or {\"source\", \"error\": {\"code\", \"message\"}}. OUT appears when it is whole; until then the records are in OUT.partial, from which --resume goes on.";

const CHECK_EXAMPLES: &str = "\
Examples:
  taiyaku check notices/                    compare each NAME.txt with NAME.notice.json beside it
  taiyaku check notices/ --update           take what is given now as what is expected
  taiyaku check notices/ --new              list notices without an expectation
  taiyaku check notices/ --new --update     write the expectations that are missing, too

Exit status: 0 nothing has changed, 1 something has, 2 wrong usage.";

const REPORT_EXAMPLES: &str = "\
Examples:
  taiyaku report notice.txt -o report.html
  taiyaku report notices/*.txt -o report.html     several notices, with an index
  taiyaku reconcile notice.ja.txt notice.en.txt --report report.html

The page needs nothing but itself: no network, no other file. \
A file that cannot be read is told on standard error and left out; the others are shown all the same, and the exit status is 1.";

const SCHEMA_EXAMPLES: &str = "\
Examples:
  taiyaku schema > notice.schema.json
  taiyaku schema reconciliation > reconciliation.schema.json";

const RECONCILE_EXAMPLES: &str = "\
Examples:
  taiyaku reconcile notice.ja.txt notice.en.txt           what differs, with both readings and their lines
  taiyaku reconcile notice.en.txt notice.ja.txt           the same: the languages are seen from the texts
  taiyaku reconcile --format json ja.html en.html | jq '.fields[] | select(.verdict == \"differ\")'
  taiyaku reconcile first-report.txt second-report.txt    what changed between two reports of one language
  taiyaku reconcile ja.txt en.txt --report report.html    the same, and both texts side by side as an HTML page

Exit status:
  0  nothing that --fail-on names
  1  the notices contradict each other (--fail-on differ), or that, or one tells what the other does not (--fail-on one-sided)
  2  wrong usage
  3  no verdict: an input could not be read, or the output could not be written (told on standard error)";

/// `taiyaku parse`.
#[derive(Debug, clap::Args)]
pub(super) struct ParseArgs {
    /// Files to read, text or HTML; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// How to print a notice
    #[arg(short, long, value_enum, default_value_t = Format::Json, value_name = "FORMAT")]
    pub format: Format,
    /// The name that `source.name` carries, instead of the file's path
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// When to colour the text format
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// `taiyaku convert`.
#[derive(Debug, clap::Args)]
pub(super) struct ConvertArgs {
    /// Files, folders, JSON Lines; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The file to write; `-` is standard output
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
    /// Which files of folders to read, by name or path, instead of .txt, .md, .html and .htm; may be repeated
    #[arg(long, value_name = "PATTERN", value_parser = pattern)]
    pub glob: Vec<Glob>,
    /// How many inputs to read at the same time [default: as many as there are cores]
    #[arg(short = 'j', long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// Write error records to FILE, as JSON Lines, instead of among the notices
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,
    /// Go on where a run with the same inputs was cut short
    #[arg(long)]
    pub resume: bool,
    /// For .csv and .parquet: a long table instead of one row an incident
    #[arg(long, value_enum, value_name = "TABLE")]
    pub table: Option<Table>,
    /// Tell nothing but what stops the run
    #[arg(short, long)]
    pub quiet: bool,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// `taiyaku check`.
#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    /// Folders of notices, each with its NAME.notice.json beside it
    #[arg(required = true, value_name = "DIR")]
    pub folders: Vec<PathBuf>,
    /// Rewrite expectations that have changed
    #[arg(long)]
    pub update: bool,
    /// List notices without an expectation; with --update, write it
    #[arg(long)]
    pub new: bool,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// `taiyaku scan`.
#[derive(Debug, clap::Args)]
pub(super) struct ScanArgs {
    /// The file to read; `-` is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The day that partial and relative days are counted from (昨日, 3月10日)
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub reference: Option<NaiveDate>,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// `taiyaku reconcile`.
#[derive(Debug, clap::Args)]
pub(super) struct ReconcileArgs {
    /// A notice, text or HTML; `-` is standard input
    #[arg(value_name = "A")]
    pub first: PathBuf,
    /// The other version of it, or a later report; `-` is standard input
    #[arg(value_name = "B")]
    pub second: PathBuf,
    /// How to print what was found
    #[arg(short, long, value_enum, default_value_t = View::Text, value_name = "FORMAT")]
    pub format: View,
    /// What makes the exit status 1
    #[arg(long, value_enum, default_value_t = FailOn::Differ, value_name = "WHAT")]
    pub fail_on: FailOn,
    /// When to colour the text format
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
    /// Also write both texts side by side, with their facts marked, as an HTML page
    #[arg(long, value_name = "OUT")]
    pub report: Option<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// `taiyaku report`.
#[derive(Debug, clap::Args)]
pub(super) struct ReportArgs {
    /// Files to read, text or HTML; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The HTML file to write; `-` is standard output
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// `taiyaku schema`.
#[derive(Debug, clap::Args)]
pub(super) struct SchemaArgs {
    /// Which model
    #[arg(value_enum, default_value_t = Model::Notice, value_name = "MODEL")]
    pub model: Model,
}

/// How inputs are read, in every command.
#[derive(Debug, clap::Args)]
pub(super) struct ReadingArgs {
    /// The language [default: seen from the text]
    #[arg(long, value_name = "ja|en", value_parser = language)]
    pub lang: Option<Language>,
    /// The encoding, by a WHATWG label such as utf-8, shift_jis, euc-jp [default: seen from the bytes]
    #[arg(long, value_name = "LABEL", value_parser = encoding)]
    pub encoding: Option<&'static Encoding>,
    /// The largest input that is read, in bytes or as 512K, 16M, 1G
    #[arg(long, value_name = "SIZE", default_value = "16M", value_parser = size)]
    pub max_bytes: u64,
}

/// How to print a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A JSON object over several lines
    Json,
    /// A JSON object in one line
    Jsonl,
    /// A card for people
    Text,
}

/// How to print a reconciliation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum View {
    /// Both readings side by side, the contradictions first
    Text,
    /// A JSON object over several lines
    Json,
}

/// What makes a reconciliation fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Any contradiction
    Differ,
    /// Any contradiction, and anything that only one notice tells
    OneSided,
    /// Nothing
    Never,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Even in a file or pipe
    Always,
    /// Never
    Never,
}

/// The models that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Model {
    /// What `taiyaku parse` prints
    Notice,
    /// What `taiyaku reconcile --format json` prints
    Reconciliation,
}

fn language(word: &str) -> Result<Language, String> {
    Language::ALL.iter().copied().find(|language| language.as_str() == word).ok_or_else(|| "expected ja or en".to_string())
}

fn encoding(label: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(label.as_bytes()).ok_or_else(|| format!("{label} is no encoding of the WHATWG standard"))
}

fn day(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| "expected a day as YYYY-MM-DD".to_string())
}

/// `*` stays within a folder, `**` does not.
fn pattern(text: &str) -> Result<Glob, String> {
    GlobBuilder::new(text).literal_separator(true).build().map_err(|error| error.kind().to_string())
}

/// `16777216`, `16384K`, `16M`, `1G`; a final `B` or `iB` is allowed.
fn size(text: &str) -> Result<u64, String> {
    let expected = || "expected bytes, or a number with K, M or G".to_string();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let factor: u64 = match unit.to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" | "kib" => 1 << 10,
        "m" | "mb" | "mib" => 1 << 20,
        "g" | "gb" | "gib" => 1 << 30,
        _ => return Err(expected()),
    };
    let number: u64 = number.parse().map_err(|_| expected())?;
    number.checked_mul(factor).filter(|bytes| *bytes > 0).ok_or_else(|| "expected a size between 1 byte and 16 EiB".to_string())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn sizes() {
        let cases = [
            ("1", Some(1)),
            ("512K", Some(524_288)),
            ("16M", Some(taiyaku::input::DEFAULT_MAX_BYTES)),
            ("16mib", Some(16_777_216)),
            ("2g", Some(2_147_483_648)),
            ("0", None),
            ("", None),
            ("M", None),
            ("-1", None),
            ("1.5M", None),
            ("16 M", None),
            ("99999999999999999999", None),
            ("18014398509481984K", None),
        ];
        for (text, expected) in cases {
            assert_eq!(size(text).ok(), expected, "{text}");
        }
    }
}
