// The way to the runner: its events, and what the learner asks it for.

/**
 * Listens to the runner. The browser connects again by itself after a broken connection; this does it too after a refusal.
 *
 * @param onChange gets each message: the event, or null for the first one, and the state of the page
 * @param onGone is called when the runner cannot be reached
 */
export function listen(onChange, onGone) {
  const source = new EventSource('events');
  source.onmessage = (message) => onChange(JSON.parse(message.data));
  source.onerror = () => {
    onGone();
    if (source.readyState === EventSource.CLOSED) {
      source.close();
      setTimeout(() => listen(onChange, onGone), 1000);
    }
  };
}

/** Asks the runner for something. Returns its answer; `problem` is a sentence for the learner when it did not work. */
export async function act(action, body = {}) {
  try {
    const response = await fetch('actions/' + action, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.headers.get('Content-Type').startsWith('application/json')
      ? await response.json()
      : { problem: await response.text() };
  } catch {
    return { problem: 'The runner did not answer. Is ./lab still running in a terminal?' };
  }
}

/** The text at an address of the page, or null when there is none. */
export async function text(address) {
  try {
    const response = await fetch(address);
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}
