"""What the views of those who answer share: who enters, and which case it is about."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from atencion.models import Caso
from atencion.permisos import atiende, casos_de


class AtencionRequiredMixin:
    """Only those who answer cases enter; what they see is kept by no cache."""

    @method_decorator(never_cache)
    def dispatch(self, request, *args, **kwargs):
        if not atiende(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class CasoMixin(AtencionRequiredMixin):
    """A view of one case of the person's; it finds no others."""

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
            {"url": reverse("casos:index"), "label": _("Casos")},
            {"url": self.caso_url, "label": self.caso.numero},
        ]
