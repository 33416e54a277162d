"""What breaks a house rule still, by module and name; nothing is to be added."""

NOT_YET = frozenset(
    {
        "ddjlayout/elements/columns.py:_ALIGNS",
        "ddjlayout/elements/html.py:_REMEDIES",
        "ddjlayout/elements/table_row.py:_STYLES",
        "ddjlayout/linebreak/classes.py:CHARACTERS",
        "ddjlayout/linebreak/lines.py:_PLAIN",
        "ddjlayout/linebreak/table.py:_QUOTES",
        "ddjlayout/linebreak/tailoring.py:ROLES",
        "ddjlayout/simulator/body.py:_IN_DOUBLE",
        "ddjlayout/simulator/operations.py:_SECONDS",
        "ddjlayout/simulator/remote.py:fault",
        "ddjlayout/simulator/remote.py:set_device",
        "ddjlayout/simulator/remote.py:settings",
    }
)
