"""How the conditions of projects, calls and ballots come to refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from models import Subject
from models.queries.links import linked_from
from models.queries.projects import to_be_balloted
from tests.project_samples import listing, milestones
from tests.project_ways import begin_ballot
from tests.stories import Story
from tests.workflow.refusals_of_works import WORKS
from tests.workflow.refusing import Case, Cases, mended, simple

PROJECT, CALL, BALLOT = "livelihood_project", "project_call", "ballot_session"


def changed(state: str, action: str, says: str, name: str, bad: Any, good: Any) -> Cases:
    """Refused as the row stands with one value, done once it has the other."""

    def cases(story: Story) -> Iterator[Case]:
        project = story.reach(PROJECT, state)
        setattr(project, name, bad)
        story.session.flush()

        def mend() -> None:
            setattr(project, name, good)

        yield Case(project, action, says, {}, {}, mend=mend)

    return cases


def _form(
    state: str, action: str, says: str, made: Callable[[Story], tuple[dict[str, Any], Any]]
) -> Cases:
    """A form with something wrong in it, made in the story, and the right one."""

    def cases(story: Story) -> Iterator[Case]:
        bad, good = made(story)
        yield Case(story.reach(PROJECT, state), action, says, bad, good)

    return cases


def _listed(story: Story) -> Iterator[Case]:
    project = story.reach(PROJECT, "balloting")
    ballot = begin_ballot(story, "")
    story.do(ballot, "fix_list")
    says = "本件在已经确定的票决名单上，不能拿下；请先取消那一次票决"

    def mend() -> None:
        story.do(ballot, "cancel_ballot")

    yield Case(project, "take_off_list", says, {}, {}, mend=mend)


def _too_few(story: Story) -> Iterator[Case]:
    ballot = story.reach(BALLOT, "arranging")
    says = "候选项目要比名额多（候选/名额）：2/2"

    def mend() -> None:
        story.do(ballot, "change_ballot", places=1)

    story.do(ballot, "change_ballot", places=2)
    yield Case(ballot, "fix_list", says, {}, {}, mend=mend)


def _twice(story: Story) -> Iterator[Case]:
    first, second = begin_ballot(story, ""), begin_ballot(story, "")
    chosen = [one.id for one in to_be_balloted(story.session)]
    story.do(first, "fix_list", candidates=chosen)
    says = "选的项目里有的已经在另一次票决的名单上"
    form = {"candidates": chosen}
    yield Case(second, "fix_list", says, form, form, mend=lambda: story.do(first, "cancel_ballot"))


def _count(says: str, **bad: Any) -> Cases:
    return simple(BALLOT, "listed", "count_ballot", says, bad, {})


def _votes(*counts: int) -> list[dict[str, int]]:
    return [{"no": no, "votes": votes} for no, votes in enumerate(counts, 1)]


def _tied(story: Story) -> Iterator[Case]:
    ballot = story.reach(BALLOT, "listed")
    names = "、".join(line.project.title for line in ballot.lines)
    says = f"最后一个名额得票相同，请就这几项再投一次以后登记：{names}"
    yield Case(ballot, "count_ballot", says, {"ballot_votes": _votes(150, 150)}, {})


def _begun(story: Story) -> Iterator[Case]:
    for kind, state in (("proposal", "handling"), ("promise", "keeping")):
        case = story.reach(kind, state)
        story.do(case, "begin_project", by="author")

        def mend(case: Subject = case) -> None:
            for link in linked_from(story.session, case.id, "project"):
                story.session.delete(link)

        says = "由本件已经立过项目，请见“来龙去脉”"
        yield Case(case, "nominate_project", says, {}, {}, by="office", mend=mend)


def _plan(says: str, *rows: tuple[str, int, int]) -> Cases:
    return _form(
        "to_list",
        "list_project",
        says,
        lambda story: ({"milestones": milestones(story, *rows)}, {}),
    )


_BAD_PLAN = "节点的名称不能重复，权重不能是 0，日期不能晚于计划完成日期"


def _bad_plans(story: Story) -> Iterator[Case]:
    for rows in (
        (("开工", 20, 50), ("开工", 60, 50)),
        (("开工", 20, 0), ("完工", 60, 100)),
        (("开工", 20, 50), ("完工", 260, 50)),
    ):
        yield from _plan(_BAD_PLAN, *rows)(story)


def _one_name_less(story: Story) -> tuple[dict[str, Any], dict[str, Any]]:
    return {"responsible_leader": None}, {}


def _half_the_money(story: Story) -> tuple[dict[str, Any], dict[str, Any]]:
    return {"funds": [{"source": "县级财政", "amount": "300"}]}, {}


PROJECTS: dict[str, Cases] = {
    **WORKS,
    "has_an_author": changed(
        "submitted", "send_back", "本件是办公室录入的，没有提出人，不能退回；请更正或者不予采纳",
        "author_id", None, 1,
    ),
    "of_the_government": changed(
        "submitted", "examine_need", "本件是委员、联络组办的实事，不经论证和票决",
        "project_kind", "own", "government",
    ),
    "own_project": changed(
        "own_submitted", "register_project", "本件是县政府民生实事，由票决选定",
        "project_kind", "government", "own",
    ),
    "need_examined": mended(PROJECT, "submitted", "shortlist", "请先登记论证意见", "examine_need"),
    "passes_examination": changed(
        "examined", "shortlist", "论证意见里有一项是“不是”“办不成”或者“没有”，不能列为候选",
        "money_secured", "no_", "partly",
    ),
    "not_on_a_list": _listed,
    "call_in_order": simple(
        CALL, "calling", "correct_call", "截止日期须在开始日期之后",
        {"call_from": "2026-07-01"}, {},
    ),
    "call_grows": simple(
        CALL, "calling", "prolong_call", "延长以后的截止日期须比原来的晚",
        {"call_until": "2026-04-01"}, {"call_until": "2026-04-02"},
    ),
    "more_than_places": _too_few,
    "candidates_free": _twice,
    "count_whole": _count(
        "名单上的每一项都要填得票；没有得票的填 0", ballot_votes=_votes(150)
    ),
    "count_adds_up": _count(
        "票数对不上：收回的票不多于应到人数，有效票不多于收回的，每一项得票不多于有效票", valid=201
    ),
    "no_tie": _tied,
    "plan_in_order": _form(
        "to_list", "list_project", "完成日期须在开工日期之后",
        lambda story: ({"start_plan": listing(story, None)["finish_plan"]}, {}),
    ),
    "leader_named": _form(
        "to_list", "list_project", "县政府民生实事要写明责任领导", _one_name_less
    ),
    "funds_add_up": _form(
        "to_list", "list_project",
        "各项资金合计与总投资不符（合计/总投资，万元）：300.00 / 350.50", _half_the_money,
    ),
    "year_within_budget": _form(
        "to_list", "list_project", "本年投资不能多于总投资",
        lambda _story: ({"budget_year": "350.51"}, {"budget_year": "350.50"}),
    ),
    "weights_make_100": _plan(
        "各节点的权重合计须是 100，现在是：99", ("开工", 20, 49), ("完工", 100, 50)
    ),
    "milestones_within_plan": _bad_plans,
    "no_project_begun": _begun,
    "next_year": simple(
        PROJECT, "carrying_out", "carry_over", "结转是到下一年；当年以内的请办延期",
        {"new_due": "2026-12-31", "milestones": [
            {"name": "完工", "planned_on": "2026-12-01", "weight": 100}]}, {},
    ),
}  # fmt: skip
