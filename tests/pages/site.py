"""A real web server for tests: pages by their path, and a list of what was asked for."""

import ssl
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Page = bytes | str | Callable[[BaseHTTPRequestHandler], None]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up in the middle is no error of the test."""


class Site:
    """Serves `pages`; `asked` lists the paths of all requests.

    A page is HTML, a picture's bytes, or a function that answers by itself.
    """

    def __init__(self, tls: ssl.SSLContext | None = None, **pages: Page) -> None:
        self.pages: dict[str, Page] = {f"/{name}": page for name, page in pages.items()}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site._answer(self, site.pages.get(self.path))

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, *args: Any) -> None:
                pass

        self._server = _Server(("127.0.0.1", 0), Handler)
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._scheme = "http" if tls is None else "https"
        self.port: int = self._server.server_address[1]
        self.name = f"127.0.0.1:{self.port}"
        self.stopped = threading.Event()

    def url(self, path: str = "/page") -> str:
        return f"{self._scheme}://{self.name}{path}"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _answer(self, request: BaseHTTPRequestHandler, page: Page | None) -> None:
        if callable(page):
            page(request)
        elif page is None:
            answer(request, b"nothing here", status=404)
        elif isinstance(page, str):
            answer(request, page.encode(), "text/html; charset=utf-8")
        else:
            answer(request, page, "image/png")


def answer(
    request: BaseHTTPRequestHandler, body: bytes, kind: str = "text/plain", status: int = 200
) -> None:
    request.send_response(status)
    request.send_header("Content-Type", kind)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


def redirect(url: str) -> Page:
    """A page that sends whoever asks elsewhere."""

    def send(request: BaseHTTPRequestHandler) -> None:
        request.send_response(302)
        request.send_header("Location", url)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return send
