"""Credentials from three places, in order; a bad file is an error that shows nothing of it."""

import os
import stat
from pathlib import Path

import pytest

from ddjlayout.cloud.config import Credentials, config_path, load_credentials
from ddjlayout.cloud.security import Secret
from ddjlayout.cloud.wire import VENDOR_URL
from ddjlayout.errors import InputError, UsageError
from tests.cloud.test_secrets import everything_about

FILE = 'app_id = "file-id"\napp_secret = "file-secret"\nbase_url = "https://file.example"\n'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / ".config" / "ddj").mkdir(parents=True)
    return tmp_path


def write(home: Path, text: str | bytes, mode: int = 0o600) -> dict[str, str]:
    path = home / ".config" / "ddj" / "config.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    path.chmod(mode)
    return {"HOME": str(home)}


def test_arguments_beat_the_environment_which_beats_the_file(home):
    environ = write(home, FILE)
    assert load_credentials(environ=environ) == Credentials(
        "file-id", Secret("file-secret"), "https://file.example"
    )
    environ |= {"DDJ_APP_ID": "env-id", "DDJ_BASE_URL": "https://env.example"}
    assert load_credentials(environ=environ) == Credentials(
        "env-id", Secret("file-secret"), "https://env.example"
    )
    environ |= {"DDJ_APP_SECRET": "env-secret"}
    assert load_credentials("arg-id", environ=environ) == Credentials(
        "arg-id", Secret("env-secret"), "https://env.example"
    )
    assert load_credentials(
        "arg-id", "arg-secret", "https://arg.example", environ=environ
    ) == Credentials("arg-id", Secret("arg-secret"), "https://arg.example")
    assert load_credentials(app_secret=Secret("s"), environ=environ).app_secret == Secret("s")


def test_the_vendor_is_the_address_unless_told_otherwise(tmp_path):
    environ = {"DDJ_APP_ID": "i", "DDJ_APP_SECRET": "s", "HOME": str(tmp_path)}
    assert load_credentials(environ=environ) == Credentials("i", Secret("s"), VENDOR_URL)


def test_empty_values_count_as_none(home):
    environ = write(home, FILE) | {"DDJ_APP_ID": "", "DDJ_APP_SECRET": "", "DDJ_BASE_URL": ""}
    assert load_credentials("", "", "", environ=environ).app_id == "file-id"


@pytest.mark.parametrize("missing", ["app_id", "app_secret"])
def test_what_is_missing_is_named_with_the_three_ways_to_give_it(tmp_path, missing):
    given = {"app_id": "i", "app_secret": "hush"} | {missing: None}
    with pytest.raises(UsageError) as caught:
        load_credentials(**given, environ={"HOME": str(tmp_path)})
    text = str(caught.value)
    assert f"no {missing}" in text
    assert f"DDJ_{missing.upper()}" in text
    assert "argument" in text
    assert str(tmp_path / ".config" / "ddj" / "config.toml") in text
    assert "hush" not in text
    assert "hush" not in everything_about(caught.value)
    assert caught.value.exit_code == 2


def test_a_missing_id_shows_nothing_of_a_secret_in_the_environment(tmp_path, monkeypatch):
    environ = {"DDJ_APP_SECRET": "hush", "HOME": str(tmp_path)}
    with pytest.raises(UsageError, match="no app_id") as caught:
        load_credentials(environ=environ)
    assert "hush" not in everything_about(caught.value)
    monkeypatch.setattr(os, "environ", environ)
    with pytest.raises(UsageError, match="no app_id") as caught:
        load_credentials()
    assert "hush" not in everything_about(caught.value)


def test_the_real_environment_is_the_default(home, monkeypatch):
    for name, value in write(home, FILE).items():
        monkeypatch.setenv(name, value)
    for name in ("DDJ_APP_ID", "DDJ_APP_SECRET", "DDJ_BASE_URL", "DDJ_CONFIG", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert load_credentials().app_id == "file-id"


def test_the_file_is_where_xdg_or_ddj_config_says():
    home = {"HOME": "/home/till"}
    assert config_path(home) == Path("/home/till/.config/ddj/config.toml")
    assert config_path(home | {"XDG_CONFIG_HOME": "/etc/x"}) == Path("/etc/x/ddj/config.toml")
    assert config_path(home | {"XDG_CONFIG_HOME": "x"}) == config_path(home)
    assert config_path(home | {"XDG_CONFIG_HOME": ""}) == config_path(home)
    assert config_path(home | {"DDJ_CONFIG": "c.toml", "XDG_CONFIG_HOME": "/x"}) == Path("c.toml")


def test_a_file_that_ddj_config_names_has_to_be_there(tmp_path):
    missing = tmp_path / "none.toml"
    with pytest.raises(InputError, match=r"no such file.*DDJ_CONFIG") as caught:
        load_credentials(environ={"DDJ_CONFIG": str(missing)})
    assert caught.value.path == str(missing)


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_a_file_others_may_read_is_a_warning_returned_not_printed(home, capfd, mode):
    credentials = load_credentials(environ=write(home, FILE, mode))
    (warning,) = credentials.warnings
    assert f"mode {mode:o}" in warning
    assert "chmod 600" in warning
    assert "file-secret" not in warning
    assert capfd.readouterr() == ("", "")
    assert stat.S_IMODE((home / ".config/ddj/config.toml").stat().st_mode) == mode


def test_a_key_that_means_nothing_is_a_warning(home):
    environ = write(home, FILE + 'appsecret = "file-secret"\n')
    (warning,) = load_credentials(environ=environ).warnings
    assert "'appsecret'" in warning
    assert "file-secret" not in warning


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('app_secret = "hush', "not TOML, at end of document"),
        ("app_secret = hush", "not TOML, at line 1"),
        ('a = 1\napp_secret "hush"', "not TOML, at line 2"),
        (b'app_secret = "\xff hush"', "not UTF-8"),
        ("app_secret = 42", "app_secret is no string"),
        ('app_secret = ["hush"]', "app_secret is no string"),
        ('app_secret = "hush"\nbase_url = 42', "base_url is no string"),
        ('app_id = ["hush"]', "app_id is no string"),
        ("a = " + "[" * 30_000, "not TOML"),
        ("#" * 70_000, "larger than 65536 bytes"),
    ],
)
def test_a_file_that_is_no_good_is_an_input_error_that_shows_none_of_it(home, text, said):
    with pytest.raises(InputError, match=said) as caught:
        load_credentials(environ=write(home, text))
    assert "hush" not in str(caught.value)
    assert caught.value.exit_code == 3
    assert "hush" not in everything_about(caught.value)
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None


def test_a_directory_in_the_place_of_the_file_is_an_input_error(home):
    (home / ".config/ddj/config.toml").mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        load_credentials(environ={"HOME": str(home)})


def test_a_broken_file_does_not_matter_when_nothing_is_asked_of_it(home):
    environ = write(home, "app_id =")
    assert load_credentials("i", "s", "https://x.example", environ=environ).app_id == "i"


def test_credentials_do_not_show_the_secret(home):
    assert "file-secret" not in repr(load_credentials(environ=write(home, FILE)))
