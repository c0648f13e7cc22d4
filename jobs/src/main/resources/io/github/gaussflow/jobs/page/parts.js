'use strict';

/** What the pages are made of beside charts: elements, tables, the lines of a signal. */
gaussflow.parts = (() => {
  const find = (id) => document.getElementById(id);

  /** An element; children are elements or texts. Texts never become markup. */
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...children);
    return made;
  }

  function table(caption, head, rows, textColumns = []) {
    return element(
      'table',
      {},
      element('caption', {}, caption),
      element('thead', {}, element('tr', {}, ...head.map((cell) => element('th', {scope: 'col'}, cell)))),
      element(
        'tbody',
        {},
        ...rows.map((row) =>
          element(
            'tr',
            {},
            ...row.map((cell, i) =>
              i === 0
                ? element('th', {scope: 'row'}, cell)
                : element('td', textColumns.includes(i) ? {class: 'text'} : {}, cell)
            )
          )
        )
      )
    );
  }

  /** Fills a table when its details are opened, and again while they are open. */
  function details(id, fill) {
    const part = find(id);
    const refill = () => part.open && part.querySelector('div').replaceChildren(...fill());
    part.addEventListener('toggle', refill);
    return refill;
  }

  /** The lines of a signal; each draws one field or the space between two. */
  const SIGNAL_LINES = [
    {id: 'raw', name: 'raw', colour: 'raw', width: 1, of: ['raw']},
    {id: 'band', name: '95 % band', colour: 'band', of: ['lower', 'upper']},
    {id: 'reference', name: 'reference', colour: 'reference', width: 1.5, dash: [6, 4], of: ['reference']},
    {id: 'denoised', name: 'denoised', colour: 'denoised', width: 2, of: ['denoised']},
  ];

  /** The fields that lines draw, as a chart takes them. */
  const fieldsOf = (lines) => lines.flatMap((line) => line.of.map((field) => ({line, field})));

  /** What a chart has to know of such fields. */
  function chartLines(fields) {
    const lower = fields.findIndex((each) => each.field === 'lower');
    return fields.map(({line, field}) => ({
      name: line.name,
      colour: line.id === 'band' ? undefined : line.colour,
      width: line.width,
      dash: line.dash,
      ...(field === 'upper' ? {fill: lower, fillColour: 'band'} : {}),
    }));
  }

  /** A button that shows and hides a line. */
  function lineButton(line, onToggle) {
    const key = element('span', {class: line.id === 'band' ? 'key area' : 'key', 'aria-hidden': 'true'});
    key.style.background = 'var(--' + line.colour + ')';
    const button = element('button', {type: 'button', 'aria-pressed': 'true', id: 'line-' + line.id}, key, line.name);
    button.addEventListener('click', () => {
      const shown = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', String(shown));
      onToggle(shown);
    });
    return button;
  }

  /** The keys of lines of several groups. */
  function groupKeys(groups, colourOf) {
    return groups.map((group) => {
      const key = element('span', {class: 'key', 'aria-hidden': 'true'});
      key.style.background = 'var(--' + colourOf(group) + ')';
      return element('li', {}, key, group.name);
    });
  }

  /** The lines of several groups over one axis of their times; a line holds until its next update. */
  function joined(groups, field, scale) {
    const all = [...new Set(groups.flatMap((group) => group.times))].sort((a, b) => a - b);
    const place = new Map(all.map((time, i) => [time, i]));
    const columns = groups.map((group) => {
      const column = new Array(all.length).fill(undefined);
      group.times.forEach((time, i) => {
        const value = group[field][i];
        column[place.get(time)] = value === null ? null : value * scale(group);
      });
      return column;
    });
    return [all, ...columns];
  }

  return {find, element, table, details, SIGNAL_LINES, fieldsOf, chartLines, lineButton, groupKeys, joined};
})();
