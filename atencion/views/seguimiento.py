"""Views where a citizen follows their case with its number and code, and adds to it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from atencion import acceso, archivos, limites, numeros, persona
from atencion.casos import NoSePuedeError
from atencion.models import Adjunto, Caso, Movimiento
from atencion.seguimiento.forms import AmpliarForm, InconformeForm, RetirarForm, SeguirForm
from atencion.seguimiento.historia import pasos, situacion
from atencion.seguimiento.intentos import are_too_many
from base.presentation import accepts_post
from usuarios.views.limites import too_many

from .base import private, render, url_below


@dataclass(frozen=True)
class Accion:
    """One action that the citizen may do with their case, on its own screen."""

    form_class: type
    explicacion: str
    boton: str
    hecho: str
    puede: Callable
    hacer: Callable

    @property
    def titulo(self):
        return self.form_class.titulo


ACCIONES = {
    "anadir": Accion(
        form_class=AmpliarForm,
        explicacion=gettext_lazy("Lo leerá quien atiende su caso. El plazo no cambia."),
        boton=gettext_lazy("Enviar"),
        hecho=gettext_lazy("Recibimos lo que añadió."),
        puede=persona.puede_ampliar,
        hacer=lambda caso, datos: persona.ampliar(caso, datos["texto"], archivos=datos["archivos"]),
    ),
    "inconforme": Accion(
        form_class=InconformeForm,
        explicacion=gettext_lazy(
            "Diga por qué la respuesta no resuelve lo que pidió. Se puede una sola vez, y lo "
            "revisa quien coordina la atención en el portal."
        ),
        boton=gettext_lazy("Decir que no estoy conforme"),
        hecho=gettext_lazy("Recibimos su inconformidad."),
        puede=persona.puede_estar_inconforme,
        hacer=lambda caso, datos: persona.inconforme(caso, datos["texto"]),
    ),
    "retirar": Accion(
        form_class=RetirarForm,
        explicacion=gettext_lazy(
            "Si ya se resolvió, o no quiere seguir, puede retirarlo: se cierra sin respuesta, y "
            "no se puede volver a abrir."
        ),
        boton=gettext_lazy("Retirar el caso"),
        hecho=gettext_lazy("Usted retiró el caso."),
        puede=persona.puede_retirar,
        hacer=lambda caso, datos: persona.retirar(caso, datos["texto"]),
    ),
}


@accepts_post
@private
def enter(page, request):
    """Ask for number and code; give the pass to the browser if both are right."""
    form = SeguirForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound:
        status = _let_in(request, form)
        if status == 200:
            return redirect(url_below(page, request, "caso_propio"))
    return render(
        page,
        request,
        template="seguimiento",
        status=status,
        form=form,
        ha_terminado="terminado" in request.GET,
        ha_salido="fuera" in request.GET,
    )


@private
def caso(page, request):
    caso = acceso.caso_visible(request)
    if caso is None:
        return redirect(f"{url_below(page, request, 'seguimiento')}?terminado")
    hecho = ACCIONES.get(request.GET.get("hecho"))
    historia = pasos(caso)
    return render(
        page,
        request,
        template="seguimiento_caso",
        caso=caso,
        situacion=situacion(caso),
        pasos=historia,
        respuesta=next((paso for paso in historia if paso.es_respuesta), None),
        hecho=hecho and hecho.hecho,
        acciones=[
            (url_below(page, request, "accion_propia", nombre), accion.titulo)
            for nombre, accion in ACCIONES.items()
            if accion.puede(caso)
        ],
        adjuntos_url=f"{url_below(page, request, 'seguimiento')}adjunto/",
        salir_url=url_below(page, request, "salir"),
    )


@accepts_post
@private
def accion(page, request, nombre):
    """Let the citizen do one action; the typed text survives an expired pass."""
    accion = ACCIONES.get(nombre)
    if accion is None:
        raise Http404
    is_sent = request.method == "POST"
    caso = acceso.caso_visible(request)
    if caso is None and not is_sent:
        return redirect(f"{url_below(page, request, 'seguimiento')}?terminado")
    if not is_sent and not accion.puede(caso):
        return redirect(url_below(page, request, "caso_propio"))

    form = accion.form_class(*([request.POST, request.FILES] if is_sent else []))
    seguir, status = None, 200
    if caso is None:
        seguir = SeguirForm(request.POST if "codigo" in request.POST else None)
        status = _let_in(request, seguir) if seguir.is_bound else 422
        caso = acceso.caso_visible(request) if status == 200 else None
    wait = 0
    if is_sent and not form.is_valid():
        status = 422
    elif (
        is_sent
        and caso is not None
        and (wait := limites.wait(limits := limites.of_adding(request, caso)))
    ):
        form.add_error(None, limites.wait_in_words(wait))
    elif (
        is_sent and caso is not None and not archivos.prepare(form, fotos := limites.Fotos(request))
    ):
        status = 422
        if archivos.esta_ocupado(form):
            wait = fotos.wait() or archivos.ESPERA
            limites.take_back(limits)
    elif is_sent and caso is not None:
        try:
            accion.hacer(caso, form.cleaned_data)
        except NoSePuedeError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            return redirect(f"{url_below(page, request, 'caso_propio')}?hecho={nombre}")
    response = render(
        page,
        request,
        template="seguimiento_accion",
        status=status,
        accion=accion,
        form=form,
        seguir=seguir if caso is None else None,
        caso_url=url_below(page, request, "caso_propio"),
    )
    return too_many(response, wait) if wait else response


@private
def adjunto(page, request, pk):
    """Serve a file of the case to a browser with the pass; files are in no public folder."""
    caso = acceso.caso_visible(request)
    adjuntos = Adjunto.objects.filter(movimiento__caso=caso, pk=pk)
    found = adjuntos.exclude(movimiento__tipo__in=Movimiento.INTERNOS).first()
    if caso is None or found is None:
        raise Http404
    return archivos.download(found)


@accepts_post
@private
def leave(page, request):
    """Delete the pass. A GET, with the address typed by hand, redirects to the case."""
    if request.method != "POST":
        return redirect(url_below(page, request, "caso_propio"))
    acceso.remove(request)
    return redirect(f"{url_below(page, request, 'seguimiento')}?fuera")


def _let_in(request, form):
    """Give the pass if number and code are right; return the HTTP status."""
    if not form.is_valid():
        return 422
    pk = form.cleaned_data["numero"]
    caso = Caso.objects.filter(pk=pk).first()
    if caso is not None and numeros.es_codigo(caso.envio, form.cleaned_data["codigo"]):
        acceso.grant(request, caso)
        return 200
    if are_too_many(request, pk):
        form.add_error(
            None,
            _(
                "Tampoco es ese el código, y ya se probaron muchos. Cópielo de su acuse letra por "
                "letra: el código correcto abre el caso en cualquier momento."
            ),
        )
        return 429
    form.add_error(None, _("No hay ningún caso con ese número y ese código. Compruebe los dos."))
    return 422
