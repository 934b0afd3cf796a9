"""Requests to the admin that nobody sends by clicking: refused, where Wagtail would stumble.

The admin trusts that its own pages and scripts have written what it reads. What they never
write gets 404 when it names something, and 400 when it is a form that cannot be read.
"""

import json
import logging
import math
import re
from traceback import walk_tb

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import InvalidPage
from django.http import Http404
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.views.defaults import bad_request, page_not_found
from draftjs_exporter.error import ExporterException

logger = logging.getLogger(__name__)

# Rows of all lists of one form together: forms in forms multiply. Nobody writes so many.
_MOST_ROWS = 1_000
_COUNT_OF_ROWS = re.compile(r"-TOTAL_FORMS\Z")
# Cells of all tables of one form. Each is a field, of which Django takes ten thousand; Wagtail goes
# on counting the rows and columns that were taken out.
_MOST_CELLS = 20_000
_ROWS, _COLUMNS = "-row-count", "-column-count"


class CraftedRequestMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if _is_of_the_admin(request) and not (
            _has_sound_next(request) and _has_sound_page(request)
        ):
            return _not_found(request, Http404())
        if request.method == "POST" and _is_of_the_admin(request):
            if not (_has_few_rows(request) and _has_few_cells(request)):
                return bad_request(request, ValueError("more rows than anybody writes"))
            if not _has_sound_decision(request):
                return bad_request(request, ValueError("no decision of a page"))
        return None

    def process_exception(self, request, exception):
        if not _is_of_the_admin(request):
            return None
        # A page that a list has not; a number that no database takes as a key, as SQLite says
        # when forms and lists ask it.
        if isinstance(exception, (InvalidPage, OverflowError)):
            return _not_found(request, exception)
        if isinstance(exception, ObjectDoesNotExist):
            logger.warning("What %s leads to is gone", request.path, exc_info=exception)
            return _not_found(request, exception)
        if _is_unreadable_form(exception):
            logger.warning("Unreadable form sent to %s", request.path, exc_info=exception)
            return bad_request(request, exception)
        return None


def _is_of_the_admin(request):
    return request.path.startswith(reverse("wagtailadmin_home"))


def _not_found(request, exception):
    return page_not_found(request, exception, template_name="wagtailadmin/404.html")


def _has_sound_next(request):
    """Whether where to go next is an address: views take a word for the name of a view."""
    return all("/" in (parameters.get("next") or "/") for parameters in (request.GET, request.POST))


def _has_sound_page(request):
    """Whether the page of a list is a number, with which some views count."""
    try:
        int(request.GET.get("p", 1))
    except ValueError:
        return False
    return True


def _has_few_rows(request):
    """Whether the lists of a form have no more rows than people write: asked before any is made."""
    counts = (value for name, value in request.POST.items() if _COUNT_OF_ROWS.search(name))
    return sum(map(_number, counts)) <= _MOST_ROWS


def _has_few_cells(request):
    """Whether its tables have no more cells than people write: Wagtail makes those that lack."""
    cells = sum(
        _number(rows) * _number(request.POST.get(name.removesuffix(_ROWS) + _COLUMNS, ""))
        for name, rows in request.POST.items()
        if name.endswith(_ROWS)
    )
    return cells <= _MOST_CELLS


def _number(text):
    """Return the count that ``text`` says; of what no script writes, more than any may be."""
    try:
        return abs(int(text)) if len(text) <= 4 else math.inf
    except ValueError:
        return math.inf


def _has_sound_decision(request):
    """Whether what came of the dialogue of a decision is its comment: Wagtail takes any names."""
    try:
        told = json.loads(request.POST.get("workflow-action-extra-data", "{}"))
    except (ValueError, RecursionError):
        return False
    return isinstance(told, dict) and told.keys() <= {"comment"}


def _is_unreadable_form(exception):
    """Whether a view misses a field, or a widget could not read its own, as those of blocks."""
    # What is nested deeper than anything that is written by a person.
    if isinstance(exception, (MultiValueDictKeyError, RecursionError)):
        return True
    unread = (AttributeError, ExporterException, LookupError, TypeError, ValueError)
    if not isinstance(exception, unread):
        return False
    frames = walk_tb(exception.__traceback__)
    return any(frame.f_code.co_name == "value_from_datadict" for frame, _line in frames)
