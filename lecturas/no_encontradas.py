"""Which addresses that do not exist are counted: those that a person may have meant.

Programs that try doors call themselves browsers too; they ask for what no portal ever had.
"""

import re

from django.db.models import Count
from wagtail.contrib.redirects.models import Redirect

from base.texto import may_name_somebody

from .models import NoEncontrada

# Rows of one portal and day: what is asked for once may be anything. Before the day has ended many
# more are kept: of what is asked for again and again the first time is no more than once, too.
_MOST = 300
_MOST_TODAY = 10 * _MOST
MOST_AT_ONCE = 1_000
_LONGEST = NoEncontrada._meta.get_field("ruta").max_length
# Of a file, only what people follow links to.
_ENDING = re.compile(r"\.([a-z0-9]{1,10})\Z", re.IGNORECASE)
_PAGES_AND_DOCUMENTS = frozenset(
    ["htm", "html", "pdf", "doc", "docx", "odt", "xls", "xlsx", "ods", "ppt", "pptx", "zip", "rar"]
)
_DOORS = re.compile(
    r"\A/(?:admin|administrator|api|assets|backup|cgi-bin|config|console|debug|actuator|manager"
    r"|node_modules|phpmyadmin|vendor|wp-(?!content/uploads/)[a-z-]+|xmlrpc)(?:/|\Z)|/\.",
    re.IGNORECASE,
)
# With what it is asked for: the number of an article (deploy/nginx logs no other query).
_OF_JOOMLA = re.compile(r"\A/index\.php\?")
# The number of an article before its name names nobody.
_NUMBER = re.compile(r"\A[0-9]{1,7}(?=[-:][^\W\d_])")
MASKED = "…"


def as_it_is_kept(path):
    """Return an address as ``NoEncontrada.ruta`` has it, nobody named in it; "" for no such."""
    if len(path) > _LONGEST or not path.isprintable() or path.startswith("//"):
        return ""
    try:
        ruta = Redirect.normalise_path(path)
    except ValueError:
        return ""
    if ruta == "/" or _DOORS.search(ruta):
        return ""
    bare, mark, query = ruta.partition("?")
    ending = _ENDING.search(bare)
    if ending and ending[1].lower() not in _PAGES_AND_DOCUMENTS and not _OF_JOOMLA.match(ruta):
        return ""
    masked = "/".join(map(_mask, bare.split("/")))
    asked = "&".join(map(_mask, query.split("&"))) if query else ""
    return f"{masked}{mark}{asked}"[:_LONGEST]


def _mask(part):
    return MASKED if may_name_somebody(_NUMBER.sub("", part)) else part


def forget_rare(site_id, day):
    """Delete, of what one portal lacked on a day that goes on, what was asked for least."""
    rows = NoEncontrada.objects.filter(site=site_id, dia=day)
    if rows.count() > _MOST_TODAY:
        _forget(rows)


def end_days(today):
    """Leave of each day before ``today`` what people read of; return how many rows went."""
    past = NoEncontrada.objects.filter(dia__lt=today).order_by()
    days = past.values("site", "dia").annotate(total=Count("pk")).filter(total__gt=_MOST)
    return sum(_forget(past.filter(site=row["site"], dia=row["dia"])) for row in days)


def _forget(rows):
    kept = rows.order_by("-veces", "pk").values_list("pk", flat=True)[:_MOST]
    return rows.exclude(pk__in=list(kept)).delete()[0]
