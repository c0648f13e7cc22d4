/** From frames to parameters: one small record a sensor and window, one learner a group. */
package io.github.gaussflow.operators.learning;
