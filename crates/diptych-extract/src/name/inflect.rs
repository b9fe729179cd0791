//! Forms of the names of peoples and of political and religious families, and of places in languages
//! that decline them or write small words together with them.

/// Calls `each` for `base`, masculine singular, and its feminine and plural forms in the language.
///
/// Regular forms by ending; what is irregular stands in the table itself. A form too many does no
/// harm: it is looked up, never written.
pub(crate) fn inflect(language: &str, base: &str, mut each: impl FnMut(&str)) {
    each(base);
    for (code, prefixes) in PREFIXES {
        if *code == language {
            prefixes.iter().for_each(|prefix| each(&format!("{prefix}{base}")));
            // لل for ل and the article
            if let Some(rest) = base.strip_prefix("ال") {
                each(&format!("لل{rest}"));
            }
        }
    }
    for (code, suffixes) in SUFFIXES {
        if *code == language {
            suffixes.iter().for_each(|suffix| each(&format!("{base}{suffix}")));
        }
    }
    let cut = |n: usize| base.char_indices().rev().nth(n - 1).map_or("", |(i, _)| &base[..i]);
    // The first ending that fits: how many letters go, what comes instead.
    for (code, ending, letters, forms) in RULES {
        if *code == language && base.ends_with(ending) {
            let stem = if *letters == 0 { base } else { cut(*letters) };
            for form in *forms {
                each(&format!("{stem}{form}"));
            }
            return;
        }
    }
}

type Rule = (&'static str, &'static str, usize, &'static [&'static str]);

const RULES: &[Rule] = &[
    ("en", "ese", 0, &[]),
    ("en", "ish", 0, &["man", "men", "woman", "women"]),
    ("en", "ch", 0, &["man", "men", "woman", "women", "s"]),
    ("en", "man", 3, &["men", "woman", "women"]),
    ("en", "s", 0, &[]),
    ("en", "", 0, &["s"]),
    ("fr", "ien", 0, &["ne", "s", "nes"]),
    ("fr", "éen", 0, &["ne", "s", "nes"]),
    ("fr", "on", 0, &["ne", "s", "nes"]),
    ("fr", "el", 0, &["le", "s", "les"]),
    ("fr", "if", 1, &["ve", "fs", "ves"]),
    ("fr", "s", 0, &["e", "es"]),
    ("fr", "e", 0, &["s"]),
    ("fr", "", 0, &["e", "s", "es"]),
    ("de", "sch", 0, &["e", "er", "es", "en", "em"]),
    ("de", "lich", 0, &["e", "er", "es", "en", "em"]),
    ("de", "al", 0, &["e", "er", "es", "en", "em"]),
    ("de", "dox", 0, &["e", "er", "es", "en", "em"]),
    ("de", "er", 0, &["s", "n", "in", "innen"]),
    ("de", "e", 1, &["en", "es", "in", "innen"]),
    ("de", "", 0, &["s", "in", "innen", "en", "e"]),
    ("es", "és", 2, &["esa", "eses", "esas"]),
    ("es", "án", 2, &["ana", "anes", "anas"]),
    ("es", "ón", 2, &["ona", "ones", "onas"]),
    ("es", "o", 1, &["a", "os", "as"]),
    ("es", "í", 0, &["es", "s"]),
    ("es", "ú", 0, &["es", "s"]),
    ("es", "e", 0, &["s"]),
    ("es", "a", 0, &["s"]),
    ("es", "", 0, &["a", "es", "as"]),
    ("it", "co", 2, &["ca", "ci", "chi", "che"]),
    ("it", "io", 2, &["ia", "i", "ie"]),
    ("it", "o", 1, &["a", "i", "e"]),
    ("it", "a", 1, &["i", "e", "hi", "he"]),
    ("it", "e", 1, &["i"]),
    ("it", "", 0, &[]),
    ("pt", "ês", 2, &["esa", "eses", "esas"]),
    ("pt", "ão", 2, &["ã", "ães", "ãos", "ãs"]),
    ("pt", "eu", 2, &["eia", "eus", "eias", "ia", "ias"]),
    ("pt", "ol", 2, &["ola", "óis", "olas"]),
    ("pt", "o", 1, &["a", "os", "as"]),
    ("pt", "", 0, &["s"]),
    ("nl", "aan", 2, &["nen"]),
    ("nl", "s", 0, &["e", "en"]),
    ("nl", "ch", 0, &["e"]),
    ("nl", "k", 0, &["e", "en"]),
    ("nl", "t", 0, &["e", "en"]),
    ("nl", "", 0, &["s", "’s", "en"]),
    ("ru", "ия", 1, &["и", "ю", "ей"]),
    ("ru", "а", 1, &["ы", "и", "е", "у", "ой", "ей"]),
    ("ru", "я", 1, &["и", "е", "ю", "ей"]),
    ("ru", "й", 1, &["я", "ю", "ем", "е"]),
    ("ru", "ь", 1, &["я", "ю", "ем", "е", "и", "ью"]),
    ("ru", "ы", 1, &["", "ам", "ами", "ах"]),
    ("ru", "о", 0, &[]),
    ("ru", "е", 0, &[]),
    ("ru", "и", 0, &[]),
    ("ru", "у", 0, &[]),
    ("ru", "", 0, &["а", "у", "ом", "ем", "е"]),
    ("el", "α", 0, &["ς"]),
    ("el", "ά", 0, &["ς"]),
    ("el", "η", 0, &["ς"]),
    ("el", "ή", 0, &["ς"]),
    ("el", "ος", 2, &["ου", "ο"]),
    ("el", "ός", 2, &["ού", "ό"]),
    ("el", "ο", 1, &["ου"]),
    ("el", "ό", 1, &["ού"]),
];

/// Small words that are written together with the name after them.
const PREFIXES: &[(&str, &[&str])] = &[
    ("ar", &["و", "ف", "ب", "ل", "ك", "وب", "ول"]),
    ("he", &["ב", "ל", "מ", "ה", "ו", "ש", "כ", "וב", "ול"]),
];

/// Small words that are written together with the name before them.
const SUFFIXES: &[(&str, &[&str])] = &[(
    "ko",
    &[
        "은",
        "는",
        "이",
        "가",
        "을",
        "를",
        "에",
        "의",
        "와",
        "과",
        "로",
        "으로",
        "도",
        "만",
        "에서",
        "에는",
        "에도",
        "까지",
        "부터",
        "에게",
        "에게서",
        "에서는",
        "에서도",
        "에서의",
        "보다",
        "처럼",
        "과의",
        "와의",
        "로의",
        "으로의",
        "로부터",
        "으로부터",
    ],
)];

/// What `form` is without one of the small words of its language that are written together with
/// names: each part that may be the name and the byte it starts at, in the order of the tables.
pub(crate) fn parts<'f>(language: &str, form: &'f str) -> impl Iterator<Item = (usize, &'f str)> {
    let of = |table: &'static [(&str, &[&'static str])]| {
        let own = table.iter().filter(move |(code, _)| *code == language);
        own.flat_map(|(_, words)| words.iter())
    };
    let before = of(PREFIXES).filter_map(|word| Some((word.len(), form.strip_prefix(word)?)));
    before.chain(of(SUFFIXES).filter_map(|word| Some((0, form.strip_suffix(word)?))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, base: &str, expected: &[&str]) {
        let mut found = Vec::new();
        inflect(language, base, |form| found.push(form.to_owned()));
        assert_eq!(found, expected);
    }

    #[test]
    fn regular_forms() {
        check("fr", "israélien", &["israélien", "israélienne", "israéliens", "israéliennes"]);
        check("fr", "libanais", &["libanais", "libanaise", "libanaises"]);
        check("fr", "juif", &["juif", "juive", "juifs", "juives"]);
        check("es", "alemán", &["alemán", "alemana", "alemanes", "alemanas"]);
        check("it", "turco", &["turco", "turca", "turci", "turchi", "turche"]);
        check("pt", "português", &["português", "portuguesa", "portugueses", "portuguesas"]);
        check("en", "Irish", &["Irish", "Irishman", "Irishmen", "Irishwoman", "Irishwomen"]);
        check("nl", "Amerikaan", &["Amerikaan", "Amerikanen"]);
        check("ru", "Китай", &["Китай", "Китая", "Китаю", "Китаем", "Китае"]);
        check("ru", "Осло", &["Осло"]);
        check("el", "Παρίσι", &["Παρίσι"]);
        check("el", "Αθήνα", &["Αθήνα", "Αθήνας"]);
        check(
            "he",
            "חיפה",
            &[
                "חיפה",
                "בחיפה",
                "לחיפה",
                "מחיפה",
                "החיפה",
                "וחיפה",
                "שחיפה",
                "כחיפה",
                "ובחיפה",
                "ולחיפה",
            ],
        );
        check(
            "ar",
            "اليمن",
            &[
                "اليمن",
                "واليمن",
                "فاليمن",
                "باليمن",
                "لاليمن",
                "كاليمن",
                "وباليمن",
                "ولاليمن",
                "لليمن",
            ],
        );
        check("xx", "Whoever", &["Whoever"]);
    }

    #[test]
    fn parts_without_small_words() {
        let all = |language, form| parts(language, form).collect::<Vec<_>>();
        assert_eq!(all("he", "ובחיפה"), [(2, "בחיפה"), (4, "חיפה")]);
        assert_eq!(all("ko", "서울에서"), [(0, "서울")]);
        assert_eq!(all("ar", "اليمن"), []);
        assert_eq!(all("xx", "Whoever"), []);
    }
}
