"""Views that belong to no page."""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from .portales import portal_for_host


def search_urls():
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            yield reverse("buscar")


@require_safe
def robots(request):
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        *(f"Disallow: {url}" for url in search_urls()),
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def favicon(request):
    return redirect(static("favicon.ico"))


def server_error(request):
    """The error page in the portal's dress, drawn from the data file alone.

    Whatever broke may well be the database: nothing here asks it. One that does not answer is
    away for a moment (503): nobody should take the page itself for broken.
    """
    is_away = isinstance(sys.exc_info()[1], (InterfaceError, OperationalError))
    hostname = split_domain_port(request.META.get("HTTP_HOST", ""))[0]
    portal = portal_for_host(hostname)
    context = {
        "nombre": portal.titulo_publico if portal else "",
        "acento": portal.acento if portal else "azul",
        "inicio_url": "/",
    }
    return HttpResponse(render_to_string("500.html", context), status=503 if is_away else 500)
