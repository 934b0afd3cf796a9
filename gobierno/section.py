"""What this app contributes to the other apps (see :mod:`base.sections`)."""

from django.utils.translation import gettext_lazy as _

from aislamiento.rules import through
from base.sections import Section
from inicios.declaracion import SectionTask, StartPage

from . import models
from .exports import Acuerdos, Delegados
from .importadores import ConsejosImportador, OrganosImportador, SesionesImportador
from .planteamientos.exports import Planteamientos
from .planteamientos.importadores import (
    InformesDePlanteamientosImportador,
    PlanteamientosImportador,
)
from .planteamientos.presentations import (
    InformeDePlanteamientosPresentation,
    PlanteamientoPresentation,
    PlanteamientosIndexPresentation,
)
from .planteamientos.views import de_la_entidad as planteamientos
from .presentations import (
    ConsejoPopularPresentation,
    GobiernoIndexPresentation,
    OrganoPresentation,
    SesionPresentation,
)

SECTION = Section(
    presentations=(
        GobiernoIndexPresentation,
        OrganoPresentation,
        SesionPresentation,
        ConsejoPopularPresentation,
        PlanteamientosIndexPresentation,
        InformeDePlanteamientosPresentation,
        PlanteamientoPresentation,
    ),
    start_pages=(
        StartPage(
            model=models.GobiernoIndexPage,
            order=50,
            slug="gobierno",
            titulo=_("Gobierno"),
            resumen=_("Quiénes gobiernan, qué acuerdan y quién es su delegado o delegada."),
            in_menu=True,
        ),
        StartPage(
            model=models.PlanteamientosIndexPage,
            order=100,
            slug="planteamientos",
            titulo=_("Planteamientos"),
            resumen=_("Qué plantearon los electores, a qué entidades corresponde y en qué quedó."),
        ),
    ),
    tasks=(
        SectionTask(
            section=models.GobiernoIndexPage,
            order=70,
            titulo=_("Decir quién gobierna"),
            descripcion=_("Órganos, sesiones y acuerdos, consejos populares y sus delegados."),
            icono="group",
        ),
    ),
    parts_of_any_entity=(planteamientos,),
    datasets=(Planteamientos, Acuerdos, Delegados),
    importers=(
        ConsejosImportador,
        OrganosImportador,
        SesionesImportador,
        InformesDePlanteamientosImportador,
        PlanteamientosImportador,
    ),
    visible={
        (models.Integrante, models.Acuerdo, models.PuntoDelOrden): through("page"),
        (models.Circunscripcion, models.CifraDePlanteamientos): through("page"),
    },
)
