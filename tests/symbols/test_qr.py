"""QR codes: the modules of an independent encoder, the same from both libraries, read by both."""

import random
import re
from itertools import groupby, pairwise, product
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qrcodegen import QrCode, QrSegment

from ddjlayout.errors import InputError, LayoutError, UsageError
from ddjlayout.symbols.geometry import fit
from ddjlayout.symbols.qr import code as qrcode
from ddjlayout.symbols.qr import qr
from ddjlayout.symbols.qr.encoders import qrcode_modules, unmasked, zxing_modules
from ddjlayout.symbols.qr.segments import plan
from ddjlayout.symbols.qr.tables import LEVELS, Level, capacity_bits
from ddjlayout.symbols.symbol import render
from tests.symbols.pixels import check_qr, modules_of
from tests.symbols.readers import Reading, picture, worn, zbar, zxing

URL = "https://pay.example.com/t/D202511240188?sig=8f3a9c2e77b1&a=1"
levels = st.sampled_from(LEVELS)
contents = st.one_of(
    st.binary(min_size=1, max_size=150),
    st.from_regex(rb"([0-9]{1,9}|[A-Z $%*+./:-]{1,9}|[a-z]{1,9}){1,12}", fullmatch=True),
    st.text(min_size=1, max_size=60).map(str.encode),
)


def letters(data: str | bytes, **settings: object) -> list[str]:
    """Return the modules of our code, from its pixels."""
    bitmap = render(qr(data, **settings), module=1)  # type: ignore[arg-type]
    return modules_of(bitmap, module=1, quiet=4)


def nayuki_letters(data: str | bytes, level: Level, version: int, mask: int) -> list[str]:
    """Return the modules of qrcodegen for our segments, text announced as UTF-8."""
    found = plan(data.encode() if isinstance(data, str) else data, level, version)
    assert found is not None
    header = [QrSegment.make_eci(26)] if isinstance(data, str) else []
    makers = {
        "numeric": lambda part: QrSegment.make_numeric(part.decode()),
        "alphanumeric": lambda part: QrSegment.make_alphanumeric(part.decode()),
        "byte": QrSegment.make_bytes,
    }
    levels = {"L": QrCode.Ecc.LOW, "M": QrCode.Ecc.MEDIUM, "Q": QrCode.Ecc.QUARTILE}
    code = QrCode.encode_segments(
        header + [makers[mode](part) for mode, part in found.segments],
        levels.get(level, QrCode.Ecc.HIGH),
        *(version, version, mask, False),
    )
    span = range(code.get_size())
    return ["".join(".#"[code.get_module(x, y)] for x in span) for y in span]


def filled(version: int, level: Level) -> bytes:
    """Return bytes that fill a version."""
    return bytes(random.Random(version).choices(range(97, 123), k=byte_room(version, level)))


def byte_room(version: int, level: Level) -> int:
    return (capacity_bits(version, level) - (12 if version < 10 else 20)) // 8


@settings(max_examples=120, deadline=None)
@given(contents, levels, st.integers(0, 7))
def test_modules_equal_an_independent_encoders(data: bytes, level: Level, mask: int) -> None:
    version = qrcode.version_of(qr(data, level=level, mask=mask))
    assert letters(data, level=level, mask=mask) == nayuki_letters(data, level, version, mask)


@pytest.mark.parametrize(("version", "level"), [*product(range(1, 41), "LMQH")][::3])
def test_every_version_equals_an_independent_encoders(version: int, level: Level) -> None:
    data = filled(version, level)
    assert letters(data, level=level, mask=version % 8) == nayuki_letters(
        data, level, version, version % 8
    )


@settings(max_examples=120, deadline=None)
@given(contents, levels)
def test_both_libraries_give_the_same_modules(data: bytes, level: Level) -> None:
    found = plan(data, level)
    assert found is not None
    blank = unmasked(found, level, qrcode_modules)
    assert blank is not None
    assert unmasked(found, level, zxing_modules) in (blank, None)


@pytest.mark.parametrize("data", [URL, "订单 D2025", "é", "0123456789", b"\x80\xff", "A1b2"])
def test_zxing_serves_usual_data(data: str | bytes) -> None:
    assert qr(data, encoders=(zxing_modules,)) == qr(data, encoders=(qrcode_modules,))


def test_a_library_that_does_not_follow_the_plan_is_not_believed() -> None:
    def other_data(found: object, level: Level) -> bytes | None:
        return zxing_modules(cast("object", plan(b"another code", "M", 4)), level)  # type: ignore[arg-type]

    def other_level(found: object, level: Level) -> bytes | None:
        return zxing_modules(found, "L")  # type: ignore[arg-type]

    right = qr(URL, level="M", encoders=(qrcode_modules,))
    assert qr(URL, encoders=(other_data, other_level, qrcode_modules)) == right  # type: ignore[arg-type]


@given(contents)
def test_no_other_segments_are_shorter(data: bytes) -> None:
    data = data[:9]
    found = plan(data, "L")
    assert found is not None
    assert len(found.bits) == min(map(bits_of, splits(data)))


def splits(data: bytes) -> list[list[bytes]]:
    """Return every way to cut data into pieces."""
    ways = []
    for cuts in product((False, True), repeat=len(data) - 1):
        places = [0, *(i + 1 for i, cut in enumerate(cuts) if cut), len(data)]
        ways.append([data[a:b] for a, b in pairwise(places)])
    return ways


def bits_of(pieces: list[bytes]) -> int:
    """Return the bits of pieces, each in its densest mode (versions 1 to 9)."""
    total = 0
    for piece in pieces:
        size = len(piece)
        if all(48 <= c <= 57 for c in piece):
            total += 14 + size // 3 * 10 + (0, 4, 7)[size % 3]
        elif all(c in b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:" for c in piece):
            total += 13 + size // 2 * 11 + size % 2 * 6
        else:
            total += 12 + 8 * size
    return total


@settings(max_examples=30, deadline=None)
@given(contents, levels)
def test_the_mask_has_the_lowest_penalty(data: bytes, level: Level) -> None:
    scores = [penalty(letters(data, level=level, mask=mask)) for mask in range(8)]
    assert letters(data, level=level) == letters(data, level=level, mask=scores.index(min(scores)))


def penalty(modules: list[str]) -> int:
    """Score modules by ISO/IEC 18004 table 11, slowly, the quiet zone light."""
    side = len(modules)
    lines = modules + ["".join(column) for column in zip(*modules, strict=True)]
    score = 0
    for line in lines:
        score += sum(n - 2 for n in (len(list(run)) for _, run in groupby(line)) if n >= 5)
        wide = f"....{line}...."
        for i in range(4, len(wide) - 10):
            if wide[i : i + 7] == "#.###.#" and "...." in (wide[i - 4 : i], wide[i + 7 : i + 11]):
                score += 40
    for y, x in product(range(side - 1), repeat=2):
        block = modules[y][x : x + 2] + modules[y + 1][x : x + 2]
        score += 3 * (len(set(block)) == 1)
    dark = "".join(modules).count("#")
    return score + 10 * int(abs(dark * 100 / side**2 - 50) / 5 + 1e-9)


@settings(max_examples=60, deadline=None)
@given(contents, levels, st.sampled_from([3, 4]))
def test_both_readers_read_it(data: bytes, level: Level, module: int) -> None:
    bitmap = render(qr(data, level=level), module=module)
    assert check_qr(bitmap, module=module) >= 1
    assert zxing(picture(bitmap)) == [Reading("QR Code", data)]


@pytest.mark.parametrize(("version", "level"), [*zip(range(1, 26), "LMQH" * 7, strict=False)])
def test_every_version_that_fits_is_read(version: int, level: Level) -> None:
    data = filled(version, level)
    symbol = qr(data, level=level)
    for module in (3, 4):
        if symbol.columns * module <= 384:
            bitmap = render(symbol, module=module)
            assert check_qr(bitmap, module=module) == version
            for image in (picture(bitmap), worn(bitmap)):
                assert Reading("QR Code", data) in zxing(image)
                assert Reading("QR Code", data) in zbar(image)


@pytest.mark.parametrize(
    "data", ["订单 D202511240188", "桌号 12", "中", "é", "Café", "ß", "¥", "😀", "你好", "١٢"]
)
def test_text_that_is_not_ascii_is_read_by_both(data: str) -> None:
    image = picture(render(qr(data), module=4))
    assert zxing(image) == zbar(image) == [Reading("QR Code", data.encode())]


@pytest.mark.parametrize("seed", range(40))
def test_hundreds_of_texts_are_read_by_both_and_made_by_both(seed: int) -> None:
    source = random.Random(seed)
    for pool, level in product(TEXTS, LEVELS):
        text = "中" + "".join(source.choices(pool, k=source.choice([0, 1, 2, 4, 9, 20])))
        text = text[source.random() < 0.7 and not text[1:].isascii() :]
        symbol = qr(text, level=level)
        assert symbol == qr(text, level=level, encoders=(qrcode_modules,))
        image = picture(render(symbol, module=4))
        wanted = [Reading("QR Code", text.encode())]
        assert zxing(image) == zbar(image) == wanted, text


# CJK at large, what receipts say, Latin letters, mixtures with ASCII, and beyond the first plane
TEXTS = (
    "".join(map(chr, range(0x4E00, 0x9FA5))),
    "桌号订单总计优惠券微信支付宝扫码点餐外卖红烧肉米饭谢谢惠顾",
    "éèüößñçàÀÊÎŒčžłøåÆ¿¡£€¥",
    "桌号订单总计优惠券abcXYZ 0123456789-./:?&=",
    "éèüößñç abcdefghijklmnop 0123456789",
    "é中😀𠀀 A1",
)


@pytest.mark.parametrize(("version", "level"), [*product(range(1, 26), LEVELS)][::3])
def test_text_that_is_not_ascii_in_every_version_that_fits(version: int, level: Level) -> None:
    source = random.Random(version)
    room = (capacity_bits(version, level) - 32) // 8
    text = "".join(source.choices(TEXTS[1], k=room // 3)) + ["", "1", "é"][room % 3]
    symbol = qr(text, level=level, version=version)
    assert letters(text, level=level, version=version, mask=3) == nayuki_letters(
        text, level, version, 3
    )
    image = picture(render(symbol, module=3))
    assert zxing(image) == zbar(image) == [Reading("QR Code", text.encode())]


@settings(max_examples=120, deadline=None)
@given(st.text(min_size=1, max_size=60), levels)
def test_both_libraries_give_the_same_modules_of_text(data: str, level: Level) -> None:
    found = plan(data.encode(), level, utf8=True)
    assert found is not None
    blank = unmasked(found, level, qrcode_modules)
    assert blank is not None
    assert unmasked(found, level, zxing_modules) in (blank, None)


def test_only_text_that_is_not_ascii_is_announced() -> None:
    assert qr("Cafe") == qr(b"Cafe")
    assert qr("Café") != qr("Café".encode())
    full = "中" * 5 + "ab"  # 17 bytes, as many as version 1 holds without the 12 bits
    assert (qr(full.encode(), level="L").width, qr(full, level="L").width) == (21, 25)


def test_settings_are_kept() -> None:
    assert qr(URL, version=9).width == 53
    assert qr(URL, mask=3).rows != qr(URL, mask=4).rows
    assert qrcode.version_of(qr(URL, level="H")) > qrcode.version_of(qr(URL, level="L"))


def test_4_dots_a_module_then_3_never_2_unasked() -> None:
    small, large = qr(URL), qr("x" * 1000, level="L")
    assert (fit(small, 384), fit(small, 123), fit(small, 384, 6)) == (4, 3, 6)
    assert fit(large, 384) == 3
    with pytest.raises(LayoutError, match=r"needs 123 dots at 3 dots a module, the column has 122"):
        fit(small, 122)
    assert fit(small, 122, 2) == 2
    with pytest.raises(UsageError, match="1 dot"):
        fit(small, 384, 1)


def test_what_does_not_fit_is_counted_in_its_own_mode() -> None:
    for each, unit in (("1", "digits"), ("A", "digits and capitals"), ("a", "bytes")):
        for version, level in product((1, 9, 10, 40), LEVELS):
            with pytest.raises(LayoutError) as caught:
                qr(each * 8000, version=version, level=level)
            _, held = caught.value.message.split("which holds ")
            most = int(held.removesuffix(f" {unit}"))
            assert qr(each * most, version=version, level=level)
            with pytest.raises(LayoutError, match=f"of {most + 1} {unit} does"):
                qr(each * (most + 1), version=version, level=level)
    with pytest.raises(LayoutError, match=r"of 42 digits .* level L, which holds 41 digits"):
        qr("1" * 42, version=1, level="L")
    with pytest.raises(LayoutError, match=r"of 17 bytes .* level L, which holds 16 bytes"):
        qr("é" + "a" * 15, version=1, level="L")


def test_too_wide_names_the_size_that_was_asked_for() -> None:
    large = qr("x" * 800)
    for module, sizes in ((4, "432"), (None, "32"), (2, "2"), (6, "632")):
        with pytest.raises(LayoutError) as caught:
            fit(large, 200, module)
        assert "".join(re.findall(r"at (\d) dots", caught.value.hint)) == sizes


def test_too_much_is_an_error_that_says_how_much_fits() -> None:
    with pytest.raises(LayoutError, match=r"3000 bytes does not fit version 40 at level M.* 2331"):
        qr("x" * 3000)
    with pytest.raises(LayoutError, match=r"60 bytes does not fit version 1 at level M.* 14"):
        qr(URL, version=1)
    with pytest.raises(InputError, match="nothing"):
        qr("")
    for wrong in ({"level": "X"}, {"version": 41}, {"mask": 8}):
        with pytest.raises(UsageError):
            qr("x", **wrong)  # type: ignore[arg-type]
