"""Permission policies of models that belong to a site, in Wagtail's registry."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.permission_policies.sites import SitePermissionPolicy
from wagtail.permissions import register_permission_policy

# For the exact class, because Wagtail's own app registers its policy after ours.
register_permission_policy(Redirect, SitePermissionPolicy(Redirect), exact_class=True)
