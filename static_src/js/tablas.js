"use strict";
// On a phone, a list that is wider than the screen becomes cards, one for each row: each value with
// the name of its column, without empty cells. Wagtail renders a list again after a search or filter.
// The list of child pages (.full-width) keeps its rows, because users sort them by hand.
(() => {
    const movil = matchMedia("(max-width: 37.5em)");

    // With display: block, it would no longer be a table for screen readers.
    function rotular(tabla) {
        const nombres = [...tabla.querySelectorAll("thead th")].map((celda) => celda.textContent.trim());
        const [cuerpo] = tabla.tBodies;
        tabla.setAttribute("role", "table");
        cuerpo.setAttribute("role", "rowgroup");
        for (const fila of cuerpo.rows) {
            fila.setAttribute("role", "row");
            [...fila.cells].forEach((celda, lugar) => {
                celda.setAttribute("role", "cell");
                if (nombres[lugar] && !celda.matches(".title")) celda.dataset.texto = nombres[lugar];
                celda.classList.toggle("tarjeta__nada", !celda.textContent.trim() && !celda.querySelector("svg, img, input"));
            });
        }
    }

    function mirar(lista) {
        const tabla = lista.querySelector("table.listing:not(.full-width)");
        if (!tabla?.tBodies.length) return;
        tabla.classList.remove("listing--tarjetas");
        if (!movil.matches || lista.scrollWidth <= lista.clientWidth) return;
        rotular(tabla);
        tabla.classList.add("listing--tarjetas");
    }

    document.addEventListener("DOMContentLoaded", () => {
        const lista = document.getElementById("listing-results");
        if (!lista) return;
        new MutationObserver(() => mirar(lista)).observe(lista, { childList: true });
        movil.addEventListener("change", () => mirar(lista));
        mirar(lista);
    });
})();
