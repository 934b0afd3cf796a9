"""What this app registers in the project: presentations, data sets, log actions, access."""

from django.utils.translation import gettext_lazy as _

from aislamiento.rules import among, through
from base.sections import Section
from inicios.declaracion import StartPage

from . import models
from .estadisticas.presencia import casos
from .exportacion.solicitudes import exportaciones_de
from .exports import ComoSeResponde
from .permissions import casos_de
from .presentations import (
    AtencionPresentation,
    ConsultaPublicaPresentation,
    ConsultasIndexPresentation,
)

SECTION = Section(
    presentations=(AtencionPresentation, ConsultasIndexPresentation, ConsultaPublicaPresentation),
    start_pages=(
        StartPage(
            model=models.AtencionPage,
            order=30,
            slug="atencion",
            titulo=_("Atención a la Población"),
            resumen=_(
                "Escriba una queja, una petición o una pregunta: tiene un número y un plazo."
            ),
        ),
        StartPage(
            model=models.ConsultasIndexPage,
            order=90,
            slug="consultas",
            titulo=_("Consultas públicas"),
            resumen=_("Qué se le pregunta a la población, qué respondió y qué se decidió."),
        ),
    ),
    datasets=(ComoSeResponde,),
    measures=(casos,),
    # What users did with a case, and who looked at it. The log never names the citizen.
    log_actions={
        **{f"atencion.{tipo}": (tipo.label, tipo.label) for tipo in models.Movimiento.Tipo},
        "atencion.abrir": (_("Apertura del caso"), _("Abrió el caso")),
        "atencion.ver_datos": (_("Datos personales"), _("Vio los datos de la persona")),
        "atencion.buscar": (
            _("Búsqueda de una persona"),
            _("Lo encontró al buscar a una persona"),
        ),
        "atencion.reintentar": (
            _("Correo a la persona"),
            _("Volvió a mandar el correo a la persona"),
        ),
        "atencion.descargar": (_("Descarga"), _("Descargó un archivo del caso")),
        # Exports of personal data.
        "atencion.exportar_persona": (
            _("Entrega de datos"),
            _("Se descargaron para entregarlos"),
        ),
        "atencion.exportacion.pedir": (_("Exportación pedida"), _("Se pidió")),
        "atencion.exportacion.aprobar": (_("Exportación aprobada"), _("Se aprobó")),
        "atencion.exportacion.denegar": (_("Exportación denegada"), _("Se denegó")),
        "atencion.exportacion.descargar": (_("Exportación descargada"), _("Se descargó")),
    },
    visible={
        models.Caso: among("pk", casos_de),
        (models.Remitente, models.Movimiento): among("caso", casos_de),
        models.Adjunto: among("movimiento__caso", casos_de),
        models.Exportacion: among("pk", exportaciones_de),
        # Users see the opinions and answers of the pages that they see.
        models.Opinion: through("page"),
        (models.RespuestaAConsulta, models.RecuentoDeConsulta): through("consulta"),
        models.RedDeConsulta: through("consulta"),
        (models.OpcionMarcada, models.TextoDeRespuesta): through("respuesta__consulta"),
    },
)
