//! What a caller may say about an input.

use encoding_rs::Encoding;

use crate::Language;

/// How to read an input. All is optional: language, encoding and media type are seen from the input itself.
///
/// ```
/// use taiyaku::{Language, Options};
/// let options = Options::new().language(Language::Ja).name("notice.txt");
/// let parsed = options.parse("発覚日：2020年3月10日");
/// assert_eq!(parsed.notice.source.name.as_deref(), Some("notice.txt"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub(crate) language: Option<Language>,
    pub(crate) encoding: Option<&'static Encoding>,
    pub(crate) media_type: Option<MediaType>,
    pub(crate) name: Option<String>,
}

/// The media types that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// `text/plain`, Markdown included.
    Text,
    /// `text/html`.
    Html,
}

impl MediaType {
    /// Its name as in HTTP.
    pub const fn as_str(self) -> &'static str {
        match self {
            MediaType::Text => "text/plain",
            MediaType::Html => "text/html",
        }
    }
}

impl Options {
    /// Nothing said: everything is seen from the input.
    pub fn new() -> Options {
        Options::default()
    }

    /// The language, where it should not be guessed.
    pub fn language(mut self, language: Language) -> Options {
        self.language = Some(language);
        self
    }

    /// The encoding, where it should not be guessed. A byte order mark overrides it, as in the WHATWG encoding standard.
    pub fn encoding(mut self, encoding: &'static Encoding) -> Options {
        self.encoding = Some(encoding);
        self
    }

    /// The media type, where it should not be guessed.
    pub fn media_type(mut self, media_type: MediaType) -> Options {
        self.media_type = Some(media_type);
        self
    }

    /// A name that `source.name` will carry: a path, a record's id. It is never opened.
    pub fn name(mut self, name: impl Into<String>) -> Options {
        self.name = Some(name.into());
        self
    }
}
