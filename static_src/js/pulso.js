"use strict";
// Checks whether the server responds and whether the user of this page is still signed in. If not, a
// strip at the head of the page says so, and the script asks again until all is well, for days if needed.
globalThis.pulso = (() => {
    const { pulso: direccion, quien, textos } = JSON.parse(document.getElementById("borradores").textContent);
    const PRISA = 2_000;
    const CALMA = 15_000;
    const PACIENCIA = 10_000; // for one response
    let estado = "bien";
    let espera = PRISA;
    let reloj;
    let pendientes = new Set();
    let sinCopia = false;
    let ficha; // the CSRF token of the last response

    // Resolves to «bien», «lejos» (no response), «sin_sitio» (the server cannot save now), «fuera»
    // (nobody is signed in) or «otra» (another user is signed in).
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

    // Signing in again changes the CSRF token: put the new one into the open forms, or they are refused.
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

    // Several callers may ask at once: all of them get the result of the last request.
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
        // Calls ``vuelta`` when the state is «bien» again. If it is «bien» now, asks the server after
        // ``pausa`` milliseconds.
        alVolver(vuelta, pausa = PRISA) {
            pendientes.add(vuelta);
            clearTimeout(reloj);
            reloj = setTimeout(preguntar, estado === "bien" ? pausa : espera);
        },
        // Shows that a form could not be sent.
        noEnviado() {
            const palabras = document.createElement("b");
            palabras.textContent = textos.no_enviado;
            tira.querySelector("b")?.remove();
            tira.firstChild.after(palabras);
        },
        // Whether this browser cannot store what is typed meanwhile.
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
