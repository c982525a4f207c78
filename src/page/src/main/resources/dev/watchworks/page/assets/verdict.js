// The verdict on the last save: what the runner does now, each check as it ends, and why one is red.

import { element, withCode } from './elements.js';

/** A verdict as the learner reads it: a word, a sign and a mood. */
const WORDS = {
  DONE: ['Done', '✓', 'good'],
  TODO: ['To do', '○', 'calm'],
  WRONG: ['Not yet right', '✗', 'bad'],
  HUNG: ['It hangs', '✗', 'bad'],
  ENVIRONMENT: ['The lab has a problem', '!', 'warn'],
  NOT_RUN: ['Not run', '–', 'calm'],
  TROUBLE: ['The checks could not finish', '!', 'warn'],
  COMPILE: ['It does not compile', '✗', 'bad'],
};

function word(verdict) {
  return WORDS[verdict] ?? [verdict, '?', 'warn'];
}

function seconds(milliseconds) {
  return (milliseconds / 1000).toFixed(milliseconds < 100 ? 2 : 1) + ' s';
}

/** What a check expects, as the end of a sentence that begins with "your code". */
function claim(check) {
  return check.report.title.replace(/^Step \d+: /, '') || check.check.replace(/^.*\./, '');
}

/** The first check that is not done: the one to read. */
export function firstRed(state) {
  return state.results.find((result) => result.verdict !== 'DONE') ?? null;
}

/** The verdict of the state, or null while it is not decided. */
export function verdictOf(state) {
  if (state.problem) {
    return 'COMPILE';
  }
  const red = firstRed(state);
  return red ? red.verdict : state.ended ? state.ended.verdict : null;
}

/** good, calm, bad, warn or none. */
export function moodOf(state) {
  const verdict = verdictOf(state);
  return verdict ? word(verdict)[2] : 'none';
}

/** A sentence for those who do not see the page. */
export function spoken(state) {
  const verdict = verdictOf(state);
  const step = state.step ? 'Step ' + state.step.step + ': ' : '';
  if (state.problem) {
    return step + 'it does not compile. Line ' + state.problem.line + ': ' + state.problem.message.split('\n')[0];
  }
  const red = firstRed(state);
  if (red) {
    return step + word(verdict)[0].toLowerCase() + '. Your code ' + claim(red) + (red.found ? ': ' + red.found : '') + '.';
  }
  return state.ended ? step + 'done. All checks passed.' : '';
}

function activity(state) {
  if (state.activity === 'compiles') {
    return 'compiling …';
  }
  if (state.activity === 'runs') {
    const count = state.results.length;
    return count ? 'checking … ' + count + ' finished' : 'checking …';
  }
  return state.ended && verdictOf(state) !== 'TODO' ? 'in ' + seconds(state.ended.milliseconds) : '';
}

function headline(state, words, sign) {
  return element('p', { class: 'headline' },
    element('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
    element('strong', {}, words),
    element('span', { class: 'activity' }, activity(state)));
}

function compileProblem(problem) {
  const name = problem.file.replace(/^.*\//, '');
  return [
    element('p', {}, 'The compiler stops at ', element('b', {}, name + ', line ' + problem.line),
      problem.errors > 1 ? '. It has found ' + problem.errors + ' errors; this is the first one:' : ':'),
    element('pre', { class: 'code-line', tabindex: '0' },
      element('span', { class: 'number' }, String(problem.line)), element('code', {}, problem.code.trim())),
    element('p', { class: 'compiler' }, problem.message),
  ];
}

function part(name, text, kind) {
  return text ? [element('dt', {}, name), element('dd', { class: kind }, withCode(text))] : [];
}

function lines(title, texts, open) {
  return texts.length
    ? element('details', { class: 'more', open },
        element('summary', {}, title), element('ol', { class: 'seen' }, texts.map((line) => element('li', {}, line))))
    : null;
}

function message(red, state) {
  if (red.verdict === 'TODO') {
    const file = state.step ? state.step.file.replace(/^.*\//, '') : 'your file';
    return [element('p', {}, 'Nothing is written here yet. Read the task, write it in ', element('b', {}, file),
      state.step ? ' at line ' + state.step.line : '', ', and save. The verdict comes here.')];
  }
  return [
    element('p', { class: 'claim' }, 'Check: your code ' + claim(red)),
    element('dl', {},
      part('expected', red.expected, 'expected'),
      part('but', red.found, 'found'),
      part('why', red.why, ''),
      part('next', red.report.next, '')),
    lines('What happened before', red.report.seen, true),
    lines('Details', red.report.details, red.verdict === 'HUNG'),
  ];
}

function notes(results) {
  const all = results.flatMap((result) => result.report.notes);
  return all.length
    ? element('dl', {}, all.map((note) => [...part('measured', note.measured, ''), ...part('why', note.why, '')]))
    : null;
}

function green(state) {
  const lesson = state.lessons.find((any) => any.name === state.step?.lesson);
  const left = lesson ? lesson.steps.filter((step) => step.state !== 'green') : [];
  const next = lesson?.steps.find((step) => step.step > state.step.step);
  const count = state.results.length;
  return [
    element('p', {}, count === 1 ? 'The check passed.' : 'All ' + count + ' checks passed.',
      left.length ? '' : ' That was the whole lesson: well done.'),
    notes(state.results),
    element('p', { class: 'onward' },
      element('button', { type: 'button', class: 'primary', 'data-key': 'n' },
        next ? 'Next: ' + next.title : 'Go on', ' ', element('kbd', {}, 'n')),
      element('button', { type: 'button', class: 'quiet', 'data-key': 's' }, 'Compare with our solution ',
        element('kbd', {}, 's'))),
  ];
}

function checks(state) {
  return state.results.length
    ? element('div', { class: 'checks' }, element('p', { id: 'checks-title' }, 'Your code …'),
        element('ul', { 'aria-labelledby': 'checks-title' }, state.results.map((result) => {
        const [words, sign, mood] = word(result.verdict);
        return element('li', { class: mood },
          element('span', { class: 'sign', role: 'img', 'aria-label': words }, sign),
          element('span', {}, claim(result)),
          element('span', { class: 'took' }, result.verdict === 'NOT_RUN' ? '' : seconds(result.report.milliseconds)));
        })))
    : null;
}

function broken(state) {
  return Object.entries(state.broken).map(([step, result]) =>
    element('div', { class: 'step-broke' },
      element('p', {}, element('b', {}, 'Step ' + step + ' was done, and is not any more. '),
        'Your code ' + claim(result), result.found ? [': ', withCode(result.found)] : ''),
      element('button', { type: 'button', class: 'quiet', 'data-step': step }, 'Go to step ' + step)));
}

/** The whole card. */
export function verdictCard(state, notice) {
  const verdict = verdictOf(state);
  const red = firstRed(state);
  const [words, sign] = verdict ? word(verdict) : [state.activity === 'waits' ? 'Ready' : 'Checking', '·'];
  return [
    headline(state, words, sign),
    state.problem ? compileProblem(state.problem) : red ? message(red, state) : state.ended ? green(state) : null,
    checks(state),
    broken(state),
    [notice, state.notice.startsWith('What you had before') ? '' : state.notice].filter(Boolean).map((text) => element('p', { class: 'notice' }, withCode(text))),
  ];
}
