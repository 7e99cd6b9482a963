//! Each stage by itself, for the benches and for nothing else: no part of the interface.

use crate::assemble::assemble;
use crate::decode::{Decoded, decode};
use crate::grammar;
use crate::lexicon::Lexicon;
use crate::normalize::{Folded, fold};
use crate::pipeline::{Origin, language_of};
use crate::segment::{Segmented, segment, sentences};
use crate::{Options, Span};

/// An input with what each stage makes of it, so that each can be run again alone. Every run gives the number of things it made.
#[derive(Debug)]
pub struct Stages<'a> {
    input: &'a [u8],
    decoded: &'a Decoded<'a>,
    folded: &'a Folded<'a>,
    segmented: &'a Segmented<'a>,
    lexicon: &'static Lexicon,
    sentences: Vec<&'a str>,
}

/// Runs `bench` with the stages of `input`.
pub fn with<T>(input: &[u8], bench: impl FnOnce(&Stages<'_>) -> T) -> T {
    let decoded = decode(input, &Options::new());
    let folded = fold(&decoded.text);
    let lexicon = Lexicon::of(language_of(&folded.text));
    let segmented = segment(&folded.text, lexicon);
    let bodies = segmented.blocks.iter().filter(|block| !block.is_silent()).map(|block| block.body);
    let within = |body: Span| {
        let text = &segmented.text[body.range()];
        sentences(text, lexicon).into_iter().map(move |sentence| &text[sentence.range()])
    };
    let sentences = bodies.flat_map(within).collect();
    bench(&Stages { input, decoded: &decoded, folded: &folded, segmented: &segmented, lexicon, sentences })
}

impl Stages<'_> {
    /// Bytes to text: how many bytes of it.
    pub fn decode(&self) -> usize {
        decode(self.input, &Options::new()).text.len()
    }

    /// Text to folded text: how many bytes of it.
    pub fn normalize(&self) -> usize {
        fold(&self.decoded.text).text.len()
    }

    /// Folded text to blocks: how many.
    pub fn segment(&self) -> usize {
        segment(&self.folded.text, self.lexicon).blocks.len()
    }

    /// The words of the lexicon in every sentence: how many.
    pub fn words(&self) -> usize {
        self.sentences.iter().map(|sentence| self.lexicon.words(sentence).len()).sum()
    }

    /// The values of the grammar in every sentence: how many.
    pub fn grammar(&self) -> usize {
        self.sentences.iter().map(|sentence| grammar::scan(sentence, self.lexicon).len()).sum()
    }

    /// Blocks to facts, words, values and word order among it: how many incidents.
    pub fn assemble(&self) -> usize {
        let origin = Origin::new(self.decoded, [&self.segmented.map, &self.folded.map]);
        assemble(self.segmented, self.lexicon, &origin).incidents.len()
    }
}
