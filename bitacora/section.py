"""Contributions of the log to other apps: messages for changes of records and permissions."""

from django.utils.translation import gettext_lazy as _

from base.sections import Section

from .actions import edition, permissions

SECTION = Section(
    log_actions={
        "bitacora.crear": (_("Creación"), _("Se creó")),
        "bitacora.eliminar": (_("Eliminación"), _("Se eliminó")),
        "bitacora.entrada": (_("Entrada al sistema"), _("Entró al sistema")),
        "bitacora.clave": (_("Contraseña"), _("Se cambió la contraseña")),
        "bitacora.privacidad.quitar": (_("Privacidad retirada"), _("Dejó de ser privada")),
        "bitacora.editar": (_("Cambio"), edition),
        "bitacora.permiso.dar": (
            _("Permiso dado"),
            permissions(
                _("Permiso dado: %(permisos)s"), _("Permiso dado en «%(sobre)s»: %(permisos)s")
            ),
        ),
        "bitacora.permiso.retirar": (
            _("Permiso retirado"),
            permissions(
                _("Permiso retirado: %(permisos)s"),
                _("Permiso retirado en «%(sobre)s»: %(permisos)s"),
            ),
        ),
        "bitacora.grupo.entrar": (_("Entrada en un grupo"), _("Entró en el grupo «%(grupo)s»")),
        "bitacora.grupo.salir": (_("Salida de un grupo"), _("Salió del grupo «%(grupo)s»")),
        "bitacora.flujo.asignar": (
            _("Proceso de moderación asignado"),
            _("Se moderará con «%(flujo)s»"),
        ),
        "bitacora.flujo.retirar": (
            _("Proceso de moderación retirado"),
            _("Ya no se modera con «%(flujo)s»"),
        ),
        "bitacora.paso.dar": (_("Paso de moderación añadido"), _("Se añadió el paso «%(paso)s»")),
        "bitacora.paso.retirar": (
            _("Paso de moderación retirado"),
            _("Se retiró el paso «%(paso)s»"),
        ),
        "bitacora.privacidad.poner": (_("Privacidad"), _("Privacidad: %(restriccion)s")),
        "bitacora.grupos.dar": (_("Grupos añadidos"), _("Grupos añadidos: %(grupos)s")),
        "bitacora.grupos.retirar": (_("Grupos retirados"), _("Grupos retirados: %(grupos)s")),
        "bitacora.purgar": (
            _("Limpieza de la bitácora"),
            _(
                "Se borraron %(contenido)d registros de contenido y %(derechos)d de permisos "
                "por haber vencido su plazo"
            ),
        ),
    }
)
