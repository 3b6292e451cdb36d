#!/bin/sh
# Saves everything that lasts, secrets too, in one file, or puts back what was saved. Everything is stopped meanwhile.
#   deploy/docker/volumes.sh save headway.tar
#   deploy/docker/volumes.sh restore headway.tar    (what is there now is wiped)
set -eu
project=${COMPOSE_PROJECT_NAME:-headway}
names() { docker volume ls --quiet --filter "label=com.docker.compose.project=$project"; }
in_volumes() {
  mounts=$(names | sed "s|^\(${project}_\)\(.*\)|--volume=\1\2:/volumes/\2|")
  # shellcheck disable=SC2086 # One word for each volume.
  docker run --rm --interactive --user 0 --network none $mounts --entrypoint "$@"
}
image=${HEADWAY_IMAGE:-headway:local}
case "${1:-}" in
  save)
    docker compose --profile '*' stop
    (umask 077 && in_volumes tar "$image" --numeric-owner -C /volumes -cf - . > "$2")
    ;;
  restore)
    saved=$(tar -tf "$2" | cut -d/ -f2 | sort -u)
    docker compose --profile '*' down --volumes
    for name in $saved; do
      docker volume create --label "com.docker.compose.project=$project" \
        --label "com.docker.compose.volume=$name" "${project}_$name" > /dev/null
    done
    in_volumes tar "$image" --numeric-owner -C /volumes -xpf - < "$2"
    ;;
  *)
    sed -n '2,4s/^# *//p' "$0"
    exit 2
    ;;
esac
docker compose up --detach --wait
