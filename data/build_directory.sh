#!/usr/bin/env bash
# From the shipped lists to the registry: every list through its mapping file, then into the database.
# A list whose outputs are newer than the list, its mapping file and the program is not made again.
#
#   data/build_directory.sh PROGRAM FOLDER     ->  FOLDER/outputs/<source>/…, FOLDER/maillage.db
set -euo pipefail
program=$1 folder=$2
lists=$(dirname "$0")/lists
mkdir -p "$folder/outputs"
for mapping in "$lists"/*.config.json; do
  source=$(basename "$mapping" .config.json)
  for list in "$lists/$source".{json,csv}; do [ -f "$list" ] && break; done
  out=$folder/outputs/$source
  if [ -f "$out/.done" ] && [ "$out/.done" -nt "$list" ] && [ "$out/.done" -nt "$mapping" ] && [ "$out/.done" -nt "$program" ]; then continue; fi
  rm -rf "$out"; mkdir -p "$out"
  case $source in
    # its rows are already in the standard, in an old version
    mednum-hub-antilles) "$program" migrer "$list" --sortie "$out/$(date +%Y%m%d)-$source-lieux-de-mediation-numeriques-national.json" || [ $? = 1 ] ;;
    *) "$program" transformer -s "$list" -c "$mapping" -o "$out" -n "$source" -t national -f || [ $? = 1 ] ;;
  esac
  touch "$out/.done"
done
"$program" importer --database "$folder/maillage.db" "$folder"/outputs/*/
