"""What a page may load and run: a strict Content-Security-Policy (W3C, CSP 3) that names every script by its digest.

The digests are taken from the theme's templates and files, never from finished pages: a script that came in by
another door is on no list and does not run. Every page carries the policy itself, for hosts that send no headers
and for folders on a disk; `headers` writes it, with what only a header can say, for hosts that do.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from ..cache import CACHE, Cache
from ..compiled import Compiled

SCOPE = "/"
"""Where the theme keeps a reader's choice of light or dark. One for all depths, so that its script is the same on all."""
STARTER = Markup(
    'location.protocol==="file:"&&document.write(document.currentScript.dataset.src.split(" ")'
    '.map(src=>`<script src="${src}"><\\/script>`).join("")+"<!--")'
)
"""Starts the scripts of a page that was opened from a disk, where browsers refuse every script with a digest. It stands
before them, names them in `data-src`, and comments them out up to the next `-->`."""
_PARTIALS = ("base", "palette", "content")
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STARTED = {f"assets/javascripts/{name}.js" for name in ("search", "from-file")}
"""Scripts that no tag of a page from a host loads: one runs as a worker, one only from a disk."""
_RULES = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the theme's icons
    "font-src": "'self'",
    "connect-src": "'self'",  # the search index
    "worker-src": "'self'",  # search, and what keeps pages for days offline
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",  # the search of the page for lost readers
}
_ONLY_IN_HEADERS = {"frame-ancestors": "'none'"}
_OTHER_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_TRANSPORT = ("Strict-Transport-Security", "max-age=31536000")


@dataclass(frozen=True)
class Policy:
    """The scripts that may run: the theme's inline ones by their digest, files by their path below an edition's top."""

    inline: tuple[str, ...]
    files: Mapping[str, str]
    bundle: str
    """Which of the files is the theme's own."""

    @property
    def digests(self) -> tuple[str, ...]:
        """Of everything that may run, as CSP and `integrity` write it: `sha256-…`."""
        return tuple(dict.fromkeys((*self.inline, *self.files.values())))

    @property
    def meta(self) -> str:
        """The policy for a page's head. `file:` lets scripts start from a disk; from a host it allows nothing."""
        loaded = (digest for path, digest in self.files.items() if path not in _STARTED)
        return _directives({"script-src": f"{_quoted((*self.inline, *loaded))} file:"})

    @property
    def header(self) -> str:
        """The policy for a host's headers."""
        return _directives({"script-src": _quoted(self.digests)} | _ONLY_IN_HEADERS)

    @property
    def starter(self) -> Markup:
        """The text of the script before the scripts."""
        return STARTER

    def for_theme(self) -> dict[str, object]:
        """What the theme's templates read under `config.extra.policy`; it needs no escaping."""
        return {"meta": self.meta, "starter": str(STARTER), "bundle": self.bundle, "files": dict(self.files)}


def policy_of(root: Path) -> Policy:
    """The policy of a project: from its theme in `overrides/theme` over Material's."""
    material = find_spec("material")
    assert material  # noqa: S101 - it is installed with this package
    upstream = Path(str(material.origin)).parent / "templates"
    ours = root / "overrides" / "theme"
    bundle = next((upstream / "assets" / "javascripts").glob("bundle.*.min.js"))
    scripts = [bundle, *sorted((ours / "assets" / "javascripts").glob("*.js"))]
    files = {f"assets/javascripts/{path.name}": digest(path.read_bytes()) for path in scripts}
    theme = Environment(loader=FileSystemLoader([ours, upstream], encoding="utf-8"), autoescape=True)
    theme.bytecode_cache = Compiled(Cache(root / CACHE))
    return Policy(tuple(_inline(theme)), files, f"assets/javascripts/{bundle.name}")


def _inline(theme: Environment) -> list[str]:
    """The digests of the scripts that stand on every page, as an empty site would have them."""
    scripts = [STARTER]
    for name in _PARTIALS:
        empty = theme.get_template(f"partials/javascripts/{name}.html")
        scripts += _INLINE.findall(empty.render(config={"extra": {"scope": SCOPE}}, features=()))
    return [digest(script.encode()) for script in scripts]


def digest(script: bytes) -> str:
    """How CSP and `integrity` name a script (W3C, Subresource Integrity)."""
    return "sha256-" + b64encode(sha256(script).digest()).decode()


def _quoted(digests: Iterable[str]) -> str:
    return " ".join(f"'{digest}'" for digest in dict.fromkeys(digests))


def _directives(more: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in (_RULES | more).items())


def headers(policy: Policy) -> dict[str, bytes]:
    """Files for the top of a site, by path: `_headers`, which Netlify and Cloudflare read, and lines for nginx and Apache."""
    sent = {"Content-Security-Policy": policy.header} | _OTHER_HEADERS
    always = "Send this too when every page of the host has https, and will keep it:"
    files = {
        "_headers": ["# Netlify and Cloudflare Pages read this file by themselves.", "/*"]
        + [f"  {name}: {value}" for name, value in sent.items()]
        + [f"# {always}", f"#  {_TRANSPORT[0]}: {_TRANSPORT[1]}"],
        "_headers.nginx.conf": ["# nginx: include this file in the `server` block of the handbook."]
        + [f'add_header {name} "{value}" always;' for name, value in sent.items()]
        + [f"# {always}", f'# add_header {_TRANSPORT[0]} "{_TRANSPORT[1]}" always;'],
        "_headers.apache.conf": ["# Apache: include this file in the handbook's `VirtualHost`; needs mod_headers."]
        + [f'Header always set {name} "{value}"' for name, value in sent.items()]
        + [f"# {always}", f'# Header always set {_TRANSPORT[0]} "{_TRANSPORT[1]}"'],
    }
    return {path: "\n".join([*lines, ""]).encode() for path, lines in files.items()}
