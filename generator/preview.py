"""Shows a built site on this machine while it is being written: pages follow each rebuild, and say what went wrong.

It answers this machine alone, under its own names alone (a page of another site could else read it through a name that
leads here: DNS rebinding), serves nothing outside its folder, and takes nothing in.
"""

import errno
import json
import os
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from .pages.policy import digest

STATE = "/~preview/state.json"
SCRIPT = "/~preview/follow.js"
PATIENCE = 5
"""Seconds until somebody who asks for nothing is cut off."""
_FOLLOW = b"""(() => {
  const every = 200, shown = document.createElement("div");
  let since = null;
  Object.assign(shown.style, { position: "fixed", inset: "auto 1rem 1rem", zIndex: 99, maxHeight: "50vh",
    overflow: "auto", padding: "1rem", background: "#fff", color: "#111", border: "2px solid #b00020", whiteSpace: "pre-wrap",
    font: "14px monospace" });
  shown.setAttribute("role", "alert");
  setInterval(async () => {
    if (document.hidden) return;
    const answer = await fetch("/~preview/state.json").catch(() => null);
    if (!answer?.ok) return;
    const { version, message } = await answer.json();
    if (since !== null && version !== since) location.reload();
    since = version;
    if (shown.textContent !== message) shown.textContent = message;
    if (message) document.body.append(shown); else shown.remove();
  }, every);
})();
"""
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class PortTaken(Exception):
    """Something else listens at the port, in words for the person who named it."""


class PreviewServer:
    """A folder shown at a port of this machine.

    `serve` answers until `stop` is called, from another thread or a signal handler. Raises PortTaken when it is made.
    """

    def __init__(self, folder: Path, port: int) -> None:
        """Listen at once; port 0 takes any that is free."""
        self.version, self.message = 0, ""
        try:
            self._server = _Server(("127.0.0.1", port), partial(_Handler, self._state, directory=str(folder)))
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            raise PortTaken(f"Something else uses port {port}. Choose another, such as --port {port + 1}.") from None

    @property
    def address(self) -> str:
        """Where to point a browser."""
        return f"http://127.0.0.1:{self._server.server_port}/"

    def serve(self) -> None:
        """Answer until stopped."""
        try:
            self._server.serve_forever(poll_interval=0.2)
        finally:
            self._server.server_close()

    def stop(self) -> None:
        """Make `serve` end."""
        self._server.shutdown()

    def changed(self) -> None:
        """Have every open page load itself again, and take the message away."""
        self.version, self.message = self.version + 1, ""

    def say(self, message: str) -> None:
        """Show a message over every open page until the next change."""
        self.message = message

    def _state(self) -> bytes:
        return json.dumps({"version": self.version, "message": self.message}).encode()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    allow_reuse_address = os.name == "posix"  # elsewhere it would let two servers listen at one port

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Somebody who breaks off in the middle is no news."""


class _Handler(SimpleHTTPRequestHandler):
    timeout = PATIENCE
    server_version, sys_version = "handbook", ""

    def __init__(self, state: Callable[[], bytes], *arguments: Any, **options: Any) -> None:
        self._state = state
        super().__init__(*arguments, **options)

    def send_head(self) -> BytesIO | None:
        """The answer to GET and HEAD: our own two files, a page with the script in it, a file, or a refusal."""
        if not self._is_asked_for_us():
            return self._refuse(HTTPStatus.FORBIDDEN)
        path = urlsplit(self.path).path
        if path == STATE:
            return self._give(self._state(), "application/json")
        if path == SCRIPT:
            return self._give(_FOLLOW, "text/javascript")
        try:
            return self._file(Path(self.translate_path(self.path)))
        except (OSError, ValueError):
            return self._refuse(HTTPStatus.NOT_FOUND)

    def _is_asked_for_us(self) -> bool:
        here = self.request.getsockname()[1]
        return str(self.headers.get("Host")) in {f"{name}:{here}" for name in ("127.0.0.1", "localhost")}

    def _file(self, path: Path) -> BytesIO | None:
        if path.is_dir():
            if not urlsplit(self.path).path.endswith("/"):
                self._lead_to_folder()
                return None
            path = path / "index.html"
        real, top = path.resolve(strict=True), Path(str(self.directory)).resolve()
        if not real.is_relative_to(top) or not real.is_file():
            return self._refuse(HTTPStatus.NOT_FOUND)
        data = real.read_bytes()
        return self._give(_following(data) if real.suffix == ".html" else data, self.guess_type(str(real)))

    def _lead_to_folder(self) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", "/" + urlsplit(self.path).path.strip("/") + "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _refuse(self, status: HTTPStatus) -> BytesIO | None:
        lost = Path(str(self.directory)) / "404.html"
        if status is HTTPStatus.NOT_FOUND and lost.is_file():
            return self._give(_following(lost.read_bytes()), "text/html", status)
        self.send_error(status)
        return None

    def _give(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return BytesIO(data)

    def end_headers(self) -> None:
        """Say with every answer that it is for this page and this moment only."""
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def copyfile(self, source: IO[bytes], outputfile: IO[bytes]) -> None:  # type: ignore[override]
        """Send what `send_head` gave."""
        outputfile.write(source.read())

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - the name that http.server gives it
        """Requests are no news."""


def _following(page: bytes) -> bytes:
    """A page with the script that follows rebuilds, which its policy then allows."""
    allowed = digest(_FOLLOW).encode()
    script = b'<script src="%b" integrity="%b"></script></body>' % (SCRIPT.encode(), allowed)
    return page.replace(b"script-src ", b"script-src '%b' " % allowed, 1).replace(b"</body>", script, 1)
