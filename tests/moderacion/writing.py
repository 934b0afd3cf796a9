"""Writing, submitting and deciding through the views of the admin."""

import json

from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Page

from moderacion.versiones import version_of
from noticias.models import NoticiaPage
from tests.factories import make_user
from tests.reading import filled_form, soup, text

NEWS_STREAMS = ["cuerpo"]


def editor_of(alfa):
    """Return the editor of Alfa; create the user if new."""
    known = get_user_model().objects.filter(username="editora").first()
    return known or make_user("editora", groups=[alfa.editores])


def add_url(parent):
    return reverse("wagtailadmin_pages:add", args=["noticias", "noticiapage", parent.pk])


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def page_url(name, *args):
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def bulk(browser, action, *pages, **data):
    """Do a bulk action with ``pages``, and confirm it."""
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    ids = "&".join(f"id={page.pk}" for page in pages)
    return browser.post(f"{url}?{ids}&next=/admin/", data)


def write(browser, portal, title, **extra):
    """Send the form of a new news item with ``extra``; return the page."""
    form = browser.get(add_url(portal.noticias))
    assert form.status_code == 200
    data = filled_form(
        form,
        streams=NEWS_STREAMS,
        title=title,
        slug=title.lower().replace(" ", "-"),
        resumen=f"Resumen de {title}",
        **extra,
    )
    response = browser.post(add_url(portal.noticias), data)
    assert response.status_code == 302, text(response)
    return NoticiaPage.objects.get(title=title)


def rewrite(browser, page, **changes):
    form = browser.get(edit_url(page))
    assert form.status_code == 200
    return browser.post(edit_url(page), filled_form(form, streams=NEWS_STREAMS, **changes))


def decide(browser, page, action, comment=""):
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    version = version_of(Page.objects.get(pk=page.pk))
    return browser.post(url, {"comment": comment, "next": edit_url(page), "version": version})


def decisions_offered(browser, page):
    """Return what the form of ``page`` offers to decide: «approve», «reject»."""
    buttons = soup(browser.get(edit_url(page))).select("[data-workflow-action-name]")
    return {button["data-workflow-action-name"] for button in buttons}


def with_button(action, comment=""):
    """Return what the button of a decision adds to the form of a page."""
    return {
        "action-workflow-action": "true",
        "workflow-action-name": action,
        "workflow-action-extra-data": json.dumps({"comment": comment}),
    }


def decide_in_form(browser, page, action, comment="", **changes):
    """Decide with the buttons at the foot of the form, which saves ``changes`` first."""
    return rewrite(browser, page, **with_button(action, comment), **changes)


def said(browser, response):
    """Return the messages on the page to which ``response`` redirects."""
    page = browser.get(response.url)
    return " ".join(item.get_text(" ") for item in soup(page).select(".messages"))


def comment_on(browser, page, contentpath, comment, **changes):
    """Save the form with a comment on a field, as the admin's scripts send it."""
    return rewrite(
        browser,
        page,
        **{
            "comments-TOTAL_FORMS": "1",
            "comments-INITIAL_FORMS": "0",
            "comments-0-DELETE": "",
            "comments-0-resolved": "",
            "comments-0-id": "",
            "comments-0-contentpath": contentpath,
            "comments-0-text": comment,
            "comments-0-position": "",
            "comments-0-replies-TOTAL_FORMS": "0",
            "comments-0-replies-INITIAL_FORMS": "0",
        },
        **changes,
    )
