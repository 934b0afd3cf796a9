"""Who moves an older portal in: those who keep the portals of the province."""


def may_move(user):
    """Whether the person may take over older portals, and see what became of them."""
    return user.is_active and user.has_perm("wagtailcore.change_site")
