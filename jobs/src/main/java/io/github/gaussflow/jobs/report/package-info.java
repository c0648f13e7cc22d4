/**
 * What a run says about itself: samples counted and scored for each sensor while the job runs, a
 * table of them, a picture of one sensor before and after, and a page of HTML with charts. The page
 * is made of the same classes when the tables of a run that has ended are read.
 */
package io.github.gaussflow.jobs.report;
