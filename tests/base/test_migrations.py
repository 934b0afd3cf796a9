"""Migrations treat bodies of text as JSON, and know no blocks."""

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.writer import MigrationWriter
from wagtail.fields import StreamField

from home.models import StandardPage
from tests.factories import make_page


def own_streams():
    own = {config.label for config in apps.get_app_configs() if "site-packages" not in config.path}
    return [
        field
        for model in apps.get_models()
        if model._meta.app_label in own
        for field in model._meta.local_fields
        if isinstance(field, StreamField)
    ]


def test_a_block_that_changes_is_no_migration():
    streams = own_streams()
    assert len(streams) > 10
    for field in streams:
        code, imports = MigrationWriter.serialize(field)
        assert code.startswith("models.JSONField("), field
        assert "block_lookup" not in code, field
        assert not any("wagtail" in line for line in imports), field


def test_a_data_migration_loses_nothing_of_a_body(alfa):
    heading = {"texto": "Requisitos", "nivel": "2"}
    page = make_page(alfa, "Pagos", cuerpo=[("encabezado", heading)])
    state = MigrationLoader(connection).project_state()
    row = state.apps.get_model("home", "StandardPage").objects.get(pk=page.pk)
    assert [(block["type"], block["value"]) for block in row.cuerpo] == [("encabezado", heading)]
    row.cuerpo[0]["value"]["texto"] = "Qué llevar"
    row.cuerpo.append({"type": "de-antes", "value": "Un bloque que ya no hay", "id": "1"})
    row.save()
    stored = StandardPage.objects.get(pk=page.pk).cuerpo
    assert [block.value["texto"] for block in stored] == ["Qué llevar"]
    kept = state.apps.get_model("home", "StandardPage").objects.get(pk=page.pk)
    assert [block["type"] for block in kept.cuerpo] == ["encabezado", "de-antes"]
