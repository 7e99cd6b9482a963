//! The command line tool.
#![forbid(unsafe_code)]
fn main() {
    for path in std::env::args().skip(2) {
        let bytes = std::fs::read(&path).unwrap();
        println!("{}", serde_json::to_string_pretty(&taiyaku::Options::new().name(path).parse(bytes).notice).unwrap());
    }
}
