"""Open data in English: the pages are translated, the files are the same for everybody."""

from django.core.management import call_command

from tests.documentos.making import section
from tests.reading import json_ld, soup, text
from tests.traducir import translate


def test_the_pages_are_english_around_spanish_files(in_english, alfa):
    page = section(alfa)
    translate(page, {page.title: "Transparency"})
    call_command("preparar_datos", todo=True, verbosity=0)
    response = alfa.get("/en/transparencia/datos/")
    assert "Open data" in text(response)
    titles = [title.get_text() for title in soup(response).select(".lista .tarjeta-titulo")]
    assert "Directory" in titles
    response = alfa.get("/en/transparencia/datos/directorio/")
    assert "The data are in Spanish." in text(response)
    files = [a["href"] for a in soup(response).select(".articulo-cuerpo .enlaces a")]
    assert files[0] == f"{alfa.url}/transparencia/datos/directorio.csv"
    data = alfa.get("/transparencia/datos/directorio.json").getvalue().decode()
    assert '"titulo": "Directorio"' in data
    assert json_ld(response)["Dataset"]["inLanguage"] == "es-CU"
