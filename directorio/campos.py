"""What is told of each entity in a file: the names are a promise to whoever reads it by program."""

from django.utils.translation import gettext_lazy as _

from base.datos_abiertos import Campo, TipoDeCampo

NUMERO, MOMENTO, LISTA = TipoDeCampo.NUMERO, TipoDeCampo.MOMENTO, TipoDeCampo.LISTA

CAMPOS = (
    Campo("id", _("Identificador de la entidad; no cambia aunque cambien su nombre o dirección")),
    Campo("nombre", _("Nombre completo")),
    Campo("otros_nombres", _("Siglas y nombres populares"), LISTA),
    Campo("tipo", _("Identificador de su tipo")),
    Campo("resumen", _("Para qué es, en una o dos oraciones")),
    Campo("portal", _("Identificador del portal que la mantiene")),
    Campo(
        "telefonos",
        _("Como se marcan, la extensión como «;ext=12»; para qué, entre paréntesis"),
        LISTA,
    ),
    Campo("correos", _("Correos electrónicos"), LISTA),
    Campo("web", _("Sitios en internet"), LISTA),
    Campo("redes", _("Perfiles en redes, con su dirección completa"), LISTA),
    Campo("calle", _("Calle")),
    Campo("numero", _("Número de la casa o del edificio")),
    Campo("entre", _("Una de las calles entre las que está")),
    Campo("y", _("La otra")),
    Campo("reparto", _("Reparto o poblado")),
    Campo("consejo_popular", _("Consejo popular")),
    Campo("referencia", _("Cómo llegar")),
    Campo("direccion", _("La dirección en una línea")),
    Campo("latitud", _("Latitud, WGS 84, en grados"), NUMERO),
    Campo("longitud", _("Longitud, WGS 84, en grados"), NUMERO),
    Campo("horario", _("Un texto por cada grupo de días"), LISTA),
    Campo("servicios", _("Lo que ofrece"), LISTA),
    Campo("depende_de", _("Nombre de la entidad de la que depende")),
    Campo("oficina_de", _("Nombre de la entidad de la que es oficina")),
    Campo("actualizado", _("Cuándo se publicó por última vez"), MOMENTO),
    Campo("url", _("Su página, en el portal que la mantiene")),
)
