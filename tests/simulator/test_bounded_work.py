"""The largest bodies of strangers: the work they make is counted, not timed, and it is little."""

import sys

import pytest

from ddjlayout.simulator.body import BodyError, read_body
from ddjlayout.simulator.deviations import Deviations
from ddjlayout.simulator.jsontext import double_quoted
from tests.simulator.calling import D1

SIZE = 8 << 20
MOST_STEPS = 300_000
"""Function calls, of Python and of C, that one body may cost: a few hundredths of a second."""


def steps(work) -> int:
    """Count the calls that a piece of work makes."""
    count = 0

    def called(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def filled(start: bytes, unit: bytes, end: bytes = b"") -> bytes:
    return start + unit * ((SIZE - len(start) - len(end)) // len(unit)) + end


@pytest.mark.parametrize(
    "body",
    [
        b"'" * SIZE,
        filled(b"{'", b"\\"),
        filled(b"", b"\"'"),
        filled(b"{", b"'',", b"}"),
        filled(b"{'a':'", b'"', b"'}"),
        filled(b"{'a':'", b"\\'", b"'}"),
        filled(b'{"a":"', b'\\"', b'"}'),
        filled(b'{"a":[', b"{},", b"{}]}"),
        filled(b"", b"["),
        b'{"a":[' + b"{}," * 80_000 + b"{}]}",
        b"{" + b",".join(b'"%d":0' % number for number in range(200_000)) + b"}",
        b"{'a':'" + b'"' * 2_000_000 + b"'}",
        b"{'a':'" + b"\\\\" * 1_000_000 + b"'}",
        b"{" + b"''" * 1_000_000 + b"}",
        b"{'" + b'\\"' * 1_000_000,
    ],
)
def test_no_body_makes_much_work(body):
    def reading() -> None:
        with pytest.raises(BodyError):
            read_body("/home/userbind", body, Deviations())

    assert steps(reading) < MOST_STEPS


def test_a_body_of_more_values_than_any_job_has_is_1003(desk):
    few, many = (b'{"Uuid":"%s","a":[%s0]}' % (D1.encode(), b"0," * n) for n in (200_000, 300_000))
    assert desk.call("getdevicestate", few)["Code"] == 200
    assert desk.call("getdevicestate", many)["Code"] == 1003


def test_items_that_are_past_the_end_of_the_paper_are_not_looked_at(desk):
    content = "[" + ",".join(["{}"] * 80_000) + "]"
    job = {"Uuid": D1, "PrintContent": content, "OpenUserId": 0}
    assert desk.call("printcontent2", job)["Code"] == 1003
    assert "longer than 80000 rows" in desk.entry.reason
    assert desk.entry.deviations[-1] == f"and {5 * 3334 - 32} more"  # five keys of each item


def test_every_escape_in_single_quotes_is_that_of_json():
    assert double_quoted(r"""{'a\\':'\\\'\"\n\u0041"'}""") == r"""{"a\\":"\\'\"\n\u0041\""}"""
    assert double_quoted("'a\nb\tc\r'") == r'"a\nb\tc\r"'
    for broken in ("'\\\n'", "'\0'"):
        with pytest.raises(ValueError, match=r"backslash|no JSON"):
            double_quoted(broken)
