"""Byte budgets of pages, and their measurement on a cheap telephone."""

from typing import NamedTuple
from urllib.parse import urlsplit

KB = 1024
# The limits that the panel of checks uses are in redaccion/comprobaciones/peso.py.
PAGE, CSS, JS = 30 * KB, 12 * KB, 8 * KB
WITH_IMAGES_ABOVE, HOME_TO_THE_END, NEXT_PAGE = 100 * KB, 200 * KB, 12 * KB
IN_AN_EMERGENCY = 15 * KB
LIGHT = 12 * KB  # for who saves data
# Cheap phones have a pixel ratio of two: they request the larger pictures.
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}


class Meter:
    """Adds up the bytes that the browser receives, with headers, as transferred."""

    def __init__(self, page):
        self.received = {}
        self.urls = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self.on_request)
        session.on("Network.loadingFinished", self.on_finished)

    def on_request(self, event):
        self.urls[event["requestId"]] = event["request"]["url"]

    def on_finished(self, event):
        url = self.urls.get(event["requestId"], "")
        if url.startswith("http"):
            self.received[url] = self.received.get(url, 0) + event["encodedDataLength"]

    def total(self, kind=None):
        return sum(size for url, size in self.received.items() if kind in (None, kind_of(url)))

    @property
    def without_images(self):
        return self.total() - self.total("image")


def kind_of(url):
    path = urlsplit(url).path
    if path.startswith("/media/"):
        return "image"
    if path.startswith("/static/"):
        return {"css": "css", "js": "js"}.get(path.rsplit(".", 1)[-1], "icon")
    return "html"


_ABOVE_THE_FOLD = """() => [...document.images]
    .filter(image => image.getBoundingClientRect().top < innerHeight)
    .map(image => image.currentSrc)"""


def visit(page, url):
    page.goto(url, wait_until="networkidle")


def visit_first(page, url):
    """Return the meter of a first visit, with empty caches."""
    meter = Meter(page)
    visit(page, url)
    # Headless browsers do not request the icon; those of people do.
    page.evaluate("fetch(document.querySelector('link[rel=icon]').href).then(r => r.blob())")
    page.wait_for_load_state("networkidle")
    return meter


class Visit(NamedTuple):
    """Bytes received: by kind, without images, images above the fold, all, and the second page."""

    sizes: dict
    own: int
    above: int
    to_the_end: int
    afterwards: int
    urls: set


def measure(portales, new_context, slug, path, *, then, to_the_end=False):
    """Measure a first visit of ``path``, and a second one of the page ``then``."""
    page = new_context(**PHONE).new_page()
    meter = visit_first(page, portales.url(slug, path))
    sizes = {name: meter.total(name) for name in ("html", "css", "js", "icon")}
    own = meter.without_images
    above = sum(meter.received.get(image, 0) for image in page.evaluate(_ABOVE_THE_FOLD))

    everything = 0
    if to_the_end:
        for _ in range(100):
            page.mouse.wheel(0, 500)
            page.wait_for_timeout(50)
            if page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 1"):
                break
        page.wait_for_load_state("networkidle")
        everything = meter.total()

    second = Meter(page)
    visit(page, portales.url(slug, then))
    urls = {*meter.received, *second.received}
    return Visit(sizes, own, above, everything, second.without_images, urls)


def assert_within_budgets(visit, portales):
    assert all(visit.sizes.values()), f"something was not measured: {visit.sizes}"
    assert visit.sizes["css"] <= CSS
    assert visit.sizes["js"] <= JS
    assert visit.own <= PAGE
    assert visit.own + visit.above <= WITH_IMAGES_ABOVE
    assert visit.to_the_end <= HOME_TO_THE_END
    assert 0 < visit.afterwards <= NEXT_PAGE
    assert all(portales.owns(url) for url in visit.urls)
