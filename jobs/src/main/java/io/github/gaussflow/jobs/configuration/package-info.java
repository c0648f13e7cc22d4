/**
 * The job file: YAML read into Flink's configuration with typed and described options, checked as a
 * whole. Everything that is wrong is collected with its line and reported at once.
 */
package io.github.gaussflow.jobs.configuration;
