"""schema.org descriptions shared by several page types."""


def organization(frame):
    """The Government behind a portal, as ``GovernmentOrganization``."""
    datos = frame.datos
    data = {
        "@type": "GovernmentOrganization",
        "@id": f"{frame.site.root_url}/#gobierno",
        "name": frame.titulo,
        "url": f"{frame.site.root_url}/",
    }
    if frame.escudo:
        data["logo"] = frame.absolute(frame.escudo.renditions[0].url)
    if datos.direccion:
        data["address"] = {
            "@type": "PostalAddress",
            "streetAddress": datos.direccion,
            "addressLocality": datos.sede,
            "addressRegion": "Santiago de Cuba",
            "addressCountry": "CU",
        }
    if datos.correo:
        data["email"] = datos.correo
    if telefonos := frame.telefonos:
        data["contactPoint"] = [
            {
                "@type": "ContactPoint",
                "name": telefono.etiqueta,
                "telephone": telefono.enlace.removeprefix("tel:"),
            }
            for telefono in telefonos
        ]
    if redes := frame.redes:
        data["sameAs"] = [red["url"] for red in redes]
    return data


def web_site(frame):
    """The portal and how it is searched, as ``WebSite`` with its ``SearchAction``."""
    return {
        "@type": "WebSite",
        "name": frame.titulo,
        "url": frame.absolute(frame.inicio_url),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{frame.absolute(frame.buscar_url)}?q={{palabras}}",
            },
            "query-input": "required name=palabras",
        },
    }


def breadcrumb_list(frame):
    """The way from the home page to this one, as ``BreadcrumbList``; empty on the home."""
    if not frame.migas:
        return {}
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": link.titulo,
                **({"item": frame.absolute(link.url)} if link.url else {}),
            }
            for position, link in enumerate(frame.migas, start=1)
        ],
    }
