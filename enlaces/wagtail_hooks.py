from django.urls import reverse
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from .queries import broken_links_of
from .reports import EnlacesViewSet

hooks.register("register_admin_viewset", EnlacesViewSet)


@hooks.register("register_page_header_buttons")
def tell_of_broken_links(page, user, view_name, next_url=None):
    """Show in the header of a page's form and listing how many of its links are broken, if any."""
    if not page.live or not page.permissions_for_user(user).can_edit():
        return
    if total := broken_links_of(page).count():
        label = ngettext("%(total)d enlace roto", "%(total)d enlaces rotos", total)
        url = reverse("enlaces:ver", args=[page.pk])
        yield Button(label % {"total": total}, url, icon_name="warning", priority=5)
