"""What the news and the agenda have for the rest of the house."""

from base.sections import Section

from .models import CategoriaNoticia, DecisionDeLaProvincia
from .presencia import noticias
from .presentations import (
    AgendaIndexPresentation,
    EventoPresentation,
    NoticiaPresentation,
    NoticiasIndexPresentation,
)

SECTION = Section(
    presentations=(
        NoticiasIndexPresentation,
        NoticiaPresentation,
        AgendaIndexPresentation,
        EventoPresentation,
    ),
    shown=(CategoriaNoticia, DecisionDeLaProvincia),
    logged=(CategoriaNoticia,),
    measures=(noticias,),
)
