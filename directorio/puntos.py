"""Parser of coordinates that people copy from a map, from EcuRed or from a telephone.

It sends no requests: it cannot resolve a short link, which does not contain the coordinates.
"""

import re
from urllib.parse import parse_qs, unquote, urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_LONGEST = 2000
_DEGREES = r"[-+]?\d{1,3}(?:\.\d{1,20})?"
_NUMBER = re.compile(r"[-+]?\d{1,3}(?:[.,]\d{1,20})?")
_DEGREE = re.compile(_DEGREES)
_PAIR = re.compile(rf"({_DEGREES}),({_DEGREES})")
# Place chosen in Google Maps; the same address also has the centre of the screen (``_MIDDLE``).
_PLACE = re.compile(rf"!3d({_DEGREES})!4d({_DEGREES})")
_MIDDLE = re.compile(rf"@({_DEGREES}),({_DEGREES})")
_OSM = re.compile(rf"map=\d{{1,2}}(?:\.\d{{1,6}})?/({_DEGREES})/({_DEGREES})")
# Two numbers with a decimal comma.
_WITH_COMMAS = re.compile(r"([-+]?\d{1,3}),(\d{1,20})[;\s]\s?([-+]?\d{1,3}),(\d{1,20})")
_TOKEN = re.compile(rf"{_DEGREES}|[A-Z]+")
_MARKS = str.maketrans(dict.fromkeys("°º˚'’′`´\"”″,;:()\u00a0_", " ") | {"−": "-", "–": "-"})
_HEMISPHERES = {"N": (0, 1), "S": (0, -1), "E": (1, 1), "W": (1, -1), "O": (1, -1)}
_WORDS = {
    "NORTE": "N",
    "SUR": "S",
    "ESTE": "E",
    "OESTE": "O",
    **dict.fromkeys(("LAT", "LATITUD", "LON", "LONG", "LONGITUD", "Y", "GEO"), ""),
}
_SHORT = {"goo.gl", "maps.app.goo.gl", "g.co", "osm.org", "bit.ly", "tinyurl.com", "w3w.co"}
# Parameters of map addresses that hold both coordinates, and pairs that hold one each.
_PAIRS = ("q", "query", "ll", "sll", "center", "cp", "destination", "daddr", "pt", "coordinates")
_TWO = (("mlat", "mlon"), ("lat", "lon"), ("lat", "lng"), ("latitude", "longitude"))


def read_point(text):
    """Return (latitude, longitude) of a copied text; raise ``ValidationError`` if it has none."""
    text = text[:_LONGEST].strip()
    if "://" in text or text.lower().startswith(("www.", "maps.", "goo.gl/", "osm.org/")):
        return _of_address(text)
    if found := _WITH_COMMAS.fullmatch(text):
        whole, part, other, rest = found.groups()
        return float(f"{whole}.{part}"), float(f"{other}.{rest}")
    if text.lower().startswith("geo:"):
        text = text.partition("?")[0].partition(";")[0]
    if (point := _in_degrees(text)) is None:
        raise ValidationError(
            _(
                "No se entiende dónde es. Escriba la latitud como en 20.02083, o pegue la "
                "dirección completa de un mapa o las dos coordenadas: 20.02083, -75.82667."
            )
        )
    return point


def _of_address(text):
    parts = _split(text if "://" in text else f"https://{text}")
    host = (parts.hostname or "").removeprefix("www.")
    # osm.org is short only below /go/: other addresses there contain the coordinates.
    if host in _SHORT and not _OSM.search(parts.fragment):
        raise ValidationError(
            _(
                "Un enlace corto no dice dónde es. Ábralo en el navegador y copie la dirección "
                "completa que queda arriba."
            )
        )
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    # A chosen place is more exact than the centre of the screen.
    point = _of_place(parts) or _of_parameters(asked) or _of_screen(parts)
    if point is None:
        raise ValidationError(
            _(
                "En esa dirección no están las coordenadas. En el mapa, toque el lugar y copie "
                "los dos números: 20.02083, -75.82667."
            )
        )
    return point


def _split(address):
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _of_place(parts):
    places = _PLACE.findall(unquote(parts.path))
    return _as_numbers(places[-1]) if places else None


def _of_screen(parts):
    for pattern, where in ((_MIDDLE, unquote(parts.path)), (_OSM, parts.fragment)):
        if found := pattern.search(where):
            return _as_numbers(found.groups())
    return None


def _of_parameters(asked):
    for names in _TWO:
        values = [asked.get(name, "") for name in names]
        if all(map(_DEGREE.fullmatch, values)):
            return _as_numbers(values)
    for name in _PAIRS:
        if found := _PAIR.fullmatch(asked.get(name, "").removeprefix("loc:").replace(" ", "")):
            return _as_numbers(found.groups())
    # Wikipedia and EcuRed: «20_1_15_N_75_49_36_W».
    return _in_degrees(asked.get("params", "").partition("_type")[0])


def _as_numbers(pair):
    return float(pair[0]), float(pair[1])


# --- Degrees, minutes and seconds ---------------------------------------------------------------


def _in_degrees(text):
    """Parse «20° 1' 15" N, 75° 49' 36" O», «20.02, -75.82» and mixed forms; None for others."""
    tokens = []
    for token in _TOKEN.findall(text.upper().translate(_MARKS)):
        token = _WORDS.get(token, token)
        if token.isalpha() and token not in _HEMISPHERES:
            return None
        tokens += [token] if token else []
    letters = [token for token in tokens if token.isalpha()]
    if letters:
        return _with_letters(tokens, letters)
    half, rest = divmod(len(tokens), 2)
    if rest or not 1 <= half <= 3:
        return None
    both = _degrees(tokens[:half]), _degrees(tokens[half:])
    return None if None in both else both


def _with_letters(tokens, letters):
    if len(letters) != 2 or {_HEMISPHERES[letter][0] for letter in letters} != {0, 1}:
        return None
    # The letter is before its numbers or after them.
    if tokens[0] in _HEMISPHERES:
        tokens = tokens[::-1]
        letters, is_reversed = letters[::-1], True
    else:
        is_reversed = False
    cut = tokens.index(letters[0])
    if tokens[-1] != letters[1]:
        return None
    point = [None, None]
    for letter, numbers in ((letters[0], tokens[:cut]), (letters[1], tokens[cut + 1 : -1])):
        degrees = _degrees(numbers[::-1] if is_reversed else numbers)
        if degrees is None:
            return None
        place, sign = _HEMISPHERES[letter]
        point[place] = abs(degrees) * sign
    return tuple(point)


def _degrees(numbers):
    """Return degrees, minutes and seconds as decimal degrees; None if they are not valid."""
    if not 1 <= len(numbers) <= 3:
        return None
    values = [abs(float(number)) for number in numbers]
    if any(value >= 60 for value in values[1:]) or any(n[0] in "+-" for n in numbers[1:]):
        return None
    total = sum(value / 60**power for power, value in enumerate(values))
    return round(-total if numbers[0].startswith("-") else total, 7)


class PuntoField(forms.CharField):
    """Field for a latitude (float) or for a copied place (a tuple with both coordinates)."""

    def __init__(self, **kwargs):
        super().__init__(max_length=_LONGEST, **kwargs)

    def prepare_value(self, value):
        return f"{value:.15g}" if isinstance(value, float) else value

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        if _NUMBER.fullmatch(text):
            return float(text.replace(",", "."))
        return read_point(text)

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)
