"use strict";
// The button that brings the text of the whole portal to this telephone; the worker does it.

const llevar = document.querySelector("[data-llevar]");
if (llevar && navigator.serviceWorker) {
    const [boton, avance, dicho] = ["button", "progress", "[role=status] span"].map((donde) =>
        llevar.querySelector(donde),
    );
    const terminar = (texto) => {
        avance.hidden = true;
        boton.disabled = false;
        dicho.textContent = texto;
    };
    navigator.serviceWorker.ready.then(({ active }) => {
        llevar.hidden = false;
        boton.addEventListener("click", () => {
            boton.disabled = true;
            avance.hidden = false;
            avance.removeAttribute("value");
            dicho.textContent = "";
            active.postMessage({ llevar: true });
        });
    });
    navigator.serviceWorker.addEventListener("message", ({ data }) => {
        if (!data.llevar) return;
        const { hecho, todo, listo, fallo } = data.llevar;
        if (listo) return terminar(llevar.dataset.hecho);
        if (fallo) return terminar(llevar.dataset.fallo);
        avance.max = todo;
        avance.value = hecho;
    });
    navigator.serviceWorker.startMessages();
}
