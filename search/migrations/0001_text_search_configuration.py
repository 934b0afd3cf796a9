from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations

# Words as they are, without accents: «educacion» finds «Educación», as on SQLite.
CREATE = """
CREATE TEXT SEARCH CONFIGURATION portales (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION portales
    ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part
    WITH unaccent, simple;
"""
DROP = "DROP TEXT SEARCH CONFIGURATION portales;"


def run_on_postgresql(sql):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql)

    return run


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        UnaccentExtension(),
        migrations.RunPython(run_on_postgresql(CREATE), run_on_postgresql(DROP)),
    ]
