"""Numbers as receipts write them: units behind, spaces inside (line breaker, rules T4 and T6).

The characters and words that count as units are listed in docs/line-breaking.md.
"""

import re
from functools import cache

NUMBER = "[0-9０-９]+(?:[.,:：∶．][0-9０-９]+)*"
"""Pattern of one number: digits, points, thousands separators and the colons of a time."""

NARROW = {0x3000: " "} | {code + 0xFEE0: chr(code) for code in range(0x21, 0x7F)}
"""Full-width forms as their ASCII twins, for str.translate."""

MAGNITUDES = "十百千万亿兆"
APPROXIMATE = "多余来几"
UNITS = (
    "元角分块毛圆"
    "个件份瓶箱盒包袋杯碗盘碟只支枝条张把罐桶听卷双对套组台部辆位人名间层楼室号桌串片粒颗根枚束打壶锅"
    "例笼扎板排款种次本册版页期项笔单道客趟头口副幅门家架座栋棵株朵节章集篇句字行段回遍场季届级星"
    "年月日天时点秒周岁夜晚"
    "折倍成度斤两克吨米里升寸尺丈亩码瓦转㎎㎏㎜㎝㎞㎡㏄"
)
_COMPOUNDS = """
小时 分钟 秒钟 点钟 点半 刻钟 星期 星级 个半 个月 个半月 个小时 个半小时
个星期 个人 年代 年级 周年 周岁 月份 年半 天半 公斤 公里 公分 公升 公顷
千克 千米 千瓦 毫升 毫米 毫克 厘米 分米 平米 平方 平方米 立方 立方米 英寸
英尺 英里 海里 摄氏度 元钱 块钱 毛钱 角钱 分钱 元整 块半 美元 美金 欧元
日元 港元 港币 澳元 英镑 韩元 人民币 人份 人次 号桌 号楼 号线 像素
"""
COMPOUNDS = frozenset(_COMPOUNDS.split())
CHARACTERS = "".join(sorted({*MAGNITUDES, *APPROXIMATE, *UNITS, *"".join(COMPOUNDS)}))
"""Every character that a unit phrase may hold."""

LATIN_UNITS = (
    "g|kg|mg|oz|lb|lbs|ml|mL|cl|cL|L|l|mm|cm|m|km|ft|W|kW|kWh|V|A|Ah|mAh"
    "|Hz|kHz|MHz|GHz|KB|kB|MB|GB|TB|ms|s|min|h|pcs|px|dpi|RMB|CNY|USD|EUR|HKD"
)
"""What counts as a unit behind a number and a space; few, so that prose (3 of 5) is left alone."""

LONGEST = 7
"""No unit phrase is longer, characters: two magnitudes, one approximation, a compound of four."""


def unit_end(text: str, at: int) -> int:
    """Where the unit phrase at text[at:] ends, which stays with the number before it; or `at`.

    A phrase is a unit or compound, behind up to two magnitudes and one word of approximation:
    元, 万元, 多个, 公斤, 分钟, 个半小时, 千万.
    """
    for group in (MAGNITUDES, MAGNITUDES, APPROXIMATE):
        if at < len(text) and text[at] in group:
            at += 1
    for size in (4, 3, 2):
        if (word := text[at : at + size]) in COMPOUNDS:
            return at + len(word)
    return at + 1 if at < len(text) and text[at] in UNITS else at


def phrase_end(text: str, at: int) -> int:
    """Where the number that ends at text[at:] ends with its unit, touching or behind one space."""
    end = max(unit_end(text, at), short_unit_end(text, at))
    if end == at and text[at : at + 1] in (" ", "\u3000"):
        behind = spaced_unit_end(text, at + 1)
        return behind if behind > at + 1 else at
    return end


def spaced_unit_end(text: str, at: int) -> int:
    """Where the unit at text[at:] ends that one space parts from its number; or `at`.

    A single character has to be a word of its own: 12 份, but not 12 份额.
    """
    end = unit_end(text, at)
    if end == at + 1 and "㐀" <= text[end : end + 1] <= "鿿":
        return at
    return end if end > at else short_unit_end(text, at)


def short_unit_end(text: str, at: int) -> int:
    """Where the sign or Latin unit at text[at:] ends: %, ℃, °C, ml, full width too; or `at`."""
    match = _short_unit().match(text[at : at + 6].translate(NARROW))
    return at + match.end() if match else at


@cache
def _short_unit() -> re.Pattern[str]:
    return re.compile(f"[%‰℃℉]|°[CF]?|(?:{LATIN_UNITS})(?![A-Za-z0-9])")


def in_phone_number(text: str, low: int, high: int) -> bool:
    """Whether text[low:high] lies inside a telephone number written with spaces."""
    start = max(0, high - LONGEST_PHONE)
    context = text[max(0, start - 2) : high + LONGEST_PHONE].translate(NARROW)
    shift = max(0, start - 2)
    found = _phone_number().finditer(context, start - shift)
    return any(m.start() + shift <= low and high < m.end() + shift for m in found)


@cache
def _phone_number() -> re.Pattern[str]:
    """A telephone number whose groups are parted by spaces, hyphens or nothing, half width.

    +86 138 0013 8000 and any other with a country code, 138 0013 8000, 1380 013 8000,
    0755 8888 6666, (010) 65551234, 400 800 8820, 4008 008 820.
    """
    area = "0(?:10|2[0-9]|[3-9][0-9]{2})"
    return re.compile(
        r"(?<![0-9])(?<![0-9][.,:-])"
        r"(?:(?:\+(?=(?:[ ()-]{0,2}[0-9]){8})[0-9]{1,12}|00(?:86|85[23]|886))"
        r"(?: ?\([0-9]{1,4}\) ?[0-9]{2,12}|[ -][0-9]{2,12}){1,6}"
        r"|(?:86[ -])?1[3-9][0-9](?:[ -]?[0-9]{4}){2}"
        r"|(?:86[ -])?1[3-9][0-9]{2}[ -][0-9]{3}[ -][0-9]{4}"
        rf"|(?:\({area}\)|{area})[ -]?[0-9]{{3,4}}[ -]?[0-9]{{4}}"
        r"|[48]00[ -][0-9]{3}[ -][0-9]{4}|400[ -][0-9]{4}[ -][0-9]{3}"
        r"|[48]00[0-9][ -][0-9]{3}[ -][0-9]{3})"
        r"(?![0-9]|[.,:][0-9])"
    )


LONGEST_PHONE = 24
"""Characters looked at on either side of a space that may stand in a telephone number."""
