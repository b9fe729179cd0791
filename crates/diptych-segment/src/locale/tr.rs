//! Turkish.

use super::Locale;

pub(crate) const TR: Locale = Locale {
    abbreviations: include_str!("../../data/abbreviations/tr.txt"),
    starters: &[
        "bir", "bu", "şu", "o", "ben", "sen", "biz", "siz", "onlar", "onun", "bunun", "benim",
        "bizim", "ve", "ama", "fakat", "ancak", "çünkü", "eğer", "ya", "ne", "kim", "nerede",
        "nasıl", "neden", "niçin", "hangi", "kaç", "ise", "de", "da", "için", "göre", "sonra",
        "önce", "şimdi", "dün", "bugün", "yarın", "burada", "orada", "her", "hiç", "bazı", "bütün",
        "tüm", "birçok", "çok", "iki", "üç", "daha", "en", "gibi", "kadar", "ile", "yine",
        "ayrıca", "hatta", "sadece", "yalnız", "böyle", "böylece", "değil", "var", "yok", "evet",
        "hayır",
    ],
    attribution: &["dedi", "sordu", "bağırdı", "ekledi", "söyledi", "yanıtladı"],
    ordinal_stop: true,
    months: &[
        "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim",
        "Kasım", "Aralık",
    ],
    ..Locale::GENERAL
};
