"""The command line's own faults, in the form of all others: what is wrong, and how to write it."""

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from typing import NoReturn

from generator.text import nearest, particle

# What argparse says (3.11 to 3.14), and what we say instead, with the repair.
_SAID = (
    (r"unrecognized arguments: (.+)", "'{0}'{1} 알 수 없는 말입니다.", "'build.py -h'로 쓸 수 있는 명령과 옵션을 보세요."),
    (r"the following arguments are required: (.+)", "'{0}'{1} 빠졌습니다.", "'{prog} -h'로 쓰는 법을 보세요."),
    (r"argument (\S+): expected .*", "'{0}' 뒤에 값이 없습니다.", "'{prog} -h'로 쓰는 법을 보세요."),
    (r"argument (\S+): invalid choice: (\S+) .*", "'{0}'에 쓸 수 없는 말입니다: {2}", "'{prog} -h'에 나온 말에서 고르세요."),
    (r"argument (\S+): (.+[가-힣].+)", "'{0}': {2}", "'{prog} -h'로 쓰는 법을 보세요."),
)


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose faults are Korean and name a repair. `words` are what a mistyped first word may have meant."""

    words: Iterable[str] = ()

    def error(self, message: str) -> NoReturn:
        """Say what cannot be understood, and end with 2."""
        said, repair = _in_korean(message, self.prog)
        strange = message.partition("unrecognized arguments: ")[2].split(" ")[0]
        meant = nearest(strange, self.words) if strange else None
        guess = f"'{meant}'라고 쓰려던 것입니까? " if meant else ""
        refuse("bad-command", said, guess + repair)


def refuse(code: str, message: str, repair: str) -> NoReturn:
    """Say why the command cannot be run, and end with 2."""
    print(f"오류[{code}] {message}\n  고치기: {repair}", file=sys.stderr)
    raise SystemExit(2)


def _in_korean(message: str, prog: str) -> tuple[str, str]:
    for pattern, said, repair in _SAID:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            first, *rest = found.groups()
            topic = particle(first, "은" if "알 수 없는" in said else "이", "는" if "알 수 없는" in said else "가")
            return said.format(first, topic, *rest), repair.format(prog=prog)
    return message, f"'{prog} -h'로 쓰는 법을 보세요."


def whole(least: int, most: int) -> Callable[[str], int]:
    """A type for options that take a whole number from `least` to `most`."""

    def number(text: str) -> int:
        if not re.fullmatch(r"\d{1,9}", text) or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"'{text}' 대신 {least}부터 {most}까지의 수를 쓰세요.")
        return int(text)

    return number
