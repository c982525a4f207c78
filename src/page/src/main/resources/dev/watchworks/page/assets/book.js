// Lessons and steps with their ticks: at the side, as a ladder above the task, and as a list to choose from.

import { element } from './elements.js';

const SIGNS = { green: '✓', red: '•', broken: '!', todo: '' };
const WORDS = { green: 'done', red: 'begun', broken: 'was done, and is not any more', todo: 'to do' };

function isHere(state, lesson, step) {
  return state.step?.lesson === lesson.name && state.step?.step === step.step;
}

function stepButton(state, lesson, step, short) {
  return element('button', {
    type: 'button',
    class: 'step ' + step.state,
    'data-lesson': lesson.name,
    'data-step': step.step,
    'aria-current': isHere(state, lesson, step) ? 'step' : null,
    'aria-label': 'Step ' + step.step + ', ' + step.title + ': ' + WORDS[step.state],
    title: short ? step.title : null,
  },
  element('span', { class: 'tick', 'aria-hidden': 'true' }, SIGNS[step.state] || String(step.step)),
  short ? null : element('span', {}, step.title));
}

/** The lessons; the one on which the learner works is open. */
export function bookList(state) {
  return state.lessons.map((lesson) => {
    const done = lesson.steps.filter((step) => step.state === 'green').length;
    const [, number, title] = lesson.title.match(/^Lesson (\d+): (.*)$/) ?? [null, '', lesson.title];
    return element('details', { class: 'lesson', open: state.step?.lesson === lesson.name },
      element('summary', {},
        element('span', { class: 'lesson-title' }, number ? element('b', {}, number) : '', title),
        element('span', { class: 'count' }, done === lesson.steps.length ? '✓' : done + ' of ' + lesson.steps.length)),
      element('ol', {}, lesson.steps.map((step) => element('li', {}, stepButton(state, lesson, step, false)))));
  });
}

/** The steps of the lesson on which the learner works, in one line. */
export function ladder(state) {
  const lesson = state.lessons.find((any) => any.name === state.step?.lesson);
  return lesson ? lesson.steps.map((step) => element('li', {}, stepButton(state, lesson, step, true))) : [];
}
