"""Before the simulator starts: its accounts, printers, users and settings, from a TOML file."""

import re
import tomllib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

from ddjlayout.errors import InputError, excerpt

from .records import Account, Device, Settings, User
from .schema import read

R = TypeVar("R", Account, Device, User)
T = TypeVar("T", str, int)
K = TypeVar("K", bound=Hashable)

_PLACE = re.compile(r"\(at ([\w ,]+)\)\Z")

DEMO_ACCOUNT = ("demo-app", "demo-secret")
DEMO_DEVICES = (("0123456789abcdef", "D1"), ("fedcba9876543210", "D2"))


def _demo_accounts() -> tuple[Account, ...]:
    return (Account(*DEMO_ACCOUNT),)


def _demo_devices() -> tuple[Device, ...]:
    return tuple(Device(uuid, "D2" if model == "D2" else "D1") for uuid, model in DEMO_DEVICES)


@dataclass(frozen=True)
class Config:
    """What a simulator starts with.

    `state_file` keeps the state in a SQLite file (None: in memory); what that file has wins over
    the accounts, devices and users here. The admin API listens on `admin_host` and
    `admin_port` (0: a free one) and wants `admin_token` (empty: a random one). `seed` is for
    the dice of faults.
    """

    accounts: tuple[Account, ...] = field(default_factory=_demo_accounts)
    devices: tuple[Device, ...] = field(default_factory=_demo_devices)
    users: tuple[User, ...] = ()
    settings: Settings = field(default_factory=Settings)
    state_file: Path | None = None
    admin_host: str = "127.0.0.1"
    admin_port: int = 0
    admin_token: str = field(default="", repr=False)
    seed: int = 0

    def __post_init__(self) -> None:
        if not self.accounts:
            raise InputError("there is no account", path="account")
        apps = _once("account", "app_id", [account.app_id for account in self.accounts])
        uuids = _once("device", "uuid", [device.uuid for device in self.devices])
        _once("user", "user_id", [(user.app_id, user.user_id) for user in self.users])
        _once("user", "open_user_id", [u.open_user_id for u in self.users if u.open_user_id])
        for number, user in enumerate(self.users):
            if user.app_id not in apps:
                message = f"there is no account {excerpt(user.app_id)}"
                raise InputError(message, path=f"user[{number}].app_id")
            for uuid in user.devices:
                if uuid not in uuids:
                    message = f"there is no device {excerpt(uuid)}"
                    raise InputError(message, path=f"user[{number}].devices")


def load_config(path: Path) -> Config:
    """Read a TOML file; raises InputError that names the file, the table and the field.

    Tables: `[settings]`, `[[account]]`, `[[device]]`, `[[user]]`; keys beside them: `seed`,
    `state_file` (relative to the file), `admin_host`, `admin_port`, `admin_token`. Without
    accounts or devices the demo ones are there.
    """
    try:
        with path.open("rb") as file:
            values: dict[str, Any] = tomllib.load(file)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=str(path)) from None
    except UnicodeDecodeError:
        raise InputError("is not TOML: it is not UTF-8", path=str(path)) from None
    except tomllib.TOMLDecodeError as error:  # its words may repeat a secret, the place does not
        place = _PLACE.search(str(error))
        where = f", at {place[1]}" if place else ""
        raise InputError(f"is not TOML{where}", path=str(path)) from None
    return _config(values, path)


def _config(values: Mapping[str, Any], path: Path) -> Config:
    known = {"account", "device", "user", "settings", "seed", "state_file"}
    known |= {"admin_host", "admin_port", "admin_token"}
    for name in values:
        if name not in known:
            hint = f"known: {', '.join(sorted(known))}"
            raise InputError(f"unknown key {excerpt(name)}", path=str(path), hint=hint)
    place = str(path)
    state_file = _plain(values, "state_file", "", place)
    given: dict[str, Any] = {
        "accounts": _tables(Account, values, "account", place) or _demo_accounts(),
        "devices": _tables(Device, values, "device", place) or _demo_devices(),
        "users": _tables(User, values, "user", place),
        "settings": read(Settings, values.get("settings", {}), f"{place} > settings"),
        "state_file": path.parent / state_file if state_file else None,
        "admin_host": _plain(values, "admin_host", "127.0.0.1", place),
        "admin_port": _plain(values, "admin_port", 0, place),
        "admin_token": _plain(values, "admin_token", "", place),
        "seed": _plain(values, "seed", 0, place),
    }
    try:
        return Config(**given)
    except InputError as error:
        raise InputError(error.message, path=f"{place} > {error.path}") from None


def _once(table: str, name: str, keys: Sequence[K]) -> set[K]:
    """Return the keys of a table's records; raises InputError for one that comes twice."""
    seen: set[K] = set()
    for number, key in enumerate(keys):
        if key in seen:
            message = f"{excerpt(key)} is that of another {table} already"
            raise InputError(message, path=f"{table}[{number}].{name}")
        seen.add(key)
    return seen


def _tables(cls: type[R], values: Mapping[str, Any], name: str, place: str) -> tuple[R, ...]:
    tables = values.get(name, [])
    if not isinstance(tables, list):
        raise InputError(f"write [[{name}]], with two brackets", path=place)
    items = cast("list[object]", tables)
    return tuple(read(cls, item, f"{place} > {name}[{i}]") for i, item in enumerate(items))


def _plain(values: Mapping[str, Any], name: str, default: T, place: str) -> T:
    value = values.get(name, default)
    if type(value) is not type(default):
        raise InputError(f"{name} has to be of type {type(default).__name__}", path=place)
    return value
