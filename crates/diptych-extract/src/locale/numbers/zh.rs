//! Chinese: the words of numbers and places.

use crate::Origin;
use crate::locale::{Numeral, Sense, Side, Unspaced, Words};
use Numeral::{Digit, Power, Some, Tens};
use Sense::*;

/// The numerals of China and Taiwan, those of bank notes (大写) among them.
pub(in crate::locale) const UNSPACED: Unspaced = Unspaced {
    numerals: &[
        ("〇|零|○", Digit(0)),
        ("一|壹|幺|弌", Digit(1)),
        ("二|贰|貳|弐|两|兩|俩", Digit(2)),
        ("三|叁|參|叄", Digit(3)),
        ("四|肆", Digit(4)),
        ("五|伍", Digit(5)),
        ("六|陆|陸", Digit(6)),
        ("七|柒", Digit(7)),
        ("八|捌", Digit(8)),
        ("九|玖", Digit(9)),
        ("十|拾", Power(1)),
        ("廿|念", Tens(20)),
        ("卅", Tens(30)),
        ("百|佰", Power(2)),
        ("千|仟", Power(3)),
        ("万|萬", Power(4)),
        ("亿|億", Power(8)),
        ("兆", Power(12)),
        ("几|幾|余|餘|多|数|數", Some),
    ],
    shorthand: true,
    points: &['点', '點'],
    words: false,
    weak: &[],
};

pub(in crate::locale) const NUMBERS: Words = &[
    ("负|負|零下", Minus),
    ("点|點", Point),
    ("半|一半", Half),
    ("半个|半個", Half),
    ("打", Collective(12)),
    ("双|雙|对|對", Counter),
    ("第", OrdinalMark(Side::Before)),
    ("首次|首届|首屆", Ord(1)),
    ("最后|最後|最末", Relative(Origin::End, 0)),
    ("倒数第二|倒數第二", Relative(Origin::End, -1)),
    ("下一个|下一個", Relative(Origin::Current, 1)),
    ("上一个|上一個|前一个|前一個", Relative(Origin::Current, -1)),
    ("又|加", And),
    ("和|与|與|跟", And),
    ("且|同时|的同时|而且", And),
    ("的", Of),
    (
        "个|個|人|名|位|本|只|隻|条|條|张|張|辆|輛|家|间|架|艘|台|部|次|届|屆|倍|件|枚|座|头|匹|篇|层|場|场|户|\
         支|枝|把|棵|颗|粒|种|種|项|項|套|杯|瓶|句|段|组|組|排|级|級|款|门|門|所|笔|筆|票|步|圈|遍|口|片|块|朵|\
         盒|箱|车|亩地|多人|多名|余人|余名|分|星|国|國|国家|省|州|市|县|村|岁|步|号|號|路|集|章|节|回|轮|輪|强",
        Counter,
    ),
];
