"""Scales and numbers of the charts."""


def techo(values):
    """Return the end of a scale that fits all ``values``: 1, 2 or 5 times a power of ten."""
    highest = max(values, default=0)
    size = 1
    while True:
        for step in (1, 2, 5):
            if highest <= step * size:
                return step * size
        size *= 10


def decimal(number):
    """Return ``number`` as text for an SVG attribute, with a point in every language."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
