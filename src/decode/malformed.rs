//! The places of an input that its encoding does not know.

use encoding_rs::Encoding;

use crate::{Code, Diagnostic, Severity, Span};

/// How many places are told one by one; binary data has one in every few bytes.
const TOLD: usize = 20;

/// Malformed places as they are met, neighbours made one.
#[derive(Debug, Default)]
pub(super) struct Malformed {
    told: Vec<Span>,
    /// From the first to the last place that is not told by itself, and how many they are.
    rest: Option<(Span, usize)>,
}

impl Malformed {
    /// Notes a place; they come in order.
    pub(super) fn note(&mut self, span: Span) {
        let full = self.told.len() == TOLD;
        match (&mut self.rest, self.told.last_mut()) {
            (Some((rest, count)), _) => {
                *count += usize::from(rest.end() != span.start());
                *rest = rest.to(span);
            }
            (None, Some(last)) if last.end() == span.start() => *last = last.to(span),
            (None, _) if full => self.rest = Some((span, 1)),
            (None, _) => self.told.push(span),
        }
    }

    /// The places as diagnostics.
    pub(super) fn diagnostics(&self, encoding: &'static Encoding) -> Vec<Diagnostic> {
        let name = encoding.name();
        let told = self.told.iter().map(|&span| (format!("{} not {name}; read as U+FFFD", bytes(span.len())), span));
        let rest = self.rest.map(|(span, count)| (format!("{count} more places from here on that are not {name}; read as U+FFFD"), span));
        told.chain(rest).map(|(message, span)| Diagnostic::new(Severity::Warning, Code::MalformedBytes, message, span)).collect()
    }
}

fn bytes(count: usize) -> String {
    if count == 1 { "1 byte is".to_string() } else { format!("{count} bytes are") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_one_and_the_rest_is_summed_up() {
        let mut malformed = Malformed::default();
        malformed.note(Span::new(1, 2));
        malformed.note(Span::new(2, 4));
        for at in 1..=TOLD + 2 {
            malformed.note(Span::new(at * 10, at * 10 + 1));
        }
        let diagnostics = malformed.diagnostics(encoding_rs::UTF_8);
        assert_eq!(diagnostics.len(), TOLD + 1);
        assert_eq!(diagnostics[0].span, Span::new(1, 4));
        assert_eq!(diagnostics[0].message, "3 bytes are not UTF-8; read as U+FFFD");
        assert_eq!(diagnostics[TOLD].span, Span::new(200, 221));
        assert_eq!(diagnostics[TOLD].message, "3 more places from here on that are not UTF-8; read as U+FFFD");
    }
}
