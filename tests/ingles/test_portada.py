"""The front page in English: its blocks follow those of the Spanish one."""

from tests.factories import (
    compose,
    featured,
    link_list,
    make_entidad,
    make_image,
    make_noticia,
    picture_with_text,
)
from tests.reading import links, titles
from tests.traducir import texts_to_translate, translate


def test_an_english_front_page_speaks_english_and_follows_the_spanish_one(
    in_english, alfa, certificate, committed
):
    make_entidad(alfa, "Bomberos de Alfa")
    image = make_image("Museo", collection=alfa.collection)
    home = compose(alfa, "directorio", picture_with_text(image, "El museo"), "tramites")
    assert {"El museo", "Texto"} <= texts_to_translate(home)
    translate(home, {home.title: "Citizen's portal", "El museo": "The museum"})
    assert titles(alfa.get("/en/")) == [
        "Directory",
        "The museum",
        "Procedures by what you need",
    ]
    # These blocks hold no text to translate, and follow the Spanish page too.
    with committed():
        translate(compose(alfa, "portales", "directorio"), {})
    assert titles(alfa.get("/en/")) == ["Other portals of the province", "Directory"]


def test_what_is_chosen_in_spanish_is_read_in_english_where_it_is(in_english, alfa):
    translate(alfa.noticias, {"Noticias": "News"})
    noticia, other = make_noticia(alfa, "La biblioteca abre"), make_noticia(alfa, "Solo aquí")
    translate(noticia, {"La biblioteca abre": "The library opens"})
    home = compose(alfa, featured(noticia, other), link_list("Sitios", alfa.noticias, other))
    translate(home, {"Sitios": "Places"})
    assert titles(alfa.get("/en/")) == ["The library opens", "Places"]
    assert links(alfa.get("/en/"), within=".seccion .accesos") == {
        "News": "/en/noticias/",
        "Solo aquí": "/noticias/solo-aqui/",
    }
