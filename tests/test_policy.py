"""What a page may load and run: nothing by default, scripts by their digest; and a page with more is not published."""

import re
from pathlib import Path

import pytest

from generator.pages import headers, policy_of
from generator.verify import faults, links_in
from tests.conftest import ROOT, SAMPLE

POLICY = policy_of(ROOT)
OUR_SCRIPT = POLICY.files["assets/javascripts/handbook.js"]
PAGE = f"""<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY.meta}"></head>
<body><script>{POLICY.starter}</script><script src="handbook.js" integrity="{OUR_SCRIPT}"></script>
<script type="application/json">{{"data": "is no script"}}</script></body></html>"""


def directives(policy: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))


def test_nothing_is_allowed_by_default_and_no_script_by_where_it_lies() -> None:
    for policy in (POLICY.meta, POLICY.header):
        found = directives(policy)
        assert found["default-src"] == "'none'"
        assert "unsafe" not in policy
        assert "*" not in policy
        assert "http" not in policy
        assert re.fullmatch(r"('sha256-[A-Za-z0-9+/=]{44}' ?)+( file:)?", found["script-src"])
    assert directives(POLICY.header)["frame-ancestors"] == "'none'"
    assert "file:" not in POLICY.header
    assert "frame-ancestors" not in POLICY.meta  # browsers complain of it there


def test_digests_come_from_the_theme_and_never_from_a_page(tmp_path: Path) -> None:
    assert policy_of(ROOT) == POLICY
    script = tmp_path / "overrides" / "theme" / "assets" / "javascripts"
    script.mkdir(parents=True)
    (script / "ours.js").write_text("1", "utf-8")
    added = set(policy_of(tmp_path).digests) - set(POLICY.digests)
    assert len(added) == 1
    assert not (SAMPLE / "overrides").exists()


def test_every_kind_of_host_gets_the_same_headers() -> None:
    files = {name: text.decode() for name, text in headers(POLICY).items()}
    assert set(files) == {"_headers", "_headers.nginx.conf", "_headers.apache.conf"}
    for name in (
        "X-Content-Type-Options",
        "Referrer-Policy",
        "Permissions-Policy",
        "Cross-Origin-Opener-Policy",
        "X-Frame-Options",
    ):
        assert all(name in text for text in files.values())
    assert f"  Content-Security-Policy: {POLICY.header}\n" in files["_headers"]
    assert f'add_header Content-Security-Policy "{POLICY.header}" always;\n' in files["_headers.nginx.conf"]
    assert f'Header always set Content-Security-Policy "{POLICY.header}"\n' in files["_headers.apache.conf"]


def test_a_page_of_ours_is_published() -> None:
    assert list(faults({"index.html": links_in(PAGE.encode())}, {"index.html", "handbook.js"}, POLICY)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("</body>", "<script>alert(1)</script></body>", "has a script that is not the theme's"),
        ("</body>", '<script src="x.js"></script></body>', "has a script that is not the theme's"),
        ("</body>", '<script src="x.js" integrity="sha256-x"></script></body>', "has a script that is not the theme's"),
        ("</body>", '<script type="module">alert(1)</script></body>', "has a script that is not the theme's"),
        ("</body>", "<p style='color: red'></p></body>", "has style= on <p>"),
        ("</body>", "<p onclick='alert(1)'></p></body>", "has onclick= on <p>"),
        ("</body>", '<img src="https://evil.example/pixel.png"></body>', "from another host"),
        ("</body>", '<img src="HTTPS:\\\\evil.example/pixel.png"></body>', "from another host"),
        ("</body>", '<img src=" /\\evil.example/pixel.png"></body>', "from another host"),
        ("</body>", '<a href="nowhere.html">x</a></body>', "which is not there"),
        ("default-src 'none'", "default-src *", "does not carry the policy"),
        ("http-equiv", "name", "does not carry the policy"),
    ],
)
def test_a_page_with_more_is_not(old: str, new: str, said: str) -> None:
    assert PAGE.count(old) == 1
    page = links_in(PAGE.replace(old, new).encode())
    (fault,) = faults({"index.html": page}, {"index.html", "handbook.js"}, POLICY)
    assert said in fault
