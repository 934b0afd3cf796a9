"""Rendering of mails, each in the language of its recipient.

A mail is a pair of templates, ``<app>/correo/<name>_asunto.txt`` and ``<app>/correo/<name>.txt``.
"""

from django.core.mail import EmailMessage
from django.template import Context
from django.template.loader import get_template
from django.utils.translation import override
from wagtail.admin.utils import get_admin_base_url
from wagtail.users.models import UserProfile


def write(plantilla, *, to, language, **context):
    """Return an ``EmailMessage`` to ``to``; ``plantilla`` is the path without «.txt»."""
    with override(language):
        subject = _render(f"{plantilla}_asunto.txt", context)
        body = _render(f"{plantilla}.txt", context)
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[to], headers=headers)


def _render(name, context):
    # Plain text: no HTML escaping.
    return get_template(name).template.render(Context(context, autoescape=False))


def send(user, plantilla, *, to=None, **context):
    """Queue a mail to a user of the admin; its templates also get ``user`` and ``admin`` (URL).

    It goes to ``to``, a former address of the user, or else to ``user.email``; without any,
    nowhere.
    """
    if address := to or user.email:
        context |= {"user": user, "admin": get_admin_base_url()}
        write(plantilla, to=address, language=language_of(user), **context).send()


def language_of(user):
    return UserProfile.get_for_user(user).get_preferred_language()
