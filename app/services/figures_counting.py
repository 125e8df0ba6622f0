"""Counting what figures are about, as it is. Nobody is told before it is protected: only publishing asks for it."""

from app.core.work import Work
from app.models.cohorts import Cohort
from app.models.programmes import Programme
from app.rules.figures_tables import Linked, adjustments_table, cohort_tables
from app.services.accommodations_figures import counted as adjustments_counted
from app.services.figures import counted as people_counted
from app.services.monitoring import given

Subject = Programme | Cohort
"""Whose people are counted: the adjustments of a programme, or how many of a cohort said yes and what they answered."""


def counted(work: Work, subject: Subject) -> Linked:
    if isinstance(subject, Cohort):
        return cohort_tables(people_counted(work, subject), given(work, subject))
    return adjustments_table(adjustments_counted(work, subject))
