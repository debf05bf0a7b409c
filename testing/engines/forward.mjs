// Plain Node.js, run in the second engine's network namespace. Forwards connections from socket files to its ports.
// Usage: node forward.mjs FOLDER PORT ...
import { connect, createServer } from "node:net";
import { join } from "node:path";

const [folder, ...ports] = process.argv.slice(2);
for (const port of ports) {
  createServer((from) => {
    const to = connect(Number(port), "127.0.0.1");
    from.pipe(to).pipe(from);
    from.on("error", () => to.destroy());
    to.on("error", () => from.destroy());
  }).listen(join(folder, port));
}
