// What htmx leaves out: a failure is said beside the control that met it, a wait is told in still words, and focus
// never falls off the page. A password can be shown. Every page also works without this file.

const BEFORE_SAYING_THAT_IT_TAKES_LONGER = 2000;
const saidBeside = new WeakMap();
const waits = new WeakMap();

function wordsOf(name) {
  return document.getElementById(name).content.firstElementChild.cloneNode(true);
}

function say(sentence) {
  document.getElementById("status").textContent = sentence;
}

function clear(control) {
  saidBeside.get(control)?.remove();
  saidBeside.delete(control);
}

function putBeside(control, message) {
  clear(control);
  if (control.matches("form")) control.append(message);
  else control.after(message);
  saidBeside.set(control, message);
  return message;
}

function sayThatItTakesLonger(control) {
  say(putBeside(control, wordsOf("takes-longer")).textContent);
}

function sayThatItIsNotDone(control, submitter) {
  const message = putBeside(control, wordsOf("not-done"));
  message.querySelector("button").addEventListener("click", () => {
    (submitter ?? control).focus();
    if (control.matches("form")) control.requestSubmit(submitter);
    else control.click();
  });
  say(message.querySelector("p").textContent);
}

// The server's own words about a problem stand beside the control, so that what was typed stays on the page.
function showProblemBeside(request) {
  request.target = putBeside(request.sourceElement, document.createElement("div"));
  request.select = "#problem";
  request.swap = "innerHTML ignoreTitle:true";
}

function focusOnWhatIsNew(place) {
  const heading = place.matches("h1, h2, h3") ? place : place.querySelector("h1, h2, h3");
  const target = heading ?? place;
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  const control = ctx.sourceElement;
  clear(control);
  waits.set(ctx, { control, timer: setTimeout(sayThatItTakesLonger, BEFORE_SAYING_THAT_IT_TAKES_LONGER, control) });
});

document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  const wait = waits.get(ctx);
  if (!wait) return;
  clearTimeout(wait.timer);
  if (saidBeside.get(wait.control)?.matches(".takes-longer")) clear(wait.control);
});

document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
  if (ctx.response.status >= 500) sayThatItIsNotDone(ctx.sourceElement, ctx.request.submitter);
  else if (ctx.text.includes('id="problem"')) showProblemBeside(ctx);
});

document.addEventListener("htmx:error", ({ target, detail: { ctx } }) => {
  sayThatItIsNotDone(ctx?.sourceElement ?? target, ctx?.request.submitter);
});

document.addEventListener("htmx:after:swap", ({ target, detail: { ctx } }) => {
  const problem = saidBeside.get(ctx.sourceElement)?.querySelector("#problem");
  if (problem) {
    say(problem.querySelector("p").textContent);
    problem.removeAttribute("id");
  }
  if (document.activeElement === document.body) focusOnWhatIsNew(target === document ? document.body : target);
});

document.addEventListener("change", ({ target }) => {
  const password = document.getElementById(target.dataset.shows ?? "");
  if (password) password.type = target.checked ? "text" : "password";
});
