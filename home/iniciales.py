"""Initial lists of the province."""

from django.utils.translation import gettext_lazy

CATEGORIAS = {
    "cultura": gettext_lazy("Cultura"),
    "deporte": gettext_lazy("Deporte"),
    "economia": gettext_lazy("Economía"),
    "educacion": gettext_lazy("Educación"),
    "salud": gettext_lazy("Salud"),
    "servicios": gettext_lazy("Servicios"),
    "sociedad": gettext_lazy("Sociedad"),
}

TIPOS_DE_ENTIDAD = {
    "emergencias": gettext_lazy("Emergencias"),
    "evacuacion": gettext_lazy("Centros de evacuación"),
    "gobierno": gettext_lazy("Gobierno"),
    "tramites": gettext_lazy("Trámites y registros"),
    "servicios": gettext_lazy("Agua, electricidad y comunicaciones"),
    "vivienda": gettext_lazy("Vivienda y ordenamiento"),
    "salud": gettext_lazy("Salud"),
    "educacion": gettext_lazy("Educación"),
    "comercio": gettext_lazy("Comercio y alimentos"),
    "trabajo": gettext_lazy("Trabajo y seguridad social"),
    "bancos": gettext_lazy("Bancos e impuestos"),
    "transporte": gettext_lazy("Transporte"),
    "cultura-y-deporte": gettext_lazy("Cultura y deporte"),
    "otras": gettext_lazy("Otras entidades"),
}

# Initial measures that all municipalities use, and their units.
MEDIDAS = {
    "viviendas-terminadas": gettext_lazy("Viviendas terminadas"),
    "agua-por-tuberia": gettext_lazy("Población con agua por tubería"),
}
UNIDADES = {"viviendas-terminadas": gettext_lazy("viviendas"), "agua-por-tuberia": "%"}

EVENTOS_DE_VIDA = {
    "nacer": gettext_lazy("Nacer y registrar"),
    "identidad": gettext_lazy("Identidad"),
    "vivienda": gettext_lazy("Vivienda y construir"),
    "trabajo": gettext_lazy("Trabajo y negocio"),
    "alimentos": gettext_lazy("Alimentos"),
    "electricidad-y-agua": gettext_lazy("Electricidad y agua"),
    "pension-y-ayuda": gettext_lazy("Pensión y ayuda"),
    "fallecimiento": gettext_lazy("Fallecimiento"),
    "quejas": gettext_lazy("Quejas e información"),
}
