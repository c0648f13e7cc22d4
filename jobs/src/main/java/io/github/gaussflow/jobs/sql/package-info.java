/**
 * The denoiser as a process table function, for SQL and the Table API: {@code SELECT * FROM
 * GAUSSIAN_DENOISE(...)}.
 */
package io.github.gaussflow.jobs.sql;
