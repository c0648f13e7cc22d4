/**
 * Compares the learned filter with others on one column of a CSV file: reads the file, runs the
 * learner over it without Flink, tunes the others in hindsight, and writes a table or JSON.
 */
package io.github.gaussflow.jobs.evaluation;
