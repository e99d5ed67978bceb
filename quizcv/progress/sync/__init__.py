"""Two devices and more: each writes a file of its own into a shared folder and takes in what the others wrote.

`syncing.py` is the whole of it; `folder.py` reads the files, `marks.py` remembers what was read, `publishing.py` writes
this device's own file, and `absorbing.py` brings events into the log.
"""
