"""Words that occur nowhere else, each planted in one private field, with everybody of the cast who may meet it.

Who may meet a word is written here by hand: it is what the policies promise, not what they were seen to do.
One word lies inside the bytes of a paper that is shown to an adviser.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import SQLModel, col, select

from app.adapters.storage import Storage
from app.core.work import Work
from app.forms.evidence import Coming, Paper
from app.forms.files import Fit
from app.models.accommodations import Accommodation, AccommodationStatus, PassportShare, Provision, Remark
from app.models.applications import Answer, Application
from app.models.assignments import Assignment, AssignmentStatus
from app.models.checkins import Audience, Checkin, CheckinLine
from app.models.conditions import Condition, ConditionStatus, Doer
from app.models.corrections import Correction, CorrectionChange
from app.models.emergencies import Emergency
from app.models.evidence import Evidence
from app.models.files import File
from app.models.inquiries import Inquiry
from app.models.matches import Match, MatchStatus
from app.models.monitoring import MonitoringAnswer
from app.models.openings import Opening
from app.models.people import Person
from app.models.redactions import Redaction
from app.models.retentions import Hold
from app.models.reviews import Review, ReviewRemark, Score
from app.models.supporters import PreparedAnswer, Supporter
from app.models.ties import KnownPerson
from app.rules.files import PAPER
from app.services import evidence
from tests.factories.files import a_paper_saying


@dataclass(frozen=True)
class Canary:
    """A word that occurs nowhere else, and the members of the cast who meet it."""

    word: str
    field: str
    readers: frozenset[str]

    @property
    def table(self) -> str:
        return self.field.partition(".")[0]


def _canary(word: str, field: str, *readers: str) -> Canary:
    return Canary(word, field, frozenset(readers))


OWN_WORDS = _canary("zirconwren", "accommodations.sealed_words", "noor", "ida")
UNSENT_WORDS = _canary("amberrook", "accommodations.sealed_words, unsent", "noor")
ADVISERS_ANSWER = _canary("quartzlark", "accommodations.sealed_answer", "noor", "ida")
ADVISERS_OFFER = _canary("pearlpipit", "accommodations.sealed_offer", "noor", "ida")
SHARED_AT_DESK = _canary(
    "beryldunlin", "accommodations.provide, shared with a production", "noor", "ida", "tom", "mei", "sam"
)
"""Noor shares it with the coordinators of her production, and her passport with Sam; Mei opened it in an emergency."""
SHARED_WITH_MENTOR = _canary(
    "coralknot", "accommodations.provide, shared with a mentor", "noor", "ida", "jun", "mei", "sam", "hal"
)
MEANWHILE = _canary("rubytern", "accommodations.meanwhile", "zoe", "gil")
OTHER_PROGRAMME = _canary("garnetkite", "accommodations.sealed_words, another programme", "zoe", "gil")
ASKED_IN_OWN_WORDS = _canary("jadesiskin", "accommodations.parameters", "bea", "ida", "pia")
SPOKEN = _canary("onyxdipper", "accommodations.sealed_words, spoken", "bea", "ida", "sam", "pia")
PAPER_NAME = _canary("osmiumshrike", "evidence.sealed_name", "bea", "ida", "pia")
PAPER_WORDS = _canary("galenawaxwing", "evidence.sealed_words", "bea", "ida", "pia")
PAPER_PAGE = _canary("cobaltiterhea", "evidence, the bytes of the paper", "bea", "ida", "pia")
"""Sam helps Bea and reads her adjustments, and meets none of the three. Pia opened Bea's papers in an emergency, and what
she asked for: of Noor, about whom she opened something else, she meets neither.
"""
AGREED = _canary("sulphurlinnet", "accommodations.agreed_parameters", "noor")
"""What was agreed where it differs from what was asked. Noor meets it in the file of what is held about her."""
MEANWHILE_OF_NOOR = _canary("cinnabarsnipe", "accommodations.meanwhile, before a decision", "noor", "ida", "mei")
"""Mei opened what to provide for Noor in an emergency."""
OTHER_TRAINEES = _canary("malachiteknot", "accommodations.sealed_words, of trainees outside the cast", "ida")
WITHOUT_APPLICATION = _canary("peridotruff", "accommodations.sealed_words, without an application", "sam", "ida")
REMARK_OF_PERSON = _canary("ivorygrebe", "remarks.sealed_words, by the person", "noor", "ida")
REMARK_OF_ADVISER = _canary("cobaltrail", "remarks.sealed_words, by the adviser", "noor", "ida")
REMARK_OF_SUPPORTER = _canary("copperibis", "remarks.sealed_words, by a supporter", "bea", "ida", "sam", "pia")
REMARK_ELSEWHERE = _canary("larimarpetrel", "remarks.sealed_words, another programme", "zoe", "gil")
REMARK_TO_OTHERS = _canary("spinelturnstone", "remarks.sealed_words, about trainees outside the cast", "ida")
SEEN_BY_COORDINATOR = _canary("marblestilt", "provisions.words", "noor")
"""What Tom saw then is compared with what he sees now. Noor meets it in the file of what is held about her."""
EMERGENCY_REASON = _canary("topazheron", "emergencies.sealed_reason", "noor", "mei", "pia", "bea")
WRONG = _canary("silverswan", "corrections.sealed_words", "bea", "mei")
NOT_CORRECTED = _canary("pewterteal", "corrections.sealed_answer", "bea", "mei")
SAID_BEFORE = _canary("antimonyserin", "correction_changes.before, of somebody outside the cast", "mei")
EQUALITY = _canary("basaltscaup", "monitoring_answers.sealed_value", "noor")
EQUALITY_ELSE = _canary("feldsparfulmar", "monitoring_answers.sealed_value, another question", "noor")
PREPARED = _canary("onyxgodwit", "prepared_answers.value", "ari", "sam")
SHARED_WITH_SUPPORTER = _canary("onyxheron", "answers.value, shared with a supporter", "ari", "sam")
NOT_SHARED = _canary("berylswan", "answers.value, not shared", "ari")
PRIVATE_ANSWER = _canary("opalcrane", "answers.value, not for reviewers", "noor", "mei")
LEFT_OUT = _canary("leadbittern", "answers.value, left out for reviewers", "noor", "mei", "pia")
WITH_PASSAGES_OUT = _canary("zincplover", "redactions.words", "mei", "ravi", "sol")
ONLY_ME = _canary("agateowl", "checkin_lines.value, for me alone", "noor")
FOR_MENTOR = _canary("jasperdove", "checkin_lines.value, for the mentor", "noor", "jun")
FOR_PROGRAMME = _canary("jetcurlew", "checkin_lines.value, for the programme", "noor", "mei", "jun")
"""The choice of its writer reads: my programme's managers, my mentor and me."""
FOR_TRAINEE = _canary("micatwite", "checkin_lines.value, for the trainee", "noor", "jun", "pia")
REVIEW_NOTE = _canary("flintfinch", "reviews.note", "ravi", "mei")
SCORE_WORDS = _canary("slateswift", "scores.because", "ravi", "mei", "sol")
"""Sol gave a review of the same application, and so reads the others."""
TALK = _canary("claymerlin", "review_remarks.words", "ravi", "sol", "mei")
KNOWN = _canary("chalkdiver", "known_people.words", "ravi")
FILE_NAME = _canary("gypsumgannet", "files.name", "noor")
"""Everybody else reads a name that says nothing, such as work-sample-1.png."""
FILE_WORDS = _canary("ochresmew", "files.description", "noor", "mei", "ravi", "sol", "pia")
INQUIRY = _canary("irongull", "inquiries.words", "noor", "mei")
REPLY = _canary("tinpetrel", "inquiries.reply", "noor", "mei")
HOLD_REASON = _canary("nickelskua", "holds.reason", "noor", "mei")
OPENING_REASON = _canary("bronzeauk", "openings.reason", "noor", "mei")
ENDED_BECAUSE = _canary("steelwigeon", "matches.ended_because", "mei")
CONDITION_NOTE = _canary("brassgarganey", "conditions.note", "noor", "mei")
WISH = _canary("chromepochard", "assignments.wish", "noor", "tom")
WHY_IT_STAYS = _canary("neonbittern", "assignments.wish_answer", "noor", "tom")
CALLED = _canary("radonmerganser", "supporters.name", "noor")
CALLED_BEFORE_YES = _canary("kryptonpochard", "supporters.name, of somebody who did not say yes yet", "ari")

PRIVATE_TABLES = frozenset({
    "accommodations", "remarks", "provisions", "emergencies", "checkin_lines", "monitoring_answers", "supporters",
    "prepared_answers",
})  # fmt: skip
"""What speaks of health, of adjustments, of how it goes, of equality and of help by others."""

CANARIES: tuple[Canary, ...] = tuple(value for value in globals().values() if isinstance(value, Canary))


@dataclass(frozen=True)
class Field:
    """Where words are put past the forms: what matters here is who reads them."""

    work: Work
    people: dict[str, Person]

    def id_of(self, key: str) -> Any:
        return self.people[key].id

    def rows(self, model: Any, **wanted: object) -> Sequence[Any]:
        """In the order in which they were made."""
        found = select(model).where(*(col(getattr(model, name)) == value for name, value in wanted.items()))
        return self.work.db.scalars(found.order_by(*model.__table__.primary_key)).all()

    def application_of(self, key: str) -> Application:
        return self.rows(Application, person_id=self.id_of(key))[0]  # type: ignore[no-any-return]

    def seal(self, row: Any, column: str, canary: Canary) -> None:
        sealed = self.work.vault.seal(canary.word, table=row.__tablename__, column=column, row=row.id)
        setattr(row, column, sealed)

    def answer(self, key: str, question: str, canary: Canary) -> Answer:
        (answer,) = self.rows(Answer, application_id=self.application_of(key).id, question=question)
        answer.value = canary.word
        return answer  # type: ignore[no-any-return]

    def add(self, *rows: SQLModel) -> None:
        self.work.db.add_all(rows)


def plant(work: Work, people: dict[str, Person], storage: Storage) -> None:
    """Put every word into its field."""
    field = Field(work, people)
    _paper(field, storage)
    for each in (_adjustments, _talk, _applications, _reviews, _after_sending, _mentoring, _supporters, _own):
        each(field)
        work.db.flush()


def _adjustments(field: Field) -> None:
    provides = {"back_to_wall": SHARED_AT_DESK, "written_instructions": SHARED_WITH_MENTOR}
    for item in field.rows(Accommodation, person_id=field.id_of("noor")):
        is_sent = item.request_id is not None
        field.seal(item, "sealed_words", OWN_WORDS if is_sent else UNSENT_WORDS)
        if is_sent:
            field.seal(item, "sealed_answer", ADVISERS_ANSWER)
            field.seal(item, "sealed_offer", ADVISERS_OFFER)
        if item.need in provides:
            item.provide = provides[item.need].word
        if item.need == "headphones":
            item.need, item.agreed_parameters = "one_contact", {"name": AGREED.word}
        if item.status is AccommodationStatus.SENT:
            item.meanwhile = MEANWHILE_OF_NOOR.word
    _adjustments_of_others(field)
    for emergency in field.rows(Emergency):
        field.seal(emergency, "sealed_reason", EMERGENCY_REASON)


def _adjustments_of_others(field: Field) -> None:
    cast = {person.id for person in field.people.values()}
    for item in field.rows(Accommodation):
        if item.person_id not in cast:
            field.seal(item, "sealed_words", OTHER_TRAINEES)
            _say(field, item, "ida", REMARK_TO_OTHERS)
    for item in field.rows(Accommodation, person_id=field.id_of("sam")):
        field.seal(item, "sealed_words", WITHOUT_APPLICATION)
    for item in field.rows(Accommodation, person_id=field.id_of("zoe")):
        field.seal(item, "sealed_words", OTHER_PROGRAMME)
        item.meanwhile = MEANWHILE.word
    asked, spoken = field.rows(Accommodation, person_id=field.id_of("bea"))
    asked.need, asked.parameters = "one_contact", {"name": ASKED_IN_OWN_WORDS.word}
    field.seal(spoken, "sealed_words", SPOKEN)


def _paper(field: Field, storage: Storage) -> None:
    """A new paper with the word on its page in the place of the one that Bea added."""
    (old,) = field.rows(Evidence, person_id=field.id_of("bea"))
    field.work.db.delete(old)
    accommodation = field.work.db.get_one(Accommodation, old.accommodation_id)
    name = f"{PAPER_NAME.word}.pdf"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper"
        path.write_bytes(a_paper_saying(PAPER_PAGE.word))
        shown = Paper(file=name, words=PAPER_WORDS.word)
        evidence.add(field.work, storage, accommodation, Coming(Fit(name, PAPER, path)), shown)
    field.work.db.flush()


def _talk(field: Field) -> None:
    noor, bea = field.id_of("noor"), field.id_of("bea")
    for item in field.rows(Accommodation, person_id=noor):
        if item.request_id is not None:
            _say(field, item, "noor", REMARK_OF_PERSON)
            _say(field, item, "ida", REMARK_OF_ADVISER)
    for item in field.rows(Accommodation, person_id=bea):
        _say(field, item, "sam", REMARK_OF_SUPPORTER, on_behalf_of=bea)
    for item in field.rows(Accommodation, person_id=field.id_of("zoe")):
        _say(field, item, "gil", REMARK_ELSEWHERE)


def _say(field: Field, item: Accommodation, key: str, canary: Canary, **more: Any) -> None:
    work = field.work
    remark = Remark(
        id=work.new_id(), accommodation_id=item.id, author_id=field.id_of(key), written_at=work.now, sealed_words="",
        **more,
    )  # fmt: skip
    field.seal(remark, "sealed_words", canary)
    field.add(remark)


def _applications(field: Field) -> None:
    field.answer("noor", "name", PRIVATE_ANSWER)
    field.answer("ari", "draws_you", SHARED_WITH_SUPPORTER)
    field.answer("ari", "name", NOT_SHARED)
    left_out = field.answer("noor", "draws_you", LEFT_OUT)
    field.add(
        Redaction(
            application_id=left_out.application_id, question="draws_you", words=WITH_PASSAGES_OUT.word,
            answer_version=left_out.version, made_by=field.id_of("mei"), made_at=field.work.now,
        )
    )  # fmt: skip
    for file in field.rows(File, owner_id=field.id_of("noor")):
        file.name, file.description = f"{FILE_NAME.word}.png", FILE_WORDS.word


def _reviews(field: Field) -> None:
    for review in field.rows(Review, reviewer_id=field.id_of("ravi")):
        review.note = review.screening_note = REVIEW_NOTE.word
        field.add(ReviewRemark(id=field.work.new_id(), review_id=review.id, words=TALK.word, written_at=field.work.now))
        for score in field.rows(Score, review_id=review.id):
            score.because = SCORE_WORDS.word
    for known in field.rows(KnownPerson, reader_id=field.id_of("ravi")):
        known.words = KNOWN.word


def _after_sending(field: Field) -> None:
    work, mei, application = field.work, field.id_of("mei"), field.application_of("noor")
    about: dict[str, Any] = {"application_id": application.id}
    later = work.now + timedelta(days=5)
    field.add(
        Inquiry(id=work.new_id(), **about, asked_by=mei, asked_at=work.now, words=INQUIRY.word, answer_by=later,
                reply=REPLY.word, replied_at=work.now),
        Hold(id=work.new_id(), **about, reason=HOLD_REASON.word, set_by=mei, set_at=work.now),
        Opening(id=work.new_id(), **about, opened_by=mei, reason=OPENING_REASON.word, opened_at=work.now, until=later),
        Condition(id=work.new_id(), **about, words="A paper", doer=Doer.APPLICANT, status=ConditionStatus.OPEN,
                  note=CONDITION_NOTE.word, changed_at=work.now),
    )  # fmt: skip


def _mentoring(field: Field) -> None:
    _lines(
        field,
        "noor",
        {
            Audience.ONLY_ME: ONLY_ME,
            Audience.MY_MENTOR: FOR_MENTOR,
            Audience.MY_PROGRAMME: FOR_PROGRAMME,
        },
    )
    _lines(field, "jun", {Audience.MY_TRAINEE: FOR_TRAINEE})
    (passed_over,) = field.rows(Match, trainee_id=field.id_of("noor"), mentor_person_id=field.id_of("una"))
    passed_over.status, passed_over.ended_because = MatchStatus.ENDED, ENDED_BECAUSE.word
    for number, assignment in enumerate(field.rows(Assignment, person_id=field.id_of("noor"), is_live=True)):
        is_answered = number % 2 == 1
        assignment.status = AssignmentStatus.SEEN if is_answered else AssignmentStatus.ASKED_TO_CHANGE
        assignment.wish, assignment.wish_answer, assignment.wish_version = WISH.word, WHY_IT_STAYS.word, 1


def _lines(field: Field, key: str, words: dict[Audience, Canary]) -> None:
    for checkin in field.rows(Checkin, author_id=field.id_of(key)):
        for line in field.rows(CheckinLine, checkin_id=checkin.id):
            line.value = words[line.readable_by].word


def _supporters(field: Field) -> None:
    for prepared in field.rows(PreparedAnswer):
        prepared.value = PREPARED.word
    for support in field.rows(Supporter, person_id=field.id_of("noor")):
        support.name = CALLED.word
    for support in field.rows(Supporter, person_id=field.id_of("ari"), supporter_id=None):
        support.name = CALLED_BEFORE_YES.word


def _own(field: Field) -> None:
    for correction in field.rows(Correction, person_id=field.id_of("bea")):
        field.seal(correction, "sealed_words", WRONG)
        if correction.answered_at is not None:
            field.seal(correction, "sealed_answer", NOT_CORRECTED)
    for change in field.rows(CorrectionChange):
        change.before = SAID_BEFORE.word
    for answer in field.rows(MonitoringAnswer, person_id=field.id_of("noor")):
        field.seal(answer, "sealed_value", EQUALITY if answer.question == "language" else EQUALITY_ELSE)
    _provided(field)


def _provided(field: Field) -> None:
    """What a coordinator saw, in words that were changed since."""
    (desk,) = field.rows(Accommodation, person_id=field.id_of("noor"), need="back_to_wall")
    (share,) = field.rows(PassportShare, accommodation_id=desk.id)
    field.add(
        Provision(
            id=field.work.new_id(),
            accommodation_id=desk.id,
            production_id=share.with_production_id,
            words=SEEN_BY_COORDINATOR.word,
            seen_at=field.work.now,
        )
    )


def words_in(text: str, canaries: Iterable[Canary] = CANARIES) -> set[str]:
    return {canary.word for canary in canaries if canary.word in text}
