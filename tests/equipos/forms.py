"""Helpers with the addresses and forms of the management of users."""

import re

from django.contrib.auth.models import Group

from tests.reading import soup, text

LIST = "/admin/users/"
NEW = "/admin/users/new/"


def edit(person):
    return f"/admin/users/edit/{person.pk}/"


def action(name, person):
    return f"/admin/users/{name}/{person.pk}/"


def history(browser, person):
    return text(browser.get(action("history", person)))


def pk(name):
    return Group.objects.get(name=name).pk


def data(*groups, **changes):
    return {
        "first_name": "Ana",
        "last_name": "Nueva",
        "email": "ana@ejemplo.cu",
        "username": "ana",
        "groups": [pk(group) for group in groups],
    } | changes


def offered_groups(response):
    boxes = soup(response).select("input[name=groups], select[name=groups] option")
    return {Group.objects.get(pk=box["value"]).name for box in boxes if box["value"]}


def link_in(message):
    return re.search(r"http://localhost:8000(/admin/password_reset/confirm/\S+)", message.body)[1]


def set_password(portal, path, password="una-clave-9-larga"):
    browser = portal.browser()
    form = browser.get(path, follow=True)
    return browser.post(
        form.request["PATH_INFO"], {"new_password1": password, "new_password2": password}
    )
