//! TMX 1.4b, the format of translation memories (LISA OSCAR, 2005).

use std::fmt::Write;

use diptych_text::Language;

use super::TranslationUnit;
use super::xml::{Part, XmlError, attribute, read, text};
use crate::VERSION;

/// The property of a unit that holds its score.
const SCORE: &str = "score";

/// Units as a TMX 1.4b file.
///
/// A score is a `prop` of type `score`. Controls that XML has no place for become U+FFFD.
///
/// ```
/// use diptych::{Language, TranslationUnit, read_tmx, write_tmx};
///
/// let units = [TranslationUnit::new(("Fish & chips", Language::EN), ("Poisson-frites", Language::FR))];
/// assert_eq!(read_tmx(&write_tmx(&units))?, units);
/// # Ok::<(), diptych::XmlError>(())
/// ```
#[must_use]
pub fn write_tmx(units: &[TranslationUnit]) -> String {
    let first = units.first().map(|unit| unit.source_language);
    let is_one = units.iter().all(|unit| Some(unit.source_language) == first);
    let source = match first.filter(|_| is_one) {
        Some(language) => language.to_string(),
        None => "*all*".to_owned(),
    };
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n  <header \
         creationtool=\"diptych\" creationtoolversion=\"{VERSION}\" segtype=\"sentence\" \
         o-tmf=\"diptych\" adminlang=\"en\" srclang=\"{source}\" datatype=\"plaintext\"/>\n  <body>\n"
    );
    for unit in units {
        let side = |tag: Language, segment: &str| {
            format!("      <tuv xml:lang=\"{tag}\"><seg>{}</seg></tuv>\n", text(segment))
        };
        xml.push_str("    <tu>\n");
        if let Some(score) = unit.score {
            let _ = writeln!(xml, "      <prop type=\"{SCORE}\">{score:.4}</prop>");
        }
        xml.push_str(&side(unit.source_language, &unit.source));
        xml.push_str(&side(unit.target_language, &unit.target));
        xml.push_str("    </tu>\n");
    }
    xml.push_str("  </body>\n</tmx>\n");
    xml
}

/// The units of a TMX file (1.1 to 1.4b).
///
/// The source is the variant in the language of `srclang`, else the first one; each further variant
/// makes a unit. Inline codes (`bpt`, `ept`, `it`, `ph`, `ut`) are left out, the text of `hi` and `sub`
/// is kept.
///
/// # Errors
/// What is no XML, no TMX, or has a language that is no tag; the message says where.
pub fn read_tmx(xml: &str) -> Result<Vec<TranslationUnit>, XmlError> {
    let mut units = Vec::new();
    let mut reader = Tmx::default();
    read(xml, |part| reader.part(part, &mut units))?;
    if !reader.is_tmx {
        return Err(XmlError::new(0, "expected a file of TMX, with <tmx>"));
    }
    Ok(units)
}

#[derive(Default)]
struct Tmx {
    is_tmx: bool,
    /// The language of the sources.
    source: Option<Language>,
    variants: Vec<(Language, String)>,
    score: Option<f64>,
    in_segment: bool,
    in_score: bool,
    /// How many inline codes are open.
    codes: usize,
}

impl Tmx {
    fn part(&mut self, part: Part<'_>, units: &mut Vec<TranslationUnit>) -> Result<(), String> {
        match part {
            Part::Start(name, start) => match name {
                "tmx" => self.is_tmx = true,
                "header" => {
                    let tag = attribute(start, "srclang")?;
                    self.source =
                        tag.filter(|tag| tag != "*all*").as_deref().map(parse).transpose()?;
                }
                "tu" => {
                    self.variants.clear();
                    self.score = None;
                }
                "prop" => {
                    self.in_score = attribute(start, "type")?.as_deref() == Some(SCORE);
                }
                "tuv" => {
                    let tag = attribute(start, "lang")?;
                    let tag = tag.ok_or("expected xml:lang in <tuv>")?;
                    self.variants.push((parse(&tag)?, String::new()));
                }
                "seg" => self.in_segment = true,
                "bpt" | "ept" | "it" | "ph" | "ut" if self.in_segment => self.codes += 1,
                _ => {}
            },
            Part::Text(text) if self.in_segment && self.codes == 0 => {
                let (_, segment) = self.variants.last_mut().ok_or("expected <tuv> around <seg>")?;
                segment.push_str(text);
            }
            Part::Text(text) if self.in_score => self.score = text.trim().parse().ok(),
            Part::Text(_) => {}
            Part::End(name) => match name {
                "prop" => self.in_score = false,
                "seg" => (self.in_segment, self.codes) = (false, 0),
                "bpt" | "ept" | "it" | "ph" | "ut" => self.codes = self.codes.saturating_sub(1),
                "tu" => self.unit(units),
                _ => {}
            },
        }
        Ok(())
    }

    fn unit(&mut self, units: &mut Vec<TranslationUnit>) {
        let code = self.source.map(|source| source.primary());
        let of_source = |(tag, _): &(Language, String)| Some(tag.primary()) == code;
        let source = self.variants.iter().position(of_source).unwrap_or(0);
        if self.variants.is_empty() {
            return;
        }
        let source = self.variants.remove(source);
        for target in self.variants.drain(..) {
            let mut unit = TranslationUnit::new((source.1.clone(), source.0), (target.1, target.0));
            unit.score = self.score;
            units.push(unit);
        }
    }
}

/// A language tag of a file.
pub(super) fn parse(tag: &str) -> Result<Language, String> {
    tag.replace('_', "-").parse().map_err(|error: diptych_text::LanguageError| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(source: &str, target: &str, score: Option<f64>) -> TranslationUnit {
        let mut unit = TranslationUnit::new((source, Language::EN), (target, Language::FR));
        unit.score = score;
        unit
    }

    #[test]
    fn hostile_text_comes_back() {
        let units = [
            unit("<b> & \"x\" ]]> &amp; 'y'", "\r\n\ttabs  and spaces ", Some(0.5)),
            unit("🎉 é", "", None),
        ];
        assert_eq!(read_tmx(&write_tmx(&units)), Ok(units.to_vec()));
        let bad = write_tmx(&[unit("a\u{0}b\u{ffff}", "c", None)]);
        assert_eq!(
            read_tmx(&bad).map(|read| read[0].source.clone()),
            Ok("a\u{fffd}b\u{fffd}".into())
        );
    }

    #[test]
    fn files_of_other_tools() {
        let xml = r#"<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4">
            <header srclang="en-US"/><body><tu><note>n</note>
            <tuv xml:lang="FR"><seg>Le <bpt i="1">&lt;b&gt;</bpt>quai<ept i="1"/>.</seg></tuv>
            <tuv lang="en"><seg><![CDATA[The <pier>]]>&#x2e;</seg></tuv>
            <tuv xml:lang="de_DE"><seg>Der <hi>Pier</hi>.</seg></tuv></tu></body></tmx>"#;
        let units = read_tmx(xml).expect("well-formed");
        let sides: Vec<_> = units.iter().map(|u| (u.source.as_str(), u.target.as_str())).collect();
        assert_eq!(sides, [("The <pier>.", "Le quai."), ("The <pier>.", "Der Pier.")]);
        assert_eq!(units[1].target_language.to_string(), "de-DE");
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (xml, message) in [
            ("", "expected a file of TMX"),
            ("<html></html>", "expected a file of TMX"),
            ("<tmx><body><tu><tuv><seg>", "expected xml:lang"),
            ("<tmx><tu></body>", "byte"),
            ("<tmx>&unknown;</tmx>", "&unknown; is not known"),
        ] {
            let error = read_tmx(xml).expect_err(xml).to_string();
            assert!(error.contains(message), "{xml}: {error}");
        }
    }
}
