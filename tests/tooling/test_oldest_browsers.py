"""Code that the oldest browsers cannot read is found, and the documents name these browsers."""

import re

import pytest
from django.conf import settings

from scripts import oldest
from scripts.oldest import programs, stylesheets

STYLESHEETS = settings.BASE_DIR / "static_src" / "css"
CONFIGURATION = (settings.BASE_DIR / "docs" / "configuration.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("css", "fault"),
    [
        (".a:is(.b, .c) { color: red; }", ":is()"),
        (":where(.a) b { color: red; }", ":where()"),
        (".a:has(.b) { color: red; }", ":has()"),
        (".a, .b:not(.c, .d) { color: red; }", ":not(.c, .d)"),
        (".a:not(.b.c) { color: red; }", ":not(.b.c)"),
        ("a:focus-visible { outline: 1px solid; }", ":focus-visible"),
        (".a, .b::-webkit-meter-bar { color: red; }", "of one browser beside others"),
        (".a { inset: 0; }", "inset: unknown"),
        (".a { padding-inline: 1rem; }", "padding-inline: unknown"),
        (".a { display: grid; gap: 1rem; }", "gap: unknown"),
        (".a { grid-gap: 1rem; } .a { display: flex; }", "give them margins"),
        (".a { display: grid; column-gap: 1rem; }", "column-gap without columns"),
        (".a { width: min(1rem, 5vw); }", "min() in width, and no plain value"),
        (".a { font-size: 1rem; padding: clamp(1rem, 4vw, 2rem); }", "clamp() in padding"),
        (".a { font: 1rem b; font: clamp(1rem, 4vw, 2rem) var(--b); }", "beside var()"),
        (":root { --a: clamp(1rem, 4vw, 2rem); }", "clamp() in --a"),
        (".a { color: rgb(1 2 3 / .5); }", "rgb() without commas"),
        (".a { color: color-mix(in srgb, red, blue); }", "color-mix()"),
        (".a { height: 100dvh; }", "dvh"),
        (".a { overflow: clip; }", "overflow: clip"),
        (".a { display: contents; }", "display: contents"),
        ("@layer a { .b { color: red; } }", "@layer"),
        ("@media (width >= 60em) { .b { color: red; } }", "@media with < or >"),
        ("@media print { .a { inset: 0; } }", "inset: unknown"),
        ("@supports (display: grid) { .a { inset: 0; } }", "inset: unknown"),
        ("@supports not (inset: 0) { .a { aspect-ratio: 1; rotate: 1deg; } }", "rotate: unknown"),
    ],
)
def test_what_a_page_would_lose_is_found_in_a_stylesheet(css, fault):
    [(line, words)] = stylesheets.faults(css)
    assert line == 1
    assert fault in words


@pytest.mark.parametrize(
    "css",
    [
        ".a { width: 5rem; width: min(5rem, 30vw); }",
        ".a { font: 1rem b; font-size: clamp(1rem, 4vw, 2rem); }",
        ".a { aspect-ratio: 1; accent-color: red; overflow-wrap: anywhere; }",
        ":focus { outline: 1px solid; } :focus:not(:focus-visible) { outline: 0; }",
        "summary::-webkit-details-marker { display: none; }",
        ".a { display: flex; grid-gap: 0; } .b { display: grid; grid-gap: 1rem; }",
        ".a { columns: 2; column-gap: 1rem; }",
        "@supports (inset: 0) { .a { inset: 0; } }",
        "@supports selector(:is(a)) { :is(.a, .b) { inset: 0; } }",
        "@page { size: A4; margin: 1cm; }",
    ],
)
def test_what_a_page_is_complete_without_is_let_be(css):
    assert stylesheets.faults(css) == []


def test_a_stylesheet_is_read_as_those_browsers_do():
    read = stylesheets.as_they_read("""
        .a, .b:is(.c) { color: red; }
        .d { display: flex; gap: 1rem; color: red; color: color-mix(in srgb, red, blue); }
        .e { --f: clamp(1rem, 2vw, 3rem); padding: max(1rem, var(--f)); }
        @supports (inset: 0) { .g { color: red; } }
        @media print { .h { inset: 0; margin: 0; } }
    """)
    assert " ".join(read.split()) == (
        ".d { display: flex; gap: 0; color: red } .e { --f: initial; padding: unset } "
        "@media print { .h { margin: 0 } }"
    )


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ("a?.b;", "the whole file"),
        ("a ?? b;", "the whole file"),
        ("try { a(); } catch { b(); }", "the whole file"),
        ("class A { #b = 1; }", "the whole file"),
        ("const a = 1_000;", "the whole file"),
        ("import('a');", "import()"),
        ("const a = /(?<=b)c/;", "regular expression"),
        ("const a = /b/s;", "regular expression"),
        ("a.replaceChildren(b);", "replaceChildren"),
        ("a.toggleAttribute('b');", "toggleAttribute"),
        ("a.replaceAll('b', 'c');", "replaceAll"),
        ("[1].at(-1);", "at: "),
        ("Object.fromEntries(a);", "fromEntries"),
        ("structuredClone(a);", "structuredClone"),
        ("new AbortController();", "AbortController"),
        ("const { a } = globalThis;", "globalThis"),
        ("navigator.share(a);", "share"),
        ("a.querySelector('.b :is(c, d)');", ":is()"),
        ("fetch('a', { method: 'POST', body: b });", "without cookies"),
    ],
)
def test_what_would_not_run_is_found_in_a_script(script, fault):
    [(line, words)] = programs.faults(script)
    assert line == 1
    assert fault in words


@pytest.mark.parametrize(
    "script",
    [
        "const f = async ({ a, ...b }) => { for (const c of b) await c({ ...a }); };",
        "if (navigator.share) navigator.share(a);",
        "const a = window.AbortController ? new AbortController() : {};",
        "try { createImageBitmap(a); } catch (fault) { b(); }",
        "a.matches('b, c:not(d)'); at(b); const any = [].some(c);",
    ],
)
def test_what_is_asked_for_first_is_let_be(script):
    assert programs.faults(script) == []


def test_what_public_pages_load_is_looked_at_and_what_the_admin_loads_is_not():
    names = {path.name for kind in ("css", "js") for path in oldest.public_files(kind)}
    assert {"portal.css", "atencion.css", "portal.js", "sugerencias.js"} <= names
    assert not {"admin.css", "textos.js"} & names


def test_the_configuration_names_the_browsers():
    table = CONFIGURATION.partition("| Browser | Of |")[2].partition("\n\n")[0]
    rows = [row for row in table.splitlines() if row.startswith("| ") and "---" not in row]
    named = [tuple(cell.strip() for cell in row.split("|")[1:4]) for row in rows]
    assert named == [(b["name"], b["of"], b["where"]) for b in oldest.BROWSERS]


@pytest.mark.parametrize("name", sorted(path.name for path in STYLESHEETS.glob("*.css")))
def test_every_stylesheet_closes_what_it_opens(name):
    """A missing brace loses the rules after it, and no tool reports that."""
    css = (STYLESHEETS / name).read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    assert css.count("{") == css.count("}")
