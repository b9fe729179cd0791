//! Cleaning: clean text, where nothing is to do, and text as it is scraped.

mod texts;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use diptych::{CleanOptions, Cleaner, repair_encoding};
use std::hint::black_box;
use texts::{LANGUAGES, SIZES};

fn clean(c: &mut Criterion) {
    for language in LANGUAGES {
        let cleaner = Cleaner::with_options(CleanOptions::default().language(language));
        for (kind, make) in [("tidy", texts::text as fn(_, _) -> _), ("scraped", texts::dirty_text)]
        {
            let mut group = c.benchmark_group(format!("clean/{kind}/{language}"));
            for (name, size) in SIZES {
                let text: String = make(language, size);
                group.throughput(Throughput::Bytes(text.len() as u64));
                group.bench_function(name, |b| b.iter(|| cleaner.clean(black_box(&text))));
            }
        }
    }
}

fn encoding(c: &mut Criterion) {
    for language in LANGUAGES {
        let mut group = c.benchmark_group(format!("encoding/scraped/{language}"));
        for (name, size) in SIZES {
            let text = texts::dirty_text(language, size);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(name, |b| b.iter(|| repair_encoding(black_box(&text))));
        }
    }
}

criterion_group!(benches, clean, encoding);
criterion_main!(benches);
