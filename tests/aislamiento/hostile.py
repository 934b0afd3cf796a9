"""Values that no page of the admin sends: huge numbers, endless words, deep JSON, odd files.

Every value has a short name for the report.
"""

from django.core.files.uploadedfile import SimpleUploadedFile

LONGEST_URL = 8_000  # gunicorn takes 8,190 characters (deploy/gunicorn.conf.py)
MOST_FIELDS = 9_500  # Django takes 10,000 (DATA_UPLOAD_MAX_NUMBER_FIELDS)
MOST_BLOCKS = 1_000  # of a form (servidor/middleware.py)
LONGEST_FORM = 2_000_000  # Django takes 2,5 MB

NUL = "\x00"
_HUGE = "9" * 20
_WORDS = [f"voz{number}" for number in range(900)]
SHORT = {
    "-1": "-1",
    "0": "0",
    "20 digits": _HUGE,
    "4,000 digits": "9" * 4_000,
    "infinite": "1e999999",
    "Arabic digit": "٣",
    "NaN": "NaN",
    "NUL": f"a{NUL}",
    "empty": "",
    "year 1": "0001-01-01",
    "year 9999": "9999-12-31",
    "year 99999": "99999-01-01",
    "one quote": '"',
    "quotes left open": '"a "b c" \'d',
    "brackets": "[1]",
}
LONG = {
    "900 words": " ".join(_WORDS),
    "300 words and +": "+".join(_WORDS[:300]),
    "900 quoted words": " ".join(f'"{word[3:]}"' for word in _WORDS),
    "one long word": "a" * LONGEST_URL,
    "many accents": "a" + "\u0301" * 1_200,
}

# Of a form: what is out of range, and what a field may accept.
NUMBERS = {name: SHORT[name] for name in ("-1", "20 digits", "infinite", "Arabic digit", "NUL")}
NUMBERS |= {"empty": "", "2^31 - 1": "2147483647"}
DATES = {name: SHORT[name] for name in ("year 1", "year 9999", "year 99999", "NUL")}
COUNTS = {"999": "999", "1,900": "1900", "-1": "-1", "letters": "muchas"}
JSON = {
    "depth 250": "[" * 250 + "]" * 250,
    "depth 5,000": "[" * 5_000 + "]" * 5_000,
    "objects of depth 5,000": '{"blocks":' * 5_000 + "1" + "}" * 5_000,
    "100,000 brackets": "[" * 100_000,
    "a million digits": "9" * 1_000_000,
    "NaN": "NaN",
    "null": "null",
    "number": "1",
    "text": '"x"',
    "empty list": "[]",
    "empty object": "{}",
    "list of numbers": "[1]",
    "blocks is a number": '{"blocks": 1}',
    "block is a number": '{"blocks": [1]}',
    "entities is a list": '{"blocks": [], "entityMap": [1]}',
    "wrong types in a block": (
        '{"blocks": [{"text": 1, "depth": "x", "entityRanges": 1}], "entityMap": {}}'
    ),
    "link without data": (
        '{"blocks": [{"text": "x", "entityRanges": [{"offset": 0, "length": 1, "key": 0}]}],'
        ' "entityMap": {"0": {"type": "LINK", "data": 1}}}'
    ),
    "lone surrogate": '{"blocks": [{"text": "\\ud800"}], "entityMap": {}}',
}
# The header of a PNG of 60,000 by 60,000 dots.
_VAST = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\xea`\x00\x00\xea`\x08\x02\x00\x00\x00"
    b"\x00\x00\x00\x00"
)


def files():
    """Yield (name, file): empty ones, and such as are not what their name says."""
    for name, content in (
        ("vacía.jpg", b""),
        ("vasta.png", _VAST),
        ("texto.jpg", b"Esto no es una foto"),
        ("nada.pdf", NUL.encode() * 10_000),
        ("roto.xlsx", b"PK\x03\x04" + b"x" * 1_000),
        ("roto.docx", b"PK\x03\x04" + b"x" * 1_000),
        ("comillas.csv", b'"' * 1_000_000),
        ("columnas.csv", b"a," * 200_000),
        ("roto.po", b'msgid "' * 50_000),
        ("roto.toml", b"[" * 100_000),
        ("hondo.json", b"[" * 100_000),
        (f"{'largo' * 1_000}.pdf", b"%PDF-1.4"),
    ):
        yield name[:30], SimpleUploadedFile(name, content)


def words(length):
    """Return words that fill a text of ``length`` characters."""
    text = " ".join(_WORDS)
    return (text * (length // len(text) + 1))[:length]
