"""What a page weighs when somebody opens it for the first time on a cheap telephone.

Bytes as they travel: texts compressed, pictures in the width that a screen of 360 px with two dots
a pixel asks for, and before each the head of the answer. The limits are those of
tests/e2e/test_budgets.py, which measures the same in a browser.
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
PROPIO = 30 * KB  # all but pictures
AL_ABRIR = 100 * KB  # with the pictures that are to be seen at once
ENTERA = 200 * KB  # with all pictures, read to the end
# What the head of an answer takes, about.
_HEAD = 600
# The icon of the portal, which is drawn (base/emblemas.py).
_ICON = 600 + _HEAD
# A slow mobile connection, in bytes a second: 400 kbit/s, as browsers try pages out with.
_BYTES_A_SECOND = 50_000

_WIDTH, _DENSITY = 360, 2
_PIXELS_IN = {"rem": 18, "em": 16, "px": 1, "vw": _WIDTH / 100}  # portal.css: html is 112.5 %


@dataclass(frozen=True)
class Foto:
    """A picture: how it is told to the editor, its bytes, and whether it is seen at once."""

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
        """How long the first screen takes on a slow connection, at least a second."""
        return max(1, round(self.al_abrir / _BYTES_A_SECOND))

    @property
    def mil_lecturas(self):
        return self.entera * 1000

    @property
    def mas_pesadas(self):
        return sorted(self.fotos, key=lambda foto: -foto.bytes)[:3]


def pesar(response, soup):
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
    """Return the bytes of static files, each once, as small as they are served."""
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
    # While nothing is collected, as in tests, the file itself.
    found = path if path.exists() else finders.find(name)
    return _HEAD + len(brotli.compress(Path(found).read_bytes())) if found else 0


def _pictures(soup):
    """Return the pictures of a page, those that the frame of the portal brings among them."""
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
    """Return the name that the storage knows a picture by; None for one that is none of ours."""
    path = unquote(urlsplit(url).path)
    base = urlsplit(settings.MEDIA_URL).path
    return path.removeprefix(base) if path.startswith(base) else None


def _size(file):
    try:
        return _HEAD + default_storage.size(file)
    except OSError:
        return 0


def _titles(files):
    """Return {file of a rendition: title of its image}: one query."""
    renditions = get_image_model().get_rendition_model().objects.filter(file__in=files)
    return dict(renditions.values_list("file", "image__title")) if files else {}


def _chosen(source, img):
    """Return the address that a browser would take of a ``srcset``, as Chrome chooses.

    That is the first that is dense enough, or the one before where that is nearer.
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
    """Return how wide ``sizes`` says that a picture is on this screen, in CSS pixels.

    The sizes of our templates: lengths, each but the last for screens from a width on.
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
