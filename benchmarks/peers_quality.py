"""Twenty hard inputs through four tools, judged by one set of checks: docs/comparison.md.

    python -m benchmarks.peers_quality [--show]

`--show` prints every paper. A peer that is not installed is named and left out.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.quality.checks import Paper, faults
from benchmarks.quality.inputs import INPUTS
from benchmarks.quality.tools import Tool, all_tools

PAGE = Path(__file__).resolve().parent.parent / "docs" / "comparison.md"
INTRO = """# The same twenty inputs through four tools

Written by `python -m benchmarks.peers_quality`, which runs every input through every tool and
judges the papers by one set of checks (`benchmarks/quality/checks.py`). The checks share no code
with ddjlayout: cells are GBK bytes, the marks are those of CLREQ's strict level, and each input
says which numbers have to stay whole and which words have to line up.

The paper has 32 cells a line (16 at double size). A fault is: a line that is wider · a closing mark
at a line's start or an opening one at its end · a character lost, replaced by `?` or by something
else · a control character that reaches the printer · a number parted, or parted from its unit ·
columns whose edges are not at one cell · an exception. The inputs are ours: they are what Chinese
receipts trip over, not a measure of what the other tools were made for.

"""


def main() -> None:
    """Judge all tools and write the page."""
    parser = argparse.ArgumentParser(description="Write docs/comparison.md.")
    parser.add_argument("--show", action="store_true", help="print every paper")
    show: bool = parser.parse_args().show
    tools = all_tools(INPUTS)
    there = [tool for tool in tools if not tool.missing]
    PAGE.write_text(page(tools), encoding="utf-8")
    for tool in tools:
        clean = sum(not faults(h, p) for h, p in zip(INPUTS, tool.papers, strict=False))
        print(f"{tool.name} {tool.release}: {tool.missing or f'{clean} of {len(INPUTS)} clean'}")
    if show:
        for number, hard in enumerate(INPUTS):
            for tool in there:
                print(f"\n--- {hard.name}: {tool.name}: {verdict(tool, number)}")
                print("\n".join(f"|{line}" for line in tool.papers[number].lines))


def verdict(tool: Tool, number: int) -> str:
    """Return what is wrong with a tool's paper for one input, or a check mark."""
    return "; ".join(faults(INPUTS[number], tool.papers[number])) or "✓"


def page(tools: Sequence[Tool]) -> str:
    """Return the page."""
    there = [tool for tool in tools if not tool.missing]
    lines = [f"| input | {' | '.join(f'{t.name} {t.release}' for t in there)} |"]
    lines.append("| --- " * (len(there) + 1) + "|")
    for number, hard in enumerate(INPUTS):
        cells = [_cell(verdict(tool, number)) for tool in there]
        lines.append(f"| {hard.name} | {' | '.join(cells)} |")
    counts = [
        sum(not faults(h, p) for h, p in zip(INPUTS, tool.papers, strict=True)) for tool in there
    ]
    total = " | ".join(f"**{count} of {len(INPUTS)}**" for count in counts)
    lines.append(f"| without a fault | {total} |")
    out = INTRO + "\n".join(lines) + "\n\n## How each is used\n\n"
    out += "".join(f"- **{t.name}**: {t.usage}{_absent(t)}\n" for t in tools)
    return out + _papers(there)


def _absent(tool: Tool) -> str:
    return f" Left out of this run: {tool.missing}." if tool.missing else ""


def _cell(text: str) -> str:
    """Keep Markdown from reading a table's cell as anything but text."""
    for char in "\\|*_`<>":
        text = text.replace(char, f"\\{char}" if char not in "<>" else f"&#{ord(char)};")
    return "".join(c if c.isprintable() else f"0x{ord(c):02X}" for c in text)


def _papers(tools: Sequence[Tool]) -> str:
    """Return every paper, folded away; what cannot be printed is shown by its number."""
    out = "\n## What came out\n"
    for number, hard in enumerate(INPUTS):
        out += f"\n<details><summary>{hard.name}</summary>\n"
        for tool in tools:
            out += f"\n{tool.name}\n```text\n{_shown(tool.papers[number])}```\n"
        out += "\n</details>\n"
    return out


def _shown(paper: Paper) -> str:
    if paper.error:
        return f"{paper.error}\n"
    visible = [
        "".join(c if c.isprintable() or c in "\u200d" else f"<{ord(c):02X}>" for c in line)
        for line in paper.lines
    ]
    notes = [f"reported {note}" for note in paper.notes]
    return "".join(f"{line}\n" for line in [*visible, *notes])


if __name__ == "__main__":
    main()
