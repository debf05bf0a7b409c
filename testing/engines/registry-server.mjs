// A registry that serves the output of `docker save` from a folder, with the part of the API that `docker pull` needs.
// Plain Node.js in a separate process, because the tests block while they run commands that use it. Prints a line when
// it listens.
// Usage: node registry-server.mjs FOLDER PORT
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

const NAME = "io.containerd.image.name";
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const LARGEST_MANIFEST = 2 ** 20;

const [folder, port] = process.argv.slice(2);
const images = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")).manifests;

const blob = (digest) => join(folder, "blobs", ...digest.split(":"));

/** Returns the media type of a manifest. Layers need none. */
function mediaType(file) {
  if (statSync(file).size > LARGEST_MANIFEST) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")).mediaType;
  } catch {
    return undefined;
  }
}

function find(name, reference) {
  if (!DIGEST.test(reference)) {
    return images.find(({ annotations }) => annotations?.[NAME]?.endsWith(`/${name}:${reference}`));
  }
  const file = blob(reference);
  return existsSync(file) ? { digest: reference, mediaType: mediaType(file) } : undefined;
}

createServer(({ url, method }, response) => {
  const [, name, , reference = ""] = /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/.exec(url) ?? [];
  const found = name === undefined ? undefined : find(name, decodeURIComponent(reference));
  if (found === undefined) {
    response.writeHead(url === "/v2/" ? 200 : 404, { "content-type": "application/json" });
    response.end("{}");
    return;
  }
  const file = blob(found.digest);
  response.writeHead(200, {
    "content-type": found.mediaType ?? "application/octet-stream",
    "content-length": statSync(file).size,
    "docker-content-digest": found.digest,
  });
  if (method === "HEAD") response.end();
  else createReadStream(file).pipe(response);
}).listen(Number(port), "0.0.0.0", () => {
  console.log("listening");
});
