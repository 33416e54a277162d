"""Tables in Markdown: medians, spread, ratios, and the targets met and missed."""

from collections.abc import Iterable, Sequence

from benchmarks.candidates import OURS, OURS_BARE
from benchmarks.measure import Measurement
from benchmarks.tasks import Target


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a Markdown table; every column but the first is aligned right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def of(found: Measurement) -> str:
    """Write what a table brought."""
    parts = [f"### {found.task.title}"]
    if found.samples:
        ours = [name for name in (OURS, OURS_BARE) if name in found.samples]
        head = ["", "median ms", "10–90 %", *[f"÷ {name.split(' ', 1)[1]}" for name in ours]]
        rows = [_row(found, label, ours) for label in found.samples]
        parts.append(table([*head, "bytes"], rows))
    parts += [f"- {sentence(found, target)}" for target in found.task.targets]
    parts += [f"- {label} failed: {error}" for label, error in found.failed.items()]
    if found.task.note:
        parts.append(found.task.note)
    return "\n\n".join(_joined(parts))


def sentence(found: Measurement, target: Target) -> str:
    """Say how a target stands."""
    for label in (target.ours, target.peer):
        if label not in found.samples:
            return f"{target.ours} against {target.peer}: not measured, {label} is missing"
    if target.longer:
        ratio = found.ratio(target.ours, target.peer)
        met = ratio <= target.longer
        wanted = f"{ratio:.2f} times as long as {target.peer}, at most {target.longer:g}"
    else:
        ratio = found.ratio(target.peer, target.ours)
        met = ratio >= target.faster
        stretch = f" (stretch {target.stretch:g})" if target.stretch else ""
        wanted = f"{ratio:.2f} times faster than {target.peer}, at least {target.faster:g}{stretch}"
    return f"{'met' if met else '**missed**'}: {target.ours} {wanted}"


def milliseconds(seconds: float) -> str:
    """Write a time with three digits."""
    return f"{seconds * 1000:.3g}" if seconds < 0.9995 else f"{seconds * 1000:.0f}"


def _row(found: Measurement, label: str, ours: Sequence[str]) -> list[str]:
    low, high = map(milliseconds, found.spread(label))
    ratios = [f"{found.ratio(label, name):.2f}" for name in ours]
    middle = milliseconds(found.median(label))
    return [label, middle, f"{low}–{high}", *ratios, f"{found.sizes[label]:,}"]


def _joined(parts: list[str]) -> list[str]:
    """Keep the points of a list together."""
    out: list[str] = []
    for part in parts:
        if out and part.startswith("- ") and out[-1].startswith("- "):
            out[-1] += f"\n{part}"
        else:
            out.append(part)
    return out
