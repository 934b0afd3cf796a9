"""Queries on the cambios of files: which ones wait, and who may decide on them."""

from django.db.models import Exists, OuterRef, Q
from wagtail.permissions import policy_registry

from aislamiento.offered_files import may_show, shown_by
from aislamiento.rules import seen
from aislamiento.scope import scope_of
from base.models import PortalDocument, PortalImage
from equipos.roles import PUBLISH_OWN_EDITS

from .models import CambioDeArchivo


def of_seen_files(scope, changes):
    """Return those of ``changes`` whose file is visible in ``scope``."""
    images, documents = (seen(scope, model).values("pk") for model in (PortalImage, PortalDocument))
    return changes.filter(Q(imagen__in=images) | Q(documento__in=documents))


def waiting():
    """Return all cambios that wait for a decision, oldest first."""
    return CambioDeArchivo.objects.filter(estado=CambioDeArchivo.Estado.ESPERA).select_related(
        "imagen__collection", "documento__collection"
    )


def waiting_for(user):
    """Return the cambios that wait in the portals where the user may publish."""
    images, documents = (
        Q(**{f"{field}__isnull": False}) & shown_by(user, f"{field}__collection")
        for field in ("imagen", "documento")
    )
    return scope_of(user).filter(waiting()).filter(images | documents)


def returned():
    """Return the cambios that were given back, if no later cambio of the file exists."""
    later = CambioDeArchivo.objects.filter(
        Q(imagen=OuterRef("imagen")) | Q(documento=OuterRef("documento")), pk__gt=OuterRef("pk")
    )
    return (
        CambioDeArchivo.objects.filter(~Exists(later), estado=CambioDeArchivo.Estado.DEVUELTO)
        .select_related("imagen__collection", "documento__collection")
        .order_by("-decidido", "-pk")
    )


def sent_by(user, changes):
    """Return those of ``changes`` that the user sent, if they still see the file."""
    return scope_of(user).filter(changes.filter(enviado_por=user))


def latest(archivo):
    """Return the last cambio of ``archivo``, decided or not; None without one."""
    return archivo.cambios.order_by("pk").last()


def decides(user, cambio):
    """Whether the user may decide: may publish in its portal, and did not send it (``is_own``)."""
    return not is_own(user, cambio) and may_show(user, cambio.original)


def is_own(user, cambio):
    """Whether the user sent the cambio and lacks the permission ``publish_own_edits``."""
    return cambio.enviado_por_id == user.pk and not user.has_perm(PUBLISH_OWN_EDITS)


def may_change(user, archivo):
    policy = policy_registry.get_by_type(type(archivo))
    return policy.user_has_permission_for_instance(user, "change", archivo)
