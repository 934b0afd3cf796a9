"""What the guard of the admin needs to know of the screens on which personal data leave."""

from aislamiento.scope import visible
from atencion.models import Exportacion

from .solicitudes import exportaciones_de


@visible(Exportacion)
def _exports(scope, queryset):
    return queryset.filter(pk__in=exportaciones_de(scope.user).order_by().values("pk"))
