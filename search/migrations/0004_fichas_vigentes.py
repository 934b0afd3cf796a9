from django.db import migrations

# To compare a row with a question is what costs, and planners take it for cheap: where few rows
# are wanted they would read the table until they have found them. This is asked of each row as
# well, and says that it costs. Not parallel: what takes milliseconds needs no second process.
CREATE = """
CREATE FUNCTION busqueda_vigente(vence timestamptz, ahora timestamptz) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE COST 500
AS 'BEGIN RETURN vence IS NULL OR vence > ahora; END'
"""
DROP = "DROP FUNCTION busqueda_vigente(timestamptz, timestamptz)"


def run_on_postgresql(sql):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql)

    return run


class Migration(migrations.Migration):
    dependencies = [("search", "0003_palabras")]

    operations = [migrations.RunPython(run_on_postgresql(CREATE), run_on_postgresql(DROP))]
