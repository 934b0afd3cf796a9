"""How a portal answers what people write to it, as open data: what «Cómo respondemos» publishes."""

from django.utils.translation import gettext_lazy as _

from base.datos_abiertos import Campo, Conjunto, TipoDeCampo
from base.frame import Frame

from .estadisticas.graficos import anios_publicados, informe_de
from .estadisticas.reserva import Publicada
from .models import AtencionPage

NUMERO = TipoDeCampo.NUMERO
_NOTHING = Publicada(0, 0, 0)

CAMPOS = (
    Campo("anio", _("Año en que se recibieron"), NUMERO),
    Campo("hasta", _("Último día que se cuenta"), TipoDeCampo.FECHA),
    Campo("por", _("Qué se cuenta en la línea: el año, un mes, un tipo o una entidad")),
    Campo("grupo", _("Cuál de ellos")),
    Campo("recibidas", _("Cuántas se recibieron; vacío si se reserva"), NUMERO),
    Campo("respondidas", _("A cuántas de ellas se respondió; vacío si se reserva"), NUMERO),
    Campo("en_plazo", _("A cuántas, en plazo; vacío si se reserva"), NUMERO),
    Campo("dias", _("Días hasta la respuesta, en promedio; vacío si no hubo o se reserva"), NUMERO),
    Campo(
        "reservado",
        _("Si algo de la línea se reserva: números tan pequeños podrían señalar a una persona"),
        TipoDeCampo.SI_NO,
    ),
)


def registros(request):
    frame = Frame.for_request(request)
    if frame.seccion(AtencionPage) is None:
        return
    for year in anios_publicados(frame.site):
        informe = informe_de(frame.site, year)
        if not informe.hay_casos:
            continue
        for part, name, row in informe.lineas():
            row = row or _NOTHING
            yield {
                "anio": informe.anio.anio,
                "hasta": informe.anio.hasta,
                "por": part,
                "grupo": name,
                "recibidas": row.recibidas,
                "respondidas": row.respondidas,
                "en_plazo": row.en_plazo,
                "dias": row.dias,
                "reservado": row.respondidas is None,
            }


COMO_SE_RESPONDE = Conjunto(
    "como-se-responde",
    _("Cómo se responde"),
    _(
        "Cuántas quejas, peticiones, sugerencias y consultas recibió Atención a la Población y "
        "cómo se respondieron, por año, mes, tipo y entidad, sin el nombre de nadie."
    ),
    CAMPOS,
    registros,
)
