"""Selection of the missing addresses to count: those that a person may have requested.

Attack scanners also identify themselves as browsers, but request paths that no portal ever had.
"""

import re

from django.db.models import Count
from wagtail.contrib.redirects.models import Redirect

from base.texto import may_name_somebody

from .models import NoEncontrada

# Most rows stored per portal and day: an address requested only once may be anything. Before the
# day ends the limit is higher, because a frequent address also begins with one request.
_MOST = 300
_MOST_TODAY = 10 * _MOST
MOST_AT_ONCE = 1_000
_LONGEST = NoEncontrada._meta.get_field("ruta").max_length
# Missing files count only if they are of the kinds that people follow links to.
_ENDING = re.compile(r"\.([a-z0-9]{1,10})\Z", re.IGNORECASE)
_PAGES_AND_DOCUMENTS = frozenset(
    ["htm", "html", "pdf", "doc", "docx", "odt", "xls", "xlsx", "ods", "ppt", "pptx", "zip", "rar"]
)
_DOORS = re.compile(
    r"\A/(?:admin|administrator|api|assets|backup|cgi-bin|config|console|debug|actuator|manager"
    r"|node_modules|phpmyadmin|vendor|wp-(?!content/uploads/)[a-z-]+|xmlrpc)(?:/|\Z)|/\.",
    re.IGNORECASE,
)
# Joomla's addresses have the article number in the query (deploy/nginx logs no other query).
_OF_JOOMLA = re.compile(r"\A/index\.php\?")
# The number of a Joomla article before its name does not identify a person.
_NUMBER = re.compile(r"\A[0-9]{1,7}(?=[-:][^\W\d_])")
MASKED = "…"


def as_it_is_kept(path):
    """Return ``path`` as ``NoEncontrada.ruta`` stores it, without names; "" if not counted."""
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
    """Delete the least requested addresses of a portal on ``day`` if it has too many rows."""
    rows = NoEncontrada.objects.filter(site=site_id, dia=day)
    if rows.count() > _MOST_TODAY:
        _forget(rows)


def end_days(today):
    """Delete all but the most requested addresses of each portal and past day; return how many."""
    past = NoEncontrada.objects.filter(dia__lt=today).order_by()
    days = past.values("site", "dia").annotate(total=Count("pk")).filter(total__gt=_MOST)
    return sum(_forget(past.filter(site=row["site"], dia=row["dia"])) for row in days)


def _forget(rows):
    kept = rows.order_by("-veces", "pk").values_list("pk", flat=True)[:_MOST]
    return rows.exclude(pk__in=list(kept)).delete()[0]
