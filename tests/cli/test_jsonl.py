"""The way in for many orders: every line arrives, in order, in chunks that suit the workers."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddjlayout.cli import jsonl
from ddjlayout.cli.jsonl import chunks


@given(
    st.lists(st.binary(max_size=40).map(lambda raw: raw.replace(b"\n", b" ")), max_size=300),
    st.integers(1, 4),
    st.booleans(),
)
def test_no_line_is_lost(lines: list[bytes], workers: int, known: bool) -> None:  # noqa: FBT001
    content = b"\n".join(lines)
    size = len(content) if known else None
    found = list(chunks(io.BytesIO(content), size, workers))
    wanted = [(i, line) for i, line in enumerate(lines, 1) if line.strip()]
    got = [(line.number, (line.raw or b"").rstrip(b"\n")) for c in found for line in c.lines]
    assert got == wanted
    assert [chunk.end for chunk in found] == sorted(chunk.end for chunk in found)


def test_chunks_shrink_towards_the_end() -> None:
    content = b"x" * 99 + b"\n"
    sizes = [len(c.lines) for c in chunks(io.BytesIO(content * 1000), 100_000, 2)]
    assert sizes[0] > 100
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-2] == 4


@pytest.mark.parametrize(("size", "workers"), [(None, 2), (10_000, 1)])
def test_chunks_are_alike_where_it_is_not_known_or_does_not_matter(
    size: int | None, workers: int
) -> None:
    content = b"x" * 99 + b"\n"
    assert [len(c.lines) for c in chunks(io.BytesIO(content * 40), size, workers)] == [16, 16, 8]


def test_a_line_too_long_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE", 10)
    content = b"12345\n" + b"x" * 35 + b"\n678\n"
    (chunk,) = chunks(io.BytesIO(content), None, 1)
    assert [(line.number, line.raw) for line in chunk.lines] == [
        (1, b"12345\n"),
        (2, None),
        (3, b"678\n"),
    ]
    assert chunk.end == len(content)
