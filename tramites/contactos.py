"""Checks, while a trámite is edited, of the entidades and places that people can contact."""

from django.utils.translation import gettext as _


def sin_entidad(tramite):
    """Yield pairs (what is missing, what to do) for a trámite."""
    entidades = tramite.entidades
    if not entidades and not tramite.clase_de_entidad:
        yield (
            _("Falta la entidad que responde"),
            _("De ella se toman oficinas, teléfonos y horarios: elíjala del directorio."),
        )
    for entidad in entidades:
        if entidad.contactos.exists():
            continue
        yield (
            _("La entidad que responde no tiene contactos"),
            _("Añada a «%(entidad)s», en el directorio, un teléfono o un correo.")
            % {"entidad": entidad.title},
        )


def sin_lugar(local):
    """Yield pairs (what is missing, what to do) for a trámite local."""
    if local.ofrece == local.Ofrece.OTRO and not (local.ofrece_entidad or local.ofrece_donde):
        yield (
            _("Falta dónde se hace"),
            _("Elija la oficina donde se hace, o dígalo con palabras."),
        )
    elif local.se_ofrece_aqui and local.canonico and not local.oficinas.all():
        yield from sin_entidad(local.canonico)
