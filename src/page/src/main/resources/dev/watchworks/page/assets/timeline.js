// The timeline page of the last run in a frame. A newer one is loaded behind the old one, so that nothing flickers.

import { element, byId } from './elements.js';

let shown = null;

/** Loads the timeline of a lesson. */
export function loadTimeline(lesson) {
  const frames = byId('timeline-frames');
  const next = element('iframe', {
    title: 'Timeline of the last run',
    src: 'timeline/' + encodeURIComponent(lesson) + '?' + Date.now(),
    class: 'behind',
  });
  next.addEventListener('load', () => {
    next.classList.remove('behind');
    for (const frame of [...frames.children]) {
      if (frame === next) {
        break;
      }
      frame.remove();
    }
    shown = next;
  });
  frames.append(next);
  if (!shown) {
    next.classList.remove('behind');
  }
}
