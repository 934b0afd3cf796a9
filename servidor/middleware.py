"""Rejects forged requests to the admin on which Wagtail would fail with an error.

The admin trusts that its own pages and scripts wrote what it reads. A request that they never write
gets 404 if it names an object or a page, and 400 if it is an unreadable form.
"""

import json
import logging
import math
import re
from traceback import walk_tb

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.paginator import InvalidPage
from django.http import Http404
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.views.defaults import bad_request, page_not_found
from draftjs_exporter.error import ExporterException

logger = logging.getLogger(__name__)

# Limit of rows in all lists of a form together, as forms in forms multiply. Nobody writes so many.
_MOST_ROWS = 1_000
_COUNT_OF_ROWS = re.compile(r"-TOTAL_FORMS\Z")
# Limit of blocks and of items in their lists: each may name an object, which costs some queries.
_MOST_BLOCKS = 1_000
# Limit of cells in all tables of a form. Each cell is a field, and Django accepts ten thousand;
# Wagtail also counts the rows and columns that were removed.
_MOST_CELLS = 20_000
_ROWS, _COLUMNS = "-row-count", "-column-count"
_COUNT_OF_BLOCKS = re.compile(r"(?<!-row)(?<!-column)-count\Z")
# What reads the data of a form, and how it fails: widgets, the keys of rows, the key of a choice
# that is drawn again, and a comment whose place in the form was refused.
_READERS = {
    "value_from_datadict": (AttributeError, ExporterException, LookupError, TypeError, ValueError),
    "BaseTransientModelFormSet._construct_form": ValidationError,
    "BaseChooser.get_instance": ValueError,
    "CommentForm.clean": KeyError,
}


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
        # A page number that a list does not have; or a number that SQLite does not accept as a key,
        # when a form or a list queries it.
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
    """Return whether ``next`` is an address: some views take a word as the name of a view."""
    return all("/" in (parameters.get("next") or "/") for parameters in (request.GET, request.POST))


def _has_sound_page(request):
    """Return whether ``p``, the page of a list, is an integer: some views compute with it."""
    try:
        int(request.GET.get("p", 1))
    except ValueError:
        return False
    return True


def _has_few_rows(request):
    """Return whether its lists and streams are short enough, before any form is created."""
    return all(
        sum(_number(value) for name, value in request.POST.items() if count.search(name)) <= most
        for count, most in ((_COUNT_OF_ROWS, _MOST_ROWS), (_COUNT_OF_BLOCKS, _MOST_BLOCKS))
    )


def _has_few_cells(request):
    """Return whether its tables have at most ``_MOST_CELLS``: Wagtail creates missing cells."""
    cells = sum(
        _number(rows) * _number(request.POST.get(name.removesuffix(_ROWS) + _COLUMNS, ""))
        for name, rows in request.POST.items()
        if name.endswith(_ROWS)
    )
    return cells <= _MOST_CELLS


def _number(text):
    """Return the count in ``text``; infinity for a value that no script of the admin writes."""
    try:
        return abs(int(text)) if len(text) <= 4 else math.inf
    except ValueError:
        return math.inf


def _has_sound_decision(request):
    """Return whether a workflow action brings only its comment: Wagtail accepts any names."""
    try:
        told = json.loads(request.POST.get("workflow-action-extra-data", "{}"))
    except (ValueError, RecursionError):
        return False
    return isinstance(told, dict) and told.keys() <= {"comment"}


def _is_unreadable_form(exception):
    """Return whether a view misses a field, or could not read its data, such as blocks."""
    # A RecursionError comes from data nested deeper than any person writes.
    if isinstance(exception, (MultiValueDictKeyError, RecursionError)):
        return True
    readers = {name for name, kinds in _READERS.items() if isinstance(exception, kinds)}
    codes = [frame.f_code for frame, _line in walk_tb(exception.__traceback__)]
    return any({code.co_name, code.co_qualname} & readers for code in codes)
