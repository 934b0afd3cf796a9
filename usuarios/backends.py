"""Who signs in with a password, as Django keeps it."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef
from django_otp.plugins.otp_totp.models import TOTPDevice


class CuentaBackend(ModelBackend):
    """Django's, with the account, its profile in Wagtail and its second factor read at once.

    Nobody has rights but those of their groups, which the teams show and the log tells.
    """

    def get_user(self, user_id):
        accounts = get_user_model().objects.select_related("wagtail_userprofile")
        telephones = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        user = accounts.annotate(has_telephone=Exists(telephones)).filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None

    def get_user_permissions(self, user_obj, obj=None):
        return set()
