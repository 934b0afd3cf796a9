"""Page that returns the typed text when the portal could not accept it.

The page uses only the request and the file of portals: the database may not answer.
"""

import re

from django.http import HttpResponse
from django.http.request import split_domain_port
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views import csrf

from atencion.antispam import ControlForm
from atencion.forms.casos import FORMS
from atencion.seguimiento.forms import ACCIONES
from base.portales import portal_for_host

_FORMS = FORMS | ACCIONES
_ADDRESS = re.compile(rf"/(?:escribir|seguimiento)/({'|'.join(_FORMS)})/$")


def csrf_failure(request, reason=""):
    """CSRF failure view: for a form of a case it returns the typed text too."""
    form_class = form_of(request)
    if form_class is None:
        return csrf.csrf_failure(request, reason)
    why = _(
        "La página estuvo abierta mucho tiempo, o el navegador borró su sesión. Revise su escrito "
        "y envíelo otra vez."
    )
    return given_back(request, form_class, why, token=get_token(request), status=403)


def form_of(request):
    found = request.method == "POST" and _ADDRESS.search(request.path)
    return _FORMS[found[1]] if found else None


def given_back(request, form_class, why, *, token, status):
    portal = portal_for_host(split_domain_port(request.META.get("HTTP_HOST", ""))[0])
    fields = form_class.base_fields
    shown = [name for name in fields if name not in ControlForm.base_fields]
    context = {
        "por_que": why,
        "token": token,
        "direccion": request.path,
        "titulo": form_class.titulo,
        "nombre": portal.titulo_publico if portal else "",
        "acento": portal.acento if portal else "azul",
        "visibles": [
            (name, fields[name].label, request.POST[name])
            for name in shown
            if request.POST.get(name) and _is_typed(fields[name])
        ],
        "ocultos": [
            (name, request.POST[name])
            for name in request.POST
            if name != "csrfmiddlewaretoken" and not (name in shown and _is_typed(fields[name]))
        ],
        "con_archivos": bool(request.FILES),
    }
    response = HttpResponse(render_to_string("atencion/devuelto.html", context), status=status)
    add_never_cache_headers(response)
    return response


def _is_typed(field):
    """Whether the field holds typed text; other fields are returned hidden."""
    return getattr(field.widget, "input_type", "text") in ("text", "email", "tel")
