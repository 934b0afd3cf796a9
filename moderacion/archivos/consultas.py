"""Which changes of files wait, and for whom."""

from wagtail.permissions import policy_registry

from base.ofrecidos import may_show
from base.permisos import PUBLISH_OWN_EDITS
from base.tenancy.scope import scope_of

from ..models import CambioDeArchivo


def waiting():
    """All changes that wait, longest first, whoever may decide."""
    return CambioDeArchivo.objects.filter(estado=CambioDeArchivo.Estado.ESPERA).select_related(
        "imagen__collection", "documento__collection"
    )


def waiting_for(user):
    """Return the changes that wait in the portals in which the person may publish."""
    shows, found = {}, []
    for cambio in scope_of(user).filter(waiting()):
        folder = cambio.original.collection_id
        if folder not in shows:
            shows[folder] = may_show(user, cambio.original)
        if shows[folder]:
            found.append(cambio)
    return found


def latest(archivo):
    """Return the last change that was sent of ``archivo``, decided or not; None without one."""
    return archivo.cambios.order_by("pk").last()


def decides(user, cambio):
    """Whether the person may say yes or no: nobody does to what they sent themselves."""
    is_own = cambio.enviado_por_id == user.pk and not user.has_perm(PUBLISH_OWN_EDITS)
    return not is_own and may_show(user, cambio.original)


def may_change(user, archivo):
    policy = policy_registry.get_by_type(type(archivo))
    return policy.user_has_permission_for_instance(user, "change", archivo)
