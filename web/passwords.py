"""Passwords: argon2id hashes, and first passwords that can be read aloud."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()
#: no 0 o 1 l i: a password is read aloud and typed from paper
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
#: compared with when the login is unknown, so that the time taken tells nothing; made once with
#: today's parameters and written down, because hashing at every start would slow the start
NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$8UYDlz3tZbGZqjWswJhtAg"
    "$LDPpadNMzCwgWqkZ3kAMIW4IVE/Ng4w0Hk7Iqvgjng8"
)


def hash_password(password: str) -> str:
    """What the database keeps of a password."""
    return _hasher.hash(password)


def matches(stored: str, typed: str) -> bool:
    """Whether the password typed is the one stored."""
    try:
        return _hasher.verify(stored, typed)
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(stored)


def first_password() -> str:
    """A random password: four groups of four letters, 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _one in range(4)) for _group in range(4))
