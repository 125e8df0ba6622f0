"""A page that every check accepts, and ways to spoil it."""

CONFIGURATION = (
    '{"history":false,"transitions":false,"includeIndicatorCSS":false,"noSwap":[204,304,"5xx"],"defaultTimeout":20000}'
)

FIELD = """
<div class="field">
  <label for="email">Your e-mail address</label>
  <p id="email-hint">We write to this address.</p>
  <input id="email" name="email" type="email" autocomplete="email" aria-describedby="email-hint">
</div>
"""

CHOICES = """
<fieldset>
  <legend>How do you want to answer</legend>
  <input id="way-written" name="way" type="radio" value="written"> <label for="way-written">In writing</label>
  <input id="way-spoken" name="way" type="radio" value="spoken"> <label for="way-spoken">By speaking</label>
</fieldset>
"""

FORM = f"""
<form action="/questions" method="post" novalidate>
  <input type="hidden" name="csrf_token" value="a token">
  {FIELD}{CHOICES}
  <button>Save and go to the next question</button>
</form>
"""

WRONG_FIELD = """
<div class="field">
  <label for="email">Your e-mail address</label>
  <p class="field-error" id="email-error">Type your e-mail address</p>
  <input id="email" name="email" type="email" autocomplete="email" aria-invalid="true" aria-describedby="email-error">
</div>
"""

SUMMARY = """
<div class="errors" tabindex="-1" autofocus>
  <h2>One answer is missing</h2>
  <ul><li><a href="#email">Type your e-mail address</a></li></ul>
</div>
"""

TABLE = """
<table>
  <caption>Desks this week</caption>
  <tr><th scope="col">Desk</th><th scope="col">Person</th></tr>
  <tr><th scope="row">Desk 1</th><td>Free</td></tr>
</table>
"""


def page(
    main: str = FORM, *, title: str = "Your questions: Apply, Cleanplate", h1: str = "Your questions", above: str = ""
) -> str:
    """A whole page of the product with `main` below its heading and `above` before it."""
    return f"""<!doctype html>
<html lang="en-AU">
<head>
  <meta charset="utf-8">
  <title>{title}</title>
  <meta name="htmx-config" content='{CONFIGURATION}'>
  <link rel="stylesheet" href="/static/calm.css">
  <script src="/static/htmx.js" nonce="n" defer></script>
</head>
<body hx-headers:inherited='{{"X-CSRF-Token": "a token"}}'>
  <a href="#main">Go to the main part</a>
  <header><p>Cleanplate</p><nav aria-label="Main"><a href="/home">Home</a></nav></header>
  <main id="main">{above}<h1>{h1}</h1>{main}</main>
  <footer><nav aria-label="Help"><a href="/help">Help</a></nav></footer>
  <div id="status" role="status"></div>
</body>
</html>"""


def page_with_mistakes(
    *, field: str = WRONG_FIELD, summary: str = SUMMARY, title: str = "Error: Your questions"
) -> str:
    form = f"""<form action="/questions" method="post" novalidate>
      <input type="hidden" name="csrf_token" value="a token">{field}<button>Save my answer</button></form>"""
    return page(form, title=title, above=summary)
