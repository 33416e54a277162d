"""Printers at work: states, speed, paper, expiry, and how a task moves through them."""

import pytest

from tests.simulator.calling import D1, START, Desk, content
from tests.simulator.drawing import item

PENDING, PRINTED, FAILED, EXPIRED, REJECTED = range(5)
NORMAL, PAPER_OUT, OVERHEATED, BUSY, OFFLINE, ERROR = 0, 1, 2, 3, 4, -1


def lines(number: int) -> dict:
    return item("\n" * number)


def submit(desk: Desk, rows: int = 1) -> int:
    return desk.print(lines(rows))["TaskId"]


def change(desk: Desk, **values: object) -> None:
    desk.operator.change_device(D1, values)


def test_a_printer_prints_at_once_unless_it_has_a_speed(desk):
    task = submit(desk)
    assert desk.state(task) == PRINTED
    assert desk.operator.task(task)["prints"] == 1
    assert [run["rows"] for run in desk.operator.prints()] == [24]


def test_a_printer_with_a_speed_is_busy_until_the_paper_is_out(desk):
    change(desk, speed=48)
    task = submit(desk, 4)  # 96 rows, 2 s
    assert (desk.state(task), desk.device()) == (PENDING, BUSY)
    desk.time += 1.9
    assert (desk.state(task), desk.device()) == (PENDING, BUSY)
    desk.time += 0.1
    assert (desk.state(task), desk.device()) == (PRINTED, NORMAL)
    assert desk.operator.task(task)["ended"] == START + 2


def test_jobs_are_printed_one_after_the_other(desk):
    change(desk, speed=24)
    tasks = [submit(desk, rows) for rows in (1, 2, 3)]
    desk.time += 100
    assert [desk.state(task) for task in tasks] == [PRINTED] * 3
    assert [desk.operator.task(task)["ended"] for task in tasks] == [
        START + 1,
        START + 3,
        START + 6,
    ]


@pytest.mark.parametrize(("policy", "outcome"), [("fail", 2), ("refuse", 1010), ("hold", 0)])
def test_a_printer_that_prints_is_busy_to_its_policy_too(desk, policy, outcome):
    desk.operator.change_settings({"busy": policy})
    desk.operator.change_device(D1, {"speed": 24})
    first, second = desk.print(item("a")), desk.print(item("b"))
    assert outcome in (second["Code"], desk.state(second.get("TaskId", first["TaskId"])))
    desk.time += 1
    assert desk.state(first["TaskId"]) == 1


@pytest.mark.parametrize("state", ["paper_out", "overheated", "busy"])
def test_a_job_is_held_until_the_printer_recovers(desk, state):
    change(desk, state=state)
    task = submit(desk)
    assert desk.state(task) == PENDING
    desk.time += 3600
    assert desk.state(task) == PENDING
    change(desk, state="normal")
    assert desk.state(task) == PRINTED


@pytest.mark.parametrize(
    ("state", "number"),
    [
        ("error", -1),
        ("normal", 0),
        ("paper_out", 1),
        ("overheated", 2),
        ("busy", 3),
        ("offline", 4),
    ],
)
def test_a_device_reports_the_state_that_was_set(desk, state, number):
    change(desk, state=state)
    assert desk.device() == number


def test_an_offline_printer_refuses_jobs(desk):
    change(desk, state="offline")
    assert desk.print(lines(1))["Code"] == 1010
    assert desk.operator.tasks() == []


def test_a_job_fails_at_a_printer_in_error(desk):
    change(desk, state="error")
    task = submit(desk)
    assert desk.state(task) == FAILED


def test_jobs_that_wait_fail_when_the_printer_goes_to_error(desk):
    change(desk, state="paper_out")
    task = submit(desk)
    change(desk, state="error")
    assert desk.state(task) == FAILED


@pytest.mark.parametrize("state", ["offline", "paper_out", "overheated", "busy", "error"])
def test_each_policy_has_the_other_answers(desk, state):
    change(desk, state=state)
    answers = {}
    for policy in ("refuse", "hold", "fail"):
        desk.operator.change_settings({state: policy})
        reply = desk.print(lines(1))
        state_of_task = desk.state(reply["TaskId"]) if "TaskId" in reply else None
        answers[policy] = reply["Code"], state_of_task
    assert answers == {"refuse": (1010, None), "hold": (200, PENDING), "fail": (200, FAILED)}


def test_a_job_that_is_not_delivered_expires_after_a_day(desk):
    change(desk, state="paper_out")
    task = submit(desk)
    desk.time += 86_399
    assert desk.state(task) == PENDING
    desk.time += 1
    assert desk.state(task) == EXPIRED
    change(desk, state="normal")
    assert desk.state(task) == EXPIRED
    assert desk.operator.task(task)["prints"] == 0


def test_the_time_to_expiry_is_a_setting(desk):
    desk.operator.change_settings({"task_ttl": 60})
    change(desk, state="paper_out")
    task = submit(desk)
    desk.time += 60
    assert desk.state(task) == EXPIRED


def test_a_job_on_the_print_head_does_not_expire(desk):
    desk.operator.change_settings({"task_ttl": 10})
    change(desk, speed=1)
    first, second = submit(desk), submit(desk)
    desk.time += 24
    assert (desk.state(first), desk.state(second)) == (PRINTED, EXPIRED)


def test_a_printer_recovers_by_itself_after_its_time(desk):
    change(desk, state="overheated", recover_after=30)
    task = submit(desk)
    desk.time += 29
    assert (desk.device(), desk.state(task)) == (OVERHEATED, PENDING)
    desk.time += 1
    assert (desk.device(), desk.state(task)) == (NORMAL, PRINTED)
    assert desk.operator.task(task)["ended"] == START + 30


def test_a_user_may_reject_every_job(desk):
    change(desk, user="rejects")
    task = submit(desk)
    assert desk.state(task) == REJECTED
    assert desk.operator.prints() == []


def test_a_user_may_reject_one_job_that_waits(desk):
    change(desk, state="paper_out")
    first, second = submit(desk), submit(desk)
    desk.operator.reject(first)
    change(desk, state="normal")
    assert (desk.state(first), desk.state(second)) == (REJECTED, PRINTED)


def test_a_user_may_reject_a_job_that_is_being_printed(desk):
    change(desk, speed=24)
    task = submit(desk, 10)
    desk.time += 5
    desk.operator.reject(task)
    assert desk.state(task) == REJECTED
    assert desk.operator.task(task)["partial"] == 1
    assert [(run["rows"], run["complete"]) for run in desk.operator.prints()] == [(120, False)]


def test_a_roll_runs_out_in_the_middle_of_a_job_which_is_printed_again(desk):
    change(desk, paper=36)
    first, second = submit(desk), submit(desk)
    assert (desk.state(first), desk.state(second)) == (PRINTED, PENDING)
    assert desk.device() == PAPER_OUT
    change(desk, paper=1000)
    assert (desk.device(), desk.state(second)) == (NORMAL, PRINTED)
    runs = [(run["task_id"], run["rows"], run["complete"]) for run in desk.operator.prints()]
    assert runs == [(first, 24, True), (second, 12, False), (second, 24, True)]
    assert desk.operator.device(D1)["paper"] == 976
    told = desk.operator.task(second)
    assert (told["prints"], told["partial"]) == (1, 1)


def test_a_roll_that_ends_with_a_job_is_out_behind_it(desk):
    change(desk, paper=24)
    assert desk.state(submit(desk)) == PRINTED
    assert desk.device() == PAPER_OUT


@pytest.mark.parametrize("state", ["paper_out", "overheated", "offline"])
def test_a_job_that_is_interrupted_is_printed_again_from_its_start(desk, state):
    change(desk, speed=24)
    task = submit(desk, 10)
    desk.time += 4
    change(desk, state=state)
    assert desk.state(task) == PENDING
    change(desk, state="normal")
    desk.time += 10
    assert desk.state(task) == PRINTED
    assert [(r["rows"], r["complete"]) for r in desk.operator.prints()] == [
        (96, False),
        (240, True),
    ]


def test_a_job_that_is_interrupted_by_an_error_fails(desk):
    change(desk, speed=24)
    task = submit(desk, 10)
    desk.time += 4
    change(desk, state="error")
    assert desk.state(task) == FAILED


def test_a_queue_has_a_limit(desk):
    desk.operator.change_settings({"queue_limit": 3})
    change(desk, state="paper_out")
    assert [desk.print(lines(1))["Code"] for _ in range(5)] == [200, 200, 200, 1009, 1009]


def test_papers_that_wait_have_a_limit_too(desk):
    desk.operator.change_settings({"paper_bytes": 5000})
    change(desk, state="paper_out")
    codes = [desk.print(lines(1))["Code"] for _ in range(7)]
    assert codes == [200] * 5 + [1009] * 2
    change(desk, state="normal")
    assert desk.print(lines(1))["Code"] == 200


def test_old_tasks_and_papers_are_forgotten(desk):
    desk.operator.change_settings({"task_limit": 5, "paper_bytes": 3 * 24 * 48})
    tasks = [submit(desk) for _ in range(8)]
    assert [task["task_id"] for task in desk.operator.tasks()] == tasks[-5:]
    assert desk.call("getprinttaskstate", {"TaskId": tasks[0]})["Code"] == 1007
    kept = [task for task in tasks if task in desk.simulator.platform.state.papers]
    assert kept == tasks[-3:]


def test_a_task_id_needs_more_than_32_bits(desk):
    assert 1 << 32 < submit(desk) < 1 << 53


def test_printed_tells_how_often_a_content_came_out(desk):
    change(desk, paper=36)
    reply = [submit(desk) for _ in range(2)]
    told = desk.operator.printed(content(lines(1)))
    assert told == {"tasks": reply, "pending": 1, "prints": 1, "partial": 1}


def test_the_roll_shows_what_came_out_pieces_too(desk):
    change(desk, paper=36)
    submit(desk)
    submit(desk)
    assert desk.operator.roll(D1, 10).height == 36
    assert desk.operator.roll(D1, 1).height == 12
