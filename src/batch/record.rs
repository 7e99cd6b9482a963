//! The record that each input gives: its notice, or why there is none.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use taiyaku::input::InputError;

/// What stands in the output for an input that gave no notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ErrorRecord {
    /// Which input.
    pub source: ErrorSource,
    /// What was wrong with it.
    pub error: Reason,
}

/// Where an input that gave no notice was looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ErrorSource {
    /// The name that the notice would carry: a path, a record's id.
    pub name: Option<String>,
    /// For a line of JSON Lines: the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// For a line of JSON Lines: which line, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
}

/// Why an input gave no notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reason {
    /// For programs: those of [`taiyaku::input`] and the constants here.
    pub code: String,
    /// For people.
    pub message: String,
}

impl Reason {
    /// A line of JSON Lines that is no object with a text.
    pub(crate) const BAD_RECORD: &str = "bad_record";
    /// A link to a folder that it lies in.
    pub(crate) const LINK_LOOP: &str = "link_loop";
    /// A fault of the parser.
    pub(crate) const INTERNAL: &str = "internal";

    /// A reason of `code`.
    pub(crate) fn new(code: &str, message: impl Into<String>) -> Reason {
        Reason { code: code.to_string(), message: message.into() }
    }
}

impl From<InputError> for Reason {
    fn from(error: InputError) -> Reason {
        Reason::new(error.code.as_str(), error.message)
    }
}

impl ErrorRecord {
    /// The file or folder `name` could not be read.
    pub(crate) fn of_file(name: impl Into<String>, error: impl Into<Reason>) -> ErrorRecord {
        ErrorRecord { source: ErrorSource { name: Some(name.into()), ..ErrorSource::default() }, error: error.into() }
    }

    /// What to call the input where people are told of it.
    pub(crate) fn subject(&self) -> String {
        let ErrorSource { name, file, line } = &self.source;
        match (file, line, name) {
            (Some(file), Some(line), Some(name)) => format!("{file}: line {line} ({name})"),
            (Some(file), Some(line), None) => format!("{file}: line {line}"),
            (_, _, Some(name)) => name.clone(),
            (_, _, None) => "standard input".to_string(),
        }
    }
}

/// As much of a written record as tells which input it was made of.
#[derive(Debug, Deserialize)]
pub(super) struct Done {
    source: DoneSource,
    error: Option<Reason>,
}

#[derive(Debug, Deserialize)]
struct DoneSource {
    name: Option<String>,
    sha256: Option<String>,
    #[serde(default)]
    meta: Map<String, Value>,
    file: Option<String>,
    line: Option<u64>,
}

impl Done {
    /// Whether the input gave no notice.
    pub(super) fn failed(&self) -> bool {
        self.error.is_some()
    }

    /// Whether this is the record of an input that gives a notice and has this name, hash and further keys.
    pub(super) fn is_of(&self, name: Option<&str>, sha256: &str, meta: &Map<String, Value>) -> bool {
        let same_name = self.source.name.as_deref() == name;
        // A fault of the parser says nothing of the bytes.
        let fault = self.error.as_ref().is_some_and(|error| error.code == Reason::INTERNAL);
        same_name && (fault || (self.source.sha256.as_deref() == Some(sha256) && self.source.meta == *meta))
    }

    /// Whether this is that error record.
    pub(super) fn is_error(&self, record: &ErrorRecord) -> bool {
        let DoneSource { name, file, line, .. } = &self.source;
        let source = &record.source;
        (name, file, line) == (&source.name, &source.file, &source.line) && self.error.as_ref() == Some(&record.error)
    }
}
