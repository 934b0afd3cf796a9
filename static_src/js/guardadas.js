"use strict";
// On the page for what was never read: the pages that this phone keeps, the last one first.

const lista = document.querySelector("[data-guardadas]");

async function mostrar() {
    const cache = await caches.open(lista.dataset.guardadas);
    for (const pedida of (await cache.keys()).reverse()) {
        const respuesta = await cache.match(pedida);
        const leida = new DOMParser().parseFromString(await respuesta.text(), "text/html");
        const titulo = leida.querySelector("h1") || leida.querySelector("title");
        const enlace = document.createElement("a");
        enlace.href = pedida.url;
        enlace.textContent = titulo ? titulo.textContent.trim() : pedida.url;
        enlace.lang = leida.documentElement.lang;
        const fila = document.createElement("li");
        fila.append(enlace);
        lista.querySelector("ul").append(fila);
        lista.hidden = false;
    }
}

// Without storage there is nothing to list.
if (lista && window.caches) mostrar().catch(() => {});
