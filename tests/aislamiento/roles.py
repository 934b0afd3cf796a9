"""The users of a portal who do the walk."""

from equipos.models import Equipo

EDITOR, TEAM, COORDINATOR, TRANSLATOR = "editora", "equipo", "coordinadora", "traductora"
MODERATOR = "moderadora"  # of all portals
ROLES = (EDITOR, TEAM, COORDINATOR, TRANSLATOR)


def people_of(content):
    """Return {role: user} for the portal that ``content`` has filled."""
    record = content.portal.record
    team = Equipo.objects.create_for(content.pages["viva"], user=content.portal.moderator)
    groups = {
        EDITOR: record.editores,
        TEAM: team.group,
        COORDINATOR: record.coordinadores,
        TRANSLATOR: record.traductores,
    }
    return {role: content.person(groups=[group]) for role, group in groups.items()}


def person(world, role):
    """Return the user of the own portal of ``world`` with ``role``."""
    return world.own.portal.moderator if role == MODERATOR else world.own.roles[role]
