import { CONTAINER } from "./judge";

/** A resource that a rule judges: a container's inputs, unless a type says what else. */
export interface Case {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly type?: string;
  readonly protect?: boolean;
  /** What a user configured of the rule. */
  readonly config?: object;
  /** What the message has to name: the value found. */
  readonly tells?: string;
}

interface Cases {
  readonly passes: Readonly<Record<string, Case>>;
  readonly refused: Readonly<Record<string, Case>>;
}

const IMAGE = "docker:index/remoteImage:RemoteImage";
const VOLUME = "docker:index/volume:Volume";
const STACK = [{ label: "container-observability.stack", value: "obs" }];
const EXTENSION = [{ label: "container-observability.extends", value: "obs" }];
const DIGEST = `sha256:${"a".repeat(64)}`;
const CARRIER = { start: false, mustRun: false };
const ONCE = { attach: true, mustRun: false };
const GRAFANA_INI = "[security]\nadmin_user = admin\nadmin_password = admin\n";
const OPEN_INI = "[auth.anonymous]\nenabled = true\norg_role = Admin\n[users]\n";

const bind = (source: string, readOnly = true) => ({
  mounts: [{ type: "bind", source, target: "/host", readOnly }],
});
const hostPath = (path: string, readOnly = true) => ({
  volumes: [{ hostPath: path, containerPath: "/host", readOnly }],
});
const container = (inputs: Case["inputs"], more: Omit<Case, "inputs"> = {}): Case => ({
  type: CONTAINER,
  inputs: { name: "app", image: "registry.example.com/shop:1.2", ...inputs },
  ...more,
});
const port = (ip?: string) => ({
  ports: [{ internal: 80, external: 8080, ...(ip === undefined ? {} : { ip }) }],
});

/** For each rule of the pack what it lets pass, and what it refuses. */
export const cases: Readonly<Record<string, Cases>> = {
  "loopback-ports": {
    passes: {
      "no port": container({}),
      loopback: container(port("127.0.0.1")),
      "another address of loopback": container(port("127.0.0.2")),
      "loopback of IPv6": container(port("::1")),
      "an address that is named": container(port("10.0.0.5"), {
        config: { addresses: ["10.0.0.5"] },
      }),
    },
    refused: {
      "no address, which is every one": container(port(), { tells: "0.0.0.0:8080" }),
      "every address": container(port("0.0.0.0"), { tells: "0.0.0.0:8080" }),
      "every address of IPv6": container(port("::"), { tells: ":::8080" }),
      "another address than the one that is named": container(port("10.0.0.6"), {
        config: { addresses: ["10.0.0.5"] },
        tells: "10.0.0.6",
      }),
      "what only looks like loopback": container(port("127.0.0.1.example.com"), {
        tells: "127.0.0.1.example.com",
      }),
      "a container that is not started yet": container({ ...CARRIER, ...port("0.0.0.0") }),
    },
  },
  "host-namespaces": {
    passes: {
      "its own": container({ networkMode: "bridge" }),
      "no network": container({ networkMode: "none" }),
    },
    refused: {
      "the host's network": container({ networkMode: "host" }, { tells: "networkMode" }),
      "the host's processes": container({ pidMode: "host" }, { tells: "pidMode" }),
      "the host's memory segments": container({ ipcMode: "host" }, { tells: "ipcMode" }),
      "the host's users": container({ usernsMode: "host" }, { tells: "usernsMode" }),
      "another container's processes": container(
        { pidMode: "container:db" },
        { tells: "container:db" },
      ),
    },
  },
  privileged: {
    passes: { "an ordinary one": container({ privileged: false }) },
    refused: {
      "a privileged one": container({ privileged: true }),
      "a privileged cAdvisor": container({ name: "obs-cadvisor", labels: STACK, privileged: true }),
    },
  },
  capabilities: {
    passes: {
      "all dropped": container({ capabilities: { drops: ["ALL"] } }),
      "one of the list": container({ capabilities: { drops: ["ALL"], adds: ["CAP_SYSLOG"] } }),
      "the same without its prefix": container({
        capabilities: { drops: ["all"], adds: ["syslog"] },
      }),
      "one of a list of one's own": container(
        { capabilities: { drops: ["ALL"], adds: ["NET_BIND_SERVICE"] } },
        { config: { allowed: ["CAP_NET_BIND_SERVICE"] } },
      ),
      "what runs nothing": container(CARRIER),
    },
    refused: {
      "nothing dropped": container({}, { tells: "drops nothing" }),
      "some dropped": container({ capabilities: { drops: ["NET_RAW"] } }, { tells: "NET_RAW" }),
      "one beyond the list": container(
        { capabilities: { drops: ["ALL"], adds: ["CAP_SYS_ADMIN"] } },
        { tells: "CAP_SYS_ADMIN" },
      ),
      "all kept": container({ capabilities: { drops: ["ALL"], adds: ["ALL"] } }, { tells: "ALL" }),
    },
  },
  "no-new-privileges": {
    passes: {
      "it is set": container({ securityOpts: ["no-new-privileges:true"] }),
      "it is set the short way": container({ securityOpts: ["no-new-privileges"] }),
    },
    refused: {
      "it is not set": container({}),
      "it is set to false": container(
        { securityOpts: ["no-new-privileges:false"] },
        { tells: ":false" },
      ),
      "not even by what is never started": container(CARRIER),
    },
  },
  "non-root": {
    passes: {
      "a number": container({ user: "65534:65534" }),
      "a name": container({ user: "nobody" }),
      "the own user of an image that is known": container({ image: "grafana/tempo:2.9.0" }),
      "the same from a mirror, with a digest": container({
        image: `registry.example.com:5000/mirror/grafana/tempo:2.9.0@${DIGEST}`,
      }),
      "an image that is named": container({}, { config: { images: ["registry.example.com/*"] } }),
      "cAdvisor of a stack": container({ name: "obs-cadvisor", labels: STACK, user: "0:0" }),
      "a container that is exempt with a reason": container(
        { user: "0" },
        { config: { exempt: [{ container: "a*", reason: "It reads what only root may." }] } },
      ),
      "what runs nothing": container(CARRIER),
    },
    refused: {
      root: container({ user: "root" }, { tells: '"root"' }),
      "root by its number": container({ user: "0:0" }, { tells: '"0:0"' }),
      "root with another group": container({ user: "0:65534" }, { tells: '"0:65534"' }),
      "no user, and an image that is not known": container(
        {},
        { tells: "registry.example.com/shop:1.2" },
      ),
      "an image whose name only ends alike": container(
        { image: "evil-grafana/tempo:1" },
        { tells: "evil-grafana" },
      ),
      "what is only called like cAdvisor": container({ name: "obs-cadvisor", user: "0:0" }),
      "a container that another exemption covers": container(
        { user: "0" },
        { config: { exempt: [{ container: "b*", reason: "It reads what only root may." }] } },
      ),
    },
  },
  "read-only-root": {
    passes: {
      "it is read-only": container({ readOnly: true }),
      "what runs nothing": container(CARRIER),
      "a publisher, into which Docker uploads": container({ labels: EXTENSION }),
    },
    refused: {
      "nothing is said": container({}),
      "it is writable": container({ readOnly: false }),
      "of what runs once, too": container(ONCE),
    },
  },
  "host-mounts-read-only": {
    passes: {
      "the whole host, to read": container(bind("/")),
      "data of one's own, to write": container(bind("/srv/shop", false)),
      "a volume": container({ volumes: [{ volumeName: "shop-data", containerPath: "/data" }] }),
      "a folder that is named": container(hostPath("/var/lib/shop", false), {
        config: { writable: ["/var/lib/shop"] },
      }),
    },
    refused: {
      "the whole host, to write": container(bind("/", false), { tells: "host's /" }),
      "its configuration": container(bind("/etc", false), { tells: "/etc" }),
      "a folder of it, the other way to mount": container(hostPath("/var/lib/docker/", false), {
        tells: "/var/lib/docker",
      }),
      "beside a folder that is named": container(bind("/var/lib/shop2", false), {
        config: { writable: ["/var/lib/shop"] },
        tells: "/var/lib/shop2",
      }),
      "the engine's socket, by the agent role, too": container(
        { name: "obs-agent", labels: STACK, ...bind("/var/run/docker.sock", false) },
        { tells: "/var/run/docker.sock" },
      ),
    },
  },
  "docker-socket": {
    passes: {
      "no mount": container({}),
      "another socket": container(bind("/run/shop/shop.sock")),
      "cAdvisor of a stack": container({
        name: "obs-cadvisor",
        labels: STACK,
        ...bind("/var/run/docker.sock"),
      }),
      "the agent of a stack": container({ name: "obs-agent", labels: STACK, ...bind("/") }),
      "a container that is exempt with a reason": container(bind("/var/run/docker.sock"), {
        config: { exempt: [{ container: "app", reason: "It starts the builds of the CI." }] },
      }),
    },
    refused: {
      "the socket": container(bind("/var/run/docker.sock"), { tells: "/var/run/docker.sock" }),
      "its folder, the other way to mount": container(hostPath("/run/"), { tells: "/run" }),
      "the whole host": container(bind("/"), { tells: "mounts /," }),
      "containerd's": container(bind("/run/containerd"), { tells: "/run/containerd" }),
      "one that is named": container(bind("/opt/engine/engine.sock"), {
        config: { sockets: ["/opt/engine/engine.sock"] },
        tells: "/opt/engine/engine.sock",
      }),
      "another service of a stack": container({
        name: "obs-grafana",
        labels: STACK,
        ...bind("/var/run/docker.sock"),
      }),
    },
  },
  "default-passwords": {
    passes: {
      "a random one": container({ envs: ["GF_SECURITY_ADMIN_PASSWORD=5Nq8xv"] }),
      "a file": container({ command: ["--password-file=/run/secrets/password"] }),
      "a file of a configuration": container({
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
      "in an entrypoint's address": container({ entrypoints: ["run", "http://admin:admin@db/"] }),
      "in a file": container(
        { uploads: [{ file: "/etc/grafana/grafana.ini", content: GRAFANA_INI }] },
        { tells: "/etc/grafana/grafana.ini" },
      ),
      "one that a user named": container(
        { envs: ["DB_PASSWORD=Shop2026"] },
        { config: { passwords: ["shop2026"] } },
      ),
    },
  },
  "grafana-anonymous-admin": {
    passes: {
      "nothing is said": container({}),
      "anonymous viewers": container({
        envs: ["GF_AUTH_ANONYMOUS_ENABLED=true", "GF_AUTH_ANONYMOUS_ORG_ROLE=Viewer"],
      }),
      "a role of nobody": container({
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
      "a path without the name for it": container({ envs: ["SECRET=/run/secrets/db"] }),
      empty: container({ envs: ["API_TOKEN="] }),
      "no secret, by a user's word": container(
        { envs: ["NEXT_TOKEN=next"] },
        { config: { variables: ["NEXT_TOKEN"] } },
      ),
    },
    refused: {
      "a password": container({ envs: ["DB_PASSWORD=5Nq8xv"] }, { tells: "DB_PASSWORD" }),
      "a token": container({ envs: ["GITHUB_TOKEN=ghp_x"] }, { tells: "GITHUB_TOKEN" }),
      "a secret": container({ envs: ["CLIENT_SECRET=x=y"] }, { tells: "CLIENT_SECRET" }),
      "a key": container({ envs: ["STRIPE_API_KEY=sk"] }, { tells: "STRIPE_API_KEY" }),
      "of what is never started, too": container({ ...CARRIER, envs: ["DB_PASSWORD=5Nq8xv"] }),
    },
  },
  "memory-limit": {
    passes: {
      "a limit without swap": container({ memory: 128, memorySwap: 128 }),
      "what runs nothing": container(CARRIER),
    },
    refused: {
      "no limit": container({}, { tells: "no memory limit" }),
      "the swap left to Docker": container({ memory: 128 }, { tells: "128 MiB" }),
      "more swap": container({ memory: 128, memorySwap: 256 }, { tells: "256 MiB" }),
      "of what runs once, too": container(ONCE),
    },
  },
  "log-rotation": {
    passes: {
      "files with a limit": container({
        logDriver: "json-file",
        logOpts: { "max-size": "10m", "max-file": "3" },
      }),
      "a driver that rotates by itself": container({ logDriver: "local" }),
      "what ends by itself": container(ONCE),
    },
    refused: {
      "the engine's default": container({}, { tells: "default" }),
      "files without a limit": container({ logDriver: "json-file" }, { tells: "json-file" }),
      "files of which there may be any number": container({
        logDriver: "json-file",
        logOpts: { "max-size": "10m" },
      }),
    },
  },
  "health-check": {
    passes: {
      "a check": container({ healthcheck: { tests: ["CMD", "/healthy"] } }),
      "what ends by itself": container(ONCE),
    },
    refused: {
      none: container({}),
      "the image's turned off": container({ healthcheck: { tests: ["NONE"] } }, { tells: "NONE" }),
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
      "of what is never started, too": container({ ...CARRIER, image: "busybox" }),
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
      "it is protected": { type: VOLUME, inputs: { name: "obs-loki-data" }, protect: true },
      "it holds no data": { type: VOLUME, inputs: { name: "obs-loki-config" } },
      "it holds no data, by a user's word": {
        type: VOLUME,
        inputs: { name: "cache-data" },
        config: { names: ["obs-*"] },
      },
    },
    refused: {
      "it is not protected": {
        type: VOLUME,
        inputs: { name: "obs-loki-data" },
        tells: "obs-loki-data",
      },
    },
  },
};
