"""Every Python example of docs/client.md runs, in order, against the simulated platform."""

import re
from pathlib import Path

from ddjlayout.cloud.failures import HINTS
from ddjlayout.cloud.flow import ClientOptions
from ddjlayout.cloud.wire import Code
from ddjlayout.simulator.pytest_plugin import (  # noqa: F401
    _ddj_simulator_process,
    ddj_simulator,
)

PAGE = Path(__file__).parents[2] / "docs" / "client.md"


def test_the_examples_run(ddj_simulator, monkeypatch, capsys, tmp_path):  # noqa: F811
    monkeypatch.setenv("DDJ_APP_ID", ddj_simulator.app_id)
    monkeypatch.setenv("DDJ_APP_SECRET", ddj_simulator.app_secret)
    monkeypatch.setenv("DDJ_BASE_URL", ddj_simulator.url)
    monkeypatch.delenv("DDJ_CONFIG", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names = {}
    for block in blocks:
        exec(compile(block, "docs/client.md", "exec"), names)
    assert len(blocks) == 4
    out = capsys.readouterr().out.split()
    assert out[0] == "NORMAL"
    assert out[-1] == "yes"
    assert ddj_simulator.printed(names["content"])["prints"] == 3


def test_the_defaults_in_the_table_are_the_real_ones():
    text = PAGE.read_text(encoding="utf-8")
    options = ClientOptions()
    for name in ("connect_timeout", "read_timeout", "call_deadline"):
        assert f"| `{name}` | {getattr(options, name):.0f} s |" in text
    assert f"| `retries` | {options.retries} |" in text
    for name in ("max_reply_bytes", "max_content_bytes"):
        assert f"| `{name}` | {getattr(options, name):,} |" in text
    assert f"| {options.poll_first} s, {options.poll_most:.0f} s |" in text


def test_every_code_has_a_next_step():
    assert set(HINTS) == set(Code) - {Code.OK}
