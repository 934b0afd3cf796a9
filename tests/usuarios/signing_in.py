"""Signing in through the pages, with a telephone that computes codes."""

from base64 import b32decode

from django.contrib.auth import get_user_model
from django.test import Client
from django_otp.oath import totp

from tests.reading import soup

LOGIN = "/admin/login/"
VERIFY = "/admin/segundo-factor/verificar/"
ENROL = "/admin/segundo-factor/activar/"
OWN = "/admin/segundo-factor/"


def sign_in(browser, username, password="clave", **headers):
    """Submit the sign-in form; return the response."""
    return browser.post(LOGIN, {"username": username, "password": password}, headers=headers)


def is_inside(browser):
    return browser.get("/admin/").status_code == 200


class Telephone:
    """An authenticator application, which knows only the secret it was shown."""

    def __init__(self, secret):
        self.key = b32decode(secret.replace(" ", ""))

    def code(self, ahead=0):
        """Return the code of now, or of ``ahead`` half minutes later."""
        return f"{totp(self.key, drift=ahead):06}"


def secret_on(response):
    return soup(response).select_one(".segundo-factor__clave").get_text()


def enrol(browser):
    """Set up a telephone; return it and the recovery codes on the page."""
    telephone = Telephone(secret_on(browser.get(ENROL)))
    response = browser.post(ENROL, {"codigo": telephone.code()})
    codes = [tag.get_text() for tag in soup(response).select(".segundo-factor__codigos code")]
    return telephone, codes


def new_browser(portal, **headers):
    return Client(headers={"host": portal.host, **headers}, SERVER_PORT="8000")


def reload(user):
    return get_user_model().objects.get(pk=user.pk)
