"""Effects of the promise ledger (承诺台账): from the letter that promised to the second letter."""

from __future__ import annotations

from models import Promise, PromiseNote, Reply, SecondLetter
from workflow.acts import Act
from workflow.merging import asked_suggestions
from workflow.registry import effect


def promise_of(act: Act) -> Promise:
    """The promise acted on."""
    if not isinstance(act.subject, Promise):
        raise TypeError(f"{act.subject.kind} is not a promise")
    return act.subject


@effect
def open_promises(act: Act) -> None:
    """Every answer 列入计划 of the letter that has just gone out becomes a promise."""
    task = act.task
    reply = next(one for one in reversed(task.replies) if one.status == "issued")
    suggestions = {one.no: one.text for one in asked_suggestions(act.proposal)}
    for answer in reply.answers:
        if answer.verdict != "planned" or answer.due_on is None:
            continue
        columns = {
            "reply": reply,
            "unit": task.unit,
            "unit_name": task.unit_name,
            "suggestion_no": answer.no,
            "suggestion": suggestions.get(answer.no, ""),
            "measure": answer.measure,
            "promised_on": answer.due_on,
        }
        noted = {"task": task.id, "doc_no": reply.doc_no, "suggestion_no": answer.no}
        _open(act, columns, noted)


def _open(act: Act, columns: dict[str, object], noted: dict[str, object]) -> None:
    case = act.proposal
    act.afterwards.append(
        lambda: act.engine.open_child(act, "promise", parent=case, columns=columns, noted=noted)
    )


@effect
def number_promise(act: Act) -> None:
    """承诺编号: the case's number and the letter's, so that it never changes."""
    promise = promise_of(act)
    case = act.proposal
    promise.number = f"{case.number}-诺{promise.reply.id}-{promise.suggestion_no}"


@effect
def note_progress(act: Act) -> None:
    """报告进展."""
    _note(act, "progress", act.data["note"])


@effect
def note_view(act: Act) -> None:
    """提案人的看法 stands beside what the unit reports."""
    _note(act, "view", act.data["opinion"])


@effect
def note_look_back(act: Act) -> None:
    """回头看: somebody went to see."""
    _note(act, "look_back", act.data.get("note") or "")


def _note(act: Act, kind: str, text: str) -> None:
    promise_of(act).notes.append(
        PromiseNote(
            kind=kind,
            name=act.actor_name,
            text=text,
            finding=act.data.get("finding"),
            held_on=act.data.get("looked_on"),
            at=act.now,
        )
    )


@effect
def ask_new_promise_date(act: Act) -> None:
    """申请调整时限."""
    promise_of(act).asked_on = act.data["new_due"]


@effect
def move_promise(act: Act) -> None:
    """同意调整: the old date stays in the record."""
    promise = promise_of(act)
    act.noted["moved_from"] = promise.promised_on.isoformat()
    if promise.asked_on is not None:
        promise.promised_on = promise.asked_on
    promise.asked_on = None
    promise.moved += 1


@effect
def keep_promise_date(act: Act) -> None:
    """不同意调整."""
    promise_of(act).asked_on = None


@effect
def mark_kept(act: Act) -> None:
    """核实兑现."""
    promise = promise_of(act)
    promise.outcome, promise.kept_on = "kept", act.today


@effect
def mark_broken(act: Act) -> None:
    """确认不能兑现: counted as such for ever, and the proposers are told why."""
    promise_of(act).outcome = "broken"


@effect
def draft_second_letter(act: Act) -> None:
    """再次答复, drafted: it names the class the case now has, the first letter is not touched."""
    promise, data = promise_of(act), act.data
    if promise.second_letter is None:
        promise.second_letter = SecondLetter(reply_id=promise.reply_id)
    letter = promise.second_letter
    letter.doc_no, letter.body, letter.drafter = data["doc_no"], data["reply_body"], act.actor_name
    letter.contact_person, letter.contact_phone = data["contact_person"], data["contact_phone"]
    letter.drafted_at = act.now
    act.session.flush()


@effect
def issue_second_letter(act: Act) -> None:
    """签发再次答复: B 转 A."""
    letter = promise_of(act).second_letter
    if letter is None:
        raise ValueError("there is no second letter to sign")
    letter.signer, letter.issued_on = act.actor_name, act.today


def class_now(reply: Reply, promises: list[Promise]) -> str:
    """The class a letter has come to: A once its second letter is out, its own otherwise."""
    issued = any(one.second_letter and one.second_letter.issued_on for one in promises)
    return "A" if issued else reply.reply_class
