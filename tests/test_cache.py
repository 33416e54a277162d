"""What is kept between documents: the same result, a bound, and no staleness."""

from pathlib import Path

import pytest
from PIL import Image as PILImage

from ddjlayout import (
    Barcode,
    Cache,
    Column,
    Image,
    Options,
    QRCode,
    UsageError,
    compile,
    to_png,
    to_print_content,
)


def test_a_cache_changes_nothing_but_the_time() -> None:
    document = Column("宫保鸡丁🌶", QRCode("https://a.cn"), Barcode("A-17"))
    cache = Cache()
    without = compile(document)
    for _ in range(2):
        job = compile(document, cache=cache)
        assert job == without
        assert to_png(job, cache=cache) == to_png(without)


def test_it_is_used_and_drops_the_least_recently_used() -> None:
    cache = Cache(max_bytes=100)
    made: list[str] = []

    def get(key: str, size: int) -> str:
        def make() -> str:
            made.append(key)
            return key

        return cache.get(key, make, lambda _: size - 256)

    for key in ("a", "b", "a", "c", "a", "b"):
        assert get(key, 40) == key
    assert made == ["a", "b", "c", "b"]
    assert cache.bytes == 80
    get("huge", 101)
    assert cache.bytes == 80


def test_a_picture_that_changed_is_made_anew(tmp_path: Path) -> None:
    cache, options = Cache(), Options(base=tmp_path)
    papers = []
    for shade in (0, 255, 0):
        PILImage.new("L", (8, 8), shade).save(tmp_path / "logo.png")
        job = compile(Column("x", Image("logo.png")), options=options, cache=cache)
        papers.append(to_print_content(job))
    assert papers[0] == papers[2] != papers[1]


def test_a_negative_size_is_refused() -> None:
    with pytest.raises(UsageError, match="not '-1'"):
        Cache(-1)
