"""Who sees the rows of an aviso in the admin."""

from base.tenancy.scope import visible
from base.tenancy.visibles import through

from .models import AvisoPage, Instruccion

visible(Instruccion)(through("page", AvisoPage))
