"""The catalogue of families: one module or folder for each topic, imported when one of its families is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizcv.problems.authoring import Family


def catalogue() -> tuple[Family, ...]:
    """All families, by topic and name; no template is read."""
    from importlib import import_module  # noqa: PLC0415  only for who asks a problem
    from pkgutil import walk_packages  # noqa: PLC0415

    from quizcv.problems.authoring import REGISTRY  # noqa: PLC0415

    for module in walk_packages(__path__, f"{__name__}."):
        import_module(module.name)
    return tuple(sorted(REGISTRY.values(), key=lambda each: (each.topic, each.name)))


def family(name: str) -> Family:
    """The family of that name; of the catalogue, only the module it is in is imported.

    Raises:
        UsageError: There is none; the message names near ones.
    """
    from quizcv.problems.authoring import REGISTRY  # noqa: PLC0415  only for who asks a problem
    from quizcv.problems.families.index import MODULES  # noqa: PLC0415

    if name not in REGISTRY and name in MODULES:
        from contextlib import suppress  # noqa: PLC0415
        from importlib import import_module  # noqa: PLC0415

        with suppress(
            ModuleNotFoundError
        ):  # a module was moved and the list not yet written anew: all are looked through
            import_module(f"{__name__}.{MODULES[name]}")
    if name in REGISTRY:
        return REGISTRY[name]
    families = {each.name: each for each in catalogue()}
    if name in families:
        return families[name]
    from difflib import get_close_matches  # noqa: PLC0415  only for the message

    from quizcv.errors import UsageError  # noqa: PLC0415

    if any(each.topic == name for each in families.values()):
        message = f"{name!r} is a topic, and one family is asked; see: quizcv families {name}"
        raise UsageError(message)
    near = get_close_matches(name[:60], families, 3, 0.5)
    mend = "did you mean " + " or ".join(map(repr, near)) + "?" if near else "see: quizcv families"
    message = f"there is no family {name[:60]!r}; {mend}"
    raise UsageError(message)
