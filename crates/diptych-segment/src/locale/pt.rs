//! Portuguese.

use super::Locale;

pub(crate) const PT: Locale = Locale {
    abbreviations: include_str!("../../data/abbreviations/pt.txt"),
    starters: &[
        "o", "a", "os", "as", "um", "uma", "uns", "umas", "do", "da", "dos", "das", "no", "na",
        "nos", "nas", "ao", "à", "aos", "às", "pelo", "pela", "de", "em", "com", "sem", "por",
        "para", "desde", "até", "entre", "sobre", "sob", "após", "ante", "segundo", "durante",
        "contra", "este", "esta", "estes", "estas", "esse", "essa", "esses", "essas", "isso",
        "isto", "aquele", "aquela", "seu", "sua", "seus", "suas", "meu", "minha", "nosso", "nossa",
        "ele", "ela", "eles", "elas", "eu", "nós", "você", "vocês", "se", "me", "te", "lhe", "mas",
        "e", "ou", "nem", "que", "quem", "qual", "quando", "onde", "como", "quanto", "porque",
        "pois", "embora", "enquanto", "além", "também", "assim", "então", "depois", "antes",
        "agora", "hoje", "ontem", "amanhã", "aqui", "ali", "já", "ainda", "muito", "mais", "menos",
        "todo", "toda", "todos", "todas", "alguns", "algumas", "muitos", "muitas", "vários",
        "cada", "outro", "outra", "outros", "outras", "ambos", "não", "sim", "é", "são", "era",
        "foi", "há", "tem", "apesar", "dois", "três",
    ],
    attribution: &[
        "disse",
        "diz",
        "perguntou",
        "pergunta",
        "respondeu",
        "responde",
        "exclamou",
        "gritou",
        "acrescentou",
        "afirmou",
    ],
    ..Locale::GENERAL
};
