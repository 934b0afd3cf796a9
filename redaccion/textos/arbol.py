"""HTML of other programs as a tree, parsed in time proportional to its length.

Limits are needed because Python's parser takes quadratic time on unclosed tags and comments, and
walking a tree takes elements times depth. Programs do not write such HTML when people copy text.
"""

import re

from bs4 import BeautifulSoup, Tag
from django.utils.translation import gettext as _

from .docx import IlegibleError

# Characters of HTML: some forty pages as copied from Word.
_LONGEST = 1_500_000
# Start and end tags together; measured, two seconds of a processor.
_MAX_TAGS = 100_000
_DEEPEST = 120
_TAG = re.compile(r"""</?[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""")


def read_tree(html):
    """Return ``html`` as a tree, or raise ``IlegibleError``."""
    if len(html) > _LONGEST:
        raise too_long()
    _check_tags(html)
    soup = BeautifulSoup(html, "html.parser")
    level, depth = [soup], 0
    while level:
        level = [child for node in level for child in node.children if isinstance(child, Tag)]
        depth += 1
        if depth > _DEEPEST:
            raise too_long()
    return soup


def too_long():
    return IlegibleError(_("El texto es demasiado largo para una página. Tráigalo por partes."))


def _check_tags(html):
    place = count = 0
    while (place := html.find("<", place)) >= 0:
        if html.startswith("<!--", place):
            end = html.find("-->", place) + 3
        elif html.startswith(("<!", "<?"), place):
            end = html.find(">", place) + 1
        elif html[place + 1 : place + 2].isalpha() or html.startswith("</", place):
            found = _TAG.match(html, place)
            end = found.end() if found else 0
        else:
            end = place + 1  # a plain «<»
        count += 1
        if end <= place or count > _MAX_TAGS:
            raise too_long()
        place = end


def within(node, closed):
    """Yield the elements within ``node``, without entering those named in ``closed``."""
    for child in node.children:
        if isinstance(child, Tag):
            yield child
            if child.name not in closed:
                yield from within(child, closed)


def around(parts, top):
    """Return the ``id`` of ``top`` and of each element below it that contains one of ``parts``."""
    found = {id(top)}
    for part in parts:
        for parent in part.parents:
            if id(parent) in found:
                break
            found.add(id(parent))
    return found


def innermost(parts, top):
    """Return those of ``parts``, all below ``top``, that contain none of the others."""
    outer = around(parts, top)
    return [part for part in parts if id(part) not in outer]
