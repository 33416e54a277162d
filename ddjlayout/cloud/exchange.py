"""In the protocol: one call as a flow: signed, sent, its reply judged, repeated where safe."""

import json
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import urlencode

from ddjlayout.cloud import failures
from ddjlayout.cloud.calls import Call
from ddjlayout.cloud.failures import RefusedError, ReplyError, UnreachedError
from ddjlayout.cloud.flow import Account, ClientOptions, Flow, Send, Sleep, Sources, TransportError
from ddjlayout.cloud.replies import HttpResponse, Unpromised, parse_reply
from ddjlayout.cloud.security import Secret, shown, sign
from ddjlayout.cloud.wire import Code
from ddjlayout.errors import DdjError

T = TypeVar("T")
_REPLY_START = 80


class Exchange:
    """Makes calls for one account; a call ends in its result or in a DdjError."""

    def __init__(self, account: Account, options: ClientOptions, sources: Sources) -> None:
        self._account = account
        self._options = options
        self._sources = sources

    def repeated(self, call: Call[T], end: float) -> Flow[T]:
        """Make a call until the steady second `end`, again after a failure that allows it.

        A print is repeated only if it was not sent at all.
        """
        attempt = 0
        while True:
            try:
                return (yield from self.once(call, end))
            except DdjError as failure:
                error = failure
            # Full jitter: many tills that fail together do not come back together.
            pause = self._sources.random.uniform(0, 0.25 * 2**attempt)
            late = self._sources.monotonic() + pause >= end
            if late or attempt >= self._options.retries or not _may_repeat(call, error):
                # Outside the handler, so that no other exception hangs on to it.
                raise error
            yield Sleep(pause)
            attempt += 1

    def once(self, call: Call[T], end: float) -> Flow[T]:
        """Make a call a single time, until the steady second `end`."""
        send, parameters = self._signed(call, end)
        try:
            response = yield send
        except TransportError as failure:
            error = _undelivered(call, failure)
        else:
            assert response is not None, "a Send is answered with an HttpResponse"
            return self._answer(call, response, (self._account.secret, send.query, *parameters))
        raise error

    def _signed(self, call: Call[T], end: float) -> tuple[Send, tuple[Secret, ...]]:
        # The request, and the parameters that a reply may repeat and no error may show.
        options = self._options
        left = max(0.0, end - self._sources.monotonic())
        timestamp = str(int(self._sources.time()))
        nonce = str(self._sources.random.randrange(10**9, 10**10))
        signature = Secret(sign(self._account.secret, timestamp, nonce))
        query = {"appid": self._account.app_id, "nonce": nonce, "timestamp": timestamp}
        send = Send(
            call=call.name,
            path=call.path,
            query=Secret(urlencode(query | {"signature": signature.reveal()})),
            body=json.dumps(call.fields, separators=(",", ":")).encode("ascii"),
            fresh=not call.safe,
            # TCP and TLS each get this, so time is left to be heard; and httpcore 1.0 leaves a
            # socket open when the deadline cancels a handshake, so its own time-out comes first.
            connect=min(options.connect_timeout, left / 4),
            read=min(options.read_timeout, left),
            total=left,
            max_bytes=options.max_reply_bytes,
        )
        return send, (signature, Secret(nonce), Secret(timestamp))

    def _answer(self, call: Call[T], response: HttpResponse, secrets: tuple[Secret, ...]) -> T:
        try:
            reply = parse_reply(response, self._options.max_reply_bytes)
            if reply.code == Code.OK:
                return call.answer(reply)
        except Unpromised as finding:
            what = f"{_described(response, secrets)}, but {finding}"
            error = failures.lost(call.name, what, prints=call.prints, status=response.status)
        else:
            said = shown(reply.message, secrets)
            error = failures.refused(call.name, reply.code, said=said, prints=call.prints)
            if reply.code == Code.LINK_EXPIRED and isinstance(error, RefusedError):
                error = failures.expired_link(error, self._skew(response))
        raise error

    def _skew(self, response: HttpResponse) -> int | None:
        try:
            theirs = parsedate_to_datetime(response.date).timestamp()
        except (ValueError, OverflowError):
            return None
        return round(self._sources.time() - theirs)


def _undelivered(call: Call[T], failure: TransportError) -> DdjError:
    if failure.sent:
        what = f"{failure.place}: {failure.what}" if failure.place else failure.what
        return failures.lost(call.name, what, prints=call.prints)
    return failures.unreached(call.name, failure.what, failure.place)


def _may_repeat(call: Call[T], error: DdjError) -> bool:
    if isinstance(error, UnreachedError):
        return True
    if not call.safe:
        return False
    # A lost reply or a fault of the server: another attempt may find it gone.
    if isinstance(error, ReplyError):
        return error.status is None or error.status >= 500
    return isinstance(error, RefusedError) and error.reply_code == Code.SERVER_FAULT


def _described(response: HttpResponse, secrets: tuple[Secret, ...]) -> str:
    # What the reply looks like from outside.
    kind = shown(response.content_type, secrets, 40) or "no type"
    text = response.body.decode("utf-8", "replace")
    start = shown(text, secrets, _REPLY_START) or "nothing"
    size = f"{len(response.body)} bytes of {kind}"
    return f"HTTP {response.status} with {size} came back, beginning {start}"
