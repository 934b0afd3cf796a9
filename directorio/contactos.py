"""Check, while an entidad is edited, of the data that people need to reach it."""

from django.utils.translation import gettext as _


def sin_contacto(entidad):
    """Yield pairs (what is missing, what to do) for ``entidad``."""
    if not entidad.contactos.all():
        yield (
            _("Falta cómo comunicarse"),
            _("Añada al menos un teléfono o un correo: es lo primero que la gente busca aquí."),
        )
    if not (entidad.direccion or entidad.referencia) and not entidad.horarios.all():
        yield (
            _("Falta dónde y cuándo atiende"),
            _("Añada la dirección, o cómo llegar, y el horario de atención al público."),
        )
