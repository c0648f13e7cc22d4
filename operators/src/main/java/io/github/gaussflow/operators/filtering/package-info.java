/** Applies to each sample the parameters that hold at its own time. */
package io.github.gaussflow.operators.filtering;
