"""Section of news and agenda."""

from django.utils.translation import gettext_lazy as _

from aislamiento.rules import everyone, through
from base.sections import Section

from . import models
from .models.decision import ACEPTAR, NO_ACEPTAR
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
    shown=(models.CategoriaNoticia, models.DecisionDeLaProvincia),
    logged=(models.CategoriaNoticia,),
    measures=(noticias,),
    log_actions={
        ACEPTAR: (_("Aceptar en la provincia"), _("Se muestra en el portal provincial")),
        NO_ACEPTAR: (_("No aceptar en la provincia"), _("No se muestra en el portal provincial")),
    },
    visible={
        models.CategoriaNoticia: everyone,
        (models.EntidadRelacionada, models.NoticiaRelacionada): through("page"),
        (models.TramiteRelacionado, models.Correccion): through("page"),
        models.DecisionDeLaProvincia: through("noticia"),
    },
)
