/** The command {@code gaussflow}: runs and checks job files on this machine. */
package io.github.gaussflow.jobs.command;
