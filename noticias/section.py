"""Section of news and agenda."""

from django.utils.translation import gettext_lazy as _

from aislamiento.rules import everyone, through
from base.sections import Section
from inicios.declaracion import FrontBlock, NewPortal, SectionTask, StartPage

from . import models
from .models.decision import ACEPTAR, NO_ACEPTAR
from .portada import AgendaBlock, CompartidasBlock, DestacadasBlock, NoticiasBlock
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
    start_pages=(
        StartPage(
            model=models.NoticiasIndexPage,
            order=40,
            slug="noticias",
            titulo=_("Noticias"),
            resumen=_("Lo que pasa en el territorio, de lo más reciente a lo más antiguo."),
            in_menu=True,
        ),
        StartPage(
            model=models.AgendaIndexPage,
            order=80,
            slug="agenda",
            titulo=_("Agenda"),
            resumen=_("Qué se hace en el territorio, qué día y dónde."),
        ),
    ),
    tasks=(
        SectionTask(
            section=models.NoticiasIndexPage,
            order=10,
            titulo=_("Escribir una noticia"),
            descripcion=_("Se guarda como borrador hasta que la envíe a moderación."),
            icono="edit",
            creates=models.NoticiaPage,
        ),
        SectionTask(
            section=models.AgendaIndexPage,
            order=60,
            titulo=_("Anunciar un evento"),
            descripcion=_("Una actividad con su día, su hora y su lugar."),
            icono="date",
            creates=models.EventoPage,
        ),
    ),
    front_blocks=(
        FrontBlock(name="destacadas", order=10, block=DestacadasBlock),
        FrontBlock(name="noticias", order=20, block=NoticiasBlock, new=NewPortal.EVERY),
        FrontBlock(name="agenda", order=60, block=AgendaBlock, new=NewPortal.EVERY),
        FrontBlock(name="compartidas", order=100, block=CompartidasBlock, new=NewPortal.PROVINCE),
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
