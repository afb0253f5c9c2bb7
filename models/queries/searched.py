"""The words of a case that are searched: every part of it, in one statement.

Written as SQL: it runs within acts, and building it from objects took longer than running it.
What is not named here is not found: no reply before it is issued, no opinion between units, no
reason for a return, no evaluation.
"""

from __future__ import annotations

from sqlalchemy import bindparam, text

WORDS = text("""
SELECT id AS id, 0 AS part, 0 AS no,
    title || ' ' || coalesce(number, '') || ' ' || coalesce(serial_no, '') AS words
  FROM subject WHERE id IN :ids
UNION ALL
SELECT s.id, 1, 0, s.author_name || ' ' || author.name
  FROM subject s JOIN person author ON author.id = s.author_id
  WHERE s.id IN :ids AND s.kind <> 'handling_task'
UNION ALL
SELECT id, 2, 0, background || ' ' || analysis || ' ' || collective_body
  FROM proposal WHERE id IN :ids
UNION ALL
SELECT proposal_id, 3, no, text FROM suggestion WHERE proposal_id IN :ids
UNION ALL
SELECT proposal_id, 4, id, name
  FROM signature WHERE proposal_id IN :ids AND decision IN ('agreed', 'pending')
UNION ALL
SELECT s.proposal_id, 5, unit.id, unit.name || ' ' || unit.short_name
  FROM suggested_unit s JOIN handling_unit unit ON unit.id = s.unit_id
  WHERE s.proposal_id IN :ids
UNION ALL
SELECT task.proposal_id, 6, task.id, task.unit_name || ' ' || unit.name || ' ' || unit.short_name
  FROM handling_task task JOIN handling_unit unit ON unit.id = task.unit_id
  WHERE task.proposal_id IN :ids
UNION ALL
SELECT task.id, 6, task.id, task.unit_name || ' ' || unit.name || ' ' || unit.short_name
  FROM handling_task task JOIN handling_unit unit ON unit.id = task.unit_id
  WHERE task.id IN :ids
UNION ALL
SELECT task.proposal_id, 7, reply.id, reply.doc_no || ' ' || reply.body
  FROM handling_task task JOIN reply ON reply.task_id = task.id
  WHERE task.proposal_id IN :ids AND reply.status = 'issued'
UNION ALL
SELECT task.proposal_id, 8, answer.id, answer.measure
  FROM handling_task task JOIN reply ON reply.task_id = task.id
    JOIN reply_answer answer ON answer.reply_id = reply.id
  WHERE task.proposal_id IN :ids AND reply.status = 'issued'
UNION ALL
SELECT id, 2, 0, place || ' ' || need || ' ' || goal
  FROM livelihood_project WHERE id IN :ids
UNION ALL
SELECT id, 2, 0, unit_name || ' ' || suggestion || ' ' || measure
  FROM promise WHERE id IN :ids
UNION ALL
SELECT id, 2, 0, unit_name || ' ' || demands
  FROM supervision_case WHERE id IN :ids
UNION ALL
SELECT id, 2, 0, place || ' ' || organiser || ' ' || results || ' ' || findings
    || ' ' || report_text
  FROM activity WHERE id IN :ids
UNION ALL
SELECT id, 2, 0, background || ' ' || analysis || ' ' || advice || ' ' || unit_name
  FROM social_opinion WHERE id IN :ids
UNION ALL
SELECT id, 2, 0, text || ' ' || main_to
  FROM opinion_issue WHERE id IN :ids
UNION ALL
SELECT id, 2, 0, scope
  FROM project_call WHERE id IN :ids
UNION ALL
SELECT id, 2, 0, merits
  FROM commendation WHERE id IN :ids
UNION ALL
SELECT project.id, 5, 0, unit.name || ' ' || unit.short_name
  FROM livelihood_project project JOIN handling_unit unit ON unit.id = project.lead_unit_id
  WHERE project.id IN :ids
UNION ALL
SELECT p.project_id, 6, unit.id, unit.name || ' ' || unit.short_name
  FROM partner_unit p JOIN handling_unit unit ON unit.id = p.unit_id
  WHERE p.project_id IN :ids
ORDER BY 1, 2, 3
""").bindparams(bindparam("ids", expanding=True))
