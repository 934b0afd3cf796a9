"""The ways of the admin to copy or move a page."""

from functools import partial

from django.urls import reverse


def pages_url(name, *args):
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def copy(browser, page, place, **extra):
    data = {"new_title": page.title, "new_slug": page.slug, "new_parent_page": place.pk}
    return browser.post(pages_url("copy", page.pk), data | extra)


def choose_destination(browser, page, place):
    return browser.post(pages_url("move", page.pk), {"new_parent_page": place.pk})


def move(browser, page, place):
    return browser.post(pages_url("move_confirm", page.pk, place.pk))


def move_many(browser, page, place):
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    return browser.post(f"{bulk}?id={page.pk}", {"chooser": place.pk})


def through_api(browser, page, place, action):
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    return browser.post(url, {"destination_page_id": place.pk, "position": "last-child"})


COPIES = ("alias", "copy_subpages", "publish_copies")
API_ACTIONS = ("copy", "create_alias", "move")
WAYS = (
    *(partial(copy, **{extra: "on"}) for extra in COPIES),
    *(partial(through_api, action=action) for action in API_ACTIONS),
    move,
    move_many,
)
