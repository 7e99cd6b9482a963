//! Compiles the lexicon: what its files say is worked out here once, and not at the start of every program that reads a notice.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

#[path = "src/lexicon/compile/mod.rs"]
mod compile;

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var("OUT_DIR")?;
    for name in ["ja", "en", "names"] {
        let path = format!("src/lexicon/{name}.toml");
        println!("cargo::rerun-if-changed={path}");
        let file: toml::Table = fs::read_to_string(&path)?.parse().map_err(|error| format!("{path}: {error}"))?;
        let compiled = if name == "names" {
            serde_json::to_value(file)?
        } else {
            compile::lexicon(&file).map_err(|error| format!("{path}: {error}"))?
        };
        fs::write(Path::new(&out).join(format!("{name}.json")), compiled.to_string())?;
    }
    println!("cargo::rerun-if-changed=src/lexicon/compile");
    Ok(())
}
