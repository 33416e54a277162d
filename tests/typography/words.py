"""Golden cases: Latin words, URLs, mixed scripts."""

from ddjlayout import Col, Column, Row, Text
from tests.typography.case import Case

LONG = "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichen"  # 60 letters

CASES = [
    Case(
        "english-words",
        Text("Thank you for dining with us, we hope to see you again very soon!"),
        "Words break at spaces only.",
    ),
    Case(
        "english-in-chinese",
        Text("本店新推出Americano和Cappuccino两款咖啡欢迎品尝"),
        "A Latin word in Chinese is whole; breaks are free on either side.",
    ),
    Case(
        "word-at-the-edge",
        Text("本店新到货的商品有来自法国的红酒Bordeaux"),
        "A word that would pass the edge goes to the next line.",
    ),
    Case(
        "word-of-60-letters",
        Text(LONG),
        "A word wider than the line is cut at the edge: every line full.",
    ),
    Case(
        "word-of-60-letters-behind-chinese",
        Text("商品名称", LONG, "一件"),
        "The cut word starts on its own line or fills up: nothing is lost.",
    ),
    Case("word-of-32-letters", Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"), "32 cells fit exactly."),
    Case(
        "word-of-33-letters",
        Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456"),
        "One cell more is two lines.",
    ),
    Case(
        "hyphenated-word",
        Text("Freshly baked every day: gluten-free sour-dough"),
        "A hyphen is a place to break behind.",
    ),
    Case(
        "file-name",
        Text("Invoice_2024_November_Shanghai_Pudong_0001.pdf"),
        "A long name breaks behind _ rather than anywhere.",
    ),
    Case(
        "url",
        Text("https://www.example.com/shop/order/2024?id=123456&from=receipt"),
        "A URL wider than the line breaks before / and behind ? & first.",
    ),
    Case(
        "url-in-chinese",
        Text("请扫码或访问https://example.com/invoice开具发票"),
        "A URL that fits in a line is moved there whole.",
    ),
    Case(
        "url-without-seams",
        Text("https://", "abcdefghij" * 5),
        "Without a seam in reach the edge cuts.",
    ),
    Case(
        "email",
        Text("投诉建议请发邮件至service.center@example.com"),
        "An address of one line stays whole.",
    ),
    Case(
        "long-email",
        Text("customer.relations.department@hospitality.example.com"),
        "A longer one breaks behind a point or hyphen.",
    ),
    Case(
        "slashes",
        Text("中杯/大杯/超大杯/热/温/去冰/少冰/正常冰/无糖/三分糖/五分糖"),
        "A list with solidi keeps each solidus off both edges.",
    ),
    Case(
        "cyrillic",
        Text("Спасибо за покупку, приходите к нам ещё!"),
        "Cyrillic is full-width in GBK: 2 cells a letter, words whole.",
    ),
    Case(
        "greek",
        Text("Ευχαριστουμε πολυ ΑΒΓΔ αβγδ"),
        "Greek without accents is in GBK, 2 cells a letter.",
    ),
    Case(
        "pinyin",
        Text("gōng bǎo jī dīng 宫保鸡丁 má pó dòu fu"),
        "Pinyin with tone marks: accented letters take 2 cells.",
    ),
    Case(
        "japanese",
        Text("ありがとうございました。またのご来店をお待ちしております。"),
        "Kana are in GBK; small kana and ー do not begin a line.",
    ),
    Case(
        "katakana-long-vowel",
        Text("北海道直送フレッシュミルクとバニラアイスクリーム"),
        "ー and small ュ stay with what they lengthen.",
    ),
    Case(
        "case-and-version",
        Text("系统软件版本号DDJ-Layout_V2.10.3-beta已更新"),
        "A hyphen behind letters is a place to break, the version number is whole.",
    ),
    Case(
        "english-in-a-narrow-column",
        Row(Col("Cappuccino with oat milk", width=12), Col("2", width=4)),
        "Words wrap in 12 cells.",
    ),
    Case(
        "long-word-in-a-narrow-column",
        Row(Col("Mille-feuille Internationalisation", width=12), Col("1", width=4)),
        "A word wider than its column is cut; the hyphen is used first.",
    ),
    Case(
        "chinese-and-digits",
        Column("7-11便利店365天24小时营业", "Wi-Fi密码:88888888", "A区3楼B1-05"),
        "Digits and letters stick to one another, not to Chinese.",
    ),
    Case(
        "trailing-spaces",
        Column("谢谢惠顾      ", "Thank you      ", "      前面的空格"),
        "Spaces behind are dropped, spaces in front stay.",
    ),
    Case(
        "many-spaces",
        Text("品名            数量        金额 单位"),
        "Spaces inside a line stay as many as they are.",
    ),
]
