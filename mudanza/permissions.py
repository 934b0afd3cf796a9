"""Permission to take over older portals: of those who administer the portals of the province."""


def may_move(user):
    """Whether the user may take over older portals and see the results."""
    return user.is_active and user.has_perm("wagtailcore.change_site")
