use crate::layer::tests::check_needs;
use crate::{ExtractOptions, Extractor, Kind, Reading, Value};

/// `core=timex` and the best reading of every time found; Wednesday 2024-05-15 is today.
#[track_caller]
fn check(language: &str, text: &str, expected: &[&str]) {
    let kinds = Kind::ALL.into_iter().filter(|kind| kind.is_time());
    let options =
        ExtractOptions::default().kinds(kinds).reference("2024-05-15T09:30:00".parse().ok());
    let language = language.parse().expect("a tag");
    check_needs(text, language);
    let extractor = Extractor::with_options(language, options);
    let found: Vec<String> = extractor
        .entities(text)
        .iter()
        .map(|entity| {
            let Value::Time(time) = &entity.value else {
                panic!("{entity:?} is no time");
            };
            let best = match time.resolved.first() {
                None => String::new(),
                Some(Reading::Point(text) | Reading::Clock(text)) => format!(" {text}"),
                Some(Reading::Interval(from, to)) => {
                    let side = |text: &Option<String>| text.clone().unwrap_or_default();
                    format!(" {}..{}", side(from), side(to))
                }
                Some(Reading::Seconds(seconds)) => format!(" {seconds}s"),
            };
            let modifier = entity.modifier.map_or(String::new(), |m| format!(" {m}"));
            format!("{}={}{best}{modifier}", &text[entity.span], time.timex)
        })
        .collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[track_caller]
fn en(text: &str, expected: &[&str]) {
    check("en", text, expected);
}

#[track_caller]
fn fr(text: &str, expected: &[&str]) {
    check("fr", text, expected);
}

#[test]
fn days_with_a_year() {
    en("on March 3, 2021.", &["March 3, 2021=2021-03-03 2021-03-03"]);
    fr("le 3 mars 2021", &["3 mars 2021=2021-03-03 2021-03-03"]);
    check("de", "am 3. März 2021", &["3. März 2021=2021-03-03 2021-03-03"]);
    en("2021-03-03", &["2021-03-03=2021-03-03 2021-03-03"]);
    en("3/4/2021", &["3/4/2021=2021-03-04 2021-03-04"]);
    fr("3/4/2021", &["3/4/2021=2021-04-03 2021-04-03"]);
}

#[test]
fn days_without_a_year_are_past_unless_said_otherwise() {
    en("The ferry sank on Nov. 9.", &["Nov. 9=2023-11-09 2023-11-09"]);
    en("The ferry will sail on Nov. 9.", &["Nov. 9=2024-11-09 2024-11-09"]);
    fr("Le bac partira le 9 novembre.", &["9 novembre=2024-11-09 2024-11-09"]);
}

#[test]
fn weekdays_follow_the_tense() {
    en("The mayor said Friday that", &["Friday=2024-05-10 2024-05-10"]);
    en("The bridge will open on Friday.", &["Friday=2024-05-17 2024-05-17"]);
    fr("Le pont ouvrira vendredi.", &["vendredi=2024-05-17 2024-05-17"]);
    fr("Le maire a démissionné vendredi.", &["vendredi=2024-05-10 2024-05-10"]);
    en("on Wednesday", &["Wednesday=2024-05-15 2024-05-15"]);
    en("last Saturday", &["last Saturday=2024-05-11 2024-05-11"]);
    fr("lundi prochain", &["lundi prochain=2024-05-20 2024-05-20"]);
}

#[test]
fn a_date_with_no_sentence_around_it_lies_ahead() {
    fr("le 9 novembre", &["9 novembre=2024-11-09 2024-11-09"]);
    en("Friday", &["Friday=2024-05-17 2024-05-17"]);
    en("Friday, the mayor said", &["Friday=2024-05-10 2024-05-10"]);
}

#[test]
fn dates_told_by_marks() {
    check(
        "zh",
        "桥于2023年10月7日上午9点半通车",
        &["2023年10月7日上午9点半=2023-10-07T09:30 2023-10-07T09:30:00"],
    );
    check(
        "zh",
        "二〇二六年三月的第一周",
        &["二〇二六年三月的第一周=2026-03-02 2026-03-02..2026-03-09"],
    );
    check(
        "zh",
        "从三月一日到四月十五日休渔",
        &["三月一日到四月十五日=2024-03-01/2024-04-15 2024-03-01..2024-04-16"],
    );
    check("zh", "一点意见，十分重要", &[]);
    check(
        "ja",
        "令和5年と平成元年",
        &["令和5年=2023 2023-01-01..2024-01-01", "平成元年=1989 1989-01-01..1990-01-01"],
    );
    check(
        "ja",
        "来週の月曜日の午後3時30分まで",
        &["来週の月曜日の午後3時30分=2024-05-20T15:30 2024-05-20T15:30:00 before"],
    );
    check("ja", "毎週の月曜日、3年半", &["毎週の月曜日=XXXX-WXX-1", "3年半=P3.5Y 110376000s"]);
    check(
        "ko",
        "2023년 10월 7일 오후 3시 30분에 열렸다",
        &["2023년 10월 7일 오후 3시 30분=2023-10-07T15:30 2023-10-07T15:30:00"],
    );
    check(
        "hi",
        "पिछले शुक्रवार को सुबह 9 बजे था",
        &["पिछले शुक्रवार को सुबह 9 बजे=2024-05-10T09:00 2024-05-10T09:00:00"],
    );
}

#[test]
fn parts_of_the_day() {
    en(
        "Monday morning",
        &["Monday morning=2024-05-20TMO 2024-05-20T06:00:00..2024-05-20T12:00:00"],
    );
    fr("hier soir", &["hier soir=2024-05-14TEV 2024-05-14T18:00:00..2024-05-15T00:00:00"]);
    en("the Lakeside Morning Herald", &[]);
}

#[test]
fn clock_times() {
    en("at 9:15 pm", &["9:15 pm=T21:15 21:15:00"]);
    fr("jeudi à 19h30", &["jeudi à 19h30=2024-05-16T19:30 2024-05-16T19:30:00"]);
    en("half past seven", &["half past seven=T07:30 07:30:00"]);
    en("between 4pm and 5pm", &["4pm and 5pm=T16:00/17:00 16:00:00..17:00:00"]);
}

#[test]
fn clock_times_before_their_day() {
    en("8am this morning", &["8am this morning=2024-05-15T08:00 2024-05-15T08:00:00"]);
    en("at 10 tonight", &["10 tonight=2024-05-15T22:00 2024-05-15T22:00:00"]);
    en("at 12 noon", &["12 noon=T12:00 12:00:00"]);
    fr("Il est vingt heures.", &["vingt heures=T20:00 20:00:00"]);
    fr("Elle dort vingt heures.", &["vingt heures=PT20H 72000s"]);
    fr(
        "le 17 entre 14h et 16h",
        &["17 entre 14h et 16h=2024-05-17T14:00/16:00 2024-05-17T14:00:00..2024-05-17T16:00:00"],
    );
    en("half past 3 pm", &["half past 3 pm=T15:30 15:30:00"]);
    fr("à 10 h ce soir", &["10 h ce soir=2024-05-15T22:00 2024-05-15T22:00:00"]);
    fr(
        "dix heures mercredi soir",
        &["dix heures mercredi soir=2024-05-15T22:00 2024-05-15T22:00:00"],
    );
    fr(
        "demain à sept heures et vingt-sept minutes",
        &["demain à sept heures et vingt-sept minutes=2024-05-16T07:27 2024-05-16T07:27:00"],
    );
}

#[test]
fn minutes_before_the_hour_stand_after_it() {
    check("es", "Llegó a las doce menos cinco.", &["doce menos cinco=T11:55 11:55:00"]);
    fr("midi moins dix", &["midi moins dix=T11:50 11:50:00"]);
    check("de", "um fünf vor zwölf", &["fünf vor zwölf=T11:55 11:55:00"]);
    fr("Passe mardi si tu peux.", &["mardi=2024-05-14 2024-05-14"]);
}

#[test]
fn an_hour_told_roughly_after_its_day() {
    en("tonight around 7", &["tonight around 7=2024-05-15T19:00 2024-05-15T19:00:00"]);
    fr("vendredi 17 à 4 h", &["vendredi 17 à 4 h=2024-05-17T04:00 2024-05-17T04:00:00"]);
}

#[test]
fn chains_of_digits_are_no_dates() {
    en("Call +44 2010-2015-86 or 133-03-03-2020.", &[]);
    en("a ratio of 30/4.85, then 2013-2015", &["2013-2015=2013/2015 2013-01-01..2016-01-01"]);
    en("It fell in 1200 BC or in 1207 B.C.", &[]);
}

#[test]
fn dates_in_bare_numbers() {
    fr("né le 18 08 1978 à Pau", &["18 08 1978=1978-08-18 1978-08-18"]);
    check("de", "am 27. 11. 2019", &["27. 11. 2019=2019-11-27 2019-11-27"]);
    check("es", "el 1.º de julio de 2031", &["1.º de julio de 2031=2031-07-01 2031-07-01"]);
    fr("12 30 45 personnes", &[]);
}

#[test]
fn stretches_that_start_with_a_day() {
    en("3 days starting Monday", &["3 days starting Monday=2024-05-20/P3D 2024-05-20..2024-05-23"]);
    en(
        "less than 3 days after tomorrow",
        &["3 days after tomorrow=2024-05-19 2024-05-16..2024-05-19 less_than"],
    );
    en("the previous eleven quarters", &["previous eleven quarters=P33M 2021-08-15..2024-05-15"]);
    en("We are only 3 next week.", &["next week=2024-W21 2024-05-20..2024-05-27"]);
}

#[test]
fn holidays_that_move() {
    en("Easter Monday 2023", &["Easter Monday 2023=2023-04-10 2023-04-10"]);
    en("Good Friday was quiet.", &["Good Friday=2024-03-29 2024-03-29"]);
    en("Black Friday 2019", &["Black Friday 2019=2019-11-29 2019-11-29"]);
    fr("à Pâques", &["Pâques=2025-04-20 2025-04-20"]);
    check("de", "am Karfreitag 2022", &["Karfreitag 2022=2022-04-15 2022-04-15"]);
    check("it", "a Pasquetta 2021", &["Pasquetta 2021=2021-04-05 2021-04-05"]);
}

#[test]
fn hours_from_and_to() {
    fr("entre 14h et 16h", &["14h et 16h=T14:00/16:00 14:00:00..16:00:00"]);
    fr(
        "de 6 heures à 10 heures et de 18 heures à 22 heures",
        &[
            "6 heures à 10 heures=T06:00/10:00 06:00:00..10:00:00",
            "18 heures à 22 heures=T18:00/22:00 18:00:00..22:00:00",
        ],
    );
}

#[test]
fn what_is_due_lies_ahead() {
    fr("un rapport d’ici mardi", &["mardi=2024-05-21 2024-05-21 before"]);
    fr("La mairie a promis un rapport d’ici mardi.", &["mardi=2024-05-21 2024-05-21 before"]);
    en("The tug is back by Tuesday.", &["Tuesday=2024-05-21 2024-05-21 before"]);
    en("The tug had come by Tuesday.", &["Tuesday=2024-05-14 2024-05-14 before"]);
    check("de", "bis Dienstag", &["Dienstag=2024-05-21 2024-05-21 before"]);
}

#[test]
fn the_region_orders_day_and_month() {
    check("en-GB", "It sank on 9/2/2021.", &["9/2/2021=2021-02-09 2021-02-09"]);
    check("en-US", "It sank on 9/2/2021.", &["9/2/2021=2021-09-02 2021-09-02"]);
    check("en-GB", "It sank on February 9, 2021.", &["February 9, 2021=2021-02-09 2021-02-09"]);
}

#[test]
fn a_period_ends_a_full_name() {
    en("It shut in May. Two men left.", &["May=2024-05 2024-05-01..2024-06-01"]);
    en("Sat. Oct. 5", &["Sat. Oct. 5=2024-10-05 2024-10-05"]);
    fr("Fermé le lundi. Jeudi", &["lundi=2024-05-13 2024-05-13", "Jeudi=2024-05-09 2024-05-09"]);
}

#[test]
fn weeks_months_years() {
    en("last week", &["last week=2024-W19 2024-05-06..2024-05-13"]);
    fr("la semaine dernière", &["semaine dernière=2024-W19 2024-05-06..2024-05-13"]);
    fr("le dernier jour", &[]);
    fr("Il a passé 12 ans au phare.", &["12 ans=P12Y 378432000s"]);
    en("the past year", &["past year=P1Y 2023-05-15..2024-05-15"]);
    en("in January", &["January=2025-01 2025-01-01..2025-02-01"]);
    en("since 2005", &["2005=2005 2005-01-01..2006-01-01 after"]);
    en("the weekend", &["the weekend=2024-W20-WE 2024-05-18..2024-05-20"]);
    fr("En juillet 98, le bac a coulé.", &["juillet 98=1998-07 1998-07-01..1998-08-01"]);
    fr("En juillet 98 bacs ont coulé.", &["juillet=2023-07 2023-07-01..2023-08-01"]);
    en("the 1990s", &["1990s=199 1990-01-01..2000-01-01"]);
    fr("au XIXe siècle", &["XIXe siècle=18 1800-01-01..1900-01-01"]);
    en("Q3 2022", &["Q3 2022=2022-Q3 2022-07-01..2022-10-01"]);
}

#[test]
fn shifts_and_offsets() {
    en("two weeks ago", &["two weeks ago=2024-05-01 2024-05-01"]);
    fr("il y a deux semaines", &["il y a deux semaines=2024-05-01 2024-05-01"]);
    check("de", "vor zwei Wochen", &["vor zwei Wochen=2024-05-01 2024-05-01"]);
    check("es", "hace dos semanas", &["hace dos semanas=2024-05-01 2024-05-01"]);
    check("it", "due settimane fa", &["due settimane fa=2024-05-01 2024-05-01"]);
    check("nl", "twee weken geleden", &["twee weken geleden=2024-05-01 2024-05-01"]);
    check("pt", "há duas semanas", &["há duas semanas=2024-05-01 2024-05-01"]);
    en("three days after June 1, 2023", &["three days after June 1, 2023=2023-06-04 2023-06-04"]);
}

#[test]
fn ranges() {
    fr(
        "du 5 au 7 octobre 2023",
        &["5 au 7 octobre 2023=2023-10-05/2023-10-07 2023-10-05..2023-10-08"],
    );
    en("2014-2018", &["2014-2018=2014/2018 2014-01-01..2019-01-01"]);
}

#[test]
fn durations() {
    en("a six-week strike", &["six-week=P6W 3628800s"]);
    fr("plus d’une décennie", &["une décennie=P10Y 315360000s more_than"]);
    en("2 hours 30 minutes", &["2 hours 30 minutes=PT2H30M 9000s"]);
    en("an hour and a half", &["an hour and a half=PT1.5H 5400s"]);
}

#[test]
fn sets() {
    en("every Monday", &["every Monday=XXXX-WXX-1"]);
    fr("tous les trois mois", &["tous les trois mois=P3M"]);
    en("They meet once a year.", &["once a year=P1Y"]);
    en("every Tuesday at 9.30", &["every Tuesday at 9.30=XXXX-WXX-2T09:30"]);
    en("3pm each day", &["3pm each day=T15"]);
    fr("Le bac part à 16 heures tous les lundis.", &["16 heures tous les lundis=XXXX-WXX-1T16"]);
    fr(
        "chaque jour, 15 h 30 chaque mardi",
        &["chaque jour=P1D", "15 h 30 chaque mardi=XXXX-WXX-2T15:30"],
    );
}

#[test]
fn time_zones() {
    en("at 9 pm EST", &["9 pm=T21:00 21:00:00", "EST=UTC-05:00"]);
    en("10:00 UTC+5:30", &["10:00=T10:00 10:00:00", "UTC+5:30=UTC+05:30"]);
    en(
        "noon GMT-3, Pacific Time",
        &["noon=T12:00 12:00:00", "GMT-3=UTC-03:00", "Pacific Time=UTC-08:00"],
    );
    fr("CET HIVER, à 14 h CEST", &["14 h=T14:00 14:00:00", "CEST=UTC+02:00"]);
    check("de", "um 20 Uhr MEZ", &["20 Uhr=T20:00 20:00:00", "MEZ=UTC+01:00"]);
    en("the est. cost, utc", &[]);
}

#[test]
fn feasts_by_sun_and_moon() {
    en("Diwali in 2022", &["Diwali in 2022=2022-10-24 2022-10-24"]);
    en("Lunar New Year 2024", &["Lunar New Year 2024=2024-02-10 2024-02-10"]);
    check("de", "Jom Kippur 2023", &["Jom Kippur 2023=2023-09-25 2023-09-25"]);
    check(
        "de",
        "Orthodoxer Karfreitag 2023",
        &["Orthodoxer Karfreitag 2023=2023-04-14 2023-04-14"],
    );
}

#[test]
fn short_weekdays_of_portuguese() {
    check("pt", "Chegou terça passada.", &["terça passada=2024-05-14 2024-05-14"]);
    check("pt", "na próxima segunda fase", &[]);
}

#[test]
fn parts_of_the_day_by_what_is_done() {
    en("call me after lunch", &["after lunch=TAF 13:00:00..17:00:00"]);
    fr("On se voit après le travail.", &["après le travail=TEV 17:00:00..21:00:00"]);
    check("pt", "depois do almoço", &["depois do almoço=TAF 13:00:00..17:00:00"]);
    check("de", "nach der Arbeit", &["nach der Arbeit=TEV 17:00:00..21:00:00"]);
}

/// All readings and the extended span of the first time in an English text.
fn readings(text: &str) -> (String, Vec<Reading>) {
    let reference = "2024-05-15T09:30:00-04:00".parse().ok();
    let options = ExtractOptions::default().reference(reference);
    let found = Extractor::with_options(diptych_text::Language::EN, options).entities(text);
    let Value::Time(time) = &found[0].value else {
        panic!("{found:?} begins with no time");
    };
    (text[found[0].extended].to_owned(), time.resolved.clone())
}

#[test]
fn zones_are_told_on_the_clock_of_the_reference() {
    let (text, found) = readings("We open at 4 pm CET.");
    assert_eq!(text, "at 4 pm CET");
    assert!(found.contains(&Reading::Point("2024-05-15T11:00:00".to_owned())), "{found:?}");
    // a day earlier here than there
    let (_, found) = readings("on 20 May 2024 at 3 am JST");
    assert!(found.contains(&Reading::Point("2024-05-19T14:00:00".to_owned())), "{found:?}");
}

#[test]
fn by_a_time_is_from_now_until_then() {
    let (text, found) = readings("Send it by 2 pm.");
    assert_eq!(text, "by 2 pm");
    let left = Some("2024-05-15T09:30:00".to_owned());
    let left = Reading::Interval(left, Some("2024-05-15T14:00:00".to_owned()));
    assert!(found.contains(&left), "{found:?}");
}

#[test]
fn the_stop_of_a_short_name_belongs_to_it() {
    assert_eq!(readings("They met on Mon. in town").0, "on Mon.");
    assert_eq!(readings("They met in May.").0, "in May");
}

#[test]
fn what_is_no_time() {
    fr("Ils ont été vus, elle a été élue.", &[]);
    en("She may march on; a second phase; the second phase", &[]);
    fr("menés de 1 à 0", &[]);
    en("once, only once", &[]);
    // two numbers in a row are no year, however large the first one is
    en("thirty million two men", &[]);
}

#[test]
fn without_a_reference_only_the_absolute_is_resolved() {
    let time =
        |text: &str| Extractor::new(diptych_text::Language::EN).entities(text)[0].value.to_string();
    assert_eq!(time("Friday"), "date:XXXX-WXX-5");
    assert_eq!(time("Oct. 7"), "date:XXXX-10-07");
    assert_eq!(time("Oct. 7, 2023"), "date:2023-10-07|p=2023-10-07");
}
