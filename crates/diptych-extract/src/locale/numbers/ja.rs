//! Japanese: the words of numbers and places.

use crate::Origin;
use crate::locale::{Numeral, Sense, Side, Unspaced, Words};
use Numeral::{Digit, Power, Some, Tens};
use Sense::*;

/// The numerals of Japan, those of deeds (大字) among them.
pub(in crate::locale) const UNSPACED: Unspaced = Unspaced {
    numerals: &[
        ("〇|零", Digit(0)),
        ("一|壱|壹|弌", Digit(1)),
        ("二|弐|貳", Digit(2)),
        ("三|参|參", Digit(3)),
        ("四|肆", Digit(4)),
        ("五|伍", Digit(5)),
        ("六|陸", Digit(6)),
        ("七|漆", Digit(7)),
        ("八|捌", Digit(8)),
        ("九|玖", Digit(9)),
        ("十|拾", Power(1)),
        ("廿", Tens(20)),
        ("百|陌", Power(2)),
        ("千|阡", Power(3)),
        ("万|萬", Power(4)),
        ("億", Power(8)),
        ("兆", Power(12)),
        ("数|余", Some),
    ],
    shorthand: false,
    points: &['点', '・'],
    words: false,
    weak: &[],
};

pub(in crate::locale) const NUMBERS: Words = &[
    ("マイナス|負の|氷点下", Minus),
    ("点", Point),
    ("半|半分|半数", Half),
    ("ダース", Collective(12)),
    ("第|だい", OrdinalMark(Side::Before)),
    ("番目|番|等|回目|つ目|人目|度目|個目|年目|日目|章目", OrdinalMark(Side::After)),
    ("最初|第一", Ord(1)),
    ("最後|最終", Relative(Origin::End, 0)),
    ("最後から一つ前|最後から二番目", Relative(Origin::End, -1)),
    ("最後から三番目|最後から二つ前", Relative(Origin::End, -2)),
    ("次|次のもの", Relative(Origin::Current, 1)),
    ("前のもの|一つ前", Relative(Origin::Current, -1)),
    ("現在の", Relative(Origin::Current, 0)),
    ("と|と、", And),
    ("か", Counter),
    ("の|は", Of),
    (
        "位|個|人|名|本|枚|冊|台|匹|頭|羽|回|件|社|戸|軒|つ|倍|席|議席|票|点|件目|種|種類|種目|カ国|か国|ヶ国|ヵ国|国|\
         箇所|カ所|か所|ヶ所|号|階|歩|杯|足|着|通|部|巻|曲|試合|勝|敗|大会|便|両|隻|店|店舗|世帯|万|票差|桁|字|文字|\
         行|語|章|節|条|項|話|話目|周|級|段|代|選手|都市|都|県|市|町|村|区|色|株|口|膳|丁|粒|輪|束|袋|箱|缶|瓶|切れ|\
         ひき|びき|ぴき|ポイント",
        Counter,
    ),
];
