"""Of the theme's styles a page has all that can touch it: asked of a real browser, rule by rule, on pages of every kind."""

import re
from pathlib import Path

import material
from playwright.sync_api import Page

UPSTREAM = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
CLASSES = re.compile(r'class="([^"]*)"')
STATE = r"::[-\w]+(\([^)]*\))?|:(hover|active|checked|target|invalid|focus(-\w+)?)\b"
MISSING = """([whole, state]) => {
  const sheets = [...document.styleSheets]
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(whole)
  const rules = (list, around = "") => [...list].flatMap(rule => rule.selectorText ? [[around, rule]]
    : rule.cssRules && rule.type !== CSSRule.KEYFRAMES_RULE ? rules(rule.cssRules, `${around} ${rule.conditionText}`) : [])
  const plain = rule => [...rule.style].filter(name => !name.startsWith("--"))
  const style = rule => plain(rule).map(name => name + rule.style.getPropertyValue(name))
  const said = ([around, rule]) => [around, rule.selectorText, ...style(rule)].join(" ")
  const ours = sheets.flatMap(one => rules(one.cssRules))
  const known = new Set(ours.map(said))
  const anyhow = rule => rule.selectorText.replaceAll(RegExp(state, "g"), ":not(x)")
  const there = rules(sheet.cssRules).filter(([, rule]) => document.querySelector(anyhow(rule)))
  const text = sheets.flatMap(one => [...one.cssRules]).map(rule => rule.cssText).join("")
  const used = [...new Set(text.match(/--md-[-\\w]+(?=[,)])/g))]
  return {
    there: there.length,
    rules: there.filter(one => style(one[1]).length).map(said).filter(one => !known.has(one)),
    properties: used.filter(name => whole.includes(`${name}:`) && !text.includes(`${name}:`)),
  }
}"""
"""What a page has not: rules of a whole sheet that match something on it in whatever state it is, properties in use."""


def of_every_kind(folder: Path) -> list[str]:
    """Pages that have between them every class that any page has."""
    found, seen = [], set[str]()
    for path in sorted(folder.rglob("*.html")):
        classes = {name for value in CLASSES.findall(path.read_text("utf-8")) for name in value.split()}
        if not classes <= seen:
            found.append(path.relative_to(folder).as_posix())
            seen |= classes
    return found


def test_no_rule_is_missing_that_would_match(phone: Page, site: Path) -> None:
    whole = "".join(sheet.read_text("utf-8") for sheet in sorted(UPSTREAM.glob("*.min.css")))
    for path in of_every_kind(site / "retail"):
        phone.goto(f"retail/{path}")
        if path == "index.html":
            phone.locator("header label[for=__search]").first.click()
            phone.locator(".md-search__input").press_sequentially("angry")
            phone.locator(".md-search-result__link").first.wait_for()
            phone.evaluate("document.querySelectorAll('.md-tags').forEach(tags => tags.remove())")  # they are never shown
        found = phone.evaluate(MISSING, [whole, STATE])
        assert found.pop("there") > 200, path
        assert found == {"rules": [], "properties": []}, path
