"""Before the client: credentials from arguments, the environment or a configuration file."""

import os
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ddjlayout.cloud.security import Secret
from ddjlayout.cloud.wire import VENDOR_URL
from ddjlayout.errors import InputError, UsageError, excerpt

_MAX_FILE = 1 << 16
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_KEYS = ("app_id", "app_secret", "base_url")


class Credentials(NamedTuple):
    """What a client needs to call the platform.

    `warnings` are sentences for the user: a file that others may read, a key that means nothing.
    They are returned, and printed by nobody.
    """

    app_id: str
    app_secret: Secret
    base_url: str = VENDOR_URL
    warnings: tuple[str, ...] = ()


class _Settings(NamedTuple):
    # What one place says; None where it is silent.
    app_id: str | None
    app_secret: Secret | None
    base_url: str | None

    def over(self, other: "_Settings") -> "_Settings":
        return _Settings(
            self.app_id or other.app_id,
            self.app_secret or other.app_secret,
            self.base_url or other.base_url,
        )


class _Filed(NamedTuple):
    # What the file says, each value hidden, and who may read it.
    values: Mapping[str, Secret]
    mode: int

    def settings(self) -> _Settings:
        app_id, secret, base_url = (self.values.get(key) or None for key in _KEYS)
        return _Settings(
            app_id.reveal() if app_id else None, secret, base_url.reveal() if base_url else None
        )

    def warnings(self, path: Path) -> tuple[str, ...]:
        unknown = [
            f"{path}: {excerpt(key)} means nothing here" for key in self.values if key not in _KEYS
        ]
        if os.name == "posix" and self.mode & _OTHERS:
            mode = f"{stat.S_IMODE(self.mode):o}"
            return (f"{path} can be read by others (mode {mode}): run chmod 600 on it", *unknown)
        return tuple(unknown)


def load_credentials(
    app_id: str | None = None,
    app_secret: str | Secret | None = None,
    base_url: str | None = None,
    *,
    environ: Mapping[str, str] | None = None,
) -> Credentials:
    """Return the credentials: each from its argument, else the environment, else the file.

    The variables are DDJ_APP_ID, DDJ_APP_SECRET and DDJ_BASE_URL; the file is
    `config_path(environ)`, TOML with `app_id`, `app_secret`, `base_url`. An empty value counts as
    none. Raises UsageError that names the three ways when the id or the secret is missing,
    InputError for a file that is there and not good.
    """
    # The names are bound anew: a traceback that shows variables must not show the secret.
    app_secret = Secret.of(app_secret) if app_secret else None
    environ = os.environ if environ is None else environ
    path, named = config_path(environ), bool(environ.get("DDJ_CONFIG"))
    found = _Settings(app_id, app_secret, base_url).over(_from_environ(environ))
    del environ
    warnings: tuple[str, ...] = ()
    if None in found:
        filed = _from_file(path, named=named)
        if isinstance(filed, InputError):
            raise filed
        found, warnings = found.over(filed.settings()), filed.warnings(path)
    if not found.app_id or not found.app_secret:
        missing = "app_secret" if found.app_id else "app_id"
        raise UsageError(
            f"no {missing} was given",
            path="credentials",
            hint=f"give it as an argument, as DDJ_{missing.upper()} in the environment, "
            f"or as {missing} in {path}",
        )
    return Credentials(found.app_id, found.app_secret, found.base_url or VENDOR_URL, warnings)


def config_path(environ: Mapping[str, str]) -> Path:
    """Return $DDJ_CONFIG, else ddj/config.toml in $XDG_CONFIG_HOME, else in ~/.config."""
    if named := environ.get("DDJ_CONFIG"):
        return Path(named)
    # The XDG base directory specification has relative paths ignored.
    base = Path(environ.get("XDG_CONFIG_HOME", ""))
    if not base.is_absolute():
        base = Path(environ.get("HOME") or Path.home()) / ".config"
    return base / "ddj" / "config.toml"


def _from_environ(environ: Mapping[str, str]) -> _Settings:
    secret = environ.get("DDJ_APP_SECRET")
    return _Settings(
        environ.get("DDJ_APP_ID") or None,
        Secret(secret) if secret else None,
        environ.get("DDJ_BASE_URL") or None,
    )


# What is wrong with the file is returned and not raised: the frames below here hold its text.
def _from_file(path: Path, *, named: bool) -> _Filed | InputError:
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            text = file.read(_MAX_FILE + 1)
    except FileNotFoundError:
        if named:
            return _bad(path, "there is no such file", "correct DDJ_CONFIG or unset it")
        return _Filed({}, 0)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return _bad(path, f"it cannot be read: {reason}", "correct its permissions")
    table = _parsed(path, text)
    if isinstance(table, InputError):
        return table
    for key in _KEYS:
        if not isinstance(table.get(key, ""), str):
            return _bad(path, f"{key} is no string", "put it in double quotes")
    return _Filed({key: Secret(str(value)) for key, value in table.items()}, mode)


def _parsed(path: Path, text: bytes) -> dict[str, object] | InputError:
    if len(text) > _MAX_FILE:
        return _bad(path, f"it is larger than {_MAX_FILE} bytes", "keep only the credentials in it")
    try:
        return tomllib.loads(text.decode("utf-8"))
    except UnicodeDecodeError:
        problem = "it is not UTF-8"
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        # Of the parser's words only the place: the rest may quote the file.
        where = str(error).rpartition("(")[2].rstrip(")")
        problem = f"it is not TOML, {where}" if where.startswith("at ") else "it is not TOML"
    return _bad(path, problem, 'write lines such as app_id = "…"')


def _bad(path: Path, problem: str, hint: str) -> InputError:
    return InputError(problem, path=str(path), hint=hint)
