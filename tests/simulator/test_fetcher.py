"""Pages that cannot be fetched: whatever goes wrong, the task ends and says why."""

import asyncio

from ddjlayout.simulator import fetcher
from ddjlayout.simulator.fetcher import Fetcher
from tests.simulator.calling import D1


def test_an_error_nobody_foresaw_fails_the_task(desk, monkeypatch):
    async def render(url, *, options):
        raise RuntimeError("a bug, with details that are for nobody")

    monkeypatch.setattr(fetcher, "render", render)
    desk.operator.change_settings({"pages": "fetch"})
    page = {"Uuid": D1, "PrintUrl": "http://example.com", "OpenUserId": 0}
    task = desk.call("printhtmlcontent", page)["TaskId"]
    behind = desk.print()["TaskId"]
    assert [desk.state(number) for number in (task, behind)] == [0, 0]

    async def fetch() -> None:
        changed = asyncio.Event()
        Fetcher(desk.simulator, changed.set).start_waiting()
        await asyncio.wait_for(changed.wait(), 10)

    asyncio.run(fetch())
    assert [desk.state(number) for number in (task, behind)] == [2, 1]
    assert desk.operator.task(task)["reason"] == "the page was not rendered: RuntimeError"
