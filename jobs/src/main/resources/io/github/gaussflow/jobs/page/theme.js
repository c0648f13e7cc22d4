'use strict';

/** What the pages share: light and dark here, charts in charts.js, the rest in parts.js. */
const gaussflow = {};

/**
 * Light or dark: what the reader chose before, else what the reader's system prefers. The choice
 * is kept where the browser lets a page keep anything.
 */
gaussflow.theme = (() => {
  const KEY = 'gaussflow-theme';
  const root = document.documentElement;
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const listeners = new Set();
  let button = null;

  function chosen() {
    try {
      return localStorage.getItem(KEY);
    } catch (denied) {
      return null;
    }
  }

  function keep(theme) {
    try {
      localStorage.setItem(KEY, theme);
    } catch (denied) {
      // It then holds until the page is left.
    }
  }

  function apply(theme) {
    root.dataset.theme = theme;
    if (button) {
      button.textContent = theme === 'dark' ? 'Light theme' : 'Dark theme';
    }
    listeners.forEach((listener) => listener());
  }

  const now = () => root.dataset.theme;

  apply(chosen() || (system.matches ? 'dark' : 'light'));
  system.addEventListener('change', () => {
    if (!chosen()) {
      apply(system.matches ? 'dark' : 'light');
    }
  });

  return {
    now,
    /** Lets a button switch the theme; its text says to which. */
    switchedBy(element) {
      button = element;
      button.addEventListener('click', () => {
        const theme = now() === 'dark' ? 'light' : 'dark';
        keep(theme);
        apply(theme);
      });
      apply(now());
    },
    /** Calls a function after each switch. */
    onChange(listener) {
      listeners.add(listener);
    },
    forget(listener) {
      listeners.delete(listener);
    },
    /** A colour of theme.css as it is now, by its name without the dashes. */
    colour(name) {
      return getComputedStyle(root).getPropertyValue('--' + name).trim();
    },
  };
})();
