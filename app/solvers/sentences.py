"""Rules and ways out in words, for the command and its readers; screens draw their own words from the codes and facts.

Nothing here knows another person: a seat that somebody else has is only taken.
"""

from app.solvers.ground import Ground
from app.solvers.obstacles import Kind, Obstacle, Week
from app.solvers.places import PlaceRule
from app.solvers.runs import Rule

_IN_THE_WAY = {
    Kind.PLACE: "The seat must meet this need: {need}.",
    Kind.ADJACENT_SEAT: "The seat must have a free seat beside it for a support person.",
    Kind.NOT_BEFORE: "Nothing may start before block {block}.",
    Kind.DAY_LIMIT: "At most {blocks} blocks a day.",
    Kind.DAYS_IN_A_ROW: "No two days in a row.",
    Kind.AVAILABILITY: "The trainee is not there at the other times of this week.",
    Kind.WEEK: "This week is too short for more blocks.",
    Kind.OVER: "Some days of this week are over.",
    Kind.NO_SEATS: "There are no seats.",
    Kind.PUBLISHED: "What is published for this trainee stays where it is.",
    Kind.NOTICE: "Nothing new may start inside the notice window.",
    Kind.TAKEN: "Suitable seats are taken at some of the times.",
    Kind.CLOSED: "Locations are closed on some of the days.",
    Kind.OUT_OF_SERVICE: "Suitable seats are out of service on some of the days.",
    Kind.SOFTWARE: "The seat must have {software}.",
    Kind.SUPERVISION: "The supervisor on shift has no room left at some of the times.",
    Kind.LICENCE: "All licences of a program are in use at some of the times.",
}

_WAYS_OUT = {
    Kind.PUBLISHED: "Let a published booking of this trainee move to another time in this week.",
    Kind.NOTICE: "Ask the trainee for a yes to a new time inside the notice window.",
    Kind.TAKEN: "Free seat {workstation} on day {day}, block {block}.",
    Kind.CLOSED: "Open {location} on day {day}.",
    Kind.OUT_OF_SERVICE: "Bring seat {workstation} back into service by day {day}.",
    Kind.SOFTWARE: "Put {software} on seat {workstation}.",
    Kind.SUPERVISION: "Find supervision for one more trainee at {location} on day {day}, block {block}.",
    Kind.LICENCE: "Get one more licence of {software} for day {day}, block {block}.",
}


def rule_in_the_way(week: Week, rule: Obstacle) -> Rule:
    trainee = week.ground.problem.trainees[week.who]
    facts: dict[str, int | str] = {}
    if rule.kind is Kind.PLACE:
        facts = {"need": _need(trainee.must.place[rule.what])}
    elif rule.kind is Kind.NOT_BEFORE:
        facts = {"block": trainee.must.not_before_block}
    elif rule.kind is Kind.DAY_LIMIT:
        facts = {"blocks": trainee.must.max_blocks_per_day}
    elif rule.kind is Kind.SOFTWARE:
        facts = {"software": trainee.software}
    return Rule(rule.kind.value, facts, _IN_THE_WAY[rule.kind].format(**facts))


def way_out(week: Week, obstacle: Obstacle) -> Rule:
    facts = facts_of(week.ground, obstacle)
    if obstacle.kind is Kind.SOFTWARE:
        facts["software"] = week.ground.problem.trainees[week.who].software
    return Rule(obstacle.kind.value, facts, _WAYS_OUT[obstacle.kind].format(**facts))


def facts_of(ground: Ground, obstacle: Obstacle) -> dict[str, int | str]:
    """What the obstacle is about: a seat, a location, a program, a day and a block; never a person."""
    facts: dict[str, int | str] = {}
    if obstacle.kind in (Kind.TAKEN, Kind.OUT_OF_SERVICE, Kind.SOFTWARE):
        facts["workstation"] = ground.problem.workstations[obstacle.what].id
    if obstacle.kind in (Kind.CLOSED, Kind.SUPERVISION):
        facts["location"] = ground.problem.locations[obstacle.what].id
    if obstacle.kind in (Kind.CLOSED, Kind.OUT_OF_SERVICE):
        facts["day"] = obstacle.when
    if obstacle.kind is Kind.LICENCE:
        facts["software"] = ground.problem.licences[obstacle.what].software
    if obstacle.kind in (Kind.TAKEN, Kind.SUPERVISION, Kind.LICENCE):
        facts["day"], facts["block"] = divmod(obstacle.when, ground.blocks)
    return facts


def _need(rule: PlaceRule) -> str:
    said = rule.value if not isinstance(rule.value, tuple) else ", ".join(rule.value)
    return f"{rule.attribute} {rule.comparison.value.replace('_', ' ')} {str(said).lower()}"
