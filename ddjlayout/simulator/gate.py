"""In the simulator's platform: the checks that every call passes, in the platform's order.

JSON and its fields, appid, the account's standing, signature, timestamp, nonce, call limit, device.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ddjlayout.cloud.wire import Code

from .body import BodyError, note_content_type, read_body
from .deviations import Deviations
from .records import UUID, Account, Device, Settings
from .signing import MAX_LENGTH, Nonces, Query, is_signed, misstep, read_query, unknown_names
from .state import State

MINUTE = 60.0


class RefusedError(Exception):
    """A call that is answered with a code other than 200, and why."""

    def __init__(self, code: Code, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class Call(NamedTuple):
    """A request as it came: path, query string, body and content type, empty if it has none."""

    path: str
    query: str
    body: bytes
    content_type: str = "application/json"


@dataclass(slots=True)
class Request:
    """A call under way: what is known of it so far, and what was tolerated in it.

    Its body is read once, when the request is made; `flaw` says why it cannot be.
    """

    call: Call
    now: float = 0.0
    query: Query = field(init=False)
    fields: dict[str, Any] = field(default_factory=dict[str, Any])
    flaw: str = ""
    deviations: Deviations = field(default_factory=Deviations)
    account: Account = field(init=False)
    device: Device = field(init=False)
    task_id: int | None = None

    def __post_init__(self) -> None:
        self.query = read_query(self.call.query)
        try:
            self.fields = read_body(self.call.path, self.call.body, self.deviations)
        except BodyError as error:
            self.flaw = str(error)
        self._note_form()

    def _note_form(self) -> None:
        """Note what is tolerated in the form of a call."""
        note_content_type(self.call.content_type, self.deviations)
        if self.call.query.count("&") != len(Query._fields) - 1:
            unknown = unknown_names(self.call.query)
            self.deviations.add_each("query", "unknown parameter {} ignored", unknown)
        uuid = self.uuid.lower()
        if uuid != self.uuid and UUID.fullmatch(uuid):
            self.deviations.add("Uuid", "letters in capitals")
            self.fields["Uuid"] = uuid

    @property
    def uuid(self) -> str:
        """The `Uuid` of the call, empty if it has none."""
        return str(self.fields.get("Uuid", ""))


class Gate:
    """Lets calls in or refuses them; remembers nonces and counts calls."""

    def __init__(self, state: State, settings: Callable[[], Settings]) -> None:
        self._state = state
        self._settings = settings
        self._nonces = Nonces()
        self._calls: dict[str, deque[float]] = {}

    def check(self, request: Request) -> None:
        """Fill in what is known of a request; raises RefusedError at the first check that fails."""
        self._check_form(request)
        request.account = self._account(request.query)
        self._check_time(request.query, request.now)
        self._check_rate(request.account, request.now)
        uuid = request.fields.get("Uuid")
        if uuid is not None:
            device = self._state.devices.get(uuid)
            if device is None:
                raise RefusedError(Code.UNKNOWN_DEVICE, "no device has this Uuid")
            request.device = device

    @staticmethod
    def _check_form(request: Request) -> None:
        if request.flaw:
            raise RefusedError(Code.BAD_PARAMETER, request.flaw)
        for name, value in zip(Query._fields, request.query, strict=True):
            if not 0 < len(value) <= MAX_LENGTH:
                reason = f"query parameter {name} has to be there once, 1 to {MAX_LENGTH} long"
                raise RefusedError(Code.BAD_PARAMETER, reason)

    def _account(self, query: Query) -> Account:
        account = self._state.accounts.get(query.appid)
        if account is None:
            raise RefusedError(Code.UNKNOWN_APP, "no account has this appid")
        if account.status == "disabled":
            raise RefusedError(Code.ACCOUNT_DISABLED, "the account is disabled")
        if account.status == "unverified":
            raise RefusedError(Code.NOT_VERIFIED, "the account is not verified")
        if not is_signed(query, account.app_secret):
            why = misstep(query, account.app_secret) or "the signature is wrong"
            raise RefusedError(Code.BAD_SIGNATURE, why)
        return account

    def _check_time(self, query: Query, now: float) -> None:
        stamp, window = query.timestamp, self._settings().timestamp_window
        if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):
            reason = "the timestamp has to be Unix time in whole seconds"
            hint = ", not milliseconds" if stamp.isdigit() and len(stamp) == 13 else ""
            raise RefusedError(Code.LINK_EXPIRED, reason + hint)
        late = now - int(stamp)
        if abs(late) > window:
            side = "old" if late > 0 else "ahead"
            reason = f"the timestamp is {abs(late):.0f} s {side}, at most {window} s are taken"
            raise RefusedError(Code.LINK_EXPIRED, reason)
        if not self._nonces.is_fresh(query, now, max(now, int(stamp)) + window):
            raise RefusedError(Code.LINK_EXPIRED, "this nonce was used before")

    def _check_rate(self, account: Account, now: float) -> None:
        own = account.calls_per_minute
        limit = self._settings().calls_per_minute if own is None else own
        calls = self._calls.setdefault(account.app_id, deque())
        while calls and not now - MINUTE < calls[0] <= now:
            calls.popleft()
        if limit and len(calls) >= limit:
            raise RefusedError(Code.CALL_LIMIT, f"more than {limit} calls in a minute")
        if limit:
            calls.append(now)
