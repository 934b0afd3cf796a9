"""What the guard of the admin needs to know of this app, and who keeps what of a portal."""

from wagtail.permission_policies.sites import SitePermissionPolicy
from wagtail.permissions import register_permission_policy

from .models import Destacado

register_permission_policy(Destacado, SitePermissionPolicy(Destacado))
