"""Who sees the rows of an aviso in the admin."""

from aislamiento.addresses import classify_viewset
from aislamiento.scope import visible
from aislamiento.visibles import through
from base.models import PortalSettings

from .models import AvisoPage, Instruccion, Mensaje, ModoEmergencia

visible(Instruccion)(through("page", AvisoPage))
visible(Mensaje)(through("emisor", PortalSettings))

classify_viewset("emergencia", ModoEmergencia, is_total=True)
