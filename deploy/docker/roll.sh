#!/bin/sh
# Brings stores to what the present image needs, then replaces the containers of services one after the other: a new
# one has to be healthy before the next old one is stopped. A service with one container has two for that while. Not
# for what has one owner of its data (nats, postgres, city, departures), nor for what has one published port: gateway,
# unless HEADWAY_GATEWAY_PORT is a range.
#   docker compose build && deploy/docker/roll.sh registry datasets pipelines serving monitoring worker
set -eu
docker compose run --rm --no-deps secrets
docker compose run --rm --no-deps migrate
for service in "$@"; do
  old=$(docker compose ps --quiet "$service")
  count=$(echo "$old" | wc -l)
  up() { docker compose up --detach --no-deps --no-recreate --wait --scale "$service=$1" "$service"; }
  if [ "$count" -eq 1 ]; then up 2; fi
  for container in $old; do
    docker stop "$container" > /dev/null
    docker rm --volumes "$container" > /dev/null
    up "$count"
  done
done
