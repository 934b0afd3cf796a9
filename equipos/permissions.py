"""Permission policies of the lists of people and of equipos."""

from django.db.models import Q
from wagtail.permission_policies import ModelPermissionPolicy

from aislamiento.records import KeptRecordsPolicyMixin

from .gestion import Gestion, keeps_accounts


def nombramientos_of(scope, queryset):
    """Return the nombramientos that the user may decide or has requested."""
    gestion = Gestion(scope.user)
    return queryset.filter(
        Q(pk__in=gestion.nombramientos.order_by().values("pk"))
        | Q(pk__in=gestion.pedidos.order_by().values("pk"))
    )


class _KeptPermissionPolicy(KeptRecordsPolicyMixin, ModelPermissionPolicy):
    """Permissions of users who manage accounts, instead of permissions over a whole model."""

    actions = frozenset()
    kept = ""  # attribute of ``Gestion`` with the records

    def user_has_permission(self, user, action):
        return action in self.actions and keeps_accounts(user)

    def records_of(self, user):
        return getattr(Gestion(user), self.kept)


class PersonaPermissionPolicy(_KeptPermissionPolicy):
    """Accounts are invited, changed and deactivated, never deleted: they may be authors."""

    actions = frozenset({"add", "change"})
    kept = "others"


class EquipoPermissionPolicy(_KeptPermissionPolicy):
    actions = frozenset({"add", "view", "delete"})
    kept = "equipos"
