//! The way of the data from bytes to a notice: the one file that calls every stage.

use sha2::{Digest, Sha256};

use crate::assemble::assemble;
use crate::decode::{Decoded, decode};
use crate::lexicon::Lexicon;
use crate::model::*;
use crate::normalize::fold;
use crate::segment::segment;
use crate::text::OffsetMap;
use crate::{Options, Span};

/// What a parse gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The notice, with its diagnostics.
    pub notice: Notice,
}

/// Reads a disclosure notice from bytes or text, seeing encoding, media type and language from the input itself.
///
/// It never fails and never panics: what cannot be read is left out, and what was doubtful is told in
/// [`Notice::diagnostics`]. Time is linear in the input.
///
/// ```
/// let parsed = taiyaku::parse("発覚日：2020年3月10日");
/// assert_eq!(parsed.notice.source.encoding, "utf-8");
/// ```
pub fn parse(input: impl AsRef<[u8]>) -> Parsed {
    Options::new().parse(input)
}

impl Options {
    /// Reads a notice as [`parse`] does, with what these options say about it.
    pub fn parse(&self, input: impl AsRef<[u8]>) -> Parsed {
        let input = input.as_ref();
        let decoded = decode(input, self);
        let folded = fold(&decoded.text);
        let language = self.language.unwrap_or_else(|| language_of(&folded.text));
        let lexicon = Lexicon::of(language);
        let segmented = segment(&folded.text, lexicon);
        let origin = Origin::new(&decoded, [&segmented.map, &folded.map]);
        let assembled = assemble(&segmented, lexicon, &origin);
        let notice = Notice {
            schema: NOTICE_SCHEMA.to_string(),
            source: Source {
                name: self.name.clone(),
                sha256: Sha256::digest(input).iter().map(|byte| format!("{byte:02x}")).collect(),
                bytes: input.len(),
                encoding: decoded.encoding.name().to_ascii_lowercase(),
                media_type: decoded.media_type.as_str().to_string(),
                meta: serde_json::Map::new(),
            },
            language,
            genre: assembled.genre,
            title: assembled.title,
            issuer: assembled.issuer,
            published: assembled.published,
            stage: assembled.stage,
            prior_reports: assembled.prior_reports,
            guidance: assembled.guidance,
            incidents: assembled.incidents,
            counts: assembled.counts,
            dates: assembled.dates,
            responses: assembled.responses,
            contacts: assembled.contacts,
            repeats: assembled.repeats,
            diagnostics: [decoded.diagnostics.clone(), assembled.diagnostics].concat(),
        };
        Parsed { notice }
    }
}

/// The language that most of a text is written in: Japanese where kana and kanji are a tenth of its letters.
///
/// Japanese notices quote Latin names and addresses; English ones hardly quote Japanese.
pub(crate) fn language_of(text: &str) -> Language {
    let (mut japanese, mut latin) = (0usize, 0usize);
    // By their bytes: three for each kana and kanji, of which the first tells nearly all.
    let mut bytes = text.as_bytes();
    while let Some(&lead) = bytes.first() {
        let second = bytes.get(1).copied().unwrap_or_default();
        let is_japanese = match lead {
            // 「䀀」 to 「鿿」.
            0xe4..=0xe9 => true,
            // Kana, and 「㐀」 to 「㿿」.
            0xe3 => matches!(second, 0x81..=0x83 | 0x90..),
            // 「豈」 to 「﫿」.
            0xef => matches!(second, 0xa4..=0xab),
            _ => false,
        };
        japanese += usize::from(is_japanese);
        latin += usize::from(lead.is_ascii_alphabetic());
        bytes = bytes.get(if lead < 0xe0 { 1 } else { 3 }..).unwrap_or_default();
    }
    if japanese * 9 >= latin && japanese > 0 { Language::Ja } else { Language::En }
}

/// Leads a span of the segmented text back to the input.
pub(crate) struct Origin<'a> {
    decoded: &'a Decoded<'a>,
    /// From the segmented text to the folded one, and from that to the decoded one.
    steps: [&'a OffsetMap; 2],
}

impl<'a> Origin<'a> {
    /// The way back through `steps` (from the segmented text to the folded one, from that to the decoded one) and the decoding.
    pub(crate) fn new(decoded: &'a Decoded<'a>, steps: [&'a OffsetMap; 2]) -> Origin<'a> {
        Origin { decoded, steps }
    }

    /// The words as the issuer wrote them and their place in the input.
    pub(crate) fn text(&self, span: Span) -> Text {
        let written = self.steps.iter().fold(span, |span, map| map.source(span));
        Text { text: self.decoded.text[written.range()].to_string(), span: self.bytes(written) }
    }

    /// The place in the input of a span of the segmented text.
    pub(crate) fn span(&self, span: Span) -> Span {
        self.bytes(self.steps.iter().fold(span, |span, map| map.source(span)))
    }

    fn bytes(&self, written: Span) -> Span {
        self.decoded.maps.iter().fold(written, |span, map| map.source(span))
    }
}
