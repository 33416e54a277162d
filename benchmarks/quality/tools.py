"""The tools, each used as its documentation says, with its best settings for Chinese."""

import json
import re
import shutil
import subprocess
import textwrap
from collections.abc import Callable, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.quality.checks import Paper, cells
from benchmarks.quality.inputs import Grid, Hard, Paragraph

PEERS = Path(__file__).parent.parent / "peers"
HANZI = re.compile("[\u4e00-\u9fa5]")


class Tool(NamedTuple):
    """A tool: how it is used, in a sentence, and its papers; `missing` says why there are none."""

    name: str
    release: str
    usage: str
    papers: Sequence[Paper]
    missing: str = ""


def tried(draw: Callable[[Paragraph | Grid], Paper], content: Paragraph | Grid) -> Paper:
    """Return a paper, or the exception as one."""
    try:
        return draw(content)
    except Exception as error:  # whatever a tool raises is its result
        return Paper([], error=f"{type(error).__name__}: {error}"[:60])


def ddjlayout(inputs: Sequence[Hard]) -> Tool:
    """Text and Table, nothing else set."""
    from ddjlayout import Table, Text, compile, to_text

    def draw(content: Paragraph | Grid) -> Paper:
        if isinstance(content, Paragraph):
            size = "big" if content.double else None
            element = Text(content.text, align=content.align, size=size)
            room = 16 if content.double else 32
        else:
            columns = [
                f"{width or '*'}{'>' if align == 'right' else ''}"
                for width, align in zip(content.widths, content.aligns, strict=True)
            ]
            element = Table(content.rows, columns, header=content.header or None, rule=None)
            room = 32
        job = compile(element)
        lines = to_text(job).removesuffix("\n").split("\n")
        if any(d.code == "glyph-missing" for d in job.diagnostics):
            return Paper(lines, room, error="a hollow box")
        return Paper(lines, room, notes=[f"{d.code}: {d.message}" for d in job.diagnostics])

    usage = "`Text` and `Table` with the widths given; lines with emoji, € and the like are dots."
    papers = [tried(draw, hard.content) for hard in inputs]
    return Tool("ddjlayout", version("ddjlayout"), usage, papers)


def python_escpos(inputs: Sequence[Hard]) -> Tool:
    """block_text, 16 characters a line for Chinese; cells of tables padded in characters."""
    usage = (
        "`text` for what fits on a line (tabs stop every 8 cells), `block_text` for the rest, at "
        "16 columns for text with wide characters (it counts characters; at 32 a Chinese line "
        "would be 64 cells), at 32 for ASCII; alignment and double size by `set`, which the device "
        "does; text with hanzi goes out as GB18030, which is its own way. The "
        "release has no columns (`software_columns` is unreleased): cells are wrapped and padded "
        "as that function does, a Chinese column at half its cells."
    )
    if find_spec("escpos") is None:
        return Tool("python-escpos", "", usage, [], "not installed (pip install python-escpos)")
    papers = [tried(_escpos_paper, hard.content) for hard in inputs]
    return Tool("python-escpos", version("python-escpos"), usage, papers)


def _escpos_paper(content: Paragraph | Grid) -> Paper:
    from escpos.printer import Dummy

    class Listening(Dummy):
        def text(self, txt: str) -> None:
            before = len(self.output)
            super().text(txt)
            seen.append(_as_printed(txt, self.output[before:]))

    seen: list[str] = []
    room = 32
    printer = Listening(profile="POS-5890")
    if isinstance(content, Paragraph):
        if content.double:
            printer.set(double_width=True, double_height=True)
            room = 16
        printer.set(align=content.align)
        for text in content.text.split("\n"):
            if cells(text.expandtabs(8)) <= room:
                printer.text(text)
            else:
                printer.block_text(text, columns=room if text.isascii() else room // 2)
            printer.ln()
    else:
        for text in _escpos_rows(content):
            printer.textln(text)
    lines = [_tabbed(line) for line in "".join(seen).removesuffix("\n").split("\n")]
    if isinstance(content, Paragraph) and content.align == "right":  # the device does that
        lines = [" " * (room - cells(line)) + line for line in lines]
    return Paper(lines, room)


def _tabbed(line: str) -> str:
    """Expand tabs as the device does, which stops every 8 cells."""
    out = ""
    for part in re.split("(\t)", line):
        out += " " * (8 - cells(out) % 8) if part == "\t" else part
    return out


def _escpos_rows(grid: Grid) -> list[str]:
    """Wrap each cell to its width in characters and pad with spaces."""
    left = 32 - sum(width or 0 for width in grid.widths) - len(grid.widths) + 1
    every = [row for row in (grid.header, *grid.rows) if row]
    widths: list[int] = []
    for index, width in enumerate(grid.widths):
        ascii_only = all(row[index].isascii() for row in every)
        widths.append(width or (left if ascii_only else left // 2))
    lines: list[str] = []
    for row in every:
        wrapped = [textwrap.wrap(c, w) or [""] for c, w in zip(row, widths, strict=True)]
        for number in range(max(map(len, wrapped))):
            parts = [
                f"{(cell[number] if number < len(cell) else ''):{'>' if a == 'right' else '<'}{w}}"
                for cell, w, a in zip(wrapped, widths, grid.aligns, strict=True)
            ]
            lines.append(" ".join(parts))
    return lines


def _as_printed(text: str, data: bytes) -> str:
    """Read bytes back: GBK for text with hanzi, else by the code pages chosen on the way."""
    from escpos.codepages import CodePages
    from escpos.printer import Dummy

    if HANZI.search(text):
        return data.decode("gbk", "replace")
    known = Dummy(profile="POS-5890").profile.get_code_pages()
    pages = {int(index): name for name, index in known.items()}
    out = ""
    codec = "ascii"
    for piece in re.split(rb"(\x1bt.)", data, flags=re.DOTALL):
        if piece.startswith(b"\x1bt"):
            codec = CodePages.get_encoding(pages[piece[2]]).get("python_encode", "cp437")
        else:
            out += piece.decode(codec, "replace")
    return out


def rich(inputs: Sequence[Hard]) -> Tool:
    """Text and Table on a console of 32 columns, folding instead of cutting with an ellipsis."""

    def draw(content: Paragraph | Grid) -> Paper:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        out = StringIO()
        console = Console(
            width=32, file=out, color_system=None, emoji=False, markup=False, highlight=False
        )
        if isinstance(content, Paragraph):
            console.print(Text(content.text), justify=content.align, overflow="fold")
            unable = "no double size" if content.double else ""
        else:
            unable = ""
            table = Table(
                box=None,
                padding=(0, 1, 0, 0),
                pad_edge=False,
                expand=True,
                show_header=bool(content.header),
            )
            heads = content.header or [""] * len(content.widths)
            for head, width, align in zip(heads, content.widths, content.aligns, strict=True):
                if width is None:
                    table.add_column(head, ratio=1, justify=align, overflow="fold")
                else:
                    table.add_column(head, min_width=width, no_wrap=True, justify=align)
            for row in content.rows:
                table.add_row(*row)
            console.print(table)
        lines = out.getvalue().removesuffix("\n").split("\n")
        return Paper([line.rstrip(" ") for line in lines], foreign=True, unable=unable)

    usage = (
        "`Text` and `Table(box=None, expand=True)` on a `Console(width=32)`, `overflow='fold'` so "
        "that nothing is cut with an ellipsis, columns of numbers `no_wrap` with a minimum width. "
        "It writes Unicode for terminals: what the printer lacks is left to its user."
    )
    papers = [tried(draw, hard.content) for hard in inputs]
    return Tool("rich", version("rich"), usage, papers)


def receiptline(inputs: Sequence[Hard]) -> Tool:
    """The markdown of receiptline at 32 characters a line, cp936."""
    usage = (
        "`{width: …}` columns with `{border: space}`, alignment by pipes, `^^^` for double size, "
        "`cpl: 32`, `encoding: 'cp936'`, every special character escaped. (Its € is the byte 0x80, "
        "taken here as kept.)"
    )
    node = shutil.which("node")
    if node is None or not (PEERS / "node_modules" / "receiptline").is_dir():
        return Tool("receiptline", "", usage, [], "not installed (npm install in benchmarks/peers)")
    documents = [{"doc": _markdown(hard.content), "cpl": 32} for hard in inputs]
    done = subprocess.run(
        [node, str(Path(__file__).with_name("receiptline.mjs"))],
        input=json.dumps(documents),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    reply = json.loads(done.stdout)
    papers = [
        _receiptline_paper(hard.content, found)
        for hard, found in zip(inputs, reply["papers"], strict=True)
    ]
    return Tool("receiptline", reply["version"], usage, papers)


def _receiptline_paper(content: Paragraph | Grid, found: dict[str, Any]) -> Paper:
    lines = [line.rstrip(" ") for line in found.get("lines", [])]
    if isinstance(content, Paragraph) and content.double:
        return Paper([_narrowed(line) for line in lines], 16, found.get("error", ""))
    return Paper(lines, error=found.get("error", ""))


def _narrowed(line: str) -> str:
    """Take out the blanks that stand for the width of double-size characters."""
    out = ""
    at = 0
    while at < len(line):
        out += line[at]
        at += 1 + cells(line[at])
    return out


def _markdown(content: Paragraph | Grid) -> str:
    if isinstance(content, Paragraph):
        scale = "^^^" if content.double else ""
        texts = [f"{scale}{_escaped(t)}{scale}" for t in content.text.split("\n")]
        return "\n".join(f"| {t}|" if content.align == "right" else f"|{t} |" for t in texts)
    widths = " ".join(str(width or "*") for width in content.widths)
    rows = [row for row in (content.header, *content.rows) if row]
    lines = [f"{{width:{widths};border:space}}"]
    for row in rows:
        parts = [
            f" {_escaped(cell)}" if align == "right" else f"{_escaped(cell)} "
            for cell, align in zip(row, content.aligns, strict=True)
        ]
        lines.append(f"|{'|'.join(parts)}|")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return re.sub(r'[\\|{}~_"`^=-]', lambda match: f"\\x{ord(match[0]):02x}", text)


def all_tools(inputs: Sequence[Hard]) -> list[Tool]:
    """Return every tool with its papers."""
    return [tool(inputs) for tool in (ddjlayout, python_escpos, rich, receiptline)]
