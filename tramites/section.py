"""Contributions of the trámites to other apps."""

from django.utils.translation import gettext_lazy as _

from aislamiento.rules import everyone, through
from base.provincia import es_de_la_provincia
from base.sections import Section
from inicios.declaracion import FrontBlock, SectionTask, StartPage

from . import models
from .confirmacion import CONFIRMAR
from .contactos import sin_entidad, sin_lugar
from .exports import Tramites
from .importadores import TramitesImportador, TramitesLocalesImportador
from .portada import TramitesBlock
from .presencia import tramites
from .presentations import (
    TramiteLocalPresentation,
    TramitePresentation,
    TramitesIndexPresentation,
)


def canonicos(tramites):
    """Return the trámites of the province, which every portal may adapt and put first."""
    return tramites.filter(pk__in=models.TramitePage.objects.canonicos().order_by().values("pk"))


def _of_the_province(section):
    return es_de_la_provincia(section.path)


SECTION = Section(
    presentations=(TramitesIndexPresentation, TramitePresentation, TramiteLocalPresentation),
    shown=(models.EventoDeVida,),
    logged=(models.EventoDeVida,),
    start_pages=(
        StartPage(
            model=models.TramitesIndexPage,
            order=10,
            slug="tramites",
            titulo=_("Trámites y servicios"),
            resumen=_("Qué hace falta para cada trámite, dónde se hace, cuánto cuesta y demora."),
            in_menu=True,
            can_be_off=False,
        ),
    ),
    tasks=(
        SectionTask(
            section=models.TramitesIndexPage,
            order=20,
            titulo=_("Escribir un trámite"),
            descripcion=_("Vale para todos los municipios; cada uno lo confirma."),
            icono="form",
            creates=models.TramitePage,
            is_for=_of_the_province,
        ),
        SectionTask(
            section=models.TramitesIndexPage,
            order=21,
            titulo=_("Adaptar un trámite"),
            descripcion=_("Diga solo lo que en su municipio es distinto."),
            icono="form",
            creates=models.TramiteLocalPage,
            is_for=lambda section: not _of_the_province(section),
        ),
    ),
    front_blocks=(FrontBlock(name="tramites", order=30, block=TramitesBlock),),
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
