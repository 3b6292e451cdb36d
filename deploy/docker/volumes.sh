#!/bin/sh
# Saves everything that lasts, secrets too, in one file, or puts back what was saved. Everything is stopped meanwhile.
#   deploy/docker/volumes.sh save headway.tar
#   deploy/docker/volumes.sh restore headway.tar    (what is there now is wiped)
set -eu
if [ $# -ne 2 ]; then
  sed -n '2,4s/^# *//p' "$0"
  exit 2
fi
file=$2
# As .env has them, too.
project=$(docker compose config | sed -n 's/^name: //p')
image=$(docker compose config --images secrets)
names() { docker volume ls --quiet --filter "label=com.docker.compose.project=$project"; }
in_volumes() {
  mounts=$(names | sed "s|^\(${project}_\)\(.*\)|--volume=\1\2:/volumes/\2|")
  # shellcheck disable=SC2086 # One word for each volume.
  docker run --rm --interactive --user 0 --network none $mounts --entrypoint "$@"
}
case "$1" in
  save)
    docker compose --profile '*' stop
    (umask 077 && in_volumes tar "$image" --numeric-owner -C /volumes -cf - . > "$file")
    ;;
  restore)
    # Ends here, with nothing wiped, when the file cannot be read to its end.
    listed=$(tar -tf "$file")
    saved=$(echo "$listed" | cut -d/ -f2 | sort -u)
    if ! echo "$saved" | grep -qx postgres; then
      echo "$file was not saved by this script" >&2
      exit 1
    fi
    docker compose --profile '*' down --volumes
    for name in $saved; do
      docker volume create --label "com.docker.compose.project=$project" \
        --label "com.docker.compose.volume=$name" "${project}_$name" > /dev/null
    done
    in_volumes tar "$image" --numeric-owner -C /volumes -xpf - < "$file"
    ;;
  *)
    echo "$1: expected save or restore" >&2
    exit 2
    ;;
esac
docker compose up --detach --wait
