//! Which pairs of characters ask for a closer look: a quick test that lets nothing by.
//!
//! Every sequence that [`super::suspicion`] knows holds a pair named here, or a character that
//! tells alone; what is named too much costs time only.

use super::suspicion::{self, *};

/// The degree sign, which is in no class of its own.
const DEGREE: u32 = 1 << 20;

/// The class of a character, as bits below `1 << 30`.
pub(crate) const fn class(c: char) -> u32 {
    suspicion::class(c) | if matches!(c, '°') { DEGREE } else { 0 }
}

/// The classes that ask for a closer look right after a character.
pub(crate) const fn next(c: char) -> u32 {
    const MARKS: u32 = START | END | CURRENCY | NUMERIC | LAW;
    const RULES: [(u32, u32); 15] = [
        (BAD | LOWER | UPPER | BOX | MARKS | LOWER_COMMON | UPPER_COMMON, BAD),
        (BAD, LOWER | UPPER | BOX | MARKS),
        (LOWER | LOWER_COMMON | BOX | END | CURRENCY | NUMERIC, UPPER),
        (BOX | END | CURRENCY | NUMERIC, LOWER),
        (LOWER | BOX | END, CURRENCY),
        (UPPER | BOX, NUMERIC | LAW),
        (CURRENCY | NUMERIC | BOX, START),
        (BOX, FACE | END),
        (LOWER | UPPER | CURRENCY | NUMERIC | START | END | LAW, BOX),
        (UPPER, DEGREE),
        (UPPER, START | CURRENCY),
        (START, NUMERIC),
        (LOWER | UPPER | CURRENCY | NUMERIC | BOX | LAW, END),
        (END, START),
        (LOWER | UPPER, START | END),
    ];
    let class = class(c);
    let mut next = 0;
    let mut i = 0;
    while i < RULES.len() {
        if class & RULES[i].0 != 0 {
            next |= RULES[i].1;
        }
        i += 1;
    }
    next | match c {
        'Â' | 'Ã' | 'Î' | 'Ð' => MARKS | COMMON | DEGREE | LOWER | UPPER,
        'Ø' | 'Ù' => MARKS | COMMON | DEGREE | BAD | UPPER,
        '×' | 'à' => NUMERIC,
        '√' => MARKS | BAD | COMMON | FACE,
        '≈' => DEGREE | CURRENCY,
        '‚' => UPPER | LOWER | FACE,
        'в' | 'ў' => UPPER_COMMON,
        'ā' | 'β' => CURRENCY,
        'В' | 'Г' | 'Р' | 'С' | 'Β' | 'Γ' | 'Ξ' | 'Ο' => MARKS | BAD | DEGREE,
        _ => 0,
    }
}

/// Whether a character asks for a closer look when no ASCII letter follows.
pub(crate) const fn tells_alone(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}' | 'œ' | 'Œ' | 'Â' | 'Ã')
}
