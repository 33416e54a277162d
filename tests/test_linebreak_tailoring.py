"""What the tailoring changes, rule by rule (docs/line-breaking.md), and how long things are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddjlayout.linebreak import break_lines, opportunities, table
from ddjlayout.linebreak.classes import CHARACTERS
from ddjlayout.linebreak.tailoring import CLREQ

# Rule, plain UAX #14, tailored; `|` marks where a line may end.
EXAMPLES = [
    ("T1", "１|２|３", "１２３"),
    ("T1", "Ｗ|Ｉ|Ｆ|Ｉ|密|码", "ＷＩＦＩ|密|码"),
    ("T1", "－|５℃", "－５℃"),
    ("T1", "＃|１|２", "＃１２"),
    ("T1", "说|＂|好|＂", "说＂好＂"),
    ("T1", "（　|甲", "（　甲"),
    ("T2", "他|——|她", "他——|她"),
    ("T2", "张|·|三", "张·|三"),
    ("T2", "周|一|～|周|五", "周|一～|周|五"),
    ("T2", "周|一|~|周|五", "周|一~|周|五"),
    ("T2", "好 |～|～", "好 ～～"),
    ("T2", "好 |…", "好 …"),
    ("T2", "日 |： |对", "日 ： |对"),
    ("T2", "好 |；", "好 ；"),
    ("T2", "好|∶|坏", "好∶|坏"),
    ("T2", "甲|﹑|乙", "甲﹑|乙"),
    ("T2", "a |.5", "a .5"),
    ("T2", "甲 |”乙", "甲 ”|乙"),
    ("T3", "和/|或", "和/或"),
    ("T3", "a / |b", "a / b"),
    ("T3", "甲|／|乙", "甲／乙"),
    ("T3", "a“ |b", "a“ b"),
    ("T4", "共|36.00|元", "共36.00元"),
    ("T4", "第|3|页", "第3页"),
    ("T4", "500ml×24|瓶", "500ml×24瓶"),
    ("T4", "3~5|天", "3~5天"),
    ("T4", "1|万|元", "1万元"),
    ("T4", "30|多|元", "30多元"),
    ("T4", "5|公|斤|肉", "5公斤|肉"),
    ("T4", "10|分|钟", "10分钟"),
    ("T4", "2|个|半|小|时", "2个半小时"),
    ("T4", "5|小|朋|友", "5|小|朋|友"),
    ("T4", "12 |份", "12 份"),
    ("T4", "12 |份|额", "12 |份|额"),
    ("T4", "30 |分|钟|后|到", "30 分钟|后|到"),
    ("T4", "12 |万|元", "12 万元"),
    ("T4", "3 |个|小|时", "3 个小时"),
    ("T4", "500　|毫|升", "500　毫升"),
    ("T4", "12 |号|桌，|5 |公|斤", "12 号桌，|5 公斤"),
    ("T4", "30  |分|钟", "30  |分|钟"),
    ("T4", "500|㎏", "500㎏"),
    ("T4", "500 |ml/|瓶", "500 ml/瓶"),
    ("T4", "５|０|０　|ｍ|ｌ", "５００　ｍｌ"),
    ("T4", "5 |kg|装", "5 kg|装"),
    ("T4", "25 |℃，|5 |%，|5 |°C", "25 ℃，|5 %，|5 °C"),
    ("T4", "36 |RMB", "36 RMB"),
    ("T4", "3 |of |5", "3 |of |5"),
    ("T4", "3 |grams", "3 |grams"),
    ("T4", "2 |L2 |5  |kg", "2 |L2 |5  |kg"),
    ("T4", "第 |12 |号", "第 12 号"),
    ("T4", "共 |36 |元", "共 36 元"),
    ("T4", "共  |36", "共  |36"),
    ("T4", "号|No. |123", "号|No. 123"),
    ("T4", "NO. |123", "NO. 123"),
    ("T4", "Mono. |5 |a, |5", "Mono. |5 |a, |5"),
    ("T5", "10：|30", "10：30"),
    ("T5", "3|～|5|天", "3～5天"),
    ("T5", "10|—|20|元", "10—20元"),
    ("T5", "2010–|2014", "2010–2014"),
    ("T5", "１．|５", "１．５"),
    ("T5", "１，|０|０|０", "１，０００"),
    ("T5", "1，|000", "1，|000"),
    ("T6", "+86 |138 |0013 |8000", "+86 138 0013 8000"),
    ("T6", "138 |0013 |8000", "138 0013 8000"),
    ("T6", "0755 |8888 |6666", "0755 8888 6666"),
    ("T6", "400 |800 |8820", "400 800 8820"),
    ("T6", "Tel:138 |0013 |8000/010 |65551234", "Tel:138 0013 8000/010 65551234"),
    ("T6", "(010) |6555 |1234", "(010) 6555 1234"),
    ("T6", "（010）|6555 |1234", "（010）6555 1234"),
    ("T6", "0086 |138 |0013 |8000", "0086 138 0013 8000"),
    ("T6", "+86-138 |0013 |8000", "+86-138 0013 8000"),
    ("T6", "+86 |(0)755 |8888 |6666", "+86 (0)755 8888 6666"),
    ("T6", "010-6555 |1234", "010-6555 1234"),
    ("T6", "4008 |008 |820", "4008 008 820"),
    ("T6", "400-800 |8820", "400-800 8820"),
    ("T6", "１|３|８　|０|０|１|３　|８|０|０|０", "１３８　００１３　８０００"),
    ("T6", "１|３|８ |０|０|１|３ |８|０|０|０", "１３８ ００１３ ８０００"),
    ("T6", "12 |36.00 |48.00", "12 |36.00 |48.00"),
    ("T6", "+2 |12 |36.00", "+2 |12 |36.00"),
    ("T6", "138 |0013 |8000.50", "138 |0013 |8000.50"),
    ("T6", "010  |65551234", "010  |65551234"),
    ("T6", "110 |1500 |3000", "110 |1500 |3000"),
    ("T6", "3:138 |0013 |8000", "3:138 |0013 |8000"),
    ("T6", "(5) |6555 |1234", "(5) |6555 |1234"),
    ("T6", "￥ |36.00", "￥ 36.00"),
    ("T6", "12 |34", "12 |34"),
    ("T6", "减-|￥12.50", "减-￥12.50"),
    ("T6", "加|+|￥2", "加|+￥2"),
    ("T6", "￥5-|￥8", "￥5-￥8"),
    ("T7", "他|说“OK”吗", "他|说|“OK”|吗"),
    ("T7", "“你”he", "“你”|he"),
    ("T7", "‘“好”’了", "‘“好”’|了"),
    ("T7", "他|说“‘OK’”吗", "他|说|“‘OK’”|吗"),
    # Already so in UAX #14, and kept.
    ("", "他|说|“好”|吗", "他|说|“好”|吗"),
    ("", "it’s", "it’s"),
    ("", "a |“b” |c", "a |“b” |c"),
    ("", "￥36.00", "￥36.00"),
    ("", "10:30-11:00|营|业", "10:30-11:00|营|业"),
    ("", "2024-11-24 |10:30", "2024-11-24 |10:30"),
    ("", "a.b@c.com", "a.b@c.com"),
    ("", "100%|好|评", "100%|好|评"),
    ("", "等………", "等………"),
]
CLOSING = "、，。．：；？！）］｝〉》」』】〕〗〞!),.:;?]}…‥—·～／/’”"
OPENING = "（［｛〈《「『【〔〖〝([{／/‘“"
ANY = "".join(
    sorted(
        set("".join(v for k, v in CHARACTERS.items() if k not in ("CM", "BK", "CR", "LF", "ZW")))
    )
)


def marked(text: str, *, tailored: bool) -> str:
    allowed = opportunities(text, tailored=tailored)[:-1]
    return "".join("|" * (i in allowed) + char for i, char in enumerate(text))


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in break_lines(text, width)]


@pytest.mark.parametrize(("rule", "plain", "tailored"), EXAMPLES)
def test_tailoring(rule: str, plain: str, tailored: str) -> None:
    text = plain.replace("|", "")
    assert marked(text, tailored=False) == plain
    assert marked(text, tailored=True) == tailored


@pytest.mark.parametrize("left_out", range(len(CLREQ)))
def test_every_rule_is_needed_by_an_example(left_out: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "CLREQ", CLREQ[:left_out] + CLREQ[left_out + 1 :])
    table.table.cache_clear()
    try:
        broken = {
            r for r, _, want in EXAMPLES if marked(want.replace("|", ""), tailored=True) != want
        }
    finally:
        table.table.cache_clear()
    assert CLREQ[left_out].name in broken


@given(
    st.text(
        st.sampled_from(ANY + CLOSING * 4 + OPENING * 4 + "  你好共元月12１２Ａ" * 9), max_size=25
    )
)
def test_no_line_begins_or_ends_with_a_forbidden_mark(text: str) -> None:
    for i in opportunities(text)[:-1]:
        assert text[i] not in CLOSING, (text, i)
        assert text[:i].rstrip(" \u3000")[-1:] not in tuple(OPENING), (text, i)


@given(st.text(st.sampled_from("—…你好，a1 "), max_size=20), st.integers(4, 12))
def test_pairs_are_never_split_where_they_fit(text: str, width: int) -> None:
    for start, _ in break_lines(text, width)[1:]:
        for mark in "—…":
            run = len(text[:start]) - len(text[:start].rstrip(mark))
            assert text[start] != mark or run % 2 == 0


@pytest.mark.parametrize(
    ("text", "width", "want"),
    [
        ("https://example.com/a/b?c=1&d=2", 12, ["https:", "//example.", "com/a/b?", "c=1&d=2"]),
        ("www.example.com/menu/2024", 16, ["www.example.com", "/menu/2024"]),
        ("www.example.com/menu/2024", 12, ["www.example.", "com/menu", "/2024"]),
        ("snake_case_identifier", 10, ["snake_", "case_", "identifier"]),
        ("red / green / blue", 12, ["red / green", "/ blue"]),
        ("supercalifragilistic。", 8, ["supercal", "ifragili", "stic。"]),
        ("abcdefgh。", 8, ["abcdefg", "h。"]),
        ("+86 138 0013 8000", 10, ["+86 138", "0013 8000"]),
        ("12345678901234", 8, ["12345678", "901234"]),
        ("共20241124元", 8, ["共", "20241124", "元"]),
        ("￥1234567890", 8, ["￥123456", "7890"]),
        ("2024-11-24-000123", 11, ["2024-11-24-", "000123"]),
        ("300—500个，", 8, ["300—", "500个，"]),
        ("近1个小时，", 8, ["近", "1个", "小时，"]),
        ("好…………", 8, ["好……", "……"]),
        ("恶”——抢", 4, ["恶”", "——", "抢"]),
        ("吧。。。。。。", 8, ["吧。。。", "。。。"]),
        ("1024x560级", 8, ["1024x560", "级"]),
        ("500ml×24瓶", 8, ["500ml×", "24瓶"]),
        ("300g×12袋", 8, ["300g×", "12袋"]),
        ("24×500ml瓶", 8, ["24×", "500ml瓶"]),
        ("24x500ml瓶", 7, ["24x", "500ml瓶"]),
        ("500 ml×24 瓶", 8, ["500 ml×", "24 瓶"]),
        ("12 万元/3 公斤", 8, ["12 万元", "/3 公斤"]),
        ("第 12 号", 6, ["第", "12 号"]),
        ("138-0013-8000", 8, ["138-", "0013-", "8000"]),
        ("138-0013-8000", 10, ["138-0013-", "8000"]),
        ("12345678-1234", 8, ["12345678", "-1234"]),
        ("-------------", 8, ["--------", "-----"]),
        ("+86-138 0013 8000", 6, ["+86-", "138", "0013", "8000"]),
        ("(010) 6555 1234", 8, ["(010)", "6555", "1234"]),
        ("１３８　００１３　８０００", 10, ["１３８", "００１３", "８０００"]),
        ("-5.00-6.00", 6, ["-5.00-", "6.00"]),
        ("-￥1234.50起", 8, ["-￥", "1234.50", "起"]),
    ],
)
def test_what_is_wider_than_the_line_is_cut_at_the_best_place(
    text: str, width: int, want: list[str]
) -> None:
    assert lines(text, width) == want


def test_a_url_that_fits_in_a_line_moves_there_whole() -> None:
    assert lines("网址 https://a.com/b/c-d 见", 24) == ["网址 https://a.com/b/c-d", "见"]
    assert lines("请看网址 https://a.com/b/c", 20) == ["请看网址", "https://a.com/b/c"]


def test_glue_and_soft_places_given_by_the_caller() -> None:
    assert lines("甲乙\u00a0丙丁", 6) == ["甲", "乙\u00a0丙", "丁"]
    assert lines("abcdef\u200bghijkl", 8) == ["abcdef\u200b", "ghijkl"]
    assert lines("甲\u2060乙丙", 2) == ["甲\u2060", "乙", "丙"]
