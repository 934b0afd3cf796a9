"""What is replaced in other packages is what upstream had when the replacement was written."""

import re

import pytest
from django.conf import settings

from santiago.replacing import digest, originals
from santiago.upstream import REPLACEMENTS

every = pytest.mark.parametrize("each", REPLACEMENTS, ids=lambda each: each.target)


@every
def test_upstream_is_as_it_was_read(each):
    assert digest(each) == each.read, (
        f"{each.target} has changed: read it. If it is needed no more («make upstream»), remove the"
        " entry; otherwise see that ours still fits, and write the new digest."
    )


@every
def test_ours_is_in_its_place(each):
    assert getattr(each.owner, each.name) is not originals[each.target]


@every
def test_a_test_says_what_it_is_for(each):
    path, name = each.test.split("::")
    source = (settings.BASE_DIR / path).read_text(encoding="utf-8")
    assert re.search(rf"^def {name}\(", source, re.MULTILINE)
