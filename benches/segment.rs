//! Segmentation: sentences, words, paragraphs.

mod texts;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use diptych::{Segmenter, paragraphs};
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

criterion_group!(benches, segment);
criterion_main!(benches);
