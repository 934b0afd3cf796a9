"""The scales of charts."""


def techo(values):
    """Return the end of a scale on which all of ``values`` find their place: 1, 2 or 5 tens."""
    highest = max(values, default=0)
    size = 1
    while True:
        for step in (1, 2, 5):
            if highest <= step * size:
                return step * size
        size *= 10


def decimal(number):
    """Write ``number`` for an attribute of SVG, whatever the language of the page."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
