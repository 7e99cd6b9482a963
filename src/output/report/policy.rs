//! What a page may do: show itself, in its own style, with its own script, and nothing else.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// What every page has around it.
#[derive(Debug)]
pub(super) struct Frame {
    pub style: &'static str,
    pub script: &'static str,
    /// The content security policy, which allows these two alone.
    pub policy: String,
    /// The version of the program, for whoever finds the page.
    pub version: &'static str,
}

impl Frame {
    pub(super) fn new() -> Frame {
        let (style, script) = (include_str!("report.css"), include_str!("report.js"));
        Frame { style, script, policy: policy(style, script), version: env!("CARGO_PKG_VERSION") }
    }
}

/// No requests, no forms, no frames, no addresses but the page's own; no script may write markup.
fn policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        hash(style),
        hash(script)
    )
}

/// A text as a policy names it.
fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_that_of_the_text() {
        // As `printf 'alert(1)' | openssl dgst -sha256 -binary | base64` prints it.
        assert_eq!(hash("alert(1)"), "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=");
    }

    #[test]
    fn style_and_script_end_where_they_end() {
        let Frame { style, script, .. } = Frame::new();
        for text in [style, script] {
            assert!(!text.contains("</") && !text.contains("<!--") && !text.contains('\r'));
        }
    }
}
