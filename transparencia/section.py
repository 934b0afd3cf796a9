"""What this app contributes to the other apps (see :mod:`base.sections`)."""

from django.utils.translation import gettext_lazy as _

from base.sections import Section
from inicios.declaracion import SectionTask, StartPage

from .models import TransparenciaIndexPage
from .presentations import TransparenciaIndexPresentation

SECTION = Section(
    presentations=(TransparenciaIndexPresentation,),
    start_pages=(
        StartPage(
            model=TransparenciaIndexPage,
            order=60,
            slug="transparencia",
            titulo=_("Transparencia"),
            resumen=_("Qué se prometió, qué se hizo y con qué documentos: para comprobarlo."),
            in_menu=True,
        ),
    ),
    tasks=(
        SectionTask(
            section=TransparenciaIndexPage,
            order=80,
            titulo=_("Rendir cuenta"),
            descripcion=_("Resultados, documentos y normas que cualquiera puede comprobar."),
            icono="table",
        ),
    ),
)
