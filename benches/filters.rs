//! Quality signals and duplicates.

mod texts;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use diptych::{DedupOptions, Deduplicator, LineDeduplicator, Piece, Quality, dedup};
use std::hint::black_box;
use texts::{LANGUAGES, SIZES};

fn quality(c: &mut Criterion) {
    for language in LANGUAGES {
        let mut group = c.benchmark_group(format!("quality/scraped/{language}"));
        for (name, size) in SIZES {
            let text = texts::dirty_text(language, size);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(name, |b| {
                b.iter(|| Quality::measure(black_box(&text), language));
            });
        }
    }
}

/// One document: exact hash, shingles and signature of 128.
fn fingerprint(c: &mut Criterion) {
    let options = DedupOptions::default();
    for language in LANGUAGES {
        let mut group = c.benchmark_group(format!("fingerprint/{language}"));
        for (name, size) in SIZES {
            let text = texts::text(language, size);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(name, |b| b.iter(|| options.fingerprint(black_box(&text))));
        }
    }
}

/// A collection of 1,000 documents, one in five of which is another with a sentence less.
fn collection(c: &mut Criterion) {
    let mut documents = texts::collection(2_000_000);
    documents.truncate(800);
    let near = documents.iter().step_by(4).map(|text| {
        text.split_once("\n\n").map_or_else(|| text.clone(), |(_, rest)| rest.to_owned())
    });
    let near: Vec<String> = near.collect();
    documents.extend(near);
    let bytes = documents.iter().map(|text| text.len() as u64).sum();
    let options = DedupOptions::default();

    let mut group = c.benchmark_group("dedup");
    group.throughput(Throughput::Bytes(bytes));
    group.bench_function("documents, all cores", |b| {
        b.iter(|| dedup(black_box(&documents), &options));
    });
    let fingerprints: Vec<_> = documents.iter().map(|text| options.fingerprint(text)).collect();
    group.bench_function("comparing alone", |b| {
        b.iter_batched(
            || fingerprints.clone(),
            |fingerprints| {
                let mut deduplicator = Deduplicator::new();
                for fingerprint in fingerprints {
                    black_box(deduplicator.add_fingerprint(fingerprint));
                }
                deduplicator
            },
            BatchSize::LargeInput,
        );
    });
    group.bench_function("lines", |b| {
        b.iter(|| {
            let mut lines = LineDeduplicator::new(Piece::Line);
            for text in &documents {
                black_box(lines.add(text));
            }
        });
    });
}

criterion_group!(benches, quality, fingerprint, collection);
criterion_main!(benches);
