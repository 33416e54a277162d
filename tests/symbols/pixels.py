"""The geometric check: what can be said about a code from its pixels and the standard alone."""

from itertools import groupby

from ddjlayout.raster.bitmap import Bitmap

FINDER = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]


def runs(line: str) -> list[int]:
    """Return the lengths of a line's runs of one colour, from the left."""
    return [len(list(run)) for _, run in groupby(line)]


def check_bars(bitmap: Bitmap, *, module: int, left: int, right: int, height: int) -> None:
    """Check a 1-D code: same rows, whole modules, quiet zones in modules, bars as tall as said."""
    lines = bitmap.letters().splitlines()
    assert set(lines[:height]) == {lines[0]}
    found = runs(lines[0])
    assert lines[0].startswith(".")
    assert lines[0].endswith(".")
    assert found[0] == left * module
    assert found[-1] == right * module
    assert all(run % module == 0 for run in found)
    for line in lines[height:]:  # guard bars go on, nothing new begins
        assert all(low == "." or low == top for low, top in zip(line, lines[0], strict=True))


def modules_of(bitmap: Bitmap, *, module: int, quiet: int) -> list[str]:
    """Check that a code is squares of `module` dots in a white margin; return its modules."""
    lines = bitmap.letters().splitlines()
    assert bitmap.width % module == bitmap.height % module == 0
    small = [line[::module] for line in lines[::module]]
    again = ["".join(dot * module for dot in line) for line in small for _ in range(module)]
    assert again == lines
    white = "." * len(small[0])
    assert small[:quiet] == [white] * quiet == small[len(small) - quiet :]
    inner = small[quiet : len(small) - quiet]
    assert all(line[:quiet] == "." * quiet == line[len(line) - quiet :] for line in inner)
    return [line[quiet : len(line) - quiet] for line in inner]


def check_qr(bitmap: Bitmap, *, module: int) -> int:
    """Check a QR code's margin, squares, finders and timing; return its version."""
    inner = modules_of(bitmap, module=module, quiet=4)
    side = len(inner)
    assert all(len(line) == side for line in inner)
    assert [line[:7] for line in inner[:7]] == FINDER
    assert [line[-7:] for line in inner[:7]] == FINDER
    assert [line[:7] for line in inner[-7:]] == FINDER
    timing = inner[6][6 : side - 6]
    assert timing == ("#." * side)[: len(timing)]
    assert "".join(line[6] for line in inner)[6 : side - 6] == timing
    assert (side - 17) % 4 == 0
    return (side - 17) // 4
