//! Everything in a row: one scraped text on one thread, many documents on all cores.

mod texts;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use diptych::{Pipeline, find_pairs};
use std::hint::black_box;
use texts::{LANGUAGES, SIZES};

fn one(c: &mut Criterion) {
    for language in LANGUAGES {
        let mut group = c.benchmark_group(format!("annotate/{language}"));
        group.sample_size(20);
        for (name, size) in SIZES {
            let text = texts::dirty_text(language, size);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(name, |b| b.iter(|| Pipeline::new().annotate(black_box(&text))));
        }
    }
}

fn many(c: &mut Criterion) {
    let mut group = c.benchmark_group("raw texts to pairs/en-fr");
    group.sample_size(10);
    for (name, size) in SIZES {
        let texts = texts::collection(size);
        let bytes: usize = texts.iter().map(String::len).sum();
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_function(name, |b| {
            b.iter(|| find_pairs(&Pipeline::new().annotate_all(black_box(&texts)), None));
        });
    }
}

criterion_group!(benches, one, many);
criterion_main!(benches);
