"""Under the client: HTTP through requests, each call kept to its time and its errors kept clean.

A call runs in a thread of its own while the caller waits for it: the time-outs of a socket are
for each piece of a reply, so a server that drips would never meet them.
"""

import re
import threading
from http.client import HTTPMessage
from typing import Final

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.response import assert_header_parsing

from ddjlayout.cloud.flow import Send, TransportError
from ddjlayout.cloud.quiet import hide_queries
from ddjlayout.cloud.replies import HttpResponse
from ddjlayout.cloud.transport import (
    HEADERS,
    NOT_HTTP,
    Outgoing,
    broken,
    check_ca_file,
    place_of,
    whole,
)

_NAME: Final = re.compile(r"[-!#$%&'*+.^_`|~0-9a-zA-Z]+")
_BAD: Final = re.compile(r"[\x00\x0b\x0c]")
_LENGTH: Final = re.compile(r"[0-9]{1,20}")


class RequestsTransport:
    """A Transport on requests' adapter: no redirects, cookies, proxies, .netrc or retries.

    Safe calls share kept-alive connections; a `fresh` Send has a connection of its own, closed
    after it. `ca_file` replaces the usual certificates.
    """

    def __init__(self, base_url: str, *, ca_file: str | None = None) -> None:
        check_ca_file(ca_file)
        self._base_url = base_url
        self._place = place_of(base_url)
        self._verify = ca_file or True
        # 0 is for as many kept connections as there were callers at once; a smaller pool throws
        # the others away, and logs a warning for each.
        self._pool = HTTPAdapter(max_retries=0, pool_maxsize=0)
        hide_queries("urllib3.connectionpool", "urllib3.connection")

    def send(self, send: Send) -> HttpResponse:
        """Carry it in a thread, which is left behind when `send.total` is over.

        What is left behind sends nothing any more, and ends by its own time-outs.
        """
        if send.total <= 0:
            raise self._failed("the time was up", sent=False)
        body, done = Outgoing(send.body), threading.Event()
        outcomes: list[HttpResponse | TransportError] = []

        def carry() -> None:
            outcomes.append(self._carried(send, body))
            done.set()

        thread = threading.Thread(target=carry, name="ddj-call", daemon=True)
        try:
            thread.start()
            ended = done.wait(send.total)
        finally:
            # Also when the caller is interrupted: what was given up is never sent later.
            body.abandon()
        if not ended:
            raise self._failed(f"the time of {send.total:.1f} s was up", sent=body.begun)
        outcome = outcomes[0]
        if isinstance(outcome, TransportError):
            raise self._failed(outcome.what, sent=outcome.sent)
        return outcome

    def close(self) -> None:
        """Close the kept-alive connections."""
        self._pool.close()

    def _failed(self, what: str, *, sent: bool) -> TransportError:
        return TransportError(what, sent=sent, place=self._place)

    def _carried(self, send: Send, body: Outgoing) -> HttpResponse | TransportError:
        adapter = HTTPAdapter(max_retries=0) if send.fresh else self._pool
        try:
            return self._exchange(adapter, send, body)
        except Exception as error:  # whatever it is, it may carry the URL
            return broken(error, begun=body.begun)
        finally:
            if send.fresh:
                adapter.close()

    def _exchange(self, adapter: HTTPAdapter, send: Send, body: Outgoing) -> HttpResponse:
        headers = dict(HEADERS) | ({"Connection": "close"} if send.fresh else {})
        request = requests.Request(
            "POST", f"{self._base_url}{send.path}?{send.query.reveal()}", headers, data=body
        ).prepare()
        response = adapter.send(
            request, stream=True, timeout=(send.connect, send.read), verify=self._verify
        )
        try:
            _check_head(response)
            data = _read(response, send.max_bytes)
        finally:
            response.close()
        kind, date = (response.headers.get(name, "") for name in ("Content-Type", "Date"))
        sized = "Content-Length" in response.headers or "Transfer-Encoding" in response.headers
        return whole(HttpResponse(response.status_code, kind, date, data), sized=sized)


def _check_head(response: requests.Response) -> None:
    # What h11 refuses, which carries the same replies to the other client; http.client takes what
    # follows a bad line as the body, and a length that is none for "until the end".
    original = getattr(response.raw, "_original_response", None)
    head = getattr(original, "msg", HTTPMessage())
    assert_header_parsing(head)
    lengths = {
        part.strip() for one in head.get_all("Content-Length", []) for part in one.split(",")
    }
    codings = [coding.lower() for coding in head.get_all("Transfer-Encoding", [])]
    if (
        response.status_code == 101
        or not all(_NAME.fullmatch(name) and not _BAD.search(value) for name, value in head.items())
        or len(lengths) > 1
        or not all(_LENGTH.fullmatch(length) for length in lengths)
        or codings not in ([], ["chunked"])
    ):
        raise TransportError(NOT_HTTP, sent=True)


def _read(response: requests.Response, max_bytes: int) -> bytes:
    # One byte above the limit tells the flow that it was passed. Only a read after the last
    # piece finds out whether the body ended too early.
    data = b""
    while len(data) <= max_bytes:
        piece = response.raw.read(max_bytes + 1 - len(data), decode_content=False)
        if not piece:
            break
        data += piece
    return data
