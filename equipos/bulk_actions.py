"""Closes Wagtail's bulk actions on users, which only check a permission over all users.

They would put anybody into any group; here users are managed one by one.
"""

from django.http import Http404
from wagtail.users.views.bulk_actions import (
    AssignRoleBulkAction,
    DeleteBulkAction,
    SetActiveStateBulkAction,
)


class _Closed:
    def dispatch(self, request, *args, **kwargs):
        raise Http404


class ClosedAssignRole(_Closed, AssignRoleBulkAction):
    pass


class ClosedDelete(_Closed, DeleteBulkAction):
    pass


class ClosedSetActiveState(_Closed, SetActiveStateBulkAction):
    pass


CLOSED_ACTIONS = (ClosedAssignRole, ClosedDelete, ClosedSetActiveState)
