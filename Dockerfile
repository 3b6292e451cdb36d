# One image for every process of Headway; the command says which one it is. The target `nats` is nats-server with a
# health check, which its own image has no program for.

ARG NATS_IMAGE=nats:2
ARG NODE_IMAGE=node:24-bookworm-slim
ARG SYSTEM_IMAGE=debian:bookworm-slim
ARG VERSION=0.1.0

# The manifests alone: what is built from them is built again only when one of them changes.
FROM ${NODE_IMAGE} AS manifests
WORKDIR /app
RUN --mount=type=bind,target=/context \
    cd /context \
 && find . -name package.json -not -path '*/node_modules/*' -exec cp --parents {} /app \; \
 && cp package-lock.json .npmrc /app

# Packages without their install scripts: none of those that run in production needs one.
FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY --from=manifests /app ./
RUN --mount=type=cache,target=/root/.npm \
    npm ci --omit=dev --ignore-scripts --prefer-offline --no-audit --no-fund --loglevel=error

# GraphiQL is bundled here, so that neither its packages nor the bundler are needed later.
FROM dependencies AS graphiql
COPY gateway/src/graphiql gateway/src/graphiql
RUN node gateway/src/graphiql/bundle-main.ts /app/graphiql

# What the processes load, and nothing for other systems, for development, or for the bundle above.
FROM dependencies AS production
COPY deploy/docker/src/prune-modules.ts deploy/docker/src/
RUN node deploy/docker/src/prune-modules.ts && rm -r deploy/docker/src

FROM ${SYSTEM_IMAGE} AS system
# Releases the memory of unloaded models to the system, which the allocator of glibc does not.
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=tmpfs,target=/var/lib/apt/lists \
    apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends libjemalloc2 \
 && ln -s "$(find /usr/lib -name libjemalloc.so.2)" /usr/local/lib/libjemalloc.so.2 \
 && rm -rf /var/log/apt /var/log/dpkg.log /var/lib/dpkg/*-old
RUN groupadd --gid 1000 node && useradd --uid 1000 --gid node --no-create-home --home-dir /tmp node \
 # A volume takes the owner of the folder that it is first mounted on.
 && cd /var/lib && install -d -o node -g node -m 0700 headway \
 && cd headway && install -d -o node -g node -m 0700 artifacts work cache registry nats city departures archive story \
 && cd /run && install -d -o node -g node -m 0755 headway headway/postgres headway/grafana \
 && cd headway && install -d -o node -g node -m 0700 secrets made nats migrate registry datasets pipelines \
      serving monitoring gateway worker departures city story meter api-tokens access
COPY --from=dependencies /usr/local/bin/node /usr/local/bin/node

FROM ${NATS_IMAGE} AS nats-server

FROM system AS nats
RUN --mount=type=bind,from=nats-server,target=/nats \
    cp "$(find /nats -xdev -type f -name nats-server -perm /111 | head -n 1)" /usr/local/bin/nats-server \
 && nats-server --version
COPY deploy/docker/package.json deploy/docker/src/watch-nats.js /app/
ARG VERSION
# Without the revision: what has not changed is not replaced.
LABEL org.opencontainers.image.title="Headway NATS" \
      org.opencontainers.image.description="nats-server with a health check" \
      org.opencontainers.image.version="${VERSION}"
USER node
ENTRYPOINT ["nats-server"]
HEALTHCHECK --interval=10s --timeout=10s --start-period=120s --retries=2 CMD ["node", "/app/watch-nats.js"]

FROM system AS headway
WORKDIR /app
COPY --from=production /app ./
COPY --from=graphiql /app/graphiql ./graphiql
COPY packages packages
COPY gateway gateway
COPY deploy deploy
COPY services services
COPY reference-apps reference-apps

ARG VERSION
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Headway" \
      org.opencontainers.image.description="Runs the whole life of fleets of small models: train, validate, deploy, monitor, retrain" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

# @apollo/gateway tells its maker of each start, and asks the metadata services of four clouds, unless told not to.
ENV NODE_ENV=production \
    APOLLO_TELEMETRY_DISABLED=true \
    HEADWAY_HOST=0.0.0.0
USER node
STOPSIGNAL SIGTERM
ENTRYPOINT ["node"]
CMD ["--version"]
HEALTHCHECK --interval=30s --timeout=30s --start-period=180s --start-interval=1s --retries=3 \
  CMD ["node", "/app/deploy/docker/src/probe.js"]
