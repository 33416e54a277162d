"""One client used by many at once, and a request that was given up before it was sent."""

import threading
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest

from ddjlayout.cloud.aio import AsyncClient
from ddjlayout.cloud.client import Client
from ddjlayout.cloud.flow import TransportError
from ddjlayout.cloud.transport import Outgoing
from tests.cloud.conftest import CONTENT, SECRET
from tests.cloud.stub import Stub, reply

UUIDS = [f"{number:016x}" for number in range(40)]


class Telling(Stub):
    """Answers with the request's own Uuid as the MAC, and its number as the task."""

    def answer_by_uuid(self) -> None:
        lock = threading.Lock()

        def answer(connection, stop):
            with lock:
                number = connection.getpeername()[1]
                uuid = next(r.fields["Uuid"] for r in reversed(self.requests) if r.port == number)
            return reply(DeviceMac=uuid, TaskId=int(uuid, 16))(connection, stop)

        self.otherwise = answer


@pytest.fixture
def telling():
    server = Telling()
    server.answer_by_uuid()
    yield server
    server.close()


def test_threads_share_a_client(telling):
    with Client("till", SECRET, base_url=telling.url) as client, ThreadPoolExecutor(8) as pool:
        assert list(pool.map(client.device_mac, UUIDS)) == UUIDS
        tasks = pool.map(lambda uuid: client.print_content(uuid, CONTENT).id, UUIDS)
        assert list(tasks) == list(range(40))
    assert len({request.query["nonce"] for request in telling.requests}) == 80


def test_many_threads_at_once_keep_their_connections_without_a_warning(stub, caplog):
    together = threading.Barrier(30, timeout=30)

    def answer(connection, stop):
        together.wait()
        return reply()(connection, stop)

    stub.otherwise = answer
    uuids = UUIDS[:30]
    with Client("till", SECRET, base_url=stub.url) as client, ThreadPoolExecutor(30) as pool:
        for _ in range(2):
            list(pool.map(client.device_state, uuids))
        assert max(request.connection for request in stub.requests) == 29
    assert [record for record in caplog.records if record.levelname == "WARNING"] == []


def test_tasks_share_an_asynchronous_client(telling):
    found = {}

    async def ask(client, uuid):
        mac = await client.device_mac(uuid)
        found[uuid] = (mac, (await client.print_content(uuid, CONTENT)).id)

    async def main():
        async with (
            AsyncClient("till", SECRET, base_url=telling.url) as client,
            anyio.create_task_group() as group,
        ):
            for uuid in UUIDS:
                group.start_soon(ask, client, uuid)

    anyio.run(main)
    assert found == {uuid: (uuid, int(uuid, 16)) for uuid in UUIDS}


def test_a_body_is_given_once_and_never_after_it_was_given_up():
    body = Outgoing(b"abc")
    assert len(body) == 3
    assert not body.begun
    assert body.read(8192) == b"abc"
    assert body.begun
    assert body.read() == b""
    body = Outgoing(b"abc")
    body.abandon()
    with pytest.raises(TransportError) as caught:
        body.read()
    assert not caught.value.sent
    assert not body.begun
