"""What the guard of the admin needs to know of this app."""

from aislamiento.addresses import TEXT, classify
from aislamiento.scope import visible

from .models import Fila, Importacion

# The views look for the portal among those of the person.
classify("importacion", "index")
classify("importacion", "subir plantilla exportar", portal=TEXT, que=TEXT)
classify("importacion", "ver errores confirmar descartar", pk=Importacion)


@visible(Fila)
def _filas(scope, queryset):
    return queryset.filter(importacion__site__in=scope.sites)
