"""Helpers that answer «¿Le sirvió esta página?» at the foot of a page as a browser does."""

from tests.reading import soup


def question(response):
    """Return the form at the foot of a page; None if there is none."""
    return soup(response).select_one("form.opinion")


def answer(portal, page, sirvio="no", **headers):
    """Press a button at the foot of ``page`` as a browser does; return the thank-you page."""
    browser = portal.browser()
    browser.handler.enforce_csrf_checks = True
    url = page.get_url_parts()[2]
    form = question(browser.get(url))
    headers = {"sec-fetch-site": "same-origin", "referer": f"{portal.url}{url}"} | headers
    response = browser.post(form["action"], {"sirvio": sirvio}, headers=headers, follow=True)
    response.browser = browser
    return response


def say(thanks, **words):
    form = soup(thanks).select_one("main form[method=post]")
    return thanks.browser.post(
        form["action"], words, headers={"sec-fetch-site": "same-origin"}, follow=True
    )
