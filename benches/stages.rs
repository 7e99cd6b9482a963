//! How long a byte takes in each stage: where the time of a parse goes.

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use taiyaku::stages::{Stages, with};

mod notices;

use notices::{EN, JA, text};

/// A stage by its name.
type Stage = (&'static str, fn(&Stages<'_>) -> usize);

const STAGES: [Stage; 6] = [
    ("decode", Stages::decode),
    ("normalize", Stages::normalize),
    ("segment", Stages::segment),
    ("words", Stages::words),
    ("grammar", Stages::grammar),
    ("assemble", Stages::assemble),
];

fn stages(criterion: &mut Criterion) {
    for (language, notices) in [("ja", &JA), ("en", &EN)] {
        for (name, size) in [("1 KiB", 1 << 10), ("100 KiB", 100 << 10), ("10 MiB", 10 << 20)] {
            let text = text(notices, size);
            let mut group = criterion.benchmark_group(format!("stages/{language}"));
            group.sampling_mode(SamplingMode::Flat).sample_size(10);
            group.throughput(Throughput::Bytes(text.len() as u64));
            with(text.as_bytes(), |made| {
                for (stage, run) in STAGES {
                    group.bench_with_input(BenchmarkId::new(stage, name), made, |bencher, made| bencher.iter(|| run(made)));
                }
            });
            let notice = taiyaku::parse(&text).notice;
            group.bench_with_input(BenchmarkId::new("print", name), &notice, |bencher, notice| {
                bencher.iter(|| serde_json::to_vec(notice).expect("a notice is JSON").len());
            });
            group.finish();
        }
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
