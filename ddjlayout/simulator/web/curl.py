"""Behind the simulator's page: a call as a shell command that signs itself and makes it again.

For a POSIX shell with curl and openssl. The secret is not in it: it is taken from APP_SECRET.
"""

import base64
import json
import shlex
from urllib.parse import quote, unquote_plus

from ddjlayout.cloud import wire

from ..core import Simulator
from ..device import MODELS
from ..hiding import HIDDEN
from ..journal import Entry
from ..signing import NAMES

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

_IN_QUERY = "%!$'()*+,-./:;=?@_~"
"""What stays as it is in a query string (RFC 3986), and `%`: what was encoded is."""

_SAMPLE = "Hello 你好\n"


def again(simulator: Simulator, url: str, entry: Entry) -> str:
    """Return the command that makes the call of a journal's entry again, byte for byte.

    `url` is where the vendor's calls go.
    """
    appid = quote(entry.app_id, safe="")
    target = f"{url}{quote(entry.path)}?appid={appid}{_others(entry.query)}&timestamp="
    options = "" if entry.method == "POST" else f" -X {shlex.quote(entry.method)}"
    # "Content-Type:" sends none, where curl would send that of a form
    content_type = f" {entry.content_type}" if _plain(entry.content_type) else ""
    options += f" \\\n  -H {shlex.quote('Content-Type:' + content_type.rstrip())}"
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


def _others(query: str) -> str:
    """The parameters of a query string that are not signed, with nothing that curl would expand."""
    parts = [part for part in query.split("&") if part and HIDDEN not in part]
    others = [part for part in parts if unquote_plus(part.partition("=")[0]) not in NAMES]
    return "".join(f"&{quote(part, safe=_IN_QUERY, encoding='latin-1')}" for part in others)


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
