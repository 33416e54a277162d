"""What becomes of blanks that leave dots, joined characters, kana and right-to-left letters."""

import pytest

from ddjlayout import D1, Column, Job, Text, compile
from ddjlayout.block import Frame, Run


def codes(job: Job) -> list[str]:
    return [diagnostic.code for diagnostic in job.diagnostics]


def widths(job: Job) -> list[int]:
    """The widths in dots of all runs, from the top."""
    assert job.frame is not None
    frames: list[Frame] = [job.frame]
    out: list[int] = []
    for frame in frames:
        for _, _, part in frame.parts:
            if isinstance(part, Frame):
                frames.append(part)
            elif isinstance(part, Run):
                out.append(part.width)
    return out


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (Text("签名", Text("    ", underline=True)), [48, 48]),
        (Text("签名", " ", Text("    ", underline=True)), [48, 12, 48]),
        (Text("签名", Text("    ", underline=True), "  "), [48, 48]),
        (Text("签名", "    "), [48]),
        (Text("签名", Text(" " * 50, underline=True)), [48, 336]),
        (Text(Text(" " * 8, inverse=True)), [96]),
        (Text("一" * 16, "二 ", inverse=True), [384, 36]),
    ],
)
def test_blanks_that_leave_dots_are_kept_as_far_as_they_fit(
    document: Text, expected: list[int]
) -> None:
    assert widths(compile(document)) == expected


def test_underlined_blanks_are_drawn_to_their_end() -> None:
    job = compile(Text("签名", Text("    ", underline=True)), D1)
    assert [type(item).__name__ for item in job.items] == ["ImageItem"]


def test_a_joiner_behind_a_hanzi_is_left_out_and_named_alone() -> None:
    job = compile(Text("格\u200d号★\ufe0f"))
    assert codes(job) == ["invisible-dropped"]
    assert job.diagnostics[0].message.endswith(": U+200D, U+FE0F")


def test_half_width_kana_keep_their_sound_marks() -> None:
    job = compile(Text("ﾊﾝﾊﾞｰｸﾞ"))
    assert widths(job) == [7 * 12]
    assert "glyph-missing" not in codes(job)


def test_letters_of_one_cluster_are_printed_one_by_one() -> None:
    job = compile(Text("नमस्ते"))
    assert widths(job) == [4 * 24]
    assert "glyph-missing" not in codes(job)


def test_conjoining_jamo_are_one_syllable() -> None:
    job = compile(Text("\u1112\u1161\u11ab"))
    assert widths(job) == [24]
    assert "glyph-missing" not in codes(job)


@pytest.mark.parametrize("text", ["שלום", "مرحبا"])
def test_right_to_left_letters_are_warned_of(text: str) -> None:
    assert "rtl-as-written" in codes(compile(Text(text)))


def test_an_empty_paragraph_needs_no_room() -> None:
    job = compile(Column(Text("一\n\n二", hanging=30)))
    assert (widths(job), codes(job)) == ([24, 24], [])
    assert job.frame is not None
    assert job.frame.height == 3 * 24
