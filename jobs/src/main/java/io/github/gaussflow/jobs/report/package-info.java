/**
 * What a run says about itself: samples counted and scored for each sensor while the job runs, a
 * table of them, and a picture of one sensor before and after.
 */
package io.github.gaussflow.jobs.report;
