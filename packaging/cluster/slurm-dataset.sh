#!/bin/sh
# slurm-dataset.sh RECIPE OUT SHARDS: makes a dataset as an array job of Slurm.
#   OUT/plan.json     the recipe with nothing left automatic
#   OUT/shards/I      the shards; a job that is started again goes on with its own
#   OUT/dataset       the shards put together and checked, by a job that waits for the array
set -eu
if [ $# -ne 3 ]; then
  sed -n 's/^# //p' "$0" >&2
  exit 2
fi
recipe=$1 out=$2 shards=$3
cli=${CYTOSKETCH_CLI:-cytosketch-cli}
mkdir -p "$out/shards" "$out/logs"
out=$(cd "$out" && pwd)
[ -e "$out/plan.json" ] || "$cli" dataset --recipe "$recipe" --plan "$out/plan.json"

array=$(sbatch --parsable --job-name=dataset --array="0-$((shards - 1))" --requeue \
  --output="$out/logs/shard-%a.log" --export="ALL,CYTOSKETCH_OUT=$out,CYTOSKETCH_CLI=$cli" <<'JOB'
#!/bin/sh
exec "$CYTOSKETCH_CLI" dataset --recipe "$CYTOSKETCH_OUT/plan.json" --resume --quiet \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --output "$CYTOSKETCH_OUT/shards/$SLURM_ARRAY_TASK_ID"
JOB
)
sbatch --parsable --job-name=dataset-merge --dependency="afterok:$array" --kill-on-invalid-dep=yes \
  --output="$out/logs/merge.log" --export="ALL,CYTOSKETCH_OUT=$out,CYTOSKETCH_CLI=$cli" <<'JOB'
#!/bin/sh
set -eu
"$CYTOSKETCH_CLI" dataset --quiet --merge "$CYTOSKETCH_OUT"/shards/* --output "$CYTOSKETCH_OUT/dataset"
"$CYTOSKETCH_CLI" dataset --check "$CYTOSKETCH_OUT/dataset"
JOB
