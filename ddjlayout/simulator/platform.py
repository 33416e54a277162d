"""The simulator's platform: a call in, an answer out, after the vendor's document.

Pure: no socket and no clock; time comes in with each call.
"""

import hashlib
import re
from collections import deque
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

from ddjlayout.cloud import wire
from ddjlayout.cloud.wire import Code, DeviceState, PrintType

from .content import ContentError, Item, parse
from .device import MODELS
from .gate import Gate, RefusedError, Request
from .paper import Painter, Paper
from .printers import Event, Printers
from .records import Settings, Task, User
from .state import State

_PAGE_START = re.compile(r"(?i)https?://[^\s/?#\\]+(?=[/?#]|\Z)")

MAX_URL = 2048
"""The longest `PrintUrl`, in characters."""

Values = dict[str, int | str]


class Intervention(NamedTuple):
    """A fault in the platform: a call that passed all checks is answered with `code`.

    `committed`: it takes effect all the same. `drops`: its device goes offline meanwhile.
    """

    code: Code
    committed: bool
    drops: bool


class Answer(NamedTuple):
    """The platform's answer to a call.

    `values` stand in the reply beside `Code` and `Message`; `reason` explains a refusal, for the
    journal alone; `struck` says that a fault gave the answer, not a check.
    """

    code: Code
    values: Values
    request: Request
    reason: str = ""
    struck: bool = False

    def reply(self) -> Values:
        """Return the JSON object of the reply."""
        return {"Code": int(self.code), "Message": wire.MESSAGES_ZH[self.code], **self.values}


class Page(NamedTuple):
    """A page to be fetched, and the task that waits for it."""

    task: Task
    url: str


class Platform:
    """The platform: its state, its printers and the six calls; `pages` are to be fetched."""

    def __init__(
        self, state: State, settings: Settings, notify: Callable[[Event], None] = lambda _: None
    ) -> None:
        self.state = state
        self.settings = settings
        self.printers = Printers(state, lambda: self.settings, notify)
        self.pages: deque[Page] = deque()
        self._gate = Gate(state, lambda: self.settings)
        self._painters = {name: Painter(model) for name, model in MODELS.items()}
        self._check: dict[str, Callable[[Request], Callable[[], Values]]] = {
            wire.USER_BIND: self._bind,
            wire.DEVICE_STATE: self._device_state,
            wire.PRINT_CONTENT: self._print_content,
            wire.PRINT_HTML: self._print_page,
            wire.TASK_STATE: self._task_state,
            wire.DEVICE_MAC: self._device_mac,
        }

    def handle(self, request: Request, now: float, fault: Intervention | None = None) -> Answer:
        """Answer a call at the Unix time `now`; its path is one of the six."""
        request.now = now
        self.printers.advance(now)
        try:
            self._gate.check(request)
            take_effect = self._check[request.call.path](request)
            if fault is None:
                return Answer(Code.OK, take_effect(), request)
            if fault.committed:
                take_effect()
        except RefusedError as refusal:
            return Answer(refusal.code, {}, request, str(refusal))
        if fault.drops and request.uuid:
            self.printers.change(request.device, DeviceState.OFFLINE, now)
        when = "after" if fault.committed else "before"
        return Answer(fault.code, {}, request, f"fault {when} the call took effect", struck=True)

    # Each call checks its request and returns what makes it take effect.

    def _bind(self, request: Request) -> Callable[[], Values]:
        app_id, user_id = request.account.app_id, request.fields["UserId"]
        if not user_id:
            raise RefusedError(Code.BAD_PARAMETER, "UserId is empty")

        def take_effect() -> Values:
            user = self.state.user(app_id, user_id) or User(app_id, user_id)
            if request.uuid not in user.devices:
                user.devices = (*user.devices, request.uuid)
            self.state.add_user(user)
            return {"OpenUserId": user.open_user_id}

        return take_effect

    def _device_state(self, request: Request) -> Callable[[], Values]:
        return lambda: {"State": int(self.printers.condition(request.device))}

    def _device_mac(self, request: Request) -> Callable[[], Values]:
        return lambda: {"DeviceMac": request.device.mac}

    def _task_state(self, request: Request) -> Callable[[], Values]:
        task = self.state.tasks.get(request.fields["TaskId"])
        if task is None or task.app_id != request.account.app_id:
            raise RefusedError(Code.NO_SUCH_TASK, "this account has no such task")
        request.task_id = task.task_id
        return lambda: {"State": int(task.state)}

    def _print_content(self, request: Request) -> Callable[[], Values]:
        self._check_user(request)
        text, limit = request.fields["PrintContent"], self.settings.content_bytes
        size = len(text.encode("utf-8", "surrogatepass"))
        if size > limit:
            raise RefusedError(
                Code.BAD_PARAMETER, f"PrintContent has {size} bytes, at most {limit}"
            )
        painter = self._painters[request.device.model]
        try:
            paper = painter.paint(parse(text, painter.device, request.deviations))
        except ContentError as error:
            raise RefusedError(error.answer, str(error)) from None
        return lambda: self._submit(request, "content", text, paper)

    def _print_page(self, request: Request) -> Callable[[], Values]:
        self._check_user(request)
        url = request.fields["PrintUrl"]
        if not url:
            raise RefusedError(Code.EMPTY_TASK, "PrintUrl is empty")
        if not _is_page(url):
            reason = f"PrintUrl has to be http:// or https:// and a host, at most {MAX_URL} long"
            raise RefusedError(Code.BAD_PARAMETER, reason)
        if not url.startswith(("http://", "https://")):
            request.deviations.add("PrintUrl", "a scheme in capitals")
        paper = None
        if self.settings.pages == "stub":
            paper = self._painters[request.device.model].paint(_page_stub(url))
        return lambda: self._submit(request, "page", url, paper)

    def _check_user(self, request: Request) -> None:
        number = request.fields["OpenUserId"]
        user = self.state.users.get(number)
        if number == 0 or (
            user is not None
            and user.app_id == request.account.app_id
            and request.uuid in user.devices
        ):
            return
        raise RefusedError(Code.BAD_PARAMETER, f"OpenUserId {number} is not bound to the device")

    def _submit(self, request: Request, kind: str, source: str, paper: Paper | None) -> Values:
        """Hand a job to its printer, if that takes one; the last thing that can be refused."""
        device, settings = request.device, self.settings
        state = self.printers.condition(device)
        if settings.policy(state) == "refuse":
            raise RefusedError(Code.DEVICE_OFFLINE, f"the printer is in state {state.name}")
        if self.printers.waiting(device) >= settings.queue_limit or self.state.crowded(settings):
            raise RefusedError(Code.CALL_LIMIT, "too many jobs wait for a printer")
        task = Task(
            task_id=self.state.counter.task_id,
            app_id=request.account.app_id,
            uuid=device.uuid,
            open_user_id=request.fields["OpenUserId"],
            kind="content" if kind == "content" else "page",
            digest=hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest(),
            created=request.now,
            expires=request.now + settings.task_ttl,
            rows=paper.height if paper is not None else 0,
        )
        request.task_id = task.task_id
        if paper is None and settings.pages != "fetch":
            reason = "web pages are not fetched: start the simulator with --fetch-pages"
            self.printers.fail(task, request.now, reason)
        else:
            task.fetching = paper is None
            self.printers.submit(task, paper, request.now)
        if task.fetching:
            self.pages.append(Page(task, source))
        return {"TaskId": task.task_id}


def _is_page(url: str) -> bool:
    """Tell whether this is the address of a page: a scheme of the web, and a host."""
    start = _PAGE_START.match(url)
    if start is None or len(url) > MAX_URL:
        return False
    try:
        return bool(urlsplit(start[0]).hostname)
    except ValueError:
        return False


def _page_stub(url: str) -> tuple[Item, ...]:
    text = f"[web page, not fetched]\n{url}".encode("ascii", "replace")
    return (Item(PrintType.TEXT, 0, bold=False, size=0, data=text),)
