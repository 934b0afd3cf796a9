"""Mails to those who work in the admin, each in the language of whoever reads it."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import override
from wagtail.admin.utils import get_admin_base_url
from wagtail.users.models import UserProfile


def enviar(user, plantilla, *, a=None, **context):
    """Put a mail into the queue: ``plantilla`` is the name of its two templates without ending.

    It goes to the address of ``user``, or to ``a``, one that was theirs.
    """
    address = a or user.email
    if not address:
        return
    with override(UserProfile.get_for_user(user).get_preferred_language()):
        context |= {"user": user, "admin": get_admin_base_url()}
        subject = render_to_string(f"{plantilla}_asunto.txt", context)
        body = render_to_string(f"{plantilla}.txt", context)
    EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[address]).send()
