"""The panel of checks knows the addresses of an older portal that lead to pages of ours."""

from tests.factories import make_noticia
from tests.mudanza.anteriores import joomla

from .panel import Panel

OLD = "/noticias/123-inauguran"
BY_NUMBER = "/index.php?option=com_content&amp;view=article&amp;id={}:{}"
KNOWN, UNKNOWN = BY_NUMBER.format(123, "inauguran-policlinico"), BY_NUMBER.format(999, "otra")


def test_a_link_to_an_old_address_is_broken_only_if_it_leads_nowhere(as_editor, alfa):
    page = make_noticia(alfa, "Inauguran policlínico")
    joomla(alfa, page)
    panel = Panel(as_editor, make_noticia(alfa, "Agua los lunes"))
    good = f'<p><a href="{OLD}">ruta</a> <a href="{KNOWN}">número</a></p>'
    assert panel.write(good).rows == {}
    bad = f'<p><a href="{UNKNOWN}">otra</a> <a href="/noticias/nada-de-nada">nada</a></p>'
    told = panel.write(good + bad)
    row = told.rows["2 enlaces no llevan a ninguna parte"]
    assert "«otra»" in row
    assert "«nada»" in row


def test_what_leads_nowhere_is_told_however_it_is_written(as_editor, alfa):
    panel = Panel(as_editor, make_noticia(alfa, "Agua los lunes"))
    many = [f"/antes-{number}.html" for number in range(13)]
    # A host without «https://», a file of the older portal, and what is no path at all.
    wrong = ["www.ejemplo.cu", "pagina.html", "/%2F%5Bx", *many]
    told = panel.write("<p>" + " ".join(f'<a href="{href}">{href}</a>' for href in wrong) + "</p>")
    assert f"{len(wrong)} enlaces no llevan a ninguna parte" in told.rows
