/** Replaces outliers before samples are learned from and filtered. */
package io.github.gaussflow.operators.outlier;
