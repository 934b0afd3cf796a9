"""Mails are written here, each in the language of whoever reads it.

A mail is a pair of templates, ``<app>/correo/<name>_asunto.txt`` and ``<app>/correo/<name>.txt``.
"""

from django.core.mail import EmailMessage
from django.template import Context
from django.template.loader import get_template
from django.utils.translation import override
from wagtail.admin.utils import get_admin_base_url
from wagtail.users.models import UserProfile


def write(plantilla, *, to, language, **context):
    """Return a mail to the address ``to``; ``plantilla`` names its templates without ending."""
    with override(language):
        subject = _render(f"{plantilla}_asunto.txt", context)
        body = _render(f"{plantilla}.txt", context)
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[to], headers=headers)


def _render(name, context):
    # A mail is no HTML.
    return get_template(name).template.render(Context(context, autoescape=False))


def send(user, plantilla, *, to=None, **context):
    """Put a mail to one who works in the admin into the queue; its templates know ``user``.

    It goes to the address of ``user``, or to ``to``, one that was theirs; to nobody without one.
    """
    if address := to or user.email:
        context |= {"user": user, "admin": get_admin_base_url()}
        write(plantilla, to=address, language=language_of(user), **context).send()


def language_of(user):
    return UserProfile.get_for_user(user).get_preferred_language()
