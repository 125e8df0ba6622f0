// A large file goes in pieces, so that one that breaks can be continued. Without this file it goes in one go.

const SAY_AGAIN_AFTER = 3000;
const PAUSES = [1000, 4000, 10000];
const MEGABYTE = 1000000;

const place = document.getElementById("sending");
const form = document.getElementById("adding");
const progress = document.getElementById("progress");
const pieceBytes = Number(place?.dataset.piece);

let stop = null;
let stopButton = null;

class Told extends Error {}

function words(name, offset, size) {
  const text = document.getElementById("sending-words").content.querySelector(`[data-for="${name}"]`).textContent;
  return text.replace("HERE", Math.floor(offset / MEGABYTE)).replace("WHOLE", Math.ceil(size / MEGABYTE));
}

function tell(sentence) {
  progress.hidden = false;
  progress.textContent = sentence;
}

function announce(sentence) {
  tell(sentence);
  document.getElementById("status").textContent = sentence;
}

function offerToStop() {
  stopButton = document.getElementById("sending-stop").content.firstElementChild.cloneNode(true);
  stopButton.addEventListener("click", () => stop.abort());
  progress.after(stopButton);
}

// Focus never falls off the page: it goes from the button that leaves to the one that continues.
function leaveStopping() {
  const hadFocus = document.activeElement === stopButton;
  stopButton.remove();
  if (hadFocus) form.querySelector('button[type="submit"]').focus();
}

function field(name) {
  return form.elements.namedItem(name);
}

function bodyWith(values) {
  const body = new FormData();
  body.append("csrf_token", field("csrf_token").value);
  for (const [name, value, filename] of values) {
    if (filename) body.append(name, value, filename);
    else body.append(name, value);
  }
  return body;
}

function post(address, values) {
  return fetch(address, { method: "POST", body: bodyWith(values), signal: stop.signal });
}

// The server's own words, from a page or from a plain line.
async function refusalOf(answer) {
  const text = await answer.text();
  if (!answer.headers.get("content-type").startsWith("text/html")) return text;
  const page = new DOMParser().parseFromString(text, "text/html");
  return (page.querySelector(".errors a") ?? page.querySelector("main p"))?.textContent ?? "";
}

async function begin(file) {
  const answer = await post(place.dataset.begin, [["name", file.name], ["media_type", file.type], ["bytes_long", file.size]]);
  if (!answer.ok) throw new Told(await refusalOf(answer));
  return {
    id: answer.headers.get("upload-id"),
    address: answer.headers.get("location"),
    offset: Number(answer.headers.get("upload-offset")),
    newest: answer.headers.get("upload-newest"),
  };
}

// Whether what is here already ends as this file does at the same place.
async function isTheSame(file, sent) {
  if (!sent.offset || !globalThis.crypto?.subtle) return true;
  const start = Math.floor((sent.offset - 1) / pieceBytes) * pieceBytes;
  const digest = await crypto.subtle.digest("SHA-256", await file.slice(start, sent.offset).arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("") === sent.newest;
}

async function sendPiece(file, sent) {
  const piece = file.slice(sent.offset, sent.offset + pieceBytes, file.type);
  const answer = await post(sent.address, [["offset", sent.offset], ["file", piece, file.name]]);
  const offset = Number(answer.headers.get("upload-offset"));
  if (answer.ok || (answer.status === 409 && offset > sent.offset)) return offset;
  if (answer.status >= 500) throw new TypeError("try again");
  throw new Told(await refusalOf(answer));
}

async function sendPatiently(file, sent) {
  for (const pause of [...PAUSES, null]) {
    try {
      return await sendPiece(file, sent);
    } catch (problem) {
      if (problem.name !== "TypeError" || pause === null) throw problem;
      await new Promise((resolve) => { setTimeout(resolve, pause); });
    }
  }
}

async function sendAll(file, sent) {
  let saidAt = 0;
  while (sent.offset < file.size) {
    if (Date.now() - saidAt > SAY_AGAIN_AFTER) {
      tell(words("here", sent.offset, file.size));
      saidAt = Date.now();
    }
    sent.offset = await sendPatiently(file, sent);
  }
}

async function send(file) {
  let sent = { offset: 0 };
  stop = new AbortController();
  offerToStop();
  try {
    sent = await begin(file);
    if (!(await isTheSame(file, sent))) throw new Told(words("other"));
    document.getElementById("status").textContent = words("here", sent.offset, file.size);
    await sendAll(file, sent);
    announce(words("looking"));
    stopButton.remove();
    field("upload").value = sent.id;
    field("file").value = "";
    form.submit();
  } catch (problem) {
    leaveStopping();
    stop = null;
    if (problem instanceof Told) announce(problem.message);
    else announce(words(problem.name === "AbortError" ? "stopped" : "broke", sent.offset, file.size));
  }
}

form?.addEventListener("submit", (event) => {
  const file = field("file").files[0];
  if (stop) event.preventDefault();
  else if (!navigator.onLine) {
    event.preventDefault();
    announce(words("offline"));
  } else if (file && file.size > pieceBytes) {
    event.preventDefault();
    send(file);
  }
});
