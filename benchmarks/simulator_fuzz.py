"""Throws inputs at the simulator: python -m benchmarks.simulator_fuzz [--inputs 100000] [--seed 1].

Bodies, query strings, PrintContents, images and whole requests, made by changing good ones at
random. Looks for replies of status 500, replies that do not come, and memory that grows. The seed
decides every input; one that did harm is written to a file. The exit code is 1 if there was one.
"""

import argparse
import base64
import io
import json
import random
import socket
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from PIL import Image

from benchmarks.simulator_target import Target, signed_query, simulator

TIMEOUT = 30.0
"""Seconds after which a reply counts as not coming."""

GROWTH = 1.25
"""How much more memory the last half may take than the first."""

CALLS = ("printcontent2", "printhtmlcontent", "getprinttaskstate", "userbind", "getdevicestate")
ODD = (
    *(None, True, -1, 0, 1, 2, 3, 4, 10, 13, 1 << 31, 1 << 63, 1.5, 1e308, "", "0", "[]", [], {}),
    *("\ud800", "\0", "'", '"', "\\", "A" * 999, "0123456789abcdef", "fedcba9876543210"),
)


class Inputs:
    """Makes requests at random: mostly well signed, so that they get past the door."""

    def __init__(self, target: Target, seed: int) -> None:
        self._target = target
        self._random = random.Random(seed)
        self._pictures = _pictures()
        self._nonce = 0

    def next(self) -> bytes:
        """Return one request."""
        dice = self._random
        path = f"/home/{dice.choice(CALLS)}" if dice.random() < 0.3 else "/home/printcontent2"
        self._nonce += 1
        query = signed_query(self._target.info, str(10**10 + self._nonce))
        body = self._body()
        if dice.random() < 0.1:
            query = quote(self._changed(query.encode()), safe="&=%+")
        if dice.random() < 0.15:
            body = self._changed(body)
        head = f"POST {path}?{query} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
        if dice.random() < 0.02:
            return self._changed(head.encode()) + body
        return head.encode() + body

    def _body(self) -> bytes:
        dice = self._random
        values: dict[str, Any] = {
            "Uuid": dice.choice(self._target.info["devices"])["uuid"],
            "PrintContent": self._print_content(),
            "PrintUrl": "https://example.com/",
            "UserId": "u",
            "TaskId": 5_000_000_001 + dice.randrange(1000),
            "OpenUserId": 0,
        }
        if dice.random() < 0.2:
            values[dice.choice(list(values))] = dice.choice(ODD)
        if dice.random() < 0.05:
            del values[dice.choice(list(values))]
        text = json.dumps(values, ensure_ascii=dice.random() < 0.5)
        if dice.random() < 0.1:
            text = text.replace('"', "'")
        return text.encode("utf-8", "surrogatepass")

    def _print_content(self) -> str:
        dice = self._random
        items = [self._item() for _ in range(dice.choice((0, 1, 1, 1, 2, 5)))]
        text = json.dumps(items)
        if dice.random() < 0.1:
            text = self._changed(text.encode()).decode("latin-1")
        return text

    def _item(self) -> object:
        dice = self._random
        kind = dice.choice((0, 0, 0, 1, 1, 3, 4))
        item: dict[str, object] = {
            "Alignment": dice.choice((0, 1, 2)),
            "BaseText": base64.b64encode(self._data(kind)).decode(),
            "Bold": dice.choice((0, 1)),
            "FontSize": dice.choice((0, 1, 2, 3, 10, 11, 12, 13)),
            "PrintType": kind,
        }
        if dice.random() < 0.1:
            item[dice.choice(list(item))] = dice.choice(ODD)
        return item if dice.random() < 0.99 else dice.choice(ODD)

    def _data(self, kind: int) -> bytes:
        dice = self._random
        if kind == 1:
            picture = dice.choice(self._pictures)
            return self._changed(picture) if dice.random() < 0.8 else picture
        size = dice.choice((0, 1, 5, 32, 33, 100, 400))
        if dice.random() < 0.5:
            return dice.randbytes(size)
        letters = [chr(dice.choice((10, 65, 0x20AC, 0x4E2D, 0x1F600))) for _ in range(size)]
        return "".join(letters).encode(dice.choice(("gbk", "utf-8")), "replace")

    def _changed(self, data: bytes) -> bytes:
        """Change some bytes, cut a piece out, double one, or cut the end off."""
        dice = self._random
        changed = bytearray(data)
        for _ in range(dice.choice((1, 1, 2, 8))):
            at = dice.randrange(len(changed) + 1)
            to = min(len(changed), at + dice.choice((1, 2, 4, 40)))
            kind = dice.randrange(5)
            if kind == 0:
                changed[at:to] = dice.randbytes(to - at)
            elif kind == 1:
                del changed[at:to]
            elif kind == 2:
                changed[at:at] = changed[at:to]
            elif kind == 3:
                changed[at:to] = dice.choice((b"\xff", b"\0", b"'", b'"', b"\\", b"[", b"\r\n"))
            else:
                del changed[dice.randrange(len(changed) + 1) :]
        return bytes(changed)


def _pictures() -> list[bytes]:
    """Return small pictures of every mode and format that a printer takes."""
    pictures = []
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
        for form in ("PNG", "BMP", "GIF", "JPEG"):
            file = io.BytesIO()
            try:
                Image.linear_gradient("L").resize((40, 20)).convert(mode).save(file, form)
            except (OSError, ValueError):
                continue  # a mode that this format does not have
            pictures.append(file.getvalue())
    return pictures


def exchange(target: Target, request: bytes) -> str:
    """Send a request on a connection of its own; return the reply's status, or what is wrong."""
    address = urlsplit(target.info["url"])
    with socket.create_connection((address.hostname, address.port), TIMEOUT) as connection:
        try:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            reply = b""
            while part := connection.recv(65536):
                reply += part
        except TimeoutError:
            return "no reply"
        except OSError:
            return "closed"
    return reply[9:12].decode("latin-1") or "closed"


def main() -> int:
    """Throw the inputs and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    seen: Counter[str] = Counter()
    slowest, memory = 0.0, []
    with tempfile.TemporaryFile() as log, simulator(log) as target:
        inputs = Inputs(target, given.seed)
        for number in range(given.inputs):
            request = inputs.next()
            before = time.perf_counter()
            outcome = exchange(target, request)
            slowest = max(slowest, time.perf_counter() - before)
            seen[outcome] += 1
            if outcome in ("500", "no reply"):
                Path(f"fuzz-{given.seed}-{number}.bin").write_bytes(request)
            if number % max(1, given.inputs // 20) == 0:
                memory.append(target.memory())
        codes = target.status()["codes"]
        log.seek(0)
        tracebacks = log.read().count(b"Traceback")
    half = len(memory) // 2
    print(f"{given.inputs} inputs of seed {given.seed}: replies {dict(seen)}")
    print(f"codes {codes}, slowest {slowest * 1000:.0f} ms, {tracebacks} tracebacks")
    print(f"memory {max(memory[:half])} MB in the first half, {max(memory)} MB at most")
    grown = max(memory) > max(memory[:half]) * GROWTH
    return int(bool(seen["500"] or seen["no reply"] or tracebacks or grown))


if __name__ == "__main__":
    sys.exit(main())
