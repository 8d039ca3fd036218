"""Answers the editor on this machine alone: its page, its configuration, and the proxy protocol of Decap CMS.

The protocol is that of decap-server (npm, `src/middlewares/localFs`): one address, an action and its parameters.
What is served are a handful of files; what is written is the handbook's YAML, checked first as `check` would.
"""

import gzip
import json
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any

from .. import drift
from ..assembly import assemble, authored
from ..documents import Document, Value
from ..library import Library
from ..overlay import Overlay
from ..problems import errors
from ..publish import Refused, inside
from ..sources import parse
from .forms import PAGE, hosted, local, model_of
from .merging import merge_page
from .saving import Unsaved, save, shown

API, ASSETS = "/api/v1", "overrides/editor"
MOST = 1 << 21
"""Bytes that one message of the editor may have."""
PATIENCE = 30
"""Seconds until somebody who asks for nothing is cut off."""
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' blob: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The editor compiles its own check of the configuration and writes styles; it reaches no other host."""
FILES = {
    "/": ("index.html", "text/html; charset=utf-8"),
    "/start.js": ("start.js", "text/javascript; charset=utf-8"),
    "/editor.css": ("editor.css", "text/css; charset=utf-8"),
    "/decap-cms.js": ("decap-cms.js.gz", "text/javascript; charset=utf-8"),
}
"""What is served as it is: our page, and the editor, packed."""


@dataclass
class Desk:
    """One handbook being edited: what the editor asks for, and what it saves."""

    root: Path
    in_place: bool = False
    """Whether our own files are changed where they stand, instead of the organisation's."""
    tell: Callable[[str], None] = lambda _: None
    """Hears of each file that was saved."""
    lock: Lock = field(default_factory=Lock)
    sent: dict[str, Value] = field(default_factory=dict)
    """What each file said when the editor last saw it."""

    def config(self) -> Value:
        """The editor's configuration. Raises Unsaved while the content has errors: there would be nothing to choose from."""
        files = authored(self.root)
        return local(_library(files), shown(files, self.in_place).documents, API)

    def answer(self, action: str, asked: Mapping[str, Any]) -> Value:
        """What one action of the protocol comes to. Raises Unsaved for what cannot be done."""
        with self.lock:
            match action:
                case "info":
                    return {"repo": self.root.name, "publish_modes": ["simple"], "type": "handbook"}
                case "entriesByFolder":
                    return self._of_folder(str(asked["folder"]))
                case "entriesByFiles":
                    return self._entries([str(one["path"]) for one in asked["files"]])
                case "getEntry":
                    return self._entries([str(asked["path"])])[0]
                case "persistEntry":
                    return self._save([(str(one["path"]), str(one["raw"])) for one in asked["dataFiles"]])
                case "getMedia":
                    return []
                case "getDeployPreview":
                    return None
        raise Unsaved("The editor changes texts. Start new things with 'handbook new'; put pictures into their folder.")

    def _of_folder(self, folder: str) -> Value:
        files = authored(self.root)
        there = shown(files, self.in_place).documents
        found = [role for role in there if role.rpartition("/")[0] == folder]
        usual = Counter(map(model_of, found)).most_common(1)  # a folder may hold one file of another kind
        return [self._entry(role, there[role], files) for role in found if model_of(role) is usual[0][0]]

    def _entries(self, roles: list[str]) -> list[Value]:
        files = authored(self.root)
        there = shown(files, self.in_place).documents
        for role in roles:
            if role not in there:
                raise Unsaved(f"There is no {role}.")
        return [self._entry(role, there[role], files) for role in roles]

    def _entry(self, role: str, document: Document, files: Mapping[str, bytes]) -> Value:
        """A file for the editor. JSON is YAML that no reader takes for something else; a page is sent as it is."""
        self.sent[role] = document.value
        page = role.endswith(PAGE)
        data = files[document.file].decode("utf-8-sig") if page else json.dumps(document.value, ensure_ascii=False)
        return {"data": data, "file": {"path": role, "id": role, "label": role.rsplit("/", 1)[-1]}}

    def _save(self, entries: list[tuple[str, str]]) -> Value:
        for role, raw in entries:
            files = authored(self.root)
            before = shown(files, self.in_place)
            if role not in before.documents:
                raise Unsaved(f"There is no {role}. Start new things with 'handbook new'.")
            document = before.documents[role]
            if self.sent.get(role, document.value) != document.value:
                raise Unsaved(f"{document.file} has changed since you opened it. Copy your text, and open the page anew.")
            if role.endswith(PAGE):
                changed = {document.file: merge_page(files[document.file].decode("utf-8-sig"), raw)}
            else:
                changed = save(files, role, document.value, _read(role, raw), in_place=self.in_place)
            library = _library({**files, **{name: text.encode() for name, text in changed.items()}})
            if new := _new(library, before):
                changed[drift.FILE] = drift.accept(library, new)
            for name, path in [(name, self._path(name)) for name in changed]:
                _write(path, changed[name])
                self.tell(name)
            self.sent[role] = shown(authored(self.root), self.in_place).documents[role].value
        return {"message": "saved"}

    def _path(self, name: str) -> Path:
        try:
            return inside(self.root, name)
        except Refused as why:  # a folder on the way is a link
            raise Unsaved(str(why)) from None


def hosted_files(desk: Desk, host: str, repository: str, sign_in: str) -> dict[str, bytes]:
    """The editor as files by name, for a repository at a host that keeps it. Raises Unsaved, as `Desk.config` does."""
    files = authored(desk.root)
    config = hosted(_library(files), shown(files, in_place=False).documents, host, repository, sign_in)
    assets = {name: (desk.root / ASSETS / name).read_bytes() for name, _ in FILES.values()}
    packed = {name.removesuffix(".gz"): gzip.decompress(data) for name, data in assets.items() if name.endswith(".gz")}
    plain = {name: data for name, data in assets.items() if not name.endswith(".gz")}
    return plain | packed | {"config.json": json.dumps(config, ensure_ascii=False, indent=1).encode()}


def _read(role: str, raw: str) -> Value:
    document, problems = parse(role, raw.encode())
    if document is None or problems:
        raise Unsaved(problems[0].explain())
    return document.value


def _library(files: Mapping[str, bytes]) -> Library:
    library, problems = assemble(files)
    if library is None:
        raise Unsaved("\n".join(problem.explain() for problem in errors(problems)[:5]))
    return library


def _new(library: Library, before: Overlay) -> set[str]:
    """What was replaced only now: whoever edits a form has seen what ours says. What drifts meanwhile stays to be looked at."""
    known = {(one.of, one.way) for one in before.replaced}
    drifting = {one.replaced.of for one in drift.drifts(library) if not one.is_new}
    return {one.of for one in library.replaced if (one.of, one.way) not in known} - drifting


def _write(path: Path, text: str) -> None:
    """All of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    Path(name).chmod(path.stat().st_mode if path.exists() else 0o644)
    Path(name).replace(path)


def serve(desk: Desk, port: int, ready: Callable[[str], None]) -> None:
    """Serve the editor on this machine until it is interrupted. `ready` hears the address. Raises OSError for a port in use."""
    with ThreadingHTTPServer(("127.0.0.1", port), _handler(desk)) as server:
        ready(f"http://127.0.0.1:{server.server_port}/")
        server.serve_forever()


def _handler(desk: Desk) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        pass

    Handler.desk = desk
    return Handler


class _Handler(BaseHTTPRequestHandler):
    """One request. Only a page of ours may ask: Host and Origin must be this server, whatever another site's page tries."""

    desk: Desk
    timeout = PATIENCE

    def do_GET(self) -> None:
        if not self._is_ours():
            self._send(HTTPStatus.FORBIDDEN, b"", "text/plain")
        elif self.path == "/config.json":
            self._json(lambda: self.desk.config())
        elif self.path in FILES:
            name, kind = FILES[self.path]
            self._send(HTTPStatus.OK, (self.desk.root / ASSETS / name).read_bytes(), kind, packed=name.endswith(".gz"))
        else:
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")

    def do_POST(self) -> None:
        told = self.headers.get("Content-Length") or ""
        length = int(told) if told.isdecimal() else 0
        is_json = self.headers.get_content_type() == "application/json"
        if not self._is_ours() or not is_json or self.path != API or not 0 < length <= MOST:
            self.close_connection = True
            self._send(HTTPStatus.FORBIDDEN, b"{}", "application/json")
            return
        message = self.rfile.read(length)
        self._json(lambda: self._answer(message))

    def _answer(self, message: bytes) -> Value:
        try:
            asked = json.loads(message)
            return self.desk.answer(str(asked["action"]), dict(asked.get("params") or {}))
        except (ValueError, KeyError, TypeError):
            raise Unsaved("This is no message of the editor.") from None

    def _is_ours(self) -> bool:
        hosts = {f"{name}:{self.server.server_port}" for name in ("127.0.0.1", "localhost")}  # type: ignore[attr-defined]
        origin = self.headers.get("Origin")
        return self.headers.get("Host") in hosts and (origin is None or origin.removeprefix("http://") in hosts)

    def _json(self, made: Callable[[], Value]) -> None:
        try:
            status, value = HTTPStatus.OK, made()
        except Unsaved as refused:
            status, value = HTTPStatus.UNPROCESSABLE_ENTITY, {"error": str(refused)}
        self._send(status, json.dumps(value, ensure_ascii=False).encode(), "application/json; charset=utf-8")

    def _send(self, status: HTTPStatus, body: bytes, kind: str, *, packed: bool = False) -> None:
        self.send_response(status)
        headers = {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        } | ({"Content-Encoding": "gzip"} if packed else {})
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that http.server gives it
        """Say nothing of what is served."""
