"""The log on a PostgreSQL server, for a class or a team: the same tables, in a schema of its own for each learner.

`address` reads the URL and names the schema, `connecting` speaks to the server and explains its errors, `database` is what the store
writes to, `glance` the look for the first screen, `learners` who else has a log there. psycopg is imported when a log on a server is used.
"""
