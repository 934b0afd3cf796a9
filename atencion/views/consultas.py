"""Public views of the consultas: list, form, answer, results."""

from django.core import signing
from django.core.cache import cache
from django.http import Http404, HttpResponseForbidden
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from atencion import plazos
from atencion.consultas.forms import RespuestaForm
from atencion.consultas.redes import huella
from atencion.consultas.resultados import resultados
from atencion.models import ConsultaPublicaPage
from base.frame import Frame
from base.idiomas import is_original
from base.listing import PublicList
from base.publicas import publicas
from base.tree import in_tree_of
from conjuntos.tablas import csv_file
from servidor.caches.fragments import UNTIL_ANNOUNCED, fragment
from servidor.limites import count, place_of, seconds_left
from servidor.origen import is_from_own_pages, only_sent
from usuarios.views.limites import too_many

from .base import render

_WINDOW = 3600
# A whole municipality may share one address.
_PER_PLACE = 120
_SALT = "atencion.consulta"
_DAY = 24 * 3600
_MONTH = 30 * _DAY


class ConsultasList(PublicList):
    """The consultas of a portal: open ones first, then future ones, then closed ones."""

    per_page = 12
    seconds = UNTIL_ANNOUNCED

    def get_items(self):
        return publicas(self.page.consultas()).por_urgencia()

    def get_cards(self, items):
        return list(items)


def pagina(consulta, request):
    """Show the form while the consulta is open, and the results after it closes.

    While it is open the page is never cached: the form belongs to one visitor (atencion.antispam),
    and so does the fact that they have answered.
    """
    context = _context(consulta, request)
    if context["form"] is not None and _has_answered(request, consulta):
        context |= {"form": None, "ya_respondio": True}
    response = render(consulta, request, **context)
    if consulta.recibe_respuestas:
        add_never_cache_headers(response)
    return response


def _consulta(request, pk):
    """Return the consulta of this portal and language, or 404; set it as the page of the frame."""
    home = Frame.for_request(request).site.root_page
    found = ConsultaPublicaPage.objects.filter(
        in_tree_of(home.path), pk=pk, locale__language_code=get_language()
    )
    consulta = publicas(found).first()
    if consulta is None:
        raise Http404
    Frame.for_request(request, consulta)
    return consulta


@csrf_exempt
@only_sent(lambda request, pk: _consulta(request, pk).get_url(request))
def answer(request, pk):
    """Accept one answer; the sender needs neither a session nor a CSRF token."""
    consulta = _consulta(request, pk)
    if not is_from_own_pages(request):
        return HttpResponseForbidden(
            _("No recibimos su respuesta. Abra la página del portal y envíela desde ahí.")
        )
    if not consulta.recibe_respuestas:
        return redirect(consulta.get_url(request))
    form = RespuestaForm(consulta, request.POST)
    if not form.is_valid():
        return _again(consulta, request, form, status=422)
    sent = f"consulta-envio-{form.cleaned_data['envio']}"
    if (query := cache.get(sent)) is not None:
        # It was accepted before, and our response did not reach the browser.
        return _thanks(consulta, request, query)
    if _has_answered(request, consulta):
        form.add_error(
            None,
            _(
                "Ya se respondió desde este navegador, y solo se puede una vez. Si lo hizo otra "
                "persona, responda usted desde otro teléfono."
            ),
        )
        return _again(consulta, request, form, status=409)
    if count(f"consulta-{place_of(request, 'consultas')}-{consulta.pk}", _WINDOW) > _PER_PLACE:
        form.add_error(
            None, _("Llegan demasiadas respuestas desde su red. Espere un rato y vuelva a enviar.")
        )
        return too_many(_again(consulta, request, form), seconds_left(_WINDOW))
    if not cache.add(sent, "", _DAY):
        return _thanks(consulta, request, cache.get(sent, ""))  # the same form is being saved
    original = original_de(consulta)
    try:
        query = "?tapado" if form.save(original, huella(request, original)) else ""
    except Exception:
        cache.delete(sent)
        raise
    cache.set(sent, query, _DAY)
    return _thanks(consulta, request, query)


def _thanks(consulta, request, query):
    """Redirect to the thanks, and set the cookie that says that this browser has answered."""
    response = redirect(f"{consulta.get_url(request)}gracias/{query}")
    days = (consulta.cierra - localdate()).days + 1
    response.set_signed_cookie(
        _cookie(consulta),
        "1",
        salt=_SALT,
        max_age=days * _DAY + _MONTH,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def gracias(consulta, request):
    response = render(
        consulta,
        request,
        template="consulta_gracias",
        tapado="tapado" in request.GET,
        url=consulta.get_url(request),
    )
    add_never_cache_headers(response)
    return response


def tabla(consulta, request):
    """Return the results as CSV."""
    if not consulta.ha_cerrado:
        raise Http404
    fields, records = _results(consulta).registros()
    return csv_file(fields, records, consulta.slug)


def original_de(consulta):
    """Return the Spanish page, which holds the answers in every language."""
    if is_original():
        return consulta
    original = consulta.get_translations().filter(locale=consulta.get_site().root_page.locale_id)
    return original.first() or consulta


def _again(consulta, request, form, *, status=200):
    context = _context(consulta, request) | {"form": form}
    response = render(consulta, request, status=status, **context)
    add_never_cache_headers(response)
    return response


def _context(consulta, request):
    return {
        "form": RespuestaForm(consulta) if consulta.recibe_respuestas else None,
        "conservacion": plazos.conservacion_de_consultas(),
        "enviar_url": reverse("consulta", args=[consulta.pk]) if consulta.pk else "",
        "resultados": _results(consulta) if consulta.ha_cerrado and consulta.pk else None,
        "csv_url": f"{consulta.get_url(request)}csv/",
    }


def _results(consulta):
    return fragment(f"consulta-{consulta.pk}", lambda: resultados(consulta, original_de(consulta)))


def _has_answered(request, consulta):
    try:
        return request.get_signed_cookie(_cookie(consulta), salt=_SALT) == "1"
    except (KeyError, signing.BadSignature):
        return False


def _cookie(consulta):
    """Return the name of the cookie, the same in every language of the page."""
    return f"consulta-{consulta.translation_key.hex[:12]}"
