import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

# The same as search/analisis.py does to questions. Bodies that are parsed now keep meaning what
# they mean now: a backup is read back with an empty search path.
#
# - Signs separate words, so that no parser sees addresses, versions or paths in them.
# - The stemmer knows the plural «-aciones» by the accent of its singular, which unaccent takes.
# - No stop words: what a question leaves out is decided there.
POSTGRESQL = r"""
CREATE TEXT SEARCH DICTIONARY busqueda_es (TEMPLATE = snowball, LANGUAGE = 'spanish');
CREATE TEXT SEARCH CONFIGURATION busqueda (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION busqueda
    ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part
    WITH unaccent, busqueda_es;
CREATE TEXT SEARCH DICTIONARY busqueda_en (TEMPLATE = snowball, LANGUAGE = 'english');
CREATE TEXT SEARCH CONFIGURATION busqueda_en (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION busqueda_en
    ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part
    WITH unaccent, busqueda_en;

CREATE FUNCTION busqueda_vector(idioma text, texto text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_tsvector(
    CASE idioma
        WHEN 'es' THEN 'busqueda'::regconfig
        WHEN 'en' THEN 'busqueda_en'::regconfig
        ELSE 'portales'::regconfig
    END,
    regexp_replace(
        translate(texto, $signs$!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~$signs$, repeat(' ', 32)),
        '([au])ciones\M', '\1cion', 'gi'
    )
);

ALTER TABLE search_ficha
    ADD COLUMN vector_nombre tsvector GENERATED ALWAYS AS (
        array_to_tsvector(string_to_array(marcas, ' '))
        || setweight(busqueda_vector(idioma, titulo), 'A')
        || setweight(busqueda_vector(idioma, nombres), 'B')
        || setweight(busqueda_vector(idioma, numeros), 'B')
    ) STORED,
    ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        array_to_tsvector(string_to_array(marcas, ' '))
        || setweight(busqueda_vector(idioma, titulo), 'A')
        || setweight(busqueda_vector(idioma, nombres), 'B')
        || setweight(busqueda_vector(idioma, numeros), 'B')
        || setweight(busqueda_vector(idioma, resumen), 'C')
        || setweight(busqueda_vector(idioma, texto), 'D')
    ) STORED;
CREATE INDEX search_ficha_vector_nombre ON search_ficha USING gin (vector_nombre);
CREATE INDEX search_ficha_vector ON search_ficha USING gin (vector);
CREATE INDEX search_palabra_sonido_trgm ON search_palabra USING gin (sonido gin_trgm_ops);
"""
NO_POSTGRESQL = """
ALTER TABLE search_ficha DROP COLUMN vector, DROP COLUMN vector_nombre;
DROP INDEX search_palabra_sonido_trgm;
DROP FUNCTION busqueda_vector(text, text);
DROP TEXT SEARCH CONFIGURATION busqueda_en;
DROP TEXT SEARCH DICTIONARY busqueda_en;
DROP TEXT SEARCH CONFIGURATION busqueda;
DROP TEXT SEARCH DICTIONARY busqueda_es;
"""

# Stems, numbers and marks as search/motor/sqlite.py writes them. A ficha takes its words along
# however it goes. SQLite makes a table anew when a migration changes it: one that changes
# search_ficha has to make the trigger again.
SQLITE = [
    """
    CREATE VIRTUAL TABLE search_ficha_fts USING fts5(
        nombre, resumen, texto, numeros, marcas,
        tokenize = "unicode61 remove_diacritics 0 tokenchars ':'"
    )
    """,
    """
    CREATE TRIGGER search_ficha_gone AFTER DELETE ON search_ficha BEGIN
        DELETE FROM search_ficha_fts WHERE rowid = old.page_id;
    END
    """,
]
NO_SQLITE = ["DROP TRIGGER search_ficha_gone", "DROP TABLE search_ficha_fts"]


def run(by_vendor):
    def run_here(apps, schema_editor):
        for statement in by_vendor[schema_editor.connection.vendor]:
            # Without parameters a percent sign is one.
            schema_editor.execute(statement, params=None)

    return run_here


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_text_search_configuration'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name='Ficha',
            fields=[
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='ficha', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('idioma', models.CharField(max_length=12)),
                ('grupo', models.CharField(choices=[('tramites', 'Trámites'), ('directorio', 'Directorio'), ('noticias', 'Noticias'), ('otros', 'Otros')], max_length=12)),
                ('marcas', models.TextField()),
                ('titulo', models.TextField()),
                ('nombres', models.TextField(blank=True)),
                ('resumen', models.TextField(blank=True)),
                ('texto', models.TextField(blank=True)),
                ('numeros', models.TextField(blank=True)),
                ('raices', models.TextField()),
                ('fecha', models.DateField(null=True)),
                ('vence', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'ficha del buscador',
                'verbose_name_plural': 'fichas del buscador',
            },
        ),
        migrations.CreateModel(
            name='Palabra',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('palabra', models.CharField(max_length=60)),
                ('escrita', models.CharField(max_length=60)),
                ('idioma', models.CharField(max_length=12)),
                ('sonido', models.CharField(db_index=True, max_length=60)),
            ],
            options={
                'verbose_name': 'palabra del buscador',
                'verbose_name_plural': 'palabras del buscador',
                'constraints': [models.UniqueConstraint(fields=('palabra', 'idioma'), name='palabra_por_idioma')],
            },
        ),
        migrations.RunPython(
            run({"postgresql": [POSTGRESQL], "sqlite": SQLITE}),
            run({"postgresql": [NO_POSTGRESQL], "sqlite": NO_SQLITE}),
        ),
    ]
