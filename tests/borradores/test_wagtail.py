"""The bugs of Wagtail's scripts that static_src/js/guardado.js works around are still there.

When a new Wagtail fails a test here, check whether Wagtail fixed the bug that the test names. If
so, remove that part of guardado.js, its test here and the one in tests/e2e/test_nothing_lost.py.
"""

import re
from pathlib import Path

import pytest
import wagtail.admin
from wagtail.admin.panels import TitleFieldPanel

CORE = Path(wagtail.admin.__file__).parent / "static/wagtailadmin/js/core.js"
PLACES = {
    "a form that was refused is never looked at": (
        r"checkIntervalValueChanged\(\w\)\{"
        r"if\(this\.forceValue\)return void\(this\.hasEditsValue=!0\)"
    ),
    "what is typed while a save is under way counts as saved": (
        r"clear\(\)\{this\.setInitialFormData\(\),this\.hasEditsValue=!1"
    ),
    "what is typed in the first two seconds counts as saved": (
        r"\(this\.setInitialFormData,\w+\.initialDelayValue\)"
    ),
    "leaving looks at what was compared half a second ago": (
        r"confirm\(\w\)\{if\(this\.confirmationValue&&this\.hasEditsValue\)"
    ),
    "the header goes on saying what it said last": (
        r"updateIndicator\(\w\)\{let \w=\"\";switch\(\w\.type\)"
    ),
    "a server that is away is asked five times": r"static maxRetries=5;",
}


@pytest.mark.parametrize("place", PLACES)
def test_wagtail_has_what_is_mended(place):
    assert re.search(PLACES[place], CORE.read_text(encoding="utf-8")), place


def test_an_address_is_made_of_a_title_with_each_key_that_is_let_go():
    assert "keyup->w-sync#apply" in TitleFieldPanel.BoundPanel.apply_actions
    assert "input->w-sync#apply" not in TitleFieldPanel.BoundPanel.apply_actions
