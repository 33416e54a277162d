"""Below the GS1 element strings: what each application identifier holds, and whether data do.

GS1 General Specifications, section 3.2 (the formats), 7.11 (the character sets), 7.12 (dates).
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from ddjlayout.errors import InputError, excerpt
from ddjlayout.symbols.checks import completed, mod10, numeric

# n digits, x character set 82, y 39, z 64; `..` up to so many; c the last one is a check digit;
# d a date YYMMDD whose day may be 00, D one whose day may not, t a time HHMM; ? may be left out.
_FORMATS = """
00 n18c, 01-03 n14c, 10 x..20, 11-13 d, 15-17 d, 20 n2, 21-22 x..20, 235 x..28, 240-241 x..30
242 n..6, 243 x..20, 250-251 x..30, 253 n13c ?x..17, 254 x..20, 255 n13c ?n..12, 30 n..8
3100-3105 n6, 3110-3115 n6, 3120-3125 n6, 3130-3135 n6, 3140-3145 n6, 3150-3155 n6, 3160-3165 n6
3200-3205 n6, 3210-3215 n6, 3220-3225 n6, 3230-3235 n6, 3240-3245 n6, 3250-3255 n6, 3260-3265 n6
3270-3275 n6, 3280-3285 n6, 3290-3295 n6, 3300-3305 n6, 3310-3315 n6, 3320-3325 n6, 3330-3335 n6
3340-3345 n6, 3350-3355 n6, 3360-3365 n6, 3370-3375 n6, 3400-3405 n6, 3410-3415 n6, 3420-3425 n6
3430-3435 n6, 3440-3445 n6, 3450-3455 n6, 3460-3465 n6, 3470-3475 n6, 3480-3485 n6, 3490-3495 n6
3500-3505 n6, 3510-3515 n6, 3520-3525 n6, 3530-3535 n6, 3540-3545 n6, 3550-3555 n6, 3560-3565 n6
3570-3575 n6, 3600-3605 n6, 3610-3615 n6, 3620-3625 n6, 3630-3635 n6, 3640-3645 n6, 3650-3655 n6
3660-3665 n6, 3670-3675 n6, 3680-3685 n6, 3690-3695 n6, 37 n..8, 3900-3909 n..15, 3910-3919 n3 n..15
3920-3929 n..15, 3930-3939 n3 n..15, 3940-3943 n4, 3950-3955 n6, 400-401 x..30, 402 n17c, 403 x..30
410-417 n13c, 420 x..20, 421 n3 x..9, 422 n3, 423 n..15, 424 n3, 425 n..15, 426 n3, 427 x..3
4300-4301 x..35, 4302-4306 x..70, 4307 x2, 4308 x..30, 4309 n20, 4310-4311 x..35, 4312-4316 x..70
4317 x2, 4318 x..20, 4319 x..30, 4320 x..35, 4321-4323 n1, 4324-4325 d n4, 4326 D, 4330-4333 n6 ?x1
7001 n13, 7002 x..30, 7003 D t, 7004 n..4, 7005 x..12, 7006 D, 7007 D ?D, 7008 x..3, 7009 x..10
7010 x..2, 7011 D ?t, 7020-7022 x..20, 7023 x..30, 7030-7039 n3 x..27, 7040 n1 x3, 7041 x..4
710-716 x..20, 7230-7239 x2 x..28, 7240 x..20, 7241 n2, 7242 x..25, 7250 n8, 7251 n12, 7252 n1
7253-7254 x..40, 7255 x..10, 7256 x..90, 7257 x..70, 7258 x3, 7259 x..40, 8001 n14, 8002 x..20
8003 n1 n13c ?x..16, 8004 x..30, 8005 n6, 8006 n14c n4, 8007 x..34, 8008 D n2 ?n..4, 8009 x..50
8010 y..30, 8011 n..12, 8012 x..20, 8013-8014 x..25, 8017-8018 n18c, 8019 n..10, 8020 x..25
8026 n14c n4, 8030 z..90, 8110 x..70, 8111 n4, 8112 x..70, 8200 x..70, 90 x..30, 91-99 x..90
"""
_LETTERS = "A-Z a-z 0-9"
_SETS = MappingProxyType(
    {
        "x": (
            re.compile(r"[^!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]"),
            _LETTERS + " ! \" % & ' * + , - . / : ; < = > ? _",
        ),
        "y": (re.compile(r"[^#\-/0-9A-Z]"), "A-Z 0-9 # - /"),
        "z": (re.compile(r"[^\-0-9=A-Z_a-z]"), _LETTERS + " - _ ="),
    }
)
_SIZES = MappingProxyType({"d": "6", "D": "6", "t": "4"})


class Part(NamedTuple):
    """A part of an application identifier's data: `kind` is n, x, y, z, d, D or t."""

    kind: str
    least: int
    most: int
    check: bool = False
    optional: bool = False


def data_of(ai: str, value: str) -> str:
    """Return the data of an application identifier, a check digit added that was left out.

    Raises InputError for an unknown one and for data that it cannot hold.
    """
    parts = _table().get(ai)
    if parts is None:
        raise InputError(
            f"GS1 ({ai}) is no application identifier",
            code="gs1-ai",
            hint="see the GS1 General Specifications, section 3.2",
        )
    name = f"GS1 ({ai})"
    if len(parts) == 1 and parts[0].check:
        return completed(name, value, parts[0].most, mod10)
    at = 0
    for part in parts:
        piece = value[at : at + part.most]
        at += len(piece)
        if len(piece) < part.least and not (part.optional and not piece):
            raise _wrong_length(name, value, parts)
        _check(name, piece, part)
    if at < len(value):
        raise _wrong_length(name, value, parts)
    return value


@cache
def _table() -> Mapping[str, tuple[Part, ...]]:
    found: dict[str, tuple[Part, ...]] = {}
    for entry in _FORMATS.replace("\n", ",").strip(",").split(","):
        span, *formats = entry.split()
        first, _, last = span.partition("-")
        parts = tuple(_part(text) for text in formats)
        for number in range(int(first), int(last or first) + 1):
            found[f"{number:0{len(first)}d}"] = parts
    return MappingProxyType(found)


def _part(text: str) -> Part:
    optional, kind, rest = text.startswith("?"), text.lstrip("?")[0], text.lstrip("?")[1:]
    most = int((rest or _SIZES[kind]).strip(".c"))
    return Part(kind, 1 if ".." in rest else most, most, rest.endswith("c"), optional)


def _check(name: str, piece: str, part: Part) -> None:
    if part.kind in _SETS:
        others, held = _SETS[part.kind]
        if wrong := others.search(piece):
            raise InputError(
                f"{name} {excerpt(piece)} has the character {wrong.group()!r}",
                code="barcode-character",
                hint=f"it takes {held}",
            )
        return
    numeric(name, piece)
    if part.check:
        completed(name, piece, part.most, mod10)
    if part.kind in "dD" and piece:
        _check_date(name, piece, whole=part.kind == "D")
    if part.kind == "t" and piece and (piece[:2] > "23" or piece[2:] > "59"):
        raise InputError(f"{name} {excerpt(piece)} is no time", code="gs1-date", hint="write HHMM")


def _check_date(name: str, piece: str, *, whole: bool) -> None:
    year, month, day = int(piece[:2]), int(piece[2:4]), int(piece[4:])
    # The century floats with today (7.12), but 2000 is the only round year in reach.
    if 1 <= month <= 12 and whole <= day <= monthrange(2000 + year, month)[1]:
        return
    raise InputError(
        f"{name} {excerpt(piece)} is no date",
        code="gs1-date",
        hint="write YYMMDD" + ("" if whole else ", the day 00 for a month as a whole"),
    )


def _wrong_length(name: str, value: str, parts: tuple[Part, ...]) -> InputError:
    least = sum(part.least for part in parts if not part.optional)
    most = sum(part.most for part in parts)
    return InputError(
        f"{name} {excerpt(value)} has {len(value)} characters",
        code="barcode-length",
        hint=f"it takes {least}" if least == most else f"it takes {least} to {most}",
    )
