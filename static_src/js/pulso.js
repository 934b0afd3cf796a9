"use strict";
// Whether the server is there, and whether the person of this page is still signed in. While it is
// not so, a strip at the head of the page says it in words, and asks again until it is, for days.
globalThis.pulso = (() => {
    const { pulso: direccion, quien, textos } = JSON.parse(document.getElementById("borradores").textContent);
    const PRISA = 2_000;
    const CALMA = 15_000;
    const PACIENCIA = 10_000; // for one answer
    let estado = "bien";
    let espera = PRISA;
    let reloj;
    let pendientes = new Set();
    let sinCopia = false;
    let ficha; // the token of the last answer

    // «bien», «lejos» (no answer), «sin_sitio» (the server keeps nothing now), «fuera» (nobody is
    // signed in) or «otra» (somebody else is).
    async function mirar() {
        const aborto = new AbortController();
        const plazo = setTimeout(() => aborto.abort(), PACIENCIA);
        try {
            const respuesta = await fetch(direccion, {
                headers: { "X-Requested-With": "XMLHttpRequest" },
                cache: "no-store",
                signal: aborto.signal,
            });
            if (respuesta.status === 403) return "fuera";
            if (!respuesta.ok) return "lejos";
            const dicho = await respuesta.json();
            copias.ajustar(dicho.ahora);
            if (!dicho.quienes.includes(quien)) return "otra";
            fichar(dicho.ficha);
            return dicho.guarda ? "bien" : "sin_sitio";
        } catch {
            return "lejos";
        } finally {
            clearTimeout(plazo);
        }
    }

    // Who signs in again gets another token: without it nothing that was open could be sent.
    function fichar(nueva) {
        ficha = nueva;
        for (const formulario of document.querySelectorAll("form")) {
            if (formulario.getAttribute("method")?.toLowerCase() !== "post") continue;
            let campo = formulario.querySelector("[name=csrfmiddlewaretoken]");
            if (!campo) {
                campo = Object.assign(document.createElement("input"), { type: "hidden", name: "csrfmiddlewaretoken" });
                formulario.append(campo);
            }
            campo.value = ficha;
        }
    }

    // Several may ask at once: what the last one hears counts, for all of them.
    let ultima;
    function preguntar() {
        const pregunta = mirar().then((oido) => (pregunta === ultima ? anotar(oido) : ultima));
        ultima = pregunta;
        return pregunta;
    }

    function anotar(oido) {
        const antes = estado;
        estado = oido;
        mostrar(antes);
        clearTimeout(reloj);
        if (estado === "bien") {
            espera = PRISA;
            const vueltas = pendientes;
            pendientes = new Set();
            for (const vuelta of vueltas) vuelta();
        } else {
            reloj = setTimeout(preguntar, espera);
            espera = Math.min(espera * 2, CALMA);
        }
        return estado;
    }

    let tira;
    function mostrar(antes) {
        if (estado === "bien" && !tira) return;
        if (!tira) {
            tira = document.createElement("div");
            tira.className = "tira-pulso";
            tira.setAttribute("role", "status");
            const cabecera = document.querySelector("main .w-slim-header, main header");
            if (cabecera) cabecera.after(tira);
            else document.querySelector("main").prepend(tira);
            tira.classList.toggle("tira-pulso--bajo-cabecera", Boolean(cabecera));
        }
        if (estado === antes && (estado === "bien" || tira.firstChild)) return;
        tira.dataset.estado = estado;
        const palabras = document.createElement("span");
        palabras.textContent = (sinCopia && textos[`${estado}_sin_copia`]) || textos[estado];
        tira.replaceChildren(palabras);
        if (estado === "fuera" || estado === "otra") {
            const entrar = document.createElement("a");
            entrar.href = textos.entrar_en;
            entrar.target = "_blank";
            entrar.textContent = textos.entrar;
            tira.append(entrar);
        }
        if (estado === "bien") setTimeout(() => estado === "bien" && tira.replaceChildren(), 6_000);
    }

    const otraVez = () => estado !== "bien" && document.visibilityState === "visible" && preguntar();
    addEventListener("online", otraVez);
    addEventListener("focus", otraVez);
    document.addEventListener("visibilitychange", otraVez);

    return {
        preguntar,
        // Calls once there is an answer, and the person is the same; asks after so many milliseconds.
        alVolver(vuelta, pausa = PRISA) {
            pendientes.add(vuelta);
            clearTimeout(reloj);
            reloj = setTimeout(preguntar, estado === "bien" ? pausa : espera);
        },
        // Somebody wanted to send a form, which waits.
        noEnviado() {
            const palabras = document.createElement("b");
            palabras.textContent = textos.no_enviado;
            tira.querySelector("b")?.remove();
            tira.firstChild.after(palabras);
        },
        // Whether what is typed is kept nowhere meanwhile.
        set sinCopia(valor) {
            sinCopia = valor;
        },
        get ficha() {
            return ficha;
        },
        get estado() {
            return estado;
        },
    };
})();
