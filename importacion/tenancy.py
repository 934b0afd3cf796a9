"""What the guard of the admin needs to know of this app."""

from aislamiento.scope import visible

from .models import Fila


@visible(Fila)
def _filas(scope, queryset):
    return queryset.filter(importacion__site__in=scope.sites)
