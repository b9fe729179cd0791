//! Korean: the words of numbers and places, those of Chinese origin and its own.

use crate::Origin;
use crate::locale::{Numeral, Sense, Side, Unspaced, Words};
use Numeral::{Digit, Power, Some, Tens};
use Sense::*;

pub(in crate::locale) const UNSPACED: Unspaced = Unspaced {
    numerals: &[
        ("영|공|제로", Digit(0)),
        ("일|하나|한|一", Digit(1)),
        ("이|둘|두|二", Digit(2)),
        ("삼|셋|세|三", Digit(3)),
        ("사|넷|네|四", Digit(4)),
        ("오|다섯|五", Digit(5)),
        ("육|륙|여섯|六", Digit(6)),
        ("칠|일곱|七", Digit(7)),
        ("팔|여덟|八", Digit(8)),
        ("구|아홉|九", Digit(9)),
        ("열", Tens(10)),
        ("스물|스무", Tens(20)),
        ("서른", Tens(30)),
        ("마흔", Tens(40)),
        ("쉰", Tens(50)),
        ("예순", Tens(60)),
        ("일흔", Tens(70)),
        ("여든", Tens(80)),
        ("아흔", Tens(90)),
        ("십|十", Power(1)),
        ("백|百", Power(2)),
        ("천|千", Power(3)),
        ("만|萬|万", Power(4)),
        ("억|億", Power(8)),
        ("조|兆", Power(12)),
        ("여|수|몇", Some),
    ],
    shorthand: false,
    points: &['점'],
    words: true,
    // this, day, only, trillion, company, ball, one, two, three, four, bow
    weak: &[
        "이", "일", "만", "조", "사", "공", "한", "두", "세", "네", "오", "구", "영", "천", "열",
    ],
};

pub(in crate::locale) const NUMBERS: Words = &[
    ("마이너스|음수|영하", Minus),
    ("점", Point),
    ("반|절반", Half),
    ("다스", Collective(12)),
    ("제", OrdinalMark(Side::Before)),
    ("번째|째|등|위|번 째|번째로|째로", OrdinalMark(Side::After)),
    ("첫|첫째|첫번째|첫 번째|처음", Ord(1)),
    ("마지막", Relative(Origin::End, 0)),
    (
        "마지막의 옆|마지막에서 바로 전의 것|마지막에서 두 번째|끝에서 두 번째",
        Relative(Origin::End, -1),
    ),
    ("다음|다음 것", Relative(Origin::Current, 1)),
    ("이전|이전 것|바로 전의 것", Relative(Origin::Current, -1)),
    ("현재", Relative(Origin::Current, 0)),
    ("과|와|하고|그리고", And),
    ("의|은|는|이|가|을|를", Of),
    ("입니다|이다|이었다|였다|이라고|이라는|라고|에요|이에요|으로|로|에|이며|이고|만|도", Counter),
    (
        "개|명|분|사람|마리|대|권|장|번|호|층|가지|채|잔|병|벌|켤레|송이|그루|자루|곳|군데|건|회|배|석|표|편|팀|국|개국|\
         개사|인|인분|점|줄|쪽|페이지|발|척|기|통|박스|상자|주|포인트|여명|여개|골|승|패|차례|차|과목|종|종류|문제|시즌|가구|세대|도시|달간",
        Counter,
    ),
];
