"""Who sees the rows of an aviso in the admin."""

from base.models import PortalSettings
from base.tenancy.addresses import classify_viewset
from base.tenancy.scope import visible
from base.tenancy.visibles import through

from .models import AvisoPage, Instruccion, Mensaje, ModoEmergencia

visible(Instruccion)(through("page", AvisoPage))
visible(Mensaje)(through("emisor", PortalSettings))

classify_viewset("emergencia", ModoEmergencia, is_total=True)
