"""Records that belong to a site: a permission for one site covers only that site's records.

Wagtail's generic views check a permission on the model, which a permission for any site grants.
"""

from django.http import Http404
from wagtail.permissions import policy_registry

from .scope import scope_of


def sites_for(model, user, action):
    """Return the sites in which ``user`` may do ``action`` (add, change, delete) with ``model``."""
    return policy_registry.get_by_type(model).sites_user_has_permission_for(user, action)


def kept_by(user, action, records):
    """Return the part of the query set ``records`` on which ``user`` may do ``action``."""
    if scope_of(user).is_total:
        return records
    return records.filter(site__in=sites_for(records.model, user, action))


class KeptRecordsPolicyMixin:
    """Permission policy for users who manage some records of a model without a model permission.

    A subclass defines ``user_has_permission`` (what they may do) and ``records_of`` (with which).
    """

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def instances_user_has_any_permission_for(self, user, actions):
        allowed = self.user_has_any_permission(user, actions)
        return self.records_of(user) if allowed else self.model._default_manager.none()

    def instances_user_has_permission_for(self, user, action):
        return self.instances_user_has_any_permission_for(user, [action])

    def user_has_permission_for_instance(self, user, action, instance):
        return self.instances_user_has_permission_for(user, action).filter(pk=instance.pk).exists()


class OwnIndexMixin:
    """List view of the records that the user may change."""

    def get_base_queryset(self):
        return kept_by(self.request.user, "change", super().get_base_queryset())


class OwnRecordMixin:
    """View of one record; 404 for users without the view's permission on that record."""

    def get_object(self, queryset=None):
        record = super().get_object(queryset)
        own = kept_by(self.request.user, self.permission_required or "change", type(record).objects)
        if not own.filter(pk=record.pk).exists():
            raise Http404
        return record
