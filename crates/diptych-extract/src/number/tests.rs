use crate::layer::tests::check_needs;
use crate::{ExtractOptions, Extractor, Kind};

/// `core=value` of everything found, with low..high for ranges.
#[track_caller]
fn check(language: &str, kind: Kind, text: &str, expected: &[&str]) {
    let options = ExtractOptions::default().kinds([kind]);
    let language = language.parse().expect("a tag");
    check_needs(text, language);
    let extractor = Extractor::with_options(language, options);
    let found: Vec<String> = extractor
        .entities(text)
        .iter()
        .map(|entity| {
            let value = entity.value.to_string();
            let value = value.split_once(':').map_or("", |(_, value)| value).to_owned();
            let modifier = entity.modifier.map_or(String::new(), |m| format!(" {m}"));
            format!("{}={value}{modifier}", &text[entity.span])
        })
        .collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[track_caller]
fn en(text: &str, expected: &[&str]) {
    check("en", Kind::Number, text, expected);
}

#[track_caller]
fn fr(text: &str, expected: &[&str]) {
    check("fr", Kind::Number, text, expected);
}

#[test]
fn digits_with_groups() {
    en("Some 12,400 tents, 3.75 tons", &["12,400=12400 about", "3.75=3.75"]);
    fr("près de 12 400 tentes et 3,75 tonnes", &["12 400=12400 about", "3,75=3.75"]);
    fr("1\u{202f}250\u{202f}000 doses", &["1\u{202f}250\u{202f}000=1250000"]);
    check("de", Kind::Number, "1.250.000 Dosen zu 2,5 ml", &["1.250.000=1250000", "2,5=2.5"]);
    en(
        "12,34,567 rupees, a 1.111,11 and a 0,25",
        &["12,34,567=1234567", "1.111,11=1111.11", "0,25=0.25"],
    );
    fr("0.683, 1111.121, 1.234.567", &["0.683=0.683", "1111.121=1111.121", "1.234.567=1234567"]);
    en("1,23 and 1,2,34", &["1,23=1.23", "1=1", "2=2", "34=34"]);
    en("version 10.4.2 at 192.0.2.17", &[]);
    en("2^10, 2.5^-1, 1e3", &["2^10=1024", "2.5^-1=0.4", "1e3=1000"]);
}

#[test]
fn words() {
    en("twenty-one boats", &["twenty-one=21"]);
    en("three hundred and six of them", &["three hundred and six=306"]);
    en("a thousand stalls", &["a thousand=1000"]);
    en("two million four hundred thousand", &["two million four hundred thousand=2400000"]);
    en("half a million voters", &["half a million=500000"]);
    fr("quatre-vingt-dix-sept élèves", &["quatre-vingt-dix-sept=97"]);
    fr("soixante et onze wagons", &["soixante et onze=71"]);
    fr("mille quatre cents lits", &["mille quatre cents=1400"]);
    fr("deux mille trois cent quarante", &["deux mille trois cent quarante=2340"]);
    check(
        "de",
        Kind::Number,
        "zweihundertdreiundzwanzig Boote",
        &["zweihundertdreiundzwanzig=223"],
    );
    check("nl", Kind::Number, "vierentachtig huizen", &["vierentachtig=84"]);
    check("it", Kind::Number, "quarantadue barche", &["quarantadue=42"]);
    check("es", Kind::Number, "treinta y cinco barcos", &["treinta y cinco=35"]);
    check("pt", Kind::Number, "cento e vinte barcos", &["cento e vinte=120"]);
}

#[test]
fn scales_after_digits() {
    en("2.3 million tonnes", &["2.3 million=2300000"]);
    fr("1,5 milliard de litres", &["1,5 milliard=1500000000"]);
    en("10k runners", &["10k=10000"]);
}

#[test]
fn fractions() {
    en("two-thirds of the crew", &["two-thirds=2/3"]);
    en("one-third of them, half of us", &["one-third=1/3", "half=0.5"]);
    fr("les deux tiers du parc", &["deux tiers=2/3"]);
    en("one in five voters", &["one in five=0.2"]);
    en("one twenty-fifth of the catch", &["one twenty-fifth=0.04"]);
    fr("un vingt-cinquième du lot", &["un vingt-cinquième=0.04"]);
    en("two hundred and four hundredths", &["two hundred and four hundredths=200.04"]);
    en("five billion and three quarters", &["five billion and three quarters=5750000000"]);
    en("-3/4 and 2 1/4", &["-3/4=-0.75", "2 1/4=2.25"]);
}

#[test]
fn vague_amounts_and_ranges() {
    en("Dozens of boats", &["Dozens=24..99"]);
    en("hundreds of thousands of readers", &["hundreds of thousands=200000..999000"]);
    fr("des centaines de barques", &["centaines=200..999"]);
    en("5 to 7 boats", &["5 to 7=5..7"]);
    en("between 30 and 40 boats", &["30 and 40=30..40"]);
    en("two to three million", &["two to three million=2000000..3000000"]);
}

#[test]
fn modifiers() {
    en("at least 33 of them", &["33=33 at_least"]);
    en("as many as one-third", &["one-third=1/3 up_to"]);
    fr("plus de 1 400 barques", &["1 400=1400 more_than"]);
    fr("une cinquantaine d'élèves", &["une cinquantaine=50"]);
}

#[test]
fn what_is_no_number() {
    fr("Un chalutier et une barque ont été vendus.", &[]);
    en("the one that got away, this one too", &[]);
    en("0Likes and COVID-19 and A4", &[]);
    fr("Le Premier ministre", &[]);
    en("a boat, an oar", &[]);
}

#[test]
fn the_filter_comes_before_overlaps() {
    en("$2000", &["2000=2000"]);
    check("en", Kind::Money, "$2000", &["$2000=2000 dollar|USD,CAD,AUD,HKD,SGD,NZD,TWD,JMD"]);
}

#[test]
fn ordinals() {
    check(
        "en",
        Kind::Ordinal,
        "the 404th day, the twenty-first boat",
        &["404th=404", "twenty-first=21"],
    );
    check(
        "fr",
        Kind::Ordinal,
        "le XXIe siècle, la 2e rue, le 1er prix",
        &["XXIe=21", "2e=2", "1er=1"],
    );
    check("fr", Kind::Ordinal, "Le Premier ministre", &[]);
    check("en", Kind::Ordinal, "the next page", &["next=current+1"]);
}

#[test]
fn money() {
    let money = |text, expected: &[&str]| check("en", Kind::Money, text, expected);
    money("12.50 EUR", &["12.50 EUR=12.5 EUR"]);
    money("5 million euros", &["5 million euros=5000000 EUR"]);
    money("US$ 3.2bn", &["US$ 3.2bn=3200000000 USD"]);
    money("7 Canadian dollars", &["7 Canadian dollars=7 CAD"]);
    money("42 MYR, Mex$ 10 bought", &["42 MYR=42 MYR", "Mex$ 10=10 MXN"]);
    money("They won 3-1; ALL 5 boats; 9 crowns", &["9 crowns=9 crown|SEK,NOK,DKK,CZK,ISK"]);
    money("50 cents", &["50 cents=50 cent|USD,EUR|0.5"]);
    check("fr", Kind::Money, "40 000 euros", &["40 000 euros=40000 EUR"]);
    check("fr", Kind::Number, "deux cents euros", &["deux cents=200"]);
}

#[test]
fn a_verb_is_no_ordinal() {
    check("en", Kind::Ordinal, "I second that; once he sang.", &[]);
    check("en", Kind::Ordinal, "I came second.", &["second=2"]);
}

#[test]
fn ages_where_the_words_say_so() {
    let age = |language, text, expected: &[&str]| check(language, Kind::Age, text, expected);
    age("fr", "Odile Carpentier, 61 ans, une boulangère, attendait.", &["61 ans=61 a"]);
    age("fr", "un motard de 71 ans a passé 12 ans en prison", &["71 ans=71 a"]);
    age("fr", "un bail de 10 ans, deux ans, trois ans", &[]);
    age(
        "es",
        "Rosario Peña, 46 años, vendía; una mujer de 33 años",
        &["46 años=46 a", "33 años=33 a"],
    );
    age("es", "una pena de 10 años", &[]);
    age("it", "un uomo di 71 anni e la 44enne", &["71 anni=71 a", "44enne=44 a"]);
    age("pt", "Ana Prates, 44 anos, morreu aos 30 minutos", &["44 anos=44 a"]);
    age(
        "de",
        "eine 46-Jährige, ein 52 Jahre alter Bäcker",
        &["46-Jährige=46 a", "52 Jahre alter=52 a"],
    );
    age("de", "Nach Angaben der Stadt, 12 Jahre, dauerte es.", &[]);
    age("nl", "een 71-jarige man, 44 jaar oud", &["71-jarige=71 a", "44 jaar oud=44 a"]);
    age("en", "a 71-year-old, two 6-month-old foals", &["71-year-old=71 a", "6-month-old=6 mo"]);
}

#[test]
fn measures() {
    check(
        "en",
        Kind::Percent,
        "up 12.5 % or twenty percent",
        &["12.5 %=12.5", "twenty percent=20"],
    );
    check("fr", Kind::Percent, "12,5 %, vingt pour cent", &["12,5 %=12.5", "vingt pour cent=20"]);
    check(
        "en",
        Kind::Quantity,
        "10 miles and 75ml",
        &["10 miles=10 [mi_i]|length", "75ml=75 mL|volume"],
    );
    check("en", Kind::Quantity, "6 feet 2 inches", &["6 feet 2 inches=37/6 [ft_i]|length"]);
    check("fr", Kind::Quantity, "à 3,5 milles marins", &["3,5 milles marins=3.5 [nmi_i]|length"]);
    check("nl", Kind::Quantity, "3 zeemijl", &["3 zeemijl=3 [nmi_i]|length"]);
    check("fr", Kind::Quantity, "120 km/h", &["120 km/h=120 km%2Fh|speed"]);
    check("en", Kind::Temperature, "-5 °C", &["-5 °C=-5 Cel"]);
    check("en", Kind::Age, "She is 29 years old", &["29 years old=29 a"]);
    check(
        "fr",
        Kind::Age,
        "Le pont a 33 boulons et a deux mois de retard ; il a 12 ans.",
        &["12 ans=12 a"],
    );
    check("de", Kind::Ordinal, "der einundzwanzigste Tag", &["einundzwanzigste=21"]);
    check("es", Kind::Ordinal, "el vigésimo quinto barco", &["vigésimo quinto=25"]);
    check("es", Kind::Ordinal, "la tricentésima cuarta carta", &["tricentésima cuarta=304"]);
    check(
        "es",
        Kind::Ordinal,
        "dos milésimo tricentésimo séptimo",
        &["dos milésimo tricentésimo séptimo=2307"],
    );
    check("pt", Kind::Ordinal, "o décimo primeiro barco", &["décimo primeiro=11"]);
    check("pt", Kind::Ordinal, "a segunda primeira vez", &["segunda=2", "primeira=1"]);
    check("fr", Kind::Age, "une femme âgée de 29 ans", &["29 ans=29 a"]);
}

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const EINER: [&str; 20] = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
];
const ZEHNER: [&str; 10] = [
    "", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig",
];

/// As schoolbooks spell it: `four thousand one hundred and seven`.
fn english(n: usize) -> String {
    let below = |n: usize, joint: &str| match n {
        0 => String::new(),
        n => format!("{joint}{}", english(n)),
    };
    match n {
        0..20 => UNITS[n].to_owned(),
        20..100 => format!("{}{}", TENS[n / 10], below(n % 10, "-")),
        100..1000 => format!("{} hundred{}", UNITS[n / 100], below(n % 100, " and ")),
        1000..1_000_000 => format!("{} thousand{}", english(n / 1000), below(n % 1000, " ")),
        _ => format!("{} million{}", english(n / 1_000_000), below(n % 1_000_000, " ")),
    }
}

/// In one word below a million.
fn german(n: usize) -> String {
    let below = |n: usize| if n == 0 { String::new() } else { german(n) };
    match n {
        0..20 => EINER[n].to_owned(),
        20..100 if !n.is_multiple_of(10) => format!("{}und{}", EINER[n % 10], ZEHNER[n / 10]),
        20..100 => ZEHNER[n / 10].to_owned(),
        100..1000 => format!("{}hundert{}", EINER[n / 100], below(n % 100)),
        1000..1_000_000 => format!("{}tausend{}", german(n / 1000), below(n % 1000)),
        _ => format!("{} Millionen {}", german(n / 1_000_000), below(n % 1_000_000)),
    }
}

#[test]
fn spelled_numbers_read_back() {
    let extractor = |language: &str| {
        let options = ExtractOptions::default().kinds([Kind::Number]);
        Extractor::with_options(language.parse().expect("a tag"), options)
    };
    let (en, de) = (extractor("en"), extractor("de"));
    // all below ten thousand, then in steps that are prime
    let large = (10_000..900_000_000_usize).step_by(1_299_709);
    for n in (2..10_000).chain(large) {
        for (extractor, text) in [(&en, english(n)), (&de, german(n))] {
            let text = text.trim();
            let found = extractor.entities(text);
            let whole = found.first().map(|entity| (&text[entity.span], entity.value.to_string()));
            assert_eq!(whole, Some((text, format!("number:{n}"))), "{n}");
        }
    }
}

#[test]
fn signs_of_comparison() {
    en("if x>10 or y <= 7.5, with z ≥ 3", &["10=10 more_than", "7.5=7.5 at_most", "3=3 at_least"]);
    en("keep t < = 40 and u <-30", &["40=40 at_most", "-30=-30 less_than"]);
    // a tag, an arrow, a quoted line
    en("<b>12</b> tents -> 15 tents", &["12=12", "15=15"]);
    en("He wrote:\n> 30 tents came", &["30=30"]);
    en("around 500 or more tents", &["500=500 at_least"]);
    check("nl", Kind::Number, "ongeveer veertig of meer", &["veertig=40 at_least"]);
}

#[test]
fn parts_and_scales_that_are_set_apart() {
    en("some 3.2 M of them, says p. 7 M. Lowe", &["3.2 M=3200000 about", "7=7"]);
    check(
        "nl",
        Kind::Number,
        "drie / achtste van ons, 1 van de zes.",
        &["drie / achtste=0.375", "1 van de zes=1/6"],
    );
    check("nl", Kind::Number, "een van de zes boten", &["zes=6"]);
    en("call 1-555-3434/3434", &["1=1", "555=555", "3434=3434", "3434=3434"]);
    check("de", Kind::Ordinal, "7.", &["7.=7"]);
    check("de", Kind::Ordinal, "Es waren 7.", &[]);
    check("en", Kind::Percent, "per cent of 40", &["per cent of 40=40"]);
}

#[test]
fn parts_of_hours() {
    let length =
        |language, text, expected: &str| check(language, Kind::Duration, text, &[expected]);
    length("en", "It took two and a quarter hours", "two and a quarter hours=PT2.25H|s=8100");
    length(
        "en",
        "one and three quarters of an hour",
        "one and three quarters of an hour=PT1.75H|s=6300",
    );
    length("en", "three and quarter hours", "three and quarter hours=PT3.25H|s=11700");
    length("es", "Duró cuarto de hora", "cuarto de hora=PT0.25H|s=900");
    length("de", "Es dauerte 1/2stunde", "1/2stunde=PT0.5H|s=1800");
    check("en", Kind::Duration, "the first quarter of the year", &[]);
}

#[test]
fn dash_before_an_article_is_no_minus() {
    check("de", Kind::Number, "Das Boot - eine Barke - kam.", &[]);
    fr("trois barques - une rouge - et moins une", &["trois=3", "moins une=-1"]);
}

#[test]
fn digits_in_scripts_without_spaces() {
    check("zh", Kind::Percent, "船票涨了50%，共12艘。", &["50%=50"]);
    check("ja", Kind::Number, "約50隻の船と3本の橋", &["50=50 about", "3=3"]);
    check("ko", Kind::Number, "약 50명과 배 12척", &["50=50 about", "12=12"]);
}

#[test]
fn numerals_in_characters() {
    let zh = |text: &str, expected: &[&str]| check("zh", Kind::Number, text, expected);
    zh("三百五十二只羊和一千零五头牛", &["三百五十二=352", "一千零五=1005"]);
    zh("四百五，九万四", &["四百五=450", "九万四=94000"]);
    zh("一万二千亿粒米，四万万人", &["一万二千亿=1200000000000", "四万万=400000000"]);
    zh("负三分之二，八点五", &["负三分之二=-2/3", "八点五=8.5"]);
    zh("统一的一般意见十分重要", &[]);
    let ja = |text: &str, expected: &[&str]| check("ja", Kind::Number, text, expected);
    ja("３万５千人と二十四隻", &["３万５千=35000", "二十四=24"]);
    ja("一般に四国では１と３分の２", &["１と３分の２=5/3"]);
    check("ja", Kind::Ordinal, "第三回と二十番目の席", &["第三=3", "二十番目=20"]);
    check("ja", Kind::Percent, "3割5分と七割半", &["3割5分=35", "七割半=75"]);
    check("zh", Kind::Percent, "百分之三点五和九成", &["百分之三点五=3.5", "九成=90"]);
    let ko = |text: &str, expected: &[&str]| check("ko", Kind::Number, text, expected);
    ko("이십만 이천 그루, 스물다섯 명", &["이십만 이천=202000", "스물다섯=25"]);
    ko("이 사람은 일을 만약 한국에서 했다", &[]);
    check("ko", Kind::Money, "1억 5천만 원", &["1억 5천만 원=150000000 KRW"]);
}

#[test]
fn words_written_together() {
    let ar = |text: &str, expected: &[&str]| check("ar", Kind::Number, text, expected);
    ar("ثلاثة وعشرون قاربا", &["ثلاثة وعشرون=23"]);
    ar("وستة عشر كتابا", &["ستة عشر=16"]);
    ar("١٢٬٥٠٠ طائر", &["١٢٬٥٠٠=12500"]);
    let hi = |text: &str, expected: &[&str]| check("hi", Kind::Number, text, expected);
    hi("दो लाख तीन हज़ार पाँच नावें", &["दो लाख तीन हज़ार पाँच=203005"]);
    hi("१,२३४ और ढाई करोड़", &["१,२३४=1234", "ढाई करोड़=25000000"]);
}
