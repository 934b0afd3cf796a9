"""Views that do not belong to a page."""

import sys
from datetime import UTC, timedelta
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from django.http.request import split_domain_port
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views import defaults
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.documents.views.serve import serve as serve_document

from base.retirados import es_publico
from identidad.emblema import iniciales_de
from servidor.responses import para_otros_sitios

from .frame import Frame
from .models import PortalDocument
from .portales import portal_for_host

# Validity of security.txt: its format recommends less than a year.
_VALID = timedelta(days=180)


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
def security_txt(request):
    """Return the contacts for security reports (RFC 9116); 404 if no contact is configured.

    The expiry date is computed for each request, so the file never expires.
    """
    frame = Frame.for_request(request)
    contacts = settings.SECURITY_CONTACT or [f"mailto:{frame.correo}"] * bool(frame.correo)
    if not contacts:
        raise Http404
    expires = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + _VALID
    lines = [
        *(f"Contact: {uri}" for uri in contacts),
        f"Expires: {expires.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: es, en",
        f"Canonical: {frame.absolute(request.path)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def imagen(request, path):
    """Serve an uploaded file in the demo, as nginx does in production.

    A name that the file system refuses, too long or with a NUL, gives 404.
    """
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except (OSError, ValueError):
        raise Http404 from None
    return para_otros_sitios(response)


def documento(request, document_id, document_filename):
    """Serve a document as Wagtail does; other sites may read it if it is public.

    Removes ``Content-Encoding: None``, which ``wagtail.utils.sendfile`` (8.0.1) sends with each
    file that is not compressed.
    """
    response = serve_document(request, document_id, document_filename)
    if response.get("Content-Encoding") == "None":
        del response["Content-Encoding"]
    if es_publico(PortalDocument.objects.get(pk=document_id)):
        return para_otros_sitios(response)
    return response


def bad_request(request, exception):
    """Return 413 for a form with too much data, else Django's 400."""
    if isinstance(exception, RequestDataTooBig):
        return HttpResponse(
            render_to_string("413.html"), status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        )
    return defaults.bad_request(request, exception)


def server_error(request):
    """Return the error page in the portal's design.

    If the database does not answer, the status is 503: nobody should think that the page is broken.
    """
    is_away = isinstance(sys.exc_info()[1], (InterfaceError, OperationalError))
    return _sorry(request, 503 if is_away else 500)


def not_now(request):
    """Return the same page with 503; the log tells operators what to do."""
    return _sorry(request, 503)


def dress_of(record):
    """Return the context for the design of a page without frame: of a ``Portal`` or of settings."""
    is_own = not record.es_provincial
    return {
        "nombre": getattr(record, "titulo_publico", record.titulo),
        "acento": record.acento,
        **({"iniciales": iniciales_de(record.nombre), "clave": record.slug} if is_own else {}),
    }


def _sorry(request, status):
    """Render the page from the data file of the portals only: the database may be the cause."""
    portal = portal_for_host(split_domain_port(request.META.get("HTTP_HOST", ""))[0])
    dress = dress_of(portal) if portal else {}
    context = {**dress, "inicio_url": reverse("wagtail_serve", args=[""])}
    try:
        return HttpResponse(render_to_string("500.html", context), status=status)
    except ValueError:  # a new server without collected static files
        text = _("El portal no pudo responder")
        return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
