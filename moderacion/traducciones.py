"""Sending a translation to moderation; the editor of Wagtail Localize can only publish."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.models import Locale, Page, WorkflowState

from traduccion.idiomas import locales_to_translate_to, may_translate
from traduccion.paginas import (
    is_written_first,
    save_draft,
    textos_por_traducir,
    traduccion_de,
)
from traduccion.textos import Textos
from traduccion.views import DeUnaTraduccionMixin

from .idiomas import impedimentos
from .incompletas import name_fields

# Up to this number, the message names each missing text: it may be in another tab of the editor.
_MOST_PLACES = 5


def refuse_mixture(request, page):
    """Refuse to publish an incomplete translation, and say why; Wagtail would give no reason."""
    if request.POST.get("action") != "publish":
        return None
    if not_yet := _not_yet(page, _traduccion_de(page)):
        messages.error(request, not_yet)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def _traduccion_de(page):
    """Return the translation of ``page``, or None; update its source if the model has changed.

    Wagtail Localize uses the fields of the day when it read the texts, and fails on a block type
    that was removed since.
    """
    translation = traduccion_de(page)
    if translation is not None and translation.source.schema_out_of_date():
        translation.source.update_from_db()
    return translation


def _not_yet(page, translation):
    """Return why the page cannot be sent or published yet, in words; "" if it can."""
    if translation is None:
        return ""
    textos = Textos(translation)
    textos.check_again()
    if wrong := textos.reparos():
        said = " ".join(f"«{where}»: {what}" for where, what in wrong)
        return _("Corrija antes: %(reparos)s") % {"reparos": said}
    if missing := textos_por_traducir(page):
        said = ngettext(
            "Falta %(faltan)d texto por traducir. Una página no se publica a medio traducir: "
            "complétela antes.",
            "Faltan %(faltan)d textos por traducir. Una página no se publica a medio traducir: "
            "complétela antes.",
            missing,
        ) % {"faltan": missing}
        places = [
            _("«%(lugar)s» (pestaña «%(pestana)s»)") % {"lugar": place, "pestana": tab}
            if tab
            else f"«{place}»"
            for place, tab in textos.lugares_sin_traducir()
        ]
        if len(places) > _MOST_PLACES:
            return said
        return f"{said} {_('Dónde: %(lugares)s.') % {'lugares': ', '.join(places)}}"
    return ""


def _refused(page, error):
    """Return the validation errors of the page; the fields may not be among the texts."""
    return _("Corrija antes: %(reparos)s") % {"reparos": name_fields(page, error)}


def explain_restart(request, page):
    """Warn what happens to a page edited separately, when it becomes a translation again."""
    if "localize-restart-translation" in request.POST:
        messages.warning(
            request,
            _(
                "Ahora se traduce otra vez texto por texto. Lo que se escribió en la página sigue "
                "en el historial, pero no se publicará. Antes de enviarla, traiga los cambios del "
                "original."
            ),
        )


def offer_translation(request, page):
    """Show above the form of a page that nobody has begun that it can be translated by text."""
    if request.method != "GET" or is_written_first(page) or not may_translate(request.user):
        return
    original = page.get_translation_or_none(Locale.get_default())
    if original is not None and page.locale in locales_to_translate_to(original):
        url = reverse("wagtail_localize:submit_page_translation", args=[original.pk])
        query = urlencode({"select_locale": page.locale.language_code})
        button = messages.button(f"{url}?{query}", _("Traducir esta página"))
        text = _("Nadie ha empezado esta página. Tradúzcala texto por texto, o escríbala aquí.")
        messages.info(request, text, buttons=[button])


def explain_unread(request, page):
    """Show why readers cannot reach a page in moderation in another language, if they cannot."""
    if request.method != "GET" or not page.workflow_in_progress:
        return
    if why := impedimentos([page]).get(page.pk):
        button = messages.button(why.url, _("Ver esa página"))
        messages.warning(request, why.texto, buttons=[button])


def explain_translation(request, page):
    """Show above the translation editor that the page is in moderation, so texts are locked.

    The foot of the editor shows the next step.
    """
    if request.method != "GET" or _traduccion_de(page) is None:
        return
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        text = _("Esta traducción espera en «%(paso)s».")
        messages.info(request, text % {"paso": state.current_task_state.task.name})


class EnviarTraduccionView(DeUnaTraduccionMixin, TemplateView):
    """Shows which texts are missing; on POST, sends a complete translation to moderation."""

    page_title = gettext_lazy("Enviar a moderación")
    template_name = "moderacion/traducciones/enviar.html"

    @cached_property
    def page(self):
        return get_object_or_404(Page, pk=self.kwargs["page_id"]).specific

    @cached_property
    def translation(self):
        return _traduccion_de(self.page)

    def dispatch(self, request, *args, **kwargs):
        allowed = self.page.permissions_for_user(request.user)
        if self.translation is None or not (
            allowed.can_edit() and allowed.can_submit_for_moderation()
        ):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if not_yet := _not_yet(self.page, self.translation):
            messages.error(request, not_yet)
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        with transaction.atomic():
            try:
                save_draft(self.translation, request.user)
            except ValidationError as error:
                messages.error(request, _refused(self.page, error))
                return redirect("wagtailadmin_pages:edit", self.page.pk)
            page = Page.objects.get(pk=self.page.pk).specific
            state = page.current_workflow_state
            if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
                state.resume(request.user)
            else:
                page.get_workflow().start(page, request.user)
        messages.success(
            request,
            _("«%(titulo)s» se envió a moderación.") % {"titulo": page.get_admin_display_title()},
        )
        return redirect("wagtailadmin_pages:edit", page.pk)

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "no_todavia": _not_yet(self.page, self.translation),
            "editar_url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
        }
