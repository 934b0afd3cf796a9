"use strict";
// Only improves: without this file every page works. CSP-safe, no dependency.

// Browsers without ::details-content cannot show a closed <details> by CSS alone, so on
// wide screens the menu and the archive are opened here.
if (!CSS.supports("selector(::details-content)")) {
    const ancha = matchMedia("(min-width: 60em)");
    const ajustar = () => {
        for (const bloque of document.querySelectorAll(".desplegable")) {
            bloque.open = ancha.matches;
            bloque.toggleAttribute("data-abierto", ancha.matches);
        }
    };
    ajustar();
    ancha.addEventListener("change", ajustar);
}

const menu = document.querySelector(".menu details");
if (menu) {
    menu.addEventListener("keydown", (evento) => {
        if (evento.key === "Escape" && menu.open && !menu.hasAttribute("data-abierto")) {
            menu.open = false;
            menu.querySelector("summary").focus();
        }
    });
}

// Suggestions come with the first entry into a field of search, unless the reader saves data.
addEventListener("focusin", async ({ target }) => {
    const { guion } = target.form?.dataset ?? {};
    if (guion && target.type === "search" && !navigator.connection?.saveData) {
        const { sugerir } = await import(guion);
        if (target.type === "search") sugerir(target);
    }
});

const copia = document.querySelector("[data-copiar]");
if (copia && navigator.clipboard) {
    const boton = document.createElement("button");
    boton.type = "button";
    boton.className = "boton";
    boton.textContent = copia.dataset.copiar;
    boton.setAttribute("aria-live", "polite");
    boton.addEventListener("click", async () => {
        const texto = copia.querySelector("textarea");
        try {
            await navigator.clipboard.writeText(texto.value);
            boton.textContent = copia.dataset.copiado;
        } catch {
            texto.select();
        }
    });
    copia.prepend(boton);
}

const compartir = document.querySelector(".compartir[data-enlace]");
if (compartir?.querySelector("li")) {
    const lista = compartir.querySelector("ul");
    const direccion = document.querySelector("link[rel=canonical]")?.href || location.href;

    const boton = (icono, texto, accion) => {
        const elemento = document.createElement("button");
        const dibujo = lista.querySelector(".icono").cloneNode(true);
        const rotulo = document.createElement("span");
        const uso = dibujo.querySelector("use");
        uso.setAttribute("href", uso.getAttribute("href").replace(/#.*/, `#${icono}`));
        rotulo.textContent = texto;
        elemento.type = "button";
        elemento.append(dibujo, rotulo);
        elemento.addEventListener("click", () => accion(rotulo));
        const fila = document.createElement("li");
        fila.append(elemento);
        lista.append(fila);
    };

    if (navigator.share) {
        boton("compartir", compartir.dataset.compartir, () => {
            // Rejects when the reader closes the sheet: nothing to do then.
            navigator.share({ title: document.title, url: direccion }).catch(() => {});
        });
    }
    if (navigator.clipboard) {
        const estado = document.createElement("p");
        estado.className = "oculto";
        estado.setAttribute("role", "status");
        compartir.append(estado);
        boton("enlace", compartir.dataset.enlace, async (rotulo) => {
            try {
                await navigator.clipboard.writeText(direccion);
                rotulo.textContent = estado.textContent = compartir.dataset.copiado;
            } catch {
                prompt(compartir.dataset.enlace, direccion);
            }
        });
    }
    boton("imprimir", compartir.dataset.imprimir, () => print());
}
