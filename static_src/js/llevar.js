"use strict";
// The button that brings the text of the whole portal to this telephone; the worker does it.

const llevar = document.querySelector("[data-llevar]");
if (llevar && navigator.serviceWorker) {
    const [boton, avance, dicho] = ["button", "progress", "[role=status]"].map((donde) =>
        llevar.querySelector(donde),
    );
    let reloj;
    const terminar = (texto) => {
        clearTimeout(reloj);
        avance.hidden = true;
        boton.disabled = false;
        dicho.textContent = texto;
    };
    // A worker may be stopped, or be of an older release, which does not know how.
    const esperar = () => {
        clearTimeout(reloj);
        reloj = setTimeout(() => terminar(llevar.dataset.fallo), 60000);
    };
    navigator.serviceWorker.ready.then(() => {
        llevar.hidden = false;
        boton.addEventListener("click", async () => {
            boton.disabled = true;
            avance.hidden = false;
            avance.removeAttribute("value");
            dicho.textContent = "";
            esperar();
            const { active } = await navigator.serviceWorker.ready;
            active.postMessage({ llevar: true });
        });
    });
    navigator.serviceWorker.addEventListener("message", ({ data }) => {
        if (!data.llevar) return;
        const { hecho, todo, listo, fallo } = data.llevar;
        if (listo) return terminar(llevar.dataset.hecho);
        if (fallo) return terminar(llevar.dataset.fallo);
        esperar();
        avance.max = todo;
        avance.value = hecho;
    });
    navigator.serviceWorker.startMessages();
}
