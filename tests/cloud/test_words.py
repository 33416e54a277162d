"""What the exceptions of HTTP libraries are called in an error: words, and nothing of theirs."""

import http.client
import itertools
import socket
import ssl

import pytest

from ddjlayout.cloud.flow import TransportError
from ddjlayout.cloud.transport import HUNG_UP, NOT_HTTP, broken

URL = "http://127.0.0.1/?signature=abc"


def chained(*errors: BaseException) -> BaseException:
    """The first error, caused by the second, and so on."""
    for outer, inner in itertools.pairwise(errors):
        outer.__cause__ = inner
    return errors[0]


@pytest.mark.parametrize(
    ("inner", "before", "after"),
    [
        (socket.gaierror(-2, URL), "the host's name has no address", "the host's name"),
        (ConnectionRefusedError(URL), "the connection was refused", "refused"),
        (TimeoutError(URL), "connecting timed out", "the reply timed out"),
        (ssl.SSLError(URL), "the server's certificate or TLS is not good", "TLS broke"),
        (ConnectionResetError(URL), "the connection broke", "before the whole reply"),
        (BrokenPipeError(URL), "the connection broke", "before the whole reply"),
        (http.client.RemoteDisconnected(URL), "the server hung up", HUNG_UP),
        (http.client.IncompleteRead(b""), "the server hung up", HUNG_UP),
        (http.client.BadStatusLine("HTTP/1.1 2"), "the server hung up", HUNG_UP),
        (http.client.BadStatusLine("hello\n"), "what answered is not HTTP", NOT_HTTP),
        (http.client.LineTooLong(URL), "what answered is not HTTP", NOT_HTTP),
        (TransportError("it broke", sent=True), "it broke", "it broke"),
        (OSError(URL), "no connection could be made (ValueError)", "is not HTTP (ValueError)"),
    ],
)
def test_the_innermost_cause_gives_the_words(inner, before, after):
    error = chained(ValueError(URL), RuntimeError(URL), inner)
    for begun, said in ((False, before), (True, after)):
        failure = broken(error, begun=begun)
        assert failure.sent is (begun or isinstance(inner, TransportError))
        assert said in failure.what
        assert "signature" not in repr(failure)
        assert failure.__cause__ is None
        assert failure.__context__ is None


def test_causes_inside_groups_are_found():
    group = BaseExceptionGroup("tried", [OSError(1, "x"), ConnectionRefusedError(URL)])
    assert broken(chained(OSError("all failed"), group), begun=False).what.endswith("refused")


def test_a_chain_that_goes_round_ends():
    one, two = ValueError(), ValueError()
    one.__context__, two.__context__ = two, one
    assert broken(one, begun=False).what == "no connection could be made (ValueError)"
