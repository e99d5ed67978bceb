"""Spanish."""

from __future__ import annotations

from typing import Final

from quizcv.notes.languages.words import Words

_TASK = (
    r"(?:defin[ae]|explica|explique|describ[ae]|compar[ae]|enumer[ae]|menciona|mencione|demuestr[ae]|deriv[ae]|justifi(?:ca|que)|dig[ae]|identifique|exprese|"
    r"calcul[ae]|implement[ae]|escrib[ae]|resum[ae]|analic[ae]|analiza|nombr[ae]|indi(?:ca|que)|se[ñn]al[ae]|razon[ae])"
)

WORDS: Final = Words(
    asking=rf"(?:¿|(?:{_TASK}|dar (?:argumentos|ejemplos|razones)|razonar|justificar|discutir|argumentar)\b|(?:qu[ée]|cu[áa]l(?:es)?|c[óo]mo|por qu[ée]|para qu[ée]|cu[áa]ndo|d[óo]nde|qui[ée]n(?:es)?|cu[áa]nt[oa]s?|en qu[ée]|diferencias?|ventajas|desventajas)\b)",
    tasks=rf"¿.{{4,}}|{_TASK}\s.{{4,}}|(?:qué|cuál(?:es)?|cómo|por qué|para qué|cuándo|cuánt[oa]s?|en qué)\b.{{4,}}|diferencias? entre\b.{{2,}}|(?:des)?ventajas (?:de|y)\b.{{2,}}",
    pointing=r"¿?(?:(?:y|pero) )?(?:est[oae]s?|es[oae]s?|ell[oa]s?|él)\b",
    question=r"pregunta",
    numbered=r"problema|ejercicio",
    answer=r"respuesta|resp|soluci[óo]n|(?:ver|mostrar) (?:la )?respuesta",
    placeholder=r"por (?:completar|hacer|rellenar|definir|escribir|responder)|pendiente(?: de .{0,20})?|completar(?: (?:aqu[íi]|luego|m[áa]s tarde))?|rellenar|sin respuesta|no respondida|(?:tu|la) respuesta(?: aqu[íi])?|(?:escribe|escriba|a[ñn]ade|a[ñn]adir) (?:aqu[íi] )?(?:tu |la |su )?respuesta(?: aqu[íi])?|en construcci[óo]n|pr[óo]ximamente|vac[íi]o|por hacer",
    reference=r"referencias?|fuentes?|enlaces?|bibliograf[íi]a|ver (?:tambi[ée]n|m[áa]s)|m[áa]s informaci[óo]n|lecturas?(?: recomendadas?)?|recursos|art[íi]culos?",
    metadata=r"palabras clave|etiquetas|fecha|autor(?:es|a)?|creado|actualizado|categor[íi]as?|estado|dificultad",
    faq=r"preguntas|entrevistas?|cuestionario|examen|autoevaluaci[óo]n|ejercicios",
    contents=r"contenidos?|[íi]ndice|tabla de contenidos?|tabla de materias",
    kinds=r"\b(?:tipos?|clases|componentes|partes|capas|t[ée]cnicas|m[ée]todos|algoritmos|arquitecturas|m[ée]tricas|funciones|conceptos)\b",
    advert=r"suscr[íi]b|s[íi]gue(?:me|nos)|volver (?:arriba|al (?:inicio|[íi]ndice))|[úu]nete|ap[úu]ntate|dale (?:una )?estrella",
    hint=r"pista|sugerencia",
    easy=r"f[áa]cil|b[áa]sic[oa]|inicial|principiante",
    medium=r"medi[oa]|intermedi[oa]",
    hard=r"dif[íi]cil|avanzad[oa]",
    level=r"dificultad|nivel",
)
