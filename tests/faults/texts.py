"""Texts that mean harm, put to both tools: ways out of the project, the preview."""

from collections.abc import Callable
from pathlib import Path

from generator.assembly import read
from tests.browser.test_preview import FORMS, ask, asked, showing
from tests.conftest import copy_sample
from tests.faults.tools import Tool, plain
from tests.test_serve import free_port, wait_for

SECRET = "the secret of somebody"  # noqa: S105 - a canary
Both = dict[str, tuple[str, str]]


def escapes(folder: Path, scale: float) -> Both:
    """Links and paths out of the project: somebody's secret among what is read or published."""
    outside = folder / "outside"
    outside.mkdir()
    (outside / "secret.yml").write_text(f"id: topic.secret\nname: {SECRET}\n", "utf-8")
    (outside / "secret.md").write_text(f"# A page\n\n{SECRET}\n", "utf-8")
    number = max(2, round(50 * scale))
    project = copy_sample(folder / "escapes")
    theirs = plain(folder / "escaping")
    for one in range(number):
        way = outside / "secret.yml" if one % 2 else Path("../../../outside/secret.yml")
        (project / "content" / ("topics", "industries/bakery", "frameworks")[one % 3] / f"way-{one}.yml").symlink_to(way)
        (project / "content" / f"folder-{one}").symlink_to(outside)
        (theirs.project / "docs" / f"way-{one}.md").symlink_to(outside / "secret.md")
        (theirs.project / "docs" / f"folder-{one}").symlink_to(outside)
    _, problems = read(project)
    refused = sum("this is a link" in problem.message for problem in problems)
    leaked = sum(SECRET in problem.explain() for problem in problems) + 2 * number - refused
    theirs.run()
    theirs_leaked = sum(SECRET in path.read_text("utf-8") for path in theirs.site.rglob("way-*/index.html"))
    theirs_leaked += sum(
        any(SECRET in path.read_text("utf-8") for path in top.rglob("*.html")) for top in theirs.site.glob("folder-*")
    )
    return {"links out of the project: read": (f"{leaked} of {2 * number}", f"{theirs_leaked} of {2 * number}")}


def preview(folder: Path, scale: float) -> Both:
    """The preview under a foreign name and paths out of its folder."""
    site = folder / "shown" / "site"
    site.mkdir(parents=True)
    (site / "index.html").write_text("<body>Good morning</body>", "utf-8")
    (folder / "shown" / "secret.txt").write_text(SECRET, "utf-8")
    (site / "link.txt").symlink_to(folder / "shown" / "secret.txt")
    ways = [f"{start}{form}" for form in FORMS for start in ("/", "//")][:50]
    with showing(site) as server:
        foreign = sum(ask(server, "/", host)[0] == 200 for host in ("evil.example", "evil.example:80"))
        leaks = sum(SECRET.encode() in ask(server, way)[1] for way in ways)
    theirs = plain(folder / "serving")
    port = free_port()
    (theirs.project / "docs" / "link.txt").symlink_to(folder / "shown" / "secret.txt")
    running = Tool(theirs.name, theirs.project, ["mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]).start()
    try:
        wait_for("Page 0", lambda: asked(port, "/", f"127.0.0.1:{port}")[1])
        their_foreign = sum(asked(port, "/", host)[0] == 200 for host in ("evil.example", "evil.example:80"))
        their_leaks = sum(SECRET.encode() in asked(port, way, f"127.0.0.1:{port}")[1] for way in ways)
    finally:
        running.process.kill()
        running.done()
    return {
        "preview asked by another name: answered": (f"{foreign} of 2", f"{their_foreign} of 2"),
        "preview asked for what lies outside: given": (f"{leaks} of {len(ways)}", f"{their_leaks} of {len(ways)}"),
    }


PARTS: dict[str, Callable[[Path, float], Both]] = {"escapes": escapes, "preview": preview}
"""What is done to texts and the preview."""
