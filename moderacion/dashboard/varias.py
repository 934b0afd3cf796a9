"""View to review several pages of the queue and take one decision for all of them."""

from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.models import Page

from moderacion.decision import (
    APPROVE,
    REJECT,
    DecisionError,
    Eleccion,
    decide,
    get_title,
)
from moderacion.idiomas import Impedimento, impedimentos
from moderacion.models import ModeracionTask
from moderacion.queries import waiting_for
from moderacion.versiones import version_of
from servidor.claves import as_keys
from tableros.alcance import portales_of

from .cambios import Cambio, get_cambios
from .cola import PER_PAGE, DesdeLaColaMixin, Espera, make_esperas, with_task


@dataclass(frozen=True)
class Pieza:
    """One chosen page with its changes."""

    espera: Espera
    eleccion: Eleccion
    cambios: list[Cambio]
    esta_marcada: bool
    impedimento: Impedimento | None


class DecidirVariasView(DesdeLaColaMixin, TemplateView):
    """Shows the changes of the chosen pages; approves or returns the ticked ones."""

    page_title = gettext_lazy("Revisar varias")
    template_name = "moderacion/dashboard/decidir.html"

    def get(self, request, *args, **kwargs):
        if not self.piezas:
            messages.error(request, _("Marque al menos una página que espere su decisión."))
            return redirect(self.cola_url)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        action = request.POST.get("decision")
        if action not in (APPROVE, REJECT):
            raise BadRequest("unknown decision")
        if not self.elecciones:
            messages.error(request, _("Deje marcada al menos una página."))
            return super().get(request, *args, **kwargs)
        data = {}
        if action == REJECT:
            if not self.form.is_valid():
                messages.error(request, _("Escriba qué hay que cambiar antes de devolver."))
                return super().get(request, *args, **kwargs)
            data = self.form.cleaned_data
        self.decide_all(action, data)
        return redirect(self.cola_url)

    def decide_all(self, action, data):
        """Decide on every chosen page; report in messages the outcomes and the failures."""
        outcomes, failures = {}, []
        for eleccion in self.elecciones:
            title = get_title(self.request.user, eleccion)
            try:
                outcome = decide(self.request.user, eleccion, action, **data)
            except DecisionError as reason:
                failures.append(
                    _("Quedó sin decidir «%(titulo)s»: %(motivo)s.")
                    % {"titulo": title, "motivo": reason}
                )
            else:
                outcomes.setdefault(outcome, []).append(title)
        for outcome, titles in outcomes.items():
            names = ", ".join(_("«%(titulo)s»") % {"titulo": title} for title in titles)
            messages.success(self.request, f"{outcome}: {names}.")
        for failure in failures:
            messages.warning(self.request, failure)

    # --- Chosen pages ----------------------------------------------------------------

    @cached_property
    def elecciones(self):
        parsed = [Eleccion.parse(text) for text in self.request.POST.getlist("elegida")]
        return [eleccion for eleccion in dict.fromkeys(parsed) if eleccion][:PER_PAGE]

    @cached_property
    def form(self):
        # Every step of moderation returns a page with the same form.
        form_class = ModeracionTask().get_form_for_action(REJECT)
        is_rejecting = self.request.POST.get("decision") == REJECT
        return form_class(self.request.POST if is_rejecting else None)

    @cached_property
    def states(self):
        parameters = self.request.POST if self.request.method == "POST" else self.request.GET
        wanted = as_keys(parameters.getlist("tarea"))[:PER_PAGE]
        return list(with_task(waiting_for(self.request.user).filter(pk__in=wanted)))

    @cached_property
    def piezas(self):
        user = self.request.user
        rows = make_esperas(self.states, user, portales_of(user))
        specific = Page.objects.filter(pk__in=[row.page.pk for row in rows]).specific().in_bulk()
        unread = impedimentos(row.page for row in rows)
        is_first_look = self.request.method == "GET"
        piezas = []
        for row in rows:
            eleccion = Eleccion(row.tarea.pk, version_of(row.page))
            piezas.append(
                Pieza(
                    espera=row,
                    eleccion=eleccion,
                    cambios=get_cambios(specific[row.page.pk], self.request),
                    esta_marcada=not row.es_propia
                    and (is_first_look or eleccion in self.elecciones),
                    impedimento=unread.get(row.page.pk),
                )
            )
        return piezas

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "piezas": self.piezas,
            "form": self.form,
            "hay_elegibles": any(not pieza.espera.es_propia for pieza in self.piezas),
        }
