"""Permission policies that differ from Wagtail's, in its registry."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.sites import SitePermissionPolicy
from wagtail.permissions import register_permission_policy

from base.models import PortalDocument, PortalImage

from .ofrecidos import se_ofrece


class FilePolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's, in which whoever may change a file may delete it; but not what citizens see.

    That takes the right to delete, which Wagtail keeps in its rows and never asks for.
    """

    def user_has_any_permission_for_instance(self, user, actions, instance):
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        if not allowed or set(actions) != {"delete"}:
            return allowed
        may_delete = self._check_perm(user, {"delete"}, collection=instance.collection)
        return may_delete or not se_ofrece(instance)


# For the exact class, because Wagtail's own apps register theirs after ours.
register_permission_policy(Redirect, SitePermissionPolicy(Redirect), exact_class=True)
for _model, _rights in (
    (PortalImage, "wagtailimages.Image"),
    (PortalDocument, "wagtaildocs.Document"),
):
    register_permission_policy(
        _model,
        FilePolicy(_model, auth_model=_rights, owner_field_name="uploaded_by_user"),
        exact_class=True,
    )
