"""Middleware that checks every id in a request to the admin: a second defence behind the views."""

import re

from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.views.defaults import page_not_found
from wagtail.coreutils import resolve_model_string

from base.models import PortalDocument, PortalImage

from .addresses import BODY, BY_ADDRESS, MAY_BE_EMPTY, QUERY, TEXT, Address, Offered, get_address
from .scope import scope_of

# The listings of these models are limited to the user's collections, so «all» means all of those.
_ALL_OF_ONES_OWN = (PortalImage, PortalDocument)

_KEY = re.compile(r"\d{1,18}")  # a key that every database accepts


class AislamientoMiddleware:
    """Answers 404 to a request of the admin that names an object outside the user's scope.

    Most views check permissions themselves, usually per model. This middleware does not know what a
    view does, so it also covers views that check nothing. An object of another portal and an object
    that does not exist get the same answer, and so does, for every user, a value that cannot be an
    id, because some views fail on it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        # The views redirect users without a session to the login form.
        if not request.user.is_authenticated:
            return None
        try:
            check_address(request, args, kwargs)
        except Http404 as error:
            return page_not_found(request, error, template_name="wagtailadmin/404.html")
        return None


def check_address(request, args, kwargs):
    """Raise ``Http404`` unless the user sees every object that the request names."""
    scope = scope_of(request.user)
    address = get_address(request.resolver_match.view_name)
    if scope.is_total:
        address = address or Address()
    elif address is None or address.is_total or args or kwargs.keys() - address.path.keys():
        raise Http404
    named = _model_of_address(kwargs)
    for part, value in kwargs.items():
        _check_part(scope, address.path.get(part, TEXT), named, value)
    for parameters, models in (
        (request.GET, {**QUERY, **address.query}),
        (request.POST, BODY),
    ):
        for part in parameters.keys() & models.keys():
            values = parameters.getlist(part)
            if part not in address.query and part in MAY_BE_EMPTY:
                values = filter(None, values)
            _check_parameter(scope, models[part], named, values)


def _model_of_address(kwargs):
    """Return the model that the URL names, as in ``bulk/<app_label>/<model_name>/…``, or None."""
    if not {"app_label", "model_name"} <= kwargs.keys():
        return None
    try:
        return resolve_model_string(f"{kwargs['app_label']}.{kwargs['model_name']}")
    except (LookupError, ValueError) as error:
        raise Http404 from error


def _check_part(scope, model, named, value):
    # Users who see everything may learn that an object does not exist: the view reports it.
    if scope.is_total and isinstance(value, int):
        return
    if model is not TEXT and value not in ("live", "earliest", "latest"):
        _check(scope, model, named, [unquote(value) if isinstance(value, str) else value])


def _check_parameter(scope, model, named, values):
    # Only bulk actions may say «all»: a chooser fails on it.
    may_be_all = model is BY_ADDRESS and (scope.is_total or named in _ALL_OF_ONES_OWN)

    def is_settled(value):
        # Users who see everything may learn that an object was deleted: the view reports it.
        return (value == "all" and may_be_all) or (scope.is_total and _KEY.fullmatch(value))

    if unsettled := [value for value in values if not is_settled(value)]:
        _check(scope, model, named, unsettled)


def _check(scope, model, named, values):
    """Raise ``Http404`` unless all ``values`` are keys of objects in the scope.

    A URL may hold a thousand keys, so one query asks for all of them.
    """
    model = _model(model, named)
    seen_of = scope.filter
    if isinstance(model, Offered):
        model, seen_of = model.model, scope.offers
    try:
        keys = {_key(model, value) for value in values}
        seen = seen_of(model._base_manager.filter(pk__in=keys)).values_list("pk", flat=True)
        if keys - set(seen):
            raise Http404
    except (ValueError, ValidationError) as error:
        raise Http404 from error


def _key(model, value):
    """Return ``value`` as a key of ``model``; raise ``ValueError`` if it is out of range."""
    key = model._meta.pk.to_python(value)
    if isinstance(key, int) and not _KEY.fullmatch(str(key)):
        raise ValueError("no key")
    return key


def _model(model, named):
    return named if model is BY_ADDRESS else model
