"""In the protocol: what went wrong with a call, and whether anything was printed.

Every error of a call has `printed`: "no" when nothing was printed for sure, "unknown" when
nobody can tell. (The result `Printed` of a wait says "yes".)
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from ddjlayout.cloud.wire import MESSAGES_EN, MESSAGES_ZH, Code, TaskState
from ddjlayout.errors import (
    DdjError,
    NetworkError,
    NotPrintedError,
    PlatformError,
    UnknownOutcomeError,
    excerpt,
)

Outcome = Literal["no", "yes", "unknown"]
"""Whether paper came out."""

AMBIGUOUS: frozenset[int] = frozenset({Code.SERVER_FAULT, Code.DEVICE_LOST})
"""The codes after which a print may or may not have happened; every other one means it did not."""

NO_LIST = "the platform has no call that lists tasks; look at the paper before sending it again"

HINTS: Mapping[int, str] = MappingProxyType(
    {
        Code.SERVER_FAULT: "try again later",
        Code.BAD_SIGNATURE: "check the AppSecret, and that it belongs to this AppId",
        Code.LINK_EXPIRED: "set this machine's clock by a time server",
        Code.BAD_PARAMETER: "check the Uuid, the OpenUserId and the content",
        Code.UNKNOWN_APP: "check the AppId",
        Code.UNKNOWN_DEVICE: "check the Uuid: a double click on the printer prints it",
        Code.ACCOUNT_DISABLED: "ask the vendor why the account is disabled",
        Code.NO_SUCH_TASK: "check the task id, and that this account submitted it",
        Code.NOT_VERIFIED: "finish the account's verification on the vendor's site",
        Code.CALL_LIMIT: "wait a minute, then call less often",
        Code.DEVICE_OFFLINE: "switch the printer on, check its network and send again",
        Code.DEVICE_LOST: "check the printer's network",
        Code.EMPTY_TASK: "put at least one item into the receipt",
    }
)
"""What to do next, by code."""


class RefusedError(PlatformError):
    """The platform answered with a code other than 200, and did nothing.

    `reply_code` is that code, `official` the vendor's Chinese message for it, `meaning` the
    English one; `clock_skew` is this machine's clock minus the platform's in seconds, measured
    on 1002.
    """

    printed: Outcome = "no"
    reply_code: int = 0
    official: str = ""
    meaning: str = ""
    clock_skew: int | None = None


class UnreachedError(NetworkError):
    """The call was not sent: no address, no connection, or no time left before sending."""

    printed: Outcome = "no"


class ReplyError(NetworkError):
    """A call that prints nothing was sent, but its reply was lost or not the one promised.

    `status` is the HTTP status, None when the reply was lost.
    """

    printed: Outcome = "no"
    status: int | None = None


class OutcomeLostError(UnknownOutcomeError):
    """A print was sent, and nobody can tell whether it was printed.

    `reply_code` is 1000 or 1011 when the platform answered so, else 0; `task_id` is set when the
    platform accepted the print and it was the waiting that failed; `state` is the last one seen.
    """

    printed: Outcome = "unknown"
    reply_code: int = 0
    official: str = ""
    meaning: str = ""
    task_id: int | None = None
    state: TaskState | None = None


class TaskEndedError(NotPrintedError):
    """The task ended without paper; `state` is FAILED, EXPIRED or REJECTED."""

    printed: Outcome = "no"
    task_id: int | None = None
    state: TaskState | None = None


_ENDINGS: Mapping[TaskState, tuple[str, str]] = MappingProxyType(
    {
        TaskState.FAILED: ("the printer failed to print it", "ask for the device's state"),
        TaskState.EXPIRED: ("it expired before the printer could print it", "send it again"),
        TaskState.REJECTED: ("it was rejected on the printer", "ask the person at the printer"),
    }
)


_PAGE_FAILED = (
    "check that its address is public and that it loads; the simulator fetches no page "
    "unless started with --fetch-pages"
)


def refused(call: str, code: int, *, said: str = "", prints: bool = False) -> DdjError:
    """Return the error for a reply code other than 200.

    `call` names the call, `said` is what the platform's own Message adds, with secrets removed.
    """
    official, meaning = _meaning(code)
    message = f"{code} {official}: {meaning}" if official else f"{code}, a code nobody published"
    if said and said != excerpt(official):
        message += f", in its words {said}"
    error: RefusedError | OutcomeLostError
    if prints and (code in AMBIGUOUS or not official):
        message = f"it cannot be known whether it was printed: {message}"
        error = OutcomeLostError(message, code=str(code), path=call, hint=NO_LIST)
    else:
        error = RefusedError(message, code=str(code), path=call, hint=HINTS.get(code, ""))
    error.reply_code, error.official, error.meaning = code, official, meaning
    return error


def expired_link(error: RefusedError, skew: int | None) -> RefusedError:
    """Add to a 1002 what the platform's Date header says of this machine's clock.

    `skew` is this clock minus the platform's in seconds, None when it sent no date.
    """
    error.clock_skew = skew
    if skew is None:
        error.hint = f"the platform sent no date to compare with; {error.hint}"
    elif abs(skew) > 2:
        side = "ahead of" if skew > 0 else "behind"
        error.hint = f"your clock is {abs(skew)} s {side} the platform's; {error.hint}"
    else:
        error.hint = (
            "your clock agrees with the platform's; the request took too long, "
            "or its nonce was used before: call again"
        )
    return error


def unreached(call: str, what: str, place: str = "") -> UnreachedError:
    """Return the error for a call of which no body left this machine, to `place`."""
    to = f" to {place}" if place else ""
    return UnreachedError(
        f"nothing was sent{to}: {what}",
        code="unreached",
        path=call,
        hint="check address and network",
    )


def lost(call: str, what: str, *, prints: bool, status: int | None = None) -> DdjError:
    """Return the error for a call that was sent and whose reply is missing or unusable."""
    if prints:
        return OutcomeLostError(
            f"it cannot be known whether it was printed: {what}",
            code="lost",
            path=call,
            hint=NO_LIST,
        )
    hint = "try again; if it stays, check the address" if status else "try again"
    error = ReplyError(what, code="reply", path=call, hint=hint)
    error.status = status
    return error


def ended(task_id: int, state: TaskState, *, page: bool | None = None) -> TaskEndedError:
    """Return the error for a task that ended as FAILED, EXPIRED or REJECTED.

    `page` says whether it is the task of a web page, None if that is not known.
    """
    what, hint = _ENDINGS[state]
    if state is TaskState.FAILED and page is not False:
        what = "the page or the printing of it failed" if page else what
        hint = _PAGE_FAILED if page else f"{hint}; of a web page, {_PAGE_FAILED}"
    error = TaskEndedError(
        f"task {task_id} was not printed: {what}", code=state.name.lower(), path="wait", hint=hint
    )
    error.task_id, error.state = task_id, state
    return error


def unanswered(
    task_id: int, seen: TaskState | None, last: TaskState | DdjError, waited: float
) -> OutcomeLostError:
    """Return the error for a task whose end was not seen.

    `seen` is the last state that was, `last` the last answer, `waited` the seconds it took.
    """
    why = last.message if isinstance(last, DdjError) else "it had not ended"
    state = f"last seen {seen.name.lower()}" if seen is not None else "no state seen"
    error = OutcomeLostError(
        f"it cannot be known whether task {task_id} was printed: "
        f"after {waited:.1f} s {why}; {state}",
        code="unknown",
        path="wait",
        hint=f"ask again later for the state of task {task_id}",
    )
    error.task_id, error.state = task_id, seen
    if isinstance(last, RefusedError):
        error.reply_code, error.official, error.meaning = (
            last.reply_code,
            last.official,
            last.meaning,
        )
    return error


def _meaning(code: int) -> tuple[str, str]:
    try:
        known = Code(code)
    except ValueError:
        return "", ""
    return MESSAGES_ZH[known], MESSAGES_EN[known]
