//! Common words with letters beyond ASCII: where a reading makes one, it is likely right.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Small letters; a line for each language. From what grammars list first: conjunctions, pronouns,
/// prepositions, auxiliaries, days and times.
const WORDS: [&str; 24] = [
    // German
    "für über können müssen würde würden während später natürlich schön zurück fünf möglich hätte wäre früher heißt groß große größer weiß straße außer gegenüber märz",
    // French
    "été même après très où être déjà première année ça était étaient là voilà près façon français côté mère père fête plutôt",
    // Spanish
    "más también año años está están después así qué cómo según día días país mañana señor señora niño niños aún todavía aquí allí",
    // Portuguese
    "não são já até também você está às há só três após então será país amanhã manhã ninguém além",
    // Italian
    "più però perché così già può città sarà né lunedì martedì mercoledì giovedì venerdì metà",
    // Catalan
    "també més però què això",
    // Dutch
    "één vóór geïnteresseerd patiënt",
    // Polish
    "się że są być może już także też będzie można więc został który która które między dzień również jeśli",
    // Czech, Slovak
    "že při až už být také když před já ještě více však není může můj protože keď čo ešte môže sú ľudia tři čtyři pět šest",
    // Hungarian
    "és már még több után között úgy így két három első őket ők amíg később kérem",
    // Romanian
    "și în să că după până fără între această către mâine când așa într dacă două",
    // Swedish
    "på är för så då från när här även två också där första år över måste själv någon",
    // Finnish
    "että myös hän tämä mitä sitä päivä vielä jälkeen älä minä sinä täällä",
    // Danish, Norwegian
    "på så når også første år være må før både få går",
    // Estonian
    "või kõik üks pärast käib",
    // Latvian
    "ļoti būs pēc arī kā vēl tā",
    // Lithuanian
    "iš už jų šių tačiau būti metų šis",
    // Croatian, Slovenian
    "što još već više može možda će kuća kuće če še že nočni",
    // Turkish
    "için çok değil olduğu şey şimdi gün öyle böyle nasıl kadın büyük yüzünden diğer üzere göre türk ülke önce aynı hiç üç dört beş kış",
    // Azerbaijani
    "və üçün də",
    // Icelandic
    "það við þá að eða þetta sé",
    // Albanian
    "është të që në për më së",
    // Vietnamese
    "và của là không được có cái này đã với một những người để cũng về như đi tôi đến rất nước giờ ngày mưa",
    // Esperanto
    "ĉi ĝi ŝi ĉu ankaŭ ĝis",
];

/// No word of the lists has more letters.
const LONGEST: usize = 16;

static ALL: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| WORDS.iter().flat_map(|list| list.split(' ')).collect());

/// Whether `meant`, with the letters of the line around it, holds a common word beyond ASCII.
pub(super) fn makes_word(before: &[char], meant: &[char], after: &[char]) -> bool {
    // The letters next to it, with one more to tell that a word is too long.
    let reach = LONGEST + 1;
    let start =
        before.len() - before.iter().rev().take(reach).take_while(|c| c.is_alphabetic()).count();
    let end = after.iter().take(reach).take_while(|c| c.is_alphabetic()).count();
    let text: String = before[start..].iter().chain(meant).chain(&after[..end]).collect();
    text.split(|c: char| !c.is_alphabetic()).any(|word| {
        !word.is_ascii() && word.len() <= 2 * LONGEST && ALL.contains(&*word.to_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_made() {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        let check = |before: &str, meant: &str, after: &str| {
            makes_word(&chars(before), &chars(meant), &chars(after))
        };
        assert!(check("brændt p", "å", " ruden"));
        assert!(check("", "É", "té 2019") && check("je", "ś", "li"));
        assert!(!check("brændt p", "ü", " ruden") && !check("xp", "å", "") && !check("", "“", ""));
    }

    #[test]
    fn words_are_as_they_should_be() {
        assert!(ALL.iter().all(|word| !word.is_ascii() && word.chars().count() <= LONGEST));
    }
}
