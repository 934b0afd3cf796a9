"""Helpers that write small older portals in the formats of their programs."""

from html import escape

CONTENT = [
    "id", "asset_id", "title", "alias", "introtext", "fulltext", "state", "catid", "created",
    "created_by", "created_by_alias", "publish_up", "publish_down", "images", "metadesc", "access",
    "featured", "language",
]  # fmt: skip
CATEGORIES = [
    "id", "parent_id", "path", "extension", "title", "alias", "published", "access", "language",
]  # fmt: skip
MENU = [
    "id", "menutype", "path", "link", "type", "published", "client_id", "access", "language",
    "home", "params",
]  # fmt: skip
CONTACTS = [
    "id", "name", "alias", "con_position", "address", "suburb", "state", "telephone", "fax",
    "mobile", "webpage", "misc", "image", "email_to", "published", "access", "catid", "language",
]  # fmt: skip
ZERO = "0000-00-00 00:00:00"
_NAMESPACES = (
    'xmlns:excerpt="http://wordpress.org/export/{0}/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/{0}/"'
)


def literal(value):
    """Return ``value`` as mysqldump writes it, in bytes."""
    if value is None:
        return b"NULL"
    if isinstance(value, int):
        return str(value).encode()
    value = value if isinstance(value, bytes) else value.encode()
    for sign, written in [(b"\\", b"\\\\"), (b"'", rb"\'"), (b'"', rb"\""), (b"\n", rb"\n")]:
        value = value.replace(sign, written)
    return b"'" + value + b"'"


def table(name, columns, rows):
    """Return what mysqldump writes for one table."""
    declared = ",\n".join(f"  `{column}` text DEFAULT NULL" for column in columns)
    head = (
        f"DROP TABLE IF EXISTS `{name}`;\nCREATE TABLE `{name}` (\n{declared},\n"
        f"  PRIMARY KEY (`{columns[0]}`),\n  KEY `k` (`{columns[0]}`,`{columns[-1]}`)\n"
        ") ENGINE=InnoDB COMMENT='one; two, (three)';\n"
        f"LOCK TABLES `{name}` WRITE;\n/*!40000 ALTER TABLE `{name}` DISABLE KEYS */;\n"
    ).encode()
    if rows:
        values = b",\n".join(b"(" + b",".join(map(literal, row)) + b")" for row in rows)
        head += f"INSERT INTO `{name}` VALUES\n".encode() + values + b";\n"
    return head + b"UNLOCK TABLES;\n"


def of(columns, values, **defaults):
    """Return a row of ``columns``: for each, its value, its default or an empty text."""
    return [values.get(column, defaults.get(column, "")) for column in columns]


def article(number, title, **values):
    return of(
        CONTENT,
        {"id": number, "title": title, **values},
        alias=f"noticia-{number}",
        introtext=f"<p>Texto de {title}.</p>",
        state=1,
        catid=8,
        created="2015-03-12 14:30:00",
        created_by=42,
        publish_up="2015-03-13 08:00:00",
        publish_down=ZERO,
        images="{}",
        access=1,
        featured=0,
        language="*",
    )


def category(number, title, alias, parent=1, **values):
    return of(
        CATEGORIES,
        {"id": number, "title": title, "alias": alias, "parent_id": parent, **values},
        extension="com_content",
        published=1,
        access=1,
        language="*",
    )


def contact(number, name, alias, **values):
    return of(
        CONTACTS,
        {"id": number, "name": name, "alias": alias, **values},
        email_to="intendencia@secreto.cu",
        published=1,
        access=1,
        catid=20,
        language="*",
    )


def item(number, path, link, **values):
    """Return a row of the menu; ``link`` is the part after ``option=com_content&view=``."""
    component = values.pop("component", "com_content")
    return of(
        MENU,
        {
            "id": number,
            "path": path,
            "link": f"index.php?option={component}&view={link}",
            **values,
        },
        menutype="mainmenu",
        type="component",
        published=1,
        client_id=0,
        access=1,
        language="*",
        home=0,
        params="{}",
    )


def joomla(articles=(), categories=None, menu=(), others=b"", prefix="abc_"):
    """Return the dump of a Joomla 3."""
    if categories is None:
        categories = [category(8, "Noticias", "noticias")]
    users = ["id", "name", "username", "email", "password"]
    return b"".join(
        [
            b"-- MySQL dump 10.13  Distrib 5.7.33, for Linux (x86_64)\n--\n-- Host: localhost\n\n",
            b"/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;\n",
            table(f"{prefix}categories", CATEGORIES, categories),
            table(f"{prefix}content", CONTENT, articles),
            table(f"{prefix}content_frontpage", ["content_id", "ordering"], [[2, 1]]),
            others,
            table(f"{prefix}menu", MENU, menu),
            table(
                f"{prefix}users",
                users,
                [[42, "Ana Reyes", "ana", "ana@secreto.cu", "$2y$10$secreto"]],
            ),
            b"-- Dump completed on 2024-01-01  1:00:00\n",
        ]
    )


def post(number, title, content="", *, link="", kind="post", state="publish", more="", **values):
    """Return an item of an export of WordPress."""
    link = link or f"https://mella.example.cu/2015/03/13/entrada-{number}/"
    fields = {
        "post_date_gmt": "2015-03-13 12:00:00",
        "post_date": "2015-03-13 08:00:00",
        "post_name": f"entrada-{number}",
        "post_password": "",
        "is_sticky": "0",
        "post_parent": "0",
        **values,
    }
    written = "".join(f"<wp:{name}>{escape(value)}</wp:{name}>" for name, value in fields.items())
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link>"
        f"<dc:creator><![CDATA[ana]]></dc:creator>"
        f'<guid isPermaLink="false">https://mella.example.cu/?p={number}</guid>'
        f"<content:encoded><![CDATA[{content}]]></content:encoded>"
        "<excerpt:encoded><![CDATA[]]></excerpt:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_type>{kind}</wp:post_type>"
        f"<wp:status>{state}</wp:status>{written}{more}</item>"
    )


def attachment(number, path, *, alt="", caption="", parent="0"):
    """Return the item of a file among the uploads."""
    return post(
        number,
        "adjunto",
        kind="attachment",
        state="inherit",
        post_parent=parent,
        more=f"<wp:attachment_url>https://mella.example.cu{path}</wp:attachment_url>"
        + meta("_wp_attachment_image_alt", alt),
    ).replace("<excerpt:encoded><![CDATA[]]>", f"<excerpt:encoded><![CDATA[{caption}]]>")


def meta(name, value):
    return (
        f"<wp:postmeta><wp:meta_key>{name}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def term(domain, alias, title=""):
    return f'<category domain="{domain}" nicename="{alias}"><![CDATA[{title or alias}]]></category>'


def wxr(*items, categories=(), version="1.2", head='<?xml version="1.0" encoding="UTF-8"?>'):
    """Return an export of WordPress; ``categories`` are (number, alias, title, parent's alias)."""
    known = "".join(
        f"<wp:category><wp:term_id>{number}</wp:term_id>"
        f"<wp:category_nicename>{alias}</wp:category_nicename>"
        f"<wp:category_parent>{above}</wp:category_parent>"
        f"<wp:cat_name><![CDATA[{title}]]></wp:cat_name></wp:category>"
        for number, alias, title, above in categories
    )
    return (
        f'{head}\n<rss version="2.0" {_NAMESPACES.format(version)}><channel>'
        f"<title>Mella</title><wp:wxr_version>{version}</wp:wxr_version>"
        "<wp:base_site_url>https://mella.example.cu</wp:base_site_url>"
        "<wp:base_blog_url>https://mella.example.cu</wp:base_blog_url>"
        "<wp:author><wp:author_login>ana</wp:author_login>"
        "<wp:author_email>ana@secreto.cu</wp:author_email>"
        "<wp:author_display_name><![CDATA[Ana Reyes]]></wp:author_display_name></wp:author>"
        f"{known}{''.join(items)}</channel></rss>"
    )


def save(folder, pages):
    """Write {path: content} below ``folder``; return ``folder``."""
    for name, content in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def saved_page(title, body, *, head="", classes="", around=""):
    """Return a page as a browser saves it, with its text between navigation and footer."""
    return (
        f'<!DOCTYPE html><html lang="es-es"><head><meta charset="utf-8"><title>{title} - Portal de '
        f'Mella</title>{head}</head><body class="{classes}"><nav><a href="/">Inicio</a></nav>'
        f'<h1>Portal de Mella</h1>{around}<div id="contenido"><h2>{title}</h2>{body}</div>'
        "<footer>Todos los derechos reservados</footer></body></html>"
    )
