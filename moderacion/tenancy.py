"""What the guard of the admin needs to know of this app."""

from django.db.models import Q

from aislamiento.scope import visible
from base.models import PortalDocument, PortalImage

from .models import CambioDeArchivo


@visible(CambioDeArchivo)
def _cambios(scope, queryset):
    """A change is seen with its file."""
    images, documents = (
        scope.filter(model.objects.all()).order_by().values("pk")
        for model in (PortalImage, PortalDocument)
    )
    return queryset.filter(Q(imagen__in=images) | Q(documento__in=documents))
