"""Initial list of what Ley 168 obliges to publish without request.

Articles of the law are not cited here, and the validity in months is only the usual one: the
province edits the list, and knows better.
"""

from django.utils.translation import gettext_lazy

_LEY = "Ley 168"
_YEAR = 12

OBLIGACIONES = {
    "normas": gettext_lazy("Normas"),
    "mision": gettext_lazy("Misión"),
    "funciones": gettext_lazy("Funciones"),
    "directivos": gettext_lazy("Directivos"),
    "estrategias": gettext_lazy("Estrategias"),
    "programas": gettext_lazy("Programas"),
    "fondos": gettext_lazy("Fondos"),
    "planes": gettext_lazy("Planes"),
    "proyectos": gettext_lazy("Proyectos"),
    "bienes-y-servicios": gettext_lazy("Bienes y servicios"),
    "balances": gettext_lazy("Balances"),
    "presupuesto": gettext_lazy("Presupuesto"),
    "rendicion-de-cuentas": gettext_lazy("Rendición de cuentas"),
}
_EXPLICACIONES = {
    "normas": gettext_lazy("Las normas por las que se rige y las que ha dictado."),
    "mision": gettext_lazy("Para qué existe."),
    "funciones": gettext_lazy("Qué le toca hacer."),
    "directivos": gettext_lazy("Quiénes dirigen, en qué cargo y cómo encontrarlos."),
    "estrategias": gettext_lazy("Adónde quiere llegar y por qué camino."),
    "programas": gettext_lazy("Los programas que lleva adelante."),
    "fondos": gettext_lazy("Los fondos que administra y en qué los usa."),
    "planes": gettext_lazy("Lo que se propone hacer en el año."),
    "proyectos": gettext_lazy("Los proyectos en marcha y cómo van."),
    "bienes-y-servicios": gettext_lazy("Qué bienes y servicios ofrece, y cómo se obtienen."),
    "balances": gettext_lazy("Qué se hizo y qué quedó por hacer en el año."),
    "presupuesto": gettext_lazy("De dónde viene el dinero y en qué se gasta."),
    "rendicion-de-cuentas": gettext_lazy("Cómo responde de lo que hizo, y ante quién."),
}
_DE_UN_ANO = {"planes", "balances", "presupuesto", "rendicion-de-cuentas"}


def explicacion_y_vigencia(slug, place):
    """Return the other fields of the obligación ``slug``, in the active language."""
    return {
        "explicacion": str(_EXPLICACIONES[slug]),
        "base_legal": _LEY,
        "meses": _YEAR if slug in _DE_UN_ANO else None,
        "orden": place,
    }
