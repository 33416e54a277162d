"""Code 128 values from text: the fewest symbol characters over the code sets A, B and C.

ISO/IEC 15417. Values, not bars: the bars of a value come from python-barcode.
"""

FNC1 = "\xf1"
"""The function character of GS1-128, one character of the data."""

_A, _B, _C = range(3)
_START = (103, 104, 105)
_LATCH = (101, 100, 99)
_SHIFT = 98
_FNC1_VALUE = 102
_NEVER = 1 << 20

Costs = tuple[int, int, int]
"""The fewest values for what is left of the data, when the next one is read in set A, B or C."""


def values(data: str) -> list[int]:
    """Return start, data and check values of ASCII text with FNC1s; the stop is not included.

    No other choice of code sets, latches and shifts gives fewer values. Of equal ones A goes before
    B and B before C; the standard's annex, which is informative, takes B where A would do as well.
    Characters other than ASCII and FNC1 raise KeyError: the caller has looked.
    """
    costs = _costs(data)
    current = costs[0].index(min(costs[0]))
    out = [_START[current]]
    i = 0
    while i < len(data):
        best = min(costs[i])
        if costs[i][current] > best:  # a latch is worth it, and no worse where it only saves itself
            current = costs[i].index(best)
            out.append(_LATCH[current])
        if data[i] == FNC1:
            out.append(_FNC1_VALUE)
        elif current == _C:
            out.append(int(data[i : i + 2]))
            i += 1
        else:
            out += _letter(ord(data[i]), current)
        i += 1
    check = out[0] + sum([position * value for position, value in enumerate(out)])
    return [*out, check % 103]


def _costs(data: str) -> list[Costs]:
    """Return what every rest of the data costs, the whole of it first."""
    costs: list[Costs] = [(0, 0, 0)] * (len(data) + 2)
    after_a = after_b = after_c = 0  # the same with a latch, where that pays
    behind_pair = 0
    digit = False
    for i in range(len(data) - 1, -1, -1):
        character = data[i]
        digit, digit_behind = "0" <= character <= "9", digit
        in_c = 1 + behind_pair if digit and digit_behind else _NEVER
        if character == FNC1:
            in_a, in_b, in_c = 1 + after_a, 1 + after_b, 1 + after_c
        elif character < " ":
            in_a, in_b = 1 + after_a, 2 + after_b
        elif character < "`":
            in_a, in_b = 1 + after_a, 1 + after_b
        elif character < "\x80":
            in_a, in_b = 2 + after_a, 1 + after_b
        else:
            raise KeyError(character)
        costs[i] = (in_a, in_b, in_c)
        behind_pair = after_c
        latched = 1 + min(in_a, in_b, in_c)
        after_a = in_a if in_a < latched else latched
        after_b = in_b if in_b < latched else latched
        after_c = in_c if in_c < latched else latched
    return costs


def _letter(code: int, current: int) -> tuple[int, ...]:
    """Return the values of an ASCII character in set A or B, behind a shift where it has none."""
    value = code - 32 if code >= 32 else code + 64
    has_none = code >= 96 if current == _A else code < 32
    return (_SHIFT, value) if has_none else (value,)
