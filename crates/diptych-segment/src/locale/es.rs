//! Spanish.

use super::Locale;

pub(crate) const ES: Locale = Locale {
    abbreviations: include_str!("../../data/abbreviations/es.txt"),
    starters: &[
        "el", "la", "los", "las", "lo", "un", "una", "unos", "unas", "al", "del", "de", "este",
        "esta", "estos", "estas", "ese", "esa", "esos", "esas", "eso", "esto", "aquel", "aquella",
        "su", "sus", "mi", "mis", "tu", "nuestro", "nuestra", "él", "ella", "ellos", "ellas", "yo",
        "nosotros", "usted", "ustedes", "se", "me", "te", "le", "les", "en", "con", "sin", "por",
        "para", "desde", "hasta", "entre", "sobre", "bajo", "tras", "ante", "según", "durante",
        "mediante", "contra", "hacia", "a", "si", "no", "sí", "pero", "y", "e", "o", "u", "ni",
        "que", "qué", "quien", "quién", "cual", "cuál", "cuando", "cuándo", "donde", "dónde",
        "como", "cómo", "cuanto", "porque", "pues", "aunque", "mientras", "además", "también",
        "tampoco", "así", "entonces", "luego", "después", "antes", "ahora", "hoy", "ayer",
        "mañana", "aquí", "allí", "ya", "muy", "más", "menos", "todo", "toda", "todos", "todas",
        "algunos", "algunas", "muchos", "muchas", "varios", "cada", "otro", "otra", "otros",
        "otras", "ambos", "ningún", "ninguna", "es", "son", "era", "fue", "hay", "ha", "han",
        "tiene", "debido", "dos", "tres",
    ],
    attribution: &[
        "dijo",
        "dice",
        "preguntó",
        "pregunta",
        "respondió",
        "responde",
        "exclamó",
        "exclama",
        "gritó",
        "añadió",
        "agregó",
    ],
    ..Locale::GENERAL
};
