"""Who may do what with one page: Wagtail's answers, and nobody publishes their own last edit."""

from django.db.models import Q
from django.utils.functional import cached_property
from wagtail.models import PagePermissionTester
from wagtail_localize.models import SegmentOverride, StringTranslation

from .revisiones import is_own_change

# Held by a group, for all pages its members may edit; logged and told to the moderators.
PUBLISH_OWN_EDITS = "moderacion.publish_own_edits"


def edited_last(page, user):
    """Whether the latest change of ``page`` is the work of ``user``."""
    return is_own_change(page.get_latest_revision(), user)


def translated_since_publication(page, user):
    """Whether ``user`` translated something that ``page`` does not show yet.

    Translations are kept apart from the revisions until the page is published.
    """
    news = Q() if page.last_published_at is None else Q(updated_at__gt=page.last_published_at)
    return any(
        model.objects.filter(
            news,
            locale=page.locale_id,
            context__object__translation_key=page.translation_key,
            last_translated_by=user,
        ).exists()
        for model in (StringTranslation, SegmentOverride)
    )


class PermisosDePagina(PagePermissionTester):
    """Publishing past the workflow is for what somebody else wrote.

    Everything that changes what citizens see at once (withdrawing, privacy, moving, the
    order of pages) keeps Wagtail's rule: the right to publish.
    """

    @cached_property
    def publishes_own_edits(self):
        return self.user.has_perm(PUBLISH_OWN_EDITS)

    @property
    def decides_what_is_public(self):
        """Whether the person has the right to publish, whoever wrote the page."""
        return super().can_publish()

    def can_publish(self):
        if self.publishes_own_edits:
            return self.can_edit()
        return (
            self.decides_what_is_public
            and self.page.get_latest_revision() is not None
            and not edited_last(self.page, self.user)
            and not self.page.workflow_in_progress
            and not translated_since_publication(self.page, self.user)
        )

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

    def can_set_view_restrictions(self):
        return self.decides_what_is_public

    def can_unschedule(self):
        return self.decides_what_is_public
