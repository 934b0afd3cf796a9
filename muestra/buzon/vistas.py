"""«Correos de la demostración»: what each person would have received, to be read in the demo."""

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView

from moderacion.informes import SEE_MAIL, CorreosPaginator, policy

from .archivos import correo, correos

TITULO = gettext_lazy("Correos de la demostración")


def may_read(user):
    """Whether there is such mail at all, and ``user`` may read it: it sets passwords."""
    return settings.BUZON_ROOT is not None and policy.user_has_permission(user, SEE_MAIL)


class BuzonMixin(PermissionCheckedMixin):
    permission_policy = policy
    permission_required = SEE_MAIL
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        if settings.BUZON_ROOT is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class AsuntoColumn(Column):
    cell_template_name = "muestra/buzon/celda.html"


class BuzonView(BuzonMixin, ReportView):
    page_title = TITULO
    paginator_class = CorreosPaginator
    index_url_name = "buzon:index"
    index_results_url_name = "buzon:index_results"
    results_template_name = "muestra/buzon/lista_results.html"
    is_searchable = True
    columns = [AsuntoColumn("asunto", label=gettext_lazy("Correo"))]

    def get_filtered_queryset(self):
        return [correo for correo in correos() if correo.holds(self.search_query)]

    @property
    def no_results_message(self):
        if self.is_searching:
            return _("Ningún correo contiene eso.")
        return _(
            "Todavía no hay ninguno. Envíe una noticia a moderación, o escriba desde un portal a "
            "Atención a la Población con una dirección de correo, y espere medio minuto."
        )


class CorreoView(BuzonMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "muestra/buzon/correo.html"

    @cached_property
    def correo(self):
        found = correo(self.kwargs["clave"])
        if found is None:
            raise Http404
        return found

    def get_page_title(self):
        return self.correo.asunto or _("(sin asunto)")

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("buzon:index"), "label": TITULO},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"correo": self.correo}
