"""The state: kept in a file, reset, put aside and brought back; the clock; the configuration."""

import sqlite3

import pytest

from ddjlayout.errors import InputError
from ddjlayout.simulator import state
from ddjlayout.simulator.clock import VirtualClock
from ddjlayout.simulator.config import Config, load_config
from ddjlayout.simulator.records import Settings, User
from tests.simulator.calling import D1, D2, START, Desk, content
from tests.simulator.drawing import item


@pytest.fixture
def file(tmp_path):
    return tmp_path / "state.sqlite"


def test_everything_is_there_again_after_a_restart(file):
    desk = Desk(Config(state_file=file))
    user = desk.call("userbind", {"Uuid": D1, "UserId": "u"})["OpenUserId"]
    printed = desk.print(item("a"), user=user)["TaskId"]
    desk.operator.change_device(D1, {"state": "paper_out"})
    held = [desk.print(item(text))["TaskId"] for text in "bc"]
    paper = desk.operator.paper(printed)
    desk.simulator.close()

    desk = Desk(Config(state_file=file))
    assert [desk.state(task) for task in (printed, *held)] == [1, 0, 0]
    assert desk.device() == 1
    assert desk.operator.paper(printed) == paper
    assert desk.operator.prints()[0]["task_id"] == printed
    desk.operator.change_device(D1, {"state": "normal"})
    assert [run["task_id"] for run in desk.operator.prints()] == [printed, *held]
    assert desk.print(item("d"), user=user)["TaskId"] == held[-1] + 1
    assert desk.call("userbind", {"Uuid": D1, "UserId": "v"})["OpenUserId"] == user + 1
    desk.simulator.close()


def test_a_job_on_the_print_head_goes_on_after_a_restart(file):
    desk = Desk(Config(state_file=file))
    desk.operator.change_device(D1, {"speed": 24})
    tasks = [desk.print(item("a"))["TaskId"] for _ in range(2)]
    desk.simulator.close()
    desk = Desk(Config(state_file=file))
    desk.time += 1.5
    assert [desk.state(task) for task in tasks] == [1, 0]
    desk.time += 0.5
    assert [desk.state(task) for task in tasks] == [1, 1]
    desk.simulator.close()


def test_what_is_forgotten_is_forgotten_in_the_file(file):
    config = Config(state_file=file, settings=Settings(task_limit=2))
    desk = Desk(config)
    tasks = [desk.print(item("a"))["TaskId"] for _ in range(5)]
    desk.simulator.close()
    desk = Desk(config)
    assert [task["task_id"] for task in desk.operator.tasks()] == tasks[-2:]
    desk.simulator.close()


def test_a_state_file_has_one_simulator(file):
    desk = Desk(Config(state_file=file))
    with pytest.raises(InputError, match="state file"):
        Desk(Config(state_file=file))
    desk.simulator.close()


def test_a_file_that_is_no_state_is_left_alone(file):
    file.write_bytes(b"precious" * 1000)
    with pytest.raises(InputError):
        Desk(Config(state_file=file))
    assert file.read_bytes() == b"precious" * 1000


def test_a_database_of_somebody_else_is_left_alone(file):
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE precious (x)")
    db.close()
    with pytest.raises(InputError, match="no state"):
        Desk(Config(state_file=file))


def test_reset_goes_back_to_the_configuration(file):
    desk = Desk(Config(state_file=file))
    desk.operator.change_device(D1, {"state": "error"})
    desk.operator.change_settings({"task_ttl": 1})
    desk.operator.change_clock({"advance": 1000})
    desk.operator.add_fault({"effect": "reset"})
    desk.operator.add_account({"app_id": "x", "app_secret": "another secret"})
    desk.print(item("a"))
    desk.operator.reset()
    status = desk.operator.status()
    assert (status["now"], status["tasks"], status["requests"]) == (START, 0, 0)
    assert status["settings"]["task_ttl"] == 86_400
    assert desk.operator.faults() == []
    assert [account["app_id"] for account in desk.operator.accounts()] == ["demo-app"]
    assert desk.device() == 0
    desk.simulator.close()
    desk = Desk(Config(state_file=file))
    assert desk.operator.tasks() == []
    desk.simulator.close()


def test_a_snapshot_brings_state_settings_and_time_back(desk):
    desk.operator.change_device(D1, {"state": "paper_out"})
    desk.operator.change_settings({"task_ttl": 100})
    held = desk.print(item("a"))["TaskId"]
    desk.operator.take_snapshot("before")
    for _ in range(2):
        desk.operator.change_clock({"advance": 200})
        assert desk.state(held) == 3
        desk.operator.restore("before")
        assert desk.simulator.now() == START
        assert desk.state(held) == 0
    desk.operator.change_device(D1, {"state": "normal"})
    assert desk.state(held) == 1
    assert desk.operator.paper(held).height == 24
    desk.operator.drop_snapshot("before")
    with pytest.raises(LookupError):
        desk.operator.restore("before")


def seen(desk):
    status = desk.operator.status()
    counts = {name: status[name] for name in ("tasks", "prints", "partial", "paper_bytes")}
    return counts, desk.operator.prints(), desk.operator.tasks(), desk.operator.devices()


def with_a_piece_out(desk):
    """Print two whole papers, and one whose end is not out yet as the roll has run out."""
    desk.operator.change_device(D1, {"paper": 60})
    for _ in range(3):
        desk.print(item("a"))
    assert [run["complete"] for run in desk.operator.prints()] == [True, True, False]


def test_a_snapshot_brings_back_what_was_printed_to_the_piece(desk):
    with_a_piece_out(desk)
    before = seen(desk)
    assert before[0] == {"tasks": 3, "prints": 2, "partial": 1, "paper_bytes": 3 * 24 * 48}
    desk.operator.take_snapshot("before")
    for _ in range(2):
        desk.operator.change_device(D1, {"paper": 1000})
        desk.print(item("b"))
        assert seen(desk) != before
        desk.operator.restore("before")
        assert seen(desk) == before
    desk.operator.change_device(D1, {"paper": 1000})
    assert [run["number"] for run in desk.operator.prints()] == [0, 1, 2, 3]


def test_the_journal_is_history_that_a_restored_snapshot_does_not_undo(desk):
    desk.print(item("a"))
    desk.operator.take_snapshot("before")
    desk.print(item("b"))
    desk.operator.restore("before")
    assert [entry.number for entry in desk.simulator.journal] == [1, 2]
    assert desk.operator.status()["requests"] == 2
    assert desk.read(2)["items"][0]["text"] == "b"


def test_pieces_are_there_again_after_a_restart(file):
    desk = Desk(Config(state_file=file))
    with_a_piece_out(desk)
    before = seen(desk)
    desk.simulator.close()
    desk = Desk(Config(state_file=file))
    assert seen(desk) == before
    desk.simulator.close()


def test_the_runs_remembered_are_limited_in_the_file_too(file, monkeypatch):
    monkeypatch.setattr(state, "ROLL_LENGTH", 3)
    desk = Desk(Config(state_file=file))
    for _ in range(5):
        desk.print(item("a"))
    assert [run["number"] for run in desk.operator.prints()] == [2, 3, 4]
    desk.simulator.close()
    desk = Desk(Config(state_file=file))
    assert [run["number"] for run in desk.operator.prints()] == [2, 3, 4]
    assert desk.operator.status()["prints"] == 5
    desk.simulator.close()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE record SET row = '{' WHERE kind = 'paper'",
        "UPDATE record SET row = '{}' WHERE kind = 'paper'",
        "UPDATE record SET row = 'null' WHERE kind = 'paper'",
        "UPDATE record SET row = json_set(row, '$.rows', 'AAAA') WHERE kind = 'paper'",
        "UPDATE record SET row = json_set(row, '$.rows', '!') WHERE kind = 'paper'",
        "UPDATE record SET row = json_set(row, '$.height', 7) WHERE kind = 'paper'",
        "UPDATE record SET key = 'x' WHERE kind = 'paper'",
        "UPDATE record SET row = json_set(row, '$.task_id', 9) WHERE kind = 'device'",
        "DELETE FROM record WHERE kind = 'device'",
    ],
)
def test_a_damaged_state_file_is_explained_and_let_go(file, damage):
    desk = Desk(Config(state_file=file))
    desk.print(item("a"))
    desk.simulator.close()
    for _ in range(2):
        with sqlite3.connect(file) as db:
            db.execute(damage)
        db.close()
        with pytest.raises(InputError):
            Desk(Config(state_file=file))


def test_there_are_not_too_many_snapshots(desk):
    for number in range(16):
        desk.operator.take_snapshot(str(number))
    desk.operator.take_snapshot("0")
    with pytest.raises(InputError, match="16 snapshots"):
        desk.operator.take_snapshot("one more")


def test_a_clock_is_moved_stopped_and_freed():
    time = [100.0]
    clock = VirtualClock(lambda: time[0])
    clock.advance(50)
    time[0] = 110
    assert (clock.now(), clock.offset) == (160, 50)
    clock.freeze()
    time[0] = 120
    assert clock.now() == 160
    clock.advance(1)
    assert clock.now() == 161
    clock.run()
    time[0] = 125
    assert clock.now() == 166
    clock.set(10)
    time[0] = 126
    assert clock.now() == 11


def test_the_clock_moves_the_printers(desk):
    desk.operator.change_device(D1, {"speed": 24})
    task = desk.print(item("a"))["TaskId"]
    desk.operator.change_clock({"freeze": True})
    assert desk.simulator.idle_seconds() is None
    desk.operator.change_clock({"advance": 1})
    assert desk.operator.task(task)["state"] == "printed"


def test_what_is_due_is_known_beforehand(desk):
    assert desk.simulator.idle_seconds() is None
    desk.operator.change_device(D1, {"speed": 48})
    desk.print(item("a"))
    assert desk.simulator.idle_seconds() == 0.5
    desk.operator.change_device(D2, {"state": "busy", "recover_after": 0.25})
    assert desk.simulator.idle_seconds() == 0.25


CONFIG = """
seed = 7
state_file = "state.sqlite"
admin_port = 0

[settings]
task_ttl = 3600
offline = "hold"

[[account]]
app_id = "shop"
app_secret = "hush hush"
calls_per_minute = 60

[[device]]
uuid = "00000000000000aa"
model = "D2"
state = "paper_out"
paper = 0

[[user]]
app_id = "shop"
user_id = "till 1"
open_user_id = 5
devices = ["00000000000000aa"]
"""


def test_a_configuration_is_read_from_toml(tmp_path):
    path = tmp_path / "simulator.toml"
    path.write_text(CONFIG)
    config = load_config(path)
    assert config.state_file == tmp_path / "state.sqlite"
    desk = Desk(config)
    query = {"app": "shop", "secret": "hush hush"}
    job = {"Uuid": "00000000000000aa", "PrintContent": content(), "OpenUserId": 5}
    task = desk.call("printcontent2", job, **query)["TaskId"]
    assert desk.call("getprinttaskstate", {"TaskId": task}, **query)["State"] == 0
    assert desk.call("getdevicestate", {"Uuid": "00000000000000aa"}, **query)["State"] == 1
    desk.simulator.close()


SHOP = "[[account]]\napp_id = 'shop'\napp_secret = 'hush hush'\n"
USER = "[[user]]\napp_id = 'shop'\nuser_id = '{}'\nopen_user_id = {}\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[settings]\ntask_tll = 1", "unknown field 'task_tll'"),
        ("[settings]\ntask_ttl = '1'", "settings.task_ttl"),
        ("[settings]\noffline = 'maybe'", "refuse or hold or fail"),
        ("[settings]\ntask_ttl = -1", "not be negative"),
        ("[[account]]\napp_id = 'x'", "app_secret is missing"),
        ("[account]\napp_id = 'x'", "two brackets"),
        ("[[device]]\nuuid = 'x'", "16 lower-case hex"),
        ("[[device]]\nuuid = '0123456789abcdef'\nstate = 'tired'", "device[0].state"),
        ("[[device]]\nuuid = '0123456789abcdef'\ntask_id = 1", "unknown field 'task_id'"),
        ("printers = 1", "unknown key 'printers'"),
        ("seed = 'x'", "seed has to be"),
        ("x = ", "is not TOML, at"),
        ("[settings]\ntask_ttl = nan", "settings.task_ttl"),
        ("[settings]\ntask_ttl = inf", "settings.task_ttl"),
        (f"[settings]\ntimestamp_window = 1{'0' * 30}", "64 bits"),
        (f"[[device]]\nuuid = '{D1}'\n" * 2, "device[1].uuid"),
        (SHOP * 2, "account[1].app_id: 'shop'"),
        (SHOP + "[[user]]\napp_id = 'shop'\nuser_id = 'u'\n" * 2, "user[1].user_id"),
        (SHOP + "".join(USER.format(n, 5) for n in "ab"), "user[1].open_user_id: '5'"),
        (SHOP + USER.format("a", -1), "open_user_id is 0"),
        (SHOP + USER.format("a", 10**12), "open_user_id is 0"),
        ("[[user]]\napp_id = 'nope'\nuser_id = 'x'", "no account 'nope'"),
        ("[[user]]\napp_id = 'demo-app'\nuser_id = 'x'\ndevices = ['zz']", "no device 'zz'"),
        (SHOP + "calls_per_minute = -4", "not be negative"),
    ],
)
def test_a_configuration_that_is_wrong_is_explained(tmp_path, text, told):
    path = tmp_path / "simulator.toml"
    path.write_text(text)
    with pytest.raises(InputError) as error:
        load_config(path)
    assert told in str(error.value)
    assert "simulator.toml" in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "[[account]]\napp_id = 'x'\napp_secret = 123456789012",
        "[[account]]\napp_id = 'x'\napp_secret = [123456789012]",
        "app_secret = 'a123456789012",
        "app_secret = 123456789012 x",
        "a_secret_and_it_is_123456789012 = 1",
    ],
)
def test_no_message_repeats_a_secret(tmp_path, text):
    path = tmp_path / "simulator.toml"
    path.write_text(text)
    with pytest.raises(InputError) as error:
        load_config(path)
    assert "1234" not in str(error.value)


def test_a_configuration_that_is_not_utf8_is_explained(tmp_path):
    path = tmp_path / "simulator.toml"
    path.write_bytes(b"\xff")
    with pytest.raises(InputError, match="not UTF-8"):
        load_config(path)


def test_a_configuration_without_an_account_is_refused():
    with pytest.raises(InputError, match="no account"):
        Config(accounts=())


def test_a_number_of_a_user_is_not_taken_over_from_the_state_file(file):
    desk = Desk(Config(state_file=file))
    number = desk.call("userbind", {"Uuid": D1, "UserId": "u"})["OpenUserId"]
    desk.simulator.close()
    with pytest.raises(InputError, match="another user"):
        Desk(Config(state_file=file, users=(User("demo-app", "v", number),)))


def test_a_configuration_that_is_not_there_is_explained(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        load_config(tmp_path / "nothing.toml")


def test_secrets_do_not_show_in_a_configuration():
    assert "demo-secret" not in repr(Config(admin_token="tell nobody"))
    assert "tell nobody" not in repr(Config(admin_token="tell nobody"))
