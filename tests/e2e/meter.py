"""A cheap telephone, and what it receives."""

from urllib.parse import urlsplit

KB = 1024
# The screens of cheap phones have two dots a pixel: they ask for the larger pictures.
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}


class Meter:
    """Adds up what the browser receives, headers included, as it came over the wire."""

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
