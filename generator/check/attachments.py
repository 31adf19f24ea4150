"""Files to download that may be handed on: kinds that no browser runs, and that are what their names say."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from generator.check.said import Fault
from generator.pictures import ENDINGS, fault_of
from generator.read.files import AS_UTF8, NOT_UTF8

SIZE_LIMIT = 50_000_000
_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# Each ending and how its files begin (PRONOM, nationalarchives.gov.uk); "" for plain text. Nothing here is markup or a program.
BEGINNINGS: Mapping[str, bytes] = {
    ".pdf": b"%PDF-",
    ".hwp": _OLE,
    ".hwpx": _ZIP,
    ".docx": _ZIP,
    ".xlsx": _ZIP,
    ".pptx": _ZIP,
    ".zip": _ZIP,
    ".csv": b"",
    ".txt": b"",
}

_AS_UTF8: Mapping[str, str] = {
    ".txt": AS_UTF8,
    ".csv": "엑셀에서는 'CSV UTF-8(쉼표로 분리)'로, 편집기에서는 'UTF-8'로 저장하세요.",
}


def fault_of_picture(path: Path) -> Fault | None:
    """Why this picture is not shown; or None where it is."""
    fault = fault_of(path)
    return fault and ("bad-image", *fault)


def fault_of_attachment(path: Path) -> Fault | None:
    """Why this file is not handed on; or None where it is. Pictures are judged as pictures."""
    ending = PurePosixPath(path).suffix.lower()
    if ending in ENDINGS or ending == ".svg":
        return fault_of_picture(path)
    if ending not in BEGINNINGS:
        kinds = ", ".join((*BEGINNINGS, *ENDINGS))
        return "bad-attachment", f"'{ending or path.name}' 파일은 싣지 않습니다.", f"{kinds} 가운데 하나로 바꾸어 넣으세요."
    size = path.stat().st_size
    if not size:
        return "bad-attachment", "파일이 비어 있습니다(0바이트).", "내용이 든 파일을 다시 받아 넣으세요."
    if size > SIZE_LIMIT:
        return "bad-attachment", "파일이 50 MB보다 큽니다.", "나누거나 줄이세요."
    with path.open("rb") as file:
        head = file.read(4096)
    if BEGINNINGS[ending] and head.startswith(BEGINNINGS[ending]):
        return None
    if BEGINNINGS[ending] or not _is_plain(head):
        return (
            "bad-attachment",
            f"이름은 {ending}인데 속은 그런 파일이 아닙니다.",
            "파일을 알맞은 프로그램으로 열어 다시 저장한 뒤 넣으세요.",
        )
    return None if _is_utf8(path) else ("encoding", NOT_UTF8, _AS_UTF8[ending])


def _is_plain(head: bytes) -> bool:
    """Whether the beginning is text and no markup."""
    return b"\0" not in head and not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def _is_utf8(path: Path) -> bool:
    """Whether the whole file is in UTF-8: every host says so of text, and a browser then shows any other (CP949) as rubbish."""
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
