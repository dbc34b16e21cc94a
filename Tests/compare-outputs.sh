#!/usr/bin/env bash
# What two builds of nntrace print, compared byte for byte: a net under changes that must not show outside.
#
#   Tests/compare-outputs.sh BEFORE AFTER [FILE | DIR]...
#
# Every lesson, every sketch and every malformed lesson (and each FILE and the lessons of each DIR) is rendered by both
# as text in three details, in ASCII, in 40 and in 100 columns, as DOT and as JSON, and checked in four formats. Prints
# the commands whose standard output, standard error or exit code differ, and a summary; exits 1 if any differ.
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
before=$(realpath "$1") after=$(realpath "$2")
shift 2
sources=()
for extra in "$@"; do sources+=("$(realpath "$extra")"); done
cd "$(dirname "$0")/.."

lists=(lessons Tests/TestSupport/Sketches Tests/LessonsTests/Malformed)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One line a command: the columns of the terminal, then the arguments. Each runs in the repository's folder.
commands() {
  local lesson format
  for lesson in "$@"; do
    for format in "" "--detail brief" "--detail full" "--ascii" "--format dot" "--format json" "--color always"; do
      echo "80 lesson $lesson $format"
    done
    echo "40 lesson $lesson"
    echo "100 lesson $lesson"
    for format in text json github junit; do echo "80 check $lesson --format $format"; done
  done
  echo "80 lesson"
  echo "80 rules"
  echo "80 help"
  for command in lesson check trace rules new completions; do echo "80 help $command"; done
  echo "80 rules torch.adam"
  echo "80 trace (w*x+b-y)^2 w=0.5 x=2 b=0 y=2.3 --claim 10.89"
  echo "80 trace σ(w*x) w=0.5 x=2 --detail full"
  echo "80 trace 1/x x=0 --format json"
  echo "80 trace a*b a=2 b=3 --format dot"
}

run() {  # run PROGRAM FOLDER: the outputs of all commands, one file each
  local program=$1 folder=$2 number=0 columns arguments
  mkdir -p "$folder"
  while read -r columns arguments; do
    number=$((number + 1))
    # Words of a command hold no blanks and no patterns.
    set -f
    COLUMNS=$columns "$program" $arguments >"$folder/$number.out" 2>"$folder/$number.err" </dev/null && code=0 || code=$?
    set +f
    echo "$code" >"$folder/$number.code"
  done <"$work/commands"
}

commands $(find "${lists[@]}" ${sources[@]+"${sources[@]}"} -name '*.md' | sort | sed 's|^[^/]|./&|') >"$work/commands"
# What BEFORE printed is kept for the next comparison with the same program, lessons and commands.
key=$(cat "$before" "$work/commands" $(sed -n 's/^80 check \([^ ]*\) .*/\1/p' "$work/commands" | sort -u) | cksum | tr ' ' -)
kept=${TMPDIR:-/tmp}/nntrace-outputs-$key
if [ ! -d "$kept" ]; then
  run "$before" "$work/before"
  mv -T "$work/before" "$kept" 2>/dev/null || true
fi
run "$after" "$work/after"
different=0 number=0
while read -r columns arguments; do
  number=$((number + 1))
  for part in out err code; do
    if ! cmp -s "$kept/$number.$part" "$work/after/$number.$part"; then
      different=$((different + 1))
      echo "differs ($part): COLUMNS=$columns nntrace $arguments"
      if [ "${SHOW:-0}" -gt 0 ]; then
        diff -a "$kept/$number.$part" "$work/after/$number.$part" | head -"$SHOW" || true
      fi
    fi
  done
done <"$work/commands"
echo "$number commands, $different outputs differ"
[ "$different" -eq 0 ]
