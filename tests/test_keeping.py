"""Keeping a handbook right: who looks after what, what is due, what has changed since, what people sign for."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator.assembly import assemble
from generator.editions import editions, select
from generator.handbook import Audience, Edition
from generator.ledger import compare, ledger
from generator.models import Form
from generator.pages import book
from tests.conftest import ROOT, handbook
from tests.sample import library_of, sample_files

CHANGES = "content/organisation/changes.yml"
KEPT = """\
changes:
  - of: need.news
    replace: {owner: The early shift, reviewed_on: 2026-03-05, review_by: 2027-03-05}
  - of: need.warmth
    replace: {owner: Ottoline, review_by: 2027-04-20}
  - {of: topic.the-queue, replace: {owner: Ottoline}}
  - {of: two-comforts, replace: {review_by: 2028-01-01}}
"""


def test_who_looks_after_a_thing_is_said_by_id_and_drifts_from_nothing() -> None:
    files = sample_files() | {CHANGES: KEPT.encode()}
    assert [problem for problem in assemble(files)[1] if problem.rule == "drift"] == []
    entry = library_of(files).entries["need.news"].model
    assert (entry.owner, entry.review_by) == ("The early shift", "2027-03-05")  # type: ignore[attr-defined]


def test_status_lists_what_is_overdue_and_what_is_due(project: Path) -> None:
    (project / CHANGES).parent.mkdir(parents=True)
    (project / CHANGES).write_text(KEPT, "utf-8")
    late = handbook("status", "--on", "2027-04-01", cwd=project)
    assert (late.returncode, late.stdout) == (
        1,
        "Overdue on 2027-04-01: 1 thing\n"
        "  2027-03-05  News (need.news): The early shift, last on 2026-03-05\n"
        "              content/frameworks/two-comforts/news.yml:1:1\n"
        "Due within 30 days: 1 thing\n"
        "  2027-04-20  Warmth (need.warmth): Ottoline\n"
        "              content/frameworks/two-comforts/warmth.yml:1:1\n"
        "Later: 1. With an owner and no day: 1.\n",
    )
    early = handbook("status", "--on", "2027-03-05", "--days", "0", "--format", "json", cwd=project)
    record = json.loads(early.stdout)
    assert early.returncode == 0  # the day itself is not too late
    assert ([one["id"] for one in record["due"]], record["overdue"], record["later"]) == (["need.news"], [], 2)


def test_a_page_says_when_it_was_reviewed_only_where_an_organisation_wants_it() -> None:
    files = sample_files() | {CHANGES: KEPT.encode()}
    edition = Edition("bakery", "en", Audience.STAFF)
    quiet = {page.path: page.text for page in book(select(library_of(files), edition), ROOT).pages}
    files[CHANGES] += b"  - {of: handbook, replace: {shows_reviews: true}}\n"
    said = {page.path: page.text for page in book(select(library_of(files), edition), ROOT).pages}
    assert {path for path in said if said[path] != quiet[path]} == {"two-comforts/news.md"}
    assert said["two-comforts/news.md"].endswith(
        '<p class="hb-quiet hb-reviewed">Reviewed on 5 March 2026, by The early shift.</p>\n'
    )


def test_what_changed_is_told_thing_by_thing() -> None:
    files = sample_files()
    library = library_of(files)
    before = ledger(library, editions(library))
    topic = files["content/topics/the-queue.yml"].decode()
    files["content/topics/the-line.yml"] = topic.replace("topic.the-queue", "topic.the-line").encode()
    files["content/handbook.yml"] = files["content/handbook.yml"].replace(b"topic.the-queue", b"topic.the-line")
    del files["content/topics/the-queue.yml"]
    for name, data in files.items():
        if name.startswith(("content/", "exercises/")) and name.endswith(".yml"):
            files[name] = data.replace(b"topic.the-queue", b"topic.the-line").replace(b"warm loaf", b"warm bun")
    changed = library_of(files)
    changes = compare(before, ledger(changed, editions(changed)))
    assert (list(changes.added), list(changes.removed)) == (["topic.the-line"], ["topic.the-queue"])
    assert changes.added["topic.the-line"].page == "ideas/the-line.html"
    assert {"bakery", "handbook"} <= changes.changed.keys()
    assert "ferry" not in changes.changed


def test_what_only_trainers_see_is_in_no_record_of_a_handbook_for_staff() -> None:
    library = library_of(sample_files())
    staff = [edition for edition in editions(library) if not edition.for_trainers]
    both, alone = ledger(library, editions(library)).lines, ledger(library, staff).lines
    assert not any(key.startswith(("ses.", "form.")) for key in alone)
    exercise = "exr.three-kind-lines"
    assert both[exercise].digest != alone[exercise].digest  # its key is not in it


@pytest.mark.thorough
def test_notes_on_an_update_compare_a_published_site_with_today(project: Path) -> None:
    done = handbook("build", "--industry", "bakery", "--audience", "staff", "--no-paper", "--quiet", cwd=project)
    assert done.returncode == 0, done.stderr
    same = handbook("upgrade-notes", "site", cwd=project)
    assert same.stdout.startswith("# What has changed between site and now\n")
    news = project / "content" / "frameworks" / "two-comforts" / "news.yml"
    news.write_text(news.read_text("utf-8").replace("name: News", "name: Tidings"), "utf-8")
    notes = handbook("upgrade-notes", "site/handbook.json", cwd=project).stdout
    assert "\n## Changed\n\n- Tidings (`need.news`): two-comforts/news.html\n" in notes
    (project / "site" / "handbook.json").write_text("[]", "utf-8")
    odd = handbook("upgrade-notes", "site", cwd=project)
    assert (odd.returncode, "has no record of its content" in odd.stderr) == (2, True)


def test_people_sign_for_what_staff_read_and_for_nothing_else() -> None:
    def signs(files: dict[str, bytes]) -> str:
        return select(library_of(files), Edition("bakery", "en", Audience.TRAINER)).signed

    files = sample_files()
    first = signs(files)
    assert len(first) == 12
    ferry = "content/industries/ferry/industry.yml"
    other = files | {ferry: files[ferry].replace(b"passenger", b"rider")}
    kept = files | {CHANGES: KEPT.encode()}
    assert signs(other) == signs(kept) == first
    one_word = files | {"content/topics/the-queue.yml": files["content/topics/the-queue.yml"].replace(b" one ", b" a ", 1)}
    assert signs(one_word) != first


def test_the_sheet_to_sign_names_version_and_digest() -> None:
    from generator.paper import A4, form, imprint

    library = library_of(sample_files())
    made = select(library, Edition("bakery", "en", Audience.TRAINER))
    sheet = Form.model_validate(
        {
            "id": "form.read-and-understood",
            "number": "P07",
            "name": "Read",
            "intro": "Sign.",
            "sources": ["added"],
            "blocks": [
                {
                    "kind": "table",
                    "id": "state",
                    "prompt": "What",
                    "blank_rows": 1,
                    "columns": [{"name": name, "share": 1} for name in ("Handbook", "Version", "Digest")],
                }
            ],
        }
    )
    around = replace(imprint(made, ROOT), version="2027-01")
    (table,) = form(sheet, around, A4).data["sheets"][0]["blocks"]
    said = ["".join(run["text"] for run in cell) for cell in table["rows"][0]]
    assert said[1] == "2027-01"
    assert said[2].replace(" ", "") == made.signed
    assert "Bakery" in said[0]
