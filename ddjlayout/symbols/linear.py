"""1-D codes from text: data checked, bars by python-barcode, human-readable groups in place."""

import string
from collections.abc import Callable, Mapping
from types import MappingProxyType

from ddjlayout.errors import InputError, LayoutError, UsageError, excerpt
from ddjlayout.symbols import bars, checks, code128, gs1, retail
from ddjlayout.symbols.kinds import KINDS, LinearKind
from ddjlayout.symbols.symbol import Symbol, TextGroup
from ddjlayout.symbols.utf8 import encoded

_MAX_CHARACTERS = 255
_DIGITS = string.digits
_CODE39 = string.digits + string.ascii_uppercase + "-. $/+%"
_CODABAR = string.digits + "-$:/.+"
_ASCII = "".join(map(chr, range(128)))
_HELD = MappingProxyType(
    {
        "Code 128": "ASCII",
        "Code 39": "0-9 A-Z - . space $ / + %",
        "Codabar": "0-9 - $ : / . + between two letters A to D",
        "ITF": "digits",
    }
)


def linear(kind: LinearKind, data: str, *, check: bool = False, ratio: int = 3) -> Symbol:
    """Return the 1-D code of a text.

    Check digits that belong to a kind (EAN, UPC, ISBN, ISSN, JAN, PZN, ITF-14, GS1) are computed
    when left out and verified when given. `check` adds the optional one of Code 39 (modulo 43)
    and ITF (modulo 10). `ratio` is wide to narrow of Code 39, Codabar and ITF: 3 as the standards
    want it at this size, or 2 to save a sixth of the width. Hyphens and spaces in ISBN, ISSN and
    PZN are ignored.

    Raises InputError for characters or digits the kind does not have, UsageError for an unknown
    kind, LayoutError for more than 255 characters.
    """
    if kind not in _MAKERS:
        known = "known: " + ", ".join(KINDS)
        raise UsageError(f"no barcode {excerpt(kind)}", code="barcode-kind", hint=known)
    if not data:
        raise InputError(
            f"{KINDS[kind].name} of nothing", code="code-empty", hint="give at least one character"
        )
    encoded(f"the text of {KINDS[kind].name}", data)
    if len(data) > _MAX_CHARACTERS:
        raise LayoutError(
            f"{KINDS[kind].name} of {len(data)} characters fits no paper",
            code="code-too-wide",
            hint=f"at most {_MAX_CHARACTERS} are even tried; take a QR code",
        )
    if ratio not in (2, 3):
        raise UsageError(f"wide to narrow {ratio} is neither 2 nor 3", code="barcode-ratio")
    symbol = _MAKERS[kind](_with_check(kind, data) if check else data)
    if kind not in ("code39", "codabar", "itf"):
        if ratio == 3:
            return symbol
        raise UsageError(
            f"{KINDS[kind].name} has no choice of wide to narrow", code="barcode-ratio"
        )
    if ratio == 2:
        symbol = _symbol(kind, bars.narrowed(f"{symbol.rows[0]:b}"), symbol.text[0].text)
    return symbol._replace(ratio=ratio)


def _with_check(kind: LinearKind, data: str) -> str:
    if kind == "code39":
        return data + bars.code39_check(_allowed("Code 39", data, _CODE39))
    if kind == "itf":
        _allowed("ITF", data, _DIGITS)
        if len(data) % 2 == 0:
            raise InputError(
                f"ITF {excerpt(data)} has {len(data)} digits, with its check digit an odd number",
                code="barcode-length",
                hint=f"write a 0 before it: {excerpt('0' + data)}",
            )
        return data + checks.mod10(data)
    raise UsageError(f"{KINDS[kind].name} has no optional check digit", code="barcode-check")


def _allowed(name: str, data: str, characters: str) -> str:
    wrong = next((c for c in data if c not in characters), None)
    if wrong is None:
        return data
    lower = name == "Code 39" and wrong.upper() in characters
    raise InputError(
        f"{name} {excerpt(data)} has the character {excerpt(wrong)}",
        code="barcode-character",
        hint="write capitals, or take Code 128" if lower else f"{name} holds {_HELD[name]}",
    )


def _symbol(kind: LinearKind, modules: str, text: str) -> Symbol:
    quiet = KINDS[kind].quiet
    group = TextGroup(text, 0, quiet.left + len(modules) + quiet.right)
    return Symbol(kind, len(modules), (int(modules, 2),), quiet, (group,))


def _code128(data: str) -> Symbol:
    if not data.isascii():
        _allowed("Code 128", data, _ASCII)
    shown = data
    if not data.isprintable():
        shown = "".join([c if c.isprintable() else " " for c in data])
    return _symbol("code128", bars.code128_bars(code128.values(data)), shown)


def _gs1_128(data: str) -> Symbol:
    content, shown = gs1.element_string(data)
    return _symbol("gs1-128", bars.code128_bars(code128.values(content)), shown)


def _code39(data: str) -> Symbol:
    return _symbol("code39", bars.code39_bars(_allowed("Code 39", data, _CODE39)), data)


def _codabar(data: str) -> Symbol:
    framed = data[0] in "ABCD" and data[-1] in "ABCD" and len(data) > 1
    inner = data[1:-1] if framed else data
    _allowed("Codabar", inner, _CODABAR)
    return _symbol("codabar", bars.codabar_bars(data if framed else f"A{data}A"), inner)


def _itf(data: str) -> Symbol:
    _allowed("ITF", data, _DIGITS)
    if len(data) % 2:
        raise InputError(
            f"ITF {excerpt(data)} has {len(data)} digits, an odd number",
            code="barcode-length",
            hint=f"write a 0 before it: {excerpt('0' + data)}",
        )
    return _symbol("itf", bars.itf_bars(data), data)


def _itf14(data: str) -> Symbol:
    number = checks.completed("ITF-14", data, 14, checks.mod10)
    shown = f"{number[0]} {number[1:3]} {number[3:8]} {number[8:13]} {number[13]}"
    return _symbol("itf14", bars.itf_bars(number), shown)


def _pzn(data: str) -> Symbol:
    digits = data.upper().removeprefix("PZN").replace(" ", "").replace("-", "")
    number = checks.completed("PZN", digits, 8, checks.pzn)
    # With wide three times narrow it would be 195 modules, too wide even at 2 dots.
    return _symbol("pzn", bars.narrowed(bars.code39_bars(f"-{number}")), f"PZN-{number}")


_MAKERS: Mapping[LinearKind, Callable[[str], Symbol]] = MappingProxyType(
    {
        "code128": _code128,
        "gs1-128": _gs1_128,
        "code39": _code39,
        "codabar": _codabar,
        "itf": _itf,
        "itf14": _itf14,
        "ean13": retail.ean13,
        "ean8": retail.ean8,
        "upca": retail.upca,
        "isbn": retail.isbn,
        "issn": retail.issn,
        "jan": retail.jan,
        "pzn": _pzn,
    }
)
