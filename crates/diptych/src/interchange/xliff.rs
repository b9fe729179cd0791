//! XLIFF 2.0, the format of translation tools (OASIS, 2014).

use std::fmt::Write;

use diptych_text::Language;

use super::TranslationUnit;
use super::tmx::parse;
use super::xml::{Part, XmlError, attribute, read, text};

/// Units as an XLIFF 2.0 file; `None` when they are not all of one pair of languages, of which the
/// format has one a file.
///
/// Scores are not written.
///
/// ```
/// use diptych::{Language, TranslationUnit, read_xliff, write_xliff};
///
/// let units = [TranslationUnit::new(("Fish & chips", Language::EN), ("Poisson-frites", Language::FR))];
/// let xml = write_xliff(&units).expect("one pair of languages");
/// assert_eq!(read_xliff(&xml)?, units);
/// # Ok::<(), diptych::XmlError>(())
/// ```
#[must_use]
pub fn write_xliff(units: &[TranslationUnit]) -> Option<String> {
    let languages = |unit: &TranslationUnit| (unit.source_language, unit.target_language);
    let (source, target) = units.first().map_or((Language::UND, Language::UND), languages);
    if units.iter().any(|unit| languages(unit) != (source, target)) {
        return None;
    }
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff \
         xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"{source}\" \
         trgLang=\"{target}\">\n  <file id=\"f1\">\n"
    );
    for (i, unit) in units.iter().enumerate() {
        let (source, target) = (text(&unit.source), text(&unit.target));
        let _ = write!(
            xml,
            "    <unit id=\"u{}\">\n      <segment>\n        <source xml:space=\"preserve\">{source}</source>\n        \
             <target xml:space=\"preserve\">{target}</target>\n      </segment>\n    </unit>\n",
            i + 1
        );
    }
    // A file holds one unit at least.
    if units.is_empty() {
        xml.push_str("    <unit id=\"u1\"><segment><source/></segment></unit>\n");
    }
    xml.push_str("  </file>\n</xliff>\n");
    Some(xml)
}

/// The segments of an XLIFF 2 file that have a translation.
///
/// Inline codes (`ph`, `sc`, `ec`) are left out, the text inside `pc` and `mrk` is kept; `cp` is the
/// character it names, or U+FFFD.
///
/// # Errors
/// What is no XML, no XLIFF 2, or has a language that is no tag; the message says where.
pub fn read_xliff(xml: &str) -> Result<Vec<TranslationUnit>, XmlError> {
    let mut units = Vec::new();
    let mut reader = Xliff::default();
    read(xml, |part| reader.part(part, &mut units))?;
    if reader.languages.is_none() {
        return Err(XmlError::new(0, "expected a file of XLIFF 2, with <xliff>"));
    }
    Ok(units)
}

#[derive(Default)]
struct Xliff {
    languages: Option<(Language, Language)>,
    source: Option<String>,
    target: Option<String>,
    side: Option<Side>,
    in_segment: bool,
}

#[derive(Clone, Copy)]
enum Side {
    Source,
    Target,
}

impl Xliff {
    fn part(&mut self, part: Part<'_>, units: &mut Vec<TranslationUnit>) -> Result<(), String> {
        match part {
            Part::Start("xliff", start) => {
                let version = attribute(start, "version")?.unwrap_or_default();
                if !version.starts_with("2.") {
                    return Err(format!("expected XLIFF 2, got version {version:?}"));
                }
                let tag = |name| {
                    let tag = attribute(start, name)?;
                    tag.as_deref().map_or(Ok(Language::UND), parse)
                };
                self.languages = Some((tag("srcLang")?, tag("trgLang")?));
            }
            Part::Start("segment", _) => {
                (self.in_segment, self.source, self.target) = (true, None, None);
            }
            Part::Start("source", _) if self.in_segment => {
                (self.side, self.source) = (Some(Side::Source), Some(String::new()));
            }
            Part::Start("target", _) if self.in_segment => {
                (self.side, self.target) = (Some(Side::Target), Some(String::new()));
            }
            Part::Start("cp", start) => {
                let hex = attribute(start, "hex")?.unwrap_or_default();
                let found = u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32);
                self.push(found.unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf8(&mut [0; 4]));
            }
            Part::Start(..) => {}
            Part::Text(text) => self.push(text),
            Part::End("source" | "target") => self.side = None,
            Part::End("segment") => {
                self.in_segment = false;
                let (from, to) = self.languages.ok_or("expected <xliff> around <segment>")?;
                if let (Some(source), Some(target)) = (self.source.take(), self.target.take()) {
                    units.push(TranslationUnit::new((source, from), (target, to)));
                }
            }
            Part::End(_) => {}
        }
        Ok(())
    }

    fn push(&mut self, text: &str) {
        let side = match self.side {
            Some(Side::Source) => &mut self.source,
            Some(Side::Target) => &mut self.target,
            None => return,
        };
        if let Some(side) = side {
            side.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let unit = |s: &str, t: &str| TranslationUnit::new((s, Language::EN), (t, Language::FR));
        let units = [unit("<b> & \"x\" ]]>", " \r\n\té🎉"), unit("", "x")];
        let xml = write_xliff(&units).expect("one pair of languages");
        assert_eq!(read_xliff(&xml), Ok(units.to_vec()));
        assert_eq!(read_xliff(&write_xliff(&[]).expect("no languages")), Ok(Vec::new()));
        let other = TranslationUnit::new(("a", Language::FR), ("b", Language::EN));
        assert_eq!(write_xliff(&[units[0].clone(), other]), None);
    }

    #[test]
    fn files_of_other_tools() {
        let xml = r#"<xliff version="2.1" srcLang="en" trgLang="fr-CA"><file id="f"><unit id="1">
            <notes><note>source</note></notes>
            <segment><source>The <pc id="1">pier</pc><ph id="2"/>.<cp hex="0001"/></source>
            <target>Le <mrk id="m">quai</mrk>.</target></segment>
            <segment><source>Not translated.</source></segment></unit></file></xliff>"#;
        let units = read_xliff(xml).expect("well-formed");
        assert_eq!(units.len(), 1);
        assert_eq!(
            (units[0].source.as_str(), units[0].target.as_str()),
            ("The pier.\u{1}", "Le quai.")
        );
        assert_eq!(units[0].target_language.to_string(), "fr-CA");
        let old = read_xliff("<xliff version=\"1.2\"/>").expect_err("another format");
        assert!(old.to_string().contains("expected XLIFF 2"));
        assert!(read_xliff("<x/>").is_err());
    }
}
