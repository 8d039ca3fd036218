"""What an organisation changes and adds, without touching a file of ours."""

from pathlib import Path

from generator import models as m
from generator.assembly import assemble
from generator.drift import FILE, accept, drifts
from generator.editions import select
from generator.handbook import Audience, Edition, Handbook
from generator.scaffold import scaffold
from tests.sample import library_of, sample_files

CHANGES = "content/organisation/changes.yml"


def bakery(changes: str, **own: str) -> Handbook:
    """The bakery's handbook for staff with these changes, and files of the organisation's own."""
    files = sample_files() | {CHANGES: changes.encode()} if changes else sample_files()
    files |= {f"content/organisation/{name.replace('__', '/')}.yml": text.encode() for name, text in own.items()}
    return select(library_of(files), Edition("bakery", "en", Audience.STAFF))


def told(changes: str) -> list[str]:
    """What `check` says of these changes beyond what it says of the sample, and beyond the news that they are new."""
    usual = assemble(sample_files())[1]
    found = assemble(sample_files() | {CHANGES: changes.encode()})[1]
    return [problem.explain() for problem in found if problem not in usual and problem.rule != "drift"]


def test_a_field_is_replaced_whole() -> None:
    made = bakery("changes: [{of: need.news, replace: {one_sentence: We say it before you ask.}}]")
    assert made.concepts["need.news"].one_sentence == "We say it before you ask."
    assert made.concepts["need.warmth"] == bakery("").concepts["need.warmth"]


def test_a_word_of_the_trade_and_of_the_interface_is_replaced() -> None:
    made = bakery("""\
changes:
  - {of: bakery, replace: {terms.customer: guest, terms.a_customer: a guest, terms.customers: guests}}
  - {of: languages/en, replace: {words.home: Start here}}
  - {of: handbook, replace: {title: The Tide Book}}
""")
    assert made.industry.terms.a_customer == "a guest"
    assert "one guest who slipped in" in made.topics["topic.the-queue"].sections[1].text
    assert (made.language.words["home"], made.plan.title) == ("Start here", "The Tide Book")


def test_items_are_added_and_put_in_order() -> None:
    made = bakery(
        """\
changes:
  - of: handbook
    append: {chapters.Ideas.pages: [topic.returns]}
    order: {chapters.Ideas.pages: [topic.returns, topic.the-queue]}
""",
        topics__returns="""\
id: topic.returns
name: Bread that comes back
one_sentence: We take it back without a face.
sections: [{heading: Take it, text: Say thank you for telling us.}, {heading: Ask, text: What shall we do instead?}]
try_today: Say it once.
reflect: When did you last bring something back?
related: [{id: need.news, reason: People want to hear it.}, {id: need.warmth, reason: It stings less.}]
sources: [added]
""",
    )
    name, pages = made.chapters()[1]
    assert (name, [page.id for page in pages]) == (
        "Ideas",
        ["topic.returns", "topic.the-queue", "two-comforts", "topic.first-and-last"],
    )
    assert made.topics["topic.returns"].name == "Bread that comes back"


def test_a_file_of_the_same_name_stands_for_ours() -> None:
    ours = sample_files()["content/brand.yml"].decode()
    made = bakery("", brand=ours.replace("Harbour Street Traders", "Tide & Sons"))
    assert made.brand.organisation == "Tide & Sons"


def test_what_is_hidden_is_gone_from_every_list() -> None:
    made = bakery("""\
changes:
  - {of: topic.first-and-last, hide: true}
  - {of: topic.the-queue, replace: {related: [{id: need.news, reason: They wait.}, {id: need.warmth, reason: They ache.}]}}
""")
    assert "topic.first-and-last" not in made.topics
    assert [page.id for _, pages in made.chapters() for page in pages] == [
        "interaction-cycle",
        "two-comforts",
        "topic.the-queue",
    ]


def test_what_others_lead_to_cannot_be_hidden() -> None:
    assert told("changes: [{of: topic.first-and-last, hide: true}]") == [
        f"{CHANGES}:1:11: error: topic.first-and-last cannot be hidden: others lead to it: topic.the-queue (related)\n"
        "    Hide them too, or take it out of those lists: 'remove' in your changes."
    ]


def test_a_wrong_name_gets_the_nearest_right_one_where_it_stands() -> None:
    assert told("""\
changes:
  - {of: need.nws, hide: true}
  - of: need.news
    replace: {one_sentense: Hello., say_avoid.first.say: Hello.}
    order: {looks_like: [warmly], name: [x]}
    append: {name: [x]}
""") == [
        f"{CHANGES}:2:6: error: there is no 'need.nws' to change\n    Did you mean 'need.news'?",
        f"{CHANGES}:4:15: error: need.news: unknown key 'one_sentense'\n    Did you mean 'one_sentence'?",
        f"{CHANGES}:4:37: error: need.news: there is no 'first.say'",
        f"{CHANGES}:5:13: error: need.news: 'looks_like' has no 'warmly'\n"
        "    Known here: Ends with what happens next., Gives a time, not a maybe., Says so when the time changes..",
        f"{CHANGES}:5:35: error: need.news: 'name' is no list\n    Only items of lists can be ordered and removed.",
        f"{CHANGES}:6:14: error: need.news: 'name' is no list\n    Use 'replace' for it.",
    ]


def test_a_fault_in_a_replaced_field_is_found_where_the_organisation_wrote_it() -> None:
    assert told('changes: [{of: need.news, replace: {reflect: "A {custmer} waits."}}]') == [
        f"{CHANGES}:1:46: error: need.news: there is no slot {{custmer}}\n    Did you mean 'customer'?"
    ]


def test_what_was_replaced_is_remembered() -> None:
    library = library_of(
        sample_files() | {CHANGES: b"changes: [{of: need.news, replace: {name: Word}}, {of: handbook, append: {chapters: []}}]"}
    )
    (replaced,) = library.replaced
    assert (replaced.of, replaced.way, replaced.ours, replaced.theirs) == ("need.news", "name", "News", "Word")


def test_changes_may_lie_in_several_files_and_none_is_needed() -> None:
    files = sample_files() | {
        "content/organisation/changes/words.yml": b"changes: [{of: need.news, replace: {name: Word}}]",
        "content/organisation/changes/hidden.yml": b"changes: []",
    }
    assert library_of(files).entries["need.news"].model == library_of(sample_files()).entries["need.news"].model.model_copy(
        update={"name": "Word"}
    )
    assert isinstance(library_of(sample_files()).entries["need.news"].model, m.Concept)


def test_a_change_of_ours_below_a_replaced_field_is_shown() -> None:
    files = sample_files() | {CHANGES: b"changes: [{of: need.news, replace: {name: Word, reflect: Who waits?}}]"}
    new = list(drifts(library_of(files)))
    assert [(drift.replaced.way, drift.is_new) for drift in new] == [("name", True), ("reflect", True)]
    files[FILE] = accept(library_of(files)).encode()
    assert list(drifts(library_of(files))) == []
    news = "content/frameworks/two-comforts/news.yml"
    files[news] = files[news].replace(b"name: News", b"name: Tidings")
    (drift,) = drifts(library_of(files))
    assert (drift.replaced.of, drift.was, drift.replaced.ours, drift.replaced.theirs) == (
        "need.news",
        "News",
        "Tidings",
        "Word",
    )
    warning = next(problem for problem in assemble(files)[1] if problem.rule == "drift")
    assert warning.explain() == (
        f"{CHANGES}:1:37: warning: need.news: name: what this replaces has changed in the handbook\n"
        "    'handbook drift' shows both. Does yours still fit? Then run 'handbook drift accept need.news'."
    )
    files[FILE] = accept(library_of(files), ["need.warmth"]).encode()
    assert len(list(drifts(library_of(files)))) == 1
    files[FILE] = accept(library_of(files), ["need.news"]).encode()
    assert list(drifts(library_of(files))) == []


def test_a_whole_file_of_ours_that_changed_under_an_own_one_is_shown() -> None:
    files = sample_files()
    files |= {"content/organisation/glossary.yml": files["content/glossary.yml"]}
    files[FILE] = accept(library_of(files)).encode()
    files["content/glossary.yml"] = files["content/glossary.yml"].replace(b"regulars", b"old hands")
    (drift,) = drifts(library_of(files))
    assert (drift.replaced.of, drift.replaced.way, drift.is_new) == ("glossary", "", False)


def test_a_brand_of_its_own_depends_on_nothing_of_ours() -> None:
    files = sample_files()
    files |= {"content/organisation/brand.yml": files["content/brand.yml"].replace(b"Harbour Street", b"Tide")}
    assert library_of(files).brands[""].organisation == "Tide Traders"
    assert list(drifts(library_of(files))) == []


def test_the_example_in_the_organisations_own_readme_works() -> None:
    root = Path(__file__).parents[1]
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for top in ("content", "exercises")
        for path in (root / top).rglob("*.*")
        if path.suffix in (".yml", ".svg")
    }
    ours = library_of(files)
    readme = (root / "content/organisation/README.md").read_text("utf-8")
    example = readme.split("```yaml\n")[1].split("```")[0]
    own = scaffold("topic", "returns", ours)
    files |= {path: text.encode() for path, text in own.items() if "/changes/" not in path} | {CHANGES: example.encode()}
    made = select(library_of(files), Edition("hospitality", "en", Audience.STAFF))
    assert made.concepts["need.fairness"].one_sentence == "The same rules for everybody, said out loud."
    assert made.industry.terms.a_colleague == "a teammate"
    assert "exr.fast-recovery-card" not in {link.id for link in made.topics["topic.complaints"].related}
    assert made.language.words["help-now"] == "Quick help"
    assert made.plan.industries == ("hospitality",)
    assert "clm.always-astonish" not in {claim.id for claim in made.claims}
    ideas = next(pages for name, pages in made.chapters() if name == "Ideas")
    assert [page.id for page in ideas[:2]] == ["topic.returns", "topic.complaints"]


def test_an_update_with_a_number_of_ours_is_told_and_an_item_can_be_taken_out() -> None:
    files = sample_files()
    ours = next(file for file in files if file.startswith("exercises/w01"))
    own = files[ours].replace(b"exr.three-kind-lines", b"exr.ours")
    files |= {"content/organisation/exercises/w01-ours.yml": own}
    _, problems = assemble(files)
    (told,) = (problem for problem in problems if problem.rule == "taken-number")
    assert told.message == "exr.ours: exr.three-kind-lines has the number W01 already"
    assert told.place.file == "content/organisation/exercises/w01-ours.yml"

    changes = "changes:\n  - of: handbook\n    remove: {industries: [ferry]}\n"
    assert library_of(sample_files() | {CHANGES: changes.encode()}).plan.industries == ("bakery",)
    _, problems = assemble(sample_files() | {CHANGES: changes.replace("[ferry]", "[fery]").encode()})
    assert [problem.explain() for problem in problems if problem.place.file == CHANGES] == [
        f"{CHANGES}:3:14: error: handbook: 'industries' has no 'fery'\n    Did you mean 'ferry'?"
    ]


def test_forms_of_a_word_that_do_not_go_together_are_told() -> None:
    changes = "changes:\n  - of: bakery\n    replace: {terms.customer: applicant, terms.a_customer: a applicant}\n"
    _, problems = assemble(sample_files() | {CHANGES: changes.encode()})
    told = [problem for problem in problems if problem.rule == "disagreeing-forms"]
    assert {problem.message.split(" is ")[0] for problem in told} == {
        f"bakery: {form}" for form in ("Customer", "a_customer", "A_customer", "customer_poss")
    }
    assert "Write 'an applicant', or change the others." in [problem.advice for problem in told]
