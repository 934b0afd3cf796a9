"""Who sees the records of the news in the admin."""

from base.tenancy.scope import visible
from base.tenancy.visibles import everyone, through

from .models import (
    CategoriaNoticia,
    Correccion,
    EntidadRelacionada,
    NoticiaPage,
    NoticiaRelacionada,
    TramiteRelacionado,
)

visible(CategoriaNoticia)(everyone)
visible(Correccion, EntidadRelacionada, NoticiaRelacionada, TramiteRelacionado)(
    through("page", NoticiaPage)
)
