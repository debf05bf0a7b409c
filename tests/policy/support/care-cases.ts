import {
  CARRIER,
  DIGEST,
  GRAFANA_INI,
  IMAGE,
  ONCE,
  OPEN_INI,
  VOLUME,
  container,
  type Cases,
} from "./case";

/** Cases for rules about secrets, limits, health checks, versions and data volumes. */
export const careCases: Readonly<Record<string, Cases>> = {
  "default-passwords": {
    passes: {
      "a random one": container({ envs: ["GF_SECURITY_ADMIN_PASSWORD=5Nq8xv"] }),
      "a file": container({ command: ["--password-file=/run/secrets/password"] }),
      "a password file in a configuration": container({
        uploads: [
          { file: "/etc/grafana/grafana.ini", content: "admin_password = $__file{/run/password}" },
        ],
      }),
      "admin as a user's name": container({ envs: ["GF_SECURITY_ADMIN_USER=admin"] }),
    },
    refused: {
      "in a variable": container(
        { envs: ["GF_SECURITY_ADMIN_PASSWORD=admin"] },
        { tells: "GF_SECURITY_ADMIN_PASSWORD" },
      ),
      "in a command": container(
        { command: ["serve", "--admin-password", "changeme"] },
        { tells: "command line" },
      ),
      "in the URL of an entrypoint": container({ entrypoints: ["run", "http://admin:admin@db/"] }),
      "in a file": container(
        { uploads: [{ file: "/etc/grafana/grafana.ini", content: GRAFANA_INI }] },
        { tells: "/etc/grafana/grafana.ini" },
      ),
      "an additional password": container(
        { envs: ["DB_PASSWORD=Shop2026"] },
        { config: { passwords: ["shop2026"] } },
      ),
    },
  },
  "grafana-anonymous-admin": {
    passes: {
      "no setting": container({}),
      "anonymous viewers": container({
        envs: ["GF_AUTH_ANONYMOUS_ENABLED=true", "GF_AUTH_ANONYMOUS_ORG_ROLE=Viewer"],
      }),
      "a role without anonymous access": container({
        envs: ["GF_AUTH_ANONYMOUS_ENABLED=false", "GF_AUTH_ANONYMOUS_ORG_ROLE=Admin"],
      }),
      "a file that turns it off": container({
        uploads: [{ file: "/grafana.ini", content: OPEN_INI.replace("true", "false") }],
      }),
    },
    refused: {
      "by variables": container(
        { envs: ["GF_AUTH_ANONYMOUS_ENABLED=true", "GF_AUTH_ANONYMOUS_ORG_ROLE=Admin"] },
        { tells: "GF_AUTH_ANONYMOUS_ORG_ROLE" },
      ),
      "by a file": container(
        { uploads: [{ file: "/grafana.ini", content: OPEN_INI }] },
        { tells: "/grafana.ini" },
      ),
    },
  },
  "secrets-in-environment": {
    passes: {
      "nothing secret": container({ envs: ["TOKENIZER=bert", "LOG_LEVEL=info"] }),
      "the path of a file": container({ envs: ["DB_PASSWORD_FILE=/run/secrets/db"] }),
      "a path in a variable without _FILE": container({ envs: ["SECRET=/run/secrets/db"] }),
      empty: container({ envs: ["API_TOKEN="] }),
      "a variable that the user declares as not secret": container(
        { envs: ["NEXT_TOKEN=next"] },
        { config: { variables: ["NEXT_TOKEN"] } },
      ),
    },
    refused: {
      "a password": container({ envs: ["DB_PASSWORD=5Nq8xv"] }, { tells: "DB_PASSWORD" }),
      "a token": container({ envs: ["GITHUB_TOKEN=ghp_x"] }, { tells: "GITHUB_TOKEN" }),
      "a secret": container({ envs: ["CLIENT_SECRET=x=y"] }, { tells: "CLIENT_SECRET" }),
      "a key": container({ envs: ["STRIPE_API_KEY=sk"] }, { tells: "STRIPE_API_KEY" }),
      "of a container that never starts": container({ ...CARRIER, envs: ["DB_PASSWORD=5Nq8xv"] }),
    },
  },
  "memory-limit": {
    passes: {
      "a limit without swap": container({ memory: 128, memorySwap: 128 }),
      "a container that never starts": container(CARRIER),
    },
    refused: {
      "no limit": container({}, { tells: "no memory limit" }),
      "swap by default": container({ memory: 128 }, { tells: "128 MiB" }),
      "additional swap": container({ memory: 128, memorySwap: 256 }, { tells: "256 MiB" }),
      "of a container that runs once": container(ONCE),
    },
  },
  "log-rotation": {
    passes: {
      "files with a limit": container({
        logDriver: "json-file",
        logOpts: { "max-size": "10m", "max-file": "3" },
      }),
      "a driver that always rotates": container({ logDriver: "local" }),
      "a container that runs once": container(ONCE),
    },
    refused: {
      "the engine's default": container({}, { tells: "default" }),
      "files without a limit": container({ logDriver: "json-file" }, { tells: "json-file" }),
      "an unlimited number of files": container({
        logDriver: "json-file",
        logOpts: { "max-size": "10m" },
      }),
    },
  },
  "health-check": {
    passes: {
      "a check": container({ healthcheck: { tests: ["CMD", "/healthy"] } }),
      "a container that runs once": container(ONCE),
    },
    refused: {
      none: container({}),
      "a disabled check of the image": container(
        { healthcheck: { tests: ["NONE"] } },
        { tells: "NONE" },
      ),
      "an empty one": container({ healthcheck: { tests: [] } }),
    },
  },
  "pinned-images": {
    passes: {
      "a tag": container({ image: "registry.example.com:5000/shop:1.2" }),
      "a digest": container({ image: `shop@${DIGEST}` }),
      "an id": container({ image: DIGEST }),
    },
    refused: {
      latest: container({ image: "shop:latest" }, { tells: "shop:latest" }),
      "no tag": container(
        { image: "registry.example.com:5000/shop" },
        { tells: "registry.example.com:5000/shop" },
      ),
      "of a container that never starts": container({ ...CARRIER, image: "busybox" }),
    },
  },
  "pinned-pulls": {
    passes: { "a tag": { type: IMAGE, inputs: { name: "busybox:1.37" } } },
    refused: {
      latest: { type: IMAGE, inputs: { name: "busybox:latest" }, tells: "busybox:latest" },
    },
  },
  "protected-data-volumes": {
    passes: {
      protected: { type: VOLUME, inputs: { name: "obs-loki-data" }, protect: true },
      "without data": { type: VOLUME, inputs: { name: "obs-loki-config" } },
      "without data, by the names option": {
        type: VOLUME,
        inputs: { name: "cache-data" },
        config: { names: ["obs-*"] },
      },
    },
    refused: {
      "not protected": {
        type: VOLUME,
        inputs: { name: "obs-loki-data" },
        tells: "obs-loki-data",
      },
    },
  },
};
