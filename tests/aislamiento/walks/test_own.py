"""Walks the addresses of Alfa's own things: what they show, and what their forms take."""

import pytest

from ..addresses import admin_addresses
from .steps import work_on_ones_own

pytestmark = pytest.mark.django_db


def test_nothing_of_the_stranger_shows_on_ones_own_addresses(walk, world):
    """Neither in what is shown nor in what is taken: filters, choosers, forms."""
    work_on_ones_own(walk, world, admin_addresses())
    assert walk.lines() == []
