"""What files tell of agreements and delegates: the names are a promise to whoever reads them."""

from django.utils.translation import gettext_lazy as _

from base.datos_abiertos import Campo, TipoDeCampo

FECHA, LISTA, NUMERO = TipoDeCampo.FECHA, TipoDeCampo.LISTA, TipoDeCampo.NUMERO

ACUERDO = (
    Campo("acuerdo", _("Número y mandato, como «523-XVII»")),
    Campo("numero", _("Su número"), NUMERO),
    Campo("mandato", _("Su mandato, en números romanos")),
    Campo("organo", _("Órgano que lo tomó")),
    Campo("sesion", _("Sesión en que se tomó")),
    Campo("fecha", _("Día de la sesión"), FECHA),
    Campo("texto", _("Qué se acordó")),
    Campo("destinatario", _("A quién obliga, como se aprobó")),
    Campo("entidad", _("Nombre de esa entidad en el directorio; vacío si no está en él")),
    Campo("estado", _("en_plazo, vencido, cumplido, incumplido o sin_efecto")),
    Campo("debe_cumplirse", _("Último día para cumplirlo"), FECHA),
    Campo("se_cumplio", _("Día en que se cumplió"), FECHA),
    Campo("nota", _("Por qué no, o qué siguió")),
    Campo("url", _("El acuerdo, en la página de su sesión")),
)

DELEGADO = (
    Campo("consejo_popular", _("Nombre del consejo popular")),
    Campo("presidente", _("Quién lo preside")),
    Campo("telefono_del_consejo", _("Teléfono del consejo, como se marca")),
    Campo("sede", _("Dónde radica el consejo")),
    Campo("recepcion", _("Días en que recibe quien preside")),
    Campo("repartos", _("Repartos y poblados del consejo"), LISTA),
    Campo(
        "circunscripcion",
        _("Número de la circunscripción"),
        NUMERO,
    ),
    Campo("delegado", _("Delegado o delegada; vacío mientras espera por una elección")),
    Campo("lugares", _("Calles y lugares que comprende"), LISTA),
    Campo("despacho_lugar", _("Lugar del despacho")),
    Campo("despacho_horario", _("Día y hora del despacho")),
    Campo("telefono", _("Teléfono, como se marca, si puede publicarse")),
    Campo("url", _("La página de su consejo popular")),
)
