"""Settings: every one comes from the environment, is named here once, and has a default."""

from __future__ import annotations

import ipaddress
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"", "0", "false", "no", "off"})


_HOUR = r"(?:[01]\d|2[0-3]):[0-5]\d"
_WINDOW = re.compile(rf"(?P<first>{_HOUR})-(?P<last>{_HOUR})")


class SettingsError(Exception):
    """A setting that cannot be used; the message is a sentence that names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says. Names are `JIANYAN_` and the field in capitals."""

    #: folder of everything this installation owns: database, files, fonts, secret key
    instance: Path
    #: `sqlite:////path` or `postgresql://user:password@host/name`; default: SQLite in instance
    database_url: str
    #: signs the form cookie; default: made once and kept in instance/secret_key
    secret_key: str
    #: address to serve on
    host: str = "127.0.0.1"
    #: port to serve on
    port: int = 8000
    #: name of the committee, shown on every page and sheet
    committee: str = "政协云岭县委员会"
    #: its name in the titles of letters
    committee_short: str = "县政协"
    #: who gets a copy of every reply beside the co-handling units, separated by semicolons
    copies: tuple[str, ...] = ("县政协提案委员会", "县人民政府督查室")
    #: cookies only over HTTPS (1/0); default: on unless the host is this machine alone
    cookie_secure: bool = False
    #: how many reverse proxies in front are ours; their X-Forwarded-* headers are believed
    trusted_proxies: int = 0
    #: the procedure file; default: states.yaml beside the program
    states: Path = field(default_factory=lambda: Path(__file__).parent.parent / "states.yaml")
    #: hours without a request after which a session ends
    idle_hours: int = 8
    #: wrong passwords in a row before a login pauses
    login_tries: int = 5
    #: wrong passwords from one address before it pauses; offices share one address
    address_tries: int = 20
    #: minutes such a pause lasts
    login_pause: int = 15
    #: largest upload, in MiB
    upload_limit: int = 20
    #: address that is sent each message of the outbox as JSON; default: files in instance/outbox
    webhook_url: str = ""
    #: hours of working days in which messages leave the house, or `always`
    send_window: str = "08:30-18:00"
    #: name of this background worker; give each its own when several run
    worker_name: str = "local"
    #: worker processes of `jianyan serve`
    processes: int = 1
    #: threads of each of them
    threads: int = 8
    #: postal address of the proposal office, printed on the feedback form
    office_address: str = ""
    #: its postcode
    office_postcode: str = ""
    #: its telephone number
    office_phone: str = ""
    #: the telephone number of the supervision office (督查室), printed on transfer slips
    supervision_phone: str = ""
    #: 全宗号 of the committee in the county archive, proposed when a volume is put together
    fonds_no: str = ""
    #: whether what is published can be read without an account, at /public (1/0)
    public_pages: bool = True
    #: where people outside reach this installation, as https://…; the QR codes of sheets lead there
    public_address: str = ""
    #: patterns the auditor is shown: a reply signed within so many minutes
    pattern_reply_minutes: int = 30
    #: a contact entered so many days after it was held
    pattern_contact_days: int = 15
    #: an extension asked for so many days before the date, or on it
    pattern_extension_days: int = 0
    #: so many evaluations on paper typed in by one clerk
    pattern_paper_forms: int = 5
    #: letters of one unit that are alike by so many percent
    pattern_likeness: int = 90
    #: Flask's debugger (1/0); refused unless the host is this machine alone
    debug: bool = False

    @property
    def files(self) -> Path:
        """Where attachments lie."""
        return self.instance / "files"

    @property
    def fonts(self) -> Path:
        """Where the fonts of the documents lie."""
        return self.instance / "fonts"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this environment; SettingsError names the first that cannot be used."""
    given = {
        name.removeprefix("JIANYAN_").lower(): value
        for name, value in (os.environ if environment is None else environment).items()
        if name.startswith("JIANYAN_") and value.strip()
    }
    instance = Path(given.get("instance", Path(__file__).parent.parent / "instance")).absolute()
    host = given.get("host", "127.0.0.1")
    debug = _switch(given, "debug", default=False)
    if debug and not is_loopback(host):
        raise SettingsError("JIANYAN_DEBUG 只能在本机地址（127.0.0.1）上打开。")
    states = given.get("states")
    return Settings(
        instance=instance,
        database_url=given.get("database_url", f"sqlite:///{instance / 'jianyan.db'}"),
        secret_key=given.get("secret_key") or _kept_secret(instance),
        host=host,
        port=_number(given, "port", 8000, 1, 65535),
        committee=given.get("committee", "政协云岭县委员会"),
        committee_short=given.get("committee_short", "县政协"),
        copies=_names(given.get("copies", "县政协提案委员会;县人民政府督查室")),
        cookie_secure=_switch(given, "cookie_secure", default=not is_loopback(host)),
        trusted_proxies=_number(given, "trusted_proxies", 0, 0, 9),
        idle_hours=_number(given, "idle_hours", 8, 1, 24),
        login_tries=_number(given, "login_tries", 5, 1, 100),
        address_tries=_number(given, "address_tries", 20, 1, 10000),
        login_pause=_number(given, "login_pause", 15, 1, 1440),
        upload_limit=_number(given, "upload_limit", 20, 1, 200),
        webhook_url=_web_address(given, "webhook_url"),
        send_window=_window(given, "send_window", "08:30-18:00"),
        worker_name=given.get("worker_name", "local"),
        processes=_number(given, "processes", 1, 1, 64),
        threads=_number(given, "threads", 8, 1, 64),
        office_address=given.get("office_address", ""),
        office_postcode=given.get("office_postcode", ""),
        office_phone=given.get("office_phone", ""),
        supervision_phone=given.get("supervision_phone", ""),
        fonds_no=given.get("fonds_no", ""),
        public_pages=_switch(given, "public_pages", default=True),
        public_address=_web_address(given, "public_address").rstrip("/"),
        pattern_reply_minutes=_number(given, "pattern_reply_minutes", 30, 1, 10000),
        pattern_contact_days=_number(given, "pattern_contact_days", 15, 0, 1000),
        pattern_extension_days=_number(given, "pattern_extension_days", 0, 0, 365),
        pattern_paper_forms=_number(given, "pattern_paper_forms", 5, 1, 10000),
        pattern_likeness=_number(given, "pattern_likeness", 90, 1, 100),
        debug=debug,
        **({"states": Path(states).absolute()} if states else {}),
    )


def is_loopback(host: str) -> bool:
    """Whether the address reaches this machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _switch(given: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = given.get(name)
    if text is None:
        return default
    if text.lower() in _TRUE:
        return True
    if text.lower() in _FALSE:
        return False
    raise SettingsError(f"JIANYAN_{name.upper()} 应写 1 或 0，现在是“{text}”。")


def _number(given: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = given.get(name)
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise SettingsError(f"JIANYAN_{name.upper()} 应是 {low} 到 {high} 的整数，现在是“{text}”。")
    return int(text)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.replace("；", ";").split(";") if (name := part.strip()))


def _window(given: Mapping[str, str], name: str, default: str) -> str:
    text = given.get(name, default).replace(" ", "")
    found = _WINDOW.fullmatch(text)
    if text != "always" and (found is None or found["first"] >= found["last"]):
        raise SettingsError(
            f"JIANYAN_{name.upper()} 应写成 08:30-18:00 这样的时间，或者 always，现在是“{text}”。"
        )
    return text


def _web_address(given: Mapping[str, str], name: str) -> str:
    text = given.get(name, "")
    if text and not text.startswith(("http://", "https://")):
        raise SettingsError(
            f"JIANYAN_{name.upper()} 应以 http:// 或 https:// 开头，现在是“{text}”。"
        )
    return text


def _kept_secret(instance: Path) -> str:
    # Made once: several processes of one installation must sign alike, and survive a restart.
    place = instance / "secret_key"
    if not place.exists():
        instance.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(
                os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
            ) as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:  # another process was quicker
            pass
    return place.read_text("ascii").strip()
