#!/usr/bin/env bash
# Two processes of the site on one PostgreSQL, behind haproxy: what docs/exploiter.md describes, on one machine, to try it.
# Everything lives in a temporary folder and leaves with Ctrl-C.
#
#   deploy/deux-processus.sh                      an empty directory on http://127.0.0.1:8080
#   deploy/deux-processus.sh annuaire.gz          the directory of a backup (maillage sauvegarder)
#   PORT=9000 deploy/deux-processus.sh            another port; PORT_1 and PORT_2 for the processes
#   MAILLAGE_BIN=… POSTGRES_BIN=…                 other programs than build/maillage and Debian's PostgreSQL 15
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

case ${1:-} in -h|--help) sed -n '2,8p' "$0" | sed 's/^# \{0,1\}//'; exit 0 ;; esac
backup=${1:-}
maillage=${MAILLAGE_BIN:-build/maillage}
postgres=${POSTGRES_BIN:-/usr/lib/postgresql/15/bin}
export MAILLAGE_ADRESSE=127.0.0.1 MAILLAGE_PORT=${PORT:-8080}
export MAILLAGE_PORT_1=${PORT_1:-$((MAILLAGE_PORT + 1))} MAILLAGE_PORT_2=${PORT_2:-$((MAILLAGE_PORT + 2))}

say() { printf '\033[1m==> %s\033[0m\n' "$*"; }
fail() { printf 'Erreur : %s\n' "$*" >&2; exit 3; }
[ -x "$maillage" ] || fail "$maillage n'existe pas. Lancez d'abord ./run --no-serve"
[ -x "$postgres/postgres" ] || fail "PostgreSQL 15 manque : apt-get install postgresql"
haproxy=$(command -v haproxy || echo /usr/sbin/haproxy)
[ -x "$haproxy" ] || fail "haproxy manque : apt-get install haproxy"

folder=$(mktemp -d /tmp/maillage-deux-XXXXXX)
children=()
leave() {
  trap - EXIT
  for ((i = ${#children[@]} - 1; i >= 0; --i)); do
    kill "${children[i]}" 2>/dev/null || true
    wait "${children[i]}" 2>/dev/null || true
  done
  rm -rf "$folder"
}
trap leave EXIT
trap 'exit 0' INT TERM

# The server refuses to run as root.
as_postgres=(setpriv --pdeathsig INT)
if [ "$(id -u)" = 0 ]; then
  chown postgres: "$folder"; chmod 755 "$folder"
  as_postgres+=(--reuid postgres --regid postgres --clear-groups)
fi
say "PostgreSQL"
"${as_postgres[@]}" "$postgres/initdb" -D "$folder/pg" -U maillage -A trust -E UTF8 --locale C.UTF-8 --no-instructions >"$folder/initdb.log" ||
  fail "initdb a échoué : $(tail -1 "$folder/initdb.log")"
"${as_postgres[@]}" "$postgres/postgres" -D "$folder/pg" -k "$folder" -c listen_addresses= >"$folder/postgres.log" 2>&1 &
children+=($!)
for _ in $(seq 200); do "$postgres/pg_isready" -q -h "$folder" -U maillage -d postgres && break; sleep 0.05; done
database="postgresql:///maillage?user=maillage&host=$folder"
"$postgres/createdb" -h "$folder" -U maillage maillage

export MAILLAGE_CLE=${MAILLAGE_CLE:-$folder/maillage.key}
if [ -n "$backup" ]; then
  "$maillage" restaurer "$backup" --database "$database"
else
  "$maillage" oppositions liste --database "$database" >/dev/null  # makes the tables
fi

say "Deux processus"
for port in "$MAILLAGE_PORT_1" "$MAILLAGE_PORT_2"; do
  setpriv --pdeathsig TERM "$maillage" servir --database "$database" --port "$port" >"$folder/servir-$port.log" 2>&1 &
  children+=($!)
  echo "processus $! port $port"
done
for port in "$MAILLAGE_PORT_1" "$MAILLAGE_PORT_2"; do
  for _ in $(seq 200); do (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break; sleep 0.05; done
done

say "haproxy"
setpriv --pdeathsig TERM "$haproxy" -f deploy/haproxy.cfg -db >"$folder/haproxy.log" 2>&1 &
children+=($!)
for _ in $(seq 200); do (: <"/dev/tcp/127.0.0.1/$MAILLAGE_PORT") 2>/dev/null && break; sleep 0.05; done
echo "base $database"
echo "clé $MAILLAGE_CLE"
say "Le site est sur http://127.0.0.1:$MAILLAGE_PORT (Ctrl-C pour tout arrêter)"
wait "${children[-1]}"
