"""Each check has a page that it accepts and a page that it finds."""

import pytest

from accessibility.checks import findings, hints, reading_grade
from accessibility.checks.grades import grade_of_passages, passages, sentences_in
from accessibility.checks.page import CONTROLS, SUBMITS, Page
from tests.accessibility.pages import CHOICES, FIELD, FORM, SUMMARY, TABLE, WRONG_FIELD, page, page_with_mistakes

KEPT_ASIDE = "<template><p id=hint><button>Try again</button></p></template>"


def rules(html: str, *, fragment: bool = False) -> list[str]:
    return sorted({finding.rule for finding in findings(html, path="/questions", fragment=fragment)})


def sentences(html: str) -> str:
    return " ".join(str(finding) for finding in findings(html, path="/questions"))


@pytest.mark.parametrize(
    "html",
    [
        page(),
        page_with_mistakes(),
        page(TABLE),
        page("<h2>One</h2><h3>Two</h3><h2>Three</h2><p>Words <em>of</em> ours.</p>"),
        page('<p>See <a href="/a">the first day</a> and <a href="/b">the first day<span class="unseen"> of Sam</span></a>.</p>'),
        page('<p>See <a href="/a">the plan</a>, or again <a href="../a">the plan</a>.</p>'),
        page('<svg aria-hidden="true"><path d="M0 0"></path></svg><svg role="img" aria-label="A bar"></svg>'),
        page("<blockquote>I failed!!! ASAP 2025-01-01</blockquote><p class=own-words>Oops! soon</p><p>By <span data-own-words>Failed!</span>.</p>"),
        page("<p>From Monday 6 May 2025. Showreel: reel-2025-05-06.mov, version 1.2/3.</p>"),
        page('<form action="/x" method="get" novalidate><button>Show only my desks</button></form>'),
        page('<a href="/more" hx-get="/more" hx-target="#list">Show older desks</a><div id="list"></div>'),
        page('<form action="/x" hx-post="/x" method="post" novalidate hx-swap="outerHTML" id="f">'
             '<input type="hidden" name="csrf_token" value="t"><button hx-post="/x">Keep this desk</button></form>'),
        page('<label>Name <input name="name"></label>'),
        page('<button type="button" disabled>Show the password</button>'),
    ],
)  # fmt: skip
def test_a_sound_page_has_no_findings(html: str) -> None:
    assert sentences(html) == ""


@pytest.mark.parametrize(
    ("rule", "html"),
    [
        ("HTML", page("<p>One<div>Two</div></p>")),
        ("HTML", page('<p id="a">One</p><p id="a">Two</p>')),
        ("HTML", page('<p id="a b">One</p>')),
        ("HTML", page('<p aria-describedby="gone">One</p>')),
        ("HTML", page('<p><a href="#gone">The plan of Monday</a></p>')),
        ("L8", page().replace(' lang="en-AU"', "")),
        ("P1", page(h1="Another thing")),
        ("P1", page(h1="")),
        ("P1", page("<h1>Your questions</h1>")),
        ("P1", page(title="")),
        ("P1", page("<h3>Too deep</h3>")),
        ("P1", page("<h2></h2>")),
        ("P1", page(above="<h2>Before the heading</h2>")),
        ("P2", page().replace("<footer>", "<div>").replace("</footer>", "</div>")),
        ("P2", page().replace("<header>", "<div>").replace("</header>", "</div>")),
        ("P2", page().replace(' aria-label="Main"', "")),
        ("P2", page().replace('aria-label="Main"', 'aria-label="Help"')),
        ("P2", page('<aside aria-label="A">One</aside><aside aria-label="B">Two</aside>')),
        ("P2", page().replace('<a href="#main">Go to the main part</a>', "")),
        ("G4", page(TABLE.replace("<caption>Desks this week</caption>", ""))),
        ("G4", page(TABLE.replace(' scope="row"', ""))),
        ("G4", page("<table><caption>Desks</caption><tr><td>One</td></tr></table>")),
        ("S7", page('<img src="/desk.png">')),
        ("S7", page("<svg><path d='M0 0'></path></svg>")),
        ("S7", page('<svg role="img"></svg>')),
        ("S7", page('<video src="/a.webm" autoplay></video>')),
        ("F9", page(FORM.replace('<label for="email">Your e-mail address</label>', ""))),
        ("F9", page(FORM.replace('<label for="email">', '<label for="email" class="unseen">'))),
        ("F9", page(FORM.replace('name="email"', 'name="email" placeholder="you@example.org"'))),
        ("F9", page(FORM.replace('autocomplete="email"', ""))),
        ("F9", page(CHOICES.replace("fieldset>", "div>").replace("legend>", "p>"))),
        ("F9", page(CHOICES.replace("<legend>How do you want to answer</legend>", "<legend></legend>"))),
        ("F12", page(FIELD.replace("Your e-mail address", "Your e-mail address *"))),
        ("F10", page(FORM.replace(" novalidate", ""))),
        ("F10", page(FORM.replace("<button>", "<button disabled>"))),
        ("CSRF", page(FORM.replace('name="csrf_token"', 'name="another"'))),
        ("CSRF", page(FORM.replace('value="a token"', 'value=""'))),
        ("X7", page(FORM.replace('action="/questions"', 'action=""'))),
        ("X7", page('<a href="#">The plan of Monday</a>')),
        ("X7", page('<a href="javascript:void(0)">The plan of Monday</a>')),
        ("X7", page('<div hx-get="/x" id="x">Words</div>')),
        ("X7", page('<button type="button" hx-get="/x">Show the plan</button>')),
        ("P7", page('<p title="More words">Words</p>')),
        ("P7", page('<a href="/x" target="_blank">The plan of Monday</a>')),
        ("P7", page("<dialog>Words</dialog>")),
        ("P7", page("<div popover id='x'>Words</div>")),
        ("P6", page().replace("<head>", '<head><meta http-equiv="Refresh" content="5">')),
        ("CSP", page('<p style="color:red">Words</p>')),
        ("CSP", page("<script>let a = 1</script>")),
        ("CSP", page('<p onclick="go()">Words</p>')),
        ("CSP", page().replace("</head>", "<style>p{}</style></head>")),
        ("A3", page('<img alt="" src="https://elsewhere.example/a.png">')),
        ("L7", page('<a href="/x">here</a>')),
        ("L7", page('<a href="/x">Read more…</a>')),
        ("L7", page(FORM.replace("Save and go to the next question", "Submit"))),
        ("L7", page('<a href="/x"></a>')),
        ("L7", page('<a href="/x" aria-label="Open it">The plan</a>')),
        ("L7", page('<a href="/a">The plan</a> <a href="/b">The plan</a>')),
        ("F11", page("<p>This address is invalid.</p>")),
        ("F11", page('<img src="/a.png" alt="Oops">')),
        ("F11", page("<template id='x'><p>Saving failed.</p></template>")),
        ("L6", page("<p>We write back soon.</p>")),
        ("L6", page("<p>It starts on 2025-05-06.</p>")),
        ("L6", page("<p>It starts on 6/5/2025.</p>")),
        ("L7", page("<p>To start, click here.</p>")),
        ("T2", page("<p>This is your last chance.</p>")),
        ("T2", page("<p>Don\N{RIGHT SINGLE QUOTATION MARK}t miss it.</p>")),
        ("T2", page("<p>There are only 3 places left.</p>")),
        ("L3", page("<p>Well done!</p>")),
        ("L3", page("<p>Well done \U0001f600</p>")),
        ("L8", page("<p><u>Words</u></p>")),
        ("X1", page('<a href="/x" hx-boost="true">The plan</a>')),
        ("X1", page('<a href="/x" hx-get="/x" hx-push-url="true">The plan</a>')),
        ("X1", page('<a href="/x" hx-get="/x" hx-on:click="go()">The plan</a>')),
        ("X1", page('<a href="/x" hx-get="/x" hx-vals="js:{a: 1}">The plan</a>')),
        ("X2", page().replace('"history":false', '"history":true')),
        ("X2", page().replace("htmx-config", "another")),
        ("X3", page('<a href="/x" hx-get="/x" hx-swap="outerHTML">The plan</a>')),
        ("X4", page('<p role="status"></p>')),
        ("X4", page().replace('role="status">', 'role="status">Saved')),
        ("X4", page('<div aria-live="polite">Words</div>')),
        ("X8", page('<a href="/x" hx-get="/x" hx-trigger="every 5s">The plan</a>')),
        ("X8", page('<form action="/x" novalidate hx-get="/x" hx-trigger="keyup changed delay:1s, submit"></form>')),
    ],
)  # fmt: skip
def test_a_page_that_breaks_a_rule_is_found(rule: str, html: str) -> None:
    assert rules(html) == [rule]


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        (page_with_mistakes(summary=""), "there is no summary of errors"),
        (page(title="Error: Your questions"), "there is no summary of errors"),
        (page_with_mistakes(title="Your questions"), "the title does not begin with “Error:”"),
        (page_with_mistakes(summary=SUMMARY.replace(" autofocus", "")), "does not take the focus"),
        (page_with_mistakes(summary=SUMMARY.replace("#email", "#main")), "has no link to this field"),
        (page_with_mistakes(summary=SUMMARY.replace("Type your", "Give us your")), "the field says something else"),
        (page_with_mistakes(field=WRONG_FIELD.replace(' aria-describedby="email-error"', "")), "no sentence is tied"),
        (page_with_mistakes(field=WRONG_FIELD.replace('id="email-error"', "")), "is not tied to its field"),
        (page_with_mistakes(summary=SUMMARY.replace("</ul>", '<li><a href="#main">Type a name</a></li></ul>')),
         "does not lead to something that takes the focus"),
    ],
)  # fmt: skip
def test_a_page_with_mistakes_says_so_in_the_title_the_summary_and_by_the_field(html: str, sentence: str) -> None:
    assert sentence in sentences(html)


def test_one_link_of_the_summary_serves_a_group_of_choices() -> None:
    group = CHOICES.replace("<fieldset>", '<fieldset aria-describedby="way-error">').replace(
        "</legend>", '</legend><p class="field-error" id="way-error">Choose how you want to answer</p>'
    )  # fmt: skip
    summary = SUMMARY.replace("#email", "#way-written").replace(
        "Type your e-mail address", "Choose how you want to answer"
    )

    assert sentences(page_with_mistakes(field=group, summary=summary)) == ""


def test_a_fragment_is_judged_for_what_it_holds_and_not_for_what_is_around_it() -> None:
    block = f'<section id="queue" aria-labelledby="heading-outside">{FORM}</section>'

    assert rules(block, fragment=True) == []
    assert rules(block.replace(" novalidate", ""), fragment=True) == ["F10"]


@pytest.mark.parametrize(
    ("rule", "block"),
    [
        ("X3", "<p>One</p><p>Two</p>"),
        ("X3", "<p>One</p>"),
        ("HTML", '<p id="a">One<div>Two</div></p>'),
    ],
)
def test_a_fragment_has_one_sound_root_with_an_id(rule: str, block: str) -> None:
    assert rules(block, fragment=True) == [rule]


def test_a_fragment_may_be_a_row_and_may_fill_the_status_line() -> None:
    row = '<tr id="desk-1"><th scope="row">Desk 1</th><td>Free</td></tr>'
    said = '<div id="status" hx-swap-oob="innerHTML">Desk 1 is free now.</div>'

    assert rules(row, fragment=True) == []
    assert rules(f'<p id="desk">Free</p>{said}', fragment=True) == []


@pytest.mark.parametrize(
    ("rule", "main"),
    [
        ("L2", f"<p>{'word ' * 21}.</p>"),
        ("L2", "<p>One. Two. Three. Four.</p>"),
        ("L2", f"<p>{'Six words in this sentence here. ' * 9}</p>"),
        ("L3", "<p>You will hit the ground running.</p>"),
        ("L4", "<p>We utilise your answer.</p>"),
        ("L4", "<p>You learn rotoscoping.</p>"),
    ],
)
def test_hints_are_for_a_person_to_judge_and_do_not_count_as_findings(rule: str, main: str) -> None:
    found = {hint.rule for hint in hints(page(main), path="/questions")}

    assert found == {rule}
    assert rules(page(main)) == []


def test_a_word_of_the_trade_that_is_explained_first_gives_no_hint() -> None:
    explained = page("<p><dfn>Rotoscoping</dfn> is drawing around a thing. You learn rotoscoping.</p>")

    assert hints(explained, path="/questions") == []


def test_reading_grade_needs_fifty_words_and_rises_with_harder_words() -> None:
    easy = page(f"<p>{'You can stop at any time. We keep your words. ' * 8}</p>")
    hard = page(f"<p>{'Participants subsequently demonstrate considerable organisational capability. ' * 12}</p>")

    assert reading_grade(page("<p>Few words.</p>")) is None
    assert (reading_grade(easy) or 99) <= 6
    assert (reading_grade(hard) or 0) > 12


def test_a_passage_is_what_stands_in_one_block_and_nothing_that_a_person_wrote() -> None:
    text = (
        "<h2>Your <em>own</em> days</h2><p>Press <a href=/x>Home</a> to go on.</p><blockquote>I wrote this.</blockquote>"
        '<p>Two ways: <a class="link" href=/y>By day</a><a class="link" href=/z>By week</a></p><div class=own-words>Mine.</div>'
        "<label>Day <select><option>Monday<option>Friday</select></label><template>Later</template>"
    )

    found = passages(Page(page(text), path="/").main)

    assert found[-8:] == [
        "Your own days", "Press Home to go on.", "Two ways:", "By day", "By week", "Day", "Monday", "Friday",
    ]  # fmt: skip


def test_a_block_ends_a_sentence_whether_a_full_stop_is_written_or_not() -> None:
    labels = ["Choose a day for this", "Choose a desk for this"] * 8

    assert grade_of_passages(labels) == grade_of_passages([f"{label}." for label in labels])
    assert sentences_in(["One day. Two days", "Three"]) == ["One day.", "Two days", "Three"]


def test_a_finding_says_the_rule_the_sentence_and_the_place() -> None:
    found = findings(page('<p><a href="/x">here</a></p>'), path="/questions")

    assert [str(each) for each in found] == ['L7: “here” does not say what happens. <a href="/x">here</a>']


@pytest.mark.parametrize("html", [page(FORM + CHOICES + TABLE + KEPT_ASIDE), page_with_mistakes()])
@pytest.mark.parametrize(
    "selector",
    [
        "a[href], button, summary",
        "[role=status]:not([hx-swap-oob])",
        "img:not([alt]), input[type=image]:not([alt])",
        'meta[name="htmx-config" i]',
        ".errors",
        ':not([id]), [aria-describedby~="hint"]',
        CONTROLS,
        SUBMITS,
    ],
)
def test_looking_up_finds_what_the_library_finds(html: str, selector: str) -> None:
    """Older versions of the library also look inside a template, which is no part of the page yet."""
    read = Page(html, path="/")

    assert read.select(selector) == [tag for tag in read.soup.select(selector) if not tag.find_parent("template")]
