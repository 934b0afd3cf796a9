"""Checks of every screen: axe finds no fault, nothing overflows, targets fit a thumb."""

from axe_playwright_python.sync_playwright import Axe

WIDTHS = (320, 360, 768, 1280)
TARGET, INLINE_TARGET = 44, 24
# The rules that may differ between colour schemes: those on colours that axe checks by default.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


# A message that is still fading in has too little contrast.
_STILL = """() => Promise.all(
    document.getAnimations()
        .filter(({ effect }) => effect.getComputedTiming().iterations !== Infinity)
        .map(({ finished }) => finished.catch(() => {}))
)"""


def assert_accessible(page, rules=None):
    page.evaluate(_STILL)
    results = Axe().run(page, options={"resultTypes": ["violations"]} | (rules or {}))
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


_OVERFLOW = """() => {
    const width = document.documentElement.clientWidth;
    const mayBeWide = '.tabla, .filtros, .fila, .letras, .aviso-linea, .oculto, svg';
    const wide = [...document.querySelectorAll('body *')].filter(element => {
        const box = element.getBoundingClientRect();
        return box.right > width + 1 && box.width && !element.closest(mayBeWide);
    });
    return {
        scrolls: document.documentElement.scrollWidth > width,
        wide: wide.slice(0, 5).map(element => element.outerHTML.slice(0, 120)),
    };
}"""


def overflow(page):
    """Return whether ``page`` scrolls sideways, and the elements that overflow."""
    return page.evaluate(_OVERFLOW)


_SMALL_TARGETS = """([target, inline]) => {
    const small = [];
    const pressed = 'a[href], button, summary, input:not([type=hidden])';
    for (const element of document.querySelectorAll(pressed)) {
        if (!element.checkVisibility() || element.matches('.salto')) continue;
        const inText = element.closest('.prosa p, .prosa li, .resumen, .datos, td, th');
        const card = element.closest('.tarjeta');
        const box = (card || element).getBoundingClientRect();
        const least = inText ? inline : target;
        if (box.height + 0.5 < least || box.width + 0.5 < inline) {
            const place = element.closest('[class]').className;
            const size = `${Math.round(box.width)} × ${Math.round(box.height)}`;
            small.push(`${element.textContent.trim().slice(0, 40)} (${place}): ${size}`);
        }
    }
    return small;
}"""


def small_targets(page):
    """Return the targets of ``page`` that are too small for a thumb."""
    return page.evaluate(_SMALL_TARGETS, [TARGET, INLINE_TARGET])
