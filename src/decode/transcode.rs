//! From bytes in an encoding to characters, with the way back.
//!
//! The decoder of the encoding standard does the decoding, a long piece at a time; which bytes each character came from follows from
//! the structure of the encoding, walked beside the decoded text. Encodings whose structure is not known here are fed to the
//! decoder byte by byte, which is slower.

use encoding_rs::{DecoderResult, EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_16BE, UTF_16LE};

use super::charset::Charset;
use super::malformed::Malformed;
use crate::Span;
use crate::text::{MapBuilder, OffsetMap};

/// UTF-8 with malformed places.
pub(super) fn mend_utf8(bytes: &[u8], bom: usize, malformed: &mut Malformed) -> (String, OffsetMap) {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    let mut map = MapBuilder::new();
    let mut at = bom;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        map.same(chunk.valid().len(), at);
        at += chunk.valid().len();
        let span = Span::new(at, at + chunk.invalid().len());
        if !span.is_empty() {
            replace(&mut text, &mut map, span, malformed);
        }
        at = span.end();
    }
    (text, map.finish())
}

/// The text of `input` behind its byte order mark in any encoding but UTF-8.
pub(super) fn transcode(input: &[u8], charset: Charset, malformed: &mut Malformed) -> (String, OffsetMap) {
    match Structure::of(charset.encoding) {
        Some(structure) => by_walk(input, charset, structure, malformed),
        None => by_step(input, charset, malformed),
    }
}

/// Writes U+FFFD for a malformed place.
fn replace(text: &mut String, map: &mut MapBuilder, span: Span, malformed: &mut Malformed) {
    text.push(char::REPLACEMENT_CHARACTER);
    map.piece(char::REPLACEMENT_CHARACTER.len_utf8(), span);
    malformed.note(span);
}

/// Decodes long pieces and walks the bytes beside each.
fn by_walk(input: &[u8], charset: Charset, structure: Structure, malformed: &mut Malformed) -> (String, OffsetMap) {
    let mut decoder = charset.encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(input.len() + input.len() / 2 + 16);
    let mut map = MapBuilder::new();
    let mut walk = Walk { input, at: charset.bom, structure };
    let mut read = charset.bom;
    loop {
        let from = text.len();
        let (result, taken) = decoder.decode_to_string_without_replacement(&input[read..], &mut text, true);
        read += taken;
        walk.beside(&text[from..], &mut map);
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve((input.len() - read) * 2 + 16),
            DecoderResult::Malformed(len, ahead) => {
                let end = read.saturating_sub(ahead.into());
                let span = Span::new(end.saturating_sub(len.into()), end);
                walk.skip(span);
                replace(&mut text, &mut map, span, malformed);
            }
        }
    }
    (text, map.finish())
}

/// Decodes byte by byte: what comes out was made from the bytes since something last came out.
fn by_step(input: &[u8], charset: Charset, malformed: &mut Malformed) -> (String, OffsetMap) {
    let mut decoder = charset.encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(input.len() * 2 + 16);
    let mut map = MapBuilder::new();
    let (mut read, mut done) = (charset.bom, charset.bom);
    let mut last = Span::new(charset.bom, charset.bom);
    loop {
        text.reserve(16);
        let from = text.len();
        let step = &input[read..(read + 1).min(input.len())];
        let (result, taken) = decoder.decode_to_string_without_replacement(step, &mut text, step.is_empty());
        read += taken;
        if text.len() > from {
            last = Span::new(done, read);
            map.piece(text.len() - from, last);
            done = read;
        }
        match result {
            DecoderResult::Malformed(_, ahead) => {
                // Bytes that the decoder has taken beyond the malformed ones are given out with the next character.
                let rest = Span::new(done, read.saturating_sub(ahead.into()));
                // Where the same bytes gave a character already (GB18030), both are made from them.
                let span = if rest.is_empty() { last } else { rest };
                replace(&mut text, &mut map, span, malformed);
                done = done.max(span.end());
                last = span;
            }
            DecoderResult::InputEmpty if step.is_empty() => break,
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
        }
    }
    (text, map.finish())
}

/// How many bytes a character has in an encoding.
#[derive(Clone, Copy, Debug)]
enum Structure {
    /// One byte each.
    SingleByte,
    /// One or two, two behind a lead byte.
    ShiftJis,
    /// One, two, or three behind 0x8F.
    EucJp,
    /// Two for a character of the basic plane, four for others.
    Utf16,
    /// One or two, by the character set that the last escape sequence changed to.
    Iso2022Jp {
        /// Whether that set has two bytes a character.
        wide: bool,
    },
}

impl Structure {
    fn of(encoding: &'static Encoding) -> Option<Structure> {
        match encoding {
            _ if encoding == SHIFT_JIS => Some(Structure::ShiftJis),
            _ if encoding == EUC_JP => Some(Structure::EucJp),
            _ if encoding == ISO_2022_JP => Some(Structure::Iso2022Jp { wide: false }),
            _ if encoding == UTF_16LE || encoding == UTF_16BE => Some(Structure::Utf16),
            _ if encoding.is_single_byte() => Some(Structure::SingleByte),
            _ => None,
        }
    }
}

/// A walk through the bytes beside the text that was decoded from them.
struct Walk<'a> {
    input: &'a [u8],
    at: usize,
    structure: Structure,
}

impl Walk<'_> {
    /// Goes past the bytes of `text` and maps it, equal steps together.
    fn beside(&mut self, text: &str, map: &mut MapBuilder) {
        let mut run = Steps::default();
        for c in text.chars() {
            self.past_escapes();
            let step = Steps { start: self.at, count: 1, unit: c.len_utf8(), source_unit: self.width(c) };
            self.at += step.source_unit;
            match run.goes_on_with(&step) {
                true => run.count += 1,
                false => {
                    run.write(map);
                    run = step;
                }
            }
        }
        run.write(map);
    }

    /// How many bytes the character `c`, which begins here, was written with.
    fn width(&self, c: char) -> usize {
        let lead = self.input.get(self.at).copied().unwrap_or_default();
        match self.structure {
            Structure::SingleByte => 1,
            Structure::ShiftJis if matches!(lead, 0x81..=0x9f | 0xe0..=0xfc) => 2,
            Structure::ShiftJis => 1,
            Structure::EucJp => match lead {
                0x8f => 3,
                0x80.. => 2,
                _ => 1,
            },
            Structure::Utf16 => c.len_utf16() * 2,
            // A line end stands in two-byte sets too, as one byte.
            Structure::Iso2022Jp { wide } if wide && lead > b' ' => 2,
            Structure::Iso2022Jp { .. } => 1,
        }
    }

    /// Goes past escape sequences, which belong to no character.
    fn past_escapes(&mut self) {
        while let Structure::Iso2022Jp { wide } = &mut self.structure {
            match self.input.get(self.at..self.at + 3) {
                Some(b"\x1b$@" | b"\x1b$B") => *wide = true,
                Some(b"\x1b(B" | b"\x1b(J" | b"\x1b(I") => *wide = false,
                _ => break,
            }
            self.at += 3;
        }
    }

    /// Goes past a malformed place.
    fn skip(&mut self, span: Span) {
        while self.at < span.start() {
            let before = self.at;
            self.past_escapes();
            if self.at == before {
                break;
            }
        }
        self.at = span.end();
    }
}

/// Characters in a row of one width.
#[derive(Default)]
struct Steps {
    start: usize,
    count: usize,
    unit: usize,
    source_unit: usize,
}

impl Steps {
    fn goes_on_with(&self, next: &Steps) -> bool {
        self.unit == next.unit && self.source_unit == next.source_unit && self.start + self.count * self.source_unit == next.start
    }

    fn write(&self, map: &mut MapBuilder) {
        let source = Span::new(self.start, self.start + self.count * self.source_unit);
        map.steps(self.count * self.unit, self.unit, source, self.source_unit);
    }
}
