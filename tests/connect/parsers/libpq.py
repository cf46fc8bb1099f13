# Reads connection strings, as a JSON list, by libpq; prints a JSON list of their parts.
import json
import sys

from psycopg2.extensions import parse_dsn

print(json.dumps([parse_dsn(dsn) for dsn in json.load(sys.stdin)]))
