"""Permission policies that replace Wagtail's in its registry."""

from posixpath import commonprefix

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permission_policies.sites import SitePermissionPolicy
from wagtail.permissions import register_permission_policy

from base.models import PortalDocument, PortalImage
from base.tree import NOWHERE, paths_above

from .offered_files import se_ofrece


class FilePolicy(CollectionOwnershipPermissionPolicy):
    """Policy of images and documents: a file that citizens see needs the permission to delete.

    In Wagtail's, a user who may change a file may delete it: the delete permission is not checked.
    """

    def user_has_any_permission_for_instance(self, user, actions, instance):
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        if not allowed or set(actions) != {"delete"}:
            return allowed
        may_delete = self._check_perm(user, {"delete"}, collection=instance.collection)
        return may_delete or not se_ofrece(instance)


class PagesPolicy(PagePermissionPolicy):
    """Page policy that finds the page above all pages of a user from their paths, without a query.

    Every page of the admin asks for the explorable root and the explorable pages.
    """

    def explorable_root_instance(self, user):
        if not hasattr(user, self._explorable_root_instance_cache_name):
            direct = self.instances_with_direct_explore_permission(user)
            pages = {page.path: page for page in direct}
            if root := pages.get(_shared(pages)):
                setattr(user, self._explorable_root_instance_cache_name, root)
        return super().explorable_root_instance(user)

    def explorable_instances(self, user):
        found = self._base_queryset_for_user(user)
        if found is not None:
            return found
        paths = {row.page.path for row in self.get_cached_permissions_for_user(user)}
        condition = NOWHERE
        for path in paths:
            condition |= Q(path__startswith=path) | Q(path__in=paths_above(path))
        above = _shared({path[: -Page.steplen] for path in paths})
        return Page.objects.filter(condition, depth__gte=len(above) // Page.steplen)


def _shared(paths):
    """Return the path of the nearest page above all ``paths``, or of the one that contains them."""
    prefix = commonprefix(list(paths))
    return prefix[: len(prefix) - len(prefix) % Page.steplen]


register_permission_policy(Page, PagesPolicy())
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
