"""Permissions on one page: Wagtail's rules, and nobody publishes a page that they last edited."""

from django.utils.functional import cached_property

from aislamiento.menus import reads_rows
from aislamiento.scope import scope_of
from base.models import PermissionTester
from base.sections import reserves_slug
from base.tree import HOME_DEPTH, in_one_tree
from equipos.roles import PUBLISH_OWN_EDITS
from moderacion.revisiones import is_own_change, own_changes
from traduccion.paginas import textos_por_traducir, traduccion_de, translated_what_waits


def edited_last(page, user):
    """Whether ``user`` made the latest change of ``page``.

    Cached per revision for the request, because the buttons of one form ask several times.
    """
    known = scope_of(user).answers.setdefault(edited_last, {})
    latest = page.latest_revision_id
    if latest not in known:
        known[latest] = is_own_change(page.get_latest_revision(), user)
    return known[latest]


@reads_rows
def read_who_edited(pages, user):
    """Fill the cache of ``edited_last`` for ``pages`` at once, except for a few unclear cases."""
    latest = [page.latest_revision_id for page in pages if page.latest_revision_id]
    scope_of(user).answers.setdefault(edited_last, {}).update(own_changes(latest, user))


class PermisosDePagina(PermissionTester):
    """Page permissions: only the work of somebody else may be published without the workflow.

    Other actions that citizens notice at once (unpublish, privacy, moving, the order of pages)
    keep Wagtail's rule, the publish permission.
    """

    @cached_property
    def publishes_own_edits(self):
        return self.user.has_perm(PUBLISH_OWN_EDITS)

    def can_publish(self):
        return self._may_publish() and not self._would_be_mixed()

    def _may_publish(self):
        if self.publishes_own_edits:
            return self.can_edit()
        return (
            self.decides_what_is_public
            and self.page.get_latest_revision() is not None
            and not self.page.workflow_in_progress
            and not self._wrote_what_waits()
        )

    def _would_be_mixed(self):
        """Whether the page is an incomplete translation: readers would get two languages."""
        return textos_por_traducir(self.page) > 0

    def _wrote_what_waits(self):
        """Whether the unpublished changes are the user's own work."""
        page, user = self.page, self.user
        if translated_what_waits(page, user):
            return True
        if not page.has_unpublished_changes and traduccion_de(page) is not None:
            return False  # publishing a translation makes the latest revision
        return edited_last(page, user)

    def can_publish_subpage(self):
        """Only with ``publish_own_edits``: who creates or copies a page is its last editor."""
        return self.publishes_own_edits and self.can_add_subpage()

    def can_unpublish(self):
        if super().can_unpublish():
            return True
        # Users who may publish urgently may also unpublish urgently.
        return (
            self.publishes_own_edits
            and self.page.live
            and self.can_edit()
            and not self.page_locked()
        )

    def can_delete(self, ignore_bulk=False):
        """Whether the page may be deleted; Wagtail also checks this before moving a page."""
        if self._is_fixed() or self._withdraws():
            return False
        return self._may_change_a_leaf() or super().can_delete(ignore_bulk)

    def _may_change_a_leaf(self):
        """Whether the page has no children and the user may edit it, so may delete it too.

        This spares the query with which Wagtail looks for published descendants.
        """
        is_of_group = self.user.is_active and not self.user.is_superuser
        return is_of_group and self.page.is_leaf() and "change" in self.permissions

    def _withdraws(self):
        """Whether the page is live and the user has no right to publish, so cannot remove it.

        Wagtail checks the same for the page and its descendants, with one query per page.
        """
        return self.page.live and not self.decides_what_is_public

    def can_move_to(self, destination):
        """Whether the page may be moved there, and is still found by its address."""
        may = self._stays_at_home(destination) and super().can_move_to(destination)
        if not may or self.page.is_child_of(destination):
            return may
        return not reserves_slug(destination, self.page.slug)

    def can_copy_to(self, destination, recursive=False):
        """Whether the page may be copied there; Wagtail also checks this before making an alias."""
        return self._stays_at_home(destination) and super().can_copy_to(destination, recursive)

    def _stays_at_home(self, destination):
        """Whether portal and language stay, for any user: images, history and authors go along."""
        is_of_language = self.page.locale_id == destination.locale_id
        return is_of_language and in_one_tree(self.page.path, destination.path)

    def _is_fixed(self):
        """Whether the page is a portada and the user has no right to publish it."""
        return self.page.depth == HOME_DEPTH and not self.decides_what_is_public

    def can_set_view_restrictions(self):
        return self.decides_what_is_public

    def can_unschedule(self):
        return self.decides_what_is_public
