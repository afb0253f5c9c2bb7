"""灯色 in words: the colour and the sentence that explains it, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from flask_babel import gettext

from models import LivelihoodProject
from web import db
from web.house import house, today
from web.wording import say, show_day
from workflow.lights import Light, light_of, light_on, scale_of

COLOURS = {"green": "绿灯", "yellow": "黄灯", "red": "红灯"}
_SIGNALS: dict[str, Literal["ok", "soon", "late"]] = {
    "green": "ok", "yellow": "soon", "red": "late",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LightView:
    """A light as a page shows it: never the colour alone."""

    colour: str
    label: str
    signal: Literal["ok", "soon", "late"]
    why: str


def light_view(project: LivelihoodProject) -> LightView | None:
    """The light of a project today; None for what is not being carried out."""
    rules = house().engine.rules_of(db.session(), project)
    found = light_of(project, today(), scale_of(rules, project))
    return show_light(found) if found else None


def light_then(project: LivelihoodProject, day: date) -> LightView:
    """The light of a project on a day on which it was being carried out."""
    rules = house().engine.rules_of(db.session(), project)
    return show_light(light_on(project, day, scale_of(rules, project)))


def show_light(light: Light) -> LightView:
    """A light in words."""
    sentences = [
        gettext(why.msgid, **{
            name: show_day(value) if isinstance(value, date) else value
            for name, value in why.params
        })
        for why in light.reasons
    ]  # fmt: skip
    return LightView(
        light.colour, say(COLOURS[light.colour]), _SIGNALS[light.colour], "；".join(sentences)
    )
