"""Write golden/index.html, which shows all goldens; draw them as PNG sheets to look through.

    python -m scripts.contact_sheet [--sheets FOLDER]

Run it after `pytest --update-golden`, and look at every case before you commit it.
"""

import argparse
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from pathlib import Path

from PIL import Image

from ddjlayout import D2, Column, Text, compile, to_png
from tests.typography.case import Case, Theme
from tests.typography.catalogue import THEMES

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
ACROSS = 3
TALL = 920
"""Cases side by side on a PNG sheet, and how tall a sheet is, pixels."""
GREY = 190
WIDTH = 384
GAP = 24

STYLE = """
:root { color-scheme: light dark; --zoom: 1; --ground: light-dark(#eceae4, #17181a);
  --card: light-dark(#fff, #222427); --ink: light-dark(#23211d, #dfddd8);
  --soft: light-dark(#77726a, #95928c); --line: light-dark(#d9d5cc, #34373b) }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 14px/1.45 system-ui, "Noto Sans", sans-serif }
header { position: sticky; top: 0; z-index: 1; background: var(--ground);
  border-bottom: 1px solid var(--line); padding: 12px 24px; display: flex; flex-wrap: wrap;
  gap: 6px 18px; align-items: baseline }
h1 { font-size: 17px; margin: 0 } h2 { font-size: 16px; margin: 34px 0 12px; scroll-margin: 110px }
h2 small, header small, figcaption { color: var(--soft) }
nav { display: flex; flex-wrap: wrap; gap: 2px 14px; flex-basis: 100% }
a { color: inherit; text-underline-offset: 3px; text-decoration-color: var(--line) }
input, button { font: inherit; color: inherit; background: var(--card); padding: 3px 9px;
  border: 1px solid var(--line); border-radius: 5px }
main { padding: 0 24px 60px }
section > div { columns: calc(384px * var(--zoom) + 26px); column-gap: 20px }
figure { margin: 0 0 20px; padding: 12px; break-inside: avoid; background: var(--card);
  border: 1px solid var(--line); border-radius: 7px; width: calc(384px * var(--zoom) + 26px) }
img { display: block; width: calc(384px * var(--zoom)); image-rendering: pixelated;
  background: #fff; outline: 1px solid var(--line) }
@media (prefers-color-scheme: dark) { img { filter: brightness(.9) } }
figcaption { margin-top: 9px; overflow-wrap: anywhere }
figcaption b { color: var(--ink); font-weight: 600 }
figcaption a { float: right; margin-left: 10px }
@media (max-width: 700px) { header { position: static } }
[hidden] { display: none }
"""
SCRIPT = """
const filter = document.querySelector("input"), zoom = document.querySelector("button");
filter.oninput = () => {
  const words = filter.value.toLowerCase().split(/\\s+/);
  for (const section of document.querySelectorAll("section")) {
    for (const f of section.querySelectorAll("figure"))
      f.hidden = !words.every(w => f.textContent.toLowerCase().includes(w));
    section.hidden = !section.querySelector("figure:not([hidden])");
  }
};
zoom.onclick = () => {
  const twice = zoom.textContent === "2\\u00d7";
  document.documentElement.style.setProperty("--zoom", twice ? 2 : 1);
  zoom.textContent = twice ? "1\\u00d7" : "2\\u00d7";
};
"""


def page(golden: Path, themes: Sequence[Theme]) -> str:
    """Return the page: a section a theme, then the goldens that belong to no theme."""
    sections = [(t.slug, t.title, [_case(t, case) for case in t.cases]) for t in themes]
    sections += _others(golden)
    count = sum(len(figures) for _, _, figures in sections)
    links = "".join(f'<a href="#{slug}">{escape(title)}</a>\n' for slug, title, _ in sections)
    body = "".join(_section(*section) for section in sections)
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        "<title>Goldens of ddjlayout</title>\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<style>{STYLE}</style>\n<header><h1>Goldens</h1><small>{count} papers, one pixel a dot"
        '</small><input placeholder="Filter" aria-label="Filter"><button>2×</button>\n'
        f"<nav>{links}</nav></header>\n<main>\n{body}</main>\n<script>{SCRIPT}</script>\n</html>\n"
    )


def _section(slug: str, title: str, figures: Sequence[str]) -> str:
    head = f"{escape(title)} <small>{len(figures)}</small>"
    return f'<section id="{slug}"><h2>{head}</h2><div>\n{"".join(figures)}</div></section>\n'


def _case(theme: Theme, case: Case) -> str:
    device = "" if case.profile.name == "D1" else f" on {case.profile.name}"
    return _figure(f"typography/{theme.slug}/{case.name}", case.name + device, case.why)


def _figure(stem: str, name: str, why: str, *, text: bool = True) -> str:
    link = f'<a href="{stem}.txt">text</a>' if text else ""
    return (
        f'<figure><img src="{stem}.png" alt="{escape(name)}" loading="lazy">'
        f"<figcaption>{link}<b>{escape(name)}</b> {escape(why)}</figcaption></figure>\n"
    )


def _others(golden: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the pictures that are in no theme, by folder."""
    folders: dict[str, list[str]] = {}
    for path in sorted(golden.rglob("*.png")):
        name = path.relative_to(golden).with_suffix("").as_posix()
        if not name.startswith("typography/") and not name.endswith(".diff"):
            text = path.with_suffix(".txt").exists()
            figure = _figure(name, path.stem, "", text=text)
            folders.setdefault(path.parent.name, []).append(figure)
    for folder, figures in folders.items():  # a theme may have the same name
        yield f"golden-{folder}", folder.capitalize(), figures


def sheets(golden: Path, theme: Theme) -> Iterator[Image.Image]:
    """Draw cases with their captions, each under the shortest column; a full sheet begins anew."""
    paper, heights = _blank()
    for case in theme.cases:
        drawn = Image.open(golden / "typography" / theme.slug / f"{case.name}.png")
        caption = _caption(case)
        if min(heights) + drawn.height + caption.height + GAP > TALL and min(heights) > GAP:
            yield paper.crop((0, 0, paper.width, max(heights)))
            paper, heights = _blank()
        least = heights.index(min(heights))
        at = GAP + least * (WIDTH + GAP), heights[least]
        paper.paste(drawn, at)
        paper.paste(caption, (at[0], at[1] + drawn.height + 6))
        heights[least] += drawn.height + caption.height + GAP
    yield paper.crop((0, 0, paper.width, max(heights)))


def _blank() -> tuple[Image.Image, list[int]]:
    """Return a grey sheet and how far down each of its columns is filled."""
    return Image.new("L", (ACROSS * (WIDTH + GAP) + GAP, 4 * TALL), GREY), [GAP] * ACROSS


def _caption(case: Case) -> Image.Image:
    """Draw a case's name and reason with our own 16-dot font."""
    words = Column(Text(case.name, bold=True), case.why, size="small")
    drawn = Image.open(BytesIO(to_png(compile(words, D2)))).convert("L")
    return drawn.point([60] + [GREY] * 255)


def main() -> None:
    """Write the page and, when asked for, the sheets."""
    parser = argparse.ArgumentParser(description="Write golden/index.html.")
    parser.add_argument("--sheets", type=Path, metavar="FOLDER", help="draw PNG sheets there too")
    folder: Path | None = parser.parse_args().sheets
    (GOLDEN / "index.html").write_text(page(GOLDEN, THEMES), encoding="utf-8")
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for theme in THEMES:
            for number, sheet in enumerate(sheets(GOLDEN, theme), 1):
                sheet.save(folder / f"{theme.slug}-{number}.png")


if __name__ == "__main__":
    main()
