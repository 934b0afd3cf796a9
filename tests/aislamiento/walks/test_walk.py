"""Walks every address of the admin as users of Alfa, with all objects of Beta."""

import pytest

from ..addresses import admin_addresses
from .steps import name_the_stranger

pytestmark = pytest.mark.django_db


def test_nothing_of_the_stranger_is_read_or_changed_by_its_address(walk, world):
    name_the_stranger(walk, world, admin_addresses())
    assert walk.lines() == []
