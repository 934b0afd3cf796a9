"""What people need to turn to an entity, while its page is written."""

from django.utils.translation import gettext as _


def sin_contacto(entidad):
    """Yield what is missing on ``entidad``, and what to do."""
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
