//! Pairing, English and French: the sentences of two texts, and documents in a collection.

mod texts;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use diptych::{Aligner, Language, Pipeline, Profile, find_pairs};
use std::hint::black_box;
use texts::SIZES;

fn sentences(c: &mut Criterion) {
    let mut group = c.benchmark_group("align/en-fr");
    group.sample_size(10);
    for (name, size) in SIZES {
        let (source, target) = texts::parallel(size);
        let bytes: usize = source.iter().chain(&target).map(String::len).sum();
        let source = Profile::from_sentences(Language::EN, &source);
        let target = Profile::from_sentences(Language::FR, &target);
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_function(name, |b| {
            b.iter(|| Aligner::new().align(black_box(&source), black_box(&target)));
        });
    }
}

/// How time grows with the number of sentences: 1, 4 and 16 times as many in one pair.
fn growth(c: &mut Criterion) {
    let mut group = c.benchmark_group("align/growth");
    group.sample_size(10);
    for times in [1, 4, 16] {
        let (source, target) = texts::parallel(times * 80_000);
        let sentences = source.len() + target.len();
        let source = Profile::from_sentences(Language::EN, &source);
        let target = Profile::from_sentences(Language::FR, &target);
        group.throughput(Throughput::Elements(sentences as u64));
        group.bench_function(format!("{times}x"), |b| {
            b.iter(|| Aligner::new().align(black_box(&source), black_box(&target)));
        });
    }
}

fn documents(c: &mut Criterion) {
    let mut group = c.benchmark_group("find_pairs/en-fr");
    group.sample_size(10);
    for (name, size) in SIZES {
        let texts = texts::collection(size);
        let bytes: usize = texts.iter().map(String::len).sum();
        let documents = Pipeline::new().annotate_all(&texts);
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_function(name, |b| b.iter(|| find_pairs(black_box(&documents), None)));
    }
}

/// How time grows with the number of documents, from raw text: 1, 4 and 16 times as many.
fn documents_growth(c: &mut Criterion) {
    let mut group = c.benchmark_group("find_pairs/growth");
    group.sample_size(10);
    for times in [1, 4, 16] {
        let texts = texts::collection(times * 200_000);
        group.throughput(Throughput::Elements(texts.len() as u64));
        group.bench_function(format!("{times}x"), |b| {
            b.iter(|| find_pairs(&Pipeline::new().annotate_all(black_box(&texts)), None));
        });
    }
}

criterion_group!(benches, sentences, growth, documents, documents_growth);
criterion_main!(benches);
