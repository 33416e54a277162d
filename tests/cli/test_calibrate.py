"""`ddj calibrate`: drawn, printed, explained."""

from io import BytesIO

from PIL import Image

from ddjlayout.simulator.remote import RunningSimulator
from tests.cli.conftest import Ddj

pytest_plugins = ["ddjlayout.simulator.pytest_plugin"]


def test_it_is_drawn_and_explained(ddj: Ddj) -> None:
    done = ddj("calibrate", "--radius", "0.9")
    assert done.returncode == 0, done.stderr
    assert Image.open(BytesIO(done.stdout)).width == 384
    assert b"melts into its stripes" in done.stderr
    assert b"radius=0.9" in done.stderr


def test_it_is_printed(ddj: Ddj, ddj_simulator: RunningSimulator) -> None:
    uuid = ddj_simulator.uuid()
    env = {
        "DDJ_APP_ID": ddj_simulator.app_id,
        "DDJ_APP_SECRET": ddj_simulator.app_secret,
        "DDJ_BASE_URL": ddj_simulator.url,
    }
    done = ddj("calibrate", "--device", uuid, env=env)
    assert done.returncode == 0, done.stderr
    (entry,) = [e for e in ddj_simulator.journal() if "printcontent2" in str(e)]
    assert entry


def test_a_device_needs_credentials(ddj: Ddj) -> None:
    assert ddj("calibrate", "--device", "0123456789abcdef").returncode == 2
