//! Segmentation: sentences, words, paragraphs.

mod texts;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use diptych::{Language, Segmenter, paragraphs};
use std::hint::black_box;
use texts::{LANGUAGES, SIZES};

fn segment(c: &mut Criterion) {
    for language in LANGUAGES {
        let segmenter = Segmenter::new(language);
        let mut group = c.benchmark_group(format!("segment/{language}"));
        for (name, size) in SIZES {
            let text = texts::text(language, size);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(format!("sentences/{name}"), |b| {
                b.iter(|| segmenter.sentences(black_box(&text)).count());
            });
            group.bench_function(format!("words/{name}"), |b| {
                b.iter(|| {
                    segmenter.words(black_box(&text)).into_iter().for_each(|w| _ = black_box(w))
                });
            });
            group.bench_function(format!("paragraphs/{name}"), |b| {
                b.iter(|| paragraphs(black_box(&text)).into_iter().for_each(|p| _ = black_box(p)));
            });
        }
    }
}

/// Texts that are nothing but trouble, of 1 and of 10 MiB: the work must stay linear, and not too slow.
fn adversarial(c: &mut Criterion) {
    let units = [
        ".", "\"", "\" ", "A. ", ": A", "?!", "word", "\n", ". \"", "1. ", "- A ", "Mr. A ",
        "A. B\n\n",
    ];
    let segmenter = Segmenter::new(Language::EN);
    let mut group = c.benchmark_group("segment/adversarial");
    group.sample_size(10);
    for unit in units {
        for mebibytes in [1, 10] {
            let text = unit.repeat((mebibytes << 20) / unit.len());
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(format!("{unit:?}/{mebibytes}"), |b| {
                b.iter(|| segmenter.sentences(black_box(&text)).count());
            });
        }
    }
}

/// A stream against the same text at once.
fn stream(c: &mut Criterion) {
    let text = texts::text(Language::EN, SIZES[2].1);
    let segmenter = Segmenter::new(Language::EN);
    let mut group = c.benchmark_group("segment/stream");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("sentences", |b| {
        b.iter(|| {
            let (mut stream, mut count) = (segmenter.stream(black_box(text.as_bytes())), 0);
            while let Ok(Some(_)) = stream.sentence() {
                count += 1;
            }
            count
        });
    });
}

criterion_group!(benches, segment, adversarial, stream);
criterion_main!(benches);
