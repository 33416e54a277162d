"""Beside the simulator's platform: where its state outlives it, nowhere or in a SQLite file."""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from ddjlayout.errors import InputError

from .state import Change

SCHEMA_VERSION = 2


class Store(Protocol):
    """Keeps the rows of a state."""

    def load(self) -> list[Change]:
        """Return all rows that are kept."""
        ...

    def save(self, changes: Iterable[Change]) -> None:
        """Keep these rows before returning, all of them or none."""
        ...

    def clear(self) -> None:
        """Forget all rows."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


class NoStore:
    """Keeps nothing: the state lives in memory alone."""

    def load(self) -> list[Change]:
        """Return no rows."""
        return []

    def save(self, changes: Iterable[Change]) -> None:
        """Do nothing."""

    def clear(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


class SqliteStore:
    """Keeps the rows in a SQLite file, for one simulator at a time."""

    def __init__(self, path: Path) -> None:
        """Open or make the file; raises InputError if it is in use or no state of a simulator."""
        try:
            self._db = sqlite3.connect(
                path, isolation_level=None, check_same_thread=False, timeout=0
            )
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._prepare(path)
        except sqlite3.Error as error:
            hint = "choose another file, or stop the simulator that has it open"
            raise InputError(
                f"cannot use the state file: {error}", path=str(path), hint=hint
            ) from None

    def _prepare(self, path: Path) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        tables = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if version != SCHEMA_VERSION and (version or tables):
            raise InputError("this file is no state of this version's simulator", path=str(path))
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS record (kind TEXT, key TEXT, row TEXT NOT NULL,"
            " PRIMARY KEY (kind, key)) WITHOUT ROWID"
        )
        self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        self._db.execute("COMMIT")

    def load(self) -> list[Change]:
        """Return all rows of the file."""
        rows = self._db.execute("SELECT kind, key, row FROM record")
        try:
            return [Change(str(kind), str(key), json.loads(row)) for kind, key, row in rows]
        except (ValueError, sqlite3.Error):
            raise InputError("the state file is damaged", hint="choose another file") from None

    def save(self, changes: Iterable[Change]) -> None:
        """Write the rows in one transaction."""
        changes = list(changes)
        if not changes:
            return
        kept = [(c.kind, c.key, json.dumps(c.row)) for c in changes if c.row is not None]
        gone = [(c.kind, c.key) for c in changes if c.row is None]
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany("INSERT OR REPLACE INTO record VALUES (?, ?, ?)", kept)
            self._db.executemany("DELETE FROM record WHERE kind = ? AND key = ?", gone)

    def clear(self) -> None:
        """Empty the file."""
        self._db.execute("DELETE FROM record")

    def close(self) -> None:
        """Close the file."""
        self._db.close()
