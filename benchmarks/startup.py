"""How long `import ddjlayout` takes beside a bare interpreter: python -m benchmarks.startup."""

import subprocess
import sys
from statistics import median
from time import perf_counter

LIMIT = 3.0
RUNS = 41


def main() -> int:
    """Time both in turns, print the ratio; the exit code is 1 above the limit."""
    bare, ours = "pass", "import ddjlayout"
    times: dict[str, list[float]] = {bare: [], ours: []}
    for _ in range(RUNS):
        for code, taken in times.items():
            start = perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            taken.append(perf_counter() - start)
    one, two = (median(times[code]) * 1000 for code in (bare, ours))
    print(f"python -c pass {one:.1f} ms, import ddjlayout {two:.1f} ms, ratio {two / one:.2f}")
    return int(two / one > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
