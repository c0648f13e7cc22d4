#!/bin/sh
# What the live view costs a job, and how soon it shows a sample: see live.py. Needs python3, chromium and
# chromedriver; bin/gaussflow builds what is missing.
#
#   PYTHON  which Python; python3 unless set
#
# Numbers of a machine that does something else as well are worth nothing.
set -eu
exec "${PYTHON:-python3}" "$(dirname "$0")/live.py" "$@"
