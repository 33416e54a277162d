"""The contract of both clients while they wait for paper."""

import pytest

from ddjlayout.cloud.failures import OutcomeLostError, TaskEndedError
from ddjlayout.cloud.flow import ClientOptions
from ddjlayout.cloud.protocol import Printed
from ddjlayout.cloud.replies import Task
from ddjlayout.cloud.wire import TaskState
from ddjlayout.errors import NotPrintedError, UnknownOutcomeError
from tests.cloud.conftest import CONTENT, UUID
from tests.cloud.stub import FIELDS, http, raw, reply, reset, silence

TASK = FIELDS["TaskId"]
PENDING, DONE = reply(State=0), reply(State=1)


def test_waiting_ends_with_the_paper_and_tells_its_watcher_each_state(make_client, stub, clock):
    stub.script = [PENDING, PENDING, PENDING, DONE]
    seen = []
    result = make_client().wait(TASK, watcher=lambda state, waited: seen.append((state, waited)))
    assert isinstance(result, Printed)
    assert result.task_id == TASK
    assert result.printed == "yes"
    assert result.seconds == pytest.approx(sum(clock.sleeps))
    assert [state for state, _ in seen] == [TaskState.PENDING] * 3 + [TaskState.PRINTED]
    assert seen[-1][1] == result.seconds
    assert all(request.fields == {"TaskId": TASK} for request in stub.requests)


def test_polls_grow_rarer_up_to_a_limit(make_client, stub, clock):
    stub.script = [PENDING] * 12 + [DONE]
    options = ClientOptions(poll_first=0.5, poll_most=4.0)
    make_client(options=options).wait(TASK, deadline=1000)
    pauses = clock.sleeps
    assert len(pauses) == 12
    for index, pause in enumerate(pauses):
        assert pause == pytest.approx(min(0.5 * 1.5**index, 4.0), rel=0.21)


@pytest.mark.parametrize(("state", "word"), [(2, "failed"), (3, "expired"), (4, "rejected")])
def test_a_task_that_ends_without_paper_is_an_error(make_client, stub, state, word):
    stub.script = [PENDING, reply(State=state)]
    with pytest.raises(TaskEndedError, match=word) as caught:
        make_client().wait(TASK)
    error = caught.value
    assert isinstance(error, NotPrintedError)
    assert error.exit_code == 8
    assert error.printed == "no"
    assert error.state == state
    assert error.task_id == TASK
    assert error.code == word


def test_a_failed_task_has_a_hint_that_fits_what_was_printed(make_client, stub):
    stub.otherwise = reply(State=2)
    client = make_client()
    page = client.print_url(UUID, "http://shop.example")
    content = client.print_content(UUID, CONTENT)
    assert page == content == Task(TASK)
    for task, page_said, device_said in (
        (page, True, False),
        (content, False, True),
        # Of a mere number nobody knows.
        (TASK, True, True),
    ):
        with pytest.raises(TaskEndedError) as caught:
            client.wait(task)
        hint = caught.value.hint
        assert ("address is public" in hint and "--fetch-pages" in hint) is page_said
        assert ("device's state" in hint) is device_said


def test_a_task_still_pending_at_the_deadline_is_unknown(make_client, stub, clock):
    stub.otherwise = PENDING
    start = clock.now
    with pytest.raises(OutcomeLostError, match="last seen pending") as caught:
        make_client().wait(TASK, deadline=30)
    error = caught.value
    assert isinstance(error, UnknownOutcomeError)
    assert error.exit_code == 9
    assert error.printed == "unknown"
    assert error.task_id == TASK
    assert error.state is TaskState.PENDING
    assert 29 < clock.now - start <= 30


@pytest.mark.parametrize(
    "trouble",
    [
        raw(b""),
        reset(),
        http(b"<html>", status="500 Oops"),
        http(b"not json"),
        reply(1000),
        reply(1009),
        reply(1011),
        reply(State=77),
    ],
)
def test_trouble_that_may_pass_does_not_end_a_wait(make_client, stub, trouble):
    stub.script = [PENDING, trouble, trouble, DONE]
    assert make_client().wait(TASK).printed == "yes"
    stub.script, stub.otherwise = [PENDING], trouble
    with pytest.raises(OutcomeLostError, match="last seen pending"):
        make_client().wait(TASK, deadline=20)


@pytest.mark.parametrize("code", [1001, 1002, 1003, 1004, 1006, 1007, 1008])
def test_a_refusal_that_time_does_not_heal_ends_a_wait_at_once(make_client, stub, code):
    stub.otherwise = reply(code)
    with pytest.raises(OutcomeLostError, match=f"no state seen.*{TASK}") as caught:
        make_client().wait(TASK)
    assert caught.value.reply_code == code
    assert caught.value.official in str(caught.value)
    assert len(stub.requests) == 1


def test_printing_and_waiting_sends_once_and_follows_its_own_task(make_client, stub):
    stub.script = [reply(TaskId="42"), PENDING, raw(b""), DONE]
    result = make_client().print_and_wait(UUID, CONTENT)
    assert result.task_id == 42
    assert stub.paths() == ["/home/printcontent2"] + ["/home/getprinttaskstate"] * 3
    assert all(request.fields == {"TaskId": 42} for request in stub.requests[1:])


def test_printing_and_waiting_gives_up_what_was_lost_without_a_second_print(make_client, stub):
    stub.otherwise = reset()
    with pytest.raises(OutcomeLostError) as caught:
        make_client().print_and_wait(UUID, CONTENT)
    assert caught.value.task_id is None
    assert stub.paths() == ["/home/printcontent2"]


def test_the_deadline_is_for_printing_and_waiting_together(make_client, stub):
    stub.script, stub.otherwise = [], silence()
    client = make_client(real_time=True)
    # The defaults would allow this call 20 s for each piece of a reply.
    with pytest.raises(OutcomeLostError, match=r"the time of 0\.5 s was up|reply timed out"):
        client.print_and_wait(UUID, CONTENT, deadline=0.5)
    stub.script = [reply(TaskId=5)]
    with pytest.raises(OutcomeLostError, match="task 5"):
        client.print_and_wait(UUID, CONTENT, deadline=0.5)


def test_what_a_watcher_raises_comes_out_as_it_is(make_client, stub):
    def watcher(state, waited):
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        make_client().wait(TASK, watcher=watcher)
