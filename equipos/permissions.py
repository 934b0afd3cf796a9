"""Who may open the lists of people and of teams, and what in them."""

from django.db.models import Q
from wagtail.permission_policies import ModelPermissionPolicy

from aislamiento.records import KeptRecordsPolicyMixin

from .gestion import Gestion, keeps_accounts


def nombramientos_of(scope, queryset):
    """Who sees a place in a group that waits: who may decide it, and who asked for it."""
    gestion = Gestion(scope.user)
    return queryset.filter(
        Q(pk__in=gestion.nombramientos.order_by().values("pk"))
        | Q(pk__in=gestion.pedidos.order_by().values("pk"))
    )


class _KeptPermissionPolicy(KeptRecordsPolicyMixin, ModelPermissionPolicy):
    """Rights of those who keep accounts, instead of rights over all records of a model."""

    actions = frozenset()
    kept = ""  # the part of ``Gestion`` that holds the records

    def user_has_permission(self, user, action):
        return action in self.actions and keeps_accounts(user)

    def records_of(self, user):
        return getattr(Gestion(user), self.kept)


class PersonaPermissionPolicy(_KeptPermissionPolicy):
    """People are invited, changed and deactivated; nobody deletes the author of a page."""

    actions = frozenset({"add", "change"})
    kept = "others"


class EquipoPermissionPolicy(_KeptPermissionPolicy):
    actions = frozenset({"add", "view", "delete"})
    kept = "equipos"
