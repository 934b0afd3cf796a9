"""Who sees the rows of an aviso in the admin."""

from base.models import PortalSettings
from base.tenancy.scope import visible
from base.tenancy.visibles import through

from .models import AvisoPage, Instruccion, Mensaje

visible(Instruccion)(through("page", AvisoPage))
visible(Mensaje)(through("emisor", PortalSettings))
