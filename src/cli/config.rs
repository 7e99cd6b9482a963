//! What the arguments mean.

use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anstream::ColorChoice;
use chrono::NaiveDate;
use clap::CommandFactory;
use clap::error::ErrorKind;
use globset::GlobSetBuilder;
use taiyaku::Options;
use taiyaku::input::{self, InputError};

use super::args::{
    Args, CheckArgs, Color, Command, ConvertArgs, FailOn, Format, Model, ParseArgs, ReadingArgs, ReconcileArgs, ReportArgs, ScanArgs, View,
};
use crate::batch::{self, Batch, Inputs, Output, OutputFile};

/// All that the program needs to know.
#[derive(Debug)]
pub(crate) struct Config {
    pub(super) work: Work,
}

/// What is to be done.
#[derive(Debug)]
pub(super) enum Work {
    Parse(Parse),
    Convert(Batch),
    Check(Check),
    Scan(Scan),
    Reconcile(Reconcile),
    Report(Report),
    Schema(Model),
}

/// Notices to print.
#[derive(Debug)]
pub(super) struct Parse {
    pub inputs: Vec<Input>,
    pub format: Format,
    pub color: ColorChoice,
    pub reading: Reading,
}

/// Folders whose notices are to be compared with what they are expected to give.
#[derive(Debug)]
pub(super) struct Check {
    pub folders: Vec<PathBuf>,
    pub update: bool,
    pub new: bool,
    pub reading: batch::Reading,
}

/// An input whose values are to be listed.
#[derive(Debug)]
pub(super) struct Scan {
    pub input: Input,
    pub reference: Option<NaiveDate>,
    pub reading: Reading,
}

/// Two notices to hold against each other.
#[derive(Debug)]
pub(super) struct Reconcile {
    pub inputs: [Input; 2],
    pub view: View,
    pub fail_on: FailOn,
    pub color: ColorChoice,
    /// The page to write besides.
    pub report: Option<PathBuf>,
    pub reading: Reading,
}

/// Notices to show on a page.
#[derive(Debug)]
pub(super) struct Report {
    pub inputs: Vec<Input>,
    /// The file to write; without one, standard output.
    pub output: Option<PathBuf>,
    pub reading: Reading,
}

/// How inputs are read.
#[derive(Debug)]
pub(super) struct Reading {
    pub options: Options,
    pub max_bytes: u64,
}

/// Where an input comes from.
#[derive(Debug)]
pub(super) struct Input {
    origin: Origin,
    /// The name it carries in the notice.
    name: Option<String>,
}

#[derive(Debug)]
enum Origin {
    StandardInput,
    File(PathBuf),
}

impl Config {
    /// The configuration that `args` ask for, or the error to show for arguments that do not go together.
    pub(super) fn resolve(args: Args) -> Result<Config, clap::Error> {
        let work = match args.command {
            Command::Parse(args) => Work::Parse(Parse::resolve(args)?),
            Command::Convert(args) => Work::Convert(resolve_batch(args)?),
            Command::Check(args) => Work::Check(Check::resolve(args)),
            Command::Scan(args) => Work::Scan(Scan::resolve(args)),
            Command::Reconcile(args) => Work::Reconcile(Reconcile::resolve(args)?),
            Command::Report(args) => Work::Report(Report::resolve(args)?),
            Command::Schema(args) => Work::Schema(args.model),
        };
        Ok(Config { work })
    }
}

impl Parse {
    fn resolve(args: ParseArgs) -> Result<Parse, clap::Error> {
        if args.name.is_some() && args.files.len() > 1 {
            return Err(conflict("--name names one input, and there are several"));
        }
        if args.files.iter().filter(|file| is_standard_input(file)).count() > 1 {
            return Err(conflict(READ_TWICE));
        }
        let color = args.color.choice();
        let name = args.name;
        let inputs = args.files.into_iter().map(|file| Input::new(file, name.clone())).collect();
        Ok(Parse { inputs, format: args.format, color, reading: Reading::resolve(args.reading) })
    }
}

/// A run of `taiyaku convert`.
fn resolve_batch(args: ConvertArgs) -> Result<Batch, clap::Error> {
    if args.paths.iter().filter(|path| is_standard_input(path)).count() > 1 {
        return Err(conflict("standard input (-) can be read only once"));
    }
    let output = if args.output.as_os_str() == "-" {
        if args.resume || args.errors.is_some() || args.table.is_some() {
            return Err(conflict("--resume, --errors and --table need a file to write (-o OUT)"));
        }
        Output::StandardOutput
    } else {
        Output::File(OutputFile::new(args.output, args.table, args.errors).map_err(|unfit| conflict(&unfit.to_string()))?)
    };
    let mut patterns = GlobSetBuilder::new();
    for glob in &args.glob {
        patterns.add(glob.clone());
    }
    let patterns = patterns.build().map_err(|error| conflict(&error.to_string()))?;
    let patterns = (!args.glob.is_empty()).then_some(patterns);
    let own = if let Output::File(file) = &output { file.own() } else { Vec::new() };
    let threads = args.threads.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let inputs = Inputs { paths: args.paths, patterns, own };
    Ok(Batch { inputs, reading: batch_reading(args.reading), output, threads, resume: args.resume, quiet: args.quiet })
}

impl Check {
    fn resolve(args: CheckArgs) -> Check {
        Check { folders: args.folders, update: args.update, new: args.new, reading: batch_reading(args.reading) }
    }
}

fn batch_reading(args: ReadingArgs) -> batch::Reading {
    batch::Reading { language: args.lang, encoding: args.encoding, max_bytes: args.max_bytes }
}

impl Scan {
    fn resolve(args: ScanArgs) -> Scan {
        Scan { input: Input::new(args.file, None), reference: args.reference, reading: Reading::resolve(args.reading) }
    }
}

impl Reconcile {
    fn resolve(args: ReconcileArgs) -> Result<Reconcile, clap::Error> {
        if is_standard_input(&args.first) && is_standard_input(&args.second) {
            return Err(conflict(READ_TWICE));
        }
        if let Some(report) = &args.report {
            if is_standard_input(report) {
                return Err(conflict("--report needs a file: standard output shows the reconciliation"));
            }
            spare_inputs(report, [&args.first, &args.second])?;
        }
        let inputs = [args.first, args.second].map(|file| Input::new(file, None));
        let color = args.color.choice();
        let reading = Reading::resolve(args.reading);
        Ok(Reconcile { inputs, view: args.format, fail_on: args.fail_on, color, report: args.report, reading })
    }
}

impl Report {
    fn resolve(args: ReportArgs) -> Result<Report, clap::Error> {
        if args.files.iter().filter(|file| is_standard_input(file)).count() > 1 {
            return Err(conflict(READ_TWICE));
        }
        spare_inputs(&args.output, &args.files)?;
        let inputs = args.files.into_iter().map(|file| Input::new(file, None)).collect();
        let output = Some(args.output).filter(|output| output.as_os_str() != "-");
        Ok(Report { inputs, output, reading: Reading::resolve(args.reading) })
    }
}

/// Sees that a page is not written over what it is made of.
fn spare_inputs<'a>(page: &Path, inputs: impl IntoIterator<Item = &'a PathBuf>) -> Result<(), clap::Error> {
    match inputs.into_iter().find(|input| batch::is_same_file(page, input)) {
        Some(input) => Err(conflict(&format!("{} is to be read and cannot be the page to write", input.display()))),
        None => Ok(()),
    }
}

impl Color {
    fn choice(self) -> ColorChoice {
        match self {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }
}

const READ_TWICE: &str = "standard input (-) can be read only once";

/// The error of arguments that do not go together.
fn conflict(message: &str) -> clap::Error {
    Args::command().error(ErrorKind::ArgumentConflict, message)
}

impl Reading {
    fn resolve(args: ReadingArgs) -> Reading {
        let reading = batch_reading(args);
        Reading { options: reading.options(), max_bytes: reading.max_bytes }
    }
}

impl Input {
    fn new(file: PathBuf, name: Option<String>) -> Input {
        if is_standard_input(&file) {
            return Input { origin: Origin::StandardInput, name };
        }
        let name = name.or_else(|| Some(file.to_string_lossy().into_owned()));
        Input { origin: Origin::File(file), name }
    }

    /// Its bytes.
    pub(super) fn read(&self, reading: &Reading) -> Result<Vec<u8>, InputError> {
        match &self.origin {
            Origin::StandardInput => input::read(io::stdin().lock(), reading.max_bytes, &reading.options),
            Origin::File(path) => input::read_file(path, reading.max_bytes, &reading.options),
        }
    }

    /// What is said of how to read it, its name included.
    pub(super) fn options(&self, reading: &Reading) -> Options {
        match &self.name {
            Some(name) => reading.options.clone().name(name),
            None => reading.options.clone(),
        }
    }

    /// What to call it where it fails: where it was looked for, not what it was to be named.
    pub(super) fn subject(&self) -> String {
        match &self.origin {
            Origin::StandardInput => "standard input".to_string(),
            Origin::File(path) => path.to_string_lossy().into_owned(),
        }
    }
}

fn is_standard_input(file: &Path) -> bool {
    file.as_os_str() == "-"
}
