"use strict";
// Optional: every page works without this file. CSP-safe, no dependency.

// Browsers without ::details-content cannot show a closed <details> by CSS alone, so on
// wide screens the menu and the archive are opened here.
if (!CSS.supports("selector(::details-content)")) {
    const ancha = matchMedia("(min-width: 60em)");
    const ajustar = () => {
        for (const bloque of document.querySelectorAll(".desplegable")) {
            bloque.open = ancha.matches;
            if (ancha.matches) bloque.setAttribute("data-abierto", "");
            else bloque.removeAttribute("data-abierto");
        }
    };
    ajustar();
    ancha.addListener(ajustar); // Safari 12 has no other way
}

// An aviso that a visitor folds on the home page stays folded while it is in force.
const plegables = [...document.querySelectorAll(".aviso[data-clave]")];
if (plegables.length) {
    const guardados = () => {
        try {
            return JSON.parse(localStorage.getItem("avisos-plegados")) || [];
        } catch (fallo) {
            return []; // no storage, or not our data
        }
    };
    const plegados = guardados();
    for (const aviso of plegables) {
        if (plegados.includes(aviso.dataset.clave)) aviso.open = false;
        aviso.addEventListener("toggle", () => {
            const claves = plegables.filter(({ open }) => !open).map(({ dataset }) => dataset.clave);
            try {
                localStorage.setItem("avisos-plegados", JSON.stringify(claves));
            } catch (fallo) {
                // Without storage it is open again next time.
            }
        });
    }
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

// Not import(): browsers that do not know it would refuse this whole file.
function traer(bloque) {
    if (!bloque) return null;
    const guion = document.createElement("script");
    guion.src = bloque.dataset.guion;
    document.head.append(guion);
    return guion;
}

// Load suggestions at the first focus of a search field, unless the visitor saves data.
let pedido = null;
addEventListener("focusin", ({ target }) => {
    const guion = target.type === "search" && target.form && target.form.dataset.guion;
    if (!guion || (navigator.connection && navigator.connection.saveData)) return;
    pedido = pedido || traer(target.form);
    const sugerir = () => {
        if (target.type === "search") window.sugerir(target);
    };
    if (window.sugerir) sugerir();
    else pedido.addEventListener("load", sugerir);
});

// A long page lists its headings if there is room beside it.
if (matchMedia("(min-width: 48em)").matches) traer(document.querySelector("[data-contenidos]"));

// A page that was kept does not know any more whether an office is open.
traer(document.querySelector(".guardado ~ * [data-cambios]"));

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
        } catch (fallo) {
            texto.select();
        }
    });
    copia.prepend(boton);
}

const compartir = document.querySelector(".compartir[data-enlace]");
if (compartir && compartir.querySelector("li")) {
    const lista = compartir.querySelector("ul");
    const compartida = document.querySelector('meta[property="og:url"]');
    const direccion = compartida ? compartida.content : location.href;

    const boton = (icono, texto, accion) => {
        const elemento = document.createElement("button");
        const dibujo = lista.querySelector(".icono").cloneNode(true);
        const rotulo = document.createElement("span");
        const uso = dibujo.querySelector("use");
        uso.setAttribute("xlink:href", uso.getAttribute("xlink:href").replace(/#.*/, `#${icono}`));
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
            // Rejects when the visitor closes the dialog: nothing to do.
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
            } catch (fallo) {
                prompt(compartir.dataset.enlace, direccion);
            }
        });
    }
    boton("imprimir", compartir.dataset.imprimir, () => print());
}
