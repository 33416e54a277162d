"""Code 128 values from text: the fewest symbol characters over the code sets A, B and C.

ISO/IEC 15417. Values, not bars: the bars of a value come from python-barcode.
"""

FNC1 = "\xf1"
"""The function character of GS1-128, one character of the data."""

_START = {"A": 103, "B": 104, "C": 105}
_LATCH = {"A": 101, "B": 100, "C": 99}
_SHIFT = 98
_FNC1_VALUE = 102

_Ways = dict[str, tuple[int, ...]]


def values(data: str) -> list[int]:
    """Return start, data and check values of ASCII text with FNC1s; the stop is not included.

    No other choice of code sets, latches and shifts gives fewer values. Characters other than
    ASCII and FNC1 raise KeyError: the caller has looked.
    """
    # ways[i][s] is the shortest list of values for the first i characters that ends in set s
    ways: list[_Ways] = [{} for _ in range(len(data) + 2)]
    ways[0] = {name: (start,) for name, start in _START.items()}
    for i, character in enumerate(data):
        here = _latched(ways[i])
        for name in "AB":
            other = "B" if name == "A" else "A"
            value = _value(character, name)
            if value is None:
                _offer(ways[i + 1], name, (*here[name], _SHIFT, _known(character, other)))
            else:
                _offer(ways[i + 1], name, (*here[name], value))
        if character == FNC1:
            _offer(ways[i + 1], "C", (*here["C"], _FNC1_VALUE))
        pair = data[i : i + 2]
        if len(pair) == 2 and pair.isdigit():
            _offer(ways[i + 2], "C", (*here["C"], int(pair)))
    out = min(ways[len(data)].values(), key=len)
    check = out[0] + sum(position * value for position, value in enumerate(out))
    return [*out, check % 103]


def _latched(ways: _Ways) -> _Ways:
    best = min(ways.values(), key=len)
    out: _Ways = {}
    for name, latch in _LATCH.items():
        way = ways.get(name)
        out[name] = way if way is not None and len(way) <= len(best) + 1 else (*best, latch)
    return out


def _offer(ways: _Ways, name: str, way: tuple[int, ...]) -> None:
    if name not in ways or len(way) < len(ways[name]):
        ways[name] = way


def _value(character: str, name: str) -> int | None:
    if character == FNC1:
        return _FNC1_VALUE
    code = ord(character)
    if name == "A":
        return code - 32 if 32 <= code < 96 else code + 64 if code < 32 else None
    return code - 32 if 32 <= code < 128 else None


def _known(character: str, name: str) -> int:
    value = _value(character, name)
    if value is None:
        raise KeyError(character)
    return value
