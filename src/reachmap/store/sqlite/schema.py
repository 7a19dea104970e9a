"""What the file looks like, version by version.

Each table of the model is a table here, or a view, of the same name and with the same columns:
lists are JSON text, days ISO text. `number` counts the rows of a table; nodes are numbered in
the order of their ids. Attendance is kept in numbers (`came`), and `attendance` shows it in ids.
What else is there follows from these: `wider`, each group with every group it is part of;
`member`, each voice with its groups and every wider one; `wanted`, each activity with the
groups it is for; `heard`, how many voices that count each activity had of each group or narrower.

A version that went out is never changed: what comes after is another one, added at the end.
"""

from reachmap.model.tables import ONCE_IN_PENCE, STEP_COST
from reachmap.store.sqlite.cells import with_words

APPLICATION = 0x52436D70
"""What marks a file of SQLite as a map of ours, at its byte 68."""

_TABLES = (
    """
    CREATE TABLE about (
        number INTEGER PRIMARY KEY, "title" TEXT, "team" TEXT, "area" TEXT,
        "area_population" INTEGER, "as_of" TEXT, "date_order" TEXT, "currency" TEXT,
        "register_complete" INTEGER NOT NULL, "illustrative" INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE groups (
        number INTEGER PRIMARY KEY, "id" TEXT NOT NULL UNIQUE, "name" TEXT NOT NULL,
        "notes" TEXT, "category" TEXT, "population" INTEGER, "population_source" TEXT,
        "part_of" TEXT NOT NULL, "barriers" TEXT NOT NULL, "languages" TEXT NOT NULL,
        "hidden" INTEGER NOT NULL, "finding_question" TEXT
    )
    """,
    """
    CREATE TABLE organisations (
        number INTEGER PRIMARY KEY, "id" TEXT NOT NULL UNIQUE, "name" TEXT NOT NULL,
        "notes" TEXT, "sector" TEXT, "languages" TEXT NOT NULL, "team" INTEGER NOT NULL,
        "capacity" INTEGER, "influence" INTEGER, "interest" INTEGER
    )
    """,
    """
    CREATE TABLE workers (
        number INTEGER PRIMARY KEY, "id" TEXT NOT NULL UNIQUE, "name" TEXT NOT NULL,
        "notes" TEXT, "role" TEXT, "organisation" TEXT, "languages" TEXT NOT NULL,
        "capacity" INTEGER, "until" TEXT, "consent" INTEGER NOT NULL, "influence" INTEGER,
        "interest" INTEGER
    )
    """,
    """
    CREATE TABLE champions (
        number INTEGER PRIMARY KEY, "id" TEXT NOT NULL UNIQUE, "name" TEXT NOT NULL,
        "notes" TEXT, "groups" TEXT NOT NULL, "lived_experience" TEXT, "lived_until" TEXT,
        "trained_on" TEXT, "supported_by" TEXT, "languages" TEXT NOT NULL, "capacity" INTEGER,
        "until" TEXT, "consent" INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE channels (
        number INTEGER PRIMARY KEY, "id" TEXT NOT NULL UNIQUE, "name" TEXT NOT NULL,
        "notes" TEXT, "method" TEXT, "run_by" TEXT, "capacity" INTEGER, "anonymous" INTEGER
    )
    """,
    """
    CREATE TABLE venues (
        number INTEGER PRIMARY KEY, "id" TEXT NOT NULL UNIQUE, "name" TEXT NOT NULL,
        "notes" TEXT, "setting" TEXT, "area" TEXT, "accessible" INTEGER
    )
    """,
    """
    CREATE TABLE activities (
        number INTEGER PRIMARY KEY, "id" TEXT NOT NULL UNIQUE, "name" TEXT NOT NULL,
        "notes" TEXT, "date" TEXT, "level" TEXT, "method" TEXT, "channel" TEXT, "venue" TEXT,
        "run_by" TEXT, "groups" TEXT NOT NULL, "records" TEXT NOT NULL, "topic" TEXT,
        "concerns" TEXT, "sensitive" INTEGER NOT NULL, "anonymous" INTEGER, "can_change" TEXT,
        "no_choice" TEXT, "notice_days" INTEGER, "cost" INTEGER, "staff_hours" REAL,
        "invited" INTEGER, "attended" INTEGER, "frontline_staff" INTEGER,
        "supports" TEXT NOT NULL, "decided_on" TEXT, "feedback_on" TEXT
    )
    """,
    """
    CREATE TABLE voices (
        number INTEGER PRIMARY KEY, "id" TEXT NOT NULL UNIQUE, "name" TEXT NOT NULL,
        "notes" TEXT, "groups" TEXT NOT NULL, "lived_experience" TEXT, "lived_until" TEXT
    )
    """,
    """
    CREATE TABLE links (
        number INTEGER PRIMARY KEY, "from" TEXT NOT NULL, "type" TEXT NOT NULL,
        "to" TEXT NOT NULL, "both_ways" INTEGER NOT NULL, "trust" INTEGER, "chance" REAL,
        "days" INTEGER, "cost" INTEGER, "last_contact" TEXT, "owner" TEXT, "source" TEXT,
        "notes" TEXT
    )
    """,
    """
    CREATE TABLE turnout (
        number INTEGER PRIMARY KEY, "activity" TEXT NOT NULL, "group" TEXT NOT NULL,
        "invited" INTEGER, "attended" INTEGER, UNIQUE ("activity", "group")
    )
    """,
    """
    CREATE TABLE asks (
        number INTEGER PRIMARY KEY, "date" TEXT NOT NULL, "from" TEXT NOT NULL,
        "to" TEXT NOT NULL, "group" TEXT, "activity" TEXT, "outcome" TEXT
    )
    """,
    """
    CREATE TABLE said (
        number INTEGER PRIMARY KEY, "activity" TEXT NOT NULL, "group" TEXT, "question" TEXT,
        "theme" TEXT, "summary" TEXT, "response" TEXT, "told_on" TEXT, "owner" TEXT
    )
    """,
    """
    CREATE TABLE panels (
        number INTEGER PRIMARY KEY, "date" TEXT NOT NULL, "voice" TEXT NOT NULL, "chance" REAL,
        UNIQUE ("date", "voice")
    )
    """,
    """
    CREATE TABLE findings (
        number INTEGER PRIMARY KEY, "rule" TEXT NOT NULL, "subject" TEXT NOT NULL,
        "answer" TEXT NOT NULL, "on" TEXT, UNIQUE ("rule", "subject")
    )
    """,
    """
    CREATE TABLE methods (
        number INTEGER PRIMARY KEY, "code" TEXT NOT NULL UNIQUE, "name" TEXT NOT NULL,
        "description" TEXT, "notice_days" INTEGER, "cost" INTEGER, "staff_hours" REAL,
        "people" INTEGER, "response" REAL, "excludes" TEXT NOT NULL,
        "anonymous" INTEGER NOT NULL, "staff_view" TEXT, "source" TEXT
    )
    """,
    """
    CREATE TABLE supports (
        number INTEGER PRIMARY KEY, "code" TEXT NOT NULL UNIQUE, "name" TEXT NOT NULL,
        "description" TEXT, "lifts" TEXT NOT NULL, "cost_per_person" INTEGER,
        "fixed_cost" INTEGER, "staff_hours" REAL, "lead_days" INTEGER, "source" TEXT
    )
    """,
    """
    CREATE TABLE taxonomy (
        number INTEGER PRIMARY KEY, "code" TEXT NOT NULL UNIQUE, "name" TEXT NOT NULL,
        "description" TEXT, "families" TEXT NOT NULL, "characteristic" TEXT NOT NULL,
        "hidden" INTEGER NOT NULL, "finding_question" TEXT
    )
    """,
    """
    CREATE TABLE assumptions (
        number INTEGER PRIMARY KEY, "name" TEXT NOT NULL UNIQUE, "value" NOT NULL
    )
    """,
)

_COUNTED = (
    """
    CREATE TABLE store (
        number INTEGER PRIMARY KEY CHECK (number = 1), token TEXT NOT NULL,
        revision INTEGER NOT NULL, digest TEXT, writer TEXT
    )
    """,
    """
    INSERT INTO store VALUES (1, lower(hex(randomblob(8))), 0, NULL, NULL)
    """,
    """
    CREATE TABLE wider (
        narrow INTEGER NOT NULL REFERENCES groups, wide INTEGER NOT NULL REFERENCES groups,
        PRIMARY KEY (narrow, wide)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE member (
        voice INTEGER NOT NULL REFERENCES voices, "group" INTEGER NOT NULL REFERENCES groups,
        PRIMARY KEY (voice, "group")
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE wanted (
        activity INTEGER NOT NULL REFERENCES activities,
        "group" INTEGER NOT NULL REFERENCES groups,
        PRIMARY KEY (activity, "group")
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE came (
        voice INTEGER NOT NULL REFERENCES voices,
        activity INTEGER NOT NULL REFERENCES activities,
        speaking TEXT NOT NULL, PRIMARY KEY (voice, activity)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE heard (
        activity INTEGER NOT NULL REFERENCES activities,
        "group" INTEGER NOT NULL REFERENCES groups,
        voices INTEGER NOT NULL, PRIMARY KEY (activity, "group")
    ) WITHOUT ROWID
    """,
    """
    CREATE VIEW attendance AS
    SELECT
        coalesce(v.id, '#' || c.voice) AS voice, coalesce(a.id, '#' || c.activity) AS activity,
        c.speaking AS speaking
    FROM came c LEFT JOIN voices v ON v.number = c.voice
    LEFT JOIN activities a ON a.number = c.activity
    """,
)

_WATCHED = (
    *("about", "groups", "organisations", "workers", "champions", "channels", "venues"),
    *("activities", "voices", "links", "came", "turnout", "asks", "said", "panels", "findings"),
    *("methods", "supports", "taxonomy", "assumptions"),
)

_EVENTS = ("insert", "update", "delete")


def _watch(table: str, event: str) -> str:
    return f"""
    CREATE TRIGGER {table}_{event} AFTER {event} ON {table}
    BEGIN UPDATE store SET revision = revision + 1, digest = NULL, writer = 'hand'; END
    """  # noqa: S608  names of tables


TRIGGERS = (
    *(_watch(table, event) for table in _WATCHED for event in _EVENTS),
    with_words("""
    CREATE TRIGGER heard_more AFTER INSERT ON came
    WHEN new.speaking IN :heard
    BEGIN
        INSERT INTO heard
        SELECT new.activity, m."group", 1 FROM member m WHERE m.voice = new.voice
        ON CONFLICT (activity, "group") DO UPDATE SET voices = voices + 1;
    END
    """),
    with_words("""
    CREATE TRIGGER heard_less AFTER DELETE ON came
    WHEN old.speaking IN :heard
    BEGIN
        UPDATE heard SET voices = voices - 1 WHERE activity = old.activity
            AND "group" IN (SELECT m."group" FROM member m WHERE m.voice = old.voice);
        DELETE FROM heard WHERE activity = old.activity AND voices = 0;
    END
    """),
)
"""What notes each change of a row, also by hand, and keeps `heard` in step; a whole map is
written without them."""

UNWATCHED = (
    *(f"DROP TRIGGER {table}_{event}" for table in _WATCHED for event in _EVENTS),
    *("DROP TRIGGER heard_more", "DROP TRIGGER heard_less"),
)

INDEXES = (
    "CREATE INDEX came_at ON came (activity, speaking, voice)",
    'CREATE INDEX member_of ON member ("group", voice)',
    'CREATE INDEX asked ON asks ("to", "date", "activity")',
    'CREATE INDEX asked_by ON asks ("from", "to", "date", "outcome")',
    'CREATE INDEX asked_about ON asks ("group", "date")',
    'CREATE INDEX seated ON panels ("voice", "date")',
    'CREATE INDEX about_whom ON findings ("subject")',
    'CREATE INDEX links_to ON links ("to")',
    """
    CREATE UNIQUE INDEX links_key ON links ("from", "type", "to", coalesce("source", ''))
    """,
)
"""Indexes; a whole map is written without them, and they are made at its end."""

UNINDEXED = (
    "DROP INDEX came_at",
    "DROP INDEX member_of",
    "DROP INDEX asked",
    "DROP INDEX asked_by",
    "DROP INDEX asked_about",
    "DROP INDEX seated",
    "DROP INDEX about_whom",
    "DROP INDEX links_to",
    "DROP INDEX links_key",
)

_WITH_PENCE = (*ONCE_IN_PENCE, "assumptions")


def _out_of_pence(table: str, column: str) -> str:
    return f"""
    UPDATE {table} SET "{column}" = "{column}" / 100.0
    WHERE typeof("{column}") IN ('integer', 'real')
    """  # noqa: S608  names of the model


_OUT_OF_PENCE = (
    *(f"DROP TRIGGER {table}_update" for table in _WITH_PENCE),
    *(_out_of_pence(table, each) for table in ONCE_IN_PENCE for each in ONCE_IN_PENCE[table]),
    f"{_out_of_pence('assumptions', 'value')} AND name = '{STEP_COST}'",
    *(_watch(table, "update") for table in _WITH_PENCE),
    "UPDATE store SET revision = revision + 1, digest = NULL WHERE revision > 0",
)
"""What brings sums of money from whole pence to the currency of the map, unwatched: it is no
change by hand."""

_WITH_OWN = (
    *("groups", "organisations", "workers", "champions", "channels", "venues", "activities"),
    *("voices", "links", "methods", "supports", "taxonomy"),
)
"""Tables whose rows keep columns of people's own."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (*_TABLES, *_COUNTED, *INDEXES, *TRIGGERS, f"PRAGMA application_id = {APPLICATION}"),
    (
        'ALTER TABLE about ADD COLUMN "subject" TEXT',
        """ALTER TABLE about ADD COLUMN "asked" TEXT NOT NULL DEFAULT '[]'""",
        'ALTER TABLE groups ADD COLUMN "population_margin" REAL',
        'ALTER TABLE channels ADD COLUMN "standing" INTEGER NOT NULL DEFAULT 0',
        'ALTER TABLE turnout ADD COLUMN "not_said" INTEGER',
    ),
    _OUT_OF_PENCE,
    (
        *(
            f"""ALTER TABLE {table} ADD COLUMN "own" TEXT NOT NULL DEFAULT '[]'"""
            for table in _WITH_OWN
        ),
        """ALTER TABLE about ADD COLUMN "own_columns" TEXT NOT NULL DEFAULT '[]'""",
        "UPDATE store SET digest = NULL",
    ),
)
"""What brings a file from each version to the next; the first makes it out of nothing."""
