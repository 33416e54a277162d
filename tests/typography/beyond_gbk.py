"""Golden cases: characters that GBK lacks, one grapheme cluster at a time."""

from ddjlayout import D2, Bold, Col, Column, Options, Row, Table, Text
from tests.typography.case import Case

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
REPLACE = Options(unencodable="replace")
MENU = "🌶️ 少辣 🧊 去冰 🥜 含坚果 €5 ñ ™"

CASES = [
    Case("emoji", Text("微辣🌶🌶 谢谢😀"), "An emoji takes two cells; its line becomes dots."),
    Case("emoji-line-alone", Column("上一行", "🎉🎉🎉", "下一行"), "Only the one line is dots."),
    Case(
        "emoji-wraps",
        Text("少辣🌶多加🥚不要🧅香菜🌿都可以放🍚谢谢🙏请快点送来🛵"),
        "Clusters are two cells to the line breaker; lines without any stay text.",
    ),
    Case("zwj-family", Text("亲子套餐", FAMILY, "一份"), "Three people joined are one picture."),
    Case("flags", Text("产地🇨🇳🇯🇵🇫🇷"), "Two letters are one flag."),
    Case("skin-tone", Text("好👍👍🏽👍🏿"), "A skin tone has no dots on this paper."),
    Case("keycaps", Text("按1️⃣或2️⃣选择"), "A keycap is one cluster of three characters."),
    Case(
        "variation-selectors",
        Text("爱心❤️ ❤︎ ☎️ ☎"),
        "The selector asks for a picture or a plain form and takes no room.",
    ),
    Case("euro", Text("Total €12.50"), "€ is one cell wide and stays with its number."),
    Case(
        "euro-at-the-edge",
        Text("Grand total for both of us €12.50"),
        "€ and number go to the next line together.",
    ),
    Case("yen-folds", Text("¥36.00 ￡8 ￠5"), "¥ becomes the ￥ of GBK: text, two cells."),
    Case("spanish", Text("Jalapeño, piñata, año nuevo, ¿qué tal?"), "ñ and ¿ one cell each."),
    Case("french", Text("Crème brûlée, café, bœuf, façon"), "é is in GBK (2 cells), ç is not."),
    Case("german", Text("Größe, Äpfel, Käse, Weißbier"), "ü is in GBK, ß ä ö are not."),
    Case("polish-turkish", Text("Łódź, żurek, şiş, İstanbul"), "Latin Extended."),
    Case("vietnamese", Text("Phở bò, bún chả, cà phê sữa đá"), "Two marks on a letter."),
    Case("thai", Text("ต้มยำกุ้ง ผัดไทย ข้าวเหนียวมะม่วง"), "Vowels and tones above and below."),
    Case(
        "hangul",
        Text("김치찌개 불고기 감사합니다"),
        "Syllables of two cells, words break anywhere.",
    ),
    Case(
        "hebrew-arabic",
        Text("שלום مرحبا"),
        "Right-to-left letters come left to right, unjoined; a warning says so.",
    ),
    Case("devanagari", Text("नमस्ते धन्यवाद"), "Letters one by one: nothing joins, nothing is lost."),
    Case("rare-hanzi", Text("𠮷野家 䲟鱼 㙍 𬭚 龘"), "Hanzi outside GBK in a name."),
    Case(
        "combining-marks",
        Text("cafe\u0301 u\u0308ber n\u0303"),
        "Composed first: é ü, and ñ as dots.",
    ),
    Case(
        "combining-alone", Text("x\u0302 q\u0307 m\u0304"), "Marks that do not compose sit on top."
    ),
    Case("symbols", Text("✓ 已付 ✗ 未付 ™ © ® ½ ² ³ ⑪ ⓪"), "Signs GBK lacks."),
    Case("symbols-in-gbk", Text("√×÷±≤≥≈∞℃№①⑩⑴Ⅲ★☆◆■□△→←↑↓"), "Signs GBK has: native text."),
    Case("nbsp", Text("合计\u00a0￥207.50 10\u202f000"), "Hard spaces print as spaces."),
    Case(
        "nbsp-glues",
        Text("Please call our service on Mon\u00a0to\u00a0Fri"),
        "Words with hard spaces go to the next line together.",
    ),
    Case(
        "zero-width",
        Text("零宽\u200b空格\u200d连接\u2060符\ufeff号"),
        "Characters without width leave no trace.",
    ),
    Case(
        "zero-width-space-breaks",
        Text("https://example.com/\u200babcdefghijkl\u200bmnopqrstuvwxyz"),
        "U+200B is where a word may be parted.",
    ),
    Case("soft-hyphen", Text("Ein\u00adkaufs\u00adwagen"), "A soft hyphen leaves no trace."),
    Case(
        "controls",
        Text("清\x07除\x1b控\x00制\x7f符"),
        "Control characters are left out, with a warning.",
    ),
    Case(
        "bidi-controls",
        Text("金额\u202e05.63\u202c元"),
        "Direction marks are left out, with a warning.",
    ),
    Case("tabs", Text("品名\t数量\t金额\n鸡丁\t1\t36.00"), "Tab stops every 8 cells."),
    Case(
        "private-use",
        Text("图标\ue001结束"),
        "A private character is a hollow box, with a warning.",
    ),
    Case(
        "unassigned",
        Text("未知\U000e0080\U0003ffff字"),
        "What no font has is a hollow box, what is never seen is left out.",
    ),
    Case(
        "replace", Text(MENU), "Policy replace: look-alikes and ?, each reported.", options=REPLACE
    ),
    Case("raster", Text(MENU), "The default policy on the same text: dots."),
    Case("emoji-big", Text("加急🔥", size="big"), "Emoji in double size."),
    Case("emoji-bold", Text("辣", Bold("🌶ñ"), "ñ"), "Bold beyond GBK."),
    Case("emoji-small-d2", Text("微辣🌶 Jalapeño 한국", size="small"), "The 16-dot fonts.", D2),
    Case(
        "emoji-in-a-row",
        Row("🌶 香辣鸡腿堡套餐（含可乐）", "￥39.90"),
        "A line of dots in a row keeps the amount at its edge.",
    ),
    Case(
        "emoji-in-a-table",
        Table([("🌶 水煮鱼", 1, "68.00"), ("青菜豆腐汤", 2, "36.00")], "* 4> 8.2"),
        "One row is dots, its neighbours text, all in one grid.",
    ),
    Case(
        "euro-in-a-column",
        Row(Col("Crème", "Café"), Col("€4.50", "€12.00", align="right")),
        "€ at the right edge in a column.",
    ),
    Case("folds", Text("• 项目 − 减号 〜波浪 ⋯ µ"), "Look-alikes fold to GBK and stay text."),
]
