//! Texts in 20 languages with the damage of scraping in one line of 20.

use crate::texts::Random;

/// Sentences of our own, four a language.
const SENTENCES: [[&str; 4]; 20] = [
    [
        "The harbour office closed its windows at 17:30, and nobody came back for the ledger.",
        "“We counted 412 crates,” said Moira Tulloch, “and then we counted them again.”",
        "Rain is expected over the northern villages until Thursday; the ferry will not sail.",
        "It cost about £3,900 – less than the council had feared – and took eleven weeks.",
    ],
    [
        "Le bureau du port a fermé ses fenêtres à 17 h 30, et personne n’est revenu chercher le registre.",
        "« Nous avons compté 412 caisses », a déclaré Inès Testevin, « puis nous avons recommencé ».",
        "La pluie est attendue sur les villages du nord jusqu’à jeudi\u{a0}; le bac ne partira pas.",
        "Coût de l’opération\u{a0}: 3\u{202f}900\u{a0}€, c’est moins que ce que la mairie redoutait.",
    ],
    [
        "Das Hafenamt schloss um 17.30 Uhr seine Fenster, und niemand kehrte für das Verzeichnis zurück.",
        "„Wir haben 412 Kisten gezählt“, sagte Grete Altendorfer, „und danach noch einmal.“",
        "Über den nördlichen Dörfern wird bis Donnerstag Regen erwartet; die Fähre läuft nicht aus.",
        "Die Ausbesserung kostete rund 3.900 Euro – weniger als befürchtet – und dauerte elf Wochen.",
    ],
    [
        "La oficina del puerto cerró sus ventanas a las 17.30 y nadie volvió por el registro.",
        "«Contamos 412 cajas», explicó Rocío Riquelme, «y después las contamos otra vez».",
        "¿Saldrá el transbordador? Se espera lluvia en los pueblos del norte hasta el jueves.",
        "La reparación costó unos 3.900 euros, menos de lo que temía el ayuntamiento, según se dijo.",
    ],
    [
        "L’ufficio del porto ha chiuso le finestre alle 17.30 e nessuno è tornato a prendere il registro.",
        "«Abbiamo contato 412 casse», ha detto Nicolò Casamayor, «e poi le abbiamo ricontate».",
        "È attesa pioggia sui villaggi del nord fino a giovedì; il traghetto non partirà più.",
        "La riparazione è costata circa 3.900 euro, meno di quanto si temesse in città.",
    ],
    [
        "O escritório do porto fechou as janelas às 17h30 e ninguém voltou para buscar o livro.",
        "“Contámos 412 caixas”, disse João Abrantes, “e depois voltámos a contá-las.”",
        "Espera-se chuva nas aldeias do norte até quinta-feira; a balsa não sairá amanhã.",
        "A reparação custou cerca de 3.900 euros, menos do que a câmara receava no início.",
    ],
    [
        "Het havenkantoor sloot om 17.30 uur de ramen en niemand kwam terug voor het register.",
        "‘We telden 412 kisten’, zei Geeske Pronk, ‘en daarna telden we ze nóg eens.’",
        "Boven de noordelijke dorpen wordt tot donderdag regen verwacht; de veerboot vaart niet uit.",
        "De reparatie kostte zo’n 3.900 euro – minder dan gevreesd – en duurde elf weken.",
    ],
    [
        "Biuro portu zamknęło okna o 17.30 i nikt nie wrócił już po księgę.",
        "„Policzyliśmy 412 skrzyń”, powiedziała Łucja Wróbel, „a potem jeszcze raz”.",
        "Nad północnymi wsiami do czwartku będzie padać deszcz; prom nie wypłynie.",
        "Naprawa kosztowała około 3900 złotych, mniej niż się obawiano w urzędzie.",
    ],
    [
        "Přístavní úřad zavřel okna v 17.30 a pro knihu se už nikdo nevrátil.",
        "„Napočítali jsme 412 beden,“ řekla Zdeňka Kučerová, „a pak ještě jednou.“",
        "Nad severními vesnicemi bude až do čtvrtka pršet; přívoz nevypluje.",
        "Oprava stála zhruba 3 900 korun, méně, než se úřad původně obával.",
    ],
    [
        "Liman ofisi saat 17.30’da pencerelerini kapattı ve defter için kimse geri dönmedi.",
        "“412 sandık saydık,” dedi Gülşen Işık, “sonra bir daha saydık.”",
        "Kuzey köylerinde perşembeye kadar yağmur bekleniyor; feribot kalkmayacak.",
        "Onarım yaklaşık 3.900 liraya mal oldu, belediyenin korktuğundan azdı.",
    ],
    [
        "Портовая контора закрыла окна в 17:30, и за журналом никто не вернулся.",
        "«Мы насчитали 412 ящиков, — сказала Зоя Мельникова, — а потом пересчитали».",
        "Над северными деревнями до четверга ожидается дождь; паром не выйдет.",
        "Ремонт обошёлся примерно в 3900 рублей — меньше, чем опасались власти.",
    ],
    [
        "Портова контора зачинила вікна о 17:30, і по журнал ніхто не повернувся.",
        "«Ми нарахували 412 ящиків, — сказала Ївга Ґудзь, — а потім ще раз».",
        "Над північними селами до четверга очікується дощ; пором не вийде.",
        "Ремонт коштував близько 3900 гривень — менше, ніж побоювалися.",
    ],
    [
        "Το γραφείο του λιμανιού έκλεισε τα παράθυρα στις 17:30 και κανείς δεν γύρισε για το βιβλίο.",
        "«Μετρήσαμε 412 κιβώτια», είπε η Μυρτώ Αλεξίου, «και μετά τα ξαναμετρήσαμε».",
        "Βροχή αναμένεται στα βόρεια χωριά ως την Πέμπτη· το φέρι δεν θα σαλπάρει.",
        "Η επισκευή κόστισε περίπου 3.900 ευρώ, λιγότερα απ’ όσα φοβόταν ο δήμος.",
    ],
    [
        "أغلق مكتب الميناء نوافذه عند الساعة 17:30 ولم يعد أحد من أجل السجل.",
        "قالت سلمى حداد: «عددنا 412 صندوقاً ثم عددناها مرة أخرى».",
        "من المتوقع أن تهطل الأمطار على القرى الشمالية حتى الخميس، ولن تبحر العبّارة.",
        "كلّف الإصلاح نحو 3900 دينار، وهو أقل مما كان المجلس يخشاه.",
    ],
    [
        "משרד הנמל סגר את חלונותיו בשעה 17:30 ואיש לא חזר בשביל היומן.",
        "״ספרנו 412 ארגזים״, אמרה נועה ברקוביץ, ״ואז ספרנו אותם שוב״.",
        "צפוי גשם בכפרי הצפון עד יום חמישי; המעבורת לא תפליג.",
        "התיקון עלה כ־3,900 שקלים, פחות מכפי שחששה המועצה.",
    ],
    [
        "बंदरगाह कार्यालय ने शाम 5:30 बजे खिड़कियाँ बंद कर दीं और बही लेने कोई नहीं लौटा।",
        "मीरा जोशी ने कहा, “हमने 412 पेटियाँ गिनीं और फिर दोबारा गिनीं।”",
        "उत्तरी गाँवों में गुरुवार तक बारिश का अनुमान है; नौका नहीं चलेगी।",
        "मरम्मत पर करीब 3,900 रुपये लगे, जो परिषद के डर से कम था।",
    ],
    [
        "港务处在十七点半关上了窗户，没有人回来取那本账簿。",
        "“我们数了412只箱子，”林秀芝说，“然后又数了一遍。”",
        "北部村庄到星期四之前都会下雨；渡船不会出航。",
        "这次修理花了大约3900元，比镇上担心的要少，前后用了十一个星期。",
    ],
    [
        "港の事務所は午後五時半に窓を閉め、帳簿を取りに戻った者はいなかった。",
        "「箱を412個数えました」と小田切ゆかりは言った。「それからもう一度数えました。」",
        "北の村々では木曜日まで雨が見込まれ、フェリーは出ない。",
        "修理費はおよそ3900円で、役場が恐れていたより安く済んだ。",
    ],
    [
        "항만 사무소는 오후 5시 30분에 창문을 닫았고 아무도 장부를 찾으러 돌아오지 않았다.",
        "“상자 412개를 셌고 그다음에 다시 셌습니다.”라고 노을미가 말했다.",
        "북쪽 마을에는 목요일까지 비가 예상되며 여객선은 출항하지 않는다.",
        "수리비는 약 3,900원으로 읍에서 걱정하던 것보다 적었다.",
    ],
    [
        "Văn phòng cảng đóng cửa sổ lúc 17 giờ 30 và không ai quay lại lấy sổ.",
        "“Chúng tôi đếm được 412 thùng,” bà Nguyễn Thị Hạnh nói, “rồi đếm lại lần nữa.”",
        "Dự báo có mưa ở các làng phía bắc đến thứ Năm; phà sẽ không chạy.",
        "Việc sửa chữa tốn khoảng 3.900 đồng, ít hơn mức hội đồng lo ngại.",
    ],
];

/// What scraping puts into a line: the text to look for, empty for any space, and what it becomes.
const DAMAGE: [(&str, &str); 12] = [
    ("é", "Ã©"),
    ("ü", "Ã¼"),
    ("’", "â€™"),
    ("é", "e\u{301}"),
    ("", "\u{a0}"),
    ("", "  "),
    ("", " &amp; "),
    ("", " &nbsp;"),
    ("", "\u{ad} "),
    ("", "\t"),
    (".", ". ."),
    (",", " ,"),
];

/// A text of about `size` bytes: paragraphs of one to four sentences, other figures in each, the
/// languages in turn, one line in `damaged` broken; 0: none.
pub(crate) fn mixed(size: usize, damaged: usize) -> String {
    paragraphs(&SENTENCES, size, damaged)
}

/// A text in one of the languages, by number, with nothing broken.
pub(crate) fn in_one(language: usize, size: usize) -> String {
    paragraphs(&SENTENCES[language..=language], size, 0)
}

fn paragraphs(languages: &[[&str; 4]], size: usize, damaged: usize) -> String {
    let mut random = Random::new(5);
    let mut out = String::with_capacity(size + 1_000);
    while out.len() < size {
        let sentences = &languages[random.below(languages.len())];
        let count = 1 + random.below(4);
        let line: Vec<String> = (0..count)
            .map(|_| figures(sentences[random.below(sentences.len())], &mut random))
            .collect();
        let mut line = line.join(" ");
        if damaged > 0 && random.below(damaged) == 0 {
            damage(&mut line, &mut random);
        }
        out.push_str(&line);
        out.push_str(if random.below(2) == 0 { "\n" } else { "\n\n" });
    }
    out.truncate(out.trim_end().len());
    out
}

/// The sentence with other figures.
fn figures(sentence: &str, random: &mut Random) -> String {
    let mut change = |c: char| match c {
        '1'..='9' => char::from_digit(1 + u32::try_from(random.below(9)).unwrap_or(0), 10),
        _ => None,
    };
    sentence.chars().map(|c| change(c).unwrap_or(c)).collect()
}

/// Breaks a line once, at a place that is not always the first.
fn damage(line: &mut String, random: &mut Random) {
    let from = random.below(DAMAGE.len());
    for i in 0..DAMAGE.len() {
        let (right, wrong) = DAMAGE[(from + i) % DAMAGE.len()];
        let right = if right.is_empty() { " " } else { right };
        let count = line.matches(right).count();
        if count > 0 {
            let nth = random.below(count);
            let (at, _) = line.match_indices(right).nth(nth).expect("it was counted");
            line.replace_range(at..at + right.len(), wrong);
            return;
        }
    }
}
