"""Views to send a case: choose a kind, fill in its form, get the acuse."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.template.loader import render_to_string

from atencion import acceso, archivos, casos, limites, plazos
from atencion.forms.casos import FORMS
from atencion.models import Remitente
from base.frame import Frame
from base.presentation import accepts_post
from base.publicas import publicas
from directorio.cards import idioma_de, portal_de
from directorio.datos import datos_de
from directorio.models import EntidadPage
from directorio.queries import traducidas
from servidor.caches.fragments import UNTIL_ANNOUNCED, published_fragment
from servidor.responses import as_file
from usuarios.views.limites import too_many

from .base import private, render, url_below


@dataclass(frozen=True)
class Opcion:
    """One kind of case, as the entry page offers it."""

    titulo: str
    url: str
    que_es: str
    que_pide: str
    plazo: str


def entrada(page, request):
    oficina = published_fragment(
        request, f"oficina-{page.pk}", lambda: _oficina(page, request), UNTIL_ANNOUNCED
    )
    return render(
        page,
        request,
        opciones=[
            Opcion(
                titulo=form.titulo,
                url=f"{url_below(page, request, 'escribir', tipo)}#paso-1",
                que_es=form.que_es,
                que_pide=form.que_pide,
                plazo=plazos.de_respuesta(tipo).en_palabras,
            )
            for tipo, form in FORMS.items()
        ],
        seguir_url=url_below(page, request, "seguimiento"),
        respondemos_url=url_below(page, request, "como_respondemos"),
        oficina=oficina,
        idioma=oficina and idioma_de(oficina, request),
        datos=datos_de(oficina, request) if oficina else None,
    )


def _oficina(page, request):
    """Return the page of the office that answers, in the reader's language if translated."""
    if page.oficina_id is None:
        return None
    found = publicas(EntidadPage.objects.filter(pk=page.oficina_id))
    if (frame := Frame.for_request(request)).is_translated:
        found = traducidas(found, frame.inicio.locale_id)
    return found.first()


@accepts_post
@private
def write(page, request, tipo):
    """Show the form of a kind of case and accept it; the same form makes only one case."""
    form_class = FORMS.get(tipo)
    if form_class is None:
        raise Http404
    site = Frame.for_request(request).site
    if request.method != "POST":
        return _show_form(page, request, form_class(site))

    form = form_class(site, request.POST, request.FILES)
    is_valid = form.is_valid()
    if caso := casos.ya_recibido(form.cleaned_data.get("envio")):
        # It was accepted before, and our response did not reach the browser.
        return _to_acuse(page, request, caso, "" if _says_the_same(caso, form) else "?otro")
    if not is_valid:
        return _show_form(page, request, form, status=422)
    limits = limites.of_sending(request, form)
    if seconds := limites.wait(limits):
        form.add_error(None, limites.wait_in_words(seconds))
        return too_many(_show_form(page, request, form), seconds)
    fotos = limites.Fotos(request)
    if not archivos.prepare(form, fotos):
        response = _show_form(page, request, form, status=422)
        if not archivos.esta_ocupado(form):
            return response
        limites.take_back(limits)
        return too_many(response, fotos.wait() or archivos.ESPERA)
    return _to_acuse(page, request, _take_in(request, site, form))


def _take_in(request, site, form):
    datos = form.datos()
    if entidad := datos.get("entidad"):
        owner = portal_de(entidad, request)
        datos["site_recibida"] = site
        site = owner.site if owner else site
    caso, _is_new = casos.recibir(
        envio=form.cleaned_data["envio"],
        site=site,
        tipo=form.tipo,
        remitente=form.remitente(),
        archivos=form.cleaned_data.get("archivos", ()),
        **datos,
    )
    return caso


def _says_the_same(caso, form):
    # Also for a form that is no longer valid: it may only be too old.
    told = form.cleaned_data
    return all(getattr(caso, name) == told.get(name, "") for name in ("asunto", "hechos", "pide"))


def _show_form(page, request, form, *, status=200):
    return render(
        page,
        request,
        template="escribir",
        status=status,
        form=form,
        maximo=settings.ATENCION_ADJUNTO_MAX_BYTES,
        plazo=plazos.de_respuesta(form.tipo).en_palabras,
        conservacion=plazos.conservacion_de_casos(),
    )


def _to_acuse(page, request, caso, query=""):
    acceso.grant(request, caso)
    return redirect(f"{url_below(page, request, 'acuse')}{query}")


@private
def acuse(page, request):
    """Show the number and the code of the case just sent, so that the citizen can save them."""
    caso = acceso.caso_visible(request)
    if caso is None:
        return _to_follow(page, request)
    return render(
        page,
        request,
        template="acuse",
        **_acuse(page, request, caso),
        es_otro="otro" in request.GET,
        # Whether there is an address, not whether mail was sent: that would tell who wrote today.
        dio_correo=Remitente.objects.filter(caso=caso).exclude(huella_correo="").exists(),
        # This browser has the pass already; the page of the case has a button to leave it.
        caso_url=url_below(page, request, "caso_propio"),
    )


@private
def acuse_texto(page, request):
    """Return the acuse as a plain text file."""
    caso = acceso.caso_visible(request)
    if caso is None:
        return _to_follow(page, request)
    text = render_to_string("atencion/acuse.txt", _acuse(page, request, caso))
    return as_file(text, "text/plain", "acuse.txt")


def _acuse(page, request, caso):
    frame = Frame.for_request(request)
    return {
        "caso": caso,
        "frame": frame,
        "seguir_url": frame.absolute(url_below(page, request, "seguimiento")),
    }


def _to_follow(page, request):
    return redirect(f"{url_below(page, request, 'seguimiento')}?terminado")
