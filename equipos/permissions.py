"""Who may open the lists of people and of teams, and what in them."""

from wagtail.permission_policies import ModelPermissionPolicy

from .gestion import Gestion, keeps_accounts


class _KeptPermissionPolicy(ModelPermissionPolicy):
    """Rights of those who keep accounts, instead of rights over all records of a model."""

    actions = frozenset()
    kept = ""  # the part of ``Gestion`` that holds the records

    def user_has_permission(self, user, action):
        return action in self.actions and keeps_accounts(user)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.instances_user_has_permission_for(user, action).filter(pk=instance.pk).exists()

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return any(
            self.user_has_permission_for_instance(user, action, instance) for action in actions
        )

    def instances_user_has_any_permission_for(self, user, actions):
        if not self.user_has_any_permission(user, actions):
            return self.model._default_manager.none()
        return getattr(Gestion(user), self.kept)


class PersonaPermissionPolicy(_KeptPermissionPolicy):
    """People are invited, changed and deactivated; nobody deletes the author of a page."""

    actions = frozenset({"add", "change"})
    kept = "others"


class EquipoPermissionPolicy(_KeptPermissionPolicy):
    actions = frozenset({"add", "view", "delete"})
    kept = "equipos"
