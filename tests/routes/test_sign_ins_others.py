"""Administrators end the sign-ins of others: one or all, at the very next request, and the person is told."""

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.events import AuditEntry
from app.models.sign_ins import SignIn
from app.services.casting import Stage
from tests.asking import AsMember
from tests.pressing import press
from tests.routes.test_sign_ins import ask_for_link, newest_link
from tests.routes.test_sign_ins_own import mail_about


def test_sess_05_an_administrator_ends_one_and_the_others_stay(as_: AsMember, parts: Parts, stage: Stage) -> None:
    first, second, ola = as_("noor"), as_("noor"), as_("ola")
    with parts.work(writes=False) as work:
        newest = select(SignIn.id).where(col(SignIn.person_id) == stage.id_of("noor")).order_by(col(SignIn.id).desc())
        theirs = work.db.scalars(newest).first()

    ended = ola.post(f"/people/sign-ins/{theirs}/end", {})

    assert "That browser is signed out." in ola.follow(ended).main
    assert (first.get("/messages").status, second.get("/messages").status) == (200, 303)
    assert mail_about(parts, "noor@example.com") == ["signed_out_there"]


def test_sess_05_an_administrator_ends_all_and_the_links_that_were_sent(as_: AsMember, parts: Parts) -> None:
    noor, elsewhere, ola = as_("noor"), as_("noor"), as_("ola")
    ask_for_link(as_(None), "noor@example.com")
    link = newest_link(parts)
    found = ola.get("/people/sign-ins?name=noor")
    page = ola.get(str(found.soup.select_one("main ul a")["href"]))  # type: ignore[index]  # it is there

    ended = press(ola, page, "Sign them out everywhere")

    assert page.main.count("Sign them out there") == 2
    assert "They are signed in nowhere." in ola.follow(ended).main
    assert (noor.get("/messages").status, elsewhere.get("/messages").status) == (303, 303)
    assert (as_(None).get(link).status, as_(None).post(link).status) == (404, 404)
    assert ola.get("/messages").status == 200
    assert "signed_out_everywhere" in mail_about(parts, "noor@example.com")


def test_sess_05_the_log_says_who_ended_it(as_: AsMember, parts: Parts, stage: Stage) -> None:
    as_("mei")

    as_("ola").post(f"/people/{stage.id_of('mei')}/sign-ins/end", {})

    with parts.work(writes=False) as work:
        ended = select(AuditEntry.actor_id, AuditEntry.about).where(col(AuditEntry.name) == "sign_ins.ended")
        assert [tuple(row) for row in work.db.execute(ended)] == [(stage.id_of("ola"), stage.id_of("mei"))]


@pytest.mark.parametrize("who", ["noor", "mei", "ida", "pia", "sam", None])
def test_sess_05_nobody_else_sees_or_ends_them(as_: AsMember, parts: Parts, stage: Stage, who: str | None) -> None:
    zoe, client = as_("zoe"), as_(who)
    with parts.work(writes=False) as work:
        theirs = work.db.scalars(select(SignIn.id).where(col(SignIn.person_id) == stage.id_of("zoe"))).one()

    found, page = client.get("/people/sign-ins?name=zoe"), client.get(f"/people/{stage.id_of('zoe')}/sign-ins")
    one = client.post(f"/people/sign-ins/{theirs}/end", {})
    every = client.post(f"/people/{stage.id_of('zoe')}/sign-ins/end", {})

    assert (found.status, page.status) == ((403, 404) if who else (303, 303))
    assert (one.status, every.status) == (404, 404)
    assert "zoe@example.com" not in found.text + page.text
    assert zoe.get("/messages").status == 200


def test_the_page_shows_where_and_when_and_nothing_else(as_: AsMember, stage: Stage) -> None:
    as_("noor")

    page = as_("ola").get(f"/people/{stage.id_of('noor')}/sign-ins")

    assert "by the demonstration" in page.main
    assert "Last visit: Monday 1 March 2027, 11:00am" in page.main
    assert page.title == "Where Noor Haddad is signed in - Cleanplate"


def test_fewer_than_three_letters_list_nobody(as_: AsMember) -> None:
    page = as_("ola").get("/people/sign-ins?name=oo")

    assert "There is nobody of this name." in page.main
    assert "Noor" not in page.main


def test_a_percent_sign_finds_nobody(as_: AsMember) -> None:
    assert "There is nobody of this name." in as_("ola").get("/people/sign-ins?name=%25%25%25").main
