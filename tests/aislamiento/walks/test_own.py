"""Walks the addresses of Alfa's own objects: what they show, and what their forms accept."""

import pytest

from ..addresses import admin_addresses
from .steps import work_on_ones_own

pytestmark = pytest.mark.django_db


def test_nothing_of_the_stranger_shows_on_ones_own_addresses(walk, world):
    """Nothing foreign is shown, nor accepted by filters, choosers and forms."""
    work_on_ones_own(walk, world, admin_addresses())
    assert walk.lines() == []
