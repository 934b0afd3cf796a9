"""View of one page that waits: its changes and the decision."""

from django.core.exceptions import BadRequest
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.models import Page

from moderacion.borrador_propio import discard, sent_before
from moderacion.decision import APPROVE, REJECT, DecisionError, Eleccion, decide
from moderacion.idiomas import impedimentos
from moderacion.menu import approval_label
from moderacion.queries import waiting_for
from moderacion.resultados import outcome_of, tell, tell_undecided
from moderacion.versiones import version_of
from tableros.alcance import names_of, portales_of
from tableros.filas import how_long
from traduccion.paginas import textos_por_traducir

from .cambios import get_cambios
from .cola import DesdeLaColaMixin, make_esperas, with_task

DISCARD = "discard"


class RevisarView(DesdeLaColaMixin, TemplateView):
    """Shows the changes of a waiting page; its title in lists links here, not to the edit form."""

    template_name = "moderacion/dashboard/revisar.html"

    @cached_property
    def page(self):
        return get_object_or_404(Page, pk=self.kwargs["page_id"]).specific

    @cached_property
    def state(self):
        waiting = with_task(waiting_for(self.request.user))
        return waiting.filter(page_pk=self.page.pk).first()

    def get(self, request, *args, **kwargs):
        if self.state is None:
            return self.tell_that_nothing_waits()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.state is None:
            return self.tell_that_nothing_waits()
        act = {APPROVE: self.approve, REJECT: self.reject, DISCARD: self.discard}.get(
            request.POST.get("decision")
        )
        if act is None:
            raise BadRequest("unknown decision")
        return act()

    # --- Actions ----------------------------------------------------------------------

    def approve(self):
        return self.decide(APPROVE)

    def reject(self):
        if self.form.is_valid():
            return self.decide(REJECT, **self.form.cleaned_data)
        messages.error(self.request, _("Escriba qué hay que cambiar antes de devolver."))
        return super().get(self.request)

    def decide(self, action, **data):
        eleccion = Eleccion(self.state.pk, self.seen)
        try:
            decide(self.request.user, eleccion, action, **data)
        except DecisionError as reason:
            tell_undecided(self.request, self.page, reason, data.get("comment", ""))
            return redirect(self.request.get_full_path())
        tell(self.request, self.state, action)
        return HttpResponseRedirect(self.cola_url)

    def discard(self):
        try:
            discard(self.state, self.request.user, seen=self.seen)
        except DecisionError as reason:
            text = _("No se desechó nada: %(motivo)s.")
            messages.error(self.request, text % {"motivo": reason})
        else:
            messages.success(
                self.request,
                _("Su borrador se desechó y sigue en el historial. Ahora puede decidir."),
            )
        return redirect(self.request.get_full_path())

    @property
    def seen(self):
        """The version that the user was shown; "" if the form does not send it."""
        return self.request.POST.get("version", "")

    # --- Content of the screen --------------------------------------------------------

    def tell_that_nothing_waits(self):
        """Redirect a user with an old link to the queue, with a message about the outcome."""
        tell = messages.info if self.request.method == "GET" else messages.warning
        tell(
            self.request,
            outcome_of(self.page, self.request.user),
            buttons=[
                messages.button(
                    reverse("wagtailadmin_pages:edit", args=[self.page.pk]), _("Ir a la página")
                )
            ],
        )
        return HttpResponseRedirect(self.cola_url)

    @cached_property
    def form(self):
        form_class = self.state.task.specific.get_form_for_action(REJECT)
        is_rejecting = self.request.POST.get("decision") == REJECT
        return form_class(self.request.POST if is_rejecting else None)

    def get_page_title(self):
        return _("Revisar")

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_context_data(self, **kwargs):
        page, user = self.page, self.request.user
        [espera] = make_esperas([self.state], user, portales_of(user))
        cambios = get_cambios(page, self.request)
        before = sent_before(self.state, page, user) if espera.es_propia else None
        is_own = self.state.task.specific.was_edited_by(page, user)
        return super().get_context_data(**kwargs) | {
            "espera": espera,
            "pagina": page,
            "version": version_of(page),
            "cambios": cambios,
            # A translation is not shown whole: each text stands beside the Spanish one.
            "se_ve_entera": not cambios or (espera.es_nueva and page.locale.is_default),
            "aparecera": self.get_day(),
            "impedimento": impedimentos([page]).get(page.pk),
            "form": self.form,
            "es_propia": is_own,
            "lo_enviado": before
            and {
                "nombre": names_of(user, [before.user_id]).get(before.user_id, ""),
                "hace": how_long(before.created_at),
            },
            "faltan_textos": textos_por_traducir(page),
            "aprobar": approval_label(
                self.state.workflow_state.is_at_final_task, with_comment=False
            ),
            "editar_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
            "cola_url": self.cola_url,
        }

    def get_day(self):
        moment = self.page.get_latest_revision_as_object().go_live_at
        return moment if moment and moment > timezone.now() else None
