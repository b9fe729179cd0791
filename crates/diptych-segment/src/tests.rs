//! Cases and invariants of sentences and paragraphs.

use std::io;

use diptych_text::{Language, Span};
use proptest::prelude::*;

use crate::{
    Colons, Memory, Newlines, OwnRule, Piece, Quotes, Rule, SegmentOptions, Segmenter, Semicolons,
    Style, paragraphs,
};

/// Checks that the sentences of the pieces, joined by `|`, are these pieces.
#[track_caller]
fn check(language: Language, marked: &str) {
    check_with(language, SegmentOptions::default(), marked);
}

#[track_caller]
fn check_with(language: Language, options: SegmentOptions, marked: &str) {
    let text = marked.replace('|', "");
    let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
    let segmenter = Segmenter::with_options(language, options);
    let found: Vec<&str> = segmenter.sentences(&text).map(|span| &text[span]).collect();
    assert_eq!(found, expected, "{:#?}", segmenter.explain(&text).collect::<Vec<_>>());
}

fn language(tag: &str) -> Language {
    tag.parse().expect("a language tag")
}

#[test]
fn titles_and_initials() {
    check(Language::EN, "Dr. Amara Osei met Gen. P. T. Hale. |Both left.");
    check(Language::EN, "It was signed by J. K. Moreno and O.-P. Lind. |She paid.");
    check(Language::EN, "Take vitamin C. |The rest is talk.");
    check(Language::EN, "It is you and I. |Did you call Albert I. Ames?");
    check(Language::FR, "M. Kaboré et Mme. Diallo sont là. |MM. Roy et Lê aussi.");
    check(Language::ES, "La Sra. Ruiz llegó. |El Dr. Paz no.");
    check(Language::DE, "Dr. Weiß sprach mit Hr. Kuhn. |Er ging.");
}

#[test]
fn numbers_and_dates() {
    check(Language::EN, "On Oct. 7 it rose 3.5 percent to No. 5. |It fell on Nov. 12.");
    check(Language::EN, "It was founded in 1987. |Sales grew.");
    check(Language::DE, "Am 7. Oktober kam der 3. Zug. |Danach kam im Jahr 1999. |Keiner mehr.");
    check(Language::DE, "Ludwig XIV. Nachfahren lebten dort.");
    check(Language::FR, "Le 3 oct. 2021, p. 14, art. 5 du code. |Rien d’autre.");
    check(Language::EN, "1. Peel them. |2. Boil them.");
    check(Language::EN, "1.) Coats |2.) Shoes");
}

#[test]
fn abbreviations_that_may_end() {
    check(Language::EN, "He moved to the U.S. |The visa came late.");
    check(Language::EN, "The U.S. Senate met at 9 a.m. |Reporters waited.");
    check(Language::EN, "The vote is at 5 p.m. Friday in Sec. 4. |It ended at 9 p.m. |Ode left.");
    check(Language::FR, "Vers 350 av. J.-C. à Rome, 20 min. |Puis rien.");
    check(Language::EN, "ST. MAWES HARBOUR (Gull Wire) – The quay is shut. |DR. ORR objected.");
    check(Language::FR, "La gare rouvre à 9 h. |M. Lantier y sera.");
    check(Language::DE, "Das Haus in der Lindenstr. 12 steht leer. |Niemand klagt.");
    check(Language::ES, "Vive en EE. UU. desde 2001. |La av. Mayor es larga.");
    check(Language::EN, "Ask Harlow and Co. |They know.");
    check(Language::EN, "Bring pens, paper, etc. |Lunch is free.");
    check(Language::EN, "Fruit, e.g. Apples, i.e. Fuji, vs. Pears.");
    check(Language::DE, "Das gilt z. B. Für alle, d. h. Kinder, bzw. Eltern usw. |Mehr nicht.");
}

#[test]
fn addresses_and_run_on() {
    check(Language::EN, "Write to kim.lee@ex.org. |See www.ex.org/a.b now. |Version 2.0.1 is out.");
    check(Language::EN, "The bus was late.|Nobody minded.");
    check(Language::EN, "Ex.Com and main.Rs are names.");
}

#[test]
fn quotes_stay_with_their_sentence() {
    check(Language::EN, "“We are done,” Ode said Monday. |“We will go home.” |It rained.");
    check(Language::EN, "“Where to?” she asked. |“Home!” Ode Berg said.");
    check(Language::EN, "He asked, \"Now?\" |She nodded. |\"Now. \" |It was late.");
    check(Language::FR, "« Tu crois ça ? » dit Hamid. |« Oui ! » |Il sortit.");
    check(Language::FR, "« Est-ce fini ? » a-t-il demandé. |« Non », répond-elle.");
    check(Language::FR, "La route passe par Tunis. [through Tunis,]”, a précisé le ministre.");
    check(
        Language::EN,
        "They left (he stayed behind.) and slept. |(The rest is known.) |So it goes.",
    );
}

#[test]
fn typed_quotes() {
    check(language("nl"), "Hij was blij. |,, Mooi is het. '' |De rest keek toe.");
    check(Language::FR, "Elle a dit : \" Venez vite ! \" |Les autres ont couru. |\" Non. \" |Fin.");
}

#[test]
fn hasty_messages() {
    check(Language::EN, "call me later. |i may be out. |what now? |no idea");
    check(Language::EN, "The site of yahoo! is slow. |Why? |because of us.");
}

#[test]
fn speakers_notes_and_units() {
    check(Language::EN, "It was sold in 1912. [14] |Nobody noticed.[15] |Later it burned.");
    check(Language::PT, "P. – Foi tarde? |R. – Foi, sim.");
    check(language("pl"), "Trwało to 10 min. |Potem zapłacił 30 tys. zł. |Wyszedł.");
    check(language("ru"), "Купили яблоки, груши и т. п. |Потом ушли.");
    check(Language::EN, "“No. |Not now,” he said on Jan. 3.");
    check(Language::FR, "Il a plu. |[…] On est rentrés. |(...) Puis rien.");
    check(language("pl"), "Należy: 1. Otworzyć okno.");
}

#[test]
fn ellipses_and_residue() {
    check(Language::EN, "I was... well, late… and tired. |And then... |Nothing.");
    check(Language::EN, "Think . . . it over. |It ended . . . . |Next came rain.");
    check(Language::FR, "Les pluies s’intensifient. . |La mairie ferme. .");
}

#[test]
fn lines_and_blocks() {
    check(Language::EN, "A headline without a stop\n|The text follows.\n\n|Last, no stop");
    check(Language::EN, "- first thing\n|- second thing\n|• third |• fourth");
    let wrapped = "The council met on Tuesday to hear what the engineers had found under\n\
        the old bridge, and most of those who came had crossed it for years. |Mr.\n\
        Petrov said that nothing would be closed before the spring, and that\n\
        the road would stay open to all who live on the other side. |He added\n\
        that buses would run.";
    check(Language::EN, wrapped);
    assert_eq!(paragraphs(&wrapped.replace('|', "")).len(), 1);
    check(Language::FR, "– Tu viens ?\n|– Non. |– Alors adieu.");
}

#[test]
fn other_scripts() {
    check(language("hi"), "डॉ. राव आए। |वे 5.30 बजे गए।");
    check(language("hi"), "राम घर गया। |वह सो गया। |क्या हुआ?");
    check(language("zh"), "他走了。|你呢？|“好！”|她笑了。");
    check(language("ja"), "「行くよ。」と言った。|雨だ。");
    check(language("ar"), "هل وصلت؟ |نعم وصلت. |شكرا.");
    check(language("ur"), "وہ گیا۔ |میں آیا۔");
    check(language("hy"), "Նա գնաց։ |Ես եկա:");
    check(language("am"), "እሱ ሄደ። |እኔ መጣሁ።");
    check(language("my"), "သူသွားတယ်။ |ငါလာတယ်။");
    check(language("el"), "Πού είναι; |Δεν ξέρω.");
    check(Language::UND, "Foo bar. |Baz 1.5 qux!");
}

#[test]
fn policies() {
    let split = SegmentOptions::default().semicolons(Semicolons::Split);
    check_with(Language::EN, split, "It rained; |we ran.");
    let keep = SegmentOptions::default().quotes(Quotes::Keep);
    check_with(Language::EN, keep, "“We won. We left.” |“And now?” |It rained.");
    let keep = || SegmentOptions::default().quotes(Quotes::Keep);
    check_with(language("ja"), keep(), "「行こう。早く。」と言った。|雨だ。");
    check_with(Language::DE, keep(), "„Halt. Wer da?“ |Er schwieg. |Dann ging er.");
    let always = SegmentOptions::default().newlines(Newlines::Always);
    check_with(Language::EN, always, "one\n|two");
    let never = SegmentOptions::default().newlines(Newlines::Never);
    check_with(Language::EN, never, "one\ntwo\n\n|three");
    let colons = SegmentOptions::default().colons(Colons::Split);
    check_with(Language::EN, colons, "Bring: |1) a coat 2) a hat");
    let own = SegmentOptions::default().abbreviations(["Kft.", "Zrt"]);
    check_with(Language::EN, own, "Alma Kft. Budapest and Zrt. Pécs merged.");
    // What the judge may not split at a mark it may not split after it either.
    let own = SegmentOptions::default().abbreviations(["brkz"]);
    check_with(Language::EN, own, "see brkz. http://a.example/b for more");
    let keep = SegmentOptions::default().semicolons(Semicolons::Keep);
    check_with(Language::EN, keep, "Hi there: I went home; The dog barked.");
    let keep = SegmentOptions::default().colons(Colons::Keep);
    check_with(Language::EN, keep, "See: *** and go.");
    let several = SegmentOptions::default().abbreviations(["mit Ausn.", "s. o."]);
    check_with(
        Language::DE,
        several,
        "Alle mit Ausn. Otto, s. o. Weber, gingen. |Nur Ausn. |Ende.",
    );
}

#[test]
fn rules_of_the_users() {
    let rules = |lines: &str| {
        SegmentOptions::default().rules(crate::read_rules(lines).expect("rules of this test"))
    };
    check_with(
        Language::EN,
        rules("keep Oh! | Calcutta"),
        "He saw Oh! Calcutta once. |Oh! |Really?",
    );
    check_with(Language::EN, rules("split ***"), "one *** |two\n|three");
    check_with(Language::EN, rules("split Co."), "Ask “Hale and Co.” |Ltd firms. |Not in SCo.");
    check_with(Language::FR, rules("split | §"), "vu le code |§ 3 vaut |§ 4 aussi");
    check_with(Language::EN, rules("keep No. | and\nkeep | Esq."), "Is it 3? Esq. |Or not?");
    // The ends of lines stay what they are.
    check_with(Language::EN, rules("keep a. | B"), "a.\n\n|B");
}

#[test]
fn styles() {
    let style = |style, marked| check_with(Language::EN, SegmentOptions::style(style), marked);
    style(Style::Lines, "one\n|two");
    style(Style::Subtitles, "I thought\nyou knew.\n\n|- Where?\n|- Here.");
    style(Style::Quotations, "“We won. We left.” |It rained.");
    style(Style::Legal, "The parties agree: |(a) to pay; |(b) to leave.");
    style(Style::Marks, "NEWS The quay is shut; the mayor says so.");
}

/// Spans sorted, disjoint, trimmed, and every character that is not white space in one of them.
fn covers(text: &str, spans: &[Span], whole: bool) -> Result<(), TestCaseError> {
    let mut at = 0;
    for &span in spans {
        prop_assert!(at <= span.start && !span.is_empty());
        prop_assert_eq!(span.trim(text), span);
        prop_assert!(!whole || text[at..span.start].trim().is_empty());
        at = span.end;
    }
    prop_assert!(!whole || text[at..].trim().is_empty());
    Ok(())
}

/// Arbitrary Unicode, and texts dense with what the rules look for.
fn texts() -> impl Strategy<Value = String> {
    let dense = "([a-zA-ZéÉ0-9.!?…;:,\"'“”«»„()\\[\\]•\\-–* \n\r\u{a0}\u{2029}。？とDr]|\\. |\\.\\) ){0,80}";
    prop_oneof![any::<String>(), dense, "(\\PC|\\s){0,60}"]
}

/// A sentence longer than a stream holds comes in parts, with bounded memory and the same ends.
#[test]
fn streams_part_what_is_too_long() {
    let long =
        format!("{}end. Next one.\n\n{}Last", "word ".repeat(700_000), " ".repeat(9_000_000));
    let segmenter = Segmenter::new(Language::EN);
    let mut joined = vec![String::new()];
    for piece in segmenter.stream(long.as_bytes()) {
        let piece = piece.expect("memory does not fail");
        joined.last_mut().expect("one at least").push_str(&piece.text);
        if piece.is_end {
            joined.push(String::new());
        }
        assert!(piece.text.len() < 2 << 20);
    }
    joined.pop();
    let whole: Vec<&str> = segmenter.sentences(&long).map(|span| &long[span]).collect();
    assert!(joined == whole, "{} and {} sentences", joined.len(), whole.len());
}

#[test]
fn a_document_is_remembered_when_asked() {
    let split = |text: &str, memory| {
        let options = SegmentOptions::default().memory(memory);
        let segmenter = Segmenter::with_options(Language::EN, options);
        let rules: Vec<Rule> = segmenter.explain(text).map(|decision| decision.rule).collect();
        (segmenter.sentences(text).count(), rules)
    };
    let text = "By Blvr. line or Blvr. bus? Ask at Blvr. Nord about it.";
    assert!(split(text, Memory::None).0 > 2);
    let (sentences, rules) = split(text, Memory::Document);
    assert_eq!((sentences, rules[3]), (2, Rule::Remembered), "{rules:?}");
    // What the user says goes before, and is told as the reason.
    let options =
        SegmentOptions::default().memory(Memory::Document).rules(OwnRule::keep("Blvr.", "Nord"));
    let own = Segmenter::with_options(Language::EN, options);
    assert!(own.explain(text).any(|decision| decision.rule == Rule::OwnKeep));
    // A slip makes no abbreviation of a word that stands without a stop as often.
    let slip =
        "They left. and went. We left. and ate. Some left it, I left it. She left. Rain fell.";
    assert_eq!(split(slip, Memory::Document).0, split(slip, Memory::None).0);
    // Nor does an ellipsis, or a number.
    let other =
        "Oh... so it was. Oh... so be it. Oh... Then? In 1999. and 1999. and 1999. Then no more.";
    assert_eq!(split(other, Memory::Document).0, split(other, Memory::None).0);
}

/// A reader that fails after what it holds.
struct Torn<'b>(&'b [u8]);

impl io::Read for Torn<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::Error::other("the line went dead")),
            count => Ok(count),
        }
    }
}

#[test]
fn streams_give_what_was_read_before_an_error() {
    let segmenter = Segmenter::new(Language::EN);
    let mut stream = segmenter.stream(Torn(b"One. Tw"));
    let mut texts = Vec::new();
    let error = loop {
        match stream.next().expect("the reader fails before it ends") {
            Ok(sentence) => texts.push(sentence.text),
            Err(error) => break error.to_string(),
        }
    };
    assert_eq!((texts, error.as_str()), (vec!["One.".into(), "Tw".into()], "the line went dead"));
    assert!(stream.next().is_none());
}

proptest! {
    #[test]
    fn spans_cover(text in texts(), which in 0usize..6, knob in 0usize..3) {
        let tags = ["en", "fr", "de", "hy", "ja", "und"];
        let options = match knob {
            0 => SegmentOptions::default(),
            1 => SegmentOptions::default()
                .newlines(Newlines::Never).semicolons(Semicolons::Split).quotes(Quotes::Keep),
            _ => SegmentOptions::default().newlines(Newlines::Always).colons(Colons::Split),
        };
        let segmenter = Segmenter::with_options(language(tags[which]), options);
        let spans: Vec<Span> = segmenter.sentences(&text).collect();
        covers(&text, &spans, true)?;
        covers(&text, &paragraphs(&text), true)?;
        covers(&text, &segmenter.words(&text), false)?;
        // The decisions are those of the sentences, in order and inside the text.
        let mut last = 0;
        let mut ends = Vec::new();
        for decision in segmenter.explain(&text) {
            prop_assert!(last <= decision.span.start);
            last = decision.span.end;
            if decision.is_boundary {
                ends.push(decision.span.end);
            }
        }
        for span in spans.iter().rev().skip(1) {
            prop_assert!(ends.contains(&span.end));
        }
    }

    #[test]
    fn streams_give_what_the_whole_gives(
        parts in proptest::collection::vec((texts(), 0usize..4), 1..12),
        cuts in proptest::collection::vec(1usize..40_000, 1..6),
    ) {
        // Long enough that most of it is decided before the end is known.
        let fill = [
            "Mr. Ito left. ", "and so on and on, \"no. \" he said ", "wrapped line of some length\n", " ",
        ];
        let mut text = String::new();
        for (part, which) in &parts {
            text.push_str(part);
            text.push_str(&fill[*which].repeat(9_000 / fill[*which].len()));
        }
        let segmenter = Segmenter::new(Language::EN);
        let whole: Vec<(usize, &str)> =
            segmenter.sentences(&text).map(|span| (span.start, &text[span])).collect();
        let (mut feed, mut at, mut found) = (segmenter.feed(), 0, Vec::new());
        for cut in cuts.iter().cycle() {
            let far = |n: &usize| (at + n..=text.len()).find(|&end| text.is_char_boundary(end));
            let end = far(cut).unwrap_or(text.len());
            feed.push(&text[at..end]);
            at = end;
            if at == text.len() {
                feed.finish();
            }
            while let Some(piece) = feed.sentence() {
                prop_assert!(piece.is_end);
                found.push((piece.start, piece.text.to_owned()));
            }
            if at == text.len() {
                break;
            }
        }
        prop_assert_eq!(found.len(), whole.len());
        for ((start, text_found), (byte, expected)) in found.iter().zip(&whole) {
            prop_assert_eq!((start.byte, text_found.as_str()), (*byte as u64, *expected));
            let code_points = text[..*byte].chars().count() as u64;
            prop_assert_eq!(start.code_point, code_points);
        }
    }

    /// Bytes that are no UTF-8 are read as `from_utf8_lossy` reads them, wherever they are cut, and
    /// places are those of the bytes.
    #[test]
    fn streams_read_any_bytes(
        parts in proptest::collection::vec(
            prop_oneof![
                texts().prop_map(String::into_bytes),
                proptest::collection::vec(any::<u8>(), 0..12),
                Just("é. Ça ! 🎉".as_bytes()[..13].to_vec()),
            ],
            0..12,
        ),
        cuts in proptest::collection::vec(1usize..9, 1..6),
    ) {
        let bytes = parts.concat();
        let text = String::from_utf8_lossy(&bytes);
        // The place of each byte of the text among those that came in.
        let (mut source, mut at, mut places) = (Vec::new(), 0, 0);
        for chunk in bytes.utf8_chunks() {
            source.extend(at..at + chunk.valid().len());
            at += chunk.valid().len();
            if !chunk.invalid().is_empty() {
                source.extend([at; 3]);
                at += chunk.invalid().len();
                places += 1;
            }
        }
        source.push(at);
        let segmenter = Segmenter::new(Language::EN);
        let whole: Vec<(u64, u64, &str)> = segmenter
            .sentences(&text)
            .map(|span| (source[span.start] as u64, source[span.end] as u64, &text[span]))
            .collect();
        let (mut feed, mut rest, mut found) = (segmenter.feed(), &bytes[..], Vec::new());
        for cut in cuts.iter().cycle() {
            let (piece, after) = rest.split_at((*cut).min(rest.len()));
            feed.push_bytes(piece);
            rest = after;
            if rest.is_empty() {
                feed.finish();
            }
            while let Some(Piece { start, end, text, .. }) = feed.sentence() {
                found.push((start.byte, end.byte, text.to_owned()));
            }
            if rest.is_empty() {
                break;
            }
        }
        prop_assert_eq!(feed.broken().places, places);
        let found: Vec<_> = found.iter().map(|(s, e, text)| (*s, *e, text.as_str())).collect();
        prop_assert_eq!(found, whole);
    }

    #[test]
    fn paragraphs_part_sentences(a in texts(), b in texts()) {
        let segmenter = Segmenter::new(Language::EN);
        let (a, b) = (a.trim(), b.trim());
        let whole = format!("{a}\n\n{b}");
        let parts = segmenter.sentences(a).count() + segmenter.sentences(b).count();
        prop_assert_eq!(segmenter.sentences(&whole).count(), parts);
    }
}
