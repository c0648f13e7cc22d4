/** The deployable denoising job: put together from a job file, run by Flink or by the command. */
package io.github.gaussflow.jobs;
