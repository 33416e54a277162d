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
    app_secret = Secret.of(app_secret) if app_secret else None
    environ = os.environ if environ is None else environ
    found = _Settings(app_id, app_secret, base_url).over(_from_environ(environ))
    warnings: tuple[str, ...] = ()
    if None in found:
        filed, warnings = _from_file(environ)
        found = found.over(filed)
    if not found.app_id or not found.app_secret:
        missing = "app_secret" if found.app_id else "app_id"
        raise UsageError(
            f"no {missing} was given",
            path="credentials",
            hint=f"give it as an argument, as DDJ_{missing.upper()} in the environment, "
            f"or as {missing} in {config_path(environ)}",
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


def _from_file(environ: Mapping[str, str]) -> tuple[_Settings, tuple[str, ...]]:
    path = config_path(environ)
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            text = file.read(_MAX_FILE + 1)
    except FileNotFoundError:
        if environ.get("DDJ_CONFIG"):
            raise _bad(path, "there is no such file", "correct DDJ_CONFIG or unset it") from None
        return _Settings(None, None, None), ()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _bad(path, f"it cannot be read: {reason}", "correct its permissions") from None
    warnings: list[str] = []
    if os.name == "posix" and mode & _OTHERS:
        warnings.append(
            f"{path} can be read by others (mode {stat.S_IMODE(mode):o}): run chmod 600 on it"
        )
    table = _parsed(path, text)
    warnings += [f"{path}: {excerpt(key)} means nothing here" for key in table if key not in _KEYS]
    values = [_string(path, table, key) for key in _KEYS]
    secret = Secret(values[1]) if values[1] else None
    return _Settings(values[0], secret, values[2]), tuple(warnings)


def _parsed(path: Path, text: bytes) -> dict[str, object]:
    if len(text) > _MAX_FILE:
        raise _bad(path, f"it is larger than {_MAX_FILE} bytes", "keep only the credentials in it")
    try:
        return tomllib.loads(text.decode("utf-8"))
    except UnicodeDecodeError:
        problem = "it is not UTF-8"
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        # Of the parser's words only the place: the rest may quote the file.
        where = str(error).rpartition("(")[2].rstrip(")")
        problem = f"it is not TOML, {where}" if where.startswith("at ") else "it is not TOML"
    raise _bad(path, problem, 'write lines such as app_id = "…"')


def _string(path: Path, table: Mapping[str, object], key: str) -> str | None:
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        raise _bad(path, f"{key} is no string", "put it in double quotes")
    return value or None


def _bad(path: Path, problem: str, hint: str) -> InputError:
    return InputError(problem, path=str(path), hint=hint)
