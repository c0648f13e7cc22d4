'use strict';

(() => {
  const report = JSON.parse(document.getElementById('data').textContent);
  const text = gaussflow.text;
  const {find, element, table, details} = gaussflow.parts;
  const MOST_LINES = 8; // that can be told apart in one chart
  const SHOWN_FIRST = 4;
  const BAND = 1.96;

  // Charts are drawn when their elements stand in the page and have a width.
  const afterwards = [];
  const drawAll = () => afterwards.splice(0).forEach((draw) => draw());

  /** Steps in nanoseconds as times in the axis' unit; a break becomes a time between its ends. */
  function times(steps, unit) {
    const at = [];
    let now = 0;
    steps.forEach((step, i) => {
      if (step === null) {
        at.push((now + steps[i + 1] / 2) / 1e9 / unit.seconds);
      } else {
        now += step;
        at.push(now / 1e9 / unit.seconds);
      }
    });
    return at;
  }

  const sum = (steps) => steps.reduce((total, step) => total + (step || 0), 0) / 1e9;
  const span = Math.max(1e-9, ...report.signals.map((signal) => sum(signal.steps)));
  const unit = text.unit(span);
  const hasDate = !report.origin.startsWith('1970-01-01');
  const originText = report.origin.replace('T', ' ').replace('Z', ' UTC');
  const xLabel = unit.long + ' from ' + (hasDate ? originText : 'the start');

  report.signals.forEach((signal) => {
    signal.times = times(signal.steps, unit);
    const nothing = signal.times.map(() => null);
    ['raw', 'denoised', 'error', 'reference'].forEach((name) => {
      signal['has' + name] = Boolean(signal[name]);
      signal[name] = signal[name] || nothing;
    });
    const band = (side) =>
      signal.denoised.map((value, i) =>
        value === null || signal.error[i] === null ? null : value + side * BAND * signal.error[i]
      );
    signal.lower = band(-1);
    signal.upper = band(1);
  });
  report.groups.forEach((group) => {
    group.times = times(group.steps, unit);
    group.seconds = group.period / 1e9; // between two samples, in which its parameters are counted
  });
  const groupOf = (name) => report.groups.find((group) => group.name === name);

  const view = new gaussflow.View(0, span / unit.seconds);
  const chosen = new Set(report.signals.slice(0, SHOWN_FIRST).map((signal) => signal.name));
  const signals = () => report.signals.filter((signal) => chosen.has(signal.name));

  // ---- the head

  find('name').textContent = report.name;
  find('about').textContent = [
    report.total.out === 1 ? '1 sample' : text.count(report.total.out) + ' samples',
    'of ' + (report.signals.length === 1 ? '1 sensor' : text.count(sensorCount()) + ' sensors'),
    hasDate ? 'from ' + originText : '',
    'over ' + text.number(span / unit.seconds, 4) + ' ' + unit.name,
  ]
    .filter((part) => part)
    .join(' · ')
    .replace(' · of ', ' of ');
  gaussflow.theme.switchedBy(find('theme'));

  function sensorCount() {
    return report.sensors.length;
  }

  if (report.notes.length > 0) {
    find('notes').hidden = false;
    find('notes').append(element('ul', {}, ...report.notes.map((note) => element('li', {}, note))));
  }
  [
    ['Samples in', report.total.in],
    ['Denoised', report.total.out],
    ['Late', report.total.late],
    ['Invalid', report.total.invalid],
    ['Duplicate', report.total.duplicates],
  ].forEach(([name, count]) =>
    find('tiles').append(element('div', {}, element('dt', {}, name), element('dd', {}, text.count(count))))
  );

  // ---- the signals

  const lines = gaussflow.parts.SIGNAL_LINES.filter((line) =>
    report.signals.some((signal) => signal['has' + (line.id === 'band' ? 'error' : line.id)])
  );
  const visible = new Set(lines.map((line) => line.id));
  const series = gaussflow.parts.fieldsOf(lines);

  lines.forEach((line) =>
    find('lines').append(
      gaussflow.parts.lineButton(line, (shown) => {
        visible[shown ? 'add' : 'delete'](line.id);
        signalPlots.forEach(({chart}) => series.forEach((each, i) => each.line === line && chart.toggle(i, shown)));
      })
    )
  );

  const signalPlots = new Map();

  function addSignal(signal) {
    const readout = element('p', {class: 'readout', 'aria-hidden': 'true'});
    const host = element('div');
    const section = element(
      'section',
      {'data-sensor': signal.name},
      element('div', {class: 'plot-head'}, element('h3', {}, signal.name), readout),
      host
    );
    find('signal-plots').append(section);
    const chart = new gaussflow.Chart(host, {
      label:
        'Sensor ' + signal.name + ', raw and denoised over time. Arrow keys move, plus and minus zoom, 0 shows all.',
      x: xLabel,
      y: report.label,
      height: window.innerWidth < 640 ? 220 : 280,
      view,
      data: [signal.times, ...series.map(({field}) => signal[field])],
      lines: gaussflow.parts.chartLines(series),
      onCursor: (i) => readout.replaceChildren(...reading(signal, i)),
    });
    series.forEach(({line}, i) => visible.has(line.id) || chart.toggle(i, false));
    signalPlots.set(signal.name, {section, chart});
  }

  /** What is under the cursor. */
  function reading(signal, i) {
    if (i === null || i === undefined || signal.denoised[i] === null) {
      return [
        text.count(signal.count) + ' samples' +
          (signal.times.length < signal.count ? ', thinned; every extreme is kept' : ''),
      ];
    }
    const bold = (value) => element('b', {}, text.number(value, 5));
    const parts = [timeText(signal.times[i]), ' · raw ', bold(signal.raw[i]), ' · denoised ', bold(signal.denoised[i])];
    if (signal.error[i] !== null) {
      parts.push(' ± ', bold(BAND * signal.error[i]));
    }
    if (signal.reference[i] !== null) {
      parts.push(' · reference ', bold(signal.reference[i]));
    }
    return parts;
  }

  function timeText(time) {
    const relative = text.number(time, 8) + ' ' + unit.name;
    if (!hasDate) {
      return relative;
    }
    const date = new Date(Date.parse(report.origin) + time * unit.seconds * 1000);
    return date.toISOString().replace('T', ' ').replace('Z', '');
  }

  // ---- which sensors

  report.signals.forEach((signal) => {
    const box = element('input', {type: 'checkbox', 'data-sensor': signal.name});
    box.checked = chosen.has(signal.name);
    box.addEventListener('change', () => {
      chosen[box.checked ? 'add' : 'delete'](signal.name);
      showSensors();
    });
    find('choices').append(element('label', {}, box, element('span', {}, signal.name)));
  });

  function choose(names) {
    chosen.clear();
    names.forEach((name) => chosen.add(name));
    document.querySelectorAll('#choices input').forEach((box) => {
      box.checked = chosen.has(box.dataset.sensor);
    });
    showSensors();
  }

  find('every').addEventListener('click', () => choose(report.signals.map((signal) => signal.name)));
  find('first').addEventListener('click', () => choose(report.signals.slice(0, 1).map((signal) => signal.name)));
  find('sensors').hidden = report.signals.length < 2;
  find('choices').classList.toggle('many', report.signals.length > 12);
  find('signals-about').textContent =
    report.signals.length === 0
      ? 'There is no sample to show.'
      : 'The band holds the signal in 95 of 100 cases, as far as the noise is known and the filter keeps the signal.';
  if (!lines.some((line) => line.id === 'band')) {
    find('signals-about').textContent = '';
  }

  // ---- the view

  find('zoom-in').addEventListener('click', () => view.zoom(0.5));
  find('zoom-out').addEventListener('click', () => view.zoom(2));
  find('earlier').addEventListener('click', () => view.pan(-0.4));
  find('later').addEventListener('click', () => view.pan(0.4));
  find('everything').addEventListener('click', () => view.all());

  function enableTools() {
    ['zoom-out', 'everything'].forEach((id) => (find(id).disabled = view.isAll()));
    find('earlier').disabled = view.from <= view.first;
    find('later').disabled = view.to >= view.last;
  }

  function say() {
    const shown = signals().map((signal) => signal.name);
    find('said').textContent =
      'Showing ' + text.number(view.from, 6) + ' to ' + text.number(view.to, 6) + ' ' + unit.long + ' of ' +
      (shown.length === 0 ? 'no sensor' : shown.length === 1 ? 'sensor ' + shown[0] : shown.length + ' sensors') + '.';
  }

  const refillSignals = details('signal-numbers', () => signals().map(viewTable));

  /** Lowest and highest of each of twenty parts of the view. */
  function viewTable(signal) {
    const parts = 20;
    const length = (view.to - view.from) / parts;
    const rows = [];
    for (let part = 0; part < parts; part++) {
      const from = view.from + part * length;
      const row = {raw: [Infinity, -Infinity], denoised: [Infinity, -Infinity], error: -Infinity};
      let any = false;
      signal.times.forEach((time, i) => {
        const within = time >= from && (time < from + length || (part === parts - 1 && time <= view.to));
        if (within && signal.denoised[i] !== null) {
          any = true;
          ['raw', 'denoised'].forEach((name) => {
            if (signal[name][i] !== null) {
              row[name] = [Math.min(row[name][0], signal[name][i]), Math.max(row[name][1], signal[name][i])];
            }
          });
          row.error = Math.max(row.error, signal.error[i] === null ? -Infinity : BAND * signal.error[i]);
        }
      });
      if (any) {
        rows.push(
          [timeText(from), ...[...row.raw, ...row.denoised, row.error].map((value, i) => text.number(value, 5))]
        );
      }
    }
    return table(
      'Sensor ' + signal.name + ', ' + report.label,
      ['from', 'raw lowest', 'raw highest', 'denoised lowest', 'denoised highest', 'band ±'],
      rows
    );
  }

  // ---- what was learned

  const shownGroups = () => {
    const names = new Set(signals().map((signal) => signal.group));
    return report.groups.filter((group) => names.has(group.name));
  };
  const colourOf = (group) => 'line-' + (report.groups.indexOf(group) % MOST_LINES);
  const learnedCharts = [];

  const timeScale = text.unit(
    Math.max(0, ...report.groups.flatMap((group) => group.deviation.map((value) => value * group.seconds)))
  );
  const quantities = [
    {field: 'mean', name: 'mean', y: 'mean in ' + timeScale.name, scale: (group) => group.seconds / timeScale.seconds},
    {
      field: 'deviation',
      name: 'standard deviation',
      y: 'std dev in ' + timeScale.name,
      scale: (group) => group.seconds / timeScale.seconds,
    },
    {field: 'cost', name: 'cost', y: 'cost', scale: () => 1, log: true},
  ];

  function showLearned() {
    learnedCharts.splice(0).forEach((chart) => chart.destroy());
    const groups = shownGroups().filter((group) => group.times.length > 0).slice(0, MOST_LINES);
    const left = shownGroups().filter((group) => group.times.length > 0).length - groups.length;
    find('learned-keys').replaceChildren(
      ...gaussflow.parts.groupKeys(groups, colourOf)
    );
    find('learned-about').textContent =
      groups.length === 0
        ? report.learning
          ? 'There is no update of the sensors shown.'
          : 'Nothing was learned: the job file gives the filter.'
        : 'Mean and standard deviation of the Gaussian after each window, and what the window cost before it; ' +
          'scope ' + report.scope + ', objective ' + report.objective + '.' +
          (left > 0 ? ' The first ' + MOST_LINES + ' of those shown.' : '');
    find('learned-numbers').hidden = groups.length === 0;
    find('learned-plots').replaceChildren(
      ...(groups.length === 0 ? [] : quantities).map((quantity) => {
        const host = element('div');
        const readout = element('p', {class: 'readout', 'aria-hidden': 'true'});
        const section = element(
          'section',
          {'data-quantity': quantity.field},
          element('div', {class: 'plot-head'}, element('h3', {}, quantity.name), readout),
          host
        );
        afterwards.push(() => {
          const data = gaussflow.parts.joined(groups, quantity.field, quantity.scale);
          learnedCharts.push(
            new gaussflow.Chart(host, {
              label: quantity.name + ' over time of ' + groups.map((group) => group.name).join(', '),
              x: xLabel,
              y: quantity.y,
              height: 190,
              log: quantity.log,
              view,
              data,
              lines: groups.map((group) => ({
                name: group.name,
                colour: colourOf(group),
                width: 2,
                points: group.times.length < 200 ? 4 : 0,
                steps: !quantity.log,
              })),
              onCursor: (i) =>
                readout.replaceChildren(
                  ...(i === null || i === undefined
                    ? []
                    : [
                        timeText(data[0][i]),
                        ...groups.flatMap((group, k) =>
                          typeof data[k + 1][i] === 'number'
                            ? [' · ' + group.name + ' ', element('b', {}, text.number(data[k + 1][i], 4))]
                            : []
                        ),
                      ])
                ),
            })
          );
        });
        return section;
      })
    );
    drawAll();
    refillLearned();
  }

  const refillLearned = details('learned-numbers', () =>
    shownGroups().map((group) => {
      const most = 100;
      const first = Math.max(0, group.times.length - most);
      return table(
        group.name + (first > 0 ? ', the last ' + most + ' updates' : ''),
        ['from', 'mean', 'standard deviation', 'cost'],
        group.times.slice(first).map((time, i) => [
          timeText(time),
          text.duration(group.mean[first + i] * group.seconds),
          text.duration(group.deviation[first + i] * group.seconds),
          text.number(group.cost[first + i]),
        ])
      );
    })
  );

  // ---- the kernel and the residual

  const smallCharts = [];

  function showKernels() {
    const groups = shownGroups();
    find('kernel-plots').replaceChildren(...groups.map(kernel));
    drawAll();
    refillKernels();
  }

  function kernel(group) {
    const host = element('div');
    const last = group.mean.length - 1;
    const about =
      last < 0
        ? 'as the job file gives it'
        : 'mean ' + text.duration(group.mean[last] * group.seconds, 3) +
          ', std dev ' + text.duration(group.deviation[last] * group.seconds, 3);
    const section = element(
      'section',
      {'data-group': group.name},
      element('div', {class: 'plot-head'}, element('h3', {}, group.name), element('p', {class: 'readout'}, about)),
      host
    );
    if (group.notice) {
      section.append(element('p', {class: 'soft small verdict'}, group.notice));
    }
    if (group.kernel.initial) {
      section.append(keys([['denoised', 'learned last'], ['soft', 'at first', true]]));
    }
    const taps = group.kernel.taps;
    const lags = taps.map((tap, k) => group.kernel.from + k);
    afterwards.push(() =>
      smallCharts.push(
        new gaussflow.Chart(host, {
          label: 'Kernel of ' + group.name + ', ' + about + '. Its weights stand in the table below.',
          x: 'lag in samples',
          height: 200,
          margin: 0.6,
          whole: true,
          range: (low, high) => [Math.min(0, low * 1.08), Math.max(high, 0) * 1.08 || 1],
          data: [lags, group.kernel.initial || taps.map(() => null), taps],
          lines: [
            {name: 'at first', colour: 'soft', width: 1.5, dash: [4, 4]},
            {name: 'learned', colour: 'denoised', width: 2, points: taps.length < 80 ? 5 : 0},
          ],
        })
      )
    );
    return section;
  }

  function keys(entries) {
    return element(
      'ul',
      {class: 'keys'},
      ...entries.map(([colour, name, dashed]) => {
        const key = element('span', {class: dashed ? 'key dash' : 'key', 'aria-hidden': 'true'});
        key.style[dashed ? 'borderColor' : 'background'] = 'var(--' + colour + ')';
        return element('li', {}, key, name);
      })
    );
  }

  const refillKernels = details('kernel-numbers', () =>
    shownGroups().map((group) =>
      table(
        group.name,
        ['lag', 'weight', ...(group.kernel.initial ? ['weight at first'] : [])],
        group.kernel.taps.map((tap, k) => [
          String(group.kernel.from + k),
          text.number(tap),
          ...(group.kernel.initial ? [text.number(group.kernel.initial[k])] : []),
        ])
      )
    )
  );

  function showResiduals() {
    find('residual-plots').replaceChildren(...signals().map(residual));
    drawAll();
    refillResiduals();
  }

  const BADGES = {white: ['good', 'white'], 'not-white': ['warn', 'not white'], unknown: ['', 'not judged']};

  const badge = (verdict) => element('span', {class: 'badge ' + BADGES[verdict][0]}, BADGES[verdict][1]);

  function residual(signal) {
    const found = signal.residual;
    const section = element(
      'section',
      {'data-sensor': signal.name},
      element('div', {class: 'plot-head'}, element('h3', {}, signal.name), badge(found.verdict))
    );
    if (found.autocorrelation) {
      const host = element('div');
      section.append(host);
      const ends = (side) => found.ofWhiteNoise.map((rho, i) => rho + side * found.bound[i]);
      // Half a lag more on both sides, so that the band is as wide as the bars.
      const wide = (values) => [values[0], ...values, values[values.length - 1]];
      const lags = found.autocorrelation.map((r, i) => i + 1);
      afterwards.push(() =>
        smallCharts.push(
          new gaussflow.Chart(host, {
            label: 'Autocorrelation of what was taken from ' + signal.name + '. ' + found.text,
            x: 'lag in samples',
            height: 180,
            whole: true,
            range: (low, high) => [Math.min(low, 0) - 0.05, Math.max(high, 0) + 0.05],
            data: [
              [0.4, ...lags, lags.length + 0.6],
              wide(ends(-1)),
              wide(ends(1)),
              [null, ...found.autocorrelation, null],
            ],
            lines: [
              {name: 'lower'},
              {name: 'upper', fill: 0, fillColour: 'band'},
              {name: 'autocorrelation', colour: 'line-0', bars: true},
            ],
          })
        )
      );
    }
    section.append(
      element(
        'p',
        {class: 'soft small verdict'},
        found.text +
          (found.statistic === undefined
            ? ''
            : ' Q is ' + text.number(found.statistic, 3) + '; white noise stays below ' +
              text.number(found.critical, 3) + ' in 95 of 100 cases.')
      )
    );
    return section;
  }

  const refillResiduals = details('residual-numbers', () =>
    signals()
      .filter((signal) => signal.residual.autocorrelation)
      .map((signal) =>
        table(
          'Sensor ' + signal.name,
          ['lag', 'residual', 'of white noise', 'bound ±'],
          signal.residual.autocorrelation.map((r, i) => [
            String(i + 1),
            text.number(r, 3),
            text.number(signal.residual.ofWhiteNoise[i], 3),
            text.number(signal.residual.bound[i], 3),
          ])
        )
      )
  );

  // ---- every sensor

  const scored = report.sensors.some((sensor) => sensor.before !== null);
  const inTime = (samples, period) => (samples === null ? '–' : text.duration((samples * period) / 1e9));
  const rows = report.sensors.map((sensor) => [
    sensor.name,
    ...['in', 'out', 'late', 'invalid', 'duplicates'].map((key) => text.count(sensor.counts[key])),
    ...(scored ? [text.number(sensor.before), text.number(sensor.after), text.number(sensor.gain, 3)] : []),
    inTime(sensor.mean, sensor.period),
    inTime(sensor.deviation, sensor.period),
    text.count(sensor.windows),
    sensor.verdict ? badge(sensor.verdict) : '–',
  ]);
  if (report.rest.in !== 0 || report.rest.out !== 0) {
    rows.push([
      '(others)',
      ...['in', 'out', 'late', 'invalid', 'duplicates'].map((key) => text.count(report.rest[key])),
      ...(scored ? ['', '', ''] : []),
      '', '', '', '',
    ]);
  }
  find('table').append(
    table(
      'Samples by what became of them; mean and standard deviation learned last',
      [
        'sensor', 'in', 'out', 'late', 'invalid', 'duplicate',
        ...(scored ? ['RMS before', 'RMS after', 'gain dB'] : []),
        'mean', 'std dev', 'windows', 'residual',
      ],
      rows
    )
  );
  find('table-about').textContent = scored
    ? 'RMS is against the reference, the mean difference between sensor and reference removed; each sample was denoised ' +
      'with parameters learned before it.'
    : '';

  // ---- all together

  function showSensors() {
    signalPlots.forEach(({section, chart}, name) => {
      if (!chosen.has(name)) {
        chart.destroy();
        section.remove();
        signalPlots.delete(name);
      }
    });
    signals().forEach((signal) => signalPlots.has(signal.name) || addSignal(signal));
    // A sensor chosen later stands where it belongs.
    signals().forEach((signal) => find('signal-plots').append(signalPlots.get(signal.name).section));
    smallCharts.splice(0).forEach((chart) => chart.destroy());
    showLearned();
    showKernels();
    showResiduals();
    viewChanged();
  }

  function viewChanged() {
    enableTools();
    say();
    refillSignals();
  }

  view.onChange(viewChanged);
  showSensors();

  /** For who drives the page from outside, such as a test. */
  gaussflow.report = {report, view, chosen, signalPlots};
})();
