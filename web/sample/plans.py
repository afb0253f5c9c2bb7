"""What is to become of each case of the sample: one plan, one case."""

from __future__ import annotations

from dataclasses import dataclass

from web.sample.timeline import Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPlan:
    """How one proposal goes, and how far."""

    #: the step after which nothing more happens before the sample's today
    until: str
    anchor: Anchor
    #: main: the member who can sign in; green: a member of her group; free: anybody else
    author: str = "free"
    cosigners: int = 0
    #: all, decline, lapse, end: how the invitations end
    answers: str = "all"
    #: the member who can sign in is the first of those invited
    invites_main: bool = False
    #: the office enters it from paper; disputed: the member finds a mistake in it
    on_paper: str = ""
    #: the body of a collective proposal
    collective: str = ""
    #: kept, undone: a collective proposal may become the member's own again
    stays_collective: bool = True
    #: members who second it after submission; the last of them thinks better of it
    seconders: int = 0
    #: the author settles the order of the cosigners
    ordered: bool = False
    #: the last cosigner takes his signature back
    unsigned: bool = False
    consent: str = "full"
    #: group, direct, silent, impatient, changes, taken_back: how it reaches the office
    route: str = "group"
    #: file, again, send_back, not_file, withdraw, withdraw_late, withdraw_handling
    examination: str = "file"
    #: index of the ground, for not_file
    unfit: int = -1
    mode: str = "sole"
    #: asked, silent, ended, proposed: what precedes the assignment; empty: nothing
    trial: str = ""
    #: kept, undone, withdrawn: another proposal on the same matter is merged into it
    merging: str = ""
    #: who wrote that one
    second_author: str = "free"
    #: the leaders wrote on it before it was assigned
    instructed: bool = False
    #: the county leader supervises it: while it is handled, or until it was taken off the list
    key: str = ""
    #: short name of the unit that has to answer; empty: whose matter it is
    lead: str = ""
    #: a co-handling unit that must take part
    co: str = ""
    #: agreed, refused, dispute: what becomes of a request to return the task
    returned: str = ""
    #: the unit suggests another, which joins
    joined: bool = False
    #: granted, refused: what becomes of a request for more time
    extension: str = ""
    #: granted, refused, decided: whether the clock of the case stands still for a while
    pause: str = ""
    redrafted: bool = False
    #: agree, changes, silent: what the proposers say to the draft
    heard: str = "agree"
    #: reserved, revised, silent_co, returned, refused, paper, corrected, delivered: what is
    #: particular on the way of the first letter; empty: nothing
    chain: str = ""
    reminded: bool = False
    #: confirm, silent, dispute, correct, waive, later: what comes of the talks
    talk: str = "confirm"
    #: days from assignment to the reply
    pace: int = 62
    #: satisfied, basic, dissatisfied, silent
    judgement: str = "satisfied"
    second: str = "satisfied"
    #: changed, paper, paper_wrong, paper_objected: how the judgement comes in; empty: online
    judging: str = ""
    #: the unit says what it thinks of the proposal
    rates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPlan:
    """How one livelihood project goes, and how far."""

    #: which of the project texts
    text: int = 0
    #: government or own
    kind: str = "government"
    author: str = "free"
    #: group, direct, silent, changes: how it reaches the office; office: entered by it
    route: str = "group"
    #: the step that happens on that day
    anchor: Anchor
    #: open, discard, send, submit, turn_down, send_back, withdraw, examine, take_off, shortlist,
    #: lose, give_up, register, list or accept: the last step before the works; empty: all of them
    until: str = ""
    #: sent back once before it is taken up
    sent_back: bool = False
    #: a proposal or a promise that it was started from; empty: none
    source: str = ""
    #: what happens after the unit has signed, word by word (see `works`)
    works: tuple[str, ...] = ()
    #: days from the listing to the planned start
    starts_after: int = 12
    #: satisfied, basic, dissatisfied
    verdict: str = "satisfied"
