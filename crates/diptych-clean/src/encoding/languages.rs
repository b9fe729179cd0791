//! Languages in Latin script: which letters beyond ASCII each uses, and a few words to know it by.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The letters of a language beyond ASCII, and common words of it within ASCII. Of rarer languages
/// only letters that tell.
const LANGUAGES: [(&str, &str); 27] = [
    // German
    ("äöüßé", "der die das und nicht ist mit sich auf dem den wir ein im war zu ich also vor"),
    // French
    ("àâæçéèêëîïôœùûüÿ", "le la les des une est pas dans qui que sur pour du ne il et un en"),
    // Spanish
    ("áéíóúñü", "el los que una por con las del se su lo al la un en es"),
    // Portuguese
    ("áâãàçéêíóôõúü", "os do da em que uma para com no na nem onde um se ao"),
    // Italian
    ("àèéìòùî", "il che di non per una con del gli della un la si le dei"),
    // Catalan, Occitan
    ("àçéèíïóòúü", "els amb per que una les el dels"),
    // Dutch
    ("éëïöüáóèêíúçñ", "de het een van en dat niet op voor is in die met zijn"),
    // Polish
    ("ąćęłńóśźż", "na nie do jest od po za ale jak co to by"),
    // Czech
    ("áčďéěíňóřšťúůýž", "na je se do to za od jako by ten si co ale"),
    // Slovak
    ("áäčďéíĺľňóôŕšťúýž", "na je sa do to za od ako by ten si ale"),
    // Hungarian
    ("áéíóöőúüű", "az nem hogy meg volt is egy mert sem ki"),
    // Romanian
    ("ăâîșțşţ", "nu de la cu din pe un cine mai care este"),
    // Swedish, Finnish
    ("åäöéàü", "och det att som en ett inte av den med om ja on ei se oli kun mutta joka vi till"),
    // Danish, Norwegian
    ("æøåéèêóòôä", "og det er ikke en et af til jeg den som med vi jo men de hun han ikkje"),
    // Estonian
    ("äöüõšž", "ja on ei ta see oli kui"),
    // Latvian
    ("āčēģīķļņšūžōŗ", "un ir ar no par kas"),
    // Lithuanian
    ("ąčęėįšųūž", "ir yra su kad bet"),
    // Croatian, Slovenian
    ("čćđšž", "je na se da nije su za li od kao ali bi pa nas"),
    // Turkish
    ("çğıİöşüâîû", "bir ve bu da de ile gibi ne var"),
    // Azerbaijani
    ("çğıİöşüə", "bir bu da ki"),
    // Icelandic
    ("áðéíóúýþæö", "og er sem ekki var"),
    // Albanian
    ("çë", "dhe nga me"),
    // Welsh, Irish
    ("âêîôûŵŷáéíóúẁẃẅẇàèìòùäëïöü", "yn yr mae agus na ar"),
    // Maltese
    ("ċġħżàèìòù", "il li ta"),
    // Esperanto
    ("ĉĝĥĵŝŭ", "la kaj estas de ne mi"),
    // Vietnamese
    ("àáâãèéêìíòóôõùúýăđĩũơư", "cho ai khi cao sao bao trong con"),
    // Sami
    ("áâčđŋšŧž", "ja lea go"),
];

/// The column of Vietnamese, which has all of U+1EA0 to U+1EF9.
const VIETNAMESE: u32 = 1 << 25;

/// All languages: of a letter that says nothing.
pub(super) const ANY: u32 = (1 << LANGUAGES.len()) - 1;

static MASKS: LazyLock<[u32; 0x180]> = LazyLock::new(|| {
    let mut masks = [0; 0x180];
    for (column, (letters, _)) in LANGUAGES.iter().enumerate() {
        for c in letters.chars().flat_map(|c| std::iter::once(c).chain(c.to_uppercase())) {
            if let Some(mask) = masks.get_mut(c as usize) {
                *mask |= 1 << column;
            }
        }
    }
    masks
});

/// No word of the lists has more letters.
const LONGEST_WORD: usize = 8;

static WORDS: LazyLock<FxHashMap<&[u8], u32>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for (column, (_, list)) in LANGUAGES.iter().enumerate() {
        for word in list.split(' ') {
            *words.entry(word.as_bytes()).or_default() |= 1 << column;
        }
    }
    words
});

/// The languages that use a Latin letter beyond ASCII, a bit each; [`ANY`] for all else.
pub(super) fn languages(c: char) -> u32 {
    match c {
        '×' | '÷' => ANY,
        'À'..='\u{17f}' => match MASKS[c as usize] {
            0 => ANY,
            mask => mask,
        },
        'Ș' | 'ș' | 'Ț' | 'ț' => 1 << 11,
        'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{1ea0}'..='\u{1ef9}' => VIETNAMESE,
        'Ə' | 'ə' => 1 << 19,
        _ => ANY,
    }
}

/// The languages of which a text has most letters and words.
#[derive(Clone, Debug)]
pub(super) struct Votes([u32; LANGUAGES.len()]);

impl Votes {
    pub(super) const fn new() -> Self {
        Self([0; LANGUAGES.len()])
    }

    pub(super) fn add(&mut self, text: impl Iterator<Item = char>) {
        for mask in text.map(languages).filter(|&mask| mask != ANY) {
            for (column, votes) in self.0.iter_mut().enumerate() {
                *votes += mask >> column & 1;
            }
        }
    }

    /// Counts the words of a text, twice as much as letters.
    pub(super) fn add_words(&mut self, text: &[char]) {
        for word in text.split(|c| !c.is_alphabetic()) {
            // The words are short, and within ASCII.
            let mut letters = [0; LONGEST_WORD];
            let Some(letters) = letters.get_mut(..word.len()) else { continue };
            for (letter, &c) in letters.iter_mut().zip(word) {
                *letter = u8::try_from(c).map_or(0, |b| b.to_ascii_lowercase());
            }
            if let Some(mask) = WORDS.get(&*letters) {
                for (column, votes) in self.0.iter_mut().enumerate() {
                    *votes += (mask >> column & 1) * 2;
                }
            }
        }
    }

    /// Whether the winners have at least so many votes.
    pub(super) fn reach(&self, votes: u32) -> bool {
        self.0.iter().any(|&one| one >= votes)
    }

    /// A bit for each of the languages with the most letters.
    pub(super) fn winners(&self) -> u32 {
        let most = self.0.iter().copied().max().unwrap_or(0);
        (0..LANGUAGES.len()).filter(|&i| self.0[i] == most).fold(0, |mask, i| mask | 1 << i)
    }
}
