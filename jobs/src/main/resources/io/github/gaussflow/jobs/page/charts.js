'use strict';

/** Numbers as text, the same everywhere on a page. */
gaussflow.text = (() => {
  const NUMBER = new Map();

  /** With so many significant digits; a dash where there is none. */
  function number(value, digits = 4) {
    if (value === null || value === undefined || !Number.isFinite(value)) {
      return '–';
    }
    const size = Math.abs(value);
    if (size !== 0 && (size < 1e-4 || size >= 1e7)) {
      return value.toExponential(digits - 1);
    }
    if (!NUMBER.has(digits)) {
      NUMBER.set(digits, new Intl.NumberFormat('en', {maximumSignificantDigits: digits}));
    }
    return NUMBER.get(digits).format(value);
  }

  /** Ticks with as many digits as tell each from its neighbours. */
  function ticks(splits) {
    const step = splits.length > 1 ? splits[1] - splits[0] : 1;
    const largest = Math.max(...splits.map(Math.abs));
    if (step < 1e-5 || largest >= 1e7) {
      const digits = Math.min(20, Math.max(0, Math.ceil(Math.log10(largest / step))));
      return splits.map((split) => split.toExponential(digits));
    }
    // Half a step of 2.5 has one digit more than its power of ten.
    const digits = Math.max(0, Math.ceil(-Math.log10(step) + (/2\.?5/.test(step.toPrecision(2)) ? 1 : 0) - 1e-9));
    return splits.map((split) => (split === 0 ? 0 : split).toFixed(digits));
  }

  const count = (value) =>
    value === null || value === undefined ? '–' : new Intl.NumberFormat('en').format(value);

  const UNITS = [
    {name: 'ns', long: 'nanoseconds', seconds: 1e-9},
    {name: 'µs', long: 'microseconds', seconds: 1e-6},
    {name: 'ms', long: 'milliseconds', seconds: 1e-3},
    {name: 's', long: 'seconds', seconds: 1},
    {name: 'min', long: 'minutes', seconds: 60},
    {name: 'h', long: 'hours', seconds: 3600},
    {name: 'd', long: 'days', seconds: 86400},
  ];

  /** The unit in which a span reads well. */
  function unit(seconds) {
    const size = Math.abs(seconds);
    const at = UNITS.findIndex((each, i) => i + 1 === UNITS.length || size < 4 * UNITS[i + 1].seconds);
    return UNITS[at];
  }

  /** A duration with its unit. */
  function duration(seconds, digits = 4) {
    if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) {
      return '–';
    }
    if (seconds === 0) {
      return '0 s';
    }
    const size = Math.abs(seconds);
    const fitting = UNITS.filter((each) => each.seconds <= 1 && each.seconds <= size).pop() || UNITS[0];
    return number(seconds / fitting.seconds, digits) + ' ' + fitting.name;
  }

  return {number, ticks, count, unit, duration};
})();

/**
 * The span of time that several charts show together. Times are numbers of any unit.
 *
 * Listeners are called with the view after each change.
 */
gaussflow.View = class {
  constructor(first, last) {
    this.listeners = new Set();
    this.limits(first, last);
    this.from = this.first;
    this.to = this.last;
  }

  /** What there is to see; a view of everything stays one. */
  limits(first, last) {
    const all = this.from === undefined || this.isAll();
    this.first = first;
    this.last = last > first ? last : first + 1;
    if (all) {
      this.from = this.first;
      this.to = this.last;
    }
  }

  isAll() {
    return this.from <= this.first && this.to >= this.last;
  }

  onChange(listener) {
    this.listeners.add(listener);
  }

  forget(listener) {
    this.listeners.delete(listener);
  }

  show(from, to) {
    const shortest = (this.last - this.first) * 1e-7;
    if (!(to - from > shortest)) {
      return;
    }
    const span = Math.min(to - from, this.last - this.first);
    this.from = Math.min(Math.max(from, this.first), this.last - span);
    this.to = this.from + span;
    this.listeners.forEach((listener) => listener(this));
  }

  all() {
    this.show(this.first, this.last);
  }

  /** Moves by a share of what is shown. */
  pan(share) {
    const by = (this.to - this.from) * share;
    this.show(this.from + by, this.to + by);
  }

  /** Shows a share of what is shown, around a time. */
  zoom(share, around = (this.from + this.to) / 2) {
    this.show(around - (around - this.from) * share, around + (this.to - around) * share);
  }

  /** What the keys do: arrows pan, + and - zoom, 0 shows everything. */
  key(event) {
    const act = {
      ArrowLeft: () => this.pan(-0.2),
      ArrowRight: () => this.pan(0.2),
      '+': () => this.zoom(0.5),
      '=': () => this.zoom(0.5),
      '-': () => this.zoom(2),
      '0': () => this.all(),
    }[event.key];
    if (act && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      act();
    }
  }
};

/**
 * A chart of lines in an element.
 *
 * options: label (for screen readers), x and y (axis labels), height, log (whether the y axis may
 * be logarithmic), whole (whether x counts something), xText and xSteps (how ticks of x read, and how far apart they may be), view (a View, or none for a chart that does not zoom), margin (around x where
 * there is no view), onCursor (called with the index under the cursor or null), data (as setData
 * takes it), lines: {name, colour (of the theme; none for no line), width, dash, points (their size
 * in pixels), steps (whether a value holds until the next), bars, fill (index of the line to which the space is filled), fillColour}.
 */
gaussflow.Chart = class {
  constructor(host, options) {
    this.host = host;
    this.options = options;
    this.asleep = false; // whether the view may move without this chart, until it is given data again
    this.data = options.data || [[], ...options.lines.map(() => [])];
    this.shown = options.lines.map(() => true);
    host.classList.add('chart');
    host.setAttribute('role', options.view ? 'application' : 'img');
    host.setAttribute('aria-label', options.label);
    if (options.view) {
      host.tabIndex = 0;
      host.addEventListener('keydown', (event) => options.view.key(event));
      this.follow = () => this.asleep || this.scale();
      options.view.onChange(this.follow);
    }
    this.build();
    this.watch = new ResizeObserver(() => this.resize());
    this.watch.observe(host);
    this.recolour = () => this.build();
    gaussflow.theme.onChange(this.recolour);
  }

  /** Shows other data: [x, one array for each line], null where a line breaks. */
  setData(data) {
    const logarithmic = this.isLogarithmic();
    this.data = data;
    if (logarithmic === this.isLogarithmic()) {
      this.plot.setData(data, false);
      this.scale();
    } else {
      this.build();
    }
  }

  /** Shows or hides a line. */
  toggle(index, shown) {
    this.shown[index] = shown;
    this.plot.setSeries(index + 1, {show: shown});
  }

  resize() {
    const width = this.width();
    if (width > 0 && (width !== this.plot.width || this.height() !== this.plot.height)) {
      this.plot.setSize({width, height: this.height()});
    }
  }

  /** The pixels of the plotting area across and up; for tests and for touch. */
  area() {
    return this.plot.over.getBoundingClientRect();
  }

  width() {
    return Math.floor(this.host.clientWidth);
  }

  height() {
    return this.options.height || 220;
  }

  scale() {
    const view = this.options.view;
    const x = this.data[0];
    if (view) {
      this.plot.setScale('x', {min: view.from, max: view.to});
    } else if (x.length > 0) {
      const margin = this.options.margin || 0;
      this.plot.setScale('x', {min: x[0] - margin, max: x[x.length - 1] + margin});
    }
  }

  build() {
    if (this.plot) {
      this.plot.destroy();
    }
    const options = this.options;
    const colour = gaussflow.theme.colour;
    const font = '12px system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';
    const axis = {
      stroke: colour('soft'),
      font,
      labelFont: font,
      labelSize: 22,
      grid: {stroke: colour('grid'), width: 1},
      ticks: {show: false},
    };
    this.plot = new uPlot(
      {
        width: Math.max(this.width(), 50),
        height: this.height(),
        padding: [10, 8, 0, 0],
        legend: {show: false},
        cursor: {
          y: false,
          drag: {x: Boolean(options.view), y: false, setScale: false},
          points: {size: 7},
          bind: {dblclick: () => () => options.view && options.view.all()},
        },
        select: {show: Boolean(options.view)},
        scales: {
          x: {time: false, auto: false},
          y: this.yScale(),
        },
        axes: [
          {
            ...axis,
            label: options.x,
            size: 30,
            values: (u, splits) => (options.xText || gaussflow.text.ticks)(splits),
            incrs: options.whole ? [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] : options.xSteps,
            ...(options.xText ? {space: 84} : {}),
          },
          {
            ...axis,
            label: options.y || undefined,
            size: (u, values) =>
              Math.max(56, 14 + 7 * Math.max(0, ...(values || []).map((value) => (value || '').length))),
            values: (u, splits) => this.yLabels(splits),
          },
        ],
        series: [{}, ...options.lines.map((line, i) => this.series(line, i))],
        bands: options.lines.flatMap((line, i) =>
          line.fill === undefined
            ? []
            : [{series: [i + 1, line.fill + 1], fill: colour(line.fillColour)}]
        ),
        hooks: {
          setSelect: [(u) => this.select(u)],
          setCursor: [(u) => options.onCursor && options.onCursor(u.cursor.idx)],
        },
      },
      this.data,
      this.host
    );
    this.scale();
    if (options.view) {
      this.bindPointers();
    }
  }

  series(line, index) {
    const colour = gaussflow.theme.colour;
    const paths = line.bars
      ? {paths: uPlot.paths.bars({size: [0.5, 34]}), fill: colour(line.colour)}
      : line.steps
        ? {paths: uPlot.paths.stepped({align: 1})}
        : {};
    return {
      label: line.name,
      show: this.shown[index],
      stroke: line.colour ? colour(line.colour) : undefined,
      width: line.width === undefined ? 1.5 : line.width,
      dash: line.dash,
      points: line.points ? {show: true, size: line.points, fill: colour(line.colour)} : {show: false},
      ...paths,
    };
  }

  yScale() {
    const given = this.options.range;
    return {
      distr: this.isLogarithmic() ? 3 : 1,
      range: given
        ? (u, min, max) => given(min, max)
        : (u, min, max) => {
            if (min === null || max === null) {
              return [0, 1];
            }
            if (u.scales.y.distr === 3) {
              return uPlot.rangeLog(min, max, 10, false);
            }
            const margin = max > min ? (max - min) * 0.06 : Math.abs(max) * 0.1 || 1;
            return [min - margin, max + margin];
          },
    };
  }

  /** Only if it may be, no number forbids it, and they span enough for it to help. */
  isLogarithmic() {
    if (!this.options.log) {
      return false;
    }
    let lowest = Infinity;
    let highest = 0;
    for (const line of this.data.slice(1)) {
      for (const value of line) {
        if (Number.isFinite(value)) {
          lowest = Math.min(lowest, value);
          highest = Math.max(highest, value);
        }
      }
    }
    return lowest > 0 && highest > 50 * lowest;
  }

  yLabels(splits) {
    if (!this.isLogarithmic()) {
      return gaussflow.text.ticks(splits);
    }
    const isPower = (split) => Math.abs(Math.log10(split) - Math.round(Math.log10(split))) < 1e-9;
    return splits.map((split) => (split !== null && isPower(split) ? gaussflow.text.number(split, 3) : null));
  }

  select(u) {
    const {left, width} = u.select;
    if (width > 3) {
      this.options.view.show(u.posToVal(left, 'x'), u.posToVal(left + width, 'x'));
    }
    u.setSelect({left: 0, width: 0, top: 0, height: 0}, false);
  }

  /** Wheel with Ctrl zooms, with Shift pans; one finger pans, two zoom. A plain wheel scrolls. */
  bindPointers() {
    const over = this.plot.over;
    const view = this.options.view;
    over.addEventListener(
      'wheel',
      (event) => {
        if (event.ctrlKey || event.metaKey) {
          event.preventDefault();
          view.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.plot.posToVal(event.offsetX, 'x'));
        } else if (event.shiftKey) {
          event.preventDefault();
          view.pan(Math.sign(event.deltaY + event.deltaX) * 0.1);
        }
      },
      {passive: false}
    );
    const fingers = new Map();
    const middle = () => [...fingers.values()].reduce((sum, x) => sum + x, 0) / fingers.size;
    const apart = () => Math.abs([...fingers.values()].reduce((a, b) => a - b));
    over.addEventListener('pointerdown', (event) => {
      if (event.pointerType === 'touch') {
        fingers.set(event.pointerId, event.clientX);
      }
    });
    over.addEventListener('pointermove', (event) => {
      if (!fingers.has(event.pointerId)) {
        return;
      }
      const before = {middle: middle(), apart: fingers.size === 2 ? apart() : 0};
      fingers.set(event.pointerId, event.clientX);
      const area = this.area();
      if (fingers.size === 2 && before.apart > 20 && apart() > 20) {
        view.zoom(before.apart / apart(), this.plot.posToVal(middle() - area.left, 'x'));
      }
      view.pan((before.middle - middle()) / area.width);
    });
    ['pointerup', 'pointercancel'].forEach((name) =>
      over.addEventListener(name, (event) => fingers.delete(event.pointerId))
    );
  }

  /** Takes the chart out of the page. */
  destroy() {
    this.watch.disconnect();
    this.plot.destroy();
    if (this.options.view) {
      this.options.view.forget(this.follow);
    }
    gaussflow.theme.forget(this.recolour);
    this.host.replaceChildren();
  }
};
