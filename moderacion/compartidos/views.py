"""Public view of a draft for a visitor with an enlace."""

from copy import copy
from http import HTTPStatus

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from servidor.limites import count, place_of, seconds_left
from usuarios.views.limites import too_many

from .enlaces import find, is_open, note_opening

# Limit of unknown tokens from one origin: nobody mistypes 32 letters that often.
_WINDOW = 600  # seconds
_MOST_WRONG = 30
_PURPOSE = "moderacion.compartidos"
# Headers removed from the preview: all visitors see the same, whatever session they have.
_OF_THE_PERSON = {"HTTP_COOKIE", "HTTP_AUTHORIZATION"}


@require_safe
def borrador(request, token):
    """Show the latest draft, which may have changed since the enlace was created."""
    response = _answer(request, token)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    # A link on the page would send the secret URL to its target.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _answer(request, token):
    enlace = find(token)
    if enlace is None:
        return _unknown(request)
    if not is_open(enlace):
        return _say(request, HTTPStatus.GONE, termino=True)
    page = enlace.pagina
    if page.live and not page.has_unpublished_changes:
        return HttpResponseRedirect(page.full_url)
    if request.method == "GET":
        note_opening(enlace)
    return _draw(request, enlace)


def _draw(request, enlace):
    draft = enlace.pagina.get_latest_revision_as_object()
    nobody = copy(request)
    nobody.META = {
        name: value for name, value in request.META.items() if name not in _OF_THE_PERSON
    }
    return draft.make_preview_request(
        nobody, draft.default_preview_mode, {"borrador_compartido": enlace}
    )


def _unknown(request):
    counted = count(f"{_PURPOSE}-{place_of(request, _PURPOSE)}", _WINDOW)
    response = _say(request, HTTPStatus.NOT_FOUND, termino=False)
    return too_many(response, seconds_left(_WINDOW)) if counted > _MOST_WRONG else response


def _say(request, status, **context):
    return render(request, "moderacion/compartidos/sin_borrador.html", context, status=status)
