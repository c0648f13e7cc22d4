-- Denoises the three axes of a car's gyroscope, all of them with one mean and standard deviation
-- that they learn together from the reference: the rotation that a camera and GNSS gave afterwards.
-- The partition is what shares parameters, here the vehicle; the sensor is an argument. Run from
-- the project's folder:
--
--   sql-client.sh -j jobs/target/gaussflow-jobs.jar -f conf/sql/shared.sql
--
-- The results are CSV files below output/sql; delete them before a rerun.

-- Without -j: put the jar into Flink's lib folder, or append USING JAR '/path/to/gaussflow-jobs.jar'.
CREATE TEMPORARY FUNCTION GAUSSIAN_DENOISE AS 'io.github.gaussflow.jobs.sql.GaussianDenoise';

-- Process table functions need streaming mode, with files too.
SET 'execution.runtime-mode' = 'streaming';

-- The time of the header is no number; a watermark needs one all the same.
CREATE TEMPORARY TABLE gyroscope (
  t_s STRING,
  gyro_x_radps STRING, gyro_y_radps STRING, gyro_z_radps STRING,
  acc_x_mps2 STRING, acc_y_mps2 STRING, acc_z_mps2 STRING,
  ref_x_radps STRING, ref_y_radps STRING, ref_z_radps STRING,
  microseconds AS CAST(TRY_CAST(t_s AS DECIMAL(18, 6)) * 1000000 AS BIGINT),
  ts AS TO_TIMESTAMP_LTZ(COALESCE(CAST(TRY_CAST(t_s AS DECIMAL(18, 6)) * 1000 AS BIGINT), 0), 3),
  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
) WITH (
  'connector' = 'filesystem',
  'path' = 'conf/data/comma2k19/gyro_vs_pose_rate.csv',
  'format' = 'csv',
  'csv.ignore-parse-errors' = 'true'
);

-- One row for each axis, the header left out.
CREATE TEMPORARY VIEW readings AS
SELECT 'car' AS vehicle, axis, ts, microseconds, rate, truth
FROM gyroscope
CROSS JOIN UNNEST(ARRAY[
  ROW('x', gyro_x_radps, ref_x_radps),
  ROW('y', gyro_y_radps, ref_y_radps),
  ROW('z', gyro_z_radps, ref_z_radps)
]) AS axes (axis, rate, truth)
WHERE t_s IS DISTINCT FROM 't_s';

CREATE TEMPORARY TABLE denoised (
  vehicle STRING, sensor STRING, `time` BIGINT, `value` DOUBLE, reference DOUBLE, denoised DOUBLE,
  standard_error DOUBLE, version BIGINT, reason STRING
) WITH ('connector' = 'filesystem', 'path' = 'output/sql/shared', 'format' = 'csv');

-- Every row that goes in comes out once: denoised, or with a reason why not. Samples are 9.583 ms
-- apart, so their times are told in microseconds; ts is there for the watermark only.
INSERT INTO denoised
SELECT vehicle, sensor, `time`, `value`, reference, denoised, standard_error, version, reason
FROM GAUSSIAN_DENOISE(
  input => TABLE readings PARTITION BY vehicle,
  on_time => DESCRIPTOR(ts),
  sensor => DESCRIPTOR(axis),
  `time` => DESCRIPTOR(microseconds),
  time_unit => 'us',
  `value` => DESCRIPTOR(rate),
  reference => DESCRIPTOR(truth),
  `period` => '9583 us',
  lookahead => 16,
  lookback => 16,
  `window` => 256,
  objective => 'reference'
);
