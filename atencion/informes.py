"""What the reports on what people answer and say have in common."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from aislamiento.scope import scope_of
from moderacion.tableros.alcance import portales_of


class InformeView(ReportView):
    """A report that is downloaded with the columns of its table."""

    @property
    def list_export(self):
        return [column.name for column in self.columns]

    @property
    def export_headings(self):
        return {column.name: column.label for column in self.columns}


class InformeDePaginasView(InformeView):
    """A row for each page of the person of which there is something to tell."""

    @cached_property
    def portales(self):
        return portales_of(self.request.user)


class InformeDeUnaPaginaView(InformeView):
    """What there is to tell of one page of the person, below the report on all of them."""

    page_model = Page
    # The view of the report on all of them.
    informe = None

    @cached_property
    def page(self):
        seen = scope_of(self.request.user).filter(self.page_model.objects.all())
        return get_object_or_404(seen, pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return self.page.title

    def get_index_url(self):
        return reverse(self.index_url_name, args=[self.page.pk])

    def get_index_results_url(self):
        return reverse(self.index_results_url_name, args=[self.page.pk])

    def get_breadcrumbs_items(self):
        up = {"url": reverse(self.informe.index_url_name), "label": self.informe.page_title}
        return [*super().get_breadcrumbs_items()[:-1], up, {"url": "", "label": self.page.title}]
