//! Main text of HTML pages.

use std::time::{Duration, Instant};

use diptych_clean::{
    BlockKind, Favor, HtmlExtractor, HtmlOptions, MainText, main_text, main_text_bytes,
};
use diptych_text::Span;
use proptest::prelude::*;

/// Six paragraphs of news, all different.
const STORY: [&str; 6] = [
    "The ferry to Oronsay was late again on Monday, and nobody on the pier could say why it was so, or when it would sail.",
    "“We have been told of a broken pump, of fog, and of a captain with a cold,” said Ada Brook, who sells tea from a van by the slipway.",
    "By noon some forty people stood in the rain; a school class from Dale had already gone home, having seen the sea.",
    "The company said that a part had to come from Bergen. It was sorry for the wait, and would pay for the tea.",
    "Islanders have asked for a second boat since 1987, when the first one ran aground with the post and eleven sheep.",
    "The council will talk about it in March, as it did last March, and the one before.",
];

/// A page of news with `more` at the end of its article.
fn page(more: &str) -> String {
    let story: String = STORY.iter().map(|text| format!("<p>{text}</p>\n")).collect();
    format!(
        "<!DOCTYPE html><html lang=en><head><title>Ferry late again | Dale Mail</title>\
         <meta property=\"og:title\" content=\"Ferry late again\"><style>p {{ color: red }}</style></head>\
         <body><header><nav class=menu><ul><li><a href=/>Home</a></li><li><a href=/n>News</a></li><li><a href=/s>Sport</a></li></ul></nav></header>\
         <main><article class=\"post\"><h1>Ferry late again</h1><p class=byline>By <a href=/ada>Cora Finch</a></p>\
         <div class=\"entry-content\">{story}{more}</div>\
         <div class=\"share\"><a href=#>Share</a> <a href=#>Tweet</a></div></article></main>\
         <aside class=\"sidebar related\"><h3>More news</h3><ul><li><a href=/1>Bridge opens at last</a></li><li><a href=/2>Rain, then more rain</a></li></ul></aside>\
         <section id=comments class=\"comments\"><h3>2 comments</h3><div class=comment><p>My aunt swam it once, in a hat, and was there before the boat.</p></div></section>\
         <footer>© Dale Mail <a href=/imprint>Imprint</a></footer></body></html>"
    )
}

#[test]
fn text_alone_is_that_of_the_whole() {
    let pages = [
        "",
        "<p>One  <b>two</b>&nbsp;three &amp;\n four<br>five</p><p> &lt;six&gt; </p>",
        "<table><tr><td>a<td>b c<tr><td>d</table><ul><li>e<li>f</ul><pre>g  h\n\ti</pre>",
    ];
    for html in pages {
        let extractor = HtmlExtractor::new();
        assert_eq!(extractor.text(html), extractor.extract(html).text, "in {html:?}");
    }
}

#[test]
fn content_without_its_frame() {
    let text = main_text(&page(
        "<p>A <b>bold</b> claim &amp; more of it, said by the harbour master himself.</p>",
    ));
    for part in STORY {
        assert!(text.contains(part), "{part:?} is not in {text}");
    }
    assert!(text.contains("\n\nA bold claim & more of it"), "{text}");
    for part in ["Dale Mail", "Sport", "Tweet", "Rain, then", "My aunt", "Cora Finch"] {
        assert!(!text.contains(part), "{part:?} is in {text}");
    }
}

#[test]
fn blocks_say_what_they_are_and_why() {
    let html = page(
        "<ul><li>The boat was built in 1962.</li><li>It holds eighty people and six cars.</li></ul>",
    );
    let found = HtmlExtractor::new().extract(&html);
    let block = |text: &str| {
        found.blocks.iter().find(|block| html[block.span].contains(text)).expect("it is a block")
    };
    assert_eq!(block("By noon").kind, BlockKind::Paragraph);
    assert!(block("By noon").keep);
    assert_eq!(block("built in 1962").kind, BlockKind::ListItem);
    assert_eq!(block("My aunt").kind, BlockKind::Comment);
    assert!(!block("My aunt").keep);
    assert_eq!(block("Tweet").kind, BlockKind::Boilerplate);
    assert_eq!(block("Tweet").reasons[0], "share widget");
    assert!(found.blocks.iter().all(|block| !block.reasons.is_empty()));
    assert!(found.blocks.iter().all(|block| (0.0..=1.0).contains(&block.probability)));
    assert_eq!(found.fact("title"), Some("Ferry late again"));
    assert_eq!(found.fact("language"), Some("en"));
}

#[test]
fn options() {
    let table = "<table><tr><th>Day</th><th>Boats</th></tr><tr><td>Monday</td><td>none</td></tr><tr><td>Tuesday</td><td>one, late</td></tr></table>";
    let html = page(&format!(
        "<p>This is what the timetable on the pier says of the days of this week.</p>{table}<p>It has been painted over twice since it was put up, once by the council.</p>"
    ));
    let with = |options| HtmlExtractor::with_options(options).text(&html);
    let options = HtmlOptions::default();
    assert!(with(options.comments(true)).contains("My aunt swam"));
    assert!(!with(options).contains("My aunt swam"));
    assert!(!with(options.tables(false).favor(Favor::Recall)).contains("Monday | none"));
    let words = |favor| with(options.favor(favor)).split_whitespace().count();
    assert!(words(Favor::Precision) <= words(Favor::Balance));
    assert!(words(Favor::Balance) <= words(Favor::Recall));
    let figure = "<figure><img src=a.jpg><figcaption>The pier in March, seen from the tea van by the slip.</figcaption></figure><p>It is closed when the wind is from the north, as it mostly is.</p>";
    let html = page(figure);
    assert!(
        HtmlExtractor::with_options(options.captions(true))
            .text(&html)
            .contains("seen from the tea van")
    );
}

#[test]
fn pages_with_nothing() {
    for html in [
        "",
        " ",
        "<html></html>",
        "<script>a()</script>",
        "<!-- -->",
        "<!--",
        "<script>",
        "&nbsp;",
        "<p>…</p>",
    ] {
        let found = HtmlExtractor::new().extract(html);
        assert_eq!((&*found.text, found.blocks.len()), ("", 0), "in {html:?}");
    }
}

#[test]
fn charsets() {
    let text =
        page("<p>Les îles, où l’été tarde, ont été prévenues par la préfecture dès lundi.</p>");
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    assert!(main_text_bytes(&latin).contains("Les îles, où l’été"));
    let named = format!(
        "<meta charset=\"windows-1251\">{}",
        page("<p>Паром опоздал и сегодня, сказал капитан порта, и никто не знает почему.</p>")
    );
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(&named);
    assert!(main_text_bytes(&cyrillic).contains("Паром опоздал"));
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert!(main_text_bytes(&utf16).contains("Les îles"));
}

#[test]
fn a_text_without_tags_is_one_block() {
    assert_eq!(main_text("Fish &amp; chips,\n cold."), "Fish & chips, cold.");
}

#[test]
fn tags_that_are_left_out_or_misplaced() {
    for (html, expected) in [
        ("<p>One ferry.<p>Two ferries.", "One ferry.\n\nTwo ferries."),
        ("<ul><li>One ferry.<li>Two ferries.</ul>", "One ferry.\nTwo ferries."),
        ("One ferry.<br><br>Two<br>ferries.", "One ferry.\n\nTwo\nferries."),
        ("<p>One <b>fer<i>ry</b>.</i></p>", "One ferry."),
        ("<table><tr><td>One<td>ferry</table>", "One | ferry"),
        ("<pre>one\n  two</pre>", "one\ntwo"),
        ("a < b, and b > a", "a < b, and b > a"),
        ("<p>late<", "late<"),
        ("<p>late <b class=", "late"),
        ("<p>one</div></span> ferry</p>", "one ferry"),
    ] {
        assert_eq!(main_text(html), expected, "in {html:?}");
    }
}

/// All that must hold of the main text of any page.
#[track_caller]
fn check_offsets(html: &str, found: &MainText) {
    let mut last = 0;
    for (start, c) in found.text.char_indices() {
        let source = found.to_source(Span::new(start, start + c.len_utf8()));
        assert!(last <= source.start && source.end <= html.len(), "{c:?} at {start} of {html:?}");
        assert!(html.get(source.range()).is_some(), "{source:?} cuts a character of {html:?}");
        last = source.start;
        if c.is_alphanumeric() && !html[source].starts_with('&') {
            assert_eq!(&html[source], c.encode_utf8(&mut [0; 4]), "at {start} of {html:?}");
        }
    }
    let mut end = 0;
    for block in &found.blocks {
        assert!(end <= block.span.start && block.span.end <= html.len(), "{block:?} in {html:?}");
        assert!(!html[block.span].is_empty());
        end = block.span.end;
    }
    for fact in &found.metadata {
        assert!(!html[fact.span].is_empty());
    }
}

/// Pieces of which pages are made here.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zé漢 \\r\\n,.]{1,12}",
        "</?(p|div|b|a|td|tr|table|li|ul|h1|article|script|title|svg|pre|x-y|noscript|select)>",
        "<(p|div|span|a|meta|time) (class|id|href|itemprop|content|name|datetime)=[\"']?[a-z -]{0,9}[\"']?>",
        "&(amp|lt|nbsp|eacute|notit|#233|#x41|#0|bogus|AMP)?;?",
        "<!--|-->|<!|<\\?|<|>|\"|'|=|&|/|<br>|<!DOCTYPE html>|<!\\[CDATA\\[",
        "\\PC",
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn offsets_of_any_page(html in pieces()) {
        check_offsets(&html, &HtmlExtractor::with_options(HtmlOptions::default().favor(Favor::Recall)).extract(&html));
    }

    #[test]
    fn offsets_within_a_page(more in pieces()) {
        let html = page(&more);
        let found = HtmlExtractor::new().extract(&html);
        check_offsets(&html, &found);
        prop_assert_eq!(main_text(&html), found.text);
    }
}

#[test]
fn words_stand_where_they_are_said_to() {
    let html = page("<p>Tea &amp; <b>cake</b> at the caf&eacute; — l’été.</p>");
    let found = HtmlExtractor::new().extract(&html);
    check_offsets(&html, &found);
    let mut words = 0;
    for word in found.text.split_whitespace().filter(|word| !word.contains(['&', 'é'])) {
        let start = word.as_ptr() as usize - found.text.as_ptr() as usize;
        assert_eq!(&html[found.to_source(Span::new(start, start + word.len()))], word);
        words += 1;
    }
    assert!(words > 100);
    let tea = found.text.find("Tea & cake at the café").expect("it is text");
    assert_eq!(
        &html[found.to_source(Span::new(tea, tea + 23))],
        "Tea &amp; <b>cake</b> at the caf&eacute;"
    );
}

fn time(work: &mut dyn FnMut()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

#[test]
fn hostile_pages_take_linear_time() {
    let patterns = [
        "<div>",
        "<b>",
        "<a href=x>",
        "<table><tr><td>",
        "</div>",
        "<",
        "&",
        "&amp;",
        "amp;",
        "&#",
        "<a href=",
        "<!--",
        "<!-- -",
        "<p>",
        "<font><p>",
        "<div></p>",
        "<div></b>",
        "<b><div></b>",
        "<br>",
        "<br> ",
        "<i> </i>",
        "<p>x",
        "x ",
        "« ",
        "<x-y>",
        "<li><ul>",
        "'",
        "<a b='",
        "<div class=\"",
        "<script>",
        "<svg>",
        "<title>",
        "<meta name=title content='x'>",
        "<td>x",
        "<h1>ferry</h1>",
        "<pre>\n",
        "<script type=application/ld+json>[",
        "<div class=comment><p>late, said one",
    ];
    for pattern in patterns {
        let make =
            |size: usize| format!("<p>{}</p>{}x", STORY[0], pattern.repeat(size / pattern.len()));
        let (small, large) = (make(60_000), make(240_000));
        // The time for four times the page must stay below ten times the time for one (16 would
        // be quadratic); a slow run is repeated, other programs may have held it up.
        let is_linear = (0..5).any(|_| {
            let once = time(&mut || drop(main_text(&small))).max(Duration::from_millis(8));
            time(&mut || drop(main_text(&large))) < 10 * once
        });
        assert!(is_linear, "more than linear on repeated {pattern:?}");
    }
}

#[test]
fn deep_pages_and_long_texts() {
    let deep = format!("{}deep{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    assert_eq!(main_text(&deep), "deep");
    let long = format!("{}end", "&amp;amp; ".repeat(100_000));
    assert!(main_text(&long).ends_with("&amp; end"));
    let unclosed = format!("<p>late</p><a title=\"{}", "x > ".repeat(250_000));
    assert_eq!(main_text(&unclosed), "late");
    assert_eq!(main_text(&format!("<p>late</p><!-- {}", "x --".repeat(250_000))), "late");
}
