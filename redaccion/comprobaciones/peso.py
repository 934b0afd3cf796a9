"""Weight of a page on the first visit with a cheap telephone.

Bytes as transferred: compressed texts, pictures in the width for a screen of 360 px with two dots
per pixel, and the headers of each response. tests/e2e/test_budgets.py measures the same limits in a
browser.
"""

import gzip
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage
from wagtail.images import get_image_model

KB = 1024
PROPIO = 30 * KB  # everything except pictures
AL_ABRIR = 100 * KB  # with the pictures that are loaded at once
ENTERA = 200 * KB  # with all pictures, after scrolling to the end
# Approximate size of response headers.
_HEAD = 600
# The portal's icon, which is generated (base/emblemas.py).
_ICON = 600 + _HEAD
# A slow mobile connection in bytes per second: the 400 kbit/s with which browsers simulate one.
_BYTES_A_SECOND = 50_000

_WIDTH, _DENSITY = 360, 2
_PIXELS_IN = {"rem": 18, "em": 16, "px": 1, "vw": _WIDTH / 100}  # portal.css: html is 112.5 %


@dataclass(frozen=True)
class Foto:
    """Picture: name for the author, bytes, and whether the browser loads it at once."""

    nombre: str
    bytes: int
    al_abrir: bool


@dataclass
class Peso:
    html: int
    css: int = 0
    js: int = 0
    iconos: int = 0
    fotos: list[Foto] = field(default_factory=list)

    @property
    def propio(self):
        return self.html + self.css + self.js + self.iconos

    @property
    def de_fotos(self):
        return sum(foto.bytes for foto in self.fotos)

    @property
    def al_abrir(self):
        return self.propio + sum(foto.bytes for foto in self.fotos if foto.al_abrir)

    @property
    def entera(self):
        return self.propio + self.de_fotos

    @property
    def segundos(self):
        """Seconds to load the first screen on a slow connection, at least 1."""
        return max(1, round(self.al_abrir / _BYTES_A_SECOND))

    @property
    def mil_lecturas(self):
        return self.entera * 1000

    @property
    def mas_pesadas(self):
        return sorted(self.fotos, key=lambda foto: -foto.bytes)[:3]


def weigh(response, soup):
    """Return the :class:`Peso` of the page in ``response``, parsed in ``soup``."""
    content = response.content
    weight = Peso(_HEAD + len(gzip.compress(content, 6)))
    weight.css = _of_files(tag["href"] for tag in soup.select("link[rel=stylesheet][href]"))
    weight.js = _of_files(tag["src"] for tag in soup.select("script[src]"))
    sprites = soup.find_all("use", attrs={"xlink:href": True})
    weight.iconos = _ICON + _of_files(tag["xlink:href"].partition("#")[0] for tag in sprites)
    weight.fotos = _pictures(soup)
    return weight


def _of_files(urls):
    """Return the bytes of static files, each once, in the smallest form that is served."""
    prefix = settings.STATIC_URL
    names = {urlsplit(url).path.removeprefix(prefix) for url in urls if prefix in url}
    return sum(_of_static(unquote(name)) for name in names)


@lru_cache(maxsize=200)
def _of_static(name):
    try:
        path = Path(staticfiles_storage.path(name))
    except (NotImplementedError, ValueError):
        return 0
    small = [path.with_name(path.name + ending) for ending in (".br", ".gz")]
    if sizes := [file.stat().st_size for file in small if file.exists()]:
        return _HEAD + min(sizes)
    # Before collectstatic, as in tests, the source file.
    found = path if path.exists() else finders.find(name)
    return _HEAD + len(brotli.compress(Path(found).read_bytes())) if found else 0


def _pictures(soup):
    """Return the pictures of a page, including those of the portal's frame."""
    files, told = {}, {}
    for img in soup.select("img[src]"):
        cut = img.find_previous_sibling("source", media=True)  # for phones
        source = img.find_previous_sibling("source", srcset=True) or img
        file = _file_of(cut["srcset"] if cut else _chosen(source, img))
        if file and file not in files:
            files[file] = img.get("loading") != "lazy"
            told[file] = img.get("alt", "")
    names = _titles(files)
    return [
        Foto(names.get(file) or told[file] or Path(file).name, _size(file), at_once)
        for file, at_once in files.items()
    ]


def _file_of(url):
    """Return the name of a picture in the storage; None if it is not ours."""
    path = unquote(urlsplit(url).path)
    base = urlsplit(settings.MEDIA_URL).path
    return path.removeprefix(base) if path.startswith(base) else None


def _size(file):
    try:
        return _HEAD + default_storage.size(file)
    except OSError:
        return 0


def _titles(files):
    """Return {file of a rendition: title of its image}, in one query."""
    renditions = get_image_model().get_rendition_model().objects.filter(file__in=files)
    return dict(renditions.values_list("file", "image__title")) if files else {}


def _chosen(source, img):
    """Return the URL that a browser would take from a ``srcset``, by Chrome's rule.

    That is the first candidate that is dense enough, or the one before it if its density is nearer.
    """
    wanted = _pixels(source.get("sizes") or img.get("sizes") or "100vw")
    candidates = []
    for part in (source.get("srcset") or "").split(","):
        url, _space, width = part.strip().partition(" ")
        if width.endswith("w") and width[:-1].isdecimal():
            candidates.append((int(width[:-1]) / wanted, url))
    if not candidates:
        return img["src"]
    candidates.sort()
    for (density, url), (following, denser) in pairwise(candidates):
        if following >= _DENSITY:
            return denser if (density * following) ** 0.5 <= _DENSITY else url
    return candidates[-1][1]


def _pixels(sizes):
    """Return the width of a picture on this screen according to ``sizes``, in CSS pixels.

    Reads only the forms in our templates: lengths, all but the last with a minimum screen width.
    """
    for part in sizes.split(","):
        condition, _bracket, length = part.strip().rpartition(")")
        if condition and _length(condition.rpartition(":")[2]) > _WIDTH:
            continue
        return _length(length) or _WIDTH
    return _WIDTH


def _length(text):
    text = text.strip()
    for unit, pixels in _PIXELS_IN.items():
        number = text.removesuffix(unit)
        if number != text:
            try:
                return float(number) * pixels
            except ValueError:
                return 0
    return 0
