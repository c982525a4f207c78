// The page: shows each state that the runner sends, and does what the keys and buttons ask for.

import { byId, element, fill } from './elements.js';
import { act, listen, text } from './connection.js';
import { drawDiagrams } from './diagrams.js';
import { bookList, ladder } from './book.js';
import { moodOf, spoken, verdictCard, verdictOf } from './verdict.js';
import { comparison, notYet } from './solution.js';
import { loadTimeline } from './timeline.js';

const ACTIONS = [
  ['h', 'hint'],
  ['t', 'timeline'],
  ['s', 'solution'],
  ['r', 'run again'],
  ['n', 'next'],
  ['x', 'reset'],
  ['?', 'all keys'],
];

const KEYS = [
  ['h', 'one hint more'],
  ['n', 'next step'],
  ['t', 'timeline of the last run, and back'],
  ['s', 'our solution beside your code, and back'],
  ['r', 'run the checks again; saving does it too'],
  ['l', 'all lessons and steps'],
  ['x', 'put the starter back for this step'],
  ['X', 'put the starter of the whole lesson back'],
  ['u', 'bring back what a reset took away'],
  ['Esc', 'back to the task'],
  ['?', 'these keys'],
];

let state = null;
let shownTask = '';
let notice = '';
let isNoticeNew = false;
let isGone = false;

const dialog = byId('dialog');

// --- what is shown

function showBook() {
  fill(byId('lessons'), bookList(state));
  fill(byId('ladder'), ladder(state));
  const lesson = state.lessons.find((any) => any.name === state.step?.lesson);
  byId('lesson').textContent = lesson?.title ?? '';
  byId('title').textContent = state.step ? 'Step ' + state.step.step + ': ' + state.step.title : 'Watchworks';
}

function showVerdict() {
  const body = byId('verdict-body');
  // While checks run, the card keeps its size: the task below does not jump.
  body.style.minHeight = state.activity === 'waits' ? '' : Math.max(body.offsetHeight, 0) + 'px';
  byId('verdict').dataset.mood = moodOf(state);
  byId('verdict').dataset.activity = state.activity;
  byId('verdict').dataset.verdict = verdictOf(state) ?? '';
  fill(body, verdictCard(state, notice));
  const sign = { good: '✓ ', bad: '✗ ', warn: '! ' }[moodOf(state)] ?? '';
  document.title = sign + (state.step ? 'Step ' + state.step.step + ', ' + state.step.title : 'Watchworks');
}

function hintItem(hint, nextLevel) {
  if (hint.html === null) {
    return element('button', {
      type: 'button', class: 'closed', 'data-level': hint.level, disabled: hint.level !== nextLevel,
    }, element('span', {}, 'Hint ' + hint.level + ': ' + hint.title),
    hint.level === nextLevel ? element('kbd', {}, 'h') : null);
  }
  const shown = element('div', { class: 'prose' });
  shown.innerHTML = hint.html;
  return element('details', { open: hint.level === nextLevel - 1 || nextLevel === 0, 'data-level': hint.level },
    element('summary', {}, 'Hint ' + hint.level + ': ' + hint.title), shown);
}

function showHints() {
  const next = state.hints.find((hint) => hint.html === null)?.level ?? 0;
  const list = byId('hint-list');
  const form = JSON.stringify(state.hints) + state.step?.lesson + state.step?.step;
  if (list.dataset.form !== form) {
    list.dataset.form = form;
    list.replaceChildren(...state.hints.map((hint) => hintItem(hint, next || state.hints.length + 1)));
  }
}

async function showTask() {
  const step = state.step;
  const place = step ? step.lesson + '/' + step.step : '';
  if (!step || place === shownTask) {
    return;
  }
  shownTask = place;
  const html = await text('task/' + place);
  if (shownTask !== place) {
    return;
  }
  const body = byId('task-text');
  body.innerHTML = html ?? '<p>The task of this step is not in the lesson’s README.</p>';
  const background = body.querySelector('.background');
  if (background) {
    background.open = !state.lessons.some((lesson) => lesson.steps.some((known) => known.state !== 'todo'));
  }
  for (const word of body.querySelectorAll('p > strong:first-child')) {
    word.classList.toggle('task-word', word.textContent === 'Task.');
  }
  await drawDiagrams(body);
}

function showPlace() {
  const step = state.step;
  fill(byId('place'), step
    ? [element('span', {}, 'You write it in ', element('code', { title: step.file }, step.file.replace(/^.*\//, '')),
        ', line ' + step.line + '. '),
       element('span', { class: 'links' },
        element('button', { type: 'button', class: 'link', 'data-copy': step.file + ':' + step.line }, 'Copy path'),
        element('a', { href: 'read/lessons/' + step.lesson + '/README.md', target: '_blank', rel: 'noopener' },
          'Whole lesson'))]
    : '');
}

function showKeys() {
  fill(byId('keys'), ACTIONS.map(([key, name]) =>
    element('button', { type: 'button', 'data-key': key }, element('kbd', {}, key), ' ' + name)));
}

function view() {
  return byId('desk').dataset.view;
}

function showView(name) {
  if (view() === name) {
    return;
  }
  byId('desk').dataset.view = name;
  if (name === 'timeline') {
    loadTimeline(state.step.lesson);
  }
  byId(name).focus({ preventScroll: true });
  scrollTo(0, 0);
}

function say(sentence) {
  byId('status').textContent = sentence;
}

/** A notice stays until the checks of the next save: not only until those that a reset itself has started. */
function keepNotice(event) {
  if (event === 'compileBegan' && !isNoticeNew) {
    notice = '';
  } else if (event === 'runEnded' || event === 'compileFailed') {
    isNoticeNew = false;
  }
}

function tell(sentence) {
  notice = sentence;
  isNoticeNew = true;
  say(sentence);
  showVerdict();
}

// --- what the runner sends

function onChange(change) {
  const before = state;
  state = change.state;
  if (isGone) {
    isGone = false;
    byId('gone').hidden = true;
    say('The runner is back.');
  }
  document.body.classList.remove('gone');
  const isElsewhere = before?.step?.lesson !== state.step?.lesson || before?.step?.step !== state.step?.step;
  keepNotice(change.event?.event);
  if (isElsewhere) {
    notice = '';
  }
  if (isElsewhere && before) {
    showView('task');
    scrollTo(0, 0);
  }
  showBook();
  showVerdict();
  showHints();
  showPlace();
  showTask();
  react(change.event);
}

function react(event) {
  if (['runEnded', 'compileFailed', 'stepBroke'].includes(event?.event)) {
    say(event.event === 'stepBroke' ? 'Step ' + event.step + ' is not done any more.' : spoken(state));
  }
  if (event?.event === 'answerReplaced') {
    tell('What you had before is in `' + event.saved + '`. Press `u` to bring it back.');
  }
  if (event?.event === 'hintShown') {
    say('Hint ' + event.level + ' of ' + event.levels + ': ' + event.title);
    byId('hint-list').querySelector('[data-level="' + event.level + '"]')?.scrollIntoView({ block: 'nearest' });
  }
  if (view() === 'timeline' && ['checkFinished', 'runEnded'].includes(event?.event)) {
    loadTimeline(event.lesson);
  }
}

function onGone() {
  document.body.classList.add('gone');
  if (!isGone) {
    isGone = true;
    const box = byId('gone');
    box.hidden = false;
    fill(box, element('b', {}, 'The runner is not there. '), 'Start ', element('code', {}, './lab'),
      ' in a terminal, in the folder of the workbook. This page goes on by itself.');
  }
}

// --- what the learner does

async function ask(action, body) {
  const outcome = await act(action, body);
  if (outcome.problem) {
    tell(outcome.problem);
  }
  return outcome;
}

async function next() {
  const outcome = await ask('next');
  if (outcome.hasNext === false) {
    tell('That was the last step of the book. Well done!');
  }
}

async function solution() {
  if (view() === 'solution' && byId('solution-body').querySelector('.diff')) {
    showView('task');
    return;
  }
  const outcome = await ask('solution');
  if (!outcome.problem) {
    fill(byId('solution-body'), outcome.solution ? comparison(outcome.solution) : notYet());
    showView('solution');
    byId('solution').focus({ preventScroll: true });
  }
}

async function reset(action) {
  dialog.close();
  await ask(action);
}

function openDialog(title, ...body) {
  byId('dialog-title').textContent = title;
  byId('dialog-body').replaceChildren(...body);
  dialog.showModal();
}

function confirmReset(isLesson) {
  const step = 'Step ' + state.step.step + ', ' + state.step.title;
  openDialog('Put the starter back?',
    element('p', {}, 'What you wrote is saved first, and ', element('kbd', {}, 'u'), ' brings it back.'),
    element('p', { class: 'onward' },
      element('button', { type: 'button', class: isLesson ? 'quiet' : 'primary', autofocus: !isLesson,
        onclick: () => reset('reset-step') }, step),
      element('button', { type: 'button', class: isLesson ? 'primary' : 'quiet', autofocus: isLesson,
        onclick: () => reset('reset-lesson') }, 'The whole lesson'),
      element('button', { type: 'button', class: 'quiet', onclick: () => dialog.close() }, 'Cancel ',
        element('kbd', {}, 'Esc'))));
}

function showAllKeys() {
  openDialog('Keys', element('dl', { class: 'all-keys' }, KEYS.flatMap(([key, name]) =>
    [element('dt', {}, element('kbd', {}, key)), element('dd', {}, name)])),
  element('p', { class: 'fine' }, 'The same keys work in the terminal.'));
}

function showAllLessons() {
  openDialog('All lessons', element('div', { class: 'book-list' }, bookList(state)));
  dialog.querySelector('[aria-current]')?.focus();
}

const PRESS = {
  h: () => { showView('task'); ask('hint'); },
  n: next,
  t: () => showView(view() === 'timeline' ? 'task' : 'timeline'),
  s: solution,
  r: () => ask('run'),
  l: showAllLessons,
  x: () => confirmReset(false),
  X: () => confirmReset(true),
  u: () => ask('restore'),
  '?': showAllKeys,
  Escape: () => showView('task'),
};

function press(key) {
  if (state?.step && !isGone) {
    PRESS[key]?.();
  }
}

document.addEventListener('keydown', (event) => {
  const isTyping = event.target.closest?.('input, textarea, select, [contenteditable]');
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping || dialog.open || !(event.key in PRESS)) {
    return;
  }
  event.preventDefault();
  press(event.key);
});

document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) {
    return;
  }
  const { key, step, lesson, level, copy } = button.dataset;
  if (button.id === 'open-book') {
    press('l');
  } else if (key) {
    press(key);
  } else if (step) {
    dialog.close();
    ask('choose', { lesson: lesson ?? state.step.lesson, step: Number(step) });
  } else if (level) {
    ask('hint', { level: Number(level) });
  } else if (copy) {
    navigator.clipboard?.writeText(copy).then(() => { button.textContent = 'Copied'; });
  }
});

// A click beside the dialog closes it.
dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());

showKeys();
listen(onChange, onGone);
