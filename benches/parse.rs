//! How long a byte takes: at three sizes, where the figure must not grow with the size, and beside the floor.
//!
//! The floor is what no reader can do without: checking the encoding, looking for the words of the lexicon once, and writing the answer.

use std::hint::black_box;

use aho_corasick::AhoCorasick;
use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use serde_json::Value;
use taiyaku::Notice;
use unicode_normalization::is_nfkc_quick;

mod notices;

use notices::{EN, JA, text};

fn parse(criterion: &mut Criterion) {
    let sizes = [("1 KiB", 1 << 10), ("100 KiB", 100 << 10), ("10 MiB", 10 << 20)];
    for (language, notices) in [("ja", &JA), ("en", &EN)] {
        let mut group = criterion.benchmark_group(format!("parse/{language}"));
        group.sampling_mode(SamplingMode::Flat).sample_size(10);
        for (name, size) in sizes {
            let text = text(notices, size);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_with_input(BenchmarkId::from_parameter(name), &text, |bencher, text| {
                bencher.iter(|| taiyaku::parse(black_box(text)));
            });
        }
        group.finish();
    }
}

/// Parsing and writing a text of the size of a long notice, beside the floor for the same bytes and the same answer.
fn beside_floor(criterion: &mut Criterion) {
    let languages =
        [("ja", &JA, include_str!(concat!(env!("OUT_DIR"), "/ja.json"))), ("en", &EN, include_str!(concat!(env!("OUT_DIR"), "/en.json")))];
    for (language, notices, lexicon) in languages {
        let text = text(notices, 8 << 10);
        let notice = taiyaku::parse(&text).notice;
        let words = AhoCorasick::builder().ascii_case_insensitive(true).build(words(lexicon)).expect("the words make an automaton");
        let mut group = criterion.benchmark_group(format!("floor/{language}"));
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function("parse", |bencher| bencher.iter(|| written(&taiyaku::parse(black_box(&text)).notice)));
        group.bench_function("floor", |bencher| {
            bencher.iter(|| {
                let text = str::from_utf8(black_box(text.as_bytes())).expect("UTF-8");
                let folded = is_nfkc_quick(text.chars());
                (folded, words.find_overlapping_iter(text).count(), written(&notice))
            });
        });
        group.finish();
    }
}

fn written(notice: &Notice) -> String {
    serde_json::to_string(notice).expect("a notice is JSON")
}

/// The words of a compiled lexicon.
fn words(lexicon: &str) -> Vec<String> {
    let compiled: Value = serde_json::from_str(lexicon).expect("the lexicon is JSON");
    let words = compiled["words"].as_str().expect("the words are one string");
    words.split('|').map(|word| word.trim_end_matches('*').to_string()).collect()
}

criterion_group!(benches, parse, beside_floor);
criterion_main!(benches);
