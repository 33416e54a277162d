"""Font build: the last step; glyph files, the manifest, the licences, and nothing else."""

import hashlib
import json
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

from ddjlayout.raster.glyphfile import HEADER, MAGIC
from scripts.fonts.families import Family
from scripts.fonts.inputs import INPUTS, sha256
from scripts.fonts.licences import LICENCES, Licence, texts

SEQUENCE_LIST = "emoji-list-sequences.txt"


def write_all(
    folder: Path, families: Sequence[Family], sequences: Sequence[str], inputs: Mapping[str, Path]
) -> None:
    """Write every file of `fonts/`; files of an earlier build that are no longer made go."""
    (folder / "licenses").mkdir(parents=True, exist_ok=True)
    project = Path(__file__).resolve().parents[2] / "LICENSE"
    written = {f"{family.name}.bin": packed(family) for family in families}
    written[SEQUENCE_LIST] = "".join(f"{text}\n" for text in sequences).encode()
    manifest = {
        "inputs": [_input(name, path) for name, path in inputs.items()],
        "outputs": [_output(family, written[f"{family.name}.bin"]) for family in families]
        + [_list_output(written[SEQUENCE_LIST], len(sequences))],
    }
    for name, text in texts(inputs, project).items():
        written[f"licenses/{name}"] = text.encode()
    written["manifest.json"] = (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode()
    written["LICENSES.md"] = _summary(families).encode()
    for path in (*folder.glob("*.bin"), *folder.glob("licenses/*")):
        if str(path.relative_to(folder)) not in written:
            path.unlink()
    for name, data in written.items():
        (folder / name).write_bytes(data)


def packed(family: Family) -> bytes:
    """Return a glyph file; the format is described in `ddjlayout/raster/glyphfile.py`."""
    keys = sorted(family.glyphs)
    parts = [HEADER.pack(MAGIC, *family.size, len(keys)), struct.pack(f"<{len(keys)}I", *keys)]
    for key in keys:
        glyph = family.glyphs[key]
        if (glyph.width, glyph.height) != family.size:
            raise ValueError(f"{family.name}: U+{key:04X} is {glyph.width}x{glyph.height}")
        parts.append(glyph.packed())
    return b"".join(parts)


def licence_of(name: str) -> Licence:
    """Return the licence of an output file, by the start of its name."""
    return next(licence for origin, licence in LICENCES.items() if name.startswith(origin + "-"))


def _input(name: str, path: Path) -> dict[str, str]:
    package = INPUTS[name].package
    return {
        "name": name,
        "kind": package.kind,
        "package": package.name,
        "version": package.version,
        "package_sha256": package.sha256,
        "file": INPUTS[name].path,
        "sha256": sha256(path),
    }


def _output(family: Family, data: bytes) -> dict[str, object]:
    licence = licence_of(family.name)
    return {
        "file": f"{family.name}.bin",
        "width": family.size[0],
        "height": family.size[1],
        "glyphs": len(family.glyphs),
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "licence": licence.spdx,
        "licence_file": f"licenses/{licence.file}",
        "sources": list(family.sources),
    }


def _list_output(data: bytes, lines: int) -> dict[str, object]:
    licence = licence_of(SEQUENCE_LIST)
    return {
        "file": SEQUENCE_LIST,
        "lines": lines,
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "licence": licence.spdx,
        "licence_file": f"licenses/{licence.file}",
        "sources": ["emoji-list"],
    }


def _summary(families: Sequence[Family]) -> str:
    """Return LICENSES.md: one row for every origin."""
    names = [*(f"{family.name}.bin" for family in families), SEQUENCE_LIST]
    lines = [
        "# Licences of the glyph files",
        "",
        "Files of different licences are kept apart; nothing here is merged. The texts are in",
        "`licenses/`, and `manifest.json` names the licence of every single file.",
        "",
        "| files | font | copyright | licence | text |",
        "| --- | --- | --- | --- | --- |",
    ]
    for licence in LICENCES.values():
        files = ", ".join(f"`{name}`" for name in names if licence_of(name) == licence)
        link = f"[{licence.file}](licenses/{licence.file})"
        cells = (files, licence.font, f"© {licence.holder}", licence.spdx, link)
        lines.append("| " + " | ".join(cells) + " |")
    lines += [
        "",
        "The glyphs made from Noto Serif CJK, Noto Emoji and GNU Unifont are Modified Versions in",
        "the words of the SIL Open Font License: they stay under it, may be bundled and sold with",
        "software, and may not be sold by themselves. The names of Sony and of the Institute of",
        "Software, Academia Sinica, may not be used in advertising.",
    ]
    return "\n".join(lines) + "\n"
