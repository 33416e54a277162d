"""1-D codes from text: check digits, code sets, text groups, and what each error says."""

import re
from functools import cache
from itertools import product

import pytest
from barcode.charsets import code128 as tables
from hypothesis import given
from hypothesis import strategies as st

from ddjlayout.errors import InputError, LayoutError, UsageError
from ddjlayout.symbols import code128
from ddjlayout.symbols.geometry import capacity, fit
from ddjlayout.symbols.kinds import LinearKind
from ddjlayout.symbols.linear import linear
from ddjlayout.symbols.symbol import Symbol, TextGroup, render, text_groups
from tests.symbols.readers import Reading, picture, zbar, zxing


def data_of(symbol: Symbol) -> bytes:
    """Read a symbol drawn at 3 dots a module."""
    (reading,) = zxing(picture(render(symbol, module=3, height=60), 8))
    return reading.data


@pytest.mark.parametrize(
    ("kind", "short", "full"),
    [
        ("ean13", "690123456789", "6901234567892"),
        ("ean8", "9638507", "96385074"),
        ("upca", "03600029145", "036000291452"),
        ("itf14", "1540014128876", "15400141288763"),
        ("isbn", "978-7-302-12345", "978-7-302-12345-3"),
        ("isbn", "0-306-40615", "0-306-40615-2"),
        ("isbn", "0-8044-2957", "0-8044-2957-X"),
        ("issn", "0317-847", "0317-8471"),
        ("issn", "977031784700", "9770317847001"),
        ("issn", "2434-561", "2434-561X"),
        ("jan", "490123456789", "4901234567894"),
        ("pzn", "2758089", "PZN-27580899"),
        ("gs1-128", "(01)0950110153000", "(01)09501101530003"),
    ],
)
def test_check_digits_are_computed_and_verified(kind: LinearKind, short: str, full: str) -> None:
    assert linear(kind, short) == linear(kind, full)
    right = full[-1]
    for wrong in set("0123456789") - {right}:
        with pytest.raises(InputError, match=f"the right one is {right}"):
            linear(kind, full[:-1] + wrong)


def test_optional_check_characters() -> None:
    assert data_of(linear("code39", "CODE39", check=True)) == b"CODE39W"
    assert data_of(linear("itf", "1234567", check=True)) == b"12345670"
    with pytest.raises(UsageError, match="Code 128 has no optional check digit"):
        linear("code128", "A", check=True)


@pytest.mark.parametrize(
    ("kind", "data", "message"),
    [
        ("ean13", "12345", "EAN-13 '12345' has 5 characters"),
        ("ean13", "69012345678X", "has the character 'X' .it takes digits only"),
        ("ean13", "69012345ABCDE", "has the character 'A' .it takes digits only"),
        ("ean13", "690123456789A", "has the character 'A' .it takes digits only"),
        ("ean8", "１２３４５６７", "has the character '１' .it takes digits only"),
        ("isbn", "0-8044-X957-X", "has the character 'X'"),
        ("isbn", "978-0-8044-2957-X", "has the character 'X'"),
        ("pzn", "2758A89", "has the character 'A'"),
        ("code128", "中文", "Code 128 '中文' has the character '中'"),
        ("code39", "abc", "has the character 'a' .write capitals"),
        ("code39", "A_B", "has the character '_' .Code 39 holds"),
        ("codabar", "12A4", "has the character 'A'"),
        ("itf", "123", "3 digits, an odd number .write a 0 before it: '0123'"),
        ("jan", "6901234567892", "does not begin with 45 or 49"),
        ("isbn", "6901234567892", "does not begin with 978"),
        ("issn", "6901234567892", "does not begin with 977"),
        ("pzn", "3000001", "has no check digit"),
        ("gs1-128", "0195011", "not element strings"),
        ("gs1-128", "(01)123", "it takes 13 digits, or 14"),
        ("gs1-128", "(17)2511", "has 4 characters .it takes 6"),
        ("ean13", "", "EAN-13 of nothing"),
    ],
)
def test_what_a_kind_cannot_hold_is_an_error(kind: LinearKind, data: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        linear(kind, data)


def test_the_hint_of_an_itf_with_a_check_digit_leads_on() -> None:
    with pytest.raises(InputError, match=r"4 digits, with its check .*: '01234'") as caught:
        linear("itf", "1234", check=True)
    assert caught.value.code == "barcode-length"
    assert data_of(linear("itf", "01234", check=True)) == b"012348"


def test_unknown_kinds_and_ratios_are_refused() -> None:
    with pytest.raises(UsageError, match=r"no barcode 'ean14'.*code128"):
        linear("ean14", "1")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="neither 2 nor 3"):
        linear("itf", "12", ratio=4)
    with pytest.raises(UsageError, match="has no choice of wide to narrow"):
        linear("ean8", "9638507", ratio=2)


@pytest.mark.parametrize(
    ("kind", "data"), [("code39", "AB-12"), ("codabar", "123"), ("itf", "1234")]
)
def test_a_ratio_of_2_is_narrower_and_still_read(kind: LinearKind, data: str) -> None:
    narrow = linear(kind, data, ratio=2)
    assert narrow.columns < linear(kind, data).columns
    assert data.encode() in data_of(narrow)


@given(st.text(alphabet=st.sampled_from("0123456789aA\t~" + code128.FNC1), min_size=1, max_size=14))
def test_code_128_is_as_short_as_can_be(data: str) -> None:
    values = code128.values(data)
    assert len(values) == shortest(data) + 2
    assert decoded(values[1:-1], values[0]) == data
    assert values[-1] == (values[0] + sum(i * v for i, v in enumerate(values[1:-1], 1))) % 103


def test_all_short_code_128_data_are_as_short_as_can_be() -> None:
    for length in range(1, 6):
        for data in map("".join, product("1aA\t" + code128.FNC1, repeat=length)):
            values = code128.values(data)
            assert len(values) == shortest(data) + 2
            assert decoded(values[1:-1], values[0]) == data


def test_code_128_starts_in_the_set_of_the_standards_annex() -> None:
    starts = {"12": "C", "1234": "C", "1234a": "C", "a": "B", "\t": "A", "A\t": "A", "Aa": "B"}
    starts |= {code128.FNC1 + "1234": "C", "aA": "B", "1234\t": "C", "12345a": "C"}
    assert {data: "ABC"[code128.values(data)[0] - 103] for data in starts} == starts
    # where A and B cost the same the annex takes B, we A: readers cannot tell
    assert code128.values("D1")[0] == 103


def shortest(data: str) -> int:
    """Return the fewest values between start and check, by trying everything."""
    holds = {"A": tables.A, "B": tables.B}

    @cache
    def rest(i: int, now: str) -> int:
        if i == len(data):
            return 0
        ways = []
        if data[i] == code128.FNC1 or (now != "C" and data[i] in holds[now]):
            ways.append(1 + rest(i + 1, now))
        if now == "C" and data[i : i + 2].isdigit() and len(data[i : i + 2]) == 2:
            ways.append(1 + rest(i + 2, now))
        if now in holds and data[i] in holds["AB".replace(now, "")]:
            ways.append(2 + rest(i + 1, now))
        ways += [1 + other for new in set("ABC") - {now} if (other := direct(i, new)) is not None]
        return min(ways)

    @cache
    def direct(i: int, now: str) -> int | None:
        if data[i] == code128.FNC1 or (now != "C" and data[i] in holds[now]):
            return 1 + rest(i + 1, now)
        if now == "C" and len(data[i : i + 2]) == 2 and data[i : i + 2].isdigit():
            return 1 + rest(i + 2, now)
        if now in holds and data[i] in holds["AB".replace(now, "")]:
            return 2 + rest(i + 1, now)
        return None

    return min(rest(0, now) for now in "ABC")


def decoded(values: list[int], start: int) -> str:
    """Read values back with python-barcode's tables."""
    sets = {"A": tables.A, "B": tables.B}
    names = {name: {v: c for c, v in table.items()} for name, table in sets.items()}
    now, text, shifted = {103: "A", 104: "B", 105: "C"}[start], "", False
    for value in values:
        here = "AB".replace(now, "") if shifted else now
        shifted = False
        if value == 102:
            text += code128.FNC1
        elif here == "C" and value < 100:
            text += f"{value:02d}"
        elif value in (99, 100, 101) and {99: "C", 100: "B", 101: "A"}[value] != here:
            now = {99: "C", 100: "B", 101: "A"}[value]
        elif value == 98:
            shifted = True
        else:
            text += names[here][value]
    return text


def test_all_of_ascii_is_read_back() -> None:
    everything = "".join(map(chr, range(128)))
    for i in range(0, 128, 8):
        part = everything[i : i + 8]
        assert data_of(linear("code128", part)) == part.encode()


def test_gs1_separates_only_what_needs_it() -> None:
    symbol = linear("gs1-128", "(10)AB(17)251124")
    assert symbol.text[0].text == "(10)AB(17)251124"
    assert data_of(symbol) == b"10AB\x1d17251124"
    assert data_of(linear("gs1-128", "(17)251124(10)AB")) == b"1725112410AB"


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        ("(10)AñB", "barcode-character", r"has the character 'ñ' .it takes A-Z"),
        ("(10)AB\x1dC", "barcode-character", r"has the character '\\x1d'"),
        ("(10)A B\n", "barcode-character", "has the character ' '"),
        ("(10)中", "barcode-character", "has the character '中'"),
        ("(8010)ab", "barcode-character", r"'a' .it takes A-Z 0-9 # - /"),
        ("(11)ABCDEF", "barcode-character", "'A' .it takes digits only"),
        ("(11)991399", "gs1-date", "'991399' is no date .write YYMMDD, the day 00"),
        ("(17)250229", "gs1-date", "is no date"),
        ("(17)250631", "gs1-date", "is no date"),
        ("(7003)2506301260", "gs1-date", "'1260' is no time"),
        ("(7006)250600", "gs1-date", "is no date .write YYMMDD.$"),
        ("(0112)345678901231", "gs1-ai", r"\(0112\) is no application identifier"),
        ("(04)1", "gs1-ai", "is no application identifier"),
        ("(3107)000001", "gs1-ai", "is no application identifier"),
        ("(０1)09501101530003", "gs1-form", "not element strings"),
        ("(410)9501101020918", "check-digit", "the right one is 7"),
        ("(417)95011010209", "barcode-length", "it takes 12 digits, or 13"),
        ("(00)095011015300000004", "check-digit", "the right one is"),
        ("(253)95011010209180001", "check-digit", "the right one is 7"),
        ("(253)950110102091", "barcode-length", "it takes 13 to 30"),
        ("(7007)2506302", "barcode-length", "has 7 characters .it takes 6 to 12"),
        ("(10)" + "A" * 21, "barcode-length", "has 21 characters .it takes 1 to 20"),
        ("(3103)12345", "barcode-length", "it takes 6"),
    ],
)
def test_gs1_data_that_an_identifier_cannot_hold(data: str, code: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        linear("gs1-128", data)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("data", "read"),
    [
        ("(410)950110102091", b"4109501101020917"),
        ("(17)250200(10)A", b"1725020010A"),
        ("(17)240229", b"17240229"),
        ("(00)09501101530000000", b"00095011015300000003"),
        ("(253)9501101020917AB", b"2539501101020917AB"),
        ("(3103)001250", b"3103001250"),
        ("(7007)250630", b"7007250630"),
        ("(7007)250630250701", b"7007250630250701"),
        ("(8008)2506301215", b"80082506301215"),
        ("(3922)1299", b"39221299"),
        ('(21)a!"%&_z', b'21a!"%&_z'),
        ("(8003)09501101020917A1", b"800309501101020917A1"),
        ("(99)x", b"99x"),
    ],
)
def test_gs1_data_that_an_identifier_holds(data: str, read: bytes) -> None:
    assert data_of(linear("gs1-128", data)) == read


def test_zbar_takes_an_fnc1_too() -> None:
    bitmap = render(linear("gs1-128", "(10)A1"), module=3, height=60)
    assert zbar(picture(bitmap, 8)) == [Reading("Code 128", b"10A1")]


def test_digits_stand_where_gs1_puts_them() -> None:
    assert text_groups(linear("ean13", "690123456789"), 3) == (
        TextGroup("6", 0, 27),
        TextGroup("901234", 42, 126),
        TextGroup("567892", 183, 126),
    )
    assert [g.text for g in linear("ean8", "9638507").text] == ["9638", "5074"]
    assert [g.text for g in linear("upca", "03600029145").text] == ["0", "36000", "29145", "2"]
    assert [g.text for g in linear("itf14", "1540014128876").text] == ["1 54 00141 28876 3"]
    for kind, data in (("ean13", "690123456789"), ("ean8", "9638507"), ("upca", "03600029145")):
        symbol = linear(kind, data)  # type: ignore[arg-type]
        guards = f"{symbol.guards:0{symbol.width}b}"
        bars = f"{symbol.rows[0]:0{symbol.width}b}"
        for group in symbol.text:
            left = group.left - symbol.quiet.left
            between = guards[max(0, left) : max(0, left + group.width)]
            assert "1" not in between
        assert all(bar == "1" for guard, bar in zip(guards, bars, strict=True) if guard == "1")


def test_book_and_serial_numbers_are_written_above() -> None:
    assert linear("isbn", "0-8044-2957-X").heading == "ISBN 978-0-8044-2957-3"
    assert linear("isbn", "9787302123453").heading == "ISBN 9787302123453"
    assert linear("isbn", "ISBN 978 7 302 12345").heading == "ISBN 978-7-302-12345-3"
    for groups in ("978-0-30640-6157", "978 030640 615 7", "0-306-406152", "97-80-306-40615-7"):
        assert linear("isbn", groups).heading == "ISBN 9780306406157"
    assert linear("isbn", "978-030640-6-15").heading == "ISBN 9780306406157"
    assert linear("issn", "03178471").heading == "ISSN 0317-8471"


def test_the_largest_module_that_fits() -> None:
    assert fit(linear("code128", "A12345"), 384) == 3
    assert fit(linear("code128", "D202511240188"), 384) == 2
    assert fit(linear("ean13", "690123456789"), 384) == 3
    assert fit(linear("ean8", "9638507"), 384) == 3
    assert fit(linear("ean8", "9638507"), 384, 4) == 4


@pytest.mark.parametrize(
    ("kind", "data", "width", "message"),
    [
        (
            "code128",
            "abcdefghijklmnopqrst",
            384,
            r"550 dots at 2 .* 12 characters \(24 digits\) at 2",
        ),
        ("code128", "abcdef", 100, r"at 2 dots a module, the column has 100"),
        ("ean13", "690123456789", 300, r"needs 339 dots at 3 .*module=2 would fit"),
        ("code39", "ABCDEFGHIJ", 384, r"8 characters at 2 .*ratio=2 makes it narrower"),
        ("itf", "12345678901234567890", 384, r"10 digits at 3 dots a module, 18 digits at 2"),
    ],
)
def test_too_wide_names_what_fits(kind: LinearKind, data: str, width: int, message: str) -> None:
    with pytest.raises(LayoutError, match=message):
        fit(linear(kind, data), width)


@pytest.mark.parametrize(
    ("kind", "each", "ratio", "named"),
    [
        ("code128", "a", 3, ("6 characters (12 digits)", "12 characters (24 digits)")),
        ("code39", "A", 3, ("4 characters", "8 characters")),
        ("code39", "A", 2, ("6 characters", "11 characters")),
        ("codabar", "1", 3, ("6 characters (5 of : / . +)", "12 characters (10 of : / . +)")),
        ("codabar", ":", 3, ("6 characters (5 of : / . +)", "12 characters (10 of : / . +)")),
        ("codabar", "-", 2, ("8 characters (7 of : / . +)", "15 characters (13 of : / . +)")),
        ("codabar", "+", 2, ("8 characters (7 of : / . +)", "15 characters (13 of : / . +)")),
        ("itf", "12", 3, ("10 digits", "18 digits")),
        ("itf", "12", 2, ("14 digits", "22 digits")),
    ],
)
def test_the_capacity_that_is_named_is_true(
    kind: LinearKind, each: str, ratio: int, named: tuple[str, str]
) -> None:
    for module, held in zip((3, 2), named, strict=True):
        found = capacity(linear(kind, each, ratio=ratio), 384, module)
        assert found == held
        numbers = [int(number) for number in re.findall(r"\d+", found)]
        most = numbers[-1] if each in (":", "+") else numbers[0]
        fits = [
            linear(kind, each * n, ratio=ratio).columns * module <= 384
            for n in range(1, 30 // len(each))
        ]
        assert fits.count(True) == fits.index(False) == most // len(each)


def test_only_what_is_not_so_yet_is_advised() -> None:
    with pytest.raises(LayoutError) as caught:
        fit(linear("code39", "A" * 12, ratio=2), 384)
    assert (
        caught.value.hint
        == "here fit 6 characters at 3 dots a module, 11 characters at 2 dots a module"
    )
    with pytest.raises(LayoutError) as caught:
        fit(linear("code39", "A" * 12), 384, 2)
    assert (
        caught.value.hint == "here fit 8 characters at 2 dots a module; ratio=2 makes it narrower"
    )


def test_endless_data_is_refused_at_once() -> None:
    with pytest.raises(LayoutError, match="256 characters fits no paper") as caught:
        linear("code128", "1" * 256)
    assert caught.value.code == "code-too-wide"
