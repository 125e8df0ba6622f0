"""The people of the demonstration and of every test: one named person for each role, and some who could leak."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.actors import Role
from app.core.words import N_


@dataclass(frozen=True)
class CastMember:
    """`programme` and `production` are keys; `about` says in a line who this is in the story."""

    key: str
    name: str
    about: str
    roles: tuple[Role, ...] = ()
    programme: str = "lumina"
    production: str = ""

    @property
    def email(self) -> str:
        return f"{self.key}@example.com"

    @property
    def sees_others(self) -> bool:
        return bool(self.roles) and self.roles != (Role.SUPPORTER,)


_MEMBERS = (
    CastMember("ari", "Ari Novak", N_("Applicant with a half-finished application")),
    CastMember("noor", "Noor Haddad", N_("Trainee in the Lumina cohort, with agreed adjustments")),
    CastMember("bea", "Bea Lindqvist", N_("Second applicant, in review")),
    CastMember("sam", "Sam Adeyemi", N_("Supporter"), (Role.SUPPORTER,)),
    CastMember("ravi", "Ravi Menon", N_("Reviewer"), (Role.REVIEWER,)),
    CastMember("sol", "Sol Okafor", N_("Second reviewer"), (Role.REVIEWER,)),
    CastMember("hal", "Hal Ferris", N_("Interview host"), (Role.HOST,)),
    CastMember("mei", "Mei Tanaka", N_("Programme manager"), (Role.MANAGER,)),
    CastMember("ida", "Ida Brandt", N_("Accommodation adviser"), (Role.ADVISER,)),
    CastMember(
        "tom",
        "Tom Whitlam",
        N_("Coordinator of My Brilliant Career"),
        (Role.COORDINATOR,),
        production="my-brilliant-career",
    ),
    CastMember("jun", "Jun Park", N_("Mentor"), (Role.MENTOR,)),
    CastMember("una", "Una Quist", N_("Second mentor"), (Role.MENTOR,)),
    CastMember("fay", "Fay Moreau", N_("Funder"), (Role.FUNDER,)),
    CastMember("ola", "Ola Berg", N_("System administrator"), (Role.ADMINISTRATOR,)),
    CastMember("pia", "Pia Rossi", N_("Privacy auditor"), (Role.AUDITOR,)),
    CastMember("asha", "Asha Rao", N_("Manager of another programme"), (Role.MANAGER,), programme="post-production"),
    CastMember("zoe", "Zoe Castellano", N_("Applicant of another programme"), programme="post-production"),
    CastMember("lev", "Lev Aronov", N_("Mentor in another programme"), (Role.MENTOR,), programme="post-production"),
    CastMember("gil", "Gil Prasad", N_("Adviser in another programme"), (Role.ADVISER,), programme="post-production"),
    CastMember(
        "cleo",
        "Cleo Marsh",
        N_("Coordinator of another production"),
        (Role.COORDINATOR,),
        programme="post-production",
        production="harbour-lights",
    ),
    CastMember("kit", "Kit Rahman", N_("Reviewer in another programme"), (Role.REVIEWER,), programme="post-production"),
)

CAST: Mapping[str, CastMember] = {member.key: member for member in _MEMBERS}

BY_ROLE: Mapping[Role, str] = {
    Role.APPLICANT: "noor",
    Role.SUPPORTER: "sam",
    Role.REVIEWER: "ravi",
    Role.HOST: "hal",
    Role.MANAGER: "mei",
    Role.ADVISER: "ida",
    Role.COORDINATOR: "tom",
    Role.MENTOR: "jun",
    Role.FUNDER: "fay",
    Role.ADMINISTRATOR: "ola",
    Role.AUDITOR: "pia",
}
"""Who stands for each role when every route is visited as every role."""
