"""A period is read as people write it, and stored so that those of one kind sort by time."""

from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError

from periodos.fields import PeriodoField
from periodos.periodo import Periodo

WRITTEN = {
    "2026": ("2026", "2026"),
    "2026-03": ("2026-03", "marzo de 2026"),
    "3/2026": ("2026-03", "marzo de 2026"),
    "Marzo de 2026": ("2026-03", "marzo de 2026"),
    "01/03/2026": ("2026-03", "marzo de 2026"),  # what programs of spreadsheets make of «2026-03»
    "2026-T2": ("2026-T2", "segundo trimestre de 2026"),
    "t2 2026": ("2026-T2", "segundo trimestre de 2026"),
    "Segundo trimestre de 2026": ("2026-T2", "segundo trimestre de 2026"),
}


@pytest.mark.parametrize(("written", "stored", "said"), [(k, *v) for k, v in WRITTEN.items()])
def test_a_period_is_read_as_people_write_it(written, stored, said):
    assert PeriodoField().formfield().clean(written) == stored
    assert Periodo.parse(stored).nombre == said


@pytest.mark.parametrize("written", ["marzo", "2026-13", "2026-T5", "quinto trimestre de 2026"])
def test_what_is_no_period_is_said_with_examples(written):
    with pytest.raises(ValidationError) as refused:
        PeriodoField().formfield().clean(written)
    assert refused.value.messages == [
        f"«{written}» no es un período. Escríbalo como en 2026, 2026-T1 o 2026-03."
    ]


@pytest.mark.parametrize("first", ["2024", "2024-T1", "2024-01"])
def test_periods_follow_each_other_and_sort_by_time(first):
    found = [Periodo.parse(first)]
    for _ in range(13):
        found.append(found[-1].siguiente)
    assert [str(each) for each in found] == sorted(str(each) for each in found)
    for before, after in pairwise(found):
        assert (after.desde - before.hasta).days == 1
        assert after.periodicidad == before.periodicidad
