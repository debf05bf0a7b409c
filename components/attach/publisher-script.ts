/**
 * What a publisher runs, in the shell that Prometheus' and busybox' images have. Its files come in
 * NEW (`scrape.yml`, `rules.yml`, `dashboards/<folder>/<uid>.json`), and go into the same places of
 * TARGET, where the services of the stack find them. `owners/ID` says there which container of whom
 * (OWNER) put what: both on its first line, then the paths.
 *
 * - `check` tells whether the stack would take them, and writes nothing.
 * - `run` checks, puts them there, and takes them back when it is stopped. A container that took over in
 *   the meantime keeps them.
 * - `healthy` tells whether they are there.
 */
export const PUBLISHER_SCRIPT = `#!/bin/sh
set -u
umask 022
NEW="\${NEW:-/extension}"
TARGET="\${TARGET:-/extensions}"
CONFIG="\${CONFIG:-/config/prometheus.yml}"
DASHBOARDS="\${DASHBOARDS:-/dashboards}"
WORK="\${WORK:-/tmp/publisher}"
ME="\${ME:-$(hostname)}"
OWNER="\${OWNER:-}"
PATIENCE="\${PATIENCE:-60}"
lock="$TARGET/.lock"
owner="$TARGET/owners/$ID"
state="$WORK/state"

# A file is put beside its place and renamed, so that a reader finds the old or the new one, whole.
put() {
  [ -f "$2" ] && cmp -s "$1" "$2" && return 0
  mkdir -p "\${2%/*}" && cp "$1" "$TARGET/.new.$ID" && chmod 644 "$TARGET/.new.$ID" && mv -f "$TARGET/.new.$ID" "$2"
}

# What this extension consists of, as paths below TARGET.
files() {
  [ -f "$NEW/scrape.yml" ] && echo "scrape/$ID.yml"
  [ -f "$NEW/rules.yml" ] && echo "rules/$ID.yml"
  for board in "$NEW"/dashboards/*/*.json; do
    [ -f "$board" ] && echo "\${board#"$NEW"/}"
  done
  return 0
}

source_of() {
  case "$1" in
    scrape/*) echo "$NEW/scrape.yml" ;;
    rules/*) echo "$NEW/rules.yml" ;;
    *) echo "$NEW/$1" ;;
  esac
}

holder() { cat "$lock/holder" 2>/dev/null; }

# Several projects may publish at once. Who was killed with the lock in hand loses it after a minute. Of
# those who wait for it then one gets it: the others see a new holder, and wait anew.
take_lock() {
  tries=0
  seen=""
  until mkdir "$lock" 2>/dev/null; do
    now="$(holder)"
    [ "$now" = "$ME" ] && break
    [ "$now" = "$seen" ] || tries=0
    seen="$now"
    tries=$((tries + 1))
    [ "$tries" -gt "$PATIENCE" ] && inherit && return
    # An heir that was killed as well.
    [ "$tries" -gt $((2 * PATIENCE)) ] && rmdir "$lock/heir" 2>/dev/null
    sleep 1
  done
  echo "$ME" >"$lock/holder"
}

# The lock stays where it is and gets another holder: taken away, it could be a new one that another heir has just made.
inherit() {
  mkdir "$lock/heir" 2>/dev/null || return 1
  mine=1
  [ "$(holder)" = "$seen" ] && echo "$ME" >"$lock/holder" && mine=0
  rmdir "$lock/heir"
  return "$mine"
}

# Not the one of somebody who has taken it away meanwhile.
drop_lock() { [ "$(holder)" = "$ME" ] && rm -rf "$lock"; }

# One that was written before owners were stored has none, and is anybody's.
check_name() {
  first="$(head -n 1 "$owner" 2>/dev/null)"
  case "$first" in
    *" "*) [ "\${first#* }" = "$OWNER" ] && return 0 ;;
    *) return 0 ;;
  esac
  echo "The extension name \\"$ID\\" is used by \${first#* } (organization/project/stack/resource). Set extensionName to another name."
  return 1
}

check_dashboards() {
  for board in "$NEW"/dashboards/*/*.json; do
    [ -f "$board" ] || continue
    uid="\${board##*/}"
    if [ -f "$DASHBOARDS/$uid" ]; then
      echo "The dashboard uid \\"\${uid%.json}\\" is one of the stack's own. Give the dashboard another uid."
      return 1
    fi
    for other in "$TARGET"/owners/*; do
      [ -f "$other" ] && [ "$other" != "$owner" ] || continue
      if grep -q "^dashboards/.*/$uid\\$" "$other"; then
        echo "The dashboard uid \\"\${uid%.json}\\" is used by the extension \${other##*/}. Give the dashboard another uid."
        return 1
      fi
      # Of two dashboards with one title in one folder, Grafana takes none, nor any other change of that provider.
      title="\${board#"$NEW/dashboards/"}"
      title="\${title%/*}"
      if cut -d / -f 1,2 "$other" | grep -qixF "dashboards/$title"; then
        echo "The dashboard folder \\"$title\\" is used by the extension \${other##*/}. Set folder to another title."
        return 1
      fi
    done
  done
}

# The whole configuration of Prometheus as it would be, read by the stack's own promtool.
check_config() {
  [ -f "$NEW/scrape.yml" ] || [ -f "$NEW/rules.yml" ] || return 0
  candidate="$WORK/candidate"
  rm -rf "$candidate" && mkdir -p "$candidate/scrape" "$candidate/rules" || return 1
  for file in "$TARGET"/scrape/*.yml "$TARGET"/rules/*.yml; do
    [ -f "$file" ] && [ "\${file##*/}" != "$ID.yml" ] && cp "$file" "$candidate\${file#"$TARGET"}"
  done
  [ -f "$NEW/scrape.yml" ] && cp "$NEW/scrape.yml" "$candidate/scrape/$ID.yml"
  [ -f "$NEW/rules.yml" ] && cp "$NEW/rules.yml" "$candidate/rules/$ID.yml"
  sed "s#/extensions/#$candidate/#g" "$CONFIG" >"$candidate/prometheus.yml" || return 1
  promtool check config --lint=none "$candidate/prometheus.yml" >"$WORK/told" 2>&1 && return 0
  echo "promtool, of the stack's own Prometheus, refuses it:"
  grep -v -e '^Checking ' -e '^ *SUCCESS' -e '^ *FAILED:$' -e '^$' "$WORK/told" | sed -e "s#$candidate/##g" -e 's/^ *//'
  return 1
}

# On another engine, Docker has made the volumes anew.
check_engine() {
  [ -f "$CONFIG" ] && return 0
  for board in "$DASHBOARDS"/*.json; do
    [ -f "$board" ] && return 0
  done
  echo "The volumes of the stack are not on this Docker engine. Let this project use the engine of the stack (docker:host)."
  return 1
}

check() { check_engine && check_name && check_dashboards && check_config; }

publish() {
  wanted="$(files)"
  before="$(tail -n +2 "$owner" 2>/dev/null)"
  mkdir -p "$TARGET/owners" || return 1
  # First both lists: whatever interrupts this, no file is left that nobody owns.
  printf '%s\\n' "$ME $OWNER" "$wanted" "$before" >"$WORK/owner" && put "$WORK/owner" "$owner" || return 1
  echo "$wanted" | while read -r path; do
    put "$(source_of "$path")" "$TARGET/$path" || exit 1
  done || return 1
  echo "$before" | while read -r path; do
    [ -z "$path" ] || echo "$wanted" | grep -qxF "$path" || remove "$path"
  done
  printf '%s\\n' "$ME $OWNER" "$wanted" >"$WORK/owner" && put "$WORK/owner" "$owner"
}

remove() {
  rm -f "$TARGET/$1"
  rmdir "$TARGET/\${1%/*}" 2>/dev/null || true
}

withdraw() {
  take_lock
  first="$(head -n 1 "$owner" 2>/dev/null)"
  if [ "\${first%% *}" = "$ME" ]; then
    tail -n +2 "$owner" | while read -r path; do
      [ -z "$path" ] || remove "$path"
    done
    rm -f "$owner"
  fi
  drop_lock
}

attempt() {
  take_lock
  check >"$WORK/refusal" && publish 2>>"$WORK/refusal"
  outcome=$?
  drop_lock
  return $outcome
}

# A sleep that a stop signal ends.
pause() {
  sleep "$1" >/dev/null 2>&1 &
  wait $!
}

run() {
  # There is no background job before the first pause.
  trap 'kill \${!:-} 2>/dev/null; withdraw; exit 0' TERM INT
  rm -f "$state" "$TARGET/.new.$ID"
  until attempt; do
    # Before it is printed: whoever reads "not published" finds the health check failing with the reason.
    echo refused >"$state"
    echo "not published: $ID"
    cat "$WORK/refusal"
    pause 15
  done
  echo published >"$state"
  echo "published: $ID"
  files
  while :; do pause 3600; done
}

healthy() {
  case "$(cat "$state" 2>/dev/null)" in
    published) exit 0 ;;
    refused) cat "$WORK/refusal" ;;
    *) echo "not published yet" ;;
  esac
  exit 1
}

mkdir -p "$WORK"
case "$1" in
  check) check ;;
  run) run ;;
  healthy) healthy ;;
esac
`;
