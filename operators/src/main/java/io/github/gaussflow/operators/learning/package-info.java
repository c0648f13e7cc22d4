/**
 * From frames to parameters: one small record a sensor and window, merged in two levels, one
 * learner a group.
 */
package io.github.gaussflow.operators.learning;
