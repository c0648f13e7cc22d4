/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import org.apache.flink.streaming.api.TimerService;

/**
 * The one event-time timer that an operator has for a sensor. Part of keyed state; its field is
 * public for its serializer only.
 */
public final class SingleTimer {

  /** The time in milliseconds, the smallest long for none. */
  public long time = Long.MIN_VALUE;

  /** Moves the timer. */
  public void set(long newTime, TimerService timers) {
    if (newTime == time) {
      return;
    }
    if (isSet()) {
      timers.deleteEventTimeTimer(time);
    }
    timers.registerEventTimeTimer(newTime);
    time = newTime;
  }

  /** Deletes the timer. */
  public void clear(TimerService timers) {
    if (time != Long.MIN_VALUE) {
      timers.deleteEventTimeTimer(time);
      time = Long.MIN_VALUE;
    }
  }

  /** Moves the timer to an earlier time; one that fires before that stays. */
  public void setBefore(long newTime, TimerService timers) {
    if (!isSet() || newTime < time) {
      set(newTime, timers);
    }
  }

  /** Whether there is a timer. */
  public boolean isSet() {
    return time != Long.MIN_VALUE;
  }

  /** Whether it is this timer that fires now; if so there is none any more. */
  public boolean fires(long timestamp) {
    if (timestamp != time) {
      return false;
    }
    time = Long.MIN_VALUE;
    return true;
  }
}
