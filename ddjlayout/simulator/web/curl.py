"""Behind the simulator's page: a call as a shell command that signs itself and makes it again.

For a POSIX shell with curl and openssl. The secret is not in it: it is taken from APP_SECRET.
"""

import base64
import json
import shlex
from urllib.parse import quote

from ddjlayout.cloud import wire

from ..core import Simulator
from ..device import MODELS
from ..journal import Entry

MAX_ARGUMENT = 100_000
"""Bytes of one argument of a command that every system takes."""

_SIGN = r"""
: "${APP_SECRET:?set it to the secret of the account}" &&
timestamp=%s &&
nonce=$(od -An -N4 -tu4 /dev/urandom | tr -d ' ') &&
signature=$(printf '%%s\n' "$APP_SECRET" "$timestamp" "$nonce" \
  | LC_ALL=C sort | tr -d '\n' | openssl dgst -sha1 -r | cut -c1-40) &&
"""
"""Vendor document section 2: SHA-1 of the three strings in ascending order."""

_SAMPLE = "Hello 你好\n"


def again(simulator: Simulator, url: str, entry: Entry) -> str:
    """Return the command that makes the call of a journal's entry again, byte for byte.

    `url` is where the vendor's calls go.
    """
    target = f"{url}{quote(entry.path)}?appid={quote(entry.app_id, safe='')}&timestamp="
    options = "" if entry.method == "POST" else f" -X {shlex.quote(entry.method)}"
    if entry.content_type and _plain(entry.content_type):
        options += f" \\\n  -H {shlex.quote('Content-Type: ' + entry.content_type)}"
    parameters = '"$timestamp&nonce=$nonce&signature=$signature"'
    call = f"curl -sS {shlex.quote(target)}{parameters}{options}"
    return _SIGN.lstrip() % _timestamp(simulator) + _with_body(call, entry.raw)


def sample(simulator: Simulator, url: str, uuid: str) -> str:
    """Return a command that prints a line at a printer; raises KeyError for an unknown one."""
    state = simulator.platform.state
    encoding = MODELS[state.devices[uuid].model].encoding
    text = base64.b64encode(_SAMPLE.encode(encoding)).decode()
    item = {"PrintType": 0, "Alignment": 1, "Bold": 1, "FontSize": 1, "BaseText": text}
    body = {"Uuid": uuid, "PrintContent": json.dumps([item]), "OpenUserId": 0}
    entry = Entry(0, simulator.now(), "POST", wire.PRINT_CONTENT, "")
    entry.app_id, entry.content_type = next(iter(state.accounts)), "application/json"
    entry.raw = json.dumps(body).encode()
    return again(simulator, url, entry)


def _timestamp(simulator: Simulator) -> str:
    """The simulator's time, in the words of a shell."""
    if simulator.clock.frozen:
        return str(int(simulator.now()))
    offset = round(simulator.clock.offset)
    return f"$(( $(date +%s) + {offset} ))" if offset else "$(date +%s)"


def _with_body(call: str, body: bytes) -> str:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        text = "\0"
    if not _plain(text):
        packed = base64.b64encode(body).decode()
        return f"printf %s {packed} | base64 -d |\n{call} \\\n  --data-binary @-\n"
    if len(body) > MAX_ARGUMENT:  # printf is part of the shell and takes more
        return f"printf %s {shlex.quote(text)} |\n{call} \\\n  --data-binary @-\n"
    return f"{call} \\\n  --data-raw {shlex.quote(text)}\n"


def _plain(text: str) -> bool:
    """Whether a terminal can be given this text: nothing in it moves the cursor or hides."""
    return all(char.isprintable() or char in "\n\u3000" for char in text)
