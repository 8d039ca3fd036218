"""The preview answers this machine alone, serves its folder alone, outlives bad company, and pages follow it."""

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.preview import PortTaken, PreviewServer
from tests.browser.conftest import watched

FORMS = [
    r"../secret.txt",
    r"%2e%2e/secret.txt",
    r"..%2fsecret.txt",
    r"%2e%2e%2fsecret.txt",
    r"..%5csecret.txt",
    r"..\secret.txt",
    r"..%252fsecret.txt",
    r"....//secret.txt",
    r"..;/secret.txt",
    r"./../secret.txt",
    r"a/../../secret.txt",
    r"%00../secret.txt",
    r"..%c0%afsecret.txt",
    r"..%u2215secret.txt",
    r"file:///etc/passwd",
    r"C:/secret.txt",
    r"~/secret.txt",
    r"link.txt",
    r"neighbour.txt",
    r"linked/",
    r"linked/passwd",
    r"%2e%2e%5csecret.txt",
    r"secret.txt%00.html",
    r"index.html/../../secret.txt",
    r"...",
    r"..",
    r".",
    r"%",
    r"%zz",
]


@contextmanager
def showing(folder: Path) -> Iterator[PreviewServer]:
    server = PreviewServer(folder, 0)
    thread = threading.Thread(target=server.serve)
    thread.start()
    yield server
    server.stop()
    thread.join()


def port_of(server: PreviewServer) -> int:
    return int(server.address.rsplit(":", 1)[1].strip("/"))


def ask(server: PreviewServer, path: str, host: str = "", method: str = "GET") -> tuple[int, bytes]:
    return asked(port_of(server), path, host or f"127.0.0.1:{port_of(server)}", method)


def asked(port: int, path: str, host: str, method: str = "GET") -> tuple[int, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as line:
        line.putrequest(method, path, skip_host=True)
        line.putheader("Host", host)
        line.endheaders()
        answer = line.getresponse()
        return answer.status, answer.read()


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PreviewServer]:
    top = tmp_path_factory.mktemp("preview")
    (top / "secret.txt").write_text("the secret", "utf-8")
    (top / "site").mkdir()
    (top / "site" / "index.html").write_text("<body>Good morning</body>", "utf-8")
    (top / "site" / "link.txt").symlink_to(top / "secret.txt")
    (top / "site" / "linked").symlink_to("/etc")
    (top / "site-of-others").mkdir()
    (top / "site-of-others" / "secret.txt").write_text("the secret", "utf-8")
    (top / "site" / "neighbour.txt").symlink_to(top / "site-of-others" / "secret.txt")
    with showing(top / "site") as server:
        yield server


def test_a_page_comes_with_what_follows_rebuilds(shown: PreviewServer) -> None:
    status, page = ask(shown, "/")
    assert status == 200
    assert page.startswith(b"<body>Good morning<script ")
    assert ask(shown, "/index.html", "localhost:" + str(port_of(shown)))[0] == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1", "localhost", "127.0.0.1:1", "", "0.0.0.0:80"]
)
def test_another_name_is_refused(shown: PreviewServer, host: str) -> None:
    for path in ("/", "/~preview/state.json"):
        status, answer = ask(shown, path, host or " ")
        assert status == 403
        assert b"Good morning" not in answer


@pytest.mark.parametrize("form", FORMS)
def test_nothing_outside_the_folder_is_served(shown: PreviewServer, form: str) -> None:
    for path in (f"/{form}", form, f"//{form}", f"/../site-of-others/{form}"):
        status, answer = ask(shown, path)
        assert b"secret" not in answer
        assert b"root:" not in answer
        assert status in (200, 301, 403, 404, 400)


def test_it_answers_at_no_other_address_of_this_machine(shown: PreviewServer) -> None:
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", port_of(shown)), timeout=20)


def test_no_page_of_another_site_may_frame_it_or_read_it(shown: PreviewServer) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", port_of(shown), timeout=20)) as line:
        line.request("GET", "/")
        answer = line.getresponse()
        said = {name: answer.headers[name] for name in ("X-Frame-Options", "Cross-Origin-Resource-Policy")}
    assert said == {"X-Frame-Options": "DENY", "Cross-Origin-Resource-Policy": "same-origin"}
    assert answer.headers["Access-Control-Allow-Origin"] is None


def test_who_asks_for_nothing_is_cut_off(shown: PreviewServer) -> None:
    with socket.create_connection(("127.0.0.1", port_of(shown)), timeout=60) as line:
        assert line.recv(1) == b""


def test_it_takes_nothing_in(shown: PreviewServer) -> None:
    assert {ask(shown, "/index.html", method=method)[0] for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "X")} == {
        501
    }


MALFORMED = [
    *(b"", b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00", b"\0" * 1000),
    b"GET " + b"/" * 70_000 + b" HTTP/1.1\r\n",
    b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n",
]


@pytest.mark.thorough
def test_it_outlives_a_thousand_connections_and_malformed_requests(shown: PreviewServer) -> None:
    lines = []
    for number in range(1000):
        line = socket.create_connection(("127.0.0.1", port_of(shown)), timeout=30)
        line.sendall(MALFORMED[number % len(MALFORMED)][: 100 if number % 2 else None])
        lines.append(line)
    assert ask(shown, "/")[0] == 200
    for line in lines:
        line.close()
    assert ask(shown, "/")[0] == 200


def test_a_taken_port_is_told(shown: PreviewServer) -> None:
    with pytest.raises(PortTaken, match=f"Something else uses port {port_of(shown)}"):
        PreviewServer(Path("."), port_of(shown))


def test_open_pages_follow_and_say_what_went_wrong(browser: Browser, bakery: Path) -> None:
    """Under the page's own policy, which `watched` holds it to."""
    with showing(bakery / "site") as server, watched(browser.new_context(), server.address) as tab:
        tab.goto(server.address + "bakery/index.html")
        tab.wait_for_timeout(700)
        server.say("content/brand.yml:3: error: <b>wrong</b>")
        expect(tab.get_by_role("alert")).to_have_text("content/brand.yml:3: error: <b>wrong</b>")
        with tab.expect_navigation():
            server.changed()
        expect(tab.get_by_role("alert")).to_have_count(0)
        tab.context.close()
