"use strict";
// Shows in Wagtail's panel of checks what the server finds about a page while it is written, and adds
// it to Wagtail's counters. The preview has already sent the typed text to the server. While the panel
// is open, this script requests the findings one second after the last load of the preview.
// Waits for DOMContentLoaded: scripts of forms may run before the form exists.
document.addEventListener("DOMContentLoaded", () => {
    const ESPERA = 1000;
    const lugar = () => document.querySelector("[data-comprobaciones]");
    const lado = () => document.querySelector('[data-side-panel="checks"]');
    const vista = () => document.querySelector("[data-w-preview-url-value]");
    if (!lugar() || !lado() || !vista()) return;

    let vieja = false; // the findings shown are of an earlier preview, or there are none yet
    let plazo;
    let pregunta;
    let nuestras = 0;

    function pedir() {
        vieja = true;
        clearTimeout(plazo);
        if (!lado().hidden) plazo = setTimeout(preguntar, ESPERA);
    }

    async function preguntar() {
        vieja = false;
        pregunta?.abort();
        const esta = (pregunta = new AbortController());
        lugar().setAttribute("aria-busy", "true");
        try {
            // Read each time: after a new page is first saved, its preview has another URL.
            const url = `${vista().dataset.wPreviewUrlValue}comprobaciones/`;
            const respuesta = await fetch(url, { signal: esta.signal, headers: { "X-Requested-With": "XMLHttpRequest" } });
            if (!respuesta.ok || respuesta.redirected) throw new Error(respuesta.status);
            const texto = await respuesta.text();
            const informe = new DOMParser().parseFromString(texto, "text/html").querySelector("[data-cuantas]");
            poner(informe, Number(informe.dataset.cuantas));
        } catch (fallo) {
            if (esta.signal.aborted) return;
            vieja = true;
            const aviso = document.createElement("p");
            aviso.textContent = lugar().dataset.noSePudo;
            poner(aviso, 0);
        }
        lugar().removeAttribute("aria-busy");
    }

    function poner(contenido, cuantas) {
        const abiertos = [...lugar().querySelectorAll("details")].map(({ open }) => open);
        lugar().replaceChildren(document.adoptNode(contenido));
        lugar().querySelectorAll("details").forEach((detalle, numero) => (detalle.open = Boolean(abiertos[numero])));
        nuestras = cuantas;
        for (const contador of contadores) contador.sumar();
    }

    // Wagtail writes the number of its own findings into two counters; this adds ours.
    class Contador {
        constructor(elemento, alCambiar) {
            this.elemento = elemento;
            this.alCambiar = alCambiar;
            this.suyas = Number(elemento.textContent) || 0;
            this.observador = new MutationObserver(() => {
                this.suyas = Number(elemento.textContent) || 0;
                this.sumar();
            });
            this.observador.observe(elemento, { childList: true, characterData: true, subtree: true });
        }

        sumar() {
            const todas = this.suyas + nuestras;
            this.elemento.textContent = todas;
            this.alCambiar(this.elemento, todas);
            this.observador.takeRecords();
        }
    }

    const contadores = [];
    const boton = document.querySelector('[data-side-panel-toggle="checks"] [data-side-panel-toggle-counter]');
    const cuenta = lado().querySelector("[data-content-checker-count]");
    if (boton) contadores.push(new Contador(boton, (elemento, todas) => (elemento.hidden = todas === 0)));
    if (cuenta) contadores.push(new Contador(cuenta, (elemento, todas) => elemento.classList.toggle("has-errors", todas > 0)));

    document.addEventListener("w-preview:loaded", pedir);
    lado().addEventListener("show", () => {
        if (vieja) pedir();
    });
});
