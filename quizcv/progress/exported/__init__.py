"""Events as text: one line of JSON each, in a file that other devices, people and a rescue can read.

A line is exact: what is written and read again is the same event, and the same event is the same bytes on every device. It
stands alone, so lines may come in any order, twice, or between lines that say nothing. The names are those of `quizcv log
--json`, whose lines are read here too. What a field does not tell is left out.

The version `v` is raised when a later quizcv writes something that an older one would misread. A line of a newer version,
or of a kind of event not known here, is told as such and stays where it is; a field not known here is passed over.

`writing.py` makes the lines, `parsing.py` reads one, and `reading.py` reads files of them.
"""
