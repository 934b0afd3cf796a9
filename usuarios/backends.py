"""Authentication backend for accounts with a password."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef
from django_otp.plugins.otp_totp.models import TOTPDevice


class CuentaBackend(ModelBackend):
    """Django's backend, but it reads user, Wagtail profile and second factor in one query.

    Users have only the permissions of their groups, which the equipos show and the bitácora logs.
    """

    def get_user(self, user_id):
        accounts = get_user_model().objects.select_related("wagtail_userprofile")
        telephones = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        user = accounts.annotate(has_telephone=Exists(telephones)).filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None

    def get_user_permissions(self, user_obj, obj=None):
        return set()
