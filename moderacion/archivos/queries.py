"""Which changes of files wait, and for whom."""

from django.db.models import Exists, OuterRef, Q
from wagtail.permissions import policy_registry

from aislamiento.offered_files import may_show, shown_by
from aislamiento.rules import seen
from aislamiento.scope import scope_of
from base.models import PortalDocument, PortalImage
from equipos.roles import PUBLISH_OWN_EDITS
from moderacion.models import CambioDeArchivo


def of_seen_files(scope, changes):
    """Who sees a change: whoever sees its file."""
    images, documents = (seen(scope, model).values("pk") for model in (PortalImage, PortalDocument))
    return changes.filter(Q(imagen__in=images) | Q(documento__in=documents))


def waiting():
    """All changes that wait, longest first, whoever may decide."""
    return CambioDeArchivo.objects.filter(estado=CambioDeArchivo.Estado.ESPERA).select_related(
        "imagen__collection", "documento__collection"
    )


def waiting_for(user):
    """Return the changes that wait in the portals in which the person may publish."""
    images, documents = (
        Q(**{f"{field}__isnull": False}) & shown_by(user, f"{field}__collection")
        for field in ("imagen", "documento")
    )
    return scope_of(user).filter(waiting()).filter(images | documents)


def returned():
    """All changes that were given back and after which none was sent."""
    later = CambioDeArchivo.objects.filter(
        Q(imagen=OuterRef("imagen")) | Q(documento=OuterRef("documento")), pk__gt=OuterRef("pk")
    )
    return (
        CambioDeArchivo.objects.filter(~Exists(later), estado=CambioDeArchivo.Estado.DEVUELTO)
        .select_related("imagen__collection", "documento__collection")
        .order_by("-decidido", "-pk")
    )


def sent_by(user, changes):
    """Return those of ``changes`` that the person sent, of files that they still see."""
    return scope_of(user).filter(changes.filter(enviado_por=user))


def latest(archivo):
    """Return the last change that was sent of ``archivo``, decided or not; None without one."""
    return archivo.cambios.order_by("pk").last()


def decides(user, cambio):
    """Whether the person may say yes or no: nobody does to what they sent themselves."""
    return not is_own(user, cambio) and may_show(user, cambio.original)


def is_own(user, cambio):
    """Whether the person sent the change and is not trusted with what is theirs."""
    return cambio.enviado_por_id == user.pk and not user.has_perm(PUBLISH_OWN_EDITS)


def may_change(user, archivo):
    policy = policy_registry.get_by_type(type(archivo))
    return policy.user_has_permission_for_instance(user, "change", archivo)
