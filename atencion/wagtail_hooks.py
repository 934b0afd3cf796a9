from wagtail import hooks

from .admin.viewsets import CasosViewSet, PlantillaViewSet
from .consultas import hooks as consultas  # noqa: F401
from .consultas.reports import ConsultasViewSet
from .estadisticas.reports import ComoSeRespondeViewSet
from .exportacion.views import DatosDeCasosViewSet
from .opiniones.reports import OpinionesViewSet


@hooks.register("register_admin_viewset")
def register_viewsets():
    reports = (ConsultasViewSet, ComoSeRespondeViewSet, DatosDeCasosViewSet, OpinionesViewSet)
    return [CasosViewSet(), PlantillaViewSet(), *(report() for report in reports)]
