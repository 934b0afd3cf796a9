"""The users of a portal who do the walks."""

from equipos.models import Equipo

EDITOR, TEAM, COORDINATOR, TRANSLATOR = "editora", "equipo", "coordinadora", "traductora"
ATTENTION = "atención"  # of the portal: answers cases and writes nothing
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
    """Return a user of the own portal of ``world`` with ``role``; who answers cases is made."""
    if role == MODERATOR:
        return world.own.portal.moderator
    if role == ATTENTION:
        return world.own.person(groups=[world.own.portal.record.atencion])
    return world.own.roles[role]
