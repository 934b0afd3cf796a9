"""Records that belong to a site: who has the right for one site keeps those, and no others.

Wagtail's generic views ask for a right on the model, which one site gives as well as another.
"""

from django.http import Http404
from wagtail.permissions import policy_registry

from .scope import scope_of


def sites_for(model, user, action):
    """The sites of whose records of ``model`` a person may do ``action``: add, change, delete."""
    return policy_registry.get_by_type(model).sites_user_has_permission_for(user, action)


def kept_by(user, action, records):
    """Return the part of the queryset ``records`` on which ``user`` may do ``action``."""
    if scope_of(user).is_total:
        return records
    return records.filter(site__in=sites_for(records.model, user, action))


class KeptRecordsPolicyMixin:
    """A permission policy of records that somebody keeps without a right over all of a model.

    A subclass says what may be done, ``user_has_permission``, and with which: ``records_of``.
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
    """A list of the records that the person may change."""

    def get_base_queryset(self):
        return kept_by(self.request.user, "change", super().get_base_queryset())


class OwnRecordMixin:
    """A view of one record, which is not found by who may not do with it what the view does."""

    def get_object(self, queryset=None):
        record = super().get_object(queryset)
        own = kept_by(self.request.user, self.permission_required or "change", type(record).objects)
        if not own.filter(pk=record.pk).exists():
            raise Http404
        return record
