"""Contributions of the trámites to other apps."""

from django.utils.translation import gettext_lazy as _

from aislamiento.rules import everyone, through
from base.sections import Section

from . import models
from .confirmacion import CONFIRMAR
from .contactos import sin_entidad, sin_lugar
from .exports import Tramites
from .importadores import TramitesImportador, TramitesLocalesImportador
from .presencia import tramites
from .presentations import (
    TramiteLocalPresentation,
    TramitePresentation,
    TramitesIndexPresentation,
)


def canonicos(tramites):
    """Return the trámites of the province, which every portal may adapt and put first."""
    return tramites.filter(pk__in=models.TramitePage.objects.canonicos().order_by().values("pk"))


SECTION = Section(
    presentations=(TramitesIndexPresentation, TramitePresentation, TramiteLocalPresentation),
    shown=(models.EventoDeVida,),
    logged=(models.EventoDeVida,),
    datasets=(Tramites,),
    importers=(TramitesImportador, TramitesLocalesImportador),
    measures=(tramites,),
    checks={models.TramitePage: sin_entidad, models.TramiteLocalPage: sin_lugar},
    log_actions={
        CONFIRMAR: (_("Confirmar un trámite"), _("Confirmado el texto de la provincia")),
    },
    visible={
        models.EventoDeVida: everyone,
        (models.OtraEntidad, models.Requisito, models.Paso): through("page"),
        (models.Costo, models.Planilla): through("page"),
        (models.BaseLegal, models.TramiteDestacado): through("page"),
        (models.CostoLocal, models.OficinaLocal): through("page"),
    },
    offered={models.TramitePage: canonicos},
)
