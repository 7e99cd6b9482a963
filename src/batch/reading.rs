//! One input to one record.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use taiyaku::input::{self, InputError};
use taiyaku::{Language, Notice, Options};

use super::jsonl;
use super::record::{Done, ErrorRecord, ErrorSource, Reason};

/// How inputs are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reading {
    /// The language, where it is not seen from the text.
    pub language: Option<Language>,
    /// The encoding by its WHATWG name, where it is not seen from the bytes.
    #[serde(with = "label")]
    pub encoding: Option<&'static Encoding>,
    /// The largest input that is read.
    pub max_bytes: u64,
}

impl Reading {
    /// The options that say the same to the parser.
    pub(crate) fn options(&self) -> Options {
        let mut options = Options::new();
        if let Some(language) = self.language {
            options = options.language(language);
        }
        if let Some(encoding) = self.encoding {
            options = options.encoding(encoding);
        }
        options
    }
}

/// An encoding in JSON: its name.
mod label {
    use encoding_rs::Encoding;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(encoding: &Option<&'static Encoding>, serializer: S) -> Result<S::Ok, S::Error> {
        encoding.map(Encoding::name).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'static Encoding>, D::Error> {
        let name = Option::<String>::deserialize(deserializer)?;
        name.map(|name| Encoding::for_label(name.as_bytes()).ok_or_else(|| D::Error::custom("no encoding"))).transpose()
    }
}

/// One thing to make a record of.
#[derive(Debug)]
pub(super) enum Item {
    /// A file, not yet opened.
    File(PathBuf),
    /// Standard input, read already, or why it was not.
    StandardInput(Result<Vec<u8>, InputError>),
    /// A line of JSON Lines.
    Line(jsonl::Line),
    /// What failed before there was anything to read.
    Failed(ErrorRecord),
}

/// An input that can be parsed.
struct Ready {
    bytes: Vec<u8>,
    options: Options,
    name: Option<String>,
    meta: Map<String, Value>,
    /// What to call it where it fails after all.
    source: ErrorSource,
}

/// A record as it is written.
#[derive(Debug)]
pub(super) enum Settled {
    /// A notice: one line of JSON, its end included.
    Notice(Vec<u8>),
    /// An error record, and the same as a line.
    Failed(ErrorRecord, Vec<u8>),
    /// It was written by an earlier run.
    DoneBefore {
        /// Whether it gave an error record.
        failed: bool,
    },
    /// It was written by an earlier run, but the input has changed since; what to call it.
    Changed(String),
}

impl Item {
    /// Makes the record, or sees that `done` is it.
    pub(super) fn settle(self, reading: &Reading, done: Option<Done>) -> Settled {
        let ready = self.ready(reading);
        if let Some(done) = done {
            return recognise(ready, &done);
        }
        match ready.and_then(parse) {
            Ok(notice) => Settled::Notice(line(&notice)),
            Err(record) => {
                let line = line(&record);
                Settled::Failed(record, line)
            }
        }
    }

    fn ready(self, reading: &Reading) -> Result<Ready, ErrorRecord> {
        let options = reading.options();
        match self {
            Item::Failed(record) => Err(record),
            Item::Line(line) => {
                let source = line.source();
                let failed = |name, error| ErrorRecord { source: ErrorSource { name, ..source.clone() }, error };
                let document = line.document().map_err(|(name, reason)| failed(name, reason))?;
                let options = document.options(options);
                let (bytes, name) = (document.text.into_bytes(), Some(document.name));
                input::check(&bytes, &options).map_err(|error| failed(name.clone(), error.into()))?;
                let source = ErrorSource { name: name.clone(), ..source };
                Ok(Ready { bytes, options, name, meta: document.meta, source })
            }
            Item::File(path) => {
                let name = path.to_string_lossy().into_owned();
                let bytes = input::read_file(&path, reading.max_bytes, &options);
                Ready::whole(bytes, options.name(name.clone()), Some(name))
            }
            Item::StandardInput(bytes) => Ready::whole(bytes, options, None),
        }
    }
}

impl Ready {
    /// An input that is one notice and nothing else.
    fn whole(bytes: Result<Vec<u8>, InputError>, options: Options, name: Option<String>) -> Result<Ready, ErrorRecord> {
        let source = ErrorSource { name: name.clone(), ..ErrorSource::default() };
        match bytes {
            Ok(bytes) => Ok(Ready { bytes, options, name, meta: Map::new(), source }),
            Err(error) => Err(ErrorRecord { source, error: error.into() }),
        }
    }
}

/// The notice. A fault of the parser costs one record, not the run.
fn parse(ready: Ready) -> Result<Notice, ErrorRecord> {
    let Ready { bytes, options, meta, source, .. } = ready;
    match catch_unwind(AssertUnwindSafe(|| options.parse(bytes).notice)) {
        Ok(mut notice) => {
            notice.source.meta = meta;
            Ok(notice)
        }
        Err(_) => Err(ErrorRecord { source, error: Reason::new(Reason::INTERNAL, "the parser failed; please report this notice") }),
    }
}

/// Whether `done` is the record of this input.
fn recognise(ready: Result<Ready, ErrorRecord>, done: &Done) -> Settled {
    let (same, subject) = match &ready {
        Ok(ready) => {
            let subject = ErrorRecord { source: ready.source.clone(), error: Reason::new("", "") }.subject();
            (done.is_of(ready.name.as_deref(), &sha256(&ready.bytes), &ready.meta), subject)
        }
        Err(record) => (done.is_error(record), record.subject()),
    };
    if same { Settled::DoneBefore { failed: done.failed() } } else { Settled::Changed(subject) }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `value` as one line of JSON.
fn line(value: &impl Serialize) -> Vec<u8> {
    // Notices and error records hold nothing that JSON cannot.
    let mut line = serde_json::to_vec(value).unwrap_or_default();
    line.push(b'\n');
    line
}

/// The record of a file.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Record {
    /// What it says.
    Notice(Box<Notice>),
    /// Why it says nothing.
    Error(ErrorRecord),
}

/// The record of the file at `path`, under `name`.
pub(crate) fn record(path: &Path, name: &str, reading: &Reading) -> Record {
    let options = reading.options();
    let bytes = input::read_file(path, reading.max_bytes, &options);
    match Ready::whole(bytes, options.name(name), Some(name.to_string())).and_then(parse) {
        Ok(notice) => Record::Notice(Box::new(notice)),
        Err(record) => Record::Error(record),
    }
}

/// Reads standard input as one notice.
pub(super) fn standard_input(source: impl io::Read, reading: &Reading) -> Item {
    Item::StandardInput(input::read(source, reading.max_bytes, &reading.options()))
}
