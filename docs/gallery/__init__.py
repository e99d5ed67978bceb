"""Every screen at every size in every look, to be judged by eye: `python -m docs.gallery FOLDER [SCENE...]`.

A scene (`scene.py`) is a way through the app, in a home made for it (`homes.py`); the scenes lie by room in `scenes/`. A look
(`looks.py`) is a theme, or the terminal's own colours on black or white, or none. Nothing that is written is kept in the repository.
"""
