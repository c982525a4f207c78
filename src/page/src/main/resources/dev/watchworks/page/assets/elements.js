// Makes elements. Texts are always texts: nothing that a program printed becomes HTML.

/** Makes an element. An attribute that is null, undefined or false is left out; `on…` adds a listener. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      made.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? '' : value);
    }
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ''));
  return made;
}

/** The element with this id. */
export function byId(id) {
  return document.getElementById(id);
}

const filled = new WeakMap();

/** Replaces what is in an element, unless it is the same as the last time: so it keeps focus, selection and what is open. */
export function fill(parent, ...children) {
  const next = element('div', {}, ...children);
  const html = next.innerHTML;
  if (filled.get(parent) !== html) {
    filled.set(parent, html);
    parent.replaceChildren(...next.childNodes);
  }
}

/** A text in which parts in backquotes are code. */
export function withCode(text) {
  return text.split('`').map((part, index) => (index % 2 ? element('code', {}, part) : part));
}
