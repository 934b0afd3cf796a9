"use strict";
// Lists the headings of a long page beside it and marks the one being read. Only on screens as wide
// as a tablet (portal.js), and only if the page is long enough.
(() => {
    const FEWEST = 4;
    const SCREENS = 1.5;
    const TOP = 100; // pixels
    const articulo = document.querySelector("[data-contenidos]");
    const titulos = [...articulo.querySelectorAll(".articulo-cuerpo h2")].filter(
        (titulo) => titulo.offsetParent && !titulo.closest(".compartir"),
    );
    if (titulos.length < FEWEST || articulo.offsetHeight < SCREENS * innerHeight) return;

    const lista = document.createElement("ol");
    const enlaces = titulos.map((titulo, orden) => {
        if (!titulo.id) titulo.id = `parte-${orden + 1}`;
        const enlace = document.createElement("a");
        enlace.href = `#${titulo.id}`;
        enlace.textContent = titulo.textContent;
        const punto = document.createElement("li");
        punto.append(enlace);
        lista.append(punto);
        return enlace;
    });
    const nombre = document.createElement("h2");
    nombre.id = "contenidos";
    nombre.textContent = articulo.dataset.contenidos;
    const indice = document.createElement("nav");
    indice.className = "contenidos";
    indice.setAttribute("aria-labelledby", nombre.id);
    indice.append(nombre, lista);

    const lateral = [...articulo.children].find(({ classList }) => classList.contains("lateral"));
    if (lateral) {
        lateral.append(indice);
    } else {
        indice.classList.add("lateral");
        articulo.append(indice);
    }
    articulo.classList.add("con-contenidos");

    // The current heading is the last that reached the top; at the end of the page, the last one.
    let pedido = false;
    const marcar = () => {
        pedido = false;
        const pasados = titulos.filter((titulo) => titulo.getBoundingClientRect().top < TOP).length;
        const falta = document.documentElement.scrollHeight - innerHeight - scrollY;
        const actual = falta < 1 ? enlaces.length - 1 : Math.max(pasados - 1, 0);
        enlaces.forEach((enlace, orden) => {
            if (orden === actual) enlace.setAttribute("aria-current", "true");
            else enlace.removeAttribute("aria-current");
        });
    };
    addEventListener("scroll", () => {
        if (!pedido) requestAnimationFrame(marcar);
        pedido = true;
    });
    marcar();
})();
