"""Who may do what with one page: Wagtail's answers, and nobody publishes their own last edit."""

from django.utils.functional import cached_property

from aislamiento.scope import scope_of
from base.models import PermissionTester
from base.tree import HOME_DEPTH, in_one_tree
from equipos.roles import PUBLISH_OWN_EDITS
from moderacion.revisiones import is_own_change, own_changes
from traduccion.paginas import textos_por_traducir, traduccion_de, translated_what_waits


def edited_last(page, user):
    """Whether the latest change of ``page`` is the work of ``user``.

    The buttons of one form ask several times; what a revision says does not change.
    """
    known = scope_of(user).answers.setdefault(edited_last, {})
    latest = page.latest_revision_id
    if latest not in known:
        known[latest] = is_own_change(page.get_latest_revision(), user)
    return known[latest]


def read_who_edited(pages, user):
    """Answer ``edited_last`` of a list of pages at once, but for what few cases leave open."""
    latest = [page.latest_revision_id for page in pages if page.latest_revision_id]
    scope_of(user).answers.setdefault(edited_last, {}).update(own_changes(latest, user))


class PermisosDePagina(PermissionTester):
    """Publishing past the workflow is for what somebody else wrote.

    Everything that changes what citizens see at once (withdrawing, privacy, moving, the
    order of pages) keeps Wagtail's rule: the right to publish.
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
        """Whether it is a translation that lacks texts: readers would get two languages."""
        return textos_por_traducir(self.page) > 0

    def _wrote_what_waits(self):
        """Whether what is not yet published is the person's own work."""
        page, user = self.page, self.user
        if translated_what_waits(page, user):
            return True
        if not page.has_unpublished_changes and traduccion_de(page) is not None:
            return False  # its latest revision came with its last publication
        return edited_last(page, user)

    def can_publish_subpage(self):
        """Whoever creates or copies a page is the last to have edited it."""
        return self.publishes_own_edits and self.can_add_subpage()

    def can_unpublish(self):
        if super().can_unpublish():
            return True
        # What was published in a hurry can be withdrawn in a hurry.
        return (
            self.publishes_own_edits
            and self.page.live
            and self.can_edit()
            and not self.page_locked()
        )

    def can_delete(self, ignore_bulk=False):
        """Wagtail asks the same before a page is moved."""
        if self._is_fixed() or self._withdraws():
            return False
        return self._may_change_a_leaf() or super().can_delete(ignore_bulk)

    def _may_change_a_leaf(self):
        """Whether the person may change a page that has none below.

        Where citizens miss nothing, it may go too: Wagtail would look for what is live below it.
        """
        is_of_group = self.user.is_active and not self.user.is_superuser
        return is_of_group and self.page.is_leaf() and "change" in self.permissions

    def _withdraws(self):
        """Whether citizens would miss the page, and the person has no right to take it away.

        Wagtail says the same of a page and all below it, with a query for each row of a list.
        """
        return self.page.live and not self.decides_what_is_public

    def can_move_to(self, destination):
        return self._stays_at_home(destination) and super().can_move_to(destination)

    def can_copy_to(self, destination, recursive=False):
        """Wagtail asks the same before an alias is made."""
        return self._stays_at_home(destination) and super().can_copy_to(destination, recursive)

    def _stays_at_home(self, destination):
        """Whoever asks: with a page go its pictures, its past, its language and its authors."""
        is_of_language = self.page.locale_id == destination.locale_id
        return is_of_language and in_one_tree(self.page.path, destination.path)

    def _is_fixed(self):
        """Whether the page is the home of a portal in some language, which the province keeps."""
        return self.page.depth == HOME_DEPTH and not self.decides_what_is_public

    def can_set_view_restrictions(self):
        return self.decides_what_is_public

    def can_unschedule(self):
        return self.decides_what_is_public
