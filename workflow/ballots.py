"""票决: who has won. More candidates than places; the most votes win, with enough of them.

Enough is what the parameter `ballot_majority` says: more than half of all who are entitled, more
than half of the valid ballots, or merely the most. Equal votes at the last place settle nothing.
"""

from __future__ import annotations

from models import BallotSession
from workflow.acts import Act
from workflow.limits import setting


def winners(act: Act) -> set[int]:
    """The numbers on the list that have won, by the form of this act."""
    ballot, data = act.subject, act.data
    if not isinstance(ballot, BallotSession):
        raise TypeError(f"{ballot.kind} is not a ballot")
    votes = {one["no"]: one["votes"] for one in data["ballot_votes"]}
    majority = setting(act.rules, ballot, "ballot_majority")
    return chosen(votes, ballot.places, data["entitled"], data["valid"], majority)


def chosen(
    votes: dict[int, int], places: int, entitled: int, valid: int, majority: str
) -> set[int]:
    """The winners of a count; fewer than places when fewer have enough votes."""
    base = {"entitled": entitled, "valid": valid}.get(majority)
    enough = [no for no, count in votes.items() if count and (base is None or 2 * count > base)]
    return set(sorted(enough, key=lambda no: (-votes[no], no))[:places])


def tied(votes: dict[int, int], won: set[int], places: int) -> list[int]:
    """The numbers that share the last place with one that would be left out; usually none."""
    if len(won) < places:
        return []
    last = min((votes[no] for no in won), default=0)
    sharing = [no for no, count in votes.items() if count == last]
    return sorted(sharing) if any(no not in won for no in sharing) else []
