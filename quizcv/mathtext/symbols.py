"""The commands that stand for a sign, and the part every sign plays among its neighbours.

The tables are texts of `command sign` pairs, split once at import: short to read, short to load.
"""

from __future__ import annotations

from quizcv.mathtext.tree import Role


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


LETTERS = _pairs("""
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ
    lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ
    psi ψ omega ω digamma ϝ Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ
    Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω varGamma Γ varDelta Δ varTheta Θ
    varLambda Λ varSigma Σ varPhi Φ varOmega Ω
    ell ℓ hbar ℏ hslash ℏ imath ı jmath ȷ wp ℘ Re ℜ Im ℑ aleph ℵ beth ℶ gimel ℷ daleth ℸ eth ð Bbbk 𝕜 R ℝ N ℕ Z ℤ
    reals ℝ Reals ℝ AA Å aa å AE Æ ae æ O Ø o ø OE Œ oe œ ss ß L Ł l ł mho ℧ Finv Ⅎ Game ⅁ complement ∁
""")

ORDINARY = _pairs(r"""
    partial ∂ nabla ∇ infty ∞ infin ∞ forall ∀ exists ∃ nexists ∄ emptyset ∅ varnothing ∅ empty ∅ neg ¬ lnot ¬ top ⊤ bot ⊥
    angle ∠ measuredangle ∡ sphericalangle ∢ triangle △ square □ Box □ Diamond ◇ blacksquare ■ bigstar ★ lozenge ◊
    blacklozenge ⧫ triangledown ▽ blacktriangle ▲ blacktriangledown ▼ diagup ╱ diagdown ╲
    prime ′ backprime ‵ degree ° surd √ flat ♭ natural ♮ sharp ♯ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠
    checkmark ✓ maltese ✠ dag † ddag ‡ S § P ¶ copyright © pounds £ yen ¥ circledR ® circledS Ⓢ QED ∎ vdots ⋮ ddots ⋱ iddots ⋰ adots ⋰
    $ $ % % _ _ # # & & backslash \ textbackslash \ textasciitilde ~ textunderscore _
    vert | Vert ‖ | ‖ . .
""")

BINARY = _pairs(r"""
    pm ± mp ∓ times × div ÷ cdot · centerdot · cdotp · ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘
    odot ⊙ circledast ⊛ circledcirc ⊚ circleddash ⊝ boxplus ⊞ boxminus ⊟ boxtimes ⊠ boxdot ⊡ cap ∩ cup ∪ Cap ⋒ Cup ⋓
    uplus ⊎ sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ barwedge ⊼ veebar ⊻ curlyvee ⋎ curlywedge ⋏ setminus ∖
    smallsetminus ∖ wr ≀ amalg ⨿ dagger † ddagger ‡ bigcirc ◯ bigtriangleup △ bigtriangledown ▽ triangleleft ◁
    triangleright ▷ lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ diamond ⋄ ltimes ⋉ rtimes ⋊ leftthreetimes ⋋ rightthreetimes ⋌ dotplus ∔
    intercal ⊺ divideontimes ⋇ doublebarwedge ⩞ gtrdot ⋗ lessdot ⋖
""")

DOTS = _pairs("""
    cdots ⋯ dotsb ⋯ dotsi ⋯ dotsm ⋯ ldots … dots … dotsc … dotso … mathellipsis … textellipsis …
""")

RELATIONS = _pairs(r"""
    le ≤ leq ≤ ge ≥ geq ≥ leqq ≦ geqq ≧ leqslant ⩽ geqslant ⩾ ne ≠ neq ≠ lt < gt > ll ≪ gg ≫ lll ⋘ ggg ⋙ equiv ≡ sim ∼
    simeq ≃ backsim ∽ thicksim ∼ approx ≈ thickapprox ≈ approxeq ≊ cong ≅ ncong ≇ nsim ≁ asymp ≍ doteq ≐ doteqdot ≑ propto ∝ varpropto ∝
    triangleq ≜ coloneqq ≔ coloneq ≔ eqqcolon ≕ eqcolon ≕ Coloneqq ⩴ circeq ≗ eqcirc ≖ bumpeq ≏ Bumpeq ≎ fallingdotseq ≒ risingdotseq ≓
    in ∈ ni ∋ owns ∋ notin ∉ notni ∌ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ nsubseteq ⊈
    nsupseteq ⊉ Subset ⋐ Supset ⋑ subseteqq ⫅ supseteqq ⫆ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ isin ∈
    prec ≺ succ ≻ preceq ⪯ succeq ⪰ precsim ≾ succsim ≿ preccurlyeq ≼ succcurlyeq ≽ nprec ⊀ nsucc ⊁
    lesssim ≲ gtrsim ≳ lessgtr ≶ gtrless ≷ lesseqgtr ⋚ gtreqless ⋛ lessapprox ⪅ gtrapprox ⪆ lneq ⪇ gneq ⪈ lneqq ≨ gneqq ≩ nless ≮ ngtr ≯ nleq ≰ ngeq ≱
    vcentcolon : parallel ∥ nparallel ∦ perp ⟂ mid | colon : nmid ∤ shortmid ∣ vdash ⊢ dashv ⊣ vDash ⊨ models ⊨ Vdash ⊩ Vvdash ⊪ nvdash ⊬ nvDash ⊭
    smile ⌣ frown ⌢ bowtie ⋈ Join ⋈ therefore ∴ because ∵ between ≬ pitchfork ⋔ vartriangle △ multimap ⊸
    vartriangleleft ⊲ vartriangleright ⊳ trianglelefteq ⊴ trianglerighteq ⊵
    to → rightarrow → gets ← leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⟹ impliedby ⟸
    iff ⟺ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺
    mapsto ↦ longmapsto ⟼ mapsfrom ↤ hookrightarrow ↪ hookleftarrow ↩ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑
    Downarrow ⇓ Updownarrow ⇕ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ rightharpoonup ⇀ rightharpoondown ⇁
    leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌ leftrightharpoons ⇋ rightrightarrows ⇉ leftleftarrows ⇇
    rightleftarrows ⇄ leftrightarrows ⇆ upuparrows ⇈ downdownarrows ⇊ twoheadrightarrow ↠ twoheadleftarrow ↞ rightarrowtail ↣ leftarrowtail ↢
    rightsquigarrow ⇝ leadsto ⇝ leftrightsquigarrow ↭ nrightarrow ↛ nleftarrow ↚ nleftrightarrow ↮ nRightarrow ⇏ nLeftarrow ⇍
    nLeftrightarrow ⇎ curvearrowright ↷ curvearrowleft ↶ circlearrowright ↻ circlearrowleft ↺ dashrightarrow ⇢ dashleftarrow ⇠ Lsh ↰ Rsh ↱
""")

OPENING = _pairs(
    "{ { lbrace { lparen ( lbrack [ langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ llbracket ⟦ lgroup ⟮ ulcorner ⌜ llcorner ⌞"
)
CLOSING = _pairs(
    "} } rbrace } rparen ) rbrack ] rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ rrbracket ⟧ rgroup ⟯ urcorner ⌝ lrcorner ⌟"
)

BIG = _pairs("""
    sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄ bigsqcup ⨆
""")
INTEGRALS = _pairs("int ∫ intop ∫ smallint ∫ iint ∬ iiint ∭ oint ∮ oiint ∯ oiiint ∰")

FUNCTIONS = frozenset(
    [
        "log",
        "ln",
        "lg",
        "exp",
        "sin",
        "cos",
        "tan",
        "cot",
        "sec",
        "csc",
        "sinh",
        "cosh",
        "tanh",
        "coth",
        "arcsin",
        "arccos",
        "arctan",
        "arccot",
        "arg",
        "dim",
        "ker",
        "deg",
        "hom",
        "sgn",
        "sign",
        "tr",
        "diag",
        "rank",
        "erf",
        "span",
        "vec",
        "softmax",
        "sigmoid",
        "tg",
        "ctg",
        "arctg",
        "th",
        "sh",
        "ch",
    ]
)
FUNCTIONS_WITH_LIMITS = frozenset(
    [
        "lim",
        "max",
        "min",
        "sup",
        "inf",
        "det",
        "gcd",
        "Pr",
        "argmax",
        "argmin",
        "limsup",
        "liminf",
        "plim",
        "projlim",
        "injlim",
    ]
)
SHOWN_FUNCTIONS = {"limsup": "lim sup", "liminf": "lim inf", "projlim": "proj lim", "injlim": "inj lim"}
# Names that note writers type without a backslash. Short ones (ch, sh, th, tr, lg, vec) are as likely to be something else.
TYPED_FUNCTIONS = frozenset(
    [
        "log",
        "ln",
        "exp",
        "sin",
        "cos",
        "tan",
        "cot",
        "sinh",
        "cosh",
        "tanh",
        "arcsin",
        "arccos",
        "arctan",
        "lim",
        "max",
        "min",
        "sup",
        "inf",
        "det",
        "argmax",
        "argmin",
        "softmax",
        "sigmoid",
        "sgn",
        "sign",
        "diag",
        "rank",
        "erf",
    ]
)

ACCENTS = {
    "hat": ("\u0302", "hat"),
    "widehat": ("\u0302", "hat"),
    "check": ("\u030c", "check"),
    "widecheck": ("\u030c", "check"),
    "tilde": ("\u0303", "tilde"),
    "widetilde": ("\u0303", "tilde"),
    "acute": ("\u0301", "acute"),
    "grave": ("\u0300", "grave"),
    "breve": ("\u0306", "breve"),
    "bar": ("\u0304", "bar"),
    "dot": ("\u0307", "dot"),
    "ddot": ("\u0308", "ddot"),
    "dddot": ("\u20db", "dddot"),
    "mathring": ("\u030a", "ring"),
    "vec": ("\u20d7", "vec"),
    "overrightarrow": ("\u20d7", "vec"),
    "overleftarrow": ("\u20d6", "reverse vec"),
    "overleftrightarrow": ("\u20e1", "both vec"),
}
BRACES = frozenset(("overbrace", "underbrace", "overbracket", "underbracket"))
STRETCHES = BRACES | frozenset(("overline", "underline", "boxed", "fbox"))

SPACES = {
    ",": 1, "thinspace": 1, ":": 1, ">": 1, "medspace": 1, ";": 1, "thickspace": 1, " ": 1, "\n": 1, "\t": 1, "nobreakspace": 1,
    "space": 1, "enspace": 1, "quad": 2, "qquad": 4, "!": 0, "negthinspace": 0, "negmedspace": 0, "negthickspace": 0,
    "allowbreak": 0, "nobreak": 0,
}  # fmt: skip

# Commands that change the size or the numbering of a formula, not its meaning.
IGNORED = frozenset(
    [
        "displaystyle",
        "textstyle",
        "scriptstyle",
        "scriptscriptstyle",
        "nonumber",
        "notag",
        "mathstrut",
        "strut",
        "relax",
        "null",
        "normalsize",
        "small",
        "large",
        "Large",
        "tiny",
        "footnotesize",
        "scriptsize",
        "centering",
        "noindent",
        "limits",
        "nolimits",
        "displaylimits",
        "/",
        "bf",
        "it",
        "rm",
        "sf",
        "tt",
        "cal",
        "mathord",
    ]
)
SIZES = frozenset(
    size + side for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")
)  # fmt: skip
NEGATED = _pairs(
    "= ≠ ∈ ∉ ∋ ∌ < ≮ > ≯ ≤ ≰ ≥ ≱ ≡ ≢ ∼ ≁ ≃ ≄ ≈ ≉ ≅ ≇ ⊂ ⊄ ⊃ ⊅ ⊆ ⊈ ⊇ ⊉ ∃ ∄ ∣ ∤ ∥ ∦ → ↛ ← ↚ ⇒ ⇏ ⇐ ⇍ ⇔ ⇎ ≺ ⊀ ≻ ⊁ ⊢ ⊬ ⊨ ⊭"
)

BRACKETS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉", "⟦": "⟧", "⟮": "⟯", "⌜": "⌝", "⌞": "⌟"}

# Typed signs that are not what they look like in print.
TYPED = {"-": "\N{MINUS SIGN}", "*": "\N{ASTERISK OPERATOR}"}


def _commands() -> dict[str, tuple[str, Role]]:
    commands: dict[str, tuple[str, Role]] = {}
    for table, role in (
        (LETTERS, Role.ORDINARY),
        (ORDINARY, Role.ORDINARY),
        (BINARY, Role.BINARY),
        (DOTS, Role.INNER),
        (RELATIONS, Role.RELATION),
        (OPENING, Role.OPEN),
        (CLOSING, Role.CLOSE),
        (BIG, Role.OPERATOR),
        (INTEGRALS, Role.OPERATOR),
    ):
        commands |= {command: (sign, role) for command, sign in table.items()}
    return commands


# Command, without its backslash: the sign and its role.
COMMANDS = _commands()


def _roles() -> dict[str, Role]:
    roles = {sign: role for sign, role in COMMANDS.values() if len(sign) == 1}
    roles |= dict.fromkeys("+\N{MINUS SIGN}", Role.BINARY)
    roles |= dict.fromkeys([*NEGATED.values(), *"=<>:"], Role.RELATION)
    roles |= dict.fromkeys(BRACKETS, Role.OPEN)
    roles |= dict.fromkeys([*BRACKETS.values(), "!", "?"], Role.CLOSE)
    roles |= dict.fromkeys(",;，；、", Role.PUNCTUATION)
    roles |= dict.fromkeys("|‖/△†‡", Role.ORDINARY)
    return roles


# The role of a sign typed as itself; everything else is ordinary.
ROLES = _roles()
