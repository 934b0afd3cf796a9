"""What the guard of the admin needs to know of this app, and who sees what of it."""

from aislamiento.addresses import classify_viewset
from aislamiento.scope import visible

from .consultas import tenancy as consultas  # noqa: F401
from .models import Adjunto, Caso, Movimiento, Plantilla, Remitente
from .opiniones import tenancy as opiniones  # noqa: F401
from .permisos import casos_de

classify_viewset("plantillas", Plantilla)


@visible(Caso)
def _cases(scope, queryset):
    return queryset.filter(pk__in=casos_de(scope.user).order_by().values("pk"))


@visible(Remitente, Movimiento)
def _of_cases(scope, queryset):
    return queryset.filter(caso__in=casos_de(scope.user).order_by())


@visible(Adjunto)
def _files(scope, queryset):
    return queryset.filter(movimiento__caso__in=casos_de(scope.user).order_by())
