"use strict";
// A list that is wider than a telephone becomes cards there, one a row: each value with the name of
// its column, and what is empty left out. Wagtail draws a list anew when it is searched or filtered.
// That of the pages below a page keeps its rows, which are put in order by hand.
(() => {
    const movil = matchMedia("(max-width: 37.5em)");

    // Drawn as blocks, it would be no table any more for who hears it.
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
