"""Common parts of the views of a case: finding the case that the user may see."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from atencion.models import Caso
from atencion.permissions import casos_de


class CasoMixin:
    """A view of one case. It answers 404 for cases that the user may not see."""

    model = Caso

    @cached_property
    def caso(self):
        found = casos_de(self.request.user).select_related("site", "entidad", "asignada_a")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    @cached_property
    def caso_url(self):
        return reverse("casos:ver", args=[self.caso.pk])

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": self.caso_url, "label": self.caso.numero},
        ]
