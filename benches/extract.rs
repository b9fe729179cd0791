//! Extraction: all kinds, values alone, names alone, and values of texts made to be slow.

mod texts;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use diptych::{ExtractOptions, Extractor, Kind, Language};
use std::hint::black_box;
use texts::{LANGUAGES, SIZES};

fn extract(c: &mut Criterion) {
    let reference = "2024-03-14".parse().expect("a date");
    for language in LANGUAGES {
        let options = || ExtractOptions::default().reference(Some(reference));
        let names = Kind::ALL.into_iter().filter(|kind| kind.is_name());
        let values = Kind::ALL.into_iter().filter(|kind| !kind.is_name());
        let extractors = [
            ("all", Extractor::with_options(language, options())),
            ("names", Extractor::with_options(language, options().kinds(names))),
            ("values", Extractor::with_options(language, options().kinds(values))),
        ];
        for (kinds, extractor) in &extractors {
            let mut group = c.benchmark_group(format!("extract/{kinds}/{language}"));
            for (name, size) in SIZES {
                let text = texts::text(language, size);
                group.throughput(Throughput::Bytes(text.len() as u64));
                group.bench_function(name, |b| b.iter(|| extractor.entities(black_box(&text))));
            }
        }
    }
}

/// What could make a grammar read on and on: the speed must be that of a tenth of it.
fn hostile(c: &mut Criterion) {
    let values = Kind::ALL.into_iter().filter(|kind| !kind.is_name());
    let options = ExtractOptions::default().kinds(values);
    let extractor = Extractor::with_options(Language::EN, options);
    let repeated =
        [("digits", "1234567890"), ("words", "one hundred "), ("commas", "1,"), ("dashes", "-")];
    for (name, unit) in repeated {
        let mut group = c.benchmark_group(format!("extract/hostile/{name}"));
        group.sample_size(10);
        for (name, size) in [("1MB", 1_000_000), ("10MB", 10_000_000)] {
            let text = unit.repeat(size / unit.len());
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(name, |b| b.iter(|| extractor.entities(black_box(&text))));
        }
    }
}

criterion_group!(benches, extract, hostile);
criterion_main!(benches);
