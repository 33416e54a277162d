"""The contract of both clients over TLS, as for a proxy of one's own in front of the platform."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ddjlayout.cloud.failures import UnreachedError
from ddjlayout.cloud.flow import ClientOptions
from ddjlayout.errors import UsageError
from tests.cloud.conftest import CONTENT, UUID
from tests.cloud.stub import FIELDS, Stub


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed: no certificate to test with")
    path = tmp_path_factory.mktemp("tls") / "own.pem"
    request = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    names = ["-subj", "/CN=till", "-addext", "subjectAltName=IP:127.0.0.1"]
    usage = ["-addext", "keyUsage=critical,digitalSignature,keyCertSign"]
    files = ["-keyout", str(path), "-out", str(path.with_suffix(".crt"))]
    subprocess.run(
        ["openssl", *request.split(), *names, *usage, *files], check=True, capture_output=True
    )
    return path


@pytest.fixture
def secure(certificate: Path) -> Iterator[Stub]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.with_suffix(".crt"), certificate)
    server = Stub(context)
    yield server
    server.close()


def test_a_certificate_of_ones_own_is_trusted_when_named(make_client, secure, certificate):
    options = ClientOptions(ca_file=str(certificate.with_suffix(".crt")))
    client = make_client(base_url=secure.url, options=options)
    assert client.device_mac(UUID) == FIELDS["DeviceMac"]
    assert client.device_mac(UUID) == FIELDS["DeviceMac"]
    assert client.print_content(UUID, CONTENT).id == FIELDS["TaskId"]
    assert [request.connection for request in secure.requests] == [0, 0, 1]


def test_a_certificate_nobody_vouches_for_gets_no_request(make_client, secure):
    client = make_client(base_url=secure.url)
    for call, given in ((client.device_mac, ()), (client.print_content, (CONTENT,))):
        with pytest.raises(UnreachedError, match="certificate") as caught:
            call(UUID, *given)
        assert caught.value.printed == "no"
    assert secure.requests == []


def test_a_handshake_that_never_ends_is_given_up_with_nothing_sent(make_client):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"https://127.0.0.1:{listener.getsockname()[1]}"
        options = ClientOptions(connect_timeout=30, call_deadline=0.5, retries=0)
        client = make_client(base_url=url, options=options, real_time=True)
        with pytest.raises(UnreachedError, match=r"nothing was sent to .*: connecting timed out"):
            client.print_content(UUID, CONTENT)


def test_certificates_that_cannot_be_used_are_named_at_once(make_client, tmp_path):
    empty = tmp_path / "empty.crt"
    empty.write_text("none here")
    for name, said in (("none.crt", "No such file"), ("empty.crt", "no certificate is in it")):
        with pytest.raises(UsageError, match=f"{name}.*{said}"):
            make_client(options=ClientOptions(ca_file=str(tmp_path / name)))
