/**
 * From samples in any order to frames in time order: sorting at each watermark, late, invalid and
 * duplicate samples aside, absent samples as empty slots of a nominal grid.
 */
package io.github.gaussflow.operators.frame;
