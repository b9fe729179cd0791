//! Pages made of pages: what a hundred pages show too seldom.

use diptych_clean::training::HtmlPage;

use super::Row;
use crate::boosting::Random;

/// Three pages made of one: a piece of its article without its frame; itself with the whole of
/// another page below it; itself with the text of another article below it.
pub(super) fn pages(
    page: &HtmlPage,
    labels: &[(f32, f32)],
    row: &Row,
    other: &Row,
    random: &mut Random,
) -> Vec<Row> {
    let mut out = vec![piece(page, labels, row, random)];
    if other.id != row.id {
        let make = |html: String| Row { id: row.id.clone(), html, article: row.article.clone() };
        let body = other.html.find("<body").map_or(&*other.html, |at| &other.html[at..]);
        // What the other page says of itself is not said of this one.
        let body = body.replace("application/ld+json", "text/plain").replace("<meta", "<wbr");
        out.push(make(format!("{}{body}", row.html)));
        let paragraphs: Vec<String> =
            other.article.lines().map(|line| element("p", line)).collect();
        let below = if random.share() < 0.5 { "div class=\"item\"" } else { "article" };
        let title = other.article.split_whitespace().take(7).collect::<Vec<_>>().join(" ");
        let text = format!("<{below}>{}{}</div>", element("h2", &title), paragraphs.concat());
        // Where the page ends, or right after the text.
        let last = row.html.rfind("</p>").map_or(row.html.len(), |at| at + 4);
        let at = if random.share() < 0.5 { last } else { row.html.len() };
        out.push(make(format!("{}</div></div>{text}{}", &row.html[..at], &row.html[at..])));
    }
    out
}

fn element(name: &str, text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("<{name}>{text}</{name}>\n")
}

/// A few blocks of the article, one after the other, some with a menu before them.
fn piece(page: &HtmlPage, labels: &[(f32, f32)], row: &Row, random: &mut Random) -> Row {
    let text: Vec<usize> = (0..page.len()).filter(|&i| labels[i].0 > 0.8).collect();
    let rest: Vec<usize> = (0..page.len()).filter(|&i| labels[i].0 < 0.1).collect();
    let pick = |random: &mut Random, below: usize| {
        usize::try_from(random.next() >> 33).unwrap_or(0) % below.max(1)
    };
    let (start, count) = (pick(random, text.len()), 1 + pick(random, 8));
    let kept: Vec<&str> = text.iter().skip(start).take(count).map(|&i| page.text(i)).collect();
    let mut html = String::new();
    if random.share() < 0.5 {
        let (start, count) = (pick(random, rest.len()), 2 + pick(random, 8));
        let items = rest.iter().skip(start).take(count);
        let items =
            items.map(|&i| format!("<li><a href=#>{}</a></li>", element("b", page.text(i))));
        html += &format!("<ul>{}</ul>", items.collect::<String>());
    }
    html.extend(kept.iter().map(|text| element("p", text)));
    Row { id: row.id.clone(), html, article: kept.join("\n") }
}
