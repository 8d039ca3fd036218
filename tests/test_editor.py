"""Editing in forms: where an edit goes, what stays as it was, and who may ask."""

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from copy import deepcopy
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assembly import assemble, authored, laid
from generator.editor import Desk, Unsaved, hosted_files, serve
from generator.editor.merging import merge, merge_page
from generator.sources import parse
from tests.conftest import ROOT, SAMPLE

EXAMPLES, KIND_LINES = "content/industries/bakery/examples.yml", "exercises/w01-three-kind-lines.yml"
CHANGES = "content/organisation/changes.yml"

NOTED = """\
# Whose it is.
name: 'Bread'   # as on the door
why: |
  People wait.
  They smell it.

steps:   # in order
  # the first is the hardest
  - Say hello.
  - "Say: wait."
links:
  - id: a  # ours
    reason: One.
  # theirs
  - {id: b, reason: Two}
sources: [added, derived]
"""


def value_of(text: str) -> Any:
    document, problems = parse("x.yml", text.encode())
    assert document, problems
    return document.value


def changed(text: str, **fields: Any) -> list[str]:
    """The lines that differ once these fields are other ones: taken out with a minus, put in with a plus."""
    after = merge(text, value_of(text) | fields)
    old, new = text.split("\n"), after.split("\n")
    return [f"-{line}" for line in old if line not in new] + [f"+{line}" for line in new if line not in old]


def test_only_what_is_different_changes_in_a_file() -> None:
    assert merge(NOTED, value_of(NOTED)) == NOTED
    assert changed(NOTED, name="Rolls") == ["-name: 'Bread'   # as on the door", "+name: 'Rolls'   # as on the door"]
    assert changed(NOTED, why="People wait.\nThey talk.\n") == ["-  They smell it.", "+  They talk."]
    assert changed(NOTED, steps=["Say hello.", "Say: come in."]) == ['-  - "Say: wait."', '+  - "Say: come in."']
    assert changed(NOTED, more="yes: no") == ["+more: 'yes: no'"]


def test_items_that_move_or_go_take_their_notes_along() -> None:
    links = value_of(NOTED)["links"]
    assert changed(NOTED, links=[links[1], links[0]])[:1] != ["-  - id: a  # ours"]
    moved = merge(NOTED, value_of(NOTED) | {"links": [links[1], {"id": "c", "reason": "New"}, links[0]]})
    assert "id: a  # ours" in moved
    assert merge(NOTED, value_of(NOTED) | {"links": links[:1]}).count("id: a  # ours") == 1


def test_line_ends_of_windows_stay() -> None:
    windows = NOTED.replace("\n", "\r\n")
    assert merge(windows, value_of(NOTED) | {"name": "Rolls"}) == windows.replace("Bread", "Rolls")


@pytest.mark.parametrize(
    "path", [ROOT / "content/brand.yml", SAMPLE / KIND_LINES, SAMPLE / EXAMPLES], ids=lambda path: path.name
)
def test_a_file_with_nothing_new_is_the_same_bytes(path: Path) -> None:
    text = path.read_text("utf-8")
    assert merge(text, value_of(text)) == text


def test_a_page_keeps_its_front_matter_and_takes_the_new_text() -> None:
    page = "---\n# who reads it\ntitle: Returns   # short\nchapter: Ideas\n---\n\n## One\n\nTake it back.\n"
    edited = "---\ntitle: Returns\nchapter: Ideas\nafter: ''\n---\n## One\n\nTake it back --- with thanks.\n"
    assert merge_page(page, edited) == page.replace("it back.", "it back --- with thanks.")
    assert merge_page(page, page) == page


PLAIN = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], include_characters="\n"), max_size=30)
WORDS = PLAIN.filter(lambda text: parse("x.yml", f"a: {json.dumps(text, ensure_ascii=True)}\n".encode())[0] is not None)


@settings(max_examples=60, deadline=None)
@given(WORDS, st.lists(WORDS, max_size=4))
def test_whatever_is_typed_is_what_is_read(text: str, items: list[str]) -> None:
    value = value_of(NOTED) | {"name": text, "why": text, "steps": items}
    assert value_of(merge(NOTED, value)) == value


def raw(desk: Desk, role: str) -> Any:
    answer: Any = desk.answer("getEntry", {"path": role})
    return json.loads(answer["data"])


def put(desk: Desk, role: str, value: Any) -> list[str]:
    """Save as the editor would; returns the files that were written."""
    written: list[str] = []
    desk.tell = written.append
    desk.answer("persistEntry", {"dataFiles": [{"path": role, "raw": json.dumps(value)}]})
    return written


@pytest.fixture
def desk(project: Path) -> Desk:
    return Desk(project)


def snapshot(root: Path) -> dict[str, bytes]:
    return {name: data for name, data in authored(root).items() if "organisation" not in name}


def test_an_edit_of_ours_becomes_a_change_by_id_and_leaves_ours_alone(desk: Desk) -> None:
    before = snapshot(desk.root)
    value = raw(desk, KIND_LINES)
    value["steps"][0] = "Walk slowly."
    value["blocks"][0]["prompt"] = "What is new?"
    value["hint"] = ""  # as forms add it
    value["orientation"] = "portrait"  # what it is anyway
    assert put(desk, KIND_LINES, value) == [CHANGES, "content/organisation/replaced.yml"]
    assert snapshot(desk.root) == before
    found = value_of((desk.root / CHANGES).read_text("utf-8"))["changes"]
    block = raw(desk, KIND_LINES)["blocks"][0]["id"]
    assert [one["of"] for one in found] == ["exr.three-kind-lines"]
    assert set(found[0]["replace"]) == {"steps", f"blocks.{block}.prompt"}
    library, problems = assemble(authored(desk.root))
    assert library
    assert [problem for problem in problems if problem.rule == "drift"] == []


def test_a_second_edit_joins_the_first_and_keeps_what_was_written_by_hand(desk: Desk) -> None:
    own = desk.root / CHANGES
    own.parent.mkdir()
    text = "# Ours, since May.\nchanges:\n  - of: need.news   # a note\n    replace:\n      name: Word\n"
    own.write_text(text, "utf-8")
    value = raw(desk, "content/frameworks/two-comforts/news.yml")
    assert value["name"] == "Word"
    put(desk, "content/frameworks/two-comforts/news.yml", value | {"reflect": "Who told you first?"})
    assert own.read_text("utf-8") == text + "      reflect: Who told you first?\n"


def test_a_file_of_ones_own_is_changed_where_it_stands(desk: Desk) -> None:
    own = desk.root / "content/organisation/topics/the-queue.yml"
    own.parent.mkdir(parents=True)
    text = "# Our queue.\n" + (desk.root / "content/topics/the-queue.yml").read_text("utf-8")
    own.write_text(text, "utf-8")
    value = raw(desk, "content/topics/the-queue.yml")
    assert put(desk, "content/topics/the-queue.yml", value | {"name": "The line"})[0] == own.relative_to(desk.root).as_posix()
    assert own.read_text("utf-8") == re.sub("(?m)^name: .*$", "name: The line", text, count=1)


def test_in_place_our_own_file_changes_in_that_line_only(project: Path) -> None:
    desk = Desk(project, in_place=True)
    before = snapshot(project)
    value = raw(desk, EXAMPLES)
    value["examples"][1]["words_said"] = '"Rye or wheat?"'
    assert put(desk, EXAMPLES, value) == [EXAMPLES]
    after = snapshot(project)
    assert {name for name in after if after[name] != before[name]} == {EXAMPLES}
    old, new = before[EXAMPLES].decode().split("\n"), after[EXAMPLES].decode().split("\n")
    assert [line for line in new if line not in old] == ["    words_said: '\"Rye or wheat?\"'"]
    assert len(old) == len(new)


def test_what_check_would_refuse_is_not_saved(desk: Desk) -> None:
    value = raw(desk, EXAMPLES)
    value["examples"][0]["words_said"] = "{nope} hello"
    with pytest.raises(Unsaved, match=r"there is no slot \{nope\}"):
        put(desk, EXAMPLES, value)
    assert not (desk.root / CHANGES).exists()


@pytest.mark.parametrize(
    "path", ["../secret.yml", "mkdocs.yml", "/etc/passwd", "content/organisation/changes.yml", "content/new.yml"]
)
def test_only_files_of_the_handbook_are_shown_or_written(desk: Desk, path: str) -> None:
    with pytest.raises(Unsaved):
        desk.answer("getEntry", {"path": path})
    with pytest.raises(Unsaved):
        put(desk, path, {"a": "b"})
    for action in ("persistMedia", "deleteFiles", "anything"):
        with pytest.raises(Unsaved):
            desk.answer(action, {"path": path, "paths": [path]})


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(desk: Desk) -> None:
    value = raw(desk, KIND_LINES)
    file = desk.root / KIND_LINES
    file.write_text(file.read_text("utf-8").replace("name: Three kind lines", "name: Four kind lines"), "utf-8")
    with pytest.raises(Unsaved, match="has changed since you opened it"):
        put(desk, KIND_LINES, value | {"steps": ["Walk slowly.", "Look up."]})
    assert not (desk.root / CHANGES).exists()


def test_no_edit_goes_through_a_folder_that_is_a_link(desk: Desk) -> None:
    elsewhere = desk.root.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "changes.yml").write_text("mine", "utf-8")
    (desk.root / "content" / "organisation").symlink_to(elsewhere)
    value = raw(desk, KIND_LINES) | {"steps": ["Walk slowly.", "Look up."]}
    with pytest.raises(Unsaved, match="lies outside"):
        put(desk, KIND_LINES, value)
    assert [path.name for path in elsewhere.iterdir()] == ["changes.yml"]
    assert (elsewhere / "changes.yml").read_text("utf-8") == "mine"


def fields_of(form: Any) -> Iterator[Any]:
    for field in form.get("fields", []):
        yield field
        yield from fields_of(field)
    for kind in form.get("types", []):
        yield from fields_of(kind)


def test_forms_say_what_the_fields_say(desk: Desk) -> None:
    shutil.copy(ROOT / "tests/cases/exercises/w02-every-kind.yml", desk.root / "exercises")
    config: Any = desk.config()
    forms = {one["name"]: one for one in config["collections"]}
    assert set(forms) >= {"topics", "examples", "exercises", "quizzes", "two-comforts", "industry", "the-handbook"}
    exercise = {field["name"]: field for field in forms["exercises"]["fields"]}
    assert exercise["id"]["widget"] == "hidden"
    assert exercise["minutes"] | {"min": 3, "max": 90, "hint": "How long it takes, without the debrief."} == exercise["minutes"]
    assert exercise["group"]["options"] == ["alone", "pairs", "small groups", "anyone"]
    assert {"label": "News (need.news)", "value": "need.news"} in exercise["concepts"]["options"]
    assert {kind["name"] for kind in exercise["blocks"]["types"]} >= {"lines", "table", "sign-off"}
    assert [file["label"] for file in forms["examples"]["files"]] == ["Bakery", "Ferry"]
    every = [field for form in config["collections"] for one in (form, *form.get("files", [])) for field in fields_of(one)]
    assert [field["name"] for field in every if "hint" in field and not field["hint"]] == []


def test_a_hosted_editor_has_the_organisations_own_files_alone(desk: Desk) -> None:
    own = desk.root / "content/organisation/topics/the-queue.yml"
    own.parent.mkdir(parents=True)
    own.write_bytes((desk.root / "content/topics/the-queue.yml").read_bytes())
    files = hosted_files(desk, "gitlab", "us/handbook", "abc")
    config = json.loads(files["config.json"])
    assert config["backend"] == {
        "name": "gitlab",
        "repo": "us/handbook",
        "branch": "main",
        "app_id": "abc",
        "auth_type": "pkce",
    }
    assert [one["folder"] for one in config["collections"]] == ["content/organisation/topics"]
    assert {"index.html", "start.js", "decap-cms.js"} <= set(files)


def test_the_editor_is_the_one_that_its_readme_names() -> None:
    folder = ROOT / "overrides" / "editor"
    packed = (folder / "decap-cms.js.gz").read_bytes()
    digest = re.search(r"sha256 (\w+)", (folder / "README.md").read_text("utf-8"))
    assert digest
    assert sha256(gzip.decompress(packed)).hexdigest() == digest[1]


def test_nobody_else_may_ask(desk: Desk) -> None:
    addresses: list[str] = []
    started = Thread(target=serve, args=(desk, 0, addresses.append), daemon=True)
    started.start()
    while not addresses:
        started.join(0.01)
    host = addresses[0].removeprefix("http://").rstrip("/")
    message = json.dumps({"action": "info"})

    def status(method: str, path: str, body: str | None = None, **headers: str) -> int:
        connection = HTTPConnection(host, timeout=10)
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        return connection.getresponse().status

    as_json = {"Content_Type": "application/json"}
    assert status("GET", "/") == 200
    assert status("POST", "/api/v1", message, **as_json, Origin=f"http://{host}") == 200
    assert status("GET", "/", Host="evil.example") == 403
    assert status("POST", "/api/v1", message, **as_json, Origin="https://evil.example") == 403
    assert status("POST", "/api/v1", message, Content_Type="text/plain") == 403
    assert status("POST", "/api/v1", message, **as_json, Content_Length=str(1 << 30)) == 403
    connection = HTTPConnection(host, timeout=10)
    connection.request("GET", "/")
    policy = connection.getresponse().headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "connect-src 'self' blob: data:" in policy
    for nonsense in ("no json", "[]", "{}", json.dumps({"action": "getEntry", "params": {}})):
        assert status("POST", "/api/v1", nonsense, **as_json) == 422
    for path in ("/content/handbook.yml", "/../mkdocs.yml", "/.git/config", "/index.html"):
        assert status("GET", path) == 404


def test_each_item_of_an_edited_list_is_found_by_name(desk: Desk) -> None:
    """Items of the same name, or taken out, make the whole list the change."""
    value = raw(desk, "content/situations.yml")
    value["situations"] = value["situations"][:-1] if len(value["situations"]) > 1 else value["situations"]
    first = deepcopy(value["situations"][0])
    first["avoid"] = "Look away."
    value["situations"][0] = first
    put(desk, "content/situations.yml", value)
    now = laid(authored(desk.root)).documents["content/situations.yml"].value
    assert now == value
