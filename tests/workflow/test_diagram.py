from __future__ import annotations

import dataclasses
import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from workflow.diagram import mermaid, svg, text
from workflow.loader import load

RULES = load((Path(__file__).parents[2] / "states.yaml").read_text("utf-8"))
PARTIES = {party.name: party.label for party in RULES.parties}
SVG = "{http://www.w3.org/2000/svg}"

each_workflow = pytest.mark.parametrize("workflow", RULES.workflows, ids=lambda one: one.name)


def words(drawing: str) -> list[tuple[float, float, float, str]]:
    """Left, right, base line and content of every text."""
    found = []
    for item in ET.fromstring(drawing).iter(f"{SVG}text"):
        content = item.text or ""
        size = float(item.get("font-size", "14"))
        width = sum(size if ord(sign) > 0x2E7F else size * 0.62 for sign in content)
        x = float(item.get("x", "0"))
        left = x - width if item.get("text-anchor") == "end" else x
        found.append((left, left + width, float(item.get("y", "0")), content))
    return found


@each_workflow
def test_no_label_covers_another_or_leaves_the_drawing(workflow):
    drawing = svg(workflow, parties=PARTIES)
    width = float(ET.fromstring(drawing).get("width", "0"))
    height = float(ET.fromstring(drawing).get("height", "0"))
    for one, other in combinations(words(drawing), 2):
        apart = one[1] < other[0] or other[1] < one[0] or abs(one[2] - other[2]) >= 18
        assert apart, (one, other)
    assert all(left >= 0 and right <= width and y < height for left, right, y, _ in words(drawing))


@each_workflow
def test_every_state_and_move_is_drawn_once(workflow):
    root = ET.fromstring(svg(workflow))
    drawn = [item.get("data-state") for item in root.iter() if item.get("data-state")]
    assert sorted(drawn) == sorted(state.name for state in workflow.states)
    ways = [(item.get("data-from"), item.get("data-to")) for item in root.iter()]
    moves = [(state.name, to.state) for state, _, to in workflow.edges() if state.name != to.state]
    assert sorted(way for way in ways if way[0]) == sorted(moves)
    said = {content for *_, content in words(svg(workflow))}
    assert {action.label for state, action, _ in workflow.edges()} <= said


@each_workflow
def test_ways_to_different_states_never_lie_on_each_other(workflow):
    lanes: dict[float, list[tuple[float, float, str]]] = {}
    for item in ET.fromstring(svg(workflow)).iter(f"{SVG}g"):
        if target := item.get("data-to"):
            path = item.find(f"{SVG}path").get("d")
            lane, start, end = re.search(r"([\d.]+) ([\d.]+)V([\d.]+)", path).groups()
            span = sorted((float(start), float(end)))
            lanes.setdefault(float(lane), []).append((span[0], span[1], target))
    for spans in lanes.values():
        for one, other in combinations(spans, 2):
            assert one[2] == other[2] or one[1] < other[0] or other[1] < one[0]


def test_where_a_case_is_and_was_can_be_seen():
    workflow = RULES.workflow("proposal")
    root = ET.fromstring(svg(workflow, "filed", ("drafting", "submitted", "examining")))
    kinds = {item.get("data-state"): item.get("class") for item in root.iter()}
    assert "current" in kinds["filed"].split()
    assert "visited" in kinds["submitted"].split()
    assert kinds["handling"] == "state"
    gone = {
        (item.get("data-from"), item.get("data-to"))
        for item in root.iter()
        if "way" in (item.get("class") or "").split() and "visited" in item.get("class").split()
    }
    assert gone == {
        ("drafting", "submitted"),
        ("submitted", "examining"),
        ("examining", "filed"),
    }


def test_a_reader_of_the_page_source_is_told_what_it_shows():
    drawing = svg(RULES.workflow("proposal"), "filed")
    root = ET.fromstring(drawing)
    assert root.get("role") == "img"
    ids = {item.get("id") for item in root.iter()}
    assert set(root.get("aria-labelledby").split()) <= ids
    assert root.findtext(f"{SVG}title") == "提案流程图"
    assert "现在是“待交办”" in root.findtext(f"{SVG}desc")


def test_the_drawing_needs_neither_script_nor_style_nor_colour():
    drawing = svg(RULES.workflow("proposal"), "filed", ("drafting", "submitted"))
    assert not re.search(r"<script|<style|style=|javascript|#[0-9a-f]{3}|\bon\w+=", drawing)
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawing)) == {"none", "currentColor"}


def test_signs_of_markup_in_a_label_stay_words():
    workflow = dataclasses.replace(RULES.workflow("handling_task"), label="承办件 <b>&")
    assert ET.fromstring(svg(workflow)).findtext(f"{SVG}title") == "承办件 <b>&流程图"


@each_workflow
def test_the_list_says_all_the_drawing_shows(workflow):
    said = text(workflow, workflow.states[0].name, (), PARTIES)
    assert said.splitlines()[0] == workflow.label
    assert f"1. {workflow.states[0].label}（现在）" in said
    for state in workflow.states:
        assert state.label in said
        for action in state.actions:
            who = "、".join(PARTIES[party] for party in action.by)
            assert f"{who}：{action.label}" in said


@each_workflow
def test_mermaid_gets_plain_ids_and_every_move(workflow):
    lines = mermaid(workflow).splitlines()
    assert lines[0] == "stateDiagram-v2"
    arrows = [line for line in lines if "-->" in line]
    finals = [state for state in workflow.states if state.final]
    assert len(arrows) == len(workflow.starts) + len(list(workflow.edges())) + len(finals)
    for line in arrows:
        assert re.match(r"    (\[\*\]|[a-z_]+) --> (\[\*\]|[a-z_]+)( : [^:;#\"]+)?$", line)
