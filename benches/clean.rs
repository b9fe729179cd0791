//! Cleaning: clean text, where nothing is to do, and text as it is scraped.

mod languages;
mod texts;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use diptych::{Boilerplate, CleanOptions, Cleaner, Language, label_lines, repair_encoding};
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

/// Which lines of a page are text: of text alone, and of pages as they are scraped.
fn lines(c: &mut Criterion) {
    for language in LANGUAGES {
        for (kind, make) in [("tidy", texts::text as fn(_, _) -> _), ("scraped", texts::dirty_text)]
        {
            let mut group = c.benchmark_group(format!("lines/{kind}/{language}"));
            for (name, size) in SIZES {
                let text: String = make(language, size);
                let lines: Vec<&str> = text.lines().collect();
                group.throughput(Throughput::Bytes(text.len() as u64));
                group.bench_function(name, |b| b.iter(|| label_lines(black_box(&lines), language)));
            }
        }
    }
}

/// All steps that work on characters; no line is judged.
fn characters(c: &mut Criterion) {
    let cleaner = Cleaner::with_options(CleanOptions::default().boilerplate(Boilerplate::Ignore));
    let ascii = |size| texts::text(Language::EN, size).replace(|c: char| !c.is_ascii(), "e");
    let kinds: [(&str, &dyn Fn(usize) -> String); 5] = [
        ("ascii", &|size| ascii(size).trim_end().to_owned()),
        ("french", &|size| texts::text(Language::FR, size).trim_end().to_owned()),
        ("german", &|size| languages::in_one(2, size)),
        ("tidy20", &|size| languages::mixed(size, 0)),
        ("mixed20", &|size| languages::mixed(size, 20)),
    ];
    for (kind, make) in kinds {
        let mut group = c.benchmark_group(format!("characters/{kind}"));
        for (name, size) in SIZES {
            let text = make(size);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(name, |b| b.iter(|| cleaner.clean(black_box(&text))));
        }
    }
}

/// A line read in Windows-1252, and one in Windows-1251: all of a text read wrongly.
const DAMAGED_FRENCH: &str = "La municipalitÃ© dâ€™Oronsay a fermÃ© le quai aprÃ¨s la tempÃªte du 4 mars, et personne nâ€™a pu dire pourquoi les bateaux Ã©taient restÃ©s au large.\n";
const DAMAGED_RUSSIAN: &str = "РџР°СЂРѕРј РѕРїРѕР·РґР°Р» РЅР° РґРІР° С‡Р°СЃР°, Рё РЅРёРєС‚Рѕ РЅР° РїСЂРёСЃС‚Р°РЅРё РЅРµ Р·РЅР°Р» РїРѕС‡РµРјСѓ.\n";

/// One megabyte of what hurts: every step, and no step but those that work on characters.
fn hostile(c: &mut Criterion) {
    let patterns = [
        ("blank_lines", "\n"),
        ("spaces", " "),
        ("no_break_spaces", "\u{a0}"),
        ("one_line", "a"),
        ("one_accented_line", "é"),
        ("tabs", "\t"),
        ("full_stops", ". ."),
        ("commas", ","),
        ("ampersands", "&"),
        ("entities", "&amp;"),
        ("entities_escaped_twice", "&amp;amp;"),
        ("mojibake", "Ã©"),
        ("mojibake_leads", "Ã"),
        ("mojibake_lines", "cafÃ©\n"),
        ("damaged_french", DAMAGED_FRENCH),
        ("damaged_russian", DAMAGED_RUSSIAN),
        ("short_lines", "a\n"),
        ("carriage_returns", "a\r"),
        ("marks", "e\u{301}"),
        ("soft_hyphens", "a\u{ad}"),
    ];
    let all = CleanOptions::default();
    let characters = all.clone().boilerplate(Boilerplate::Ignore);
    for (kind, options) in [("all", all), ("characters", characters)] {
        let cleaner = Cleaner::with_options(options);
        let mut group = c.benchmark_group(format!("hostile/{kind}"));
        group.sample_size(10);
        for (name, pattern) in patterns {
            let text = pattern.repeat(1_000_000 / pattern.len());
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(name, |b| b.iter(|| cleaner.clean(black_box(&text))));
        }
        // One entity, escaped again and again.
        let text = format!("&{}", "amp;".repeat(250_000));
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function("entity_escaped_for_ever", |b| {
            b.iter(|| cleaner.clean(black_box(&text)));
        });
    }
    let mut group = c.benchmark_group("hostile/html");
    group.sample_size(10);
    let page = format!("{}text{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    group.throughput(Throughput::Bytes(page.len() as u64));
    group.bench_function("nested_tags", |b| b.iter(|| diptych::main_text(black_box(&page))));
}

/// A page of news of about `size` bytes: half of it the frame, as on most sites.
fn news_page(language: diptych::Language, size: usize) -> String {
    let text = texts::text(language, size / 3);
    let mut html = String::from(
        "<!DOCTYPE html><html><head><title>News</title><meta property=\"og:title\" content=\"News\"></head><body><header class=\"site-header\"><nav><ul>",
    );
    let item = |i: usize, line: &str| {
        let title: Vec<&str> = line.split(' ').take(6).collect();
        format!(
            "<li class=\"menu-item menu-item-{i}\"><a href=\"/section/{i}/\" data-track=\"nav:{i}\"><span class=\"label\">{}</span></a></li>\n",
            title.join(" ")
        )
    };
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    html.extend(lines.iter().enumerate().map(|(i, line)| item(i, line)));
    html.push_str("</ul></nav></header><main><article class=\"post\"><h1>News</h1><div class=\"entry-content\">");
    html.extend(lines.iter().map(|line| format!("<p class=\"story__text\">{line}</p>\n")));
    html.push_str("</div></article></main><aside class=\"sidebar\"><ul>");
    html.extend(lines.iter().enumerate().map(|(i, line)| item(i, line)));
    html.push_str("</ul></aside><footer>© <a href=\"/imprint\">Imprint</a></footer></body></html>");
    html
}

fn html(c: &mut Criterion) {
    for language in LANGUAGES {
        let mut group = c.benchmark_group(format!("html/{language}"));
        for (name, size) in SIZES {
            let page = news_page(language, size);
            group.throughput(Throughput::Bytes(page.len() as u64));
            group.bench_function(name, |b| b.iter(|| diptych::main_text(black_box(&page))));
        }
    }
}

criterion_group!(benches, clean, lines, encoding, characters, hostile, html);
criterion_main!(benches);
