//! Language identification: one text whole, and cut into passages.

mod texts;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use diptych::{detect_language, detect_languages};
use texts::{LANGUAGES, SIZES};

fn language(c: &mut Criterion) {
    for language in LANGUAGES {
        let text = texts::text(language, 64_000);
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        let words: Vec<&str> = text.split_whitespace().collect();
        for (name, pieces) in [("lines", lines), ("words", words)] {
            let mut group = c.benchmark_group(format!("language/{name}/{language}"));
            let bytes: usize = pieces.iter().map(|piece| piece.len()).sum();
            group.throughput(Throughput::Bytes(bytes as u64));
            group.bench_function("64kB", |b| {
                b.iter(|| pieces.iter().map(|t| detect_language(black_box(t)).score).sum::<f64>());
            });
        }
        let mut group = c.benchmark_group(format!("language/passages/{language}"));
        for (name, size) in SIZES {
            let text: String = texts::text(language, size);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(name, |b| b.iter(|| detect_languages(black_box(&text))));
        }
    }
}

criterion_group!(benches, language);
criterion_main!(benches);
