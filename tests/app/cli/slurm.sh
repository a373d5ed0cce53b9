#!/bin/sh
# Runs the Slurm test of the command line on a Slurm of one node that it starts on this machine (Debian's slurm-wlm and
# munge, as root) and ends afterwards: tests/app/cli/slurm.sh [BUILD]
set -eu
build=${1:-build/release}
command -v slurmctld slurmd munged >/dev/null || { echo "install slurm-wlm and munge first" >&2; exit 2; }
dir=$(mktemp -d)
chmod 755 "$dir"
mkdir -p "$dir/state" "$dir/spool" /run/munge /etc/slurm
chown munge: /run/munge
[ -s /etc/munge/munge.key ] || { dd if=/dev/urandom of=/etc/munge/munge.key bs=1024 count=1 2>/dev/null
  chown munge: /etc/munge/munge.key; chmod 400 /etc/munge/munge.key; }
cat >"$dir/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
SlurmctldPort=46817
SlurmdPort=46818
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.pid
SlurmctldLogFile=$dir/slurmctld.log
SlurmdLogFile=$dir/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES State=UP
CONF
SLURM_CONF="$dir/slurm.conf"
export SLURM_CONF
stop() {
  for name in slurmd slurmctld; do
    [ ! -s "$dir/$name.pid" ] || kill "$(cat "$dir/$name.pid")" 2>/dev/null || true
  done
  [ -z "${munged:-}" ] || kill "$munged" 2>/dev/null || true
  rm -rf "$dir"
}
trap stop EXIT
if ! munge -n >/dev/null 2>&1; then
  runuser -u munge -- munged --foreground &
  munged=$!
  sleep 1
fi
slurmctld -f "$dir/slurm.conf"
slurmd -f "$dir/slurm.conf"
for _ in 1 2 3 4 5 6 7 8 9 10; do
  sinfo -h -o %T | grep -q idle && break
  sleep 1
done
sinfo
CYTOSKETCH_TEST_SLURM=1 QT_QPA_PLATFORM=offscreen "$build/tests/test_cli" dataset slurmMakesTheSame || {
  tail -20 "$dir/slurmctld.log" "$dir/slurmd.log"
  exit 1
}
