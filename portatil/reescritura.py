"""A page of the portal as it is read from a disk: without server, network or forms."""

from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from .nombres import de_pagina, relativo
from .recursos import SPRITE

# What only a server, a network or a robot needs, and the sizes of a picture for other screens.
_WITHOUT = "script:not([src]), source, .compartir, [data-portatil]"
# What was true when the copy was made: whether an office is open, and who answers at that hour.
_OF_THAT_HOUR = "[data-ahora]"
_LINKS_OF_HEAD = {"stylesheet", "icon", "canonical"}
_NARROWING = "nav.filtros, nav.letras"
_NOT_READ = "nav, form, aside, svg, .oculto"
# What a telephone leaves out besides: where one is, what is only printed, pictures.
_NOT_TAKEN = "nav.migas, aside, form, picture, img, svg, .no-imprimir, .copia, .qr, .oculto:empty"
_OF_A_DEVICE = ("tel:", "mailto:", "sms:", "geo:", "#")
_OF_SCRIPTS = ("data-guion", "data-sugerencias", "data-rotulo")


class Pagina:
    """One page of ``recorrido``, with the files of ``recursos``; ``dia`` is the date of the copy.

    ``datos`` are the settings of the portal.
    """

    def __init__(self, direccion, recorrido, recursos, datos, dia):
        self.direccion, self.recorrido, self.recursos = direccion, recorrido, recursos
        self.datos, self.dia = datos, dia
        self.nombre = de_pagina(direccion)
        self.soup = BeautifulSoup(recorrido.html(direccion), "html.parser")
        self.idioma = self.soup.html["lang"].partition("-")[0]
        self._main = self.soup.main or self.soup.body
        _leave_out(self.soup, f"{_WITHOUT}, {_OF_THAT_HOUR}")

    @property
    def se_busca(self):
        """Whether the search finds it: no further page of a list, no other form of a page."""
        shared = self.soup.select_one("meta[property='og:url']")
        public = self.recorrido.publica(self.direccion, "/")
        is_itself = shared is None or shared["content"] == public
        return is_itself and not self.soup.select("meta[name=robots][content*=noindex]")

    @property
    def titulo(self):
        heading = self._main.h1 or self.soup.title
        return _text(heading)

    @property
    def resumen(self):
        told = self.soup.select_one("meta[name=description]")
        return told["content"] if told else ""

    @property
    def texto(self):
        """The text of the page itself, without menus and what stands beside it."""
        main = BeautifulSoup(str(self._main), "html.parser")
        _leave_out(main, _NOT_READ)
        return _text(main)

    def para_telefono(self):
        """Return the content of the main element as HTML, without pictures and forms."""
        return solo_texto(self._main).decode_contents()

    def as_html(self):
        """Return the page as bytes. It adds its files to the copy."""
        with translation.override(self.idioma):
            self._search()
            self._forms()
            self._head()
            self._pictures()
            self._links()
            self._icons()
            self._band()
        return str(self.soup).encode()

    def _to(self, name):
        return relativo(self.nombre, name)

    def _render(self, name, **context):
        html = render_to_string(f"portatil/{name}.html", context)
        return BeautifulSoup(html.strip(), "html.parser")

    # --- What asked the server ---------------------------------------------------------------

    def _search(self):
        """Let the search forms search the copy, on the page on which the portal is searched."""
        place = reverse("buscar")
        for form in self.soup.select("form[role=search]"):
            if not form.select_one("input[name=q]"):
                continue
            form.attrs = {name: form[name] for name in form.attrs if name not in _OF_SCRIPTS}
            form["action"] = self._to(de_pagina(place))
            for field in form.select("input[type=hidden]"):
                field.decompose()
        if self.direccion == place:
            self._main.select_one(".articulo-cuerpo").insert(0, self._render("hallazgos"))
            for name in (f"indice-{self.idioma}.js", "portatil.js"):
                script = self.soup.new_tag("script", src=self._to(f"recursos/{name}"), defer="")
                self.soup.head.append(script)

    def _forms(self):
        """Put in the place of every other form where to go, with and without a connection."""
        place = self._to(de_pagina(reverse("buscar")))
        for form in self.soup.find_all("form"):
            if form.get("action") != place:
                public = self.recorrido.publica(self.direccion, "/")
                told = self._render("formulario", direccion=public, datos=self.datos)
                form.replace_with(told)

    # --- Files -------------------------------------------------------------------------------

    def _head(self):
        for link in self.soup.find_all("link"):
            kinds = _LINKS_OF_HEAD.intersection(link.get("rel", ()))
            if "canonical" in kinds:
                continue
            read = self.recursos.foto if "icon" in kinds else self.recursos.estatico
            name = read(link.get("href", "")) if kinds else ""
            if name:
                link["href"] = self._to(name)
            else:
                link.decompose()
        for script in self.soup.select("script[src]"):
            if script["src"].startswith(settings.STATIC_URL):
                if name := self.recursos.estatico(script["src"]):
                    script["src"] = self._to(name)
                else:
                    script.decompose()
        for element in self.soup.select("[data-guion]"):
            if name := self.recursos.estatico(element["data-guion"]):
                element["data-guion"] = self._to(name)
            else:
                del element["data-guion"]
        style = self._to(self.recursos.propio("css/portatil.css"))
        self.soup.head.append(self.soup.new_tag("link", rel="stylesheet", href=style))

    def _pictures(self):
        """Show each picture in the size for phones, which browsers of all ages know."""
        for image in self.soup.select("img, image"):
            for unused in ("srcset", "sizes", "fetchpriority"):
                image.attrs.pop(unused, None)
            source = "src" if image.name == "img" else "xlink:href"
            url = image.get(source, "")
            if name := self.recursos.foto(url):
                image[source] = self._to(name)
            elif not url.startswith("data:"):
                image.decompose()

    def _icons(self):
        """Put the icons of the page into it: a page of a disk cannot use those of a file."""
        used = {}
        for use in self.soup.select("use"):
            sprite, _mark, name = use.get("xlink:href", "").partition("#")
            if sprite == self.recursos.sprite_url and name in _symbols():
                use["xlink:href"] = f"#icono-{name}"
                used[name] = _symbols()[name]
        if used:
            html = f'<div hidden><svg xmlns="http://www.w3.org/2000/svg">{"".join(used.values())}'
            self.soup.body.append(BeautifulSoup(f"{html}</svg></div>", "html.parser"))

    # --- Links -------------------------------------------------------------------------------

    def _links(self):
        for link in self.soup.find_all("a", href=True):
            link.attrs.pop("download", None)
            if not is_of_a_device(link["href"]):
                self._link(link)
        for nav in self.soup.select(_NARROWING):
            if not nav.select("a[href]:not([aria-current])"):
                nav.decompose()

    def _link(self, link):
        href = link["href"]
        page = self.recorrido.pagina(href, self.direccion)
        if name := (de_pagina(page) if page else self.recursos.documento(href)):
            _path, mark, place = href.partition("#")
            link["href"] = f"{self._to(name)}{mark}{place}"
        elif link.find_parent("nav", class_=("filtros", "letras")):
            (link.find_parent("li") or link).decompose()
        else:
            link["href"] = self.recorrido.publica(href, self.direccion)
            link["class"] = [*link.get("class", ()), "con-red"]
            link.append(self._render("con_red"))

    def _band(self):
        day = date_format(self.dia, "DATE_FORMAT")
        self.soup.body.insert(0, self._render("banda", dia=day))


def solo_texto(main):
    """Return a copy of the main element of a page, without pictures, forms and what passes."""
    copy = BeautifulSoup(str(main), "html.parser").find()
    _leave_out(copy, f"{_WITHOUT}, {_OF_THAT_HOUR}, {_NOT_TAKEN}")
    return copy


def is_of_a_device(href):
    """Return whether a link opens something of the telephone, or a place in the same page."""
    return href.startswith(_OF_A_DEVICE)


def _leave_out(element, selector):
    for unused in element.select(selector):
        unused.decompose()


def _text(element):
    return " ".join(element.get_text(" ").split())


@cache
def _symbols():
    """Return {name: symbol as HTML} of the sprite; ids differ from those of headings."""
    sprite = Path(settings.STATICFILES_DIRS[0], SPRITE).read_text(encoding="utf-8")
    found = {}
    for symbol in BeautifulSoup(sprite, "html.parser").find_all("symbol"):
        name, symbol["id"] = symbol["id"], f"icono-{symbol['id']}"
        found[name] = str(symbol)
    return found
