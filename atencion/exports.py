"""Open data set with the figures that «Cómo respondemos» publishes."""

from types import SimpleNamespace

from django.utils.translation import gettext_lazy as _

from conjuntos.declaracion import FECHA, NUMERO, SI_NO, Campo, Conjunto

from .estadisticas.graficos import anios_publicados, informe_de
from .estadisticas.reserva import Publicada
from .models import AtencionPage

_NOTHING = Publicada(0, 0, 0)


class ComoSeResponde(Conjunto):
    clave = "como-se-responde"
    titulo = _("Cómo se responde")
    descripcion = _(
        "Cuántas quejas, peticiones, sugerencias y consultas recibió Atención a la Población y "
        "cómo se respondieron, por año, mes, tipo y entidad, sin el nombre de nadie."
    )
    campos = (
        Campo("anio", _("Año en que se recibieron"), NUMERO),
        Campo("hasta", _("Último día que se cuenta"), FECHA),
        Campo("por", _("Qué se cuenta en la línea: el año, un mes, un tipo o una entidad")),
        Campo("grupo", _("Cuál de ellos")),
        Campo("recibidas", _("Cuántas se recibieron; vacío si se reserva"), NUMERO),
        Campo("respondidas", _("A cuántas de ellas se respondió; vacío si se reserva"), NUMERO),
        Campo("en_plazo", _("A cuántas, en plazo; vacío si se reserva"), NUMERO),
        Campo(
            "dias", _("Días hasta la respuesta, en promedio; vacío si no hubo o se reserva"), NUMERO
        ),
        Campo(
            "reservado",
            _("Si algo de la línea se reserva: números tan pequeños podrían señalar a una persona"),
            SI_NO,
        ),
    )

    def items(self):
        if self.frame.seccion(AtencionPage) is None:
            return
        for year in anios_publicados(self.frame.site):
            informe = informe_de(self.frame.site, year)
            for part, name, row in informe.lineas() if informe.hay_casos else ():
                yield row or _NOTHING, informe.anio, SimpleNamespace(por=part, grupo=name)

    def get_reservado(self, item):
        return item[0].respondidas is None
