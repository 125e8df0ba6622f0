"""Several applications at once: the page that checks, the step itself, and the list as a file."""

from collections.abc import Mapping

from fastapi import Response
from sqlalchemy.orm import Session

from app.core.words import N_
from app.forms.decisions_together import Choosing, together_form
from app.pages import decisions_together as views
from app.pages.decisions_board import ground_of
from app.rules.decisions_board import export_limit, search_limit
from app.rules.decisions_together import EXPORT, STEPS, TOGETHER
from app.services.approvals import export_yes
from app.services.decisions_together import do_together
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("decisions_together")

NEEDS_A_SECOND = N_("A file of people needs a second person. Ask here, then take the file when they agreed.")
CHOOSE_FIRST = N_("Choose what you want to do, below the list. Then press “Check this step”.")


def example_format(_db: Session, _nothing: None) -> Mapping[str, str]:
    return {"kind": "csv"}


@pages.get("/decisions/together/steps", policy=TOGETHER, limit=search_limit)
def checking(visit: Visit) -> Response:
    ground = ground_of(visit.work)
    asked = views.checking(visit.work, ground, visit.asked(ground.form), visit.asked(Choosing))
    if asked is None:
        return visit.to_path(
            f"{visit.pencil.path_for('decisions.board')}?{visit.request.url.query}", notice=CHOOSE_FIRST
        )
    return visit.page("decisions_together/checking.html", asked.view, form=asked.form)


@pages.post("/decisions/together/steps", policy=TOGETHER)
def act(visit: Visit) -> Response:
    filled = visit.read(together_form(visit.body.one("step")))
    if filled.accepted_by(do_together, visit.work) and filled.form:
        return visit.to("decisions.board", notice=STEPS[filled.form.step].done)
    asked = views.checking_again(visit.work, filled)
    return visit.page("decisions_together/checking.html", asked.view, form=asked.form)


@pages.get(
    "/decisions/together/export/{kind}",
    policy=EXPORT, examples=example_format, writes=True, proves=True, limit=export_limit,
)  # fmt: skip
def export(visit: Visit, kind: views.Format) -> Response:
    if export_yes(visit.work) is None:
        return visit.to("approvals.listing", notice=NEEDS_A_SECOND)
    ground = ground_of(visit.work)
    file = views.exported(visit.work, ground, visit.asked(ground.form), kind)
    return visit.download(file.content, media_type=file.media_type, name=file.name)
