"use strict";
// Whether an office is open, told in a page that was kept (portal.js). Its changes are the server's;
// the moment is this telephone's, and is told, so that who reads sees if it is wrong.
(() => {
    const UNA_SEMANA = 7 * 24 * 60;
    const desfase = Number(document.documentElement.dataset.hora); // minutes of Havana from UTC
    const lengua = document.documentElement.lang;

    // The copy of a portal on a disk is read years later: what is not known is not told.
    function estado(cambios, ahora) {
        const siguiente = cambios.findIndex((cambio) => cambio > ahora);
        const cambia = cambios[siguiente];
        return cambia - ahora < UNA_SEMANA ? { abierto: siguiente % 2 === 1, cambia } : null;
    }

    function palabras(minuto, conDia) {
        const partes = { hour: "numeric", minute: "2-digit", hour12: true };
        if (conDia) partes.weekday = "long";
        return new Intl.DateTimeFormat(lengua, Object.assign(partes, { timeZone: "UTC" }))
            .format((minuto + desfase) * 60000)
            .replace(/([ap])\.\s?m\./, "$1.m.");
    }

    for (const horario of document.querySelectorAll("[data-cambios]")) {
        let minuto = 0;
        const cambios = horario.dataset.cambios
            .split(" ")
            .map((salto) => (minuto += parseInt(salto, 36)));
        const dicho = document.createElement("p");
        const decir = () => {
            const ahora = Math.floor(Date.now() / 60000);
            const dia = (minuto) => Math.floor((minuto + desfase) / 1440);
            const hallado = estado(cambios, ahora);
            dicho.hidden = !hallado;
            if (!hallado) return;
            const { abierto, cerrado, reloj } = horario.dataset;
            const titulo = hallado.abierto ? abierto : cerrado;
            dicho.className = hallado.abierto ? "ahora abierto" : "ahora";
            const cuando = palabras(hallado.cambia, dia(hallado.cambia) !== dia(ahora));
            dicho.textContent = `${titulo} ${cuando} · ${reloj} ${palabras(ahora, true)}`;
        };
        decir();
        setInterval(decir, 60000);
        horario.querySelector("h2").after(dicho);
    }
})();
