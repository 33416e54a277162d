"""Tasks whose pages are to be fetched: they wait for their paper, in their turn."""

import pytest

from ddjlayout.errors import InputError, UsageError
from ddjlayout.simulator.config import Config, load_config
from ddjlayout.simulator.paper import Paper
from ddjlayout.simulator.records import Settings
from tests.simulator.calling import D1, START, Desk
from tests.simulator.drawing import item

PAPER = Paper(384, 10, bytes(480))


@pytest.fixture
def desk() -> Desk:
    return Desk(Config(settings=Settings(pages="fetch", task_ttl=60)))


def ask(desk: Desk, url: str = "http://shop.test/1") -> int:
    return desk.call("printhtmlcontent", {"Uuid": D1, "PrintUrl": url, "OpenUserId": 0})["TaskId"]


def bring(desk: Desk) -> None:
    """Bring the paper of the page that was asked for first."""
    platform = desk.simulator.platform
    platform.printers.deliver(platform.pages.popleft().task, PAPER, desk.simulator.now())


def test_a_page_is_pending_until_its_paper_comes(desk):
    task = ask(desk)
    assert [page.url for page in desk.simulator.platform.pages] == ["http://shop.test/1"]
    assert (desk.state(task), desk.device()) == (0, 0)
    assert desk.operator.task(task)["fetching"] is True
    bring(desk)
    assert desk.state(task) == 1
    assert desk.operator.paper(task) == PAPER
    assert desk.operator.printed("http://shop.test/1")["prints"] == 1


def test_jobs_behind_a_page_wait_for_their_turn(desk):
    tasks = [ask(desk), desk.print(item("a"))["TaskId"], ask(desk)]
    assert [desk.state(task) for task in tasks] == [0, 0, 0]
    bring(desk)
    assert [desk.state(task) for task in tasks] == [1, 1, 0]
    bring(desk)
    assert [run["task_id"] for run in desk.operator.prints()] == tasks


def test_pages_may_come_in_another_order_than_they_are_printed(desk):
    tasks = [ask(desk), ask(desk)]
    desk.simulator.platform.pages.reverse()
    bring(desk)
    assert [desk.state(task) for task in tasks] == [0, 0]
    bring(desk)
    assert [run["task_id"] for run in desk.operator.prints()] == tasks


def test_a_page_that_cannot_be_fetched_fails_and_lets_the_next_job_go(desk):
    tasks = [ask(desk), desk.print(item("a"))["TaskId"]]
    platform = desk.simulator.platform
    platform.printers.miss(platform.pages.popleft().task, START, "the server answered 404")
    assert [desk.state(task) for task in tasks] == [2, 1]
    assert desk.operator.task(tasks[0])["reason"] == "the server answered 404"


def test_paper_that_comes_too_late_is_thrown_away(desk):
    task = ask(desk)
    desk.time += 61
    assert desk.state(task) == 3
    bring(desk)
    assert desk.state(task) == 3
    rejected = ask(desk)
    desk.operator.reject(rejected)
    platform = desk.simulator.platform
    platform.printers.miss(platform.pages.popleft().task, START, "too late")
    assert desk.state(rejected) == 4
    assert desk.operator.prints() == []


@pytest.mark.parametrize(("state", "answer"), [("paper_out", 0), ("error", 2)])
def test_a_printer_that_cannot_print_treats_a_page_as_any_job(desk, state, answer):
    desk.operator.change_device(D1, {"state": state})
    task = ask(desk)
    assert desk.state(task) == answer
    bring(desk)
    assert desk.state(task) == answer
    desk.operator.change_device(D1, {"state": "normal"})
    assert desk.state(task) == (answer or 1)


def test_a_page_that_was_being_fetched_when_the_simulator_stopped_has_failed(tmp_path):
    config = Config(settings=Settings(pages="fetch"), state_file=tmp_path / "state.sqlite")
    desk = Desk(config)
    task = ask(desk)
    desk.simulator.close()
    desk = Desk(config)
    assert desk.state(task) == 2
    assert "stopped" in desk.operator.task(task)["reason"]
    assert desk.print(item("a"))["Code"] == 200
    desk.simulator.close()


def test_a_restored_snapshot_does_not_wait_for_a_page_that_never_comes(desk):
    task = ask(desk)
    desk.operator.take_snapshot("fetching")
    desk.operator.restore("fetching")
    assert desk.state(task) == 2
    assert not desk.simulator.platform.pages


def test_hosts_are_allowed_in_the_configuration(tmp_path):
    file = tmp_path / "simulator.toml"
    file.write_text('[settings]\npages = "fetch"\nallow_hosts = ["localhost:8000", "till.test"]\n')
    settings = load_config(file).settings
    assert (settings.pages, settings.allow_hosts) == ("fetch", ("localhost:8000", "till.test"))
    file.write_text('[settings]\nallow_hosts = "localhost"')
    with pytest.raises(InputError, match="is not a list"):
        load_config(file)
    file.write_text('[settings]\nallow_hosts = ["http://localhost/"]')
    with pytest.raises(UsageError, match="is no host"):
        load_config(file)
