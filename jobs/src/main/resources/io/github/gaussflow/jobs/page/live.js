'use strict';

(() => {
  const job = JSON.parse(document.getElementById('data').textContent);
  const text = gaussflow.text;
  const {find, element, table, details} = gaussflow.parts;
  const BAND = 1.96;
  const SHOWN_FIRST = 2;
  const MOST_LINES = 8; // that can be told apart in one chart
  const MOST_CHOICES = 50; // that are offered at once
  const SEARCH_FROM = 12; // sensors
  const RETRY_MILLIS = 1000;
  const MOST_REST = 100; // milliseconds
  const STALE_MILLIS = 5000; // after such a pause all that is held is asked for again
  const PAGE = Math.random().toString(36).slice(2);
  const FIELDS = ['times', 'raw', 'denoised', 'error', 'reference', 'lower', 'upper'];
  const LEARNED = ['times', 'mean', 'deviation', 'noise'];

  const names = [];
  let moreNames = false;
  const signals = new Map(); // by name, of the sensors chosen
  const groups = new Map(); // of those
  let origin = 0; // milliseconds since the epoch, from which times are counted in seconds
  let after = 0; // the newest tick that is here
  let asking = null; // what aborts the question that is out
  let state = 'connecting';
  const delays = []; // milliseconds from the output of a frame's first sample until it was painted

  // ---- which sensors are chosen: the address says it, so that a reload keeps them

  const chosen = new URLSearchParams(location.hash.slice(1)).getAll('sensor').slice(0, job.mostSensors);
  let byReader = chosen.length > 0;

  function choose(sensors) {
    chosen.splice(0, chosen.length, ...sensors);
    if (byReader) {
      const hash = new URLSearchParams(chosen.map((name) => ['sensor', name])).toString();
      history.replaceState(null, '', hash ? '#' + hash : location.pathname);
    }
    after = 0;
    if (asking) {
      asking.abort();
    }
    showSensors();
    showChoices();
  }

  const inOrder = new Intl.Collator('en', {numeric: true}).compare;

  /** As long as the reader has not chosen, the first in the order of their names. */
  function chooseFirst() {
    const first = [...names].sort(inOrder).slice(0, SHOWN_FIRST);
    if (!byReader && first.join('\n') !== chosen.join('\n')) {
      choose(first);
    }
  }

  // ---- asking

  async function follow() {
    for (;;) {
      const asked = Date.now();
      try {
        const frame = await ask();
        if (frame.run !== job.run) {
          location.reload(); // the command was started again
          return;
        }
        const first = after === 0;
        after = frame.tick; // unless the frame makes this script choose other sensors
        const began = performance.now();
        show(frame);
        await painted();
        const spent = performance.now() - began;
        if (frame.came && !first) {
          told(Date.now() - frame.came);
        }
        await pause(Math.min(spent, MOST_REST)); // the machine has other work to do, such as the job
        if (frame.state === 'finished' || frame.state === 'failed' || frame.state === 'canceled') {
          await pause(RETRY_MILLIS); // it may be started again
        }
      } catch (error) {
        if (error.name === 'AbortError') {
          continue; // another choice
        }
        if (!(error instanceof TypeError)) { // which is what fetch throws where nobody answers
          throw error;
        }
        lost();
        await pause(RETRY_MILLIS);
      }
      if (Date.now() - asked > STALE_MILLIS) {
        after = 0;
      }
    }
  }

  async function ask() {
    const query = new URLSearchParams({page: PAGE, run: job.run, after, names: names.length});
    chosen.forEach((name) => query.append('sensor', name));
    asking = new AbortController();
    const answer = await fetch('frame?' + query, {cache: 'no-store', signal: asking.signal});
    if (!answer.ok) {
      throw new TypeError(await answer.text());
    }
    const frame = await answer.json();
    asking = null;
    return frame;
  }

  /** A hidden page paints nothing, and so asks nothing until it is seen again. */
  const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

  const pause = (millis) => new Promise((done) => setTimeout(done, millis));

  // ---- what a frame says

  function show(frame) {
    origin = frame.origin;
    names.push(...frame.names);
    moreNames = frame.more;
    frame.sensors.forEach(takeSensor);
    frame.groups.forEach(takeGroup);
    showState(frame.state, frame.restarts);
    showCounts(frame.counts, frame.rates);
    if (frame.names.length > 0) {
      showChoices();
      chooseFirst();
    }
    showSignals(Math.max(0, ...frame.sensors.map((sensor) => sensor.span)));
    showLearned();
    refillSoon();
  }

  const empty = (fields) => Object.fromEntries(fields.map((field) => [field, []]));

  /** Adds to what is there, or takes its place, and forgets the oldest. */
  function take(series, fields, more) {
    if (more.fresh) {
      Object.assign(series, empty(fields));
    }
    const count = series.times.length + more.times.length;
    if (count > 1.25 * job.mostPoints) {
      fields.forEach((field) => series[field].splice(0, count - job.mostPoints));
    }
    fields.forEach((field) => more[field].forEach((value) => series[field].push(value)));
  }

  function takeSensor(sensor) {
    if (!chosen.includes(sensor.name)) {
      return;
    }
    const signal = signals.get(sensor.name);
    const band = (side) =>
      sensor.denoised.map((value, i) =>
        value === null || sensor.error[i] === null ? null : value + side * BAND * sensor.error[i]
      );
    take(signal, FIELDS, {...sensor, lower: band(-1), upper: band(1)});
    signal.group = sensor.group;
  }

  function takeGroup(group) {
    if (!groups.has(group.name)) {
      groups.set(group.name, {name: group.name, ...empty(LEARNED)});
    }
    take(groups.get(group.name), LEARNED, group);
    groups.get(group.name).notice = group.notice;
  }

  // ---- the head

  find('name').textContent = job.name;
  gaussflow.theme.switchedBy(find('theme'));
  if (job.flink) {
    find('about').after(' · ', element('a', {href: job.flink, id: 'flink'}, 'Flink’s web UI'));
  }
  if (!job.counted) {
    find('notes').hidden = false;
    find('notes').append('Samples are not counted: the job file says report.enabled: false.');
  }

  const BADGES = {running: 'good', restarting: 'warn', failing: 'warn', failed: 'warn', 'no connection': 'warn'};

  function showState(now, restarts) {
    if (state !== now) {
      state = now;
      find('state').textContent = now;
      find('state').className = 'badge ' + (BADGES[now] || '');
      find('said').textContent = 'The job: ' + now + '.';
    }
    find('about').textContent =
      restarts > 0 ? 'restarted ' + (restarts === 1 ? 'once' : restarts + ' times') : '';
  }

  function lost() {
    if (state !== 'finished' && state !== 'failed' && state !== 'canceled') {
      showState('no connection', 0);
      find('about').textContent = 'The job is gone or this machine is busy; trying again.';
    }
  }

  const tiles = new Map();
  [
    ['in', 'Samples in'],
    ['out', 'Denoised'],
    ['late', 'Late'],
    ['invalid', 'Invalid'],
    ['duplicates', 'Duplicate'],
  ].forEach(([key, name]) => {
    const tile = {count: element('dd', {}, '–'), rate: element('dd', {class: 'rate'})};
    const parts = key === 'in' || key === 'out' ? [tile.count, tile.rate] : [tile.count];
    find('tiles').append(element('div', {id: 'count-' + key}, element('dt', {}, name), ...parts));
    tiles.set(key, tile);
  });

  function showCounts(counts, rates) {
    tiles.forEach((tile, key) => {
      tile.count.textContent = counts ? text.count(counts[key]) : '–';
      const rate = rates && rates[key];
      tile.rate.textContent =
        rate === null || rate === undefined ? '' : text.count(Number(rate.toPrecision(3))) + ' a second';
    });
  }

  function told(delay) {
    delays.push(delay);
    if (delays.length > 5000) {
      delays.shift();
    }
    if (delays.length % 5 === 0) {
      const recent = delays.slice(-50).sort((a, b) => a - b);
      find('delay').textContent =
        'Painted ' + text.number(recent[recent.length >> 1] / 1000, 2) + ' s after it came out of the filter.';
    }
  }

  // ---- time

  const SECONDS_A_DAY = 86400;
  const STEPS = [
    ...[1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1].flatMap((power) => [power, 2 * power, 5 * power]),
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200,
    ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((days) => days * SECONDS_A_DAY),
  ];

  /** A time of the day, in UTC. */
  function clock(seconds, digits) {
    const unit = Math.pow(10, digits);
    const units = Math.round((seconds - Math.floor(seconds / SECONDS_A_DAY) * SECONDS_A_DAY) * unit);
    const whole = Math.floor(units / unit) % SECONDS_A_DAY;
    const two = (value) => String(Math.floor(value)).padStart(2, '0');
    const parts = [two(whole / 3600), two((whole / 60) % 60), two(whole % 60)].join(':');
    return digits > 0 ? parts + '.' + String(units % unit).padStart(digits, '0') : parts;
  }

  const day = (seconds) => {
    const date = new Date(origin + seconds * 1000);
    return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
  };

  function clockTicks(splits) {
    const step = splits.length > 1 ? splits[1] - splits[0] : 1;
    const digits = step >= 1 ? 0 : Math.min(9, Math.ceil(-Math.log10(step) - 1e-9));
    return splits.map((split) => (step >= SECONDS_A_DAY ? day(split) : clock(split, digits)));
  }

  const axis = {x: 'time in UTC', xText: clockTicks, xSteps: STEPS};

  // ---- what is in sight: only that is drawn

  const drawings = new Map(); // by the element: the chart and what draws it
  const sight = new IntersectionObserver((entries) =>
    entries.forEach((entry) => {
      const drawing = drawings.get(entry.target);
      if (drawing) {
        drawing.chart.asleep = !entry.isIntersecting;
        if (entry.isIntersecting) {
          drawing.draw();
        }
      }
    })
  );

  /** Lets a chart sleep while it is out of sight; it is drawn when it comes back. */
  function drawInSight(chart, draw) {
    drawings.set(chart.host, {chart, draw});
    sight.observe(chart.host);
  }

  function remove(chart) {
    sight.unobserve(chart.host);
    drawings.delete(chart.host);
    chart.destroy();
  }

  // ---- the signals

  const view = new gaussflow.View(0, 1);
  let following = true;
  let width = 0; // what is shown while following, in seconds
  let widthByReader = false;
  let moving = false; // whether it is this script that moves the view

  view.onChange(() => {
    if (!moving) {
      following = view.to >= view.last;
      width = view.to - view.from;
      widthByReader = true;
    }
    showTools();
  });

  const lines = gaussflow.parts.SIGNAL_LINES;
  const fields = gaussflow.parts.fieldsOf(lines);
  const visible = new Set(lines.map((line) => line.id));
  lines.forEach((line) =>
    find('lines').append(
      gaussflow.parts.lineButton(line, (shown) => {
        visible[shown ? 'add' : 'delete'](line.id);
        signals.forEach(({chart}) => fields.forEach((each, i) => each.line === line && chart.toggle(i, shown)));
      })
    )
  );

  function addSignal(name) {
    const readout = element('p', {class: 'readout', 'aria-hidden': 'true'});
    const host = element('div');
    const section = element(
      'section',
      {'data-sensor': name},
      element('div', {class: 'plot-head'}, element('h3', {}, name), readout),
      host
    );
    const signal = {name, group: '', section, readout, cursor: null, ...empty(FIELDS)};
    find('signal-plots').append(section);
    signal.chart = new gaussflow.Chart(host, {
      label: 'Sensor ' + name + ', raw and denoised, newest last. Arrow keys move, plus and minus zoom, 0 shows all.',
      ...axis,
      y: job.label,
      height: window.innerWidth < 640 ? 190 : 210,
      view,
      lines: gaussflow.parts.chartLines(fields),
      onCursor: (i) => {
        signal.cursor = i;
        read(signal);
      },
    });
    fields.forEach(({line}, i) => visible.has(line.id) || signal.chart.toggle(i, false));
    signals.set(name, signal);
    drawInSight(signal.chart, () => drawSignal(signal));
  }

  function drawSignal(signal) {
    signal.chart.setData([signal.times, ...fields.map(({field}) => signal[field])]);
    read(signal);
  }

  function showSensors() {
    signals.forEach((signal, name) => {
      if (!chosen.includes(name)) {
        remove(signal.chart);
        signal.section.remove();
        signals.delete(name);
      }
    });
    [...chosen].sort(inOrder).forEach((name) => {
      if (!signals.has(name)) {
        addSignal(name);
      }
      find('signal-plots').append(signals.get(name).section); // in order
    });
    const shown = new Set([...signals.values()].map((signal) => signal.group));
    groups.forEach((group, name) => shown.has(name) || groups.delete(name));
  }

  function showSignals(span) {
    const drawn = [...signals.values()].filter((signal) => signal.times.length > 0);
    if (drawn.length > 0) {
      const first = Math.min(...drawn.map((signal) => signal.times[0]));
      const last = Math.max(...drawn.map((signal) => signal.times[signal.times.length - 1]));
      moving = true;
      view.limits(first, last);
      if (following) {
        // What a default span is changes with the rate; a little of it would only be restless.
        if (!widthByReader && !(span > 0.6 * width && span < 1.6 * width)) {
          width = span;
        }
        const wide = width > 0 ? Math.min(width, view.last - view.first) : view.last - view.first;
        view.show(view.last - wide, view.last);
      }
      moving = false;
    }
    drawn.filter((signal) => !signal.chart.asleep).forEach(drawSignal);
    showTools();
  }

  /** What is under the cursor, else the newest sample. */
  function read(signal) {
    const under = signal.cursor !== null && signal.cursor !== undefined;
    const i = under ? signal.cursor : signal.times.length - 1;
    if (i < 0 || i >= signal.times.length || signal.denoised[i] === null) {
      signal.readout.replaceChildren();
      return;
    }
    const bold = (value) => element('b', {}, text.number(value, 5));
    const parts = [
      clock(signal.times[i], 3), ' · raw ', bold(signal.raw[i]), ' · denoised ', bold(signal.denoised[i]),
    ];
    if (signal.error[i] !== null) {
      parts.push(' ± ', bold(BAND * signal.error[i]));
    }
    const deviation = newest(groups.get(signal.group), 'deviation');
    if (!under && typeof deviation === 'number') {
      parts.push(' · std dev ', element('b', {}, text.duration(deviation, 3)));
    }
    signal.readout.replaceChildren(...parts);
  }

  // ---- the view

  find('follow').addEventListener('click', () => {
    following = !following;
    widthByReader = false;
    width = 0;
    showTools();
  });
  const end = () => (following ? view.to : undefined);
  find('zoom-in').addEventListener('click', () => view.zoom(0.5, end()));
  find('zoom-out').addEventListener('click', () => view.zoom(2, end()));
  find('earlier').addEventListener('click', () => view.pan(-0.4));
  find('later').addEventListener('click', () => view.pan(0.4));

  function showTools() {
    find('follow').setAttribute('aria-pressed', String(following));
    find('zoom-out').disabled = view.isAll();
    find('earlier').disabled = view.from <= view.first;
    find('later').disabled = view.to >= view.last;
  }

  // ---- the choice

  function offered() {
    const wanted = find('search').value.trim().toLowerCase();
    const all = [...new Set([...chosen, ...names])].sort(inOrder);
    const found = all.filter((name) => chosen.includes(name) || name.toLowerCase().includes(wanted));
    const typed = find('search').value.trim();
    if (moreNames && typed && !all.includes(typed)) {
      found.push(typed);
    }
    const kept = new Set(found.filter((name) => !chosen.includes(name)).slice(0, MOST_CHOICES));
    return {shown: found.filter((name) => chosen.includes(name) || kept.has(name)), of: found.length};
  }

  function showChoices() {
    const {shown, of} = offered();
    find('sensors').hidden = names.length < 2 && chosen.length < 2;
    find('search').hidden = names.length <= SEARCH_FROM;
    const boxes = [...document.querySelectorAll('#choices input')];
    if (boxes.map((box) => box.dataset.sensor).join('\n') !== shown.join('\n')) {
      const focused = document.activeElement && document.activeElement.dataset.sensor;
      find('choices').replaceChildren(...shown.map(choice));
      boxes.splice(0, boxes.length, ...document.querySelectorAll('#choices input'));
      boxes.filter((box) => box.dataset.sensor === focused).forEach((box) => box.focus());
    }
    boxes.forEach((box) => {
      box.checked = chosen.includes(box.dataset.sensor);
      box.disabled = !box.checked && chosen.length >= job.mostSensors;
    });
    find('choices').classList.toggle('many', shown.length > SEARCH_FROM);
    find('choices-about').textContent = [
      shown.length < of ? 'The first ' + shown.length + ' of ' + text.count(of) + '; type to find others.' : '',
      moreNames ? 'There are more than ' + text.count(job.mostNames) + ' sensors: type the whole name of one.' : '',
      chosen.length >= job.mostSensors ? 'At most ' + job.mostSensors + ' sensors are shown at once.' : '',
    ]
      .filter((part) => part)
      .join(' ');
  }

  function choice(name) {
    const box = element('input', {type: 'checkbox', 'data-sensor': name});
    box.addEventListener('change', () => {
      byReader = true;
      choose(box.checked ? [...chosen, name] : chosen.filter((other) => other !== name));
      find('said').textContent =
        chosen.length === 0 ? 'Showing no sensor.' : 'Showing ' + chosen.join(', ') + '.';
    });
    return element('label', {}, box, element('span', {}, name));
  }

  find('search').addEventListener('input', showChoices);

  // ---- what is learned

  const learnedView = new gaussflow.View(0, 1);
  const learnedCharts = [];
  let learnedOf = '';
  let timeScale = text.unit(1);

  const quantities = [
    {field: 'mean', name: 'mean', y: () => 'mean in ' + timeScale.name, inTime: true},
    {field: 'deviation', name: 'standard deviation', y: () => 'std dev in ' + timeScale.name, inTime: true},
    {field: 'noise', name: 'noise', y: () => 'noise, std dev', inTime: false},
  ];

  function shownGroups() {
    const wanted = [...chosen].sort(inOrder).map((name) => signals.get(name).group);
    return [...new Set(wanted)]
      .map((name) => groups.get(name))
      .filter((group) => group && group.times.length > 0)
      .slice(0, MOST_LINES);
  }

  function showLearned() {
    const shown = shownGroups();
    const deviations = shown.map((group) => group.deviation[group.deviation.length - 1]);
    timeScale = text.unit(Math.max(0, ...deviations));
    const now = JSON.stringify([shown.map((group) => group.name), timeScale.name]);
    if (now !== learnedOf) {
      learnedOf = now;
      buildLearned(shown);
    }
    if (shown.length === 0) {
      return;
    }
    // What was learned holds until now.
    const last = Math.max(view.last, ...shown.map((group) => group.times[group.times.length - 1]));
    learnedView.limits(Math.min(...shown.map((group) => group.times[0])), last);
    learnedCharts.filter(({chart}) => !chart.asleep).forEach(({chart, quantity}) => {
      const scale = quantity.inTime ? 1 / timeScale.seconds : 1;
      const data = gaussflow.parts.joined(shown, quantity.field, () => scale);
      if (last > data[0][data[0].length - 1]) {
        data[0].push(last);
        shown.forEach((group, k) => data[k + 1].push(group[quantity.field][group.times.length - 1] * scale));
      }
      chart.setData(data);
    });
    const notices = shown.filter((group) => group.notice).map((group) => group.name + ': ' + group.notice);
    if (notices.join('\n') !== [...find('notices').children].map((item) => item.textContent).join('\n')) {
      find('notices').replaceChildren(...notices.map((notice) => element('li', {}, notice)));
    }
  }

  function buildLearned(shown) {
    learnedCharts.splice(0).forEach(({chart}) => remove(chart));
    const colourOf = (group) => 'line-' + (shown.indexOf(group) % MOST_LINES);
    find('learned-keys').replaceChildren(...gaussflow.parts.groupKeys(shown, colourOf));
    find('learned-plots').replaceChildren();
    find('notices').replaceChildren();
    find('learned-about').textContent = !job.learning
      ? 'Nothing is learned: the job file gives the filter.'
      : shown.length === 0
        ? 'There is no update of the sensors shown yet.'
        : 'Mean and standard deviation of the Gaussian after each window, and how strong the noise is taken to be; ' +
          'scope ' + job.scope + ', objective ' + job.objective + '.';
    if (shown.length === 0) {
      return;
    }
    quantities.forEach((quantity) => {
      const host = element('div');
      find('learned-plots').append(
        element('section', {'data-quantity': quantity.field}, element('h3', {}, quantity.name), host)
      );
      const chart = new gaussflow.Chart(host, {
        label: quantity.name + ' over time of ' + shown.map((group) => group.name).join(', '),
        ...axis,
        y: quantity.y(),
        height: 170,
        view: learnedView,
        lines: shown.map((group) => ({name: group.name, colour: colourOf(group), width: 2, steps: true})),
      });
      learnedCharts.push({chart, quantity});
      drawInSight(chart, showLearned);
    });
  }

  // ---- in numbers

  const newest = (series, field) => (series ? series[field][series.times.length - 1] : null);

  const refill = details('numbers', () => {
    const shown = [...signals.values()].filter((signal) => signal.times.length > 0);
    return [
      table(
        'The newest sample of each sensor shown, and what was learned last',
        ['sensor', 'time', 'raw', 'denoised', 'band ±', 'mean', 'standard deviation', 'noise'],
        shown.map((signal) => {
          const group = groups.get(signal.group);
          const error = newest(signal, 'error');
          return [
            signal.name,
            day(newest(signal, 'times')) + ' ' + clock(newest(signal, 'times'), 3),
            text.number(newest(signal, 'raw'), 5),
            text.number(newest(signal, 'denoised'), 5),
            text.number(error === null ? null : BAND * error, 3),
            text.duration(newest(group, 'mean'), 3),
            text.duration(newest(group, 'deviation'), 3),
            text.number(newest(group, 'noise'), 3),
          ];
        })
      ),
    ];
  });

  let filled = 0;

  /** Numbers that change faster cannot be read. */
  function refillSoon() {
    if (Date.now() - filled >= 1000) {
      filled = Date.now();
      refill();
    }
  }

  showSensors();
  showChoices();
  showTools();
  buildLearned([]);

  /** For who drives the page from outside, such as a test. */
  gaussflow.live = {
    job, names, chosen, signals, groups, view, learnedView, learnedCharts, delays,
    state: () => state,
    isFollowing: () => following,
  };
  follow();
})();
