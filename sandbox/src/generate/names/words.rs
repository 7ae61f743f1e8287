//! The invented words that names are put together from, by style; lists have `|` between their items.

/// The words of a style: founders, trade and legal form.
pub(super) struct Words {
    pub(super) first: &'static str,
    pub(super) trade: &'static str,
    pub(super) form: &'static str,
    /// Between the three.
    pub(super) gap: &'static str,
    pub(super) order: Order,
}

/// Where the legal form stands.
#[derive(Clone, Copy)]
pub(super) enum Order {
    FormLast,
    FormFirst,
}

const fn last(first: &'static str, trade: &'static str, form: &'static str) -> Words {
    Words {
        first,
        trade,
        form,
        gap: " ",
        order: Order::FormLast,
    }
}

pub(super) const ENGLISH: Words = last(
    "Amberfinch|Brightwick|Cobaltmoon|Driftmere|Emberlow|Fennelgate|Gildenbrook|Harrowlight|\
        Inkwell & Larch|Juniperstone|Kettlefox|Lanternby|Mossquarry|Nimbleton|Otterhaven|\
        Pepperwick|Quillfeather|Rookmarble|Saltwhistle|Thistledown|Umberfield|Velvetacre|\
        Wrenhollow|Yarrowby|Zephyrton|Copperquill|Duskmantle|Foxglimmer|Marrowbone|Tumblewick",
    "Analytics|Logistics|Foods|Robotics|Health|Outfitters|Marine|Energy|Travel|Books|Dental|\
        Freight|Orchards|Optics|Textiles|Studios",
    "Ltd|Inc|LLC|Group|Co-operative",
);

pub(super) const GERMAN: Words = last(
    "Blauwal|Mühlenglück|Grünspecht|Kranichfeld|Süßholz|Weißdorn|Eisvogel|Löwenzahn|\
        Wolkenstein|Bärlauch|Nachtigallen|Glühwürmchen",
    "Maschinenbau|Büromöbel|Großhandel|Elektrotechnik|Bäckereien|Präzisionstechnik|\
        Straßenbau|Getränke",
    "GmbH|AG|GmbH & Co. KG|e. G.",
);

pub(super) const FRENCH: Words = last(
    "Étoile-Bleue|Rêve d’Été|Chêne-Doré|L’Écureuil|Façade-Claire|Mésange|Forêt-Noire|\
        Œil-de-Lynx|Pâquerette",
    "Boulangeries|Ingénierie|Santé|Énergies|Hôtellerie|Légumes|Mécanique",
    "SARL|SAS|S.A.|& Cie",
);

pub(super) const SWEDISH: Words = last(
    "Blåsippan|Älgkronan|Göksången|Norrskenet|Ängsullen|Björklöv|Snöugglan|Rödhaken|\
        Sjöstjärnan",
    "Snickeri|Åkeri|Livsmedel|Fjällvård|Bokförlag|Elmontage|Kött & Grönt",
    "AB|HB|Ekonomisk förening",
);

pub(super) const DUTCH: Words = last(
    "Waterlelie|Zonnewimpel|IJsvogel|Kraanvogel|Blauwe Reiger|Duinroos|Roerdomp",
    "Fietsen|Logistiek|Bloemen|Scheepsbouw|Zuivel|Beveiliging",
    "B.V.|N.V.|V.O.F.",
);

pub(super) const ITALIAN: Words = last(
    "Perlamara|Lunadoro|Ventoforte|Rossofiume|Cittàmare|Libertà|Montesole",
    "Ceramiche|Trasporti|Alimentari|Meccanica|Viaggi|Qualità",
    "S.r.l.|S.p.A.|s.n.c.",
);

pub(super) const SPANISH: Words = last(
    "Peñalinda|Montaña Azul|Niñaverde|Cigüeña|Ruiseñor|Camposol|Árbol Claro",
    "Construcción|Alimentación|Logística|Diseño|Energía|Viñedos",
    "S.L.|S.A.|S. de R.L.",
);

pub(super) const PORTUGUESE: Words = last(
    "Maçã Dourada|Coração Verde|Ipê Amarelo|São Ventura|Açucena|Beija-Flor",
    "Construções|Alimentação|Tecnologia|Café|Navegação",
    "Ltda.|S.A.|ME",
);

pub(super) const POLISH: Words = last(
    "Złotopiór|Żółwik|Błękitna Łąka|Źródełko|Świerszcz",
    "Usługi|Żegluga|Cukiernia|Przewozy",
    "Sp. z o.o.|S.A.",
);

pub(super) const CZECH: Words = last(
    "Křišťál|Žlutý Čáp|Růže Větrů|Ledňáček",
    "Strojírna|Pekárny|Dřevařství",
    "s.r.o.|a.s.",
);

pub(super) const TURKISH: Words = last(
    "Işıkgül|Gümüşçay|İncirlik Bahçe|Şimşekoğul",
    "Tekstil|Gıda|Taşımacılık|Yazılım",
    "A.Ş.|Ltd. Şti.",
);

pub(super) const VIETNAMESE: Words = last(
    "Sao Xanh|Hoa Sữa|Đồng Lúa|Trăng Vàng",
    "Thực Phẩm|Vận Tải|Điện Tử",
    "TNHH|JSC",
);

pub(super) const GREEK: Words = last(
    "Γαλάζιο Άστρο|Χρυσή Ελιά|Ανεμόμυλος|Θαλασσινό",
    "Τρόφιμα|Ναυτιλιακή|Τεχνική",
    "Α.Ε.|Ε.Π.Ε.",
);

pub(super) const CYRILLIC: Words = last(
    "Синя Звезда|Златна Роза|Бял Щъркел",
    "Транспорт|Храни|Електроника",
    "ООД|ЕАД",
);

pub(super) const ARABIC: Words = Words {
    first: "النجمة الزرقاء|الصقر الفضي|واحة الياسمين|اللؤلؤة البيضاء|نخيل الشروق",
    trade: "للتقنية|للتجارة|للمقاولات|للأغذية|للنقل",
    form: "شركة|مؤسسة|مجموعة",
    gap: " ",
    order: Order::FormFirst,
};

pub(super) const HEBREW: Words = last("כוכב כחול|עץ הזית|גל הים", "תוכנה|מזון|הנדסה", "בע״מ");

pub(super) const CHINESE: Words = Words {
    first: "藍楓|百佳晨|玉山雲|星河|金穗|翠鳥|晴川|墨竹|海燕|雪梨花",
    trade: "科技|國際貿易|物流|食品|電子|文創|生物醫學|精密工業",
    form: "有限公司|股份有限公司|企業社",
    gap: "",
    order: Order::FormLast,
};

pub(super) const JAPANESE: Words = Words {
    first: "青空|さくら星|月見草|ヒバリ|白樺",
    trade: "製作所|商事|システムズ|食品|運輸",
    form: "株式会社|合同会社",
    gap: "",
    order: Order::FormFirst,
};

pub(super) const KOREAN: Words = last(
    "푸른별|은하수|달빛나무",
    "전자|식품|물류",
    "주식회사|유한회사",
);
