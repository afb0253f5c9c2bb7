"""A sample of every sheet: what the law over all sheets prints, and what docs/sheets shows."""

from tests.sheet_samples.books import BOOKS
from tests.sheet_samples.forms import FORMS
from tests.sheet_samples.letters import LETTERS
from tests.sheet_samples.lists import LISTS
from tests.sheet_samples.years import YEARS
from web.documents.sheets import Sheet

SAMPLES: dict[str, Sheet] = {**LETTERS, **FORMS, **LISTS, **YEARS, **BOOKS}
