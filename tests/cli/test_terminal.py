"""The paper drawn in a terminal."""

from ddjlayout import Column, QRCode, Text, compile
from ddjlayout.backends.paper import to_bitmap
from ddjlayout.cli.terminal import braille, draw, shrunk
from ddjlayout.raster.bitmap import Bitmap


def lines_of(columns: int) -> list[str]:
    job = compile(Column("宫保鸡丁", Text("谢谢🌶", align="center"), "再见", QRCode("x")))
    return draw(job, to_bitmap(job), columns).split("\n")


def test_a_block_of_dots_is_a_braille_pattern() -> None:
    assert braille(Bitmap.from_letters("#.\n.#\n..\n##")) == ["⣑"]
    assert braille(Bitmap.from_letters("##")) == ["⠉"]


def test_shrinking_keeps_what_is_mostly_black() -> None:
    drawing = "##..\n##..\n...#\n...."
    assert shrunk(Bitmap.from_letters(drawing), 2).letters() == "#.\n.#"
    assert shrunk(Bitmap.from_letters("#..\n...\n..."), 3).letters() == "."


def test_every_dot_where_the_terminal_is_wide_enough() -> None:
    assert {len(line) for line in lines_of(200)} == {194}
    assert {len(line) for line in lines_of(120)} == {98}


def test_text_stays_text_where_it_is_not() -> None:
    lines = lines_of(80)
    assert lines[1] == "│宫保鸡丁" + " " * 24 + "│"
    assert lines[2] == "│" + " " * 13 + "谢谢🌶" + " " * 13 + "│"
    assert all(len(line) == 34 for line in lines[4:])
