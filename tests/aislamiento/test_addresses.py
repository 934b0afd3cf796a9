"""The walk and the guard know every address of the admin."""

from aislamiento.addresses import unclassified

from .addresses import admin_addresses


def test_every_word_of_every_address_is_known_to_the_walk():
    unknown = []
    for address in admin_addresses():
        try:
            address.models  # noqa: B018
        except LookupError as error:
            unknown.append(str(error))
    assert unknown == []


def test_every_address_is_known_to_the_guard():
    assert unclassified() == []
