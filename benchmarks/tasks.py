"""What is measured, and the targets each row has to meet."""

from typing import NamedTuple

from benchmarks.candidates import OURS, OURS_BARE


class Entry(NamedTuple):
    """A row: who does it, which of its jobs, and what the row is called."""

    who: str
    job: str
    label: str


class Target(NamedTuple):
    """`ours` against `peer`: at least so many times faster, or at most so many times as long."""

    ours: str
    peer: str
    faster: float = 0.0
    longer: float = 0.0
    stretch: float = 0.0


class Task(NamedTuple):
    """A table: one receipt, rows to compare, and targets."""

    title: str
    receipt: str
    entries: tuple[Entry, ...]
    targets: tuple[Target, ...]
    note: str = ""

    @property
    def pictured(self) -> bool:
        """Tell whether some peer is given the codes as pictures and the receipt as a page."""
        return any(entry.job == "png" for entry in self.entries)


def _entries(job: str, *names: str) -> tuple[Entry, ...]:
    return tuple(Entry(name, job, name) for name in (OURS, OURS_BARE, *names))


ESCPOS, RECEIPTLINE, FLOOR = "python-escpos", "receiptline", "floor"
TYPST, PILLOW = "typst", "Pillow with a TTF"
_COMPILERS = (ESCPOS, RECEIPTLINE, "receipt-printer-encoder", "react-thermal-printer")
_PAINTERS = (
    *_entries("png", TYPST, PILLOW),
    Entry("receiptline to SVG", "png", "receiptline to SVG, sharp"),
    Entry("receiptline to SVG", "png-resvg", "receiptline to SVG, resvg"),
    Entry("WeasyPrint", "png", "WeasyPrint, poppler"),
    Entry("Chromium", "png", "Chromium, warm page"),
)

TASKS = (
    Task(
        "R1 to device payload, nothing cached",
        "r1",
        _entries("compile", *_COMPILERS),
        (
            Target(OURS, ESCPOS, faster=5),
            Target(OURS, RECEIPTLINE, faster=5),
            Target(OURS_BARE, ESCPOS, faster=1),
            Target(OURS_BARE, RECEIPTLINE, faster=1),
        ),
        "python-escpos draws both codes; receiptline the QR code; the other two neither, and"
        " receipt-printer-encoder has no Chinese: it prints ?.",
    ),
    Task(
        "R1 to device payload, the logo made ready once",
        "r1",
        _entries("compile-cached", ESCPOS, RECEIPTLINE),
        (Target(OURS, ESCPOS, faster=6, stretch=12),),
        "Codes, amounts and order number are new every time. receiptline keeps no images: its row"
        " has a memo around its image command.",
    ),
    Task(
        "R1, its text alone, to device payload",
        "r1-text",
        (*_entries("text", *_COMPILERS), Entry(ESCPOS, "text-ready", "python-escpos, ready lines")),
        (Target(OURS, ESCPOS, longer=2),),
        "python-escpos pads and cuts by characters, in the timer or, with ready lines, before it.",
    ),
    Task(
        "R2 to device payload",
        "r2",
        _entries("compile", *_COMPILERS),
        (Target(OURS, ESCPOS, longer=2.5),),
    ),
    Task(
        "R1 to PNG, from the source to bytes, nothing cached",
        "r1",
        _PAINTERS,
        (Target(OURS, TYPST, faster=8), Target(OURS, PILLOW, faster=10, stretch=15)),
        "typst, WeasyPrint and Chromium get the two codes as pictures made before and do not"
        " dither the logo; resvg gets a font cut down to the characters of R1.",
    ),
    Task(
        "R1 to PNG, from a ready Job",
        "r1",
        (
            *_entries("png-of-job"),
            Entry(OURS, "png-of-job-cached", f"{OURS}, its glyphs kept"),
            Entry(FLOOR, "floor", FLOOR),
            Entry("floor without fast", "floor", "floor without fast"),
        ),
        (
            Target(OURS, FLOOR, longer=2),
            Target(OURS_BARE, "floor without fast", longer=2),
        ),
        "The floor joins glyph rows that are ready, inverted and written as digits, and deflates.",
    ),
    Task(
        "R1 to PNG, logo and glyphs kept in a Cache",
        "r1",
        _entries("png-cached"),
        (),
    ),
    Task("R2 to PNG, from the source to bytes", "r2", _PAINTERS, ()),
)
