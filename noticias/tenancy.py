"""Who sees the records of the news in the admin."""

from aislamiento.scope import visible
from aislamiento.visibles import everyone, through

from .models import (
    CategoriaNoticia,
    Correccion,
    DecisionDeLaProvincia,
    EntidadRelacionada,
    NoticiaPage,
    NoticiaRelacionada,
    TramiteRelacionado,
)

visible(CategoriaNoticia)(everyone)
visible(Correccion, EntidadRelacionada, NoticiaRelacionada, TramiteRelacionado)(
    through("page", NoticiaPage)
)
visible(DecisionDeLaProvincia)(through("noticia", NoticiaPage))
