// What somebody writes is kept on the server while they write: some seconds after a pause, and when they leave the page.
// Only the words of one still line change. Nothing is checked, nothing moves, and nothing is stored in the browser.

const PAUSE = 1200;
const LONGEST_WAIT = 15000;
const ANSWER = "answer_";

function say(sentence) {
  document.getElementById("status").textContent = sentence;
}

class Drafts {
  #form;
  #waiting = new Set();
  #older = new Set();
  #isSending = false;
  #isSignedOut = false;
  #timer = 0;
  #since = 0;
  #turn = 0;

  constructor(form) {
    this.#form = form;
    form.addEventListener("input", ({ target }) => this.#note(target.name));
    form.addEventListener("submit", (event) => this.#submit(event));
    window.addEventListener("online", () => this.#send());
    document.addEventListener("visibilitychange", () => document.hidden && this.#send());
  }

  #note(name) {
    if (!name.startsWith(ANSWER)) return;
    const question = name.slice(ANSWER.length);
    if (this.#older.has(question)) return;
    if (!this.#waiting.size) this.#since = Date.now();
    this.#waiting.add(question);
    this.#wait();
  }

  #wait() {
    clearTimeout(this.#timer);
    const left = Math.max(0, this.#since + LONGEST_WAIT - Date.now());
    this.#timer = setTimeout(() => this.#send(), Math.min(PAUSE, left));
  }

  // What is sent now is the answer: no draft of it may follow. Without a connection the browser would put its own page
  // in the place of this one, so the press waits for another.
  #submit(event) {
    if (!navigator.onLine) {
      event.preventDefault();
      this.#tell("draft-unsent");
      return;
    }
    clearTimeout(this.#timer);
    this.#waiting.clear();
    this.#nextTurn();
  }

  // The server tells the saves of one page apart by their turn, whichever of them arrives last.
  #nextTurn() {
    this.#turn += 1;
    this.#form.elements.turn.value = this.#turn;
  }

  async #send() {
    clearTimeout(this.#timer);
    if (this.#isSending || this.#isSignedOut || !this.#waiting.size) return;
    const questions = [...this.#waiting];
    this.#waiting.clear();
    this.#isSending = true;
    this.#nextTurn();
    const isKept = await this.#keep(questions);
    this.#isSending = false;
    if (!isKept) questions.forEach((question) => this.#waiting.add(question));
    else if (this.#waiting.size) this.#wait();
  }

  async #keep(questions) {
    try {
      const answer = await fetch(this.#form.dataset.drafts, {
        method: "POST",
        body: this.#typed(questions),
        headers: { "HX-Request": "true", "HX-Target": "draft" },
        keepalive: true,
      });
      return this.#hear(answer, await answer.text());
    } catch {
      this.#tell(navigator.onLine ? "draft-later" : "draft-offline");
      return false;
    }
  }

  #typed(questions) {
    const everything = new FormData(this.#form);
    const typed = new URLSearchParams();
    const names = questions.flatMap((question) => [ANSWER + question, `version_${question}`]);
    for (const name of ["csrf_token", "page", "turn", ...names]) {
      for (const value of everything.getAll(name)) typed.append(name, value);
    }
    return typed;
  }

  #hear(answer, text) {
    const draft = new DOMParser().parseFromString(text, "text/html").getElementById("draft");
    this.#isSignedOut = answer.headers.has("HX-Redirect");
    if (!draft) {
      this.#tell(this.#isSignedOut ? "draft-signed-out" : "draft-later");
      return false;
    }
    for (const { name, value } of draft.querySelectorAll("input")) this.#form.elements[name].value = value;
    document.getElementById("draft-line").textContent = draft.querySelector("p").textContent;
    const newer = [...draft.querySelectorAll("[id^=newer-]")];
    if (newer.length) this.#showBoth(newer);
    return true;
  }

  // From here on it is the person's choice which text holds: nothing more is kept of this one before they save it.
  #showBoth(newer) {
    for (const { id } of newer) this.#older.add(id.slice("newer-".length));
    document.getElementById("draft-newer").append(...newer);
    say(document.getElementById("draft-line").textContent);
  }

  // Said aloud once, when it becomes so; a reader is not told of every save.
  #tell(name) {
    const line = document.getElementById("draft-line");
    const words = document.getElementById(name).content.textContent;
    if (line.textContent === words) return;
    line.textContent = words;
    say(words);
  }
}

for (const form of document.querySelectorAll("form[data-drafts]")) new Drafts(form);
