// Our solution beside the learner's code. Parts that only one side has are between the characters 1 and 2.

import { element } from './elements.js';

/** Only in a line that both sides have, the differing parts are marked: otherwise the whole line differs. */
function marked(line, tag, kind) {
  return line.split(/\u0001|\u0002/)
    .map((part, index) => (index % 2 && kind === 'change' ? element(tag, {}, part) : part));
}

function row(line) {
  const missing = { insert: 'yours', delete: 'ours' }[line.kind];
  const cell = (side, tag) =>
    element('td', { class: side + (missing === side ? ' absent' : line.kind === 'equal' ? '' : ' differs') },
      element('code', {}, missing === side ? '' : marked(line[side], tag, line.kind)));
  return element('tr', { class: line.kind }, cell('yours', 'del'), cell('ours', 'ins'));
}

/** The comparison. */
export function comparison(solution) {
  const isSame = solution.lines.every((line) => line.kind === 'equal');
  return [
    element('p', { class: 'lead' }, isSame
      ? 'Your code and ours are the same, line by line.'
      : 'Ours is one right answer of many. If the checks pass, yours is right too.'),
    element('div', { class: 'diff', tabindex: '0', role: 'region', 'aria-label': 'Your code and our solution' },
      element('table', {},
        element('thead', {}, element('tr', {},
          element('th', { scope: 'col' }, 'your code'), element('th', { scope: 'col' }, 'our solution'))),
        element('tbody', {}, solution.lines.map(row)))),
    element('p', { class: 'source' }, 'The whole file: ', element('code', {}, solution.file)),
  ];
}

/** What comes at the first ask, while the step is not done. */
export function notYet() {
  return [
    element('p', { class: 'lead' }, 'This step is not done yet. Perhaps a hint is enough?'),
    element('p', { class: 'onward' },
      element('button', { type: 'button', class: 'primary', 'data-key': 'h' }, 'Show a hint ', element('kbd', {}, 'h')),
      element('button', { type: 'button', class: 'quiet', 'data-key': 's' }, 'Show our solution all the same ',
        element('kbd', {}, 's'))),
  ];
}
