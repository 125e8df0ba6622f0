// What a browser knows about a rendered page. Evaluated by measure.py, which calls one of these at a time.
({
  seen(element) {
    const box = element.getBoundingClientRect();
    const outside = box.right <= 0 || box.bottom + scrollY <= 0;
    return element.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1 && !outside;
  },

  all(selector = "body, body *") {
    return [...document.querySelectorAll(selector)].filter((element) => this.seen(element));
  },

  named(element) {
    const id = element.id ? `#${element.id}` : "";
    return `${element.localName}${id} “${element.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}”`;
  },

  ownText(element) {
    return [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  },

  colours() {
    const found = new Set([getComputedStyle(document.documentElement).backgroundColor]);
    for (const element of this.all()) {
      for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(element, part);
        if (part && ["none", "normal"].includes(style.content)) continue;
        if (!part && this.ownText(element)) found.add(style.color);
        found.add(style.backgroundColor);
        for (const side of ["Top", "Right", "Bottom", "Left"]) {
          if (parseFloat(style[`border${side}Width`]) > 0) found.add(style[`border${side}Color`]);
        }
        if (!part && element instanceof SVGGeometryElement) found.add(style.fill).add(style.stroke);
      }
    }
    return [...found].filter((colour) => colour.startsWith("rgb(")).sort();
  },

  motions() {
    const running = document.getAnimations().map((each) => `running: ${each.animationName ?? each.transitionProperty}`);
    const moving = (style) =>
      style.transitionDuration.split(", ").some((time) => time !== "0s") ||
      style.animationName !== "none" ||
      style.scrollBehavior === "smooth";
    const ready = [document.documentElement, ...this.all()].filter((element) => moving(getComputedStyle(element)));
    return [...running, ...ready.map((element) => `may move: ${this.named(element)}`)];
  },

  moved() {
    return new Promise((resolve) => {
      const moved = [];
      const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
      const source = ({ node, previousRect, currentRect }) => {
        const element = node && (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
        return `${element ? this.named(element) : "gone"} from ${place(previousRect)} to ${place(currentRect)}`;
      };
      const add = (entries) => entries.filter((entry) => entry.value).forEach((entry) => {
        moved.push(`moved by ${entry.value.toFixed(6)}: ${entry.sources.map(source).join(", ")}`);
      });
      const observer = new PerformanceObserver((list) => add(list.getEntries()));
      observer.observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
        add(observer.takeRecords());
        resolve(moved);
      }, 50)));
    });
  },

  // A link inside a sentence may be as high as its line; everything else is a target of its own.
  inSentence(element) {
    if (element.localName !== "a" || getComputedStyle(element).display !== "inline") return false;
    const block = element.closest("p, li, dd, dt, td, th, caption, label, legend, figcaption, h1, h2, h3");
    return block !== null && block.textContent.trim().length > element.textContent.trim().length;
  },

  box(element) {
    const boxes = [element, ...(element.labels ?? [])].map((each) => each.getBoundingClientRect());
    const choice = ["radio", "checkbox"].includes(element.type);
    const counted = choice ? boxes : boxes.slice(0, 1);
    return {
      width: Math.max(...counted.map((each) => each.right)) - Math.min(...counted.map((each) => each.left)),
      height: Math.max(...counted.map((each) => each.bottom)) - Math.min(...counted.map((each) => each.top)),
    };
  },

  controls: "a[href], button, input:not([type=hidden]), select, textarea, summary",

  smallTargets(least) {
    const small = ({ width, height }) => width < least - 0.01 || height < least - 0.01;
    return this.all(this.controls)
      .filter((element) => !this.inSentence(element) && small(this.box(element)))
      .map((element) => {
        const { width, height } = this.box(element);
        return `${this.named(element)} is ${Math.round(width)} by ${Math.round(height)} px`;
      });
  },

  countControls() {
    const main = new Set();
    const inMain = this.all(this.controls).filter((element) => element.closest("main"));
    for (const element of inMain) main.add(element.type === "radio" || element.type === "checkbox" ? element.name : element);
    return [this.all(this.controls).length, main.size];
  },

  sidewaysScroll() {
    return document.documentElement.scrollWidth - document.documentElement.clientWidth;
  },

  textSizes() {
    const sizes = this.all().filter((element) => this.ownText(element)).map((element) => getComputedStyle(element).fontSize);
    return [...new Set(sizes)].map(parseFloat).sort((one, other) => one - other);
  },

  // Words that share a bottom edge inside one block share a line.
  longestLine() {
    let longest = 0;
    for (const block of this.all("p, li, dd, dt, td, th, caption, label, legend, figcaption, summary, h1, h2, h3")) {
      const lines = new Map();
      const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        if (!this.seen(texts.currentNode.parentElement)) continue;
        for (const word of texts.currentNode.data.matchAll(/\S+/g)) {
          const range = document.createRange();
          range.setStart(texts.currentNode, word.index);
          range.setEnd(texts.currentNode, word.index + word[0].length);
          const line = Math.round(range.getBoundingClientRect().bottom);
          lines.set(line, (lines.get(line) ?? -1) + 1 + word[0].length);
        }
      }
      longest = Math.max(longest, ...lines.values());
    }
    return longest;
  },

  // What holds more than it shows, except fields for long texts.
  scrollers() {
    const holdsMore = ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
      scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1;
    const scrolls = ({ overflowX, overflowY }) => [overflowX, overflowY].some((way) => ["auto", "scroll"].includes(way));
    return this.all("body *")
      .filter((element) => element.localName !== "textarea" && scrolls(getComputedStyle(element)) && holdsMore(element))
      .map((element) => this.named(element));
  },

  mainButtons() {
    return this.all("main .button-primary").map((element) => this.named(element));
  },

  about() {
    return document.querySelectorAll("main img, main video, main iframe, main object").length;
  },

  weight() {
    const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    return [entries.reduce((sum, entry) => sum + entry.encodedBodySize, 0), entries.length];
  },
})
