"""The files of the editors' schemas, in the folder `schema` beside `content`: kept true of what may be named now."""

from pathlib import Path

from generator.records.record import Known
from generator.records.schema import editor_schemas

FOLDER = "schema"


def write_schemas(known: Known, folder: Path, missing: bool = True) -> None:
    """Write those that differ from what lies in `folder`; those that are not there only if `missing`."""
    for name, text in editor_schemas(known):
        path = folder / f"{name}.schema.json"
        if path.read_text("utf-8") != text if path.is_file() else missing:
            path.write_text(text, "utf-8")
