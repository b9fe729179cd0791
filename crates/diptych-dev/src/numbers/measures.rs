//! The generated names of units and currencies.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use serde_json::Value;

/// Writes `measures/<language>.txt`: the names of units and currencies in each language.
#[derive(Debug, Args)]
pub(crate) struct GenerateMeasures {
    /// Holds the unpacked npm packages `cldr-units-full` and `cldr-numbers-full`, each in a folder
    /// of its own name.
    #[arg(long)]
    data: PathBuf,
    /// The folder of the tables.
    #[arg(long, default_value = "crates/diptych-extract/data/measures")]
    out: PathBuf,
}

/// The languages, each with the locales whose names go in.
const LANGUAGES: [(&str, &[&str]); 14] = [
    ("ar", &["ar"]),
    ("de", &["de", "de-AT", "de-CH"]),
    ("en", &["en", "en-GB", "en-CA", "en-IN"]),
    ("es", &["es", "es-MX", "es-419"]),
    ("fr", &["fr", "fr-CA"]),
    ("hi", &["hi"]),
    ("it", &["it"]),
    ("ja", &["ja"]),
    ("ko", &["ko"]),
    ("nl", &["nl", "nl-BE"]),
    ("pt", &["pt", "pt-PT"]),
    ("sv", &["sv"]),
    ("tr", &["tr"]),
    ("zh", &["zh", "zh-Hant"]),
];

/// Units of CLDR with their UCUM codes and dimensions. Left out are units of time and temperature,
/// which other grammars read, and those whose names are everyday words that are counted (`stone`,
/// `point`, `bar`, `drop`, `chain`, « quart », « candela »).
const UNITS: &[(&str, &str, &str)] = &[
    ("acceleration-g-force", "[g]", "acceleration"),
    ("acceleration-meter-per-square-second", "m/s2", "acceleration"),
    ("angle-radian", "rad", "angle"),
    ("angle-arc-minute", "'", "angle"),
    ("angle-arc-second", "''", "angle"),
    ("area-square-kilometer", "km2", "area"),
    ("area-hectare", "har", "area"),
    ("area-square-meter", "m2", "area"),
    ("area-square-centimeter", "cm2", "area"),
    ("area-square-mile", "[mi_i]2", "area"),
    ("area-acre", "[acr_us]", "area"),
    ("area-square-yard", "[yd_i]2", "area"),
    ("area-square-foot", "[ft_i]2", "area"),
    ("area-square-inch", "[in_i]2", "area"),
    ("concentr-millimole-per-liter", "mmol/L", "concentration"),
    ("concentr-part-per-1e6", "[ppm]", "concentration"),
    ("consumption-liter-per-kilometer", "L/km", "consumption"),
    ("consumption-mile-per-gallon", "[mi_i]/[gal_us]", "consumption"),
    ("electric-ampere", "A", "electric current"),
    ("electric-ohm", "Ohm", "electric resistance"),
    ("electric-volt", "V", "voltage"),
    ("electric-coulomb", "C", "electric charge"),
    ("electric-farad", "F", "electric capacitance"),
    ("energy-kilocalorie", "kcal", "energy"),
    ("energy-calorie", "cal", "energy"),
    ("energy-joule", "J", "energy"),
    ("energy-kilowatt-hour", "kW.h", "energy"),
    ("energy-electronvolt", "eV", "energy"),
    ("energy-british-thermal-unit", "[Btu]", "energy"),
    ("energy-becquerel", "Bq", "radioactivity"),
    ("energy-sievert", "Sv", "radiation dose"),
    ("energy-gray", "Gy", "radiation dose"),
    ("force-newton", "N", "force"),
    ("force-pound-force", "[lbf_av]", "force"),
    ("frequency-hertz", "Hz", "frequency"),
    ("length-kilometer", "km", "length"),
    ("length-meter", "m", "length"),
    ("length-mile", "[mi_i]", "length"),
    ("length-yard", "[yd_i]", "length"),
    ("length-foot", "[ft_i]", "length"),
    ("length-inch", "[in_i]", "length"),
    ("length-parsec", "pc", "length"),
    ("length-light-year", "[ly]", "length"),
    ("length-astronomical-unit", "AU", "length"),
    ("length-furlong", "[fur_us]", "length"),
    ("length-nautical-mile", "[nmi_i]", "length"),
    ("light-lux", "lx", "illuminance"),
    ("light-lumen", "lm", "luminous flux"),
    ("magnetic-tesla", "T", "magnetic flux density"),
    ("mass-tonne", "t", "mass"),
    ("mass-gram", "g", "mass"),
    ("mass-pound", "[lb_av]", "mass"),
    ("mass-ounce", "[oz_av]", "mass"),
    ("mass-ounce-troy", "[oz_tr]", "mass"),
    ("mass-carat", "[car_m]", "mass"),
    ("power-watt", "W", "power"),
    ("power-horsepower", "[HP]", "power"),
    ("pressure-millimeter-ofhg", "mm[Hg]", "pressure"),
    ("pressure-inch-ofhg", "[in_i'Hg]", "pressure"),
    ("pressure-pound-force-per-square-inch", "[psi]", "pressure"),
    ("pressure-millibar", "mbar", "pressure"),
    ("pressure-atmosphere", "atm", "pressure"),
    ("pressure-pascal", "Pa", "pressure"),
    ("speed-kilometer-per-hour", "km/h", "speed"),
    ("speed-meter-per-second", "m/s", "speed"),
    ("speed-mile-per-hour", "[mi_i]/h", "speed"),
    ("speed-knot", "[kn_i]", "speed"),
    ("torque-newton-meter", "N.m", "torque"),
    ("torque-pound-force-foot", "[lbf_av].[ft_i]", "torque"),
    ("volume-cubic-kilometer", "km3", "volume"),
    ("volume-cubic-meter", "m3", "volume"),
    ("volume-cubic-centimeter", "cm3", "volume"),
    ("volume-cubic-mile", "[mi_i]3", "volume"),
    ("volume-cubic-yard", "[yd_i]3", "volume"),
    ("volume-cubic-foot", "[cft_i]", "volume"),
    ("volume-cubic-inch", "[cin_i]", "volume"),
    ("volume-liter", "L", "volume"),
    ("volume-bushel", "[bu_us]", "volume"),
    ("volume-gallon", "[gal_us]", "volume"),
    ("volume-gallon-imperial", "[gal_br]", "volume"),
    ("volume-pint", "[pt_us]", "volume"),
    ("volume-cup", "[cup_us]", "volume"),
    ("volume-fluid-ounce", "[foz_us]", "volume"),
    ("volume-tablespoon", "[tbs_us]", "volume"),
    ("volume-teaspoon", "[tsp_us]", "volume"),
    ("volume-barrel", "[bbl_us]", "volume"),
    ("digital-byte", "By", "data"),
    ("digital-bit", "bit", "data"),
];

/// Units that take the prefixes of the SI.
const PREFIXED: &[(&str, &str, &str)] = &[
    ("length-meter", "m", "length"),
    ("mass-gram", "g", "mass"),
    ("volume-liter", "L", "volume"),
    ("power-watt", "W", "power"),
    ("energy-joule", "J", "energy"),
    ("electric-volt", "V", "voltage"),
    ("electric-ampere", "A", "electric current"),
    ("frequency-hertz", "Hz", "frequency"),
    ("pressure-pascal", "Pa", "pressure"),
    ("force-newton", "N", "force"),
    ("digital-byte", "By", "data"),
    ("digital-bit", "bit", "data"),
    ("energy-electronvolt", "eV", "energy"),
    ("energy-sievert", "Sv", "radiation dose"),
    ("energy-becquerel", "Bq", "radioactivity"),
];

/// Prefixes of CLDR with those of UCUM.
const PREFIXES: [(&str, &str); 11] = [
    ("10p1", "da"),
    ("10p2", "h"),
    ("10p3", "k"),
    ("10p6", "M"),
    ("10p9", "G"),
    ("10p12", "T"),
    ("10p-1", "d"),
    ("10p-2", "c"),
    ("10p-3", "m"),
    ("10p-6", "u"),
    ("10p-9", "n"),
];

/// What is no money: metals, funds, test codes.
const NO_MONEY: [&str; 14] = [
    "XAG", "XAU", "XPD", "XPT", "XTS", "XXX", "XBA", "XBB", "XBC", "XBD", "XDR", "XSU", "XUA",
    "ZZZ",
];

/// Forms by code and dimension (`money` for currencies).
type Rows = BTreeMap<(String, String), BTreeSet<String>>;

impl GenerateMeasures {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let version = read(&self.data.join("cldr-units-full/package.json"))?["version"].clone();
        for (language, locales) in LANGUAGES {
            let mut rows = Rows::new();
            for locale in locales {
                self.units(locale, &mut rows)?;
                self.currencies(locale, &mut rows)?;
            }
            let mut out = format!(
                "# Generated, do not edit: cargo run -p diptych-dev -- generate measures --data DIR\n\
                 # Source: CLDR {}, {} (Unicode-3.0); UCUM or ISO 4217 code, dimension, forms\n",
                version.as_str().unwrap_or_default(),
                locales.join(", ")
            );
            for ((code, dimension), forms) in &rows {
                let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
                writeln!(out, "{code}\t{dimension}\t{}", forms.join("|"))?;
            }
            let path = self.out.join(format!("{language}.txt"));
            fs::write(&path, out).with_context(|| path.display().to_string())?;
        }
        Ok(())
    }

    fn units(&self, locale: &str, rows: &mut Rows) -> anyhow::Result<()> {
        let path = self.data.join(format!("cldr-units-full/main/{locale}/units.json"));
        let file = read(&path)?;
        let units = &file["main"][locale]["units"]["long"];
        let mut add = |code: &str, dimension: &str, form: &str| {
            if let Some(form) = folded(form) {
                rows.entry((code.to_owned(), dimension.to_owned())).or_default().insert(form);
            }
        };
        for &(id, code, dimension) in UNITS {
            for form in patterns(&units[id]) {
                add(code, dimension, form);
            }
        }
        for (prefix, ucum) in PREFIXES {
            let pattern = units[prefix]["unitPrefixPattern"].as_str().unwrap_or("{0}");
            for &(id, code, dimension) in PREFIXED {
                for form in patterns(&units[id]) {
                    let form = pattern.replace("{0}", &form.to_lowercase());
                    add(&format!("{ucum}{code}"), dimension, &form);
                }
            }
            // kilowatt-hours with the other prefixes
            let kilo = units["10p3"]["unitPrefixPattern"].as_str().unwrap_or("{0}");
            let kilo = kilo.replace("{0}", "").to_lowercase();
            for form in patterns(&units["energy-kilowatt-hour"]) {
                if let Some(base) = form.to_lowercase().strip_prefix(&kilo) {
                    add(&format!("{ucum}W.h"), "energy", &pattern.replace("{0}", base));
                }
            }
        }
        Ok(())
    }

    fn currencies(&self, locale: &str, rows: &mut Rows) -> anyhow::Result<()> {
        let path = self.data.join(format!("cldr-numbers-full/main/{locale}/currencies.json"));
        let file = read(&path)?;
        let currencies = file["main"][locale]["numbers"]["currencies"].as_object();
        let currencies =
            currencies.with_context(|| format!("{}: no currencies", path.display()))?;
        for (code, names) in currencies {
            if NO_MONEY.contains(&code.as_str()) {
                continue;
            }
            let forms = rows.entry((code.clone(), "money".to_owned())).or_default();
            for (key, name) in names.as_object().into_iter().flatten() {
                let name = name.as_str().filter(|_| key.starts_with("displayName"));
                for name in name.into_iter().flat_map(|name| inflected(name, locale)) {
                    forms.extend(folded(&name));
                }
            }
        }
        Ok(())
    }
}

fn read(path: &Path) -> anyhow::Result<Value> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}

/// The names of a unit in all numbers and cases.
fn patterns(unit: &Value) -> impl Iterator<Item = &str> {
    let names = unit.as_object().into_iter().flatten();
    names.filter_map(|(key, name)| {
        let name = name.as_str()?;
        let counted = key.contains("-count-").then(|| name.strip_prefix("{0}")).flatten();
        counted.or((key == "displayName").then_some(name)).map(str::trim)
    })
}

/// A German name with the endings of its adjective; any other as it is.
fn inflected(name: &str, locale: &str) -> Vec<String> {
    let mut forms = vec![name.to_owned()];
    if let Some((adjective, noun)) = name.split_once(' ').filter(|_| locale.starts_with("de")) {
        let stem = adjective.strip_suffix("er").or_else(|| adjective.strip_suffix('e'));
        let stem = stem.or_else(|| adjective.strip_suffix("es"));
        if let Some(stem) = stem.filter(|stem| stem.len() > 3) {
            forms.extend(["e", "er", "en", "em", "es"].map(|end| format!("{stem}{end} {noun}")));
        }
    }
    forms
}

/// The form as the lexicon has it: small letters, words parted by one space. None for names with
/// other signs, such as years in brackets.
fn folded(name: &str) -> Option<String> {
    let form = name.to_lowercase().replace(['-', '\'', '’', '\u{a0}', '\u{2011}'], " ");
    let form = form.split_whitespace().collect::<Vec<_>>().join(" ");
    // the signs of Devanagari that are no letters: nukta and virama
    let sign = |c: char| matches!(c, ' ' | '\u{93c}' | '\u{94d}');
    let plain = form.chars().all(|c| c.is_alphabetic() || sign(c));
    // a Chinese character says more than a letter
    let least = if form.starts_with(|c| matches!(c, '\u{2e80}'..='\u{d7af}')) { 2 } else { 3 };
    // prefixes of traditional Chinese are patterns for names, not for units
    let parted = form.starts_with(|c| matches!(c, '\u{4e00}'..='\u{9fff}')) && form.contains(' ');
    (plain && !parted && form.chars().count() >= least).then_some(form)
}
