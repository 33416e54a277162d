"""Build the wheel and use it outside the source tree: python scripts/try_wheel.py."""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def run(*command: object, cwd: Path) -> None:
    """Run a command, quietly unless it fails."""
    done = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{command}\n{done.stdout}\n{done.stderr}")


def main() -> None:
    """Build, install into a fresh environment, run the demo and the tests' first question."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, cwd=folder)
        (wheel,) = folder.glob("*.whl")
        venv.create(folder / "env", with_pip=True)
        python = folder / "env/bin/python"
        run(python, "-m", "pip", "install", "-q", f"{wheel}[simulator]", cwd=folder)
        run(folder / "env/bin/ddj", "demo", "--out", "demo", cwd=folder)
        run(folder / "env/bin/ddj", "preview", "retail", "-o", "retail.png", cwd=folder)
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB, the demo runs from it")


if __name__ == "__main__":
    main()
