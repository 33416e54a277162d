"""No secret, signature or query string shows: in an error, its chain, a log line or a repr."""

import asyncio
import logging
import traceback

import anyio
import pytest

from ddjlayout.cloud.aio import AsyncClient
from ddjlayout.cloud.failures import OutcomeLostError
from ddjlayout.cloud.flow import ClientOptions
from ddjlayout.cloud.security import Secret, checked_base_url, redact, shown, sign
from ddjlayout.errors import DdjError, UsageError
from tests.cloud.conftest import CONTENT, SECRET, UUID
from tests.cloud.stub import Answer, Stub, http, reply, silence
from tests.cloud.test_contract_broken import BROKEN, DRIPPING, HEAD, SHORT, SHORTEST


def echoing(stub: Stub, status: str) -> Answer:
    """An error page of the kind that repeats the request it could not serve."""

    def answer(connection, stop):
        query = "&".join(f"{key}={value}" for key, value in stub.requests[-1].query.items())
        body = f"{query} {SECRET}".encode()
        headers = (f"Content-Type: {query}", f"Location: /x?{query}")
        return http(body, *headers, status=status)(connection, stop)

    return answer


def repeating(stub: Stub) -> Answer:
    """A page that repeats the bare values of the request's parameters."""

    def answer(connection, stop):
        query = stub.requests[-1].query
        body = " ".join(query[name] for name in ("nonce", "timestamp", "signature"))
        return http(body.encode())(connection, stop)

    return answer


def refusing(stub: Stub) -> Answer:
    """A refusal whose Message repeats the signature."""

    def answer(connection, stop):
        return reply(1001, Message=stub.requests[-1].query["signature"])(connection, stop)

    return answer


def everything_about(error: BaseException) -> str:
    """All that a crash reporter could see: the chain, hidden links too, and every variable."""
    texts, links = [], [error]
    while links:
        link = links.pop()
        shown = traceback.TracebackException.from_exception(link, capture_locals=True)
        # The tests' own frames know the secret, as a caller's would; those of HTTP libraries count.
        texts += [
            f"{frame.name} {frame.line} {frame.locals}"
            for frame in shown.stack
            if "/tests/" not in frame.filename
        ]
        texts += [str(link), repr(link), repr(link.args), repr(vars(link))]
        texts += traceback.format_exception_only(link)
        links += [other for other in (link.__cause__, link.__context__) if other is not None]
    return "\n".join(texts)


ECHOES = ["echo", "echo as redirect", "echo as refusal", "echo of values"]


@pytest.mark.parametrize("call", ["device_mac", "print_content"])
@pytest.mark.parametrize("how", [*BROKEN, "drips a head", *ECHOES, "unreachable", "no TLS"])
def test_no_failure_shows_anything_secret(make_client, stub, caplog, how, call):
    caplog.set_level(0)
    for name in ("urllib3", "urllib3.connectionpool", "httpx", "httpcore", "asyncio"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    settings = {"options": SHORT}
    if how == "unreachable":
        stub.close()
    elif how == "no TLS":
        settings["base_url"] = stub.url.replace("http:", "https:")
    elif how in DRIPPING:
        settings = {"options": SHORTEST, "real_time": True}
        stub.otherwise = DRIPPING[how]
    elif how == "echo":
        stub.otherwise = echoing(stub, "500 Oops")
    elif how == "echo as redirect":
        stub.otherwise = echoing(stub, "302 Found")
    elif how == "echo of values":
        stub.otherwise = repeating(stub)
    elif how == "echo as refusal":
        stub.otherwise = refusing(stub)
    else:
        stub.otherwise = BROKEN[how]
    client = make_client(**settings)
    given = (UUID, CONTENT) if call == "print_content" else (UUID,)
    with pytest.raises(DdjError) as caught:
        getattr(client, call)(*given)
    assert caught.value.__cause__ is None
    logged = "\n".join(f"{record.getMessage()} {record.args!r}" for record in caplog.records)
    text = "\n".join([everything_about(caught.value), logged, repr(client)])
    secrets = [SECRET]
    for request in stub.requests:
        secrets += [request.query[name] for name in ("signature", "nonce", "timestamp")]
    for secret in secrets:
        assert secret not in text
    assert "signature=" not in text.replace("signature=[hidden]", "")
    assert "aGVsbG8=" not in logged


@pytest.mark.parametrize("call", ["device_mac", "print_content"])
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("answer", [silence(), silence(HEAD + b"\r\n"), DRIPPING["drips a body"]])
def test_a_cancelled_call_shows_nothing_secret(stub, backend, answer, call):
    pytest.importorskip(backend)
    stub.otherwise = answer
    given = (UUID, CONTENT) if call == "print_content" else (UUID,)
    seen: list[BaseException] = []

    async def main() -> None:
        async with AsyncClient("till", SECRET, base_url=stub.url) as client:
            with anyio.move_on_after(0.3):
                try:
                    await getattr(client, call)(*given)
                except BaseException as error:
                    seen.append(error)
                    raise

    anyio.run(main, backend=backend)
    shows_nothing_secret(stub, seen[0])


def test_a_call_that_asyncio_gave_up_shows_nothing_secret(stub):
    stub.otherwise = silence()

    async def main() -> None:
        async with AsyncClient("till", SECRET, base_url=stub.url) as client:
            await asyncio.wait_for(client.print_content(UUID, CONTENT), 0.3)

    with pytest.raises(TimeoutError) as caught:
        asyncio.run(main())
    assert caught.value.__cause__ is not None
    shows_nothing_secret(stub, caught.value)


def shows_nothing_secret(stub: Stub, error: BaseException) -> None:
    text = everything_about(error)
    assert "_carried" in text
    (request,) = stub.requests
    for secret in (SECRET, request.query["signature"], request.query["nonce"], "appid="):
        assert secret not in text


def test_a_success_logs_sizes_and_no_contents(make_client, stub, caplog):
    caplog.set_level(0)
    for name in ("urllib3.connectionpool", "httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    client = make_client()
    client.device_mac(UUID)
    client.print_content(UUID, CONTENT)
    logged = "\n".join(record.getMessage() for record in caplog.records)
    for request in stub.requests:
        for secret in (SECRET, request.query["signature"], request.query["nonce"], "appid="):
            assert secret not in logged
    assert "aGVsbG8=" not in logged
    ours = [r.getMessage() for r in caplog.records if r.name == "ddjlayout.cloud"]
    assert [line.partition(",")[0] for line in ours] == [
        "device_mac: HTTP 200",
        "print_content: HTTP 200",
    ]


def test_an_error_shows_that_its_parts_were_hidden(make_client, stub):
    stub.otherwise = echoing(stub, "502 Oops")
    with pytest.raises(OutcomeLostError, match=r"\[hidden\]"):
        make_client(options=ClientOptions(retries=0)).print_content(UUID, CONTENT)


def test_a_secret_shows_only_when_asked():
    secret = Secret("abc")
    assert secret.reveal() == "abc"
    assert "abc" not in str(secret)
    assert "abc" not in repr(secret)
    assert "abc" not in f"{secret}"
    assert "abc" not in repr([secret])
    assert "abc" not in repr({"secret": secret})
    assert secret == Secret("abc")
    assert secret != Secret("abd")
    assert secret != "abc"
    assert hash(secret) == hash(Secret("abc"))
    assert Secret.of(secret) is secret
    assert not Secret("")
    assert not hasattr(secret, "__dict__")
    assert Secret("\ud800") == Secret("\ud800")


def test_the_signature_is_the_documents():
    # printf 123456781512610000secret | sha1sum
    expected = "7a483fc96c7bd796d49d34e9ce3ec1c0639e7859"
    assert sign(Secret("secret"), "1512610000", "12345678") == expected
    assert sign(Secret("12345678"), "secret", "1512610000") == expected
    # Ordinal order: digits, then capitals, then small letters.
    # printf 1512610000Azb | sha1sum
    assert sign(Secret("zb"), "1512610000", "A") == "0674ca813a2d9f1f0969bb5249e9c483d23332a2"


@pytest.mark.parametrize(
    "text",
    [
        "appid=a&nonce=12345678&timestamp=1700000000&signature=deadbeef&x=1",
        "appid=a&amp;nonce=12345678&amp;timestamp=1700000000&amp;signature=deadbeef",
        '{"nonce": "12345678", "timestamp": 1700000000, "Signature":"deadbeef"}',
        "AppSecret: hunter2\nnonce -> 12345678 timestamp='1700000000' signature = deadbeef",
    ],
)
def test_redaction_hides_every_signing_parameter(text):
    hidden = redact(text)
    for value in ("12345678", "1700000000", "deadbeef", "hunter2"):
        assert value not in hidden


def test_what_strangers_wrote_is_shown_short_safe_and_quoted():
    assert shown("ab\x1b[2J\r\n" + "c" * 50) == "'ab [2J  cccccccc…'"
    assert shown("tell key9 to all", (Secret("key9"),)) == "'tell [hidden] to…'"
    assert shown("") == ""


@pytest.mark.parametrize(
    "url",
    [
        "http://www.open.mstching.com",
        "http://www.open.mstching.com/",
        "http://localhost:8080",
        "http://127.0.0.1:1/base/",
        "http://127.8.8.8",
        "http://[::1]:8080",
        "https://printers.example",
    ],
)
def test_these_doors_may_be_used(url):
    assert checked_base_url(url) == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "http://printers.example",
        "http://mstching.com.example",
        "http://open.mstching.com.evil.example",
        "http://127.0.0.1.evil.example",
        "http://10.0.0.1",
        "http://0.0.0.0",
        "http://[::ffff:10.0.0.1]",
        "http://localhost.evil.example",
    ],
)
def test_plain_http_elsewhere_needs_to_be_allowed(url):
    with pytest.raises(UsageError, match=r"allow_insecure_http=True.* --allow-insecure-http"):
        checked_base_url(url)
    assert checked_base_url(url, allow_insecure_http=True) == url


def test_a_refused_host_is_shown_to_60_characters():
    for host, said in (("no.such.host.invalid", "'no.such.host.invalid'"), ("x" * 61, "…'")):
        with pytest.raises(UsageError, match=said):
            checked_base_url(f"http://{host}")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "www.open.mstching.com",
        "ftp://localhost",
        "http://",
        "http://[::1",
        "http://localhost:99999",
        "http://localhost:0",
        "http://user:pw@localhost",
        "ftp://user:pw@localhost",
        "http://localhost/?x=1",
        "http://localhost#x",
        "http://localhost\n",
        "http://local host",
        "http://对对机.example",
    ],
)
def test_an_address_that_is_none_or_more_is_refused(url):
    with pytest.raises(UsageError) as caught:
        checked_base_url(url, allow_insecure_http=True)
    assert "pw" not in str(caught.value)
