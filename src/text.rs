//! The way back: which bytes of an earlier text a later text was made from.
//!
//! Decoding, dropping tags, folding widths and rejoining wrapped lines each make a new text from an earlier one. Each keeps an
//! [`OffsetMap`] to the text before it; a span is followed back through them one by one when a value is written out, which is
//! seldom, so that nothing is paid while reading.

use crate::Span;

/// A run of equal steps: every `unit` bytes of the text stand for `source_unit` bytes of the source.
///
/// Plain text is one run of steps 1:1; Japanese in Shift_JIS is runs of steps 3:2; ㈱ folded to `(株)` is a run of one step 5:3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    at: usize,
    source: usize,
    unit: usize,
    source_unit: usize,
}

impl Run {
    /// Where in the text its first `steps` steps end, or would.
    fn after(&self, steps: usize) -> usize {
        self.at.saturating_add(steps.saturating_mul(self.unit))
    }
}

/// Leads from the bytes of a text back to the bytes of the text it was made from.
///
/// Start and end are asked for separately: a piece that stands for several source bytes begins at the first and ends after the last of them,
/// and bytes that were dropped between two pieces belong to neither.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OffsetMap {
    runs: Vec<Run>,
}

impl OffsetMap {
    /// The map of a text that is its source. It holds nothing.
    pub(crate) const fn identity() -> OffsetMap {
        OffsetMap { runs: Vec::new() }
    }

    /// Whether the text is its source, byte for byte.
    pub(crate) fn is_identity(&self) -> bool {
        self.runs.is_empty()
    }

    /// The place in the source of a span of the text.
    pub(crate) fn source(&self, span: Span) -> Span {
        if self.is_identity() {
            return span;
        }
        let start = self.start(span.start());
        Span::new(start, if span.is_empty() { start } else { self.end(span.end()) })
    }

    /// The first source byte of the piece that the text byte `at` belongs to.
    fn start(&self, at: usize) -> usize {
        let run = self.run(at);
        run.source + (at.saturating_sub(run.at)) / run.unit * run.source_unit
    }

    /// The source byte after the piece that the text byte before `at` belongs to.
    fn end(&self, at: usize) -> usize {
        let last = at.saturating_sub(1);
        let run = self.run(last);
        run.source + (last.saturating_sub(run.at) / run.unit + 1) * run.source_unit
    }

    /// The other way: where in the text the bytes `source` of the source went. What begins or ends in bytes that were dropped begins with the
    /// next piece or ends with the last. The end of the text is not known here: a span beyond the last piece goes on beyond it.
    pub(crate) fn place(&self, source: Span) -> Span {
        if self.is_identity() {
            return source;
        }
        Span::new(self.place_of_start(source.start()), self.place_of_end(source.end()))
    }

    /// Where the first piece begins that ends after the source byte `at`. Runs that hold no source byte are passed by.
    fn place_of_start(&self, at: usize) -> usize {
        let next = self.runs.partition_point(|run| run.source < at);
        let here = self.runs.get(next..).unwrap_or_default();
        if let Some(run) = here.iter().take_while(|run| run.source == at).find(|run| run.source_unit > 0) {
            return run.at;
        }
        let Some(run) = next.checked_sub(1).and_then(|last| self.runs.get(last)) else { return 0 };
        let end = here.first().map_or(usize::MAX, |next| next.at);
        (at - run.source).checked_div(run.source_unit).map_or(end, |steps| run.after(steps).min(end))
    }

    /// Where the last piece ends that begins before the source byte `at`.
    fn place_of_end(&self, at: usize) -> usize {
        let next = self.runs.partition_point(|run| run.source < at);
        let Some(run) = next.checked_sub(1).and_then(|last| self.runs.get(last)) else { return 0 };
        let end = self.runs.get(next).map_or(usize::MAX, |next| next.at);
        let steps = (at - run.source).div_ceil(run.source_unit.max(1));
        run.after(steps).min(end)
    }

    fn run(&self, at: usize) -> Run {
        let next = self.runs.partition_point(|run| run.at <= at);
        self.runs[next.saturating_sub(1)]
    }
}

/// Builds an [`OffsetMap`] from pieces given in text order.
#[derive(Debug, Default)]
pub(crate) struct MapBuilder {
    runs: Vec<Run>,
    at: usize,
    source: usize,
}

impl MapBuilder {
    /// A map with no piece yet.
    pub(crate) fn new() -> MapBuilder {
        MapBuilder::default()
    }

    /// The next `len` bytes of the text are the source's own, from `source` on.
    pub(crate) fn same(&mut self, len: usize, source: usize) {
        self.steps(len, 1, Span::new(source, source + len), 1);
    }

    /// The next `len` bytes of the text stand, as one, for the source bytes `source`.
    pub(crate) fn piece(&mut self, len: usize, source: Span) {
        self.steps(len, len, source, source.len());
    }

    /// The next `len` bytes of the text are pieces of `unit` bytes, each of which stands for `source_unit` bytes of `source`.
    pub(crate) fn steps(&mut self, len: usize, unit: usize, source: Span, source_unit: usize) {
        if len == 0 {
            return;
        }
        let goes_on =
            self.source == source.start() && self.runs.last().is_some_and(|run| run.unit == unit && run.source_unit == source_unit);
        if !goes_on {
            self.runs.push(Run { at: self.at, source: source.start(), unit, source_unit });
        }
        self.at += len;
        self.source = source.end();
    }

    /// The map. One that says no more than the identity becomes it.
    pub(crate) fn finish(self) -> OffsetMap {
        let plain = |run: &Run| run.at == 0 && run.source == 0 && run.unit == 1 && run.source_unit == 1;
        match self.runs.as_slice() {
            [run] if plain(run) => OffsetMap::identity(),
            _ => OffsetMap { runs: self.runs },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Range = (usize, usize);

    fn spans(map: &OffsetMap, wanted: &[(Range, Range)]) {
        for &((start, end), (from, to)) in wanted {
            assert_eq!(map.source(Span::new(start, end)), Span::new(from, to), "{start}..{end}");
        }
    }

    fn places(map: &OffsetMap, wanted: &[(Range, Range)]) {
        for &((from, to), (start, end)) in wanted {
            assert_eq!(map.place(Span::new(from, to)), Span::new(start, end), "{from}..{to}");
        }
    }

    #[test]
    fn plain_text_is_its_own_source() {
        let mut builder = MapBuilder::new();
        builder.same(4, 0);
        builder.same(6, 4);
        assert!(builder.finish().is_identity());
    }

    #[test]
    fn wide_characters_are_steps_of_equal_width() {
        let mut builder = MapBuilder::new(); // 日本a in Shift_JIS
        builder.piece(3, Span::new(0, 2));
        builder.piece(3, Span::new(2, 4));
        builder.same(1, 4);
        let map = builder.finish();
        assert_eq!(map.runs.len(), 2);
        spans(&map, &[((0, 3), (0, 2)), ((3, 6), (2, 4)), ((0, 7), (0, 5)), ((6, 7), (4, 5)), ((4, 5), (2, 4))]);
    }

    #[test]
    fn an_expanded_character_is_whole_or_not_at_all() {
        let mut builder = MapBuilder::new(); // ㈱ as (株)
        builder.same(2, 0);
        builder.piece(5, Span::new(2, 5));
        builder.same(1, 5);
        spans(&builder.finish(), &[((3, 4), (2, 5)), ((2, 7), (2, 5)), ((0, 2), (0, 2)), ((7, 8), (5, 6)), ((2, 2), (2, 2))]);
    }

    #[test]
    fn dropped_bytes_belong_to_neither_side() {
        let mut builder = MapBuilder::new(); // ab\ncd rejoined as abcd
        builder.same(2, 0);
        builder.same(2, 3);
        spans(&builder.finish(), &[((0, 2), (0, 2)), ((2, 4), (3, 5)), ((1, 3), (1, 4))]);
    }

    #[test]
    fn the_other_way_takes_whole_pieces_and_passes_gaps() {
        let mut builder = MapBuilder::new(); // 日本 in two steps of 3:2, an inserted line end, ㈱ as (株), three bytes dropped, ab
        builder.steps(6, 3, Span::new(0, 4), 2);
        builder.piece(1, Span::new(4, 4));
        builder.piece(5, Span::new(4, 7));
        builder.same(2, 10);
        let map = builder.finish();
        let cases = [
            ((0, 2), (0, 3)),
            ((2, 4), (3, 6)),
            ((1, 3), (0, 6)),
            ((4, 7), (7, 12)),
            ((0, 7), (0, 12)),
            ((5, 6), (7, 12)),
            ((8, 11), (12, 13)),
            ((4, 9), (7, 12)),
            ((10, 12), (12, 14)),
            ((7, 10), (12, 12)),
        ];
        places(&map, &cases);
    }

    #[test]
    fn pieces_of_the_same_bytes_are_found_together() {
        let mut builder = MapBuilder::new(); // a, then two characters made of the bytes 1..3
        builder.same(1, 0);
        builder.piece(3, Span::new(1, 3));
        builder.piece(2, Span::new(1, 3));
        places(&builder.finish(), &[((1, 3), (1, 6)), ((0, 3), (0, 6)), ((0, 1), (0, 1))]);
    }
}
