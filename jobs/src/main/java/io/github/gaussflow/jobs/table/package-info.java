/**
 * Flink tables as the job's way in and out: tables declared by SQL statements, rows read as
 * samples, results written to tables by the names of their columns.
 */
package io.github.gaussflow.jobs.table;
