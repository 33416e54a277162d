"""Font build: fetch, draw and write the files in `fonts/`, or check that they are what is built."""

import argparse
import filecmp
import tempfile
from pathlib import Path

from scripts.fonts.families import build
from scripts.fonts.inputs import fetch
from scripts.fonts.writing import write_all

_ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Run the build as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m scripts.fonts", description=__doc__)
    parser.add_argument("--cache", type=Path, default=_ROOT / "build" / "fonts")
    parser.add_argument("--out", type=Path, default=_ROOT / "fonts")
    parser.add_argument("--check", action="store_true", help="write nothing; compare with --out")
    arguments = parser.parse_args()
    inputs = fetch(arguments.cache)
    families, sequences = build(inputs)
    if not arguments.check:
        write_all(arguments.out, families, sequences, inputs)
        return
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        write_all(fresh, families, sequences, inputs)
        differing = compare(fresh, arguments.out)
    if differing:
        raise SystemExit("not what the build makes: " + ", ".join(differing))
    print(f"{arguments.out}: every file is what the build makes")


def compare(fresh: Path, kept: Path) -> list[str]:
    """Return the names of the files that only one folder has or whose bytes differ."""
    names = {
        str(path.relative_to(folder))
        for folder in (fresh, kept)
        for path in folder.rglob("*")
        if path.is_file()
    }
    return sorted(
        name
        for name in names
        if not ((fresh / name).exists() and (kept / name).exists())
        or not filecmp.cmp(fresh / name, kept / name, shallow=False)
    )


if __name__ == "__main__":
    main()
